//! What the format readers (text, Markdown, HTML, PDF) hand to the claim finder: lines with places,
//! links and warnings.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    ops::Range,
};

use bonafide_model::claims::{Format, HiddenBy, NotJudged, ReadWarning};
use thin_vec::ThinVec;

/// A document as lines. The format readers make it, the claim finder reads it.
#[derive(Debug, Clone)]
pub struct Document<'d> {
    /// The format that was read.
    pub format: Format,
    /// The number of pages, for formats that have pages.
    pub pages: Option<u32>,
    /// The lines in the order in which a person reads them (PDF: rows by position). Each line is
    /// wholly visible or wholly hidden: hidden text never shares a line with visible text, so a
    /// visible value is never made of hidden digits. Two lines may have the same number: a visible
    /// and a hidden one.
    pub lines: Vec<Line<'d>>,
    /// The text of `lines` with a line feed between them, where the document is just that.
    pub whole: Option<&'d str>,
    /// A second reading order where there is one (PDF: content-stream order). A value found in
    /// either order counts once; its place is that of its first character. Page and line numbers
    /// are those of `lines`.
    pub other_order: Vec<Line<'d>>,
    /// Link targets.
    pub links: Vec<Link>,
    /// What the format reader noticed.
    pub warnings: Vec<ReadWarning>,
    /// The document's title by its metadata.
    pub title: Option<String>,
    /// The base that relative links are resolved against, if the document says so (`<base>`).
    pub base: Option<String>,
}

impl<'d> Document<'d> {
    /// A document without lines.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            format,
            pages: None,
            lines: Vec::new(),
            whole: None,
            other_order: Vec::new(),
            links: Vec::new(),
            warnings: Vec::new(),
            title: None,
            base: None,
        }
    }

    /// Puts the heads and feet of pages behind all other lines, so that a value goes on over them.
    pub(crate) fn set_aside(&mut self, aside: &HashSet<usize>) {
        if aside.is_empty() {
            return;
        }
        let lines = std::mem::take(&mut self.lines).into_iter().enumerate();
        let (mut behind, mut lines): (Vec<_>, Vec<_>) =
            lines.partition(|(index, _)| aside.contains(index));
        behind
            .iter_mut()
            .for_each(|(_, line)| (line.furniture, line.apart) = (true, true));
        lines.append(&mut behind);
        self.in_order(lines);
    }

    /// Puts a space for every other blank that looks like one (U+00A0, the thin and the ideographic
    /// ones): which of them a program has put says nothing about what a person reads.
    pub(crate) fn plain_blanks(&mut self) {
        if self.whole.is_some_and(str::is_ascii) && self.other_order.is_empty() {
            return;
        }
        let mut moved: HashMap<usize, Moved> = HashMap::new();
        for (index, line) in self.lines.iter_mut().enumerate() {
            if let Some(by) = line.plain_blanks() {
                moved.insert(index, by);
            }
        }
        for line in &mut self.other_order {
            line.plain_blanks();
        }
        if moved.is_empty() {
            return;
        }
        self.whole = None;
        for link in &mut self.links {
            if let Some((by, offset)) = moved.get(&link.line).zip(link.offset.as_mut()) {
                *offset = by.place(*offset);
            }
        }
    }

    /// Takes lines in a new order, each with its index in the old one. The links stay on their
    /// lines.
    fn in_order(&mut self, lines: Vec<(usize, Line<'d>)>) {
        let mut new_index = vec![0; lines.len()];
        for (new, (old, _)) in lines.iter().enumerate() {
            if let Some(slot) = new_index.get_mut(*old) {
                *slot = new;
            }
        }
        self.lines = lines.into_iter().map(|(_, line)| line).collect();
        for link in &mut self.links {
            link.line = new_index.get(link.line).copied().unwrap_or(link.line);
        }
    }
}

/// One line of text.
///
/// Two things are boundaries of boxes, in every format: a tab in the text, such as the one between
/// the cells of a row, and the beginning of a line that stands [apart](Line::apart). No value goes
/// on over one, but for the groups of a number that has a cell for each.
#[derive(Debug, Clone, Default)]
pub struct Line<'d> {
    /// The text without its line end, with a tab where another box begins; borrowed from the
    /// document where it stands there as it is.
    pub text: Cow<'d, str>,
    /// 1-based page.
    pub page: Option<u32>,
    /// 1-based number (PDF: row on its page; HTML: source line; text: line).
    pub number: u32,
    /// Why a person does not see it.
    pub hidden_by: Option<HiddenBy>,
    /// Whether a table-of-contents structure holds it (HTML nav list of fragment links, PDF dot
    /// leaders are found by the claim finder).
    pub toc: bool,
    /// Left, top, right and bottom on the page in PDF points from the top left corner.
    pub bounds: Option<[i32; 4]>,
    /// Whether another box begins with it, and not only another line.
    pub apart: bool,
    /// Whether it is the head or foot of a page and stands in no section. It comes behind all other
    /// lines of the pages.
    pub furniture: bool,
    /// What the format says the line is part of.
    pub block: Block,
    /// The parts of `text` of which it cannot be told whether a person sees them so, in order.
    pub not_judged: ThinVec<(Range<usize>, NotJudged)>,
    /// Where in `text` other source lines begin, as byte offset and line number, where a line on
    /// the screen comes from several (HTML). Text in front of the first one stands on line
    /// `number`.
    pub sources: ThinVec<(usize, u32)>,
}

impl Line<'_> {
    /// Puts a space for every other blank; says how places in the text have moved, if they have.
    fn plain_blanks(&mut self) -> Option<Moved> {
        let is_other = |c: char| !c.is_ascii() && c.is_whitespace();
        if self.text.is_ascii() || !self.text.contains(is_other) {
            return None;
        }
        let mut by = Moved::default();
        let mut plain = String::with_capacity(self.text.len());
        for (at, c) in self.text.char_indices() {
            plain.push(if is_other(c) { ' ' } else { c });
            if is_other(c) {
                by.0.push((at + c.len_utf8(), at + c.len_utf8() - plain.len()));
            }
        }
        self.text = Cow::Owned(plain);
        for (part, _) in &mut self.not_judged {
            *part = by.place(part.start)..by.place(part.end);
        }
        for (at, _) in &mut self.sources {
            *at = by.place(*at);
        }
        Some(by)
    }

    /// How deep the heading is that the line is part of.
    #[must_use]
    pub fn heading(&self) -> Option<u8> {
        match self.block {
            Block::Heading(level) => Some(level),
            _ => None,
        }
    }
}

/// How many bytes are gone in front of places in a line, in order.
#[derive(Default)]
struct Moved(Vec<(usize, usize)>);

impl Moved {
    fn place(&self, at: usize) -> usize {
        let known = self.0.partition_point(|(behind, _)| *behind <= at);
        let gone = known.checked_sub(1).and_then(|last| self.0.get(last));
        at - gone.map_or(0, |(_, gone)| *gone)
    }
}

/// What a line is part of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Block {
    /// The format does not say.
    #[default]
    Unknown,
    /// A heading (HTML `h1`…`h6`, Markdown `#`, PDF: larger or bold), and how deep it is.
    Heading(u8),
    /// A paragraph, or any other block of text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// A term that is described.
    Term,
    /// The description of the terms before it.
    Description,
    /// Preformatted text.
    Preformatted,
}

/// A link.
#[derive(Debug, Clone)]
pub struct Link {
    /// The target as it stands there, entities decoded.
    pub target: String,
    /// The visible text of the link; empty where it has none.
    pub text: String,
    /// Index into `Document::lines` of the line it stands on.
    pub line: usize,
    /// Byte offset of the link's text in that line; `None` where not known.
    pub offset: Option<usize>,
    /// Why a person cannot see or click it.
    pub hidden_by: Option<HiddenBy>,
}
