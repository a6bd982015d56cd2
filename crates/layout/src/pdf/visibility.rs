//! Whether a person sees a glyph, and if not, why.
//!
//! Each test looks at points spread over the glyph's box, because a letter may stand half on a
//! coloured bar. Where it cannot be told what lies behind the text (an image that is too large, a
//! mesh of colours), the text counts as visible but not as judged.

use bonafide_model::claims::HiddenBy;
use hayro_interpret::kurbo::{Point, Rect};

use super::glyph::Glyph;
use super::paint::{
    Applied, ClipId, Ink, MaskId, Painter, Rgb, WHITE, contains_rect, looks_same, over, spread,
};

/// The smallest font size, in points, that can be read on paper or without zooming in by more than
/// a factor of four.
const SMALLEST: f64 = 1.5;
/// The narrowest letter in points: text squeezed to nothing by horizontal scaling.
const NARROWEST: f64 = 0.1;
/// Below this opacity text is called transparent rather than of the wrong colour.
const TRANSPARENT: f32 = 0.15;
/// The share of a soft mask below which nothing is left to be seen.
const MASKED: f32 = 0.06;
/// The share of a glyph's box that must be seen.
const SEEN: f64 = 0.2;
/// A page is a scan if images cover so much of it.
const SCAN: f64 = 0.7;

/// Whether a person sees something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// He does.
    Yes,
    /// He does not, for that reason.
    Not(HiddenBy),
    /// That cannot be told: something lies below or over it whose look is not known.
    NotJudged,
}

/// The page that text is seen on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight {
    /// What is shown: the crop box.
    pub page: Rect,
    /// The media box, in the same coordinates.
    pub media: Rect,
    /// The length of a unit in points (`UserUnit`).
    pub unit: f64,
}

/// How a run of text is painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    ink: Ink,
    mask: Option<MaskId>,
    clip: ClipId,
    /// The rectangle that the clip leaves, and whether that is all that it does.
    clip_rect: (Rect, bool),
    /// Whether it cannot be seen on the bare page.
    is_lost_on_white: bool,
}

impl Manner {
    /// Text painted now with that.
    pub(super) fn of(painter: &Painter, applied: &Applied) -> Self {
        let clip = painter.clip();
        let clip_rect = painter.clip_rect(clip);
        Self {
            ink: applied.ink,
            mask: applied.mask,
            clip,
            clip_rect,
            is_lost_on_white: is_lost(applied.ink, WHITE),
        }
    }

    /// The same in another colour.
    pub(super) fn with_ink(self, ink: Ink) -> Self {
        Self {
            ink,
            is_lost_on_white: is_lost(ink, WHITE),
            ..self
        }
    }

    pub(super) fn applied(&self) -> Applied {
        Applied {
            ink: self.ink,
            mask: self.mask,
        }
    }
}

impl Sight {
    /// Whether a glyph is seen when it is painted.
    pub(super) fn judge(&self, painter: &mut Painter, glyph: &Glyph, manner: &Manner) -> Seen {
        let reason = self
            .outside(glyph.ink)
            .or_else(|| self.too_small(glyph))
            .or_else(|| is_clipped(painter, glyph.ink, manner).then_some(HiddenBy::Clipped));
        if let Some(reason) = reason {
            return Seen::Not(reason);
        }
        match is_masked(painter, glyph.ink, manner.mask) {
            Seen::Yes => blends_in(painter, glyph.ink, manner),
            // It may be of the colour of what lies below as well.
            Seen::NotJudged => match blends_in(painter, glyph.ink, manner) {
                Seen::Yes => Seen::NotJudged,
                other => other,
            },
            masked @ Seen::Not(_) => masked,
        }
    }

    fn outside(&self, ink: Rect) -> Option<HiddenBy> {
        if contains_rect(self.page, ink) || share_inside(ink, self.page) >= SEEN {
            None
        } else if share_inside(ink, self.media) >= SEEN {
            Some(HiddenBy::OutsideCropBox)
        } else {
            Some(HiddenBy::OffPage)
        }
    }

    fn too_small(&self, glyph: &Glyph) -> Option<HiddenBy> {
        let (width, height) = (
            glyph.ink.width() * self.unit,
            glyph.ink.height() * self.unit,
        );
        // Only letters and digits: a full stop is small in any type, and some glyphs are meant to
        // draw nothing.
        let squeezed = glyph.reads_as.is_alphanumeric
            && (width.max(height) < SMALLEST / 4.0 || width.min(height) < NARROWEST);
        (glyph.reads_as.is_alphanumeric && glyph.size * self.unit < SMALLEST || squeezed)
            .then_some(HiddenBy::Size)
    }

    /// Whether so much of the page is covered by images that invisible text on it is what OCR
    /// software writes.
    pub(super) fn is_scan(&self, images: &[Rect]) -> bool {
        let area: f64 = images
            .iter()
            .map(|image| share_inside(self.page, *image))
            .sum();
        area >= SCAN
    }
}

/// Which part of `inner` lies inside `outer`.
fn share_inside(inner: Rect, outer: Rect) -> f64 {
    let part = |from: f64, to: f64, low: f64, high: f64| {
        // Glyphs without an extent, such as an `l` drawn as a line, still are somewhere.
        if to - from < 1e-9 {
            f64::from(u8::from((low..=high).contains(&from)))
        } else {
            ((to.min(high) - from.max(low)) / (to - from)).max(0.0)
        }
    };
    part(inner.x0, inner.x1, outer.x0, outer.x1) * part(inner.y0, inner.y1, outer.y0, outer.y1)
}

fn is_clipped(painter: &mut Painter, ink: Rect, manner: &Manner) -> bool {
    let (bounds, is_rect) = manner.clip_rect;
    if is_rect {
        return !contains_rect(bounds, ink) && share_inside(ink, bounds) < SEEN;
    }
    mostly(ink, 1.0 - SEEN, |point| {
        !painter.is_inside(manner.clip, point)
    })
}

fn is_masked(painter: &mut Painter, ink: Rect, mask: Option<MaskId>) -> Seen {
    let Some(mask) = mask else { return Seen::Yes };
    let (mut looked, mut unknown) = (0_u32, 0_u32);
    let hidden = mostly(ink, 1.0 - SEEN, |point| {
        let through = painter.mask_at(mask, point);
        looked += 1;
        unknown += u32::from(through.is_none());
        through.is_some_and(|through| through < MASKED)
    });
    match hidden {
        true => Seen::Not(HiddenBy::SoftMask),
        false if 2 * unknown > looked => Seen::NotJudged,
        false => Seen::Yes,
    }
}

fn blends_in(painter: &mut Painter, ink: Rect, manner: &Manner) -> Seen {
    let alpha = match manner.ink {
        Ink::Solid { alpha: opacity, .. }
        | Ink::Gradient { opacity, .. }
        | Ink::Tiles { opacity, .. }
        | Ink::Picture { opacity, .. } => opacity,
        Ink::Unknown { .. } => return Seen::NotJudged,
    };
    let (mut looked, mut unknown) = (0_u32, 0_u32);
    let hidden = if matches!(manner.ink, Ink::Solid { .. }) && painter.is_blank(ink) {
        manner.is_lost_on_white
    } else {
        mostly(ink, 1.0 - SEEN, |point| {
            let below = painter.background(point);
            let result = below.and_then(|below| painter.over_at(manner.ink, point, below));
            looked += 1;
            unknown += u32::from(result.is_none());
            below
                .zip(result)
                .is_some_and(|(below, result)| looks_same(result, below))
        })
    };
    match hidden {
        true if alpha < TRANSPARENT => Seen::Not(HiddenBy::Transparent),
        true => Seen::Not(HiddenBy::Color),
        false if 2 * unknown > looked => Seen::NotJudged,
        false => Seen::Yes,
    }
}

/// Whether an ink cannot be told from what lies below it.
fn is_lost(ink: Ink, below: Rgb) -> bool {
    let Ink::Solid { rgb, alpha, blend } = ink else {
        return false;
    };
    over(below, rgb, alpha, blend).is_some_and(|result| looks_same(result, below))
}

/// Whether something opaque was painted over a glyph after it.
pub(super) fn is_covered(painter: &mut Painter, glyph: &Glyph) -> bool {
    painter.is_touched(glyph.ink, glyph.order)
        && mostly(glyph.ink, 1.0 - SEEN, |point| {
            painter.is_covered(point, glyph.order)
        })
}

/// Whether at least `share` of the points of a box pass a test. Where none of the first five does,
/// the others are not asked.
fn mostly(ink: Rect, share: f64, mut test: impl FnMut(Point) -> bool) -> bool {
    if !spread(ink, 2).chain([ink.center()]).any(&mut test) {
        return false;
    }
    let passed = spread(ink, 5).filter(|&point| test(point)).count();
    passed as f64 >= share * 25.0
}
