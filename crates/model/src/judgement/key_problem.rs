//! Why a key, or what binds it, cannot be used.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// Why a key cannot be used now, or why that is not known. Names of algorithms are those of the
/// OpenPGP library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyProblem {
    /// The certificate has no primary key.
    NoPrimaryKey,
    /// No key of the certificate may sign.
    NoneSigns,
    /// No key of the certificate may be encrypted to.
    NoneEncrypts,
    /// Its algorithm is not computed here: a limit of this program, and no fault of the key.
    NotComputed(String),
    /// Its algorithm and size are too weak.
    TooWeak(String),
    /// Nothing binds it that counts.
    Unbound(BindingProblem),
    /// Only SHA-1 binds it.
    OnlySha1,
    /// Only SHA-1 binds the primary key.
    PrimaryOnlySha1,
    /// It says that it was made at a time that is yet to come.
    MadeInFuture(Option<Timestamp>),
    /// It expired then.
    Expired(Option<Timestamp>),
    /// It is revoked for this standard reason.
    Revoked(String),
    /// It may be revoked by a key that its owner allowed to, and that key is not at hand.
    PerhapsRevoked,
}

/// Why nothing binds a key, or only something weak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BindingProblem {
    /// Its algorithm, or that of its primary key, is not computed here.
    NotComputed(String),
    /// Only this weak hash binds it.
    WeakHash(String),
    /// What binds it had expired at the time asked for.
    Expired,
    /// What binds it is dated in the future.
    InFuture,
    /// The subkey does not agree to belong to its primary key (RFC 9580, "Primary Key Binding
    /// Signature").
    NoBackSignature,
    /// The primary key does not bind the subkey.
    NotByPrimary,
    /// The certificate has no self-signature, as key servers strip them. That accuses nobody.
    Stripped,
    /// Nothing binds it at the time asked for.
    NotAtThatTime,
}

/// Why a User ID does not count, or why that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UserIdProblem {
    /// The key's owner revoked it.
    Revoked,
    /// Only SHA-1 binds it.
    OnlySha1,
    /// It has no valid self-signature.
    Unbound,
    /// It was not looked at, because the document does not print it.
    NotPrinted,
}

/// Why a certification does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CertificationProblem {
    /// It says itself that nobody checked whose key it is (RFC 9580, "Signature Types", 0x11).
    NobodyChecked,
    /// It was made with this weak hash.
    WeakHash(String),
    /// It has critical parts that are not known here, as the OpenPGP library says.
    UnknownDemand(String),
    /// It is dated at a time that is yet to come.
    InFuture(Option<Timestamp>),
    /// It expired then.
    Expired(Option<Timestamp>),
    /// It is only partial trust: this amount of that (RFC 9580, "Trust Signature").
    Partial(u8, u8),
    /// It was revoked.
    Revoked,
    /// The key that made it cannot be used.
    Issuer(KeyProblem),
    /// The key that made it may not certify.
    NotForCertifying,
}

/// Why a certificate of a ring cannot be used now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OwnerProblem {
    /// It cannot be parsed.
    Unparsable,
    /// It is revoked.
    Revoked,
    /// Today's policy accepts no binding of it.
    Unbound,
    /// It expired then.
    Expired(Option<Timestamp>),
}
