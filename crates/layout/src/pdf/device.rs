//! Collects what the interpreter paints on one page.

use std::collections::HashSet;
use std::ops::Range;

use bonafide_model::claims::{HiddenBy, NotJudged};
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::kurbo::{BezPath, Rect, Shape as _};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, SoftMask,
};

use hayro_syntax::object::Dict;
use hayro_syntax::xref::XRef;

use super::glyph::{EM, Glyph, PageGlyphs};
use super::groups::{Groups, is_membership};
use super::limits;
use super::look::{Axes, Looks};
use super::paint::{Applied, Budget, Ink, Painter, Rgb};
use super::room::Room;
use super::shapes::Shapes;
use super::spans::Spans;
use super::stop::{stop, until_stopped};
use super::visibility::{Manner, Seen, Sight, is_covered};

/// The least number of glyphs whose common extra space is taken for letter-spacing rather than for
/// words.
const LETTER_SPACED_RUN: usize = 6;
/// Gaps below this, in font sizes, are none: text is set in thousandths.
const NO_SPACING: f64 = 0.001;
/// Letters narrower than this share of what their font has are a line. Condensed text has a half.
const SQUEEZED: f64 = 0.1;
/// Glyphs larger than this, in points, can cover other text.
const COVERING: f64 = 24.0;

/// The device that the interpreter paints on.
pub(super) struct Collector<'s> {
    shapes: &'s mut Shapes,
    sight: Sight,
    painter: Painter,
    /// What was left for this and the pages to come.
    document_room: Room,
    /// How many glyphs may still be kept.
    room: usize,
    page: PageGlyphs,
    /// The glyphs of the last run, which may be drawn again to be stroked.
    last_run: Range<usize>,
    spans: Spans,
    looks: Looks,
    axes: Axes,
    truncated: bool,
    /// Why nothing of what is drawn now is shown.
    hidden: Option<HiddenBy>,
    /// Which layers are shown, where not all.
    groups: Option<(&'s Groups, &'s XRef)>,
    /// For each open marked-content sequence, why nothing was shown outside it, and the first glyph
    /// in it if it is in a layer.
    outer: Vec<(Option<HiddenBy>, Option<usize>)>,
    has_text_in_layers: bool,
}

/// What was collected.
pub(super) struct Collected {
    pub page: PageGlyphs,
    /// Whether glyphs were dropped.
    pub truncated: bool,
    /// Whether there was too much to judge the visibility of all glyphs.
    pub unjudged: bool,
    /// What is left for the pages to come, but for the glyphs kept of this one.
    pub room: Room,
    /// Whether text was drawn in layers.
    pub has_text_in_layers: bool,
    /// Whether there is any image.
    pub has_image: bool,
    /// The images that would have to be decoded to tell what is seen.
    pub asked: HashSet<u32>,
}

impl<'s> Collector<'s> {
    /// A page of a document for which so much room is left.
    /// Images that are `wanted` are decoded.
    pub(super) fn new(
        shapes: &'s mut Shapes,
        sight: Sight,
        room: Room,
        groups: Option<(&'s Groups, &'s XRef)>,
        wanted: HashSet<u32>,
    ) -> Self {
        Self {
            shapes,
            sight,
            painter: Painter::new(
                sight.page,
                room.steps.min(limits::PAGE_STEPS),
                Budget::for_page(room.judging),
                room.samples.min(limits::PAGE_SAMPLES),
            )
            .decoding(wanted, room.pixels),
            document_room: room,
            room: room.glyphs.min(limits::PAGE_GLYPHS),
            page: PageGlyphs::default(),
            last_run: 0..0,
            spans: Spans::default(),
            looks: Looks::default(),
            axes: Axes::UNIT,
            truncated: false,
            hidden: None,
            groups,
            outer: Vec::new(),
            has_text_in_layers: false,
        }
    }

    /// Collects text that is not shown at all, for that reason. It covers nothing.
    pub(super) fn hide(&mut self, reason: HiddenBy, draw: impl FnOnce(&mut Self)) {
        let outer = self.hidden.replace(reason);
        draw(self);
        self.hidden = outer;
    }

    /// Fills a box in the page's coordinates.
    pub(super) fn fill_box(&mut self, area: Rect, rgb: Rgb, alpha: f32) {
        let ink = Ink::Solid {
            rgb,
            alpha,
            blend: BlendMode::Normal,
        };
        self.painter.fill(
            area.to_path(0.1),
            FillRule::NonZero,
            Applied { ink, mask: None },
        );
    }

    /// Runs the interpreter; if it has to be stopped, the page is read as far as it came.
    pub(super) fn draw(&mut self, interpret: impl FnOnce(&mut Self)) {
        self.truncated |= !until_stopped(|| interpret(self));
    }

    /// Judges what can only be judged when all is painted.
    pub(super) fn finish(mut self) -> Collected {
        for glyph in self
            .page
            .glyphs
            .iter_mut()
            .filter(|glyph| glyph.hidden_by.is_none())
        {
            if is_covered(&mut self.painter, glyph) {
                glyph.hidden_by = Some(HiddenBy::Covered);
            }
        }
        if self.sight.is_scan(&self.painter.images) {
            mark_ocr_layer(&mut self.page);
        }
        let room = self.room_left();
        self.spans.add_differing(&mut self.page);
        Collected {
            truncated: self.truncated,
            unjudged: self.painter.is_incomplete(),
            room,
            has_text_in_layers: self.has_text_in_layers,
            has_image: !self.painter.images.is_empty(),
            asked: self.painter.asked,
            page: self.page,
        }
    }

    fn room_left(&self) -> Room {
        let before = self.document_room;
        let drawn = before
            .steps
            .min(limits::PAGE_STEPS)
            .saturating_sub(self.painter.steps);
        let looked = before
            .samples
            .min(limits::PAGE_SAMPLES)
            .saturating_sub(self.painter.samples);
        let samples = before.samples.saturating_sub(looked);
        let pixels = before.pixels.saturating_sub(self.painter.pictures.pixels);
        Room {
            samples,
            pixels,
            steps: before.steps.saturating_sub(drawn),
            judging: self.painter.budget.left_of(before.judging),
            ..before
        }
    }

    fn add_run<'a>(&mut self, run: &GlyphRun<'_, 'a>, props: &DrawProps<'a>, mode: &DrawMode) {
        self.painter.step();
        let order = self.painter.next_order();
        let applied = self
            .painter
            .apply(&props.paint, props.blend_mode, props.soft_mask.as_ref());
        let manner = Manner::of(&self.painter, &applied);
        let first = self.page.glyphs.len();
        self.looks.start_run();
        for glyph in run.glyphs() {
            if self.room == 0 {
                stop();
            }
            self.room -= 1;
            self.add(glyph, props, order, &manner, mode);
        }
        let glyphs = self.page.glyphs.get_mut(first..).unwrap_or_default();
        let tracking = letter_spacing(glyphs);
        if tracking > 0.0 {
            for glyph in glyphs {
                glyph.tracking = tracking;
            }
        }
        self.merge_stroke(first, mode);
    }

    /// Text that is filled and stroked comes twice: it is seen if one of both is.
    fn merge_stroke(&mut self, first: usize, mode: &DrawMode) {
        let second = first..self.page.glyphs.len();
        let last = std::mem::replace(&mut self.last_run, second.clone());
        if !matches!(mode, DrawMode::Stroke(_)) || last.len() != second.len() {
            return;
        }
        let (before, stroked) = self.page.glyphs.split_at_mut(first);
        let Some(filled) = before.get_mut(last) else {
            return;
        };
        if !filled
            .iter()
            .zip(&*stroked)
            .all(|(a, b)| a.origin == b.origin && a.shape == b.shape)
        {
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
        props: &DrawProps<'a>,
        order: u32,
        manner: &Manner,
        mode: &DrawMode,
    ) {
        let Some(look) = self.looks.of(glyph, self.shapes, &mut self.page.text) else {
            self.truncated = true;
            return;
        };
        let placed = props.transform * glyph.transform();
        self.axes = self.axes.follow(placed);
        let origin = placed.translation().to_point();
        let advance = look.advance * self.axes.width;
        let mut size = self.axes.height * EM;
        if look.is_type3 && !(advance * 0.4..advance * 8.0).contains(&size) {
            // A Type 3 font may have any unit; a letter is about half as wide as its font is high.
            size = advance * 2.0;
        }
        if !(origin.is_finite() && size.is_finite() && advance.is_finite()) {
            return;
        }
        let mut new = Glyph {
            text: look.text,
            origin,
            along: self.axes.along,
            advance,
            size,
            ink: placed.transform_rect_bbox(look.ink),
            order,
            shape: look.shape,
            reads_as: look.reads_as,
            tracking: 0.0,
            hidden_by: None,
            not_judged: None,
        };
        let own_manner = look.own_ink.map(|ink| manner.with_ink(ink));
        let manner = own_manner.as_ref().unwrap_or(manner);
        if !look.reads_as.is_blank {
            let seen = match mode {
                _ if self.hidden.is_some() => self.hidden.map_or(Seen::Yes, Seen::Not),
                DrawMode::Invisible => Seen::Not(HiddenBy::RenderMode),
                _ if look.is_missing => Seen::Not(HiddenBy::GlyphsDiffer),
                _ if !look.is_type3 && self.axes.width < SQUEEZED * self.axes.height => {
                    Seen::Not(HiddenBy::Size)
                }
                _ => self.sight.judge(&mut self.painter, &new, manner),
            };
            new.not_judged = (seen == Seen::NotJudged).then_some(NotJudged::Background);
            new.hidden_by = if let Seen::Not(reason) = seen {
                Some(reason)
            } else {
                None
            };
        }
        let covers = look.has_ink
            && (look.is_block || (new.ink.width() > COVERING && new.ink.height() > COVERING));
        if covers && self.hidden.is_none() && matches!(mode, DrawMode::Fill(_)) {
            match &**glyph {
                DrawnGlyph::Outline(outline) => {
                    self.painter.fill(
                        placed * outline.outline(),
                        FillRule::NonZero,
                        manner.applied(),
                    );
                }
                DrawnGlyph::Type3(type3) => {
                    type3.interpret(
                        &mut self.painter,
                        props.transform,
                        glyph.transform(),
                        &props.paint,
                    );
                }
            }
            // It does not cover itself.
            new.order = self.painter.next_order();
        }
        self.page.glyphs.push(new);
    }
}

/// The least gap between the glyphs of a run, if it is long enough to tell letter-spacing from
/// words.
fn letter_spacing(run: &[Glyph]) -> f64 {
    if run.len() < LETTER_SPACED_RUN {
        return 0.0;
    }
    let mut least = f64::INFINITY;
    for pair in run.windows(2) {
        let [left, right] = pair else { continue };
        least = least.min((right.origin - left.origin).dot(left.along) - left.advance);
        if least < NO_SPACING * left.size {
            return 0.0;
        }
    }
    if least.is_finite() { least } else { 0.0 }
}

/// On a scan, text that cannot be seen is what OCR software wrote, unless most of the text can be
/// seen.
fn mark_ocr_layer(page: &mut PageGlyphs) {
    let is_ocr = |glyph: &Glyph| {
        matches!(
            glyph.hidden_by,
            Some(HiddenBy::RenderMode | HiddenBy::Covered | HiddenBy::Transparent)
        )
    };
    let hidden = page.glyphs.iter().filter(|glyph| is_ocr(glyph)).count();
    let visible = page
        .glyphs
        .iter()
        .filter(|glyph| glyph.hidden_by.is_none())
        .count();
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

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        self.painter
            .push_transparency_group(opacity, mask, blend_mode);
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

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let is_layer = tag == b"OC" && self.groups.is_some();
        self.outer
            .push((self.hidden, is_layer.then_some(self.page.glyphs.len())));
        // The interpreter shows what belongs to a membership dictionary that is no object of its
        // own.
        if is_layer
            && let (Some((groups, xref)), Some(membership)) = (self.groups, properties)
            && is_membership(membership)
            && !groups.show(membership, xref)
        {
            self.hidden = self.hidden.or(Some(HiddenBy::OptionalContentOff));
        }
        self.spans.begin(properties, self.page.glyphs.len());
    }

    fn end_marked_content(&mut self) {
        if let Some((hidden, first)) = self.outer.pop() {
            self.hidden = hidden;
            self.has_text_in_layers |= first.is_some_and(|first| first < self.page.glyphs.len());
        }
        self.spans.end(self.page.glyphs.len());
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        if self.hidden.is_none() {
            self.painter.draw_rect(rect, props, mode);
        }
    }
}
