//! Does no printed fingerprint contradict another one, and does none stand where a program reads it
//! and a person does not?
//!
//! Several keys are normal: a contradiction is two values for the same key that differ in a few
//! digits.

use bonafide_model::claims::{Claim, HiddenBy, PrintedFingerprint};
use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use super::document_shows_what_it_says;
use crate::context::Context;
use crate::printed::Printed;

pub(super) const CHECK: Check = Check::new(CheckId::FingerprintIsUnambiguous, run).disputing().weighed(weight::warnings_are_errors);

/// Up to so many digits a second value is a misprint of the first: two random ones agree in 2 or 3
/// digits of 40.
const MISPRINT_DIGITS: usize = 8;

/// No team has more keys; beyond that only the first are compared with each other.
const MAX_COMPARED: usize = 32;

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    let mut found: Vec<Found> = cx.claims().fingerprints.iter().filter_map(|claim| hidden(cx, claim)).collect();
    found.extend(contradictions(&cx.printed));
    found.extend(document_shows_what_it_says::not_judged(&cx.claims().fingerprints, |printed| printed.digits.clone()));
    if found.is_empty() {
        let count = u32::try_from(cx.printed_fingerprints().len()).unwrap_or(u32::MAX);
        found.push(match count {
            0 => Found::not_applicable(Detail::NoFingerprint { hidden: 0, malformed: 0 }),
            _ => Found::pass(Detail::FingerprintsUnambiguous { count }),
        });
    }
    found
}

fn hidden(cx: &Context, claim: &Claim<PrintedFingerprint>) -> Option<Found> {
    let hidden_by = claim.hidden_by?;
    let fingerprint = claim.value.fingerprint.as_ref()?;
    if cx.printed.iter().any(|printed| printed.fingerprint == fingerprint) {
        return None;
    }
    let detail = Detail::HiddenFingerprint { digits: fingerprint.as_str().to_owned(), hidden_by };
    // A value of an earlier revision is how a document is updated, not how one is forged.
    Some(match hidden_by {
        HiddenBy::EarlierRevision => Found::inconclusive(Severity::Note, detail).at([claim]),
        _ => Found::fail(Severity::Warning, detail).at([claim]),
    })
}

fn contradictions(printed: &[Printed]) -> Vec<Found> {
    let mut distinct: Vec<&Printed> = Vec::new();
    for one in printed {
        if distinct.len() < MAX_COMPARED && !distinct.iter().any(|other| other.fingerprint == one.fingerprint) {
            distinct.push(one);
        }
    }
    let mut found = Vec::new();
    for (n, first) in distinct.iter().enumerate() {
        for second in distinct.iter().skip(n + 1) {
            let (a, b) = (first.fingerprint.as_str(), second.fingerprint.as_str());
            let digits: Vec<u32> = (1..).zip(a.bytes().zip(b.bytes())).filter(|(_, (a, b))| a != b).map(|(n, _)| n).collect();
            if a.len() == b.len() && digits.len() <= MISPRINT_DIGITS {
                let detail =
                    Detail::FingerprintsContradict { first: first.fingerprint.clone(), second: second.fingerprint.clone(), digits };
                found.push(Found::fail(Severity::Warning, detail).at([first.claim, second.claim]));
            }
        }
    }
    found
}
