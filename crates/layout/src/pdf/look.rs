//! What the glyphs of a run are like, found once for each code in it.
//!
//! All glyphs of a run are of one font, so where a code comes again it is the same glyph. Nothing
//! tells whether the next run is of the same font, so nothing is kept for it.

use hayro_interpret::font::{Glyph as DrawnGlyph, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, Rect, Vec2};

use super::glyph::{EM, ReadsAs};
use super::paint::Ink;
use super::shapes::Shapes;
use super::text::push_glyph_text;
use super::unreadable::by_code;

/// Codes remembered at once. Simple fonts have no more; of composite ones a line of text uses
/// fewer.
const CODES: usize = 256;

/// A glyph apart from its place. Lengths are in thousandths of the font size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Its text, as a range of the page's.
    pub text: (u32, u32),
    /// Its outline, see [`Shapes`].
    pub shape: Option<u32>,
    pub advance: f64,
    /// The box around its ink, or its place where nothing is drawn.
    pub ink: Rect,
    /// What a glyph with colours of its own looks like.
    pub own_ink: Option<Ink>,
    pub has_ink: bool,
    pub is_type3: bool,
    pub reads_as: ReadsAs,
    /// Whether it reads as a letter or digit that every font draws, and draws nothing.
    pub is_missing: bool,
    /// Whether it is a filled rectangle large enough to cover other text.
    pub is_block: bool,
}

impl Look {
    /// `None` where the page has more text than can be numbered.
    fn of(glyph: &PositionedGlyph<'_>, shapes: &mut Shapes, text: &mut String) -> Option<Self> {
        let (shape, advance, is_type3) = match &**glyph {
            DrawnGlyph::Outline(outline) => (shapes.of(outline), outline.advance_width(), false),
            DrawnGlyph::Type3(type3) => (shapes.of_type3(type3), type3.advance_width(), true),
        };
        let start = text.len();
        push_glyph_text(
            text,
            glyph
                .as_unicode()
                .or_else(|| character(glyph, shapes).map(BfString::Char)),
        );
        let range = (u32::try_from(start).ok()?, u32::try_from(text.len()).ok()?);
        let own = text.get(start..).unwrap_or_default();
        let shape_of = shape.and_then(|id| shapes.get(id)).copied();
        let advance = f64::from(advance.unwrap_or(0.0));
        let drawn = shape_of.and_then(|shape| shape.ink);
        Some(Self {
            text: range,
            shape,
            advance,
            ink: drawn.unwrap_or(Rect::new(0.0, -0.2 * EM, advance, 0.7 * EM)),
            own_ink: shape_of.and_then(|shape| shape.own_ink),
            has_ink: drawn.is_some(),
            is_type3,
            reads_as: ReadsAs::of(own),
            is_missing: shape_of.is_some()
                && drawn.is_none()
                && own.starts_with(|c: char| c.is_ascii_alphanumeric()),
            is_block: shape_of.is_some_and(|shape| shape.is_block),
        })
    }
}

/// The character of a glyph that the document gives no text for.
fn character(glyph: &PositionedGlyph<'_>, shapes: &mut Shapes) -> Option<char> {
    match &**glyph {
        DrawnGlyph::Outline(outline) => shapes.maps.character(outline),
        DrawnGlyph::Type3(type3) => by_code(type3.char_code()),
    }
}

/// The looks of the run in hand.
#[derive(Debug, Default)]
pub(super) struct Looks {
    run: u64,
    /// By the low bits of the code: the run and code that it is of.
    slots: Vec<Option<(u64, u32, Look)>>,
}

impl Looks {
    /// Forgets all: another run begins.
    pub(super) fn start_run(&mut self) {
        self.run += 1;
        self.slots.resize(CODES, None);
    }

    /// What a glyph of the run is like; `None` where there is too much text.
    pub(super) fn of(
        &mut self,
        glyph: &PositionedGlyph<'_>,
        shapes: &mut Shapes,
        text: &mut String,
    ) -> Option<&Look> {
        let code = glyph.char_code();
        let slot = self
            .slots
            .get_mut(usize::try_from(code).unwrap_or(0) % CODES)?;
        if !matches!(slot, Some((run, known, _)) if (*run, *known) == (self.run, code)) {
            *slot = Some((self.run, code, Look::of(glyph, shapes, text)?));
        }
        slot.as_ref().map(|(.., look)| look)
    }
}

/// How far and in which direction the axes of glyph space lead on the page. The same for all glyphs
/// of most runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axes {
    coefficients: [f64; 4],
    /// The unit vector along the baseline.
    pub along: Vec2,
    /// The length of a unit along the baseline.
    pub width: f64,
    /// The length of a unit across it.
    pub height: f64,
}

impl Axes {
    pub(super) const UNIT: Self = Self {
        coefficients: [1.0, 0.0, 0.0, 1.0],
        along: Vec2::new(1.0, 0.0),
        width: 1.0,
        height: 1.0,
    };

    /// Those of `placed`, which are these if nothing changed but the place.
    pub(super) fn follow(self, placed: Affine) -> Self {
        let [a, b, c, d, ..] = placed.as_coeffs();
        let [same_a, same_b, same_c, same_d] = self.coefficients;
        if a == same_a && b == same_b && c == same_c && d == same_d {
            return self;
        }
        let along = Vec2::new(a, b);
        Self {
            coefficients: [a, b, c, d],
            along: if along.hypot() > 0.0 {
                along.normalize()
            } else {
                Vec2::new(1.0, 0.0)
            },
            width: along.hypot(),
            height: Vec2::new(c, d).hypot(),
        }
    }
}
