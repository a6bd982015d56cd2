//! Has the signature the strict form of one, in a version and with algorithms that are supported?

use bonafide_model::judgement::{CheckId, Detail, Severity, SignatureStatus};

use super::check::{Check, Need};
use super::found::Found;
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::SignatureIsWellformed, run).needed(Need::Proven(2));

fn run(cx: &Context) -> Vec<Found> {
    let Some(signature) = cx.signature else { return vec![Found::not_applicable(Detail::NoSignatureToJudge)] };
    let (origin, what) = (signature.report.origin.display(), signature.report.cause.clone());
    vec![match signature.report.status {
        status @ SignatureStatus::NotASignature => Found::inconclusive(Severity::Error, Detail::NotDecided { status }),
        SignatureStatus::Malformed => Found::fail(Severity::Error, Detail::SignatureMalformed { origin, what }),
        SignatureStatus::Unsupported => Found::inconclusive(Severity::Error, Detail::SignatureUnsupported { origin, what }),
        SignatureStatus::Good
        | SignatureStatus::Bad
        | SignatureStatus::UnknownKey
        | SignatureStatus::Weak
        | SignatureStatus::Expired
        | SignatureStatus::InvalidKey => Found::pass(Detail::SignatureWellformed),
    }]
}
