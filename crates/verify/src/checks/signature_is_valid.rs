//! Is the signature mathematically right, by a key that was allowed to make it when it was made?

use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{CheckId, Detail, Finding, FormerState, Past, Severity, SignatureProblem, SignatureReport, SignatureStatus, Tie};

use super::check::{Check, Need};
use super::found::Found;
use super::weight;
use crate::choice::{is_explained, is_of_other_file};
use crate::facts::proves_the_document;
use crate::context::Context;
use crate::facts::SignatureFacts;

pub(super) const CHECK: Check = Check::new(CheckId::SignatureIsValid, run).needed(Need::Proven(7)).weighed(for_publisher);

fn run(cx: &Context) -> Vec<Found> {
    let Some(signature) = cx.signature else { return vec![Found::not_applicable(Detail::NoSignatureToJudge)] };
    let mut found = judge(cx, signature);
    let others = cx.facts.signatures.iter().filter(|other| !std::ptr::eq(*other, signature));
    found.extend(others.filter_map(|other| beside(cx, signature, other)));
    found
}

fn judge(cx: &Context, signature: &SignatureFacts) -> Vec<Found> {
    let report = &signature.report;
    let status = report.status;
    match (status, &report.signer) {
        (SignatureStatus::Good, Some(signer)) => {
            let mut found = vec![Found::pass(Detail::SignatureGood { signer: signer.clone(), made_at: report.made_at })];
            if report.problems.contains(&SignatureProblem::BindingMadeLater) {
                found.push(Found::pass_but(Detail::BindingMadeLater { signer: signer.clone() }));
            }
            if report.problems.contains(&SignatureProblem::LineEndingsNormalised) {
                found.push(Found::pass(Detail::LineEndingsNormalised));
            }
            found
        }
        (SignatureStatus::Bad, _) if is_of_other_file(signature) => {
            vec![Found::fail(Severity::Error, Detail::SignatureOfOtherFile { origin: report.origin.display() })]
        }
        (SignatureStatus::Bad, signer) => {
            if let Some(as_read) = signature.as_read {
                let origin = report.origin.display();
                return vec![Found::fail(Severity::Error, Detail::SignatureReadsOtherwise { origin, as_read })];
            }
            let tie = signer.as_ref().map_or(Tie::None, |signer| cx.ties().of(signer));
            let would_verify_if = signature.would_verify_if.iter().cloned().chain(seen_before(cx, report)).collect();
            let detail = Detail::SignatureBad { signer: signer.clone(), tie, origin: report.origin.display(), would_verify_if };
            vec![Found::fail(Severity::Error, detail)]
        }
        (SignatureStatus::UnknownKey, _) => {
            let issuer = report.signing_key.as_ref().map(|key| key.as_str().to_owned()).or_else(|| report.issuer_key_id.clone());
            let is_printed = issuer.as_deref().is_some_and(|issuer| {
                cx.printed.iter().any(|printed| printed.fingerprint.as_str() == issuer || printed.fingerprint.key_id() == issuer)
            });
            // Only the certificate tells which subkeys a key has.
            let is_missing = |key: &Fingerprint| cx.facts.certificate(cx.facts.primary_of(key)).is_none();
            let may_be_subkey = !is_printed && cx.printed.iter().any(|printed| is_missing(printed.fingerprint));
            let detail = Detail::SignerUnknown { issuer, is_printed, may_be_subkey, unusable: cx.unusable_key() };
            vec![Found::inconclusive(Severity::Error, detail)]
        }
        (SignatureStatus::InvalidKey, signer) => {
            let detail = Detail::SigningKeyInvalid { signer: signer.clone(), what: report.cause.clone() };
            vec![Found::fail(Severity::Error, detail)]
        }
        // Something stands where a signature should, so the check applies; it just cannot be
        // answered.
        (SignatureStatus::NotASignature, _) => vec![Found::inconclusive(Severity::Error, Detail::NoSignatureToJudge)],
        // A good signature without a signer is a contradiction in terms, so it proves nothing.
        (_, _) => vec![Found::inconclusive(Severity::Error, Detail::NotDecided { status })],
    }
}

/// The earlier document that this signature was made for, if history knows one that this key signed
/// at this very second. History keeps no documents, so that is told by the time alone; nothing is
/// verified again.
fn seen_before(cx: &Context, report: &SignatureReport) -> Option<FormerState> {
    let Past::Seen(sights) = cx.past else { return None };
    let (signer, made) = (report.signer.as_ref()?, report.made_at?);
    let sight = sights.iter().rev().find(|sight| {
        sight.signed_at == Some(made)
            && sight.fingerprint.as_ref() == Some(signer)
            && cx.sha256.as_ref().is_some_and(|now| !now.eq_ignore_ascii_case(&sight.document_sha256))
    })?;
    Some(FormerState::SeenBefore { seen: sight.seen_at, version: sight.version.clone() })
}

/// What another signature means. Only a failing one by the key that also made the good one stands
/// in the way: then somebody holds two different documents of the same key.
fn beside(cx: &Context, judged: &SignatureFacts, other: &SignatureFacts) -> Option<Found> {
    let report = &other.report;
    let origin = report.origin.display();
    if let (true, SignatureStatus::Bad, Some(signer)) = (proves_the_document(judged), report.status, cx.signer)
        && report.signer.as_ref() == Some(signer)
        && !is_explained(other)
    {
        return Some(Found::fail(Severity::Error, Detail::AlsoBad { signer: signer.clone(), origin }));
    }
    let severity = match report.status {
        SignatureStatus::Good | SignatureStatus::NotASignature => return None,
        SignatureStatus::Bad if !is_explained(other) => Severity::Warning,
        _ => Severity::Note,
    };
    let detail = Detail::OtherSignature { status: report.status, signer: report.signer.clone(), origin };
    Some(Found::inconclusive(severity, detail))
}

/// A reader may try another signature first.
fn for_publisher(finding: Finding) -> Option<Finding> {
    let is_other = weight::is_open(&finding) && matches!(finding.detail, Detail::OtherSignature { .. });
    Some(if is_other { Finding { severity: finding.severity.max(Severity::Warning), ..finding } } else { finding })
}
