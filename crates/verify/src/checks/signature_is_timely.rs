//! Can the time that the signature states be true: not in the future, not before its key, not past
//! its lifetime? It stays the signer's own word.

use bonafide_model::judgement::{CheckId, Detail, Severity, SignatureProblem, SignatureStatus};

use super::check::{Check, Need};
use super::found::Found;
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::SignatureIsTimely, run).needed(Need::Proven(5));

fn run(cx: &Context) -> Vec<Found> {
    let Some(signature) = cx.signature else { return vec![Found::not_applicable(Detail::NoSignatureToJudge)] };
    let report = &signature.report;
    let made_at = report.made_at;
    let has = |problem| report.problems.contains(&problem);
    let latest = cx.now.as_second().saturating_add(i64::from(cx.policy.clock_skew_seconds));
    vec![match made_at {
        Some(at) if at.as_second() > latest => Found::fail(Severity::Error, Detail::MadeInFuture { made_at }),
        _ if has(SignatureProblem::MadeInFuture) => Found::fail(Severity::Error, Detail::MadeInFuture { made_at }),
        _ if has(SignatureProblem::MadeBeforeKey) => Found::fail(Severity::Error, Detail::MadeBeforeKey { made_at }),
        _ if report.status == SignatureStatus::Expired => {
            Found::fail(Severity::Error, Detail::SignatureExpired { made_at, cause: signature.expired_because })
        }
        Some(made_at) => Found::pass(Detail::SignatureTimely { made_at }),
        None => Found::inconclusive(Severity::Error, Detail::NotDecided { status: report.status }),
    }]
}
