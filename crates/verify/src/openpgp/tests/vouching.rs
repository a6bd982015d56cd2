//! Certifications by trust roots and by pinned keys.

use bonafide_testkit::TestCert;
use openpgp::packet::signature::SignatureBuilder;
use openpgp::types::{ReasonForRevocation, SignatureType};

use super::*;
use crate::facts::{CertificateFacts, Told};

fn introducer() -> CertSpec {
    CertSpec {
        created: day("2020-01-01"),
        ..CertSpec::new("Introducer <ti@introducer.example>")
    }
}

fn trusting(root: &TestCert) -> Trust {
    let root = TrustRoot {
        name: "introducer".to_owned(),
        fingerprint: root.fingerprint(),
        certificate: artifact(root.binary(), "root.asc"),
    };
    Trust {
        roots: vec![root],
        ..Trust::default()
    }
}

fn pinning(cert: &TestCert) -> Trust {
    let pin = Pin {
        team: "M-CERT".to_owned(),
        fingerprint: cert.fingerprint(),
        domains: vec!["m-cert.example".to_owned()],
        emails: Vec::new(),
        how: "by phone".to_owned(),
        who: "analyst".to_owned(),
        when: jiff::civil::date(2026, 3, 2),
        confirm_again: None,
        source: "m-cert.toml".to_owned(),
    };
    Trust {
        pins: vec![pin],
        ..Trust::default()
    }
}

fn told(certificates: &[Vec<u8>], of: &TestCert, trust: &Trust) -> CertificateFacts {
    let facts = facts_under(
        &dossier(DOCUMENT, &[], certificates),
        trust,
        &Policy::default(),
        "2026-06-01",
    );
    facts
        .certificates
        .into_iter()
        .find(|told| told.report.fingerprint == of.fingerprint())
        .unwrap()
}

#[test]
fn a_trust_roots_certification_is_told_with_its_time() {
    let root = introducer().build();
    let cert = team().certified_by(&root, USER_ID, day("2023-01-01"));
    let user_id = told(&[cert.binary()], &cert, &trusting(&root))
        .user_ids
        .remove(0);
    assert_eq!(
        user_id.certified_by_roots,
        [(root.fingerprint(), Some(day("2023-01-01")))]
    );
    assert!(user_id.invalid_root_certifications.is_empty());
    let without_trust = told(&[cert.binary()], &cert, &Trust::default())
        .user_ids
        .remove(0);
    assert!(without_trust.certified_by_roots.is_empty());
}

#[test]
fn a_certification_that_does_not_count_is_told_with_the_reason() {
    let plain = introducer().build();
    let issuer = CertificationProblem::Issuer;
    let cases = [
        (
            introducer().build(),
            "2027-01-01",
            CertificationProblem::InFuture(Some(day("2027-01-01"))),
        ),
        (
            CertSpec {
                expires: Some(day("2024-01-01")),
                ..introducer()
            }
            .build(),
            "2023-01-01",
            issuer(KeyProblem::Expired(Some(day("2024-01-01")))),
        ),
        (
            plain.revoked(ReasonForRevocation::KeyRetired, "", day("2025-01-01")),
            "2023-01-01",
            issuer(KeyProblem::Revoked(
                ReasonForRevocation::KeyRetired.to_string(),
            )),
        ),
        (
            plain.revoked(ReasonForRevocation::KeyCompromised, "", day("2025-01-01")),
            "2023-01-01",
            issuer(KeyProblem::Revoked(
                ReasonForRevocation::KeyCompromised.to_string(),
            )),
        ),
        (
            CertSpec {
                hash: openpgp::types::HashAlgorithm::SHA1,
                ..introducer()
            }
            .build(),
            "2023-01-01",
            issuer(KeyProblem::OnlySha1),
        ),
    ];
    for (root, made, why) in cases {
        let cert = team().certified_by(&root, USER_ID, day(made));
        let user_id = told(&[cert.binary()], &cert, &trusting(&root))
            .user_ids
            .remove(0);
        assert!(user_id.certified_by_roots.is_empty(), "{why:?}");
        assert_eq!(
            user_id.invalid_root_certifications,
            [(root.fingerprint(), why)]
        );
    }
}

#[test]
fn a_certification_of_another_user_id_or_key_does_not_carry_over() {
    let root = introducer().build();
    let both = CertSpec {
        user_ids: vec![USER_ID.to_owned(), "Else <else@m-cert.example>".to_owned()],
        ..spec()
    }
    .build();
    let cert = both.certified_by(&root, "Else <else@m-cert.example>", day("2023-01-01"));
    let user_ids = told(&[cert.binary()], &cert, &trusting(&root)).user_ids;
    let printed = user_ids.iter().find(|id| id.text == USER_ID).unwrap();
    assert!(
        printed.certified_by_roots.is_empty() && printed.invalid_root_certifications.is_empty()
    );
    // The signature packet lifted onto another certificate with the same User ID.
    let lifted = other_team().certified_by(&root, USER_ID, day("2023-01-01"));
    let victim = team();
    let signature = lifted
        .cert()
        .userids()
        .find(|id| id.userid().value() == USER_ID.as_bytes())
        .unwrap();
    let signature = signature.certifications().next().unwrap().clone();
    let grafted = [
        victim.cert().primary_key().key().clone().into(),
        openpgp::packet::UserID::from(USER_ID).into(),
        signature.into(),
    ];
    let grafted: Vec<u8> = grafted
        .iter()
        .flat_map(|packet: &openpgp::Packet| MarshalInto::to_vec(packet).unwrap())
        .collect();
    let user_id = told(&[victim.binary(), grafted], &victim, &trusting(&root))
        .user_ids
        .remove(0);
    assert_eq!(user_id.bound, Told::Yes);
    assert!(
        user_id.certified_by_roots.is_empty() && user_id.invalid_root_certifications.is_empty()
    );
}

#[test]
fn a_revoked_certification_counts_no_more() {
    let root = introducer().build();
    let cert = team().certified_by(&root, USER_ID, day("2023-01-01"));
    let revocation = openpgp::cert::UserIDRevocationBuilder::new()
        .set_signature_creation_time(day("2024-01-01").into())
        .unwrap()
        .set_reason_for_revocation(ReasonForRevocation::UIDRetired, b"")
        .unwrap()
        .build(
            &mut root.primary(),
            cert.cert(),
            &openpgp::packet::UserID::from(USER_ID),
            None,
        )
        .unwrap();
    let packets = [
        openpgp::Packet::from(openpgp::packet::UserID::from(USER_ID)),
        revocation.into(),
    ];
    let revoked = cert
        .cert()
        .clone()
        .insert_packets(packets)
        .unwrap()
        .0
        .strip_secret_key_material();
    let bytes = openpgp::serialize::SerializeInto::to_vec(&revoked).unwrap();
    let user_id = told(&[bytes], &cert, &trusting(&root)).user_ids.remove(0);
    assert!(user_id.certified_by_roots.is_empty());
    assert_eq!(
        user_id.invalid_root_certifications,
        [(root.fingerprint(), CertificationProblem::Revoked)]
    );
}

/// A certification by the introducer, made on that day, with whatever else it says.
fn certification(
    cert: &TestCert,
    made: &str,
    more: impl Fn(SignatureBuilder) -> openpgp::Result<SignatureBuilder>,
) -> openpgp::Packet {
    let user_id = openpgp::packet::UserID::from(USER_ID);
    let builder = SignatureBuilder::new(SignatureType::GenericCertification)
        .set_signature_creation_time(day(made));
    let signature = builder.and_then(more).and_then(|builder| {
        let signer = &mut introducer().build().primary();
        builder.sign_userid_binding(signer, cert.cert().primary_key().key(), &user_id)
    });
    signature.unwrap().into()
}

#[test]
fn the_newest_live_certification_decides() {
    let root = introducer().build();
    let lasting = |made: &str| certification(&team(), made, Ok);
    let until = |made: &str, days: u64| {
        certification(&team(), made, |builder| {
            builder.set_signature_validity_period(std::time::Duration::from_secs(days * 86_400))
        })
    };
    let trust = |amount| {
        certification(&team(), "2025-01-01", |builder| {
            builder.set_trust_signature(1, amount)
        })
    };
    let persona = |made: &str| {
        certification(&team(), made, |builder| {
            Ok(builder.set_type(SignatureType::PersonaCertification))
        })
    };
    let cases: [(Vec<openpgp::Packet>, Result<&str, CertificationProblem>); 9] = [
        (
            vec![lasting("2023-01-01"), until("2024-01-01", 365)],
            Ok("2023-01-01"),
        ),
        (
            vec![until("2023-01-01", 365), lasting("2024-01-01")],
            Ok("2024-01-01"),
        ),
        (
            vec![lasting("2023-01-01"), until("2026-01-01", 365)],
            Ok("2026-01-01"),
        ),
        (
            vec![lasting("2023-01-01"), lasting("2027-01-01")],
            Ok("2023-01-01"),
        ),
        (
            vec![until("2023-01-01", 365), until("2024-01-01", 365)],
            Err(CertificationProblem::Expired(Some(day("2024-12-31")))),
        ),
        (
            vec![lasting("2023-01-01"), trust(60)],
            Err(CertificationProblem::Partial(60, 120)),
        ),
        (vec![trust(120)], Ok("2025-01-01")),
        (
            vec![persona("2025-01-01")],
            Err(CertificationProblem::NobodyChecked),
        ),
        (
            vec![lasting("2023-01-01"), persona("2025-01-01")],
            Ok("2023-01-01"),
        ),
    ];
    for (certifications, expected) in cases {
        for reverse in [false, true] {
            let mut certifications = certifications.clone();
            if reverse {
                certifications.reverse();
            }
            let packets = std::iter::once(openpgp::packet::UserID::from(USER_ID).into())
                .chain(certifications);
            let cert = team()
                .cert()
                .clone()
                .insert_packets(packets)
                .unwrap()
                .0
                .strip_secret_key_material();
            let bytes = openpgp::serialize::SerializeInto::to_vec(&cert).unwrap();
            let user_id = told(&[bytes], &team(), &trusting(&root)).user_ids.remove(0);
            match &expected {
                Ok(made) => assert_eq!(
                    user_id.certified_by_roots,
                    [(root.fingerprint(), Some(day(made)))]
                ),
                Err(why) => {
                    assert!(user_id.certified_by_roots.is_empty(), "{why:?}");
                    assert_eq!(user_id.invalid_root_certifications[0].1, *why);
                }
            }
        }
    }
}

#[test]
fn a_pinned_key_that_certified_the_new_one_is_told() {
    let old = other_team();
    let vouched = team().certified_by(&old, USER_ID, day("2025-01-01"));
    assert_eq!(
        told(&[vouched.binary(), old.binary()], &vouched, &pinning(&old)).certified_by,
        [old.fingerprint()]
    );
    for (certificates, trust) in [
        ([team().binary(), old.binary()], pinning(&old)),
        ([vouched.binary(), old.binary()], Trust::default()),
        (
            [
                vouched.binary(),
                old.revoked(ReasonForRevocation::KeyCompromised, "", day("2025-06-01"))
                    .binary(),
            ],
            pinning(&old),
        ),
    ] {
        assert!(
            told(&certificates, &vouched, &trust)
                .certified_by
                .is_empty()
        );
    }
}
