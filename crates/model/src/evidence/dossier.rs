//! All that was gathered about one profile.

use serde::{Deserialize, Serialize};

use crate::claims::{Profile, ReadError};
use crate::evidence::{Artifact, Attempt, Capture, SecondLook, Twin};

/// All that was gathered about one profile. Collecting it judged nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    /// What the user asked about: a URL or a path, as given.
    pub subject: String,
    /// The document, unless it could not be had.
    pub document: Option<Artifact>,
    /// What the reader made of it; `None` where there is no document.
    pub reading: Option<Result<Profile, ReadError>>,
    /// Whether the reader ran confined, and if not fully, what was missing.
    pub confinement: Option<String>,
    /// Candidate signatures, in the order of discovery.
    pub signatures: Vec<Artifact>,
    /// Candidate checksum files.
    pub checksums: Vec<Artifact>,
    /// Candidate certificates; embedded ones and those of the trust directory too.
    pub certificates: Vec<Artifact>,
    /// Everything that was tried.
    pub attempts: Vec<Attempt>,
    /// Editions of the same profile in other languages that the document links to or that lie
    /// beside it. They never speak for it.
    #[serde(default)]
    pub twins: Vec<Twin>,
    /// The second look, where fetched pieces disagreed at first.
    #[serde(default)]
    pub second_look: Option<SecondLook>,
    /// What web archives kept of the places of document and keys.
    #[serde(default)]
    pub captures: Vec<Capture>,
    /// What the document's host says about itself elsewhere, and a registry about its domain, as it
    /// came; the kind of the origin says which.
    #[serde(default)]
    pub statements: Vec<Artifact>,
}
