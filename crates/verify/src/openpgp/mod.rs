//! Everything that touches OpenPGP: what was gathered in, plain facts out.
//!
//! Sequoia is used at the level of packets and certificates. Its message verifiers are not: what a
//! signature covers, which keys are tried and why something is refused is decided here, where each
//! refusal has its own reason.

mod arithmetic;
mod armor;
mod attached;
mod attempt;
mod binding;
mod certificate;
mod certification;
mod convert;
mod copy;
pub(crate) mod crypto_policy;
mod detached;
mod encoding;
mod forensics;
mod inline;
mod judge;
mod keyring;
mod kind;
mod lean;
mod limits;
mod listed;
mod other_file;
mod outside;
mod owners;
mod packets;
mod policies;
mod revocation;
mod ring;
mod signatures;
mod sniff;
mod store;
#[cfg(test)]
mod tests;
mod text_forms;
mod user_id;

use std::collections::BTreeSet;

use bonafide_model::Timestamp;
use bonafide_model::claims::{Claim, Claims, Fingerprint, PrintedFingerprint};
use bonafide_model::evidence::{Dossier, Pin, Trust};
use bonafide_model::judgement::Policy;

pub(crate) use keyring::Keyring;
pub use kind::{Kind, classify};
pub use owners::{Owner, owners};
pub use ring::{CertificateError, certificates};
pub use store::export_certificate;

use crate::facts::Facts;
use attempt::Verifier;
use certification::Vouching;
use policies::Policies;
use signatures::Intake;
use store::Store;

/// Observes every signature and every certificate of the dossier at `now`.
///
/// What it yields are facts, not verdicts: a [`good`](bonafide_model::judgement::SignatureStatus::Good)
/// signature is one that a key made over exactly these bytes and was allowed to make. Whose key
/// that is stands in no signature.
pub(crate) fn observe(dossier: &Dossier, trust: &Trust, policy: &Policy, now: Timestamp) -> Facts {
    let policies = Policies::new(policy, now);
    let claims = claims(dossier);
    let intake = Intake::new(dossier, policy.danger_accept_signed_hash_lists);
    let store = Store::new(dossier, trust, &named(dossier, trust, &intake), &policies);
    let pinned = store
        .loaded
        .iter()
        .filter(|loaded| {
            trust
                .pins
                .iter()
                .any(|pin| pin.fingerprint == loaded.fingerprint)
        })
        .collect();
    let vouching = Vouching {
        roots: &store.roots,
        pinned,
    };
    // Who names a key by its fingerprint means a primary key, and may have taken that of a subkey.
    let is_meant = |fingerprint: &Fingerprint| {
        let is_printed = |claim: &Claim<PrintedFingerprint>| {
            claim.value.fingerprint.as_ref() == Some(fingerprint)
        };
        trust.expected.contains(fingerprint)
            || trust.pins.iter().any(|pin| pin.fingerprint == *fingerprint)
            || claims.is_some_and(|claims| claims.fingerprints.iter().any(is_printed))
    };
    let verifier = Verifier {
        store: &store,
        policies: &policies,
    };
    let mut signatures = intake.judge(verifier);
    let statement_signatures = attached::of_statements(dossier, verifier);
    other_file::note(&mut signatures, dossier);
    Facts {
        signatures,
        certificates: store
            .loaded
            .iter()
            .map(|loaded| certificate::facts(loaded, claims, &is_meant, &vouching, &policies))
            .collect(),
        unusable: store.unusable,
        digests: intake.digests(),
        statement_signatures,
    }
}

/// Fingerprints and Key IDs that the signatures of the dossier state, upper-case hexadecimal.
pub(crate) fn handles_of_signatures(dossier: &Dossier) -> Vec<String> {
    Intake::new(dossier, false).issuers()
}

fn claims(dossier: &Dossier) -> Option<&Claims> {
    Some(&dossier.reading.as_ref()?.as_ref().ok()?.claims)
}

/// Whether a pin may be this team's, generously: it only decides which certificates are worth
/// parsing, not what a pin vouches for.
fn concerns(pin: &Pin, dossier: &Dossier, trust: &Trust) -> bool {
    let same = |name: &str| name.trim().eq_ignore_ascii_case(pin.team.trim());
    if trust.team.as_deref().is_some_and(same) {
        return true;
    }
    let Some(Ok(profile)) = &dossier.reading else {
        return false;
    };
    let vouches = |address: &str| {
        let domain = address.rsplit('@').next().unwrap_or_default();
        let inside = |own: &String| domain == own.as_str() || domain.ends_with(&format!(".{own}"));
        pin.emails
            .iter()
            .any(|email| email.eq_ignore_ascii_case(address))
            || pin.domains.iter().any(inside)
    };
    profile.names().any(|claim| same(&claim.value))
        || profile
            .claims
            .emails
            .iter()
            .any(|claim| vouches(&claim.value.address))
}

/// Fingerprints and Key IDs of certificates that matter: printed, expected, pinned for this team,
/// or named by a signature.
fn named(dossier: &Dossier, trust: &Trust, intake: &Intake<'_>) -> BTreeSet<String> {
    let mut named: BTreeSet<String> = intake.issuers().into_iter().collect();
    named.extend(
        trust
            .expected
            .iter()
            .map(|fingerprint| fingerprint.as_str().to_owned()),
    );
    let for_this_team = trust
        .pins
        .iter()
        .filter(|pin| concerns(pin, dossier, trust));
    named.extend(for_this_team.map(|pin| pin.fingerprint.as_str().to_owned()));
    if let Some(claims) = claims(dossier) {
        named.extend(
            claims
                .fingerprints
                .iter()
                .filter_map(|claim| Some(claim.value.fingerprint.as_ref()?.as_str().to_owned())),
        );
        named.extend(
            claims
                .key_ids
                .iter()
                .filter(|claim| claim.value.digits.len() == 16)
                .map(|claim| claim.value.digits.clone()),
        );
    }
    named
}
