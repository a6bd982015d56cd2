//! The way that `docs/guide/publishing.md` tells, walked as a new user would: from a faulty text
//! and gpg to a clean result.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::fs;

use bonafide_testkit::repository;
use common::desk::Desk;
use common::staged::{key, sound_text};
use serde_json::Value;

/// The commands of the guide's shell blocks, in order.
fn steps() -> Vec<String> {
    let page = fs::read_to_string(repository().join("docs/guide/publishing.md")).unwrap();
    let mut blocks = page.split("```sh\n").skip(1);
    let mut steps = Vec::new();
    for block in blocks.by_ref() {
        steps.extend(
            block
                .split("```")
                .next()
                .unwrap()
                .lines()
                .map(str::to_owned),
        );
    }
    steps
}

/// What an author who has only the report would do to the text: the fixes, and the lines that it
/// says are missing.
fn mended(text: &str, report: &Value) -> String {
    let mut text = text.to_owned();
    for finding in report["profiles"][0]["findings"].as_array().unwrap() {
        let meant = finding["where"][0]["meant"].as_str();
        if let (Some(print), Some(meant)) = (finding["print"].as_str(), meant) {
            text = text.replace(meant, print);
        }
        let help = finding["help"].as_str().unwrap_or_default();
        match finding["check"].as_str().unwrap() {
            "tlp-is-marked" if finding["outcome"] == "fail" => {
                let word = help
                    .strip_prefix("Print ")
                    .unwrap()
                    .split(' ')
                    .next()
                    .unwrap();
                text = text.replacen("\n===", &format!("\n{word}\n==="), 1);
            }
            "validity-is-stated" if finding["outcome"] == "fail" => {
                let line = help.split('"').nth(1).unwrap();
                text = text.replacen(
                    "    Document Date",
                    &format!("    {line}\n    Document Date"),
                    1,
                );
            }
            _ => {}
        }
    }
    text
}

#[test]
fn from_a_faulty_text_and_gpg_to_a_clean_result() {
    let Some(desk) = Desk::new(None) else { return };
    let mut steps = steps().into_iter();
    let mut next = |begin: &str| {
        let step = steps.next().unwrap();
        assert!(
            step.starts_with(begin),
            "the guide says {step:?} where this test walks {begin:?}"
        );
        step
    };
    desk.must(&next("gpg --quick-gen-key"));
    desk.must(&next("gpg --armor --export"));
    desk.must(&next("gpg --fingerprint"));
    let listed = desk.must("gpg --with-colons --fingerprint cert@oak.example");
    let print = listed
        .lines()
        .find_map(|line| line.strip_prefix("fpr:::::::::"))
        .unwrap()
        .trim_end_matches(':')
        .to_owned();
    let print: bonafide_testkit::openpgp::Fingerprint = print.parse().unwrap();

    // The author prints the new fingerprint, takes the wrong half for the Key ID, and forgets two
    // lines.
    let digits = print.to_hex();
    let faulty = sound_text()
        .replace(&key().fingerprint().spaced(), &print.to_spaced_hex())
        .replace(key().fingerprint().key_id(), &digits[24..32])
        .replace("TLP:CLEAR\n", "");
    let faulty: String = faulty
        .lines()
        .filter(|line| !line.contains("Expiration"))
        .map(|line| format!("{line}\n"))
        .collect();
    let today = desk.must("date -u +%Y-%m-%d");
    let faulty = faulty.replace("2026-04-08", today.trim());
    let file = desk.0.path().join("site/rfc2350.txt");
    fs::write(&file, &faulty).unwrap();

    let check = next("bonafide selfcheck site/ --base-url");
    let first = desk.run(&check);
    assert_eq!(
        first.status.code(),
        Some(20),
        "{}",
        String::from_utf8_lossy(&first.stdout)
    );
    let report: Value =
        serde_json::from_slice(&desk.run(&format!("{check} --format json")).stdout).unwrap();
    fs::write(&file, mended(&faulty, &report)).unwrap();
    // "Stage the file as index.html": the home page that the text prints is a place of the
    // directory too.
    fs::write(
        desk.0.path().join("site/index.html"),
        "<!doctype html><title>CERT-OAK</title><p>Our profile: rfc2350.txt",
    )
    .unwrap();

    desk.must(&next("gpg --armor --detach-sign"));
    desk.must(&next("(cd site && sha256sum"));
    let again = next("bonafide selfcheck site/ --base-url");
    let told = desk.must(&again);
    assert!(
        told.starts_with("READY  site/: 1 profile, 0 errors, 0 warnings"),
        "{told}"
    );
    assert!(told.contains("good signature"), "gpg was asked: {told}");
}
