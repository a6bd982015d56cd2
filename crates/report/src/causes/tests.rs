use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use super::*;
use crate::fixture;

fn finding(check: CheckId, detail: Detail) -> Finding {
    Finding {
        detail,
        ..fixture::finding(check, Outcome::Inconclusive, Severity::Error)
    }
}

fn attempt(
    role: AttemptRole,
    url: &str,
    result: AttemptResult,
    obstacle: Option<Obstacle>,
) -> Attempt {
    Attempt {
        role,
        url: url.to_owned(),
        result,
        why: "said so".to_owned().into(),
        obstacle,
    }
}

const KEY_URL: &str = "https://m-cert.example/key.asc";

/// The printed key could not be fetched: everything about it is undecided.
fn without_key(obstacle: Obstacle) -> Assessment {
    let mut a = fixture::unanchored();
    a.verdict = Verdict::Unverified;
    a.why = Some(Why::NoKey);
    a.leaf = Leaf::NoKey { unusable: None };
    let missing = || Detail::NoCertificate {
        fingerprint: Some(fixture::key(fixture::TEAM_KEY)),
        failed: vec![KEY_URL.to_owned()],
        unusable: None,
    };
    let issuer = Some(fixture::OTHER_KEY.to_owned());
    let unknown = Detail::SignerUnknown {
        issuer,
        is_printed: false,
        may_be_subkey: true,
        unusable: None,
    };
    let undecided = Detail::NotDecided {
        status: SignatureStatus::UnknownKey,
    };
    a.findings = vec![
        finding(CheckId::SignatureIsValid, unknown),
        finding(CheckId::SignatureCoversDocument, undecided.clone()),
        finding(CheckId::SignatureIsStrong, undecided),
        finding(
            CheckId::ChecksumMatches,
            Detail::ChecksumNotFetched {
                places: vec!["https://m-cert.example/x.sha256".to_owned()],
            },
        ),
        finding(CheckId::SignerIsPrintedKey, Detail::NoSigner),
        finding(CheckId::PublishedKeyIsPrintedKey, missing()),
        finding(CheckId::KeyIsLive, missing()),
        finding(CheckId::KeyIsNotRevoked, missing()),
        finding(CheckId::AnchorIsIndependent, Detail::NoAnchor),
        finding(CheckId::AnchorNamesThisTeam, Detail::NoAnchor),
    ];
    a.attempts = vec![
        attempt(
            AttemptRole::Key,
            "https://m-cert.example/guess.asc",
            AttemptResult::Absent,
            Some(Obstacle::Absent),
        ),
        attempt(
            AttemptRole::Key,
            KEY_URL,
            AttemptResult::Failed,
            Some(obstacle),
        ),
        attempt(
            AttemptRole::Checksum,
            "https://m-cert.example/x.sha256",
            AttemptResult::Failed,
            Some(obstacle),
        ),
    ];
    a
}

#[test]
fn a_key_that_could_not_be_fetched_is_one_cause_of_everything_that_hangs_on_it() {
    let a = without_key(Obstacle::Issuer);
    let causes = Causes::of(&a);
    let first = causes.first.unwrap();
    assert_eq!(
        first.root,
        Root::Unreached(Obstacle::Issuer, Some("m-cert.example".to_owned()))
    );
    assert_eq!(first.lead.check, CheckId::SignatureIsValid);
    assert_eq!(first.follow.len(), 7, "{:?}", first.follow);
    assert_eq!(
        causes
            .others
            .iter()
            .map(|cause| &cause.root)
            .collect::<Vec<_>>(),
        [&Root::Anchor]
    );
}

#[test]
fn every_finding_that_needs_a_look_belongs_to_exactly_one_cause() {
    for a in [
        without_key(Obstacle::Offline),
        fixture::authentic(),
        fixture::unanchored(),
        fixture::hostile(),
        fixture::not_fetched(),
    ] {
        let causes = Causes::of(&a);
        let all: Vec<&Cause> = causes.first.iter().chain(&causes.others).collect();
        for (index, cause) in all.iter().enumerate() {
            assert!(
                all.iter()
                    .skip(index + 1)
                    .all(|other| other.root != cause.root),
                "{:?}",
                cause.root
            );
            assert!(!cause.follow.contains(&cause.lead.check));
        }
        let looked: std::collections::BTreeSet<CheckId> = a
            .findings
            .iter()
            .filter(|finding| needs_look(finding))
            .map(|finding| finding.check)
            .collect();
        let told: std::collections::BTreeSet<CheckId> = all
            .iter()
            .flat_map(|cause| {
                cause
                    .follow
                    .iter()
                    .chain(&cause.also)
                    .copied()
                    .chain([cause.lead.check])
            })
            .collect();
        assert_eq!(told, looked);
    }
}

#[test]
fn two_things_that_do_not_hang_together_are_two_causes() {
    let mut a = without_key(Obstacle::Offline);
    let weak = Detail::KeyId {
        digits: "1234".to_owned(),
        diagnosis: KeyIdDiagnosis::NothingToCompare,
    };
    a.findings
        .push(finding(CheckId::KeyIdMatchesFingerprint, weak));
    assert_eq!(Causes::of(&a).others.len(), 2);
}

#[test]
fn the_first_cause_is_what_the_document_prints_and_could_not_be_asked() {
    let mut a = without_key(Obstacle::Name);
    assert_eq!(
        first_attempt(&a).unwrap().url,
        KEY_URL,
        "what failed goes before what is absent"
    );
    let printed = "https://other.example/printed.asc";
    a.profile.as_mut().unwrap().claims.urls[0].value.url = printed.to_owned();
    a.attempts.push(attempt(
        AttemptRole::Key,
        printed,
        AttemptResult::Failed,
        Some(Obstacle::Time),
    ));
    assert_eq!(
        first_attempt(&a).unwrap().url,
        printed,
        "what is printed goes before what is guessed"
    );
    a.attempts
        .retain(|attempt| attempt.result == AttemptResult::Absent);
    assert_eq!(
        first_attempt(&a),
        None,
        "that a guess is not there explains nothing"
    );
    a.attempts.push(attempt(
        AttemptRole::Key,
        printed,
        AttemptResult::Absent,
        Some(Obstacle::Absent),
    ));
    assert_eq!(first_attempt(&a).unwrap().url, printed);
}

#[test]
fn what_stood_in_the_way_is_never_a_question_for_the_team() {
    use Obstacle as O;
    for obstacle in [
        O::Offline,
        O::Name,
        O::Address,
        O::Port,
        O::Issuer,
        O::Connection,
        O::Time,
        O::Login,
        O::Server,
        O::Redirect,
    ] {
        let step = crate::prose::next(&without_key(obstacle)).unwrap();
        assert!(
            !step.say.to_lowercase().contains("ask the team"),
            "{obstacle:?}: {}",
            step.say
        );
        assert!(step.run.is_some(), "{obstacle:?}");
    }
    let step = |obstacle| {
        crate::prose::next_step(&without_key(obstacle), &crate::Invocation::default()).unwrap()
    };
    assert!(step(O::Address).ends_with("--allow-private"));
    assert!(step(O::Port).contains("--resolve m-cert.example:443:ADDRESS"));
    assert!(step(O::Issuer).contains("--cacert"));
    assert!(step(O::Offline).ends_with("bonafide verify https://m-cert.example/rfc2350.pdf"));
}
