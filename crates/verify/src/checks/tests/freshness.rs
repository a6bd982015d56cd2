//! Freshness: is it the newest one?

use bonafide_model::claims::*;
use bonafide_model::judgement::*;

use crate::checks::found::Found;
use crate::edition::Edition;
use crate::fixture::*;

fn seen(sights: Vec<Sight>) -> Case {
    let mut case = Case::sound();
    case.past = Past::Seen(sights);
    case
}

fn own_hash() -> String {
    let case = Case::sound();
    let cx = crate::context::Context::new(
        &case.dossier,
        &case.trust,
        &case.past,
        &case.policy,
        case.now,
        &case.facts,
    );
    Edition::of(&cx).sha256.unwrap_or_default()
}

#[test]
fn without_a_past_nothing_is_judged_and_a_damaged_one_is_no_past() {
    for check in [
        CheckId::VersionIsNotOlder,
        CheckId::ContentMatchesVersion,
        CheckId::ContactsAreUnchanged,
    ] {
        assert_eq!(Case::sound().finds(check).2, Detail::HistoryNotAsked);
        let mut first = Case::sound();
        first.past = Past::Empty;
        assert_eq!(
            first.finds(check),
            (Outcome::NotApplicable, Severity::Note, Detail::FirstSight)
        );
        let mut damaged = Case::sound();
        damaged.past = Past::Damaged("not a database".to_owned());
        assert_eq!(damaged.outcome(check), Outcome::Inconclusive);
        assert!(damaged.finds(check).1 >= Severity::Warning);
    }
}

#[test]
fn a_lower_version_an_earlier_date_or_an_earlier_signature_is_a_rollback() {
    let check = CheckId::VersionIsNotOlder;
    let older = |sight: Sight| match seen(vec![sight]).finds(check) {
        (Outcome::Fail, Severity::Error, Detail::Older { by, .. }) => Some(by),
        _ => None,
    };
    assert_eq!(
        older(sight("1.10", "2025-01-01")),
        Some(FreshnessAxis::Version),
        "1.2 is older than 1.10"
    );
    assert_eq!(older(sight("1.2", "2026-02-01")), Some(FreshnessAxis::Date));
    let signed = Sight {
        signed_at: Some(time("2026-03-01T00:00:00Z")),
        ..sight("1.2", "2026-01-10")
    };
    assert_eq!(older(signed), Some(FreshnessAxis::SignatureTime));
    assert_eq!(
        older(sight("1.1", "2026-02-01")),
        None,
        "a higher version decides"
    );
    assert_eq!(older(sight("1.2", "2026-01-10")), None);
}

#[test]
fn the_highest_that_was_ever_seen_counts_and_not_the_last() {
    let case = seen(vec![sight("2.0", "2026-01-01"), sight("1.0", "2025-01-01")]);
    assert_eq!(case.outcome(CheckId::VersionIsNotOlder), Outcome::Fail);
}

#[test]
fn the_very_same_bytes_are_not_older() {
    let same = Sight {
        document_sha256: own_hash(),
        signed_at: Some(time("2030-01-01T00:00:00Z")),
        ..sight("9.9", "2026-05-01")
    };
    assert_eq!(
        seen(vec![same]).finds(CheckId::VersionIsNotOlder).2,
        Detail::NotOlder {
            by: FreshnessAxis::Content
        }
    );
}

#[test]
fn a_date_in_the_future_is_capped_to_the_day_it_was_seen() {
    let mut case = seen(vec![Sight {
        version: None,
        ..sight("", "2099-01-01")
    }]);
    case.claims().versions.clear();
    case.claims().dates = vec![date("2026-07-01", DateRole::Update)];
    assert_eq!(case.outcome(CheckId::VersionIsNotOlder), Outcome::Pass);
}

#[test]
fn a_document_without_anything_to_compare_is_not_accused() {
    let mut case = seen(vec![sight("1.0", "2025-01-01")]).unsigned();
    case.claims().versions.clear();
    case.claims().dates.clear();
    assert_eq!(
        case.finds(CheckId::VersionIsNotOlder).2,
        Detail::NothingComparable
    );
    assert_eq!(
        case.finds(CheckId::ContentMatchesVersion).2,
        Detail::NothingComparable
    );
}

#[test]
fn the_same_version_with_other_bytes_is_a_warning() {
    let check = CheckId::ContentMatchesVersion;
    assert_eq!(
        seen(vec![sight("1.2", "2026-01-10")]).finds(check).1,
        Severity::Warning
    );
    let same = Sight {
        document_sha256: own_hash(),
        ..sight("1.2", "2026-01-10")
    };
    assert_eq!(seen(vec![same]).finds(check).2, Detail::SameContent);
    let name = |version: &str, date: &str| EditionName {
        version: Some(version.to_owned()),
        date: date.parse().ok(),
    };
    let new = seen(vec![sight("1.1", "2025-01-10")]).finds(check).2;
    let named = |same_key| Detail::NewVersion {
        found: name("1.2", "2026-01-10"),
        seen: name("1.1", "2025-01-10"),
        same_key,
    };
    assert_eq!(new, named(Some(true)));
}

#[test]
fn changed_contacts_are_named_before_and_after() {
    let check = CheckId::ContactsAreUnchanged;
    assert_eq!(
        seen(vec![sight("1.1", "2025-01-01")]).outcome(check),
        Outcome::Pass
    );
    let mut case = seen(vec![sight("1.1", "2025-01-01")]);
    case.claims().phones = vec![phone("+3322222222", "2.4")];
    let detail = Detail::ContactsChanged {
        before: vec!["+3311111111".to_owned()],
        after: vec!["+3322222222".to_owned()],
    };
    assert_eq!(
        case.finds(check),
        (Outcome::Fail, Severity::Warning, detail)
    );
    assert_eq!(
        case.clone().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn a_document_is_current_past_its_expiry_or_of_unclear_date() {
    let check = CheckId::DocumentIsCurrent;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let until = |candidates: &[&str]| {
        let mut case = Case::sound();
        let candidates: Vec<_> = candidates.iter().map(|text| day(text)).collect();
        let date = if let [only] = candidates[..] {
            Some(only)
        } else {
            None
        };
        let value = PrintedExpiry::Date(PrintedDate {
            date,
            candidates,
            role: DateRole::Expiry,
        });
        case.claims().expiry = Some(claim(value, "as printed", "1.4"));
        case.run(check).into_iter().map(|found| found.outcome).max()
    };
    assert_eq!(until(&["2026-11-21"]), Some(Outcome::Fail));
    assert_eq!(
        until(&["2026-11-22"]),
        Some(Outcome::Pass),
        "the last day counts"
    );
    assert_eq!(
        until(&["2026-10-12", "2026-12-10"]),
        Some(Outcome::Inconclusive)
    );
    assert_eq!(
        until(&["2026-01-02", "2026-02-01"]),
        Some(Outcome::Fail),
        "past under every reading"
    );
    assert_eq!(until(&[]), Some(Outcome::Inconclusive), "no such day");
}

#[test]
fn old_and_future_dates_are_said() {
    let check = CheckId::DocumentIsCurrent;
    let dated = |text: &str| {
        let mut case = Case::sound();
        case.claims().dates = vec![
            date(text, DateRole::Update),
            date("1999-01-01", DateRole::Creation),
        ];
        case.finds(check)
    };
    assert_eq!(
        dated("2023-11-22").2,
        Detail::Current {
            date: Some(day("2023-11-22"))
        }
    );
    assert_eq!(
        dated("2023-11-21"),
        (
            Outcome::Pass,
            Severity::Note,
            Detail::OldDocument {
                date: day("2023-11-21")
            }
        )
    );
    assert_eq!(dated("2026-11-23").0, Outcome::Pass, "another time zone");
    assert_eq!(dated("2026-11-24").0, Outcome::Fail);
    let mut undated = Case::sound();
    undated.claims().dates.clear();
    assert_eq!(undated.outcome(check), Outcome::Inconclusive);
}

#[test]
fn two_different_days_of_the_last_update_are_a_note() {
    let check = CheckId::DocumentIsCurrent;
    let on = |dates: &[(&str, DateRole)]| {
        let mut case = Case::sound();
        case.claims().dates = dates.iter().map(|(text, role)| date(text, *role)).collect();
        case.run(check)
    };
    let found = on(&[
        ("2026-01-10", DateRole::Update),
        ("2025-11-17", DateRole::Update),
    ]);
    let failed: Vec<_> = found
        .into_iter()
        .filter(|found| found.outcome == Outcome::Fail)
        .collect();
    let differ = Detail::UpdatesDiffer {
        first: day("2026-01-10"),
        other: day("2025-11-17"),
    };
    assert_eq!(
        failed
            .into_iter()
            .map(|found| (found.severity, found.detail))
            .collect::<Vec<_>>(),
        [(Severity::Note, differ)]
    );
    for same in [
        [
            ("2026-01-10", DateRole::Update),
            ("2026-01-10", DateRole::Update),
        ],
        [
            ("2026-01-10", DateRole::Update),
            ("2020-03-01", DateRole::Creation),
        ],
        [
            ("2026-01-10", DateRole::Update),
            ("2020-03-01", DateRole::Other),
        ],
    ] {
        assert!(
            on(&same).iter().all(|found| found.outcome == Outcome::Pass),
            "{same:?}"
        );
    }
}

/// Row 40 of the attacks: a wrong clock must not make an old document look like the newest one.
#[test]
fn a_sight_under_a_wrong_clock_hides_no_rollback_and_is_said() {
    let check = CheckId::VersionIsNotOlder;
    let wrong = Sight {
        document_sha256: own_hash(),
        seen_at: time("2036-01-01T00:00:00Z"),
        ..sight("1.2", "2026-01-10")
    };
    let newer = sight("1.3", "2026-05-01");
    for sights in [
        vec![newer.clone(), wrong.clone()],
        vec![wrong.clone(), newer.clone()],
    ] {
        let found = seen(sights).run(check);
        assert_eq!(
            (found[0].outcome, found[0].severity),
            (Outcome::Fail, Severity::Error),
            "the newer one counts, whatever was seen last"
        );
        assert_eq!(
            found[1].detail,
            Detail::SightsInFuture {
                count: 1,
                latest: time("2036-01-01T00:00:00Z"),
                chosen: false
            }
        );
        assert_eq!(
            (found[1].outcome, found[1].severity),
            (Outcome::Inconclusive, Severity::Warning)
        );
    }
    // The same bytes seen last, by a clock that was right: still not the newest document.
    let again = Sight {
        document_sha256: own_hash(),
        seen_at: time("2026-06-02T00:00:00Z"),
        ..sight("1.2", "2026-01-10")
    };
    assert_eq!(seen(vec![newer, again]).outcome(check), Outcome::Fail);
}

#[test]
fn nothing_is_compared_with_a_sight_in_the_future() {
    let future = |seconds: u64| {
        let now = Case::sound().now;
        Sight {
            seen_at: now + std::time::Duration::from_secs(seconds),
            ..sight("9.0", "2026-05-01")
        }
    };
    let case = seen(vec![future(301)]);
    let found = case.run(CheckId::VersionIsNotOlder);
    assert!(
        matches!(
            &found[..],
            [Found {
                detail: Detail::SightsInFuture { count: 1, .. },
                ..
            }]
        ),
        "{found:?}"
    );
    assert_eq!(
        case.finds(CheckId::ContentMatchesVersion).2,
        Detail::FirstSight
    );
    assert_eq!(
        case.finds(CheckId::ContactsAreUnchanged).2,
        Detail::FirstSight
    );
    assert_eq!(
        seen(vec![future(299)]).outcome(CheckId::VersionIsNotOlder),
        Outcome::Fail,
        "clocks differ a little"
    );
    // A wrong clock that only renewed the time of a sight takes nothing from it.
    let renewed = Sight {
        first_seen_at: Some(time("2026-06-01T00:00:00Z")),
        ..future(9_000_000)
    };
    assert_eq!(
        seen(vec![renewed]).outcome(CheckId::VersionIsNotOlder),
        Outcome::Fail
    );
}

/// Row 41 of the attacks: what was seen elsewhere counts where key and team are the same.
#[test]
fn a_document_that_was_seen_elsewhere_is_known_by_team_and_key() {
    let check = CheckId::VersionIsNotOlder;
    let elsewhere = |relation: SightRelation| Sight {
        relation,
        ..sight("1.3", "2026-05-01")
    };
    let pinned = |sight: Sight| {
        let mut case = Case::pinned();
        case.past = Past::Seen(vec![sight]);
        case.finds(check)
    };
    for relation in [
        SightRelation::Place,
        SightRelation::Team,
        SightRelation::Key,
    ] {
        assert_eq!(pinned(elsewhere(relation)).0, Outcome::Fail, "{relation:?}");
    }
    let team = Case::pinned()
        .assess()
        .anchors
        .into_iter()
        .find(|anchor| anchor.accepted)
        .and_then(|anchor| anchor.team)
        .unwrap_or_default();
    let of = |teams: &[&str]| Sight {
        teams: teams.iter().map(|team| (*team).to_owned()).collect(),
        ..elsewhere(SightRelation::Key)
    };
    assert_eq!(pinned(of(&[&team.to_lowercase()])).0, Outcome::Fail);
    assert_eq!(
        pinned(of(&["CERT-OMEGA"])).2,
        Detail::FirstSight,
        "one key, two teams"
    );
    let other_key = Sight {
        fingerprint: Some(fpr(OTHER)),
        ..elsewhere(SightRelation::Key)
    };
    assert_eq!(pinned(other_key).2, Detail::FirstSight);
    let other_language = Sight {
        language: Some("xx".to_owned()),
        ..elsewhere(SightRelation::Team)
    };
    let mut case = Case::pinned();
    if let Some(Ok(profile)) = &mut case.dossier.reading {
        profile.language = Some("en".to_owned());
    }
    case.past = Past::Seen(vec![other_language]);
    assert_eq!(
        case.finds(check).2,
        Detail::FirstSight,
        "another language's edition has versions of its own"
    );
}

#[test]
fn another_format_of_the_same_edition_is_no_rollback() {
    let check = CheckId::VersionIsNotOlder;
    let pdf = |version: &str, date: &str| Sight {
        relation: SightRelation::Key,
        media_type: Some("application/pdf".to_owned()),
        signed_at: Some(time("2026-05-30T00:00:00Z")),
        ..sight(version, date)
    };
    assert_eq!(
        seen(vec![pdf("1.2", "2026-01-10")]).outcome(check),
        Outcome::Pass,
        "signed later, and the same edition"
    );
    assert_eq!(
        seen(vec![pdf("1.2", "2026-01-10")]).outcome(CheckId::ContentMatchesVersion),
        Outcome::Pass,
        "it has other bytes"
    );
    assert_eq!(
        seen(vec![pdf("1.3", "2026-01-10")]).outcome(check),
        Outcome::Fail
    );
    let text = Sight {
        media_type: Some("text/plain".to_owned()),
        ..pdf("1.2", "2026-01-10")
    };
    assert_eq!(
        seen(vec![text]).outcome(check),
        Outcome::Fail,
        "in the same format the later signature is the newer document"
    );
}

#[test]
fn a_copy_from_the_cache_is_said_with_its_age() {
    let mut case = Case::sound();
    if let Some(signature) = case.dossier.signatures.first_mut() {
        signature.origin.copy_age_seconds = Some(7);
    }
    if let Some(document) = &mut case.dossier.document {
        document.origin.copy_age_seconds = Some(250);
    }
    let found = case.run(CheckId::PiecesAreOfOneMoment);
    assert_eq!(
        found.last().map(|found| &found.detail),
        Some(&Detail::RestsOnCopies { seconds: 250 })
    );
}
