//! Why a directory could not be checked.

use std::path::Path;

use bonafide_model::system_error;

use crate::source::SourceError;

/// Why a directory could not be checked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SelfcheckError {
    /// The directory cannot be read.
    #[error("{path}: cannot be read ({})", system_error(error))]
    Unreadable {
        /// The path as given.
        path: String,
        /// The system's reason.
        error: std::io::Error,
    },
    /// Something in it cannot be looked at, so that nothing could be said of the whole.
    #[error("{path}: {why}")]
    NotLookedAt {
        /// What.
        path: String,
        /// Why.
        why: String,
    },
    /// More documents that may be profiles than are judged.
    #[error(
        "{path}: more than {limit} documents that may be profiles; give the directory of the profile, or its file"
    )]
    TooManyDocuments {
        /// The path as given.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// A file that is left out of its own directory.
    #[error("{path}: a hidden file, or a link that leads out of its directory")]
    LeftOut {
        /// The path as given.
        path: String,
    },
    /// Too large for a staging area.
    #[error(
        "{path}: more than {limit} files, or more than 256 MiB in files that may be keys; give the directory of the profile"
    )]
    TooMuch {
        /// The path as given.
        path: String,
        /// The limit.
        limit: usize,
    },
    /// No profile in it.
    #[error(
        "{path}: there is no profile here (a text, Markdown, HTML or PDF file with sections of RFC 2350); give its file"
    )]
    NoProfile {
        /// The path as given.
        path: String,
    },
    /// Not the address of a directory on the web.
    #[error(
        "--base-url {0}: give the address of the directory, such as https://www.team.example/cert/"
    )]
    BaseUrl(String),
    /// Nothing is there.
    #[error("{path}: there is no such directory or file; check the name")]
    Missing {
        /// The path as given.
        path: String,
    },
    /// Something that the user named cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
}

impl SelfcheckError {
    /// What has not been published yet cannot be given as a URL.
    pub(super) fn missing(path: &Path) -> Self {
        let path = path.display().to_string();
        match path.starts_with("https://") || path.starts_with("http://") {
            true => SourceError::NotLocal { url: path }.into(),
            false => Self::Missing { path },
        }
    }
}
