//! Upright rules between the cells of tables.

use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape as _};

use super::color::looks_same;
use super::marks::{Area, Mark};
use super::painter::Painter;

/// A rule is at most so wide and at least so high, in points.
const WIDE: f64 = 3.0;
const HIGH: f64 = 4.0;
/// How far beside a rule the page is looked at, in points.
const BESIDE: f64 = 0.6;
/// Path elements of a drawing that may be rules; those of a table are boxes.
const ELEMENTS: usize = 5_000;
/// Rules of one page that are kept; a large table has some hundreds.
const RULES: usize = 5_000;

impl Painter {
    /// The upright rules that are seen when all is painted, from left to right.
    pub(in super::super) fn rules(&mut self) -> Vec<Rect> {
        let is_rule = |bounds: &Rect| {
            bounds.width() <= WIDE && bounds.height() >= HIGH.max(2.0 * bounds.width())
        };
        let bounds: Vec<Rect> = self
            .paints
            .marks
            .iter()
            .flat_map(parts)
            .filter(is_rule)
            .take(RULES)
            .collect();
        let mut rules: Vec<Rect> = bounds
            .into_iter()
            .filter(|rule| self.is_seen(*rule))
            .collect();
        rules.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        rules
    }

    fn is_seen(&mut self, rule: Rect) -> bool {
        let middle = rule.center();
        let own = self.background(middle);
        let sides = [rule.x0 - BESIDE, rule.x1 + BESIDE];
        own.is_some_and(|own| {
            sides.into_iter().all(|x| {
                self.background(Point::new(x, middle.y))
                    .is_some_and(|beside| !looks_same(own, beside))
            })
        })
    }
}

/// The boxes around the parts of a mark: all rules of a table may be one path.
fn parts(mark: &Mark) -> Vec<Rect> {
    let Area::Path(path, _) = &mark.area else {
        return vec![mark.bounds];
    };
    let elements = path.elements();
    if elements.len() > ELEMENTS {
        return Vec::new();
    }
    let is_start = |element: &PathEl| matches!(element, PathEl::MoveTo(_));
    elements
        .chunk_by(|_, next| !is_start(next))
        .map(|part| BezPath::from_vec(part.to_vec()))
        .filter(|part| part.elements().first().is_some_and(is_start))
        .map(|part| part.bounding_box().intersect(mark.bounds))
        .collect()
}
