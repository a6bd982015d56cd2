//! Directories that a team is about to publish.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use bonafide_testkit::recipe::Keys;
use bonafide_testkit::{Signing, TestCert, at, checksum, repository};
use serde_json::Value;
use tempfile::TempDir;

use super::{Run, run};

/// Where the directory will be.
pub const BASE: &str = "https://www.oak.example/";
/// The day of every check, after all signatures and before all keys expire.
pub const DAY: &str = "2026-11-01";

/// A staged directory.
pub struct Stage(pub TempDir);

/// The text profile of the invented CERT-OAK, with everything that a self-check asks for.
pub fn sound_text() -> String {
    let text =
        fs::read_to_string(repository().join("testdata/cases/text-signed/rfc2350.txt")).unwrap();
    let text = text.replacen("\n===", "\nTLP:CLEAR\n===", 1);
    let identification = "1.5 Document Identification\n\n    Title: CERT-OAK profile\n    Version: 1.2\n    Document Date: 2026-04-08\n    \
         Expiration: this document is valid until superseded by a later version.\n\n2. Contact Information\n";
    assert!(text.contains("2. Contact Information\n"));
    text.replacen("2. Contact Information\n", identification, 1)
}

/// A text profile as a web page.
pub fn page_of(text: &str) -> String {
    let body: String = text
        .replace('<', "&lt;")
        .lines()
        .map(|line| match line.trim() {
            "" => String::new(),
            text if text.starts_with(|c: char| c.is_ascii_digit()) => format!("<h3>{text}</h3>\n"),
            text => format!("<p>{text}</p>\n"),
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\"><title>CERT-OAK</title>\n<body><h1>CERT-OAK</h1>\n{body}"
    )
}

/// The key that signs it.
pub fn key() -> TestCert {
    Keys::load().get("oak").clone()
}

impl Stage {
    /// The text with its signature, checksum and key, where the text says that they are.
    pub fn of(text: &str) -> Self {
        let stage = Self(tempfile::tempdir().unwrap());
        stage.write("oak.asc", &key().armored());
        stage.sign(text);
        stage
    }

    /// The text as another key of the team would sign it: with that key's values in it, and with
    /// that key beside it.
    pub fn by(cert: &TestCert, how: &Signing) -> Self {
        let (old, new) = (key().fingerprint(), cert.fingerprint());
        let text = sound_text()
            .replace(&old.spaced(), &new.spaced())
            .replace(old.key_id(), new.key_id());
        let stage = Self::of(&text);
        stage.write("oak.asc", &cert.armored());
        stage.write("rfc2350.txt.asc", &cert.sign_detached(text.as_bytes(), how));
        stage
    }

    /// A sound directory.
    pub fn sound() -> Self {
        Self::of(&sound_text())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }

    /// Writes the text and everything that goes with it.
    pub fn sign(&self, text: &str) {
        self.write("rfc2350.txt", text.as_bytes());
        self.write(
            "rfc2350.txt.asc",
            &key().sign_detached(text.as_bytes(), &in_time()),
        );
        self.write(
            "rfc2350.txt.sha256",
            checksum::gnu_line(text.as_bytes(), "rfc2350.txt").as_bytes(),
        );
    }

    /// Checks it with these further arguments.
    pub fn check(&self, arguments: &[&str]) -> Run {
        let path = self.path().to_str().unwrap();
        run(&[&["selfcheck", path, "--at", DAY], arguments].concat())
    }

    /// What stands against publishing, as `check: severity`.
    pub fn open(&self, arguments: &[&str]) -> BTreeSet<String> {
        open(
            &self
                .check(&[&["--format", "json"], arguments].concat())
                .json(),
        )
    }

    /// The log for code hosts.
    pub fn sarif(&self) -> Value {
        self.check(&["--format", "sarif"]).json()
    }
}

/// Made on the day that the text prints.
pub fn in_time() -> Signing {
    Signing::at(at("2026-04-08T16:20:00Z"))
}

/// Errors and warnings that are not accepted, as `check: severity`.
pub fn open(report: &Value) -> BTreeSet<String> {
    let profiles = report["profiles"].as_array().unwrap();
    let findings = profiles
        .iter()
        .flat_map(|profile| profile["findings"].as_array().unwrap());
    let open = findings.filter(|finding| {
        matches!(finding["outcome"].as_str(), Some("fail" | "inconclusive"))
            && finding["accepted"].is_null()
            && finding["severity"] != "note"
    });
    open.map(|finding| {
        format!(
            "{}: {}",
            finding["check"].as_str().unwrap(),
            finding["severity"].as_str().unwrap()
        )
    })
    .collect()
}

/// A set for comparison.
pub fn set(items: &[&str]) -> BTreeSet<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

/// Applies every fix of the log to the text.
pub fn fixed(text: &str, log: &Value) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut done = BTreeSet::new();
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let Some(replacement) = result["fixes"][0]["artifactChanges"][0]["replacements"].get(0)
        else {
            continue;
        };
        let region = &replacement["deletedRegion"];
        let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
        let (line, start, end) = (
            number("startLine"),
            number("startColumn"),
            number("endColumn"),
        );
        if !done.insert((line, start)) {
            continue;
        }
        let chars: Vec<char> = lines[line - 1].chars().collect();
        let inserted = replacement["insertedContent"]["text"].as_str().unwrap();
        lines[line - 1] = chars[..start - 1].iter().collect::<String>()
            + inserted
            + &chars[end - 1..].iter().collect::<String>();
    }
    lines.into_iter().map(|line| line + "\n").collect()
}
