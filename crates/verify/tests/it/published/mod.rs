//! Vectors that come with published OpenPGP programs, each with the outcome that is expected here:
//! nothing that must fail is accepted, and whatever must pass and is declined all the same is
//! listed with the reason. A listed difference that is none any more fails too, so that the lists
//! stay true.
//!
//! None of these files is part of this repository: they are read where cargo unpacks crates, and
//! where a crate is not unpacked its tests skip with a message. sequoia-openpgp and rPGP are there
//! wherever this is built; no crate here depends on sequoia-sqv and sequoia-wot.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

mod collision;
use crate::common;
mod rpgp;
mod sequoia;
mod sqv;
mod wot;

use bonafide_testkit::skip;
use std::path::{Path, PathBuf};

use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use common::*;

/// Where cargo unpacked a crate, such as `sequoia-sqv-1.5.0`; `None` with a message where it did
/// not.
fn unpacked(name: &str) -> Option<PathBuf> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))?;
    let registries = std::fs::read_dir(home.join("registry/src"))
        .ok()
        .into_iter()
        .flatten();
    let found = registries
        .filter_map(|entry| Some(entry.ok()?.path().join(name)))
        .find(|path| path.is_dir());
    if found.is_none() {
        let (package, version) = name.rsplit_once('-').unwrap();
        skip(&format!(
            "the source of {name} is not at hand; `cargo info {package}@{version}` unpacks it"
        ));
    }
    found
}

/// The tests of a crate that this one depends on, in the version that is built; `None` with a
/// message where they are not at hand.
fn tests_of(name: &str) -> Option<PathBuf> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .other_options(["--offline".to_owned()])
        .exec()
        .ok();
    let packages = metadata
        .map(|metadata| metadata.packages)
        .unwrap_or_default();
    let package = packages
        .iter()
        .find(|package| package.name.as_str() == name);
    let tests = package.and_then(|package| {
        Some(
            package
                .manifest_path
                .parent()?
                .join("tests")
                .into_std_path_buf(),
        )
    });
    let found = tests.filter(|tests| tests.is_dir());
    if found.is_none() {
        skip(&format!("the source of {name} is not at hand"));
    }
    found
}

/// The signatures of a document as they are judged on that day with these certificates, none of
/// which is trusted.
fn judged(
    document: &[u8],
    signature: Option<Vec<u8>>,
    certificates: &[Vec<u8>],
    day: &str,
) -> Vec<SignatureReport> {
    let mut case = certificates
        .iter()
        .fold(Case::of(document).on(day), |case, certificate| {
            case.key(certificate.as_slice())
        });
    if let Some(signature) = signature {
        case = case.signature(signature);
    }
    case.assess().signatures
}

/// What the published program makes of a vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Must {
    Pass,
    Fail,
}

/// What is signed.
#[derive(Debug, Clone, Copy)]
enum Signed {
    /// This file.
    File(&'static str),
    /// These bytes, which the program's tests have in their code.
    Bytes(&'static [u8]),
}

/// What is signed (a signed text itself has no signature beside it), the signature, certificates,
/// the day of judging, what must come out, and what does: the status of each signature.
type Vector = (
    Signed,
    Option<&'static str>,
    &'static [&'static str],
    &'static str,
    Must,
    &'static [SignatureStatus],
);

/// A good signature over all that is shown. One that leaves text outside is good over its own part,
/// and never makes a good verdict.
fn covers(signature: &SignatureReport) -> bool {
    let partial = [
        SignatureProblem::TextOutside,
        SignatureProblem::OtherContent,
    ];
    signature.status == SignatureStatus::Good
        && !partial
            .iter()
            .any(|problem| signature.problems.contains(problem))
}

/// Judges all of them. What must fail is never accepted, and exactly the listed ones (name and
/// reason) are declined although they must pass.
#[track_caller]
fn all_come_out_as_listed(data: &Path, vectors: &[Vector], listed: &[(&str, &str)]) {
    let read = |name: &str| {
        std::fs::read(data.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let mut declined = Vec::new();
    let mut wrong = Vec::new();
    for (signed, signature, keys, day, must, expected) in vectors {
        let (name, document) = match signed {
            Signed::File(name) => (*name, read(name)),
            Signed::Bytes(bytes) => ("bytes", bytes.to_vec()),
        };
        let name = signature.unwrap_or(name);
        let signatures = judged(
            &document,
            signature.map(read),
            &keys.iter().map(|name| read(name)).collect::<Vec<_>>(),
            day,
        );
        let seen: Vec<SignatureStatus> = signatures
            .iter()
            .map(|signature| signature.status)
            .collect();
        let accepted = signatures.iter().any(covers);
        if seen != *expected || (accepted && *must == Must::Fail) {
            wrong.push(format!(
                "{name} on {day} is {seen:?}, {must:?}: {signatures:#?}"
            ));
        }
        if !accepted && *must == Must::Pass {
            declined.push(name);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let listed: Vec<&str> = listed.iter().map(|(name, _)| *name).collect();
    assert_eq!(declined, listed, "declined, and listed as declined");
}

/// Holds that every file below a folder that is a signature stands in the table, unless its name
/// begins with one of these.
#[track_caller]
fn all_signatures_are_listed(data: &Path, vectors: &[Vector], but: &[&str]) {
    use bonafide_verify::Kind::{CleartextSigned, DetachedSignature, InlineSigned};
    let mut folders = Vec::from([data.to_owned()]);
    let mut unlisted = Vec::new();
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let kind = bonafide_verify::classify(&std::fs::read(&path).unwrap());
            let name = path
                .strip_prefix(data)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let is_listed = |vector: &Vector| {
                vector.1 == Some(name.as_str())
                    || matches!(vector.0, Signed::File(file) if file == name && vector.1.is_none())
            };
            let is_signature = matches!(kind, DetachedSignature | CleartextSigned | InlineSigned);
            if is_signature
                && !vectors.iter().any(is_listed)
                && !but.iter().any(|prefix| name.starts_with(prefix))
            {
                unlisted.push(name);
            }
        }
    }
    unlisted.sort();
    assert!(unlisted.is_empty(), "not listed: {unlisted:?}");
}
