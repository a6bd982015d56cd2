//! Is there a signature to judge at all?

use bonafide_model::{AttemptResult, AttemptRole, CheckId, Detail, Severity, SignatureStatus};

use super::{Check, Found, places_of};
use crate::context::Context;

pub(super) const CHECK: Check = Check { id: CheckId::SignatureIsPresent, run };

/// "Could not be asked" and "something else stands there" are not "there is none": an attacker can bring about both.
fn run(cx: &Context) -> Vec<Found> {
    let (none, found): (Vec<_>, Vec<_>) =
        cx.facts.signatures.iter().partition(|s| s.report.status == SignatureStatus::NotASignature);
    if !found.is_empty() {
        return vec![Found::pass(Detail::SignaturesFound { kinds: found.iter().map(|signature| signature.report.kind).collect() })];
    }
    if cx.dossier.document.is_none() {
        return vec![Found::inconclusive(Severity::Error, Detail::NoDocument)];
    }
    let failed = places_of(cx, &[AttemptRole::Signature, AttemptRole::Page], AttemptResult::Failed);
    let says = cx.profile().and_then(|profile| profile.authenticity.as_ref());
    if !failed.is_empty() {
        // Beside a local file nothing lies, which was looked at; only the web could not be asked as well.
        let is_local = cx.dossier.document.as_ref().is_some_and(|document| document.origin.url.is_none());
        let detail = match is_local {
            true => Detail::NoSignatureBeside { says: says.map(|claim| claim.value), unasked: failed },
            false => Detail::SignatureNotFetched { places: failed },
        };
        return vec![Found::inconclusive(Severity::Error, detail)];
    }
    let mut places: Vec<String> = none.iter().map(|signature| signature.report.origin.display()).collect();
    places.extend(places_of(cx, &[AttemptRole::Signature], AttemptResult::WrongKind));
    if !places.is_empty() {
        let wrong = cx.dossier.attempts.iter().find(|attempt| attempt.result == AttemptResult::WrongKind);
        let what = none.first().map(|signature| signature.report.detail.clone());
        let what = what.or_else(|| wrong.map(|attempt| attempt.why.clone())).unwrap_or_default();
        return vec![Found::inconclusive(Severity::Error, Detail::NotASignature { places, what })];
    }
    vec![Found::fail(Severity::Error, Detail::NoSignature { says: says.map(|claim| claim.value) }).at(says)]
}
