//! Is the key live at the time of the assessment? The signature's time is not enough: a key that
//! has expired since is nobody's current key.

use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::{Check, Need};
use super::found::{Found, no_certificate};
use crate::facts::proves_the_document;
use crate::context::Context;
use crate::facts::Told;

pub(super) const CHECK: Check = Check::new(CheckId::KeyIsLive, run).needed(Need::Proven(12));

fn run(cx: &Context) -> Vec<Found> {
    let Some(certificate) = cx.certificate else { return vec![no_certificate(cx)] };
    let expires = certificate.report.expires;
    let expired_since = cx.signature.is_some_and(|signature| {
        signature.report.signer.as_ref() == cx.key
            && signature.report.problems.contains(&bonafide_model::judgement::SignatureProblem::KeyExpiredSince)
    });
    let signed_before = cx.signature.is_some_and(proves_the_document);
    vec![match &certificate.live {
        Told::Yes if expired_since => {
            let expires = cx.signature.and_then(|signature| signature.key_expires);
            Found::fail(Severity::Error, Detail::SigningSubkeyExpired { expires, signed_before })
        }
        Told::Yes => Found::pass(Detail::KeyLive { expires }),
        Told::No(why) => Found::fail(Severity::Error, Detail::KeyNotLive { expires, why: why.clone(), signed_before }),
        Told::Unknown(why) => Found::inconclusive(Severity::Error, Detail::Undetermined { why: why.clone() }),
    }]
}
