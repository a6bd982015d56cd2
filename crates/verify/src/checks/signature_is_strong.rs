//! Does the signature rest on a hash, a key and bindings that today's policy accepts? The date that
//! a signature states never weakens that: backdating is free.

use bonafide_model::judgement::{CheckId, Detail, Severity, SignatureProblem, SignatureStatus, WeakCause};

use super::check::{Check, Need};
use super::found::Found;
use crate::context::Context;
use crate::facts::WeakBecause;

pub(super) const CHECK: Check = Check::new(CheckId::SignatureIsStrong, run).needed(Need::Proven(4));

fn run(cx: &Context) -> Vec<Found> {
    let Some(signature) = cx.signature else { return vec![Found::not_applicable(Detail::NoSignatureToJudge)] };
    let report = &signature.report;
    let hash = report.hash.clone();
    match report.status {
        SignatureStatus::Weak => {
            let because = match signature.weak_because {
                Some(WeakBecause::Key) => WeakCause::Key,
                Some(WeakBecause::Binding) => WeakCause::Binding,
                Some(WeakBecause::Hash) | None => WeakCause::Hash,
            };
            vec![Found::fail(Severity::Error, Detail::SignatureWeak { because, hash })]
        }
        SignatureStatus::Good | SignatureStatus::Bad | SignatureStatus::Expired | SignatureStatus::InvalidKey => {
            if report.problems.contains(&SignatureProblem::SoonWeak) {
                return vec![Found::pass_but(Detail::SignatureSoonWeak { hash })];
            }
            vec![Found::pass(Detail::SignatureStrong { hash })]
        }
        status @ (SignatureStatus::UnknownKey
        | SignatureStatus::NotASignature
        | SignatureStatus::Malformed
        | SignatureStatus::Unsupported) => {
            vec![Found::inconclusive(Severity::Error, Detail::NotDecided { status })]
        }
    }
}
