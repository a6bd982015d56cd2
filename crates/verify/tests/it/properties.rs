//! What no combination of artifacts and no order of them can change.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use std::sync::LazyLock;

use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_testkit::openpgp::types::ReasonForRevocation;
use bonafide_testkit::{TestCert, at, checksum};
use proptest::prelude::*;
use proptest::test_runner::Config;

use common::*;

static ALPHA_KEY: LazyLock<TestCert> = LazyLock::new(alpha);
static MALLORY_KEY: LazyLock<TestCert> = LazyLock::new(mallory);
static FORGED_KEY: LazyLock<TestCert> = LazyLock::new(forged);

/// Each test judges hundreds of real signatures.
fn config() -> Config {
    Config {
        cases: 96,
        failure_persistence: None,
        ..Config::default()
    }
}

/// Everything that an attacker may put beside a document.
fn put(case: Case, what: usize) -> Case {
    let document = case.document().to_vec();
    let certified = || MALLORY_KEY.certified_by(&FORGED_KEY, MALLORY, at("2025-01-01T00:00:00Z"));
    let wkd = "https://alpha.example/.well-known/openpgpkey/hu/x";
    let vks = "https://keys.vks.example/vks/v1/by-email/cert%40alpha.example";
    match what {
        0 => case.signature(FORGED_KEY.sign_detached(&document, &signing())),
        1 => case.signature(MALLORY_KEY.sign_detached(&document, &signing())),
        2 => case.signature(ALPHA_KEY.sign_detached(b"an advisory", &signing())),
        3 => case.signature(ALPHA_KEY.sign_inline(b"an advisory", &signing())),
        4 => case.signature(FORGED_KEY.sign_inline(&document, &signing())),
        5 => case.checksum(checksum::gnu_line(&document, "rfc2350.txt")),
        6 => {
            let sums = checksum::gnu_line(&document, "rfc2350.txt");
            let signature = FORGED_KEY.sign_detached(sums.as_bytes(), &signing());
            case.checksum(sums).signature(signature)
        }
        7 => case.key(FORGED_KEY.armored()),
        8 => case.key_from(FORGED_KEY.armored(), web(OriginKind::Wkd, wkd)),
        9 => case.key_from(FORGED_KEY.armored(), web(OriginKind::Keyserver, vks)),
        10 => case.key_from(
            FORGED_KEY.armored(),
            web(
                OriginKind::LinkedPage,
                "https://independent.example/alpha.asc",
            ),
        ),
        11 => case.key_from(FORGED_KEY.armored(), Origin::embedded()),
        12 => case.key(ALPHA_KEY.armored()),
        13 => case.key(certified().armored()),
        14 => case.key(
            ALPHA_KEY
                .revoked(
                    ReasonForRevocation::KeyRetired,
                    "",
                    at("2025-01-01T00:00:00Z"),
                )
                .armored(),
        ),
        15 => case.key_from(ALPHA_KEY.armored(), web(OriginKind::Wkd, wkd)),
        _ => case.signature(b"<html>not found</html>".to_vec()),
    }
}

/// What a document of the attacker may print.
fn document(fingerprints: usize, version: &str, email: usize) -> String {
    let (own, mallory, alpha) = (
        FORGED_KEY.fingerprint(),
        MALLORY_KEY.fingerprint(),
        ALPHA_KEY.fingerprint(),
    );
    let printed = match fingerprints {
        0 => vec![own],
        1 => vec![alpha],
        2 => vec![own, alpha],
        3 => vec![alpha, own, mallory],
        _ => vec![mallory],
    };
    let emails = [
        vec!["cert@alpha.example"],
        vec!["cert@alpha.example", "cert@other.example"],
        vec!["cert@other.example"],
        vec![],
    ];
    let sheet = Sheet {
        fingerprints: printed.iter().map(ToString::to_string).collect(),
        version: version.to_owned(),
        emails: emails[email]
            .iter()
            .map(|email| (*email).to_owned())
            .collect(),
        ..Sheet::alpha(&FORGED_KEY)
    };
    sheet.text()
}

/// Trust in which nothing vouches for a key that the attacker holds.
fn trust(which: usize) -> Trust {
    let stale = directory(
        "2024-05-01",
        vec![entry("Alpha CERT", "cert@alpha.example", &FORGED_KEY)],
    );
    let elsewhere = directory(
        "2026-05-20",
        vec![entry("Other", "cert@else.example", &FORGED_KEY)],
    );
    match which {
        0 => Trust::default(),
        1 => Trust {
            pins: vec![pin("Else CERT", &FORGED_KEY, "else.example")],
            ..Trust::default()
        },
        2 => Trust {
            directories: vec![stale, elsewhere],
            ..Trust::default()
        },
        3 => Trust {
            roots: vec![root()],
            ..Trust::default()
        },
        4 => Trust {
            pins: vec![pin("Everybody", &FORGED_KEY, "example")],
            ..Trust::default()
        },
        _ => trusts().swap_remove(0).1,
    }
}

fn kinds() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..17usize, 0..8)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn without_an_accepted_anchor_nothing_lifts_a_document_above_unanchored(
        fingerprints in 0..5usize,
        email in 0..4usize,
        beside in kinds(),
        which in 0..6usize,
    ) {
        let mut case = Case::of(document(fingerprints, "9.9", email)).trusting(trust(which));
        for what in beside {
            case = put(case, what);
        }
        let assessment = case.assess();
        prop_assert_ne!(assessment.verdict, Verdict::Authentic, "{:?}", assessment.anchors);
        prop_assert!(assessment.anchors.iter().all(|anchor| !anchor.accepted || anchor.fingerprint.as_ref() != Some(&FORGED_KEY.fingerprint())));
    }

    #[test]
    fn the_order_of_signatures_certificates_and_anchors_changes_nothing(
        fingerprints in 0..5usize,
        beside in kinds(),
        honest: bool,
        shuffle in proptest::collection::vec(any::<u32>(), 64),
    ) {
        let mut case = if honest { Case::honest() } else { Case::of(document(fingerprints, "1.2", 0)) };
        for what in beside {
            case = put(case, what);
        }
        case.trust = Trust {
            team: None,
            pins: vec![alpha_pin(), mallory_pin(), pin("Alpha CERT", &introducer(), "alpha.example"), pin("Else", &forged(), "else.example")],
            expected: Vec::new(),
            roots: vec![root()],
            directories: vec![alpha_directory(), directory("2026-05-21", vec![
                entry("Else", "cert@else.example", &forged()),
                entry("Alpha CERT", "cert@alpha.example", &alpha()),
                entry("Alpha", "help@alpha.example", &alpha()),
            ])],
        };
        let mut other = case.clone();
        permute(&mut other.dossier.signatures, &shuffle[0..16]);
        permute(&mut other.dossier.certificates, &shuffle[16..32]);
        permute(&mut other.dossier.checksums, &shuffle[32..40]);
        permute(&mut other.trust.pins, &shuffle[40..48]);
        permute(&mut other.trust.directories, &shuffle[48..52]);
        for directory in &mut other.trust.directories {
            permute(&mut directory.entries, &shuffle[52..64]);
        }
        let (one, other) = (case.assess(), other.assess());
        prop_assert_eq!((one.verdict, one.why, &one.leaf, &one.key), (other.verdict, other.why, &other.leaf, &other.key));
        // What a finding lists, such as places in the order in which they were asked, may stand in
        // another order.
        prop_assert_eq!(sorted(&outcomes(&one)), sorted(&outcomes(&other)));
        prop_assert_eq!(sorted(&one.anchors), sorted(&other.anchors));
        prop_assert_eq!(sorted(&one.signatures), sorted(&other.signatures));
    }
}

fn outcomes(assessment: &Assessment) -> Vec<(CheckId, Outcome, Severity)> {
    assessment
        .findings
        .iter()
        .map(|finding| (finding.check, finding.outcome, finding.severity))
        .collect()
}

fn permute<T>(list: &mut [T], keys: &[u32]) {
    for (index, key) in (1..list.len()).zip(keys) {
        list.swap(index, *key as usize % (index + 1));
    }
}

fn sorted<T: std::fmt::Debug>(list: &[T]) -> Vec<String> {
    let mut all: Vec<String> = list.iter().map(|one| format!("{one:?}")).collect();
    all.sort();
    all
}
