//! `--policy`: one's own file, and a file for Sequoia.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::common;

use bonafide_testkit::profiles;

use common::{Run, bonafide};

fn under(policy: &str) -> Run {
    let team = profiles::team("tide-cert");
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("policy.toml");
    std::fs::write(&file, policy).unwrap();
    let mut command = bonafide(home.path());
    command
        .args([
            "verify",
            "--offline",
            "--no-history",
            "--at",
            "2026-11-01",
            "--format",
            "json",
            "--policy",
        ])
        .arg(&file);
    command
        .arg("--keyring")
        .arg(bonafide_testkit::repository().join("keyrings"))
        .arg(&team.document);
    Run::of(&mut command)
}

#[test]
fn a_file_for_sequoia_is_a_policy_that_refuses_more() {
    let lenient =
        under("[hash_algorithms]\nsha1 = \"always\"\nsha256 = \"always\"\nsha512 = \"always\"\n");
    assert_eq!(lenient.code, 0, "{}{}", lenient.stdout, lenient.stderr);
    let strict =
        under("[hash_algorithms]\nsha3-512 = \"always\"\ndefault_disposition = \"never\"\n");
    assert_eq!(strict.code, 20, "{}{}", strict.stdout, strict.stderr);
    assert_eq!(strict.json()["why"], "weak");
}

#[test]
fn a_misspelt_policy_is_one_sentence_and_no_verdict() {
    for (policy, said) in [
        ("[hash_algorithms]\nsha9 = \"never\"\n", "sha9"),
        ("stric = true\n", "stric"),
        ("[hash_algorithms", "policy"),
    ] {
        let run = under(policy);
        assert_eq!(run.code, 1, "{policy}: {}", run.stderr);
        assert!(
            run.stderr.contains(said) && run.stderr.contains("is not valid"),
            "{policy}: {}",
            run.stderr
        );
    }
}
