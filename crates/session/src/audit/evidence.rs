//! What verdicts rest on, kept for a while.
//!
//! Every bundle is a folder named by the SHA-256 of what was gathered and found: the same evidence,
//! night after night, is kept once.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use bonafide_model::judgement::Assessment;
use sha2::{Digest, Sha256};

use super::store;
use crate::bundle::UNFINISHED;
use crate::{AttemptWords, BundleError, Evidence, save};

/// Where evidence is kept, and for how long.
#[derive(Debug, Clone)]
pub struct Retention {
    /// The directory. Nothing in it is touched that does not have the name of a bundle.
    pub folder: PathBuf,
    /// Bundles not seen for longer are removed.
    pub age: Duration,
    /// The most bundles that are kept, those seen last.
    pub count: usize,
    /// The words in a bundle for why attempts ended as they did.
    pub words: AttemptWords,
}

impl Retention {
    /// Keeps a bundle, or renews its time where it is kept already.
    pub(crate) fn keep(
        &self,
        assessment: &Assessment,
        evidence: &Evidence,
    ) -> Result<(), BundleError> {
        let folder = self.folder.join(name(assessment, evidence));
        let renew = |folder: &Path| {
            File::open(folder.join("manifest.json"))?.set_modified(SystemTime::now())
        };
        let io = |path: &Path, error| BundleError::Io {
            path: path.display().to_string(),
            error,
        };
        if folder.exists() {
            return renew(&folder).map_err(|error| io(&folder, error));
        }
        fs::create_dir_all(&self.folder).map_err(|error| io(&self.folder, error))?;
        match save(evidence, &folder, self.words) {
            // Another thread had the same evidence, from a mirror.
            Err(_) if folder.join("manifest.json").exists() => Ok(()),
            other => other,
        }
    }

    /// Removes what is too old or too much; how many bundles that were.
    ///
    /// # Errors
    /// Where the directory cannot be read or a bundle not removed.
    pub fn prune(&self) -> std::io::Result<usize> {
        let mut bundles = Vec::new();
        for item in fs::read_dir(&self.folder)? {
            let item = item?;
            if is_left_over(&item) {
                fs::remove_dir_all(item.path())?;
                continue;
            }
            let manifest = item.path().join("manifest.json");
            if is_bundle_name(&item.file_name().to_string_lossy())
                && item.file_type()?.is_dir()
                && let Ok(seen) = fs::metadata(manifest).and_then(|manifest| manifest.modified())
            {
                bundles.push((seen, item.path()));
            }
        }
        bundles.sort();
        let oldest = SystemTime::now()
            .checked_sub(self.age)
            .unwrap_or(SystemTime::UNIX_EPOCH);
        let too_many = bundles.len().saturating_sub(self.count);
        let mut removed = 0;
        for (index, (seen, path)) in bundles.iter().enumerate() {
            if *seen < oldest || index < too_many {
                fs::remove_dir_all(path)?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

fn name(assessment: &Assessment, evidence: &Evidence) -> String {
    let dossier = &evidence.dossier;
    let mut hash = Sha256::new();
    hash.update(&dossier.subject);
    hash.update([0]);
    hash.update(store::state(&store::ended(assessment)));
    for list in [
        &dossier.signatures,
        &dossier.checksums,
        &dossier.certificates,
    ] {
        hash.update([0]);
        list.iter()
            .for_each(|artifact| hash.update(Sha256::digest(&artifact.bytes)));
    }
    format!("{:x}", hash.finalize())
}

fn is_bundle_name(name: &str) -> bool {
    name.len() == 64
        && name
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// What a run that was killed left half-written. A run that is still going on may have one too, but
/// none so old.
fn is_left_over(item: &fs::DirEntry) -> bool {
    const OLD: Duration = Duration::from_secs(86_400);
    let age = || {
        item.metadata()
            .and_then(|folder| folder.modified())
            .ok()?
            .elapsed()
            .ok()
    };
    item.file_name().to_string_lossy().starts_with(UNFINISHED)
        && item.file_type().is_ok_and(|kind| kind.is_dir())
        && age().is_some_and(|age| age > OLD)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn bundle(folder: &Path, digit: char, days_ago: u64) {
        let path = folder.join(digit.to_string().repeat(64));
        fs::create_dir_all(&path).unwrap();
        let manifest = File::create(path.join("manifest.json")).unwrap();
        manifest
            .set_modified(SystemTime::now() - Duration::from_secs(days_ago * 86_400))
            .unwrap();
    }

    fn kept(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn bundles_are_pruned_by_age_and_count_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        (0..)
            .zip(['1', '2', '3', '4', '5'])
            .for_each(|(days, digit)| bundle(&path, digit, days * 10));
        fs::create_dir(path.join("notes")).unwrap();
        let retention = |days: u64, count| Retention {
            folder: path.clone(),
            age: Duration::from_secs(days * 86_400),
            count,
            words: |why| format!("{why:?}"),
        };
        let unfinished = |name: &str, hours: u64| {
            let folder = path.join(format!("{UNFINISHED}{name}"));
            fs::create_dir(&folder).unwrap();
            File::open(&folder)
                .unwrap()
                .set_modified(SystemTime::now() - Duration::from_secs(hours * 3600))
                .unwrap();
        };
        unfinished("killed", 30);
        unfinished("running", 1);
        assert_eq!(retention(35, 100).prune().unwrap(), 1);
        assert!(!path.join(format!("{UNFINISHED}killed")).exists());
        fs::remove_dir(path.join(format!("{UNFINISHED}running"))).unwrap();
        assert_eq!(retention(35, 2).prune().unwrap(), 2);
        assert_eq!(kept(&path), 3);
        assert!(
            path.join("1".repeat(64)).exists()
                && path.join("2".repeat(64)).exists()
                && path.join("notes").exists()
        );
    }
}
