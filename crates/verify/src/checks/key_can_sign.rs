//! Can a key of the certificate sign now?

use bonafide_model::judgement::{CheckId, Detail, Publishing, Severity};

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
            let why = unusable_signing_subkey(&certificate.subkeys).unwrap_or_else(|| why.clone());
            Found::fail(Severity::Error, fact(Publishing::CannotSign { why }))
        }
        Told::Unknown(why) => Found::inconclusive(Severity::Error, Detail::Undetermined { why: why.clone() }),
    }]
}

/// A subkey that is there for signing and cannot be used says more than that none is usable.
fn unusable_signing_subkey(subkeys: &[SubkeyFacts]) -> Option<String> {
    subkeys.iter().filter(|subkey| subkey.signs).find_map(|subkey| match &subkey.usable {
        Told::No(why) => Some(format!("the signing subkey {}: {why}", subkey.fingerprint.key_id())),
        _ => None,
    })
}
