//! Independence: what the three checks make of the anchors. What makes an anchor count is tested
//! with the anchors.

use bonafide_model::claims::*;
use bonafide_model::judgement::*;

use crate::fixture::*;

#[test]
fn an_accepted_anchor_passes_none_is_inconclusive_and_one_that_does_not_count_fails() {
    let check = CheckId::AnchorIsIndependent;
    assert_eq!(Case::pinned().outcome(check), Outcome::Pass);
    assert_eq!(
        Case::sound().finds(check),
        (Outcome::Inconclusive, Severity::Note, Detail::NoAnchor)
    );
    let mut other = Case::sound();
    other.trust.pins = vec![pin("Beta CERT", KEY, "beta.example")];
    assert_eq!(
        other.finds(check).2,
        Detail::NoneCounts {
            anchors: vec![(AnchorKind::Pin, AnchorWhy::OtherTeam)]
        }
    );
}

#[test]
fn a_pin_that_is_due_to_be_confirmed_again_counts_with_a_warning() {
    let mut case = Case::pinned();
    case.trust.pins[0].confirm_again = Some(day("2026-11-22"));
    let found = case.run(CheckId::AnchorIsIndependent);
    assert!(found.iter().all(|found| found.outcome == Outcome::Pass));
    assert!(
        found
            .iter()
            .any(|found| found.severity == Severity::Warning)
    );
    case.trust.pins[0].confirm_again = Some(day("2026-11-23"));
    assert_eq!(case.run(CheckId::AnchorIsIndependent).len(), 1);
}

#[test]
fn the_team_is_named_named_with_gaps_or_another_one() {
    let check = CheckId::AnchorNamesThisTeam;
    assert_eq!(Case::pinned().finds(check).1, Severity::Note);
    let mut gaps = Case::pinned();
    gaps.claims()
        .emails
        .push(email("help@parent.example", EmailRole::Contact));
    let (outcome, severity, detail) = gaps.finds(check);
    assert_eq!((outcome, severity), (Outcome::Pass, Severity::Warning));
    let not_covered = vec!["help@parent.example".to_owned()];
    assert_eq!(
        detail,
        Detail::AnchorNamesTeam {
            kind: AnchorKind::Pin,
            team: Some("Alpha CERT".to_owned()),
            not_covered
        }
    );
    let mut other = Case::sound();
    other.trust.pins = vec![pin("Beta CERT", KEY, "beta.example")];
    assert_eq!(other.outcome(check), Outcome::Fail);
    assert_eq!(Case::sound().outcome(check), Outcome::Inconclusive);
}

#[test]
fn agreement_conflict_and_corroborators_that_disagree() {
    let check = CheckId::AnchorsAgree;
    assert_eq!(
        Case::pinned().finds(check).2,
        Detail::AnchorsAgree { count: 1 }
    );
    assert_eq!(Case::sound().outcome(check), Outcome::NotApplicable);
    let mut conflict = Case::sound();
    conflict.trust.pins = vec![pin("Alpha CERT", OTHER, "alpha.example")];
    assert_eq!(
        (conflict.finds(check).0, conflict.finds(check).1),
        (Outcome::Fail, Severity::Error)
    );
    let mut history = Case::sound();
    history.past = Past::Seen(vec![Sight {
        fingerprint: Some(fpr(OTHER)),
        ..sight("1.1", "2025-01-01")
    }]);
    assert_eq!(
        (history.finds(check).0, history.finds(check).1),
        (Outcome::Fail, Severity::Warning)
    );
}
