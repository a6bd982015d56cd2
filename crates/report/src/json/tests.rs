#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::path::PathBuf;

use bonafide_model::claims::{Fingerprint, FingerprintProblem, OddCharacter, ReadError};
use serde_json::{Value, json};

use super::*;
use crate::fixture;

fn assessment(one: &model::judgement::Assessment) -> v1::Assessment {
    super::assessment(one, &Invocation::default())
}

fn value(report: &impl serde::Serialize) -> Value {
    serde_json::from_str(&to_string(report).unwrap()).unwrap()
}

fn problems(name: &str, report: &Value) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&schema(name).unwrap()).unwrap();
    validator
        .iter_errors(report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

fn schema_file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs/json")
        .join(format!("{name}.schema.json"))
}

/// `BONAFIDE_BLESS=1 cargo test -p bonafide-report` writes the files anew.
#[test]
fn the_committed_schemas_are_those_of_the_structs() {
    for name in SCHEMAS {
        let file = schema_file(name);
        let fresh = format!("{:#}\n", schema(name).unwrap());
        if std::env::var_os("BONAFIDE_BLESS").is_some() {
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(&file, &fresh).unwrap();
        }
        let committed = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(
            committed == fresh,
            "{name}: run with BONAFIDE_BLESS=1 and review the difference"
        );
    }
    assert!(schema("no-such-thing").is_none());
}

#[test]
fn what_is_printed_holds_to_the_schema() {
    let none: Vec<String> = Vec::new();
    let all = [
        fixture::authentic(),
        fixture::unanchored(),
        fixture::not_fetched(),
        fixture::hostile(),
    ];
    for one in &all[..3] {
        assert_eq!(problems("assessment-v1", &value(&assessment(one))), none);
    }
    for only_changes in [true, false] {
        assert_eq!(
            problems(
                "audit-v1",
                &value(&audit(
                    &crate::audit::fixture::report(),
                    only_changes,
                    &Invocation::default()
                ))
            ),
            none
        );
    }
    assert_eq!(
        problems(
            "assessments-v1",
            &value(&assessments(&all[..3], &Invocation::default()))
        ),
        none
    );
    assert_eq!(
        problems(
            "history-v1",
            &value(&history(&[crate::text::history::tests::remembered()]))
        ),
        none
    );
    assert_eq!(
        problems(
            "profile-v1",
            &value(&profile("a.pdf", Ok(&fixture::profile())))
        ),
        none
    );
    assert_eq!(
        problems(
            "profile-v1",
            &value(&profile("a.pdf", Err(&ReadError::Empty)))
        ),
        none
    );
}

#[test]
fn the_schema_refuses_a_missing_key_and_an_unknown_verdict() {
    let good = value(&assessment(&fixture::not_fetched()));
    for key in good.as_object().unwrap().keys() {
        let mut bad = good.clone();
        bad.as_object_mut().unwrap().remove(key);
        assert!(
            !problems("assessment-v1", &bad).is_empty(),
            "{key} is not required"
        );
    }
    let mut bad = good;
    bad["verdict"] = json!("good");
    assert!(!problems("assessment-v1", &bad).is_empty());
}

#[test]
fn keys_and_words_are_those_of_version_one() {
    let report = value(&assessment(&fixture::authentic()));
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let has = |value: &Value, wanted: &[&str]| {
        let keys = keys(value);
        assert!(
            wanted.iter().all(|key| keys.iter().any(|have| have == key)),
            "{wanted:?} in {keys:?}"
        );
    };
    has(
        &report,
        &[
            "schema",
            "subject",
            "assessed_at",
            "verdict",
            "why",
            "reason",
            "key",
            "team",
            "document",
            "claims",
            "attempts",
        ],
    );
    has(
        &report,
        &[
            "signatures",
            "certificates",
            "checksums",
            "anchors",
            "findings",
        ],
    );
    has(&report["key"], &["verdict", "fingerprint", "reason"]);
    has(&report["team"], &["name", "short_name"]);
    has(
        &report["document"],
        &["media_type", "bytes", "sha256", "origin"],
    );
    has(
        &report["document"]["origin"],
        &[
            "kind",
            "url",
            "path",
            "chain",
            "address",
            "tls",
            "registrable_domain",
        ],
    );
    let claim = [
        "value",
        "raw",
        "page",
        "line",
        "section",
        "visible",
        "hidden_by",
        "not_judged",
    ];
    for list in [
        "fingerprints",
        "key_ids",
        "user_ids",
        "emails",
        "phones",
        "urls",
        "versions",
        "dates",
    ] {
        has(&report["claims"][list][0], &claim);
    }
    has(&report["claims"]["expiry"], &claim);
    has(&report["claims"]["tlp"], &claim);
    has(
        &report["claims"]["embedded_keys"][0],
        &["repaired", "page", "line"],
    );
    has(&report["attempts"][0], &["role", "url", "result", "why"]);
    has(
        &report["signatures"][0],
        &[
            "status",
            "signer",
            "signing_key",
            "made_at",
            "hash",
            "kind",
            "problems",
            "detail",
            "origin",
        ],
    );
    has(
        &report["certificates"][0],
        &[
            "fingerprint",
            "user_ids",
            "created",
            "expires",
            "revoked",
            "origin",
        ],
    );
    has(
        &report["checksums"][0],
        &["algorithm", "expected", "observed", "status", "origin"],
    );
    has(
        &report["anchors"][0],
        &["kind", "says", "independent", "accepted", "why"],
    );
    has(
        &report["findings"][2],
        &["check", "outcome", "severity", "message", "help", "where"],
    );
    has(
        &report["findings"][2]["where"][0],
        &["page", "line", "section", "excerpt"],
    );

    assert_eq!(report["schema"], "bonafide/assessment/v1");
    assert_eq!(report["assessed_at"], "2026-11-22T08:00:00Z");
    assert_eq!(
        report["claims"]["fingerprints"][0]["value"],
        fixture::TEAM_KEY
    );
    assert_eq!(report["claims"]["dates"][0]["value"], Value::Null);
    assert_eq!(
        report["claims"]["dates"][0]["candidates"],
        json!(["2022-06-12", "2022-12-06"])
    );
    assert_eq!(report["claims"]["dates"][1]["value"], "2022-05-22");
    assert_eq!(report["claims"]["urls"][0]["role"], "signature");
    assert_eq!(
        report["document"]["origin"]["registrable_domain"],
        "m-cert.example"
    );
    assert_eq!(
        report["signatures"][0]["problems"],
        json!(["line-endings-normalised"])
    );
}

#[test]
fn without_a_document_every_key_is_there_still() {
    let full = value(&assessment(&fixture::authentic()));
    let empty = value(&assessment(&fixture::not_fetched()));
    assert!(
        full.as_object()
            .unwrap()
            .keys()
            .eq(empty.as_object().unwrap().keys())
    );
    assert!(
        full["claims"]
            .as_object()
            .unwrap()
            .keys()
            .eq(empty["claims"].as_object().unwrap().keys())
    );
    assert_eq!(empty["document"], Value::Null);
    assert_eq!(empty["claims"]["fingerprints"], json!([]));
    assert_eq!(empty["why"], "not-fetched");
}

#[test]
fn a_malformed_fingerprint_keeps_its_digits_and_a_look_alike_has_no_value() {
    let mut a = fixture::authentic();
    let mut short = fixture::fingerprint(
        "8A1EC5D2B7C0EFA49FFB31FC2485CF71",
        fixture::place(1, 1, "2.8"),
    );
    let mut odd = fixture::fingerprint(fixture::TEAM_KEY, fixture::place(1, 2, "2.8"));
    odd.value.problem = Some(FingerprintProblem::OddCharacters(vec![OddCharacter {
        found: 'А',
        looks_like: Some('A'),
        after_digits: 1,
    }]));
    let mut placeholder = fixture::fingerprint(&"1".repeat(40), fixture::place(1, 3, "2.8"));
    placeholder.value.problem = Some(FingerprintProblem::Placeholder);
    short.hidden_by = Some(bonafide_model::claims::HiddenBy::RenderMode);
    a.profile.as_mut().unwrap().claims.fingerprints = vec![short, odd, placeholder];
    let report = value(&assessment(&a));
    let printed = &report["claims"]["fingerprints"];
    assert_eq!(printed[0]["value"], "8A1EC5D2B7C0EFA49FFB31FC2485CF71");
    assert!(
        printed[0]["malformed"]
            .as_str()
            .unwrap()
            .starts_with("32 digits")
    );
    assert_eq!(
        (&printed[0]["visible"], &printed[0]["hidden_by"]),
        (&json!(false), &json!("render-mode"))
    );
    assert_eq!(printed[1]["value"], Value::Null);
    assert!(
        printed[1]["malformed"]
            .as_str()
            .unwrap()
            .contains("U+0410, which looks like A")
    );
    assert_eq!(printed[2]["value"], "1".repeat(40));
    assert!(printed[2]["malformed"].is_string());
}

#[test]
fn a_name_that_nobody_sees_is_not_the_teams() {
    let mut a = fixture::authentic();
    a.team_name.as_mut().unwrap().hidden_by = Some(bonafide_model::claims::HiddenBy::Comment);
    assert_eq!(
        value(&assessment(&a))["team"],
        json!({"name": null, "short_name": "M-CERT"})
    );
}

#[test]
fn hostile_text_comes_through_unchanged_and_harmless() {
    let a = fixture::hostile();
    let printed = to_string(&assessment(&a)).unwrap();
    assert!(
        printed
            .chars()
            .all(|c| c == '\n' || !crate::escape::draws_nothing(c))
    );
    let report: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["subject"], fixture::HOSTILE);
    assert_eq!(report["claims"]["emails"][0]["value"], fixture::HOSTILE);
    assert_eq!(report["certificates"][0]["user_ids"][0], fixture::HOSTILE);
}

#[test]
fn a_private_key_is_named_by_its_place_only() {
    let mut a = fixture::authentic();
    let secret = &mut a.profile.as_mut().unwrap().claims.secret_keys[0];
    secret.raw = "-----BEGIN PGP PRIVATE KEY BLOCK-----".to_owned();
    secret.excerpt = secret.raw.clone();
    assert!(
        !to_string(&assessment(&a))
            .unwrap()
            .contains("BEGIN PGP PRIVATE")
    );
}

#[test]
fn a_profile_lists_its_sections_and_those_that_are_missing() {
    let report = value(&profile("a.pdf", Ok(&fixture::profile())));
    assert_eq!(report["schema"], "bonafide/profile/v1");
    assert_eq!(
        report["sections"][0],
        json!({"number": "2.8", "heading": "2.8 Keys", "page": 2, "line": 8, "has_content": true})
    );
    let missing = report["missing"].as_array().unwrap();
    assert!(missing.contains(&json!("2.1")) && !missing.contains(&json!("2.8")));
    assert_eq!(report["warnings"][0]["kind"], "hidden-text");
    assert_eq!(report["warnings"][0]["hidden_by"], "color");
    let unread = value(&profile("a.pdf", Err(&ReadError::NoText)));
    assert_eq!(
        (&unread["media_type"], &unread["missing"]),
        (&Value::Null, &json!([]))
    );
    assert!(unread["error"].is_string());
}

#[test]
fn every_fingerprint_printed_is_upper_case_hexadecimal() {
    let lower: Fingerprint = fixture::TEAM_KEY.to_lowercase().parse().unwrap();
    let mut a = fixture::authentic();
    a.key.fingerprint = Some(lower);
    assert_eq!(
        value(&assessment(&a))["key"]["fingerprint"],
        fixture::TEAM_KEY
    );
}
