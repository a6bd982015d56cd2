//! Columns of running text, which are read one after the other.
//!
//! Tables are not: the cells of a row belong together. A column is told from a table by its lines,
//! which are long and fill it.

use super::chunks::Chunk;
use super::row::Row;

/// Where the gap between two columns is looked for, as shares of the width of the text.
const MIDDLE: (f64, f64) = (0.25, 0.75);
/// The least number of lines of each column.
const LINES: usize = 5;
/// The least number of glyphs of an average line: about five words. Labels in tables are shorter.
const GLYPHS: usize = 20;
/// How much of the column its average line fills.
const FILLED: f64 = 0.6;
/// Columns inside columns.
const DEPTH: u32 = 2;

/// Puts the rows of columns one column after the other; everything else keeps its order.
pub(super) fn split(chunks: &[Chunk], rows: Vec<Row>) -> Vec<Row> {
    split_to(chunks, rows, DEPTH)
}

fn split_to(chunks: &[Chunk], rows: Vec<Row>, depth: u32) -> Vec<Row> {
    let Some(gap) = gap(chunks, &rows).filter(|_| depth > 0) else {
        return rows;
    };
    let mut ordered = Vec::with_capacity(rows.len());
    let mut region = Vec::new();
    for row in rows {
        if crosses(chunks, &row, gap) {
            ordered.extend(split_region(
                chunks,
                std::mem::take(&mut region),
                gap,
                depth,
            ));
            ordered.push(row);
        } else {
            region.push(row);
        }
    }
    ordered.extend(split_region(chunks, region, gap, depth));
    ordered
}

/// The place in the middle of the text that the fewest rows cross.
fn gap(chunks: &[Chunk], rows: &[Row]) -> Option<f64> {
    let members = || {
        rows.iter()
            .flat_map(|row| &row.chunks)
            .filter_map(|&chunk| chunks.get(chunk))
    };
    let left = members()
        .map(|chunk| chunk.u0)
        .fold(f64::INFINITY, f64::min);
    let right = members()
        .map(|chunk| chunk.u1)
        .fold(f64::NEG_INFINITY, f64::max);
    let width = right - left;
    if rows.len() < LINES || !(width.is_finite() && width > 0.0) {
        return None;
    }
    // Beginnings and ends of chunks at each of the places.
    const PLACES: usize = 256;
    let place =
        |u: f64| ((u - left) / width * PLACES as f64).clamp(0.0, PLACES as f64 - 1.0) as usize;
    let mut changes = [0_i64; PLACES + 1];
    for chunk in members() {
        for (at, change) in [(place(chunk.u0), 1), (place(chunk.u1) + 1, -1)] {
            if let Some(slot) = changes.get_mut(at) {
                *slot += change;
            }
        }
    }
    let mut crossing = 0;
    let mut best: Option<(i64, std::ops::Range<usize>)> = None;
    for (at, change) in changes.iter().enumerate().take(PLACES) {
        crossing += change;
        let share = at as f64 / PLACES as f64;
        if share < MIDDLE.0 || share > MIDDLE.1 {
            continue;
        }
        match &mut best {
            Some((least, range)) if *least == crossing && range.end == at => range.end = at + 1,
            Some((least, _)) if *least <= crossing => {}
            _ => best = Some((crossing, at..at + 1)),
        }
    }
    let (_, range) = best?;
    Some(left + (range.start + range.end) as f64 / 2.0 / PLACES as f64 * width)
}

fn crosses(chunks: &[Chunk], row: &Row, gap: f64) -> bool {
    row.chunks
        .iter()
        .filter_map(|&chunk| chunks.get(chunk))
        .any(|chunk| chunk.u0 < gap && chunk.u1 > gap)
}

fn split_region(chunks: &[Chunk], region: Vec<Row>, gap: f64, depth: u32) -> Vec<Row> {
    let part = |row: &Row, is_left: bool| -> Option<Row> {
        let of_part: Vec<usize> = row
            .chunks
            .iter()
            .copied()
            .filter(|&index| {
                chunks
                    .get(index)
                    .is_some_and(|chunk| (chunk.u0 < gap) == is_left)
            })
            .collect();
        let size = |index: usize| chunks.get(index).map_or(0.0, |chunk| chunk.size);
        let main = of_part
            .iter()
            .copied()
            .max_by(|&a, &b| size(a).total_cmp(&size(b)))?;
        Some(Row {
            chunks: of_part,
            main,
        })
    };
    let left: Vec<Row> = region.iter().filter_map(|row| part(row, true)).collect();
    let right: Vec<Row> = region.iter().filter_map(|row| part(row, false)).collect();
    if !(is_running_text(chunks, &left) && is_running_text(chunks, &right))
        || is_drawn_by_row(chunks, &region, gap)
    {
        return region;
    }
    let mut columns = split_to(chunks, left, depth - 1);
    columns.extend(split_to(chunks, right, depth - 1));
    columns
}

/// Whether the text was drawn to and fro over the gap: the rows of a table, not columns.
fn is_drawn_by_row(chunks: &[Chunk], region: &[Row], gap: f64) -> bool {
    let mut drawn: Vec<usize> = region.iter().flat_map(|row| &row.chunks).copied().collect();
    drawn.sort_unstable();
    let is_left = |index: &usize| chunks.get(*index).is_some_and(|chunk| chunk.u0 < gap);
    let crossings = drawn
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if is_left(a) != is_left(b)))
        .count();
    crossings > region.len().max(LINES) / 2
}

/// Whether the lines are long and fill the column.
fn is_running_text(chunks: &[Chunk], rows: &[Row]) -> bool {
    let members = |row: &Row| {
        row.chunks
            .iter()
            .filter_map(|&chunk| chunks.get(chunk))
            .collect::<Vec<_>>()
    };
    let mut glyphs = 0;
    let mut filled = 0.0;
    let (mut left, mut right) = (f64::INFINITY, f64::NEG_INFINITY);
    for row in rows {
        let members = members(row);
        glyphs += members.iter().map(|chunk| chunk.items.len()).sum::<usize>();
        let start = members
            .iter()
            .map(|chunk| chunk.u0)
            .fold(f64::INFINITY, f64::min);
        let end = members
            .iter()
            .map(|chunk| chunk.u1)
            .fold(f64::NEG_INFINITY, f64::max);
        filled += end - start;
        (left, right) = (left.min(start), right.max(end));
    }
    rows.len() >= LINES
        && glyphs >= GLYPHS * rows.len()
        && filled >= FILLED * (right - left) * rows.len() as f64
}
