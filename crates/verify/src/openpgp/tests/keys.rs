//! Whether the key was allowed to sign: bindings, flags, strength.

use SignatureStatus::*;
use bonafide_testkit::Algorithm;
use openpgp::Packet;
use openpgp::crypto::mpi;
use openpgp::packet::Key;
use openpgp::packet::key::{Key4, PrimaryRole, PublicParts, SecretParts, SubordinateRole};
use openpgp::packet::signature::subpacket::{
    Subpacket, SubpacketArea, SubpacketTag, SubpacketValue,
};
use openpgp::packet::signature::{Signature4, SignatureBuilder};
use openpgp::types::{
    Curve, HashAlgorithm, PublicKeyAlgorithm, ReasonForRevocation, SignatureType,
};
use std::time::SystemTime;

use super::*;
use crate::facts::{Told, WeakBecause};

#[test]
fn a_signing_subkey_without_back_signature_is_refused() {
    let cert = CertSpec {
        back_signature: false,
        ..spec()
    }
    .build();
    let subkey = cert
        .cert()
        .keys()
        .subkeys()
        .find(|key| key.key().pk_algo().for_signing())
        .unwrap()
        .key()
        .clone();
    let signature = SignatureBuilder::new(SignatureType::Binary)
        .set_signature_creation_time(SystemTime::from(day("2022-05-22")))
        .unwrap()
        .sign_message(
            &mut subkey.parts_into_secret().unwrap().into_keypair().unwrap(),
            DOCUMENT,
        )
        .unwrap();
    let facts = only(&packet(signature), &cert);
    assert_eq!(
        (facts.report.status, facts.report.cause),
        (
            InvalidKey,
            Some(SignatureCause::Binding(BindingProblem::NoBackSignature))
        )
    );
}

#[test]
fn a_key_that_may_only_certify_is_refused() {
    let cert = team();
    let facts = only(
        &cert.sign_detached(DOCUMENT, &Signing::at(day("2022-05-22")).by_primary()),
        &cert,
    );
    assert_eq!(
        (facts.report.status, facts.report.cause),
        (InvalidKey, Some(SignatureCause::NotForSigning))
    );
    let primary_signs = CertSpec {
        signing_subkey: false,
        ..spec()
    }
    .build();
    assert_eq!(
        only(&sign(&primary_signs, "2022-05-22"), &primary_signs)
            .report
            .status,
        Good
    );
}

#[test]
fn a_subkey_of_somebody_else_grafted_on_is_refused() {
    // The attacker's certificate claims the team's signing subkey: its fingerprint must not become
    // the signer.
    let (cert, attacker) = (team(), other_team());
    let subkey = cert
        .cert()
        .keys()
        .subkeys()
        .find(|key| key.key().fingerprint() == cert.signing_key().public().fingerprint())
        .unwrap();
    let binding = SignatureBuilder::from(subkey.self_signatures().next().unwrap().clone())
        .set_signature_creation_time(SystemTime::from(day("2021-01-01")))
        .unwrap()
        .sign_subkey_binding(
            &mut attacker.primary(),
            attacker.cert().primary_key().key(),
            subkey.key(),
        )
        .unwrap();
    let stolen = attacker
        .cert()
        .clone()
        .insert_packets([Packet::from(subkey.key().clone()), binding.into()])
        .unwrap()
        .0;
    let stolen =
        TestCert::from_bytes(&openpgp::serialize::SerializeInto::to_vec(&stolen.as_tsk()).unwrap());
    let signature = sign(&cert, "2022-05-22");
    let alone = only(&signature, &stolen);
    assert_eq!(alone.report.status, InvalidKey, "{:?}", alone.report.cause);
    for certificates in [
        [stolen.binary(), cert.binary()],
        [cert.binary(), stolen.binary()],
    ] {
        let facts = one(facts(
            &dossier(DOCUMENT, std::slice::from_ref(&signature), &certificates),
            "2026-06-01",
        ));
        assert_eq!(
            (facts.report.status, facts.report.signer),
            (Good, Some(cert.fingerprint()))
        );
    }
}

#[test]
fn sha1_bindings_are_weak_and_acceptable_only_by_name() {
    let cert = CertSpec {
        hash: HashAlgorithm::SHA1,
        ..spec()
    }
    .build();
    let signature = sign(&cert, "2022-05-22");
    let dossier = dossier(DOCUMENT, &[signature], &[cert.binary()]);
    for now in ["2022-06-01", "2026-06-01"] {
        let strict = facts(&dossier, now);
        let weak = &strict.signatures[0];
        assert_eq!(
            (weak.report.status, weak.weak_because),
            (Weak, Some(WeakBecause::Binding))
        );
        assert_eq!(weak.report.problems, [SignatureProblem::WeakBinding]);
        assert_eq!(weak.report.signer, Some(cert.fingerprint()));
        let told = &strict.certificates[0];
        assert_eq!(told.bindings_strong, Told::No(KeyProblem::PrimaryOnlySha1));
        assert_eq!(told.user_ids[0].bound, Told::No(UserIdProblem::OnlySha1));
        assert_eq!(told.live, Told::Yes, "weak is not dead");
    }
    let accepting = Policy {
        danger_accept_sha1_bindings: true,
        ..Policy::default()
    };
    let accepted = facts_under(&dossier, &Trust::default(), &accepting, "2026-06-01");
    assert_eq!(accepted.signatures[0].report.status, Good);
    assert_eq!(
        accepted.signatures[0].report.problems,
        [SignatureProblem::WeakBinding]
    );
    let over_sha1 = cert.sign_detached(
        DOCUMENT,
        &Signing::at(day("2022-05-22")).hash(HashAlgorithm::SHA1),
    );
    let document = super::dossier(DOCUMENT, &[over_sha1], &[cert.binary()]);
    let refused = one(facts_under(
        &document,
        &Trust::default(),
        &accepting,
        "2026-06-01",
    ));
    assert_eq!(
        (refused.report.status, refused.weak_because),
        (Weak, Some(WeakBecause::Hash)),
        "never the document's own"
    );
}

#[test]
fn a_certificate_extended_by_gnupg_keeps_its_older_signatures() {
    let cert = CertSpec {
        expires: Some(day("2023-01-01")),
        ..spec()
    }
    .build()
    .extended(day("2022-12-01"), day("2030-01-01"));
    for extended in [
        cert,
        CertSpec {
            signing_subkey: false,
            ..spec()
        }
        .build()
        .extended(day("2022-12-01"), day("2030-01-01")),
    ] {
        let report = only_on(&sign(&extended, "2022-05-22"), &extended, "2022-12-24").report;
        assert_eq!(
            (report.status, report.problems),
            (Good, vec![SignatureProblem::BindingMadeLater]),
            "{:?}",
            report.cause
        );
        let before_key = only(&sign(&extended, "2019-05-22"), &extended).report;
        assert_eq!(before_key.status, InvalidKey);
        let after = only_on(&sign(&extended, "2022-12-10"), &extended, "2022-12-24").report;
        assert_eq!((after.status, after.problems), (Good, vec![]));
        // A binding of tomorrow is none today.
        assert_eq!(
            only_on(&sign(&extended, "2022-05-22"), &extended, "2022-06-01")
                .report
                .status,
            InvalidKey
        );
    }
}

#[test]
fn a_subkey_that_agreed_only_after_it_signed_is_not_taken_for_an_extended_one() {
    let cert = CertSpec {
        signing_subkey: false,
        encryption_subkey: false,
        ..spec()
    }
    .build();
    let created = SystemTime::from(day("2020-01-01"));
    let subkey: Key<SecretParts, SubordinateRole> = Key4::import_secret_ed25519(&[7; 32], created)
        .unwrap()
        .into();
    let mut signer = subkey.clone().into_keypair().unwrap();
    let signed = SignatureBuilder::new(SignatureType::Binary)
        .set_signature_creation_time(SystemTime::from(day("2022-05-22")))
        .unwrap()
        .sign_message(&mut signer, DOCUMENT)
        .unwrap();
    let primary = cert.cert().primary_key().key();
    for (agreed, status, problems) in [
        ("2020-01-02", Good, vec![SignatureProblem::BindingMadeLater]),
        ("2022-12-01", InvalidKey, vec![]),
    ] {
        let back = SignatureBuilder::new(SignatureType::PrimaryKeyBinding)
            .set_signature_creation_time(SystemTime::from(day(agreed)))
            .unwrap()
            .sign_primary_key_binding(&mut signer, primary, &subkey)
            .unwrap();
        let binding = SignatureBuilder::new(SignatureType::SubkeyBinding)
            .set_signature_creation_time(SystemTime::from(day("2022-12-01")))
            .and_then(|builder| {
                builder.set_key_flags(openpgp::types::KeyFlags::empty().set_signing())
            })
            .and_then(|builder| builder.set_embedded_signature(back))
            .and_then(|builder| builder.sign_subkey_binding(&mut cert.primary(), None, &subkey))
            .unwrap();
        let packets = [Packet::from(subkey.clone()), binding.into()];
        let bound = cert.cert().clone().insert_packets(packets).unwrap().0;
        let bytes = MarshalInto::to_vec(&bound).unwrap();
        let report = one(facts(
            &dossier(DOCUMENT, &[packet(signed.clone())], &[bytes]),
            "2026-06-01",
        ))
        .report;
        assert_eq!(
            (report.status, report.problems),
            (status, problems),
            "agreed on {agreed}: {:?}",
            report.cause
        );
    }
}

#[test]
fn what_was_expired_stays_expired_when_the_key_is_extended_later() {
    let cert = CertSpec {
        expires: Some(day("2022-01-01")),
        signing_subkey: false,
        ..spec()
    }
    .build();
    let extended = cert.extended(day("2022-12-01"), day("2030-01-01"));
    let merged = dossier(
        DOCUMENT,
        &[sign(&cert, "2022-05-22")],
        &[extended.binary(), cert.binary()],
    );
    assert_eq!(
        one(facts(&merged, "2026-06-01")).report.status,
        Expired,
        "the older binding says so"
    );
}

#[test]
fn weak_keys_are_refused_whatever_they_sign() {
    let cert = CertSpec {
        algorithm: Algorithm::Rsa(1024),
        signing_subkey: false,
        encryption_subkey: false,
        ..spec()
    }
    .build();
    let facts = facts(
        &dossier(DOCUMENT, &[sign(&cert, "2022-05-22")], &[cert.binary()]),
        "2022-06-01",
    );
    let signature = &facts.signatures[0];
    assert_eq!(
        (signature.report.status, signature.weak_because),
        (Weak, Some(WeakBecause::Key))
    );
    assert_eq!(
        signature.report.cause,
        Some(SignatureCause::WeakKey("RSA 1024".to_owned()))
    );
    assert_eq!(
        facts.certificates[0].strong,
        Told::No("RSA 1024".to_owned())
    );
    assert_eq!(facts.certificates[0].report.algorithm, "RSA 1024");
}

#[test]
fn only_subkeys_that_may_sign_and_are_in_use_make_a_key_weak() {
    use openpgp::types::KeyFlags;
    let cert = team();
    let created = SystemTime::from(day("2020-01-01"));
    let mut weak: Key4<SecretParts, SubordinateRole> = Key4::generate_rsa(1024).unwrap();
    weak.set_creation_time(created).unwrap();
    let weak: Key<SecretParts, SubordinateRole> = weak.into();
    let unknown = mpi::PublicKey::Unknown {
        mpis: Box::new([]),
        rest: vec![1, 2, 3, 4].into_boxed_slice(),
    };
    let unknown: Key<PublicParts, SubordinateRole> =
        Key4::new(created, PublicKeyAlgorithm::Unknown(8), unknown)
            .unwrap()
            .into();
    let told = |subkey: &Key<PublicParts, SubordinateRole>,
                flags: KeyFlags,
                days: Option<u64>,
                revoked: bool| {
        let made = SystemTime::from(day("2026-01-01"));
        let signs = flags.for_signing();
        let mut binding = SignatureBuilder::new(SignatureType::SubkeyBinding)
            .set_signature_creation_time(made)
            .and_then(|binding| binding.set_key_flags(flags))
            .and_then(|binding| {
                match days.map(|days| std::time::Duration::from_secs(days * 86_400)) {
                    Some(lifetime) => {
                        let since = made
                            .duration_since(subkey.creation_time())
                            .unwrap_or_default();
                        binding.set_key_validity_period(since + lifetime)
                    }
                    None => Ok(binding),
                }
            })
            .unwrap();
        let primary = cert.cert().primary_key();
        if signs {
            let back = SignatureBuilder::new(SignatureType::PrimaryKeyBinding)
                .set_signature_creation_time(made)
                .unwrap()
                .sign_primary_key_binding(
                    &mut weak.clone().into_keypair().unwrap(),
                    primary.key(),
                    subkey,
                )
                .unwrap();
            binding = binding.set_embedded_signature(back).unwrap();
        }
        let binding = binding
            .sign_subkey_binding(&mut cert.primary(), primary.key(), subkey)
            .unwrap();
        let mut packets = vec![Packet::from(subkey.clone()), binding.into()];
        if revoked {
            let revocation = SignatureBuilder::new(SignatureType::SubkeyRevocation)
                .set_reason_for_revocation(ReasonForRevocation::KeyRetired, b"")
                .and_then(|revocation| {
                    revocation.set_signature_creation_time(SystemTime::from(day("2026-02-01")))
                })
                .and_then(|revocation| {
                    revocation.sign_subkey_binding(&mut cert.primary(), primary.key(), subkey)
                });
            packets.push(revocation.unwrap().into());
        }
        let bound = cert
            .cert()
            .clone()
            .strip_secret_key_material()
            .insert_packets(packets)
            .unwrap()
            .0;
        let bytes = openpgp::serialize::SerializeInto::to_vec(&bound).unwrap();
        facts(&dossier(DOCUMENT, &[], &[bytes]), "2026-06-01")
            .certificates
            .remove(0)
            .strong
    };
    let weak_public = weak.clone().take_secret().0;
    let (signing, encryption) = (
        KeyFlags::empty().set_signing(),
        KeyFlags::empty().set_transport_encryption(),
    );
    assert_eq!(
        told(&weak_public, signing.clone(), None, false),
        Told::No("RSA 1024".to_owned())
    );
    assert_eq!(
        told(&weak_public, signing.clone(), Some(30), false),
        Told::Yes,
        "expired"
    );
    assert_eq!(
        told(&weak_public, signing, None, true),
        Told::Yes,
        "revoked"
    );
    assert_eq!(
        told(&weak_public, encryption.clone(), None, false),
        Told::Yes,
        "it may not sign"
    );
    assert_eq!(
        told(&unknown, encryption, None, false),
        Told::Yes,
        "as GnuPG makes post-quantum subkeys"
    );
}

#[test]
fn keys_that_cannot_be_computed_with_are_unsupported_and_not_bad() {
    let number = |bytes: usize| mpi::MPI::new(&vec![0x81; bytes]);
    let signature = |name: &str| match name {
        "RSA 8192" => mpi::Signature::RSA { s: number(1024) },
        _ => mpi::Signature::ECDSA {
            r: number(32),
            s: number(32),
        },
    };
    for (name, algorithm, material) in [
        (
            "brainpool",
            PublicKeyAlgorithm::ECDSA,
            mpi::PublicKey::ECDSA {
                curve: Curve::BrainpoolP256,
                q: number(65),
            },
        ),
        (
            "Unknown curve 1.3.132.0.10",
            PublicKeyAlgorithm::ECDSA,
            mpi::PublicKey::ECDSA {
                curve: Curve::Unknown(vec![0x2b, 0x81, 0x04, 0x00, 0x0a].into_boxed_slice()),
                q: number(65),
            },
        ),
        (
            "RSA 8192",
            PublicKeyAlgorithm::RSAEncryptSign,
            mpi::PublicKey::RSA {
                e: mpi::MPI::new(&[1, 0, 1]),
                n: number(1024),
            },
        ),
    ] {
        let created = SystemTime::from(day("2020-01-01"));
        let key: Key4<PublicParts, PrimaryRole> = Key4::new(created, algorithm, material).unwrap();
        let key = openpgp::packet::Key::from(key);
        let stated = [
            SubpacketValue::SignatureCreationTime(created.try_into().unwrap()),
            SubpacketValue::IssuerFingerprint(key.fingerprint()),
        ];
        let area = SubpacketArea::new(
            stated
                .map(|value| Subpacket::new(value, false).unwrap())
                .to_vec(),
        )
        .unwrap();
        let hash = HashAlgorithm::SHA512;
        let made = Signature4::new(
            SignatureType::Binary,
            algorithm,
            hash,
            area,
            Default::default(),
            [0, 0],
            signature(name),
        );
        let certificate = MarshalInto::to_vec(&Packet::from(key)).unwrap();
        let facts = facts(
            &dossier(DOCUMENT, &[packet(made.into())], &[certificate]),
            "2026-06-01",
        );
        let report = &facts.signatures[0].report;
        assert_eq!(report.status, Unsupported, "{:?}", report.cause);
        assert!(
            matches!(&report.cause, Some(SignatureCause::NotComputed(what)) if what.contains(name)),
            "{:?}",
            report.cause
        );
        assert!(matches!(facts.certificates[0].live, Told::Unknown(_)));
        assert!(
            !matches!(facts.certificates[0].strong, Told::No(_)),
            "{name}"
        );
    }
}

#[test]
fn a_hard_revocation_counts_though_it_demands_something_unknown() {
    let demanding = |code, critical| {
        let cert = team();
        let unknown = SubpacketValue::Unknown {
            tag: SubpacketTag::Private(105),
            body: vec![1],
        };
        let revocation = SignatureBuilder::new(SignatureType::KeyRevocation)
            .set_signature_creation_time(SystemTime::from(day("2023-01-01")))
            .unwrap()
            .set_reason_for_revocation(code, b"")
            .unwrap()
            .modify_hashed_area(|mut area| {
                area.add(Subpacket::new(unknown, critical)?)?;
                Ok(area)
            })
            .unwrap()
            .sign_direct_key(&mut cert.primary(), None)
            .unwrap();
        let bare = packet(revocation);
        let dossier = dossier(
            DOCUMENT,
            &[sign(&cert, "2022-05-22")],
            &[cert.binary(), bare],
        );
        let facts = facts(&dossier, "2026-06-01");
        facts.signatures[0].report.problems.clone()
    };
    for critical in [false, true] {
        assert_eq!(
            demanding(ReasonForRevocation::KeyCompromised, critical),
            [SignatureProblem::KeyRevokedHard],
            "{critical}"
        );
    }
    assert_eq!(
        demanding(ReasonForRevocation::KeyRetired, false),
        [SignatureProblem::KeyRevokedSoft]
    );
}

#[test]
fn a_revoked_signing_subkey_signs_no_more() {
    let cert = team();
    let subkey = cert
        .cert()
        .keys()
        .subkeys()
        .find(|key| key.key().fingerprint() == cert.signing_key().public().fingerprint())
        .unwrap();
    let revoked = |code| {
        let revocation = openpgp::cert::SubkeyRevocationBuilder::new()
            .set_signature_creation_time(SystemTime::from(day("2023-01-01")))
            .unwrap()
            .set_reason_for_revocation(code, b"")
            .unwrap()
            .build(&mut cert.primary(), cert.cert(), subkey.key(), None)
            .unwrap();
        let cert = cert.cert().clone().insert_packets([revocation]).unwrap().0;
        TestCert::from_bytes(&openpgp::serialize::SerializeInto::to_vec(&cert.as_tsk()).unwrap())
    };
    let status = |code, made| {
        let report = only(&sign(&cert, made), &revoked(code)).report;
        (report.status, report.problems)
    };
    use SignatureProblem::{KeyRevokedHard, KeyRevokedSoft};
    assert_eq!(
        status(ReasonForRevocation::KeyCompromised, "2022-05-22"),
        (InvalidKey, vec![KeyRevokedHard])
    );
    assert_eq!(
        status(ReasonForRevocation::KeyRetired, "2022-05-22"),
        (Good, vec![KeyRevokedSoft])
    );
    assert_eq!(
        status(ReasonForRevocation::KeyRetired, "2023-05-22"),
        (InvalidKey, vec![KeyRevokedSoft])
    );
    let facts = facts(
        &dossier(
            DOCUMENT,
            &[],
            &[revoked(ReasonForRevocation::KeyRetired).binary()],
        ),
        "2026-06-01",
    );
    assert!(matches!(facts.certificates[0].can_sign, Told::No(_)));
    assert_eq!(facts.certificates[0].can_encrypt, Told::Yes);
    assert_eq!(facts.certificates[0].report.revoked, None);
}

#[test]
fn a_revocation_that_stands_alone_revokes_its_own_key_and_no_other() {
    let (cert, other) = (team(), other_team());
    let revoked = cert.revoked(
        ReasonForRevocation::KeyCompromised,
        "stolen",
        day("2023-01-01"),
    );
    let primary = revoked.cert().primary_key();
    let bare = packet(primary.self_revocations().next().unwrap().clone());
    let labelled = |kind| {
        let mut writer = openpgp::armor::Writer::new(Vec::new(), kind).unwrap();
        std::io::Write::write_all(&mut writer, &bare).unwrap();
        writer.finalize().unwrap()
    };
    let armored = labelled(openpgp::armor::Kind::PublicKey);
    let as_signature = labelled(openpgp::armor::Kind::Signature);
    for certificates in [
        vec![cert.binary(), bare.clone()],
        vec![armored.clone(), cert.binary()],
        vec![as_signature.clone(), cert.binary()],
        vec![[cert.armored(), armored.clone()].concat()],
        vec![[cert.armored(), as_signature].concat()],
    ] {
        let dossier = dossier(DOCUMENT, &[sign(&cert, "2022-05-22")], &certificates);
        let facts = facts(&dossier, "2026-06-01");
        assert_eq!(
            facts.signatures[0].report.problems,
            [SignatureProblem::KeyRevokedHard]
        );
        assert_eq!(
            facts.certificates[0]
                .report
                .revoked
                .as_ref()
                .map(|told| told.hard),
            Some(true)
        );
        let exported = crate::export_certificate(&dossier, &cert.fingerprint()).unwrap();
        assert_eq!(
            TestCert::from_bytes(exported.as_bytes())
                .cert()
                .primary_key()
                .self_revocations()
                .count(),
            1
        );
    }
    let unharmed = facts(
        &dossier(
            DOCUMENT,
            &[sign(&other, "2022-05-22")],
            &[other.binary(), armored.clone()],
        ),
        "2026-06-01",
    );
    assert_eq!(
        (
            unharmed.signatures[0].report.status,
            &unharmed.certificates[0].report.revoked
        ),
        (Good, &None)
    );
    assert_eq!(
        crate::classify(&armored),
        crate::Kind::Other(OtherThing::Kind(FileKind::Revocation))
    );
}

#[test]
fn only_those_whom_the_owner_allowed_can_revoke_for_him() {
    use openpgp::types::RevocationKey;
    let (revoker, stranger) = (
        other_team(),
        CertSpec::new("Stranger <s@m-cert.example>").build(),
    );
    let designated = RevocationKey::new(
        PublicKeyAlgorithm::EdDSA,
        revoker.cert().fingerprint(),
        false,
    );
    let (cert, _) = openpgp::cert::CertBuilder::new()
        .set_creation_time(SystemTime::from(day("2020-01-01")))
        .add_userid(USER_ID)
        .set_primary_key_flags(
            openpgp::types::KeyFlags::empty()
                .set_certification()
                .set_signing(),
        )
        .set_revocation_keys(vec![designated])
        .generate()
        .unwrap();
    let cert =
        TestCert::from_bytes(&openpgp::serialize::SerializeInto::to_vec(&cert.as_tsk()).unwrap());
    let signature = sign(&cert, "2022-05-22");
    let judge = |by: &TestCert, at_hand: &[Vec<u8>]| {
        let revocation = openpgp::cert::CertRevocationBuilder::new()
            .set_signature_creation_time(SystemTime::from(day("2023-01-01")))
            .unwrap()
            .set_reason_for_revocation(ReasonForRevocation::KeyCompromised, b"")
            .unwrap()
            .build(&mut by.primary(), cert.cert(), None)
            .unwrap();
        let revoked = cert
            .cert()
            .clone()
            .insert_packets([revocation])
            .unwrap()
            .0
            .strip_secret_key_material();
        let revoked = openpgp::serialize::SerializeInto::to_vec(&revoked).unwrap();
        let certificates = [&[revoked][..], at_hand].concat();
        let facts = facts(
            &dossier(DOCUMENT, std::slice::from_ref(&signature), &certificates),
            "2026-06-01",
        );
        let told = facts
            .certificates
            .iter()
            .find(|told| told.report.fingerprint == cert.fingerprint())
            .unwrap();
        (
            facts.signatures[0].report.status,
            told.live.clone(),
            told.report.revoked.is_some(),
        )
    };
    assert_eq!(
        judge(&revoker, &[revoker.binary()]),
        (InvalidKey, Told::Yes, true)
    );
    assert_eq!(
        judge(&stranger, &[revoker.binary(), stranger.binary()]),
        (Good, Told::Yes, false)
    );
    let (status, live, revoked) = judge(&revoker, &[]);
    assert!(
        matches!((status, live, revoked), (Good, Told::Unknown(_), false)),
        "cannot be told, so no pass"
    );
}
