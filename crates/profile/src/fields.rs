//! Fields: a label and the value that it opens.
//!
//! `Label: value`, a label with its value in the next cell or in the row below, a heading with what stands below it. A value belongs to
//! one field: it ends where the next label begins. What a sentence says after a word without a mark
//! is weaker, and marked so.

use std::ops::Range;

use crate::claims::text::{Row, Text, cap, is_item};
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
/// Blanks beside each other from which on they are a gap between two cells.
const WIDE: usize = 3;
/// Rows over which a value may run.
const MAX_ROWS: usize = 6;
/// The longest label, in bytes.
const MAX_LABEL: usize = 80;
/// How far in front of a value its label is looked for, in bytes: a page flattened onto one line is
/// one long row.
const MAX_BEFORE: usize = 1_000;
/// The widest table.
const MAX_COLUMNS: usize = 40;
/// As many digits are a value: a day, or the shortest telephone number.
const VALUE_DIGITS: usize = 6;

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
    let mark = text.get(start..cell.end).chars().next();
    let make = |value: Option<Range<usize>>, form| {
        Some(Field {
            label: hit.clone(),
            value: value?,
            form,
        })
    };
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

fn is_mark(c: char) -> bool {
    matches!(c, ':' | '：' | '=')
}

/// Whether a later word of the same cell is a label of its own.
fn is_label(text: &Text, hit: &Hit, cell: &Range<usize>) -> bool {
    text.get(behind_remark(text, hit.range.end, cell.end)..cell.end)
        .starts_with(is_mark)
}

/// Whether what stands before a word in its cell leaves it a label: nothing, a bullet, a number, a
/// few words.
fn opens(before: &str) -> bool {
    before.len() <= MAX_BEFORE
        && !before.contains([':', '：', '=', ';', '。', '!', '?'])
        && !before.contains(". ")
        && before
            .split_whitespace()
            .filter(|w| w.chars().any(char::is_alphabetic))
            .count()
            <= MAX_WORDS_BEFORE
}

/// Behind closing marks, white space and one remark in brackets.
fn behind_remark(text: &Text, from: usize, end: usize) -> usize {
    let close = |at: usize| {
        let rest = text.get(at..end);
        end - rest
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '*' | '_' | ')' | ']' | '”' | '»' | '’')
            })
            .len()
    };
    let at = close(from).min(end);
    let rest = text.get(at..end);
    let near = rest
        .get(..rest.floor_char_boundary(MAX_REMARK + 3))
        .unwrap_or_default();
    let remark = near
        .starts_with(['(', '[', '（'])
        .then(|| near.find([')', ']', '）']))
        .flatten()
        .filter(|length| *length <= MAX_REMARK);
    match remark {
        Some(length) => {
            let behind = close(at + length).min(end);
            // A remark leaves a label one only in front of its mark: "GULL-CERT (the team) is …" is
            // none.
            if text.get(behind..end).starts_with(|c: char| is_mark(c)) || behind == end {
                behind
            } else {
                at
            }
        }
        None => at,
    }
}

/// Behind the words that end a label, as in "Short name of the team:", if a mark follows on them;
/// only where the label begins its cell.
fn behind_words(text: &Text, from: usize, cell: &Range<usize>, hit: &Hit) -> usize {
    let rest = text.get(from..cell.end);
    let rest = rest
        .get(..rest.floor_char_boundary(MAX_REMARK + 3))
        .unwrap_or_default();
    let begins = !text
        .get(cell.start..hit.range.start)
        .chars()
        .any(char::is_alphanumeric);
    let words = rest
        .find(is_mark)
        .and_then(|at| rest.get(..at))
        .filter(|words| words.len() <= MAX_REMARK);
    let is_of_label = |words: &&str| {
        words.split_whitespace().count() <= MAX_WORDS_BEFORE + 1
            && words
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '’'))
    };
    words
        .filter(|_| begins)
        .filter(is_of_label)
        .map_or(from, |words| from + words.len())
}

/// The words that open a value, seen from the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    /// Where they stand.
    pub range: Range<usize>,
    /// What the vocabulary knows of them, the nearest last; nothing where the label is a word that
    /// it does not know.
    pub hits: Vec<Hit>,
    /// How they belong to the value.
    pub form: Form,
}

impl Label {
    fn of(text: &Text, range: Range<usize>, form: Form) -> Self {
        Self {
            hits: text.hits(range.clone()),
            range,
            form,
        }
    }

    /// Whether only a sentence says it: weaker than a label.
    pub(crate) fn is_weak(&self) -> bool {
        self.form == Form::Running
    }

    /// The nearest of these terms.
    pub(crate) fn last(&self, terms: &[Term]) -> Option<&Hit> {
        self.hits.iter().rev().find(|hit| terms.contains(&hit.term))
    }

    /// The label as it is printed.
    pub(crate) fn printed(&self, text: &Text) -> Option<String> {
        (!self.is_weak()).then(|| cap(&joined(text, &self.range), MAX_LABEL))
    }

    /// The label of a claim for which this word decided; none where only a sentence says it.
    pub(crate) fn claimed(&self, text: &Text, hit: Option<&Hit>) -> Option<String> {
        hit.filter(|_| !self.is_weak())
            .and_then(|hit| text.label_text(hit))
    }
}

/// What opens the value that stands here: the label in front of it in its cell, the cell before,
/// the head of its column, the label above; else, weaker, the words of the sentence in front of it.
pub(crate) fn label(text: &Text, at: usize) -> Option<Label> {
    let row = text.row_at(at);
    let cells = text.cells(row);
    let column = cells
        .partition_point(|cell| cell.start <= at)
        .checked_sub(1)?;
    let cell = cells.get(column)?;
    let start = text.floor(at.saturating_sub(MAX_BEFORE)).max(cell.start);
    // The label of the value in front of this one opens this one too, if nothing nearer does.
    let nearer = behind_value(text, start..at);
    let marked = marked(text, start, at);
    match marked {
        Some(label) if label.range.start >= nearer => return Some(label),
        _ => {}
    }
    let own = Label::of(text, nearer..at, Form::Running);
    if !own.hits.is_empty() {
        // "Tel. +1 555 0100", "Telephone ..... +1 555 0100": a label to which only the mark is
        // missing.
        let begins = nearer == cell.start
            && trimmed(text, cell.start..at)
                .is_some_and(|words| own.hits.iter().any(|hit| hit.range == words));
        return Some(if begins {
            Label {
                form: Form::Marked,
                ..own
            }
        } else {
            own
        });
    }
    if marked.is_some() {
        return marked;
    }
    if !is_item(text.get(cell.start..at)) {
        return above(text, row).filter(|label| label.is_weak() && nearer == cell.start);
    }
    let head = head(text, row)
        .and_then(|head| text.cells(head).get(column))
        .map(|cell| Label::of(text, cell.clone(), Form::Cell));
    let beside = cells
        .get(..column)?
        .iter()
        .rev()
        .take(MAX_COLUMNS)
        .find(|cell| is_name(text.get((*cell).clone())));
    let beside = beside.map(|cell| Label::of(text, cell.clone(), Form::Cell));
    match (head, beside) {
        (Some(head), Some(beside)) if head.hits.is_empty() => Some(beside),
        // The head of the row tells more than the head of the column.
        (Some(head), Some(beside)) => Some(Label {
            hits: head.hits.into_iter().chain(beside.hits).collect(),
            ..head
        }),
        (head, beside) => head.or(beside).or_else(|| {
            if column == 0 || is_item(text.get(text.row_range_of(row).start..at)) {
                above(text, row)
            } else {
                None
            }
        }),
    }
}

/// What opens the value that stands here, as it is printed; none where only a sentence goes on with
/// it.
pub(crate) fn printed_label(text: &Text, at: usize) -> Option<String> {
    label(text, at).and_then(|label| label.printed(text))
}

/// How far a value that begins here may reach: to the end of its cell where another one follows,
/// else to the end of the text.
pub(crate) fn reach(text: &Text, at: usize) -> usize {
    let cells = text.cells(text.row_at(at));
    let next = cells.partition_point(|cell| cell.start <= at);
    let cell = next
        .checked_sub(1)
        .and_then(|cell| cells.get(cell))
        .filter(|_| next < cells.len());
    cell.map_or(text.raw.len(), |cell| cell.end)
}

/// The label with a mark behind it, in front of `at` and not before `start`.
fn marked(text: &Text, start: usize, at: usize) -> Option<Label> {
    let before = text.get(start..at);
    let mut closed = 0_u32;
    let mut after = None;
    for (place, c) in before.char_indices().rev() {
        let behind = after.replace(c);
        match c {
            ')' | ']' | '）' => closed += 1,
            '(' | '[' | '（' => closed = closed.saturating_sub(1),
            c if is_mark(c) && closed == 0 => {
                let head = before.get(..place)?;
                let is_inside = behind.is_some_and(|b| matches!(b, '/' | ':' | '='))
                    || head.ends_with(|c: char| c.is_ascii_digit())
                        && behind.is_some_and(|b| b.is_ascii_digit());
                // "Note: we are there. Call …"
                let ends = before.get(place..).is_some_and(ends_sentence);
                let from = behind_value(text, start..start + place);
                let words = text.get(from..start + place);
                if !is_inside && !ends && words.contains(char::is_alphabetic) {
                    let is_label = is_short(text, from..start + place)
                        && !(from == start && goes_on(text, from));
                    let form = if is_label {
                        Form::Marked
                    } else {
                        Form::Running
                    };
                    return Some(Label {
                        range: from..start + place,
                        ..Label::of(text, from..at, form)
                    });
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a row that begins here goes on with the sentence of the row above: "the signature is
/// available on / our web site:".
fn goes_on(text: &Text, start: usize) -> bool {
    let row = text.row_at(start);
    let Some(above) = row
        .checked_sub(1)
        .filter(|above| is_same_section(text, *above, row))
    else {
        return false;
    };
    let before = text.row(above).trim_end();
    text.get(start..text.row_range_of(row).end)
        .trim_start()
        .starts_with(char::is_lowercase)
        && before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        && !before.contains([':', '：', '='])
        && before.split_whitespace().count() > MAX_WORDS_BEFORE + 2
}

/// Whether words in front of a mark are a label, and no sentence: a few beside what the vocabulary
/// knows.
fn is_short(text: &Text, range: Range<usize>) -> bool {
    let count = |range: Range<usize>| {
        text.get(range)
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    };
    let known: usize = text
        .hits(range.clone())
        .into_iter()
        .map(|hit| count(hit.range))
        .sum();
    range.len() <= MAX_LABEL && count(range).saturating_sub(known) <= MAX_WORDS_BEFORE + 1
}

/// Where the words begin behind the last value in a range: digits in a row, an address.
fn behind_value(text: &Text, range: Range<usize>) -> usize {
    let mut digits = 0;
    let mut gap = 0;
    let mut end = range.start;
    for (at, c) in text.get(range.clone()).char_indices() {
        match c {
            '0'..='9' => (digits, gap) = (digits + 1, 0),
            ' ' | '.' | '-' | '/' | '(' | ')' | '+' | ':' | '\u{a0}' if gap < 3 => gap += 1,
            '@' => digits = VALUE_DIGITS,
            ';' | '；' | '•' | '·' => end = range.start + at + c.len_utf8(),
            _ if digits >= VALUE_DIGITS && c != '@' => {
                (end, digits, gap) = (range.start + at, 0, 0)
            }
            _ => (digits, gap) = (0, 0),
        }
    }
    if digits >= VALUE_DIGITS {
        range.end
    } else {
        end
    }
}

/// Whether a sentence ends here: with a full stop before a capital letter or a row.
pub(crate) fn ends_sentence(words: &str) -> bool {
    let ends = |at: usize| {
        let behind = words.get(at + 1..).unwrap_or_default();
        behind.starts_with('\n')
            || behind
                .strip_prefix(' ')
                .is_some_and(|next| next.starts_with(char::is_uppercase))
    };
    words.contains('。') || words.match_indices('.').any(|(at, _)| ends(at))
}

/// Whether a cell may be a label: short words, and no value.
fn is_name(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    cell.trim().len() <= MAX_LABEL
        && cell.contains(char::is_alphabetic)
        && digits < 4
        && !cell.contains('@')
        && !cell.contains("://")
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

/// The label above a row whose value begins with the row: one that has no value in its own row, or
/// one whose value goes on here.
fn above(text: &Text, row: usize) -> Option<Label> {
    let mut blank = 0;
    for above in (row.saturating_sub(MAX_ROWS)..row).rev() {
        let content = text.row(above);
        if !is_same_section(text, above, row) {
            return None;
        }
        if content.trim().is_empty() {
            blank += 1;
            if blank > MAX_BLANK {
                return None;
            }
            continue;
        }
        let range = text.row_range_of(above);
        if let Some(label) = opening(text, above) {
            let is_empty = trimmed(text, label.range.end..range.end).is_none();
            return (is_empty || blank == 0).then_some(label);
        }
        let has_value = has_value(text, above);
        if !has_value && is_title(text, above) {
            return Some(Label {
                hits: Vec::new(),
                range,
                form: Form::Below,
            });
        }
        if blank > 0 {
            return None;
        }
        if !has_value {
            // The sentence in the row above goes on here.
            let words = Label::of(
                text,
                behind_value(text, range.clone())..range.end,
                Form::Running,
            );
            return (!words.hits.is_empty()).then_some(words);
        }
    }
    None
}

/// Whether a row holds digits in a row or an address.
fn has_value(text: &Text, row: usize) -> bool {
    let range = text.row_range_of(row);
    text.get(range.clone()).contains("://") || behind_value(text, range.clone()) > range.start
}

/// Whether a row may be a label of a word that the vocabulary does not know: a few words by
/// themselves that begin with a capital letter.
fn is_title(text: &Text, row: usize) -> bool {
    let content = text.row(row).trim();
    let is_free = row
        .checked_sub(1)
        .is_none_or(|above| text.row(above).trim().is_empty() || has_value(text, above));
    is_free
        && is_name(content)
        && content.starts_with(char::is_uppercase)
        && content.ends_with(char::is_alphanumeric)
        && content.split_whitespace().count() <= MAX_WORDS_BEFORE
        && text.row_hits(row).is_empty()
}

/// The label that a row opens, whether its value stands there or below.
fn opening(text: &Text, row: usize) -> Option<Label> {
    let range = text.row_range_of(row);
    if let Some(label) = marked(text, range.start, range.end) {
        let form = if label.is_weak() {
            Form::Running
        } else {
            Form::Below
        };
        return Some(Label { form, ..label });
    }
    let cell = text.cells(row).first()?;
    let hits = text.hits_within(row, cell);
    let last = hits.last()?;
    let ends = behind_remark(text, last.range.end, cell.end) == cell.end;
    let is_label = ends
        && opens(text.get(cell.start..hits.first()?.range.start))
        && is_name(text.get(cell.clone()));
    is_label.then(|| Label::of(text, cell.clone(), Form::Below))
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

/// The next cell that holds anything, unless it is another label: then this is the head of a table,
/// and the values stand below.
fn beside(text: &Text, cells: &[Range<usize>], column: usize) -> Option<Range<usize>> {
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

fn is_same_section(text: &Text, one: usize, other: usize) -> bool {
    let heading = |row: usize| text.rows.get(row).map(|r| (r.section, r.heading.as_ref()));
    heading(one).is_some_and(|h| heading(other) == Some(h))
}

/// Whether a row begins with a label of its own.
fn opens_field(text: &Text, index: usize) -> bool {
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

/// The range without white space, quotation marks, bullets and the like around it; none where
/// nothing is left.
pub(crate) fn trimmed(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    let cut = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '«' | '»'
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '*'
                    | '•'
                    | '|'
                    | ':'
                    | '：'
                    | '–'
                    | '➤'
                    | '>'
                    | ','
                    | ';'
                    | '\u{f0b7}'
            )
    };
    let left = content.trim_start_matches(|c: char| cut(c) || c == '-');
    let value = left.trim_end_matches(|c: char| cut(c) || matches!(c, '.' | '。'));
    let start = range.end - left.len();
    value
        .chars()
        .any(char::is_alphanumeric)
        .then(|| start..start + value.len())
}

/// A value as one line.
pub(crate) fn joined(text: &Text, range: &Range<usize>) -> String {
    text.get(range.clone())
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bonafide_layout::Line;

    use super::*;

    fn text(rows: &'static str) -> Text<'static> {
        let lines: Vec<Line> = rows
            .split('\n')
            .zip(1..)
            .map(|(t, number)| Line {
                text: t.into(),
                number,
                ..Line::default()
            })
            .collect();
        Text::of(&lines, None)
    }

    fn fields(rows: &'static str, terms: &[Term]) -> Vec<(String, Form)> {
        let text = text(rows);
        let all = (0..text.rows.len())
            .flat_map(|row| in_row(&text, row, terms))
            .collect::<Vec<_>>();
        all.into_iter()
            .map(|f| (text.get(f.value).to_owned(), f.form))
            .collect()
    }

    #[test]
    fn a_label_opens_what_stands_behind_its_mark_in_the_next_cell_or_below() {
        for (rows, value, form) in [
            ("Phone: +1 555 0100", "+1 555 0100", Form::Marked),
            (
                "- **Phone** (main): +1 555 0100.",
                "+1 555 0100",
                Form::Marked,
            ),
            ("電話番号：03 5550 0100", "03 5550 0100", Form::Marked),
            ("Phone – +1 555 0100", "+1 555 0100", Form::Marked),
            ("Phone\t+1 555 0100\tyes", "+1 555 0100", Form::Cell),
            ("| Phone | +1 555 0100 |", "+1 555 0100", Form::Cell),
            ("Phone          +1 555 0100", "+1 555 0100", Form::Cell),
            ("Phone:          +1 555 0100", "+1 555 0100", Form::Cell),
            ("Phone:\n+1 555 0100", "+1 555 0100", Form::Below),
            (
                "Our phone number\n\n+1 555 0100",
                "+1 555 0100",
                Form::Below,
            ),
            (
                "Time zone\tPhone\nCET\t+1 555 0100",
                "+1 555 0100",
                Form::Below,
            ),
            (
                "Please phone us in the morning",
                "us in the morning",
                Form::Running,
            ),
        ] {
            assert_eq!(
                fields(rows, &[Term::Phone]),
                [(value.to_owned(), form)],
                "{rows:?}"
            );
        }
    }

    #[test]
    fn a_value_inherits_nothing_from_another_label() {
        assert_eq!(
            fields("Phone: +1 555 0100 Fax: +1 555 0101", &[Term::Phone]),
            [("+1 555 0100".to_owned(), Form::Marked)]
        );
        assert!(fields("Phone:\nFax: +1 555 0101", &[Term::Phone]).is_empty());
        assert!(fields("Phone:\n\n\nunrelated", &[Term::Phone]).is_empty());
        assert!(
            fields(
                "We say of the town, of the port and of the harbour: telephone",
                &[Term::Phone]
            )
            .is_empty()
        );
    }

    #[test]
    fn a_full_row_goes_on_in_the_next_one() {
        let rows = "Full name: Computer Emergency Response Team of the harbour\nadministration of the county\nShort name: X-CERT";
        let text = text(rows);
        let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
        let whole = wrapped(&text, &field.value);
        assert_eq!(
            joined(&text, &whole),
            "Computer Emergency Response Team of the harbour administration of the county"
        );
        for rows in [
            "Full name: Team of the harbour\nadministration",
            "Full name: Computer Emergency Response Team of the harbour\nX-CERT",
        ] {
            let text = Text::of(&[], None);
            assert!(text.rows.is_empty());
            let lines: Vec<Line> = rows
                .split('\n')
                .zip(1..)
                .map(|(t, number)| Line {
                    text: t.into(),
                    number,
                    ..Line::default()
                })
                .collect();
            let text = Text::of(&lines, None);
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
                .map(|(t, number)| Line {
                    text: t.to_owned().into(),
                    number,
                    ..Line::default()
                })
                .collect();
            let text = Text::of(&lines, None);
            let field = in_row(&text, 0, &[Term::OfficialName]).remove(0);
            joined(&text, &wrapped(&text, &field.value))
        };
        assert_eq!(
            whole("Full name: Response Team\nGreenmoor of Elm\n"),
            "Response Team Greenmoor of Elm"
        );
        assert_eq!(whole("Full name: Team\nGreenmoor of Elm\n"), "Team");
    }
}
