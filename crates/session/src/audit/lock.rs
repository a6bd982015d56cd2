//! One run at a time for one history.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use bonafide_model::system_error;

/// Held while a run is made. The system lets it go when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why a run cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another run is going on.
    #[error("another audit with the same history is running (it holds {}): wait until it has ended", .0.display())]
    Held(PathBuf),
    /// The lock file cannot be used.
    #[error("{}: cannot be locked: {}", path.display(), system_error(error))]
    Io {
        /// The lock file.
        path: PathBuf,
        /// The system's reason.
        error: std::io::Error,
    },
}

impl Lock {
    /// Takes the lock that belongs to a history, without waiting.
    ///
    /// # Errors
    /// [`LockError::Held`] while another process has it.
    pub fn take(history: &Path) -> Result<Self, LockError> {
        let mut name = history.file_name().unwrap_or_default().to_os_string();
        name.push(".audit-lock");
        let path = history.with_file_name(name);
        let io = |error| LockError::Io {
            path: path.clone(),
            error,
        };
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(io)?;
        }
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Held(path)),
            Err(TryLockError::Error(error)) => Err(LockError::Io { path, error }),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_second_run_is_refused_until_the_first_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let history = folder.path().join("state/history.sqlite");
        let first = Lock::take(&history).unwrap();
        assert!(matches!(Lock::take(&history), Err(LockError::Held(_))));
        drop(first);
        assert!(Lock::take(&history).is_ok());
    }
}
