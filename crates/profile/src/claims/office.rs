//! The hours in which a team answers.

use std::ops::Range;

use super::email::letters::is_unspaced;
use super::fold::{Words, folded};
use super::phone;
use super::text::Text;
use crate::fields::{self, Field, Form};
use crate::vocabulary::words;

/// Rows of the hours below their label: one for each day of the week.
const MAX_ROWS: usize = 7;
/// Rows in which a sentence about hours goes on.
const MAX_MORE: usize = 2;
/// How far from the start of a row its time stands that the row above led to, in bytes.
const NEAR: usize = 32;
/// Words in front of the first day or time: "we are there from".
const MAX_LEAD: usize = 4;
/// The longest text behind the last one that is kept, in bytes: "Uhr", "p.m.", "CET".
const MAX_UNIT: usize = 12;
/// The longest text between two times, in bytes: "a.m. through".
const MAX_JOINT: usize = 24;
const DASHES: [char; 8] = ['-', '–', '—', '~', '～', '〜', '\u{2010}', '\u{2011}'];

/// Where the hours stand that a label opens: the whole sentence that speaks of them, or all rows
/// below their label that say when.
pub(super) fn labelled(text: &Text, index: usize, field: &Field) -> Option<Range<usize>> {
    let has_digit =
        |range: &Range<usize>| text.get(range.clone()).bytes().any(|b| b.is_ascii_digit());
    let whole = match field.form {
        Form::Running => inside_remark(text, index, field).unwrap_or_else(|| {
            // "Operating hours Mon-Fri": only the mark is missing.
            if begins_row(text, index, field) {
                fields::wrapped(text, &field.value)
            } else {
                text.row_range_of(index)
            }
        }),
        Form::Marked | Form::Cell => fields::wrapped(text, &field.value),
        Form::Below => below(text, field),
    };
    let whole = continued(text, whole);
    // "Working hours (9-17): +421 2 5550 1001": the remark says when, and the label is of the number.
    let range = if is_number(text.get(whole.clone())) {
        remark(text, field)?
    } else {
        whole
    };
    has_digit(&range).then_some(range)
}

fn below(text: &Text, field: &Field) -> Range<usize> {
    let first = text.row_at(field.value.start);
    let says_when = |row: &usize| {
        text.row(*row).bytes().any(|b| b.is_ascii_digit())
            && fields::is_same_field(text, first, *row)
    };
    let last = (first + 1..first + MAX_ROWS)
        .take_while(says_when)
        .last()
        .unwrap_or(first);
    let range = field.value.start..text.row_range_of(last).end.max(field.value.end);
    fields::trimmed(text, range.clone()).unwrap_or(range)
}

/// The first rows of the section on contacts that name days of the week and times, where no label
/// opens any.
pub(super) fn unlabelled(text: &Text) -> Option<Range<usize>> {
    let is_in_place = |row: &usize| {
        text.rows
            .get(*row)
            .is_some_and(|row| matches!(row.section, Some("2.10" | "2.11")))
    };
    // "from 09:00 to" and "17:00" below is one span.
    let is_wrapped = |row: usize| {
        let said = text.row(row);
        said.bytes().any(|b| b.is_ascii_digit())
            && names_day(said)
            && span(&format!("{said} {}", text.row(row + 1))).is_some()
    };
    let says_when =
        |row: &usize| is_in_place(row) && (is_of_days(text.row(*row)) || is_wrapped(*row));
    let first = (0..text.rows.len()).find(says_when)?;
    let last = (first + 1..first + MAX_ROWS)
        .take_while(|row| says_when(row) && fields::is_same_field(text, first, *row))
        .last()
        .unwrap_or(first);
    let range = text.row_range_of(first).start..text.row_range_of(last).end;
    let range = fields::trimmed(text, range)?;
    let range = continued(text, range);
    Some(clause(text, &range).unwrap_or(range))
}

/// The part of a sentence that says when: all of it where hardly any word stands in front of that.
fn clause(text: &Text, range: &Range<usize>) -> Option<Range<usize>> {
    let said = text.get(range.clone());
    let (days, times) = (days(said)?, span(said)?);
    let start = days.start.min(times.start);
    if said.get(..start)?.split_whitespace().count() <= MAX_LEAD {
        return None;
    }
    let end = days.end.max(times.end);
    let behind = said.get(end..)?;
    let length = behind.find([',', ';', '.', ')']).unwrap_or(behind.len());
    let end = end + if length <= MAX_UNIT { length } else { 0 };
    fields::trimmed(text, range.start + start..range.start + end)
}

/// Whether a label begins its row, and no verb follows on it.
fn begins_row(text: &Text, index: usize, field: &Field) -> bool {
    let before = text.get(text.row_range_of(index).start..field.label.range.start);
    let value = text.get(field.value.clone());
    let first = value.split_whitespace().next().unwrap_or_default();
    before.trim().is_empty()
        && first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !words::IS.contains(&first)
}

/// The hours behind their label in brackets: "Phone (working hours 9-17): +421 2 5550 1001".
fn inside_remark(text: &Text, index: usize, field: &Field) -> Option<Range<usize>> {
    let before = text.get(text.row_range_of(index).start..field.label.range.start);
    let is_open = before
        .rfind('(')
        .is_some_and(|open| before.rfind(')').is_none_or(|c| c < open));
    let value = text.get(field.value.clone());
    let length = value.find(')').filter(|_| is_open)?;
    fields::trimmed(text, field.value.start..field.value.start + length)
}

/// What stands in brackets between a label and its value.
fn remark(text: &Text, field: &Field) -> Option<Range<usize>> {
    let start = field.label.range.end;
    let between = text.get(start..field.value.start.max(start));
    let open = between.find('(')?;
    let close = between.rfind(')').filter(|close| *close > open)?;
    fields::trimmed(text, start + open + 1..start + close)
}

/// Whether a value is a telephone number.
fn is_number(value: &str) -> bool {
    /// Shorter ones may be two times without a mark.
    const DIGITS: usize = 9;
    let Some(at) = value.find(|c: char| c == '+' || c.is_ascii_digit()) else {
        return false;
    };
    phone::number(value, at)
        .is_some_and(|found| found.number.starts_with('+') || found.number.len() >= DIGITS)
}

/// A text about hours with the rows in which it goes on: "from 09:00 to" and "17:00" below.
fn continued(text: &Text, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    for _ in 0..MAX_MORE {
        let row = text.row_at(end.saturating_sub(1).max(range.start));
        let said = text.get(range.start..end).trim_end();
        let behind = text.get(end..text.row_range_of(row).end.max(end)).trim();
        let below = text.row(row + 1);
        if !goes_on(said, behind, below.trim()) || !fields::is_same_field(text, row, row + 1) {
            break;
        }
        let ends = below.match_indices(". ").find(|(at, mark)| {
            below
                .get(at + mark.len()..)
                .is_some_and(|next| next.starts_with(char::is_uppercase))
        });
        let length = ends.map_or(below.trim_end().len(), |(at, _)| at + 1);
        end = text.row_range_of(row + 1).start + length;
    }
    range.start..end
}

/// Whether hours go on in the row below: the one above ends where nothing does, or names no time.
fn goes_on(said: &str, behind: &str, below: &str) -> bool {
    let near = below
        .get(..below.floor_char_boundary(NEAR))
        .unwrap_or_default();
    if !(near.bytes().any(|b| b.is_ascii_digit()) || names_day(near))
        || behind.contains(|c: char| c.is_alphanumeric() || c == '.')
        || is_number(below)
    {
        return false;
    }
    let joins = |word: &str| {
        let word = folded(word);
        [words::THROUGH, words::UNTIL, words::AND, words::OR]
            .iter()
            .any(|list| list.contains(&&*word))
    };
    let last = said.rsplit(char::is_whitespace).next().unwrap_or_default();
    let first = below.split_whitespace().next().unwrap_or_default();
    let begins = below.starts_with(|c: char| c.is_ascii_digit());
    let leads = below.starts_with(DASHES) || joins(first);
    let is_open = behind.starts_with(DASHES) || said.ends_with(DASHES) || joins(last);
    is_open
        || leads && said.ends_with(|c: char| c.is_ascii_digit())
        || begins && names_day(said) && !said.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a row names a day of the week, and from when to when.
fn is_of_days(row: &str) -> bool {
    row.bytes().any(|b| b.is_ascii_digit()) && span(row).is_some() && names_day(row)
}

fn names_day(row: &str) -> bool {
    days(row).is_some()
}

/// From the first day of the week that a text names to the last.
fn days(row: &str) -> Option<Range<usize>> {
    let said = Words::of(row, 0);
    let mut found: Option<Range<usize>> = None;
    let mut at = 0;
    for index in 0..said.len() {
        let rest = said.from(index);
        let is_day = words::WEEKDAY.iter().find(|day| {
            rest.strip_prefix(**day)
                .is_some_and(|behind| behind.is_empty() || behind.starts_with([' ', '\n']))
        });
        let length = is_day.map_or(0, |day| 1 + day.matches(' ').count());
        if let (Some(first), Some(last)) = (
            said.spans.get(index),
            (index + length)
                .checked_sub(1)
                .and_then(|last| said.spans.get(last)),
        ) && length > 0
        {
            at = at.max(last.end);
            found.get_or_insert(first.start..last.end).end = at;
        }
    }
    found.or_else(|| glued_days(row))
}

/// The same in scripts without spaces, where a day may be a part of a longer word.
fn glued_days(row: &str) -> Option<Range<usize>> {
    if row.is_ascii() {
        return None;
    }
    let glued = words::WEEKDAY
        .iter()
        .filter(|day| day.starts_with(is_unspaced));
    let found = glued.flat_map(|day| row.match_indices(day).map(|(at, day)| at..at + day.len()));
    found.reduce(|all, day| all.start.min(day.start)..all.end.max(day.end))
}

/// From the first time to the last, where two of them have a dash or a word for "to" between them.
fn span(row: &str) -> Option<Range<usize>> {
    let mut all: Option<Range<usize>> = None;
    let mut last: Option<Range<usize>> = None;
    let mut at = 0;
    while let Some(start) = row
        .get(at..)
        .and_then(|rest| rest.find(|c: char| c.is_ascii_digit()))
        .map(|found| at + found)
    {
        let length = time(row.get(start..).unwrap_or_default());
        let digits = row.as_bytes().iter().skip(start);
        at = start + length.unwrap_or_else(|| digits.take_while(|b| b.is_ascii_digit()).count());
        let this = length.map(|_| start..at);
        if let (Some(last), Some(this)) = (&last, &this)
            && is_through(row.get(last.end..this.start).unwrap_or_default())
        {
            all.get_or_insert(last.clone()).end = this.end;
        }
        last = this;
    }
    all
}

/// Whether what stands between two times leads from one to the other.
fn is_through(between: &str) -> bool {
    between.len() <= MAX_JOINT
        && (between.contains(DASHES)
            || folded(between)
                .split(' ')
                .any(|word| words::THROUGH.contains(&word) || words::UNTIL.contains(&word)))
}

/// The length of the time that stands here: `9`, `09:00`, `9.30`, `9h30`.
fn time(rest: &str) -> Option<usize> {
    let figures = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hour = figures(rest);
    let is_hour = hour <= 2 && rest.get(..hour)?.parse::<u8>().is_ok_and(|h| h <= 24);
    let behind = rest.get(hour..)?;
    let minutes = behind.strip_prefix([':', '.', 'h', 'H']).map_or(0, figures);
    match minutes {
        2 if is_hour => Some(hour + 3),
        0 if is_hour => Some(hour),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_days_and_times_is_told_in_every_language() {
        for row in [
            "Monday to Friday 09:00-17:30",
            "Mon-Fri 9am to 5pm",
            "Montag bis Freitag 9-17 Uhr",
            "Mo-Fr: 09.00 – 17.00",
            "lunedì - venerdì, 9:00 - 18:00",
            "du lundi au vendredi de 9h à 18h",
            "lunes a viernes, 9:00-18:00",
            "maandag t/m vrijdag 9:00-17:00",
            "poniedziałek-piątek 8:00-16:00",
            "måndag-fredag 08:00-17:00",
            "Pazartesi-Cuma 09:00-18:00",
            "Senin - Jumat 08.00-17.00",
            "pondělí až pátek 8:00-16:00",
            "Понедельник-пятница 9:00-18:00",
            "平日 9:00～17:00",
            "月曜日から金曜日 9:00-17:00",
            "周一至周五 9:00-17:00",
            "월요일-금요일 9:00-18:00",
        ] {
            assert!(is_of_days(row), "{row}");
        }
        for row in [
            "Monday to Friday",
            "09:00-17:30",
            "on Monday, 14 March 2026",
            "Monday: 020 7946-0152",
            "every Friday since 2019-2025",
        ] {
            assert!(!is_of_days(row), "{row}");
        }
    }
}
