//! Printed OpenPGP User IDs.

use bonafide_model::PrintedUserId;

use super::email::{self, Address};
use super::text::{Text, cap};
use super::{Found, MAX_CLAIMS};
use crate::vocabulary::{Hit, Term};

/// OpenPGP allows more, people don't.
const MAX_USER_ID: usize = 200;

/// Finds User IDs behind their labels, in key listings, and under the label of a Key ID.
pub(super) fn find(text: &Text, addresses: &[Address], found: &mut Found) {
    let rare = Rare::of(&text.raw);
    for index in 0..text.rows.len() {
        if found.claims.user_ids.len() > MAX_CLAIMS {
            return;
        }
        let Some(row) = text.rows.get(index) else { continue };
        // Folding every row would cost more than all else; a label starts within its first words.
        if !may_hold_label(text.get(row.range.clone()), &rare) {
            continue;
        }
        let hits = text.hits(row.range.clone());
        for (i, hit) in hits.iter().enumerate() {
            let end = hits.iter().skip(i + 1).find(|h| ends_value(h, text)).map_or(row.range.end, |h| h.range.start);
            let in_keys = text.is_in(hit.range.start, "2.8");
            let wanted = match hit.term {
                Term::UserId => true,
                Term::Email => in_keys && text.get(hit.range.end..end).trim_start().starts_with([':', '\t']),
                _ => false,
            };
            let as_key_id = matches!(hit.term, Term::KeyId | Term::BareId)
                && addresses.iter().any(|a| a.range.start >= hit.range.end && a.range.end <= end);
            if !(wanted || as_key_id) {
                continue;
            }
            // "Usage: Signing, Certifying User IDs" in the header of an armor labels nothing.
            let in_armor = text.armor_headers.iter().any(|r| r.contains(&hit.range.start));
            if in_armor && !text.get(hit.range.end..row.range.end).trim_start().starts_with(':') {
                continue;
            }
            let label = text.label_text(hit);
            if !claim(text, hit.range.end..end, label.clone(), addresses, found) && wanted && hit.term == Term::UserId && !in_armor
            {
                // The value of a table's cell or a long label may stand in the next row.
                if let Some(next) = text.rows.get(index + 1) {
                    claim(text, next.range.clone(), label, addresses, found);
                }
            }
        }
    }
}

/// Which rare marks of a User ID stand anywhere in the text: looked for once, because most texts have none.
struct Rare {
    at: bool,
    uid: bool,
}

impl Rare {
    fn of(raw: &str) -> Self {
        let has = |mark: &str| memchr::memmem::find(raw.as_bytes(), mark.as_bytes()).is_some();
        Self { at: has("(at)"), uid: has("uid") || has("UID") }
    }

    fn are_in(&self, row: &str) -> bool {
        self.at && row.contains("(at)") || self.uid && (row.contains("uid") || row.contains("UID"))
    }
}

/// Whether one of the words that label User IDs or Key IDs may stand here.
fn may_hold_label(row: &str, rare: &Rare) -> bool {
    let has_mark = || memchr::memchr3(b':', b'=', b'@', row.as_bytes()).or_else(|| memchr::memchr(b'\t', row.as_bytes())).is_some();
    row.len() < 2_000 && (has_mark() || rare.are_in(row)) && {
        let lower = row.to_lowercase();
        ["id", "user", "usu", "utili", "uid", "pouz", "koris", "uzyt", "gebruik", "utente", "mail", "owner", "inhaber", "kenn"]
            .iter()
            .any(|w| lower.contains(w))
    }
}

fn ends_value(hit: &Hit, text: &Text) -> bool {
    matches!(hit.term, Term::KeyId | Term::Fingerprint | Term::KeyAttribute | Term::Expiry | Term::Email)
        && text.raw.get(hit.range.end..).is_some_and(|r| r.trim_start().starts_with([':', '=']))
}

/// Where the next line of a key listing begins that somebody put on one line: ` sub 2048R/68B49661 …`.
fn listing_end(value: &str) -> usize {
    let words = [" sub ", " ssb ", " pub ", " sec ", " uid ", " sig "];
    let is_line = |at: usize| {
        let behind = value.get(at + 5..).unwrap_or_default().trim_start();
        behind.starts_with(|c: char| c.is_ascii_digit() || c == '[')
            || ["rsa", "dsa", "elg", "ed2", "ed4", "cv2", "cv4", "nist", "brain"].iter().any(|a| behind.starts_with(a))
            || value.get(at..).is_some_and(|r| r.starts_with(" uid ") || r.starts_with(" sig "))
    };
    words.iter().flat_map(|word| value.match_indices(word)).map(|(at, _)| at).filter(|at| is_line(*at)).min().unwrap_or(value.len())
}

/// Makes the claim; says whether there was a value.
fn claim(text: &Text, range: std::ops::Range<usize>, label: Option<String>, addresses: &[Address], found: &mut Found) -> bool {
    let range = range.start..range.start + listing_end(text.get(range.clone()));
    let whole = text.get(range.clone());
    let is_separator = |c: char| c.is_whitespace() || matches!(c, ':' | '=' | '"' | '“' | '”' | '«' | '»' | '|' | '`');
    let trimmed = whole.trim_start_matches(is_separator);
    let start = range.start + whole.len() - trimmed.len();
    // `uid  [ultimate] Name <address>`: the validity is gpg's, not part of the value.
    let behind =
        trimmed.strip_prefix('[').and_then(|r| r.split_once(']')).filter(|(v, _)| v.trim().bytes().all(|b| b.is_ascii_lowercase()));
    let trimmed = behind.map_or(trimmed, |(_, rest)| rest.trim_start());
    let start = start.max(range.end - trimmed.len().min(range.end));
    let value = trimmed.trim_end_matches(|c: char| is_separator(c) || matches!(c, '.' | ',' | ';' | '-' | '(' | '–'));
    let end = start + value.len();
    let address = addresses.iter().find(|a| a.range.start >= start && a.range.start < end);
    let has_word = value.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    if !has_word || value.chars().count() > MAX_USER_ID || value.split_whitespace().count() > 14 {
        return false;
    }
    let email = address.map(|a| a.value.clone());
    let plain = match address {
        Some(address) => email::without_obfuscation(value, address, start),
        None => value.to_owned(),
    };
    let user_id = PrintedUserId { text: cap(&plain, MAX_USER_ID), email };
    let same = found.claims.user_ids.iter().any(|u| u.value == user_id && u.place == text.place(&(start..end)));
    if !same {
        found.claims.user_ids.push(text.claim(user_id, start..end, label));
    }
    true
}
