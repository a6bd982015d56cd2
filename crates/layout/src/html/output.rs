//! Lines in the making.

use bonafide_model::HiddenBy;

use crate::{
    document::{Document, Line, Link},
    limits,
};

/// Bytes of the text of a link that are kept.
const LINK_TEXT_BYTES: usize = 1000;
/// Bytes of hidden text of a page that are kept: scripts can be megabytes long.
const HIDDEN_BYTES: usize = 512 << 10;

/// A line that is not finished.
#[derive(Default)]
struct Draft {
    text: String,
    number: u32,
    /// Where in the text other source lines begin.
    sources: Vec<(usize, u32)>,
    /// Whether white space was read and not written yet.
    has_space: bool,
    links: Vec<usize>,
    heading: Option<u8>,
    has_fragment_link: bool,
    has_other_text: bool,
}

/// Writes lines: visible and hidden text never share one.
pub(super) struct Output {
    /// What is made.
    pub layout: Document<'static>,
    visible: Draft,
    hidden: Draft,
    hidden_by: Option<HiddenBy>,
    hidden_bytes: usize,
    /// Whether the next visible text begins a new line.
    breaks: bool,
    /// Whether the row of a table that is open has a cell already, and whether the open cell has no text yet.
    has_cell: bool,
    is_cell_empty: bool,
    /// The links that are open, and the heading.
    open_links: Vec<usize>,
    heading: Option<u8>,
}

impl Output {
    pub(super) fn new(layout: Document<'static>) -> Self {
        Self {
            layout,
            visible: Draft::default(),
            hidden: Draft::default(),
            hidden_by: None,
            hidden_bytes: 0,
            breaks: false,
            has_cell: false,
            is_cell_empty: false,
            open_links: Vec::new(),
            heading: None,
        }
    }

    /// Adds a part of a source line, with white space collapsed unless it is preformatted.
    pub(super) fn text(&mut self, text: &str, number: u32, hidden_by: Option<HiddenBy>, is_preformatted: bool) {
        if hidden_by.is_some() {
            return self.hidden_text(text, number, hidden_by);
        }
        if self.breaks && !text.trim_ascii().is_empty() {
            self.end_line();
        }
        let is_fragment =
            self.open_links.last().and_then(|link| self.layout.links.get(*link)).is_some_and(|link| link.target.starts_with('#'));
        if !text.trim_ascii().is_empty() {
            self.is_cell_empty = false;
            self.visible.has_fragment_link |= is_fragment;
            self.visible.has_other_text |= !is_fragment;
            self.visible.heading = self.visible.heading.or(self.heading);
        }
        self.visible.write(text, number, is_preformatted, &self.open_links, &mut self.layout.links);
    }

    fn hidden_text(&mut self, text: &str, number: u32, hidden_by: Option<HiddenBy>) {
        if self.hidden_by != hidden_by {
            self.end_hidden();
        }
        self.hidden_by = hidden_by;
        // Hidden text is not what a person reads on a link that is seen.
        let is_own = |link: &usize| self.layout.links.get(*link).is_some_and(|link| link.hidden_by.is_some());
        let open_links: Vec<usize> = self.open_links.iter().copied().filter(is_own).collect();
        let mut rest = text;
        while !rest.is_empty() {
            if self.hidden_bytes >= HIDDEN_BYTES {
                return limits::warn_truncated(&mut self.layout.warnings, "hidden text");
            }
            let piece = limits::prefix(rest, limits::HIDDEN_LINE_BYTES);
            self.hidden_bytes += piece.len();
            self.hidden.write(piece, number, false, &open_links, &mut self.layout.links);
            if self.hidden.text.len() >= limits::HIDDEN_LINE_BYTES {
                self.end_hidden();
            }
            rest = rest.get(piece.len()..).unwrap_or_default();
        }
    }

    /// A hidden line of its own, such as an attribute.
    pub(super) fn hidden_line(&mut self, text: &str, number: u32, hidden_by: HiddenBy) {
        self.end_hidden();
        let open_links = std::mem::take(&mut self.open_links);
        self.hidden_text(limits::prefix(text, limits::HIDDEN_LINE_BYTES), number, Some(hidden_by));
        self.open_links = open_links;
        self.end_hidden();
    }

    /// The next text begins a new line, unless it is the first of its cell.
    pub(super) fn break_line(&mut self) {
        self.breaks |= !self.is_cell_empty;
        self.end_hidden();
    }

    /// A line end that is seen even where nothing follows it.
    pub(super) fn end_line(&mut self) {
        self.breaks = false;
        let draft = std::mem::take(&mut self.visible);
        self.push(draft, None);
    }

    /// A row of a table begins or ends.
    pub(super) fn row(&mut self) {
        (self.has_cell, self.is_cell_empty) = (false, false);
        self.break_line();
    }

    /// A new cell begins: its text stands in the line of the cell before.
    pub(super) fn cell(&mut self) {
        self.end_hidden();
        if std::mem::replace(&mut self.has_cell, true) {
            self.breaks = false;
            if !self.visible.text.is_empty() {
                self.visible.has_space = false;
                self.visible.text.push_str("  ");
            }
        }
        self.is_cell_empty = true;
    }

    pub(super) fn set_heading(&mut self, heading: Option<u8>) {
        self.heading = heading;
    }

    /// Opens a link; whether there was room for it.
    pub(super) fn open_link(&mut self, target: String, hidden_by: Option<HiddenBy>) -> bool {
        let has_room = self.layout.links.len() < limits::LINKS;
        if !has_room {
            limits::warn_truncated(&mut self.layout.warnings, "links");
        } else {
            self.open_links.push(self.layout.links.len());
            self.layout.links.push(Link { target, text: String::new(), line: usize::MAX, offset: None, hidden_by });
        }
        has_room
    }

    pub(super) fn close_link(&mut self) {
        let Some(index) = self.open_links.pop() else { return };
        let Some(link) = self.layout.links.get_mut(index) else { return };
        link.text.truncate(link.text.trim_end().len());
        if link.offset.is_none() {
            // A link without text stands where the next text will.
            self.visible.links.push(index);
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.layout.lines.len() >= limits::LINES
    }

    fn end_hidden(&mut self) {
        let draft = std::mem::take(&mut self.hidden);
        self.push(draft, self.hidden_by);
    }

    fn push(&mut self, draft: Draft, hidden_by: Option<HiddenBy>) {
        let mut text = draft.text;
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            // Links without text move on to the next line.
            self.visible.links.extend(draft.links);
            return;
        }
        let index = self.layout.lines.len();
        for link in draft.links {
            if let Some(link) = self.layout.links.get_mut(link) {
                link.line = index;
            }
        }
        self.layout.lines.push(Line {
            text: text.into(),
            number: draft.number,
            hidden_by,
            heading: draft.heading.filter(|_| hidden_by.is_none()),
            toc: draft.has_fragment_link && !draft.has_other_text && draft.heading.is_none(),
            sources: draft.sources,
            ..Line::default()
        });
    }

    pub(super) fn finish(mut self) -> Document<'static> {
        self.end_hidden();
        self.end_line();
        let last = self.layout.lines.len().saturating_sub(1);
        for link in &mut self.layout.links {
            link.line = link.line.min(last);
        }
        if self.layout.lines.is_empty() {
            self.layout.links.clear();
        }
        self.layout
    }
}

impl Draft {
    fn write(&mut self, text: &str, number: u32, is_preformatted: bool, open_links: &[usize], links: &mut [Link]) {
        if is_preformatted && !text.is_empty() {
            self.word(text, number, open_links, links);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let trimmed = rest.trim_ascii_start();
            self.has_space |= trimmed.len() < rest.len();
            let end = trimmed.find(|c: char| c.is_ascii_whitespace()).unwrap_or(trimmed.len());
            let (word, behind) = trimmed.split_at(end);
            if !word.is_empty() {
                self.word(word, number, open_links, links);
            }
            rest = behind;
        }
    }

    fn word(&mut self, word: &str, number: u32, open_links: &[usize], links: &mut [Link]) {
        if self.text.is_empty() {
            self.number = number;
        } else if std::mem::take(&mut self.has_space) && !self.text.ends_with(' ') {
            self.text.push(' ');
            for &index in open_links {
                if let Some(link) = links.get_mut(index).filter(|link| !link.text.is_empty()) {
                    link.text.push(' ');
                }
            }
        }
        self.has_space = false;
        if self.sources.last().map_or(self.number, |(_, line)| *line) != number {
            self.sources.push((self.text.len(), number));
        }
        for &index in open_links {
            let Some(link) = links.get_mut(index) else { continue };
            if link.offset.is_none() {
                link.offset = Some(self.text.len());
                self.links.push(index);
            }
            if link.text.len() < LINK_TEXT_BYTES {
                link.text.push_str(limits::prefix(word, LINK_TEXT_BYTES));
            }
        }
        self.text.push_str(word);
    }
}

/// Adds the end of a source line inside text.
pub(super) fn line_end(output: &mut Output, number: u32, hidden_by: Option<HiddenBy>, is_preformatted: bool) {
    if is_preformatted && hidden_by.is_none() {
        output.end_line();
    } else {
        output.text(" ", number, hidden_by, false);
    }
}
