//! Whether a certificate or a subkey is withdrawn, and how.

use std::time::SystemTime;

use bonafide_model::judgement::Revocation;
use openpgp::Cert;
use openpgp::packet::Signature;
use openpgp::types::{ReasonForRevocation, RevocationStatus, RevocationType};
use sequoia_openpgp as openpgp;

use super::binding::Candidate;
use super::convert;
use super::policies::Policies;

/// Whether somebody else revoked a certificate whose owner allowed that (RFC 9580, "Revocation
/// Key").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ByOthers {
    /// Nobody who was allowed to.
    No,
    /// Yes.
    Yes(Revocation),
    /// Something says so, but the certificate of the one it names is not at hand.
    Perhaps,
}

/// Looks for revocations by the owner's designated revokers among `others`. What anybody else says
/// is nothing.
pub(super) fn by_others<'a>(
    cert: &Cert,
    others: impl Iterator<Item = &'a Cert> + Clone,
    policies: &Policies,
) -> ByOthers {
    let mut told = ByOthers::No;
    let primary = cert.primary_key();
    for signature in primary.other_revocations() {
        // Looked up only here: it verifies every self-signature.
        for revoker in cert.revocation_keys(&policies.strict) {
            let (_, fingerprint) = revoker.revoker();
            let handle = openpgp::KeyHandle::from(fingerprint.clone());
            if !signature
                .get_issuers()
                .iter()
                .any(|issuer| issuer.aliases(&handle))
            {
                continue;
            }
            match others
                .clone()
                .find(|other| other.fingerprint() == *fingerprint)
            {
                Some(other) => {
                    if signature
                        .verify_primary_key_revocation(other.primary_key().key(), primary.key())
                        .is_ok()
                    {
                        return ByOthers::Yes(describe(signature));
                    }
                }
                None => told = ByOthers::Perhaps,
            }
        }
    }
    told
}

/// The same for one subkey; `None` for the primary key.
pub(super) fn of_subkey(
    key: &Candidate<'_>,
    policies: &Policies,
    at: SystemTime,
) -> Option<Revocation> {
    let fingerprint = key.key().fingerprint();
    let subkey = key
        .cert()
        .keys()
        .subkeys()
        .find(|subkey| subkey.key().fingerprint() == fingerprint)?;
    worst(subkey.revocation_status(&policies.strict, at))
        .or_else(|| hard(subkey.self_revocations()))
}

/// A hard revocation that the key itself made, also where a policy would pass it over, as for a
/// critical subpacket that is not known here: who does not understand all of it still knows that
/// the owner withdrew the key.
pub(super) fn hard<'a>(own: impl Iterator<Item = &'a Signature>) -> Option<Revocation> {
    own.map(describe).find(|revocation| revocation.hard)
}

pub(super) fn worst(status: RevocationStatus<'_>) -> Option<Revocation> {
    let RevocationStatus::Revoked(revocations) = status else {
        return None;
    };
    revocations
        .into_iter()
        .map(describe)
        .max_by_key(|revocation| (revocation.hard, std::cmp::Reverse(revocation.at)))
}

fn describe(signature: &Signature) -> Revocation {
    let (reason, text) = signature
        .reason_for_revocation()
        .unwrap_or((ReasonForRevocation::Unspecified, b""));
    Revocation {
        hard: reason.revocation_type() == RevocationType::Hard,
        reason: reason.to_string(),
        text: String::from_utf8_lossy(text).into_owned(),
        at: signature
            .signature_creation_time()
            .and_then(convert::timestamp),
    }
}
