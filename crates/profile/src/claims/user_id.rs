//! Printed OpenPGP User IDs.

use std::ops::Range;

use bonafide_model::claims::PrintedUserId;

use super::email::{self, Address};
use super::text::{Text, cap};
use super::{Found, MAX_CLAIMS, person};
use crate::fields::{self, Form};
use crate::vocabulary::{Term, words};

/// OpenPGP allows more, people don't.
const MAX_USER_ID: usize = 200;
/// Longer rows are no lists of fields.
const MAX_ROW: usize = 2_000;

/// Marks around a name.
const QUOTES: [(char, char); 4] = [('"', '"'), ('“', '”'), ('„', '“'), ('«', '»')];

/// Finds User IDs behind their labels, in key listings, and where a label among the keys opens
/// `Name <address>`.
pub(super) fn find(text: &Text, addresses: &[Address], found: &mut Found) {
    let mut read = Vec::new();
    for index in 0..text.rows.len() {
        if found.claims.user_ids.len() > MAX_CLAIMS {
            return;
        }
        let Some(row) = text.rows.get(index) else {
            continue;
        };
        if !may_hold(row.section, text.get(row.range.clone())) {
            continue;
        }
        for field in fields::in_row(
            text,
            index,
            &[Term::UserId, Term::Email, Term::KeyId, Term::BareId],
        ) {
            let value = field.value.clone();
            let has_address = addresses.iter().any(|a| value.contains(&a.range.start));
            // "Usage: Signing, Certifying User IDs" in the header of an armor labels nothing.
            let in_armor = text
                .armor_headers
                .iter()
                .any(|r| r.contains(&field.label.range.start));
            let is_listed = has_address || text.row(index).trim_start().starts_with("uid");
            let wanted = match (field.label.term, field.form) {
                (Term::UserId, Form::Marked) => true,
                (Term::UserId, Form::Running) => is_listed && !in_armor,
                (Term::UserId, _) => !in_armor,
                (Term::Email, form) => form == Form::Marked && text.is_in(value.start, "2.8"),
                _ => has_address,
            };
            if wanted {
                let value = if field.form == Form::Running {
                    behind_is(text, value)
                } else {
                    value
                };
                let value = with_next_row(text, value);
                let label = text.label_text(&field.label);
                claim(text, value.clone(), label, addresses, found);
                read.push(value);
            }
        }
        if let Some(head) = fields::head(text, index) {
            for (name, cell) in text.cells(head).iter().zip(text.cells(index)) {
                if let Some(hit) = text
                    .hits_within(head, name)
                    .iter()
                    .find(|hit| hit.term == Term::UserId)
                {
                    claim(text, cell.clone(), text.label_text(hit), addresses, found);
                }
            }
        }
    }
    for address in addresses
        .iter()
        .filter(|a| text.is_in(a.range.start, "2.8"))
        .filter(|a| {
            let at = read.partition_point(|r: &Range<usize>| r.end <= a.range.start);
            read.get(at).is_none_or(|r| a.range.start < r.start)
        })
    {
        named(text, address, addresses, found);
    }
}

/// The value without the verb of its sentence: "The user ID is GROVE-CERT <…>".
fn behind_is(text: &Text, value: Range<usize>) -> Range<usize> {
    let printed = text.get(value.clone());
    let verb = printed
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let start = if words::IS.contains(&&*verb.to_lowercase()) {
        value.start + verb.len()
    } else {
        value.start
    };
    start..value.end
}

/// The value with the row below it, where its address is wrapped to that, or the rest of its name
/// with the address.
fn with_next_row(text: &Text, value: Range<usize>) -> Range<usize> {
    let row = text.row_at(value.start);
    let ends_here = text
        .get(value.end..text.row_range_of(row).end)
        .trim()
        .is_empty();
    let next = text.row(row + 1);
    let goes_on = next.trim_start().starts_with('<')
        || text
            .get(value.clone())
            .ends_with(['-', '\u{2010}', '\u{2011}'])
            && next.trim_start().starts_with(char::is_alphanumeric)
            && next.contains('<');
    if !(ends_here && goes_on && next.len() < MAX_ROW)
        || text.get(value.clone()).contains(['<', '@'])
        || !fields::is_same_field(text, row, row + 1)
    {
        return value;
    }
    let below = text.row_range_of(row + 1);
    value.start..below.start + next.find('>').map_or(next.len(), |at| at + 1)
}

/// Whether a row may hold a User ID: only rows about the document and the team are looked at, and
/// such as have a mark.
fn may_hold(section: Option<&str>, row: &str) -> bool {
    let has_mark = || {
        memchr::memchr3(b':', b'=', b'@', row.as_bytes()).is_some()
            || row.contains(['\t', '|', '：'])
    };
    let is_near = |section: &str| section.starts_with(['1', '2']);
    row.len() < MAX_ROW && (section.is_some_and(is_near) || section.is_none() && has_mark())
}

/// `Name <address>` behind any label among the keys, such as "Owner:", or alone in a comment of an armor.
fn named(text: &Text, address: &Address, addresses: &[Address], found: &mut Found) {
    let row = text.row_at(address.range.start);
    let Some(cell) = text
        .cells(row)
        .iter()
        .find(|cell| cell.contains(&address.range.start))
    else {
        return;
    };
    let Some(before) = text
        .get(cell.start..address.range.start)
        .trim_end()
        .strip_suffix('<')
    else {
        return;
    };
    let name = before
        .rfind([':', '=', '：', '"', '“'])
        .map_or(before, |mark| before.get(mark..).unwrap_or_default());
    let start = cell.start + before.len()
        - name
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .len();
    let Some(label) = fields::label(text, start).filter(|label| !label.is_weak()) else {
        return;
    };
    let behind = text
        .get(address.range.end..cell.end)
        .find('>')
        .map_or(address.range.end, |at| address.range.end + at + 1);
    let is_known = found.claims.user_ids.iter().any(|u| {
        u.value.email.as_ref() == Some(&address.value)
            && u.place.line == text.place(&address.range).line
    });
    let is_person = person::owns(text, start);
    if start < cell.start + before.trim_end().len() && !is_known && !is_person {
        claim(text, start..behind, label.printed(text), addresses, found);
    }
}

/// Where the next line of a key listing begins that somebody put on one line: ` sub 2048R/68B49661
/// …`.
fn listing_end(value: &str) -> usize {
    let words = [" sub ", " ssb ", " pub ", " sec ", " uid ", " sig "];
    let is_line = |at: usize| {
        let behind = value.get(at + 5..).unwrap_or_default().trim_start();
        behind.starts_with(|c: char| c.is_ascii_digit() || c == '[')
            || [
                "rsa", "dsa", "elg", "ed2", "ed4", "cv2", "cv4", "nist", "brain",
            ]
            .iter()
            .any(|a| behind.starts_with(a))
            || value
                .get(at..)
                .is_some_and(|r| r.starts_with(" uid ") || r.starts_with(" sig "))
    };
    words
        .iter()
        .flat_map(|word| value.match_indices(word))
        .map(|(at, _)| at)
        .filter(|at| is_line(*at))
        .min()
        .unwrap_or(value.len())
}

/// What stands in two rows, as it is in one.
fn one_row(printed: &str) -> String {
    let mut rows = printed.split('\n');
    let mut whole = rows.next().unwrap_or_default().trim_end().to_owned();
    for row in rows {
        if !whole.ends_with(['-', '\u{2010}', '\u{2011}']) {
            whole.push(' ');
        }
        whole.push_str(row.trim());
    }
    whole
}

/// Makes the claim, if there is a value.
fn claim(
    text: &Text,
    range: Range<usize>,
    label: Option<String>,
    addresses: &[Address],
    found: &mut Found,
) {
    let range = range.start..range.start + listing_end(text.get(range.clone()));
    let all = text.get(range.clone());
    // What gpg prints for programs: the User ID is the tenth field.
    let fields = if all.matches(':').count() > 7 {
        all.trim_end_matches(':').rfind(':').map_or(0, |at| at + 1)
    } else {
        0
    };
    let whole = all.get(fields..).unwrap_or_default();
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：' | '=' | '"' | '“' | '”' | '«' | '»' | '|' | '`' | '*'
            )
    };
    let trimmed = whole.trim_start_matches(|c| is_mark(c) || matches!(c, '.' | '…'));
    // `uid  [ultimate] Name <address>`: the validity is gpg's, not part of the value.
    let behind = trimmed
        .strip_prefix('[')
        .and_then(|r| r.split_once(']'))
        .filter(|(v, _)| v.trim().chars().all(char::is_lowercase));
    let trimmed = behind.map_or(trimmed, |(_, rest)| rest.trim_start());
    let value = trimmed
        .trim_end_matches(|c: char| is_mark(c) || matches!(c, '.' | ',' | ';' | '-' | '(' | '–'));
    let start = range.end - trimmed.len();
    let mut end = start + value.len();
    let first = addresses.partition_point(|a| a.range.start < start);
    let address = addresses.get(first).filter(|a| a.range.start < end);
    // The User ID ends where its address does; a note, the key's size or another one may follow.
    let closed = address
        .filter(|a| text.get(start..a.range.start).trim_end().ends_with('<'))
        .and_then(|a| {
            let behind = text.get(a.range.end..range.end);
            let close = behind.find('>')?;
            behind
                .get(..close)?
                .trim()
                .is_empty()
                .then_some(a.range.end + close + 1)
        });
    let mut value = value;
    if let Some(close) = closed.filter(|close| *close < range.end) {
        let next = text.get(close..range.end);
        let another =
            next.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/'));
        if another.len() < next.len()
            && another.starts_with(|c: char| c.is_alphabetic() || c == '"')
            && another.contains('<')
        {
            claim(
                text,
                range.end - another.len()..range.end,
                label.clone(),
                addresses,
                found,
            );
        }
        end = close;
        value = text.get(start..end);
    }
    let has_word = value.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if !has_word || value.chars().count() > MAX_USER_ID || value.split_whitespace().count() > 14 {
        return;
    }
    let email = address.map(|a| a.value.clone());
    let plain = match address {
        Some(address) => email::without_obfuscation(value, address, start),
        None => value.to_owned(),
    };
    // `"GROVE-CERT" <…>`: the first of both marks is gone already.
    let plain = match QUOTES
        .iter()
        .find(|(open, _)| text.get(0..start).ends_with(*open))
    {
        Some((_, close)) if plain.matches(*close).count() == 1 => plain.replace(*close, ""),
        _ => plain,
    };
    let plain = one_row(&plain);
    let user_id = PrintedUserId {
        text: cap(&plain, MAX_USER_ID),
        email,
    };
    let place = text.place(&(start..end));
    let same =
        found.claims.user_ids.iter().any(|u| {
            u.value == user_id && (u.place.page, u.place.line) == (place.page, place.line)
        });
    if !same {
        found
            .claims
            .user_ids
            .push(text.claim(user_id, start..end, label));
    }
}
