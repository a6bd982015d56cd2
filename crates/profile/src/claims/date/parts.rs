//! What all ways to print a date share.

use std::ops::Range;

use jiff::civil::Date;

use crate::claims::email::letters::{is_raised, is_unspaced};

/// Years outside of this are no dates of profiles or keys.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// How far around a date a hint such as `(yyyy/mm/dd)` or the words of a date stand, in bytes.
pub(super) const AROUND: usize = 48;

/// What stands for the century in a short year.
pub(super) const APOSTROPHES: [char; 5] = ['\'', '’', '‘', '´', '`'];

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Where it stands.
    pub range: Range<usize>,
    /// All readings, earliest first; none for an impossible date.
    pub candidates: Vec<Date>,
    /// Whether it is one for certain, and not eight digits, or a day and a year around some word.
    pub is_certain: bool,
}

impl Found {
    pub(super) fn certain(range: Range<usize>, candidates: Vec<Date>) -> Self {
        Self {
            range,
            candidates,
            is_certain: true,
        }
    }
}

pub(super) fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

pub(super) fn number(raw: &str, at: usize) -> Option<(i16, usize)> {
    let rest = raw.get(at..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    if length > 4 {
        return None;
    }
    Some((rest.get(..length)?.parse().ok()?, at + length))
}

/// Whether a number goes on with this sign: not with the raised one of a note, as in `2026-04-08¹`,
/// and not with a word of a script without spaces, but for those of days.
pub(super) fn goes_on(c: char) -> bool {
    let is_of_day = || matches!(c, '年' | '月' | '日' | '년' | '월' | '일');
    c.is_alphanumeric() && !is_raised(c) && (!is_unspaced(c) || is_of_day())
}

/// `/`, `.` or `-`, perhaps with a space on either side.
pub(super) fn separator(raw: &str, at: usize) -> Option<(char, usize)> {
    let rest = raw.get(at..)?;
    let trimmed = rest.trim_start_matches([' ', '\u{a0}']);
    let first = trimmed.chars().next()?;
    let kind = match first {
        '/' | '.' | '-' => first,
        '\u{2010}' | '\u{2011}' | '–' => '-',
        _ => return None,
    };
    let behind = trimmed.get(first.len_utf8()..)?;
    let next = behind.trim_start_matches([' ', '\u{a0}']);
    let spaces = (rest.len() - trimmed.len()) + (behind.len() - next.len());
    (spaces <= 2 && next.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| (kind, raw.len() - next.len()))
}
