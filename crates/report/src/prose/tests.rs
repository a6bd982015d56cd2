//! What sentences must and must not do, whatever stands in the document.

#![allow(clippy::unwrap_used)]

use bonafide_model::Timestamp;
use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use super::*;
use crate::fixture::{TEAM_KEY, finding, key, pin, unanchored};
use crate::invocation::Invocation;

const HOSTILE: &str = "x\u{1b}[2J\n\u{202e}\u{200b}\u{9b}31m";

fn said(detail: Detail, outcome: Outcome) -> (String, Option<String>) {
    let finding = Finding {
        detail,
        ..finding(CheckId::SignatureIsValid, outcome, Severity::Error)
    };
    (message(&finding), help(&finding))
}

fn with_leaf(leaf: Leaf) -> Assessment {
    Assessment {
        verdict: leaf.verdict(),
        why: leaf.why(),
        leaf,
        ..unanchored()
    }
}

#[test]
fn the_upper_half_of_a_key_id_is_said_with_both_values_to_print_instead() {
    let detail = Detail::KeyId {
        digits: "2485CF71".to_owned(),
        diagnosis: KeyIdDiagnosis::UpperHalf(key(TEAM_KEY)),
    };
    let (message, help) = said(detail, Outcome::Fail);
    assert!(
        message.contains("0x2485CF71")
            && message.contains("upper half")
            && message.contains("2485CF71E37BEBB7"),
        "{message}"
    );
    let help = help.unwrap();
    assert!(
        help.contains("0x2485CF71E37BEBB7 (long)") && help.contains("0xE37BEBB7 (short)"),
        "{help}"
    );
}

#[test]
fn untrusted_text_never_reaches_a_sentence_raw() {
    let t = || HOSTILE.to_owned();
    for detail in [
        Detail::UserIdMatches { user_id: t() },
        Detail::UserIdDiffers {
            user_ids: vec![t()],
            printed: vec![t()],
        },
        Detail::NotASignature {
            places: vec![t()],
            what: Some(AttemptWhy::Told(t())),
        },
        Detail::NoSignature {
            says: None,
            x509: Some(t()),
        },
        Detail::KeyRevoked {
            hard: true,
            reason: Some(t()),
            text: t(),
            at: None,
        },
        Detail::ChecksumDiffers {
            algorithm: HashName::Sha256,
            expected: t(),
            observed: t(),
            origin: t(),
        },
        Detail::AnchorNamesOther {
            kind: AnchorKind::Pin,
            team: Some(t()),
            not_covered: vec![t()],
        },
        Detail::LooksLike {
            kind: AnchorKind::Pin,
            team: t(),
            printed: t(),
            same: false,
        },
        Detail::KeyConflict {
            kind: AnchorKind::Directory,
            team: t(),
            known: Vec::new(),
            found: key(TEAM_KEY),
        },
        Detail::ContactsChanged {
            before: vec![t()],
            after: vec![t()],
        },
        Detail::OtherLocation {
            url: t(),
            printed: vec![t()],
        },
        Detail::Reading {
            kind: ReadWarningKind::Attachments,
            text: t(),
        },
        Detail::HistoryDamaged { why: t() },
        Detail::SightsInFuture {
            count: 2,
            latest: Timestamp::UNIX_EPOCH,
            chosen: false,
        },
        Detail::SightsInFuture {
            count: 2,
            latest: Timestamp::UNIX_EPOCH,
            chosen: true,
        },
        Detail::KeyId {
            digits: t(),
            diagnosis: KeyIdDiagnosis::UnseenSubkey,
        },
        Detail::NoneCounts {
            anchors: vec![(
                AnchorKind::TrustRoot,
                AnchorWhy::CertificationInvalid(CertificationProblem::UnknownDemand(t())),
            )],
        },
        Detail::NotACertificate {
            unusable: UnusableKey {
                place: t(),
                what: CertificateProblem::Unsupported,
            },
            given: true,
        },
        Detail::SignatureReadsOtherwise {
            origin: t(),
            as_read: LineReading::ReturnEnds,
        },
        Detail::SignatureBad {
            signer: None,
            tie: Tie::None,
            origin: t(),
            would_verify_if: vec![FormerState::SeenBefore {
                seen: Timestamp::UNIX_EPOCH,
                version: Some(t()),
            }],
        },
        Detail::SignatureMalformed {
            origin: t(),
            what: Some(SignatureCause::UnknownDemand(t())),
        },
        Detail::Undetermined {
            why: KeyProblem::NotComputed(t()),
        },
        Detail::UserIdsRevoked {
            user_ids: vec![t()],
        },
        Detail::EditionDiffers {
            edition: t(),
            difference: EditionDifference {
                aspect: EditionAspect::Phone,
                here: vec![t()],
                there: vec![t()],
            },
        },
        Detail::EditionUnreadable {
            edition: t(),
            error: ReadError::Damaged(t()),
        },
    ] {
        let (message, help) = said(detail, Outcome::Fail);
        for text in [Some(message), help].into_iter().flatten() {
            assert!(
                !text
                    .chars()
                    .any(|c| c.is_control() || "\u{202e}\u{200b}\u{9b}".contains(c)),
                "{text:?}"
            );
        }
    }
    for leaf in [
        Leaf::KeyWithdrawn { reason: Some(t()) },
        Leaf::Unsupported {
            what: Some(SignatureCause::HashAlgorithm(t())),
        },
        Leaf::KeyConflict {
            kind: AnchorKind::Pin,
            team: t(),
            found: key(TEAM_KEY),
        },
        Leaf::KeyConflict {
            kind: AnchorKind::Directory,
            team: t(),
            found: key(TEAM_KEY),
        },
        Leaf::LooksLike {
            kind: AnchorKind::Pin,
            team: t(),
            printed: t(),
            same: true,
        },
        Leaf::Unanchored {
            controllers: vec![t()],
            other_team: Some(t()),
        },
        Leaf::DocumentUnreadable(ReadError::Damaged(t())),
        Leaf::NoKey {
            unusable: Some(UnusableKey {
                place: t(),
                what: CertificateProblem::Unsupported,
            }),
        },
    ] {
        let text = reason(&with_leaf(leaf));
        assert!(
            !text
                .chars()
                .any(|c| c.is_control() || "\u{202e}\u{200b}".contains(c)),
            "{text:?}"
        );
    }
}

#[test]
fn a_text_of_any_length_stays_a_sentence() {
    let long = "A".repeat(100_000);
    let (message, _) = said(
        Detail::UserIdDiffers {
            user_ids: vec![long.clone(); 1000],
            printed: vec![long],
        },
        Outcome::Fail,
    );
    assert!(message.len() < 4_000, "{}", message.len());
}

#[test]
fn unanchored_says_that_a_forgery_looks_like_it_and_who_is_behind_it() {
    let text = reason(&with_leaf(Leaf::Unanchored {
        controllers: vec!["alpha.example".to_owned()],
        other_team: None,
    }));
    assert!(
        text.contains("a complete forgery looks exactly like this")
            && text.contains("alpha.example"),
        "{text}"
    );
    let other = with_leaf(Leaf::Unanchored {
        controllers: Vec::new(),
        other_team: Some("Beta CERT".to_owned()),
    });
    assert!(reason(&other).contains("Beta CERT"));
}

#[test]
fn no_next_step_holds_a_fingerprint_and_only_authentic_has_none() {
    let leaves = [
        Leaf::Unanchored {
            controllers: Vec::new(),
            other_team: None,
        },
        Leaf::SignerNotPrinted {
            signer: key(TEAM_KEY),
        },
        Leaf::KeyConflict {
            kind: AnchorKind::Pin,
            team: "x".to_owned(),
            found: key(TEAM_KEY),
        },
        Leaf::KeySuccession {
            team: "x".to_owned(),
            pinned: key(TEAM_KEY),
            by: Succession::Certifies,
        },
        Leaf::ExpectedConflict {
            found: key(TEAM_KEY),
        },
        Leaf::NoKey { unusable: None },
        Leaf::NoKey {
            unusable: Some(UnusableKey {
                place: "key.asc".to_owned(),
                what: CertificateProblem::SomethingElse(FileKind::WebPage),
            }),
        },
    ];
    for leaf in leaves {
        let step = next_step(&with_leaf(leaf), &Invocation::default()).unwrap();
        assert!(
            !step.replace(' ', "").contains(TEAM_KEY) && !step.contains("trust pin"),
            "{step}"
        );
    }
    assert_eq!(
        next_step(&with_leaf(Leaf::Authentic), &Invocation::default()),
        None
    );
}

#[test]
fn a_history_that_is_only_in_use_is_neither_called_damaged_nor_to_be_moved_away() {
    let why = "the history h is in use by another process: try again when that has ended";
    let detail = Detail::HistoryDamaged {
        why: why.to_owned(),
    };
    let (message, help) = said(detail, Outcome::Inconclusive);
    assert!(message.contains(why), "{message}");
    let step = next_step(&with_leaf(Leaf::HistoryDamaged), &Invocation::default()).unwrap();
    for text in [message, help.unwrap(), step] {
        assert!(
            !text.contains("damaged") && !text.contains("move"),
            "{text}"
        );
    }
}

#[test]
fn a_confirmed_key_of_an_unproven_document_is_said_with_what_it_does_not_mean() {
    let mut assessment = with_leaf(Leaf::NoSignature {
        says: None,
        x509: None,
    });
    assessment.key.verdict = KeyVerdict::Confirmed;
    let step = next_step(&assessment, &Invocation::default()).unwrap();
    assert!(
        step.contains("you may encrypt to it, but trust no other value"),
        "{step}"
    );
}

#[test]
fn an_anchor_that_does_not_count_says_so_and_one_that_does_too() {
    assert_eq!(anchor_why(&pin()), "counts");
    for why in [
        AnchorWhy::OtherTeam,
        AnchorWhy::NotAccepted,
        AnchorWhy::Stale,
        AnchorWhy::SharedController("a.example".to_owned()),
    ] {
        let text = anchor_why(&Anchor {
            why,
            accepted: false,
            ..pin()
        });
        assert!(text.starts_with("does not count: "), "{text}");
    }
}

#[test]
fn what_fails_with_an_error_says_what_to_do() {
    for detail in [
        Detail::NoSignature {
            says: None,
            x509: None,
        },
        Detail::SignerUnknown {
            issuer: None,
            is_printed: true,
            may_be_subkey: false,
            unusable: None,
        },
        Detail::KeyConflict {
            kind: AnchorKind::Pin,
            team: "x".to_owned(),
            known: vec![key(TEAM_KEY)],
            found: key(TEAM_KEY),
        },
        Detail::SecretKeyPrinted,
        Detail::SignatureWeak {
            because: WeakCause::Binding,
            hash: None,
        },
        Detail::KeyNotLive {
            expires: None,
            why: KeyProblem::Expired(None),
            signed_before: true,
        },
        Detail::SigningSubkeyExpired {
            expires: None,
            signed_before: true,
        },
        Detail::NoFingerprint {
            hidden: 0,
            malformed: 0,
        },
        Detail::OutsideText { claims: true },
        Detail::CoversViaChecksum { accepted: false },
        Detail::SignatureReadsOtherwise {
            origin: String::new(),
            as_read: LineReading::ReturnEnds,
        },
    ] {
        assert!(
            said(detail.clone(), Outcome::Fail).1.is_some(),
            "{detail:?}"
        );
    }
}

#[test]
fn each_kind_says_what_it_is_and_gives_a_command() {
    let step = |given: &Given, subject: &str| {
        let NextStep { say, run } = given_step(given, subject);
        (say, run.unwrap().command(subject, &Invocation::default()))
    };
    let links = vec![
        "https://x.example/rfc2350.pdf?a=1&b=2".to_owned(),
        "https://x.example/\u{1b}[31m'; rm -rf /".to_owned(),
    ];
    for one in [
        Given::Signature,
        Given::SignedMessage,
        Given::Key,
        Given::SecretKey,
        Given::Checksum,
        Given::Office,
        Given::Landing { links },
        Given::Barrier,
        Given::Other,
    ] {
        let (say, command) = step(&one, "-my file's.asc");
        assert!(
            say.ends_with(':') && !command.contains('\u{1b}'),
            "{say} {command}"
        );
        assert!(!command.contains(" -my"), "a file is no option: {command}");
        assert!(given(&one).len() > 20);
    }
    let (_, command) = step(&Given::Signature, "site/rfc2350.txt.asc");
    assert_eq!(
        command,
        "bonafide verify site/rfc2350.txt --signature site/rfc2350.txt.asc"
    );
}
