//! Does the document print a usable fingerprint where a person sees it?

use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::{Check, Need};
use super::found::{Found, unread};
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::FingerprintIsPrinted, run).needed(Need::Proven(3));

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    if !cx.printed.is_empty() {
        let places = cx.printed.iter().map(|printed| printed.claim);
        return vec![Found::pass(Detail::FingerprintsPrinted { fingerprints: cx.printed_fingerprints() }).at(places)];
    }
    let claims = &cx.claims().fingerprints;
    let count =
        |visible: bool| u32::try_from(claims.iter().filter(|claim| claim.is_visible() == visible).count()).unwrap_or(u32::MAX);
    vec![Found::fail(Severity::Error, Detail::NoFingerprint { hidden: count(false), malformed: count(true) }).at(claims)]
}
