//! Glyphs that follow each other on one baseline, in the order drawn.

use std::collections::BTreeSet;
use std::ops::Range;

use bonafide_model::claims::HiddenBy;
use hayro_interpret::kurbo::Vec2;
use unicode_normalization::char::{compose, is_combining_mark};

use super::glyph::{Glyph, PageGlyphs};
use super::text::{combining_accent, dotted};

/// Gaps from here on are spaces, in font sizes. Over 174 documents of 13 producers, this value lost
/// no fingerprint.
pub(super) const SPACE: f64 = 0.17;
/// Gaps from here on part columns or cells, in font sizes. Spaces of justified text stay below.
pub(super) const CELL: f64 = 1.8;
/// How far a glyph may begin before the end of its predecessor and still follow it, in font sizes:
/// kerning, and letters set back under an accent.
const BACK: f64 = 0.8;
/// How far it may begin before its predecessor begins, in font sizes. A person reads by place, so
/// what is drawn from right to left is put in order by place.
const BEFORE: f64 = 0.1;
/// How many accents are looked past for the letter before them.
const MARKS: usize = 4;
/// How far two copies of a glyph may lie apart to count as one: bold made by drawing twice, and
/// shadows.
const COPY: f64 = 0.12;
/// How many glyphs back a copy is looked for.
const COPY_WINDOW: usize = 200;
/// Sizes that differ by more than this factor are those of text and of a small sign in it.
const SMALLER: f64 = 0.88;
/// How far baselines lie apart that are one, in font sizes: in text of one size, and where a sign
/// is smaller.
const ABOUT_SAME_LINE: f64 = 0.3;
const SAME_LINE: f64 = 0.1;
/// From this gap on, in font sizes, a number may be one in the margin.
const MARGIN: f64 = 0.6;
/// Digits of such a number.
const NUMBER: usize = 4;
/// The least number of glyphs that stand apart by the same for letter-spaced text rather than
/// words.
const LETTER_SPACED: usize = 6;
/// How much their gaps differ, in font sizes.
const EVEN: f32 = 0.06;
/// Sizes that differ by more than this factor share a row only on the same baseline (initials over
/// several lines).
const INITIAL: f64 = 2.2;
/// How far what stands in a gap may reach over its edge, in font sizes.
const EDGE: f64 = 0.1;
/// What a font size of nothing counts as, in points, so that letters that all stand at one place
/// follow each other.
const NOTHING: f64 = 0.001;

/// One place in a chunk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub glyph: usize,
    pub space_before: bool,
    /// The gap in front of it, in font sizes, where nothing was drawn in it; 0 for the first item
    /// of a chunk.
    pub gap: f32,
    /// An accent that was drawn over it as a glyph of its own.
    pub accent: Option<char>,
}

/// Glyphs that follow each other on one baseline. `u` runs along the baseline, `v` across it.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    /// Its items, as a range of those of the page.
    pub items: Range<usize>,
    pub hidden_by: Option<HiddenBy>,
    pub along: Vec2,
    pub u0: f64,
    pub u1: f64,
    pub v: f64,
    pub size: f64,
    /// Whether a space glyph followed.
    pub space_after: bool,
}

impl Chunk {
    pub(super) fn top(&self) -> f64 {
        self.v - 0.7 * self.size
    }

    pub(super) fn bottom(&self) -> f64 {
        self.v + 0.2 * self.size
    }

    /// Whether both stand on one height.
    pub(super) fn shares_row(&self, other: &Self) -> bool {
        let (small, large) = if self.size < other.size {
            (self, other)
        } else {
            (other, self)
        };
        if large.size > INITIAL * small.size {
            return (self.v - other.v).abs() < 0.3 * small.size;
        }
        let overlap = self.bottom().min(other.bottom()) - self.top().max(other.top());
        overlap > 0.5 * (small.bottom() - small.top())
    }
}

/// All chunks of a page, in the order drawn.
#[derive(Debug, Default)]
pub(super) struct Chunks {
    pub list: Vec<Chunk>,
    items: Vec<Item>,
}

impl Chunks {
    /// Puts the glyphs of a page into chunks.
    pub(super) fn of(page: &PageGlyphs) -> Self {
        let mut chunks = Self {
            list: Vec::new(),
            items: Vec::with_capacity(page.glyphs.len()),
        };
        for (index, glyph) in page.glyphs.iter().enumerate() {
            chunks.add(page, index, glyph);
        }
        chunks.part_around_others(page);
        for chunk in &chunks.list {
            if let Some(items) = chunks.items.get_mut(chunk.items.clone()) {
                join_letter_spaced(items);
            }
        }
        chunks
    }

    /// The items of a chunk.
    pub(super) fn items(&self, chunk: &Chunk) -> &[Item] {
        self.items.get(chunk.items.clone()).unwrap_or_default()
    }

    /// Why chunks are hidden, each reason once.
    pub(super) fn reasons(&self) -> Vec<HiddenBy> {
        let mut reasons: Vec<HiddenBy> = self
            .list
            .iter()
            .filter_map(|chunk| chunk.hidden_by)
            .collect();
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }

    /// Parts chunks in whose gaps others stand: a person reads by place, whatever was drawn in one
    /// go.
    fn part_around_others(&mut self, page: &PageGlyphs) {
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        let key = |chunk: &Chunk| {
            let direction = [chunk.along.x, chunk.along.y].map(|part| (part * 50.0).round() as i32);
            (chunk.hidden_by, direction)
        };
        let of = |index: usize| self.list.get(index);
        order.sort_by(|&a, &b| match (of(a), of(b)) {
            (Some(a), Some(b)) => key(a).cmp(&key(b)).then(a.v.total_cmp(&b.v)),
            _ => a.cmp(&b),
        });
        let mut rows: Vec<(usize, Vec<usize>)> = Vec::new();
        for index in order {
            let Some(chunk) = of(index).filter(|c| c.hidden_by != Some(HiddenBy::Size)) else {
                continue;
            };
            let open = rows
                .last_mut()
                .and_then(|(main, row)| Some((of(*main)?, main, row)));
            match open {
                Some((first, main, row)) if key(first) == key(chunk) && first.shares_row(chunk) => {
                    row.push(index);
                    if chunk.size > first.size {
                        *main = index;
                    }
                }
                _ => rows.push((index, vec![index])),
            }
        }
        for (_, row) in rows.into_iter().filter(|(_, row)| row.len() > 1) {
            self.part_row(page, &row);
        }
        self.list.sort_by_key(|chunk| chunk.items.start);
    }

    /// Goes through the chunks of a row from left to right.
    fn part_row(&mut self, page: &PageGlyphs, row: &[usize]) {
        let place = |chunk: &Chunk| (chunk.u0 * 1000.0) as i64;
        let mut queue: BTreeSet<(i64, usize)> = row
            .iter()
            .filter_map(|&index| Some((place(self.list.get(index)?), index)))
            .collect();
        let mut open: Option<usize> = None;
        while let Some((_, next)) = queue.pop_first() {
            let Some(at) = self.list.get(next).map(|chunk| chunk.u0) else {
                continue;
            };
            if let Some(open) = open
                && let Some(rest) = self.part(page, open, at)
            {
                queue.insert((place(&rest), self.list.len()));
                self.list.push(rest);
            }
            let end = |index: usize| self.list.get(index).map(|chunk| chunk.u1);
            if open.is_none_or(|open| end(open) < end(next)) {
                open = Some(next);
            }
        }
    }

    /// Parts a chunk at the gap that this place lies in, if there is one; gives the rest.
    fn part(&mut self, page: &PageGlyphs, index: usize, at: f64) -> Option<Chunk> {
        let chunk = self.list.get_mut(index).filter(|chunk| at < chunk.u1)?;
        let items = self.items.get_mut(chunk.items.clone())?;
        let start_of = |item: &Item| {
            let glyph = page.glyphs.get(item.glyph)?;
            Some((glyph.origin.to_vec2().dot(chunk.along), glyph.advance))
        };
        let count = items.partition_point(|item| start_of(item).is_some_and(|(u, _)| u <= at));
        let (u, advance) = start_of(items.get(count.checked_sub(1)?)?)?;
        let end = u + advance;
        let rest = items.get_mut(count)?;
        let (from, _) = start_of(rest)?;
        if end > at + EDGE * chunk.size {
            return None;
        }
        (rest.space_before, rest.gap) = (false, 0.0);
        let middle = chunk.items.start + count;
        let rest = Chunk {
            items: middle..chunk.items.end,
            u0: from,
            ..chunk.clone()
        };
        chunk.items.end = middle;
        chunk.u1 = end;
        // What stands between decides whether a space does.
        chunk.space_after = false;
        Some(rest)
    }

    fn add(&mut self, page: &PageGlyphs, index: usize, glyph: &Glyph) {
        let across = Vec2::new(-glyph.along.y, glyph.along.x);
        let origin = glyph.origin.to_vec2();
        let (u, v) = (origin.dot(glyph.along), origin.dot(across));
        let current = self
            .list
            .last_mut()
            .filter(|chunk| chunk.along.dot(glyph.along) > 0.99);
        let Some(chunk) = current else {
            if !glyph.reads_as.is_blank {
                self.start(glyph, index, u, v);
            }
            return;
        };
        let em = glyph.size.min(chunk.size).max(NOTHING);
        let gap = u - chunk.u1;
        // A sign that is smaller goes on only on the same line: else it is a footnote's mark or the
        // like.
        let off = if em < SMALLER * glyph.size.max(chunk.size) {
            SAME_LINE
        } else {
            ABOUT_SAME_LINE
        };
        let goes_on = (v - chunk.v).abs() < off * em && (-BACK * em..CELL * em).contains(&gap);
        if glyph.reads_as.is_blank {
            chunk.space_after |= goes_on;
            return;
        }
        let items = self.items.get(chunk.items.clone()).unwrap_or_default();
        // Letters squeezed to nothing stand at one place and are different ones all the same.
        let is_squeezed = glyph.hidden_by == Some(HiddenBy::Size);
        if chunk.hidden_by == glyph.hidden_by && !is_squeezed && is_copy(page, items, glyph) {
            return;
        }
        // Numbers in the margin stand this far beside the text.
        let is_number_apart = !chunk.space_after
            && gap > MARGIN * glyph.size.max(chunk.size)
            && (page
                .text_of(glyph)
                .starts_with(|c: char| c.is_ascii_digit())
                && items.len() > 1
                && items.last().is_some_and(|item| item.gap <= 0.0)
                || items.len() <= NUMBER && items.iter().all(|item| is_digit(page, item)));
        let is_in_order = is_squeezed || !is_before(page, chunk, items, glyph);
        if chunk.hidden_by != glyph.hidden_by || !goes_on || !is_in_order || is_number_apart {
            self.start(glyph, index, u, v);
            return;
        }
        let accent = items
            .last()
            .and_then(|last| accent(page, chunk, last, u..u + glyph.advance, glyph));
        let space_before = match accent {
            Some(_) => self.items.pop().is_some_and(|accent| accent.space_before),
            None => chunk.space_after || gap - glyph.tracking > SPACE * em,
        };
        let gap = if chunk.space_after || gap <= SPACE * em {
            0.0
        } else {
            (gap / em) as f32
        };
        self.items.push(Item {
            glyph: index,
            space_before,
            gap,
            accent,
        });
        chunk.items.end = self.items.len();
        chunk.space_after = false;
        chunk.u0 = chunk.u0.min(u);
        chunk.u1 = chunk.u1.max(u + glyph.advance);
        if glyph.size > chunk.size {
            chunk.size = glyph.size;
            chunk.v = v;
        }
    }

    /// Starts a chunk with a glyph.
    fn start(&mut self, glyph: &Glyph, index: usize, u: f64, v: f64) {
        let first = self.items.len();
        self.items.push(Item {
            glyph: index,
            space_before: false,
            gap: 0.0,
            accent: None,
        });
        self.list.push(Chunk {
            items: first..first + 1,
            hidden_by: glyph.hidden_by,
            along: glyph.along,
            u0: u,
            u1: u + glyph.advance,
            v,
            size: glyph.size,
            space_after: false,
        });
    }
}

/// Whether a glyph begins before the last letter of a chunk begins. Accents are left aside: letters
/// are drawn under them.
fn is_before(page: &PageGlyphs, chunk: &Chunk, items: &[Item], glyph: &Glyph) -> bool {
    let is_mark = |glyph: &Glyph| {
        let is_mark = |c| is_combining_mark(c) || combining_accent(c).is_some();
        !glyph.is_plain() && page.text_of(glyph).chars().all(is_mark)
    };
    let of = |item: &Item| page.glyphs.get(item.glyph);
    let letters = items.iter().rev().take(MARKS).filter_map(of);
    let last = letters
        .clone()
        .find(|glyph| !is_mark(glyph))
        .or_else(|| letters.clone().next());
    // A narrow letter steps back by little.
    let far = BEFORE * glyph.size.min(2.0 * glyph.advance.abs()) + NOTHING;
    last.is_some_and(|last| (glyph.origin - last.origin).dot(chunk.along) < -far)
}

fn is_digit(page: &PageGlyphs, item: &Item) -> bool {
    page.glyphs.get(item.glyph).is_some_and(|glyph| {
        page.text_of(glyph)
            .bytes()
            .all(|byte| byte.is_ascii_digit())
    })
}

/// Takes away the spaces between glyphs that all stand apart by the same: letter-spaced text whose
/// glyphs were drawn one by one.
fn join_letter_spaced(items: &mut [Item]) {
    let is_apart = |item: &Item| item.space_before && item.gap > 0.0;
    let mut from = 0;
    while let Some(first) = items
        .iter()
        .skip(from)
        .position(is_apart)
        .map(|at| from + at)
    {
        let least = items
            .iter()
            .skip(first)
            .take_while(|item| is_apart(item))
            .map(|item| item.gap)
            .fold(f32::INFINITY, f32::min);
        let length = items
            .iter()
            .skip(first)
            .take_while(|item| is_apart(item))
            .count();
        let Some(run) = items.get_mut(first..first + length) else {
            return;
        };
        let is_even = |item: &Item| item.gap < least + EVEN;
        if run.iter().filter(|item| is_even(item)).count() + 1 >= LETTER_SPACED
            && 2 * run.iter().filter(|i| is_even(i)).count() > length
        {
            for item in run.iter_mut().filter(|item| is_even(item)) {
                item.space_before = false;
            }
        }
        from = first + length;
    }
}

/// The combining form of the last glyph of a chunk, if it is an accent that stands over the letter
/// that spans `letter_at`.
fn accent(
    page: &PageGlyphs,
    chunk: &Chunk,
    last: &Item,
    letter_at: Range<f64>,
    letter: &Glyph,
) -> Option<char> {
    let glyph = page
        .glyphs
        .get(last.glyph)
        .filter(|glyph| !glyph.is_plain())?;
    let mut text = page.text_of(glyph).chars();
    let accent = combining_accent(text.next()?)?;
    let middle = glyph.origin.to_vec2().dot(chunk.along) + glyph.advance / 2.0;
    let base = page.text_of(letter).chars().next().map(dotted)?;
    (text.next().is_none() && letter_at.contains(&middle) && compose(base, accent).is_some())
        .then_some(accent)
}

/// Whether the same glyph was drawn at (almost) the same place just before.
fn is_copy(page: &PageGlyphs, items: &[Item], glyph: &Glyph) -> bool {
    let far = COPY * glyph.size;
    let end = items.last().and_then(|item| page.glyphs.get(item.glyph));
    // A glyph that goes on where the chunk ends is not a copy; only one that steps back can be.
    if end.is_some_and(|end| (glyph.origin - end.origin).dot(end.along) > far) {
        return false;
    }
    let text = page.text_of(glyph);
    items.iter().rev().take(COPY_WINDOW).any(|item| {
        page.glyphs.get(item.glyph).is_some_and(|other| {
            (other.origin - glyph.origin).hypot() < far && page.text_of(other) == text
        })
    })
}
