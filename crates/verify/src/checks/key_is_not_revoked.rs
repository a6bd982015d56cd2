//! Has the owner not withdrawn the key, as far as any revocation could be had?

use bonafide_model::evidence::{AttemptResult, AttemptRole};
use bonafide_model::judgement::{CheckId, Detail, Revocation, Severity, SignatureProblem};

use super::check::{Check, Need};
use super::found::{Found, no_certificate};
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::KeyIsNotRevoked, run).needed(Need::Proven(6));

fn run(cx: &Context) -> Vec<Found> {
    let Some(certificate) = cx.certificate else { return vec![no_certificate(cx)] };
    if let Some(revoked) = &certificate.report.revoked {
        return vec![Found::fail(Severity::Error, detail(revoked))];
    }
    if let Some(hard) = signing_key_revoked(cx) {
        let detail = Detail::KeyRevoked { hard, reason: None, text: String::new(), at: None };
        return vec![Found::fail(Severity::Error, detail)];
    }
    // Whoever holds a revocation back hides it from an offline run; the report says whether anybody
    // was asked.
    let asked = cx.dossier.attempts.iter().any(|attempt| {
        attempt.role == AttemptRole::Revocation && matches!(attempt.result, AttemptResult::Got | AttemptResult::Absent)
    });
    vec![Found::pass(Detail::NotRevoked { asked })]
}

/// Whether the subkey that made the deciding signature is revoked, and if so whether hard.
fn signing_key_revoked(cx: &Context) -> Option<bool> {
    let report = &cx.signature?.report;
    if report.signer.as_ref() != cx.key {
        return None;
    }
    if report.problems.contains(&SignatureProblem::KeyRevokedHard) {
        return Some(true);
    }
    report.problems.contains(&SignatureProblem::KeyRevokedSoft).then_some(false)
}

fn detail(revoked: &Revocation) -> Detail {
    Detail::KeyRevoked { hard: revoked.hard, reason: Some(revoked.reason.clone()), text: revoked.text.clone(), at: revoked.at }
}
