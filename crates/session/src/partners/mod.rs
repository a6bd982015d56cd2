//! The partner entries of a directory: made of a list, shown, renamed, removed.
//!
//! Nothing here is trust. An entry says what an audit looks at, and the fingerprints in it are those
//! that are still to be confirmed with the team.

mod file;
mod plan;

use std::path::{Path, PathBuf};

use bonafide_history::{History, HistoryError};
use bonafide_keyring::comparable;
use bonafide_model::audit::{Expectation, ListedPartner, PartnerEntry, PartnerState};
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{Pin, Trust, bare_name};
use bonafide_model::system_error;

use crate::audit::{self, PARTNER};
use crate::remembered::last_run;

pub use file::{rename, write};
pub use plan::plan;

/// Why entries cannot be read or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PartnersError {
    /// The file system refused something.
    #[error("{}: {}; check that it exists and that you may read and write it", .path.display(), system_error(error))]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// Something else than a directory.
    #[error("{} is not a directory; name the directory of the partner entries", .0.display())]
    NotADirectory(PathBuf),
    /// An entry that is there cannot be read, so it cannot be told which team it is of.
    #[error("{file}: {problem}. Nothing was changed: fix this entry first")]
    Broken {
        /// The entry's file.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// No such entry.
    #[error("{name}: no partner entry of that name in {}; see `bonafide partners list`", .directory.display())]
    Unknown {
        /// What was named.
        name: String,
        /// Where.
        directory: PathBuf,
    },
    /// Several entries are of that team.
    #[error("{name}: this could be any of {}; name one of these", .entries.join(", "))]
    Ambiguous {
        /// What was named.
        name: String,
        /// Names of entries.
        entries: Vec<String>,
    },
    /// A file of that name is there.
    #[error("{} is there already; nothing is written over it. Remove it, or take another name", .0.display())]
    Exists(PathBuf),
    /// The name cannot be used.
    #[error("{0:?} cannot be the name of a partner; give one line without hidden characters")]
    Name(String),
    /// What is known of the past.
    #[error(transparent)]
    History(#[from] HistoryError),
}

/// The partner entries of a directory and those below it, in the order of their names. A directory
/// that is not there yet has none.
///
/// # Errors
/// Where it is no directory.
pub fn entries(directory: &Path) -> Result<Vec<PartnerEntry>, PartnersError> {
    match std::fs::metadata(directory) {
        Ok(there) if there.is_dir() => {}
        Ok(_) => return Err(PartnersError::NotADirectory(directory.to_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(PartnersError::Io {
                path: directory.to_owned(),
                error,
            });
        }
    }
    let found = audit::entries(&[directory.to_owned()]);
    Ok(found.iter().filter_map(entry).collect())
}

fn entry(found: &audit::Entry) -> Option<PartnerEntry> {
    let (partner, problem) = match found.about()? {
        Ok(partner) => (partner.clone(), None),
        Err(why) => (ListedPartner::default(), Some(why.to_owned())),
    };
    // Who named the entry's file by hand named the team by it.
    let team = match partner.team.trim() {
        "" => found.name.clone(),
        team => team.to_owned(),
    };
    Some(PartnerEntry {
        name: found.name.clone(),
        file: found.file.display().to_string(),
        partner: ListedPartner { team, ..partner },
        problem,
    })
}

/// The entry of that name, or of the team of that name.
///
/// # Errors
/// Where there is none, or several are of that team.
pub fn find(directory: &Path, name: &str) -> Result<PartnerEntry, PartnersError> {
    let all = entries(directory)?;
    let wanted = name.strip_suffix(".toml").unwrap_or(name);
    if let Some(found) = all.iter().find(|entry| entry.name == wanted) {
        return Ok(found.clone());
    }
    let mut of_team: Vec<PartnerEntry> = all
        .into_iter()
        .filter(|entry| comparable(&entry.partner.team) == comparable(name))
        .collect();
    match of_team.len() {
        0 => Err(PartnersError::Unknown {
            name: name.to_owned(),
            directory: directory.to_owned(),
        }),
        1 => Ok(of_team.remove(0)),
        _ => Err(PartnersError::Ambiguous {
            name: name.to_owned(),
            entries: of_team.into_iter().map(|entry| entry.name).collect(),
        }),
    }
}

/// Removes an entry, and says which file that was. Its past stays in the history; it is not missed
/// by the next run.
///
/// # Errors
/// Where there is no such entry, or it cannot be removed.
pub fn remove(
    directory: &Path,
    name: &str,
    history: Option<&mut History>,
) -> Result<PathBuf, PartnersError> {
    let entry = find(directory, name)?;
    let path = PathBuf::from(&entry.file);
    std::fs::remove_file(&path).map_err(|error| PartnersError::Io {
        path: path.clone(),
        error,
    })?;
    if let Some(history) = history {
        history.strike(&format!("{PARTNER}{}", entry.name))?;
    }
    Ok(path)
}

/// Entries with what pins say of their fingerprints, and how audits ended.
///
/// # Errors
/// Where the history cannot be read.
pub fn states(
    entries: Vec<PartnerEntry>,
    trust: &Trust,
    history: Option<&History>,
) -> Result<Vec<PartnerState>, HistoryError> {
    let state = |entry: PartnerEntry| {
        let last = match history {
            Some(history) => history.last(&format!("{PARTNER}{}", entry.name), None)?,
            None => None,
        };
        let keys = entry.partner.unconfirmed.iter();
        Ok(PartnerState {
            keys: keys
                .map(|key| (key.clone(), expectation(&entry.partner, key, &trust.pins)))
                .collect(),
            last: last.map(last_run),
            entry,
        })
    };
    entries.into_iter().map(state).collect()
}

/// What the pins say of a fingerprint that the entry gives. A pin of that key for somebody else
/// says nothing.
fn expectation(partner: &ListedPartner, key: &Fingerprint, pins: &[Pin]) -> Expectation {
    let of_team = |pin: &&Pin| {
        bare_name(&pin.team) == bare_name(&partner.team)
            || pin
                .emails
                .iter()
                .any(|email| partner.emails.contains(email))
            || pin.domains.iter().any(|domain| {
                let is_inside = |email: &String| {
                    email.rsplit_once('@').is_some_and(|(_, host)| {
                        host == domain || host.ends_with(&format!(".{domain}"))
                    })
                };
                partner.emails.iter().any(is_inside)
            })
    };
    let mut own: Vec<&Pin> = pins.iter().filter(of_team).collect();
    own.sort_by_key(|pin| pin.when);
    match own.iter().rev().find(|pin| pin.fingerprint == *key) {
        Some(pin) => Expectation::Confirmed(pin.when),
        None => own
            .last()
            .map_or(Expectation::Open, |pin| Expectation::Other(pin.when)),
    }
}

#[cfg(test)]
mod tests;
