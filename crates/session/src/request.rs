//! What is asked.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use crate::source::{Source, SourceError};

/// What is asked about one subject.
#[derive(Debug, Clone)]
pub struct Request {
    /// The document.
    pub subject: Source,
    /// Signatures named by the user; then no others are looked for.
    pub signatures: Vec<Source>,
    /// Checksum files named by the user; then no others are looked for.
    pub checksums: Vec<Source>,
    /// Keys named by the user: material, not trust.
    pub keys: Vec<Source>,
    /// The team of the trust directory that this subject should be of, instead of the session's.
    pub team: Option<String>,
    /// By what name history lists it, instead of its team's name or its URL.
    pub known_as: Option<String>,
}

impl Request {
    /// Asks about a document with whatever is found for it.
    #[must_use]
    pub fn new(subject: Source) -> Self {
        Self {
            subject,
            signatures: Vec::new(),
            checksums: Vec::new(),
            keys: Vec::new(),
            team: None,
            known_as: None,
        }
    }
}

/// A URL or a path, as a user would write it.
impl TryFrom<&str> for Request {
    type Error = SourceError;

    fn try_from(subject: &str) -> Result<Self, SourceError> {
        Source::parse(subject).map(Self::new)
    }
}

impl From<&Path> for Request {
    fn from(file: &Path) -> Self {
        Self::new(Source::File(file.to_owned()))
    }
}

impl From<PathBuf> for Request {
    fn from(file: PathBuf) -> Self {
        Self::new(Source::File(file))
    }
}

impl From<&Self> for Request {
    fn from(request: &Self) -> Self {
        request.clone()
    }
}

impl From<Infallible> for SourceError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
