//! Does the document say how long it holds and how it may be passed on?

use bonafide_model::{Publishing, Severity};

use super::desk::{Desk, fact, unread};
use crate::checks::Found;

/// Whether it states its validity: until a day, or until a later version.
pub(super) fn validity(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    vec![match desk.cx.claims().expiry.as_ref().filter(|claim| claim.is_visible()) {
        Some(claim) => Found::pass(fact(Publishing::ValidityStated)).at([claim]),
        None => Found::fail(Severity::Warning, fact(Publishing::ValidityMissing)),
    }]
}

/// Whether it is marked by the Traffic Light Protocol (FIRST, "TLP version 2.0": WHITE became CLEAR).
pub(super) fn tlp(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let Some(claim) = desk.cx.claims().tlp.as_ref().filter(|claim| claim.is_visible()) else {
        return vec![Found::fail(Severity::Warning, fact(Publishing::TlpMissing))];
    };
    let word = claim.value.clone();
    vec![
        match word.as_str() {
            "TLP:CLEAR" => Found::pass(fact(Publishing::TlpMarked { word })),
            "TLP:WHITE" => Found::fail(Severity::Warning, fact(Publishing::TlpOld { word })),
            _ => Found::fail(Severity::Warning, fact(Publishing::TlpRestricts { word })),
        }
        .at([claim]),
    ]
}
