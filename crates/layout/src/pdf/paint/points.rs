//! What lies at a point of what was painted: colour, opacity, cover.

use hayro_interpret::BlendMode;
use hayro_interpret::kurbo::{Point, Rect};

use super::clip::path_contains;
use super::color::{Layer, OPAQUE, Rgb, WHITE, mix, over};
use super::geometry::spread;
use super::ink::Ink;
use super::marks::Area;
use super::mask::MaskId;
use super::painter::Painter;

/// Marks that lie over each other at one point and are still mixed.
const DEPTH: usize = 16;
/// What a look at a gradient costs, in steps: its function may be a program.
const SAMPLE: usize = 500;
/// From this opacity on, nothing below needs to be looked at.
const FULL: f32 = 0.99;

/// A paint at a point, and what its mask lets through there; `None` where that cannot be told.
type PaintAt = (Ink, Option<f32>);

impl Painter {
    /// The colour of the page at a point as painted so far; `None` where that cannot be told.
    pub(in super::super) fn background(&mut self, point: Point) -> Option<Rgb> {
        self.color_at(point, WHITE)
    }

    /// Whether nothing was painted near the box.
    pub(in super::super) fn is_blank(&self, bounds: Rect) -> bool {
        self.paints.is_blank(bounds)
    }

    /// The colour at a point over a base.
    pub(super) fn color_at(&mut self, point: Point, base: Rgb) -> Option<Rgb> {
        let mut layers: Vec<Layer> = Vec::new();
        for (ink, through) in self.paints_at(point, 0) {
            match (ink, through) {
                (_, Some(0.0)) => {}
                (Ink::Solid { rgb, alpha, blend }, Some(through)) => {
                    layers.push((rgb, alpha * through, blend));
                    if (blend == BlendMode::Normal && alpha * through > FULL)
                        || layers.len() > DEPTH
                    {
                        break;
                    }
                }
                _ => return None,
            }
        }
        if layers.len() > DEPTH {
            None
        } else {
            mix(base, &layers)
        }
    }

    /// How much of what lies below is hidden at a point; `None` where that cannot be told.
    pub(super) fn opacity_at(&mut self, point: Point) -> Option<f32> {
        let mut clear = 1.0;
        for (ink, through) in self.paints_at(point, 0) {
            let through = through?;
            match ink {
                _ if through <= 0.0 => {}
                Ink::Solid { alpha, .. } => clear *= 1.0 - alpha * through,
                Ink::Unknown { opaque: true } => clear *= 1.0 - through,
                _ => return None,
            }
        }
        Some(1.0 - clear)
    }

    /// Whether something opaque was painted over the point after `order`, or several things that
    /// together let nothing through.
    pub(in super::super) fn is_covered(&mut self, point: Point, order: u32) -> bool {
        let mut clear = 1.0;
        for (ink, through) in self.paints_at(point, order) {
            let through = through.unwrap_or(0.0);
            match ink {
                _ if ink.is_opaque() => clear *= 1.0 - through,
                Ink::Solid {
                    alpha,
                    blend: BlendMode::Normal,
                    ..
                } => clear *= 1.0 - alpha * through,
                _ => {}
            }
        }
        clear <= 1.0 - OPAQUE + 1e-3
    }

    /// The colour of an ink at a point over another colour; `None` where that cannot be told.
    pub(in super::super) fn over_at(&mut self, ink: Ink, point: Point, below: Rgb) -> Option<Rgb> {
        let mut layers = Vec::new();
        self.resolve((ink, Some(1.0)), point, &mut layers);
        layers
            .into_iter()
            .rev()
            .try_fold(below, |below, (ink, through)| match (ink, through) {
                (Ink::Solid { rgb, alpha, blend }, Some(through)) => {
                    over(below, rgb, alpha * through, blend)
                }
                _ => None,
            })
    }

    /// Whether anything was painted near the box after `order`.
    pub(in super::super) fn is_touched(&self, bounds: Rect, order: u32) -> bool {
        self.paints
            .marks
            .last()
            .is_some_and(|mark| mark.order > order)
            && spread(bounds, 2).any(|point| {
                self.paints
                    .at(point)
                    .next()
                    .is_some_and(|mark| mark.order > order)
            })
    }

    /// What was painted on a point after `order`, the last first: colours, or what has none that is
    /// known.
    fn paints_at(&mut self, point: Point, order: u32) -> Vec<PaintAt> {
        let mut paints = Vec::new();
        for (ink, mask) in self.inks_at(point, order) {
            let through = match mask {
                Some(mask) => self.mask_at(mask, point),
                None => Some(1.0),
            };
            self.resolve((ink, through), point, &mut paints);
        }
        paints
    }

    fn inks_at(&mut self, point: Point, order: u32) -> Vec<(Ink, Option<MaskId>)> {
        let Self {
            paints,
            clips,
            budget,
            ..
        } = self;
        let mut inks = Vec::new();
        for mark in paints.at(point).take_while(|mark| mark.order > order) {
            if !budget.spend(1) {
                break;
            }
            let inside = mark.bounds.contains(point)
                && match &mark.area {
                    Area::Rect => true,
                    Area::Path(path, fill) => {
                        budget.spend_on(path) && path_contains(path, *fill, point)
                    }
                }
                && clips.contains(mark.clip, point, budget);
            if inside {
                inks.push((mark.ink, mark.mask));
                if mark.mask.is_none()
                    && matches!(mark.ink, Ink::Solid { alpha, blend: BlendMode::Normal, .. } if alpha > FULL)
                {
                    break;
                }
            }
        }
        inks
    }

    /// Adds an ink as it looks at a point: a gradient and a picture have a colour there, a pattern
    /// has what is painted in its cell.
    fn resolve(&mut self, (ink, through): PaintAt, point: Point, paints: &mut Vec<PaintAt>) {
        if through == Some(0.0) {
            return;
        }
        match ink {
            Ink::Solid { .. } | Ink::Unknown { .. } => paints.push((ink, through)),
            Ink::Gradient {
                number,
                opacity,
                blend,
            } => paints.push((self.gradient_at(number, opacity, blend, point), through)),
            Ink::Picture {
                number,
                opacity,
                blend,
                opaque,
            } => {
                let pixel = match self.fills.picture(number) {
                    Some(picture) => picture.at(point),
                    None => {
                        self.asked.insert(number);
                        None
                    }
                };
                let ink = pixel.map_or(Ink::Unknown { opaque }, |(rgb, alpha)| Ink::Solid {
                    rgb,
                    alpha: alpha * opacity,
                    blend,
                });
                paints.push((ink, through));
            }
            Ink::Tiles {
                number,
                opacity,
                blend,
            } => {
                let Some(cell) = self.fills.tiles(number) else {
                    paints.push((Ink::Unknown { opaque: false }, through));
                    return;
                };
                let Some(inside) = cell.point(point) else {
                    return;
                };
                if !self.budget.spend(1) {
                    paints.push((Ink::Unknown { opaque: false }, through));
                    return;
                }
                let inner = cell.painter.paints_at(inside, 0);
                paints.extend(inner.into_iter().map(|(ink, own)| {
                    let through = own.zip(through).map(|(own, through)| own * through);
                    (ink.within(opacity, blend), through)
                }));
            }
        }
    }

    fn gradient_at(&mut self, number: u32, opacity: f32, blend: BlendMode, point: Point) -> Ink {
        let unknown = Ink::Unknown { opaque: false };
        let Some(gradient) = self.fills.gradient(number) else {
            return unknown;
        };
        if self.samples == 0 || !self.budget.spend(SAMPLE) {
            return unknown;
        }
        self.samples -= 1;
        let [r, g, b, alpha] = gradient.sample(gradient.base_transform * point);
        Ink::Solid {
            rgb: [r, g, b],
            alpha: alpha * opacity,
            blend,
        }
    }
}
