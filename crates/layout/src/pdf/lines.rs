//! Glyphs to lines: rows by position, and the order in which they were drawn.
//!
//! Glyphs that follow each other on one baseline make a chunk. Chunks on one height make a row. A row is read from left to right; wide
//! gaps become tabs, so that the cells of a table stay apart. Visible and hidden chunks never make a row together.

use bonafide_model::HiddenBy;
use hayro_interpret::kurbo::Rect;
use unicode_normalization::char::compose;

use super::chunks::{CELL, Chunk, Chunks, Item, SPACE};
use super::glyph::PageGlyphs;
use super::rows::{Heights, Row, rows};
use super::text::dotted;
use crate::document::Line;

/// Chunks of a row that overlap by more than this, in font sizes, are separate words that lie over each other.
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
fn rows_of<'l>(lines: &'l [Line<'_>], reason: Option<HiddenBy>) -> impl Iterator<Item = (u32, &'l str)> {
    lines.iter().filter(move |line| line.hidden_by == reason).map(|line| (line.number, &*line.text))
}

/// Puts the glyphs of a page into lines.
pub(super) fn arrange(page: &PageGlyphs, number: u32) -> PageText {
    let chunks = Chunks::of(page);
    let mut text = PageText { spots: vec![None; page.glyphs.len()], ..PageText::default() };
    let mut row_of_chunk = vec![0_u32; chunks.list.len()];

    let visible = rows(&chunks.list, None);
    for (index, row) in visible.iter().enumerate() {
        let number_of_row = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for &chunk in &row.chunks {
            set(&mut row_of_chunk, chunk, number_of_row);
        }
        push_line(&mut text, page, &chunks, row, number, number_of_row);
    }
    let heights = Heights::of(&chunks.list, &visible);
    let reasons = chunks.reasons();
    for &reason in &reasons {
        for row in rows(&chunks.list, Some(reason)) {
            let number_of_row = chunks.list.get(row.main).map_or(1, |main| heights.nearest(&chunks.list, main));
            for &chunk in &row.chunks {
                set(&mut row_of_chunk, chunk, number_of_row);
            }
            push_line(&mut text, page, &chunks, &row, number, number_of_row);
        }
    }
    sort_lines(&mut text);
    if !(reasons.is_empty() && is_in_order(&chunks.list, &visible)) {
        let stream = stream_lines(page, &chunks, &row_of_chunk, number);
        let is_new = |reason| !rows_of(&text.lines, reason).eq(rows_of(&stream, reason));
        text.stream = std::iter::once(None).chain(reasons.into_iter().map(Some)).any(is_new).then_some(stream);
    }
    text
}

/// Whether the chunks were drawn row by row, each from left to right.
fn is_in_order(chunks: &[Chunk], rows: &[Row]) -> bool {
    let in_row = |row: &Row| {
        let (mut end, mut size) = (f64::NEG_INFINITY, 0.0);
        row.chunks.iter().filter_map(|&index| chunks.get(index)).all(|chunk| {
            let goes_on = chunk.u0 > end - OVERLAP * size;
            (end, size) = (end.max(chunk.u1), chunk.size);
            goes_on
        })
    };
    rows.iter().flat_map(|row| &row.chunks).is_sorted() && rows.iter().all(in_row)
}

fn set(numbers: &mut [u32], index: usize, value: u32) {
    if let Some(number) = numbers.get_mut(index) {
        *number = value;
    }
}

fn push_line(text: &mut PageText, page: &PageGlyphs, chunks: &Chunks, row: &Row, page_number: u32, number: u32) {
    let index = text.lines.len();
    let mut line = LineText::default();
    for chunk in row.chunks.iter().filter_map(|&chunk| chunks.list.get(chunk)) {
        line.push_chunk(page, chunk, chunks.items(chunk), |glyph, offset| {
            if let Some(spot) = text.spots.get_mut(glyph) {
                *spot = Some((index, offset));
            }
        });
    }
    let hidden_by = chunks.list.get(row.main).and_then(|chunk| chunk.hidden_by);
    text.lines.push(line.finish(page_number, number, hidden_by));
}

/// A line while it is put together.
#[derive(Default)]
struct LineText {
    text: String,
    ink: Option<Rect>,
    /// End and size of the last chunk, and whether a space glyph followed it.
    last: Option<(f64, f64, bool)>,
}

impl LineText {
    fn push_chunk(&mut self, page: &PageGlyphs, chunk: &Chunk, items: &[Item], mut placed: impl FnMut(usize, usize)) {
        if let Some((end, size, space)) = self.last {
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
            let Some(glyph) = page.glyphs.get(item.glyph) else { continue };
            if item.space_before && !self.text.is_empty() {
                self.text.push(' ');
            }
            placed(item.glyph, self.text.len());
            match item.accent {
                None => self.text.push_str(page.text_of(glyph)),
                Some(accent) => push_accented(&mut self.text, page.text_of(glyph), accent),
            }
            self.ink = Some(self.ink.map_or(glyph.ink, |ink| ink.union(glyph.ink)));
        }
        let end = self.last.map_or(chunk.u1, |(end, ..)| end.max(chunk.u1));
        self.last = Some((end, chunk.size, chunk.space_after));
    }

    fn finish(mut self, page: u32, number: u32, hidden_by: Option<HiddenBy>) -> Line<'static> {
        self.text.truncate(self.text.trim_end().len());
        Line { text: self.text.into(), page: Some(page), number, hidden_by, bounds: self.ink.map(bounds), ..Line::default() }
    }
}

fn push_accented(out: &mut String, text: &str, accent: char) {
    let mut chars = text.chars();
    if let Some(composed) = chars.clone().next().and_then(|first| compose(dotted(first), accent)) {
        chars.next();
        out.push(composed);
    }
    out.push_str(chars.as_str());
}

fn bounds(ink: Rect) -> [i32; 4] {
    [ink.x0.floor() as i32, ink.y0.floor() as i32, ink.x1.ceil() as i32, ink.y1.ceil() as i32]
}

/// Hidden lines after the visible one of the same number.
fn sort_lines(text: &mut PageText) {
    let mut order: Vec<usize> = (0..text.lines.len()).collect();
    order.sort_by_key(|&index| text.lines.get(index).map(|line| (line.number, line.hidden_by)));
    let mut new_index = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        if let Some(slot) = new_index.get_mut(old) {
            *slot = new;
        }
    }
    for spot in text.spots.iter_mut().flatten() {
        spot.0 = new_index.get(spot.0).copied().unwrap_or(0);
    }
    text.lines = order.iter().filter_map(|&old| text.lines.get_mut(old).map(std::mem::take)).collect();
}

/// Lines in the order drawn: a new one wherever the text moves to another row or back, and one order per reason for being hidden.
fn stream_lines(page: &PageGlyphs, chunks: &Chunks, row_of_chunk: &[u32], page_number: u32) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let orders = std::iter::once(None).chain(chunks.reasons().into_iter().map(Some));
    for hidden_by in orders {
        let mut open: Option<(LineText, u32)> = None;
        for (chunk, &row) in chunks.list.iter().zip(row_of_chunk).filter(|(chunk, _)| chunk.hidden_by == hidden_by) {
            let goes_on = open.as_ref().is_some_and(|(line, open_row)| {
                *open_row == row && line.last.is_some_and(|(end, size, _)| chunk.u0 > end - OVERLAP * size)
            });
            if !goes_on && let Some((line, row)) = open.take() {
                lines.push(line.finish(page_number, row, hidden_by));
            }
            let (line, _) = open.get_or_insert_with(|| (LineText::default(), row));
            line.push_chunk(page, chunk, chunks.items(chunk), |_, _| {});
        }
        if let Some((line, row)) = open {
            lines.push(line.finish(page_number, row, hidden_by));
        }
    }
    lines
}
