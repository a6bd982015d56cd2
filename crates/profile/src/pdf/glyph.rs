//! The glyphs of one page in the order in which they are painted.

use bonafide_model::HiddenBy;
use hayro_interpret::kurbo::{Point, Rect, Vec2};

/// One glyph as placed on the page. Coordinates are PDF points from the top left corner of the page as shown.
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
    /// Its outline, see [`super::shapes::Shapes`].
    pub shape: Option<u32>,
    /// Extra space after each glyph of its run, for letter-spaced text.
    pub tracking: f64,
    /// Why a person does not see it.
    pub hidden_by: Option<HiddenBy>,
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
        let (start, end) = glyph.text;
        usize::try_from(start).ok().zip(usize::try_from(end).ok()).and_then(|(start, end)| self.text.get(start..end)).unwrap_or("")
    }
}
