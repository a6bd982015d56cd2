//! The leaves of the two rule trees. The words live in the report crate.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::{Authenticity, Fingerprint, ReadError};
use crate::judgement::{
    AnchorKind, CheckId, ExpiredCause, SignatureCause, SubkeyOf, Succession, UnusableKey, Verdict,
    WeakCause, Why,
};

/// The leaf of the document's rule tree that decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leaf {
    // Rejected.
    /// A secret key is printed in the document, or the key's secret half is published beside it.
    SecretKeyOut,
    /// The key is revoked as compromised or for no stated reason: withdrawn by its owner.
    KeyWithdrawn {
        /// The standard name of the reason.
        reason: Option<String>,
    },
    /// The signature of the printed or pinned key fails over these bytes.
    SignatureBad {
        /// The key.
        signer: Option<Fingerprint>,
    },
    /// Text with values of a profile stands outside the signed region.
    ClaimsOutside,
    /// Another key is confirmed for a team that the document claims to be, and it does not vouch
    /// for this one.
    KeyConflict {
        /// What confirms it.
        kind: AnchorKind,
        /// The team as it is known.
        team: String,
        /// The key that the document has instead.
        found: Fingerprint,
    },
    /// The fingerprint that the user gave is another one.
    ExpectedConflict {
        /// The key that the document has instead.
        found: Fingerprint,
    },

    // Unverified.
    /// The document could not be had.
    NotFetched,
    /// The document could not be read.
    DocumentUnreadable(ReadError),
    /// No signature was found.
    NoSignature {
        /// What the document says about that.
        says: Option<Authenticity>,
        /// Who made the X.509 signature inside, which is not judged; empty where that is not known.
        x509: Option<String>,
    },
    /// Places where a signature may be could not be asked.
    SignatureNotFetched,
    /// Something stands where a signature should be, but it is none.
    NotASignature,
    /// The signature cannot be parsed.
    SignatureMalformed,
    /// The signature, or its key, needs something that is not supported.
    Unsupported {
        /// What.
        what: Option<SignatureCause>,
    },
    /// Something that the signature rests on is too weak.
    Weak(WeakCause),
    /// The signature's own lifetime is over, or its key had expired at the time that it states.
    SignatureExpired {
        /// Which of the two, where that is known.
        cause: Option<ExpiredCause>,
    },
    /// The key has expired; if there is a signature, it was valid when made.
    KeyExpired {
        /// When.
        expires: Option<Timestamp>,
        /// Whether a good signature was made before.
        signed_before: bool,
    },
    /// The subkey that signed has expired, its primary key is live; if there is a signature, it was
    /// valid when made.
    SubkeyExpired {
        /// When.
        expires: Option<Timestamp>,
        /// Whether a good signature was made before.
        signed_before: bool,
    },
    /// The key was retired by its owner.
    KeyRetired,
    /// The signature states a time that cannot be.
    ImpossibleTime {
        /// In the future; else before its key existed.
        future: bool,
    },
    /// The key was not allowed to make the signature.
    SigningKeyInvalid,
    /// The signature fails, and its key is neither printed nor pinned.
    StrangersSignatureBad,
    /// Beside a good signature there is one by the same key that fails.
    GoodAndBad,
    /// Text stands outside the signed region.
    TextOutside,
    /// A text-mode signature holds only where line ends are read as another program does.
    OtherLineEnds,
    /// The signature covers a list of hashes that names the document, and policy does not take that
    /// for a signature over it.
    OnlyListed,
    /// The signature covers something else.
    OtherContent,
    /// The document is signed, and it is no profile.
    NoProfile,
    /// An older version than one seen before.
    RolledBack,
    /// The history is damaged, so an older version cannot be told.
    HistoryDamaged,
    /// The document prints no usable fingerprint.
    NoFingerprint {
        /// How many stand where nobody sees them.
        hidden: u32,
        /// How many are not well-formed.
        malformed: u32,
    },
    /// The certificate of the printed key could not be had.
    NoKey {
        /// What is at hand in its place and cannot be used.
        unusable: Option<UnusableKey>,
    },
    /// The signature is by a key that is not known, and not printed.
    SignerUnknown,
    /// The signature is by a key that the document does not print.
    SignerNotPrinted {
        /// The signer.
        signer: Fingerprint,
    },
    /// The document prints the fingerprint of a subkey of the key that signed it, and not that of
    /// the key.
    SubkeyPrinted(SubkeyOf),
    /// The user trusts the fingerprint of a subkey of the key that signed, and not that of the key.
    SubkeyTrusted {
        /// How it is trusted.
        kind: AnchorKind,
        /// Which subkey of which key.
        of: SubkeyOf,
    },
    /// A new key that the pinned one vouches for, not confirmed yet.
    KeySuccession {
        /// The team as the pin names it.
        team: String,
        /// The pinned key.
        pinned: Fingerprint,
        /// How it vouches.
        by: Succession,
    },
    /// Unconfirmed sources contradict each other.
    Disputed {
        /// The checks that say so.
        by: Vec<CheckId>,
    },
    /// A team with another key is known by a name like a printed one, and no anchor counts.
    LooksLike {
        /// What knows it.
        kind: AnchorKind,
        /// How it is known.
        team: String,
        /// The printed name.
        printed: String,
        /// Whether it is the same name, and not only like it.
        same: bool,
    },
    /// Policy is strict and there are warnings.
    StrictWarnings {
        /// The checks that warn.
        by: Vec<CheckId>,
    },
    /// A check that is needed proves nothing.
    NotProven {
        /// The check.
        check: CheckId,
    },

    // Better ones.
    /// Everything holds, but no accepted anchor.
    Unanchored {
        /// Registrable domains (or hosts) behind the document and its evidence.
        controllers: Vec<String>,
        /// The team of an anchor that names the key for somebody else.
        other_team: Option<String>,
    },
    /// Everything holds.
    Authentic,
}

words! {
    &Leaf {
        SecretKeyOut = "secret-key-out",
        KeyWithdrawn = "key-withdrawn",
        SignatureBad = "signature-bad",
        ClaimsOutside = "claims-outside",
        KeyConflict = "pin-conflict",
        ExpectedConflict = "expected-conflict",
        NotFetched = "not-fetched",
        DocumentUnreadable = "document-unreadable",
        NoSignature = "no-signature",
        SignatureNotFetched = "signature-not-fetched",
        NotASignature = "not-a-signature",
        SignatureMalformed = "signature-malformed",
        Unsupported = "unsupported",
        Weak = "weak",
        SignatureExpired = "signature-expired",
        KeyExpired = "key-expired",
        SubkeyExpired = "subkey-expired",
        KeyRetired = "key-retired",
        ImpossibleTime = "impossible-time",
        SigningKeyInvalid = "signing-key-invalid",
        StrangersSignatureBad = "strangers-signature-bad",
        GoodAndBad = "good-and-bad",
        TextOutside = "text-outside",
        OtherLineEnds = "other-line-ends",
        OnlyListed = "only-listed",
        OtherContent = "other-content",
        NoProfile = "no-profile",
        RolledBack = "rolled-back",
        HistoryDamaged = "history-damaged",
        NoFingerprint = "no-fingerprint",
        NoKey = "no-key",
        SignerUnknown = "signer-unknown",
        SignerNotPrinted = "signer-not-printed",
        SubkeyPrinted = "subkey-printed",
        SubkeyTrusted = "subkey-trusted",
        KeySuccession = "key-succession",
        Disputed = "disputed",
        LooksLike = "looks-like",
        StrictWarnings = "strict-warnings",
        NotProven = "not-proven",
        Unanchored = "unanchored",
        Authentic = "authentic",
    }
}

impl Leaf {
    /// The verdict of this leaf.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Authentic => Verdict::Authentic,
            Self::Unanchored { .. } => Verdict::Unanchored,
            Self::SecretKeyOut
            | Self::KeyWithdrawn { .. }
            | Self::SignatureBad { .. }
            | Self::ClaimsOutside
            | Self::KeyConflict { .. }
            | Self::ExpectedConflict { .. } => Verdict::Rejected,
            _ => Verdict::Unverified,
        }
    }

    /// The reason word, for the leaves of `unverified`.
    #[must_use]
    pub fn why(&self) -> Option<Why> {
        Some(match self {
            Self::SecretKeyOut
            | Self::KeyWithdrawn { .. }
            | Self::SignatureBad { .. }
            | Self::ClaimsOutside
            | Self::KeyConflict { .. }
            | Self::ExpectedConflict { .. }
            | Self::Unanchored { .. }
            | Self::Authentic => return None,
            Self::NotFetched | Self::SignatureNotFetched => Why::NotFetched,
            Self::DocumentUnreadable(ReadError::Framing(_)) => Why::NotCovered,
            Self::DocumentUnreadable(_) | Self::SignatureMalformed => Why::Unreadable,
            Self::NoSignature { .. } | Self::NotASignature => Why::NoSignature,
            Self::Unsupported { .. } => Why::Unsupported,
            Self::Weak(_) => Why::Weak,
            Self::SignatureExpired { .. }
            | Self::KeyExpired { .. }
            | Self::SubkeyExpired { .. }
            | Self::KeyRetired => Why::Expired,
            Self::RolledBack | Self::HistoryDamaged => Why::Stale,
            Self::TextOutside
            | Self::OtherLineEnds
            | Self::OnlyListed
            | Self::OtherContent
            | Self::NoProfile => Why::NotCovered,
            Self::NoFingerprint { .. } | Self::SubkeyPrinted(_) => Why::NoFingerprint,
            Self::NoKey { .. } | Self::SignerUnknown => Why::NoKey,
            Self::KeySuccession { .. } => Why::KeySuccession,
            Self::ImpossibleTime { .. }
            | Self::SigningKeyInvalid
            | Self::StrangersSignatureBad
            | Self::GoodAndBad
            | Self::SignerNotPrinted { .. }
            | Self::SubkeyTrusted { .. }
            | Self::Disputed { .. }
            | Self::LooksLike { .. }
            | Self::StrictWarnings { .. }
            | Self::NotProven { .. } => Why::Disputed,
        })
    }
}

/// The leaf of the key's rule tree that decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyLeaf {
    /// An accepted anchor confirms it, and it can be used.
    Confirmed {
        /// Whether there is a live key to encrypt to.
        can_encrypt: bool,
    },
    /// The pinned key signs the same document, so it confirms this one.
    ConfirmedBySuccession,
    /// No accepted anchor.
    Unconfirmed,
    /// No key is known.
    NoKey,
    /// An accepted anchor confirms the fingerprint, but the certificate is not at hand.
    NoCertificate {
        /// What is at hand in its place and cannot be used.
        unusable: Option<UnusableKey>,
    },
    /// An accepted anchor confirms the fingerprint, but whether the key can be used cannot be told.
    HealthUnknown,
    /// Another key is pinned or was given by the user.
    OtherKeyTrusted,
    /// Another key is pinned, and it vouches for this one; not confirmed yet.
    Succession,
    /// Sources that confirm nothing contradict each other about it.
    Disputed {
        /// The checks that say so.
        by: Vec<CheckId>,
    },
    /// Its secret half is published.
    SecretKeyOut,
    /// Revoked as compromised or for no stated reason.
    Withdrawn,
    /// Revoked softly.
    Retired,
    /// Expired.
    Expired,
    /// Algorithm or size too weak.
    Weak,
    /// Only SHA-1 bindings.
    WeakBinding,
}

impl KeyLeaf {
    /// The verdict of this leaf.
    #[must_use]
    pub fn verdict(&self) -> crate::judgement::KeyVerdict {
        use crate::judgement::KeyVerdict as K;
        match self {
            Self::Confirmed { .. } | Self::ConfirmedBySuccession => K::Confirmed,
            Self::Unconfirmed
            | Self::NoKey
            | Self::NoCertificate { .. }
            | Self::HealthUnknown
            | Self::Succession => K::Unconfirmed,
            Self::OtherKeyTrusted | Self::Disputed { .. } => K::Conflicting,
            Self::SecretKeyOut
            | Self::Withdrawn
            | Self::Retired
            | Self::Expired
            | Self::Weak
            | Self::WeakBinding => K::Unusable,
        }
    }
}
