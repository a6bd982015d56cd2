//! Do the signatures that hold the certificate together use hashes that today's policy accepts?
//!
//! A certificate bound by SHA-1 only can have been assembled by somebody else, so nothing is proven
//! by it; its fingerprint can still be compared.

use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::{Check, Need};
use super::found::{Found, no_certificate};
use crate::context::Context;
use crate::facts::Told;

pub(super) const CHECK: Check = Check::new(CheckId::KeyBindingsAreStrong, run).needed(Need::Proven(11));

fn run(cx: &Context) -> Vec<Found> {
    let Some(certificate) = cx.certificate else { return vec![no_certificate(cx)] };
    let accepted = cx.policy.danger_accept_sha1_bindings;
    vec![match &certificate.bindings_strong {
        Told::Yes => Found::pass(Detail::BindingsStrong),
        Told::No(why) if accepted => Found::pass_but(Detail::BindingsWeak { why: why.clone(), accepted }),
        Told::No(why) => Found::fail(Severity::Error, Detail::BindingsWeak { why: why.clone(), accepted }),
        Told::Unknown(why) => Found::inconclusive(Severity::Error, Detail::Undetermined { why: why.clone() }),
    }]
}
