//! What a certificate says of itself.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::Fingerprint;
use crate::evidence::Origin;

/// Revocation of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// Compromised or no reason given: retroactive.
    pub hard: bool,
    /// The reason's standard name.
    pub reason: String,
    /// The owner's text; untrusted.
    pub text: String,
    /// When.
    pub at: Option<Timestamp>,
}

/// What was seen of one certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateReport {
    /// Fingerprint of the primary key.
    pub fingerprint: Fingerprint,
    /// Fingerprints of the subkeys.
    pub subkeys: Vec<Fingerprint>,
    /// User IDs, untrusted text.
    pub user_ids: Vec<String>,
    /// When the primary key says that it was made.
    pub created: Option<Timestamp>,
    /// When it expires.
    pub expires: Option<Timestamp>,
    /// Whether and how it is revoked.
    pub revoked: Option<Revocation>,
    /// Algorithm and size of the primary key, such as `RSA 4096`.
    pub algorithm: String,
    /// Where it came from.
    pub origin: Origin,
}
