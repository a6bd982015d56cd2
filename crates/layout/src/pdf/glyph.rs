//! The glyphs of one page in the order in which they are painted.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use bonafide_model::claims::{HiddenBy, NotJudged};
use hayro_interpret::kurbo::{Point, Rect, Vec2};

use super::text::UNREADABLE;

/// Glyphs in a row without a character that are text.
const LOST: usize = 3;

/// What may stand between the digits of a value.
pub(super) const BETWEEN: [char; 10] = ['x', 'X', ':', '-', '.', '+', '(', ')', '/', '\u{A0}'];
/// Units of the font size in which the interpreter gives advances and outlines.
pub(super) const EM: f64 = 1000.0;

/// What kind of text a glyph stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct ReadsAs {
    /// White space or nothing.
    pub is_blank: bool,
    /// A letter or digit.
    pub is_alphanumeric: bool,
    /// A hexadecimal digit or what may stand between those of one value.
    pub is_hexadecimal: bool,
}

impl ReadsAs {
    pub(super) fn of(text: &str) -> Self {
        Self {
            is_blank: text.trim().is_empty(),
            is_alphanumeric: text.starts_with(char::is_alphanumeric),
            is_hexadecimal: text
                .chars()
                .all(|c| c.is_ascii_hexdigit() || BETWEEN.contains(&c)),
        }
    }
}

/// One glyph as placed on the page. Coordinates are PDF points from the top left corner of the page
/// as shown.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// Its text, as a range of [`PageGlyphs::text`].
    pub text: (u32, u32),
    /// Where its baseline starts.
    pub origin: Point,
    /// The unit vector along the baseline.
    pub along: Vec2,
    /// How far the next glyph starts, if nothing else moves it.
    pub advance: f64,
    /// The font size as shown.
    pub size: f64,
    /// The box around what is drawn of it, or around its place where nothing is.
    pub ink: Rect,
    /// Its number in paint order.
    pub order: u32,
    /// Its outline, see [`super::shapes::Shapes`].
    pub shape: Option<u32>,
    /// What kind of text that is.
    pub reads_as: ReadsAs,
    /// Extra space after each glyph of its run, for letter-spaced text.
    pub tracking: f64,
    /// Why a person does not see it.
    pub hidden_by: Option<HiddenBy>,
    /// Why that could not be told, where it counts as seen.
    pub not_judged: Option<NotJudged>,
}

impl Glyph {
    /// Whether it stands for a letter or digit of ASCII.
    pub(super) fn is_plain(&self) -> bool {
        self.reads_as.is_alphanumeric && self.text.1 - self.text.0 == 1
    }
}

/// All glyphs of one page.
#[derive(Debug, Default)]
pub(super) struct PageGlyphs {
    /// In paint order.
    pub glyphs: Vec<Glyph>,
    /// The text of all of them.
    pub text: String,
}

impl PageGlyphs {
    /// The text of one of them.
    pub(super) fn text_of(&self, glyph: &Glyph) -> &str {
        self.text_at(glyph.text)
    }

    /// The text of some that follow each other.
    pub(super) fn text_in(&self, glyphs: Range<usize>) -> Cow<'_, str> {
        let glyphs = self.glyphs.get(glyphs).unwrap_or_default();
        let is_one = glyphs.array_windows().all(|[a, b]| a.text.1 == b.text.0);
        match glyphs {
            [first, .., last] if is_one => Cow::Borrowed(self.text_at((first.text.0, last.text.1))),
            [one] => Cow::Borrowed(self.text_of(one)),
            _ => glyphs.iter().map(|glyph| self.text_of(glyph)).collect(),
        }
    }

    fn text_at(&self, (start, end): (u32, u32)) -> &str {
        usize::try_from(start)
            .ok()
            .zip(usize::try_from(end).ok())
            .and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or("")
    }

    /// Adds a glyph with a text of its own.
    pub(super) fn push(&mut self, glyph: Glyph, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(self.text.len())) {
            self.glyphs.push(Glyph {
                text: (start, end),
                reads_as: ReadsAs::of(text),
                ..glyph
            });
        }
    }

    /// How many glyphs are seen whose characters cannot be told, where several of them follow each
    /// other: a single one is a bullet or a sign that has no character.
    pub(super) fn unreadable(&self) -> usize {
        if !self.text.contains(UNREADABLE) {
            return 0;
        }
        let is_lost =
            |glyph: &Glyph| glyph.hidden_by.is_none() && self.text_of(glyph).contains(UNREADABLE);
        let runs = self.glyphs.chunk_by(|a, b| is_lost(a) == is_lost(b));
        runs.filter(|run| run.len() >= LOST && run.first().is_some_and(is_lost))
            .map(<[Glyph]>::len)
            .sum()
    }

    /// Gives a glyph another text.
    pub(super) fn set_text(&mut self, index: usize, text: char) {
        let start = self.text.len();
        self.text.push(text);
        if let (Some(glyph), Ok(start), Ok(end)) = (
            self.glyphs.get_mut(index),
            u32::try_from(start),
            u32::try_from(self.text.len()),
        ) {
            glyph.text = (start, end);
        }
    }

    /// Adds what another reading of the same page has besides the same glyphs in the same order, as
    /// hidden for `reason`.
    pub(super) fn add_missing(&mut self, other: &Self, reason: HiddenBy) {
        let mut known = 0;
        let mut missing = Vec::new();
        for (index, glyph) in other.glyphs.iter().enumerate() {
            let next = self.glyphs.get(known);
            if next.is_some_and(|next| {
                (next.origin - glyph.origin).hypot() < 1e-6
                    && self.text_of(next) == other.text_of(glyph)
            }) {
                known += 1;
            } else {
                missing.push(index);
            }
        }
        for glyph in missing
            .into_iter()
            .filter_map(|index| other.glyphs.get(index))
        {
            self.push(
                Glyph {
                    hidden_by: Some(reason),
                    ..glyph.clone()
                },
                other.text_of(glyph),
            );
        }
    }

    /// Leaves out hidden glyphs under or over which the same one is seen, such as a white halo:
    /// nothing is hidden by them.
    pub(super) fn drop_hidden_copies(&mut self) {
        if !self.glyphs.iter().any(|glyph| glyph.hidden_by.is_some()) {
            return;
        }
        // Copies lie at most a point apart, so a glyph's neighbours are in its own or the next cell
        // of two points.
        let cell = |origin: Point| {
            (
                (origin.x / 2.0).floor() as i64,
                (origin.y / 2.0).floor() as i64,
            )
        };
        let around = |(x, y): (i64, i64)| {
            let near = |at: i64| at.saturating_sub(1)..=at.saturating_add(1);
            near(x).flat_map(move |x| near(y).map(move |y| (x, y)))
        };
        let hidden = self.glyphs.iter().filter(|glyph| glyph.hidden_by.is_some());
        let wanted: HashSet<(i64, i64)> = hidden
            .flat_map(|glyph| around(cell(glyph.origin)))
            .collect();
        let mut seen: HashMap<(i64, i64), Vec<usize>> = HashMap::new();
        for (index, glyph) in self
            .glyphs
            .iter()
            .enumerate()
            .filter(|(_, glyph)| glyph.hidden_by.is_none())
        {
            let cell = cell(glyph.origin);
            if !wanted.contains(&cell) {
                continue;
            }
            let places = seen.entry(cell).or_default();
            // More glyphs than this at one place are no text.
            if places.len() < 16 {
                places.push(index);
            }
        }
        let is_copy = |glyph: &Glyph| {
            let neighbours = around(cell(glyph.origin))
                .filter_map(|cell| seen.get(&cell))
                .flatten();
            neighbours
                .filter_map(|&index| self.glyphs.get(index))
                .any(|other| {
                    (other.origin - glyph.origin).hypot() < 0.12 * glyph.size
                        && self.text_of(other) == self.text_of(glyph)
                })
        };
        let keep: Vec<bool> = self
            .glyphs
            .iter()
            .map(|glyph| glyph.hidden_by.is_none() || !is_copy(glyph))
            .collect();
        let mut keep = keep.into_iter();
        self.glyphs.retain(|_| keep.next().unwrap_or(true));
    }
}
