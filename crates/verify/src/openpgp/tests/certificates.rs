//! Certificates: what is taken in, what is told about them.

use super::*;
use crate::facts::Told;
use crate::openpgp::{Kind, certificates, classify, export_certificate};
use openpgp::parse::Parse;

#[test]
fn a_healthy_certificate_is_told_in_full() {
    let cert = builder().set_validity_period(days(3650)).generate().unwrap().0;
    let facts = facts(&dossier(DOCUMENT, &[], &[public(&cert)]), "2026-06-01");
    let [told] = facts.certificates.as_slice() else { panic!("one certificate") };
    assert_eq!(told.report.fingerprint, fingerprint(&cert));
    assert_eq!(told.report.subkeys.len(), 2);
    assert_eq!(told.report.user_ids, ["M-CERT <contact@m-cert.example>"]);
    assert_eq!(told.report.expires, Timestamp::try_from(day("2020-01-01") + days(3650)).ok());
    assert_eq!(told.report.algorithm, "Ed25519");
    for yes in [&told.live, &told.strong, &told.bindings_strong, &told.can_encrypt, &told.can_sign, &told.user_ids[0].bound] {
        assert_eq!(*yes, Told::Yes);
    }
    assert!(told.subkeys.iter().all(|subkey| subkey.usable == Told::Yes));
    assert_eq!(
        told.subkeys.iter().map(|subkey| (subkey.signs, subkey.encrypts)).collect::<Vec<_>>(),
        [(true, false), (false, true)]
    );
}

#[test]
fn a_user_id_that_nothing_prints_is_not_looked_at_and_not_passed() {
    let cert = team();
    let mut dossier = dossier(DOCUMENT, &[], &[public(&cert)]);
    dossier.reading = Some(Ok(profile(Format::Text, "other@m-cert.example")));
    let facts = facts(&dossier, "2026-06-01");
    assert!(matches!(facts.certificates[0].user_ids[0].bound, Told::Unknown(_)));
}

#[test]
fn secret_keys_are_dropped_and_told() {
    let cert = team();
    let secret = SerializeInto::to_vec(&cert.as_tsk().armored()).unwrap();
    assert_eq!(classify(&secret), Kind::SecretKey);
    let dossier = dossier(DOCUMENT, &[], std::slice::from_ref(&secret));
    let told = facts(&dossier, "2026-06-01");
    assert!(told.certificates[0].had_secret);
    assert!(told.unusable.iter().any(|unusable| unusable.secret));
    let [(found, packets)] = certificates(&secret).unwrap().try_into().unwrap();
    assert_eq!(found, fingerprint(&cert));
    for bytes in [packets, export_certificate(&dossier, &found).unwrap().into_bytes()] {
        let public = Cert::from_bytes(&bytes).unwrap();
        assert!(!public.is_tsk());
        assert_eq!(public, cert.clone().strip_secret_key_material());
    }
}

#[test]
fn a_key_ring_is_split_and_only_what_is_named_is_looked_at() {
    let certs: Vec<Cert> = (0..12).map(|_| team()).collect();
    let ring: Vec<u8> = certs.iter().flat_map(public).collect();
    let split = certificates(&ring).unwrap();
    assert_eq!(split.iter().map(|(f, _)| f.clone()).collect::<Vec<_>>(), certs.iter().map(fingerprint).collect::<Vec<_>>());
    let signature = sign(&certs[7], DOCUMENT, day("2022-05-22"));
    let facts = facts(&dossier(DOCUMENT, &[signature], &[ring]), "2026-06-01");
    assert_eq!(facts.certificates.len(), 1);
    assert_eq!(facts.signatures[0].report.status, SignatureStatus::Good);
    assert_eq!(facts.signatures[0].report.signer, Some(fingerprint(&certs[7])));
}

#[test]
fn what_is_no_certificate_is_unusable_with_a_reason() {
    for (bytes, why) in [
        (&b"<html>not found</html>"[..], "not a certificate but a web page"),
        (b"", "not a certificate but an empty file"),
        (b"GIF89a", "not a certificate but an image"),
        (b"hello", "not a certificate but plain text without OpenPGP armor"),
    ] {
        let facts = facts(&dossier(DOCUMENT, &[], &[bytes.to_vec()]), "2026-06-01");
        assert_eq!(facts.unusable[0].why, why);
        assert!(facts.certificates.is_empty());
        assert_eq!(certificates(bytes).unwrap_err().to_string(), why);
    }
}
