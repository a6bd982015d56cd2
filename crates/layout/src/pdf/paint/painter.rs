//! Records marks as the interpreter paints them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use hayro_interpret::font::{Glyph as DrawnGlyph, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use hayro_interpret::pattern::Pattern;
use hayro_interpret::{
    BlendMode, CacheKey as _, ClipPath, Device, DrawMode, DrawProps, FillRule, Image,
    ImageDrawProps, Paint, SoftMask,
};

use super::super::limits;
use super::super::stop::stop;
use super::budget::Budget;
use super::clip::{ClipId, Clips, upright_rect};
use super::color::{Rgb, looks_same};
use super::fills::{Fills, Picture};
use super::ink::{Decoding, FLAT_PIXELS, Ink, pixels};
use super::marks::{Area, Mark, Paints};
use super::mask::{Mask, MaskId};

/// Masks, patterns and Type 3 glyphs inside each other that are looked into.
pub(super) const NESTING: u8 = 3;
/// Distinct soft masks and patterns looked into on one page.
pub(super) const DISTINCT: usize = 256;
/// Places at which gradients are looked at in one mask, pattern or glyph.
const NESTED_SAMPLES: u32 = 500;
/// Path elements of one letter; ornate ones have some hundreds.
const LETTER: usize = 2_000;
/// Lines thinner than this, in points, neither carry nor cover text.
pub(super) const THIN: f64 = 0.2;

/// A transparency group, with all enclosing ones applied.
#[derive(Debug, Clone, Copy)]
struct Group {
    opacity: f32,
    mask: Option<MaskId>,
    blend: BlendMode,
}

/// How a paint goes onto the page, with all groups applied.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Applied {
    pub(in super::super) ink: Ink,
    pub(in super::super) mask: Option<MaskId>,
}

/// The device for everything but text.
#[derive(Debug)]
pub(in super::super) struct Painter {
    pub(super) paints: Paints,
    pub(super) clips: Clips,
    groups: Vec<Group>,
    pub(super) masks: Vec<Mask<Self>>,
    pub(super) mask_ids: HashMap<u128, MaskId>,
    inks: HashMap<u128, Ink>,
    pub(super) fills: Fills<Self>,
    /// At how many more places gradients may be looked at.
    pub(in super::super) samples: u32,
    /// Straight lines that curves were taken for.
    pub(super) curves: usize,
    /// The boxes around images.
    pub(in super::super) images: Vec<Rect>,
    /// Which of them are decoded.
    wanted: HashSet<u32>,
    /// Which of them were not decoded, and would have to be to tell what is seen.
    pub(in super::super) asked: HashSet<u32>,
    /// Pixels of flat images.
    pub(super) flat: Decoding,
    /// Pixels of those that are wanted.
    pub(in super::super) pictures: Decoding,
    order: u32,
    pub(super) depth: u8,
    pub(in super::super) budget: Budget,
    /// How many more things may be drawn.
    pub(in super::super) steps: u32,
}

impl Painter {
    /// Draws a page, with at most so many things on it and so much effort to judge them, and looks
    /// at gradients at so many places.
    pub(in super::super) fn new(page: Rect, steps: u32, budget: Budget, samples: u32) -> Self {
        Self {
            steps,
            budget,
            samples,
            ..Self::nested(0, page)
        }
    }

    /// Decodes those of the page's images that are `wanted`, with at most so many pixels.
    pub(in super::super) fn decoding(mut self, wanted: HashSet<u32>, pixels: u64) -> Self {
        self.wanted = wanted;
        self.pictures.limit = pixels;
        self
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
            fills: Fills::default(),
            samples: NESTED_SAMPLES,
            curves: 0,
            images: Vec::new(),
            wanted: HashSet::new(),
            asked: HashSet::new(),
            flat: Decoding {
                pixels: 0,
                limit: FLAT_PIXELS,
            },
            pictures: Decoding {
                pixels: 0,
                limit: 0,
            },
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
    pub(in super::super) fn apply(
        &mut self,
        paint: &Paint<'_>,
        blend: BlendMode,
        mask: Option<&SoftMask<'_>>,
    ) -> Applied {
        let ink = match paint {
            Paint::Color(_) => Self::look_of(paint, blend, self.depth, &mut self.fills),
            Paint::Pattern(_) if self.inks.len() >= DISTINCT => Ink::Unknown { opaque: false },
            Paint::Pattern(pattern)
                if self.depth > NESTING && matches!(**pattern, Pattern::Tiling(_)) =>
            {
                Ink::Unknown { opaque: false }
            }
            Paint::Pattern(_) => {
                let key = paint.cache_key() ^ blend as u128;
                let Self {
                    depth, inks, fills, ..
                } = self;
                *inks
                    .entry(key)
                    .or_insert_with(|| Self::look_of(paint, blend, *depth, fills))
            }
        };
        let group = self.group();
        let own = mask.map(|mask| self.mask(mask));
        Applied {
            ink: ink.within(group.opacity, group.blend),
            mask: self.both(group.mask, own),
        }
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group {
            opacity: 1.0,
            mask: None,
            blend: BlendMode::Normal,
        })
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
        self.paints
            .marks
            .iter()
            .map(|mark| mark.bounds)
            .reduce(|a, b| a.union(b))
    }

    /// All filled paths as one; empty where there are images, gradients or too many paths for a
    /// letter, or nothing but boxes: pixels.
    pub(in super::super) fn outline(&self) -> BezPath {
        let mut outline = BezPath::new();
        if !self.images.is_empty()
            || self
                .paints
                .marks
                .iter()
                .all(|mark| matches!(mark.area, Area::Rect))
        {
            return outline;
        }
        for mark in &self.paints.marks {
            match &mark.area {
                _ if !matches!(mark.ink, Ink::Solid { .. })
                    || outline.elements().len() > LETTER =>
                {
                    return BezPath::new();
                }
                Area::Rect => outline.extend(mark.bounds.path_elements(0.1)),
                Area::Path(path, _) if path.elements().len() > LETTER => return BezPath::new(),
                Area::Path(path, _) => outline.extend(path.elements().iter().copied()),
            }
        }
        outline
    }

    /// The one colour that everything was painted in, with the least opacity; `None` if there are
    /// several or none.
    pub(in super::super) fn common_color(&self) -> Option<(Rgb, f32)> {
        let mut common: Option<(Rgb, f32)> = None;
        for mark in &self.paints.marks {
            let Ink::Solid { rgb, alpha, .. } = mark.ink else {
                return None;
            };
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
        self.paints.add(
            Mark {
                order,
                bounds,
                area,
                ink: applied.ink,
                clip,
                mask: applied.mask,
            },
            is_whole,
        );
    }

    fn decode(&mut self, image: &Image<'_, '_>, number: u32, transform: Affine) {
        let Self { depth, fills, .. } = self;
        let color = |paint: &Paint<'_>| match Self::look_of(paint, BlendMode::Normal, *depth, fills)
        {
            Ink::Solid { rgb, alpha, .. } => Some((rgb, alpha)),
            _ => None,
        };
        if let Some(picture) = Picture::of(image, transform, color) {
            self.fills.add_picture(number, picture);
        }
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

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend_mode: BlendMode,
    ) {
        self.step();
        let outer = self.group();
        let own = mask.map(|mask| self.mask(&mask));
        let mask = self.both(outer.mask, own);
        let blend = if blend_mode == BlendMode::Normal {
            outer.blend
        } else {
            blend_mode
        };
        self.groups.push(Group {
            opacity: outer.opacity * opacity,
            mask,
            blend,
        });
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
                    self.fill(
                        placed * outline.outline(),
                        FillRule::NonZero,
                        Applied {
                            ink: applied.ink,
                            mask: applied.mask,
                        },
                    );
                }
                // A drawing in a drawing: something is painted there, no matter what.
                DrawnGlyph::Type3(_) => {
                    let bounds = placed.transform_rect_bbox(Rect::new(0.0, -200.0, 1000.0, 900.0));
                    self.add(
                        bounds,
                        Area::Rect,
                        Applied {
                            ink: Ink::Unknown { opaque: false },
                            mask: None,
                        },
                    );
                }
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.step();
        let corners = Rect::new(
            0.0,
            0.0,
            f64::from(image.width()),
            f64::from(image.height()),
        );
        let bounds = props.transform.transform_rect_bbox(corners);
        let number = u32::try_from(self.images.len()).unwrap_or(u32::MAX);
        let look = self.look_of_image(&image, number);
        if matches!(look, Ink::Picture { .. })
            && self.wanted.contains(&number)
            && self.pictures.spend(pixels(&image))
        {
            self.decode(&image, number, props.transform);
        }
        let group = self.group();
        let own = props.soft_mask.as_ref().map(|mask| self.mask(mask));
        let mask = self.both(group.mask, own);
        let (clip_bounds, _) = self.clip_rect(self.clip());
        self.images.push(bounds.intersect(clip_bounds));
        self.fill(
            props.transform * corners.to_path(0.1),
            FillRule::NonZero,
            Applied {
                ink: look.within(group.opacity, group.blend),
                mask,
            },
        );
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.draw_path(&rect.to_path(0.1), props, mode);
    }
}
