//! What was painted on a page besides text, in paint order, and what that means for a point: which colour lies behind it, and what was
//! painted over it later.

mod clip;
mod color;
mod fills;
mod ink;
mod mask;
mod painter;
mod points;
mod stroke;

use std::rc::Rc;

use hayro_interpret::kurbo::{BezPath, Point, Rect};
use hayro_interpret::{BlendMode, FillRule};

pub(super) use self::clip::{ClipId, Clips, upright_rect};
pub(super) use self::color::{Rgb, WHITE, looks_same, over};
use self::fills::Fills;
pub(super) use self::ink::Ink;
pub(super) use self::mask::MaskId;
pub(super) use self::painter::{Applied, Painter};

/// Cells of the index in each direction: about 15 by 20 points on a usual page, a word or two.
const CELLS: usize = 40;
/// Entries of the index of one page; a dense chart has 50,000. Marks after that are not judged.
const ENTRIES: usize = 400_000;
/// Path elements kept of one page.
const ELEMENTS: usize = 500_000;
/// Marks that lie over each other at one point and are still mixed.
const DEPTH: usize = 16;
/// From this opacity on nothing shows through.
const OPAQUE: f32 = 0.95;

/// How many elementary steps may still be spent on judging one page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget(usize);

impl Budget {
    /// Half a second at most.
    const PAGE: usize = 50_000_000;
    /// For one mask, of which there are up to [`painter::DISTINCT`].
    const NESTED: Self = Self(500_000);
    /// What an element of a path costs: to find out on which side of a curve a point lies takes a hundred nanoseconds.
    const ELEMENT: usize = 10;

    /// What is left of the document's for one page.
    pub(super) fn for_page(of_document: usize) -> Self {
        Self(of_document.min(Self::PAGE))
    }

    /// Whether `steps` are left; they are gone then.
    fn spend(&mut self, steps: usize) -> bool {
        let left = self.0.checked_sub(steps);
        self.0 = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether enough is left to look into a path; it is gone then.
    fn spend_on(&mut self, path: &BezPath) -> bool {
        self.spend(path.elements().len().saturating_mul(Self::ELEMENT))
    }

    pub(super) fn is_spent(self) -> bool {
        self.0 == 0
    }

    /// What is left of the document's after a page.
    pub(super) fn left_of(self, of_document: usize) -> usize {
        of_document.saturating_sub(Self::for_page(of_document).0.saturating_sub(self.0))
    }
}

/// The area of a mark.
#[derive(Debug, Clone)]
enum Area {
    Rect,
    Path(Rc<BezPath>, FillRule),
}

/// Something painted.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its number in paint order; glyphs are numbered in the same order.
    order: u32,
    /// The box around it, clipped.
    bounds: Rect,
    area: Area,
    pub(super) ink: Ink,
    clip: ClipId,
    mask: Option<MaskId>,
}

/// All marks of a page with an index by place.
#[derive(Debug)]
pub(super) struct Paints {
    page: Rect,
    pub(super) marks: Vec<Mark>,
    cells: Vec<Vec<u32>>,
    entries: usize,
    elements: usize,
    /// Whether marks were left out because there were too many.
    pub(super) truncated: bool,
}

impl Paints {
    fn new(page: Rect) -> Self {
        Self { page, marks: Vec::new(), cells: Vec::new(), entries: 0, elements: 0, truncated: false }
    }

    fn add(&mut self, mark: Mark, is_whole: bool) {
        // Paths are kept up to a total; what comes after is judged by the box around it, but never as opaque.
        let mut mark = mark;
        if let Area::Path(path, _) = &mark.area {
            self.elements += path.elements().len();
            if self.elements > ELEMENTS {
                self.truncated = true;
                mark.area = Area::Rect;
                mark.ink = Ink::Unknown { opaque: false };
            }
        }
        let Some((columns, rows)) = self.span(mark.bounds) else { return };
        let Ok(number) = u32::try_from(self.marks.len()) else { return };
        if self.cells.is_empty() {
            self.cells = vec![Vec::new(); CELLS * CELLS];
        }
        let hides_all = is_whole && mark.ink.is_opaque() && matches!(mark.area, Area::Rect) && mark.mask.is_none();
        for row in rows {
            for column in columns.clone() {
                let covers_cell = hides_all && contains_rect(mark.bounds, self.cell_rect(column, row));
                let Some(cell) = self.cells.get_mut(row * CELLS + column) else { continue };
                if covers_cell {
                    self.entries -= cell.len();
                    cell.clear();
                }
                if self.entries >= ENTRIES {
                    self.truncated = true;
                    continue;
                }
                self.entries += 1;
                cell.push(number);
            }
        }
        self.marks.push(mark);
    }

    /// Whether nothing was painted near the box.
    pub(super) fn is_blank(&self, bounds: Rect) -> bool {
        self.marks.is_empty()
            || self.span(bounds).is_none_or(|(columns, rows)| {
                rows.into_iter()
                    .all(|row| columns.clone().all(|column| self.cells.get(row * CELLS + column).is_none_or(Vec::is_empty)))
            })
    }

    fn span(&self, bounds: Rect) -> Option<(std::ops::RangeInclusive<usize>, std::ops::RangeInclusive<usize>)> {
        let range = |from: f64, to: f64, start: f64, length: f64| {
            let cell = |value: f64| ((value - start) / length * CELLS as f64).clamp(0.0, CELLS as f64 - 1.0) as usize;
            (from <= start + length && to >= start && from <= to).then(|| cell(from)..=cell(to))
        };
        let columns = range(bounds.x0, bounds.x1, self.page.x0, self.page.width())?;
        let rows = range(bounds.y0, bounds.y1, self.page.y0, self.page.height())?;
        Some((columns, rows))
    }

    fn cell_rect(&self, column: usize, row: usize) -> Rect {
        let (width, height) = (self.page.width() / CELLS as f64, self.page.height() / CELLS as f64);
        let (x, y) = (self.page.x0 + column as f64 * width, self.page.y0 + row as f64 * height);
        Rect::new(x, y, x + width, y + height)
    }

    fn at(&self, point: Point) -> impl Iterator<Item = &Mark> {
        let cell = self
            .span(Rect::from_points(point, point))
            .and_then(|(columns, rows)| self.cells.get(rows.start() * CELLS + columns.start()));
        cell.into_iter().flatten().rev().filter_map(|&number| self.marks.get(usize::try_from(number).ok()?))
    }
}

pub(super) fn contains_rect(outer: Rect, inner: Rect) -> bool {
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

/// Points spread over a box, `n` by `n`.
pub(super) fn spread(bounds: Rect, n: u32) -> impl Iterator<Item = Point> {
    let step = move |index: u32| (f64::from(index) + 0.5) / f64::from(n);
    (0..n).flat_map(move |row| {
        (0..n).map(move |column| Point::new(bounds.x0 + bounds.width() * step(column), bounds.y0 + bounds.height() * step(row)))
    })
}

/// One layer at a point: colour, opacity and how it mixes.
type Layer = (Rgb, f32, BlendMode);

/// Mixes layers, the topmost first, over `base`.
fn mix(base: Rgb, layers: &[Layer]) -> Option<Rgb> {
    layers.iter().rev().try_fold(base, |below, &(top, alpha, blend)| over(below, top, alpha, blend))
}
