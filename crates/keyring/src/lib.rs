//! The curated trust directory: which keys, roots and directories the user has reason to believe,
//! as files that can be reviewed.
//!
//! ```text
//! partners/<slug>.toml     the confirmed keys of one team, with who confirmed them, when and how
//! partners/<slug>*.asc     their certificates: material, not trust
//! roots/<name>.toml        a trust root: the fingerprint by which it was chosen, who, when, how
//! roots/<name>.asc         its certificate
//! directories/<name>.toml  a snapshot of a directory of teams, with the day it was taken
//! ```
//!
//! Nothing is read leniently: an unknown key, a broken file or a file that belongs to nothing is an
//! error with its name and line, because a pin that is silently ignored turns "the key was
//! replaced" into "nothing is known". Certificates stay opaque here.

mod compare;
mod directory;
mod error;
mod files;
mod format;
pub mod import;
mod partner;
mod record;
mod root;
mod update;
mod value;

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bonafide_model::evidence::{Artifact, DirectorySnapshot, Origin, OriginKind, Pin, Trust};
use etcetera::BaseStrategy;

pub use compare::directory_changes;
pub use directory::DirectoryOrigin;
pub use error::{KeyringError, Problem};
pub use files::{MAX_FILE, slug};
pub use partner::{NewPin, comparable, ensure_scope};
pub use root::RootRecord;

use files::{Entry, Kind};
use partner::Partner;
use record::Source;

const PARTNERS: &str = "partners";
const ROOTS: &str = "roots";
const DIRECTORIES: &str = "directories";

/// A trust directory that was read as a whole.
#[derive(Debug, Clone)]
pub struct Keyring {
    dir: PathBuf,
    partners: Vec<Partner>,
    pins: Vec<Pin>,
    certificates: Vec<Artifact>,
    roots: Vec<RootRecord>,
    directories: Vec<DirectorySnapshot>,
    origins: Vec<DirectoryOrigin>,
}

impl Keyring {
    /// Reads the trust directory that the user named.
    ///
    /// # Errors
    /// Where it is missing, or anything in it is broken.
    pub fn open(dir: &Path) -> Result<Self, KeyringError> {
        if !exists(dir)? {
            return Err(KeyringError::Missing(dir.to_owned()));
        }
        Self::read(dir)
    }

    /// Reads a trust directory that may still have to be created by the first change.
    ///
    /// # Errors
    /// Where anything in it is broken.
    pub fn open_or_empty(dir: &Path) -> Result<Self, KeyringError> {
        if exists(dir)? {
            Self::read(dir)
        } else {
            Ok(Self::empty(dir))
        }
    }

    /// Reads the user's own trust directory ([`default_dir`]); one that is missing knows nothing.
    ///
    /// # Errors
    /// Where anything in it is broken.
    pub fn open_default() -> Result<Self, KeyringError> {
        Self::open_or_empty(&default_dir()?)
    }

    /// Its path as given.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// All pins, by file and in the order of the file.
    #[must_use]
    pub fn pins(&self) -> &[Pin] {
        &self.pins
    }

    /// All trust roots with the record of how they were chosen.
    #[must_use]
    pub fn roots(&self) -> &[RootRecord] {
        &self.roots
    }

    /// All directory snapshots.
    #[must_use]
    pub fn directories(&self) -> &[DirectorySnapshot] {
        &self.directories
    }

    /// Where those snapshots were fetched that came from a URL.
    #[must_use]
    pub fn origins(&self) -> &[DirectoryOrigin] {
        &self.origins
    }

    /// The pins of one team; case and white space of the name do not matter.
    #[must_use]
    pub fn pins_of(&self, team: &str) -> &[Pin] {
        self.partner_of(team)
            .map_or(&[], |partner| partner.pins.as_slice())
    }

    /// What the verifier is to trust. It names no team and no expected fingerprint: these come from
    /// the command line.
    #[must_use]
    pub fn trust(&self) -> Trust {
        Trust {
            pins: self.pins.clone(),
            roots: self
                .roots
                .iter()
                .map(|record| record.root.clone())
                .collect(),
            directories: self.directories.clone(),
            ..Trust::default()
        }
    }

    /// The certificates kept beside pins. They are material like any other, not trusted for where
    /// they lie.
    #[must_use]
    pub fn certificates(&self) -> Vec<Artifact> {
        self.certificates.clone()
    }

    fn partner_of(&self, team: &str) -> Option<&Partner> {
        let wanted = partner::comparable(team);
        self.partners
            .iter()
            .find(|partner| partner::comparable(&partner.team) == wanted)
    }

    fn empty(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
            partners: Vec::new(),
            pins: Vec::new(),
            certificates: Vec::new(),
            roots: Vec::new(),
            directories: Vec::new(),
            origins: Vec::new(),
        }
    }

    fn read(dir: &Path) -> Result<Self, KeyringError> {
        check_top(dir)?;
        let mut keyring = Self::empty(dir);
        keyring.read_partners()?;
        keyring.read_roots()?;
        keyring.read_directories()?;
        Ok(keyring)
    }

    fn read_partners(&mut self) -> Result<(), KeyringError> {
        let mut teams: HashMap<String, PathBuf> = HashMap::new();
        for entry in files::list(&self.dir, PARTNERS)? {
            let bytes = files::read(&self.dir, &entry.path)?;
            if entry.kind == Kind::Certificate {
                let origin = Origin::file(OriginKind::Keyring, entry.path.display().to_string());
                self.certificates.push(Artifact {
                    bytes,
                    origin,
                    declared_type: None,
                });
                continue;
            }
            let partner = partner::parse(&Source::new(&entry.path, &bytes)?)?;
            if let Some(one) = teams.insert(partner::comparable(&partner.team), entry.path.clone())
            {
                return Err(KeyringError::TeamTwice {
                    team: partner.team,
                    one,
                    other: entry.path,
                });
            }
            self.pins.extend(partner.pins.iter().cloned());
            self.partners.push(partner);
        }
        Ok(())
    }

    fn read_roots(&mut self) -> Result<(), KeyringError> {
        let (records, certificates): (Vec<Entry>, Vec<Entry>) = files::list(&self.dir, ROOTS)?
            .into_iter()
            .partition(|entry| entry.kind == Kind::Record);
        for entry in &certificates {
            if !records.iter().any(|record| record.stem == entry.stem) {
                return Err(KeyringError::Unexpected {
                    file: entry.path.clone(),
                    why: "no .toml file of the same name says why it is a trust root",
                });
            }
        }
        for record in records {
            let mut beside = certificates
                .iter()
                .filter(|entry| entry.stem == record.stem);
            let certificate = match (beside.next(), beside.next()) {
                (Some(entry), None) => entry,
                (None, _) => {
                    return Err(KeyringError::RootCertificate {
                        file: record.path,
                        why: "its certificate is missing",
                    });
                }
                (Some(_), Some(_)) => {
                    return Err(KeyringError::RootCertificate {
                        file: record.path,
                        why: "it has two certificates",
                    });
                }
            };
            let bytes = files::read(&self.dir, &record.path)?;
            let certificate = (
                certificate.path.display().to_string(),
                files::read(&self.dir, &certificate.path)?,
            );
            self.roots.push(root::parse(
                &Source::new(&record.path, &bytes)?,
                &record.stem,
                certificate,
            )?);
        }
        Ok(())
    }

    fn read_directories(&mut self) -> Result<(), KeyringError> {
        for entry in files::list(&self.dir, DIRECTORIES)? {
            if entry.kind == Kind::Certificate {
                return Err(KeyringError::Unexpected {
                    file: entry.path,
                    why: "a directory snapshot is a .toml file",
                });
            }
            let bytes = files::read(&self.dir, &entry.path)?;
            let (snapshot, origin) = directory::parse(&Source::new(&entry.path, &bytes)?)?;
            self.directories.push(snapshot);
            self.origins.extend(origin);
        }
        Ok(())
    }
}

/// Whether a team of that name is known by a pin or listed in a snapshot of a directory; case and
/// white space do not matter. It says nothing of what vouches for the team.
#[must_use]
pub fn knows(trust: &Trust, team: &str) -> bool {
    let wanted = partner::comparable(team);
    let is_it = |name: &String| partner::comparable(name) == wanted;
    let lists = trust.directories.iter().flat_map(|list| &list.entries);
    trust.pins.iter().any(|pin| is_it(&pin.team))
        || lists.into_iter().any(|entry| entry.names.iter().any(is_it))
}

/// The user's own trust directory by the platform's convention, such as
/// `~/.local/share/bonafide/keyring` (XDG Base Directory Specification, `XDG_DATA_HOME`).
///
/// # Errors
/// Where the system does not know the user's home.
pub fn default_dir() -> Result<PathBuf, KeyringError> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| KeyringError::NoDataDirectory)?;
    Ok(strategy.data_dir().join("bonafide").join("keyring"))
}

fn exists(dir: &Path) -> Result<bool, KeyringError> {
    match fs::metadata(dir) {
        Ok(metadata) if metadata.is_dir() => Ok(true),
        Ok(_) => Err(KeyringError::NotADirectory(dir.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(KeyringError::Io {
            file: dir.to_owned(),
            error,
        }),
    }
}

/// Refuses trust files at the top, where they would have no effect, and a directory that is none of
/// ours.
fn check_top(dir: &Path) -> Result<(), KeyringError> {
    let io = |error| KeyringError::Io {
        file: dir.to_owned(),
        error,
    };
    let mut has_content = false;
    let mut has_folder = false;
    for found in fs::read_dir(dir).map_err(io)? {
        let name = found.map_err(io)?.file_name();
        let name = name.to_string_lossy();
        if files::is_left_out(&name) {
            continue;
        }
        has_content = true;
        has_folder |= [PARTNERS, ROOTS, DIRECTORIES].contains(&name.as_ref());
        if [".toml", ".asc", ".pgp"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            let why = "it has no effect here; pins belong into partners/, trust roots into roots/, snapshots into directories/";
            return Err(KeyringError::Unexpected {
                file: dir.join(name.as_ref()),
                why,
            });
        }
    }
    if has_content && !has_folder {
        let why = "it has no partners/, roots/ or directories/, so it is no trust directory; check the path";
        return Err(KeyringError::Unexpected {
            file: dir.to_owned(),
            why,
        });
    }
    Ok(())
}
