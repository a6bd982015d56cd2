//! Claims for dates: what each date is printed for.

use std::ops::Range;

use bonafide_model::{DateRole, PrintedDate};

use super::fold::folded;
use super::text::Text;
use super::{Found, MAX_CLAIMS, date};
use crate::vocabulary::{Hit, Term};

/// Words that decide a date's role.
const DECIDING: [Term; 4] = [Term::Update, Term::Creation, Term::Expiry, Term::Version];

/// Words for a key inside a label such as "key expiry".
const KEYS: [&str; 8] = ["key", "keys", "cle", "clef", "clave", "chave", "chiave", "sleutel"];

/// Finds dates outside of URLs and the like.
pub(super) fn find(text: &Text, taken: &[Range<usize>], front: usize, found: &mut Found) {
    for one in date::dates(&text.raw, MAX_CLAIMS + 1, text.language) {
        if super::is_taken(taken, &one.range) {
            continue;
        }
        let (role, label) = role(text, &one.range, front);
        // Eight digits, or a word between a day and a year, are a date only where one is expected.
        let is_expected = label.as_ref().is_none_or(|l| !is_version(text, l, &one.range))
            && (label.is_some() || matches!(text.section(one.range.start), Some("1.1" | "1.5")));
        if !one.is_certain && (!is_expected || matches!(role, DateRole::Other | DateRole::KeyExpiry)) {
            continue;
        }
        let value = PrintedDate {
            date: match one.candidates.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            candidates: one.candidates,
            role,
        };
        let label = label.and_then(|h| text.label_text(&h));
        found.claims.dates.push(text.claim(value, one.range, label));
    }
}

/// Whether figures such as `1.10.22` are the version that the word in front of them announces, and no date behind one.
fn is_version(text: &Text, label: &Hit, range: &Range<usize>) -> bool {
    let is_figures = !text.get(range.clone()).contains(|c: char| c.is_alphabetic() || matches!(c, '/' | '\'' | '’'));
    label.term == Term::Version && is_figures && !text.get(label.range.end..range.start).contains(|c: char| c.is_ascii_digit())
}

fn role(text: &Text, range: &Range<usize>, front: usize) -> (DateRole, Option<Hit>) {
    let row = text.row_near(range);
    let index = text.row_at(range.start);
    let section = text.section(range.start).unwrap_or_default();
    let before = text.hits(row.start..range.start);
    let after = text.hits(range.end..row.end.max(range.end));
    let mut label = before.iter().rev().find(|h| DECIDING.contains(&h.term)).cloned();
    // The value may stand in the row below its label, and blank rows between.
    let is_history = super::version::history(text, index).is_some();
    if label.is_none() && before.is_empty() {
        let above = (index.saturating_sub(2)..index).rev().find(|i| !text.row(*i).trim().is_empty());
        label = above.and_then(|i| text.rows.get(i)).filter(|r| is_label(text.get(r.range.clone()))).and_then(|r| {
            text.hits(r.range.clone()).into_iter().rev().find(|h| matches!(h.term, Term::Update | Term::Creation | Term::Expiry))
        });
    }
    let in_front = index < front || section.is_empty();
    let in_document = section == "1" || section.starts_with("1.");
    // "Key: Ed25519, expires …": the nearest word that can expire.
    let of_key = label.as_ref().is_some_and(|l| {
        let subject = before.iter().rev().filter(|h| h.range.end <= l.range.start);
        let subject =
            subject.map(|h| h.term).find(|t| matches!(t, Term::Key | Term::TeamKey | Term::Pgp | Term::Document | Term::Update));
        let names_key = || folded(text.get(l.range.clone())).split(' ').any(|word| KEYS.contains(&word));
        l.term == Term::Expiry && (names_key() || matches!(subject, Some(Term::Key | Term::TeamKey | Term::Pgp)))
    });
    let in_keys = of_key
        || section.starts_with("2.8")
        || before.iter().any(|h| matches!(h.term, Term::KeyId | Term::Fingerprint | Term::KeyAttribute));
    let listed = is_listing(text.get(row.clone()));
    let says_creation = |hits: &[Hit]| hits.iter().any(|h| h.term == Term::Creation);
    let term = label.as_ref().map(|h| h.term);
    let role = match term {
        Some(Term::Expiry) if in_keys || listed => DateRole::KeyExpiry,
        _ if in_keys || listed => DateRole::Other,
        Some(Term::Expiry) if in_document || in_front => DateRole::Expiry,
        // "Version 1.1, created on …" under the date of the last update is that version's date.
        Some(Term::Creation) if section == "1.1" && before.iter().any(|h| h.term == Term::Version) => DateRole::Update,
        Some(Term::Creation) if in_document || in_front => DateRole::Creation,
        _ if (in_document || in_front) && says_creation(&after) => DateRole::Creation,
        Some(Term::Update | Term::Version) if in_document || in_front => DateRole::Update,
        // A row of a table of revisions that says nothing else is history.
        _ if (in_document || in_front) && is_history => DateRole::Other,
        _ if section == "1.1" || section == "1.5" => DateRole::Update,
        // A date alone on the title page.
        _ if index < front && row.len() - (range.end - range.start) <= 24 => DateRole::Update,
        _ => DateRole::Other,
    };
    (role, label)
}

/// Whether a row may be the label of the row below: it is short and has no date of its own.
fn is_label(row: &str) -> bool {
    row.len() < 60 && date::dates(row, 1, None).is_empty()
}

/// Whether the row is one of a key listing.
pub(super) fn is_listing(row: &str) -> bool {
    let first = row.split_whitespace().next().unwrap_or_default();
    matches!(first, "pub" | "sub" | "sec" | "ssb" | "uid")
}
