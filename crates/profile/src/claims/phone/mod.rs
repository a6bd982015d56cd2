//! Printed telephone and fax numbers.

mod beside;
mod extension;
mod figures;
mod hours;
mod letters;
mod note;
mod number;
mod plain;
mod plan;
mod several;

use std::ops::Range;

use bonafide_model::claims::{
    ContactKind, EmailRole, PhoneKind, PrintedPhone, UnreadContact, UnreadReason,
};

use self::hours::is_hours;
pub(super) use self::number::number;
use self::number::{Number, Reading};
use self::plain::{Plain, is_wide_start};
use super::email::as_read;
use super::fold::{Words, folded};
use super::text::Text;
use super::{Found, MAX_CLAIMS, date, person};
use crate::fields::{self, Form, Label};
use crate::vocabulary::{Hit, Term, words};

/// How far two labels of one heading stand apart, as in "Telephone and fax", in bytes.
const MAX_JOINT: usize = 12;
/// How far in front of a number a sentence names it, in bytes.
const MAX_WORDS: usize = 40;
/// The first byte of the signs in full width.
const WIDE_LEAD: u8 = 0xEF;
/// Letters of a country's code, as in "VAT GB 123 4567 89".
const MAX_COUNTRY: usize = 3;

/// Finds numbers in the sections and behind the labels of telephones.
pub(super) fn find(text: &Text, taken: &[Range<usize>], found: &mut Found) {
    let bytes = text.raw.as_bytes();
    let mut at = 0;
    while at < bytes.len()
        && found
            .claims
            .phones
            .len()
            .max(found.claims.unread_contacts.len())
            <= MAX_CLAIMS
    {
        let Some(start) = super::next_byte(bytes, at, |b| {
            b.is_ascii_digit() || b == b'+' || b == WIDE_LEAD
        }) else {
            break;
        };
        if bytes.get(start) == Some(&WIDE_LEAD) && !is_wide_start(&text.raw, start) {
            at = start + 1;
            continue;
        }
        let behind = || {
            start
                + bytes
                    .get(start..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count()
                    .max(1)
        };
        if number::is_none(&text.raw, start) {
            at = behind();
            continue;
        }
        let raw = text
            .raw
            .get(..fields::reach(text, start))
            .unwrap_or_default();
        let next = several::next_alike(raw.get(start..).unwrap_or_default());
        let raw = next.and_then(|next| raw.get(..start + next)).unwrap_or(raw);
        if let Some(length) = several::too_long(raw.get(start..).unwrap_or_default()) {
            at = start + length;
            continue;
        }
        let plain = Plain::around(raw, start);
        let number = match number::read(&plain.text, plain.start) {
            Reading::Number(number) => number,
            Reading::Misspelt(range) => {
                let range = plain.place(range);
                at = range.end.max(start + 1);
                misspelt(text, range, taken, found);
                continue;
            }
            Reading::Nothing => {
                at = behind();
                continue;
            }
        };
        let range = plain.place(number.range.clone());
        at = range.end.max(start + 1);
        if super::is_taken(taken, &range) {
            continue;
        }
        if let Some(account) = account(text, start) {
            at = account.max(at);
            continue;
        }
        let label = fields::label(text, start);
        let is_international = number.number.starts_with('+') && !is_offset(text, &range);
        if is_international || is_expected(text, &range, label.as_ref()) {
            at = claims(text, &plain, number, label.as_ref(), found).max(at);
        }
    }
}

/// Makes the claims of a number and of those that are printed as its last digits only; says where
/// they end.
fn claims(
    text: &Text,
    plain: &Plain<'_>,
    number: Number,
    label: Option<&Label>,
    found: &mut Found,
) -> usize {
    let printed = printed(text, label);
    let mut all = number.others(&plain.text);
    all.insert(0, number);
    let start = all
        .first()
        .map_or(0, |n| plain.place(n.range.clone()).start);
    let mut end = start;
    let last = all.len();
    for (index, number) in (1..).zip(all) {
        let range = plain.place(number.range);
        end = range.end;
        let below = || (index == last).then(|| extension_below(text, range.end))?;
        let value = PrintedPhone {
            number: number.number,
            kind: label_behind(text, range.end).unwrap_or_else(|| kind(text, start, label)),
            misprinted: number.misprinted,
            extension: number.extension.or_else(below),
            personal: person::owns(text, start),
        };
        found
            .claims
            .phones
            .push(text.claim(value, range, printed.clone()));
    }
    end
}

/// The longest note behind a number, in bytes.
const MAX_NOTE: usize = 48;
/// Blanks between a number and what is said of it.
const BLANKS: [char; 2] = [' ', '\u{a0}'];

/// The extension that the row below a number gives: `Extension: 7731`.
fn extension_below(text: &Text, end: usize) -> Option<String> {
    let row = text.row_at(end);
    let is_empty = |range: Range<usize>| !text.get(range).contains(char::is_alphanumeric);
    if !is_empty(end..text.row_range_of(row).end) {
        return None;
    }
    let next = (row + 1..=row + 2).find(|next| !is_empty(text.row_range_of(*next)))?;
    let heading = |row: usize| text.rows.get(row).map(|row| row.heading.as_ref());
    (heading(row) == heading(next))
        .then(|| extension::alone(text.row(next)))
        .flatten()
}

/// A number with letters in it, where numbers are printed.
fn misspelt(text: &Text, range: Range<usize>, taken: &[Range<usize>], found: &mut Found) {
    let label = fields::label(text, range.start);
    let label = label.as_ref();
    let shown = text.get(range.clone());
    if super::is_taken(taken, &range)
        || !(shown.starts_with('+') || in_place(text, &range) || is_labelled(&range, label))
    {
        return;
    }
    let role = if person::owns(text, range.start) {
        EmailRole::Member
    } else {
        EmailRole::Contact
    };
    let value = UnreadContact {
        kind: ContactKind::Phone,
        text: as_read(shown),
        why: UnreadReason::Letters,
        role,
    };
    found
        .claims
        .unread_contacts
        .push(text.claim(value, range, printed(text, label)));
}

/// Whether this is the word for a number of something else.
fn is_other_number(term: Term) -> bool {
    matches!(
        term,
        Term::OtherNumber
            | Term::Version
            | Term::Checksum
            | Term::KeyId
            | Term::BareId
            | Term::Fingerprint
            | Term::Commit
            | Term::Update
    )
}

fn is_phone(term: Term) -> bool {
    matches!(
        term,
        Term::Phone | Term::Fax | Term::Emergency | Term::Mobile
    )
}

/// The label of a number as it is printed.
fn printed(text: &Text, label: Option<&Label>) -> Option<String> {
    label.and_then(|label| {
        label.claimed(text, label.hits.iter().rev().find(|hit| is_phone(hit.term)))
    })
}

/// The kind by the nearest label, or else by the section. Of a heading that names several, such as
/// "Telephone and fax", the first counts.
pub(super) fn kind(text: &Text, at: usize, label: Option<&Label>) -> PhoneKind {
    let hits = label.map_or(&[][..], |label| &label.hits);
    let mut group: Vec<&Hit> = Vec::new();
    for hit in hits.iter().rev().filter(|h| is_phone(h.term)) {
        let joins = |last: &&Hit| {
            let between = text.get(hit.range.end..last.range.start.max(hit.range.end));
            between.len() <= MAX_JOINT
                && !between.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '\n' | '|'))
        };
        if !group.last().is_none_or(joins) {
            break;
        }
        group.push(hit);
    }
    // What an earlier sentence says of emergencies is said of something else.
    let is_near = |h: &&Hit| {
        !text
            .raw
            .get(h.range.end..at)
            .is_some_and(fields::ends_sentence)
    };
    let has = |term: Term| group.iter().any(|h| h.term == term);
    // "Emergency phone": the more telling word of the two.
    let emergency = hits
        .iter()
        .any(|h| h.term == Term::Emergency && is_near(&h) && !is_of_name(text, h));
    match group.last().map(|h| h.term) {
        Some(Term::Fax) => PhoneKind::Fax,
        Some(_) if has(Term::Mobile) => PhoneKind::Mobile,
        Some(_) if emergency => PhoneKind::Emergency,
        Some(_) => PhoneKind::Telephone,
        None if is_letter(text, at, label, words::FAX_LETTER) => PhoneKind::Fax,
        None if is_letter(text, at, label, words::MOBILE_LETTER) => PhoneKind::Mobile,
        None if text.is_in(at, "2.5") => PhoneKind::Fax,
        None => PhoneKind::Telephone,
    }
}

/// Whether the word is part of a team's name: "Computer Emergency Response Team", "Equipo de
/// Respuesta ante Emergencias".
fn is_of_name(text: &Text, emergency: &Hit) -> bool {
    const REACH: usize = 32;
    let responds = |words: &Words, at: usize| words::RESPONDS.contains(&words.word(at));
    let (start, end) = (emergency.range.start, emergency.range.end);
    let behind = text.get(end..text.raw.floor_char_boundary(end + REACH));
    let before = text.get(text.raw.ceil_char_boundary(start.saturating_sub(REACH))..start);
    let before = before
        .rsplit(['\n', '\t', ':', '|'])
        .next()
        .unwrap_or_default();
    let before = Words::of(before, 0);
    // Small words may stand between: "Respuesta a Emergencias".
    let is_small = |at: &usize| before.word(*at).chars().count() <= 4;
    let last = (0..before.len()).rev().find(|at| !is_small(at));
    let is_label = behind.trim_start().starts_with([':', '：']);
    let is_one_word = !behind.starts_with(['\n', '\t', '|', ':']);
    is_one_word && responds(&Words::of(behind, 0), 0)
        || !is_label && last.is_some_and(|at| responds(&before, at))
}

/// Whether the label is one of these abbreviations, as in "F: +1 555 0100" and "T +1 555 0100 / F +1
/// 555 0101".
fn is_letter(text: &Text, at: usize, label: Option<&Label>, letters: &[&str]) -> bool {
    let named = label.is_some_and(|label| {
        !label.is_weak() && letters.contains(&&*folded(text.get(label.range.clone())))
    });
    named || letters.contains(&&*folded(letter_before(text, at)))
}

/// The word directly in front of a number, where it begins its row or stands behind a mark.
fn letter_before<'t>(text: &'t Text, at: usize) -> &'t str {
    let row = text.row_range_of(text.row_at(at));
    let before = text
        .get(row.start..at.max(row.start))
        .trim_end_matches([' ', '\u{a0}', '(']);
    let word = before
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(before, |mark| before.get(mark..).unwrap_or_default());
    let word = word.trim_start_matches(|c: char| !c.is_alphabetic());
    let in_front = before
        .strip_suffix(word)
        .unwrap_or_default()
        .trim_end_matches([' ', '\u{a0}']);
    let begins = in_front.is_empty()
        || in_front.ends_with(['/', '|', ',', ';', '\t', '–', '·', '•', '-', '*']);
    if begins { word } else { "" }
}

/// What is said directly behind a number: `(fax)`, `(mobile, at night)`, `[outside office hours]`,
/// `- emergency`, and `Fax` at the end of the row.
fn label_behind(text: &Text, end: usize) -> Option<PhoneKind> {
    let row = text.get(end..text.row_range_of(text.row_at(end)).end.max(end));
    let behind = row.trim_start_matches(BLANKS);
    let hours = hours::is_always(behind)
        .then(|| behind.find([' ', '(', '\n']))
        .flatten();
    let behind = behind.get(hours.unwrap_or(0)..)?.trim_start_matches(BLANKS);
    if let Some(inside) = behind.strip_prefix(['(', '[']) {
        let note = inside.get(..inside.find([')', ']'])?)?;
        let first = note.split([',', ';']).next().unwrap_or(note);
        return said_of_number(first).or_else(|| said_of_number(note));
    }
    let marked = behind.strip_prefix(['-', '–', '—', ',']);
    let said = marked.unwrap_or(behind).trim_start_matches(BLANKS);
    let until = said
        .find([',', ';', '|', '\t'])
        .filter(|_| marked.is_some());
    let note = said.get(..until.unwrap_or(said.len()))?.trim();
    // What goes on is a sentence, or the label of the next number.
    if note.len() <= MAX_NOTE && !note.contains(|c: char| c.is_ascii_digit() || c == ':') {
        said_of_number(note.trim_end_matches('.'))
    } else {
        None
    }
}

/// The kind of number that a few words name and nothing else, or an emergency among them.
fn said_of_number(note: &str) -> Option<PhoneKind> {
    let words = Words::of(note, 0);
    if note.len() > MAX_NOTE || words.len() == 0 {
        return None;
    }
    let hits = crate::vocabulary::hits(&words);
    if hits.iter().any(|hit| hit.term == Term::Emergency) {
        return Some(PhoneKind::Emergency);
    }
    // "no fax" is "No. Fax" too.
    let whole = hits
        .iter()
        .find(|hit| hit.range.end - hit.range.start == note.trim().len())?;
    match whole.term {
        _ if words.len() > 1 => None,
        Term::Fax => Some(PhoneKind::Fax),
        Term::Mobile => Some(PhoneKind::Mobile),
        Term::Phone => Some(PhoneKind::Telephone),
        _ => None,
    }
}

/// Whether a number without a plus sign is one of a telephone, by its section or label.
fn is_expected(text: &Text, range: &Range<usize>, label: Option<&Label>) -> bool {
    let is_labelled = is_labelled(range, label);
    let row = text.row_near(range);
    let line = text.get(row.clone());
    let has_unit = line
        .get(range.end - row.start..)
        .is_some_and(|r| r.starts_with([':', 'h', '#']));
    let printed = text.get(range.clone());
    // A label in the same row says what else could be a day or an address of the Internet.
    let is_named = is_labelled && label.is_some_and(|label| label.range.start >= row.start);
    let is_other = label.is_some_and(|label| {
        is_of_other(text, label, row.start) || label.form == Form::Cell && opens_hours(label)
    });
    (is_labelled || in_place(text, range) && !is_other)
        && (is_named || !is_day(printed) && !is_internet_address(printed))
        && !has_unit
        && !is_hours(printed)
        && !figures::is_days(printed)
        && !(figures::begins_with_year(printed) && figures::is_worded(text, range.start, label))
        && (printed.bytes().all(|b| b.is_ascii_digit())
            || date::dates(printed, 1, text.language).is_empty())
}

/// Whether a label is the word for another number, and not of a desk: "Account: 12345678", but
/// "Account manager: 020 7946 0152". What stands in the row above says so only of banks and the
/// like.
fn is_of_other(text: &Text, label: &Label, row: usize) -> bool {
    // In small letters this is a word in German.
    if label.range.start >= row && text.get(label.range.clone()).trim() == "EIN" {
        return true;
    }
    label.hits.last().is_some_and(|hit| {
        let rest = text.get(hit.range.end..label.range.end.max(hit.range.end));
        is_other_number(hit.term)
            && rest.chars().filter(|c| c.is_alphabetic()).count() <= MAX_COUNTRY
            && (hit.term == Term::OtherNumber || hit.range.start >= row)
    })
}

/// Whether the last word of a column's head is the one for hours.
fn opens_hours(label: &Label) -> bool {
    label.hits.last().is_some_and(|hit| hit.term == Term::Hours)
}

/// Whether numbers are printed here by RFC 2350, "Telephone Number" and "Facsimile Number".
fn in_place(text: &Text, range: &Range<usize>) -> bool {
    ["2.4", "2.5"].iter().any(|s| text.is_in(range.start, s))
}

/// Whether the label before it is one of numbers.
fn is_labelled(range: &Range<usize>, label: Option<&Label>) -> bool {
    let Some(label) = label else { return false };
    let last = label
        .hits
        .iter()
        .rev()
        .find(|h| !matches!(h.term, Term::Document | Term::Pgp));
    last.is_some_and(|h| {
        is_phone(h.term)
            && (!label.is_weak() || range.start.saturating_sub(h.range.end) <= MAX_WORDS)
    })
}

/// Eight digits that are a day of this age: `20260301`.
fn is_day(printed: &str) -> bool {
    let part = |range: Range<usize>| {
        printed
            .get(range)
            .and_then(|p| p.parse::<u16>().ok())
            .unwrap_or_default()
    };
    printed.len() == 8
        && (1990..2100).contains(&part(0..4))
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8))
}

/// `192.168.100.200`
fn is_internet_address(printed: &str) -> bool {
    let parts: Vec<&str> = printed.split('.').collect();
    parts.len() == 4
        && parts
            .iter()
            .all(|p| p.parse::<u8>().is_ok() && (p.len() == 1 || !p.starts_with('0')))
}

/// `GMT+01:00` and `+0100` behind a time.
fn is_offset(text: &Text, range: &Range<usize>) -> bool {
    let before = text.raw.get(..range.start).unwrap_or_default();
    before.ends_with("GMT") || before.ends_with("UTC")
}

/// Where the number of a bank account ends, if a number without a plus sign stands in one: behind
/// `DE89`.
fn account(text: &Text, start: usize) -> Option<usize> {
    let row = text.row_near(&(start..start));
    let before = text.get(row.start..start);
    if text.get(start..start + 1) == "+" {
        return None;
    }
    // `DE89`, perhaps with more groups behind it; those of some countries have letters too (ISO 13616).
    let is_head = |word: &str| {
        word.len() == 4
            && word.bytes().enumerate().all(|(i, b)| {
                if i < 2 {
                    b.is_ascii_uppercase()
                } else {
                    b.is_ascii_digit()
                }
            })
    };
    let is_group = |word: &str| {
        word.len() <= 4
            && word
                .bytes()
                .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
    };
    let is_iban = before
        .split_whitespace()
        .rev()
        .take(9)
        .find(|w| is_head(w) || !is_group(w))
        .is_some_and(is_head);
    is_iban.then(|| {
        let rest = text.get(start..row.end);
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/')))
            .unwrap_or(rest.len());
        start + length
    })
}
