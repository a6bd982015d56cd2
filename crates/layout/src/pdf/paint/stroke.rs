//! Stroked paths as bars: those behind and over text are often drawn as wide lines.

use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Vec2, flatten};
use hayro_interpret::{FillRule, StrokeProps};

use super::super::limits;
use super::painter::{Applied, Painter, THIN};

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

impl Painter {
    /// Adds a stroked path as bars.
    pub(super) fn stroke(
        &mut self,
        path: &BezPath,
        transform: Affine,
        props: &StrokeProps,
        applied: &Applied,
    ) {
        let width = f64::from(props.line_width) * transform.determinant().abs().sqrt();
        let has_gaps = props.dash_array.iter().any(|length| *length > 0.0);
        if width <= THIN || !width.is_finite() || has_gaps {
            return;
        }
        let mut start = Point::ZERO;
        let mut last = Point::ZERO;
        for element in self
            .straight(path, transform, width)
            .into_iter()
            .take(limits::PATH_LINES)
        {
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
                self.fill(bar, FillRule::NonZero, *applied);
            }
            last = to;
        }
    }

    /// The path on the page, its curves as straight lines where something can hide under them; a
    /// drawing has thousands of thin ones.
    fn straight(&mut self, path: &BezPath, transform: Affine, width: f64) -> Vec<PathEl> {
        let size = path.control_box().size() * transform.determinant().abs().sqrt();
        let is_detailed = path.elements().len() > CURVED || self.curves >= CURVES;
        if width < BAR || is_detailed || !(size.width < LARGEST && size.height < LARGEST) {
            return path
                .elements()
                .iter()
                .map(|element| transform * *element)
                .collect();
        }
        let mut lines = Vec::new();
        flatten(transform * path, FLATNESS, |element| lines.push(element));
        self.curves = self.curves.saturating_add(lines.len());
        lines
    }
}
