//! Values that run over several rows.

use std::ops::Range;

use super::field::opens_field;
use super::table::is_same_section;
use crate::claims::text::Text;
use crate::vocabulary::{Hit, Term};

/// Shorter rows are not broken for want of room, in characters.
const MIN_WRAPPED: usize = 45;
/// Rows on either side by which the width of the page is measured.
const MEASURED: usize = 40;
/// How far to the right of a label's left edge the column of its values begins, in points.
const INDENT: i32 = 24;
/// Words that only lead to another one, in the languages of Latin letters.
const BETWEEN: [&str; 40] = [
    "of", "the", "and", "for", "de", "la", "las", "los", "el", "del", "y", "e", "du", "des", "les",
    "le", "et", "pour", "da", "do", "dos", "das", "di", "della", "per", "der", "die", "für", "und",
    "von", "van", "voor", "het", "en", "och", "og", "dan", "dla", "pre", "pro",
];
/// Those of them that begin no sentence.
const LEADING: [&str; 27] = [
    "of", "for", "and", "de", "del", "du", "des", "da", "do", "dos", "das", "di", "della", "et",
    "und", "y", "e", "von", "van", "voor", "für", "pour", "para", "per", "dan", "dla", "och",
];
/// Rows over which a value may run.
pub(super) const MAX_ROWS: usize = 6;

/// The rows over which the text that stands in `value` runs: a row that is full goes on in the next
/// one, unless that begins with a label, a bullet or a number.
pub(crate) fn wrapped(text: &Text, value: &Range<usize>) -> Range<usize> {
    let mut end = value.end;
    let mut row = text.row_at(value.start);
    for _ in 1..MAX_ROWS {
        if !(is_cell_below(text, value.start, row) || goes_on(text, value.start..end, row))
            || begins_with_name(text, row + 1)
            || begins_with_label(text.row(row + 1))
            || !is_same_section(text, row, row + 1)
            || opens_field(text, row + 1)
        {
            break;
        }
        row += 1;
        let range = text.row_range_of(row);
        end = range.start + text.row(row).trim_end().len();
    }
    value.start..end
}

/// Whether the next row stands in the column of the last cell of the row in which the value begins,
/// with nothing in the columns in front of it.
fn is_cell_below(text: &Text, start: usize, row: usize) -> bool {
    let first = text.row_at(start);
    let cells = text.cells(first);
    let is_last = cells.len() > 1 && cells.last().is_some_and(|cell| cell.start <= start);
    if !is_last || text.cells(row + 1).len() != 1 || is_apart(text, row) {
        return false;
    }
    let left = |row: usize| text.bounds(row).map(|[left, ..]| left);
    let next = text.row(row + 1).trim();
    left(first)
        .zip(left(row + 1))
        .is_some_and(|(label, next)| next > label + INDENT)
        && next.starts_with(|c: char| c.is_alphanumeric() || c == '(')
}

/// Whether another box stands between a row and the next one.
fn is_apart(text: &Text, row: usize) -> bool {
    text.rows
        .get(row)
        .zip(text.rows.get(row + 1))
        .is_none_or(|(this, below)| below.range.start > this.range.end + 1)
}

/// Whether a row begins as "Hosted by: …" does: with a label, whatever it means.
fn begins_with_label(row: &str) -> bool {
    const MAX_LABEL: usize = 3;
    row.trim_start().split_once(": ").is_some_and(|(label, _)| {
        label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= MAX_LABEL
            && label
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\''))
    })
}

/// Whether a row begins with the label of a name, to which the mark may be missing.
fn begins_with_name(text: &Text, row: usize) -> bool {
    let start = text.row_range_of(row).start;
    let is_name = |hit: &Hit| matches!(hit.term, Term::OfficialName | Term::ShortName);
    text.row_hits(row)
        .first()
        .is_some_and(|hit| is_name(hit) && text.get(start..hit.range.start).trim().is_empty())
}

/// Whether the text that began in `value` and stands in this row last goes on in the next one.
fn goes_on(text: &Text, value: Range<usize>, row: usize) -> bool {
    let full = text.row_range_of(row);
    let behind = text.get(value.end.min(full.end)..full.end).trim();
    // What was trimmed off the value: a comma, and no end of a sentence.
    let ends_here = behind.chars().all(|c| matches!(c, ',' | '–' | '-'));
    let said = text.get(value).trim_end();
    let next = text.row(row + 1).trim();
    let starts = next.chars().next().is_some_and(|c| {
        c.is_alphanumeric() && !c.is_ascii_digit() || matches!(c, '(' | '&' | '«' | '“' | '„' | '"')
    });
    if !ends_here || !starts || next.contains("://") || next.contains('@') {
        return false;
    }
    let is_open = said.matches(['(', '（']).count() > said.matches([')', '）']).count();
    if is_open && next.contains([')', '）']) {
        return true;
    }
    if said.ends_with([')', '.', ';', ':', '»', '”']) {
        return false;
    }
    let is_bracketed = next.starts_with('(') && next.ends_with(')');
    if !text.rows.get(row).is_some_and(|row| row.wraps) {
        // A line break that somebody typed, and no other box.
        let is_apart = is_apart(text, row);
        let first = next.split_whitespace().next().unwrap_or_default();
        return !is_apart && (LEADING.contains(&first) || ends_between(said) || is_bracketed);
    }
    let is_long = next.contains(char::is_whitespace)
        || next.chars().all(char::is_lowercase)
        || next.starts_with('(');
    ends_between(said) || is_long && is_full(text, row)
}

/// Whether a text ends where nothing does: behind "of", "de la", "und".
fn ends_between(said: &str) -> bool {
    let last = said.rsplit(char::is_whitespace).next().unwrap_or_default();
    said.len() > last.len() && BETWEEN.contains(&last)
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
