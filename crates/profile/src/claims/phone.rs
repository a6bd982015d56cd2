//! Printed telephone and fax numbers.

use std::ops::Range;

use bonafide_model::{PhoneKind, PrintedPhone};

use super::text::Text;
use super::{Found, MAX_CLAIMS, date};
use crate::vocabulary::{Hit, Term};

/// ITU-T E.164, "International public telecommunication numbers": 15 digits at most. Shorter ones than seven are extensions or dates.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Country code and number together have fewer digits on a few small islands only; those are not joined with what stands below.
const SHORTEST_INTERNATIONAL: usize = 9;

/// Ways to say that somebody answers at any time.
const ALWAYS: [&str; 5] = ["24/7", "24x7", "24h", "24/24", "7/7"];

/// Finds numbers in the sections and behind the labels of telephones.
pub(super) fn find(text: &Text, taken: &[Range<usize>], found: &mut Found) {
    let bytes = text.raw.as_bytes();
    let mut at = 0;
    while at < bytes.len() && found.claims.phones.len() <= MAX_CLAIMS {
        let Some(start) = super::next_byte(bytes, at, |b| b.is_ascii_digit() || b == b'+') else { break };
        let Some((range, number, misprinted)) = number(&text.raw, start) else {
            at = start + bytes.get(start..).unwrap_or_default().iter().take_while(|b| b.is_ascii_alphanumeric()).count().max(1);
            continue;
        };
        at = range.end.max(start + 1);
        if super::is_taken(taken, &range) {
            continue;
        }
        let hits = hits(text, range.start);
        if !(number.starts_with('+') && !is_offset(text, &range) || is_expected(text, &range, &hits)) {
            continue;
        }
        let label = hits.iter().rev().find(|h| is_phone(h.term));
        let value = PrintedPhone { number, kind: kind(text, range.start, &hits), misprinted };
        let label = label.and_then(|h| text.label_text(h));
        found.claims.phones.push(text.claim(value, range, label));
    }
}

fn is_phone(term: Term) -> bool {
    matches!(term, Term::Phone | Term::Fax | Term::Emergency | Term::Mobile)
}

/// The vocabulary in front of a number: on its row, or on the row above where there is none.
fn hits(text: &Text, at: usize) -> Vec<Hit> {
    let own = text.hits_in_row_before(at);
    if own.iter().any(|h| is_phone(h.term)) {
        return own;
    }
    let row = text.row_at(at);
    let above = (row.saturating_sub(2)..row).rev().find(|i| !text.row(*i).trim().is_empty());
    let Some(above) = above.and_then(|i| text.rows.get(i)) else { return own };
    if text.rows.get(row).is_some_and(|r| r.heading != above.heading) {
        return own;
    }
    let mut all = text.hits(above.range.clone());
    all.extend(own);
    all
}

/// The kind by the nearest label, or else by the section.
pub(super) fn kind(text: &Text, at: usize, hits: &[Hit]) -> PhoneKind {
    let named = hits.iter().rev().find_map(|h| match h.term {
        Term::Fax => Some(PhoneKind::Fax),
        Term::Mobile => Some(PhoneKind::Mobile),
        Term::Emergency => Some(PhoneKind::Emergency),
        Term::Phone => Some(PhoneKind::Telephone),
        _ => None,
    });
    // "Emergency phone": the more telling word of the two.
    let emergency = hits.iter().any(|h| h.term == Term::Emergency);
    match named {
        Some(PhoneKind::Telephone) if emergency => PhoneKind::Emergency,
        Some(kind) => kind,
        None if text.is_in(at, "2.5") => PhoneKind::Fax,
        None => PhoneKind::Telephone,
    }
}

/// Whether a number without a plus sign is one of a telephone, by its section or label.
fn is_expected(text: &Text, range: &Range<usize>, hits: &[Hit]) -> bool {
    let in_place = ["2.4", "2.5"].iter().any(|s| text.is_in(range.start, s));
    let last = hits.iter().rev().find(|h| !matches!(h.term, Term::Document | Term::Pgp));
    let labelled =
        last.is_some_and(|h| is_phone(h.term) && range.start.saturating_sub(h.range.end) <= 40 && h.range.end <= range.start);
    let row = text.row_near(range);
    let line = text.get(row.clone());
    let is_hours = line.get(range.end - row.start..).is_some_and(|r| r.starts_with([':', 'h']));
    (in_place || labelled) && !is_hours && date::dates(text.get(range.clone()), 1, text.language).is_empty()
}

/// `GMT+01:00` and `+0100` behind a time.
fn is_offset(text: &Text, range: &Range<usize>) -> bool {
    let before = text.raw.get(..range.start).unwrap_or_default();
    before.ends_with("GMT") || before.ends_with("UTC")
}

/// The number that starts here: its range, its digits, and whether it is misprinted.
pub(super) fn number(raw: &str, start: usize) -> Option<(Range<usize>, String, bool)> {
    let rest = raw.get(start..)?;
    let before = raw.get(..start)?.chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '/' | '-' | '_' | '@' | '#' | '=' | '+')) {
        return None;
    }
    let pluses = rest.bytes().take_while(|b| *b == b'+').count();
    let behind = rest.get(pluses..)?;
    if pluses > 0 && !behind.trim_start_matches([' ', '(']).starts_with(|c: char| c.is_ascii_digit()) || pluses > 3 {
        return None;
    }
    let mut digits = String::new();
    let mut end = start;
    let mut chars = behind.char_indices().peekable();
    let mut gap = 0;
    // Digits and end of what stands before the group in hand.
    let mut whole = (0, start);
    while let Some((i, c)) = chars.next() {
        if gap > 0 && c.is_ascii_digit() {
            whole = (digits.len(), end);
        }
        match c {
            _ if gap > 0 && ALWAYS.iter().any(|w| behind.get(i..).is_some_and(|r| r.starts_with(w))) => break,
            '0'..='9' => {
                digits.push(c);
                end = start + pluses + i + 1;
                gap = 0;
            }
            '(' | '[' if behind.get(i..).is_some_and(|r| r.starts_with("(0)") || r.starts_with("[0]")) && !digits.is_empty() => {
                // The trunk prefix is not dialled from abroad.
                chars.next();
                chars.next();
                end = start + pluses + i + 3;
                gap = 0;
            }
            // "12 / 0812 …": an extension, and another number.
            '/' if gap > 0 && pluses == 0 && behind.get(i + 1..).is_some_and(|r| r.trim_start().starts_with(['0', '+'])) => break,
            // "(24/7)", "(24h)", "(Mon-Fri)" behind a number are no part of it.
            '(' if digits.len() >= *DIGITS.start() && !is_area_code(behind.get(i + 1..)) => break,
            // " / " leads to another number, "030/1234" to the rest of this one.
            '/' if digits.len() > 6 => break,
            // Wrapped inside an international number: too few digits for one, and more of them at the start of the next row.
            '\n' if pluses > 0 && digits.len() < SHORTEST_INTERNATIONAL && goes_on(behind.get(i + 1..)) => gap = 0,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '.' | '-' | '/' | '(' | ')' | '[' | ']' | '\u{2010}' | '\u{2011}' | '–'
                if gap < 4 =>
            {
                gap += 1
            }
            // "8h-18h" behind a number.
            'h' | 'H' | 'x' if gap == 0 && whole.0 >= *DIGITS.start() && digits.len() <= whole.0 + 2 => {
                digits.truncate(whole.0);
                end = whole.1;
                break;
            }
            c if c.is_alphabetic() && gap == 0 => return None,
            _ => break,
        }
        if digits.len() > *DIGITS.end() {
            return None;
        }
    }
    // Groups of one digit and long gaps are lists; a number ends where its groups do.
    let is_one = DIGITS.contains(&digits.len());
    let number = if pluses > 0 { format!("+{digits}") } else { digits };
    is_one.then_some((start..end, number, pluses > 1))
}

/// Whether only digits stand up to the closing bracket.
fn is_area_code(inside: Option<&str>) -> bool {
    let code = inside.and_then(|inside| inside.split_once(')')).map_or("", |(code, _)| code);
    !code.is_empty() && code.len() <= 6 && code.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

/// Whether a row begins with a group of two to four digits.
fn goes_on(row: Option<&str>) -> bool {
    let row = row.unwrap_or_default().trim_start_matches([' ', '\t']);
    let group = row.bytes().take_while(u8::is_ascii_digit).count();
    (2..=4).contains(&group) && row.get(group..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '-', '.']))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_are_normalised() {
        for (raw, number_, misprinted) in [
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
        ] {
            let (_, found, bad) = number(raw, 0).unwrap();
            assert_eq!((found.as_str(), bad), (number_, misprinted), "{raw}");
        }
        assert!(number("+01:00", 0).is_none());
        assert!(number("75008 Paris", 0).is_none());
    }
}
