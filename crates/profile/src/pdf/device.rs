//! Collects what the interpreter paints on one page.

use std::ops::Range;

use bonafide_model::HiddenBy;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, Paint, SoftMask};

use hayro_syntax::object::Dict;

use super::glyph::{Glyph, PageGlyphs};
use super::limits;
use super::paint::{Applied, Painter};
use super::shapes::Shapes;
use super::spans::Spans;
use super::text::push_glyph_text;
use super::unreadable::by_code;
use super::visibility::{Manner, Sight, is_covered};

/// Units of the font size in which the interpreter gives advances and outlines.
const EM: f64 = 1000.0;
/// The least number of glyphs whose common extra space is taken for letter-spacing rather than for words.
const LETTER_SPACED_RUN: usize = 6;
/// Glyphs larger than this, in points, can cover other text.
const COVERING: f64 = 24.0;

/// The device that the interpreter paints on.
pub(super) struct Collector<'s> {
    shapes: &'s mut Shapes,
    sight: Sight,
    painter: Painter,
    /// How many glyphs may still be kept.
    room: usize,
    page: PageGlyphs,
    /// The glyphs of the last run, which may be drawn again to be stroked.
    last_run: Range<usize>,
    spans: Spans,
    truncated: bool,
    /// Why nothing of what is drawn now is shown.
    hidden: Option<HiddenBy>,
}

/// What was collected.
pub(super) struct Collected {
    pub page: PageGlyphs,
    /// Whether glyphs were dropped.
    pub truncated: bool,
    /// Whether there was too much to judge the visibility of all glyphs.
    pub unjudged: bool,
    /// Whether there is any image.
    pub has_image: bool,
}

impl<'s> Collector<'s> {
    pub(super) fn new(shapes: &'s mut Shapes, sight: Sight, room: usize) -> Self {
        Self {
            shapes,
            sight,
            painter: Painter::new(sight.page),
            room: room.min(limits::PAGE_GLYPHS),
            page: PageGlyphs::default(),
            last_run: 0..0,
            spans: Spans::default(),
            truncated: false,
            hidden: None,
        }
    }

    /// Collects text that is not shown at all, for that reason. It covers nothing.
    pub(super) fn hide(&mut self, reason: HiddenBy, draw: impl FnOnce(&mut Self)) {
        let outer = self.hidden.replace(reason);
        draw(self);
        self.hidden = outer;
    }

    /// Judges what can only be judged when all is painted.
    pub(super) fn finish(mut self) -> Collected {
        for glyph in self.page.glyphs.iter_mut().filter(|glyph| glyph.hidden_by.is_none()) {
            if is_covered(&mut self.painter, glyph) {
                glyph.hidden_by = Some(HiddenBy::Covered);
            }
        }
        if self.sight.is_scan(&self.painter.images) {
            mark_ocr_layer(&mut self.page);
        }
        self.spans.add_differing(&mut self.page);
        Collected {
            truncated: self.truncated,
            unjudged: self.painter.is_incomplete(),
            has_image: !self.painter.images.is_empty(),
            page: self.page,
        }
    }

    fn add_run<'a>(&mut self, run: &GlyphRun<'_, 'a>, props: &DrawProps<'a>, mode: &DrawMode) {
        let order = self.painter.next_order();
        let applied = self.painter.apply(&props.paint, props.blend_mode, props.soft_mask.as_ref());
        let manner = Manner { ink: applied.ink, mask: applied.mask, clip: self.painter.clip() };
        let first = self.page.glyphs.len();
        for glyph in run.glyphs() {
            if self.room == 0 {
                self.truncated = true;
                break;
            }
            self.room -= 1;
            self.add(glyph, props.transform, order, manner, mode, &props.paint);
        }
        let glyphs = self.page.glyphs.get_mut(first..).unwrap_or_default();
        let tracking = letter_spacing(glyphs);
        for glyph in glyphs {
            glyph.tracking = tracking;
        }
        self.merge_stroke(first, mode);
    }

    /// The character of a glyph that the document gives no text for.
    fn character(&mut self, glyph: &PositionedGlyph<'_>) -> Option<char> {
        match &**glyph {
            DrawnGlyph::Outline(outline) => self.shapes.maps.character(outline),
            DrawnGlyph::Type3(type3) => by_code(type3.char_code()),
        }
    }

    /// Text that is filled and stroked comes twice: it is seen if one of both is.
    fn merge_stroke(&mut self, first: usize, mode: &DrawMode) {
        let second = first..self.page.glyphs.len();
        let last = std::mem::replace(&mut self.last_run, second.clone());
        if !matches!(mode, DrawMode::Stroke(_)) || last.len() != second.len() {
            return;
        }
        let (before, stroked) = self.page.glyphs.split_at_mut(first);
        let Some(filled) = before.get_mut(last) else { return };
        if !filled.iter().zip(&*stroked).all(|(a, b)| a.origin == b.origin && a.shape == b.shape) {
            return;
        }
        for (filled, stroked) in filled.iter_mut().zip(stroked) {
            filled.hidden_by = filled.hidden_by.and(stroked.hidden_by);
            filled.order = stroked.order;
        }
        self.page.glyphs.truncate(first);
    }

    fn add<'a>(
        &mut self,
        glyph: &PositionedGlyph<'a>,
        transform: Affine,
        order: u32,
        manner: Manner,
        mode: &DrawMode,
        paint: &Paint<'a>,
    ) {
        let placed = transform * glyph.transform();
        let start = self.page.text.len();
        let unicode = glyph.as_unicode().or_else(|| self.character(glyph).map(BfString::Char));
        push_glyph_text(&mut self.page.text, unicode);
        let (Ok(text_start), Ok(text_end)) = (u32::try_from(start), u32::try_from(self.page.text.len())) else {
            self.truncated = true;
            return;
        };
        let (shape, advance) = match &**glyph {
            DrawnGlyph::Outline(outline) => (self.shapes.of(outline), outline.advance_width()),
            DrawnGlyph::Type3(type3) => (self.shapes.of_type3(type3), type3.advance_width()),
        };
        let [a, b, c, d, ..] = placed.as_coeffs();
        let along = Vec2::new(a, b);
        let advance_units = f64::from(advance.unwrap_or(0.0));
        let advance = advance_units * along.hypot();
        let mut size = Vec2::new(c, d).hypot() * EM;
        if matches!(&**glyph, DrawnGlyph::Type3(_)) && !(advance * 0.4..advance * 8.0).contains(&size) {
            // A Type 3 font may have any unit; a letter is about half as wide as its font is high.
            size = advance * 2.0;
        }
        let origin = placed * Point::ZERO;
        if !(origin.is_finite() && size.is_finite() && advance.is_finite()) {
            return;
        }
        let drawn = shape.and_then(|id| self.shapes.get(id)).copied();
        let place = Rect::new(0.0, -0.2 * EM, advance_units, 0.7 * EM);
        let ink = placed.transform_rect_bbox(drawn.and_then(|shape| shape.ink).unwrap_or(place));
        let mut new = Glyph {
            text: (text_start, text_end),
            origin,
            along: if along.hypot() > 0.0 { along.normalize() } else { Vec2::new(1.0, 0.0) },
            advance,
            size,
            ink,
            order,
            shape,
            is_alphanumeric: false,
            drawn_as: None,
            tracking: 0.0,
            hidden_by: None,
        };
        let text = self.page.text_of(&new);
        let is_blank = text.trim().is_empty();
        let is_missing = drawn.is_some_and(|shape| shape.ink.is_none()) && text.starts_with(|c: char| c.is_ascii_alphanumeric());
        new.is_alphanumeric = text.starts_with(char::is_alphanumeric);
        let read = (text.len() == 1).then(|| text.chars().next()).flatten().filter(char::is_ascii_hexdigit);
        let manner = Manner { ink: drawn.and_then(|shape| shape.own_ink).unwrap_or(manner.ink), ..manner };
        let is_block = drawn.is_some_and(|shape| shape.is_block);
        if !is_blank {
            new.hidden_by = match mode {
                _ if self.hidden.is_some() => self.hidden,
                DrawMode::Invisible => Some(HiddenBy::RenderMode),
                _ if is_missing => Some(HiddenBy::GlyphsDiffer),
                _ => self.sight.judge(&mut self.painter, &new, manner),
            };
        }
        if let (DrawnGlyph::Outline(outline), Some(id), Some(read)) = (&**glyph, shape, read) {
            new.drawn_as = self.shapes.drawn_as(id, outline, read);
        }
        let covers = is_block || (ink.width() > COVERING && ink.height() > COVERING);
        if covers && self.hidden.is_none() && drawn.is_some_and(|shape| shape.ink.is_some()) && matches!(mode, DrawMode::Fill(_)) {
            match &**glyph {
                DrawnGlyph::Outline(outline) => {
                    let applied = Applied { ink: manner.ink, mask: manner.mask };
                    self.painter.fill(placed * outline.outline(), FillRule::NonZero, applied);
                    // It does not cover itself.
                    new.order = self.painter.next_order();
                }
                DrawnGlyph::Type3(type3) => {
                    type3.interpret(&mut self.painter, transform, glyph.transform(), paint);
                    new.order = self.painter.next_order();
                }
            }
        }
        self.page.glyphs.push(new);
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

/// On a scan, text that cannot be seen is what OCR software wrote, unless most of the text can be seen.
fn mark_ocr_layer(page: &mut PageGlyphs) {
    let is_ocr = |glyph: &Glyph| matches!(glyph.hidden_by, Some(HiddenBy::RenderMode | HiddenBy::Covered | HiddenBy::Transparent));
    let hidden = page.glyphs.iter().filter(|glyph| is_ocr(glyph)).count();
    let visible = page.glyphs.iter().filter(|glyph| glyph.hidden_by.is_none()).count();
    if hidden > visible {
        for glyph in page.glyphs.iter_mut().filter(|glyph| is_ocr(glyph)) {
            glyph.hidden_by = Some(HiddenBy::OcrLayer);
        }
    }
}

/// Everything but text goes to the painter, unless nothing of it is shown.
impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if self.hidden.is_none() {
            self.painter.draw_path(path, props, mode);
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        Device::push_clip_path(&mut self.painter, clip_path);
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        Device::push_clip_rect(&mut self.painter, rect);
    }

    fn pop_clip(&mut self) {
        Device::pop_clip(&mut self.painter);
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        self.painter.push_transparency_group(opacity, mask, blend_mode);
    }

    fn pop_transparency_group(&mut self) {
        Device::pop_transparency_group(&mut self.painter);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.add_run(run, &props, mode);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        if self.hidden.is_none() {
            self.painter.draw_image(image, props);
        }
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        self.spans.begin(properties, self.page.glyphs.len());
    }

    fn end_marked_content(&mut self) {
        self.spans.end(self.page.glyphs.len());
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        if self.hidden.is_none() {
            self.painter.draw_rect(rect, props, mode);
        }
    }
}
