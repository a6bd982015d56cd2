//! What web archives kept.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::{Profile, ReadError};
use crate::evidence::{Artifact, AttemptRole};

/// What a web archive kept of one place at one time.
///
/// It shows what the archive says that stood there then. Whoever owned the place then may be
/// another one than today's owner, and whoever keeps the archive can say what he likes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// As what the place is asked today: the document or a key.
    pub role: AttemptRole,
    /// The place.
    pub of: String,
    /// When it was taken, as the archive says.
    pub taken: Timestamp,
    /// What stood there.
    pub artifact: Artifact,
    /// What the reader made of it, for documents.
    pub reading: Option<Result<Profile, ReadError>>,
}

/// What captures of one archive have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archived {
    /// The host of the archive.
    pub archive: String,
    /// The place whose captures they are.
    pub of: String,
    /// The oldest of those that were looked at.
    pub since: Timestamp,
    /// The newest of them.
    pub until: Timestamp,
    /// How many there are.
    pub captures: u32,
}
