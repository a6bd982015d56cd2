//! Markdown into lines (CommonMark): what a person reads once it is rendered, with the numbers of its source lines.

mod html;
pub(crate) mod inline;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use bonafide_model::{Format, HiddenBy, ReadError, ReadWarning, ReadWarningKind};

use crate::{
    Hint,
    charset::{charset_parameter, decode},
    document::{Document, Line, Link},
    html::Fragment,
    limits,
    text::{lines, push_links},
};
use inline::{Definitions, Inline, Syntax, inline, normal_label};

/// Bytes in the label of a link definition (CommonMark, "Link reference definitions": at most 999 characters).
const LABEL_BYTES: usize = 999;

/// Reads Markdown into lines.
pub(crate) fn layout(bytes: &[u8], hint: &Hint) -> Result<Document<'static>, ReadError> {
    let decoded = decode(bytes, hint.declared_type.as_deref().and_then(charset_parameter));
    let definitions = definitions(&decoded.text);
    let mut reader = Reader {
        layout: Document::new(Format::Markdown),
        block: Block::Start,
        in_comment: false,
        html: Fragment::default(),
        notes: notes(&decoded.text),
        definitions: &definitions,
    };
    html::rules(&decoded.text).for_each(|css| reader.html.add_rules(css));
    reader.layout.warnings = decoded.warnings;
    for (line, number) in lines(&decoded.text).zip(1..) {
        if reader.layout.lines.len() >= limits::LINES {
            reader.layout.warnings.push(limits::truncated("lines"));
            break;
        }
        reader.line(line, number);
    }
    Ok(reader.layout)
}

/// What the line being read belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    /// Nothing was read yet.
    Start,
    /// Between `---` lines at the very start.
    FrontMatter,
    /// A code block that so many of this mark close.
    Fence(char, usize),
    /// A paragraph, whose line has this index.
    Paragraph(usize),
    /// Anything else.
    Other,
}

struct Reader<'a> {
    layout: Document<'static>,
    block: Block,
    in_comment: bool,
    /// The HTML elements that are open.
    html: Fragment,
    /// The labels of the notes that the text refers to.
    notes: HashSet<String>,
    definitions: &'a Definitions,
}

impl Reader<'_> {
    fn line(&mut self, line: &str, number: u32) {
        match self.block {
            Block::Start if line.trim_end() == "---" => {
                self.block = Block::FrontMatter;
                return self.push(line, number, Some(HiddenBy::Metadata), None);
            }
            Block::FrontMatter => {
                if matches!(line.trim_end(), "---" | "...") {
                    self.block = Block::Other;
                }
                return self.push(line, number, Some(HiddenBy::Metadata), None);
            }
            Block::Fence(mark, length) => {
                let (found, run, rest) = fence(line);
                let closes = found == Some(mark) && run >= length && rest.trim().is_empty();
                if closes {
                    self.block = Block::Other;
                }
                return self.push(if closes { "" } else { line }, number, self.html.reason(), None);
            }
            _ => {}
        }
        let visible = self.without_comments(line, number);
        let visible = self.without_hidden(&visible, number);
        if let (Some(mark), length, _) = fence(&visible) {
            self.block = Block::Fence(mark, length);
            return self.push("", number, None, None);
        }
        if let Some((label, target)) = definition(&visible) {
            self.block = Block::Other;
            let index = self.layout.lines.len();
            self.layout.links.push(Link { target, text: label, line: index, offset: None, hidden_by: Some(HiddenBy::NotRendered) });
            return self.push(&visible, number, Some(HiddenBy::NotRendered), None);
        }
        if note(&visible).is_some_and(|label| !self.notes.contains(label)) {
            return self.push(&visible, number, Some(HiddenBy::NotRendered), None);
        }
        self.visible(&visible, number);
    }

    /// The line without what its HTML hides, which becomes hidden lines.
    fn without_hidden(&mut self, line: &str, number: u32) -> String {
        if line.trim().is_empty() {
            self.html.end_paragraph();
        }
        let mut visible = String::with_capacity(line.len());
        let mut hidden: Vec<(HiddenBy, String)> = Vec::new();
        for piece in html::pieces(line, &mut self.html) {
            match (piece.hidden_by, hidden.last_mut()) {
                (None, _) => visible.push_str(piece.text),
                (Some(reason), Some((last, text))) if *last == reason => text.push_str(piece.text),
                (Some(reason), _) => hidden.push((reason, piece.text.to_owned())),
            }
        }
        let block = self.block;
        for (reason, text) in hidden.iter().filter(|(_, text)| !text.trim().is_empty()) {
            self.push(text.trim(), number, Some(*reason), None);
        }
        self.block = if self.block == Block::Other { block } else { self.block };
        visible
    }

    fn visible(&mut self, line: &str, number: u32) {
        let quoted = without_quotes(line);
        if let (Block::Paragraph(index), Some(level)) = (self.block, underline(quoted)) {
            if let Some(heading) = self.layout.lines.get_mut(index) {
                heading.heading = Some(level);
            }
            self.block = Block::Other;
            return self.push("", number, None, None);
        }
        let (heading, text) = heading(quoted);
        // A backslash at the end breaks the row.
        let text = text.strip_suffix('\\').filter(|text| !text.ends_with('\\')).unwrap_or(text);
        let is_blank = text.trim().is_empty();
        self.block = if is_blank || heading.is_some() { Block::Other } else { Block::Paragraph(self.layout.lines.len()) };
        let row = table_row(text);
        let Inline { text, links, alternatives, has_styles } =
            inline(row.as_deref().unwrap_or(text), Syntax::Markdown(self.definitions));
        push_links(&mut self.layout, links);
        self.push(&text, number, None, heading);
        for alternative in alternatives.iter().filter(|text| !text.trim().is_empty()) {
            self.push(alternative, number, Some(HiddenBy::Title), None);
        }
        if has_styles && !self.layout.warnings.iter().any(|warning| warning.kind == ReadWarningKind::ExternalStyle) {
            let detail = "HTML with styles inside Markdown".to_owned();
            self.layout.warnings.push(ReadWarning { kind: ReadWarningKind::ExternalStyle, place: None, detail });
        }
    }

    fn push(&mut self, text: &str, number: u32, hidden_by: Option<HiddenBy>, heading: Option<u8>) {
        if self.block == Block::Start {
            self.block = Block::Other;
        }
        let text = if hidden_by.is_some() { limits::prefix(text, limits::HIDDEN_LINE_BYTES) } else { text };
        self.layout.lines.push(Line { text: text.to_owned().into(), number, hidden_by, heading, ..Line::default() });
    }

    /// The line without HTML comments, which become hidden lines.
    fn without_comments(&mut self, line: &str, number: u32) -> String {
        let mut visible = String::with_capacity(line.len());
        let mut comments = String::new();
        let mut rest = line;
        while !rest.is_empty() {
            let (part, behind) =
                rest.split_once(if self.in_comment { "-->" } else { "<!--" }).map_or((rest, None), |(a, b)| (a, Some(b)));
            if self.in_comment { &mut comments } else { &mut visible }.push_str(part);
            let Some(behind) = behind else { break };
            self.in_comment = !self.in_comment;
            rest = behind;
        }
        if !comments.trim().is_empty() {
            let block = self.block;
            self.push(comments.trim(), number, Some(HiddenBy::Comment), None);
            self.block = block;
        }
        visible
    }
}

/// The mark, length and rest of a line that opens or closes a code block.
fn fence(line: &str) -> (Option<char>, usize, &str) {
    let text = without_quotes(line).trim_start();
    for mark in ['`', '~'] {
        let rest = text.trim_start_matches(mark);
        let length = text.len() - rest.len();
        if length >= 3 && !(mark == '`' && rest.contains('`')) {
            return (Some(mark), length, rest);
        }
    }
    (None, 0, text)
}

/// All link definitions of the document: the first one of a label counts.
fn definitions(text: &str) -> Definitions {
    let mut definitions = Definitions::new();
    for (label, target) in lines(text).filter_map(definition).take(limits::LINKS) {
        definitions.entry(normal_label(&label)).or_insert(target);
    }
    definitions
}

/// `[label]: target "title"`.
fn definition(line: &str) -> Option<(String, String)> {
    let inside = line.trim_start().strip_prefix('[').filter(|inside| !inside.starts_with('^'))?;
    let (label, rest) = limits::prefix(inside, LABEL_BYTES).split_once("]:")?;
    let rest = inside.get(inside.len().min(label.len() + 2)..).unwrap_or(rest).trim();
    let (target, title) = match rest.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>')?,
        None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
    };
    if target.is_empty() && !rest.starts_with('<') {
        return None;
    }
    let title = title.trim();
    let is_title = title.is_empty() || title.starts_with(['"', '\'', '(']);
    (is_title && !label.contains(['[', ']'])).then(|| (label.to_owned(), target.to_owned()))
}

/// The label of a note that a line defines: `[^1]: …`.
fn note(line: &str) -> Option<&str> {
    let label = line.trim_start().strip_prefix("[^")?.split_once("]:")?.0;
    (label.len() <= LABEL_BYTES && !label.contains(['[', ']'])).then_some(label)
}

/// The labels of the notes that a text refers to.
fn notes(text: &str) -> HashSet<String> {
    let marks = text.match_indices("[^").take(limits::LINKS).filter_map(|(at, mark)| {
        let (label, behind) = limits::prefix(text.get(at + mark.len()..)?, LABEL_BYTES).split_once(']')?;
        (!behind.starts_with(':')).then(|| label.to_owned())
    });
    marks.collect()
}

fn without_quotes(line: &str) -> &str {
    let mut text = line;
    while let Some(rest) = text.trim_start().strip_prefix('>') {
        text = rest.strip_prefix(' ').unwrap_or(rest);
    }
    text
}

/// The level and text of a line that begins with `#`.
fn heading(line: &str) -> (Option<u8>, &str) {
    let text = line.trim_start();
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    match u8::try_from(level) {
        Ok(level @ 1..=6) if rest.is_empty() || rest.starts_with([' ', '\t']) => {
            let trimmed = rest.trim();
            let closed = trimmed.trim_end_matches('#');
            (Some(level), if closed.ends_with(' ') || closed.is_empty() { closed.trim_end() } else { trimmed })
        }
        _ => (None, line),
    }
}

/// The level of heading that this line makes of the paragraph above it.
fn underline(line: &str) -> Option<u8> {
    let text = line.trim();
    let is_run = |mark: &str| !text.is_empty() && text.trim_start_matches(mark).is_empty();
    if is_run("=") { Some(1) } else { is_run("-").then_some(2) }
}

/// A row of a table with its cells apart, or an empty line for the row under its head.
fn table_row(line: &str) -> Option<String> {
    let cells = line.trim().strip_prefix('|')?;
    if cells.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ')) {
        return Some(String::new());
    }
    let cells = cells.strip_suffix('|').unwrap_or(cells);
    Some(cells.split('|').map(str::trim).collect::<Vec<_>>().join("  "))
}
