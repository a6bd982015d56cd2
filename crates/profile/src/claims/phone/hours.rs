//! Hours and times of the day, which stand where numbers stand and are none.

use crate::claims::fold::folded;
use crate::vocabulary::words;

/// The longest word for hours, in bytes.
const MAX_HOURS: usize = 24;
/// Ways to say that somebody answers at any time, without blanks.
const ALWAYS: [&str; 8] = [
    "24/7", "24x7", "24h", "24/24", "7/7", "24/365", "365/24", "24*7",
];

/// Whether it is said here that somebody answers at any time.
pub(super) fn is_always(rest: &str) -> bool {
    let head: String = rest
        .chars()
        .take(12)
        .filter(|c| *c != ' ')
        .flat_map(char::to_lowercase)
        .collect();
    ALWAYS.iter().any(|words| head.starts_with(words))
}

/// Whether a time of the day or a number of hours stands here: `24 hours`, `9am`, `08:00`, `8-16`,
/// `08.00-17.00`, `0830 to 1700`, `1700 hrs`.
pub(super) fn is_time(rest: &str) -> bool {
    let hour = rest.bytes().take_while(u8::is_ascii_digit).count();
    if hour == 4 {
        return is_time_without_mark(rest);
    }
    let is_hour = |text: &str| text.parse::<u8>().is_ok_and(|hour| hour <= 24);
    let (Some(digits), Some(behind)) = (rest.get(..hour), rest.get(hour..)) else {
        return false;
    };
    let two = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    if hour > 2 || !is_hour(digits) {
        return false;
    }
    if let Some(minutes) = behind.strip_prefix(':') {
        return two(minutes) == 2;
    }
    let word = behind.trim_start_matches(' ');
    let word = word
        .get(
            ..word
                .find(|c: char| !(c.is_alphabetic() || c == '.'))
                .unwrap_or(word.len())
                .min(MAX_HOURS),
        )
        .unwrap_or_default();
    if !word.is_empty() && words::HOURS.contains(&&*folded(word)) {
        return true;
    }
    let clock = behind
        .strip_prefix('.')
        .filter(|minutes| two(minutes) == 2)
        .and_then(|minutes| minutes.get(2..));
    let end = clock
        .unwrap_or(behind)
        .trim_start_matches(' ')
        .strip_prefix(['-', '–'])
        .map(|end| end.trim_start_matches(' '));
    end.is_some_and(|end| {
        let length = two(end);
        let later = (1..=2).contains(&length) && end.get(..length).is_some_and(is_hour);
        let after = end.get(length..).unwrap_or_default();
        let closes = if clock.is_some() {
            after.starts_with('.')
        } else {
            !after.starts_with(['-', '.', '/', ' '])
        };
        later
            && closes
            && (clock.is_some()
                || digits.parse::<u8>().ok() < end.get(..length).and_then(|e| e.parse().ok()))
    })
}

/// `0830` in front of a word for hours, or of another time that the word for "to" leads to. Two times
/// with a mark between them may be two numbers: [`is_hours`] tells.
fn is_time_without_mark(rest: &str) -> bool {
    let of_day = |text: &str| text.get(..4).is_some_and(is_time_of_day);
    let behind = rest.get(4..).unwrap_or_default().trim_start_matches(' ');
    let (word, next) = behind
        .find([' ', ',', ')', '.', ';', '\n'])
        .map_or((behind, ""), |end| behind.split_at(end));
    let word = folded(
        word.get(..word.floor_char_boundary(MAX_HOURS))
            .unwrap_or_default(),
    );
    let next = next.trim_start_matches(' ');
    of_day(rest)
        && (words::HOURS.contains(&&*word) || words::THROUGH.contains(&&*word) && of_day(next))
}

/// Four digits such as `0830`.
fn is_time_of_day(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|p| p.parse::<u8>().ok());
    digits.bytes().all(|b| b.is_ascii_digit())
        && part(0..2).is_some_and(|hour| hour <= 24)
        && part(2..4).is_some_and(|minute| minute < 60 && minute % 5 == 0)
}

/// Whether the digits are opening hours: `08.15 - 16.45`, `0900-1700`.
pub(super) fn is_hours(printed: &str) -> bool {
    let parts: Vec<&str> = printed
        .split(['-', '–', '\u{2010}', '\u{2011}', ' ', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    let is_time = |part: &&str| {
        let (hour, minute) = match part.split_once('.') {
            Some(both) => both,
            None if part.len() == 4 => part.split_at(2),
            None => return false,
        };
        let number = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2);
        minute.len() == 2
            && number(hour).is_some_and(|h| h <= 24)
            && number(minute).is_some_and(|m| m < 60 && m % 5 == 0)
    };
    let has_dash = printed.contains(['-', '–', '\u{2010}', '\u{2011}']);
    let sides: Vec<&str> = printed
        .split(['-', '–', '\u{2010}', '\u{2011}'])
        .map(str::trim)
        .collect();
    let spaced = |side: &&str| {
        side.split_once(' ')
            .is_some_and(|(hour, minute)| hour.len() == 2 && is_time(&&*format!("{hour}.{minute}")))
    };
    if sides.len() == 2 && sides.iter().all(spaced) {
        return true;
    }
    let has_stop = parts.iter().any(|part| part.contains('.'));
    parts.len().is_multiple_of(2)
        && !parts.is_empty()
        && parts.iter().all(is_time)
        && (has_stop || has_dash && parts.len() == 2)
}
