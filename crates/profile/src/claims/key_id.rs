//! Printed Key IDs: short, long, in groups, with or without `0x`, and in key listings.

use std::ops::Range;

use bonafide_model::claims::PrintedKeyId;

use super::hex::Run;
use super::role::role;
use super::text::Text;
use super::{Found, MAX_CLAIMS};
use crate::vocabulary::Term;

/// Bytes between a label and its value: "is", "[LONG]", a colon, a line end.
const MAX_GAP: usize = 48;

/// Finds Key IDs among the runs that are no fingerprints.
pub(super) fn find(text: &Text, rest: &[Run], found: &mut Found) {
    let known: Vec<Range<usize>> = found.fingerprints_at.clone();
    for run in rest {
        if found.claims.key_ids.len() > MAX_CLAIMS {
            return;
        }
        let Some((run, label)) = accept(text, run, found) else {
            continue;
        };
        let range = run.range();
        let value = PrintedKeyId {
            digits: run.digits(),
            role: role(text, &range, &known),
            of_subkey: of_subkey(text, range.start),
            odd: run.odd(),
        };
        found
            .claims
            .key_ids
            .push(text.claim(value, run.printed(text), label));
    }
}

/// The part of a run that is a Key ID, and its label.
fn accept(text: &Text, run: &Run, found: &Found) -> Option<(Run, Option<String>)> {
    let mut run = run.clone();
    // Behind the value in the next row something else may stand.
    if !matches!(run.len(), 8 | 16 | 40)
        && let Some(i) = run.groups.iter().position(|g| g.on_new_row)
    {
        run.groups.truncate(i);
    }
    if !run.is_uniform() {
        run.groups.truncate(1);
    }
    let length = run.len();
    if !matches!(length, 4 | 8 | 16 | 40) {
        return None;
    }
    let start = run.range().start;
    let hits = text.hits_before(start);
    // The label as long as nothing but filling words and attributes of the key stand between.
    let hit = hits.iter().rev().find(|h| {
        !matches!(
            h.term,
            Term::Key | Term::Pgp | Term::Signature | Term::Document
        )
    });
    let in_keys = text.is_in(start, "2.8") || hits.iter().any(|h| matches!(h.term, Term::Pgp));
    let label = hit.filter(|h| h.term == Term::KeyId || (h.term == Term::BareId && in_keys));
    let gap = label.map(|h| text.get(h.range.end..start));
    let has_letter = run.digits().bytes().any(|b| b.is_ascii_alphabetic());
    let has_decimal = run.digits().bytes().any(|b| b.is_ascii_digit());
    let is_close = gap.is_some_and(|g| g.len() <= MAX_GAP && filler_only(g));
    let labelled = match length {
        // Four digits may be anything, so they have to stand right behind the label.
        4 => is_close && gap.is_some_and(|g| g.split_whitespace().count() <= 1),
        40 => is_close,
        _ => {
            is_close
                || (gap.is_some_and(|g| g.len() <= 120)
                    && (run.prefixed || has_letter && has_decimal))
        }
    };
    // Beside a fingerprint its tail needs no label, as in a table.
    let is_tail = matches!(length, 8 | 16)
        && found
            .claims
            .fingerprints
            .iter()
            .any(|f| f.value.digits.ends_with(&run.digits()));
    let bare_long =
        length == 16 && in_keys && has_letter && has_decimal && text.is_in(start, "2.8");
    let under_fingerprint = hit.is_some_and(|h| h.term == Term::Fingerprint)
        && in_keys
        && matches!(length, 8 | 16)
        && (run.prefixed || has_letter);
    // The cells of a table may have torn it out of a fingerprint.
    let is_part = || {
        let digits = run.digits();
        let others = found.claims.fingerprints.iter();
        !is_tail
            && others
                .map(|f| &f.value.digits)
                .any(|whole| whole.contains(&digits))
    };
    let accepted = labelled
        || (run.listed && length >= 8)
        || (run.prefixed && in_keys && length >= 8)
        || is_tail
        || (bare_long || under_fingerprint) && !is_part();
    if !accepted
        || hit.is_some_and(|h| matches!(h.term, Term::Checksum | Term::Commit | Term::Certificate))
            && !labelled
    {
        return None;
    }
    let label = label
        .or(hit.filter(|h| under_fingerprint && h.term == Term::Fingerprint))
        .and_then(|h| text.label_text(h));
    Some((run, label))
}

/// Whether only words stand there that fill the gap between a label and its value.
fn filler_only(gap: &str) -> bool {
    const FILLERS: [&str; 26] = [
        "is", "est", "ist", "es", "e", "long", "short", "64", "32", "bit", "bits", "pgp", "of",
        "format", "hex", "0x", "the", "key", "je", "court", "lang", "kurz", "adalah", "como",
        "and", "gpg",
    ];
    super::fold::folded(gap)
        .split(' ')
        .all(|w| w.is_empty() || FILLERS.contains(&w))
}

/// Whether a key listing prints it on a `sub` or `ssb` line.
fn of_subkey(text: &Text, at: usize) -> bool {
    let row = text.row_near(&(at..at));
    let before = text.get(row.start..at);
    let last = before
        .split(|c: char| !c.is_ascii_alphanumeric())
        .rev()
        .find(|w| {
            matches!(
                *w,
                "pub" | "sub" | "sec" | "ssb" | "uid" | "Subkey" | "subkey"
            )
        });
    matches!(last, Some("sub" | "ssb" | "subkey" | "Subkey"))
}
