//! Cells of rows, and those that stand beside each other and are read one after the other.
//!
//! The cells of a table's row belong together. Two cards beside each other do not, nor do two cells
//! of a row whose values each go on in the next line: read line by line, they would make values of
//! a left and a right half.

use super::chunks::{CELL, Chunk, Chunks};
use super::glyph::PageGlyphs;
use super::row::{Row, near};

/// From this gap on, in font sizes, what was not drawn one after the other stands in cells of its
/// own.
const BESIDE: f64 = 0.4;
/// Lines of one block of cells; a page of small print has 100.
const LINES: usize = 200;
/// Lines of a label that is wrapped in its cell.
const LABEL_LINES: usize = 6;
/// Decimal digits from which on a cell may hold a value.
const DIGITS: usize = 4;
/// Hexadecimal digits from which on a line that holds nothing else is a part of a value.
const PART: usize = 6;

/// Neighbouring chunks of one row.
#[derive(Debug, Clone)]
struct Cell {
    chunks: Vec<usize>,
    u0: f64,
    u1: f64,
}

/// Cells below each other.
#[derive(Debug, Clone)]
struct Column {
    u0: f64,
    u1: f64,
    /// The number of each cell's row in the block, and the cell.
    cells: Vec<(usize, Cell)>,
}

impl Column {
    fn meets(&self, cell: &Cell) -> bool {
        self.u0 < cell.u1 && cell.u0 < self.u1
    }

    /// The first and the last of its chunks in the order drawn.
    fn drawn(&self) -> Option<(usize, usize)> {
        let all = || {
            self.cells
                .iter()
                .flat_map(|(_, cell)| &cell.chunks)
                .copied()
        };
        all().min().zip(all().max())
    }
}

/// Puts what stands side by side one after the other; everything else keeps its order.
pub(super) fn order(page: &PageGlyphs, chunks: &Chunks, rows: Vec<Row>) -> Vec<Row> {
    let mut ordered = Vec::with_capacity(rows.len());
    let mut rest = rows.as_slice();
    while let Some((first, others)) = rest.split_first() {
        if first.chunks.len() > 1
            && let Some((count, parts)) = side_by_side(page, chunks, rest)
        {
            ordered.extend(parts);
            rest = rest.get(count..).unwrap_or_default();
        } else {
            ordered.push(first.clone());
            rest = others;
        }
    }
    ordered
}

/// How many of the rows make a block of things side by side, and the rows of each of them.
fn side_by_side(page: &PageGlyphs, chunks: &Chunks, rows: &[Row]) -> Option<(usize, Vec<Row>)> {
    let mut columns: Vec<Column> = Vec::new();
    let mut best = None;
    let mut count = 0;
    for (number, row) in rows.iter().enumerate().take(LINES) {
        let is_next = number == 0
            || rows
                .get(number - 1)
                .is_some_and(|last| near(&chunks.list, last, row));
        let Some(wider) = is_next
            .then(|| with_row(&columns, number, cells(&chunks.list, row)))
            .flatten()
        else {
            break;
        };
        if number == 0 && wider.len() < 2 {
            return None;
        }
        columns = wider;
        count = number + 1;
        if is_drawn_by_column(&columns) {
            best = Some((count, columns.clone()));
        }
    }
    let text_of = |cell: &Cell| text_of(page, chunks, cell);
    if let Some((count, columns)) = &best
        && let Some(rows) = with_whole_label(chunks, columns, *count, &text_of)
    {
        return Some((*count, rows));
    }
    if let Some((count, columns)) = best.filter(|(count, _)| *count > 1) {
        let parts = parts(columns, &text_of);
        let lines = |part: &[Column]| {
            part.iter()
                .map(|column| column.cells.len())
                .max()
                .unwrap_or(0)
        };
        if parts.iter().filter(|part| lines(part) > 1).count() > 1 {
            return Some((
                count,
                parts
                    .into_iter()
                    .flat_map(|part| rows_of(chunks, part))
                    .collect(),
            ));
        }
    }
    let parts = parts(columns, &text_of);
    let all =
        |test: &dyn Fn(&[Column]) -> bool| parts.len() > 1 && parts.iter().all(|part| test(part));
    let goes_on = |part: &[Column]| {
        part.last()
            .is_some_and(|column| goes_on(&column.cells, &text_of))
    };
    let is_labelled = |part: &[Column]| {
        part.iter()
            .flat_map(|column| &column.cells)
            .any(|(_, cell)| has_label(&text_of(cell)))
    };
    let is_side_by_side = count > 1
        && all(&is_labelled)
        && (all(&goes_on) || parts.iter().all(|part| part.len() == 1));
    is_side_by_side.then(|| {
        (
            count,
            parts
                .into_iter()
                .flat_map(|part| rows_of(chunks, part))
                .collect(),
        )
    })
}

/// The rows of one row of a table whose label goes on in the next line, beside the rest of its value:
/// the label is read as a whole in front of the value. It begins small there, for labels that stand
/// below each other begin alike.
fn with_whole_label(
    chunks: &Chunks,
    columns: &[Column],
    count: usize,
    text_of: &dyn Fn(&Cell) -> String,
) -> Option<Vec<Row>> {
    let [label, values @ ..] = columns else {
        return None;
    };
    let is_label = (2..=LABEL_LINES).contains(&label.cells.len())
        && label
            .cells
            .iter()
            .zip(0..)
            .all(|((number, cell), expected)| {
                let text = text_of(cell);
                let text = text.trim();
                *number == expected
                    && !may_be_value(text)
                    && (expected == 0 || text.starts_with(|c: char| c.is_lowercase() || c == '('))
                    && (expected + 1 == label.cells.len() || !text.ends_with(':'))
            });
    let is_beside = (2..=LABEL_LINES).contains(&count)
        && !values.is_empty()
        && values
            .iter()
            .all(|column| column.cells.first().is_some_and(|(number, _)| *number == 0));
    if !is_label || !is_beside {
        return None;
    }
    let mut columns = columns.to_vec();
    for (number, _) in &mut columns.first_mut()?.cells {
        *number = 0;
    }
    let rows = rows_of(chunks, columns);
    (rows.len() <= count).then_some(rows)
}

/// The cells of a row.
fn cells(chunks: &[Chunk], row: &Row) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    let mut before: Option<(usize, &Chunk)> = None;
    for &index in &row.chunks {
        let Some(chunk) = chunks.get(index) else {
            continue;
        };
        let is_new = cells
            .last()
            .zip(before)
            .is_none_or(|(cell, (last, other))| {
                let gap = (chunk.u0 - cell.u1) / chunk.size.min(other.size).max(f64::MIN_POSITIVE);
                gap > CELL || (gap > BESIDE && index != last + 1)
            });
        match cells.last_mut().filter(|_| !is_new) {
            Some(cell) => {
                cell.u1 = cell.u1.max(chunk.u1);
                cell.chunks.push(index);
            }
            None => cells.push(Cell {
                chunks: vec![index],
                u0: chunk.u0,
                u1: chunk.u1,
            }),
        }
        before = Some((index, chunk));
    }
    cells
}

/// The columns with one more row; `None` where it does not fit in.
fn with_row(columns: &[Column], number: usize, cells: Vec<Cell>) -> Option<Vec<Column>> {
    let mut columns = columns.to_vec();
    for cell in cells {
        let mut met = columns.iter_mut().filter(|column| column.meets(&cell));
        match (met.next(), met.next()) {
            (Some(column), None) if column.cells.last().is_none_or(|(last, _)| *last != number) => {
                (column.u0, column.u1) = (column.u0.min(cell.u0), column.u1.max(cell.u1));
                column.cells.push((number, cell));
            }
            (None, _) => columns.push(Column {
                u0: cell.u0,
                u1: cell.u1,
                cells: vec![(number, cell)],
            }),
            _ => return None,
        }
    }
    columns.sort_by(|a, b| a.u0.total_cmp(&b.u0));
    columns
        .windows(2)
        .all(|pair| matches!(pair, [a, b] if a.u1 <= b.u0))
        .then_some(columns)
}

/// Whether each column was drawn as a whole before the next one.
fn is_drawn_by_column(columns: &[Column]) -> bool {
    let drawn: Option<Vec<(usize, usize)>> = columns.iter().map(Column::drawn).collect();
    let Some(drawn) = drawn else { return false };
    drawn
        .windows(2)
        .all(|pair| matches!(pair, [(_, last), (first, _)] if last < first))
        || drawn
            .windows(2)
            .all(|pair| matches!(pair, [(first, _), (_, last)] if last < first))
}

/// The columns in parts that are read on their own: each ends with a column that holds values, and
/// begins with their labels.
fn parts(columns: Vec<Column>, text_of: &dyn Fn(&Cell) -> String) -> Vec<Vec<Column>> {
    let mut parts: Vec<Vec<Column>> = vec![Vec::new()];
    let mut is_whole = false;
    for column in columns {
        if is_whole {
            parts.push(Vec::new());
        }
        is_whole = column
            .cells
            .iter()
            .any(|(_, cell)| may_be_value(&text_of(cell)));
        if let Some(part) = parts.last_mut() {
            part.push(column);
        }
    }
    // What stands behind the last value goes with it.
    if !is_whole && let Some(rest) = parts.pop() {
        match parts.last_mut() {
            Some(part) => part.extend(rest),
            None => parts.push(rest),
        }
    }
    parts
}

/// The rows of some columns.
fn rows_of(chunks: &Chunks, columns: Vec<Column>) -> Vec<Row> {
    let mut rows: Vec<(usize, Row)> = Vec::new();
    let mut cells: Vec<(usize, Cell)> = columns
        .into_iter()
        .flat_map(|column| column.cells)
        .collect();
    cells.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.u0.total_cmp(&b.1.u0)));
    for (number, cell) in cells {
        match rows.last_mut().filter(|(last, _)| *last == number) {
            Some((_, row)) => row.chunks.extend(cell.chunks),
            None => rows.push((
                number,
                Row {
                    chunks: cell.chunks,
                    main: 0,
                },
            )),
        }
    }
    let size = |index: usize| chunks.list.get(index).map_or(0.0, |chunk| chunk.size);
    let with_main = |(_, row): (usize, Row)| {
        let main = row
            .chunks
            .iter()
            .copied()
            .max_by(|&a, &b| size(a).total_cmp(&size(b)))?;
        Some(Row { main, ..row })
    };
    rows.into_iter().filter_map(with_main).collect()
}

fn text_of(page: &PageGlyphs, chunks: &Chunks, cell: &Cell) -> String {
    let mut text = String::new();
    for chunk in cell
        .chunks
        .iter()
        .filter_map(|&index| chunks.list.get(index))
    {
        for item in chunks.items(chunk) {
            if item.space_before {
                text.push(' ');
            }
            text.push_str(
                page.glyphs
                    .get(item.glyph)
                    .map_or("", |glyph| page.text_of(glyph)),
            );
        }
        text.push(' ');
    }
    text
}

/// Whether a cell may hold a value or a part of one.
fn may_be_value(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= DIGITS || text.contains('@') || text.contains("://") || text.contains("www.")
}

/// Whether a line consists of hexadecimal digits.
fn is_part(text: &str) -> bool {
    let is_group = |word: &str| word.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split_whitespace().all(is_group)
        && text.bytes().filter(u8::is_ascii_hexdigit).count() >= PART
}

/// Whether a label stands in front of something.
fn has_label(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(label, _)| label.chars().filter(|c| c.is_alphabetic()).count() > 1)
}

/// Whether a value goes on from a line to the next one.
fn goes_on(cells: &[(usize, Cell)], text_of: &dyn Fn(&Cell) -> String) -> bool {
    cells.windows(2).any(|pair| {
        let [(row, first), (next, second)] = pair else {
            return false;
        };
        *next == row + 1 && may_be_value(&text_of(first)) && is_part(&text_of(second))
    })
}
