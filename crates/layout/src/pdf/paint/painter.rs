//! Records marks as the interpreter paints them, and answers questions about points.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_interpret::encode::EncodedShadingPattern;
use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _, Vec2, flatten};
use hayro_interpret::{
    BlendMode, CacheKey as _, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, MaskType, Paint, SoftMask,
    StrokeProps,
};

use super::super::limits;
use super::super::stop::{stop, until_stopped};
use super::clip::{path_contains, upright_rect};
use super::color::looks_same;
use super::{Area, Budget, ClipId, Clips, DEPTH, Ink, Layer, Mark, Paints, Rgb, WHITE, ink, mix};

/// Masks, patterns and Type 3 glyphs inside each other that are looked into.
const NESTING: u8 = 3;
/// Distinct soft masks and patterns looked into on one page.
pub(super) const DISTINCT: usize = 256;
/// Places at which gradients are looked at in one mask, pattern or glyph.
const NESTED_SAMPLES: u32 = 500;
/// What such a look costs, in steps: the function of a gradient may be a program.
const SAMPLE: usize = 500;
/// How far a curve may lie beside the straight lines that it is taken for, in points.
const FLATNESS: f64 = 1.0;
/// Straight lines that the curves of one page are taken for; the rest of them cover nothing.
const CURVES: usize = 100_000;
/// Path elements of one path whose curves are followed.
const CURVED: usize = 1_000;
/// The largest drawing whose curves are followed, in points: ten pages.
const LARGEST: f64 = 10_000.0;
/// Lines at least so wide, in points, cover text.
const BAR: f64 = 4.0;
/// Path elements of one letter; ornate ones have some hundreds.
const LETTER: usize = 2_000;
/// Lines thinner than this, in points, neither carry nor cover text.
const THIN: f64 = 0.2;

/// A soft mask, see [`Painter::mask_at`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct MaskId(usize);

#[derive(Debug)]
enum Mask {
    /// Not looked into.
    Unknown,
    /// What its group paints, and the colour behind that; `None` where its opacity and not its brightness counts.
    Painted { painter: Box<Painter>, backdrop: Option<Rgb>, inverted: Option<Box<[u8; 256]>> },
    /// Both apply.
    Both(MaskId, MaskId),
}

/// A transparency group, with all enclosing ones applied.
#[derive(Debug, Clone, Copy)]
struct Group {
    opacity: f32,
    mask: Option<MaskId>,
    blend: BlendMode,
}

/// How a paint goes onto the page, with all groups applied.
pub(in super::super) struct Applied {
    pub(in super::super) ink: Ink,
    pub(in super::super) mask: Option<MaskId>,
}

/// The device for everything but text.
#[derive(Debug)]
pub(in super::super) struct Painter {
    paints: Paints,
    clips: Clips,
    groups: Vec<Group>,
    masks: Vec<Mask>,
    mask_ids: HashMap<u128, MaskId>,
    inks: HashMap<u128, Ink>,
    gradients: Vec<EncodedShadingPattern>,
    /// At how many more places gradients may be looked at.
    pub(in super::super) samples: u32,
    /// Straight lines that curves were taken for.
    curves: usize,
    /// The boxes around images.
    pub(in super::super) images: Vec<Rect>,
    decoded: u64,
    order: u32,
    depth: u8,
    pub(in super::super) budget: Budget,
    /// How many more things may be drawn.
    pub(in super::super) steps: u32,
}

impl Painter {
    /// Draws a page, with at most so many things on it and so much effort to judge them, and looks at gradients at so many places.
    pub(in super::super) fn new(page: Rect, steps: u32, budget: Budget, samples: u32) -> Self {
        Self { steps, budget, samples, ..Self::nested(0, page) }
    }

    /// Draws a mask, pattern or glyph that stands in something of that depth.
    pub(in super::super) fn nested(depth: u8, page: Rect) -> Self {
        Self {
            steps: limits::NESTED_STEPS,
            paints: Paints::new(page),
            clips: Clips::new(),
            groups: Vec::new(),
            masks: Vec::new(),
            mask_ids: HashMap::new(),
            inks: HashMap::new(),
            gradients: Vec::new(),
            samples: NESTED_SAMPLES,
            curves: 0,
            images: Vec::new(),
            decoded: 0,
            order: 0,
            depth: depth.saturating_add(1),
            budget: Budget::NESTED,
        }
    }

    /// Counts one thing drawn, and stops the interpreter after too many.
    pub(in super::super) fn step(&mut self) {
        match self.steps.checked_sub(1) {
            Some(left) => self.steps = left,
            None => stop(),
        }
    }

    /// The number of the next thing painted.
    pub(in super::super) fn next_order(&mut self) -> u32 {
        self.order = self.order.saturating_add(1);
        self.order
    }

    pub(in super::super) fn clip(&self) -> ClipId {
        self.clips.current()
    }

    /// Whether limits kept some of the page from being judged.
    pub(in super::super) fn is_incomplete(&self) -> bool {
        self.paints.truncated || self.budget.is_spent()
    }

    /// How a paint looks when used now.
    pub(in super::super) fn apply(&mut self, paint: &Paint<'_>, blend: BlendMode, mask: Option<&SoftMask<'_>>) -> Applied {
        let ink = match paint {
            Paint::Color(_) => ink::of_paint(paint, blend, self.depth, |_| None),
            Paint::Pattern(_) if self.depth > NESTING || self.inks.len() >= DISTINCT => Ink::Unknown { opaque: false },
            Paint::Pattern(_) => {
                let key = paint.cache_key() ^ blend as u128;
                let Self { depth, inks, gradients, .. } = self;
                *inks.entry(key).or_insert_with(|| {
                    ink::of_paint(paint, blend, *depth, |gradient| {
                        gradients.push(gradient);
                        u32::try_from(gradients.len() - 1).ok()
                    })
                })
            }
        };
        let group = self.group();
        let own = mask.map(|mask| self.mask(mask));
        Applied { ink: ink.within(group.opacity, group.blend), mask: self.both(group.mask, own) }
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { opacity: 1.0, mask: None, blend: BlendMode::Normal })
    }

    fn mask(&mut self, mask: &SoftMask<'_>) -> MaskId {
        let key = mask.cache_key();
        if let Some(&id) = self.mask_ids.get(&key) {
            return id;
        }
        let id = MaskId(self.masks.len());
        let mask = if self.depth > NESTING || self.masks.len() >= DISTINCT {
            self.paints.truncated = true;
            Mask::Unknown
        } else {
            let mut painter = Self::nested(self.depth, self.paints.page);
            let is_whole = until_stopped(|| mask.interpret(&mut painter));
            self.paints.truncated |= !is_whole;
            let [r, g, b, _] = mask.background_color().to_rgba().components();
            let transfer = mask.transfer_function().map(|function| {
                let mut values: [u8; 256] = std::array::from_fn(|value| u8::try_from(value).unwrap_or(u8::MAX));
                function.apply_to(&mut values);
                Box::new(values)
            });
            let backdrop = (mask.mask_type() == MaskType::Luminosity).then_some([r, g, b]);
            if is_whole { Mask::Painted { painter: Box::new(painter), backdrop, inverted: transfer } } else { Mask::Unknown }
        };
        self.masks.push(mask);
        self.mask_ids.insert(key, id);
        id
    }

    fn both(&mut self, a: Option<MaskId>, b: Option<MaskId>) -> Option<MaskId> {
        match (a, b) {
            (Some(a), Some(b)) if a != b => {
                self.masks.push(Mask::Both(a, b));
                Some(MaskId(self.masks.len() - 1))
            }
            (a, b) => b.or(a),
        }
    }

    /// How much of the paint a mask lets through at a point; `None` where that cannot be told.
    pub(in super::super) fn mask_at(&mut self, id: MaskId, point: Point) -> Option<f32> {
        match self.masks.get_mut(id.0)? {
            Mask::Unknown => None,
            Mask::Painted { painter, backdrop, inverted } => {
                let value = match *backdrop {
                    Some(backdrop) => {
                        let [r, g, b] = painter.color_at(point, backdrop)?;
                        0.3 * r + 0.59 * g + 0.11 * b
                    }
                    None => painter.opacity_at(point)?,
                };
                let index = (value.clamp(0.0, 1.0) * 255.0).round() as usize;
                Some(inverted.as_ref().and_then(|values| values.get(index)).map_or(value, |&value| f32::from(value) / 255.0))
            }
            &mut Mask::Both(a, b) => Some(self.mask_at(a, point)? * self.mask_at(b, point)?),
        }
    }

    /// The colour of the page at a point as painted so far; `None` where that cannot be told.
    pub(in super::super) fn background(&mut self, point: Point) -> Option<Rgb> {
        self.color_at(point, WHITE)
    }

    pub(in super::super) fn is_blank(&self, bounds: Rect) -> bool {
        self.paints.is_blank(bounds)
    }

    fn color_at(&mut self, point: Point, base: Rgb) -> Option<Rgb> {
        let mut layers: Vec<Layer> = Vec::new();
        for (ink, mask) in self.inks_at(point, 0) {
            let through = match mask {
                Some(mask) => self.mask_at(mask, point),
                None => Some(1.0),
            };
            match (ink, through) {
                (_, Some(0.0)) => {}
                (Ink::Solid { rgb, alpha, blend }, Some(through)) => {
                    layers.push((rgb, alpha * through, blend));
                    if (blend == BlendMode::Normal && alpha * through > 0.99) || layers.len() > DEPTH {
                        break;
                    }
                }
                _ => return None,
            }
        }
        if layers.len() > DEPTH { None } else { mix(base, &layers) }
    }

    fn opacity_at(&mut self, point: Point) -> Option<f32> {
        let mut clear = 1.0;
        for (ink, mask) in self.inks_at(point, 0) {
            let through = match mask {
                Some(mask) => self.mask_at(mask, point)?,
                None => 1.0,
            };
            match ink {
                Ink::Solid { alpha, .. } => clear *= 1.0 - alpha * through,
                Ink::Unknown { opaque: true } => clear *= 1.0 - through,
                Ink::Unknown { opaque: false } | Ink::Gradient { .. } => return None,
            }
        }
        Some(1.0 - clear)
    }

    /// Whether something opaque was painted over the point after `order`, or several things that together let nothing through.
    pub(in super::super) fn is_covered(&mut self, point: Point, order: u32) -> bool {
        let mut clear = 1.0;
        for (ink, mask) in self.inks_at(point, order) {
            let through = mask.map_or(Some(1.0), |mask| self.mask_at(mask, point)).unwrap_or(0.0);
            match ink {
                _ if ink.is_opaque() => clear *= 1.0 - through,
                Ink::Solid { alpha, blend: BlendMode::Normal, .. } => clear *= 1.0 - alpha * through,
                _ => {}
            }
        }
        clear <= 1.0 - super::OPAQUE + 1e-3
    }

    /// An ink as it looks at a point: a gradient has a colour there.
    pub(in super::super) fn at_point(&mut self, ink: Ink, point: Point) -> Ink {
        let Ink::Gradient { number, opacity, blend } = ink else { return ink };
        let unknown = Ink::Unknown { opaque: false };
        let Some(gradient) = usize::try_from(number).ok().and_then(|number| self.gradients.get(number)) else { return unknown };
        if self.samples == 0 || !self.budget.spend(SAMPLE) {
            return unknown;
        }
        self.samples -= 1;
        let [r, g, b, alpha] = gradient.sample(gradient.base_transform * point);
        Ink::Solid { rgb: [r, g, b], alpha: alpha * opacity, blend }
    }

    /// Whether anything was painted near the box after `order`.
    pub(in super::super) fn is_touched(&self, bounds: Rect, order: u32) -> bool {
        self.paints.marks.last().is_some_and(|mark| mark.order > order)
            && super::spread(bounds, 2).any(|point| self.paints.at(point).next().is_some_and(|mark| mark.order > order))
    }

    /// What was painted on a point after `order`, the last first.
    fn inks_at(&mut self, point: Point, order: u32) -> Vec<(Ink, Option<MaskId>)> {
        let Self { paints, clips, budget, .. } = self;
        let mut inks = Vec::new();
        for mark in paints.at(point).take_while(|mark| mark.order > order) {
            if !budget.spend(1) {
                break;
            }
            let inside = mark.bounds.contains(point)
                && match &mark.area {
                    Area::Rect => true,
                    Area::Path(path, fill) => budget.spend_on(path) && path_contains(path, *fill, point),
                }
                && clips.contains(mark.clip, point, budget);
            if inside {
                inks.push((mark.ink, mark.mask));
                if mark.mask.is_none() && matches!(mark.ink, Ink::Solid { alpha, blend: BlendMode::Normal, .. } if alpha > 0.99) {
                    break;
                }
            }
        }
        inks.into_iter().map(|(ink, mask)| (self.at_point(ink, point), mask)).collect()
    }

    /// Whether a point is inside the clip.
    pub(in super::super) fn is_inside(&mut self, clip: ClipId, point: Point) -> bool {
        self.clips.contains(clip, point, &mut self.budget)
    }

    /// The rectangle that the clip leaves, and whether it is all that the clip does.
    pub(in super::super) fn clip_rect(&self, clip: ClipId) -> (Rect, bool) {
        (self.clips.bounds(clip), self.clips.is_rect(clip))
    }

    /// Whether nothing was painted at all, not even outside.
    pub(super) fn is_untouched(&self) -> bool {
        self.order == 0
    }

    /// The box around everything painted.
    pub(in super::super) fn bounds(&self) -> Option<Rect> {
        self.paints.marks.iter().map(|mark| mark.bounds).reduce(|a, b| a.union(b))
    }

    /// All filled paths as one; empty where there are images, gradients or too many paths for a letter, or nothing but boxes: pixels.
    pub(in super::super) fn outline(&self) -> BezPath {
        let mut outline = BezPath::new();
        if !self.images.is_empty() || self.paints.marks.iter().all(|mark| matches!(mark.area, Area::Rect)) {
            return outline;
        }
        for mark in &self.paints.marks {
            match &mark.area {
                _ if !matches!(mark.ink, Ink::Solid { .. }) || outline.elements().len() > LETTER => return BezPath::new(),
                Area::Rect => outline.extend(mark.bounds.path_elements(0.1)),
                Area::Path(path, _) if path.elements().len() > LETTER => return BezPath::new(),
                Area::Path(path, _) => outline.extend(path.elements().iter().copied()),
            }
        }
        outline
    }

    /// The one colour that everything was painted in, with the least opacity; `None` if there are several or none.
    pub(in super::super) fn common_color(&self) -> Option<(Rgb, f32)> {
        let mut common: Option<(Rgb, f32)> = None;
        for mark in &self.paints.marks {
            let Ink::Solid { rgb, alpha, .. } = mark.ink else { return None };
            match &mut common {
                Some((first, _)) if !looks_same(*first, rgb) => return None,
                Some((_, least)) => *least = least.min(alpha),
                None => common = Some((rgb, alpha)),
            }
        }
        common
    }

    fn add(&mut self, bounds: Rect, area: Area, applied: Applied) {
        let order = self.next_order();
        let clip = self.clip();
        let clip_bounds = self.clips.bounds(clip);
        let is_whole = matches!(area, Area::Rect) && self.clips.is_rect(clip);
        let bounds = Rect::new(
            bounds.x0.max(clip_bounds.x0),
            bounds.y0.max(clip_bounds.y0),
            bounds.x1.min(clip_bounds.x1),
            bounds.y1.min(clip_bounds.y1),
        );
        if !(bounds.width() > THIN && bounds.height() > THIN) {
            return;
        }
        self.paints.add(Mark { order, bounds, area, ink: applied.ink, clip, mask: applied.mask }, is_whole);
    }

    /// Adds a filled path in page coordinates.
    pub(in super::super) fn fill(&mut self, path: BezPath, fill: FillRule, applied: Applied) {
        match upright_rect(&path) {
            Some(rect) => self.add(rect, Area::Rect, applied),
            None => {
                let bounds = path.bounding_box();
                self.add(bounds, Area::Path(Rc::new(path), fill), applied);
            }
        }
    }

    /// Adds a stroked path as bars: those behind and over text are often drawn as wide lines.
    fn stroke(&mut self, path: &BezPath, transform: Affine, props: &StrokeProps, applied: &Applied) {
        let width = f64::from(props.line_width) * transform.determinant().abs().sqrt();
        let has_gaps = props.dash_array.iter().any(|length| *length > 0.0);
        if width <= THIN || !width.is_finite() || has_gaps {
            return;
        }
        let mut start = Point::ZERO;
        let mut last = Point::ZERO;
        // Curves only where something can hide under them; a drawing has thousands of thin ones.
        let mut lines = Vec::new();
        let size = path.control_box().size() * transform.determinant().abs().sqrt();
        let is_detailed = path.elements().len() > CURVED || self.curves >= CURVES;
        if width < BAR || is_detailed || !(size.width < LARGEST && size.height < LARGEST) {
            lines.extend(path.elements().iter().map(|element| transform * *element));
        } else {
            flatten(transform * path, FLATNESS, |element| lines.push(element));
            self.curves = self.curves.saturating_add(lines.len());
        }
        for element in lines.into_iter().take(limits::PATH_LINES) {
            let to = match element {
                PathEl::MoveTo(p) => {
                    (start, last) = (p, p);
                    continue;
                }
                PathEl::LineTo(p) => p,
                PathEl::ClosePath => start,
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    last = p;
                    continue;
                }
            };
            let along = to - last;
            if along.hypot() > THIN {
                let side = Vec2::new(-along.y, along.x) / along.hypot() * width / 2.0;
                let mut bar = BezPath::new();
                bar.move_to(last + side);
                bar.line_to(to + side);
                bar.line_to(to - side);
                bar.line_to(last - side);
                bar.close_path();
                self.fill(bar, FillRule::NonZero, Applied { ink: applied.ink, mask: applied.mask });
            }
            last = to;
        }
    }
}

impl<'a> Device<'a> for Painter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        let applied = self.apply(&props.paint, props.blend_mode, props.soft_mask.as_ref());
        match mode {
            DrawMode::Fill(fill) => self.fill(props.transform * path, *fill, applied),
            DrawMode::Stroke(stroke) => self.stroke(path, props.transform, stroke, &applied),
            DrawMode::FillAndStroke(fill, _) => self.fill(props.transform * path, *fill, applied),
            DrawMode::Invisible => {}
        }
    }

    fn push_clip_path(&mut self, clip_path: &ClipPath) {
        self.step();
        self.clips.push(clip_path);
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.step();
        self.clips.push_rect(*rect);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend_mode: BlendMode) {
        self.step();
        let outer = self.group();
        let own = mask.map(|mask| self.mask(&mask));
        let mask = self.both(outer.mask, own);
        let blend = if blend_mode == BlendMode::Normal { outer.blend } else { blend_mode };
        self.groups.push(Group { opacity: outer.opacity * opacity, mask, blend });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    /// Text inside masks, patterns and glyphs.
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.step();
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        let applied = self.apply(&props.paint, props.blend_mode, props.soft_mask.as_ref());
        for glyph in run.glyphs() {
            let placed = props.transform * glyph.transform();
            match &**glyph {
                DrawnGlyph::Outline(outline) => {
                    self.step();
                    self.fill(placed * outline.outline(), FillRule::NonZero, Applied { ink: applied.ink, mask: applied.mask });
                }
                // A drawing in a drawing: something is painted there, no matter what.
                DrawnGlyph::Type3(_) => {
                    let bounds = placed.transform_rect_bbox(Rect::new(0.0, -200.0, 1000.0, 900.0));
                    self.add(bounds, Area::Rect, Applied { ink: Ink::Unknown { opaque: false }, mask: None });
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        let corners = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let bounds = props.transform.transform_rect_bbox(corners);
        let depth = self.depth;
        let look = ink::of_image(&image, &mut self.decoded, depth);
        let group = self.group();
        let own = props.soft_mask.as_ref().map(|mask| self.mask(mask));
        let mask = self.both(group.mask, own);
        let (clip_bounds, _) = self.clip_rect(self.clip());
        self.images.push(bounds.intersect(clip_bounds));
        self.fill(
            props.transform * corners.to_path(0.1),
            FillRule::NonZero,
            Applied { ink: look.within(group.opacity, group.blend), mask },
        );
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_path(&rect.to_path(0.1), props, mode);
    }
}
