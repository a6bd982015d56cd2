//! Dates with the name of a month.

use std::ops::Range;

use super::parts::{APOSTROPHES, AROUND, Found, YEARS, day, goes_on, number};
use crate::claims::email::letters::is_raised;
use crate::claims::fold::{Words, folded};
use crate::vocabulary;

/// The longest name of a month, in characters.
pub(super) const MAX_MONTH: usize = 14;

/// `08APR2026`
pub(super) fn glued(raw: &str, start: usize, end: usize, language: Option<&str>) -> Option<Found> {
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
pub(super) fn without_day(
    raw: &str,
    start: usize,
    end: usize,
    language: Option<&str>,
) -> Option<Found> {
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

/// A month in Roman numerals: in capital letters, or in small ones between the same marks. Alone,
/// "i" and "v" are words.
pub(super) fn roman(raw: &str, span: &Range<usize>) -> Option<i8> {
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
pub(super) fn misspelt(raw: &str, start: usize, end: usize) -> Option<Found> {
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
pub(super) fn is_between(word: &str) -> bool {
    matches!(
        word,
        "de" | "of" | "del" | "den" | "the" | "st" | "nd" | "rd" | "th" | "er" | "m"
    )
}

/// Whether at most two letters are wrong in a month's name, one in a short one, and none is right.
pub(super) fn is_nearly_month(word: &str) -> bool {
    let folded = folded(word);
    let letters = folded.chars().count();
    let wrong = if letters < 5 { 1 } else { 2 };
    (3..=14).contains(&letters)
        && !folded.contains(' ')
        && vocabulary::months().any(|month| month.len() > 3 && distance(&folded, month, wrong))
}

/// Whether one word becomes the other by at most `max` letters that are put in, left out, exchanged
/// or swapped with their neighbour.
pub(super) fn distance(a: &str, b: &str, max: usize) -> bool {
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

/// A month's name with a day and a year around it; `start..end` is the day or, where the year comes
/// first, the year.
pub(super) fn with_month_name(
    raw: &str,
    start: usize,
    end: usize,
    language: Option<&str>,
) -> Option<Found> {
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
    // Behind a day stands its year, and behind a year its day.
    if !raw.as_bytes().get(end..to)?.iter().any(u8::is_ascii_digit) {
        return None;
    }
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
