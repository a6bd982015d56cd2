//! Integrity: are these the bytes that were signed?

#![allow(clippy::unwrap_used)]

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::facts::{Coverage, WeakBecause};
use crate::fixture::*;

fn with_status(status: SignatureStatus) -> Case {
    let mut case = Case::sound();
    *case.signature() = signature_by(KEY, status);
    case
}

#[test]
fn a_signature_is_present_absent_unknown_or_something_else() {
    let check = CheckId::SignatureIsPresent;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    assert_eq!(
        Case::sound().unsigned().finds(check),
        (
            Outcome::Fail,
            Severity::Error,
            Detail::NoSignature {
                says: None,
                x509: None
            }
        )
    );
    let mut failed = Case::sound().unsigned();
    failed.dossier.attempts = vec![attempt(
        AttemptRole::Page,
        "https://www.alpha.example/sign",
        AttemptResult::Failed,
    )];
    let places = vec!["https://www.alpha.example/sign".to_owned()];
    assert_eq!(
        failed.finds(check),
        (
            Outcome::Inconclusive,
            Severity::Error,
            Detail::SignatureNotFetched { places }
        )
    );
    if let Some(document) = &mut failed.dossier.document {
        document.origin = Origin::file(OriginKind::Flag, "rfc2350.txt");
    }
    let (outcome, _, detail) = failed.finds(check);
    assert!(
        outcome == Outcome::Inconclusive && matches!(detail, Detail::NoSignatureSeen { .. }),
        "looked for beside the file"
    );
    let mut offline = Case::sound().unsigned();
    offline.dossier.attempts = vec![attempt(
        AttemptRole::Signature,
        "https://www.alpha.example/x.sig",
        AttemptResult::NotAsked,
    )];
    let (outcome, _, detail) = offline.finds(check);
    assert!(
        outcome == Outcome::Inconclusive && matches!(detail, Detail::NoSignatureSeen { .. }),
        "the user wants nobody asked"
    );
    let mut page = Case::sound().unsigned();
    page.dossier.attempts = vec![attempt(
        AttemptRole::Signature,
        "https://www.alpha.example/x.sig",
        AttemptResult::WrongKind,
    )];
    assert!(
        matches!(
            page.finds(check),
            (Outcome::Inconclusive, _, Detail::NotASignature { .. })
        ),
        "an error page is no signature"
    );
    let key = attempt(
        AttemptRole::Key,
        "https://www.alpha.example/key.asc",
        AttemptResult::WrongKind,
    );
    page.dossier.attempts.insert(
        0,
        Attempt {
            why: AttemptWhy::OtherKeys,
            ..key
        },
    );
    let places = vec!["https://www.alpha.example/x.sig".to_owned()];
    let detail = Detail::NotASignature {
        places,
        what: Some(AttemptWhy::default()),
    };
    assert_eq!(
        page.finds(check).2,
        detail,
        "what stands where a key should be says nothing of it"
    );
    let mut placed = with_status(SignatureStatus::NotASignature);
    placed.dossier.attempts = vec![attempt(
        AttemptRole::Signature,
        &format!("{URL}.sig"),
        AttemptResult::WrongKind,
    )];
    let Detail::NotASignature { places, .. } = placed.finds(check).2 else {
        unreachable!()
    };
    assert_eq!(places, [format!("{URL}.sig")], "each place once");
    assert_eq!(
        with_status(SignatureStatus::NotASignature).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        Case::sound().unsigned().without_document().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn what_the_document_offers_instead_of_a_signature_is_said() {
    let mut case = Case::sound().unsigned();
    case.profile().authenticity = Some(claim(Authenticity::OnRequest, "on request", "1.4"));
    let found = case.run(CheckId::SignatureIsPresent).remove(0);
    assert_eq!(
        found.detail,
        Detail::NoSignature {
            says: Some(Authenticity::OnRequest),
            x509: None
        }
    );
    assert_eq!(found.places.len(), 1);
}

#[test]
fn a_signature_is_wellformed_malformed_or_not_supported() {
    let check = CheckId::SignatureIsWellformed;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    assert_eq!(
        with_status(SignatureStatus::Malformed).outcome(check),
        Outcome::Fail
    );
    assert_eq!(
        with_status(SignatureStatus::Unsupported).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        with_status(SignatureStatus::NotASignature).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        Case::sound().unsigned().outcome(check),
        Outcome::NotApplicable
    );
}

#[test]
fn a_signature_is_valid_only_when_the_mathematics_hold_under_an_allowed_key() {
    let check = CheckId::SignatureIsValid;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    for (status, outcome) in [
        (SignatureStatus::Bad, Outcome::Fail),
        (SignatureStatus::InvalidKey, Outcome::Fail),
        (SignatureStatus::UnknownKey, Outcome::Inconclusive),
        (SignatureStatus::Weak, Outcome::Inconclusive),
        (SignatureStatus::Expired, Outcome::Inconclusive),
        (SignatureStatus::Unsupported, Outcome::Inconclusive),
        (SignatureStatus::Malformed, Outcome::Inconclusive),
        (SignatureStatus::NotASignature, Outcome::Inconclusive),
    ] {
        assert_eq!(with_status(status).outcome(check), outcome, "{status:?}");
    }
    let mut nobody = Case::sound();
    nobody.signature().report.signer = None;
    assert_eq!(
        nobody.outcome(check),
        Outcome::Inconclusive,
        "good by nobody is not good"
    );
}

#[test]
fn a_bad_signature_says_whose_it_is_and_when_it_would_hold() {
    let mut case = with_status(SignatureStatus::Bad);
    case.signature().would_verify_if = vec![FormerState::Crlf];
    let (_, _, detail) = case.finds(CheckId::SignatureIsValid);
    let Detail::SignatureBad {
        tie,
        would_verify_if,
        ..
    } = detail
    else {
        unreachable!("{detail:?}")
    };
    assert_eq!((tie, would_verify_if.len()), (Tie::Printed, 1));
}

#[test]
fn a_bad_signature_of_a_document_seen_before_says_so() {
    let mut case = with_status(SignatureStatus::Bad);
    let made = case.signature().report.made_at;
    let seen = Sight {
        signed_at: made,
        ..sight("1.1", "2025-01-01")
    };
    let said = |case: &Case| {
        let (_, _, detail) = case.finds(CheckId::SignatureIsValid);
        let Detail::SignatureBad {
            would_verify_if, ..
        } = detail
        else {
            unreachable!("{detail:?}")
        };
        would_verify_if
    };
    case.past = Past::Seen(vec![seen.clone()]);
    assert!(
        matches!(
            &said(&case)[..],
            [FormerState::SeenBefore { seen: at, version: Some(version) }]
                if version == "1.1" && *at == seen.seen_at
        ),
        "{:?}",
        said(&case)
    );
    assert_eq!(
        case.outcome(CheckId::SignatureIsValid),
        Outcome::Fail,
        "an explanation is no pass"
    );
    for other in [
        Sight {
            signed_at: None,
            ..seen.clone()
        },
        Sight {
            signed_at: made.map(|made| made + std::time::Duration::from_secs(1)),
            ..seen.clone()
        },
        Sight {
            fingerprint: Some(fpr(OTHER)),
            ..seen
        },
    ] {
        case.past = Past::Seen(vec![other]);
        assert!(said(&case).is_empty());
    }
}

#[test]
fn a_binding_made_later_and_other_line_endings_pass_and_are_said() {
    let mut case = Case::sound();
    case.signature().report.problems = vec![
        SignatureProblem::BindingMadeLater,
        SignatureProblem::LineEndingsNormalised,
    ];
    let found = case.run(CheckId::SignatureIsValid);
    assert!(found.iter().all(|found| found.outcome == Outcome::Pass));
    assert!(found.iter().any(
        |f| f.detail == Detail::BindingMadeLater { signer: fpr(KEY) }
            && f.severity == Severity::Warning
    ));
    assert!(
        found
            .iter()
            .any(|f| f.detail == Detail::LineEndingsNormalised)
    );
}

#[test]
fn an_issuer_given_by_key_id_is_known_as_the_printed_key() {
    let mut case = with_status(SignatureStatus::UnknownKey);
    case.signature().report.signing_key = None;
    case.signature().report.issuer_key_id = Some("2485CF71E37BEBB7".to_owned());
    let issuer = Some("2485CF71E37BEBB7".to_owned());
    assert_eq!(
        case.finds(CheckId::SignatureIsValid).2,
        Detail::SignerUnknown {
            issuer,
            is_printed: true,
            may_be_subkey: false,
            unusable: None
        }
    );
}

#[test]
fn only_the_document_itself_is_covered() {
    let check = CheckId::SignatureCoversDocument;
    for (covers, outcome) in [
        (Coverage::Document, Outcome::Pass),
        (Coverage::EqualCopy, Outcome::Pass),
        (Coverage::Listed { accepted: true }, Outcome::Pass),
        (Coverage::Listed { accepted: false }, Outcome::Fail),
        (Coverage::Other, Outcome::Fail),
        (Coverage::Nothing, Outcome::Inconclusive),
    ] {
        let mut case = Case::sound();
        case.signature().covers = covers.clone();
        assert_eq!(case.outcome(check), outcome, "{covers:?}");
    }
    assert_eq!(
        Case::sound().unsigned().outcome(check),
        Outcome::NotApplicable
    );
}

#[test]
fn text_around_a_signed_copy_elsewhere_is_not_text_in_the_document() {
    let mut case = Case::sound();
    case.signature().report.kind = SignatureKind::Cleartext;
    case.signature().covers = Coverage::EqualCopy;
    case.signature().outside_text = true;
    assert_eq!(
        case.outcome(CheckId::SignatureCoversDocument),
        Outcome::Pass
    );
}

#[test]
fn outside_text_that_only_the_reader_noticed_fails_too() {
    let mut case = Case::sound();
    case.signature().report.kind = SignatureKind::Cleartext;
    case.profile().format = Format::CleartextSigned;
    let warning = ReadWarning {
        kind: ReadWarningKind::OutsideSignedText,
        place: None,
        detail: String::new(),
    };
    case.profile().warnings.push(warning);
    let found = case.run(CheckId::SignatureCoversDocument);
    assert_eq!(found[0].detail, Detail::OutsideText { claims: false });
    case.signature().report.kind = SignatureKind::Detached;
    assert_eq!(
        case.outcome(CheckId::SignatureCoversDocument),
        Outcome::Pass,
        "a detached signature covers the whole file"
    );
}

#[test]
fn strength_names_what_is_weak_and_what_will_be() {
    let check = CheckId::SignatureIsStrong;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let mut weak = with_status(SignatureStatus::Weak);
    weak.signature().weak_because = Some(WeakBecause::Key);
    let hash = Some("SHA512".to_owned());
    assert_eq!(
        weak.finds(check).2,
        Detail::SignatureWeak {
            because: WeakCause::Key,
            hash
        }
    );
    let mut soon = Case::sound();
    soon.signature().report.problems = vec![SignatureProblem::SoonWeak];
    assert_eq!(soon.finds(check).1, Severity::Warning);
    assert_eq!(
        with_status(SignatureStatus::UnknownKey).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        Case::sound().unsigned().outcome(check),
        Outcome::NotApplicable
    );
}

#[test]
fn the_clock_may_differ_by_the_tolerated_skew_and_no_more() {
    let check = CheckId::SignatureIsTimely;
    let at = |text: &str| {
        let mut case = Case::sound();
        case.signature().report.made_at = Some(time(text));
        case
    };
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    assert_eq!(at("2026-11-22T08:05:00Z").outcome(check), Outcome::Pass);
    assert_eq!(at("2026-11-22T08:05:01Z").outcome(check), Outcome::Fail);
    let mut untimed = Case::sound();
    untimed.signature().report.made_at = None;
    assert_eq!(untimed.outcome(check), Outcome::Inconclusive);
    assert_eq!(
        with_status(SignatureStatus::Expired).outcome(check),
        Outcome::Fail
    );
    assert_eq!(
        Case::sound().unsigned().outcome(check),
        Outcome::NotApplicable
    );
}

#[test]
fn a_checksum_matches_differs_is_missing_or_says_nothing() {
    let check = CheckId::ChecksumMatches;
    let with = |content: String| {
        let mut case = Case::sound();
        case.dossier.checksums = vec![artifact(
            content.as_bytes(),
            web(OriginKind::Sidecar, &format!("{URL}.sha256")),
        )];
        case
    };
    let own = crate::digests::digest(HashName::Sha256, b"the profile\n").unwrap();
    assert_eq!(
        with(format!("{own}  rfc2350.txt\n")).outcome(check),
        Outcome::Pass
    );
    assert_eq!(
        with(format!("{}  rfc2350.txt\n", "0".repeat(64)))
            .finds(check)
            .1,
        Severity::Warning
    );
    assert_eq!(
        with("<html>".to_owned()).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        with(format!("{own}  other.txt\n")).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        with(format!("{own}\n{}\n", "0".repeat(64))).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        with("d41d8cd98f00b204e9800998ecf8427e\n".to_owned()).outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(Case::sound().finds(check).2, Detail::NoChecksum);
    let mut failed = Case::sound();
    failed.dossier.attempts = vec![attempt(
        AttemptRole::Checksum,
        "https://www.alpha.example/c",
        AttemptResult::Failed,
    )];
    assert_eq!(failed.outcome(check), Outcome::Inconclusive);
}

#[test]
fn a_checksum_printed_in_the_document_is_of_another_file_and_accuses_nobody() {
    let mut case = Case::sound();
    let digits = "AB".repeat(32);
    case.claims().checksums = vec![claim(
        PrintedChecksum {
            algorithm: HashName::Sha256,
            digits,
        },
        "abab",
        "1.3",
    )];
    let found = case.run(CheckId::ChecksumMatches);
    assert_eq!(
        found[0].detail,
        Detail::ChecksumOfAnother {
            algorithm: HashName::Sha256
        }
    );
    assert!(
        found
            .iter()
            .all(|found| found.outcome == Outcome::NotApplicable)
    );
}
