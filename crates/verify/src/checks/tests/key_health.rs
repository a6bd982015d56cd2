//! Key health: can the key still be relied on?

use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::facts::Told;
use crate::fixture::*;

const ALL: [CheckId; 6] = [
    CheckId::KeyIsLive,
    CheckId::KeyIsNotRevoked,
    CheckId::KeyIsStrong,
    CheckId::KeyBindingsAreStrong,
    CheckId::KeyStaysValid,
    CheckId::KeyCanEncrypt,
];

fn no() -> Told {
    Told::No(KeyProblem::OnlySha1)
}

fn unknown() -> Told {
    Told::Unknown(KeyProblem::OnlySha1)
}

fn after(change: impl Fn(&mut Case)) -> Case {
    let mut case = Case::sound();
    change(&mut case);
    case
}

#[test]
fn a_healthy_key_passes_and_an_absent_certificate_never_does() {
    let mut absent = Case::sound();
    absent.facts.certificates.clear();
    for check in ALL {
        assert_eq!(Case::sound().outcome(check), Outcome::Pass, "{check}");
        assert_eq!(absent.outcome(check), Outcome::Inconclusive, "{check}");
    }
}

#[test]
fn a_no_fails_and_an_unknown_is_inconclusive() {
    for (check, set) in [
        (
            CheckId::KeyIsLive,
            (|case, told| case.certificate().live = told) as fn(&mut Case, Told),
        ),
        (CheckId::KeyIsStrong, |case, told| {
            case.certificate().strong = match told {
                Told::Yes => Told::Yes,
                Told::No(_) => Told::No("RSA 1024".to_owned()),
                Told::Unknown(why) => Told::Unknown(why),
            }
        }),
        (CheckId::KeyBindingsAreStrong, |case, told| {
            case.certificate().bindings_strong = told
        }),
        (CheckId::KeyCanEncrypt, |case, told| {
            case.certificate().can_encrypt = told
        }),
    ] {
        assert_eq!(
            after(|case| set(case, no())).outcome(check),
            Outcome::Fail,
            "{check}"
        );
        assert_eq!(
            after(|case| set(case, unknown())).outcome(check),
            Outcome::Inconclusive,
            "{check}"
        );
    }
}

#[test]
fn a_signing_subkey_that_expired_since_is_no_live_key() {
    let case =
        after(|case| case.signature().report.problems = vec![SignatureProblem::KeyExpiredSince]);
    let (outcome, severity, detail) = case.finds(CheckId::KeyIsLive);
    assert_eq!((outcome, severity), (Outcome::Fail, Severity::Error));
    assert!(
        matches!(
            detail,
            Detail::SigningSubkeyExpired {
                signed_before: true,
                ..
            }
        ),
        "{detail:?}"
    );
}

#[test]
fn revocations_hard_and_soft_fail_and_their_absence_says_whether_anybody_was_asked() {
    let check = CheckId::KeyIsNotRevoked;
    for hard in [true, false] {
        let (outcome, _, detail) =
            after(|case| case.certificate().report.revoked = Some(revocation(hard))).finds(check);
        assert_eq!(outcome, Outcome::Fail);
        assert!(matches!(detail, Detail::KeyRevoked { hard: said, .. } if said == hard));
    }
    let subkey =
        after(|case| case.signature().report.problems = vec![SignatureProblem::KeyRevokedSoft]);
    assert!(matches!(
        subkey.finds(check).2,
        Detail::KeyRevoked { hard: false, .. }
    ));
    let asked = |result| {
        after(|case| {
            case.dossier.attempts = vec![attempt(
                AttemptRole::Revocation,
                "https://keys.example",
                result,
            )]
        })
        .finds(check)
        .2
    };
    assert_eq!(
        asked(AttemptResult::Absent),
        Detail::NotRevoked { asked: true }
    );
    assert_eq!(
        asked(AttemptResult::Failed),
        Detail::NotRevoked { asked: false }
    );
}

#[test]
fn what_will_be_weak_soon_is_a_warning() {
    let found = after(|case| case.certificate().soon_weak = vec!["RSA 2048".to_owned()])
        .run(CheckId::KeyIsStrong);
    assert!(
        found
            .iter()
            .any(|found| found.severity == Severity::Warning && found.outcome == Outcome::Pass)
    );
}

#[test]
fn weak_bindings_fail_unless_policy_accepts_them() {
    let check = CheckId::KeyBindingsAreStrong;
    let mut case = after(|case| case.certificate().bindings_strong = no());
    assert_eq!(case.finds(check).1, Severity::Error);
    case.policy.danger_accept_sha1_bindings = true;
    assert_eq!(
        (case.finds(check).0, case.finds(check).1),
        (Outcome::Pass, Severity::Warning)
    );
}

#[test]
fn the_last_ninety_days_are_a_warning_with_the_days_left() {
    let check = CheckId::KeyStaysValid;
    let until = |text: &str| after(|case| case.certificate().report.expires = Some(time(text)));
    assert_eq!(
        until("2027-02-20T08:00:00Z").outcome(check),
        Outcome::Pass,
        "exactly 90 days"
    );
    let (outcome, severity, detail) = until("2027-02-20T07:59:59Z").finds(check);
    assert_eq!((outcome, severity), (Outcome::Fail, Severity::Warning));
    assert!(
        matches!(
            detail,
            Detail::KeyExpiresSoon {
                days: 89,
                of_subkey: false,
                ..
            }
        ),
        "{detail:?}"
    );
    assert!(matches!(
        until("2026-11-21T08:00:00Z").finds(check).2,
        Detail::KeyExpiresSoon { days: -1, .. }
    ));
    assert_eq!(
        after(|case| case.certificate().report.expires = None).outcome(check),
        Outcome::Pass
    );
    let subkey = after(|case| case.signature().key_expires = Some(time("2026-12-01T08:00:00Z")));
    assert!(
        matches!(
            subkey.finds(check).2,
            Detail::KeyExpiresSoon {
                days: 9,
                of_subkey: true,
                ..
            }
        ),
        "the subkey that signed counts too"
    );
    assert_eq!(
        after(|case| case.certificate().live = unknown()).outcome(check),
        Outcome::Inconclusive
    );
}
