//! What the format readers (text, Markdown, HTML, PDF) hand to the claim finder: lines with places, links and warnings.

use std::{borrow::Cow, ops::Range};

use bonafide_model::{Format, HiddenBy, NotJudged, ReadWarning};

/// A document as lines. The format readers make it, the claim finder reads it.
#[derive(Debug, Clone)]
pub struct Document<'d> {
    /// The format that was read.
    pub format: Format,
    /// The number of pages, for formats that have pages.
    pub pages: Option<u32>,
    /// The lines in the order in which a person reads them (PDF: rows by position). Each line is wholly visible or wholly hidden:
    /// hidden text never shares a line with visible text, so a visible value is never made of hidden digits. Two lines may have the
    /// same number: a visible and a hidden one.
    pub lines: Vec<Line<'d>>,
    /// The text of `lines` with a line feed between them, where the document is just that.
    pub whole: Option<&'d str>,
    /// A second reading order where there is one (PDF: content-stream order). A value found in either order counts once; its place
    /// is that of its first character. Page and line numbers are those of `lines`.
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

impl Document<'_> {
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
}

/// One line of text.
#[derive(Debug, Clone, Default)]
pub struct Line<'d> {
    /// The text without its line end; borrowed from the document where it stands there as it is.
    pub text: Cow<'d, str>,
    /// 1-based page.
    pub page: Option<u32>,
    /// 1-based number (PDF: row on its page; HTML: source line; text: line).
    pub number: u32,
    /// Why a person does not see it.
    pub hidden_by: Option<HiddenBy>,
    /// Whether the format itself marks it as a heading (HTML `h1`…`h6`, Markdown `#`, PDF: larger or bold) and how deep.
    pub heading: Option<u8>,
    /// Whether a table-of-contents structure holds it (HTML nav list of fragment links, PDF dot leaders are found by the claim finder).
    pub toc: bool,
    /// Left, top, right and bottom on the page in PDF points from the top left corner.
    pub bounds: Option<[i32; 4]>,
    /// Whether something parts it from the line before: no value goes on from there.
    pub apart: bool,
    /// Whether it is the head or foot of a page and stands in no section. It comes behind all other lines of the pages.
    pub furniture: bool,
    /// What the format says the line is part of.
    pub block: Block,
    /// Which block that is: lines of one block have the same number. Nothing joins two blocks.
    pub block_number: u32,
    /// Where in `text` another box begins, such as the next cell of a row, as byte offset: a boundary that no value goes over.
    pub boxes: Vec<usize>,
    /// The parts of `text` of which it cannot be told whether a person sees them so, in order.
    pub not_judged: Vec<(Range<usize>, NotJudged)>,
    /// Where in `text` other source lines begin, as byte offset and line number, where a line on the screen comes from several (HTML).
    /// Text in front of the first one stands on line `number`.
    pub sources: Vec<(usize, u32)>,
}

/// What a line is part of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Block {
    /// The format does not say.
    #[default]
    Unknown,
    /// A heading; [`Line::heading`] says how deep.
    Heading,
    /// A paragraph, or any other block of text.
    Paragraph,
    /// An item of a list.
    Item,
    /// A row of a table; [`Line::boxes`] says where its cells begin.
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
