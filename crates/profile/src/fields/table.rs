//! Rows as cells, and the tables that they make.

use std::ops::Range;

use super::words::{is_name, trimmed};
use crate::claims::text::{Row, Text};

/// Blanks beside each other from which on they are a gap between two cells.
const WIDE: usize = 3;
/// The widest table.
pub(super) const MAX_COLUMNS: usize = 40;

impl Text<'_> {
    /// The cells of a row.
    pub(crate) fn cells(&self, row: usize) -> &[Range<usize>] {
        let look_up = || {
            self.rows
                .get(row)
                .map_or_else(Vec::new, |row| cells(self, row))
        };
        self.known(row)
            .map_or(&[], |known| known.cells.get_or_init(look_up))
    }

    /// The first row of the table in which a row stands.
    pub(crate) fn table(&self, row: usize) -> Option<usize> {
        self.tables.get_or_init(|| tables(self)).get(row).copied()
    }
}

/// For every row the first one of its table: rows with as many cells, and lines between them. A row
/// that is in none stands for itself.
fn tables(text: &Text) -> Vec<usize> {
    let mut first: Vec<usize> = Vec::with_capacity(text.rows.len());
    let mut open = 0;
    for row in 0..text.rows.len() {
        let columns = text.cells(row).len();
        let is_rule =
            || !text.row(row).is_empty() && !text.row(row).contains(char::is_alphanumeric);
        let goes_on = (2..=MAX_COLUMNS).contains(&columns)
            && text.cells(open).len() == columns
            && is_same_section(text, open, row);
        if !(goes_on || row > open && is_rule()) {
            open = row;
        }
        first.push(open);
    }
    first
}

/// The cells of a row: as the format says, or between tabs, bars and wide gaps.
fn cells(text: &Text, row: &Row) -> Vec<Range<usize>> {
    let has_boxes = row.has_boxes;
    let row = &row.range;
    let content = text.get(row.clone());
    if has_boxes && content.contains('\t') {
        let mut end = row.start;
        let range = |cell: &str| {
            let start = end;
            end = start + cell.len() + 1;
            start..end - 1
        };
        return content.split('\t').map(range).collect();
    }
    // Nearly all rows are one cell.
    let bytes = content.trim().as_bytes();
    if memchr::memchr2(b'\t', b'|', bytes).is_none()
        && memchr::memmem::find(bytes, b"  ").is_none()
        && !content.contains('│')
    {
        return if bytes.is_empty() {
            Vec::new()
        } else {
            std::iter::once(row.clone()).collect()
        };
    }
    let mut cells = Vec::new();
    let (mut start, mut gap) = (0, 0);
    let mut is_filled = false;
    for (at, c) in content.char_indices() {
        if c == ' ' {
            gap += 1;
            continue;
        }
        let is_border = matches!(c, '\t' | '|' | '│');
        if is_filled && (is_border || gap >= WIDE) {
            cells.push(row.start + start..row.start + at);
            (start, is_filled) = (at, false);
        }
        if is_border {
            start = at + c.len_utf8();
        } else {
            is_filled = true;
        }
        gap = 0;
    }
    if is_filled {
        cells.push(row.start + start..row.end);
    }
    cells
}

/// The row with the heads of the columns, if this row stands in a table that has one: all of its
/// cells are names.
pub(crate) fn head(text: &Text, row: usize) -> Option<usize> {
    // Most rows are one cell and stand in no table.
    if text.cells(row).len() < 2 {
        return None;
    }
    let head = text.table(row).filter(|head| *head < row)?;
    let cells = text.cells(head);
    let known = cells
        .iter()
        .filter(|cell| !text.hits_within(head, cell).is_empty())
        .count();
    // "Phone | 020 7946 0152" is a label with its value.
    let is_head = cells.iter().all(|cell| is_name(text.get(cell.clone())))
        && known >= if cells.len() == 2 { 2 } else { 1 };
    is_head.then_some(head)
}

/// Whether a row begins a table and has nothing but a plain word in each of its cells, as in "Item
/// | Value": the head of one whose labels stand in the first column.
pub(crate) fn is_head_of_words(text: &Text, row: usize) -> bool {
    let cells = text.cells(row);
    let is_word = |cell: &Range<usize>| {
        let word = text.get(cell.clone()).trim();
        !word.is_empty()
            && word.chars().all(char::is_alphabetic)
            && word.contains(char::is_lowercase)
    };
    let next = (row + 1..=row + 2).find(|next| text.row(*next).contains(char::is_alphanumeric));
    cells.len() >= 2
        && cells.iter().all(is_word)
        && text.row_hits(row).is_empty()
        && next.is_some_and(|next| {
            text.cells(next).len() == cells.len() && is_same_section(text, row, next)
        })
}

/// Whether a row of a table has others beside it below the same head, as in a table of revisions.
pub(crate) fn is_one_of_many(text: &Text, row: usize) -> bool {
    let is_part = |other: usize| {
        text.cells(other).len() == text.cells(row).len()
            && text.row(other).contains(char::is_alphanumeric)
    };
    head(text, row).is_some_and(|head| {
        (head + 1..row).any(is_part) || is_part(row + 1) && is_same_section(text, row, row + 1)
    })
}

pub(super) fn is_same_section(text: &Text, one: usize, other: usize) -> bool {
    let heading = |row: usize| text.rows.get(row).map(|r| (r.section, r.heading.as_ref()));
    heading(one).is_some_and(|h| heading(other) == Some(h))
}

/// The next cell that holds anything, unless it is another label: then this is the head of a table,
/// and the values stand below.
pub(super) fn beside(text: &Text, cells: &[Range<usize>], column: usize) -> Option<Range<usize>> {
    let cell = cells
        .get(column + 1..)?
        .iter()
        .find_map(|cell| trimmed(text, cell.clone()))?;
    let is_label = text
        .hits_within(text.row_at(cell.start), &cell)
        .iter()
        .any(|hit| hit.range == cell);
    (!is_label).then_some(cell)
}
