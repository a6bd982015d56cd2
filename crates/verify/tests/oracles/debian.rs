//! What the Debian archive signs, where this machine has any of it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::gpgv::Gpgv;
use super::*;

const KEYRING: &str = "/usr/share/keyrings/debian-archive-keyring.gpg";

/// Signed lists of the Debian archive, where this machine has any.
fn archive() -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir("/var/lib/apt/lists") else { return Vec::new() };
    let mut all: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    all.retain(|path| path.to_string_lossy().ends_with("InRelease"));
    all.sort();
    all
}

/// Fingerprints of primary keys whose signatures gpgv finds valid: the last word of each `VALIDSIG` line.
fn valid_signers(said: &str) -> BTreeSet<String> {
    let lines = said.lines().filter(|line| line.starts_with("[GNUPG:] VALIDSIG "));
    lines.filter_map(|line| Some(line.rsplit(' ').next()?.to_owned())).collect()
}

#[test]
fn the_debian_archives_own_lists_have_the_signers_that_gpgv_finds() {
    let (Some(gpgv), Ok(keys)) = (Gpgv::new("archive"), std::fs::read(KEYRING)) else {
        eprintln!("skipped: no gpgv, or no keyring of the Debian archive");
        return;
    };
    let lists = archive();
    if lists.is_empty() {
        eprintln!("skipped: no signed lists of the Debian archive");
    }
    for path in lists {
        let bytes = std::fs::read(&path).unwrap();
        let (_, said) = gpgv.ask(Path::new(KEYRING), &[&path]);
        let assess = |bytes: Vec<u8>| {
            let mut case = Case::of(bytes).key(keys.clone());
            // Judged when it was made, so that the keys' lives since then change nothing.
            let made = case.assess().signatures.iter().filter_map(|signature| signature.made_at).max();
            case.now = made.unwrap_or(case.now);
            case.assess().signatures
        };
        let good = |signatures: &[SignatureReport]| -> BTreeSet<String> {
            let good = signatures.iter().filter(|signature| signature.status == SignatureStatus::Good);
            good.filter_map(|signature| Some(signature.signer.as_ref()?.to_string())).collect()
        };
        let signatures = assess(bytes.clone());
        assert_eq!(good(&signatures), valid_signers(&said), "{}: {signatures:?}", path.display());
        let mut changed = bytes;
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        assert!(good(&assess(changed)).is_empty(), "{} changed", path.display());
    }
}
