//! Everything painted on a page, with an index by place.

use std::rc::Rc;

use hayro_interpret::FillRule;
use hayro_interpret::kurbo::{BezPath, Point, Rect};

use super::clip::ClipId;
use super::geometry::contains_rect;
use super::ink::Ink;
use super::mask::MaskId;

/// Cells of the index in each direction: about 15 by 20 points on a usual page, a word or two.
const CELLS: usize = 40;
/// Entries of the index of one page; a dense chart has 50,000. Marks after that are not judged.
const ENTRIES: usize = 400_000;
/// Path elements kept of one page.
const ELEMENTS: usize = 500_000;

/// The area of a mark.
#[derive(Debug, Clone)]
pub(super) enum Area {
    Rect,
    Path(Rc<BezPath>, FillRule),
}

/// Something painted.
#[derive(Debug, Clone)]
pub(in super::super) struct Mark {
    /// Its number in paint order; glyphs are numbered in the same order.
    pub(super) order: u32,
    /// The box around it, clipped.
    pub(super) bounds: Rect,
    pub(super) area: Area,
    pub(in super::super) ink: Ink,
    pub(super) clip: ClipId,
    pub(super) mask: Option<MaskId>,
}

/// All marks of a page with an index by place.
#[derive(Debug)]
pub(in super::super) struct Paints {
    pub(super) page: Rect,
    pub(in super::super) marks: Vec<Mark>,
    cells: Vec<Vec<u32>>,
    entries: usize,
    elements: usize,
    /// Whether marks were left out because there were too many.
    pub(in super::super) truncated: bool,
}

impl Paints {
    pub(super) fn new(page: Rect) -> Self {
        Self {
            page,
            marks: Vec::new(),
            cells: Vec::new(),
            entries: 0,
            elements: 0,
            truncated: false,
        }
    }

    pub(super) fn add(&mut self, mark: Mark, is_whole: bool) {
        // Paths are kept up to a total; what comes after is judged by the box around it, but never
        // as opaque.
        let mut mark = mark;
        if let Area::Path(path, _) = &mark.area {
            self.elements += path.elements().len();
            if self.elements > ELEMENTS {
                self.truncated = true;
                mark.area = Area::Rect;
                mark.ink = Ink::Unknown { opaque: false };
            }
        }
        let Some((columns, rows)) = self.span(mark.bounds) else {
            return;
        };
        let Ok(number) = u32::try_from(self.marks.len()) else {
            return;
        };
        if self.cells.is_empty() {
            self.cells = vec![Vec::new(); CELLS * CELLS];
        }
        let hides_all = is_whole
            && mark.ink.is_opaque()
            && matches!(mark.area, Area::Rect)
            && mark.mask.is_none();
        for row in rows {
            for column in columns.clone() {
                let covers_cell =
                    hides_all && contains_rect(mark.bounds, self.cell_rect(column, row));
                let Some(cell) = self.cells.get_mut(row * CELLS + column) else {
                    continue;
                };
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
    pub(in super::super) fn is_blank(&self, bounds: Rect) -> bool {
        self.marks.is_empty()
            || self.span(bounds).is_none_or(|(columns, rows)| {
                rows.into_iter().all(|row| {
                    columns.clone().all(|column| {
                        self.cells
                            .get(row * CELLS + column)
                            .is_none_or(Vec::is_empty)
                    })
                })
            })
    }

    fn span(
        &self,
        bounds: Rect,
    ) -> Option<(
        std::ops::RangeInclusive<usize>,
        std::ops::RangeInclusive<usize>,
    )> {
        let range = |from: f64, to: f64, start: f64, length: f64| {
            let cell = |value: f64| {
                ((value - start) / length * CELLS as f64).clamp(0.0, CELLS as f64 - 1.0) as usize
            };
            (from <= start + length && to >= start && from <= to).then(|| cell(from)..=cell(to))
        };
        let columns = range(bounds.x0, bounds.x1, self.page.x0, self.page.width())?;
        let rows = range(bounds.y0, bounds.y1, self.page.y0, self.page.height())?;
        Some((columns, rows))
    }

    fn cell_rect(&self, column: usize, row: usize) -> Rect {
        let (width, height) = (
            self.page.width() / CELLS as f64,
            self.page.height() / CELLS as f64,
        );
        let (x, y) = (
            self.page.x0 + column as f64 * width,
            self.page.y0 + row as f64 * height,
        );
        Rect::new(x, y, x + width, y + height)
    }

    pub(super) fn at(&self, point: Point) -> impl Iterator<Item = &Mark> {
        let cell = self
            .span(Rect::from_points(point, point))
            .and_then(|(columns, rows)| self.cells.get(rows.start() * CELLS + columns.start()));
        cell.into_iter()
            .flatten()
            .rev()
            .filter_map(|&number| self.marks.get(usize::try_from(number).ok()?))
    }
}
