//! What the outline of a glyph looks like, found once per outline.

use std::collections::HashMap;

use hayro_interpret::color::{AlphaColor, Color};
use hayro_interpret::font::{GlyphIdentifier, OutlineGlyph, Type3Glyph};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Rect, Shape as _};
use hayro_interpret::{CacheKey as _, Paint};

use super::limits;
use super::paint::{Ink, Painter, Rgb, looks_same, upright_rect};
use super::stop::until_stopped;
use super::templates::{Grid, drawn_instead, shown_instead};
use super::unreadable::FontMaps;

/// The colour that Type 3 glyphs are drawn with to find out whether they take on the text's. No
/// font has it of its own.
const PROBE: Rgb = [0.2, 0.6, 0.4];
/// From this size on, in both directions, a filled rectangle can cover other text.
const BLOCK: f64 = 350.0;

/// Path elements kept of all glyphs that are drawings: a thousand ornate ones.
const DRAWN: usize = 500_000;

/// An outline, measured. Units are thousandths of the font size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// The box around the ink; `None` where nothing is drawn.
    pub ink: Option<Rect>,
    /// The mean thickness of its strokes, which tells bold from regular whatever the font is
    /// called.
    pub thickness: f32,
    /// Whether it is a filled rectangle large enough to cover other text, such as U+2588.
    pub is_block: bool,
    /// What a glyph with colours of its own looks like; `None` where it takes on the text's.
    pub own_ink: Option<Ink>,
}

/// All outlines of a document.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    known: HashMap<GlyphIdentifier, u32>,
    known_type3: HashMap<u128, u32>,
    shapes: Vec<Shape>,
    /// Each of them, to look at it again.
    outlines: Vec<Outline>,
    /// How many path elements the drawings have.
    drawn: usize,
    /// For shapes and characters read from them, what else they are drawn as.
    drawn_as: HashMap<(u32, char), Option<char>>,
    /// For glyphs without a text.
    pub(super) maps: FontMaps,
}

impl Shapes {
    /// The number of the glyph's shape; `None` past the limit.
    pub(super) fn of(&mut self, glyph: &OutlineGlyph) -> Option<u32> {
        let identifier = glyph.identifier();
        if let Some(&id) = self.known.get(&identifier) {
            return Some(id);
        }
        if self.shapes.len() >= limits::SHAPES {
            return None;
        }
        let id = u32::try_from(self.shapes.len()).ok()?;
        self.shapes.push(measure(&glyph.outline()));
        self.outlines.push(Outline::OfFont(glyph.clone()));
        self.known.insert(identifier, id);
        Some(id)
    }

    /// The number of the shape of a glyph that is a drawing of its own.
    pub(super) fn of_type3(&mut self, glyph: &Type3Glyph<'_>) -> Option<u32> {
        let key = glyph.cache_key();
        if let Some(&id) = self.known_type3.get(&key) {
            return Some(id);
        }
        if self.shapes.len() >= limits::SHAPES {
            return None;
        }
        let id = u32::try_from(self.shapes.len()).ok()?;
        let (shape, mut drawn) = measure_type3(glyph);
        self.drawn += drawn.elements().len();
        if self.drawn > DRAWN {
            drawn = BezPath::new();
        }
        self.shapes.push(shape);
        self.outlines.push(Outline::Drawn(drawn));
        self.known_type3.insert(key, id);
        Some(id)
    }

    /// The character that a shape clearly is, where that is not the one that is read from it.
    pub(super) fn drawn_as(&mut self, id: u32, read: char) -> Option<char> {
        let Self {
            outlines, drawn_as, ..
        } = self;
        *drawn_as.entry((id, read)).or_insert_with(|| {
            match outlines.get(usize::try_from(id).ok()?)? {
                Outline::OfFont(glyph) => shown_instead(&glyph.outline(), read),
                // Drawings have units of their own.
                Outline::Drawn(path) if read.is_ascii_alphanumeric() => {
                    drawn_instead(&Grid::of(path)?, read)
                }
                Outline::Drawn(_) => None,
            }
        })
    }

    /// The same for the part of a shape between two places, in thousandths of the font size.
    pub(super) fn part_drawn_as(&self, id: u32, from: f64, to: f64, read: char) -> Option<char> {
        let outline = match self.outlines.get(usize::try_from(id).ok()?)? {
            Outline::OfFont(glyph) => &glyph.outline(),
            Outline::Drawn(path) => path,
        };
        drawn_instead(&Grid::of_strip(outline, from, to)?, read)
    }

    /// Where the parts of a shape stand that have a gap between them, in thousandths of the font
    /// size.
    pub(super) fn parts(&self, id: u32) -> Vec<(f64, f64)> {
        let Some(Outline::OfFont(glyph)) = usize::try_from(id)
            .ok()
            .and_then(|id| self.outlines.get(id))
        else {
            return Vec::new();
        };
        let outline = glyph.outline();
        let mut parts: Vec<(f64, f64)> = outline
            .elements()
            .split_inclusive(|element| *element == PathEl::ClosePath)
            .filter_map(contour)
            .collect();
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut joined: Vec<(f64, f64)> = Vec::new();
        for (from, to) in parts {
            match joined.last_mut().filter(|last| from < last.1) {
                Some(last) => last.1 = last.1.max(to),
                None => joined.push((from, to)),
            }
        }
        joined
    }

    pub(super) fn get(&self, id: u32) -> Option<&Shape> {
        self.shapes.get(usize::try_from(id).ok()?)
    }
}

/// Where a closed line begins and ends.
fn contour(elements: &[PathEl]) -> Option<(f64, f64)> {
    let bounds = BezPath::from_vec(elements.to_vec()).control_box();
    (bounds.is_finite() && elements.len() > 2).then_some((bounds.x0, bounds.x1))
}

/// What a glyph is filled in.
#[derive(Debug)]
enum Outline {
    OfFont(OutlineGlyph),
    /// A drawing of its own; empty where it is not made of a few filled paths.
    Drawn(BezPath),
}

fn measure_type3(glyph: &Type3Glyph<'_>) -> (Shape, BezPath) {
    let mut painter = Painter::nested(1, Rect::new(-1000.0, -1000.0, 2000.0, 2000.0));
    let [r, g, b] = PROBE;
    let probe = Paint::Color(Color::from_rgba(AlphaColor::new([r, g, b, 1.0])));
    let is_whole =
        until_stopped(|| glyph.interpret(&mut painter, Affine::IDENTITY, Affine::IDENTITY, &probe));
    let own_ink = match painter.common_color().filter(|_| is_whole) {
        Some((rgb, _)) if looks_same(rgb, PROBE) => None,
        Some((rgb, alpha)) => Some(Ink::Solid {
            rgb,
            alpha,
            blend: Default::default(),
        }),
        None => Some(Ink::Unknown { opaque: false }),
    };
    (
        Shape {
            ink: painter.bounds(),
            thickness: 0.0,
            is_block: false,
            own_ink,
        },
        painter.outline(),
    )
}

fn measure(outline: &BezPath) -> Shape {
    if outline.elements().len() < 2 {
        return Shape {
            ink: None,
            thickness: 0.0,
            is_block: false,
            own_ink: None,
        };
    }
    let ink = outline.bounding_box();
    // A long stroke of thickness t and length l has the area t·l and the outline 2·l.
    let length = polygon_length(outline);
    let thickness = if length > 0.0 {
        (2.0 * outline.area().abs() / length) as f32
    } else {
        0.0
    };
    let is_block =
        upright_rect(outline).is_some_and(|rect| rect.width() > BLOCK && rect.height() > BLOCK);
    let ink = (ink.width() > 0.0 && ink.height() > 0.0 && ink.is_finite()).then_some(ink);
    Shape {
        ink,
        thickness,
        is_block,
        own_ink: None,
    }
}

/// The length of the polygon through the ends of the segments: near enough for a ratio, and cheap.
fn polygon_length(outline: &BezPath) -> f64 {
    let mut length = 0.0;
    let mut start = None;
    let mut last = None;
    for element in outline.elements() {
        let to = match *element {
            PathEl::MoveTo(p) => {
                start = Some(p);
                last = Some(p);
                continue;
            }
            PathEl::LineTo(p) | PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => Some(p),
            PathEl::ClosePath => start,
        };
        if let (Some(from), Some(to)) = (last, to) {
            length += from.distance(to);
        }
        last = to;
    }
    length
}
