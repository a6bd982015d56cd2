//! What a signature says by itself, before anybody is trusted.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::Fingerprint;
use crate::evidence::Origin;
use crate::judgement::SignatureCause;

/// A signature's status: mathematics and policy at signing. What holds against it now stands in
/// `problems`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignatureStatus {
    /// Verifies over the document by a key that was valid when it was made.
    Good,
    /// The mathematics fail.
    Bad,
    /// No certificate at hand has the key that made it.
    UnknownKey,
    /// Refused by today's policy: hash, key size or binding.
    Weak,
    /// The signature or the key was past its lifetime at the time that the signature states.
    Expired,
    /// The key was not allowed to make it: revoked, not bound, no signing flag.
    InvalidKey,
    /// Not an OpenPGP signature at all.
    NotASignature,
    /// Cannot be parsed, or the framing is not strict.
    Malformed,
    /// An algorithm, version or signature type that is not supported.
    Unsupported,
}

words! {
    SignatureStatus {
        Good = "good",
        Bad = "bad",
        UnknownKey = "unknown-key",
        Weak = "weak",
        Expired = "expired",
        InvalidKey = "invalid-key",
        NotASignature = "not-a-signature",
        Malformed = "malformed",
        Unsupported = "unsupported",
    }
}

/// How a signature is attached to what it signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignatureKind {
    /// A file of its own.
    Detached,
    /// The cleartext signature framework (RFC 9580, "Cleartext Signature Framework").
    Cleartext,
    /// An inline-signed message.
    Inline,
    /// Could not be told.
    Unknown,
}

words! {
    SignatureKind {
        Detached = "detached",
        Cleartext = "cleartext",
        Inline = "inline",
        Unknown = "unknown",
    }
}

/// Something that holds against a signature now, whatever it was when made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignatureProblem {
    /// The key has expired since.
    KeyExpiredSince,
    /// The key is revoked as compromised or for no stated reason.
    KeyRevokedHard,
    /// The key is revoked softly (superseded, retired).
    KeyRevokedSoft,
    /// The binding of the key rests on SHA-1.
    WeakBinding,
    /// Sound only under a binding that the same primary key made later (as `gpg --quick-set-expire`
    /// leaves it).
    BindingMadeLater,
    /// Made before the key existed.
    MadeBeforeKey,
    /// Made in the future.
    MadeInFuture,
    /// Verifies only with other line endings than the file has (text-mode signature).
    LineEndingsNormalised,
    /// Verifies only where line ends are read as another program does (text-mode signature).
    OtherLineEnds,
    /// Covers a checksum file or a copy, not the document itself.
    IndirectCoverage,
    /// Verifies over text that differs from the document.
    OtherContent,
    /// By its own name that of another file.
    OfOtherFile,
    /// Text stands outside the signed region.
    TextOutside,
    /// The hash will be refused by the coming policy.
    SoonWeak,
}

words! {
    &SignatureProblem {
        KeyExpiredSince = "key-expired-since",
        KeyRevokedHard = "key-revoked",
        KeyRevokedSoft = "key-retired",
        WeakBinding = "weak-binding",
        BindingMadeLater = "binding-made-later",
        MadeBeforeKey = "made-before-key",
        MadeInFuture = "made-in-future",
        LineEndingsNormalised = "line-endings-normalised",
        OtherLineEnds = "other-line-ends",
        IndirectCoverage = "indirect-coverage",
        OtherContent = "other-content",
        OfOtherFile = "of-other-file",
        TextOutside = "text-outside",
        SoonWeak = "soon-weak",
    }
}

/// What was seen of one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureReport {
    /// Mathematics and policy at signing.
    pub status: SignatureStatus,
    /// Fingerprint of the signer's primary key, where a certificate was found.
    pub signer: Option<Fingerprint>,
    /// Fingerprint of the key that made it, which may be a subkey.
    pub signing_key: Option<Fingerprint>,
    /// Key ID of the issuer as the signature states it, where it states no fingerprint.
    pub issuer_key_id: Option<String>,
    /// When it says that it was made; the signer's own word.
    pub made_at: Option<Timestamp>,
    /// Its hash algorithm, such as `SHA512`.
    pub hash: Option<String>,
    /// How it is attached.
    pub kind: SignatureKind,
    /// What holds against it now.
    pub problems: Vec<SignatureProblem>,
    /// Why it is not good, for diagnosis.
    pub cause: Option<SignatureCause>,
    /// Where it came from.
    pub origin: Origin,
}
