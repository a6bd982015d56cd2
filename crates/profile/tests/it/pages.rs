//! Pages as the common content systems write them (`testdata/pages`): each value is read, and no
//! page gives a false alarm. Only style sheets from elsewhere and scripts are noted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;

use bonafide_model::claims::{Claim, NotJudged, Profile, ReadWarningKind};
use bonafide_profile::{Hint, read};

/// What each of the pages prints.
const FINGERPRINT: &str = "6E2AB067E8C101A4D0709AD6D50E9C62181C1128";
const KEY_ID: &str = "D50E9C62181C1128";
const ADDRESS: &str = "cert@hazel.example";
const NUMBER: &str = "+442079460152";

fn pages() -> Vec<(String, Profile)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/pages");
    let mut pages: Vec<(String, Profile)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let hint = Hint {
                file_name: Some(name.clone()),
                ..Hint::default()
            };
            (name, read(&std::fs::read(&path).unwrap(), &hint).unwrap())
        })
        .collect();
    pages.sort_by(|(a, _), (b, _)| a.cmp(b));
    assert!(pages.len() >= 10, "only {} pages", pages.len());
    pages
}

fn alarms<T>(claims: &[Claim<T>]) -> Vec<(String, Option<NotJudged>, bool)> {
    let alarming = claims.iter().filter(|claim| {
        claim.not_judged.is_some()
            || !claim.is_visible()
                && claim.hidden_by != Some(bonafide_model::claims::HiddenBy::LinkTarget)
    });
    alarming
        .map(|claim| (claim.raw.clone(), claim.not_judged, claim.is_visible()))
        .collect()
}

#[test]
fn ordinary_pages_are_read_without_a_false_alarm() {
    for (name, profile) in pages() {
        let claims = &profile.claims;
        let fingerprints: BTreeSet<_> = claims
            .fingerprints
            .iter()
            .map(|claim| claim.value.digits.as_str())
            .collect();
        assert_eq!(fingerprints, BTreeSet::from([FINGERPRINT]), "{name}");
        assert!(
            claims
                .key_ids
                .iter()
                .all(|claim| claim.value.digits == KEY_ID)
                && !claims.key_ids.is_empty(),
            "{name}"
        );
        assert!(
            claims
                .emails
                .iter()
                .any(|claim| claim.value.address == ADDRESS && claim.is_visible()),
            "{name}"
        );
        assert!(
            claims
                .phones
                .iter()
                .any(|claim| claim.value.number == NUMBER && claim.is_visible()),
            "{name}"
        );
        let mut all = alarms(&claims.fingerprints);
        all.extend(alarms(&claims.key_ids));
        all.extend(alarms(&claims.emails));
        all.extend(alarms(&claims.phones));
        all.extend(alarms(&claims.versions));
        all.extend(alarms(&claims.dates));
        assert_eq!(all, [], "{name}");
        let notes = [ReadWarningKind::ExternalStyle, ReadWarningKind::Script];
        let others: Vec<_> = profile
            .warnings
            .iter()
            .filter(|warning| !notes.contains(&warning.kind))
            .collect();
        assert!(others.is_empty(), "{name}: {others:?}");
    }
}
