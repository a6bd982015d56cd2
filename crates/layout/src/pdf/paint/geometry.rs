//! Boxes and points.

use hayro_interpret::kurbo::{Point, Rect};

pub(in super::super) fn contains_rect(outer: Rect, inner: Rect) -> bool {
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

/// Points spread over a box, `n` by `n`.
pub(in super::super) fn spread(bounds: Rect, n: u32) -> impl Iterator<Item = Point> {
    let step = move |index: u32| (f64::from(index) + 0.5) / f64::from(n);
    (0..n).flat_map(move |row| {
        (0..n).map(move |column| {
            Point::new(
                bounds.x0 + bounds.width() * step(column),
                bounds.y0 + bounds.height() * step(row),
            )
        })
    })
}
