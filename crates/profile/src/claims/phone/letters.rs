//! Numbers with letters in the place of digits: they are misprinted, and no other number begins
//! behind the letter.

use std::ops::Range;

/// ITU-T E.164, "International public telecommunication numbers": 15 digits at most. Shorter ones
/// than seven are extensions or dates.
pub(super) const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Letters in one number; more of them are words.
const MAX_LETTERS: usize = 4;
/// Characters between two groups, as in `O30 / 555`.
const MAX_GAP: usize = 3;

/// Digits in front of those that are not printed.
const MIN_PRINTED: usize = 6;
/// The longest number of which some digits are not printed, in bytes.
const MAX_UNPRINTED: usize = 40;
/// The longest beginning of a number with words, in bytes.
const MAX_PREFIX: usize = 12;
/// Beginnings of numbers that cost the same from everywhere, in front of words: of North America,
/// Britain, Ireland, Australia, Germany.
const FREE: [&str; 16] = [
    "800", "888", "877", "866", "855", "844", "833", "900", "0800", "0808", "0845", "0870", "0700",
    "1800", "1300", "0900",
];

/// The characters that stand for digits by mistake.
pub(super) fn is_look_alike(c: char) -> bool {
    matches!(c, 'I' | 'i' | 'S' | 'B' | 'Z') || is_nought_or_one(c)
}

/// Those that stand for one also where no digit is beside them.
fn is_nought_or_one(c: char) -> bool {
    matches!(
        c,
        'O' | 'o' | 'I' | 'l' | '|' | '\u{41E}' | '\u{43E}' | '\u{39F}' | '\u{3BF}'
    )
}

fn is_gap(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '.' | '-' | '–' | '\u{2010}' | '\u{2011}' | '(' | ')' | '[' | ']' | '/'
    )
}

/// Where a number with letters among its digits ends, if one starts here.
pub(super) fn misspelt(raw: &str, start: usize) -> Option<Range<usize>> {
    let rest = raw.get(start..)?;
    let international = rest.starts_with('+');
    let mut at = rest.bytes().take_while(|b| *b == b'+').count();
    let (mut digits, mut letters, mut end) = (0, 0, 0);
    // Letters of a group without a digit, which counts only if a group with digits follows.
    let mut pending = 0;
    while digits + letters <= *DIGITS.end() {
        let Some(group) = rest.get(at..) else { break };
        let length = group
            .chars()
            .take(16)
            .take_while(|c| c.is_ascii_alphanumeric() || is_look_alike(*c))
            .map(char::len_utf8)
            .sum();
        let Some(group) = group.get(..length) else {
            break;
        };
        let count = group.bytes().filter(u8::is_ascii_digit).count();
        let others = group.chars().count() - count;
        let odd = group
            .chars()
            .filter(|c| !c.is_ascii_digit() && !is_look_alike(*c))
            .count();
        let inside = group.starts_with(|c: char| c.is_ascii_digit())
            && group.ends_with(|c: char| c.is_ascii_digit());
        let may_be_words = odd > 0 && !(odd == 1 && others == 1 && inside && international);
        if group.is_empty()
            || may_be_words
            || raw
                .get(start + at + length..)
                .is_some_and(|r| r.starts_with(char::is_alphanumeric))
        {
            break;
        }
        match (count, group) {
            (0, "OO" | "OOO" | "OOOO") if digits > 0 => {
                (letters, end) = (letters + others, at + length)
            }
            // "o" is a word too.
            (0, _) if others == 1 && group != "o" && group.chars().all(is_nought_or_one) => {
                pending += 1
            }
            (0, _) => break,
            _ => {
                (digits, letters, end, pending) =
                    (digits + count, letters + others + pending, at + length, 0)
            }
        }
        at += length;
        let behind = rest.get(at..).unwrap_or_default();
        let gap: usize = behind
            .chars()
            .take_while(|c| is_gap(*c))
            .map(char::len_utf8)
            .sum();
        if gap == 0 || behind.chars().take_while(|c| is_gap(*c)).count() > MAX_GAP {
            break;
        }
        at += gap;
    }
    let fits =
        (1..=MAX_LETTERS).contains(&letters) && digits >= 5 && DIGITS.contains(&(digits + letters));
    fits.then_some(start..start + end)
}

/// Where a number ends of which some digits are not printed, if one starts here: `+44 20 7946
/// 01xx`, `+44 20 7946 010[0-9]`.
pub(super) fn unprinted(raw: &str, start: usize) -> Option<Range<usize>> {
    let rest = raw.get(start..)?;
    let near = rest.get(..rest.floor_char_boundary(MAX_UNPRINTED))?;
    let head = near.find(|c: char| !(c.is_ascii_digit() || c == '+' || is_gap(c) && c != '['))?;
    let (printed, behind) = near.split_at_checked(head)?;
    let digits = printed.bytes().filter(u8::is_ascii_digit).count();
    let is_glued = printed.ends_with(|c: char| c.is_ascii_digit());
    let end = if behind.starts_with('[') {
        let inside = behind.get(1..behind.find(']')?)?;
        let is_choice = inside.contains(['-', '–', ',', '/'])
            && inside
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '/' | ' '));
        (is_glued && is_choice).then_some(inside.len() + 2)?
    } else {
        let length = behind
            .find(|c: char| !matches!(c, 'x' | 'X'))
            .unwrap_or(behind.len());
        let after = behind.get(length..)?;
        // `0152x22` and `0152 x 22` are extensions.
        let is_dialled = after
            .trim_start_matches([' ', '.', ':'])
            .starts_with(|c: char| c.is_ascii_digit());
        let is_open = length >= if is_glued { 1 } else { 2 };
        (is_open && !is_dialled && !after.starts_with(char::is_alphanumeric)).then_some(length)?
    };
    (digits >= MIN_PRINTED && digits <= *DIGITS.end()).then_some(start..start + head + end)
}

/// Where a number ends that is dialled by the letters on the keys, if one starts here: `+1 800
/// CALL-CERT`.
pub(super) fn vanity(raw: &str, start: usize) -> Option<Range<usize>> {
    let rest = raw.get(start..)?;
    let head = rest
        .bytes()
        .take(MAX_PREFIX)
        .position(|b| b.is_ascii_uppercase())
        .filter(|at| *at >= 4)?;
    let digits = rest.get(..head)?;
    let is_gap = |c: char| matches!(c, ' ' | '-' | '.' | '(' | ')');
    let is_free = || {
        let prefix = digits
            .trim_end_matches(is_gap)
            .rsplit(|c: char| !c.is_ascii_digit())
            .next();
        prefix.is_some_and(|prefix| prefix.len() <= 4 && FREE.contains(&prefix))
            || digits.ends_with('-') && digits.split(is_gap).any(|group| FREE.contains(&group))
    };
    let is_dialled = digits.ends_with(is_gap)
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'+' || is_gap(char::from(b)))
        && is_free();
    if !is_dialled {
        return None;
    }
    let letters = rest.get(head..)?;
    // Words in capital letters, and digits behind a hyphen.
    let length = letters
        .find(|c: char| !(c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-'))
        .unwrap_or(letters.len());
    let word = letters.get(..length)?.trim_end_matches('-');
    let count = digits
        .bytes()
        .chain(word.bytes())
        .filter(u8::is_ascii_alphanumeric)
        .count();
    let ends = !letters.get(length..)?.starts_with(char::is_alphanumeric);
    (ends && word.len() >= 3 && DIGITS.contains(&count)).then(|| {
        start
            - usize::from(
                digits.contains(')')
                    && !digits.contains('(')
                    && raw.get(..start).is_some_and(|b| b.ends_with('(')),
            )..start + head + word.len()
    })
}

/// The number whose first letters stand directly before its first digit: `O2079460152`.
pub(super) fn glued_before(raw: &str, start: usize) -> Option<Range<usize>> {
    let before = raw.get(..start)?;
    let length: usize = before
        .chars()
        .rev()
        .take(4)
        .take_while(|c| is_nought_or_one(*c))
        .map(char::len_utf8)
        .sum();
    let from = start - length;
    let head = raw.get(..from)?;
    let free = length > 0
        && !head.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '@' | '#' | '=')
        });
    misspelt(raw, if head.ends_with('+') { from - 1 } else { from }).filter(|_| free)
}

/// Where the group in front of a number starts, if it is one with letters in the place of digits:
/// `O20 7946 0152`, `+l 202 555 0143`.
pub(super) fn group_before(raw: &str, start: usize) -> Option<usize> {
    let before = raw.get(..start)?;
    let gap: usize = before
        .chars()
        .rev()
        .take(MAX_GAP)
        .take_while(|c| is_gap(*c))
        .map(char::len_utf8)
        .sum();
    let joined = before.get(..start - gap)?;
    let length: usize = joined
        .chars()
        .rev()
        .take(8)
        .take_while(|c| c.is_ascii_digit() || is_look_alike(*c))
        .map(char::len_utf8)
        .sum();
    let from = joined.len() - length;
    let token = joined.get(from..)?;
    let head = joined.get(..from)?;
    let plus = head.ends_with('+');
    let has_letter = gap > 0 && token.contains(is_look_alike);
    let is_free = !head
        .ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '/' | '_' | '@' | '#'));
    (has_letter && is_free && (plus || token.contains(|c: char| c.is_ascii_digit())))
        .then(|| from - usize::from(plus))
}
