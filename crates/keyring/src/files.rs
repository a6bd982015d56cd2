//! Bounded reading, listing and atomic writing inside the trust directory. No link is followed out
//! of it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::error::KeyringError;

/// Largest file that is read: the largest real certificate seen has 356 KB, a directory of a
/// thousand teams about 300 KB.
pub const MAX_FILE: u64 = 8 << 20;

/// Most files in one folder: ten times the teams of the world's directories.
const MAX_FILES: usize = 10_000;

/// What a file in the trust directory is, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `.toml`
    Record,
    /// `.asc` or `.pgp`
    Certificate,
}

/// One file of a folder.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// Its path as the user would write it.
    pub path: PathBuf,
    /// Its name without the ending.
    pub stem: String,
    /// What it is.
    pub kind: Kind,
}

/// The files of a folder of the trust directory, sorted by name; none where the folder is missing.
///
/// Hidden files, editors' backups and `README.md` are left out; everything else must be what the
/// folder is for.
pub(crate) fn list(root: &Path, folder: &str) -> Result<Vec<Entry>, KeyringError> {
    let directory = root.join(folder);
    match fs::symlink_metadata(&directory) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(KeyringError::Io {
                file: directory,
                error,
            });
        }
        Ok(_) => {}
    }
    if !contained(root, &directory)?.is_dir() {
        return Err(KeyringError::NotADirectory(directory));
    }
    let io = |error| KeyringError::Io {
        file: directory.clone(),
        error,
    };
    let mut entries = Vec::new();
    let mut seen: HashMap<String, PathBuf> = HashMap::new();
    for (index, found) in fs::read_dir(&directory).map_err(io)?.enumerate() {
        if index >= MAX_FILES {
            return Err(KeyringError::TooManyFiles {
                directory,
                max: MAX_FILES,
            });
        }
        let path = directory.join(found.map_err(io)?.file_name());
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            return Err(KeyringError::Unexpected {
                file: path,
                why: "its name is not UTF-8",
            });
        };
        if is_left_out(name) {
            continue;
        }
        if let Some(other) = seen.insert(name.to_lowercase(), path.clone()) {
            return Err(KeyringError::CaseCollision {
                one: other,
                other: path,
            });
        }
        let (stem, kind) = match name.rsplit_once('.') {
            Some((stem, "toml")) => (stem, Kind::Record),
            Some((stem, "asc" | "pgp")) => (stem, Kind::Certificate),
            _ => {
                return Err(KeyringError::Unexpected {
                    file: path,
                    why: "only .toml, .asc and .pgp files and a README.md belong here",
                });
            }
        };
        entries.push(Entry {
            stem: stem.to_owned(),
            kind,
            path,
        });
    }
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(entries)
}

/// Whether a name is none of the trust directory's business: hidden files, editors' backups, the
/// description.
pub(crate) fn is_left_out(name: &str) -> bool {
    name.starts_with(['.', '#']) || name.ends_with('~') || name.eq_ignore_ascii_case("readme.md")
}

/// Reads a regular file inside the trust directory.
pub(crate) fn read(root: &Path, path: &Path) -> Result<Vec<u8>, KeyringError> {
    let io = |error| KeyringError::Io {
        file: path.to_owned(),
        error,
    };
    let real = contained(root, path)?;
    // Before opening, because opening a named pipe waits for its other end.
    if !fs::metadata(&real).map_err(io)?.is_file() {
        return Err(KeyringError::Unexpected {
            file: path.to_owned(),
            why: "it is no regular file",
        });
    }
    let mut bytes = Vec::new();
    File::open(&real)
        .map_err(io)?
        .take(MAX_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(io)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(KeyringError::TooLarge {
            file: path.to_owned(),
            max: MAX_FILE,
        });
    }
    Ok(bytes)
}

/// Writes a file inside the trust directory: whole or not at all, replacing a link instead of
/// following it.
pub(crate) fn write(root: &Path, path: &Path, bytes: &[u8]) -> Result<(), KeyringError> {
    let io = |error| KeyringError::Io {
        file: path.to_owned(),
        error,
    };
    if bytes.len() as u64 > MAX_FILE {
        return Err(KeyringError::TooLarge {
            file: path.to_owned(),
            max: MAX_FILE,
        });
    }
    let folder = path.parent().unwrap_or(root);
    fs::create_dir_all(folder).map_err(io)?;
    let folder = contained(root, folder)?;
    let mut file = new_file_options().tempfile_in(&folder).map_err(io)?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(io)?;
    file.persist(path).map_err(|failed| io(failed.error))?;
    Ok(())
}

/// A file name for a text of any kind: a readable part and a short hash, so that no two texts share
/// a name on any file system.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut readable = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            readable.push(c.to_ascii_lowercase());
        } else if !readable.ends_with('-') && !readable.is_empty() {
            readable.push('-');
        }
        if readable.len() >= 40 {
            break;
        }
    }
    format!(
        "{}-{}",
        readable.trim_end_matches('-'),
        short_hash(text.as_bytes())
    )
    .trim_start_matches('-')
    .to_owned()
}

/// Eight hexadecimal digits of SHA-256: to tell names apart, not to protect anything.
pub(crate) fn short_hash(bytes: &[u8]) -> String {
    let mut digits = hex::encode(Sha256::digest(bytes));
    digits.truncate(8);
    digits
}

/// The real path of something that must lie inside the trust directory.
fn contained(root: &Path, path: &Path) -> Result<PathBuf, KeyringError> {
    let real = |path: &Path| {
        fs::canonicalize(path).map_err(|error| KeyringError::Io {
            file: path.to_owned(),
            error,
        })
    };
    let target = real(path)?;
    if target.starts_with(real(root)?) {
        Ok(target)
    } else {
        Err(KeyringError::LinkLeadsOut(path.to_owned()))
    }
}

/// Ordinary permissions instead of a temporary file's private ones: colleagues review these files.
#[cfg(unix)]
fn new_file_options() -> tempfile::Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt;
    let mut builder = tempfile::Builder::new();
    builder.permissions(fs::Permissions::from_mode(0o644));
    builder
}

#[cfg(not(unix))]
fn new_file_options() -> tempfile::Builder<'static, 'static> {
    tempfile::Builder::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_hostile_texts_stay_plain_and_apart() {
        for text in [
            "../../etc/passwd",
            "/abs",
            "a\0b",
            "CON",
            "",
            "...",
            "Équipe №1",
            &"x".repeat(1000),
            "nul",
            ".hidden",
        ] {
            let name = slug(text);
            assert!(name.len() <= 49 && name.len() >= 8, "{name}");
            assert!(
                name.bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{name}"
            );
        }
        assert_ne!(slug("a/b"), slug("a-b"));
        assert_ne!(slug("É"), slug("È"));
    }
}
