//! Dates in figures alone.

use std::ops::Range;

use jiff::civil::Date;

use super::parts::{APOSTROPHES, Found, YEARS, day, goes_on, number, separator};
use crate::claims::email::letters::is_unspaced;

/// The latest short year that is read without a mark for its century.
pub(super) const MAX_SHORT: i16 = 60;

/// `20260408`.
pub(super) fn compact(raw: &str, start: usize, end: usize) -> Option<Found> {
    let part = |from: usize, to: usize| raw.get(start + from..start + to)?.parse::<i16>().ok();
    let is_free = !raw.get(end..)?.starts_with(|c: char| {
        goes_on(c)
            && !is_unspaced(c)
            && !(c == 'T'
                && raw
                    .get(end + 1..)
                    .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())))
            || matches!(c, '_' | '-' | '.' | '/')
                && raw
                    .get(end + 1..)
                    .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric()))
    });
    let candidates = match (part(0, 4)?, part(4, 8)?) {
        (year, _) if is_free && YEARS.contains(&year) => vec![day(year, part(4, 6)?, part(6, 8)?)?],
        (_, year) if is_free && YEARS.contains(&year) => {
            two_readings(year, part(0, 2)?, part(2, 4)?, None)
        }
        _ => return None,
    };
    (!candidates.is_empty()).then_some(Found {
        range: start..end,
        candidates,
        is_certain: false,
    })
}

/// Three numbers with the same separator.
pub(super) fn numeric(raw: &str, start: usize) -> Option<Found> {
    let (a, after_a) = number(raw, start)?;
    let (kind, at_b) = separator(raw, after_a)?;
    let (b, after_b) = number(raw, at_b)?;
    let (second, at_c) = separator(raw, after_b).or_else(|| short_year(raw, after_b))?;
    let (c, end) = number(raw, at_c)?;
    let is_short = raw.get(..at_c)?.ends_with(APOSTROPHES);
    if kind != second
        || raw
            .get(end..)
            .and_then(|r| r.chars().next())
            .is_some_and(|n| goes_on(n) && n != 'T')
    {
        return None;
    }
    // A fourth number makes it an address or a telephone number.
    if separator(raw, end).is_some_and(|(k, next)| {
        k == kind
            && raw
                .get(next..)
                .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()))
    }) {
        return None;
    }
    let range = start..end;
    let order = hint(raw, &range);
    let lengths = (after_a - start, after_b - at_b, end - at_c);
    let mut is_certain = true;
    let candidates = match lengths {
        (1..=2, 1..=2, 2) if is_short => two_readings(2000 + c, a, b, order),
        (4, 1..=2, 1..=2) if YEARS.contains(&a) => {
            let day_first = order.is_some_and(|o| o == ['y', 'd', 'm']);
            let date = if day_first {
                day(a, c, b)
            } else {
                day(a, b, c)
            };
            date.into_iter().collect()
        }
        (1..=2, 1..=2, 4) if YEARS.contains(&c) => two_readings(c, a, b, order),
        // Two digits for the year only with full stops or slashes, and never a version such as
        // 1.10.22.
        (2, 2, 2) if kind != '-' && (1..=31).contains(&a) && (1..=12).contains(&b.min(a)) => {
            two_readings(2000 + c, a, b, order)
        }
        // `8/4/26`, `08-04-26`: also what a version or a part of a number looks like.
        (1..=2, 1..=2, 2) if c <= MAX_SHORT => {
            is_certain = false;
            let candidates = two_readings(2000 + c, a, b, order);
            if candidates.is_empty() {
                return None;
            }
            candidates
        }
        _ => return None,
    };
    Some(Found {
        range,
        candidates,
        is_certain,
    })
}

/// `.'26` behind a day and a month: the mark, and where the digits begin.
pub(super) fn short_year(raw: &str, at: usize) -> Option<(char, usize)> {
    let rest = raw.get(at..)?;
    let trimmed = rest.trim_start_matches(' ');
    let mark = trimmed
        .chars()
        .next()
        .filter(|c| matches!(c, '/' | '.' | '-'))?;
    let behind = trimmed.get(1..)?.trim_start_matches(' ');
    let digits = behind.strip_prefix(APOSTROPHES)?;
    (rest.len() - digits.len() <= 6 && digits.starts_with(|c: char| c.is_ascii_digit()))
        .then_some((mark, raw.len() - digits.len()))
}

/// Day and month in either order.
pub(super) fn two_readings(
    year: i16,
    first: i16,
    second: i16,
    order: Option<[char; 3]>,
) -> Vec<Date> {
    let day_first = day(year, second, first);
    let month_first = day(year, first, second);
    let mut all: Vec<Date> = match order {
        Some(['d', 'm', _]) => day_first.into_iter().collect(),
        Some(['m', 'd', _]) => month_first.into_iter().collect(),
        _ => day_first.into_iter().chain(month_first).collect(),
    };
    all.sort();
    all.dedup();
    all
}

/// The order that the document states beside the date, such as `(yyyy/mm/dd)` or `JJ/MM/AAAA`.
pub(super) fn hint(raw: &str, range: &Range<usize>) -> Option<[char; 3]> {
    let window = |from: usize, to: usize| {
        let (from, to) = (raw.ceil_char_boundary(from), raw.floor_char_boundary(to));
        raw.get(from..to.max(from)).unwrap_or_default()
    };
    let after = window(range.end, range.end + 24);
    let before = window(range.start.saturating_sub(24), range.start);
    [after, before].into_iter().find_map(|text| {
        let lower = text.to_lowercase();
        lower
            .split(|c: char| !(c.is_alphabetic() || matches!(c, '/' | '.' | '-')))
            .find_map(|word| {
                let parts: Vec<&str> = word
                    .split(['/', '.', '-'])
                    .filter(|p| !p.is_empty())
                    .collect();
                let letter = |p: &str| {
                    let first = p.chars().next()?;
                    let same = p.chars().all(|c| c == first) && (2..=4).contains(&p.len());
                    match first {
                        'y' | 'a' if same => Some('y'),
                        'j' if same => Some(if p.len() == 4 { 'y' } else { 'd' }),
                        'd' | 't' | 'g' if same => Some('d'),
                        'm' if same => Some('m'),
                        _ => None,
                    }
                };
                match parts.as_slice() {
                    [a, b, c] => Some([letter(a)?, letter(b)?, letter(c)?]),
                    _ => None,
                }
            })
    })
}
