//! Dates in all the ways that they are printed. An order of day and month that can be read in two
//! ways stays ambiguous.

mod digits;
mod east;
mod figures;
mod named;
mod parts;

use super::email::letters::is_unspaced;
use super::fold::folded;
use crate::vocabulary;
use digits::PlainDigits;
use east::{ERAS, era_letter, ideographic};
use figures::{compact, numeric};
use named::{glued, misspelt, with_month_name, without_day};

pub(crate) use parts::Found;

/// All dates in a text, in order, at most `max`. The document's language decides where two
/// languages name different months alike.
pub(crate) fn dates(raw: &str, max: usize, language: Option<&str>) -> Vec<Found> {
    let Some(plain) = PlainDigits::of(raw) else {
        return plain_dates(raw, max, language);
    };
    let mut all = plain_dates(&plain.text, max, language);
    all.iter_mut().for_each(|found| {
        found.range = plain.origin(found.range.start)..plain.origin(found.range.end)
    });
    all
}

fn plain_dates(raw: &str, max: usize, language: Option<&str>) -> Vec<Found> {
    let bytes = raw.as_bytes();
    let mut all: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < bytes.len() && all.len() < max {
        let Some(start) = super::next_byte(bytes, at, |b| b.is_ascii_digit()) else {
            break;
        };
        let end = start
            + bytes
                .get(start..)
                .unwrap_or_default()
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count();
        at = end;
        let is_compact = end - start == 8;
        // The number of a row or of anything else, and of no day.
        let is_long = end - start > 4 && !is_compact;
        if is_long
            && !start
                .checked_sub(1)
                .and_then(|before| bytes.get(before))
                .is_some_and(|b| ERAS.iter().any(|(letter, _)| char::from(*b) == *letter))
        {
            continue;
        }
        let before = raw.get(..start).and_then(|r| r.chars().next_back());
        if let Some(found) = era_letter(raw, start, before) {
            at = found.range.end;
            all.push(found);
            continue;
        }
        if is_long
            || before.is_some_and(|c| {
                c.is_alphabetic() && c != 'T' && !is_unspaced(c) || matches!(c, '_' | '@' | '+')
            })
        {
            continue;
        }
        let joined = before.is_some_and(|c| matches!(c, '/' | '.' | '-' | ':' | ','));
        // "Apr-08-2026"
        let is_joined = joined
            && raw.get(..start.saturating_sub(1)).is_some_and(|before| {
                let word = before
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default();
                word.ends_with(|c: char| c.is_ascii_alphanumeric())
                    && (word.ends_with(|c: char| c.is_ascii_digit())
                        || vocabulary::month(&folded(word), language).is_none())
            });
        let found = match (is_joined, is_compact) {
            (true, _) => None,
            (false, true) => compact(raw, start, end),
            (false, false) => ideographic(raw, start, end).or_else(|| numeric(raw, start)),
        };
        // "Version 2.1 of April" has no first of April.
        let is_part = is_joined || is_compact;
        let found =
            found.or_else(|| with_month_name(raw, start, end, language).filter(|_| !is_part));
        let found = found.or_else(|| glued(raw, start, end, language).filter(|_| !is_part));
        let found = found.or_else(|| misspelt(raw, start, end).filter(|_| !is_part));
        if let Some(found) =
            found.or_else(|| without_day(raw, start, end, language).filter(|_| !is_compact))
        {
            at = found.range.end.max(end);
            if all.last().is_none_or(|l| l.range.end <= found.range.start) {
                all.push(found);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests;
