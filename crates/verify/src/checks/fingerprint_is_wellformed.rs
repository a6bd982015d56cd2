//! Has every printed fingerprint the form of one, in digits and nothing that only looks like
//! digits?

use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::FingerprintIsWellformed, run).weighed(weight::warnings_are_errors);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    let visible: Vec<_> = cx.claims().fingerprints.iter().filter(|claim| claim.is_visible()).collect();
    // Where a sound one is printed too, a broken one is a flaw of the text; alone it leaves nothing
    // to compare with.
    let severity = if cx.printed.is_empty() { Severity::Error } else { Severity::Warning };
    let broken: Vec<Found> = visible
        .iter()
        .filter_map(|claim| {
            let problem = claim.value.problem.clone()?;
            let detail = Detail::FingerprintMalformed { digits: claim.value.digits.clone(), problem };
            Some(Found::fail(severity, detail).at([*claim]))
        })
        .collect();
    match (visible.len(), broken.is_empty()) {
        (0, _) => vec![Found::not_applicable(Detail::NoFingerprint { hidden: hidden(cx), malformed: 0 })],
        (count, true) => vec![Found::pass(Detail::FingerprintsWellformed { count: u32::try_from(count).unwrap_or(u32::MAX) })],
        (_, false) => broken,
    }
}

fn hidden(cx: &Context) -> u32 {
    let hidden = cx.claims().fingerprints.iter().filter(|claim| !claim.is_visible()).count();
    u32::try_from(hidden).unwrap_or(u32::MAX)
}
