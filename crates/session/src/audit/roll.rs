//! Which subjects a directory had: one that is gone is missed, for else nobody would hear that it is
//! not checked any more.

use std::path::{Path, PathBuf};

use bonafide_history::{History, HistoryError};
use bonafide_model::audit::Notice;

use super::Entry;

/// What the last run found in each of these directories and this one does not have at all.
pub(crate) fn vanished(
    history: &History,
    directories: &[PathBuf],
    entries: &[Entry],
) -> Result<Vec<Notice>, HistoryError> {
    let mut notices = Vec::new();
    for directory in directories {
        let mut names: Vec<String> = history.roll(&name(directory))?;
        names.retain(|key| entries.iter().all(|entry| entry.key != *key));
        let names: Vec<String> = names.iter().map(|key| shown(key).to_owned()).collect();
        if !names.is_empty() {
            let directory = directory.display().to_string();
            notices.push(Notice::Vanished { directory, names });
        }
    }
    Ok(notices)
}

/// Notes what this run found in each directory. What cannot be looked at is no subject, and is not
/// missed when it is mended.
pub(crate) fn record(
    history: &mut History,
    directories: &[PathBuf],
    entries: &[Entry],
) -> Result<(), HistoryError> {
    for directory in directories {
        let canonical = std::fs::canonicalize(directory).ok();
        let inside = |entry: &&Entry| {
            entry.directory.is_some()
                && entry.directory == canonical
                && (entry.about().is_some() || entry.partner.is_ok())
        };
        let keys: Vec<&str> = entries
            .iter()
            .filter(inside)
            .map(|entry| entry.key.as_str())
            .collect();
        history.set_roll(&name(directory), &keys)?;
    }
    Ok(())
}

fn name(directory: &Path) -> String {
    let canonical = std::fs::canonicalize(directory);
    let directory = canonical.as_deref().unwrap_or(directory);
    directory.display().to_string()
}

/// As reports show a subject with this key.
fn shown(key: &str) -> &str {
    match key.strip_prefix("file:") {
        Some(path) => path.split_once('/').map_or(path, |(_, rest)| rest),
        None => key.strip_prefix(super::PARTNER).unwrap_or(key),
    }
}
