//! The commands that the help prints about a key, run by gpg as they are printed: what they are for
//! is mended.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::fs;

use bonafide_testkit::{CertSpec, Signing, at};
use common::desk::Desk;
use common::staged::{BASE, DAY, Stage, open, set};
use serde_json::Value;

/// A key, what it deserves, and what is left when every command was run.
type Case = (
    &'static str,
    fn() -> CertSpec,
    &'static [&'static str],
    &'static [&'static str],
);

const CASES: &[Case] = &[
    (
        "expired as a whole",
        || CertSpec {
            expires: Some(at("2026-10-01T00:00:00Z")),
            ..oak()
        },
        &[
            "gpg-users-can-verify: error",
            "key-is-live: error",
            "key-stays-valid: error",
        ],
        &[],
    ),
    (
        "about to expire",
        || CertSpec {
            expires: Some(at("2026-12-20T00:00:00Z")),
            ..oak()
        },
        &["key-stays-valid: warning"],
        &[],
    ),
    (
        "without a key to encrypt to",
        || CertSpec {
            encryption_subkey: false,
            ..oak()
        },
        &["key-can-encrypt: warning"],
        &[],
    ),
    // gpg keeps only the newest binding of a subkey, which is told then.
    (
        "with a signing subkey that expired",
        || CertSpec {
            signing_subkey: true,
            signing_subkey_expires: Some(at("2026-10-01T00:00:00Z")),
            ..oak()
        },
        &[
            "gpg-users-can-verify: error",
            "key-can-sign: error",
            "key-is-live: error",
            "key-stays-valid: error",
        ],
        &["older-signatures-stay-verifiable: warning"],
    ),
];

#[test]
fn what_the_printed_commands_are_for_is_mended_by_them() {
    for (name, spec, deserved, left) in CASES {
        let Some(desk) = Desk::new(Some("20261030")) else {
            return;
        };
        let cert = spec().build();
        let stage = Stage::by(&cert, &Signing::at(at("2026-04-08T16:20:00Z")));
        stage.remove("rfc2350.txt.sha256");
        fs::remove_dir(desk.site()).unwrap();
        fs::rename(stage.path(), desk.site()).unwrap();
        fs::write(desk.0.path().join("secret.asc"), cert.armored_secret()).unwrap();
        desk.must("gpg --import secret.asc");
        desk.must("rm secret.asc");
        let check = || -> Value {
            let run = desk.run(&format!("bonafide selfcheck site --at {DAY} --format json"));
            serde_json::from_slice(&run.stdout).unwrap()
        };
        let first = check();
        assert_eq!(open(&first), set(deserved), "{name}");
        let profile = &first["profiles"][0];
        assert_eq!(profile["base_url"], BASE);
        for finding in profile["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["help"].is_string())
        {
            if let Some(command) = finding["severity"]
                .as_str()
                .filter(|one| *one != "note")
                .and(command(finding))
            {
                desk.must(command);
            }
        }
        for command in profile["after_changes"].as_array().unwrap() {
            desk.must(command.as_str().unwrap());
        }
        assert_eq!(open(&check()), set(left), "{name}");
    }
}

/// The first command of the help; some findings are mended by those of others.
fn command(finding: &Value) -> Option<&str> {
    let help = finding["help"].as_str().unwrap();
    let start = help.find(": gpg ")? + 2;
    help[start..].split(". ").next()
}

fn oak() -> CertSpec {
    CertSpec::new("CERT-OAK <cert@oak.example>")
}
