//! What some bytes are, where they are not what was looked for.

use serde::{Deserialize, Serialize};

use crate::evidence::{ArmorProblem, CertificateProblem};

/// What a file is by its bytes. It proves nothing about what is inside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileKind {
    /// Nothing but blank space.
    Empty,
    /// A web page.
    WebPage,
    /// PNG, JPEG or GIF.
    Image,
    /// PDF.
    Pdf,
    /// A ZIP archive.
    Zip,
    /// A gzip file.
    Gzip,
    /// An office document in the older binary form.
    Office,
    /// Text in UTF-16.
    Utf16,
    /// The file in which GnuPG keeps its keys.
    Keybox,
    /// A checksum file.
    Checksums,
    /// Binary data.
    Binary,
    /// Text without OpenPGP armor.
    PlainText,
    /// OpenPGP armor with another label than those that are known.
    UnknownArmor,
    /// A certificate.
    Certificate,
    /// A secret key.
    PrivateKey,
    /// A revocation of a whole key that stands alone.
    Revocation,
    /// A signature.
    Signature,
    /// A cleartext-signed text.
    CleartextSigned,
    /// An inline-signed message.
    InlineSigned,
    /// An OpenPGP message.
    Message,
    /// An OpenPGP message that is not signed.
    UnsignedMessage,
    /// The same, compressed.
    CompressedMessage,
    /// An encrypted message.
    EncryptedMessage,
    /// An OpenPGP message that cannot be decoded.
    DamagedMessage,
    /// A certificate of which no packet can be used.
    DamagedCertificate,
    /// OpenPGP packets that make none of these.
    OtherPackets,
    /// OpenPGP packets that begin neither a signature nor a key.
    NeitherSignatureNorKey,
}

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
