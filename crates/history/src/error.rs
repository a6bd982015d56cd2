//! What can go wrong with the store, and what the user can do about it.

use std::path::{Path, PathBuf};

use bonafide_model::judgement::Verdict;
use rusqlite::ErrorCode;

/// Why the history cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The file is there but is not a sound store.
    #[error(
        "the history {} is damaged ({what}). It is not judged by, not written to and never replaced by an empty one: restore it from \
         a backup, or move it away yourself and confirm the keys of the teams in it again out of band", path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// Some other program's database.
    #[error("{} is a database, but not a history of bonafide: name another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Written by a later bonafide.
    #[error(
        "the history {} has schema version {found}, and this bonafide knows versions up to {known}: use the newer one", path.display()
    )]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// The version it has.
        found: i64,
        /// The newest version that is known here.
        known: i64,
    },
    /// Another process held the store for too long.
    #[error("the history {} is in use by another process: try again when that has ended", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// There is no such file, and none can be made: the directory is read-only, or the disk is
    /// full.
    #[error("there is no history {}, and it cannot be made ({what}): allow writing to its directory, name another place, or use \
             --no-history", path.display())]
    NotCreated {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// The file or its directory cannot be written.
    #[error("the history {} cannot be written ({what}): allow writing to it and to its directory, or use --no-history", path.display())]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        what: String,
    },
    /// There is no room for it.
    #[error("the history {} cannot be written, because its disk is full: make room there, or use --no-history", path.display())]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// Only authentic documents are remembered.
    #[error("a document that is {} is not remembered: only authentic ones are", .0.as_str())]
    NotAuthentic(Verdict),
    /// Another subject had that name.
    #[error(
        "the history remembers {0:?} already, and its past would become this one's: take another name, or forget that one by \
             `bonafide history forget`"
    )]
    NameTaken(String),
    /// Anything else.
    #[error("the history {} cannot be used: {source}", path.display())]
    Store {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
}

/// A cause, before the file is known.
#[derive(Debug)]
pub(crate) enum Cause {
    Sqlite(rusqlite::Error),
    Damaged(String),
    NotAuthentic(Verdict),
    NameTaken(String),
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Cause {
    pub(crate) fn at(self, path: &Path) -> HistoryError {
        let path = path.to_owned();
        let source = match self {
            Self::Damaged(what) => return HistoryError::Damaged { path, what },
            Self::NotAuthentic(verdict) => return HistoryError::NotAuthentic(verdict),
            Self::NameTaken(name) => return HistoryError::NameTaken(name),
            Self::Sqlite(source) => source,
        };
        match &source {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => HistoryError::Damaged {
                    path,
                    what: source.to_string(),
                },
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => HistoryError::Busy { path },
                ErrorCode::DiskFull => HistoryError::DiskFull { path },
                ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied => {
                    HistoryError::NotWritable {
                        path,
                        what: source.to_string(),
                    }
                }
                // A table or column that is not there: the version says that it must be.
                ErrorCode::Unknown => HistoryError::Damaged {
                    path,
                    what: source.to_string(),
                },
                _ => HistoryError::Store { path, source },
            },
            // A value of another type than was written.
            rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::SqlInputError { .. } => HistoryError::Damaged {
                path,
                what: source.to_string(),
            },
            _ => HistoryError::Store { path, source },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_no_matter_of_permissions() {
        let told = |code: ErrorCode| {
            let failure = rusqlite::ffi::Error {
                code,
                extended_code: 0,
            };
            let cause = Cause::from(rusqlite::Error::SqliteFailure(failure, None));
            cause.at(Path::new("h.sqlite")).to_string()
        };
        let full = told(ErrorCode::DiskFull);
        assert!(
            full.contains("disk is full") && !full.contains("allow writing"),
            "{full}"
        );
        assert!(told(ErrorCode::ReadOnly).contains("allow writing"));
        assert!(told(ErrorCode::DatabaseCorrupt).contains("is damaged"));
        assert!(!told(ErrorCode::DatabaseBusy).contains("damaged"));
    }
}
