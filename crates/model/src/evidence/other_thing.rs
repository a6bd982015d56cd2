//! What stands where a signature or a key was looked for.

use serde::{Deserialize, Serialize};

use crate::evidence::{ArmorProblem, CertificateProblem, FileKind};

/// What stands where a signature or a key was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherThing {
    /// Something of this kind.
    Kind(FileKind),
    /// Something that begins as a signature.
    NotDetached(NotDetached),
    /// Something that begins as a certificate.
    NoCertificate(CertificateProblem),
}

/// Why something is no detached signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotDetached {
    /// It is something else altogether.
    SomethingElse(FileKind),
    /// A cleartext-signed text stands there.
    Cleartext,
    /// An inline-signed message stands there.
    Inline,
    /// It is meant as a signature, but damaged or not alone.
    Damaged(SignatureDamage),
}

/// What is wrong with what is meant as a detached signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignatureDamage {
    /// Its armor is not framed strictly.
    Armor(ArmorProblem),
    /// It holds more signatures than so many.
    TooMany(usize),
    /// It ends in the middle of a packet.
    CutOff,
    /// Bytes that are no packet stand after it.
    Behind,
    /// A packet states no length.
    NoLength,
    /// Other packets stand beside it.
    NotAlone,
    /// It cannot be parsed.
    Unparsable,
    /// It does not state when it was made.
    NoTime,
}
