//! Whether a certificate or a subkey is withdrawn, and how.

use std::time::SystemTime;

use bonafide_model::Revocation;
use openpgp::Cert;
use openpgp::cert::amalgamation::key::ErasedKeyAmalgamation;
use openpgp::packet::Signature;
use openpgp::packet::key::PublicParts;
use openpgp::types::{ReasonForRevocation, RevocationStatus, RevocationType};
use sequoia_openpgp as openpgp;

use super::convert;
use super::policies::Policies;

/// The revocation of the certificate in force at `at`. A hard one is in force at any time (RFC 9580, "Reason for Revocation"); a
/// soft one from its own time on, until a newer self-signature takes it back.
pub(super) fn of_certificate(cert: &Cert, policies: &Policies, at: SystemTime) -> Option<Revocation> {
    worst(cert.revocation_status(&policies.strict, at))
}

/// The same for one subkey; `None` for the primary key.
pub(super) fn of_subkey(key: &ErasedKeyAmalgamation<'_, PublicParts>, policies: &Policies, at: SystemTime) -> Option<Revocation> {
    let fingerprint = key.key().fingerprint();
    let subkey = key.cert().keys().subkeys().find(|subkey| subkey.key().fingerprint() == fingerprint)?;
    worst(subkey.revocation_status(&policies.strict, at))
}

fn worst(status: RevocationStatus<'_>) -> Option<Revocation> {
    let RevocationStatus::Revoked(revocations) = status else { return None };
    revocations.into_iter().map(describe).max_by_key(|revocation| (revocation.hard, std::cmp::Reverse(revocation.at)))
}

fn describe(signature: &Signature) -> Revocation {
    let (reason, text) = signature.reason_for_revocation().unwrap_or((ReasonForRevocation::Unspecified, b""));
    Revocation {
        hard: reason.revocation_type() == RevocationType::Hard,
        reason: reason.to_string(),
        text: String::from_utf8_lossy(text).into_owned(),
        at: signature.signature_creation_time().and_then(convert::timestamp),
    }
}
