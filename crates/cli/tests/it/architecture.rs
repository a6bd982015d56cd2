//! The arrows between the crates, and which crate may use which library, held against `cargo metadata`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::{BTreeMap, BTreeSet};

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
    ("hayro-interpret", &["bonafide-layout"]),
    ("scraper", &["bonafide-layout"]),
    ("selectors", &["bonafide-layout"]),
    ("pulldown-cmark", &["bonafide-layout"]),
];

fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new().no_deps().other_options(["--offline".to_owned()]).exec().expect("cargo metadata");
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
        ARROWS.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>(),
        "a crate without arrows in this test"
    );
    for (name, allowed) in ARROWS {
        let ours = found[*name].iter().filter(|dependency| dependency.starts_with("bonafide"));
        for dependency in ours {
            assert!(allowed.contains(&dependency.as_str()), "{name} must not depend on {dependency}");
        }
    }
}

#[test]
fn weighty_libraries_stay_in_their_crate() {
    for (name, dependencies) in dependencies() {
        for (library, allowed) in RESERVED {
            assert!(!dependencies.contains(*library) || allowed.contains(&name.as_str()), "{name} must not use {library}");
        }
    }
}
