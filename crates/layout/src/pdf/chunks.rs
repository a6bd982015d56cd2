//! Glyphs that follow each other on one baseline, in the order drawn.

use std::ops::Range;

use bonafide_model::HiddenBy;
use hayro_interpret::kurbo::Vec2;
use unicode_normalization::char::compose;

use super::glyph::{Glyph, PageGlyphs};
use super::text::{combining_accent, dotted};

/// Gaps from here on are spaces, in font sizes. Over 174 documents of 13 producers, this value lost
/// no fingerprint.
pub(super) const SPACE: f64 = 0.17;
/// Gaps from here on part columns or cells, in font sizes. Spaces of justified text stay below.
pub(super) const CELL: f64 = 1.8;
/// How far a glyph may step back and still follow its predecessor, in font sizes: kerning, and
/// letters set back under an accent.
const BACK: f64 = 0.8;
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
#[derive(Debug)]
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
        let text = page.text_of(glyph);
        let items = self.items.get(chunk.items.clone()).unwrap_or_default();
        // Letters squeezed to nothing stand at one place and are different ones all the same.
        let is_squeezed = glyph.hidden_by == Some(HiddenBy::Size);
        if chunk.hidden_by == glyph.hidden_by && !is_squeezed && is_copy(page, items, glyph, text) {
            return;
        }
        // Numbers in the margin stand this far beside the text.
        let is_number_apart = !chunk.space_after
            && gap > MARGIN * glyph.size.max(chunk.size)
            && (text.starts_with(|c: char| c.is_ascii_digit())
                && items.len() > 1
                && items.last().is_some_and(|item| item.gap <= 0.0)
                || items.len() <= NUMBER && items.iter().all(|item| is_digit(page, item)));
        if chunk.hidden_by != glyph.hidden_by || !goes_on || is_number_apart {
            self.start(glyph, index, u, v);
            return;
        }
        let accent = items
            .last()
            .and_then(|last| accent(page, chunk, last, u..u + glyph.advance, text));
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
    letter: &str,
) -> Option<char> {
    let glyph = page.glyphs.get(last.glyph)?;
    let mut text = page.text_of(glyph).chars();
    let accent = combining_accent(text.next()?)?;
    let middle = glyph.origin.to_vec2().dot(chunk.along) + glyph.advance / 2.0;
    let base = letter.chars().next().map(dotted)?;
    (text.next().is_none() && letter_at.contains(&middle) && compose(base, accent).is_some())
        .then_some(accent)
}

/// Whether the same glyph was drawn at (almost) the same place just before.
fn is_copy(page: &PageGlyphs, items: &[Item], glyph: &Glyph, text: &str) -> bool {
    let far = COPY * glyph.size;
    let end = items.last().and_then(|item| page.glyphs.get(item.glyph));
    // A glyph that goes on where the chunk ends is not a copy; only one that steps back can be.
    if end.is_some_and(|end| (glyph.origin - end.origin).dot(end.along) > far) {
        return false;
    }
    items.iter().rev().take(COPY_WINDOW).any(|item| {
        page.glyphs.get(item.glyph).is_some_and(|other| {
            (other.origin - glyph.origin).hypot() < far && page.text_of(other) == text
        })
    })
}
