//! The certificates of a ring with the names that their own keys bind: what a person chooses pins
//! from.

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{OwnerProblem, Policy};
use openpgp::Cert;
use openpgp::cert::amalgamation::ValidAmalgamation;
use openpgp::parse::Parse;
use openpgp::types::RevocationStatus;
use sequoia_openpgp as openpgp;

use super::policies::Policies;
use super::{convert, ring};
use crate::CertificateError;

/// A certificate and what it says about its owner. Anybody can make one in any name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// Names in the User IDs that the key itself binds and has not withdrawn; untrusted text.
    pub names: Vec<String>,
    /// Addresses in them; untrusted text.
    pub emails: Vec<String>,
    /// When it expires.
    pub expires: Option<Timestamp>,
    /// Why it cannot be used now by today's policy.
    pub unusable: Option<OwnerProblem>,
    /// Its packets, without secret parts and without what others signed on it.
    pub certificate: Vec<u8>,
}

/// Lists the certificates of a ring, each once, in order of appearance.
///
/// # Errors
///
/// Says what stands there instead, see [`CertificateError`].
pub fn owners(bytes: &[u8], now: Timestamp) -> Result<Vec<Owner>, CertificateError> {
    let policies = Policies::new(&Policy::default(), now);
    let mut owners: Vec<Owner> = Vec::new();
    for (fingerprint, certificate) in ring::certificates(bytes)? {
        if owners.iter().all(|owner| owner.fingerprint != fingerprint) {
            owners.push(owner(fingerprint, certificate, &policies));
        }
    }
    Ok(owners)
}

fn owner(fingerprint: Fingerprint, certificate: Vec<u8>, policies: &Policies) -> Owner {
    let mut owner = Owner {
        fingerprint,
        names: Vec::new(),
        emails: Vec::new(),
        expires: None,
        unusable: None,
        certificate,
    };
    let Ok(cert) = Cert::from_bytes(&owner.certificate) else {
        owner.unusable = Some(OwnerProblem::Unparsable);
        return owner;
    };
    if let RevocationStatus::Revoked(_) = cert.revocation_status(&policies.strict, policies.now) {
        owner.unusable = Some(OwnerProblem::Revoked);
    }
    let Ok(valid) = cert.with_policy(&policies.strict, policies.now) else {
        owner.unusable.get_or_insert(OwnerProblem::Unbound);
        return owner;
    };
    let expiry = valid.primary_key().key_expiration_time();
    owner.expires = expiry.and_then(convert::timestamp);
    if expiry.is_some_and(|expiry| expiry <= policies.now) {
        owner
            .unusable
            .get_or_insert(OwnerProblem::Expired(owner.expires));
    }
    let bound = valid
        .userids()
        .filter(|id| !matches!(id.revocation_status(), RevocationStatus::Revoked(_)));
    for user_id in bound {
        owner
            .names
            .extend(user_id.userid().name().ok().flatten().map(str::to_owned));
        owner
            .emails
            .extend(user_id.userid().email().ok().flatten().map(str::to_owned));
    }
    owner
}
