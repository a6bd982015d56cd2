//! Lines in the making.

use std::ops::Range;

use bonafide_model::claims::{HiddenBy, NotJudged, Place, ReadWarning, ReadWarningKind};
use thin_vec::ThinVec;

use crate::{
    document::{Block, Document, Line, Link},
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
    sources: ThinVec<(usize, u32)>,
    /// Whether white space was read and not written yet, and whether another box begins.
    has_space: bool,
    joint: Joint,
    not_judged: ThinVec<(Range<usize>, NotJudged)>,
    block: Block,
    /// Whether it stands aside from the line before it.
    apart: bool,
    links: Vec<usize>,
    heading: Option<u8>,
    has_fragment_link: bool,
    has_other_text: bool,
}

/// What stands between two pieces of text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Joint {
    /// Nothing.
    #[default]
    None,
    /// The edge of something that is drawn otherwise: a person does not read on from letter to
    /// letter.
    Edge,
    /// Room.
    Room,
    /// The edge of a box without any room: both sides are seen as one word.
    Touching,
}

/// How a piece of text is seen.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Why it is not seen.
    pub hidden_by: Option<HiddenBy>,
    /// Why it cannot be told how it is seen.
    pub not_judged: Option<NotJudged>,
    pub is_preformatted: bool,
}

/// A place in what was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Mark {
    line: usize,
    offset: usize,
}

/// The line in the making, and what stands before its next text.
#[derive(Default)]
struct Open {
    draft: Draft,
    /// Whether the next visible text begins a new line.
    breaks: bool,
    /// Whether the row of a table that is open has a cell already, and whether the open cell has no
    /// text yet.
    has_cell: bool,
    is_cell_empty: bool,
}

/// Writes lines: visible and hidden text never share one.
pub(super) struct Output {
    /// What is made.
    pub layout: Document<'static>,
    open: Open,
    /// The lines that are interrupted by what stands aside from them, and what stands aside.
    interrupted: Vec<Open>,
    asides: Vec<Draft>,
    hidden: Draft,
    hidden_by: Option<HiddenBy>,
    hidden_bytes: usize,
    /// Of how many lines that follow it cannot be told how they are seen, and why.
    covered: (usize, NotJudged),
    /// The block that is open.
    block: Block,
    /// The links that are open, and the heading.
    open_links: Vec<usize>,
    heading: Option<u8>,
}

impl Output {
    pub(super) fn new(layout: Document<'static>) -> Self {
        Self {
            layout,
            open: Open::default(),
            interrupted: Vec::new(),
            asides: Vec::new(),
            hidden: Draft::default(),
            hidden_by: None,
            hidden_bytes: 0,
            covered: (0, NotJudged::Overlay),
            block: Block::Paragraph,
            open_links: Vec::new(),
            heading: None,
        }
    }

    /// Adds a part of a source line, with white space collapsed unless it is preformatted.
    pub(super) fn text(&mut self, text: &str, number: u32, look: Look) {
        if look.hidden_by.is_some() {
            return self.hidden_text(text, number, look.hidden_by);
        }
        if self.open.breaks && !text.trim_ascii().is_empty() {
            self.end_line();
        }
        let is_fragment = self
            .open_links
            .last()
            .and_then(|link| self.layout.links.get(*link))
            .is_some_and(|link| link.target.starts_with('#'));
        let draft = &mut self.open.draft;
        if !text.trim_ascii().is_empty() {
            self.open.is_cell_empty = false;
            draft.has_fragment_link |= is_fragment;
            draft.has_other_text |= !is_fragment;
            draft.heading = draft.heading.or(self.heading);
            if draft.text.is_empty() {
                draft.block = self.block;
            }
        }
        let start = draft.text.len();
        draft.write(
            text,
            number,
            look.is_preformatted,
            &self.open_links,
            &mut self.layout.links,
        );
        if let Some(why) = look.not_judged.filter(|_| draft.text.len() > start) {
            match draft
                .not_judged
                .last_mut()
                .filter(|(part, last)| part.end == start && *last == why)
            {
                Some((part, _)) => part.end = draft.text.len(),
                None => draft.not_judged.push((start..draft.text.len(), why)),
            }
        }
    }

    /// Whether the last thing written is a letter or a digit, and the next one would stand right
    /// behind it.
    pub(super) fn is_inside_word(&self) -> bool {
        let draft = &self.open.draft;
        !self.open.breaks
            && !draft.has_space
            && draft.joint == Joint::None
            && draft.text.ends_with(char::is_alphanumeric)
    }

    fn hidden_text(&mut self, text: &str, number: u32, hidden_by: Option<HiddenBy>) {
        if self.hidden_by != hidden_by {
            self.end_hidden();
        }
        self.hidden_by = hidden_by;
        // Hidden text is not what a person reads on a link that is seen.
        let is_own = |link: &usize| {
            self.layout
                .links
                .get(*link)
                .is_some_and(|link| link.hidden_by.is_some())
        };
        let open_links: Vec<usize> = self.open_links.iter().copied().filter(is_own).collect();
        let mut rest = text;
        while !rest.is_empty() {
            if self.hidden_bytes >= HIDDEN_BYTES {
                return limits::warn_truncated(&mut self.layout.warnings, "hidden text");
            }
            let piece = limits::prefix(rest, limits::HIDDEN_LINE_BYTES);
            self.hidden_bytes += piece.len();
            self.hidden
                .write(piece, number, false, &open_links, &mut self.layout.links);
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
        self.hidden_text(
            limits::prefix(text, limits::HIDDEN_LINE_BYTES),
            number,
            Some(hidden_by),
        );
        self.open_links = open_links;
        self.end_hidden();
    }

    /// The next text begins a new line, unless it is the first of its cell.
    pub(super) fn break_line(&mut self) {
        self.open.breaks |= !self.open.is_cell_empty;
        self.end_hidden();
    }

    /// A line end that is seen even where nothing follows it.
    pub(super) fn end_line(&mut self) {
        self.open.breaks = false;
        let draft = std::mem::take(&mut self.open.draft);
        self.open.draft.apart = draft.apart && draft.text.trim_ascii().is_empty();
        if self.interrupted.is_empty() {
            self.push(draft, None);
            for aside in std::mem::take(&mut self.asides) {
                self.push(aside, None);
            }
        } else {
            self.asides.push(draft);
        }
    }

    /// A row of a table begins or ends.
    pub(super) fn row(&mut self) {
        (self.open.has_cell, self.open.is_cell_empty) = (false, false);
        self.break_line();
    }

    /// A new cell begins: its text stands in the line of the cell before.
    pub(super) fn cell(&mut self, touches: bool) {
        self.end_hidden();
        if std::mem::replace(&mut self.open.has_cell, true) {
            self.open.breaks = false;
            self.room(touches);
            // White space between boxes is not shown.
            self.open.draft.has_space &= !touches;
        }
        self.open.is_cell_empty = true;
    }

    /// What follows is another box; there is room here unless it `touches` the one before.
    pub(super) fn room(&mut self, touches: bool) {
        let draft = &mut self.open.draft;
        draft.joint = if touches && draft.joint != Joint::Room {
            Joint::Touching
        } else {
            Joint::Room
        };
    }

    /// Something drawn otherwise begins or ends here.
    pub(super) fn edge(&mut self) {
        let draft = &mut self.open.draft;
        if draft.joint == Joint::None {
            draft.joint = Joint::Edge;
        }
    }

    /// What follows stands aside from the line that is open.
    pub(super) fn begin_aside(&mut self) {
        if self.open.breaks {
            self.end_line();
        }
        self.interrupted.push(std::mem::take(&mut self.open));
        self.open.draft.apart = true;
    }

    /// The line goes on.
    pub(super) fn end_aside(&mut self) {
        self.end_hidden();
        self.end_line();
        let Some(open) = self.interrupted.pop() else {
            return;
        };
        self.open = open;
        if self.open.draft.text.is_empty() && self.interrupted.is_empty() {
            for aside in std::mem::take(&mut self.asides) {
                self.push(aside, None);
            }
        } else {
            self.edge();
        }
    }

    /// Where the next text will stand.
    pub(super) fn mark(&self) -> Mark {
        let line = self.layout.lines.len();
        if self.is_line_over() {
            Mark {
                line: line + 1,
                offset: 0,
            }
        } else {
            Mark {
                line,
                offset: self.open.draft.text.len(),
            }
        }
    }

    /// Whether the next text begins a line behind the one that is open.
    fn is_line_over(&self) -> bool {
        self.open.breaks
            && self.interrupted.is_empty()
            && !self.open.draft.text.trim_ascii().is_empty()
    }

    /// Whether the line that is open has text.
    pub(super) fn is_in_line(&self) -> bool {
        !self.open.breaks && !self.open.draft.text.is_empty()
    }

    /// Whether something stands aside from the line that is open.
    pub(super) fn has_asides(&self) -> bool {
        !self.asides.is_empty()
    }

    /// Of all that was written since, it cannot be told how it is seen.
    pub(super) fn doubt_since(&mut self, mark: Mark, why: NotJudged) {
        if mark.line > self.layout.lines.len() {
            return;
        }
        let mut from = mark.offset;
        let lines = self.layout.lines.get_mut(mark.line..).unwrap_or_default();
        for line in lines.iter_mut().filter(|line| line.hidden_by.is_none()) {
            doubt(&mut line.not_judged, from..line.text.len(), why);
            from = 0;
        }
        for draft in self.asides.iter_mut().chain([&mut self.open.draft]) {
            doubt(
                &mut draft.not_judged,
                from.min(draft.text.len())..draft.text.len(),
                why,
            );
        }
    }

    /// Of as many lines before a place, it cannot be told how they are seen.
    pub(super) fn doubt_before(&mut self, mark: Mark, mut count: usize, why: NotJudged) {
        if count == 0 {
            return;
        }
        let draft = &mut self.open.draft;
        let before = if mark.line > self.layout.lines.len() {
            draft.text.len()
        } else if mark.line == self.layout.lines.len() {
            mark.offset.min(draft.text.len())
        } else {
            0
        };
        if before > 0 {
            doubt_within(&mut draft.not_judged, 0..before, why);
            count -= 1;
        }
        for open in &mut self.interrupted {
            let text = 0..open.draft.text.len();
            doubt_within(&mut open.draft.not_judged, text, why);
        }
        let end = mark.line.min(self.layout.lines.len());
        let lines = self.layout.lines.get_mut(..end).unwrap_or_default();
        let lines = lines.iter_mut().rev();
        for line in lines.filter(|line| line.hidden_by.is_none()).take(count) {
            doubt_within(&mut line.not_judged, 0..line.text.len(), why);
        }
        for aside in &mut self.asides {
            doubt_within(&mut aside.not_judged, 0..aside.text.len(), why);
        }
    }

    /// The same of lines that follow.
    pub(super) fn doubt_next(&mut self, count: usize, why: NotJudged) {
        if count > self.covered.0 {
            self.covered = (count, why);
        }
    }

    /// A block begins; the one around it goes on when it ends.
    pub(super) fn begin_block(&mut self, block: Block) -> Block {
        std::mem::replace(&mut self.block, block)
    }

    pub(super) fn resume_block(&mut self, block: Block) {
        self.block = block;
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
            self.layout.links.push(Link {
                target,
                text: String::new(),
                line: usize::MAX,
                offset: None,
                hidden_by,
            });
        }
        has_room
    }

    pub(super) fn close_link(&mut self) {
        let Some(index) = self.open_links.pop() else {
            return;
        };
        let Some(link) = self.layout.links.get_mut(index) else {
            return;
        };
        link.text.truncate(link.text.trim_end().len());
        if link.offset.is_none() {
            // A link without text stands where the next text will.
            self.open.draft.links.push(index);
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
        let mut not_judged = draft.not_judged;
        not_judged
            .iter_mut()
            .for_each(|(part, _)| part.end = part.end.min(text.len()));
        if text.is_empty() {
            // Links without text move on to the next line.
            self.open.draft.links.extend(draft.links);
            return;
        }
        if hidden_by.is_none() && self.covered.0 > 0 {
            self.covered.0 -= 1;
            doubt_within(&mut not_judged, 0..text.len(), self.covered.1);
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
            toc: draft.has_fragment_link && !draft.has_other_text && draft.heading.is_none(),
            block: if hidden_by.is_some() {
                Block::Unknown
            } else {
                draft.heading.map_or(draft.block, Block::Heading)
            },
            apart: draft.apart,
            not_judged,
            sources: draft.sources,
            ..Line::default()
        });
    }

    pub(super) fn finish(mut self) -> Document<'static> {
        self.end_hidden();
        while !self.interrupted.is_empty() {
            self.end_aside();
        }
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
    fn write(
        &mut self,
        text: &str,
        number: u32,
        is_preformatted: bool,
        open_links: &[usize],
        links: &mut [Link],
    ) {
        if is_preformatted && !text.is_empty() {
            self.word(text, number, open_links, links);
            return;
        }
        let mut rest = text;
        while !rest.is_empty() {
            let trimmed = rest.trim_ascii_start();
            self.has_space |= trimmed.len() < rest.len();
            let end = trimmed
                .find(|c: char| c.is_ascii_whitespace())
                .unwrap_or(trimmed.len());
            let (word, behind) = trimmed.split_at(end);
            if !word.is_empty() {
                self.word(word, number, open_links, links);
            }
            rest = behind;
        }
    }

    fn word(&mut self, word: &str, number: u32, open_links: &[usize], links: &mut [Link]) {
        let joint = std::mem::take(&mut self.joint);
        let is_glued = !self.has_space
            && self.text.ends_with(char::is_alphanumeric)
            && word.starts_with(char::is_alphanumeric);
        let is_room =
            matches!(joint, Joint::Room | Joint::Touching) || joint == Joint::Edge && is_glued;
        let has_space = self.has_space;
        if self.text.is_empty() {
            self.number = number;
        } else if is_room {
            self.text.truncate(self.text.trim_end_matches(' ').len());
            let before = self.text.chars().next_back().filter(|c| is_in_value(*c));
            let after = word.chars().next().filter(|c| is_in_value(*c));
            if joint == Joint::Touching
                && !has_space
                && let Some((before, after)) = before.zip(after)
            {
                let end = self.text.len();
                let part = end - before.len_utf8()..end + 1 + after.len_utf8();
                self.not_judged.push((part, NotJudged::Offset));
            }
            self.text.push('\t');
            for &index in open_links {
                if let Some(link) = links.get_mut(index).filter(|link| !link.text.is_empty()) {
                    link.text.push(' ');
                }
            }
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
            let Some(link) = links.get_mut(index) else {
                continue;
            };
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

/// Whether a value goes on with that sign where nothing parts it from what stands before.
fn is_in_value(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+' | '%' | '/')
}

/// Adds the end of a source line inside text.
pub(super) fn line_end(output: &mut Output, number: u32, look: Look) {
    if look.is_preformatted && look.hidden_by.is_none() {
        output.end_line();
    } else {
        output.text(
            " ",
            number,
            Look {
                is_preformatted: false,
                ..look
            },
        );
    }
}

/// Adds a part in front of what is written later.
fn doubt_within(
    parts: &mut ThinVec<(Range<usize>, NotJudged)>,
    part: Range<usize>,
    why: NotJudged,
) {
    parts.retain(|(old, _)| old.end > part.end);
    parts
        .iter_mut()
        .for_each(|(old, _)| old.start = old.start.max(part.end));
    if !part.is_empty() {
        parts.insert(0, (part, why));
    }
}

/// Adds a part to those that are not judged, in the place of what stands there.
fn doubt(parts: &mut ThinVec<(Range<usize>, NotJudged)>, part: Range<usize>, why: NotJudged) {
    if !part.is_empty() {
        parts.retain(|(old, _)| old.start < part.start);
        parts
            .iter_mut()
            .for_each(|(old, _)| old.end = old.end.min(part.start));
        parts.push((part, why));
    }
}

/// Bytes of a detail in a warning.
const DETAIL_BYTES: usize = 200;

/// One warning of a kind is enough.
pub(super) fn warn(output: &mut Output, kind: ReadWarningKind, line: u32, detail: &str) {
    if output
        .layout
        .warnings
        .iter()
        .all(|warning| warning.kind != kind)
    {
        let place = Some(Place {
            line,
            ..Place::default()
        });
        output.layout.warnings.push(ReadWarning {
            kind,
            place,
            detail: limits::prefix(detail, DETAIL_BYTES).to_owned(),
        });
    }
}
