//! Can the key do what a published key has to, and is nothing staged that must stay at home?

use bonafide_model::{Danger, Detail, Publishing, Severity, Timestamp};

use super::desk::{Desk, fact};
use super::weight::is_unusable;
use crate::checks::{Found, no_certificate};
use crate::facts::{SubkeyFacts, Told};

/// Keys and their first self-signatures are made in one go; a day allows for a machine that was restarted in between.
const MADE_TOGETHER_SECONDS: i64 = 86_400;

/// Whether a key of the certificate can sign now.
pub(super) fn can_sign(desk: &Desk) -> Vec<Found> {
    let Some(certificate) = desk.cx.certificate else { return vec![no_certificate(desk.cx)] };
    vec![match &certificate.can_sign {
        Told::Yes => Found::pass(fact(Publishing::CanSign)),
        // What concerns the whole key is mended first, and is said by a check of its own.
        Told::No(why) if is_unusable(certificate) => Found::inconclusive(Severity::Note, Detail::Undetermined { why: why.clone() }),
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

/// Whether the owner is seen to be able to revoke it. A certificate of revocation that is kept at home is seen by nobody else.
pub(super) fn can_be_revoked(desk: &Desk) -> Vec<Found> {
    let staged = desk.staging.dangers.iter().filter_map(|danger| match danger {
        Danger::Revocation { path } => {
            Some(Found::fail(Severity::Error, fact(Publishing::RevocationStaged { path: path.clone() })))
        }
        Danger::SecretKey { .. } => None,
    });
    let staged: Vec<Found> = staged.collect();
    if !staged.is_empty() {
        return staged;
    }
    vec![match (&desk.record, desk.key()) {
        (Some(record), _) if record.names_revoker => Found::pass(fact(Publishing::RevokerNamed)),
        (Some(_), Some(key)) => {
            Found::inconclusive(Severity::Note, fact(Publishing::RevocationUnseen { fingerprint: key.clone() }))
        }
        _ => Found { severity: Severity::Note, ..no_certificate(desk.cx) },
    }]
}

/// Whether programs that judge a signature by the self-signatures of its time can still verify older ones.
pub(super) fn older_signatures(desk: &Desk) -> Vec<Found> {
    let Some((created, oldest)) = desk.record.as_ref().and_then(|record| record.widest_gap) else {
        return vec![Found { severity: Severity::Warning, ..no_certificate(desk.cx) }];
    };
    let apart = |from: Timestamp, to: Timestamp| to.as_second().saturating_sub(from.as_second());
    vec![if apart(created, oldest) > MADE_TOGETHER_SECONDS {
        Found::fail(Severity::Warning, fact(Publishing::OldSelfSignaturesLost { created, oldest }))
    } else {
        Found::pass(fact(Publishing::OldSelfSignaturesKept { created }))
    }]
}

/// Secret keys in the staged tree; the document's own text is looked at by the check of `verify`.
pub(super) fn secret_keys(desk: &Desk) -> Vec<Found> {
    let staged = desk.staging.dangers.iter().filter_map(|danger| match danger {
        Danger::SecretKey { path } => Some(path),
        Danger::Revocation { .. } => None,
    });
    let found: Vec<Found> =
        staged.map(|path| Found::fail(Severity::Error, fact(Publishing::SecretKeyStaged { path: path.clone() }))).collect();
    if !found.is_empty() || desk.cx.dossier.document.is_none() {
        return found;
    }
    let printed = !desk.cx.claims().secret_keys.is_empty() || desk.cx.facts.certificates.iter().any(|one| one.had_secret);
    if printed { Vec::new() } else { vec![Found::pass(Detail::NoSecretKey)] }
}
