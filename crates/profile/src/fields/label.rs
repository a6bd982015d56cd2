//! The label of a value, looked for from the value.

use std::ops::Range;

use super::field::{Form, MAX_BLANK};
use super::table::{MAX_COLUMNS, head, is_same_section};
use super::words::{
    MAX_BEFORE, MAX_LABEL, MAX_WORDS_BEFORE, behind_remark, behind_value, ends_sentence, is_mark,
    is_name, joined, opens, trimmed,
};
use super::wrapped::MAX_ROWS;
use crate::claims::text::{Text, cap, is_item};
use crate::vocabulary::{Hit, Term};

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
