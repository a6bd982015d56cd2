//! What was seen of this subject before.

use serde::{Deserialize, Serialize};

use crate::{Fingerprint, Timestamp, Verdict};

/// What history remembers of an earlier sight of the same subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// When.
    pub seen_at: Timestamp,
    /// The verdict then.
    pub verdict: Verdict,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub document_sha256: String,
    /// The version printed.
    pub version: Option<String>,
    /// The date printed, where unambiguous.
    pub date: Option<jiff::civil::Date>,
    /// When the signature was made.
    pub signed_at: Option<Timestamp>,
    /// The key that signed.
    pub fingerprint: Option<Fingerprint>,
    /// The contact addresses printed.
    pub emails: Vec<String>,
    /// The numbers printed.
    pub phones: Vec<String>,
}

/// What history can say about one subject.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Past {
    /// History was not asked (`--no-history`, local file without a name).
    #[default]
    NotAsked,
    /// Nothing authentic was seen before.
    Empty,
    /// The store is damaged: nothing can be judged by it.
    Damaged(String),
    /// Authentic sights, oldest first. Only authentic documents are remembered.
    Seen(Vec<Sight>),
}
