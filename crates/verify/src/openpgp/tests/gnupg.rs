//! GnuPG as a second implementation: what it makes must be read here as it is meant.

use bonafide_testkit::skip;
use std::path::Path;
use std::process::{Command, Stdio};

use super::*;
use crate::facts::{Coverage, Told};

/// A key made by GnuPG in a home of its own; `None` with a message where GnuPG is missing.
struct Gnupg(std::path::PathBuf);

impl Gnupg {
    fn new() -> Option<Self> {
        let version = Command::new("gpg")
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if !version.is_ok_and(|status| status.success()) {
            skip("gpg is not installed (apt install gnupg)");
            return None;
        }
        let home = std::env::temp_dir().join(format!(
            "bonafide-gpg-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        ));
        let _ = std::fs::remove_dir_all(&home);
        std::fs::create_dir_all(&home).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&home, std::os::unix::fs::PermissionsExt::from_mode(0o700))
            .unwrap();
        let gnupg = Self(home);
        gnupg.run(
            "20200101T120000",
            &[
                "--quick-gen-key",
                USER_ID,
                "ed25519",
                "sign,cert",
                "seconds=100000000",
            ],
        );
        std::fs::write(gnupg.0.join("profile.txt"), DOCUMENT).unwrap();
        Some(gnupg)
    }

    fn run(&self, time: &str, arguments: &[&str]) -> Vec<u8> {
        let output = Command::new("gpg")
            .arg("--homedir")
            .arg(&self.0)
            .args([
                "--batch",
                "--quiet",
                "--yes",
                "--no-tty",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
            ])
            .args(["--faked-system-time", &format!("{time}!")])
            .args(arguments)
            .current_dir(&self.0)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "gpg {arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        output.stdout
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Gnupg {
    fn drop(&mut self) {
        let _ = Command::new("gpgconf")
            .arg("--homedir")
            .arg(self.path())
            .args(["--kill", "all"])
            .status();
        let _ = std::fs::remove_dir_all(self.path());
    }
}

#[test]
fn what_gnupg_signs_is_good_here() {
    let Some(gnupg) = Gnupg::new() else { return };
    let made = "20220522T120000";
    let certificate = gnupg.run(made, &["--export"]);
    let judge = |signature: Vec<u8>| {
        one(facts(
            &dossier(DOCUMENT, &[signature], std::slice::from_ref(&certificate)),
            "2022-06-01",
        ))
    };
    for arguments in [
        &["--output", "-", "--detach-sign"][..],
        &["--output", "-", "--armor", "--detach-sign"],
    ] {
        let facts = judge(gnupg.run(made, &[arguments, &["profile.txt"]].concat()));
        assert_eq!(
            (facts.report.status, facts.covers),
            (SignatureStatus::Good, Coverage::Document),
            "{:?}",
            facts.report.cause
        );
        assert_eq!(facts.report.problems, []);
    }
    let text = judge(gnupg.run(
        made,
        &[
            "--output",
            "-",
            "--textmode",
            "--detach-sign",
            "profile.txt",
        ],
    ));
    assert_eq!(
        (text.report.status, text.report.problems),
        (
            SignatureStatus::Good,
            vec![SignatureProblem::LineEndingsNormalised]
        )
    );
    for (arguments, kind) in [
        (
            &["--output", "-", "--clear-sign", "profile.txt"][..],
            SignatureKind::Cleartext,
        ),
        (
            &["--output", "-", "--armor", "--sign", "profile.txt"],
            SignatureKind::Inline,
        ),
        (
            &[
                "--output",
                "-",
                "--compress-algo",
                "none",
                "--sign",
                "profile.txt",
            ],
            SignatureKind::Inline,
        ),
    ] {
        let facts = judge(gnupg.run(made, arguments));
        assert_eq!(
            (facts.report.status, facts.report.kind, facts.covers),
            (SignatureStatus::Good, kind, Coverage::EqualCopy)
        );
    }
}

#[test]
fn a_key_that_gnupg_extended_keeps_what_it_signed_before() {
    let Some(gnupg) = Gnupg::new() else { return };
    let signature = gnupg.run(
        "20220522T120000",
        &["--output", "-", "--detach-sign", "profile.txt"],
    );
    let fingerprint = crate::openpgp::certificates(&gnupg.run("20220522T120000", &["--export"]))
        .unwrap()[0]
        .0
        .clone();
    gnupg.run(
        "20221201T120000",
        &[
            "--quick-set-expire",
            fingerprint.as_str(),
            "seconds=300000000",
        ],
    );
    let export = gnupg.run(
        "20221201T120000",
        &["--export-options", "export-minimal", "--export"],
    );
    let facts = facts(&dossier(DOCUMENT, &[signature], &[export]), "2026-06-01");
    let report = &facts.signatures[0].report;
    assert_eq!(
        (report.status, report.problems.as_slice()),
        (
            SignatureStatus::Good,
            &[SignatureProblem::BindingMadeLater][..]
        )
    );
    assert_eq!(facts.certificates[0].live, Told::Yes);
}

#[test]
fn a_subkey_that_gnupg_extended_keeps_its_consent() {
    let Some(gnupg) = Gnupg::new() else { return };
    let start = "20200101T120000";
    let fingerprint = crate::openpgp::certificates(&gnupg.run(start, &["--export"])).unwrap()[0]
        .0
        .clone();
    gnupg.run(
        start,
        &[
            "--quick-add-key",
            fingerprint.as_str(),
            "ed25519",
            "sign",
            "seconds=100000000",
        ],
    );
    let signature = gnupg.run(
        "20220522T120000",
        &["--output", "-", "--detach-sign", "profile.txt"],
    );
    gnupg.run(
        "20221201T120000",
        &[
            "--quick-set-expire",
            fingerprint.as_str(),
            "seconds=300000000",
        ],
    );
    gnupg.run(
        "20221201T120000",
        &[
            "--quick-set-expire",
            fingerprint.as_str(),
            "seconds=300000000",
            "*",
        ],
    );
    let export = gnupg.run(
        "20221201T120000",
        &["--export-options", "export-minimal", "--export"],
    );
    let report = one(facts(
        &dossier(DOCUMENT, &[signature], &[export]),
        "2026-06-01",
    ))
    .report;
    assert_ne!(report.signing_key, report.signer, "made by the subkey");
    assert_eq!(
        (report.status, report.problems.as_slice()),
        (
            SignatureStatus::Good,
            &[SignatureProblem::BindingMadeLater][..]
        )
    );
}
