//! Certificates that come with the OpenPGP crate itself, where its source is at hand; its
//! signatures are held in `tests/it/published`.

use bonafide_testkit::skip;
use std::path::PathBuf;

use super::*;

/// The test data in the source of the OpenPGP crate, as cargo unpacked it.
fn vectors() -> Option<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .other_options(["--offline".to_owned()])
        .exec()
        .ok()?;
    let package = metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == "sequoia-openpgp")?;
    let data = package
        .manifest_path
        .parent()?
        .join("tests/data")
        .into_std_path_buf();
    data.is_dir().then_some(data)
}

#[test]
fn back_signatures_that_are_weak_or_expired_bind_nothing() {
    let Some(data) = vectors() else {
        skip("the source of the OpenPGP crate is not at hand");
        return;
    };
    for name in [
        "keys/peter-sha1-backsig.pgp",
        "keys/peter-expired-backsig.pgp",
    ] {
        let certificate = std::fs::read(data.join(name)).unwrap();
        let facts = facts(&dossier(DOCUMENT, &[], &[certificate]), "2026-06-01");
        let signing: Vec<_> = facts.certificates[0]
            .subkeys
            .iter()
            .filter(|subkey| subkey.signs)
            .collect();
        assert!(
            signing
                .iter()
                .all(|subkey| subkey.usable != crate::facts::Told::Yes),
            "{name}: {signing:?}"
        );
        assert!(!facts.certificates[0].subkeys.is_empty(), "{name}");
    }
}
