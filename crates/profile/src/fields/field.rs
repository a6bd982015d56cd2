//! What the labels of a row open.

use std::ops::Range;

use super::table::{beside, is_same_section};
use super::words::{behind_remark, behind_words, is_mark, opens, trimmed};
use crate::claims::text::Text;
use crate::vocabulary::{Hit, Term};

/// Blank rows between a label and the value below it.
pub(super) const MAX_BLANK: usize = 1;

/// A label and the value that it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// The label: what it means and where it stands.
    pub label: Hit,
    /// Where the value stands, without the white space around it; in one row.
    pub value: Range<usize>,
    /// How the two belong together.
    pub form: Form,
}

/// How a label and its value belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A mark stands between them.
    Marked,
    /// The value is the next cell of the row.
    Cell,
    /// The value is the row below.
    Below,
    /// A sentence goes on after the word: weaker than a label.
    Running,
}

/// The fields whose labels stand in this row and mean one of `terms`, in order.
pub(crate) fn in_row(text: &Text, index: usize, terms: &[Term]) -> Vec<Field> {
    let hits = text.row_hits(index);
    if !hits.iter().any(|hit| terms.contains(&hit.term)) {
        return Vec::new();
    }
    let cells = text.cells(index);
    let wanted = hits
        .iter()
        .enumerate()
        .filter(|(_, hit)| terms.contains(&hit.term));
    wanted
        .filter_map(|(at, hit)| {
            field(
                text,
                index,
                cells,
                hit,
                hits.get(at + 1..).unwrap_or_default(),
            )
        })
        .collect()
}

/// What this label opens. `later`: the row's other labels behind it.
fn field(
    text: &Text,
    index: usize,
    cells: &[Range<usize>],
    hit: &Hit,
    later: &[Hit],
) -> Option<Field> {
    let column = cells.partition_point(|cell| cell.end <= hit.range.start);
    let cell = cells
        .get(column)
        .filter(|cell| cell.contains(&hit.range.start))?
        .clone();
    let opens = opens(text.get(cell.start..hit.range.start));
    let start = behind_words(
        text,
        behind_remark(text, hit.range.end, cell.end),
        &cell,
        hit,
    );
    let behind = text.get(start..cell.end);
    let mark = behind.chars().next();
    // "Name ............ Response Team of Elm", and no page number of a table of contents.
    let led = behind.trim_start_matches(['.', ' ']);
    let dots = behind.len() - led.len();
    let is_led = opens && behind.starts_with("...") && led.contains(char::is_alphabetic);
    let make = |value: Option<Range<usize>>, form| {
        Some(Field {
            label: hit.clone(),
            value: value?,
            form,
        })
    };
    match mark {
        _ if is_led => make(trimmed(text, start + dots..cell.end), Form::Marked),
        Some(c) if is_mark(c) || opens && matches!(c, '–' | '—' | '-') => {
            let from = start + c.len_utf8();
            let end = later
                .iter()
                .find(|next| next.range.start > from && is_label(text, next, &cell))
                .map_or(cell.end, |n| n.range.start);
            let own = trimmed(text, from..end.max(from));
            if own.is_some() {
                return make(own, Form::Marked);
            }
            beside(text, cells, column).map_or_else(
                || make(below(text, index, column, cells.len()), Form::Below),
                |v| make(Some(v), Form::Cell),
            )
        }
        None if opens => beside(text, cells, column).map_or_else(
            || make(below(text, index, column, cells.len()), Form::Below),
            |v| make(Some(v), Form::Cell),
        ),
        None => None,
        Some(_) => make(trimmed(text, start..cell.end), Form::Running),
    }
}

/// Whether a later word of the same cell is a label of its own.
fn is_label(text: &Text, hit: &Hit, cell: &Range<usize>) -> bool {
    text.get(behind_remark(text, hit.range.end, cell.end)..cell.end)
        .starts_with(is_mark)
}

/// The row below a label, or its cell in the same column; no other label's row and nothing of
/// another section.
fn below(text: &Text, index: usize, column: usize, columns: usize) -> Option<Range<usize>> {
    let next = (index + 1..=index + 1 + MAX_BLANK).find(|row| !text.row(*row).trim().is_empty())?;
    if !is_same_section(text, index, next) || opens_field(text, next) {
        return None;
    }
    let row = text.row_range_of(next);
    let cells = text.cells(next);
    let cell = if cells.len() == columns {
        cells.get(column).cloned()
    } else {
        None
    };
    trimmed(text, cell.unwrap_or(row))
}

/// Whether a row begins with a label of its own.
pub(super) fn opens_field(text: &Text, index: usize) -> bool {
    let cells = text.cells(index);
    let Some(first) = cells.first() else {
        return false;
    };
    let hits = text.hits_within(index, first);
    let is_field = |hit: &Hit| {
        let behind = behind_words(
            text,
            behind_remark(text, hit.range.end, first.end),
            first,
            hit,
        );
        let ends = text.get(behind..first.end).chars().next();
        opens(text.get(first.start..hit.range.start)) && ends.map_or(cells.len() > 1, is_mark)
    };
    hits.iter().any(is_field)
}

/// Whether a row belongs to the same value as one above it: it stands in the same section and
/// begins with no label.
pub(crate) fn is_same_field(text: &Text, above: usize, index: usize) -> bool {
    is_same_section(text, above, index) && !opens_field(text, index)
}
