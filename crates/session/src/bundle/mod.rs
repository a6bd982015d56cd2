//! The evidence bundle: everything an assessment was made from, so that it can be made again.
//!
//! A bundle is a folder: `manifest.json` and one file per artifact under `artifacts/`, named by
//! SHA-256, as they came, so that other tools can be run on them. It is complete, not
//! authenticated: whoever can write to it can change it.

mod evidence;
mod mirror;
mod v1;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use bonafide_model::claims::{Profile, ReadError};
use bonafide_model::evidence::{Artifact, AttemptWhy, Dossier};
use bonafide_model::system_error;
use bonafide_verify::Kind;
use sha2::{Digest, Sha256};

use crate::file::{self, FileError};
use mirror::Mirror;
use v1::Manifest;

pub use evidence::{Evidence, Response};

/// Why a bundle could not be written or read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BundleError {
    /// There is something already.
    #[error("{0}: exists already; name a new folder for the evidence")]
    Exists(String),
    /// Secret key material is among what was gathered.
    #[error(
        "{0}: not written, because {1} holds a private key, which is never stored; tell the team"
    )]
    Secret(String, String),
    /// The file system refuses.
    #[error("{path}: {}", system_error(error))]
    Io {
        /// The path.
        path: String,
        /// The reason.
        error: std::io::Error,
    },
    /// Not a bundle, or damaged.
    #[error("{path}: not a sound evidence bundle ({why})")]
    Damaged {
        /// The path.
        path: String,
        /// What is wrong.
        why: BundleDamage,
    },
}

/// What is wrong with a bundle.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BundleDamage {
    /// Something else than a folder.
    #[error("it is no folder; name the folder that `verify --evidence` wrote")]
    NotAFolder,
    /// Another format.
    #[error("its schema is {0:?}, not {SCHEMA:?}")]
    Schema(String),
    /// The list of artifacts is too long or too short.
    #[error("the list of artifacts is not complete")]
    Incomplete,
    /// An artifact's name is no SHA-256.
    #[error("an artifact has no proper name")]
    BadName,
    /// An artifact has other bytes than its name says.
    #[error("artifact {0} was changed")]
    Changed(String),
    /// Its manifest cannot be written or read.
    #[error(transparent)]
    Manifest(#[from] serde_json::Error),
    /// One of its files cannot be taken.
    #[error(transparent)]
    File(FileError),
}

/// The names of folders that are not whole yet begin so.
pub(crate) const UNFINISHED: &str = ".bonafide-evidence-";

const SCHEMA: &str = "bonafide/evidence/v1";

/// No manifest is larger: claims are capped by the reader.
const MAX_MANIFEST: u64 = 256 << 20;

/// No artifact is larger: what is gathered is capped below that.
const MAX_ARTIFACT: u64 = 80 << 20;

/// Says in words why an attempt ended as it did.
pub type AttemptWords = fn(&AttemptWhy) -> String;

/// Writes the bundle: all of it, or nothing. It holds why each attempt ended as it did in `words`,
/// which stay readable whatever the program calls its causes later.
///
/// # Errors
/// When `folder` exists or cannot be written, and when something that was gathered holds a private
/// key.
pub fn save(evidence: &Evidence, folder: &Path, words: AttemptWords) -> Result<(), BundleError> {
    let io = |path: &Path| {
        let path = path.display().to_string();
        move |error| BundleError::Io { path, error }
    };
    if folder.symlink_metadata().is_ok() {
        return Err(BundleError::Exists(folder.display().to_string()));
    }
    if let Some(place) = secret(&evidence.dossier) {
        return Err(BundleError::Secret(folder.display().to_string(), place));
    }
    let parent = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let work = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .tempdir_in(parent)
        .map_err(io(parent))?;
    let artifacts = work.path().join("artifacts");
    fs::create_dir(&artifacts).map_err(io(&artifacts))?;
    let mut evidence = evidence.clone();
    for attempt in &mut evidence.dossier.attempts {
        attempt.why = AttemptWhy::Told(words(&attempt.why));
    }
    let mut names = Vec::new();
    let mut contents: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for artifact in evidence.artifacts() {
        let name = hex(&artifact.bytes);
        names.push(name.clone());
        contents.insert(name, std::mem::take(&mut artifact.bytes));
    }
    for (name, bytes) in &contents {
        write(&artifacts.join(name), bytes)?;
    }
    let manifest = Manifest {
        schema: SCHEMA.to_owned(),
        artifacts: names,
        evidence: Mirror::of(evidence),
    };
    let json = serde_json::to_vec_pretty(&manifest).map_err(|error| BundleError::Damaged {
        path: folder.display().to_string(),
        why: error.into(),
    })?;
    write(&work.path().join("manifest.json"), &json)?;
    fs::rename(work.path(), folder).map_err(io(folder))?;
    // It has its final name now; the guard must not remove it.
    let _ = work.keep();
    Ok(())
}

/// Reads a bundle and checks every artifact against its name.
///
/// # Errors
/// When it is not a whole bundle.
pub fn load(folder: &Path) -> Result<Evidence, BundleError> {
    let damaged = |why: BundleDamage| BundleError::Damaged {
        path: folder.display().to_string(),
        why,
    };
    if !fs::metadata(folder)
        .map_err(|error| BundleError::Io {
            path: folder.display().to_string(),
            error,
        })?
        .is_dir()
    {
        return Err(damaged(BundleDamage::NotAFolder));
    }
    let path = folder.join("manifest.json");
    let json = read(&path, MAX_MANIFEST)?;
    let manifest: Manifest =
        serde_json::from_slice(&json).map_err(|error| damaged(error.into()))?;
    if manifest.schema != SCHEMA {
        return Err(damaged(BundleDamage::Schema(manifest.schema)));
    }
    let mut evidence: Evidence = manifest.evidence.back();
    if evidence.artifacts().count() != manifest.artifacts.len() {
        return Err(damaged(BundleDamage::Incomplete));
    }
    for (artifact, name) in evidence.artifacts().zip(&manifest.artifacts) {
        if name.len() != 64 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(damaged(BundleDamage::BadName));
        }
        artifact.bytes = read(&folder.join("artifacts").join(name), MAX_ARTIFACT)?;
        if hex(&artifact.bytes) != *name {
            return Err(damaged(BundleDamage::Changed(name.clone())));
        }
    }
    Ok(evidence)
}

/// Where a private key stands, if one does.
fn secret(dossier: &Dossier) -> Option<String> {
    let is_secret =
        |artifact: &&Artifact| bonafide_verify::classify(&artifact.bytes) == Kind::SecretKey;
    let prints = |reading: &Option<Result<Profile, ReadError>>| {
        reading
            .iter()
            .flatten()
            .any(|profile| !profile.claims.secret_keys.is_empty())
    };
    let twins = dossier
        .twins
        .iter()
        .map(|twin| (&twin.document, &twin.reading));
    let mut editions = std::iter::once((&dossier.document, &dossier.reading)).chain(twins);
    let edition = editions.find_map(|(document, reading)| {
        document
            .as_ref()
            .filter(|document| prints(reading) || is_secret(document))
    });
    let captured = dossier.captures.iter().find_map(|capture| {
        Some(&capture.artifact).filter(|one| prints(&capture.reading) || is_secret(one))
    });
    let mut others = dossier
        .signatures
        .iter()
        .chain(&dossier.checksums)
        .chain(&dossier.certificates)
        .chain(&dossier.statements);
    edition
        .or(captured)
        .or_else(|| others.find(is_secret))
        .map(|artifact| artifact.origin.display())
}

fn hex(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

fn write(path: &PathBuf, bytes: &[u8]) -> Result<(), BundleError> {
    fs::File::create_new(path)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(|error| BundleError::Io {
            path: path.display().to_string(),
            error,
        })
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, BundleError> {
    file::read(path, limit).map_err(|error| match error {
        FileError::Io(error) => BundleError::Io {
            path: path.display().to_string(),
            error,
        },
        other => BundleError::Damaged {
            path: path.display().to_string(),
            why: BundleDamage::File(other),
        },
    })
}
