//! Clipping paths in force.

use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape as _};
use hayro_interpret::{ClipPath, FillRule};

use super::budget::Budget;

/// Clipping paths kept of one page; those after it count as rectangles around them.
const SHAPES: usize = 20_000;

/// A clipping state, see [`Clips`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct ClipId(usize);

#[derive(Debug)]
struct Clip {
    parent: Option<usize>,
    /// The rectangle around everything that is left by this and all enclosing clips.
    bounds: Rect,
    /// The path, where it is no upright rectangle.
    shape: Option<(BezPath, FillRule)>,
}

/// All clipping states of a page, each with the one that it narrows.
#[derive(Debug)]
pub(in super::super) struct Clips {
    states: Vec<Clip>,
    stack: Vec<usize>,
}

impl Clips {
    /// Nothing is clipped outside `bounds` but by paths.
    pub(super) fn new() -> Self {
        let all = Rect::new(
            f64::NEG_INFINITY,
            f64::NEG_INFINITY,
            f64::INFINITY,
            f64::INFINITY,
        );
        Self {
            states: vec![Clip {
                parent: None,
                bounds: all,
                shape: None,
            }],
            stack: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, clip: &ClipPath) {
        match upright_rect(&clip.path) {
            Some(rect) => self.push_state(rect, None),
            None => {
                let bounds = clip.path.bounding_box();
                let shape = (self.states.len() < SHAPES).then(|| (clip.path.clone(), clip.fill));
                self.push_state(bounds, shape);
            }
        }
    }

    pub(super) fn push_rect(&mut self, rect: Rect) {
        self.push_state(rect.abs(), None);
    }

    fn push_state(&mut self, rect: Rect, shape: Option<(BezPath, FillRule)>) {
        let ClipId(parent) = self.current();
        let bounds = self.bounds(ClipId(parent));
        self.stack.push(self.states.len());
        self.states.push(Clip {
            parent: Some(parent),
            bounds: intersection(bounds, rect),
            shape,
        });
    }

    pub(super) fn pop(&mut self) {
        self.stack.pop();
    }

    pub(in super::super) fn current(&self) -> ClipId {
        ClipId(self.stack.last().copied().unwrap_or(0))
    }

    /// The rectangle around what is left.
    pub(in super::super) fn bounds(&self, id: ClipId) -> Rect {
        self.states.get(id.0).map_or(Rect::ZERO, |clip| clip.bounds)
    }

    /// Whether a point is left by the clip and all that enclose it.
    pub(in super::super) fn contains(&self, id: ClipId, point: Point, budget: &mut Budget) -> bool {
        if !self.bounds(id).contains(point) {
            return false;
        }
        let mut next = Some(id.0);
        while let Some(clip) = next.and_then(|index| self.states.get(index)) {
            if let Some((path, fill)) = &clip.shape
                && budget.spend_on(path)
                && !path_contains(path, *fill, point)
            {
                return false;
            }
            if !budget.spend(1) {
                return true;
            }
            next = clip.parent;
        }
        true
    }

    /// Whether no path but upright rectangles is in force.
    pub(in super::super) fn is_rect(&self, id: ClipId) -> bool {
        let mut next = Some(id.0);
        // Deep nests are judged as if they had a shape in them.
        for _ in 0..64 {
            let Some(clip) = next.and_then(|index| self.states.get(index)) else {
                return true;
            };
            if clip.shape.is_some() {
                return false;
            }
            next = clip.parent;
        }
        false
    }
}

pub(super) fn path_contains(path: &BezPath, fill: FillRule, point: Point) -> bool {
    let winding = path.winding(point);
    match fill {
        FillRule::NonZero => winding != 0,
        FillRule::EvenOdd => winding % 2 != 0,
    }
}

/// Unlike the library's, empty where the two do not meet.
fn intersection(a: Rect, b: Rect) -> Rect {
    let (x0, y0, x1, y1) = (
        a.x0.max(b.x0),
        a.y0.max(b.y0),
        a.x1.min(b.x1),
        a.y1.min(b.y1),
    );
    if x0 < x1 && y0 < y1 {
        Rect::new(x0, y0, x1, y1)
    } else {
        Rect::ZERO
    }
}

/// The rectangle that a path draws, if it is one with upright sides.
pub(in super::super) fn upright_rect(path: &BezPath) -> Option<Rect> {
    let mut corners = [Point::ZERO; 5];
    let mut count = 0;
    for element in path.elements() {
        let point = match (element, count) {
            (PathEl::MoveTo(p), 0) => *p,
            (PathEl::LineTo(p), 1..5) => *p,
            (PathEl::ClosePath, 4..) => continue,
            _ => return None,
        };
        *corners.get_mut(count)? = point;
        count += 1;
    }
    let [a, b, c, d, e] = corners;
    if !(count == 4 || (count == 5 && near(a.x, e.x) && near(a.y, e.y))) {
        return None;
    }
    let upright = (near(a.y, b.y) && near(b.x, c.x) && near(c.y, d.y) && near(d.x, a.x))
        || (near(a.x, b.x) && near(b.y, c.y) && near(c.x, d.x) && near(d.y, a.y));
    upright.then(|| Rect::from_points(a, c))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-3
}
