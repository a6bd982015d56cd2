//! A directory that is about to be published, checked as a stranger will find it.

mod baseline;
mod error;
mod evidence;
mod gnupg;
mod live;
mod place;
mod spots;
mod tree;

use std::path::{Path, PathBuf};

use bonafide_model::claims::Profile;
use bonafide_model::evidence::{Artifact, Origin, OriginKind, Twin};
use bonafide_model::publishing::{CheckedProfile, SelfcheckReport, Staging};
use bonafide_reader::Hint;
use bonafide_verify::{Publication, check_publication};

use crate::file;
use crate::source::{Local, SourceError, file_limit, read_file};
use crate::{Session, Source};
pub use baseline::{Baseline, BaselineError};
pub use error::SelfcheckError;
use tree::{StagedFile, Tree};

/// The most documents that are read: a site with more of them is checked profile by profile.
const MAX_DOCUMENTS: usize = 64;

/// What is to be checked.
#[derive(Debug, Clone)]
pub struct Request {
    /// The directory, or one document with what lies beside it.
    pub path: PathBuf,
    /// Keys that the team gave: its real ones.
    pub keys: Vec<Source>,
    /// Where the directory will be on the web.
    pub base_url: Option<String>,
    /// Whether places outside of the directory are asked.
    pub live: bool,
}

/// A document of the tree that is a profile.
struct Candidate<'a> {
    file: &'a StagedFile,
    bytes: Vec<u8>,
    reading: bonafide_reader::Reading,
}

impl Candidate<'_> {
    fn profile(&self) -> Option<&Profile> {
        self.reading.result.as_ref().ok()
    }
}

impl Session {
    /// Checks every profile of the directory.
    ///
    /// # Errors
    /// Where the directory, or something that the user named, cannot be read, or holds no profile.
    /// Everything else is a finding.
    pub fn selfcheck(&self, request: &Request) -> Result<SelfcheckReport, SelfcheckError> {
        let base = request.base_url.as_deref().map(place::base).transpose()?;
        let (tree, named) = stage(&request.path)?;
        let (candidates, left_out) = self.candidates(&tree, named.as_deref(), &request.path)?;
        let keys = evidence::named_keys(&request.keys, self)?;
        let dangers = evidence::dangers(&tree);
        let mut profiles = Vec::new();
        for candidate in candidates
            .iter()
            .filter(|one| named.as_deref().is_none_or(|named| one.file.path == named))
        {
            let twins = twins(candidate, &candidates);
            let others: Vec<&Profile> = candidates
                .iter()
                .filter(|other| other.file.path != candidate.file.path)
                .filter_map(Candidate::profile)
                .collect();
            let gathering = evidence::Collector {
                session: self,
                tree: &tree,
                keys: &keys,
                others: &others,
                dangers: &dangers,
                request,
            };
            let (dossier, trust, staging) = gathering.gather(candidate, base.clone(), twins);
            let Publication {
                assessment,
                findings,
                verifiers,
            } = check_publication(&dossier, &staging, &trust, &self.policy, self.now);
            let advice = spots::point(findings, &dossier, &staging);
            let Staging {
                path,
                base_url,
                urls,
                ..
            } = staging;
            profiles.push(CheckedProfile {
                path,
                base_url,
                assessment,
                advice,
                verifiers,
                urls,
            });
        }
        let subject = request.path.display().to_string();
        Ok(SelfcheckReport {
            subject,
            checked_at: self.now,
            live: request.live,
            profiles,
            unused: Vec::new(),
            left_out,
        })
    }

    /// The documents of the tree that are profiles, and how many documents were not read. The one
    /// that the user named is, whatever it holds; so is the only document.
    fn candidates<'t>(
        &self,
        tree: &'t Tree,
        named: Option<&str>,
        path: &Path,
    ) -> Result<(Vec<Candidate<'t>>, usize), SelfcheckError> {
        let all = tree.documents();
        let count = all.len();
        // Of a whole site only what may be a profile is read.
        let likely = if count > MAX_DOCUMENTS {
            all.into_iter()
                .filter(|file| tree::may_be_profile(file))
                .collect()
        } else {
            all
        };
        let documents: Vec<&StagedFile> = match named.and_then(|named| tree.file(named)) {
            // Whatever its ending: the user says that it is one.
            Some(file) => std::iter::once(file)
                .chain(likely.into_iter().filter(|other| other.path != file.path))
                .collect(),
            None => likely,
        };
        if documents.len() > MAX_DOCUMENTS && named.is_none() {
            return Err(SelfcheckError::TooManyDocuments {
                path: path.display().to_string(),
                limit: MAX_DOCUMENTS,
            });
        }
        let left_out = if named.is_none() {
            count.saturating_sub(documents.len())
        } else {
            0
        };
        let only = documents.len() == 1;
        let mut found = Vec::new();
        for file in documents.into_iter().take(MAX_DOCUMENTS) {
            let artifact = match read_file(&file.full, OriginKind::Flag)? {
                Local::Whole(artifact) => artifact,
                // Told where it is what the user means; a large file beside a profile is none of
                // its business.
                Local::TooLarge(bytes) if only || named == Some(file.path.as_str()) => {
                    let path = file.full.display().to_string();
                    return Err(SourceError::TooLarge {
                        path,
                        bytes,
                        limit: file_limit(),
                    }
                    .into());
                }
                Local::TooLarge(_) => continue,
            };
            let hint = Hint {
                file_name: file.path.rsplit('/').next().map(str::to_owned),
                ..Hint::default()
            };
            let reading = self.reader.read(&artifact.bytes, &hint);
            let is_profile = reading.result.as_ref().is_ok_and(is_profile);
            if only || is_profile || named == Some(file.path.as_str()) {
                found.push(Candidate {
                    file,
                    bytes: artifact.bytes,
                    reading,
                });
            }
        }
        if found.is_empty() {
            return Err(SelfcheckError::NoProfile {
                path: path.display().to_string(),
            });
        }
        found.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        Ok((found, left_out))
    }
}

/// The tree, and the document in it that the user named, if it is one.
fn stage(path: &Path) -> Result<(Tree, Option<String>), SelfcheckError> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(SelfcheckError::missing(path));
        }
        Err(error) => {
            return Err(SelfcheckError::Unreadable {
                path: path.display().to_string(),
                error,
            });
        }
    };
    if metadata.is_dir() {
        return Ok((Tree::of(path, true)?, None));
    }
    if let Err(error) = file::size(&metadata) {
        return Err(SourceError::of(path.display().to_string(), error).into());
    }
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let tree = Tree::of(folder, false)?;
    match tree.file(&name) {
        Some(_) => Ok((tree, Some(name))),
        // Hidden, or a link that leads out of its directory.
        None => Err(SelfcheckError::LeftOut {
            path: path.display().to_string(),
        }),
    }
}

/// Sections of the outline that make a document a profile; landing pages and keys have none.
const MIN_SECTIONS: usize = 5;

fn is_profile(profile: &Profile) -> bool {
    let sections = profile
        .sections
        .iter()
        .filter(|section| section.number.is_some())
        .count();
    sections >= MIN_SECTIONS || (sections >= 2 && !profile.claims.fingerprints.is_empty())
}

/// Other editions of the same profile: those that print a name, a key or an address that this one
/// prints.
fn twins(own: &Candidate, all: &[Candidate]) -> Vec<Twin> {
    let Some(profile) = own.profile() else {
        return Vec::new();
    };
    let others = all.iter().filter(|other| other.file.path != own.file.path);
    let same = others
        .filter_map(|other| Some((other, other.profile()?)))
        .filter(|(_, other)| are_editions(profile, other));
    let twin = |other: &Candidate, profile: &Profile| Twin {
        place: other.file.path.clone(),
        document: Some(Artifact {
            bytes: other.bytes.clone(),
            origin: Origin::file(OriginKind::Sidecar, other.file.path.clone()),
            declared_type: None,
        }),
        reading: Some(Ok(profile.clone())),
    };
    same.map(|(other, profile)| twin(other, profile)).collect()
}

fn are_editions(one: &Profile, other: &Profile) -> bool {
    let short = |profile: &Profile| {
        profile
            .team_short_name
            .as_ref()
            .map(|name| name.value.to_lowercase())
    };
    let same_name = short(one).is_some() && short(one) == short(other);
    let keys = |profile: &Profile| -> Vec<_> {
        profile
            .claims
            .fingerprints
            .iter()
            .filter_map(|claim| claim.value.fingerprint.clone())
            .collect()
    };
    let same_key = keys(one).iter().any(|key| keys(other).contains(key));
    let domains = |profile: &Profile| -> Vec<String> {
        profile
            .claims
            .emails
            .iter()
            .filter_map(|claim| Some(claim.value.address.split_once('@')?.1.to_owned()))
            .collect()
    };
    same_name
        || same_key
        || domains(one)
            .iter()
            .any(|domain| domains(other).contains(domain))
}
