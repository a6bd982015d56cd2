//! The arrows between the crates, and which crate may use which library, held against `cargo
//! metadata`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Who may depend on whom, without development dependencies.
const ARROWS: &[(&str, &[&str])] = &[
    ("bonafide-model", &[]),
    ("bonafide-cleartext", &[]),
    ("bonafide-layout", &["bonafide-cleartext", "bonafide-model"]),
    ("bonafide-profile", &["bonafide-layout", "bonafide-model"]),
    ("bonafide-reader", &["bonafide-model", "bonafide-profile"]),
    ("bonafide-verify", &["bonafide-cleartext", "bonafide-model"]),
    ("bonafide-fetch", &["bonafide-model"]),
    ("bonafide-keyring", &["bonafide-model"]),
    ("bonafide-history", &["bonafide-model"]),
    ("bonafide-report", &["bonafide-model"]),
    (
        "bonafide-session",
        &[
            "bonafide-fetch",
            "bonafide-history",
            "bonafide-keyring",
            "bonafide-model",
            "bonafide-profile",
            "bonafide-reader",
            "bonafide-verify",
        ],
    ),
    ("bonafide", &["bonafide-report", "bonafide-session"]),
    ("bonafide-testkit", &["bonafide-model"]),
];

/// Which crates alone may use a library.
const RESERVED: &[(&str, &[&str])] = &[
    ("sequoia-openpgp", &["bonafide-verify", "bonafide-testkit"]),
    ("sequoia-policy-config", &["bonafide-verify"]),
    // Tests of verify ask it the same questions; no crate rests on it.
    ("pgp", &[]),
    ("reqwest", &["bonafide-fetch"]),
    ("tokio", &["bonafide-fetch"]),
    ("rusqlite", &["bonafide-history"]),
    ("clap", &["bonafide"]),
    ("anyhow", &["bonafide"]),
    ("hayro", &["bonafide-layout"]),
    ("hayro-interpret", &["bonafide-layout"]),
    ("scraper", &["bonafide-layout"]),
    ("selectors", &["bonafide-layout"]),
    ("pulldown-cmark", &["bonafide-layout"]),
];

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new()
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .expect("cargo metadata");
    metadata
        .packages
        .iter()
        .map(|package| {
            let names = package
                .dependencies
                .iter()
                .filter(|dependency| dependency.kind == DependencyKind::Normal)
                .map(|dependency| dependency.name.clone())
                .collect();
            (package.name.to_string(), names)
        })
        .collect()
}

#[test]
fn arrows_between_crates_point_one_way() {
    let found = dependencies();
    assert_eq!(
        found.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        ARROWS
            .iter()
            .map(|(name, _)| *name)
            .collect::<BTreeSet<_>>(),
        "a crate without arrows in this test"
    );
    for (name, allowed) in ARROWS {
        let ours = found[*name]
            .iter()
            .filter(|dependency| dependency.starts_with("bonafide"));
        for dependency in ours {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{name} must not depend on {dependency}"
            );
        }
    }
}

#[test]
fn weighty_libraries_stay_in_their_crate() {
    for (name, dependencies) in dependencies() {
        for (library, allowed) in RESERVED {
            assert!(
                !dependencies.contains(*library) || allowed.contains(&name.as_str()),
                "{name} must not use {library}"
            );
        }
    }
}

/// Every Rust file below a folder, as one text.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let text = |path: std::path::PathBuf| match path.extension() {
        _ if path.is_dir() && !path.ends_with("target") => sources(&path),
        Some(extension) if extension == "rs" => fs::read_to_string(path).unwrap(),
        _ => String::new(),
    };
    entries.map(text).collect()
}

/// Whether a name stands alone in a text, and not inside of another one.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let (before, after) = (
            text[..at].chars().next_back(),
            text[at + word.len()..].chars().next(),
        );
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[test]
fn every_dependency_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let benches = sources(&root.join("benches"));
    let metadata = MetadataCommand::new()
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .expect("cargo metadata");
    for package in &metadata.packages {
        let source = sources(package.manifest_path.parent().unwrap().as_std_path());
        for dependency in &package.dependencies {
            let name = dependency
                .rename
                .as_ref()
                .unwrap_or(&dependency.name)
                .replace('-', "_");
            let is_used = has_word(&source, &name)
                || dependency.kind == DependencyKind::Development && has_word(&benches, &name);
            assert!(is_used, "{} does not use {name}", package.name);
        }
    }
}

#[test]
fn the_oldest_rust_that_is_promised_is_the_one_that_is_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let quoted = |file: &str, key: &str| {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let line = text
            .lines()
            .find(|line| line.starts_with(key))
            .unwrap()
            .to_owned();
        line.split('"').nth(1).unwrap().to_owned()
    };
    let (promised, tested) = (
        quoted("Cargo.toml", "rust-version"),
        quoted("rust-toolchain.toml", "channel"),
    );
    assert!(
        tested == promised || tested.starts_with(&format!("{promised}.")),
        "{promised} is promised, {tested} is tested"
    );
}
