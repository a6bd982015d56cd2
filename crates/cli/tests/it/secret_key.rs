//! A secret key that lies beside a profile, whatever it is called.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use common::run;
use common::staged::{DAY, Stage, key, sound_text};

#[test]
fn a_secret_key_under_the_name_of_a_signature_or_checksum_rejects_a_document_that_is_sound_without_it()
 {
    let stage = Stage::of(&sound_text());
    let document = stage.path().join("rfc2350.txt");
    let fingerprint = key().fingerprint().to_string();
    let verify = || {
        run(&[
            "verify",
            document.to_str().unwrap(),
            "--expect-fingerprint",
            &fingerprint,
            "--at",
            DAY,
            "--format",
            "json",
        ])
    };
    assert_eq!(verify().json()["verdict"], "authentic");
    for name in ["rfc2350.txt.gpg", "rfc2350.txt.sha512"] {
        stage.write(name, &key().armored_secret());
        let told = verify();
        assert_eq!(
            (told.code, &told.json()["verdict"]),
            (30, &"rejected".into()),
            "{name}: {}",
            told.stdout
        );
        let findings = told.json()["findings"].as_array().unwrap().clone();
        let is_named = |finding: &serde_json::Value| {
            finding["check"] == "no-secret-key-is-printed" && finding["outcome"] == "fail"
        };
        assert!(findings.iter().any(is_named), "{name}");
        assert!(!told.stdout.contains("PRIVATE KEY"), "{name}");
        stage.remove(name);
    }
}
