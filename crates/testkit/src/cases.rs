//! The cases of `testdata/cases/`: a subject, flags, and what a correct tool says of it at
//! [`crate::case_time`].

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bonafide_model::judgement::{CheckId, Outcome};
use serde::Deserialize;

use crate::{case_time, repository};

/// One case.
#[derive(Debug, Clone)]
pub struct Case {
    /// The folder's name: the property or defect that it shows.
    pub name: String,
    /// What it shows, in a sentence.
    pub title: String,
    /// The document.
    pub subject: PathBuf,
    /// The trust directory; without one, nothing is trusted.
    pub keyring: Option<PathBuf>,
    /// Values of `--key`.
    pub keys: Vec<PathBuf>,
    /// Values of `--signature`.
    pub signatures: Vec<PathBuf>,
    /// Value of `--checksum`.
    pub checksum: Option<PathBuf>,
    /// Value of `--expect-fingerprint`.
    pub expect_fingerprint: Option<String>,
    /// Value of `--team`.
    pub team: Option<String>,
    /// What must come out.
    pub expect: Expected,
}

/// What must come out of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The exit code.
    pub exit: i32,
    /// The document's verdict.
    pub verdict: String,
    /// The reason word; absent where the verdict has none, or where the design leaves room.
    pub why: Option<String>,
    /// The key's verdict; absent where the design leaves room.
    pub key: Option<String>,
    /// Outcomes of which each check must have at least one finding.
    #[serde(default)]
    pub findings: BTreeMap<CheckId, Word>,
}

/// An outcome by its word in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Word(pub Outcome);

impl TryFrom<String> for Word {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let all = [
            Outcome::Pass,
            Outcome::Fail,
            Outcome::Inconclusive,
            Outcome::NotApplicable,
        ];
        all.into_iter()
            .find(|outcome| outcome.as_str() == text)
            .map(Self)
            .ok_or_else(|| format!("{text:?} is no outcome"))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    title: String,
    subject: PathBuf,
    keyring: Option<PathBuf>,
    #[serde(default)]
    keys: Vec<PathBuf>,
    #[serde(default)]
    signatures: Vec<PathBuf>,
    checksum: Option<PathBuf>,
    expect_fingerprint: Option<String>,
    team: Option<String>,
    expect: Expected,
}

impl Case {
    /// The arguments after `bonafide verify` but for `--format`. A caller also has to keep the
    /// user's own keyring, history and configuration out, which are none of the case.
    #[must_use]
    pub fn arguments(&self) -> Vec<String> {
        let text = |path: &PathBuf| path.to_str().unwrap().to_owned();
        let mut arguments = vec![
            text(&self.subject),
            "--at".into(),
            case_time().to_string(),
            "--offline".into(),
            "--no-history".into(),
        ];
        let mut flag = |name: &str, value: String| arguments.extend([name.to_owned(), value]);
        self.keyring
            .iter()
            .for_each(|path| flag("--keyring", text(path)));
        self.keys.iter().for_each(|path| flag("--key", text(path)));
        self.signatures
            .iter()
            .for_each(|path| flag("--signature", text(path)));
        self.checksum
            .iter()
            .for_each(|path| flag("--checksum", text(path)));
        self.expect_fingerprint
            .iter()
            .for_each(|value| flag("--expect-fingerprint", value.clone()));
        self.team
            .iter()
            .for_each(|value| flag("--team", value.clone()));
        arguments
    }
}

/// All cases of the repository, by name.
#[must_use]
pub fn all() -> Vec<Case> {
    load(&repository().join("testdata/cases"))
}

/// All cases of a folder, by name. Paths in `case.toml` are relative to its own folder, or to the
/// repository after a leading `/`.
#[must_use]
pub fn load(folder: &Path) -> Vec<Case> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("case.toml"))
        .filter(|file| file.exists())
        .collect();
    files.sort();
    files.iter().map(|file| case(file)).collect()
}

fn case(file: &Path) -> Case {
    let record: File = toml::from_str(&fs::read_to_string(file).unwrap())
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let dir = file.parent().unwrap();
    let resolve = |path: PathBuf| match path.strip_prefix("/") {
        Ok(from_root) => repository().join(from_root),
        Err(_) => dir.join(path),
    };
    Case {
        name: dir.file_name().unwrap().to_str().unwrap().to_owned(),
        title: record.title,
        subject: resolve(record.subject),
        keyring: record.keyring.map(resolve),
        keys: record.keys.into_iter().map(resolve).collect(),
        signatures: record.signatures.into_iter().map(resolve).collect(),
        checksum: record.checksum.map(resolve),
        expect_fingerprint: record.expect_fingerprint,
        team: record.team,
        expect: record.expect,
    }
}
