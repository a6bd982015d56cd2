//! Dates in all the ways that they are printed. An order of day and month that can be read in two
//! ways stays ambiguous.

use std::ops::Range;

use jiff::civil::Date;

use super::email::letters::{is_raised, is_unspaced};
use super::fold::{Words, folded};
use crate::vocabulary;

/// Years outside of this are no dates of profiles or keys.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;
/// The latest short year that is read without a mark for its century.
const MAX_SHORT: i16 = 60;
/// What stands for the century in a short year.
const APOSTROPHES: [char; 5] = ['\'', '’', '‘', '´', '`'];
/// How far around a date a hint such as `(yyyy/mm/dd)` or the words of a date stand, in bytes.
const AROUND: usize = 48;
/// The longest name of a month, in characters.
const MAX_MONTH: usize = 14;

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
    fn certain(range: Range<usize>, candidates: Vec<Date>) -> Self {
        Self {
            range,
            candidates,
            is_certain: true,
        }
    }
}

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

/// A text with the digits of other scripts as ASCII ones, and the way back.
struct PlainDigits {
    text: String,
    /// Where each replaced character stands in `text`, and how many bytes longer the original is up
    /// to behind it.
    longer: Vec<(usize, usize)>,
}

impl PlainDigits {
    /// None where there are no others.
    fn of(raw: &str) -> Option<Self> {
        // Arabic digits begin with 0xD9 and 0xDB, Devanagari and Bengali ones with 0xE0, wide ones
        // with 0xEF.
        if raw.is_ascii() || !raw.chars().any(|c| Self::plain(c).is_some()) {
            return None;
        }
        let mut plain = Self {
            text: String::with_capacity(raw.len()),
            longer: Vec::new(),
        };
        let mut longer = 0;
        for c in raw.chars() {
            let Some(digit) = Self::plain(c) else {
                plain.text.push(c);
                continue;
            };
            longer += c.len_utf8() - 1;
            plain.longer.push((plain.text.len(), longer));
            plain.text.push(digit);
        }
        Some(plain)
    }

    fn plain(c: char) -> Option<char> {
        let zero = match c {
            '\u{660}'..='\u{669}' => 0x660,
            '\u{6f0}'..='\u{6f9}' => 0x6f0,
            '\u{966}'..='\u{96f}' => 0x966,
            '\u{9e6}'..='\u{9ef}' => 0x9e6,
            '\u{ff10}'..='\u{ff19}' => 0xff10,
            '\u{ff0d}' => return Some('-'),
            '\u{ff0e}' => return Some('.'),
            '\u{ff0f}' => return Some('/'),
            _ => return None,
        };
        char::from_digit(u32::from(c) - zero, 10)
    }

    fn origin(&self, at: usize) -> usize {
        let before = self.longer.partition_point(|(start, _)| *start < at);
        at + before
            .checked_sub(1)
            .and_then(|i| self.longer.get(i))
            .map_or(0, |(_, longer)| *longer)
    }
}

/// Letters of eras in front of their years, and the year before the first one.
const ERAS: [(char, i16); 2] = [('R', 2018), ('H', 1988)];

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

/// `R8.4.8`: the year of an era by its letter.
fn era_letter(raw: &str, start: usize, letter: Option<char>) -> Option<Found> {
    let letter = letter?;
    let (_, first) = ERAS.iter().find(|(era, _)| *era == letter)?;
    let before = raw.get(..start - 1)?;
    let (year, behind) = number(raw, start)?;
    let (kind, at) = separator(raw, behind)?;
    let (month, behind) = number(raw, at)?;
    let (second, at) = separator(raw, behind)?;
    let (date, end) = number(raw, at)?;
    let is_free = !before.ends_with(char::is_alphanumeric)
        && !raw
            .get(end..)?
            .starts_with(|c: char| goes_on(c) || matches!(c, '.' | '-'));
    let candidates = vec![day(first + year, month, date)?];
    (is_free && kind == second && year < 60).then(|| Found {
        range: start - 1..end,
        candidates,
        is_certain: false,
    })
}

/// `08APR2026`
fn glued(raw: &str, start: usize, end: usize, language: Option<&str>) -> Option<Found> {
    let value: i16 = raw
        .get(start..end)
        .filter(|day| day.len() <= 2)?
        .parse()
        .ok()?;
    let rest = raw.get(end..)?;
    let letters = rest
        .char_indices()
        .take(MAX_MONTH)
        .find(|(_, c)| !c.is_alphabetic())?
        .0;
    let month = vocabulary::month(&folded(rest.get(..letters)?), language)?;
    let (year, until) = number(raw, end + letters).filter(|(year, _)| YEARS.contains(year))?;
    let is_free = !raw.get(until..)?.starts_with(goes_on);
    is_free.then(|| {
        Found::certain(
            start..until,
            day(year, i16::from(month), value).into_iter().collect(),
        )
    })
}

/// A month without a day, which is not understood: `April 2026`, `04/2026`, `2026-04`.
fn without_day(raw: &str, start: usize, end: usize, language: Option<&str>) -> Option<Found> {
    let value: i16 = raw.get(start..end)?.parse().ok()?;
    let unread = |range: Range<usize>| {
        Some(Found {
            range,
            candidates: Vec::new(),
            is_certain: false,
        })
    };
    let is_free = |at: usize| {
        let behind = raw.get(at..).unwrap_or_default();
        let is_joined = behind.starts_with(['.', '-', '/', ':', ','])
            && behind.chars().nth(1).is_some_and(char::is_alphanumeric);
        !behind.starts_with(goes_on) && !is_joined
    };
    let joined = raw.get(..start)?.ends_with(['.', '-', '/', ':', ',', '_']);
    if let Some((other, until)) = raw
        .get(end..)?
        .strip_prefix(['-', '/', '.'])
        .and_then(|_| number(raw, end + 1))
    {
        let lengths = (end - start, until - end - 1);
        let is_month = match lengths {
            (4, 2) => YEARS.contains(&value) && (1..=12).contains(&other),
            (1..=2, 4) => YEARS.contains(&other) && (1..=12).contains(&value),
            _ => false,
        };
        return if is_month && !joined && is_free(until) {
            unread(start..until)
        } else {
            None
        };
    }
    let before = raw
        .get(..start)?
        .trim_end_matches([' ', '\u{a0}', ',', '.']);
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let is_close = start - before.len() <= 3 && start > before.len();
    (is_close
        && end - start == 4
        && YEARS.contains(&value)
        && is_free(end)
        && vocabulary::month(&folded(word), language).is_some())
    .then(|| unread(before.len() - word.len()..end))?
}

/// Whether a number goes on with this sign: not with the raised one of a note, as in `2026-04-08¹`.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() && !is_raised(c)
}

/// `20260408`.
fn compact(raw: &str, start: usize, end: usize) -> Option<Found> {
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

/// `2026年4月8日`, `令和8年4月8日`, `2026년 4월 8일`.
fn ideographic(raw: &str, start: usize, end: usize) -> Option<Found> {
    let part = |at: usize, marks: [char; 2]| {
        let rest = raw.get(at..)?;
        let digits = rest.trim_start_matches([' ', '\u{3000}']);
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        let behind = digits.get(length..)?.trim_start_matches(' ');
        let number: i16 = digits
            .get(..length)
            .filter(|d| d.len() <= 4)?
            .parse()
            .ok()?;
        let next = behind.strip_prefix(marks)?;
        Some((number, raw.len() - next.len()))
    };
    let (year, at) = part(start, ['年', '년'])?;
    let (month, at) = part(at, ['月', '월'])?;
    let (date, until) = part(at, ['日', '일'])?;
    // The first year of the era is the one behind this.
    let before = raw.get(..start)?.trim_end_matches(' ');
    let eras = [
        ("令和", 2018),
        ("平成", 1988),
        ("民國", 1911),
        ("民国", 1911),
    ];
    let era = eras
        .iter()
        .find(|(name, _)| end - start <= 3 && before.ends_with(name));
    let (year, from) = era.map_or((year, start), |(name, first)| {
        (first + year, before.len() - name.len())
    });
    YEARS
        .contains(&year)
        .then(|| Found::certain(from..until, day(year, month, date).into_iter().collect()))
}

/// A month in Roman numerals: in capital letters, or in small ones between the same marks. Alone,
/// "i" and "v" are words.
fn roman(raw: &str, span: &Range<usize>) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let word = raw.get(span.clone())?;
    let before = raw
        .get(..span.start)?
        .trim_end_matches(' ')
        .chars()
        .next_back();
    let after = raw.get(span.end..)?.trim_start_matches(' ').chars().next();
    let is_marked = matches!(
        (before, after),
        (Some('/' | '.' | '-'), Some('/' | '.' | '-'))
    );
    let word = if is_marked {
        word.to_ascii_uppercase()
    } else {
        word.to_owned()
    };
    let index = MONTHS.iter().position(|month| *month == word)?;
    i8::try_from(index + 1).ok()
}

/// A day and a year around a word that is no month's name in any language: misspelt, or in a
/// language that is not known. In front of the day, or behind the year, only a word that is nearly
/// one.
fn misspelt(raw: &str, start: usize, end: usize) -> Option<Found> {
    let value: i16 = raw.get(start..end)?.parse().ok()?;
    let limit = raw.floor_char_boundary(end + AROUND);
    let row = raw.get(end..limit)?.split('\n').next()?;
    let marks = [' ', '\u{a0}', '.', ',', '-', '/', '\t'];
    let mut at = end;
    let mut words = row.split_inclusive(marks).filter_map(|piece| {
        let word = piece.trim_end_matches(marks);
        at += piece.len();
        (!word.is_empty() && !is_between(word)).then(|| (word, at - piece.len() + word.len()))
    });
    let ((first, first_end), second) = (words.next()?, words.next());
    let is_year =
        |word: &str| word.len() == 4 && word.parse::<i16>().is_ok_and(|year| YEARS.contains(&year));
    let unread = |range: Range<usize>| {
        Some(Found {
            range,
            candidates: Vec::new(),
            is_certain: false,
        })
    };
    let is_word = |word: &str| {
        (3..=14).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
    };
    if YEARS.contains(&value) && end - start == 4 {
        let (_, until) =
            second.filter(|(day, _)| day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)))?;
        return if is_nearly_month(first) {
            unread(start..until)
        } else {
            None
        };
    }
    if !(1..=31).contains(&value) || end - start > 2 {
        return None;
    }
    if let Some((_, until)) = second.filter(|(year, _)| is_year(year) && is_word(first)) {
        return unread(start..until);
    }
    let near = raw.ceil_char_boundary(start.saturating_sub(2 * AROUND));
    let before = raw.get(near..start)?.rsplit('\n').next()?;
    let month = before
        .trim_end_matches(marks)
        .rsplit(|c: char| !c.is_alphabetic())
        .next()?;
    let from = before.trim_end_matches(marks).len() - month.len();
    let is_close = before.len() - from - month.len() <= 2;
    if is_close && is_year(first) && is_nearly_month(month) {
        unread(start - before.len() + from..first_end)
    } else {
        None
    }
}

/// Words between day, month and year, and the endings of ordinal numbers.
fn is_between(word: &str) -> bool {
    matches!(
        word,
        "de" | "of" | "del" | "den" | "the" | "st" | "nd" | "rd" | "th" | "er" | "m"
    )
}

/// Whether at most two letters are wrong in a month's name, one in a short one, and none is right.
fn is_nearly_month(word: &str) -> bool {
    let folded = folded(word);
    let letters = folded.chars().count();
    let wrong = if letters < 5 { 1 } else { 2 };
    (3..=14).contains(&letters)
        && !folded.contains(' ')
        && vocabulary::months().any(|month| month.len() > 3 && distance(&folded, month, wrong))
}

/// Whether one word becomes the other by at most `max` letters that are put in, left out, exchanged
/// or swapped with their neighbour.
fn distance(a: &str, b: &str, max: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > max || a.first() != b.first() {
        return false;
    }
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let above = |back: usize, at: usize| {
                rows.get(rows.len() - back)
                    .and_then(|r| r.get(at))
                    .copied()
                    .unwrap_or(usize::MAX / 2)
            };
            let left = row.get(j).copied().unwrap_or_default();
            let mut least = (above(1, j) + usize::from(x != y))
                .min(above(1, j + 1) + 1)
                .min(left + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                least = least.min(above(2, j - 1) + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows.last()
        .and_then(|row| row.last())
        .is_some_and(|least| *least <= max)
}

/// Three numbers with the same separator.
fn numeric(raw: &str, start: usize) -> Option<Found> {
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
fn short_year(raw: &str, at: usize) -> Option<(char, usize)> {
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
fn two_readings(year: i16, first: i16, second: i16, order: Option<[char; 3]>) -> Vec<Date> {
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

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(raw: &str, at: usize) -> Option<(i16, usize)> {
    let rest = raw.get(at..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    if length > 4 {
        return None;
    }
    Some((rest.get(..length)?.parse().ok()?, at + length))
}

/// `/`, `.` or `-`, perhaps with a space on either side.
fn separator(raw: &str, at: usize) -> Option<(char, usize)> {
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

/// The order that the document states beside the date, such as `(yyyy/mm/dd)` or `JJ/MM/AAAA`.
fn hint(raw: &str, range: &Range<usize>) -> Option<[char; 3]> {
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

/// A month's name with a day and a year around it; `start..end` is the day or, where the year comes
/// first, the year.
fn with_month_name(raw: &str, start: usize, end: usize, language: Option<&str>) -> Option<Found> {
    let value: i16 = raw.get(start..end)?.parse().ok()?;
    // Most numbers are told before the words behind them are read: they are neither a day nor a
    // year, or go on as a word of hexadecimal digits does.
    let mut suffix = raw
        .as_bytes()
        .get(end..)?
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric());
    if !((0..=31).contains(&value) || YEARS.contains(&value))
        || suffix.by_ref().take(4).any(u8::is_ascii_digit)
        || suffix.next().is_some()
    {
        return None;
    }
    let to = raw.floor_char_boundary(end + AROUND);
    // The words behind, up to the end of what can be a date.
    let words = Words::of(raw.get(start..to)?, start);
    let is_filler = |w: &str| {
        matches!(
            w,
            "de" | "of"
                | "del"
                | "st"
                | "nd"
                | "rd"
                | "th"
                | "er"
                | "the"
                | "den"
                | "da"
                | "do"
                | "e"
                | "a"
                | "m"
        )
    };
    let first = words.word(0);
    let suffix = first.trim_start_matches(|c: char| c.is_ascii_digit());
    // "1º de março"
    if !suffix.is_empty() && !is_filler(suffix) && suffix != "o" {
        return None;
    }
    let mut index = 1;
    while is_filler(words.word(index)) && index < 4 {
        index += 1;
    }
    let year_at = |i: usize| {
        let span = words.spans.get(i)?;
        // "8 April 2026¹": a note.
        let printed = raw.get(span.start..span.end)?;
        let digits = printed.trim_end_matches(is_raised);
        let (text, until) = if digits.len() < printed.len() {
            (digits, span.start + digits.len())
        } else {
            (words.word(i), span.end)
        };
        let year: i16 = text.parse().ok()?;
        // `8 Apr '26`
        let short = words.spans.get(i).filter(|s| {
            text.len() == 2 && raw.get(..s.start).is_some_and(|b| b.ends_with(APOSTROPHES))
        });
        if let Some(span) = short {
            return Some((2000 + year, span.end));
        }
        (text.len() == 4 && YEARS.contains(&year)).then_some((year, until))
    };
    // "2026. gada 8. aprīlis"
    if YEARS.contains(&value) && matches!(words.word(1), "gada" | "g") {
        let date: i16 = words
            .word(2)
            .parse()
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        let month = vocabulary::month(words.word(3), language)?;
        return Some(Found::certain(
            start..words.spans.get(3)?.end,
            day(value, i16::from(month), date).into_iter().collect(),
        ));
    }
    let printed = words.spans.get(index).map_or(0..0, |s| s.start..s.end);
    if let Some(month) =
        vocabulary::month(words.word(index), language).or_else(|| roman(raw, &printed))
    {
        let mut next = index + 1;
        while is_filler(words.word(next)) && next < index + 3 {
            next += 1;
        }
        if (1..=31).contains(&value) && end - start <= 2 {
            if let Some((year, until)) = year_at(next) {
                return Some(Found::certain(
                    start..until,
                    day(year, i16::from(month), value).into_iter().collect(),
                ));
            }
            // `8-Apr-26`, unless it is an hour.
            let year = words
                .word(next)
                .parse::<i16>()
                .ok()
                .filter(|_| words.word(next).len() == 2 && next == index + 1);
            let until = words.spans.get(next).map_or(start, |short| short.end);
            let mut behind = raw.get(until..)?.chars();
            let is_hour = matches!(behind.next(), Some(':' | '.'))
                && behind.next().is_some_and(|c| c.is_ascii_digit());
            let found = |year| Found {
                range: start..until,
                candidates: day(2000 + year, i16::from(month), value)
                    .into_iter()
                    .collect(),
                is_certain: false,
            };
            return year
                .filter(|_| {
                    !is_hour
                        && !raw
                            .get(start..until)
                            .is_some_and(|date| date.contains('\n'))
                })
                .map(found);
        } else if YEARS.contains(&value) {
            // 2022-May-22, 2022. május 22.
            let text = words.word(next);
            let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let d: i16 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
            let until = words.spans.get(next)?.end;
            return Some(Found::certain(
                start..until,
                day(value, i16::from(month), d).into_iter().collect(),
            ));
        }
    }
    // May 22nd, 2022: the month stands in front.
    if !(1..=31).contains(&value) || end - start > 2 {
        return None;
    }
    let from = raw.ceil_char_boundary(start.saturating_sub(24));
    let before = Words::of(raw.get(from..start)?, from);
    let mut last = before.len().checked_sub(1)?;
    if is_filler(before.word(last)) {
        last = last.checked_sub(1)?;
    }
    let month = vocabulary::month(before.word(last), language)?;
    let between = raw.get(before.spans.get(last)?.end..start)?;
    if between.contains('\n') || between.len() > 8 {
        return None;
    }
    let (year, until) = (1..=2).find_map(year_at)?;
    Some(Found::certain(
        before.spans.get(last)?.start..until,
        day(year, i16::from(month), value).into_iter().collect(),
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn one(raw: &str) -> Vec<String> {
        let all = dates(raw, 10, None);
        assert_eq!(all.len(), 1, "{raw}: {all:?}");
        all[0].candidates.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_form_is_read() {
        for (raw, date) in [
            ("2022-05-22", "2022-05-22"),
            ("2026/01/19 (yyyy/mm/dd)", "2026-01-19"),
            ("10/10/2023", "2023-10-10"),
            ("20.09.2024", "2024-09-20"),
            ("28-03-2025", "2025-03-28"),
            ("29/05/2024.", "2024-05-29"),
            ("May, 22nd 2022", "2022-05-22"),
            ("May 22, 2022", "2022-05-22"),
            ("22nd of May, 2022", "2022-05-22"),
            ("Wed, 1 February 2022 10:00:00 +0100", "2022-02-01"),
            ("Thu, 13 Sept 2018 08h18", "2018-09-13"),
            ("30 September 2025", "2025-09-30"),
            ("7 Mei 2026", "2026-05-07"),
            ("terça-feira, 22 de abril de 2025", "2025-04-22"),
            ("1er juin 2021", "2021-06-01"),
            ("1. März 2022", "2022-03-01"),
            ("6 juni 2021", "2021-06-06"),
            ("12 grudnia 2021", "2021-12-12"),
            ("6. júna 2021", "2021-06-06"),
            ("3 dicembre 2020", "2020-12-03"),
            ("22-May-2022", "2022-05-22"),
            ("06/07/2029 (dd/mm/yyyy)", "2029-07-06"),
            ("le 06/07/2029 (JJ/MM/AAAA)", "2029-07-06"),
            ("2022-05-22T10:00:00Z", "2022-05-22"),
            ("20. 9. 2024", "2024-09-20"),
            ("20260408", "2026-04-08"),
            ("8/IV/2026", "2026-04-08"),
            ("8.IV.2026", "2026-04-08"),
            ("8 XII 2026", "2026-12-08"),
            ("2026年4月8日", "2026-04-08"),
            ("2026年 4月 8日", "2026-04-08"),
            ("令和8年4月8日", "2026-04-08"),
            ("2026년 4월 8일", "2026-04-08"),
            ("8 Apr '26", "2026-04-08"),
            ("8 April ’26", "2026-04-08"),
            ("8/iv/2026", "2026-04-08"),
            ("8. xii. 2026", "2026-12-08"),
            ("25.04.'26", "2026-04-25"),
            ("25/4/’26", "2026-04-25"),
            ("25. 4. '26", "2026-04-25"),
            ("25/4/26", "2026-04-25"),
            ("25-04-26", "2026-04-25"),
            ("8-Apr-26", "2026-04-08"),
            ("8 April 26", "2026-04-08"),
            ("25042026", "2026-04-25"),
            ("20260408T101500Z", "2026-04-08"),
            ("２０２６年４月８日", "2026-04-08"),
            ("２０２６／０４／０８", "2026-04-08"),
            ("平成30年4月8日", "2018-04-08"),
            ("民國115年4月8日", "2026-04-08"),
            ("２５ April 2026", "2026-04-25"),
            ("٢٥/٠٤/٢٠٢٦", "2026-04-25"),
            ("2026 m. balandžio 8 d.", "2026-04-08"),
            ("2026. gada 8. aprīlis", "2026-04-08"),
            ("08APR2026", "2026-04-08"),
            ("Apr-08-2026", "2026-04-08"),
            ("R8.4.8", "2026-04-08"),
        ] {
            assert_eq!(one(raw), [date], "{raw}");
        }
    }

    #[test]
    fn an_ambiguous_order_keeps_both_readings() {
        assert_eq!(one("06/07/2029"), ["2029-06-07", "2029-07-06"]);
        assert_eq!(one("06.07.2029"), ["2029-06-07", "2029-07-06"]);
    }

    #[test]
    fn an_impossible_date_has_no_reading() {
        assert!(one("2024/19/11").is_empty());
        assert!(one("31.02.2024").is_empty());
        assert!(one("30 February 2024").is_empty());
        for raw in [
            "14 Febuari 2026",
            "14. Septmeber 2026",
            "14 de Febuary de 2026",
            "8 abirl de 2026",
            "8th of Septmber 2026",
            "Febuary 14, 2026",
            "Aprl 8 2026",
            "Setpember 8th, 2026",
            "Janaury 08 2026",
            "2026-Apirl-08",
            "2026 Ferbuary 8",
        ] {
            assert!(one(raw).is_empty(), "{raw}");
            let found = &dates(raw, 10, None)[0];
            assert!(
                !found.is_certain && raw.get(found.range.clone()) == Some(raw),
                "{raw}: {found:?}"
            );
        }
    }

    #[test]
    fn a_date_in_digits_of_another_script_stands_where_it_is_printed() {
        for raw in [
            "更新日：２０２６年４月８日。",
            "２０２６-０４-０８",
            "in ２０ days: 8 April 2026, ２ more",
        ] {
            let found = &dates(raw, 10, None)[0];
            assert_eq!(found.candidates, ["2026-04-08".parse().unwrap()], "{raw}");
            let printed = raw.get(found.range.clone()).unwrap();
            assert!(
                raw.contains(printed) && printed.ends_with(['日', '８', '6']),
                "{raw}: {printed}"
            );
        }
    }

    #[test]
    fn a_month_without_a_day_is_not_understood() {
        for raw in [
            "April 2026",
            "avril 2026",
            "04/2026",
            "2026-04",
            "04.2026",
            "Version 2.1 of April 2026",
        ] {
            let found = &dates(raw, 10, None)[0];
            assert!(
                found.candidates.is_empty() && !found.is_certain && found.range.end == raw.len(),
                "{raw}: {found:?}"
            );
        }
        for raw in [
            "we may 2026 times",
            "RFC 2350-2026",
            "April 20265",
            "13/2026",
            "2026-13",
            "v2026-04.1",
            "10.2026.1",
        ] {
            assert!(
                dates(raw, 10, None)
                    .iter()
                    .all(|found| !found.candidates.is_empty() || raw.contains("may")),
                "{raw}"
            );
        }
    }

    #[test]
    fn other_numbers_are_no_dates() {
        for raw in [
            "192.168.1.1",
            "version 1.2.3",
            "01.84.19.07.27",
            "+33 1 84 19 07 27",
            "24/7",
            "ISO 27001-2013",
            "9am-5pm",
            "RFC 2350",
            "may 2",
            "8 May 10:30",
            "Section 8, 2026",
            "Room 8, 2026",
            "4.30.99",
            "0123 4567",
            "00042026",
            "14 juillet",
        ] {
            assert!(dates(raw, 10, None).is_empty(), "{raw}");
        }
    }
}
