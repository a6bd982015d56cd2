//! Collects what the interpreter paints on one page.

use bonafide_model::HiddenBy;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::glyph::{Glyph, PageGlyphs};
use super::limits;
use super::shapes::Shapes;
use super::text::push_glyph_text;

/// Units of the font size in which the interpreter gives advances and outlines.
const EM: f64 = 1000.0;
/// The least number of glyphs whose common extra space is taken for letter-spacing rather than for words.
const LETTER_SPACED_RUN: usize = 6;

/// The device that the interpreter paints on.
pub(super) struct Collector<'s> {
    shapes: &'s mut Shapes,
    /// How many glyphs may still be kept.
    room: usize,
    pub(super) page: PageGlyphs,
    /// Whether glyphs were dropped.
    pub(super) truncated: bool,
    /// Whether an image was drawn.
    pub(super) has_image: bool,
}

impl<'s> Collector<'s> {
    pub(super) fn new(shapes: &'s mut Shapes, room: usize) -> Self {
        Self { shapes, room: room.min(limits::PAGE_GLYPHS), page: PageGlyphs::default(), truncated: false, has_image: false }
    }

    fn add_run(&mut self, run: &GlyphRun<'_, '_>, transform: Affine, hidden_by: Option<HiddenBy>) {
        let first = self.page.glyphs.len();
        for glyph in run.glyphs() {
            if self.room == 0 {
                self.truncated = true;
                return;
            }
            self.room -= 1;
            self.add(glyph, transform, hidden_by);
        }
        let run = self.page.glyphs.get_mut(first..).unwrap_or_default();
        let tracking = letter_spacing(run);
        for glyph in run {
            glyph.tracking = tracking;
        }
    }

    fn add(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine, hidden_by: Option<HiddenBy>) {
        let placed = transform * glyph.transform();
        let [a, b, c, d, ..] = placed.as_coeffs();
        let along = Vec2::new(a, b);
        let mut size = Vec2::new(c, d).hypot() * EM;
        let start = self.page.text.len();
        push_glyph_text(&mut self.page.text, glyph.as_unicode());
        let (Ok(text_start), Ok(text_end)) = (u32::try_from(start), u32::try_from(self.page.text.len())) else {
            self.truncated = true;
            return;
        };
        let (shape, advance) = match &**glyph {
            DrawnGlyph::Outline(outline) => (self.shapes.of(outline), outline.advance_width()),
            DrawnGlyph::Type3(type3) => (None, type3.advance_width()),
        };
        let advance = f64::from(advance.unwrap_or(0.0)) * along.hypot();
        if matches!(&**glyph, DrawnGlyph::Type3(_)) && !(advance * 0.4..advance * 8.0).contains(&size) {
            // A Type 3 font may have any unit; a letter is about half as wide as its font is high.
            size = advance * 2.0;
        }
        let origin = placed * Point::ZERO;
        if !(origin.is_finite() && size.is_finite() && advance.is_finite()) {
            return;
        }
        let ink = self.shapes_ink(shape).unwrap_or_else(|| {
            Rect::new(0.0, -0.2 * EM, if along.hypot() > 0.0 { advance / along.hypot() } else { 0.0 }, 0.7 * EM)
        });
        self.page.glyphs.push(Glyph {
            text: (text_start, text_end),
            origin,
            along: if along.hypot() > 0.0 { along.normalize() } else { Vec2::new(1.0, 0.0) },
            advance,
            size,
            ink: placed.transform_rect_bbox(ink),
            shape,
            tracking: 0.0,
            hidden_by,
        });
    }

    fn shapes_ink(&self, shape: Option<u32>) -> Option<Rect> {
        self.shapes.get(shape?)?.ink
    }
}

/// The least gap between the glyphs of a run, if it is long enough to tell letter-spacing from words.
fn letter_spacing(run: &[Glyph]) -> f64 {
    if run.len() < LETTER_SPACED_RUN {
        return 0.0;
    }
    let gaps = run.windows(2).filter_map(|pair| match pair {
        [left, right] => Some((right.origin - left.origin).dot(left.along) - left.advance),
        _ => None,
    });
    let least = gaps.fold(f64::INFINITY, f64::min);
    if least.is_finite() { least.max(0.0) } else { 0.0 }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let hidden_by = matches!(mode, DrawMode::Invisible).then_some(HiddenBy::RenderMode);
        self.add_run(run, props.transform, hidden_by);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.has_image = true;
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
