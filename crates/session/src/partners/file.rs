//! Files of entries: each whole or not at all, and never over another one.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use bonafide_history::History;
use bonafide_keyring::comparable;
use bonafide_model::audit::{ListedPartner, PartnerEntry, PartnerPlan, PartnerStep};
use bonafide_model::claims::Fingerprint;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::plan::readable;
use super::{PartnersError, entries, find};
use crate::audit::{MAX_ENTRY, PARTNER};
use crate::file;

/// What every new entry begins with.
const HEAD: &str = include_str!("head.txt");

/// Writes the new entries of a plan, telling after each how many there are. Cut off in between, the
/// same list again writes the others.
///
/// # Errors
/// Where a file cannot be written, or somebody else made it since the plan.
pub fn write(
    directory: &Path,
    plan: &PartnerPlan,
    tell: &mut dyn FnMut(usize),
) -> Result<(), PartnersError> {
    fs::create_dir_all(directory).map_err(|error| PartnersError::Io {
        path: directory.to_owned(),
        error,
    })?;
    let new = plan
        .partners
        .iter()
        .filter(|planned| planned.step == PartnerStep::New);
    for (index, planned) in new.enumerate() {
        let path = directory.join(format!("{}.toml", planned.entry));
        create(&path, &text(&planned.partner))?;
        tell(index + 1);
    }
    Ok(())
}

/// Gives an entry, and the team in it, another name. Its past in the history goes with it. Says
/// which file it is now.
///
/// # Errors
/// Where there is no such entry, one of the new name is there, or the history remembers one.
pub fn rename(
    directory: &Path,
    from: &str,
    to: &str,
    history: Option<&mut History>,
) -> Result<PathBuf, PartnersError> {
    let entry = find(directory, from)?;
    let to = to.trim();
    if to.is_empty() || to.chars().count() > 200 || to.chars().any(char::is_control) {
        return Err(PartnersError::Name(to.to_owned()));
    }
    let old = PathBuf::from(&entry.file);
    let is_other = |other: &&PartnerEntry| {
        other.file != entry.file && comparable(&other.partner.team) == comparable(to)
    };
    if let Some(other) = entries(directory)?.iter().find(is_other) {
        return Err(PartnersError::Exists(other.file.clone().into()));
    }
    let new = old.with_file_name(format!("{}.toml", readable(to)));
    let text = renamed(&old, to, &entry)?;
    if new == old {
        replace(&old, &text)?;
        return Ok(old);
    }
    if new.symlink_metadata().is_ok() {
        return Err(PartnersError::Exists(new));
    }
    let below = entry.name.rsplit_once('/').map(|(folder, _)| folder);
    let name = match below {
        Some(folder) => format!("{folder}/{}", readable(to)),
        None => readable(to),
    };
    // The past goes first: cut off here, the same command again does the rest.
    if let Some(history) = history {
        history.rename(
            &format!("{PARTNER}{}", entry.name),
            &format!("{PARTNER}{name}"),
        )?;
    }
    create(&new, &text)?;
    fs::remove_file(&old).map_err(|error| PartnersError::Io { path: old, error })?;
    Ok(new)
}

#[derive(Deserialize)]
struct Named {
    name: Option<Spanned<String>>,
}

/// The entry's text with the team's new name. Everything else stays as its owner wrote it.
fn renamed(path: &Path, to: &str, entry: &PartnerEntry) -> Result<String, PartnersError> {
    let broken = || PartnersError::Broken {
        file: entry.file.clone(),
        problem: entry.problem.clone().unwrap_or_default(),
    };
    let bytes = file::read(path, MAX_ENTRY).map_err(|_| broken())?;
    let text = String::from_utf8(bytes).map_err(|_| broken())?;
    let named: Named = toml::from_str(&text).map_err(|_| broken())?;
    let quoted = quoted(to);
    Ok(match named.name {
        Some(old) => {
            let mut text = text;
            text.replace_range(old.span(), &quoted);
            text
        }
        None => format!("name = {quoted}\n{text}"),
    })
}

/// A partner as its entry.
fn text(partner: &ListedPartner) -> String {
    let list = |values: Vec<String>| Value::Array(values.into_iter().map(Value::String).collect());
    let mut text = format!("{HEAD}name = {}\n", quoted(&partner.team));
    text += &format!("profile = {}\n", quoted(&partner.profile));
    if !partner.emails.is_empty() {
        text += &format!("emails = {}\n", list(partner.emails.clone()));
    }
    if !partner.unconfirmed.is_empty() {
        let spaced = partner.unconfirmed.iter().map(Fingerprint::spaced);
        text += &format!("unconfirmed = {}\n", list(spaced.collect()));
    }
    if !partner.notes.is_empty() {
        text += "\n[notes]\n";
        for (key, note) in &partner.notes {
            text += &format!("{} = {}\n", basic(key), quoted(note));
        }
    }
    text
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// A key in quotation marks (TOML, "Keys": quoted keys follow the rules of basic strings).
fn basic(key: &str) -> String {
    format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A file that was not there.
fn create(path: &Path, text: &str) -> Result<(), PartnersError> {
    let file = beside(path, text)?;
    file.persist_noclobber(path)
        .map_err(|failed| match failed.error.kind() {
            ErrorKind::AlreadyExists => PartnersError::Exists(path.to_owned()),
            _ => PartnersError::Io {
                path: path.to_owned(),
                error: failed.error,
            },
        })?;
    Ok(())
}

/// A file in the place of the one that is there.
fn replace(path: &Path, text: &str) -> Result<(), PartnersError> {
    beside(path, text)?
        .persist(path)
        .map_err(|failed| PartnersError::Io {
            path: path.to_owned(),
            error: failed.error,
        })?;
    Ok(())
}

fn beside(path: &Path, text: &str) -> Result<tempfile::NamedTempFile, PartnersError> {
    let io = |error| PartnersError::Io {
        path: path.to_owned(),
        error,
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bonafide-");
    // Less what the user's umask takes away: colleagues review these files.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder
        .tempfile_in(path.parent().unwrap_or(Path::new(".")))
        .map_err(io)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .map_err(io)?;
    Ok(file)
}
