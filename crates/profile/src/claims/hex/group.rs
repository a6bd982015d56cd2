//! One group of digits, and what separates it from the next.

use bonafide_model::claims::OddCharacter;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::run::Group;
use crate::claims::email::letters::is_raised;
use crate::claims::fold::is_invisible;

/// The longest single group: a SHA-512 value.
pub(super) const MAX_GROUP: usize = 128;
/// Blanks between a value and the line that closes its cell, in bytes.
const MAX_ROW_END: usize = 80;
/// Spaces between two groups; more is the gap between the columns of a table.
const MAX_SPACES: usize = 4;

/// The group of digits that starts here and ends where a word does.
pub(super) fn group_at(
    raw: &str,
    start: usize,
    earlier: &[Group],
    style: Option<char>,
) -> Option<Group> {
    let rest = raw.get(start..)?;
    let mut digits = String::new();
    let mut odd: Vec<OddCharacter> = Vec::new();
    let mut end = start;
    let mut ascii_letters_odd = false;
    for (i, c) in rest.char_indices() {
        let after_digits = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        if c.is_ascii_hexdigit() {
            digits.push(c.to_ascii_uppercase());
        } else if is_invisible(c)
            && !is_turning(c)
            && (digits.is_empty() && odd.is_empty() && earlier.is_empty() || is_hyphen(rest, i, c))
        {
            // An editor left it in front of the value, or a typesetter at the end of a row: neither
            // changes what is seen.
            continue;
        } else if is_invisible(c) || !digits.is_empty() && is_debris(c) {
            odd.push(OddCharacter {
                found: c,
                looks_like: None,
                after_digits,
            });
            continue;
        } else if let Some(like) = looks_like(c) {
            ascii_letters_odd |= c.is_ascii();
            odd.push(OddCharacter {
                found: c,
                looks_like: Some(like),
                after_digits,
            });
        } else {
            break;
        }
        end = start + i + c.len_utf8();
        if digits.len() > MAX_GROUP {
            return None;
        }
    }
    // Invisible characters behind the last digit belong to the value only where more of it follows;
    // `separator` skips them.
    let next = raw.get(end..)?.chars().find(|c| !is_invisible(*c));
    let seen_after: Vec<_> = odd
        .iter()
        .filter(|o| o.looks_like.is_none() && o.after_digits as usize >= digits.len())
        .cloned()
        .collect();
    if !seen_after.is_empty() && !continues(raw, end) {
        odd.retain(|o| !seen_after.contains(o));
    }
    let looking = odd.iter().filter(|o| o.looks_like.is_some()).count();
    let length = digits.len() + looking;
    // Words of another script look like digits too; full-width forms and mathematical digits are
    // nothing else.
    let is_form = |c: char| matches!(c, '\u{FF10}'..='\u{FF46}' | '\u{1D7CE}'..='\u{1D7FF}');
    let is_wide = odd
        .iter()
        .all(|o| o.looks_like.is_none() || is_form(o.found));
    if length == 0 || (looking > 0 && looking * 2 > length && !is_wide) {
        return None;
    }
    let is_word_end = next.is_none_or(|c| {
        (!c.is_alphanumeric() || is_raised(c)) && !matches!(c, '_' | '@' | '/' | '%')
    });
    // `0xE37BEBB7/0x2485CF71E37BEBB7`: a short Key ID and the long one.
    let is_word_end = is_word_end || raw.get(end..).is_some_and(|r| r.starts_with("/0x"));
    let behind = raw
        .get(end..)
        .and_then(|r| r.chars().filter(|c| !is_invisible(*c)).nth(1));
    // The space behind a full stop may be missing: `EBB7.The key is …`.
    let is_whole = matches!(
        earlier.iter().map(Group::len).sum::<usize>() + length,
        16 | 40 | 64
    );
    let glued = next.is_some_and(|c| {
        matches!(c, '-' | '.' | ':' | '\u{2010}' | '\u{2011}') && Some(c) != style
    }) && behind
        .is_some_and(|c| c.is_alphanumeric() && !(is_whole && c.is_alphabetic()));
    // A first group may be followed by its separator; a later one by another separator is the start
    // of something else.
    if !is_word_end || (glued && !earlier.is_empty()) {
        return None;
    }
    // Names of algorithms that happen to be made of digits.
    if matches!(digits.as_str(), "ED25519" | "ED448") {
        return None;
    }
    if ascii_letters_odd {
        let first = earlier.first().map(Group::len);
        let has_decimal = digits.bytes().any(|b| b.is_ascii_digit());
        let fits = first.map_or(length >= 16 && has_decimal, |f| {
            f == length && (has_decimal || earlier.len() >= 2)
        });
        let first_of_many = earlier.is_empty() && length == 4 && has_decimal;
        if !(fits || first_of_many) {
            return None;
        }
    }
    Some(Group {
        range: start..end,
        digits,
        odd,
        on_new_row: false,
        behind_gap: false,
    })
}

/// Characters that show what follows in another order.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{200F}' | '\u{202B}' | '\u{202E}' | '\u{2067}')
}

/// A soft hyphen that ends a row.
fn is_hyphen(rest: &str, at: usize, c: char) -> bool {
    c == '\u{ad}'
        && rest
            .get(at + 2..)
            .is_some_and(|behind| behind.trim_start_matches([' ', '\r']).starts_with('\n'))
}

/// Marks over letters, control characters, and what stands where bytes could not be decoded: in a
/// value they are its damage.
fn is_debris(c: char) -> bool {
    is_combining_mark(c) || c == char::REPLACEMENT_CHARACTER || c.is_control() && !c.is_whitespace()
}

/// Whether another group follows behind invisible characters and a gap.
fn continues(raw: &str, end: usize) -> bool {
    separator(raw, end).is_some_and(|(_, next)| {
        let word: String = raw
            .get(next..)
            .unwrap_or_default()
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        word.len() >= 2
            && word.chars().all(|c| c.is_ascii_hexdigit())
            && word.bytes().any(|b| b.is_ascii_digit())
    })
}

/// What separates two groups: its kind and the offset behind it.
pub(super) fn separator(raw: &str, at: usize) -> Option<(char, usize)> {
    let rest = raw.get(at..)?;
    let in_pairs = is_behind_colon(raw, at);
    if let Some(next) = row_end(rest, in_pairs) {
        return Some(('\n', at + next));
    }
    let mut chars = rest
        .char_indices()
        .filter(|(_, c)| !is_invisible(*c))
        .peekable();
    let (_, first) = *chars.peek()?;
    if matches!(first, ':' | '-' | '.' | '·' | '\u{2010}'..='\u{2013}') {
        chars.next();
        // A row that was joined with the one above: `F1: 05`.
        while in_pairs && first == ':' && chars.next_if(|(_, c)| *c == ' ').is_some() {}
        let (i, next) = *chars.peek()?;
        return next.is_ascii_hexdigit().then_some((first, at + i));
    }
    let (mut spaces, mut ends) = (0, 0);
    for (i, c) in chars {
        match c {
            '\n' => ends += 1,
            '\r' => {}
            c if c.is_whitespace() => spaces += usize::from(ends == 0),
            // Quoted and boxed text repeats its mark in every row.
            '>' | '|' | '*' | '#' | '\\' if ends > 0 => {}
            ':' if ends == 1 && in_pairs => {}
            _ if ends > 2 || spaces > MAX_SPACES || (ends == 0 && spaces == 0) => return None,
            _ => return Some((if ends > 0 { '\n' } else { ' ' }, at + i)),
        }
        if ends > 2 {
            return None;
        }
    }
    None
}

/// Whether the two digits that end here have a colon in front of them, as in `8A:1E:C5`.
fn is_behind_colon(raw: &str, at: usize) -> bool {
    let pair = at.checked_sub(3).and_then(|start| raw.get(start..at));
    pair.is_some_and(|pair| {
        pair.strip_prefix(':')
            .is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    })
}

/// Where the next row's content begins behind a hyphen that divides the value or the colon between
/// two pairs of its digits, or behind the line that closes a cell of a drawn table.
fn row_end(rest: &str, in_pairs: bool) -> Option<usize> {
    let is_bar = |c: char| matches!(c, '|' | '│' | '║' | '┃' | '¦');
    let blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\u{a0}');
    let end = rest.find('\n').filter(|end| *end <= MAX_ROW_END)?;
    let (closing, next) = rest.split_at_checked(end)?;
    let mark = closing.trim_matches(blank);
    let colon = mark
        .strip_prefix(':')
        .filter(|_| in_pairs && closing.starts_with(':'));
    let mark = colon.map_or(mark, |behind| behind.trim_start_matches(blank));
    let is_divided = matches!(mark, "-" | "\u{2010}" | "\u{2011}" | "\u{ad}")
        && closing.starts_with(mark)
        || colon == Some("");
    let is_cell = !mark.is_empty() && mark.chars().all(|c| is_bar(c) || blank(c));
    if !(is_divided || is_cell) {
        return None;
    }
    let content = next
        .trim_start_matches('\n')
        .trim_start_matches(|c| blank(c) || (is_cell || colon.is_some()) && is_bar(c));
    let lines = next.len() - next.trim_start_matches('\n').len();
    (lines == 1 && content.starts_with(|c: char| c.is_ascii_hexdigit()))
        .then_some(rest.len() - content.len())
}

/// The hexadecimal digit that a character looks like, upper case; `None` for one that looks like
/// none.
fn looks_like(c: char) -> Option<char> {
    if c.is_ascii() {
        return match c {
            'O' | 'o' => Some('0'),
            'l' | 'I' => Some('1'),
            _ => None,
        };
    }
    if !c.is_alphanumeric() || is_raised(c) {
        return None;
    }
    let mut buffer = [0; 4];
    let one: &str = c.encode_utf8(&mut buffer);
    let digit = |d: char| match d {
        d if d.is_ascii_hexdigit() => Some(d.to_ascii_uppercase()),
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    };
    let single = |mut parts: Box<dyn Iterator<Item = char> + '_>| {
        let first = parts.next()?;
        if parts.next().is_some() {
            None
        } else {
            digit(first)
        }
    };
    single(Box::new(one.nfkc().filter(char::is_ascii)))
        .or_else(|| single(Box::new(unicode_security::skeleton(one))))
}
