//! What the user names: a URL or a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bonafide_model::evidence::{Artifact, Origin, OriginKind};
use bonafide_model::system_error;

use crate::file::{self, FileError};

/// The largest local document that is read into memory: what the readers accept at most, so that a
/// larger one still gets a report.
const MAX_FILE: u64 = 64 << 20;

/// A place the user named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An `http:` or `https:` URL.
    Url(String),
    /// A local file.
    File(PathBuf),
    /// What came on standard input, already read.
    Stdin(Arc<[u8]>),
}

/// Why a local input could not be used. All of these are the user's to mend, so they are
/// operational errors and not verdicts.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is no such file.
    #[error("{path}: no such file; check the name, or give a URL that starts with https://")]
    Missing {
        /// The path as given.
        path: String,
    },
    /// A directory.
    #[error("{path}: this is a directory; use `bonafide audit {path}` for a directory of profiles")]
    Directory {
        /// The path as given.
        path: String,
    },
    /// Not a regular file.
    #[error("{path}: this is {kind}, not a file; save its output to a file, and name that one")]
    NotAFile {
        /// The path as given.
        path: String,
        /// What it is.
        kind: &'static str,
    },
    /// Larger than anything of its kind.
    #[error("{path}: it has {bytes} bytes, more than the limit of {limit}; name the right file")]
    TooLarge {
        /// The path as given.
        path: String,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Reading failed.
    #[error(
        "{path}: cannot be read ({}); check its permissions",
        system_error(error)
    )]
    Unreadable {
        /// The path as given.
        path: String,
        /// The system's reason.
        error: std::io::Error,
    },
    /// A URL that gave nothing.
    #[error("{url}: could not be fetched ({why})")]
    NotFetched {
        /// The URL as given.
        url: String,
        /// Why.
        why: String,
    },
    /// A URL where only a file or directory will do.
    #[error("{url}: give a local file or directory here; `bonafide verify` takes URLs")]
    NotLocal {
        /// The URL as given.
        url: String,
    },
    /// A scheme that is not supported.
    #[error("{url}: only https:// and http:// URLs and local files can be checked")]
    Scheme {
        /// The URL as given.
        url: String,
    },
}

/// What was read of a local file.
#[derive(Debug)]
pub(crate) enum Local {
    /// All of it.
    Whole(Artifact),
    /// Nothing: it has this many bytes.
    TooLarge(u64),
}

/// The limit that [`Local::TooLarge`] exceeds.
pub(crate) const fn file_limit() -> u64 {
    MAX_FILE
}

impl Source {
    /// Tells a URL from a path.
    ///
    /// # Errors
    /// A URL with another scheme than `http` or `https`.
    pub fn parse(text: &str) -> Result<Self, SourceError> {
        let scheme = text
            .split_once("://")
            .map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https") => Ok(Self::Url(text.to_owned())),
            Some(scheme)
                if scheme
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) =>
            {
                Err(SourceError::Scheme {
                    url: text.to_owned(),
                })
            }
            _ => Ok(Self::File(PathBuf::from(text))),
        }
    }

    /// As the user would write it.
    #[must_use]
    pub fn display(&self) -> String {
        match self {
            Self::Url(url) => url.clone(),
            Self::File(path) => path.display().to_string(),
            Self::Stdin(_) => "-".to_owned(),
        }
    }
}

/// What came on standard input, as if it were a file.
pub(crate) fn given(bytes: &[u8], kind: OriginKind) -> Artifact {
    Artifact {
        bytes: bytes.to_vec(),
        origin: Origin::file(kind, "standard input"),
        declared_type: None,
    }
}

/// Reads a local file that must be there.
pub(crate) fn read_file(path: &Path, kind: OriginKind) -> Result<Local, SourceError> {
    let shown = path.display().to_string();
    match file::read(path, MAX_FILE) {
        Ok(bytes) => Ok(Local::Whole(Artifact {
            bytes,
            origin: Origin::file(kind, shown),
            declared_type: None,
        })),
        Err(FileError::TooLarge { bytes, .. }) => Ok(Local::TooLarge(bytes)),
        Err(error) => Err(SourceError::of(shown, error)),
    }
}

impl SourceError {
    /// Why this file could not be read.
    pub(crate) fn of(path: String, error: FileError) -> Self {
        match error {
            FileError::Directory => Self::Directory { path },
            FileError::NotAFile(kind) => Self::NotAFile { path, kind },
            FileError::TooLarge { bytes, limit } => Self::TooLarge { path, bytes, limit },
            FileError::Io(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Self::Missing { path }
            }
            FileError::Io(error) => Self::Unreadable { path, error },
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn urls_and_paths_are_told_apart() {
        assert_eq!(
            Source::parse("https://x.example/a.pdf").unwrap(),
            Source::Url("https://x.example/a.pdf".into())
        );
        assert_eq!(
            Source::parse("HTTP://x.example/").unwrap(),
            Source::Url("HTTP://x.example/".into())
        );
        assert_eq!(
            Source::parse("dir/a.pdf").unwrap(),
            Source::File("dir/a.pdf".into())
        );
        assert!(matches!(
            Source::parse("ftp://x.example/a"),
            Err(SourceError::Scheme { .. })
        ));
        assert!(matches!(
            Source::parse("file:///etc/passwd"),
            Err(SourceError::Scheme { .. })
        ));
    }

    #[test]
    fn what_is_no_readable_file_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let error = read_file(folder.path(), OriginKind::Flag).unwrap_err();
        assert!(error.to_string().contains("bonafide audit"), "{error}");
        let error = read_file(&folder.path().join("none"), OriginKind::Flag).unwrap_err();
        assert!(error.to_string().contains("no such file"), "{error}");
        assert!(matches!(
            read_file(Path::new("/dev/zero"), OriginKind::Flag),
            Err(SourceError::NotAFile { .. })
        ));
    }
}
