//! Bytes that were gathered.

use serde::{Deserialize, Serialize};

use crate::Origin;

/// Bytes that were gathered, with where they came from. Opaque until read or verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Artifact {
    /// The bytes as they came, after content decoding.
    pub bytes: Vec<u8>,
    /// Where they came from.
    pub origin: Origin,
    /// The media type that the server declared.
    pub declared_type: Option<String>,
}

/// What a thing was looked for as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AttemptRole {
    /// The profile itself.
    Document,
    /// A signature.
    Signature,
    /// A checksum file.
    Checksum,
    /// A certificate.
    Key,
    /// A page searched for links.
    Page,
    /// Whether the key was revoked.
    Revocation,
}

words! {
    AttemptRole {
        Document = "document",
        Signature = "signature",
        Checksum = "checksum",
        Key = "key",
        Page = "page",
        Revocation = "revocation",
    }
}

/// How looking for a thing ended. "Failed" never reads as "absent".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AttemptResult {
    /// It was got.
    Got,
    /// The place answered that it has no such thing.
    Absent,
    /// The place could not be asked.
    Failed,
    /// It was not asked, because the user wants nobody asked (`--offline`): as little known as after a failure, but no outage.
    NotAsked,
    /// Something else than what was looked for stood there.
    WrongKind,
}

words! {
    AttemptResult {
        Got = "got",
        Absent = "absent",
        Failed = "failed",
        NotAsked = "failed",
        WrongKind = "wrong-kind",
    }
}

/// One attempt to find a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// What was looked for.
    pub role: AttemptRole,
    /// Where: a URL or a path.
    pub url: String,
    /// How it ended.
    pub result: AttemptResult,
    /// Why, in one short clause; may hold untrusted text.
    pub why: String,
}
