//! Detached signatures.

use SignatureStatus::*;
use openpgp::armor::{Kind, Writer};
use openpgp::types::ReasonForRevocation;
use std::io::Write;

use super::*;
use crate::facts::{Coverage, WeakBecause};

fn armored(packets: &[u8], kind: Kind) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), kind).unwrap();
    writer.write_all(packets).unwrap();
    writer.finalize().unwrap()
}

#[test]
fn a_sound_signature_is_good_and_names_primary_and_signing_key() {
    let cert = team();
    let signature = sign(&cert, DOCUMENT, day("2022-05-22"));
    for bytes in [signature.clone(), armored(&signature, Kind::Signature)] {
        let facts = only(&bytes, &cert);
        assert_eq!(facts.report.status, Good, "{}", facts.report.detail);
        assert_eq!(facts.covers, Coverage::Document);
        assert_eq!(facts.report.signer, Some(fingerprint(&cert)));
        assert_eq!(facts.report.signing_key, super::super::convert::fingerprint(&secret(&cert, 1).fingerprint()));
        assert_eq!(facts.report.made_at, Timestamp::try_from(day("2022-05-22")).ok());
        assert_eq!(facts.report.hash.as_deref(), Some("SHA512"));
        assert_eq!(facts.report.problems, []);
    }
}

#[test]
fn every_changed_byte_of_document_and_signature_is_seen() {
    let cert = team();
    let signature = sign(&cert, DOCUMENT, day("2022-05-22"));
    for at in 0..DOCUMENT.len() {
        let mut document = DOCUMENT.to_vec();
        document[at] ^= 1;
        let facts = facts(&dossier(&document, std::slice::from_ref(&signature), &[public(&cert)]), "2026-06-01");
        assert_eq!(facts.signatures[0].report.status, Bad, "byte {at}");
        assert_eq!(facts.signatures[0].covers, Coverage::Nothing);
        assert_eq!(facts.signatures[0].report.signer, Some(fingerprint(&cert)), "claimed by this key");
    }
    let parsed = sign_with(&secret(&cert, 1), DOCUMENT, day("2022-05-22"), |b| b);
    let unhashed: usize = parsed.unhashed_area().iter().map(MarshalInto::serialized_len).sum();
    let hashed: usize = parsed.hashed_area().iter().map(MarshalInto::serialized_len).sum();
    let header = signature.len() - (parsed.serialized_len());
    for at in 0..signature.len() {
        // Nobody signs the unhashed area: what stands there is hearsay.
        let in_unhashed = (header + 6 + hashed + 2..header + 6 + hashed + 2 + unhashed).contains(&at);
        for bit in [1, 0x80] {
            let mut changed = signature.clone();
            changed[at] ^= bit;
            let facts = facts(&dossier(DOCUMENT, &[changed], &[public(&cert)]), "2026-06-01");
            let good = facts.signatures.iter().any(|facts| facts.report.status == Good);
            assert!(!good || in_unhashed, "byte {at} bit {bit}");
        }
    }
}

#[test]
fn a_signature_by_an_unknown_key_is_unknown_and_says_by_whom() {
    let (cert, other) = (team(), team());
    let facts = only(&sign(&other, DOCUMENT, day("2022-05-22")), &cert);
    assert_eq!(facts.report.status, UnknownKey);
    assert_eq!(facts.report.signer, None);
    assert_eq!(facts.report.signing_key, super::super::convert::fingerprint(&secret(&other, 1).fingerprint()));
}

#[test]
fn each_signature_is_listed_also_twice_and_beside_a_bad_one() {
    let (cert, other) = (team(), team());
    let good = sign(&cert, DOCUMENT, day("2022-05-22"));
    let bad = sign(&cert, b"something else", day("2022-05-22"));
    let unknown = sign(&other, DOCUMENT, day("2022-05-22"));
    let together = [good.clone(), bad, unknown, good.clone()].concat();
    let facts = facts(&dossier(DOCUMENT, &[together, good], &[public(&cert)]), "2026-06-01");
    let seen: Vec<_> = facts.signatures.iter().map(|facts| facts.report.status).collect();
    assert_eq!(seen, [Good, Bad, UnknownKey, Good, Good]);
}

#[test]
fn what_is_no_detached_signature_is_named() {
    let cert = team();
    let signature = sign(&cert, DOCUMENT, day("2022-05-22"));
    let armor = armored(&signature, Kind::Signature);
    let page = [b"<html><pre>\n", armor.as_slice(), b"</pre></html>"].concat();
    let cases: [(&[u8], SignatureStatus, &str); 14] = [
        (b"", NotASignature, "an empty file"),
        (b" \r\n", NotASignature, "an empty file"),
        (b"<!DOCTYPE html><title>404</title>", NotASignature, "a web page"),
        (&page, NotASignature, "a web page"),
        (b"%PDF-1.7\n", NotASignature, "a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", NotASignature, "an image"),
        (&public(&cert), NotASignature, "a certificate"),
        (&armored(&public(&cert), Kind::PublicKey), NotASignature, "a certificate"),
        (b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  profile.txt\n", NotASignature, "a checksum file"),
        (b"not found\n", NotASignature, "plain text without OpenPGP armor"),
        (&signature[..signature.len() - 1], Malformed, "it is cut off"),
        (&[b"see below\n", armor.as_slice()].concat(), Malformed, "text stands before the armor"),
        (&[armor.as_slice(), armor.as_slice()].concat(), Malformed, "something stands after the armor"),
        (&[b"\xef\xbb\xbf", armor.as_slice()].concat(), Malformed, "a byte order mark stands before the armor"),
    ];
    for (bytes, status, detail) in cases {
        let facts = only(bytes, &cert);
        assert_eq!((facts.report.status, facts.report.detail.as_str()), (status, detail));
        assert_eq!(facts.covers, Coverage::Nothing);
    }
}

#[test]
fn signatures_of_other_types_and_versions_are_refused() {
    let cert = team();
    for kind in
        [SignatureType::Standalone, SignatureType::Timestamp, SignatureType::Confirmation, SignatureType::PositiveCertification]
    {
        let mut hash = HashAlgorithm::SHA512.context().unwrap().for_signature(4);
        hash.update(DOCUMENT);
        let signature = SignatureBuilder::new(kind)
            .set_hash_algo(HashAlgorithm::SHA512)
            .set_signature_creation_time(day("2022-05-22"))
            .unwrap()
            .sign_hash(&mut secret(&cert, 1).into_keypair().unwrap(), hash)
            .unwrap();
        let facts = only(&packet(signature), &cert);
        assert_eq!(facts.report.status, Unsupported, "{kind}");
    }
}

#[test]
fn a_critical_notation_that_is_not_understood_is_refused() {
    use openpgp::packet::signature::subpacket::NotationDataFlags;
    let cert = team();
    let noted = |critical| {
        let flags = NotationDataFlags::empty();
        let signature = sign_with(&secret(&cert, 1), DOCUMENT, day("2022-05-22"), |b| {
            b.set_notation("policy@m-cert.example", "strict", flags, critical).unwrap()
        });
        only(&packet(signature), &cert).report
    };
    assert_eq!(noted(false).status, Good);
    assert_eq!(noted(true).status, Unsupported);
}

#[test]
fn weak_hashes_over_the_document_are_refused_whenever_they_say_they_were_made() {
    let cert = CertBuilder::new()
        .set_creation_time(day("2004-01-01"))
        .add_userid("M-CERT <contact@m-cert.example>")
        .add_signing_subkey()
        .generate()
        .unwrap()
        .0;
    for hash in [HashAlgorithm::SHA1, HashAlgorithm::MD5, HashAlgorithm::RipeMD] {
        for (made, now) in [("2005-01-01", "2026-06-01"), ("2005-01-01", "2006-01-01"), ("2022-01-01", "2026-06-01")] {
            let signature = sign_with(&secret(&cert, 1), DOCUMENT, day(made), |b| b.set_hash_algo(hash));
            let facts = only_on(&packet(signature), &cert, now);
            assert_eq!((facts.report.status, facts.weak_because), (Weak, Some(WeakBecause::Hash)), "{hash} {made} {now}");
        }
    }
}

#[test]
fn text_mode_reports_that_it_covers_other_line_ends() {
    let cert = team();
    let text = |bytes: &[u8]| {
        let crlf = super::super::arithmetic::with_crlf(bytes).unwrap_or_else(|| bytes.to_vec());
        packet(sign_with(&secret(&cert, 1), &crlf, day("2022-05-22"), |b| b.set_type(SignatureType::Text)))
    };
    let over = |document: &[u8]| {
        let facts = facts(&dossier(document, &[text(DOCUMENT)], &[public(&cert)]), "2026-06-01");
        (facts.signatures[0].report.status, facts.signatures[0].report.problems.clone())
    };
    let crlf = String::from_utf8_lossy(DOCUMENT).replace('\n', "\r\n").into_bytes();
    assert_eq!(over(DOCUMENT), (Good, vec![SignatureProblem::LineEndingsNormalised]));
    assert_eq!(over(&crlf), (Good, vec![]));
    assert_eq!(over(&[DOCUMENT, b"\n"].concat()).0, Bad);
    assert_eq!(over(&String::from_utf8_lossy(DOCUMENT).replace('\n', "\r").into_bytes()).0, Bad);
}

#[test]
fn time_decides_in_both_directions() {
    let cert = team();
    let before_key = only(&packet(sign_with(&secret(&cert, 1), DOCUMENT, day("2019-12-31"), |b| b)), &cert).report;
    assert_eq!((before_key.status, before_key.problems), (InvalidKey, vec![SignatureProblem::MadeBeforeKey]));
    let future = only(&sign(&cert, DOCUMENT, day("2026-06-02")), &cert).report;
    assert_eq!((future.status, future.problems), (InvalidKey, vec![SignatureProblem::MadeInFuture]));
    let skewed = only(&sign(&cert, DOCUMENT, day("2026-06-01") + Duration::from_secs(200)), &cert).report;
    assert_eq!(skewed.status, Good, "{}", skewed.detail);
    let short = |now| {
        let signature =
            sign_with(&secret(&cert, 1), DOCUMENT, day("2022-01-01"), |b| b.set_signature_validity_period(days(30)).unwrap());
        only_on(&packet(signature), &cert, now).report.status
    };
    assert_eq!(short("2022-01-15"), Good);
    assert_eq!(short("2022-03-01"), Expired);
}

#[test]
fn an_expired_key_is_told_apart_from_one_expired_since() {
    let cert = builder().set_validity_period(days(1000)).generate().unwrap().0;
    let report = |made, now| only_on(&sign(&cert, DOCUMENT, day(made)), &cert, now).report;
    assert_eq!(report("2022-05-22", "2022-06-01").problems, []);
    let since = report("2022-05-22", "2026-06-01");
    assert_eq!((since.status, since.problems), (Good, vec![SignatureProblem::KeyExpiredSince]));
    assert_eq!(report("2023-05-22", "2026-06-01").status, Expired);
}

#[test]
fn revocations_hard_and_soft_count_from_different_times() {
    let cert = team();
    let revoke = |code, reason: &str| {
        let mut signer = secret(&cert, 0).into_keypair().unwrap();
        let revocation = openpgp::cert::CertRevocationBuilder::new()
            .set_signature_creation_time(day("2023-01-01"))
            .unwrap()
            .set_reason_for_revocation(code, reason.as_bytes())
            .unwrap()
            .build(&mut signer, &cert, None)
            .unwrap();
        cert.clone().insert_packets(revocation).unwrap().0
    };
    let judge = |revoked: &Cert, made, now| {
        let report = only_on(&sign(&cert, DOCUMENT, day(made)), revoked, now).report;
        (report.status, report.problems)
    };
    let hard = revoke(ReasonForRevocation::KeyCompromised, "stolen");
    assert_eq!(judge(&hard, "2022-05-22", "2026-06-01"), (InvalidKey, vec![SignatureProblem::KeyRevokedHard]));
    assert_eq!(judge(&hard, "2022-05-22", "2022-06-01"), (InvalidKey, vec![SignatureProblem::KeyRevokedHard]));
    let unspecified = revoke(ReasonForRevocation::Unspecified, "");
    assert_eq!(judge(&unspecified, "2022-05-22", "2026-06-01").0, InvalidKey);
    let soft = revoke(ReasonForRevocation::KeySuperseded, "new key");
    assert_eq!(judge(&soft, "2022-05-22", "2026-06-01"), (Good, vec![SignatureProblem::KeyRevokedSoft]));
    assert_eq!(judge(&soft, "2023-05-22", "2026-06-01"), (InvalidKey, vec![SignatureProblem::KeyRevokedSoft]));
    let facts = facts(&dossier(DOCUMENT, &[], &[public(&soft)]), "2026-06-01");
    let revoked = facts.certificates[0].report.revoked.clone().unwrap();
    assert_eq!((revoked.hard, revoked.text.as_str()), (false, "new key"));
}
