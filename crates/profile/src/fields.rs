//! Fields: a label and the value that it opens.
//!
//! `Label: value`, a label with its value in the next cell or in the row below, a heading with what stands below it. A value belongs to
//! one field: it ends where the next label begins. What a sentence says after a word without a mark is weaker, and marked so.

use std::ops::Range;

use crate::claims::text::Text;
use crate::vocabulary::{Hit, Term};

/// A label is introduced by no more words than "the team's official …".
const MAX_WORDS_BEFORE: usize = 3;
/// Bytes of a remark between a label and its mark, as in `KEY ID [LONG]:`.
const MAX_REMARK: usize = 32;
/// Blank rows between a label and the value below it.
const MAX_BLANK: usize = 1;
/// Shorter rows are not broken for want of room, in characters.
const MIN_WRAPPED: usize = 45;
/// Rows on either side by which the width of the page is measured.
const MEASURED: usize = 40;
/// Rows over which a value may run.
const MAX_ROWS: usize = 6;

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
    let row = text.row_range_of(index);
    let hits = text.hits(row.clone());
    if !hits.iter().any(|hit| terms.contains(&hit.term)) {
        return Vec::new();
    }
    let cells = cells(text, &row);
    let wanted = hits.iter().enumerate().filter(|(_, hit)| terms.contains(&hit.term));
    wanted.filter_map(|(at, hit)| field(text, index, &cells, hit, hits.get(at + 1..).unwrap_or_default())).collect()
}

/// What this label opens. `later`: the row's other labels behind it.
fn field(text: &Text, index: usize, cells: &[Range<usize>], hit: &Hit, later: &[Hit]) -> Option<Field> {
    let column = cells.iter().position(|cell| cell.contains(&hit.range.start))?;
    let cell = cells.get(column)?.clone();
    let opens = opens(text.get(cell.start..hit.range.start));
    let start = behind_words(text, behind_remark(text, hit.range.end, cell.end), &cell, hit);
    let mark = text.get(start..cell.end).chars().next();
    let make = |value: Option<Range<usize>>, form| Some(Field { label: hit.clone(), value: value?, form });
    match mark {
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
            beside(text, cells, column)
                .map_or_else(|| make(below(text, index, column, cells.len()), Form::Below), |v| make(Some(v), Form::Cell))
        }
        None if opens => beside(text, cells, column)
            .map_or_else(|| make(below(text, index, column, cells.len()), Form::Below), |v| make(Some(v), Form::Cell)),
        None => None,
        Some(_) => make(trimmed(text, start..cell.end), Form::Running),
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, ':' | '：' | '=')
}

/// Whether a later word of the same cell is a label of its own.
fn is_label(text: &Text, hit: &Hit, cell: &Range<usize>) -> bool {
    text.get(behind_remark(text, hit.range.end, cell.end)..cell.end).starts_with(is_mark)
}

/// Whether what stands before a word in its cell leaves it a label: nothing, a bullet, a number, a few words.
fn opens(before: &str) -> bool {
    !before.contains([':', '：', '=', ';', '。', '!', '?'])
        && !before.contains(". ")
        && before.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count() <= MAX_WORDS_BEFORE
}

/// Behind closing marks, white space and one remark in brackets.
fn behind_remark(text: &Text, from: usize, end: usize) -> usize {
    let close = |at: usize| {
        let rest = text.get(at..end);
        end - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ')' | ']' | '”' | '»' | '’')).len()
    };
    let at = close(from).min(end);
    let rest = text.get(at..end);
    let remark =
        rest.starts_with(['(', '[', '（']).then(|| rest.find([')', ']', '）'])).flatten().filter(|length| *length <= MAX_REMARK);
    match remark {
        Some(length) => {
            let behind = close(at + length).min(end);
            // A remark leaves a label one only in front of its mark: "GULL-CERT (the team) is …" is none.
            if text.get(behind..end).starts_with(|c: char| is_mark(c)) || behind == end { behind } else { at }
        }
        None => at,
    }
}

/// Behind the words that end a label, as in "Short name of the team:", if a mark follows on them; only where the label begins its cell.
fn behind_words(text: &Text, from: usize, cell: &Range<usize>, hit: &Hit) -> usize {
    let begins = !text.get(cell.start..hit.range.start).chars().any(char::is_alphanumeric);
    let rest = text.get(from..cell.end);
    let words = rest.find(is_mark).and_then(|at| rest.get(..at)).filter(|words| words.len() <= MAX_REMARK);
    let is_of_label = |words: &&str| {
        words.split_whitespace().count() <= MAX_WORDS_BEFORE + 1
            && words.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’'))
    };
    words.filter(|_| begins).filter(is_of_label).map_or(from, |words| from + words.len())
}

/// The cells of a row: between tabs, bars and wide gaps.
pub(crate) fn cells(text: &Text, row: &Range<usize>) -> Vec<Range<usize>> {
    let content = text.get(row.clone());
    let mut cells = Vec::new();
    // White space of a page is one space, and more only between cells.
    let wide = if text.wraps { 3 } else { 2 };
    let (mut start, mut gap) = (0, 0);
    let mut is_filled = false;
    for (at, c) in content.char_indices() {
        if c == ' ' {
            gap += 1;
            continue;
        }
        let is_border = matches!(c, '\t' | '|' | '│');
        if is_filled && (is_border || gap >= wide) {
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

/// The next cell that holds anything, unless it is another label: then this is the head of a table, and the values stand below.
fn beside(text: &Text, cells: &[Range<usize>], column: usize) -> Option<Range<usize>> {
    let cell = cells.get(column + 1..)?.iter().find_map(|cell| trimmed(text, cell.clone()))?;
    let is_label = text.hits(cell.clone()).iter().any(|hit| hit.range == cell);
    (!is_label).then_some(cell)
}

/// The row below a label, or its cell in the same column; no other label's row and nothing of another section.
fn below(text: &Text, index: usize, column: usize, columns: usize) -> Option<Range<usize>> {
    let next = (index + 1..=index + 1 + MAX_BLANK).find(|row| !text.row(*row).trim().is_empty())?;
    if !is_same_section(text, index, next) || opens_field(text, next) {
        return None;
    }
    let row = text.row_range_of(next);
    let cells = cells(text, &row);
    let cell = if cells.len() == columns { cells.get(column).cloned() } else { None };
    trimmed(text, cell.unwrap_or(row))
}

fn is_same_section(text: &Text, one: usize, other: usize) -> bool {
    let heading = |row: usize| text.rows.get(row).map(|r| (r.section, r.heading.as_ref()));
    heading(one).is_some_and(|h| heading(other) == Some(h))
}

/// Whether a row begins with a label of its own.
fn opens_field(text: &Text, index: usize) -> bool {
    let row = text.row_range_of(index);
    let cells = cells(text, &row);
    let Some(first) = cells.first() else { return false };
    let hits = text.hits(first.clone());
    let is_field = |hit: &Hit| {
        let behind = behind_words(text, behind_remark(text, hit.range.end, first.end), first, hit);
        let ends = text.get(behind..first.end).chars().next();
        opens(text.get(first.start..hit.range.start)) && ends.map_or(cells.len() > 1, is_mark)
    };
    hits.iter().any(is_field)
}

/// Whether a row belongs to the same value as one above it: it stands in the same section and begins with no label.
pub(crate) fn is_same_field(text: &Text, above: usize, index: usize) -> bool {
    is_same_section(text, above, index) && !opens_field(text, index)
}

/// The rows over which the text that stands in `value` runs: a row that is full goes on in the next one, unless that begins with a
/// label, a bullet or a number.
pub(crate) fn wrapped(text: &Text, value: &Range<usize>) -> Range<usize> {
    let mut end = value.end;
    let mut row = text.row_at(value.start);
    for _ in 1..MAX_ROWS {
        let full = text.row_range_of(row);
        let ends_here = end >= full.start + text.row(row).trim_end().len();
        let next = text.row(row + 1).trim();
        let goes_on = next.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '(' | '&' | '«' | '“' | '"'))
            && !next.starts_with(|c: char| c.is_ascii_digit())
            && (next.contains(char::is_whitespace) || next.chars().all(char::is_lowercase) || next.starts_with('('));
        let is_whole = text.get(value.start..end).trim_end().ends_with([')', '.', ';', ':', '»', '”']);
        if !text.wraps
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

/// Whether the next row's first word would not have fitted into this row. Where there are too few rows to tell how wide the page is,
/// whether the row is long.
fn is_full(text: &Text, index: usize) -> bool {
    let width = |row: usize| text.row(row).trim_end().chars().count();
    let near = index.saturating_sub(MEASURED)..index + MEASURED;
    let mut widths: Vec<usize> = near.map(width).filter(|width| *width > 0).collect();
    let word = text.row(index + 1).split_whitespace().next().map_or(0, |word| word.chars().count());
    widths.sort_unstable_by_key(|width| std::cmp::Reverse(*width));
    match widths.get(2) {
        // The widest rows may be addresses that could not be broken.
        Some(page) if widths.len() >= MEASURED / 2 => (width(index) + 1 + word) * 10 >= page * 9,
        _ => width(index) >= MIN_WRAPPED,
    }
}

/// The range without white space, quotation marks, bullets and the like around it; none where nothing is left.
pub(crate) fn trimmed(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    let cut = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '«' | '»' | '"' | '“' | '”' | '„' | '*' | '•' | '|' | ':' | '：' | '–' | '➤' | '>' | ',' | ';' | '\u{f0b7}'
            )
    };
    let left = content.trim_start_matches(|c: char| cut(c) || c == '-');
    let value = left.trim_end_matches(|c: char| cut(c) || matches!(c, '.' | '。'));
    let start = range.end - left.len();
    value.chars().any(char::is_alphanumeric).then(|| start..start + value.len())
}

/// A value as one line.
pub(crate) fn joined(text: &Text, range: &Range<usize>) -> String {
    text.get(range.clone()).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bonafide_layout::Line;

    use super::*;

    fn text(rows: &'static str) -> Text<'static> {
        let lines: Vec<Line> =
            rows.split('\n').zip(1..).map(|(t, number)| Line { text: t.into(), number, ..Line::default() }).collect();
        let mut text = Text::of(&lines, None);
        text.wraps = true;
        text
    }

    fn fields(rows: &'static str, terms: &[Term]) -> Vec<(String, Form)> {
        let text = text(rows);
        let all = (0..text.rows.len()).flat_map(|row| in_row(&text, row, terms)).collect::<Vec<_>>();
        all.into_iter().map(|f| (text.get(f.value).to_owned(), f.form)).collect()
    }

    #[test]
    fn a_label_opens_what_stands_behind_its_mark_in_the_next_cell_or_below() {
        for (rows, value, form) in [
            ("Phone: +1 555 0100", "+1 555 0100", Form::Marked),
            ("- **Phone** (main): +1 555 0100.", "+1 555 0100", Form::Marked),
            ("電話番号：03 5550 0100", "03 5550 0100", Form::Marked),
            ("Phone – +1 555 0100", "+1 555 0100", Form::Marked),
            ("Phone\t+1 555 0100\tyes", "+1 555 0100", Form::Cell),
            ("| Phone | +1 555 0100 |", "+1 555 0100", Form::Cell),
            ("Phone          +1 555 0100", "+1 555 0100", Form::Cell),
            ("Phone:          +1 555 0100", "+1 555 0100", Form::Cell),
            ("Phone:\n+1 555 0100", "+1 555 0100", Form::Below),
            ("Our phone number\n\n+1 555 0100", "+1 555 0100", Form::Below),
            ("Time zone\tPhone\nCET\t+1 555 0100", "+1 555 0100", Form::Below),
            ("Please phone us in the morning", "us in the morning", Form::Running),
        ] {
            assert_eq!(fields(rows, &[Term::Phone]), [(value.to_owned(), form)], "{rows:?}");
        }
    }

    #[test]
    fn a_value_inherits_nothing_from_another_label() {
        assert_eq!(fields("Phone: +1 555 0100 Fax: +1 555 0101", &[Term::Phone]), [("+1 555 0100".to_owned(), Form::Marked)]);
        assert!(fields("Phone:\nFax: +1 555 0101", &[Term::Phone]).is_empty());
        assert!(fields("Phone:\n\n\nunrelated", &[Term::Phone]).is_empty());
        assert!(fields("We say of the town, of the port and of the harbour: telephone", &[Term::Phone]).is_empty());
    }

    #[test]
    fn a_full_row_goes_on_in_the_next_one() {
        let rows = "Full name: Computer Emergency Response Team of the harbour\nadministration of the county\nShort name: X-CERT";
        let text = text(rows);
        let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
        let whole = wrapped(&text, &field.value);
        assert_eq!(joined(&text, &whole), "Computer Emergency Response Team of the harbour administration of the county");
        for rows in
            ["Full name: Team of the harbour\nadministration", "Full name: Computer Emergency Response Team of the harbour\nX-CERT"]
        {
            let text = Text::of(&[], None);
            assert!(text.rows.is_empty());
            let lines: Vec<Line> =
                rows.split('\n').zip(1..).map(|(t, number)| Line { text: t.into(), number, ..Line::default() }).collect();
            let mut text = Text::of(&lines, None);
            text.wraps = true;
            let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
            assert_eq!(wrapped(&text, &field.value), field.value, "{rows}");
        }
    }

    #[test]
    fn the_page_tells_how_wide_a_full_row_is() {
        let filler = "Words of the page up to its edge\n".repeat(30);
        let whole = |rows: &str| {
            let source = format!("{rows}\n{filler}");
            let lines: Vec<Line> = source
                .split('\n')
                .zip(1..)
                .map(|(t, number)| Line { text: t.to_owned().into(), number, ..Line::default() })
                .collect();
            let mut text = Text::of(&lines, None);
            text.wraps = true;
            let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
            joined(&text, &wrapped(&text, &field.value))
        };
        assert_eq!(whole("Full name: Response Team\nGreenmoor of Elm\n"), "Response Team Greenmoor of Elm");
        assert_eq!(whole("Full name: Team\nGreenmoor of Elm\n"), "Team");
    }
}
