//! Until when the document says it is valid, and what it says about its authentication.

use bonafide_model::{Authenticity, Claim, DateRole, PrintedExpiry};

use super::Found;
use super::text::{Text, cap};
use crate::vocabulary::{Hit, Term};

/// What is kept of an expiry that is not understood.
const MAX_OTHER: usize = 200;

/// The document's expiry: on the title page or in the sections about the document.
pub(super) fn expiry(text: &Text, front: usize, found: &mut Found) {
    for index in 0..text.rows.len() {
        let Some(row) = text.rows.get(index) else { return };
        let in_document = row.section.is_some_and(|s| s == "1" || s.starts_with("1."));
        let range = row.range.clone();
        // When a key ends says nothing about the document.
        let is_about_key = super::dates::is_listing(text.get(range.clone()));
        if !(in_document || index < front) || range.is_empty() || is_about_key {
            continue;
        }
        let hits = text.hits(range.clone());
        let label = hits.iter().find(|h| h.term == Term::Expiry);
        // When a key ends is no matter of the document.
        let listed =
            ["pub", "sub", "sec", "ssb", "uid"].iter().any(|w| text.get(range.clone()).split_whitespace().next() == Some(*w));
        let of_key = |l: &Hit| {
            hits.iter()
                .any(|h| h.range.end <= l.range.start && matches!(h.term, Term::KeyId | Term::Fingerprint | Term::KeyAttribute))
        };
        if listed || label.is_some_and(of_key) {
            continue;
        }
        let superseded = hits.iter().any(|h| h.term == Term::Superseded);
        // The sentence may go on in the next row.
        let goes_on = label.is_some()
            && text
                .rows
                .get(index + 1)
                .is_some_and(|n| n.heading == row.heading && text.hits(n.range.clone()).iter().any(|h| h.term == Term::Superseded));
        let valid = label.is_some() || super::fold::folded(text.get(range.clone())).contains("valid");
        let value = if valid && (superseded || goes_on) {
            PrintedExpiry::UntilSuperseded
        } else if let Some(date) = found
            .claims
            .dates
            .iter()
            .find(|d| d.value.role == DateRole::Expiry && d.place.line == row.number && d.place.page == row.page)
        {
            PrintedExpiry::Date(date.value.clone())
        } else if let Some(label) = label.filter(|l| is_label(text, l, range.end)) {
            let rest = text.get(label.range.end..range.end).trim_matches([':', ' ', '\t', '|', '.', '*']);
            if rest.is_empty() {
                continue;
            }
            PrintedExpiry::Other(cap(rest, MAX_OTHER))
        } else {
            continue;
        };
        let printed = label.and_then(|l| text.label_text(l));
        found.claims.expiry = Some(text.claim(value, range, printed));
        return;
    }
}

fn is_label(text: &Text, hit: &Hit, end: usize) -> bool {
    text.get(hit.range.end..end).trim_start_matches(['*', ' ']).starts_with([':', '\t', '|'])
}

/// What the section on authentication says.
pub(super) fn authenticity(text: &Text) -> Option<Claim<Authenticity>> {
    let rows: Vec<usize> = (0..text.rows.len()).filter(|i| text.rows.get(*i).is_some_and(|r| r.section == Some("1.4"))).collect();
    let heading = rows.first().copied();
    let mut best: Option<(u8, Authenticity, Hit)> = None;
    for index in rows.iter().skip(1).chain(heading.filter(|_| rows.len() == 1).iter()) {
        let Some(row) = text.rows.get(*index) else { continue };
        for hit in text.hits(row.range.clone()) {
            let (rank, says) = match hit.term {
                Term::NotSigned => (0, Authenticity::NotSigned),
                Term::OnRequest => (1, Authenticity::OnRequest),
                Term::Signature => (2, Authenticity::SaysSigned),
                Term::Tls | Term::Certificate => (3, Authenticity::Tls),
                _ => continue,
            };
            if best.as_ref().is_none_or(|(r, _, _)| rank < *r) {
                best = Some((rank, says, hit));
            }
        }
    }
    best.map(|(_, says, hit)| text.claim(says, hit.range, None))
}
