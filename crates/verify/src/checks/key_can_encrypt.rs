//! Can a report be encrypted to the key? Nothing about the document depends on it.

use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::{Found, no_certificate};
use crate::context::Context;
use crate::facts::Told;

pub(super) const CHECK: Check = Check::new(CheckId::KeyCanEncrypt, run);

fn run(cx: &Context) -> Vec<Found> {
    let Some(certificate) = cx.certificate else { return vec![Found { severity: Severity::Note, ..no_certificate(cx) }] };
    vec![match &certificate.can_encrypt {
        Told::Yes => Found::pass(Detail::CanEncrypt),
        Told::No(why) => Found::fail(Severity::Warning, Detail::CannotEncrypt { why: why.clone() }),
        Told::Unknown(why) => Found::inconclusive(Severity::Note, Detail::Undetermined { why: why.clone() }),
    }]
}
