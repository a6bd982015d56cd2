//! Key IDs and the certificate.

use bonafide_testkit::{CertSpec, at};

use super::*;
use crate::facts::{SubkeyFacts, Told};

#[test]
fn short_key_ids_are_told_with_the_long_one() {
    passes(&Case::sound(), &staged(), CheckId::KeyIdIsLong);
    let mut case = Case::sound();
    case.claims().key_ids = vec![key_id("E37BEBB7")];
    let found = finds(&case, &staged(), CheckId::KeyIdIsLong);
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Warning));
    assert!(
        matches!(found.2, Publishing::KeyIdShort { long, .. } if long.as_deref() == Some("2485CF71E37BEBB7"))
    );
    case.claims().key_ids.clear();
    assert_eq!(
        run(&case, &staged(), CheckId::KeyIdIsLong)[0].outcome,
        Outcome::NotApplicable
    );
}

#[test]
fn of_several_keys_a_short_id_is_completed_only_by_its_own() {
    let mut case = Case::sound();
    case.claims()
        .fingerprints
        .push(printed(OTHER, KeyRole::Old));
    case.claims().key_ids = vec![key_id("00112233"), key_id("01010101")];
    let found = run(&case, &staged(), CheckId::KeyIdIsLong);
    let long: Vec<Option<String>> = found
        .iter()
        .map(|found| match said(found) {
            Publishing::KeyIdShort { long, .. } => long,
            other => unreachable!("{other:?}"),
        })
        .collect();
    assert_eq!(long, [Some("CCDDEEFF00112233".to_owned()), None]);
}

#[test]
fn a_key_that_can_sign_passes_and_an_expired_signing_subkey_is_named() {
    passes(&Case::sound(), &staged(), CheckId::KeyCanSign);
    let mut case = Case::sound();
    case.certificate().can_sign = Told::No(KeyProblem::NoneSigns);
    case.certificate().subkeys = vec![SubkeyFacts {
        fingerprint: fpr(SUBKEY),
        usable: Told::No(KeyProblem::Expired(None)),
        signs: true,
    }];
    let found = finds(&case, &staged(), CheckId::KeyCanSign).2;
    assert!(matches!(
        found,
        Publishing::CannotSign { subkey: Some(subkey), why: KeyProblem::Expired(None) }
            if subkey == fpr(SUBKEY).key_id()
    ));
    case.certificate().can_sign = Told::Unknown(KeyProblem::NotComputed("a curve".to_owned()));
    assert_eq!(
        run(&case, &staged(), CheckId::KeyCanSign)[0].outcome,
        Outcome::Inconclusive
    );
    case.facts.certificates.clear();
    assert_eq!(
        run(&case, &staged(), CheckId::KeyCanSign)[0].outcome,
        Outcome::Inconclusive
    );
}

/// The sound case with a real certificate in the place of its own.
fn with_certificate(bytes: Vec<u8>, key: &Fingerprint) -> Case {
    let mut case = Case::sound();
    case.dossier.certificates = vec![artifact(
        &bytes,
        Origin::file(OriginKind::PrintedUrl, "key.asc"),
    )];
    case.facts.signatures = vec![signature_by(key.as_str(), SignatureStatus::Good)];
    case.claims().fingerprints = vec![printed(key.as_str(), KeyRole::Team)];
    case
}

fn cert() -> bonafide_testkit::TestCert {
    CertSpec {
        created: at("2020-01-01T00:00:00Z"),
        ..CertSpec::new("Alpha CERT <cert@alpha.example>")
    }
    .build()
}

#[test]
fn self_signatures_from_the_keys_beginning_keep_older_signatures_verifiable() {
    let cert = cert();
    let case = with_certificate(cert.armored(), &cert.fingerprint());
    passes(&case, &staged(), CheckId::OlderSignaturesStayVerifiable);
    let extended = cert.extended(at("2026-09-30T00:00:00Z"), at("2028-01-01T00:00:00Z"));
    let case = with_certificate(extended.armored(), &cert.fingerprint());
    let found = finds(&case, &staged(), CheckId::OlderSignaturesStayVerifiable);
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Warning));
    let Publishing::OldSelfSignaturesLost { created, oldest } = found.2 else {
        unreachable!()
    };
    assert_eq!(
        (created, oldest),
        (at("2020-01-01T00:00:00Z"), at("2026-09-30T00:00:00Z"))
    );
}

#[test]
fn without_the_certificate_nothing_is_said_of_its_history() {
    let found = run(
        &Case::sound(),
        &staged(),
        CheckId::OlderSignaturesStayVerifiable,
    );
    assert_eq!(found[0].outcome, Outcome::Inconclusive);
    assert_eq!(
        run(&Case::sound(), &staged(), CheckId::KeyCanBeRevoked)[0].outcome,
        Outcome::Inconclusive
    );
}

#[test]
fn a_revocation_must_not_be_published_and_whether_one_is_kept_does_not_show() {
    let cert = cert();
    let case = with_certificate(cert.armored(), &cert.fingerprint());
    let found = finds(&case, &staged(), CheckId::KeyCanBeRevoked);
    assert!(matches!(
        found,
        (
            Outcome::Inconclusive,
            Severity::Note,
            Publishing::RevocationUnseen { .. }
        )
    ));
    let danger = Danger::Revocation {
        path: "revoke.rev".to_owned(),
    };
    let found = finds(
        &case,
        &Staging {
            dangers: vec![danger],
            ..staged()
        },
        CheckId::KeyCanBeRevoked,
    );
    assert!(matches!(
        found,
        (
            Outcome::Fail,
            Severity::Error,
            Publishing::RevocationStaged { .. }
        )
    ));
}

#[test]
fn what_could_not_be_read_is_not_said_to_print_no_secret_key() {
    let mut case = Case::sound();
    case.dossier.reading = Some(Err(ReadError::NoText));
    let found = run(&case, &staged(), CheckId::NoSecretKeyIsPrinted);
    assert!(
        !found.iter().any(|found| found.outcome == Outcome::Pass),
        "{found:?}"
    );
}

#[test]
fn a_staged_secret_key_is_an_error() {
    assert_eq!(
        run(&Case::sound(), &staged(), CheckId::NoSecretKeyIsPrinted)[0].outcome,
        Outcome::Pass
    );
    let danger = Danger::SecretKey {
        path: "backup/secret.asc".to_owned(),
    };
    let found = finds(
        &Case::sound(),
        &Staging {
            dangers: vec![danger],
            ..staged()
        },
        CheckId::NoSecretKeyIsPrinted,
    );
    assert!(matches!(
        found,
        (
            Outcome::Fail,
            Severity::Error,
            Publishing::SecretKeyStaged { .. }
        )
    ));
}

/// As an armored block of its own.
fn bare_revocation(cert: &bonafide_testkit::TestCert) -> Vec<u8> {
    use bonafide_testkit::openpgp::serialize::Serialize;
    use bonafide_testkit::openpgp::{Packet, armor, types::ReasonForRevocation};
    let revoked = cert.revoked(
        ReasonForRevocation::Unspecified,
        "",
        at("2026-01-01T00:00:00Z"),
    );
    let signature = revoked
        .cert()
        .primary_key()
        .self_revocations()
        .next()
        .unwrap()
        .clone();
    let mut writer = armor::Writer::new(Vec::new(), armor::Kind::PublicKey).unwrap();
    Packet::from(signature).serialize(&mut writer).unwrap();
    writer.finalize().unwrap()
}

#[test]
fn only_revocations_of_keys_are_taken_for_ready_made_ones() {
    let cert = cert();
    assert!(!crate::is_bare_revocation(&cert.armored()));
    assert!(!crate::is_bare_revocation(&cert.sign_detached(
        b"x",
        &bonafide_testkit::Signing::at(at("2026-01-01T00:00:00Z"))
    )));
    for noise in [
        &b""[..],
        b"\n:-----BEGIN",
        b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n-----END",
        &[0x88; 300],
    ] {
        assert!(!crate::is_bare_revocation(noise));
    }
    let revocation = bare_revocation(&cert);
    assert!(crate::is_bare_revocation(&revocation));
    let text = String::from_utf8(revocation).unwrap();
    let guarded = format!(
        "This is a revocation certificate.\n\n{}",
        text.replace("-----BEGIN", ":-----BEGIN")
    );
    assert!(
        crate::is_bare_revocation(guarded.as_bytes()),
        "as gpg keeps them"
    );
}

#[test]
fn a_key_that_only_weak_bindings_hold_together_is_told_once() {
    let mut case = Case::sound();
    case.certificate().bindings_strong = Told::No(KeyProblem::PrimaryOnlySha1);
    case.certificate().can_sign = Told::No(KeyProblem::OnlySha1);
    let found = run(&case, &staged(), CheckId::KeyCanSign);
    assert_eq!(
        (found[0].outcome, found[0].severity),
        (Outcome::Inconclusive, Severity::Note)
    );
}

fn slipped(digits: &str) -> Case {
    let mut case = Case::sound();
    case.claims().fingerprints = vec![printed(digits, KeyRole::Team)];
    case
}

#[test]
fn a_slip_in_the_printed_fingerprint_is_told_with_its_digits_and_the_right_one() {
    let none = run(&Case::sound(), &staged(), CheckId::PublishedKeyIsPrintedKey);
    assert!(none.is_empty(), "{none:?}");
    for (digits, expected) in [
        (KEY.replacen("8A1E", "8A1F", 1), vec![4]),
        (KEY.replacen("8A1E", "A81E", 1), vec![1, 2]),
    ] {
        let found = finds(
            &slipped(&digits),
            &staged(),
            CheckId::PublishedKeyIsPrintedKey,
        );
        assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Error));
        let Publishing::FingerprintMisprinted {
            printed,
            staged,
            digits: told,
            ..
        } = found.2
        else {
            unreachable!("{:?}", found.2)
        };
        assert_eq!((printed, staged, told), (digits, fpr(KEY), expected));
    }
    let mut longer = slipped(KEY);
    longer.claims().fingerprints[0].raw = format!("0x{KEY} 7a7a");
    let found = finds(&longer, &staged(), CheckId::PublishedKeyIsPrintedKey);
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Error));
    assert!(
        matches!(&found.2, Publishing::FingerprintMisprinted { printed, staged, digits, .. }
            if *printed == format!("{KEY}7A7A") && *staged == fpr(KEY) && digits.is_empty()),
        "that it was read does not make it right: {:?}",
        found.2
    );
    let another = run(
        &slipped(OTHER),
        &staged(),
        CheckId::PublishedKeyIsPrintedKey,
    );
    assert!(another.is_empty(), "another key is no slip: {another:?}");
    let mut unstaged = slipped(&KEY.replacen("8A1E", "8A1F", 1));
    unstaged.facts.certificates.clear();
    assert!(
        run(&unstaged, &staged(), CheckId::PublishedKeyIsPrintedKey).is_empty(),
        "no key is staged"
    );
}

#[test]
fn a_slip_explains_what_is_missing_by_it_and_nothing_else() {
    let case = slipped(&KEY.replacen("8A1E", "8A1F", 1));
    let cx = Context::new(
        &case.dossier,
        &case.trust,
        &case.past,
        &case.policy,
        case.now,
        &case.facts,
    );
    let slip = crate::publishing::misprint::Misprint::find(&cx).unwrap();
    let explains = |detail: Detail| {
        let check = CheckId::KeyIsLive;
        slip.explains(&Finding {
            check,
            outcome: Outcome::Inconclusive,
            severity: Severity::Error,
            detail,
            places: Vec::new(),
        })
    };
    let missing = |key: Option<&str>| Detail::NoCertificate {
        fingerprint: key.map(fpr),
        failed: Vec::new(),
        unusable: None,
    };
    assert!(explains(missing(None)) && explains(missing(Some(&KEY.replacen("8A1E", "8A1F", 1)))));
    assert!(explains(Detail::SignerNotPrinted {
        signer: fpr(KEY),
        printed: Vec::new(),
        hidden: false
    }));
    assert!(!explains(missing(Some(OTHER))) && !explains(Detail::NoDocument));
    assert!(!explains(Detail::SignerNotPrinted {
        signer: fpr(OTHER),
        printed: Vec::new(),
        hidden: false
    }));
}

#[test]
fn every_printed_user_id_must_be_one_of_the_staged_keys() {
    let of = |text: &str, email: Option<&str>| {
        let mut case = Case::sound();
        let value = PrintedUserId {
            text: text.to_owned(),
            email: email.map(str::to_owned),
        };
        case.claims().user_ids = vec![claim(value, text, "2.8")];
        case
    };
    let own = Case::sound().certificate().user_ids[0].clone();
    let (name, address) = (
        own.text.split_once(" <").unwrap().0.to_owned(),
        own.email.clone().unwrap(),
    );
    let remark = format!("{} (see below", own.text);
    for same in [
        own.text.as_str(),
        &own.text.to_uppercase(),
        &name,
        &address,
        &format!("<{address}>"),
        &format!("\"{}\"", own.text),
        &remark,
    ] {
        let found = run(
            &of(same, Some(&address)),
            &staged(),
            CheckId::UserIdMatchesContact,
        );
        assert!(found.is_empty(), "{same}: {found:?}");
    }
    let found = finds(
        &of("Else <else@alpha.example>", Some("else@alpha.example")),
        &staged(),
        CheckId::UserIdMatchesContact,
    );
    assert_eq!((found.0, found.1), (Outcome::Fail, Severity::Error));
    assert!(
        matches!(&found.2, Publishing::UserIdNotOnKey { nearly: None, user_ids, .. } if *user_ids == [own.text.clone()])
    );
    let other_name = format!("Else <{address}>");
    let found = finds(
        &of(&other_name, Some(&address)),
        &staged(),
        CheckId::UserIdMatchesContact,
    );
    assert!(
        matches!(&found.2, Publishing::UserIdNotOnKey { nearly: Some(nearly), .. } if *nearly == own.text)
    );
    let mut unknown = of("Else <else@alpha.example>", Some("else@alpha.example"));
    unknown
        .claims()
        .fingerprints
        .push(printed(OTHER, KeyRole::Member));
    assert!(
        run(&unknown, &staged(), CheckId::UserIdMatchesContact).is_empty(),
        "it may be that key's, which is not staged"
    );
    let mut revoked = of(&own.text, Some(&address));
    revoked.certificate().user_ids[0].bound = Told::No(UserIdProblem::Revoked);
    let found = run(&revoked, &staged(), CheckId::UserIdMatchesContact);
    assert!(
        matches!(
            found[0].detail,
            Detail::UserIdDoesNotCount {
                why: UserIdProblem::Revoked,
                ..
            }
        ),
        "{found:?}"
    );
}
