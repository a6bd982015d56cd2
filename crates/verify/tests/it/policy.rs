//! What a policy file changes, and what no policy can.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_testkit::openpgp::types::HashAlgorithm;
use bonafide_testkit::{CertSpec, at};

use common::*;

fn policy(text: &str) -> Policy {
    bonafide_verify::read_policy(text).unwrap()
}

fn under(text: &str, case: &Case) -> (Verdict, Option<Why>) {
    Case {
        policy: policy(text),
        ..case.clone()
    }
    .said()
}

const AUTHENTIC: (Verdict, Option<Why>) = (Verdict::Authentic, None);
const UNANCHORED: (Verdict, Option<Why>) = (Verdict::Unanchored, None);

#[test]
fn an_empty_policy_is_the_strict_default_and_unknown_words_are_errors() {
    assert_eq!(policy(""), Policy::default());
    for wrong in [
        "accept-anchors = ['everything']",
        "danger-accept-sha1 = true",
        "accept_anchors = []",
        "strict = 'no'",
    ] {
        assert!(bonafide_verify::read_policy(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn kinds_of_anchors_are_promoted_and_demoted() {
    let pinned = Case::honest().pin(alpha_pin());
    assert_eq!(under("", &pinned), AUTHENTIC);
    assert_eq!(
        under(
            "accept-anchors = ['expected', 'trust-root', 'directory']",
            &pinned
        ),
        UNANCHORED
    );
    assert_eq!(under("accept-anchors = []", &pinned), UNANCHORED);
    let mut corroborated = Case::at(
        Sheet::alpha(&alpha()).text(),
        "https://host.elsewhere.example/rfc2350.txt",
    );
    let signature = alpha().sign_detached(corroborated.document(), &signing());
    let wkd = web(
        OriginKind::Wkd,
        "https://alpha.example/.well-known/openpgpkey/hu/x",
    );
    corroborated = corroborated
        .signature(signature)
        .key_from(alpha().armored(), wkd);
    assert_eq!(under("", &corroborated), UNANCHORED);
    assert_eq!(under("accept-anchors = ['wkd']", &corroborated), AUTHENTIC);
    assert_eq!(
        under("accept-anchors = ['keyserver', 'history']", &corroborated),
        UNANCHORED
    );
}

#[test]
fn a_demoted_pin_still_rejects_what_contradicts_it() {
    let forged = Case::signed(Sheet::alpha(&forged()).text(), &forged()).pin(alpha_pin());
    assert_eq!(under("accept-anchors = []", &forged).0, Verdict::Rejected);
    assert_eq!(
        under("accept-anchors = ['wkd', 'keyserver', 'history']", &forged).0,
        Verdict::Rejected
    );
}

#[test]
fn sha1_bindings_are_accepted_by_name_and_document_signatures_never() {
    let option = "danger-accept-sha1-bindings = true";
    let weak = CertSpec {
        hash: HashAlgorithm::SHA1,
        ..CertSpec::new(ALPHA)
    }
    .build();
    let case = Case::signed(Sheet::alpha(&weak).text(), &weak).pin(pin(
        "Alpha CERT",
        &weak,
        "alpha.example",
    ));
    assert_eq!(under("", &case), (Verdict::Unverified, Some(Why::Weak)));
    assert_eq!(under(option, &case), AUTHENTIC);
    let text = Sheet::alpha(&weak).text();
    let signature = weak.sign_detached(text.as_bytes(), &signing().hash(HashAlgorithm::SHA1));
    let case = Case::of(text)
        .signature(signature)
        .key(weak.armored())
        .pin(pin("Alpha CERT", &weak, "alpha.example"));
    assert_eq!(under(option, &case), (Verdict::Unverified, Some(Why::Weak)));
    let unpinned = Case::signed(Sheet::alpha(&weak).text(), &weak);
    assert_eq!(
        under(option, &unpinned),
        UNANCHORED,
        "a weakening is no anchor"
    );
}

#[test]
fn the_age_of_a_directory_and_the_clocks_difference_are_settings() {
    let mut listed = Case::honest();
    listed.trust.directories = vec![directory(
        "2026-03-01",
        vec![entry("Alpha CERT", "cert@alpha.example", &alpha())],
    )];
    assert_eq!(under("directory-max-age-days = 91", &listed), UNANCHORED);
    assert_eq!(under("directory-max-age-days = 92", &listed), AUTHENTIC);
    let text = Sheet::alpha(&alpha()).text();
    let ahead = bonafide_testkit::Signing::at(at("2026-06-01T00:10:00Z"));
    let signature = alpha().sign_detached(text.as_bytes(), &ahead);
    let case = Case::of(text)
        .signature(signature)
        .key(alpha().armored())
        .pin(alpha_pin());
    assert_eq!(under("", &case).0, Verdict::Unverified);
    assert_eq!(under("clock-skew-seconds = 600", &case), AUTHENTIC);
}

#[test]
fn strict_makes_every_warning_count() {
    let sheet = Sheet {
        key_id: Some("0123456789ABCDEF".to_owned()),
        ..Sheet::alpha(&alpha())
    };
    let warned = Case::signed(sheet.text(), &alpha()).pin(alpha_pin());
    assert_eq!(under("", &warned), AUTHENTIC);
    assert_eq!(under("strict = true", &warned).0, Verdict::Unverified);
    assert_eq!(
        under("strict = true", &Case::honest().pin(alpha_pin())),
        AUTHENTIC,
        "nothing warns"
    );
}

/// As a distribution writes it for all programs, and more lenient than today's policy in places.
const SYSTEM_WIDE: &str = r#"
    [hash_algorithms]
    sha1.collision_resistance = "always"
    sha1.second_preimage_resistance = "always"
    sha256 = "always"
    sha512 = "always"
    default_disposition = "never"

    [asymmetric_algorithms]
    rsa1024 = "always"
    dsa1024 = "always"
    rsa4096 = "always"
    ed25519 = "always"
    eddsa = "always"
    default_disposition = "never"

    [packets]
    signature.v3 = "always"
"#;

const WEAK: (Verdict, Option<Why>) = (Verdict::Unverified, Some(Why::Weak));

#[test]
fn a_policy_about_algorithms_refuses_more() {
    let honest = Case::honest().pin(alpha_pin());
    assert_eq!(under(SYSTEM_WIDE, &honest), AUTHENTIC);
    for refused in [
        "[hash_algorithms]\nsha512.collision_resistance = 'never'",
        "[hash_algorithms]\nsha512 = 2026-01-01",
        "[hash_algorithms]\nsha3-512 = 'always'\ndefault_disposition = 'never'",
        "[asymmetric_algorithms]\nrsa4096 = 'always'\ndefault_disposition = 'never'",
    ] {
        assert_eq!(under(refused, &honest), WEAK, "{refused}");
    }
    let coming = under("[hash_algorithms]\nsha512 = 2026-12-01", &honest);
    assert_eq!(coming, AUTHENTIC, "not yet");
    let coming = Case {
        policy: policy("strict = true\n[hash_algorithms]\nsha512 = 2026-12-01"),
        ..honest
    }
    .assess();
    assert_eq!(
        coming.verdict,
        Verdict::Unverified,
        "a cut-off within a year is a warning: {:?}",
        coming.findings
    );
}

#[test]
fn a_policy_about_algorithms_brings_nothing_back() {
    let sha1 = Case::of(Sheet::alpha(&alpha()).text());
    let signature = alpha().sign_detached(sha1.document(), &signing().hash(HashAlgorithm::SHA1));
    let weak_hash = sha1
        .signature(signature)
        .key(alpha().armored())
        .pin(alpha_pin());
    let key = CertSpec {
        hash: HashAlgorithm::SHA1,
        ..CertSpec::new(ALPHA)
    }
    .build();
    let weak_binding =
        Case::signed(Sheet::alpha(&key).text(), &key).pin(pin("Alpha CERT", &key, "alpha.example"));
    let key = CertSpec {
        algorithm: bonafide_testkit::Algorithm::Rsa(1024),
        ..CertSpec::new(ALPHA)
    }
    .build();
    let weak_key =
        Case::signed(Sheet::alpha(&key).text(), &key).pin(pin("Alpha CERT", &key, "alpha.example"));
    for case in [weak_hash, weak_binding, weak_key] {
        assert_eq!(under("", &case), WEAK);
        assert_eq!(under(SYSTEM_WIDE, &case), WEAK);
    }
}

#[test]
fn a_policy_about_algorithms_that_is_not_understood_is_an_error_and_accepts_nothing() {
    for wrong in [
        "[hash_algorithms]\nsha9 = 'never'",
        "[hash_algorithms]\nsha512 = 'sometimes'",
        "[asymmetric_algorithms]\nrsa1024.collision_resistance = 'never'",
        "hash_algorithms = 1",
        "[hash_algorithm]\nsha512 = 'never'",
        "crypto = '[hash_algorithms]'",
        "[packets]\nsignature.v3",
    ] {
        assert!(bonafide_verify::read_policy(wrong).is_err(), "{wrong}");
    }
    let misspelt = bonafide_verify::read_policy("[hash_algorithms]\nsha9 = 'never'")
        .unwrap_err()
        .to_string();
    assert!(misspelt.contains("sha9"), "{misspelt}");
    // As an evidence bundle could hold it that somebody changed by hand.
    let honest = Case::honest().pin(alpha_pin());
    let damaged = Policy {
        crypto: Some("[hash_algorithms]\nsha9 = 'never'".to_owned()),
        ..Policy::default()
    };
    assert!(
        Case {
            policy: damaged,
            ..honest
        }
        .verdict()
            > Verdict::Unanchored
    );
}

#[test]
fn no_misprint_of_a_policy_about_algorithms_brings_anything_back() {
    let sha1 = Case::of(Sheet::alpha(&alpha()).text());
    let signature = alpha().sign_detached(sha1.document(), &signing().hash(HashAlgorithm::SHA1));
    let weak = sha1
        .signature(signature)
        .key(alpha().armored())
        .pin(alpha_pin());
    let text = SYSTEM_WIDE.trim_start();
    let mut understood = 0;
    for at in 0..text.len() {
        for misprint in ["", "\"", "[", "=", ".", "9", "\n", "{", "#"] {
            let text = format!("{}{misprint}{}", &text[..at], &text[at + 1..]);
            if let Ok(policy) = bonafide_verify::read_policy(&text) {
                understood += 1;
                assert!(
                    Case {
                        policy,
                        ..weak.clone()
                    }
                    .verdict()
                        > Verdict::Unanchored,
                    "{text}"
                );
            }
        }
    }
    assert!(
        understood > 100,
        "blank space and comments may change: {understood}"
    );
}
