//! Glyphs to lines: rows by position, and the order in which they were drawn.
//!
//! Glyphs that follow each other on one baseline make a chunk. Chunks on one height make a row. A row is read from left to right; wide
//! gaps become tabs, so that the cells of a table stay apart. Visible and hidden chunks never make a row together.

use bonafide_model::HiddenBy;
use hayro_interpret::kurbo::{Rect, Vec2};
use unicode_normalization::char::compose;

use super::glyph::{Glyph, PageGlyphs};
use super::text::combining_accent;
use crate::layout::Line;

/// Gaps from here on are spaces, in font sizes. Measured: the narrowest justified space is 0.18, the widest kerning 0.15.
const SPACE: f64 = 0.17;
/// Gaps from here on part columns or cells, in font sizes. Spaces of justified text stay below.
const CELL: f64 = 1.8;
/// How far a glyph may step back and still follow its predecessor, in font sizes: kerning, and letters set back under an accent.
const BACK: f64 = 0.8;
/// Chunks of a row that overlap by more than this, in font sizes, are separate words that lie over each other.
const OVERLAP: f64 = 0.5;
/// How far two copies of a glyph may lie apart to count as one: bold made by drawing twice, and shadows.
const COPY: f64 = 0.12;
/// How many glyphs back a copy is looked for.
const COPY_WINDOW: usize = 200;
/// Sizes that differ by more than this factor share a row only on the same baseline (initials over several lines).
const INITIAL: f64 = 2.2;

/// The text of a page.
#[derive(Debug, Default)]
pub(super) struct PageText {
    /// Rows by position; visible ones are numbered from 1.
    pub lines: Vec<Line>,
    /// The same in the order drawn.
    pub stream: Vec<Line>,
    /// For each glyph the line that shows it and the byte offset in it.
    pub spots: Vec<Option<(usize, usize)>>,
}

/// One place in a chunk.
#[derive(Debug, Clone, Copy)]
struct Item {
    glyph: usize,
    space_before: bool,
    /// An accent that was drawn over it as a glyph of its own.
    accent: Option<char>,
}

/// Glyphs that follow each other on one baseline. `u` runs along the baseline, `v` across it.
#[derive(Debug)]
struct Chunk {
    items: Vec<Item>,
    hidden_by: Option<HiddenBy>,
    along: Vec2,
    u0: f64,
    u1: f64,
    v: f64,
    size: f64,
    space_after: bool,
}

impl Chunk {
    fn top(&self) -> f64 {
        self.v - 0.7 * self.size
    }

    fn bottom(&self) -> f64 {
        self.v + 0.2 * self.size
    }
}

/// Chunks on one height.
#[derive(Debug)]
struct Row {
    chunks: Vec<usize>,
    /// The chunk with the largest type, which decides the height.
    main: usize,
}

/// Puts the glyphs of a page into lines.
pub(super) fn arrange(page: &PageGlyphs, number: u32) -> PageText {
    let chunks = chunks(page);
    let mut text = PageText { spots: vec![None; page.glyphs.len()], ..PageText::default() };
    let mut row_of_chunk = vec![0_u32; chunks.len()];

    let visible = rows(&chunks, None);
    for (index, row) in visible.iter().enumerate() {
        let number_of_row = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for &chunk in &row.chunks {
            set(&mut row_of_chunk, chunk, number_of_row);
        }
        push_line(&mut text, page, &chunks, row, number, number_of_row);
    }
    for reason in reasons(&chunks) {
        for row in rows(&chunks, Some(reason)) {
            let number_of_row = chunks.get(row.main).map_or(1, |main| nearest(&chunks, &visible, main));
            for &chunk in &row.chunks {
                set(&mut row_of_chunk, chunk, number_of_row);
            }
            push_line(&mut text, page, &chunks, &row, number, number_of_row);
        }
    }
    sort_lines(&mut text);
    text.stream = stream_lines(page, &chunks, &row_of_chunk, number);
    text
}

fn set(numbers: &mut [u32], index: usize, value: u32) {
    if let Some(number) = numbers.get_mut(index) {
        *number = value;
    }
}

fn reasons(chunks: &[Chunk]) -> Vec<HiddenBy> {
    let mut reasons: Vec<HiddenBy> = chunks.iter().filter_map(|chunk| chunk.hidden_by).collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

fn chunks(page: &PageGlyphs) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for (index, glyph) in page.glyphs.iter().enumerate() {
        let text = page.text_of(glyph);
        let across = Vec2::new(-glyph.along.y, glyph.along.x);
        let origin = glyph.origin.to_vec2();
        let (u, v) = (origin.dot(glyph.along), origin.dot(across));
        let blank = text.trim().is_empty();
        let current = chunks.last_mut().filter(|chunk| chunk.along.dot(glyph.along) > 0.99);
        let Some(chunk) = current else {
            if !blank {
                chunks.push(Chunk::new(glyph, index, u, v));
            }
            continue;
        };
        let em = glyph.size.min(chunk.size);
        let gap = u - chunk.u1;
        let same_baseline = (v - chunk.v).abs() < 0.3 * em;
        if blank {
            if same_baseline && (-BACK * em..CELL * em).contains(&gap) {
                chunk.space_after = true;
            }
            continue;
        }
        if chunk.hidden_by == glyph.hidden_by && is_copy(page, chunk, glyph, text) {
            continue;
        }
        if chunk.hidden_by != glyph.hidden_by || !same_baseline || !(-BACK * em..CELL * em).contains(&gap) {
            chunks.push(Chunk::new(glyph, index, u, v));
            continue;
        }
        if let Some(accent) = chunk.take_accent(page, u, u + glyph.advance, text) {
            chunk.items.push(Item { glyph: index, space_before: accent.0, accent: Some(accent.1) });
        } else {
            let space_before = chunk.space_after || gap - glyph.tracking > SPACE * em;
            chunk.items.push(Item { glyph: index, space_before, accent: None });
        }
        chunk.space_after = false;
        chunk.u0 = chunk.u0.min(u);
        chunk.u1 = chunk.u1.max(u + glyph.advance);
        if glyph.size > chunk.size {
            chunk.size = glyph.size;
            chunk.v = v;
        }
    }
    chunks
}

impl Chunk {
    fn new(glyph: &Glyph, index: usize, u: f64, v: f64) -> Self {
        Self {
            items: vec![Item { glyph: index, space_before: false, accent: None }],
            hidden_by: glyph.hidden_by,
            along: glyph.along,
            u0: u,
            u1: u + glyph.advance,
            v,
            size: glyph.size,
            space_after: false,
        }
    }

    /// If the last glyph is an accent that stands over the letter from `u0` to `u1`, takes it away: `(space before it, its combining form)`.
    fn take_accent(&mut self, page: &PageGlyphs, u0: f64, u1: f64, letter: &str) -> Option<(bool, char)> {
        let last = *self.items.last()?;
        let glyph = page.glyphs.get(last.glyph)?;
        let mut text = page.text_of(glyph).chars();
        let accent = combining_accent(text.next()?)?;
        let middle = glyph.origin.to_vec2().dot(self.along) + glyph.advance / 2.0;
        let base = letter.chars().next().map(dotted)?;
        if text.next().is_some() || !(u0..u1).contains(&middle) || compose(base, accent).is_none() {
            return None;
        }
        self.items.pop();
        Some((last.space_before, accent))
    }
}

/// The dotless letters that TeX puts accents on.
fn dotted(c: char) -> char {
    match c {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    }
}

/// Whether the same glyph was drawn at (almost) the same place just before.
fn is_copy(page: &PageGlyphs, chunk: &Chunk, glyph: &Glyph, text: &str) -> bool {
    let far = COPY * glyph.size;
    let end = chunk.items.last().and_then(|item| page.glyphs.get(item.glyph));
    // A glyph that goes on where the chunk ends is not a copy; only one that steps back can be.
    if end.is_some_and(|end| (glyph.origin - end.origin).dot(end.along) > far) {
        return false;
    }
    chunk.items.iter().rev().take(COPY_WINDOW).any(|item| {
        page.glyphs.get(item.glyph).is_some_and(|other| (other.origin - glyph.origin).hypot() < far && page.text_of(other) == text)
    })
}

/// Rows of the chunks that are hidden for `reason`, the most common direction of writing first.
fn rows(chunks: &[Chunk], reason: Option<HiddenBy>) -> Vec<Row> {
    let mut directions: Vec<(Vec2, Vec<usize>)> = Vec::new();
    for (index, chunk) in chunks.iter().enumerate().filter(|(_, chunk)| chunk.hidden_by == reason) {
        match directions.iter_mut().find(|(along, _)| along.dot(chunk.along) > 0.99) {
            Some((_, members)) => members.push(index),
            None => directions.push((chunk.along, vec![index])),
        }
    }
    let weight = |members: &Vec<usize>| members.iter().filter_map(|&m| chunks.get(m)).map(|chunk| chunk.items.len()).sum::<usize>();
    directions.sort_by_key(|(_, members)| std::cmp::Reverse(weight(members)));
    directions.into_iter().flat_map(|(_, members)| rows_of_direction(chunks, members)).collect()
}

fn rows_of_direction(chunks: &[Chunk], mut members: Vec<usize>) -> Vec<Row> {
    let of = |index: usize| chunks.get(index);
    members.sort_by(|&a, &b| of(a).map(|c| c.v).unwrap_or(0.0).total_cmp(&of(b).map(|c| c.v).unwrap_or(0.0)));
    let mut rows: Vec<Row> = Vec::new();
    for index in members {
        let Some(chunk) = of(index) else { continue };
        let open = rows.last_mut().and_then(|row| of(row.main).map(|main| (row, main)));
        match open {
            Some((row, main)) if share_row(main, chunk) => {
                row.chunks.push(index);
                if chunk.size > main.size {
                    row.main = index;
                }
            }
            _ => rows.push(Row { chunks: vec![index], main: index }),
        }
    }
    for row in &mut rows {
        row.chunks.sort_by(|&a, &b| of(a).map(|c| c.u0).unwrap_or(0.0).total_cmp(&of(b).map(|c| c.u0).unwrap_or(0.0)));
    }
    rows
}

fn share_row(a: &Chunk, b: &Chunk) -> bool {
    let (small, large) = if a.size < b.size { (a, b) } else { (b, a) };
    if large.size > INITIAL * small.size {
        return (a.v - b.v).abs() < 0.3 * small.size;
    }
    let overlap = a.bottom().min(b.bottom()) - a.top().max(b.top());
    overlap > 0.5 * (small.bottom() - small.top())
}

/// The number of the visible row that a hidden chunk stands on, or else of the one above it.
fn nearest(chunks: &[Chunk], visible: &[Row], hidden: &Chunk) -> u32 {
    let main = |row: &Row| chunks.get(row.main);
    // The rows of the main direction come first, from top to bottom.
    let count = visible.first().and_then(main).map_or(0, |first| {
        visible.partition_point(|row| main(row).is_some_and(|row| row.along.dot(first.along) > 0.99 && row.v <= hidden.v))
    });
    let candidates = [count.checked_sub(1), Some(count)];
    let shared = candidates.into_iter().flatten().find(|&index| {
        visible.get(index).and_then(main).is_some_and(|row| row.along.dot(hidden.along) > 0.99 && share_row(row, hidden))
    });
    let index = shared.unwrap_or_else(|| count.saturating_sub(1));
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

fn push_line(text: &mut PageText, page: &PageGlyphs, chunks: &[Chunk], row: &Row, page_number: u32, number: u32) {
    let index = text.lines.len();
    let mut line = LineText::default();
    for chunk in row.chunks.iter().filter_map(|&chunk| chunks.get(chunk)) {
        line.push_chunk(page, chunk, |glyph, offset| {
            if let Some(spot) = text.spots.get_mut(glyph) {
                *spot = Some((index, offset));
            }
        });
    }
    let hidden_by = chunks.get(row.main).and_then(|chunk| chunk.hidden_by);
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
    fn push_chunk(&mut self, page: &PageGlyphs, chunk: &Chunk, mut placed: impl FnMut(usize, usize)) {
        if let Some((end, size, space)) = self.last {
            let em = size.min(chunk.size);
            let gap = chunk.u0 - end;
            if gap > CELL * em {
                self.text.push('\t');
            } else if space || gap > SPACE * em || gap < -OVERLAP * em {
                self.text.push(' ');
            }
        }
        for item in &chunk.items {
            let Some(glyph) = page.glyphs.get(item.glyph) else { continue };
            if item.space_before && !self.text.is_empty() {
                self.text.push(' ');
            }
            placed(item.glyph, self.text.len());
            push_accented(&mut self.text, page.text_of(glyph), item.accent);
            self.ink = Some(self.ink.map_or(glyph.ink, |ink| ink.union(glyph.ink)));
        }
        let end = self.last.map_or(chunk.u1, |(end, ..)| end.max(chunk.u1));
        self.last = Some((end, chunk.size, chunk.space_after));
    }

    fn finish(mut self, page: u32, number: u32, hidden_by: Option<HiddenBy>) -> Line {
        self.text.truncate(self.text.trim_end().len());
        Line { text: self.text, page: Some(page), number, hidden_by, bounds: self.ink.map(bounds), ..Line::default() }
    }
}

fn push_accented(out: &mut String, text: &str, accent: Option<char>) {
    let mut chars = text.chars();
    if let (Some(accent), Some(first)) = (accent, chars.clone().next())
        && let Some(composed) = compose(dotted(first), accent)
    {
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
fn stream_lines(page: &PageGlyphs, chunks: &[Chunk], row_of_chunk: &[u32], page_number: u32) -> Vec<Line> {
    let mut lines = Vec::new();
    let orders = std::iter::once(None).chain(reasons(chunks).into_iter().map(Some));
    for hidden_by in orders {
        let mut open: Option<(LineText, u32)> = None;
        for (chunk, &row) in chunks.iter().zip(row_of_chunk).filter(|(chunk, _)| chunk.hidden_by == hidden_by) {
            let goes_on = open.as_ref().is_some_and(|(line, open_row)| {
                *open_row == row && line.last.is_some_and(|(end, size, _)| chunk.u0 > end - OVERLAP * size)
            });
            if !goes_on && let Some((line, row)) = open.take() {
                lines.push(line.finish(page_number, row, hidden_by));
            }
            let (line, _) = open.get_or_insert_with(|| (LineText::default(), row));
            line.push_chunk(page, chunk, |_, _| {});
        }
        if let Some((line, row)) = open {
            lines.push(line.finish(page_number, row, hidden_by));
        }
    }
    lines
}
