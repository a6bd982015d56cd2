//! Certificates: what is taken in, what is told about them.

use openpgp::Cert;
use openpgp::parse::Parse;

use super::*;
use crate::facts::Told;
use crate::openpgp::{Kind, certificates, classify, export_certificate};
use bonafide_testkit::Algorithm;

#[test]
fn a_healthy_certificate_is_told_in_full() {
    let cert = CertSpec {
        expires: Some(day("2030-01-01")),
        ..spec()
    }
    .build();
    let facts = facts(&dossier(DOCUMENT, &[], &[cert.armored()]), "2026-06-01");
    let [told] = facts.certificates.as_slice() else {
        panic!("one certificate")
    };
    assert_eq!(told.report.fingerprint, cert.fingerprint());
    assert_eq!(told.report.subkeys.len(), 2);
    assert_eq!(told.report.user_ids, [USER_ID]);
    assert_eq!(
        (told.report.created, told.report.expires),
        (Some(day("2020-01-01")), Some(day("2030-01-01")))
    );
    assert_eq!(told.report.algorithm, "Ed25519");
    for yes in [
        &told.live,
        &told.bindings_strong,
        &told.can_encrypt,
        &told.can_sign,
    ] {
        assert_eq!(*yes, Told::Yes);
    }
    assert_eq!(told.strong, Told::Yes);
    assert_eq!(told.user_ids[0].bound, Told::Yes);
    assert!(told.subkeys.is_empty(), "nobody asks why none signs");
    assert!(facts.unusable.is_empty());
}

#[test]
fn an_expired_certificate_is_not_live_and_can_do_nothing() {
    let cert = CertSpec {
        expires: Some(day("2023-01-01")),
        ..spec()
    }
    .build();
    let facts = facts(&dossier(DOCUMENT, &[], &[cert.binary()]), "2026-06-01");
    let told = &facts.certificates[0];
    for no in [&told.live, &told.can_encrypt, &told.can_sign] {
        assert_eq!(*no, Told::No(KeyProblem::Expired(Some(day("2023-01-01")))));
    }
    assert_eq!(told.report.expires, Some(day("2023-01-01")));
    assert!(
        told.subkeys
            .iter()
            .all(|subkey| subkey.usable == told.can_sign)
    );
    assert!(told.subkeys.iter().any(|subkey| subkey.signs));
    assert!(told.subkeys.iter().any(|subkey| !subkey.signs));
}

#[test]
fn a_user_id_that_nothing_prints_is_not_looked_at_and_not_passed() {
    let user_ids = vec![
        USER_ID.to_owned(),
        "Somebody <somebody@m-cert.example>".to_owned(),
    ];
    let cert = CertSpec { user_ids, ..spec() }.build();
    let told = |address: &str| -> Vec<(Option<String>, Told<UserIdProblem>)> {
        let mut dossier = dossier(DOCUMENT, &[], &[cert.binary()]);
        dossier.reading = Some(Ok(profile(Format::Text, address)));
        let user_ids = facts(&dossier, "2026-06-01")
            .certificates
            .remove(0)
            .user_ids;
        user_ids
            .into_iter()
            .map(|id| (id.email, id.bound))
            .collect()
    };
    for (email, bound) in told("contact@m-cert.example") {
        assert_eq!(
            bound == Told::Yes,
            email.as_deref() == Some("contact@m-cert.example"),
            "{email:?}: {bound:?}"
        );
    }
    // Where none is printed, a few are looked at, to name whose key it is instead.
    assert!(
        told("other@m-cert.example")
            .iter()
            .all(|(_, bound)| *bound == Told::Yes)
    );
}

#[test]
fn user_ids_stripped_from_one_copy_are_found_in_another() {
    let cert = team();
    let stripped = cert.without_user_ids();
    let signature = sign(&cert, "2022-05-22");
    let alone = facts(
        &dossier(
            DOCUMENT,
            std::slice::from_ref(&signature),
            &[stripped.binary()],
        ),
        "2026-06-01",
    );
    assert_eq!(
        alone.signatures[0].report.status,
        SignatureStatus::UnknownKey,
        "that accuses nobody"
    );
    assert_eq!(alone.signatures[0].report.signer, Some(cert.fingerprint()));
    for unknown in [
        &alone.certificates[0].live,
        &alone.certificates[0].bindings_strong,
    ] {
        assert!(matches!(unknown, Told::Unknown(_)), "{unknown:?}");
    }
    let both = facts(
        &dossier(DOCUMENT, &[signature], &[stripped.binary(), cert.binary()]),
        "2026-06-01",
    );
    assert_eq!(both.signatures[0].report.status, SignatureStatus::Good);
    assert_eq!(both.certificates.len(), 1);
    assert_eq!(both.certificates[0].live, Told::Yes);
}

#[test]
fn secret_keys_are_dropped_and_told() {
    let cert = team();
    let secret = cert.armored_secret();
    assert_eq!(classify(&secret), Kind::SecretKey);
    let dossier = dossier(DOCUMENT, &[], std::slice::from_ref(&secret));
    let told = facts(&dossier, "2026-06-01");
    assert!(told.certificates[0].had_secret);
    assert!(told.unusable.iter().any(|unusable| unusable.secret));
    let [(found, packets)] = certificates(&secret).unwrap().try_into().unwrap();
    assert_eq!(found, cert.fingerprint());
    for bytes in [
        packets,
        export_certificate(&dossier, &found).unwrap().into_bytes(),
    ] {
        let public = Cert::from_bytes(&bytes).unwrap();
        assert!(!public.is_tsk());
        assert_eq!(public, cert.cert().clone().strip_secret_key_material());
    }
    assert_eq!(
        export_certificate(&dossier, &other_team().fingerprint()),
        None
    );
}

#[test]
fn a_key_ring_is_split_and_only_what_is_named_is_looked_at() {
    let user_id = |n| format!("Team {n} <{n}@m-cert.example>");
    let certs: Vec<TestCert> = (0..12)
        .map(|n| {
            CertSpec {
                user_ids: vec![user_id(n)],
                ..spec()
            }
            .build()
        })
        .collect();
    let ring: Vec<u8> = certs.iter().flat_map(TestCert::binary).collect();
    let fingerprints: Vec<_> = certs.iter().map(TestCert::fingerprint).collect();
    assert_eq!(
        certificates(&ring)
            .unwrap()
            .into_iter()
            .map(|(found, _)| found)
            .collect::<Vec<_>>(),
        fingerprints
    );
    assert_eq!(classify(&ring), Kind::Certificate { fingerprints });
    let facts = facts(
        &dossier(DOCUMENT, &[sign(&certs[7], "2022-05-22")], &[ring]),
        "2026-06-01",
    );
    assert_eq!(facts.certificates.len(), 1);
    assert_eq!(facts.signatures[0].report.status, SignatureStatus::Good);
    assert_eq!(
        facts.signatures[0].report.signer,
        Some(certs[7].fingerprint())
    );
}

#[test]
fn what_is_no_certificate_is_unusable_with_a_reason() {
    let signature = sign(&team(), "2022-05-22");
    for (bytes, kind) in [
        (&b"<html>not found</html>"[..], FileKind::WebPage),
        (b"", FileKind::Empty),
        (b"GIF89a", FileKind::Image),
        (b"hello", FileKind::PlainText),
        (&signature, FileKind::OtherPackets),
    ] {
        let facts = facts(&dossier(DOCUMENT, &[], &[bytes.to_vec()]), "2026-06-01");
        let why = CertificateProblem::SomethingElse(kind);
        assert_eq!(facts.unusable[0].why, why);
        assert!(facts.certificates.is_empty());
        assert_eq!(certificates(bytes).unwrap_err().0, why);
    }
}

#[test]
fn every_kind_is_told_by_its_bytes() {
    let cert = team();
    let how = Signing::at(day("2022-05-22"));
    for (bytes, kind) in [
        (cert.sign_detached(DOCUMENT, &how), Kind::DetachedSignature),
        (
            cert.sign_detached_binary(DOCUMENT, &how),
            Kind::DetachedSignature,
        ),
        (
            cert.sign_cleartext("profile", &how).into_bytes(),
            Kind::CleartextSigned,
        ),
        (cert.sign_inline(DOCUMENT, &how), Kind::InlineSigned),
        (
            cert.armored(),
            Kind::Certificate {
                fingerprints: vec![cert.fingerprint()],
            },
        ),
        (
            cert.binary(),
            Kind::Certificate {
                fingerprints: vec![cert.fingerprint()],
            },
        ),
        (
            [cert.armored(), cert.armored_secret()].concat(),
            Kind::SecretKey,
        ),
        (b"<!doctype html>".to_vec(), Kind::Html),
        (b"\n".to_vec(), Kind::Empty),
        (
            b"%PDF-1.7".to_vec(),
            Kind::Other(OtherThing::Kind(FileKind::Pdf)),
        ),
    ] {
        assert_eq!(classify(&bytes), kind);
    }
}

#[test]
fn what_gnupg_notes_in_its_own_ring_hides_no_signature() {
    let cert = team();
    let noted: Vec<u8> = cert
        .cert()
        .clone()
        .strip_secret_key_material()
        .into_packets()
        .fold(Vec::new(), |mut ring, packet| {
            ring.extend(MarshalInto::to_vec(&packet).unwrap());
            // A trust packet of two octets.
            ring.extend([0xb0, 2, 0, 3]);
            ring
        });
    assert_eq!(
        certificates(&noted).unwrap(),
        certificates(&cert.binary()).unwrap()
    );
}

#[test]
fn text_and_pictures_that_begin_like_a_secret_key_are_none() {
    let rsa = CertSpec {
        algorithm: Algorithm::Rsa(2048),
        ..spec()
    }
    .build();
    for cert in [spec().build(), rsa] {
        let packets = cert.cert().as_tsk().to_vec().unwrap();
        assert_eq!(classify(&packets), Kind::SecretKey);
    }
    // `Ł` and `Ő` are C5 81 and C5 90 in UTF-8, a quotation mark is 94 in an older character set; behind each a length that fits.
    for text in ["Łódź: kontakt", "Ősz: kapcsolat"] {
        let long = format!("{text}{}", "x".repeat(40_000));
        assert_ne!(classify(long.as_bytes()), Kind::SecretKey, "{text}");
    }
    for first in [0x94, 0x95, 0x97, 0x9D, 0xC5, 0xC7] {
        let bytes = [&[first, 0x10][..], &[b'a'; 0x10]].concat();
        assert_ne!(classify(&bytes), Kind::SecretKey, "{first:x}");
    }
}
