//! Do editions of the profile in other languages print the same keys and contacts?
//!
//! They never speak for this document: whatever they say, no verdict gets better by it.

use bonafide_model::evidence::{EditionAspect, Twin};
use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;
use crate::twins::compare_editions;

pub(super) const CHECK: Check = Check::new(CheckId::EditionsAgree, run).weighed(weight::failures_are_errors);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![Found { severity: Severity::Note, ..unread }];
    }
    let mut found = Vec::new();
    let mut agreeing = Vec::new();
    for twin in &cx.dossier.twins {
        let differing = compare(cx, twin);
        if differing.is_empty() {
            agreeing.push(twin.place.clone());
        }
        found.extend(differing);
    }
    if !agreeing.is_empty() {
        found.push(Found::pass(Detail::EditionsAgree { editions: agreeing }));
    }
    if found.is_empty() { vec![Found::not_applicable(Detail::NoOtherEdition)] } else { found }
}

fn compare(cx: &Context, twin: &Twin) -> Vec<Found> {
    let edition = twin.place.clone();
    let (Some(own), Some(reading)) = (cx.profile(), &twin.reading) else {
        return vec![Found::inconclusive(Severity::Note, Detail::EditionNotFetched { edition })];
    };
    let other = match reading {
        Ok(other) => other,
        Err(error) => {
            return vec![Found::inconclusive(Severity::Note, Detail::EditionUnreadable { edition, error: error.clone() })];
        }
    };
    let differing = compare_editions(own, other).into_iter().map(|difference| {
        // A translation lags behind; that is no reason to doubt. Another key or contact is,
        // whichever of the two is right.
        let severity = match difference.aspect {
            EditionAspect::Version | EditionAspect::Date => Severity::Note,
            EditionAspect::Fingerprint | EditionAspect::Email | EditionAspect::Phone => Severity::Warning,
        };
        Found::fail(severity, Detail::EditionDiffers { edition: edition.clone(), difference })
    });
    differing.collect()
}
