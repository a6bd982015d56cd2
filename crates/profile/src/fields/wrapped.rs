//! Values that run over several rows.

use std::ops::Range;

use super::field::opens_field;
use super::table::is_same_section;
use crate::claims::text::Text;

/// Shorter rows are not broken for want of room, in characters.
const MIN_WRAPPED: usize = 45;
/// Rows on either side by which the width of the page is measured.
const MEASURED: usize = 40;
/// Rows over which a value may run.
pub(super) const MAX_ROWS: usize = 6;

/// The rows over which the text that stands in `value` runs: a row that is full goes on in the next
/// one, unless that begins with a label, a bullet or a number.
pub(crate) fn wrapped(text: &Text, value: &Range<usize>) -> Range<usize> {
    let mut end = value.end;
    let mut row = text.row_at(value.start);
    for _ in 1..MAX_ROWS {
        let full = text.row_range_of(row);
        let ends_here = end >= full.start + text.row(row).trim_end().len();
        let next = text.row(row + 1).trim();
        let goes_on = next
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '&' | '«' | '“' | '"'))
            && !next.starts_with(|c: char| c.is_ascii_digit())
            && (next.contains(char::is_whitespace)
                || next.chars().all(char::is_lowercase)
                || next.starts_with('('));
        let is_whole = text
            .get(value.start..end)
            .trim_end()
            .ends_with([')', '.', ';', ':', '»', '”']);
        if !text.rows.get(row).is_some_and(|r| r.wraps)
            || !ends_here
            || !goes_on
            || is_whole
            || !is_same_section(text, row, row + 1)
            || opens_field(text, row + 1)
            || !is_full(text, row)
        {
            break;
        }
        row += 1;
        let range = text.row_range_of(row);
        end = range.start + text.row(row).trim_end().len();
    }
    value.start..end
}

/// Whether the next row's first word would not have fitted into this row. Where there are too few
/// rows to tell how wide the page is, whether the row is long.
fn is_full(text: &Text, index: usize) -> bool {
    let width = |row: usize| text.row(row).trim_end().chars().count();
    let near = index.saturating_sub(MEASURED)..index + MEASURED;
    let mut widths: Vec<usize> = near.map(width).filter(|width| *width > 0).collect();
    let word = text
        .row(index + 1)
        .split_whitespace()
        .next()
        .map_or(0, |word| word.chars().count());
    widths.sort_unstable_by_key(|width| std::cmp::Reverse(*width));
    match widths.get(2) {
        // The widest rows may be addresses that could not be broken.
        Some(page) if widths.len() >= MEASURED / 2 => (width(index) + 1 + word) * 10 >= page * 9,
        _ => width(index) >= MIN_WRAPPED,
    }
}
