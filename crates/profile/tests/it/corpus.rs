//! The documents of `testdata/typeset`: the same profiles by many producers. No fingerprint may be
//! lost, hardly anything else, and nothing in them is hidden, for they are honest.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use bonafide_model::claims::{Claim, HiddenBy, PrintedUrl, Profile, ReadWarningKind};
use bonafide_profile::{Hint, read};
use serde::Deserialize;

/// What one document prints; the names are compared by `testdata/survey.py`.
#[derive(Deserialize)]
struct Facts {
    fingerprints: Vec<String>,
    key_ids: Vec<String>,
    emails: Vec<String>,
    phones: Vec<String>,
    urls: Vec<String>,
}

/// Fewer documents than these are not the corpus.
const AT_LEAST: usize = 42;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/typeset")
}

/// Every document by name, with what it prints.
fn corpus() -> Vec<(String, Profile, &'static Facts)> {
    let facts: BTreeMap<String, Facts> =
        toml::from_str(&std::fs::read_to_string(folder().join("facts.toml")).unwrap()).unwrap();
    let facts: &'static BTreeMap<String, Facts> = Box::leak(Box::new(facts));
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| name.ends_with(".pdf"));
    names.sort();
    assert!(names.len() >= AT_LEAST, "only {} documents", names.len());
    names
        .into_iter()
        .map(|name| {
            let profile = read(
                &std::fs::read(folder().join(&name)).unwrap(),
                &Hint::default(),
            );
            let team = name.split("--").next().unwrap();
            let facts = facts
                .get(team)
                .unwrap_or_else(|| panic!("no facts about {team}"));
            (
                name.clone(),
                profile.unwrap_or_else(|error| panic!("{name}: {error}")),
                facts,
            )
        })
        .collect()
}

/// What a person sees, each value once.
fn seen<T>(claims: &[Claim<T>], value: impl Fn(&T) -> String) -> BTreeSet<String> {
    claims
        .iter()
        .filter(|claim| claim.is_visible())
        .map(|claim| value(&claim.value))
        .collect()
}

/// Each URL with its other readings: where a row ended in it, only a request tells a hyphen or
/// space of its own from one of the typesetter's. A URL counts also where only the target of a link
/// says it in full: that is where a reader's click leads.
fn urls(profile: &Profile) -> Vec<Vec<String>> {
    let told = |claim: &&Claim<PrintedUrl>| claim.can_be_followed();
    let readings = |url: &PrintedUrl| {
        std::iter::once(&url.url)
            .chain(&url.alternatives)
            .cloned()
            .collect()
    };
    profile
        .claims
        .urls
        .iter()
        .filter(told)
        .map(|claim| readings(&claim.value))
        .collect()
}

#[test]
fn no_fingerprint_is_lost_and_hardly_any_other_claim() {
    let (mut wanted, mut missed, mut lost) = (0usize, Vec::new(), Vec::new());
    for (name, profile, facts) in corpus() {
        let claims = &profile.claims;
        let fingerprints = seen(&claims.fingerprints, |value| value.digits.clone());
        let expected: BTreeSet<String> = facts.fingerprints.iter().cloned().collect();
        if fingerprints != expected {
            lost.push(format!("{name}: {fingerprints:?}"));
        }
        for (kind, expected, found) in [
            (
                "Key ID",
                &facts.key_ids,
                seen(&claims.key_ids, |value| value.digits.clone()),
            ),
            (
                "e-mail",
                &facts.emails,
                seen(&claims.emails, |value| value.address.clone()),
            ),
            (
                "phone",
                &facts.phones,
                seen(&claims.phones, |value| value.number.clone()),
            ),
            (
                "URL",
                &facts.urls,
                urls(&profile).into_iter().flatten().collect(),
            ),
        ] {
            wanted += expected.len();
            let absent = expected.iter().filter(|value| !found.contains(*value));
            missed.extend(
                absent.map(|value| format!("{name}: {kind} {value} is not among {found:?}")),
            );
        }
    }
    println!(
        "{} of {wanted} other claims missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
    assert!(
        lost.is_empty(),
        "fingerprints lost, or found where there are none:\n{}",
        lost.join("\n")
    );
    assert!(
        missed.len() * 100 <= wanted,
        "{} of {wanted} other claims missed:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

#[test]
fn nothing_is_made_up() {
    let mut surplus = Vec::new();
    for (name, profile, facts) in corpus() {
        let claims = &profile.claims;
        for (kind, expected, found) in [
            (
                "Key ID",
                &facts.key_ids,
                seen(&claims.key_ids, |value| value.digits.clone()),
            ),
            (
                "e-mail",
                &facts.emails,
                seen(&claims.emails, |value| value.address.clone()),
            ),
            (
                "phone",
                &facts.phones,
                seen(&claims.phones, |value| value.number.clone()),
            ),
        ] {
            surplus.extend(
                found
                    .iter()
                    .filter(|value| !expected.contains(value))
                    .map(|value| format!("{name}: {kind} {value}")),
            );
        }
        let mut others = urls(&profile);
        others.retain(|readings| !readings.iter().any(|url| facts.urls.contains(url)));
        surplus.extend(
            others
                .iter()
                .map(|readings| format!("{name}: URL {readings:?}")),
        );
    }
    assert!(surplus.is_empty(), "{}", surplus.join("\n"));
}

#[test]
fn honest_documents_raise_no_alarm() {
    let mut alarms = Vec::new();
    for (name, profile, _) in corpus() {
        let claims = &profile.claims;
        let mut hidden: Vec<(String, Option<HiddenBy>)> = Vec::new();
        hidden.extend(
            claims
                .fingerprints
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        hidden.extend(
            claims
                .key_ids
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        hidden.extend(
            claims
                .user_ids
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        hidden.extend(
            claims
                .emails
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        hidden.extend(
            claims
                .phones
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        hidden.extend(
            claims
                .urls
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        hidden.extend(
            claims
                .versions
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        hidden.extend(
            claims
                .dates
                .iter()
                .map(|claim| (claim.raw.clone(), claim.hidden_by)),
        );
        // The target of a link and the title in the metadata are no text of the page, and reported
        // as what they are.
        hidden.retain(|(_, by)| {
            !matches!(by, None | Some(HiddenBy::LinkTarget | HiddenBy::Metadata))
        });
        alarms.extend(
            hidden
                .iter()
                .map(|(raw, by)| format!("{name}: {raw} is hidden by {by:?}")),
        );
        let false_alarm = |kind: ReadWarningKind| {
            matches!(
                kind,
                ReadWarningKind::HiddenText(_)
                    | ReadWarningKind::GlyphsDiffer
                    | ReadWarningKind::UnreadableText
                    | ReadWarningKind::Action
                    | ReadWarningKind::OddCharacters
                    | ReadWarningKind::LinkDiffers
                    | ReadWarningKind::EarlierRevisionDiffers
                    | ReadWarningKind::Truncated
            )
        };
        let warnings = profile
            .warnings
            .iter()
            .filter(|warning| false_alarm(warning.kind));
        alarms.extend(warnings.map(|warning| format!("{name}: {warning:?}")));
    }
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}
