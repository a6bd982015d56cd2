//! What the Debian archive and its developers sign, where this machine has any of it: the signers
//! that are found good must be those that gpgv finds, and none once a byte is changed or the key is
//! missing.
//!
//! Signed lists lie where `apt-get update` leaves them. A list with a detached signature (`Release`
//! and `Release.gpg`) and source packages are looked for in the folder that
//! `BONAFIDE_DEBIAN_SOURCES` names, with the keyrings beside them, as `.ci/run` fetches them:
//! `apt-get source --download-only hello` and `apt-get download debian-keyring` there, then
//! `dpkg-deb -x` of the latter.

use bonafide_testkit::skip;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use bonafide_testkit::openpgp::Fingerprint;
use bonafide_testkit::openpgp::cert::raw::RawCertParser;
use bonafide_testkit::openpgp::parse::Parse;

use super::gpgv::Gpgv;
use super::*;

const LISTS: &str = "/var/lib/apt/lists";
const ARCHIVE_KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

fn sources() -> Option<PathBuf> {
    std::env::var_os("BONAFIDE_DEBIAN_SOURCES").map(PathBuf::from)
}

/// Files of a folder whose names end so.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).ok().into_iter().flatten();
    let mut all: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    all.retain(|path| path.to_string_lossy().ends_with(ending));
    all.sort();
    all
}

/// Fingerprints of primary keys whose signatures gpgv finds valid: the last word of each `VALIDSIG`
/// line.
fn valid_signers(said: &str) -> BTreeSet<String> {
    let lines = said
        .lines()
        .filter(|line| line.starts_with("[GNUPG:] VALIDSIG "));
    lines
        .filter_map(|line| Some(line.rsplit(' ').next()?.to_owned()))
        .collect()
}

/// Something signed, with the keys that may have done it.
struct Signed {
    document: Vec<u8>,
    signature: Option<Vec<u8>>,
    keys: Vec<u8>,
}

impl Signed {
    /// Judged after it was made: developers extend their keys, and the keyring has only the newest
    /// binding.
    fn signatures(&self) -> Vec<SignatureReport> {
        let mut case = Case::of(self.document.clone()).key(self.keys.clone());
        if let Some(signature) = &self.signature {
            case = case.signature(signature.clone());
        }
        let made = case
            .assess()
            .signatures
            .iter()
            .filter_map(|signature| signature.made_at)
            .max();
        case.now = made.into_iter().chain([case.now]).max().unwrap_or(case.now);
        case.assess().signatures
    }

    fn signers(&self, with: impl Fn(&SignatureReport) -> bool) -> BTreeSet<String> {
        let signatures = self.signatures();
        signatures
            .iter()
            .filter(|signature| with(signature))
            .filter_map(|s| Some(s.signer.as_ref()?.to_string()))
            .collect()
    }

    fn good_signers(&self) -> BTreeSet<String> {
        self.signers(|signature| signature.status == SignatureStatus::Good)
    }

    /// The same signers as gpgv, at least one; none after a change, and none without the keys.
    ///
    /// One difference is expected: gpgv takes keys that only SHA-1 binds, which some developers
    /// still have. They are weak here.
    #[track_caller]
    fn hold(&self, theirs: &BTreeSet<String>, what: &Path) {
        let bound_by_sha1 = |signature: &SignatureReport| {
            signature.status == SignatureStatus::Weak
                && signature.problems.contains(&SignatureProblem::WeakBinding)
        };
        let (good, weak) = (self.good_signers(), self.signers(bound_by_sha1));
        assert_eq!(
            &(&good | &weak),
            theirs,
            "{}: {:?}",
            what.display(),
            self.signatures()
        );
        assert!(good.is_disjoint(&weak), "{}", what.display());
        assert!(!theirs.is_empty(), "{}", what.display());
        for at in [self.document.len() / 3, self.document.len() / 2] {
            let mut document = self.document.clone();
            document[at] ^= 1;
            let changed = Self {
                document,
                signature: self.signature.clone(),
                keys: self.keys.clone(),
            };
            assert!(
                changed.good_signers().is_empty(),
                "{} changed at {at}",
                what.display()
            );
        }
        let keys = alpha().binary();
        let stranger = Self {
            document: self.document.clone(),
            signature: self.signature.clone(),
            keys,
        };
        let statuses: BTreeSet<_> = stranger
            .signatures()
            .iter()
            .map(|signature| signature.status)
            .collect();
        assert_eq!(
            statuses,
            [SignatureStatus::UnknownKey].into(),
            "{} without its keys",
            what.display()
        );
    }
}

#[test]
fn the_debian_archives_own_lists_have_the_signers_that_gpgv_finds() {
    let (Some(gpgv), Ok(keys)) = (Gpgv::new("archive"), std::fs::read(ARCHIVE_KEYRING)) else {
        skip(
            "no gpgv, or no keyring of the Debian archive (apt install gpgv debian-archive-keyring)",
        );
        return;
    };
    let keyring = Path::new(ARCHIVE_KEYRING);
    let mut count = 0;
    for path in files(Path::new(LISTS), "InRelease") {
        let theirs = valid_signers(&gpgv.ask(keyring, &[&path]).1);
        // Lists of other archives lie beside Debian's.
        if !theirs.is_empty() {
            Signed {
                document: std::fs::read(&path).unwrap(),
                signature: None,
                keys: keys.clone(),
            }
            .hold(&theirs, &path);
            count += 1;
        }
    }
    let detached = sources()
        .map(|folder| files(&folder, "Release.gpg"))
        .unwrap_or_default();
    for path in files(Path::new(LISTS), "_Release.gpg")
        .into_iter()
        .chain(detached)
    {
        let document = path.with_extension("");
        let theirs = valid_signers(&gpgv.ask(keyring, &[&path, &document]).1);
        if !theirs.is_empty() {
            let signature = Some(std::fs::read(&path).unwrap());
            Signed {
                document: std::fs::read(&document).unwrap(),
                signature,
                keys: keys.clone(),
            }
            .hold(&theirs, &path);
            count += 1;
        }
    }
    if count == 0 {
        skip("no signed lists of the Debian archive");
    }
}

/// The certificates of a ring that have one of these keys: the developers' ring is larger than
/// anything that is read for one team.
fn having(ring: &[u8], keys: &BTreeSet<Fingerprint>) -> Vec<u8> {
    let certs = RawCertParser::from_bytes(ring).unwrap().flatten();
    certs
        .filter(|cert| cert.keys().any(|key| keys.contains(&key.fingerprint())))
        .flat_map(|cert| cert.as_bytes().to_vec())
        .collect()
}

#[test]
fn debian_source_packages_have_the_signers_that_gpgv_finds() {
    let Some(folder) = sources() else {
        skip("BONAFIDE_DEBIAN_SOURCES names no folder with source packages of Debian");
        return;
    };
    let Some(gpgv) = Gpgv::new("sources") else {
        return;
    };
    let rings: Vec<Vec<u8>> = [
        folder.join("usr/share/keyrings"),
        PathBuf::from("/usr/share/keyrings"),
    ]
    .iter()
    .flat_map(|place| ["debian-keyring.gpg", "debian-maintainers.gpg"].map(|name| place.join(name)))
    .filter_map(|path| std::fs::read(path).ok())
    .collect();
    let packages = files(&folder, ".dsc");
    assert!(
        !packages.is_empty() && !rings.is_empty(),
        "no .dsc, or no debian-keyring.gpg in {}",
        folder.display()
    );
    for path in packages {
        let document = std::fs::read(&path).unwrap();
        let unknown = Signed {
            document: document.clone(),
            signature: None,
            keys: Vec::new(),
        };
        let stated = unknown
            .signatures()
            .into_iter()
            .filter_map(|signature| signature.signing_key);
        let stated: BTreeSet<Fingerprint> =
            stated.map(|key| key.as_str().parse().unwrap()).collect();
        let keys: Vec<u8> = rings
            .iter()
            .flat_map(|ring| having(ring, &stated))
            .collect();
        let theirs = valid_signers(&gpgv.ask(&gpgv.file("developers.gpg", &keys), &[&path]).1);
        Signed {
            document,
            signature: None,
            keys,
        }
        .hold(&theirs, &path);
    }
}
