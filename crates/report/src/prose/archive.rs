//! What web archives kept.

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::Archived;

use super::phrase::{bare, count};

/// Since when the judged key has stood at its place, as a clause.
pub(crate) fn stood(archived: &Archived) -> String {
    format!(
        "this fingerprint has stood at {} since {}{}",
        bare(&archived.of),
        day(archived.since),
        source(archived)
    )
}

/// Until when another one did, as a clause.
pub(crate) fn other_key(fingerprint: &Fingerprint, archived: &Archived) -> String {
    format!(
        "until {} another key stood at {}: {}{}",
        day(archived.until),
        bare(&archived.of),
        fingerprint.spaced(),
        source(archived)
    )
}

/// When other contacts stood there, as a clause.
pub(super) fn contacts(archived: &Archived) -> String {
    format!(
        "other contacts stood at {} on {}{}",
        bare(&archived.of),
        day(archived.until),
        source(archived)
    )
}

fn source(archived: &Archived) -> String {
    let captures = count(archived.captures, "capture");
    format!(" ({}, {captures})", bare(&archived.archive))
}

fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
