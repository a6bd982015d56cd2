//! One report being written: escaping, wrapping, colour and marks.

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use textwrap::{WordSplitter, core::display_width};

use super::options::Options;
use crate::escape;
use crate::told::{Mark, Tone};

/// Narrower than this no line holds a fingerprint's half; wider lines are hard to read.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=160;

/// Columns of a version 4 fingerprint in groups of four.
const FINGERPRINT: usize = 49;

pub(super) const PLAIN: Style = Style::new();
pub(super) const STRONG: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(super) const CAUTION: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const BAD: Style = AnsiColor::Red.on_default().bold();

/// How a mark is drawn.
fn style_of(mark: Mark) -> Style {
    match mark {
        Mark::Pass => GOOD,
        Mark::Warning | Mark::Inconclusive => CAUTION,
        Mark::Fail => BAD,
        Mark::NotApplicable => FAINT,
    }
}

/// How a text is drawn.
pub(super) fn style(tone: Tone) -> Style {
    match tone {
        Tone::Plain | Tone::Help => PLAIN,
        Tone::Faint => FAINT,
        Tone::Good => GOOD,
        Tone::Caution => CAUTION,
        Tone::Bad => BAD,
    }
}

/// A report being written. Every text that reaches it is escaped here, whoever wrote it, so that no
/// renderer can forget to.
pub(super) struct Page<'o> {
    out: String,
    options: &'o Options,
    width: usize,
}

impl<'o> Page<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self {
            out: String::new(),
            options,
            width: options.width.clamp(*WIDTHS.start(), *WIDTHS.end()),
        }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    /// How many lines there are so far.
    pub(super) fn lines(&self) -> usize {
        self.out.matches('\n').count()
    }

    /// A part that was written on a page of its own.
    pub(super) fn append(&mut self, part: Page<'_>) {
        self.out.push_str(&part.out);
    }

    pub(super) fn blank(&mut self) {
        self.out.push('\n');
    }

    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.line("", STRONG, text, STRONG);
    }

    /// One line that is never wrapped, for programs that read the first line only.
    pub(super) fn unwrapped(&mut self, word: &str, style: Style, text: &str) {
        let (word, text) = (self.safe(word), self.safe(text));
        self.styled(style, &word);
        self.out.push_str("  ");
        self.out.push_str(&text);
        self.out.push('\n');
    }

    /// A text after a prefix, wrapped to the width; further lines are indented as deep as the
    /// prefix is wide.
    pub(super) fn line(&mut self, prefix: &str, prefix_style: Style, text: &str, style: Style) {
        let (prefix, text) = (self.safe(prefix), self.safe(text));
        let indent = display_width(&prefix);
        let room = self.width.saturating_sub(indent).max(*WIDTHS.start() / 2);
        let wrapping = textwrap::Options::new(room).word_splitter(WordSplitter::NoHyphenation);
        for (i, piece) in textwrap::wrap(&text, wrapping).iter().enumerate() {
            if i == 0 {
                self.styled(prefix_style, &prefix);
            } else {
                self.out.extend(std::iter::repeat_n(' ', indent));
            }
            self.styled(style, piece);
            self.out.push('\n');
        }
    }

    pub(super) fn marked(&mut self, indent: usize, mark: Mark, text: &str) {
        let prefix = format!(
            "{}{} ",
            " ".repeat(indent),
            mark.symbol(self.options.unicode)
        );
        self.line(&prefix, style_of(mark), text, PLAIN);
    }

    pub(super) fn indented(&mut self, indent: usize, text: &str, style: Style) {
        self.line(&" ".repeat(indent), PLAIN, text, style);
    }

    /// One line as it stands, for commands to copy.
    pub(super) fn verbatim(&mut self, indent: usize, text: &str, style: Style) {
        let text = self.safe(text);
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.styled(style, &text);
        self.out.push('\n');
    }

    /// A table without frame; line ends inside a cell start a new line of the cell.
    pub(super) fn table<const N: usize>(&mut self, header: [&str; N], rows: Vec<[Vec<String>; N]>) {
        let mut table = Table::new();
        table
            .load_style(presets::NOTHING)
            .set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width.saturating_sub(2)).unwrap_or(u16::MAX));
        table.set_header(header.map(str::to_owned).to_vec());
        for row in rows {
            table.add_row(
                row.map(|cell| {
                    cell.iter()
                        .map(|line| self.safe(line))
                        .collect::<Vec<_>>()
                        .join("\n")
                })
                .to_vec(),
            );
        }
        // Values stand in the second column. On a wide enough page a fingerprint is not broken, so
        // that it can be compared at a glance.
        if let (true, Some(column)) = (self.width >= 2 * FINGERPRINT, table.column_mut(1)) {
            let padded = u16::try_from(FINGERPRINT)
                .unwrap_or(u16::MAX)
                .saturating_add(column.padding_width());
            column.set_constraint(ColumnConstraint::Boundaries {
                lower: Width::Fixed(padded),
                upper: Width::Percentage(70),
            });
        }
        for (i, line) in table.lines().enumerate() {
            self.out.push_str("  ");
            self.styled(if i == 0 { FAINT } else { PLAIN }, line.trim_end());
            self.out.push('\n');
        }
    }

    /// The symbol for equal or different values.
    pub(super) fn compared(&self, equal: Option<bool>) -> String {
        match (equal, self.options.unicode) {
            (Some(true), _) => "=",
            (Some(false), true) => "≠",
            (Some(false), false) => "!=",
            (None, _) => "?",
        }
        .to_owned()
    }

    /// Where the terminal's encoding is not UTF-8 the bytes of other characters could be C1
    /// controls, so only ASCII is left.
    fn safe(&self, text: &str) -> String {
        let text = escape::inline(text);
        if self.options.unicode {
            return text.into_owned();
        }
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if c.is_ascii() {
                out.push(c);
            } else {
                out.extend(c.escape_unicode());
            }
        }
        out
    }

    fn styled(&mut self, style: Style, text: &str) {
        if self.options.color && !style.is_plain() && !text.trim().is_empty() {
            self.out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            self.out.push_str(text);
        }
    }
}
