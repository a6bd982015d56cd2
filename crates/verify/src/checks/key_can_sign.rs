//! Can a key of the certificate sign now?

use bonafide_model::judgement::{CheckId, Detail, KeyProblem, Publishing, Severity};

use super::check::Check;
use super::found::{Found, fact, no_certificate};
use crate::facts::{SubkeyFacts, Told};
use crate::publishing::desk::Desk;

pub(super) const CHECK: Check = Check::staged(CheckId::KeyCanSign, run);

fn run(desk: &Desk) -> Vec<Found> {
    let Some(certificate) = desk.cx.certificate else { return vec![no_certificate(desk.cx)] };
    vec![match &certificate.can_sign {
        Told::Yes => Found::pass(fact(Publishing::CanSign)),
        // What concerns the whole key is mended first, and is said by a check of its own.
        Told::No(why) if certificate.is_unusable() => Found::inconclusive(Severity::Note, Detail::Undetermined { why: why.clone() }),
        Told::No(why) => {
            let subkey = unusable_signing_subkey(&certificate.subkeys);
            let why = subkey.map_or(why, |(_, why)| why).clone();
            let subkey = subkey.map(|(subkey, _)| subkey.fingerprint.key_id().to_owned());
            Found::fail(Severity::Error, fact(Publishing::CannotSign { subkey, why }))
        }
        Told::Unknown(why) => Found::inconclusive(Severity::Error, Detail::Undetermined { why: why.clone() }),
    }]
}

/// A subkey that is there for signing and cannot be used says more than that none is usable.
fn unusable_signing_subkey(subkeys: &[SubkeyFacts]) -> Option<(&SubkeyFacts, &KeyProblem)> {
    subkeys.iter().filter(|subkey| subkey.signs).find_map(|subkey| match &subkey.usable {
        Told::No(why) => Some((subkey, why)),
        _ => None,
    })
}
