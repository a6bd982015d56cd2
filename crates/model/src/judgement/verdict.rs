//! The answers: one about the document, one about the key, and the reason in a word.

use serde::{Deserialize, Serialize};

/// The verdict on the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// A sound signature over exactly this document by a live, unrevoked key that the document
    /// prints and that an accepted anchor ties to this team.
    Authentic,
    /// The same without an accepted anchor. A complete forgery looks exactly like this.
    Unanchored,
    /// Not proven.
    Unverified,
    /// Contradicted by something confirmed, or by arithmetic.
    Rejected,
}

words! {
    Verdict {
        Authentic = "authentic",
        Unanchored = "unanchored",
        Unverified = "unverified",
        Rejected = "rejected",
    }
}

/// Why a document is `unverified`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Why {
    /// The document, or what it needs, could not be fetched.
    NotFetched,
    /// The document could not be read.
    Unreadable,
    /// No signature was found.
    NoSignature,
    /// An algorithm or format that is not supported here.
    Unsupported,
    /// Too weak an algorithm.
    Weak,
    /// The key or signature has expired.
    Expired,
    /// An older version than one seen before (rollback).
    Stale,
    /// The signature does not cover what is shown.
    NotCovered,
    /// A new key that the pinned one vouches for, not confirmed yet.
    KeySuccession,
    /// Unconfirmed sources contradict each other.
    Disputed,
    /// The document prints no usable fingerprint.
    NoFingerprint,
    /// The printed key could not be had.
    NoKey,
}

words! {
    Why {
        NotFetched = "not-fetched",
        Unreadable = "unreadable",
        NoSignature = "no-signature",
        Unsupported = "unsupported",
        Weak = "weak",
        Expired = "expired",
        Stale = "stale",
        NotCovered = "not-covered",
        KeySuccession = "key-succession",
        Disputed = "disputed",
        NoFingerprint = "no-fingerprint",
        NoKey = "no-key",
    }
}

/// The verdict on the key, beside the document's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyVerdict {
    /// An accepted anchor confirms it and it can be used.
    Confirmed,
    /// Nothing independent confirms it.
    Unconfirmed,
    /// Sources disagree about it, or it contradicts an anchor.
    Conflicting,
    /// Revoked, expired or too weak.
    Unusable,
}

words! {
    KeyVerdict {
        Confirmed = "confirmed",
        Unconfirmed = "unconfirmed",
        Conflicting = "conflicting",
        Unusable = "unusable",
    }
}
