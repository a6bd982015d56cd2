//! Why a certificate cannot be used.

use serde::{Deserialize, Serialize};

use crate::evidence::FileKind;

/// Why no certificate could be taken out of some bytes, or only a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CertificateProblem {
    /// Something else stands there.
    SomethingElse(FileKind),
    /// It cannot be decoded or parsed.
    Damaged(CertificateDamage),
    /// A kind of key that is not known here.
    Unsupported,
    /// A key version that is not known here.
    Version(u8),
    /// It is larger than the caps.
    TooLarge(Excess),
    /// More certificates were gathered than are looked at.
    TooMany,
    /// The certificates that were gathered have more bytes than are looked at.
    TooManyBytes,
    /// It holds secret key material, which was dropped.
    SecretDropped,
}

/// What of a certificate is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CertificateDamage {
    /// Its armor cannot be decoded.
    Armor,
    /// It has no primary key.
    NoPrimaryKey,
    /// It ends in the middle of a packet, or other bytes follow.
    CutOff,
    /// A key packet states no length.
    KeyWithoutLength,
    /// A key packet cannot be parsed.
    UnparsableKey,
    /// A key packet cannot be written without its secret part.
    UnwritableKey,
    /// It cannot be parsed as a whole.
    Unparsable,
}

/// What a certificate has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Excess {
    /// Bytes.
    Bytes,
    /// Packets.
    Packets,
    /// Revocations by other keys.
    Revocations,
}
