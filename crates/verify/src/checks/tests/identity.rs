//! Identity: is the signer the key that the document prints?

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;

use crate::facts::{Told, UnusableCertificate};
use crate::fixture::*;

#[test]
fn a_fingerprint_is_printed_only_where_a_person_sees_it_and_it_is_real() {
    let check = CheckId::FingerprintIsPrinted;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let mut hidden_only = Case::sound();
    hidden_only.claims().fingerprints =
        vec![hidden(printed(KEY, KeyRole::Team), HiddenBy::OcrLayer)];
    assert_eq!(
        hidden_only.finds(check).2,
        Detail::NoFingerprint {
            hidden: 1,
            malformed: 0
        }
    );
    let mut placeholder = Case::sound();
    placeholder.claims().fingerprints[0].value.problem = Some(FingerprintProblem::Placeholder);
    assert_eq!(
        placeholder.finds(check).2,
        Detail::NoFingerprint {
            hidden: 0,
            malformed: 1
        }
    );
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        Case::sound().without_document().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn a_broken_fingerprint_is_an_error_alone_and_a_warning_beside_a_sound_one() {
    let check = CheckId::FingerprintIsWellformed;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let mut short = printed("8A1EC5D2", KeyRole::Team);
    short.value.problem = Some(FingerprintProblem::Length(8));
    let mut beside = Case::sound();
    beside.claims().fingerprints.push(short.clone());
    assert_eq!(beside.finds(check).1, Severity::Warning);
    let mut alone = Case::sound();
    alone.claims().fingerprints = vec![short];
    assert_eq!(alone.finds(check).1, Severity::Error);
    let mut none = Case::sound();
    none.claims().fingerprints.clear();
    assert_eq!(none.outcome(check), Outcome::NotApplicable);
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn look_alike_digits_make_a_fingerprint_unusable_even_if_they_read_as_the_signers() {
    let mut case = Case::sound();
    let odd = vec![OddCharacter {
        found: 'А',
        looks_like: Some('A'),
        after_digits: 1,
    }];
    case.claims().fingerprints[0].value.problem = Some(FingerprintProblem::OddCharacters(odd));
    assert_eq!(
        case.outcome(CheckId::FingerprintIsWellformed),
        Outcome::Fail
    );
    assert_eq!(case.outcome(CheckId::FingerprintIsPrinted), Outcome::Fail);
}

#[test]
fn several_keys_are_no_contradiction_and_a_misprint_of_one_is() {
    let check = CheckId::FingerprintIsUnambiguous;
    let mut several = Case::sound();
    several
        .claims()
        .fingerprints
        .push(printed(OTHER, KeyRole::Team));
    several
        .claims()
        .fingerprints
        .push(printed(KEY, KeyRole::Team));
    assert_eq!(
        several.finds(check),
        (
            Outcome::Pass,
            Severity::Note,
            Detail::FingerprintsUnambiguous { count: 2 }
        )
    );
    let mut misprint = Case::sound();
    let typo = KEY.replace("EBB7", "EBB8");
    misprint
        .claims()
        .fingerprints
        .push(printed(&typo, KeyRole::Team));
    let detail = Detail::FingerprintsContradict {
        first: fpr(KEY),
        second: fpr(&typo),
        digits: vec![40],
    };
    assert_eq!(
        misprint.finds(check),
        (Outcome::Fail, Severity::Warning, detail)
    );
}

#[test]
fn a_hidden_value_contradicts_only_if_it_is_another_one() {
    let check = CheckId::FingerprintIsUnambiguous;
    let with = |digits: &str, by: HiddenBy| {
        let mut case = Case::sound();
        case.claims()
            .fingerprints
            .push(hidden(printed(digits, KeyRole::Team), by));
        case
    };
    assert_eq!(with(KEY, HiddenBy::Metadata).outcome(check), Outcome::Pass);
    assert_eq!(
        with(OTHER, HiddenBy::DisplayNone).outcome(check),
        Outcome::Fail
    );
    assert_eq!(
        with(OTHER, HiddenBy::EarlierRevision).finds(check).1,
        Severity::Note
    );
    let mut none = Case::sound();
    none.claims().fingerprints.clear();
    assert_eq!(none.outcome(check), Outcome::NotApplicable);
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn the_signer_is_printed_printed_as_something_else_or_not_at_all() {
    let check = CheckId::SignerIsPrintedKey;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let mut other = Case::sound();
    *other.signature() = signature_by(OTHER, SignatureStatus::Good);
    assert_eq!(other.outcome(check), Outcome::Fail);
    let mut old = Case::sound();
    old.claims().fingerprints = vec![printed(KEY, KeyRole::Member)];
    let found = old.run(check);
    assert_eq!(
        found[1].detail,
        Detail::SignerPrintedAs {
            signer: fpr(KEY),
            role: KeyRole::Member
        }
    );
    let mut both = Case::sound();
    both.claims()
        .fingerprints
        .insert(0, printed(KEY, KeyRole::Old));
    assert_eq!(
        both.outcome(check),
        Outcome::Pass,
        "once as the team's is enough"
    );
    assert_eq!(
        Case::sound().unsigned().outcome(check),
        Outcome::Inconclusive
    );
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn a_published_certificate_is_that_of_a_printed_key_or_a_contradiction() {
    let check = CheckId::PublishedKeyIsPrintedKey;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let mut differs = Case::sound();
    let mut other = certificate_of(OTHER, "x");
    other.origins = vec![Origin::embedded()];
    differs.facts.certificates.push(other);
    assert!(
        differs
            .run(check)
            .iter()
            .any(|f| f.outcome == Outcome::Fail && f.severity == Severity::Warning)
    );
    let mut ring = Case::sound();
    ring.facts
        .certificates
        .push(certificate_of(OTHER, "a member, in the same file"));
    assert_eq!(ring.outcome(check), Outcome::Pass);
    let mut by_hand = Case::sound();
    let mut given = certificate_of(OTHER, "x");
    given.origins = vec![Origin::file(OriginKind::Flag, "key.asc")];
    by_hand.facts.certificates.push(given);
    assert_eq!(
        by_hand.outcome(check),
        Outcome::Pass,
        "what the user gave was not published by the team"
    );
}

#[test]
fn a_certificate_that_cannot_be_had_is_inconclusive_and_says_who_was_asked() {
    let check = CheckId::PublishedKeyIsPrintedKey;
    let mut case = Case::sound().unsigned();
    case.facts.certificates.clear();
    case.dossier.attempts = vec![attempt(
        AttemptRole::Key,
        "https://keys.example/k",
        AttemptResult::Failed,
    )];
    let failed = vec!["https://keys.example/k".to_owned()];
    let detail = Detail::NoCertificate {
        fingerprint: Some(fpr(KEY)),
        failed,
        unusable: None,
    };
    assert_eq!(
        case.finds(check),
        (Outcome::Inconclusive, Severity::Error, detail)
    );
    let unusable = UnusableCertificate {
        origin: Origin::embedded(),
        why: CertificateProblem::SomethingElse(FileKind::WebPage),
        secret: false,
    };
    case.facts.unusable = vec![unusable];
    assert!(
        case.run(check)
            .iter()
            .any(|found| matches!(found.detail, Detail::NotACertificate { .. }))
    );
    case.claims().fingerprints.clear();
    case.facts.unusable.clear();
    assert_eq!(case.outcome(check), Outcome::NotApplicable);
}

#[test]
fn key_ids_are_compared_where_they_are_seen() {
    let check = CheckId::KeyIdMatchesFingerprint;
    let with = |digits: &str| {
        let mut case = Case::sound();
        case.claims().key_ids = vec![key_id(digits)];
        case
    };
    assert_eq!(with("E37BEBB7").outcome(check), Outcome::Pass);
    assert_eq!(
        with("33334444").finds(check).0,
        Outcome::Pass,
        "the subkey's"
    );
    let upper = Detail::KeyId {
        digits: "2485CF71".to_owned(),
        diagnosis: KeyIdDiagnosis::UpperHalf(fpr(KEY)),
    };
    assert_eq!(
        with("2485CF71").finds(check),
        (Outcome::Fail, Severity::Warning, upper)
    );
    let mut unseen = with("0123456789ABCDEF");
    unseen.claims().key_ids[0].value.of_subkey = true;
    assert_eq!(unseen.finds(check).1, Severity::Note);
    let mut alone = with("E37BEBB7");
    alone.claims().fingerprints.clear();
    assert_eq!(alone.outcome(check), Outcome::Inconclusive);
    let mut unshown = with("0123456789ABCDEF");
    unshown.claims().key_ids[0].hidden_by = Some(HiddenBy::Comment);
    assert_eq!(unshown.finds(check).2, Detail::NoKeyId);
    assert_eq!(
        Case::sound().unreadable().outcome(check),
        Outcome::Inconclusive
    );
}

#[test]
fn the_key_id_of_an_unprinted_signer_matches_nothing() {
    let mut case = Case::sound();
    case.claims().key_ids = vec![key_id("FF00112233")];
    case.claims().key_ids[0].value.digits = "EEFF00112233".to_owned();
    *case.signature() = signature_by(OTHER, SignatureStatus::Good);
    let (_, _, detail) = case.finds(CheckId::KeyIdMatchesFingerprint);
    assert!(
        matches!(
            detail,
            Detail::KeyId {
                diagnosis: KeyIdDiagnosis::Unrelated { .. },
                ..
            }
        ),
        "{detail:?}"
    );
}

#[test]
fn a_user_id_matches_by_address_or_as_printed() {
    let check = CheckId::UserIdMatchesContact;
    assert_eq!(Case::sound().outcome(check), Outcome::Pass);
    let mut differs = Case::sound();
    differs.facts.certificates = vec![certificate_of(KEY, "Alpha CERT <somebody@beta.example>")];
    assert_eq!(differs.finds(check).1, Severity::Warning);
    let text = "Alpha CERT <somebody@beta.example>".to_owned();
    differs.claims().user_ids = vec![claim(
        PrintedUserId { text, email: None },
        "as printed",
        "2.8",
    )];
    assert_eq!(differs.outcome(check), Outcome::Pass);
    let mut unbound = Case::sound();
    unbound.certificate().user_ids[0].bound = Told::No(UserIdProblem::Revoked);
    let (outcome, _, detail) = unbound.finds(check);
    assert_eq!(outcome, Outcome::Inconclusive);
    assert!(matches!(
        detail,
        Detail::UserIdDoesNotCount {
            why: UserIdProblem::Revoked,
            ..
        }
    ));
    let mut other = Case::sound();
    other.facts.certificates = vec![certificate_of(KEY, "Alpha CERT <somebody@beta.example>")];
    other.certificate().user_ids[0].bound = Told::No(UserIdProblem::Revoked);
    assert_eq!(other.finds(check).2, Detail::NoUserIds);
    let mut silent = Case::sound();
    silent.claims().emails.clear();
    assert_eq!(silent.outcome(check), Outcome::NotApplicable);
    let mut absent = Case::sound();
    absent.facts.certificates.clear();
    assert_eq!(absent.outcome(check), Outcome::Inconclusive);
}
