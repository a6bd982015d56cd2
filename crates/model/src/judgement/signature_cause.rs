//! Why a signature has its status.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::evidence::{ArmorProblem, FileKind, NotDetached, SignatureDamage};
use crate::judgement::BindingProblem;

/// Why a signature is not good. Names of algorithms are those of the OpenPGP library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignatureCause {
    // It is not taken apart.
    /// It is something else.
    NotASignature(FileKind),
    /// It is larger than a signature may be.
    TooLarge,
    /// It is damaged.
    Damaged(SignatureDamage),
    /// The armor of an inline-signed message or of a signed text is not framed strictly.
    Armor(ArmorProblem),
    /// The block under a signed text holds something else than signatures.
    NotDetached(NotDetached),
    /// An inline-signed message that is not sound.
    Message(MessageProblem),
    /// A signed text is not framed soundly.
    Unframed {
        /// What is wrong, in the words of the parser, and after how many bytes.
        at: Option<(String, usize)>,
    },
    /// A signed text is shown inside a web page.
    ShownInPage,
    /// The signature under a signed text is not of the type text.
    NotOfTypeText,
    /// The signed text has no `Hash` header.
    NoHashHeader,
    /// The signed text has a `Hash` header that does not name this algorithm.
    HashHeaderNames(String),

    // It cannot be judged.
    /// A version that is not supported.
    Version(u8),
    /// A hash algorithm that is not supported.
    HashAlgorithm(String),
    /// A signature algorithm that is not supported.
    SignatureAlgorithm(String),
    /// A signature of a type that is not over a document.
    OtherType(String),
    /// An algorithm of its key that is not computed here.
    NotComputed(String),
    /// It has critical parts that are not known here, as the OpenPGP library says.
    UnknownDemand(String),

    // It does not hold.
    /// No certificate at hand has the key that made it.
    NoCertificate,
    /// It does not verify over these bytes.
    DoesNotVerify,
    /// This hash refuses the bytes: they were made to collide.
    MadeToCollide(String),

    // It holds, and its key was not allowed to make it.
    /// The key is revoked, whenever the signature was made; for this standard reason.
    KeyRevoked(String),
    /// The key was revoked before the signature was made, for this standard reason.
    KeyRevokedBefore(String),
    /// The hash over the document is weak.
    WeakHash(String),
    /// Algorithm and size of the key are weak.
    WeakKey(String),
    /// It was made before its key, which was made then.
    MadeBeforeKey(Option<Timestamp>),
    /// It says that it was made at a time that is yet to come.
    MadeInFuture(Option<Timestamp>),
    /// The key is not bound, or only weakly.
    Binding(BindingProblem),
    /// The key is not allowed to sign documents.
    NotForSigning,
    /// The key had expired when the signature was made.
    KeyExpired {
        /// It is the subkey that made it, which expired before its primary key.
        subkey: bool,
        /// When.
        on: Option<Timestamp>,
    },
    /// The signature expired then.
    SignatureExpired(Option<Timestamp>),
}

/// What is wrong with an inline-signed message (RFC 9580, "OpenPGP Messages").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MessageProblem {
    /// Its armor is not framed strictly.
    Armor(ArmorProblem),
    /// It cannot be parsed.
    Unparsable,
    /// It ends too early.
    CutOff,
    /// What is signed is larger than the cap.
    TooLarge,
    /// It has more packets than the cap.
    TooManyPackets,
    /// It has more signatures than the cap.
    TooManySignatures,
    /// It is encrypted.
    Encrypted,
    /// It has packets that belong in no signed message.
    ForeignPackets,
    /// It does not hold what is signed.
    NoContent,
    /// It has no signature.
    NoSignature,
    /// It has signatures over signatures.
    Nested,
    /// A signature or its one-pass header stands where none belongs.
    Misplaced,
    /// A one-pass header announces another signature than the one that follows.
    OtherAnnounced(Announced),
}

/// What a one-pass header announces of its signature (RFC 9580, "One-Pass Signature Packet").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Announced {
    /// Its hash algorithm.
    HashAlgorithm,
    /// Its type.
    Type,
    /// Its signature algorithm.
    SignatureAlgorithm,
    /// Its issuer.
    Issuer,
    /// Its version.
    Version,
    /// Its salt.
    Salt,
}
