//! Bytes that were gathered.

use serde::{Deserialize, Serialize};

use crate::evidence::{AttemptWhy, Origin};

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
    /// What a web archive kept, and its list of that. Nothing is missing without it.
    Archive,
    /// What the document's host has as `security.txt`. Nothing is missing without it.
    SecurityTxt,
    /// What the document's host has as metadata of a CSAF provider. Nothing is missing without it.
    Csaf,
    /// Since when the document's domain is registered. Nothing is missing without it.
    Registration,
}

impl AttemptRole {
    /// Whether it corroborates at most, so that a failure is no outage of anything that is needed.
    #[must_use]
    pub fn is_of_witness(self) -> bool {
        matches!(
            self,
            Self::Archive | Self::SecurityTxt | Self::Csaf | Self::Registration
        )
    }
}

words! {
    AttemptRole {
        Document = "document",
        Signature = "signature",
        Checksum = "checksum",
        Key = "key",
        Page = "page",
        Revocation = "revocation",
        Archive = "archive",
        SecurityTxt = "security-txt",
        Csaf = "csaf",
        Registration = "registration",
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
    /// It was not asked, because the user wants nobody asked (`--offline`): as little known as
    /// after a failure, but no outage.
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
    /// Why.
    pub why: AttemptWhy,
    /// What stood in the way, where something did and it is known.
    #[serde(default)]
    pub obstacle: Option<Obstacle>,
}

/// What stood between a request and an answer. Each has another remedy, and none of them says
/// anything about the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Obstacle {
    /// The user wants nobody asked.
    Offline,
    /// The name of the host does not resolve (DNS).
    Name,
    /// The host is at an address that is asked only where the user allows it.
    Address,
    /// The port is asked only where the user allows it.
    Port,
    /// The URL is of a kind that is never asked.
    Url,
    /// The issuer of the server's TLS certificate is not trusted here.
    Issuer,
    /// The server's TLS certificate is not accepted for another reason.
    Certificate,
    /// TLS failed otherwise.
    Tls,
    /// There was no connection, or it broke.
    Connection,
    /// It took too long.
    Time,
    /// The server has no such thing (404 or 410).
    Absent,
    /// The server lets nobody in, or only browsers.
    Login,
    /// The server is busy or out of order.
    Server,
    /// The redirects lead nowhere, or where they are not followed.
    Redirect,
    /// The answer is larger than its limit, or not proper HTTP.
    Answer,
    /// Something on this machine.
    Here,
}
