//! Several numbers behind each other, and ranges of them.

use super::hours::{is_always, is_time};
use super::letters::DIGITS;
use super::plan::{DIALS_THROUGH, WHOLE, country};

/// Groups of numbers that stand behind each other.
pub(super) const MAX_GROUPS: usize = 24;

/// Characters between two groups, as in `) (`.
pub(super) const MAX_ALIKE_GAP: usize = 3;

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

/// Whether a number ends at this dash: with the end of a range behind it (`0152-54`), or with
/// blanks around it and other text.
pub(super) fn ends_at_dash(
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
