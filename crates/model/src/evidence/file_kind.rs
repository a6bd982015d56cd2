//! What some bytes are.

use serde::{Deserialize, Serialize};

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
