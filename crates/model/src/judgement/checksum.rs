//! What a published checksum says of the document.

use serde::{Deserialize, Serialize};

use crate::claims::HashName;
use crate::evidence::Origin;

/// How a checksum compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ChecksumStatus {
    /// Equal. Proves only that the transfer was whole.
    Match,
    /// Different.
    Mismatch,
    /// No line of the file is for this document.
    NoEntry,
    /// More than one line could be meant, and they differ.
    Ambiguous,
    /// Not a checksum file.
    Malformed,
    /// MD5 or SHA-1.
    Weak,
    /// An algorithm that is not computed here.
    Unsupported,
}

words! {
    ChecksumStatus {
        Match = "match",
        Mismatch = "mismatch",
        NoEntry = "no-entry",
        Ambiguous = "ambiguous",
        Malformed = "malformed",
        Weak = "weak",
        Unsupported = "unsupported",
    }
}

/// What was seen of one checksum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecksumReport {
    /// The algorithm, where it is known.
    pub algorithm: Option<HashName>,
    /// The value published, upper-case hexadecimal.
    pub expected: Option<String>,
    /// The value computed.
    pub observed: Option<String>,
    /// How they compare.
    pub status: ChecksumStatus,
    /// Where it came from.
    pub origin: Origin,
}
