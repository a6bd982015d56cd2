//! `--export-cert`: exactly the certificate that was judged, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use std::path::{Path, PathBuf};

use bonafide_testkit::openpgp::Cert;
use bonafide_testkit::openpgp::parse::Parse;
use bonafide_testkit::openpgp::types::ReasonForRevocation;
use bonafide_testkit::{CertSpec, Signing, TestCert, at};
use serde_json::Value;

use common::{Run, bonafide};

/// A signed profile in a home of its own.
struct Desk {
    home: tempfile::TempDir,
    key: TestCert,
}

impl Desk {
    fn new() -> Self {
        let desk = Self {
            home: tempfile::tempdir().unwrap(),
            key: CertSpec::new("Tide CERT <cert@tide.example>").build(),
        };
        let fingerprint = desk.key.fingerprint();
        let text = format!(
            "2.1 Name\n\nTide CERT\n\n2.7 E-mail\n\ncert@tide.example\n\n2.8 Public Keys\n\nFingerprint: {fingerprint}\n"
        );
        desk.file("profile.txt", text.as_bytes());
        desk.file(
            "profile.txt.sig",
            &desk
                .key
                .sign_detached(text.as_bytes(), &Signing::at(at("2025-06-01T00:00:00Z"))),
        );
        desk
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.home.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Verifies with these keys at hand and exports what was judged, whether or not anything
    /// confirms it.
    fn export(&self, keys: &[&Path]) -> (Run, PathBuf) {
        self.export_with(keys, &["--danger-export-unconfirmed"])
    }

    fn export_with(&self, keys: &[&Path], more: &[&str]) -> (Run, PathBuf) {
        let out = self.home.path().join("exported.asc");
        let _ = std::fs::remove_file(&out);
        let mut command = bonafide(self.home.path());
        command.args([
            "verify",
            "--offline",
            "--no-history",
            "--at",
            "2026-06-01",
            "--format",
            "json",
        ]);
        command
            .arg(self.home.path().join("profile.txt"))
            .arg("--export-cert")
            .arg(&out);
        for key in keys {
            command.arg("--key").arg(key);
        }
        command.args(more);
        (Run::of(&mut command), out)
    }
}

/// What was found of key and signature, but for where they came from.
fn found(run: &Run) -> [Value; 4] {
    let json = run.json();
    let certificate = &json["certificates"][0];
    [
        &json["verdict"],
        &json["key"]["fingerprint"],
        &certificate["expires"],
        &certificate["revoked"],
    ]
    .map(Value::clone)
}

#[test]
fn the_exported_certificate_alone_is_judged_the_same() {
    let desk = Desk::new();
    let introducer = CertSpec::new("Introducer <vouch@introducer.example>").build();
    let certified = desk.key.certified_by(
        &introducer,
        "Tide CERT <cert@tide.example>",
        at("2025-01-01T00:00:00Z"),
    );
    let retired = desk.key.revoked(
        ReasonForRevocation::KeyRetired,
        "moved",
        at("2026-01-01T00:00:00Z"),
    );
    // The decoy comes first; one copy has a stranger's signature, the other one alone knows of the
    // revocation.
    let keys = [
        desk.file(
            "decoy.pgp",
            &CertSpec::new("Decoy <cert@tide.example>").build().binary(),
        ),
        desk.file("certified.pgp", &certified.binary()),
        desk.file("retired.pgp", &retired.binary()),
    ];
    let (merged, out) = desk.export(&keys.each_ref().map(PathBuf::as_path));
    let cert = Cert::from_file(&out).unwrap();
    assert_eq!(
        cert.fingerprint().to_hex(),
        desk.key.fingerprint().to_string()
    );
    assert_eq!(
        cert.userids()
            .flat_map(|id| id.certifications().collect::<Vec<_>>())
            .count(),
        0,
        "what strangers signed"
    );
    assert_eq!(
        cert.primary_key().self_revocations().count(),
        1,
        "what one of the copies knew"
    );
    let text = std::fs::read(&out).unwrap();
    assert!(
        text.starts_with(b"-----BEGIN PGP PUBLIC KEY BLOCK-----"),
        "armored"
    );
    let (alone, again) = desk.export(&[&desk.file("alone.asc", &text)]);
    assert_eq!(found(&alone), found(&merged));
    assert_eq!(std::fs::read(again).unwrap(), text, "the same once more");
}

#[test]
fn secret_parts_are_never_exported() {
    let desk = Desk::new();
    let (run, out) = desk.export(&[&desk.file("secret.asc", &desk.key.armored_secret())]);
    assert!(out.exists(), "{}", run.stderr);
    assert!(!Cert::from_file(&out).unwrap().is_tsk());
    assert!(
        !String::from_utf8(std::fs::read(&out).unwrap())
            .unwrap()
            .contains("PRIVATE")
    );
}

#[test]
fn without_a_judged_certificate_nothing_is_written() {
    let desk = Desk::new();
    let (run, out) = desk.export(&[&desk.file(
        "decoy.pgp",
        &CertSpec::new("Decoy <cert@tide.example>").build().binary(),
    )]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("no certificate was judged"),
        "{}",
        run.stderr
    );
    assert!(!out.exists());
}

#[test]
fn a_key_that_nothing_confirms_is_exported_only_by_the_option_named_for_the_danger() {
    let desk = Desk::new();
    let (own, other) = (
        desk.key.fingerprint().to_string(),
        CertSpec::new("Other <cert@other.example>")
            .build()
            .fingerprint(),
    );
    let key = desk.file("key.pgp", &desk.key.binary());
    for (more, verdict, state) in [
        (vec![], "unanchored", "unconfirmed"),
        (
            vec!["--expect-fingerprint", &other.to_string()],
            "rejected",
            "conflicting",
        ),
    ] {
        let (run, out) = desk.export_with(&[&key], &more);
        assert_eq!(
            run.json()["verdict"],
            verdict,
            "the verdict reaches the user all the same"
        );
        assert_eq!(
            run.code,
            if verdict == "rejected" { 30 } else { 1 },
            "{}",
            run.stderr
        );
        assert!(!out.exists(), "{state}");
        let told = &run.stderr;
        assert!(
            told.contains(&format!("not written, because the key is {state}")),
            "{told}"
        );
        assert!(
            told.contains("the team") && told.contains("--danger-export-unconfirmed"),
            "a remedy: {told}"
        );
        let (run, out) = desk.export_with(
            &[&key],
            &[&more[..], &["--danger-export-unconfirmed"]].concat(),
        );
        assert!(out.exists() && run.stderr.contains(state), "{}", run.stderr);
    }
    let (run, out) = desk.export_with(&[&key], &["--accept", "unanchored"]);
    assert_eq!(
        (run.code, out.exists()),
        (1, false),
        "a verdict that is accepted confirms no key"
    );
    let (run, out) = desk.export_with(&[&key], &["--expect-fingerprint", &own]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(out.exists(), "confirmed");
}
