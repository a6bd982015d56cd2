//! Glyphs to lines: rows by position, and the order in which they were drawn.
//!
//! Glyphs that follow each other on one baseline make a chunk. Chunks on one height make a row. A
//! row is read from left to right; wide gaps become tabs, so that the cells of a table stay apart.
//! Visible and hidden chunks never make a row together.

use std::collections::HashSet;
use std::ops::Range;

use bonafide_model::claims::{HiddenBy, NotJudged};
use hayro_interpret::kurbo::Rect;
use unicode_normalization::char::compose;

use super::chunks::{CELL, Chunk, Chunks, Item, SPACE};
use super::glyph::PageGlyphs;
use super::margin::line_numbers;
use super::raised::{self, Moved, moved};
use super::row::{Extent, Row, near};
use super::rows::{Heights, rows};
use super::text::dotted;
use crate::document::{Block, Line};

/// Chunks of a row that overlap by more than this, in font sizes, are separate words that lie over
/// each other.
const OVERLAP: f64 = 0.5;

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct PageText {
    /// Rows by position; visible ones are numbered from 1.
    pub lines: Vec<Line<'static>>,
    /// The same in the order drawn, unless that is the same.
    pub stream: Option<Vec<Line<'static>>>,
    /// For each glyph the line that shows it and the byte offset in it.
    pub spots: Vec<Option<(usize, usize)>>,
}

/// Number and text of the lines that are hidden for `reason`.
fn rows_of<'l>(
    lines: &'l [Line<'_>],
    reason: Option<HiddenBy>,
) -> impl Iterator<Item = (u32, &'l str)> {
    lines
        .iter()
        .filter(move |line| line.hidden_by == reason)
        .map(|line| (line.number, &*line.text))
}

/// Puts the glyphs of a page into lines.
pub(super) fn arrange(page: &PageGlyphs, number: u32) -> PageText {
    let chunks = Chunks::of(page);
    let mut text = PageText {
        spots: vec![None; page.glyphs.len()],
        ..PageText::default()
    };
    let mut spots = vec![Spot::default(); chunks.list.len()];

    let counting = line_numbers(page, &chunks);
    let mut push = |rows: &[Row], number_of: &dyn Fn(usize, &Row) -> u32| {
        for (index, row) in rows.iter().enumerate() {
            let is_next = index
                .checked_sub(1)
                .and_then(|last| rows.get(last))
                .is_none_or(|last| near(&chunks.list, last, row));
            let place = Line {
                page: Some(number),
                number: number_of(index, row),
                apart: !is_next,
                ..Line::default()
            };
            set(&mut spots, &chunks, row, place.number);
            push_line(&mut text, page, &chunks, row, place);
        }
    };
    let visible = rows(page, &chunks, None, &counting);
    push(&visible, &|index, _| {
        u32::try_from(index + 1).unwrap_or(u32::MAX)
    });
    let heights = Heights::of(&chunks.list, &visible);
    let reasons = chunks.reasons();
    for &reason in &reasons {
        let hidden = rows(page, &chunks, Some(reason), &HashSet::new());
        push(&hidden, &|_, row| {
            chunks
                .list
                .get(row.main)
                .map_or(1, |main| heights.nearest(&chunks.list, main))
        });
    }
    sort_lines(&mut text);
    if !(reasons.is_empty() && counting.is_empty() && is_in_order(&chunks.list, &visible)) {
        let stream = stream_lines(page, &chunks, &spots, number);
        let is_new = |reason| !rows_of(&text.lines, reason).eq(rows_of(&stream, reason));
        text.stream = std::iter::once(None)
            .chain(reasons.into_iter().map(Some))
            .any(is_new)
            .then_some(stream);
    }
    text
}

/// Whether the chunks were drawn row by row, each from left to right.
fn is_in_order(chunks: &[Chunk], rows: &[Row]) -> bool {
    let in_row = |row: &Row| {
        let (mut end, mut size) = (f64::NEG_INFINITY, 0.0);
        row.chunks
            .iter()
            .filter_map(|&index| chunks.get(index))
            .all(|chunk| {
                let goes_on = chunk.u0 > end - OVERLAP * size;
                (end, size) = (end.max(chunk.u1), chunk.size);
                goes_on
            })
    };
    rows.iter().flat_map(|row| &row.chunks).is_sorted() && rows.iter().all(in_row)
}

/// Where a chunk stands among those of its row.
#[derive(Debug, Clone, Copy, Default)]
struct Spot {
    /// The number of its row; 0 for what is in none.
    row: u32,
    /// Its place in that, from left to right.
    place: usize,
    /// Whether a cell begins and ends with it.
    is_first: bool,
    is_last: bool,
}

fn set(spots: &mut [Spot], chunks: &Chunks, row: &Row, number: u32) {
    let at = |place: Option<usize>| {
        place
            .and_then(|place| row.chunks.get(place))
            .and_then(|&index| chunks.list.get(index))
    };
    let is_apart = |a: Option<&Chunk>, b: Option<&Chunk>| {
        a.zip(b)
            .is_none_or(|(a, b)| b.u0 - a.u1 > CELL * a.size.min(b.size))
    };
    for (place, &index) in row.chunks.iter().enumerate() {
        let (before, own, after) = (
            at(place.checked_sub(1)),
            at(Some(place)),
            at(Some(place + 1)),
        );
        if let Some(spot) = spots.get_mut(index) {
            *spot = Spot {
                row: number,
                place,
                is_first: is_apart(before, own),
                is_last: is_apart(own, after),
            };
        }
    }
}

fn push_line(
    text: &mut PageText,
    page: &PageGlyphs,
    chunks: &Chunks,
    row: &Row,
    place: Line<'static>,
) {
    let index = text.lines.len();
    let mut line = LineText::default();
    let of = |place: Option<usize>| {
        place
            .and_then(|place| row.chunks.get(place))
            .and_then(|&index| chunks.list.get(index))
    };
    for (place, chunk) in row
        .chunks
        .iter()
        .enumerate()
        .filter_map(|(place, &index)| Some((place, chunks.list.get(index)?)))
    {
        let items = chunks.items(chunk);
        let beside = [of(place.checked_sub(1)), of(Some(place + 1))];
        let moved = beside
            .into_iter()
            .flatten()
            .find_map(|beside| moved(chunk, beside, items.len()));
        line.push_chunk(page, chunk, items, moved, |glyph, offset| {
            if let Some(spot) = text.spots.get_mut(glyph) {
                *spot = Some((index, offset));
            }
        });
    }
    let hidden_by = chunks.list.get(row.main).and_then(|chunk| chunk.hidden_by);
    text.lines.push(line.finish(Line { hidden_by, ..place }));
}

/// A line while it is put together.
#[derive(Default)]
struct LineText {
    text: String,
    ink: Option<Rect>,
    not_judged: Vec<(Range<usize>, NotJudged)>,
    /// End and size of the last chunk, and whether a space glyph followed it.
    last: Option<(f64, f64, bool)>,
}

impl LineText {
    fn push_chunk(
        &mut self,
        page: &PageGlyphs,
        chunk: &Chunk,
        items: &[Item],
        moved: Option<Moved>,
        mut placed: impl FnMut(usize, usize),
    ) {
        let moved = moved.filter(|_| !raised::is_ordinal(&raised::text(page, items), &self.text));
        if moved.is_some() && !self.text.is_empty() {
            self.text.push(' ');
        } else if let Some((end, size, space)) = self.last {
            let em = size.min(chunk.size);
            let gap = chunk.u0 - end;
            if gap > CELL * em {
                self.text.push('\t');
            } else if space || gap > SPACE * em || gap < -OVERLAP * em {
                self.text.push(' ');
            }
        }
        self.text.reserve(2 * items.len());
        for item in items {
            let Some(glyph) = page.glyphs.get(item.glyph) else {
                continue;
            };
            if item.space_before && !self.text.is_empty() {
                self.text.push(' ');
            }
            let start = self.text.len();
            placed(item.glyph, start);
            match item.accent {
                _ if moved.is_some() => {
                    self.text.extend(
                        page.text_of(glyph)
                            .chars()
                            .map(|c| moved.map_or(c, |moved| raised::sign(c, moved))),
                    );
                }
                None => self.text.push_str(page.text_of(glyph)),
                Some(accent) => push_accented(&mut self.text, page.text_of(glyph), accent),
            }
            if let Some(why) = glyph.not_judged.filter(|_| glyph.reads_as.is_alphanumeric) {
                match self.not_judged.last_mut().filter(|(_, last)| *last == why) {
                    Some((part, _)) => part.end = self.text.len(),
                    None => self.not_judged.push((start..self.text.len(), why)),
                }
            }
            self.ink = Some(self.ink.map_or(glyph.ink, |ink| ink.union(glyph.ink)));
        }
        let end = self.last.map_or(chunk.u1, |(end, ..)| end.max(chunk.u1));
        self.last = Some((end, chunk.size, chunk.space_after || moved.is_some()));
    }

    fn finish(mut self, place: Line<'static>) -> Line<'static> {
        self.text.truncate(self.text.trim_end().len());
        let block = if self.text.contains('\t') {
            Block::Row
        } else {
            Block::Unknown
        };
        Line {
            text: self.text.into(),
            bounds: self.ink.map(bounds),
            block,
            not_judged: self.not_judged.into(),
            ..place
        }
    }
}

fn push_accented(out: &mut String, text: &str, accent: char) {
    let mut chars = text.chars();
    if let Some(composed) = chars
        .clone()
        .next()
        .and_then(|first| compose(dotted(first), accent))
    {
        chars.next();
        out.push(composed);
    }
    out.push_str(chars.as_str());
}

/// Whole points around what is drawn.
pub(super) fn bounds(ink: Rect) -> [i32; 4] {
    [
        ink.x0.floor() as i32,
        ink.y0.floor() as i32,
        ink.x1.ceil() as i32,
        ink.y1.ceil() as i32,
    ]
}

/// Hidden lines after the visible one of the same number.
fn sort_lines(text: &mut PageText) {
    let mut order: Vec<usize> = (0..text.lines.len()).collect();
    order.sort_by_key(|&index| {
        text.lines
            .get(index)
            .map(|line| (line.number, line.hidden_by))
    });
    let mut new_index = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(slot) = new_index.get_mut(old) {
            *slot = new;
        }
    }
    for spot in text.spots.iter_mut().flatten() {
        spot.0 = new_index.get(spot.0).copied().unwrap_or(0);
    }
    text.lines = order
        .iter()
        .filter_map(|&old| text.lines.get_mut(old).map(std::mem::take))
        .collect();
}

/// Lines in the order drawn, one order per reason for being hidden: a new one wherever the text
/// moves to another row or cell, or over something that stands between. A value goes on only from
/// the end of a cell to the beginning of the one below.
fn stream_lines(
    page: &PageGlyphs,
    chunks: &Chunks,
    spots: &[Spot],
    page_number: u32,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let orders = std::iter::once(None).chain(chunks.reasons().into_iter().map(Some));
    for hidden_by in orders {
        let mut open: Option<(LineText, Line<'static>)> = None;
        let mut last: Option<(Extent, &Chunk, Spot)> = None;
        let wanted = chunks
            .list
            .iter()
            .zip(spots)
            .filter(|(chunk, spot)| chunk.hidden_by == hidden_by && spot.row > 0);
        for (chunk, spot) in wanted {
            let goes_on = last.is_some_and(|(_, before, at)| {
                let gap = chunk.u0 - before.u1;
                let em = chunk.size.min(before.size);
                at.row == spot.row
                    && spot.place == at.place + 1
                    && (-OVERLAP * em..=CELL * em).contains(&gap)
            });
            let is_below = last.is_some_and(|(block, _, at)| {
                at.is_last && spot.is_first && block.goes_on_in(&Extent::of(chunk))
            });
            if !goes_on && let Some((line, place)) = open.take() {
                lines.push(line.finish(place));
            }
            let moved = last
                .filter(|_| goes_on)
                .and_then(|(_, before, _)| moved(chunk, before, chunk.items.len()));
            let (line, _) = open.get_or_insert_with(|| {
                let apart = !is_below && last.is_some();
                (
                    LineText::default(),
                    Line {
                        page: Some(page_number),
                        number: spot.row,
                        hidden_by,
                        apart,
                        ..Line::default()
                    },
                )
            });
            line.push_chunk(page, chunk, chunks.items(chunk), moved, |_, _| {});
            let block = match last {
                Some((block, ..)) if goes_on => Extent {
                    u1: block.u1.max(chunk.u1),
                    ..block
                },
                _ => Extent::of(chunk),
            };
            last = Some((block, chunk, *spot));
        }
        if let Some((line, place)) = open {
            lines.push(line.finish(place));
        }
    }
    lines
}
