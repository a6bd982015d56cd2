//! A telephone number as it is printed: its digits, its extension, what stands beside it, and what
//! is no number at all.

use std::ops::Range;

use super::extension::extension;
use super::hours::{is_always, is_time};
use super::letters::{self, DIGITS};
use crate::claims::email::letters::is_unspaced;

/// Country code and number together have fewer digits on a few small islands only; those are not
/// joined with what stands below.
const SHORTEST_INTERNATIONAL: usize = 9;
/// Whole numbers have as many digits at least, with the code of the country; what stands behind
/// them may be something else.
const WHOLE: usize = 10;
/// Codes of countries whose numbers keep the zero when dialled from abroad (ITU-T E.164 and the
/// national numbering plans published with it): Italy, San Marino, the Vatican, Ivory Coast and
/// Congo.
const KEEPS_ZERO: [&str; 5] = ["39", "378", "379", "225", "242"];
/// Codes of countries in which all numbers have as many digits, with the code and without what is
/// not dialled from abroad.
const FIXED: [(&str, usize); 26] = [
    ("1", 11),
    ("7", 11),
    ("27", 11),
    ("30", 12),
    ("31", 11),
    ("33", 11),
    ("34", 11),
    ("41", 11),
    ("44", 12),
    ("45", 10),
    ("47", 10),
    ("48", 11),
    ("52", 12),
    ("56", 11),
    ("57", 12),
    ("61", 11),
    ("65", 10),
    ("90", 12),
    ("91", 12),
    ("351", 12),
    ("370", 11),
    ("371", 11),
    ("380", 12),
    ("420", 12),
    ("421", 12),
    ("852", 11),
];
/// Codes of countries in which the digits behind a hyphen are dialled through to a desk: Germany
/// and Austria.
const DIALS_THROUGH: [&str; 2] = ["49", "43"];
/// Groups of numbers that stand behind each other.
const MAX_GROUPS: usize = 24;
/// Characters between two groups, as in `) (`.
const MAX_ALIKE_GAP: usize = 3;
/// How far in front of a number a bracket is opened in which it stands, in bytes.
const MAX_OPENED: usize = 80;

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

/// The length of a trunk prefix in brackets behind the country's code: `(0)`, in Hungary `(06)`, in
/// Lithuania and Russia `(8)`.
fn trunk(rest: &str, country: &str, pluses: usize) -> Option<usize> {
    let prefixes: &[&str] = match (self::country(country, pluses), pluses) {
        ("36", 1..) => &["06", "0"],
        ("370" | "7" | "375", 1..) => &["8", "0"],
        _ => &["0"],
    };
    let inside = rest.get(1..)?;
    prefixes
        .iter()
        .find(|p| {
            inside
                .strip_prefix(**p)
                .is_some_and(|r| r.starts_with([')', ']']))
        })
        .map(|p| p.len())
}

/// How long the row of groups of digits is that starts here, if those are more than a telephone
/// number has: no number is cut out of it.
pub(super) fn too_long(rest: &str) -> Option<usize> {
    let (mut digits, mut end, mut gap) = (0, 0, false);
    for (i, c) in rest.char_indices() {
        match c {
            '0'..='9' => (digits, end, gap) = (digits + 1, i + 1, false),
            ' ' | '\u{a0}' | '-' if digits > 0 && !gap => gap = true,
            _ => break,
        }
    }
    (digits > *DIGITS.end()).then_some(end)
}

/// Where the second of two or more numbers begins that stand behind each other with one blank
/// between: groups of the same lengths again, and the same beginning. `020 7946 0152 020 7946 0153`
/// is too long for one number.
pub(super) fn next_alike(rest: &str) -> Option<usize> {
    let mut groups: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while let Some(behind) = rest.get(at..).filter(|_| groups.len() <= MAX_GROUPS) {
        let length = behind.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 {
            break;
        }
        groups.push((at, behind.get(..length)?));
        let gap = behind.get(length..)?;
        let next = gap.trim_start_matches([' ', '\u{a0}', '-', '.', '(', ')', '/']);
        if gap.len() - next.len() > MAX_ALIKE_GAP {
            break;
        }
        at += length + gap.len() - next.len();
    }
    let total: usize = groups.iter().map(|(_, group)| group.len()).sum();
    let part = (2..=4)
        .filter(|parts| groups.len().is_multiple_of(*parts))
        .map(|parts| groups.len() / parts)
        .find(|part| {
            let digits: usize = groups
                .iter()
                .take(*part)
                .map(|(_, group)| group.len())
                .sum();
            let (first, second) = (groups.first(), groups.get(*part));
            let begins = first.is_some_and(|(_, a)| {
                second.is_some_and(|(_, b)| {
                    a.starts_with('0') && b.starts_with('0') || a == b && *part > 1
                })
            });
            begins
                && DIGITS.contains(&digits)
                && groups
                    .iter()
                    .zip(groups.iter().skip(*part))
                    .all(|((_, a), (_, b))| a.len() == b.len())
        })?;
    let (start, _) = groups.get(part)?;
    let before = rest.get(..*start)?;
    let start = start - usize::from(before.ends_with('('));
    // `555-0152 555-0153`: the blank is no mark inside of either.
    let first = rest.get(..start)?.trim_end_matches([' ', '\u{a0}']);
    let is_parted = total > *DIGITS.end() || part > 1 && !first.contains([' ', '\u{a0}', '.', '/']);
    (is_parted && first.len() < start).then_some(start)
}

/// The digits without the `00` that stands for the plus sign.
fn country(digits: &str, pluses: usize) -> &str {
    if pluses > 0 {
        digits
    } else {
        digits.strip_prefix("00").unwrap_or(digits)
    }
}

/// Whether a number ends at this dash: with the end of a range behind it (`0152-54`), or with
/// blanks around it and other text.
fn ends_at_dash(
    digits: &str,
    pluses: usize,
    groups: &[usize],
    printed: &str,
    rest: &str,
    gap: usize,
) -> bool {
    let spaced = gap > 0 && rest.chars().nth(1).is_some_and(char::is_whitespace);
    range_end(digits, pluses, groups, printed, rest).is_some()
        || spaced
            && pluses > 0
            && digits.len() >= WHOLE
            && !DIALS_THROUGH.iter().any(|code| digits.starts_with(code))
}

/// The last digits of the number at the end of a range, where that stands behind this dash:
/// `0152-54`, `0152-0154`, `01 52-54`. In Germany and Austria `5550-0` and `5550-12` are one
/// number.
pub(super) fn range_end(
    digits: &str,
    pluses: usize,
    groups: &[usize],
    printed: &str,
    rest: &str,
) -> Option<String> {
    let dashes = ['-', '–', '\u{2010}', '\u{2011}', '—'];
    let behind = rest
        .trim_start_matches([' ', '\u{a0}'])
        .strip_prefix(dashes)?
        .trim_start_matches([' ', '\u{a0}']);
    let tail: String = behind.chars().take_while(char::is_ascii_digit).collect();
    let after = behind.get(tail.len()..)?;
    let last = *groups.last()?;
    let start = digits.get(digits.len().checked_sub(tail.len())?..)?;
    let dashed = printed.contains(dashes);
    let dials_through = DIALS_THROUGH
        .iter()
        .any(|code| country(digits, pluses).starts_with(code));
    let international = pluses > 0 || digits.starts_with("00");
    let enough = match (international, tail.len() == last) {
        (true, _) => WHOLE + usize::from(dashed),
        // The whole number in France, in pairs of digits.
        (false, true) if last == 2 => WHOLE,
        (false, _) if digits.starts_with('0') => WHOLE + 1,
        (false, _) => WHOLE,
    };
    // `8125-5501-2345` is one number, `0152-0154` are two.
    let alike = match tail.len() {
        1 | 2 => !dials_through || tail.len() == last,
        3 => tail.get(..1) == start.get(..1) && !dials_through,
        4 => tail.get(..2) == start.get(..2) && !dials_through,
        _ => false,
    };
    let goes_on = after.starts_with(char::is_alphanumeric)
        || after.starts_with([' ', '-', '.', ':', '/', '\u{a0}'])
            && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    let fits = !goes_on
        && !is_time(behind)
        && !is_always(behind)
        && tail.len() <= last
        && digits.len() >= enough
        && alike;
    (fits && start.parse::<u32>().ok()? < tail.parse::<u32>().ok()?).then_some(tail)
}

/// Whether a number of hours or days stands here, or a time of the day.
fn is_duration(rest: &str) -> bool {
    let days = rest
        .strip_prefix("365")
        .map(|behind| behind.trim_start_matches([' ', '\u{a0}']));
    is_time(rest) || days.is_some_and(|word| word.starts_with(char::is_alphabetic))
}

/// Whether a note's number stands here in brackets: one digit in round ones, for more of them may
/// be dialled, or two in square ones.
fn is_note(rest: &str) -> bool {
    let (inside, longest) = match rest.strip_prefix('[') {
        Some(inside) => (inside, 2),
        None => (rest.get(1..).unwrap_or_default(), 1),
    };
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    (1..=longest).contains(&digits)
        && inside
            .get(digits..)
            .is_some_and(|r| r.starts_with([')', ']']))
}

/// Whether a note's number stands here before a closing bracket that nothing opened: `1)`.
fn is_footnote(before: &str, printed: &str, rest: &str) -> bool {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let closes = rest
        .get(digits..)
        .is_some_and(|r| r.starts_with([')', ']']));
    let row = before.rsplit('\n').next().unwrap_or_default();
    let row = row
        .get(row.ceil_char_boundary(row.len().saturating_sub(MAX_OPENED))..)
        .unwrap_or_default();
    let is_open = |text: &str| {
        text.chars().fold(0_i32, |open, c| match c {
            '(' | '[' | '（' => open + 1,
            ')' | ']' | '）' => (open - 1).max(0),
            _ => open,
        }) > 0
    };
    digits <= 2 && closes && !is_open(row) && !is_open(printed)
}

/// Whether only digits stand up to the closing bracket.
fn is_area_code(inside: Option<&str>) -> bool {
    let code = inside
        .and_then(|inside| inside.get(..inside.floor_char_boundary(7)))
        .and_then(|near| near.split_once(')'))
        .map_or("", |(code, _)| code);
    !code.is_empty() && code.len() <= 6 && code.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

/// How many digits a number lacks to be one of its country, where all of them have as many.
fn lacks(digits: &str) -> Option<usize> {
    let (_, all) = FIXED.iter().find(|(code, _)| digits.starts_with(code))?;
    all.checked_sub(digits.len()).filter(|lacks| *lacks > 1)
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
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::hours::is_hours;
    use super::*;

    #[test]
    fn numbers_are_normalised() {
        for (raw, wanted, misprinted) in [
            ("++377 92002215", "+37792002215", true),
            ("+33 (0)1 79 35 29 51", "+33179352951", false),
            ("+33 (0) 782 290 175.", "+33782290175", false),
            ("+33 1 84 19 07 27", "+33184190727", false),
            ("+1-888-282-0870", "+18882820870", false),
            ("+49 30 / 1234-0", "+493012340", false),
            ("+(371) 67085888", "+37167085888", false),
            ("01 23 45 67 89", "0123456789", false),
            ("+62 (21) 788 33610", "+622178833610", false),
            ("+33 2 61 91\n02 37\n2.5", "+33261910237", false),
            ("+33 2 61 91 02 37\n12 rue", "+33261910237", false),
            ("+39 (0)6 1234 5678", "+390612345678", false),
            ("+39 06 1234 5678", "+390612345678", false),
            ("+378 (0)549 123456", "+3780549123456", false),
            ("+379 (0)6 698 12345", "+3790669812345", false),
            ("0039 (0)6 1234 5678", "00390612345678", false),
            ("0044 (0)20 7946 0152", "00442079460152", false),
            ("+39 (06) 1234 5678", "+390612345678", false),
            ("+225 (0)7 12 34 56 78", "+2250712345678", false),
            ("+62 (021) 555 0100", "+62215550100", false),
            ("+36 (06) 1 234 5678", "+3612345678", false),
            ("+370 (8) 5 234 5678", "+37052345678", false),
            ("+44 (0)20 7946 0152", "+442079460152", false),
            ("+49 7736 5550-0", "+49773655500", false),
            ("+49 7736 5550-12", "+497736555012", false),
        ] {
            let found = number(raw, 0).unwrap();
            assert_eq!(
                (found.number.as_str(), found.misprinted, found.extension),
                (wanted, misprinted, None),
                "{raw}"
            );
        }
        assert!(number("+01:00", 0).is_none());
        assert!(number("75008 Paris", 0).is_none());
    }

    #[test]
    fn extensions_are_kept_and_are_no_digits_of_the_number() {
        for (raw, wanted, extension) in [
            ("+1 202 555 0143 ext. 7731", "+12025550143", "7731"),
            ("+1 202 555 0143 ext 22", "+12025550143", "22"),
            ("+1 202 555 0143, extension 22", "+12025550143", "22"),
            ("+1 202 555 0143x22", "+12025550143", "22"),
            ("+1 202 555 0143 x22", "+12025550143", "22"),
            ("+1-202-555-0143;ext=22", "+12025550143", "22"),
            ("+44 20 7946 0152 Durchwahl 6612", "+442079460152", "6612"),
            ("+49 30 5550100 (DW 12)", "+49305550100", "12"),
            ("+33 1 84 19 07 27 poste 4410", "+33184190727", "4410"),
            ("+34 91 555 01 00 Ext. 123", "+34915550100", "123"),
            ("+7 495 555 01 00 доб. 123", "+74955550100", "123"),
            ("+44 20 7946 0152 #22", "+442079460152", "22"),
            ("020 7946 0152#22", "02079460152", "22"),
            ("+44 20 7946 0152; ext: 22", "+442079460152", "22"),
            ("+44 20 7946 0152 - extension no. 22", "+442079460152", "22"),
            ("+44 20 7946 0152 / ext. 22", "+442079460152", "22"),
            ("+44 20 7946 0152 [Extn. 22]", "+442079460152", "22"),
            ("+49 30 5550100 Durchw. 22", "+49305550100", "22"),
            ("+43 1 5550100 Kl. 22", "+4315550100", "22"),
            ("+31 20 555 0100 doorkiesnummer 22", "+31205550100", "22"),
            ("030/5550-0, Durchwahl -12", "03055500", "12"),
            ("+39 06 1234 5678 int. 22", "+390612345678", "22"),
            ("+55 61 5555 0100 ramal: 22", "+556155550100", "22"),
            ("+51 1 555 0100 anexo 22", "+5115550100", "22"),
            ("+48 22 555 01 00 wew. 22", "+48225550100", "22"),
            ("+90 312 555 01 00 dahili 22", "+903125550100", "22"),
            ("+46 8 555 010 00 anknytning 22", "+46855501000", "22"),
            ("+81 3 5550 0100 内線 22", "+81355500100", "22"),
        ] {
            let found = number(raw, 0).unwrap();
            assert_eq!(
                (found.number.as_str(), found.extension.as_deref()),
                (wanted, Some(extension)),
                "{raw}"
            );
        }
        for raw in [
            "+44 20 7946 0152 (24/7)",
            "+44 20 7946 0152 extra hours 9",
            "+44 20 7946 0152 8h-18h",
            "+44 20 7946 0152 int 2 floors up",
            "+44 20 7946 0152 #1 of 2",
            "+47 22 55 01 00 kl. 8-16",
            "+44 20 7946 0152 x 24 hours",
        ] {
            assert_eq!(number(raw, 0).unwrap().extension, None, "{raw}");
        }
    }

    #[test]
    fn short_second_numbers_and_ranges_are_numbers_of_their_own() {
        for (raw, wanted) in [
            (
                "+44 20 7946 0152 / 0153",
                &["+442079460152", "+442079460153"][..],
            ),
            (
                "+44 20 7946 0152/0153/0154",
                &["+442079460152", "+442079460153", "+442079460154"],
            ),
            (
                "+44 20 7946 0152 or 0153",
                &["+442079460152", "+442079460153"],
            ),
            (
                "+62 264 555 141 & 555 007",
                &["+62264555141", "+62264555007"],
            ),
            ("+44 20 7946 01 52-54", &["+442079460152", "+442079460154"]),
            (
                "+44 20 7946 01 52 – 54",
                &["+442079460152", "+442079460154"],
            ),
            ("+44 20 7946 0152-54", &["+442079460152", "+442079460154"]),
            ("+44 20 7946 0152 - 4", &["+442079460152", "+442079460154"]),
            ("+44 20 7946 0152—54", &["+442079460152", "+442079460154"]),
            ("+44-20-7946-0152-54", &["+442079460152", "+442079460154"]),
            ("+442079460152-154", &["+442079460152", "+442079460154"]),
            ("+44 20 7946 0152-0154", &["+442079460152", "+442079460154"]),
            (
                "+44 20 7946 0152 to 0154",
                &["+442079460152", "+442079460154"],
            ),
            ("020 7946 0152-54", &["02079460152", "02079460154"]),
            ("01 84 19 07 27-29", &["0184190727", "0184190729"]),
            ("+49 7736 5550-60", &["+497736555060"]),
            ("07736 5550-60", &["07736555060"]),
            ("+380 44 555-01-02", &["+380445550102"]),
            ("+62 8125-1501-2345", &["+62812515012345"]),
            ("+1-202-555-0143", &["+12025550143"]),
            ("+47 22 55 01-02", &["+4722550102"]),
            ("+44 20 7946 0152 and 2026", &["+442079460152"]),
            ("+44 20 7946 0152 of 22", &["+442079460152"]),
            ("+44 20 7946 0152/54", &["+442079460152", "+442079460154"]),
            (
                "+44 20 7946 0152, 0153, or 0154",
                &["+442079460152", "+442079460153", "+442079460154"],
            ),
            (
                "+44 20 7946 0152 / -0153",
                &["+442079460152", "+442079460153"],
            ),
            (
                "+44 20 7946 0152 / -53",
                &["+442079460152", "+442079460153"],
            ),
            ("+49 30 5550-0/-12", &["+493055500", "+4930555012"]),
            (
                "+44 20 7946 0152 (or 0153)",
                &["+442079460152", "+442079460153"],
            ),
            ("+442079460152 / 0153", &["+442079460152", "+442079460153"]),
            (
                "+44 20 7946 0152 | 0153",
                &["+442079460152", "+442079460153"],
            ),
            ("+43 1 555 0100, 1010 Wien", &["+4315550100"]),
            ("+44 20 7946 0152, 10 Elm Street", &["+442079460152"]),
            ("+44 20 7946 0152, 0900-1700", &["+442079460152"]),
            ("+44 20 7946 0152, 24 hours a day", &["+442079460152"]),
            ("+44 20 7946 0152 - 24 hours", &["+442079460152"]),
            ("+44 20 7946 0152 - 9am to 5pm", &["+442079460152"]),
            ("+44 20 7946 0152 - 2026-03-01", &["+442079460152"]),
            ("+44 20 7946 0152 8-16", &["+442079460152"]),
            ("+44 20 7946 0152 08:00-16:00", &["+442079460152"]),
            ("+44 20 7946 0152 24 / 7", &["+442079460152"]),
            ("+44 20 7946 0152 / 24/7", &["+442079460152"]),
            (
                "+44 20 7946 0152 / 2026",
                &["+442079460152", "+442079462026"],
            ),
            ("+44 20 7946 0152, 09:30", &["+442079460152"]),
            ("+44 20 7946 0152 or by mail", &["+442079460152"]),
        ] {
            let first = number(raw, 0).unwrap();
            let mut all = vec![first.number.clone()];
            all.extend(first.others(raw).into_iter().map(|n| n.number));
            assert_eq!(all, wanted, "{raw}");
        }
    }

    #[test]
    fn a_letter_in_the_place_of_a_digit_makes_no_other_number() {
        for raw in [
            "+44 2O 7946 0152",
            "+44 20 79l6 0152",
            "020 7946 O152",
            "+44 20 7946 015\u{41E}",
            "+44 20 7946 Ol52",
            "+44 20 7946 015Z",
            "+44 20 79A6 0152",
            "+33 l 84 19 07 27",
            "+44 (O)20 7946 0152",
            "+49 30 555 OO OO",
            "01 84 I9 07 27",
            "00 44 2O 7946 0152",
            "+44 20 |946 0152",
        ] {
            assert!(
                matches!(read(raw, 0), Reading::Misspelt(range) if range == (0..raw.len())),
                "{raw}: {:?}",
                read(raw, 0)
            );
        }
        for (raw, start) in [
            ("O20 7946 0152", 4),
            ("O20 7946 0152", 1),
            ("O2079460152", 1),
            ("+l 202 555 0143", 3),
            ("O30 / 555 0100", 6),
            ("OO44 20 7946 0152", 2),
        ] {
            assert!(
                matches!(read(raw, start), Reading::Misspelt(range) if range == (0..raw.len())),
                "{raw}: {:?}",
                read(raw, start)
            );
        }
        for raw in [
            "+44 20 7946 0152 B12",
            "+39 06 1234 5678 o 06 1234 5679",
            "+44 20 7946 0152 I 2",
        ] {
            assert!(
                matches!(read(raw, 0), Reading::Number(_)),
                "{raw}: {:?}",
                read(raw, 0)
            );
        }
        for raw in [
            "24 Bis 2026",
            "75008 Oslo",
            "12 Old Street 4 SW1A 1AA",
            "+01:00",
        ] {
            assert!(
                matches!(read(raw, 0), Reading::Nothing),
                "{raw}: {:?}",
                read(raw, 0)
            );
        }
    }

    #[test]
    fn opening_hours_are_no_numbers() {
        for hours in [
            "08.15 - 16.45",
            "09.00 - 12.30",
            "0900-1700",
            "08.00-17.00",
            "8.30 – 16.30",
            "09 00 - 17 00",
        ] {
            assert!(is_hours(hours), "{hours}");
        }
        for number in [
            "030 5550100",
            "01.84.19.07.27",
            "0215550100",
            "7946 0152",
            "0800-1234",
            "020-7946-0152",
        ] {
            assert!(!is_hours(number), "{number}");
        }
    }
}
