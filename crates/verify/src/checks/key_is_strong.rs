//! Do the key's algorithm and size meet today's minimum?

use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::{Check, Need};
use super::found::{Found, no_certificate};
use crate::context::Context;
use crate::facts::Told;

pub(super) const CHECK: Check = Check::new(CheckId::KeyIsStrong, run).needed(Need::Proven(10));

fn run(cx: &Context) -> Vec<Found> {
    let Some(certificate) = cx.certificate else { return vec![no_certificate(cx)] };
    let algorithm = certificate.report.algorithm.clone();
    let mut found = vec![match &certificate.strong {
        Told::Yes => Found::pass(Detail::KeyStrong { algorithm }),
        Told::No(weak) => Found::fail(Severity::Error, Detail::KeyWeak { algorithm, weak: weak.clone() }),
        Told::Unknown(why) => Found::inconclusive(Severity::Error, Detail::Undetermined { why: why.clone() }),
    }];
    found.extend(certificate.soon_weak.iter().map(|algorithm| Found::pass_but(Detail::KeySoonWeak { algorithm: algorithm.clone() })));
    found
}
