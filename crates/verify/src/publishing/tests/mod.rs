//! Each statement about a publication has a case that brings it up and one that does not.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod content;
mod keys;
mod places;
mod programs;

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_model::publishing::*;

use super::desk::Desk;
use super::weigh;
use crate::checks::CHECKS;
use crate::checks::found::Found;
use crate::context::Context;
use crate::fixture::*;

/// What one check finds.
fn run(case: &Case, staging: &Staging, check: CheckId) -> Vec<Found> {
    let cx = Context::new(
        &case.dossier,
        &case.trust,
        &case.past,
        &case.policy,
        case.now,
        &case.facts,
    );
    let desk = Desk::new(&cx, staging);
    CHECKS
        .iter()
        .find(|known| known.id == check)
        .unwrap()
        .run_staged
        .unwrap()(&desk)
}

/// Outcome, severity and statement of the one thing that the check finds.
fn finds(case: &Case, staging: &Staging, check: CheckId) -> (Outcome, Severity, Publishing) {
    let found = run(case, staging, check);
    assert_eq!(found.len(), 1, "{found:?}");
    (found[0].outcome, found[0].severity, said(&found[0]))
}

fn said(found: &Found) -> Publishing {
    match &found.detail {
        Detail::Publishing(said) => said.clone(),
        other => unreachable!("{other:?}"),
    }
}

fn passes(case: &Case, staging: &Staging, check: CheckId) {
    let found = run(case, staging, check);
    assert!(
        found.iter().all(|found| found.outcome == Outcome::Pass),
        "{found:?}"
    );
}

/// The staged directory around the sound case.
fn staged() -> Staging {
    Staging {
        path: "rfc2350.txt".to_owned(),
        base_url: Some("https://www.alpha.example/".to_owned()),
        ..Staging::default()
    }
}

#[test]
fn every_check_says_something_of_everything_and_nothing_unread_passes() {
    let unread = Case::sound().unreadable();
    for check in CHECKS.iter().filter(|check| check.run_staged.is_some()) {
        // It adds to what the check of `verify` says, and says no pass of its own.
        let adds = matches!(
            check.id,
            CheckId::PublishedKeyIsPrintedKey | CheckId::UserIdMatchesContact
        );
        assert!(
            adds || !run(&Case::sound(), &staged(), check.id).is_empty(),
            "{}",
            check.id
        );
        // GnuPG and the network were not asked because of the document's text.
        let apart = matches!(
            check.id,
            CheckId::GpgUsersCanVerify | CheckId::NoSecretKeyIsPrinted | CheckId::KeyCanSign
        );
        let found = run(&unread, &staged(), check.id);
        assert!(
            apart || found.iter().all(|found| found.outcome != Outcome::Pass),
            "{}: {found:?}",
            check.id
        );
    }
}

#[test]
fn every_check_of_the_group_is_run() {
    for check in CheckId::ALL
        .iter()
        .filter(|check| check.group() == CheckGroup::Selfcheck)
    {
        assert!(
            CHECKS
                .iter()
                .any(|known| known.id == *check && known.run_staged.is_some()),
            "{check}"
        );
    }
}

fn weighed(
    check: CheckId,
    outcome: Outcome,
    severity: Severity,
    detail: Detail,
) -> Option<Severity> {
    let finding = Finding {
        check,
        outcome,
        severity,
        detail,
        places: Vec::new(),
    };
    weigh::weigh(finding).map(|finding| finding.severity)
}

#[test]
fn a_key_that_expires_within_30_days_is_an_error_and_within_90_a_warning() {
    let expires = |days| Detail::KeyExpiresSoon {
        expires: time("2026-12-01T00:00:00Z"),
        days,
        of_subkey: false,
    };
    let weigh = |days| {
        weighed(
            CheckId::KeyStaysValid,
            Outcome::Fail,
            Severity::Warning,
            expires(days),
        )
    };
    assert_eq!(weigh(29), Some(Severity::Error));
    assert_eq!(weigh(30), Some(Severity::Warning));
    assert_eq!(weigh(-1), Some(Severity::Error));
}

#[test]
fn a_wrong_key_id_is_an_error_to_its_author_and_a_strangers_is_not() {
    let weigh = |diagnosis| {
        let detail = Detail::KeyId {
            digits: "2485CF71".to_owned(),
            diagnosis,
        };
        weighed(
            CheckId::KeyIdMatchesFingerprint,
            Outcome::Fail,
            Severity::Warning,
            detail,
        )
    };
    assert_eq!(
        weigh(KeyIdDiagnosis::UpperHalf(fpr(KEY))),
        Some(Severity::Error)
    );
    assert_eq!(weigh(KeyIdDiagnosis::UnseenSubkey), Some(Severity::Warning));
    let note = weighed(
        CheckId::KeyIdMatchesFingerprint,
        Outcome::Fail,
        Severity::Note,
        Detail::KeyId {
            digits: "00".to_owned(),
            diagnosis: KeyIdDiagnosis::OtherKey,
        },
    );
    assert_eq!(note, Some(Severity::Note));
}

#[test]
fn an_edition_that_lags_behind_is_an_error_to_its_author() {
    let difference = EditionDifference {
        aspect: EditionAspect::Version,
        here: vec!["1.2".to_owned()],
        there: vec!["1.1".to_owned()],
    };
    let detail = Detail::EditionDiffers {
        edition: "rfc2350-fr.txt".to_owned(),
        difference,
    };
    assert_eq!(
        weighed(
            CheckId::EditionsAgree,
            Outcome::Fail,
            Severity::Note,
            detail
        ),
        Some(Severity::Error)
    );
}

#[test]
fn what_only_a_reader_can_know_is_left_out() {
    for check in [
        CheckId::VersionIsNotOlder,
        CheckId::ContactsAreUnchanged,
        CheckId::ContentMatchesVersion,
    ] {
        assert_eq!(
            weighed(
                check,
                Outcome::Inconclusive,
                Severity::Note,
                Detail::HistoryNotAsked
            ),
            None
        );
    }
    assert_eq!(
        weighed(
            CheckId::AnchorsAgree,
            Outcome::NotApplicable,
            Severity::Note,
            Detail::NoAnchor
        ),
        None
    );
}

#[test]
fn weighing_never_makes_an_open_finding_lighter() {
    for check in CheckId::ALL {
        for severity in [Severity::Note, Severity::Warning, Severity::Error] {
            for outcome in [Outcome::Fail, Outcome::Inconclusive] {
                let detail = Detail::Undetermined {
                    why: KeyProblem::NoneSigns,
                };
                let after = weighed(*check, outcome, severity, detail);
                assert!(after.is_none_or(|after| after >= severity), "{check}");
            }
        }
    }
}

#[test]
fn a_wrong_key_id_shows_the_fingerprint_that_it_should_be_the_end_of() {
    let mut case = Case::sound();
    case.claims().key_ids = vec![key_id("2485CF71")];
    case.claims().fingerprints[0].place.line = 8;
    let cx = Context::new(
        &case.dossier,
        &case.trust,
        &case.past,
        &case.policy,
        case.now,
        &case.facts,
    );
    let found = case
        .run(CheckId::KeyIdMatchesFingerprint)
        .remove(0)
        .by(CheckId::KeyIdMatchesFingerprint);
    let lines: Vec<u32> = weigh::beside_its_fingerprint(found, &cx)
        .places
        .iter()
        .map(|place| place.place.line)
        .collect();
    assert_eq!(lines, [7, 8]);
}
