//! Vectors that come with published OpenPGP programs, each with the outcome that is expected here: nothing that must fail is
//! accepted, and whatever must pass and is declined all the same is listed with the reason. A listed difference that is none any
//! more fails too, so that the lists stay true.
//!
//! None of these files is part of this repository: they are read where cargo unpacks crates, and where a crate is not unpacked its
//! tests skip with a message. [`sqv`] says how to get its crate; that of rPGP is there, because other tests build it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

#[path = "../common/mod.rs"]
mod common;
mod sqv;

use std::path::PathBuf;

use bonafide_model::*;

use common::*;

/// Where cargo unpacked a crate, such as `sequoia-sqv-1.5.0`; `None` with a message where it did not.
fn unpacked(name: &str) -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src")).ok().into_iter().flatten();
    let found = registries.filter_map(|entry| Some(entry.ok()?.path().join(name))).find(|path| path.is_dir());
    if found.is_none() {
        let (package, version) = name.rsplit_once('-').unwrap();
        eprintln!("skipped: the source of {name} is not at hand; `cargo info {package}@{version}` unpacks it");
    }
    found
}

/// The signatures of a document as they are judged on that day with these certificates, none of which is trusted.
fn judged(document: &[u8], signature: Option<Vec<u8>>, certificates: &[u8], day: &str) -> Vec<SignatureReport> {
    let mut case = Case::of(document).key(certificates).on(day);
    if let Some(signature) = signature {
        case = case.signature(signature);
    }
    case.assess().signatures
}
