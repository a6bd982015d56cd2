//! GnuPG's verifier, which leaves policy and mostly also revocation and expiry to its caller.

use bonafide_testkit::{skip, skip_here};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::*;

/// The versions whose answers are listed: others may answer otherwise.
const LISTED_FOR: &str = "gpgv (GnuPG) 2.2.";

/// Where gpgv accepts and we do not, or the other way round, and why.
const DIVERGENCES: &[(&str, &str)] = &[
    (
        "SHA-1",
        "GnuPG 2.2 refuses only MD5; a collision of SHA-1 costs little, so one signature can stand for two documents",
    ),
    (
        "RIPEMD-160",
        "GnuPG 2.2 refuses only MD5; the hash is as short as SHA-1 and no standard names it any more",
    ),
    (
        "SHA-1 bindings",
        "GnuPG 2.2 takes them; we say that the binding is weak, unless policy accepts it by name",
    ),
    (
        "expired since",
        "gpgv exits with success and leaves the key's life to its caller (EXPKEYSIG)",
    ),
    (
        "expired before",
        "the same, although the key was dead when it signed",
    ),
    (
        "compromised",
        "gpgv exits with success and leaves revocations to its caller (REVKEYSIG)",
    ),
    ("revoked without reason", "the same"),
    ("retired", "the same"),
    (
        "cleartext, text before",
        "gpgv verifies the signed part and says nothing of what stands around it",
    ),
    ("cleartext, text after", "the same"),
];

/// A folder that gpgv works in.
pub struct Gpgv(PathBuf);

impl Gpgv {
    /// A folder to work in; `None` with a message where this gpgv is missing.
    pub fn new(name: &str) -> Option<Self> {
        let version = Command::new("gpgv")
            .arg("--version")
            .stderr(Stdio::null())
            .output()
            .ok();
        let version = version
            .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
            .unwrap_or_default();
        let Some(first) = version.lines().next() else {
            skip("gpgv is not installed (apt install gpgv)");
            return None;
        };
        if !version.starts_with(LISTED_FOR) {
            skip_here(&format!(
                "gpgv's answers are listed for {LISTED_FOR}x, and this is {first:?}"
            ));
            return None;
        }
        let folder =
            std::env::temp_dir().join(format!("bonafide-oracle-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Some(Self(folder))
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Whether it exits with success, and what it says.
    pub fn ask(&self, keyring: &Path, files: &[&Path]) -> (bool, String) {
        let output = Command::new("gpgv")
            .arg("--homedir")
            .arg(&self.0)
            .args(["--status-fd", "1", "--keyring"])
            .arg(keyring)
            .args(files)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    }
}

impl Drop for Gpgv {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_difference_to_gpgv_is_listed_with_its_reason() {
    let Some(gpgv) = Gpgv::new("cases") else {
        return;
    };
    compare(DIVERGENCES, |question| {
        let keyring = gpgv.file("keys.gpg", &question.certificate);
        let document = gpgv.file("document", &question.document);
        let signature = question
            .signature
            .as_ref()
            .map(|signature| gpgv.file("signature", signature));
        let files: Vec<&Path> = signature
            .iter()
            .chain([&document])
            .map(PathBuf::as_path)
            .collect();
        gpgv.ask(&keyring, &files).0
    });
}
