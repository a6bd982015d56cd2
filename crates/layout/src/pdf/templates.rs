//! Whether a glyph looks like the character that programs read from it.
//!
//! A font's ToUnicode map may say anything. The outline of each character of a claim is laid on a
//! small grid and compared with the letters and digits of the standard fonts, which are kept as
//! data made ahead. Only a shape that is clearly another one's, and clearly not that of its own
//! character in any of these fonts, is said to differ; fonts are too unlike each other for more.
//! Full stops, hyphens and low lines fill every grid alike: they are told by size and height.

use std::sync::LazyLock;

use hayro_interpret::kurbo::{BezPath, PathEl, Point, Rect, Shape as _, flatten};
use smallvec::SmallVec;

/// Cells in each direction.
const SIDE: u32 = 16;
/// Lines scanned through each row of cells.
const SCANS: u32 = 3;
/// The part of a cell at the edge of a stroke that does not fill it.
const EDGE: f64 = 0.35;
/// Bytes of one template: its grid and its width in 32nds of its height.
const TEMPLATE: usize = 33;
/// The grids of [`CHARACTERS`] in each of the fonts, one font after the other. Made by the test
/// that compares them with the fonts.
static TEMPLATES: &[u8] = include_bytes!("templates.bin");

/// The characters that there are templates of.
pub(super) const CHARACTERS: &str =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz@/";
/// How many those are. A set of them is one word.
const COUNT: usize = 64;
const _: () = assert!(CHARACTERS.len() == COUNT);
/// Characters that look alike in some font; none is ever taken for a lie about another of the same
/// group.
const ALIKE: [&str; 7] = ["0OoQ", "1lIiJjtT/", "5Ss", "2Zz", "9gq", "ao0O", "uUyY"];

/// A glyph on a grid over the box around its ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Grid {
    cells: [u64; 4],
    /// Width in 32nds of the height.
    aspect: u8,
}

impl Grid {
    /// Lays an outline on the grid; `None` where it draws nothing.
    pub(super) fn of(outline: &BezPath) -> Option<Self> {
        Self::within(outline, outline.bounding_box())
    }

    /// The same for an outline whose ink is measured already.
    fn within(outline: &BezPath, ink: Rect) -> Option<Self> {
        if !(ink.is_finite() && ink.width() > 0.0 && ink.height() > 0.0) {
            return None;
        }
        Some(Self::of_lines(&lines(outline, ink.height() / 100.0), ink))
    }

    /// Lays the part of an outline between two places on the grid; `None` where it draws nothing
    /// there.
    pub(super) fn of_strip(outline: &BezPath, from: f64, to: f64) -> Option<Self> {
        let all = outline.bounding_box();
        if !(all.is_finite() && all.width() > 0.0 && all.height() > 0.0) {
            return None;
        }
        let lines = lines(outline, all.height() / 100.0);
        let mut ink: Option<Rect> = None;
        let step = all.height() / f64::from(SIDE * SCANS);
        let x = |column: f64| all.x0 + column * all.width() / f64::from(SIDE);
        for (crossings, scan) in crossings(&lines, all).iter().zip(0..) {
            let (Some(first), Some(last)) = (crossings.first(), crossings.last()) else {
                continue;
            };
            let (first, last) = (x(first.0).max(from), x(last.0).min(to));
            if first < last {
                let top = all.y1 - f64::from(scan) * step;
                let row = Rect::new(first, top - step, last, top);
                ink = Some(ink.map_or(row, |ink| ink.union(row)));
            }
        }
        let ink = ink.filter(|ink| ink.width() > 0.0 && ink.height() > 0.0)?;
        Some(Self::of_lines(&lines, ink))
    }

    fn of_lines(lines: &[(Point, Point)], ink: Rect) -> Self {
        let mut cells = [0_u64; 4];
        for (crossings, scan) in crossings(lines, ink).iter().zip(0..) {
            fill_row(&mut cells, scan / SCANS, crossings);
        }
        let aspect = (ink.width() / ink.height() * 32.0)
            .round()
            .clamp(0.0, 255.0) as u8;
        Self { cells, aspect }
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (words, _) = bytes.as_chunks::<8>();
        let mut cells = [0; 4];
        for (cell, word) in cells.iter_mut().zip(words) {
            *cell = u64::from_le_bytes(*word);
        }
        Some(Self {
            cells,
            aspect: *bytes.get(TEMPLATE - 1)?,
        })
    }

    #[cfg(test)]
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self
            .cells
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect();
        bytes.push(self.aspect);
        bytes
    }

    /// Every cell and its neighbours.
    fn dilated(&self) -> [u64; 4] {
        const LEFT: u64 = 0x7FFF_7FFF_7FFF_7FFF;
        const RIGHT: u64 = 0xFFFE_FFFE_FFFE_FFFE;
        let mut out = self.cells;
        for (index, &word) in self.cells.iter().enumerate() {
            let above = index
                .checked_sub(1)
                .and_then(|above| self.cells.get(above))
                .map_or(0, |above| above >> 48);
            let below = self.cells.get(index + 1).map_or(0, |below| below << 48);
            let spread = word
                | (word & LEFT) << 1
                | (word & RIGHT) >> 1
                | word << 16
                | word >> 16
                | above
                | below;
            if let Some(out) = out.get_mut(index) {
                *out = spread;
            }
        }
        out
    }
}

/// A grid with all that is near its cells.
struct Spread {
    grid: Grid,
    near: [u64; 4],
    /// How many cells are filled.
    filled: u16,
    /// The logarithm of the proportions, in 32nds.
    width: u16,
}

impl Spread {
    fn of(grid: Grid) -> Self {
        Self {
            near: grid.dilated(),
            filled: grid.cells.iter().map(|word| word.count_ones() as u16).sum(),
            width: ((f64::from(grid.aspect) + 1.0).ln() * 32.0).round() as u16,
            grid,
        }
    }

    /// How many cells differ, those that have no counterpart even nearby twice, and how much the
    /// proportions differ, as long as that is less than `limit`.
    fn distance_below(&self, other: &Self, limit: u32) -> Option<u32> {
        let below = |distance: u32| (distance < limit).then_some(distance);
        let wider = u32::from(self.width.abs_diff(other.width));
        let pairs = || self.grid.cells.iter().zip(&other.grid.cells);
        let differing: u32 = pairs().map(|(a, b)| (a ^ b).count_ones()).sum();
        below(differing + wider)?;
        let strays = pairs().zip(self.near.iter().zip(&other.near));
        let strays: u32 = strays
            .map(|((a, b), (near_a, near_b))| {
                (a & !near_b).count_ones() + (b & !near_a).count_ones()
            })
            .sum();
        below(differing + strays + wider)
    }
}

/// The templates of one font, ready for comparison. What tells nearly all of them to be far off
/// stands apart from the rest.
struct Font {
    widths: [u16; COUNT],
    filled: [u16; COUNT],
    templates: Vec<Spread>,
}

impl Font {
    fn of(templates: Vec<Spread>) -> Self {
        let mut font = Self {
            widths: [0; COUNT],
            filled: [0; COUNT],
            templates,
        };
        let of = font.widths.iter_mut().zip(&mut font.filled);
        for ((width, filled), template) in of.zip(&font.templates) {
            (*width, *filled) = (template.width, template.filled);
        }
        font
    }

    /// The least by which each of them can differ from a glyph.
    fn least_distances(&self, drawn: &Spread) -> [u16; COUNT] {
        let mut least = [0; COUNT];
        for ((least, width), filled) in least.iter_mut().zip(&self.widths).zip(&self.filled) {
            *least = width.abs_diff(drawn.width) + filled.abs_diff(drawn.filled);
        }
        least
    }
}

/// In the order of [`TEMPLATES`].
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let grids = |font: &[u8]| {
        let grids = font.chunks_exact(TEMPLATE).filter_map(Grid::from_bytes);
        grids.map(Spread::of).collect()
    };
    TEMPLATES
        .chunks_exact(TEMPLATE * COUNT)
        .map(|font| Font::of(grids(font)))
        .collect()
});

/// The straight lines that an outline consists of, curves cut into pieces.
fn lines(outline: &BezPath, tolerance: f64) -> Vec<(Point, Point)> {
    let mut lines = Vec::new();
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    flatten(outline, tolerance, |element| match element {
        PathEl::MoveTo(to) => {
            lines.push((last, start));
            (start, last) = (to, to);
        }
        PathEl::LineTo(to) => {
            lines.push((last, to));
            last = to;
        }
        _ => {
            lines.push((last, start));
            last = start;
        }
    });
    lines.push((last, start));
    lines
}

/// Where an outline crosses one scan: the place and the direction. Letters do so a few times.
type Crossings = SmallVec<[(f64, i32); 8]>;

/// Where lines cross the scans of the grid over `ink`, from left to right in columns of the grid.
fn crossings(lines: &[(Point, Point)], ink: Rect) -> [Crossings; (SIDE * SCANS) as usize] {
    let mut scans = std::array::from_fn(|_| Crossings::new());
    let columns = f64::from(SIDE) / ink.width();
    let rows = f64::from(SIDE * SCANS) / ink.height();
    let on_grid = |point: Point| {
        Point::new(
            (point.x - ink.x0) * columns,
            (ink.y1 - point.y) * rows - 0.5,
        )
    };
    for &(from, to) in lines {
        add_crossings(&mut scans, on_grid(from), on_grid(to));
    }
    for crossings in &mut scans {
        crossings.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    }
    scans
}

/// Adds where a line crosses the scans, which lie at whole heights of the grid, downwards.
fn add_crossings(scans: &mut [Crossings], from: Point, to: Point) {
    let (top, bottom, direction) = if from.y < to.y {
        (from, to, -1)
    } else {
        (to, from, 1)
    };
    // A line that ends on a scan crosses it, one that begins there does not.
    let first = (top.y.floor() + 1.0).max(0.0) as usize;
    let end = (bottom.y.floor() + 1.0).max(0.0) as usize;
    let Some(crossed) = scans.get_mut(first..end.min(scans.len())) else {
        return;
    };
    let slope = (bottom.x - top.x) / (bottom.y - top.y);
    for (crossings, scan) in crossed.iter_mut().zip(first..) {
        crossings.push((top.x + (scan as f64 - top.y) * slope, direction));
    }
}

/// Fills the cells that lie between the crossings of one scan, in part at least: hairlines must not
/// be lost.
fn fill_row(cells: &mut [u64; 4], row: u32, crossings: &[(f64, i32)]) {
    let Some(word) = cells.get_mut((row / 4) as usize) else {
        return;
    };
    let column = |x: f64| x.clamp(0.0, f64::from(SIDE));
    let mut winding = 0;
    for pair in crossings.windows(2) {
        let [(from, direction), (to, _)] = pair else {
            continue;
        };
        winding += direction;
        if winding != 0 {
            let first = (column(*from) + EDGE).floor() as u32;
            let end = (column(*to) - EDGE).ceil() as u32;
            let end = end.min(SIDE).max(first + 1);
            if first < SIDE {
                let columns = (1_u64 << end) - (1_u64 << first);
                *word |= columns << (row % 4 * SIDE);
            }
        }
    }
}

/// A glyph whose distance from one of its own templates is less than this is like it.
const LIKE: u32 = 11;
/// A glyph is clearly another character if its distance from that is less than this, and less than
/// two thirds of that from its own.
const CLEAR: u32 = 101;

/// For all but hexadecimal digits, how much farther its own must be.
const LETTERS: u32 = 2;

/// The character that a glyph is clearly drawn as, where that is not the letter or digit that
/// programs read.
pub(super) fn drawn_instead(grid: &Grid, read: char) -> Option<char> {
    let drawn = Spread::of(*grid);
    let own = Characters::alike(read);
    // Nearly every glyph is, and few templates are so near that they have to be looked at closely.
    if nearest(&drawn, own, LIKE).is_some() {
        return None;
    }
    let (_, distance_of_own) = nearest(&drawn, own, u32::MAX)?;
    let limit = CLEAR.min((distance_of_own * 2).div_ceil(3));
    let (shown, distance) = nearest(&drawn, own.others(), limit)?;
    // Letters and signs are more unlike each other from font to font than digits.
    let are_digits = read.is_ascii_hexdigit() && shown.is_ascii_hexdigit();
    (are_digits || distance * LETTERS <= distance_of_own).then_some(shown)
}

/// Some of [`CHARACTERS`], by their places there.
#[derive(Debug, Clone, Copy)]
struct Characters(u64);

impl Characters {
    const ALL: Self = Self(u64::MAX);

    /// Those that look like this one in some font.
    fn alike(read: char) -> Self {
        Self(
            CHARACTERS
                .chars()
                .zip(0..)
                .filter(|(c, _)| are_alike(*c, read))
                .fold(0, |set, (_, place)| set | 1 << place),
        )
    }

    fn others(self) -> Self {
        Self(!self.0)
    }

    fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (place < COUNT).then_some(place)
        })
    }
}

/// The first template of some characters at the least distance, with that distance, if it is less
/// than `limit`.
fn nearest(drawn: &Spread, characters: Characters, limit: u32) -> Option<(char, u32)> {
    let mut best = None;
    let mut limit = limit;
    for font in FONTS.iter() {
        let least = font.least_distances(drawn);
        for place in characters.places() {
            if least
                .get(place)
                .is_some_and(|&least| u32::from(least) < limit)
                && let Some(template) = font.templates.get(place)
                && let Some(distance) = drawn.distance_below(template, limit)
            {
                best = Some(place);
                limit = distance;
            }
        }
    }
    Some((CHARACTERS.chars().nth(best?)?, limit))
}

/// What tells a sign by its size and height, in thousandths of the font size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A small blot on the line.
    Stop,
    /// A short stroke at half the height of a letter.
    Hyphen,
    /// A stroke below the line.
    LowLine,
    /// As high as a letter.
    Letter,
}

impl Kind {
    fn of_char(c: char) -> Option<Self> {
        match c {
            '.' => Some(Self::Stop),
            '-' | '\u{2010}' | '\u{2011}' => Some(Self::Hyphen),
            '_' => Some(Self::LowLine),
            c if CHARACTERS.contains(c) => Some(Self::Letter),
            _ => None,
        }
    }

    /// `None` for what is none of them for sure.
    fn of_ink(ink: Rect) -> Option<Self> {
        let (width, height) = (ink.width(), ink.height());
        match () {
            () if height > 380.0 && ink.y1 > 330.0 => Some(Self::Letter),
            () if height < 250.0 && width < 1.35 * height && ink.y0 > -60.0 && ink.y1 < 260.0 => {
                Some(Self::Stop)
            }
            () if height < 160.0 && width > 2.0 * height && ink.y1 < 20.0 => Some(Self::LowLine),
            () if height < 160.0 && width > 1.4 * height && ink.y0 > 130.0 && ink.y1 < 480.0 => {
                Some(Self::Hyphen)
            }
            () => None,
        }
    }

    fn sign(self) -> Option<char> {
        match self {
            Self::Stop => Some('.'),
            Self::Hyphen => Some('-'),
            Self::LowLine => Some('_'),
            Self::Letter => None,
        }
    }
}

/// The character that an outline of a font clearly shows, where that is not the one that programs
/// read.
pub(super) fn shown_instead(outline: &BezPath, read: char) -> Option<char> {
    let kind = Kind::of_char(read)?;
    let ink = outline.bounding_box();
    let drawn = Kind::of_ink(ink);
    let grid = || Grid::within(outline, ink);
    match drawn {
        Some(drawn) if drawn == kind && kind != Kind::Letter => None,
        Some(Kind::Letter) if kind != Kind::Letter => {
            nearest(&Spread::of(grid()?), Characters::ALL, CLEAR).map(|(c, _)| c)
        }
        Some(drawn) if drawn != kind => drawn.sign(),
        _ if kind == Kind::Letter => drawn_instead(&grid()?, read),
        _ => None,
    }
}

pub(super) fn are_alike(a: char, b: char) -> bool {
    a.eq_ignore_ascii_case(&b)
        || ALIKE
            .iter()
            .any(|group| group.contains(a) && group.contains(b))
}
