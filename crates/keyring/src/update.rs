//! Explicit changes: each under a lock, on what is there at that moment, and whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bonafide_model::evidence::{DirectorySnapshot, Pin};

use crate::error::{KeyringError, Problem};
use crate::files::{self, Kind};
use crate::partner::{self, NewPin};
use crate::record::Source;
use crate::{DIRECTORIES, DirectoryOrigin, Keyring, PARTNERS, ROOTS, directory, value};

impl Keyring {
    /// Records a pin and returns the team's file. A team that has pins gets a further one: no pin
    /// is ever changed or replaced.
    ///
    /// # Errors
    /// Where a value is refused (see [`Problem`]), the same confirmation stands there already, or
    /// writing fails.
    pub fn add_pin(&mut self, new: &NewPin) -> Result<PathBuf, KeyringError> {
        let pin = new.checked()?;
        let _lock = self.lock_and_reload()?;
        let (path, before) = match self.partner_of(&pin.team) {
            Some(partner) => {
                let same = |old: &Pin| {
                    Pin {
                        team: pin.team.clone(),
                        source: String::new(),
                        ..old.clone()
                    } == pin
                };
                if partner.pins.iter().any(same) {
                    return Err(KeyringError::AlreadyPinned(partner.path.clone()));
                }
                let bytes = files::read(&self.dir, &partner.path)?;
                let mut text = String::from_utf8(bytes).map_err(|_| Problem::NotUtf8)?;
                if !text.ends_with('\n') {
                    text.push('\n');
                }
                (partner.path.clone(), text)
            }
            None => {
                let name = files::slug(&partner::comparable(&pin.team));
                (
                    self.dir.join(PARTNERS).join(format!("{name}.toml")),
                    partner::head(&pin.team),
                )
            }
        };
        let text = before + &partner::block(&pin);
        // What was written must read back, or the next run would refuse the whole directory.
        partner::parse(&Source::new(&path, text.as_bytes())?)?;
        if let Some(certificate) = &new.certificate {
            self.keep_certificate(&path, certificate)?;
        }
        files::write(&self.dir, &path, text.as_bytes())?;
        self.reload()?;
        Ok(path)
    }

    /// Forgets a team: removes its file and the certificates beside it, and returns what was
    /// removed.
    ///
    /// # Errors
    /// Where no such team is pinned or removing fails.
    pub fn remove(&mut self, team: &str) -> Result<Vec<PathBuf>, KeyringError> {
        let _lock = self.lock_and_reload()?;
        let record = self
            .partner_of(team)
            .ok_or_else(|| KeyringError::UnknownTeam(team.to_owned()))?
            .path
            .clone();
        let stem = record
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let belongs = |name: &str| name.strip_prefix(&stem).is_some_and(is_copy_mark);
        let certificates = files::list(&self.dir, PARTNERS)?
            .into_iter()
            .filter(|entry| entry.kind == Kind::Certificate && belongs(&entry.stem))
            .map(|entry| entry.path);
        // The pin goes last: cut off in between, the team is still pinned and removing can be
        // repeated.
        let paths: Vec<PathBuf> = certificates.chain([record]).collect();
        self.remove_files(paths)
    }

    /// Forgets a trust root: removes its record and its certificate, and returns what was removed.
    ///
    /// # Errors
    /// Where there is no such root or removing fails.
    pub fn remove_root(&mut self, name: &str) -> Result<Vec<PathBuf>, KeyringError> {
        let _lock = self.lock_and_reload()?;
        let wanted = partner::comparable(name);
        let record = self
            .roots
            .iter()
            .find(|record| partner::comparable(&record.root.name) == wanted);
        let record = PathBuf::from(
            &record
                .ok_or_else(|| KeyringError::UnknownTeam(name.to_owned()))?
                .source,
        );
        let stem = record
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let certificates = files::list(&self.dir, ROOTS)?.into_iter();
        let certificates = certificates
            .filter(|entry| entry.kind == Kind::Certificate && entry.stem == stem)
            .map(|entry| entry.path);
        // The record goes first: a certificate alone is refused by the next run, and never
        // believed.
        let paths: Vec<PathBuf> = std::iter::once(record).chain(certificates).collect();
        self.remove_files(paths)
    }

    /// Forgets a snapshot of a directory, and returns its file.
    ///
    /// # Errors
    /// Where there is no such snapshot or removing fails.
    pub fn remove_directory(&mut self, name: &str) -> Result<Vec<PathBuf>, KeyringError> {
        let _lock = self.lock_and_reload()?;
        let wanted = partner::comparable(name);
        let kept = self
            .directories
            .iter()
            .find(|kept| partner::comparable(&kept.name) == wanted);
        let path = PathBuf::from(
            &kept
                .ok_or_else(|| KeyringError::UnknownTeam(name.to_owned()))?
                .source,
        );
        self.remove_files(vec![path])
    }

    fn remove_files(&mut self, paths: Vec<PathBuf>) -> Result<Vec<PathBuf>, KeyringError> {
        for path in &paths {
            fs::remove_file(path).map_err(|error| KeyringError::Io {
                file: path.clone(),
                error,
            })?;
        }
        self.reload()?;
        Ok(paths)
    }

    /// Records a snapshot of a directory under its name, with where it was fetched, and returns its
    /// file; a newer one replaces an older one.
    ///
    /// # Errors
    /// Where a value is refused, a later snapshot of the same directory is there, or writing fails.
    pub fn import_directory(
        &mut self,
        snapshot: &DirectorySnapshot,
        origin: Option<&DirectoryOrigin>,
    ) -> Result<PathBuf, KeyringError> {
        let name = value::text("name", &snapshot.name)?;
        let _lock = self.lock_and_reload()?;
        let path = match self.directories.iter().find(|kept| kept.name == name) {
            Some(kept) if kept.taken > snapshot.taken => {
                let file = PathBuf::from(&kept.source);
                return Err(KeyringError::OlderSnapshot {
                    file,
                    kept: kept.taken,
                    offered: snapshot.taken,
                });
            }
            Some(kept) => PathBuf::from(&kept.source),
            None => self
                .dir
                .join(DIRECTORIES)
                .join(format!("{}.toml", files::slug(&name))),
        };
        let text = directory::render(snapshot, origin);
        directory::parse(&Source::new(&path, text.as_bytes())?)?;
        files::write(&self.dir, &path, text.as_bytes())?;
        self.reload()?;
        Ok(path)
    }

    /// Keeps a certificate beside a team's file. Another one that is there stays: it may hold a
    /// revocation that this one lacks.
    fn keep_certificate(&self, record: &Path, bytes: &[u8]) -> Result<(), KeyringError> {
        let ending = if bytes.trim_ascii_start().starts_with(b"-----BEGIN") {
            "asc"
        } else {
            "pgp"
        };
        let first = record.with_extension(ending);
        let further = record.with_extension(format!("{}.{ending}", files::short_hash(bytes)));
        let path = if first.exists() && files::read(&self.dir, &first)? != bytes {
            further
        } else {
            first
        };
        files::write(&self.dir, &path, bytes)
    }

    fn reload(&mut self) -> Result<(), KeyringError> {
        *self = Self::open(&self.dir)?;
        Ok(())
    }

    /// Waits until no other process changes the directory, then reads it again. The lock ends with
    /// the returned file.
    fn lock_and_reload(&mut self) -> Result<File, KeyringError> {
        fs::create_dir_all(&self.dir).map_err(|error| KeyringError::Io {
            file: self.dir.clone(),
            error,
        })?;
        let file = self.dir.join(".lock");
        let io = |error| KeyringError::Io {
            file: file.clone(),
            error,
        };
        match fs::symlink_metadata(&file) {
            Ok(metadata) if !metadata.is_file() => {
                return Err(KeyringError::Unexpected {
                    file,
                    why: "it is no regular file",
                });
            }
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(io(error)),
            _ => {}
        }
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&file)
            .map_err(io)?;
        lock.lock().map_err(io)?;
        self.reload()?;
        Ok(lock)
    }
}

/// What stands between a record's name and the ending of a certificate beside it: nothing, or the
/// hash of a further one.
fn is_copy_mark(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .strip_prefix('.')
            .is_some_and(|hash| hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
}
