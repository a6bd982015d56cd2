//! What the outline of a glyph looks like, found once per outline.

use std::collections::HashMap;

use hayro_interpret::font::{GlyphIdentifier, OutlineGlyph};
use hayro_interpret::kurbo::{BezPath, PathEl, Rect, Shape as _};

use super::limits;

/// An outline, measured. Units are thousandths of the font size.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// The box around the ink; `None` where nothing is drawn.
    pub ink: Option<Rect>,
    /// The mean thickness of its strokes, which tells bold from regular whatever the font is called.
    pub thickness: f32,
}

/// All outlines of a document.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    known: HashMap<GlyphIdentifier, u32>,
    shapes: Vec<Shape>,
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
        self.known.insert(identifier, id);
        Some(id)
    }

    pub(super) fn get(&self, id: u32) -> Option<&Shape> {
        self.shapes.get(usize::try_from(id).ok()?)
    }
}

fn measure(outline: &BezPath) -> Shape {
    if outline.elements().len() < 2 {
        return Shape { ink: None, thickness: 0.0 };
    }
    let ink = outline.bounding_box();
    // A long stroke of thickness t and length l has the area t·l and the outline 2·l.
    let length = polygon_length(outline);
    let thickness = if length > 0.0 { (2.0 * outline.area().abs() / length) as f32 } else { 0.0 };
    Shape { ink: (ink.width() > 0.0 && ink.height() > 0.0 && ink.is_finite()).then_some(ink), thickness }
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
