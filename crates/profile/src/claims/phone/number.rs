//! A telephone number as it is printed: its digits, its extension, what stands beside it, and what
//! is no number at all.

use std::ops::Range;

use super::extension::extension;
use super::hours::{is_always, is_time};
use super::letters::{self, DIGITS};
use super::note::{is_footnote, is_note};
use super::plan::{KEEPS_ZERO, WHOLE, country, lacks, trunk};
use super::several::ends_at_dash;
use crate::claims::email::letters::is_unspaced;

/// Country code and number together have fewer digits on a few small islands only; those are not
/// joined with what stands below.
const SHORTEST_INTERNATIONAL: usize = 9;
/// A printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::claims) struct Number {
    /// Where it stands, with its extension.
    pub range: Range<usize>,
    /// Digits with a leading `+` where one was printed.
    pub number: String,
    /// Printed in a way that cannot be dialled, such as `++377`.
    pub misprinted: bool,
    /// The digits to dial behind it.
    pub extension: Option<String>,
    /// Lengths of its groups, the last one last.
    pub(super) groups: Vec<usize>,
}

/// What starts at a digit or a plus sign.
#[derive(Debug)]
pub(super) enum Reading {
    /// A number.
    Number(Number),
    /// A number with letters in the place of digits.
    Misspelt(Range<usize>),
    /// Something else.
    Nothing,
}

/// The number that starts here.
pub(in crate::claims) fn number(raw: &str, start: usize) -> Option<Number> {
    match read(raw, start) {
        Reading::Number(number) => Some(number),
        _ => None,
    }
}

/// Reads what starts here.
pub(super) fn read(raw: &str, start: usize) -> Reading {
    let before = raw.get(..start).unwrap_or_default().chars().next_back();
    if before.is_some_and(letters::is_look_alike) {
        // `O2079460152`: the letter is a part of it.
        return letters::glued_before(raw, start).map_or(Reading::Nothing, Reading::Misspelt);
    }
    if is_inside(before) {
        return Reading::Nothing;
    }
    // `O20 7946 0152`, read from its second group on.
    let from = letters::group_before(raw, start);
    if let Some(range) = letters::vanity(raw, start).or_else(|| letters::unprinted(raw, start)) {
        return Reading::Misspelt(range);
    }
    let Some(number) = digits(raw, start) else {
        return letters::misspelt(raw, from.unwrap_or(start))
            .map_or(Reading::Nothing, Reading::Misspelt);
    };
    if let Some(whole) = from.and_then(|from| letters::misspelt(raw, from)) {
        return Reading::Misspelt(whole);
    }
    let whole = letters::misspelt(raw, start).filter(|whole| whole.end > number.range.end);
    let glued = raw
        .get(number.range.end..)
        .is_some_and(|r| r.starts_with(letters::is_look_alike));
    match whole {
        Some(whole) if number.extension.is_none() && (glued || number.number.len() <= WHOLE) => {
            Reading::Misspelt(whole)
        }
        _ => Reading::Number(number),
    }
}

/// Whether hours of so many days a week stand here, and the last group is those hours: `8x5`.
fn is_hours_by_days(last: Option<&usize>, digits: &str, rest: &str) -> bool {
    let hours = last
        .and_then(|last| digits.get(digits.len().checked_sub(*last)?..))
        .and_then(|hours| hours.parse::<u8>().ok());
    let mut behind = rest.chars().skip(1);
    last.is_some_and(|last| *last <= 2)
        && hours.is_some_and(|hours| (1..=24).contains(&hours))
        && behind
            .next()
            .is_some_and(|days| ('5'..='7').contains(&days))
        && !behind.next().is_some_and(char::is_alphanumeric)
}

/// Whether what begins here is the rest of something else. Where words have no spaces between
/// them, a word may end in front of it.
fn is_inside(before: Option<char>) -> bool {
    before.is_some_and(|c| {
        c.is_alphanumeric() && !is_unspaced(c)
            || matches!(c, '.' | '/' | '-' | '_' | '@' | '#' | '=' | '+')
    })
}

/// Whether what begins here is neither a number nor misspelt, whatever follows: most digits are
/// told by this, before anything dearer is asked.
pub(super) fn is_none(raw: &str, start: usize) -> bool {
    let before = raw.get(..start).unwrap_or_default().chars().next_back();
    let is_plain = || {
        is_short(raw, start)
            && letters::group_before(raw, start).is_none()
            && letters::vanity(raw, start).is_none()
    };
    !before.is_some_and(letters::is_look_alike) && (is_inside(before) || is_plain())
}

/// Whether fewer digits stand here than a number has, however they are grouped and misspelt: a
/// year, a chapter, a line's number. Only saves looking closer, so it is asked of plain signs
/// alone.
fn is_short(raw: &str, start: usize) -> bool {
    // Seven digits with four characters between any two of them are shorter.
    const FAR: usize = 64;
    let near = raw.as_bytes().get(start..).unwrap_or_default();
    let mut digits = 0;
    for byte in near.iter().take(FAR) {
        match byte {
            b'0'..=b'9' => digits += 1,
            b' ' | b'.' | b'-' | b'/' | b'(' | b')' | b'[' | b']' => {}
            b'+' | 0x80.. => return false,
            byte if letters::is_look_alike(char::from(*byte)) => digits += 1,
            _ => break,
        }
    }
    digits < *DIGITS.start()
}

fn digits(raw: &str, start: usize) -> Option<Number> {
    let rest = raw.get(start..)?;
    let pluses = rest.bytes().take_while(|b| *b == b'+').count();
    let behind = rest.get(pluses..)?;
    if pluses > 0
        && !behind
            .trim_start_matches([' ', '('])
            .starts_with(|c: char| c.is_ascii_digit())
        || pluses > 3
    {
        return None;
    }
    let mut digits = String::new();
    let mut end = start;
    let mut chars = behind.char_indices().peekable();
    let mut gap = 0;
    let mut groups: Vec<usize> = vec![0];
    // Digits and end of what stands before the group in hand.
    let mut whole = (0, start);
    while let Some((i, c)) = chars.next() {
        if gap > 0 && c.is_ascii_digit() {
            whole = (digits.len(), end);
            groups.push(0);
        }
        let rest = behind.get(i..)?;
        match c {
            _ if gap > 0 && is_always(rest) => break,
            '0'..='9' if gap > 0 && digits.len() >= WHOLE && is_duration(rest) => break,
            '0'..='9'
                if gap > 0
                    && digits.len() >= *DIGITS.start()
                    && is_footnote(raw.get(..start)?, behind.get(..i)?, rest) =>
            {
                break;
            }
            '-' | '–' | '\u{2010}' | '\u{2011}'
                if ends_at_dash(&digits, pluses, &groups, raw.get(start..end)?, rest, gap) =>
            {
                break;
            }
            '0'..='9' => {
                digits.push(c);
                if let Some(last) = groups.last_mut() {
                    *last += 1;
                }
                end = start + pluses + i + 1;
                gap = 0;
            }
            '(' | '[' if !digits.is_empty() && trunk(rest, &digits, pluses).is_some() => {
                // The trunk prefix is not dialled from abroad, except where the country keeps it.
                let prefix = trunk(rest, &digits, pluses)?;
                if KEEPS_ZERO.contains(&country(&digits, pluses)) {
                    digits.push('0');
                }
                for _ in 0..=prefix {
                    chars.next();
                }
                end = start + pluses + i + prefix + 2;
                gap = 1;
            }
            // `+62 (021) 5550100`: the zero in front of the area is one too.
            '(' if pluses > 0
                && groups.len() == 1
                && digits.len() <= 3
                && rest.starts_with("(0") =>
            {
                if KEEPS_ZERO.contains(&digits.as_str()) {
                    digits.push('0');
                }
                chars.next();
                gap = 1;
            }
            // "12 / 0812 …": an extension, and another number.
            '/' if gap > 0
                && pluses == 0
                && rest
                    .get(1..)
                    .is_some_and(|r| r.trim_start().starts_with(['0', '+'])) =>
            {
                break;
            }
            // "(24/7)", "(24h)", "(Mon-Fri)" behind a number are no part of it.
            '(' if digits.len() >= *DIGITS.start() && !is_area_code(rest.get(1..)) => break,
            // `[1]` and `(1)` behind a number are footnotes.
            '[' | '(' if digits.len() >= *DIGITS.start() && is_note(rest) => break,
            // " / " leads to another number, "030/1234" to the rest of this one.
            '/' if digits.len() > 6 => break,
            // Wrapped inside an international number: too few digits for one, and more of them at
            // the start of the next row; or those that its country's numbers lack.
            '\n' if pluses > 0
                && (digits.len() < SHORTEST_INTERNATIONAL && goes_on(rest.get(1..))
                    || lacks(&digits).is_some_and(|lacks| completes(rest, lacks))) =>
            {
                while chars.next_if(|(_, c)| matches!(c, ' ' | '\t')).is_some() {}
                gap = 1;
            }
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')' | '[' | ']'
            | '\u{2010}' | '\u{2011}' | '–'
                if gap < 4 =>
            {
                gap += 1;
            }
            // "8x5" behind a number.
            'x' | 'X' | '\u{d7}'
                if gap == 0
                    && whole.0 >= *DIGITS.start()
                    && is_hours_by_days(groups.last(), &digits, rest) =>
            {
                digits.truncate(whole.0);
                groups.pop();
                end = whole.1;
                break;
            }
            'x' if gap == 0 && digits.len() >= *DIGITS.start() && extension(rest).is_some() => {
                break;
            }
            // "8h-18h" behind a number.
            'h' | 'H' | 'x'
                if gap == 0 && whole.0 >= *DIGITS.start() && digits.len() <= whole.0 + 2 =>
            {
                digits.truncate(whole.0);
                groups.pop();
                end = whole.1;
                break;
            }
            c if c.is_alphabetic() && gap == 0 && !is_unspaced(c) && !starts_word(rest) => {
                return None;
            }
            _ => break,
        }
        if digits.len() > *DIGITS.end() {
            return None;
        }
    }
    if !DIGITS.contains(&digits.len()) {
        return None;
    }
    let extension = extension(raw.get(end..)?);
    end += extension.as_ref().map_or(0, |(length, _)| *length);
    // `(+44) 20`: both brackets are a part of it.
    let printed = raw.get(start..end)?;
    let opened = printed
        .find(')')
        .is_some_and(|close| printed.find('(').is_none_or(|open| close < open))
        && raw.get(..start)?.ends_with('(');
    let start = start - usize::from(opened);
    let number = if pluses > 0 {
        format!("+{digits}")
    } else {
        digits
    };
    Some(Number {
        range: start..end,
        number,
        misprinted: pluses > 1,
        extension: extension.map(|(_, digits)| digits),
        groups,
    })
}

/// Whether an extension or the unit of a footnote stands glued to the digits: a word, and not a
/// letter in the place of a digit.
fn starts_word(rest: &str) -> bool {
    extension(rest).is_some()
}

/// Whether a number of hours or days stands here, or a time of the day.
fn is_duration(rest: &str) -> bool {
    let days = rest
        .strip_prefix("365")
        .map(|behind| behind.trim_start_matches([' ', '\u{a0}']));
    is_time(rest) || days.is_some_and(|word| word.starts_with(char::is_alphabetic))
}

/// Whether only digits stand up to the closing bracket.
fn is_area_code(inside: Option<&str>) -> bool {
    let code = inside
        .and_then(|inside| inside.get(..inside.floor_char_boundary(7)))
        .and_then(|near| near.split_once(')'))
        .map_or("", |(code, _)| code);
    !code.is_empty() && code.len() <= 6 && code.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

/// Whether the next row begins with as many digits, in groups of two or more.
fn completes(row: &str, lacks: usize) -> bool {
    let mut left = lacks;
    let mut rest = row.trim_start_matches(['\n', ' ', '\t']);
    loop {
        let group = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(group..).unwrap_or_default();
        if group < 2 || group > left {
            return false;
        }
        left -= group;
        if left == 0 {
            return !behind.starts_with(|c: char| c.is_alphanumeric());
        }
        let Some(next) = behind.strip_prefix([' ', '-', '.', '\u{a0}']) else {
            return false;
        };
        rest = next;
    }
}

/// Whether a row begins with a group of two to four digits.
fn goes_on(row: Option<&str>) -> bool {
    let row = row.unwrap_or_default().trim_start_matches([' ', '\t']);
    let group = row.bytes().take_while(u8::is_ascii_digit).count();
    (2..=4).contains(&group)
        && row
            .get(group..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '-', '.']))
}

#[cfg(test)]
mod tests;
