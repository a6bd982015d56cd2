//! Is there a signature to judge at all?

use bonafide_model::claims::ReadWarningKind;
use bonafide_model::evidence::{Attempt, AttemptResult, AttemptRole, AttemptWhy};
use bonafide_model::judgement::{CheckId, Detail, Severity, SignatureCause, SignatureStatus};

use super::check::{Check, Need};
use super::found::{Found, UNASKED, places_of, unread};
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::SignatureIsPresent, run).needed(Need::Proven(1));

/// "Could not be asked" and "something else stands there" are not "there is none": an attacker can
/// bring about both.
fn run(cx: &Context) -> Vec<Found> {
    let (none, found): (Vec<_>, Vec<_>) =
        cx.facts.signatures.iter().partition(|s| s.report.status == SignatureStatus::NotASignature);
    if !found.is_empty() {
        return vec![Found::pass(Detail::SignaturesFound { kinds: found.iter().map(|signature| signature.report.kind).collect() })];
    }
    if cx.dossier.document.is_none() {
        return unread(cx).into_iter().collect();
    }
    let roles = [AttemptRole::Signature, AttemptRole::Page];
    let unasked = places_of(cx, &roles, UNASKED);
    let says = cx.profile().and_then(|profile| profile.authenticity.as_ref());
    let x509 = x509_signer(cx);
    if !unasked.is_empty() {
        // Where the user wants nobody asked, or gave a file and nothing lies beside it, no outage
        // explains what is missing.
        let is_local = cx.dossier.document.as_ref().is_some_and(|document| document.origin.url.is_none());
        let outage = !places_of(cx, &roles, &[AttemptResult::Failed]).is_empty();
        let detail = match is_local || !outage {
            true => Detail::NoSignatureSeen { says: says.map(|claim| claim.value), x509, unasked },
            false => Detail::SignatureNotFetched { places: unasked },
        };
        return vec![Found::inconclusive(Severity::Error, detail)];
    }
    let mut places: Vec<String> = none.iter().map(|signature| signature.report.origin.display()).collect();
    let wrong = places_of(cx, &[AttemptRole::Signature], &[AttemptResult::WrongKind]);
    places.extend(wrong.into_iter().filter(|place| !none.iter().any(|signature| signature.report.origin.display() == *place)));
    if !places.is_empty() {
        let is_wrong = |attempt: &&Attempt| attempt.role == AttemptRole::Signature && attempt.result == AttemptResult::WrongKind;
        let wrong = cx.dossier.attempts.iter().find(is_wrong);
        let what = none.first().and_then(|signature| match signature.report.cause {
            Some(SignatureCause::NotASignature(kind)) => Some(AttemptWhy::Kind(kind)),
            _ => None,
        });
        let what = what.or_else(|| wrong.map(|attempt| attempt.why.clone()));
        return vec![Found::inconclusive(Severity::Error, Detail::NotASignature { places, what })];
    }
    vec![Found::fail(Severity::Error, Detail::NoSignature { says: says.map(|claim| claim.value), x509 }).at(says)]
}

/// Who made the X.509 signature inside the document. It says nothing about an OpenPGP key, and is
/// not judged.
fn x509_signer(cx: &Context) -> Option<String> {
    let warnings = &cx.profile()?.warnings;
    warnings.iter().find(|warning| warning.kind == ReadWarningKind::X509Signature).map(|warning| warning.detail.clone())
}
