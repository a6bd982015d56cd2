//! What a detail speaks of: which subkey, which cause, which material.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::Fingerprint;
use crate::evidence::CertificateProblem;

/// What a subkey is for, by its newest binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SubkeyPurpose {
    /// To sign.
    Signing,
    /// To encrypt to.
    Encryption,
    /// Anything else, such as to log in.
    Other,
}

/// A subkey whose fingerprint is named where that of its primary key is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubkeyOf {
    /// The subkey.
    pub subkey: Fingerprint,
    /// What it is for.
    pub purpose: SubkeyPurpose,
    /// The primary key that binds it.
    pub primary: Fingerprint,
}

/// Something that was given or published as a key and cannot be used as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnusableKey {
    /// Where it stands.
    pub place: String,
    /// What it is instead, or what is wrong with it.
    pub what: CertificateProblem,
}

/// What ties a key to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tie {
    /// The user trusts it for this team: a pin or an expected fingerprint.
    Trusted,
    /// The document prints it where a person sees it.
    Printed,
    /// Nothing.
    None,
}

/// What makes a signature weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum WeakCause {
    /// The hash over the document.
    Hash,
    /// The algorithm or size of the signing key.
    Key,
    /// The hash of the bindings that tie the signing key to its primary key.
    Binding,
}

/// What makes a signature an expired one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ExpiredCause {
    /// The signature's own lifetime ended then (RFC 9580, "Signature Expiration Time").
    Signature(Timestamp),
    /// The signature is dated after its key, or the subkey that made it, expired then.
    Key(Timestamp),
}

/// How a pinned key vouches for its successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Succession {
    /// It lives and signs the same document too.
    SignsToo,
    /// It signed the same document, and has expired or was retired since.
    SignedWhileLive,
    /// It certified the new key.
    Certifies,
}

/// What two versions of a document were compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FreshnessAxis {
    /// The very same bytes.
    Content,
    /// The printed version.
    Version,
    /// The printed date.
    Date,
    /// The time that the signature states.
    SignatureTime,
}

words! {
    FreshnessAxis {
        Content = "content",
        Version = "version",
        Date = "date",
        SignatureTime = "signature-time",
    }
}

/// A kind of material that is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Material {
    /// The document.
    Document,
    /// A signature.
    Signature,
    /// A checksum file.
    Checksum,
    /// A certificate.
    Key,
}
