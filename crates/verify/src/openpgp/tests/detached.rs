//! Detached signatures: what is taken in, what they cover, when they were made.

use SignatureStatus::*;
use bonafide_model::judgement::ExpiredCause;
use bonafide_testkit::Timestamp;
use openpgp::packet::signature::subpacket::{NotationData, NotationDataFlags, SubpacketValue};
use openpgp::types::{HashAlgorithm, ReasonForRevocation, SignatureType};
use std::time::Duration;

use super::*;
use crate::facts::{Coverage, WeakBecause};

#[test]
fn a_sound_signature_is_good_and_names_primary_and_signing_key() {
    let cert = team();
    let how = Signing::at(day("2022-05-22"));
    for bytes in [
        cert.sign_detached_binary(DOCUMENT, &how),
        cert.sign_detached(DOCUMENT, &how),
    ] {
        let facts = only(&bytes, &cert);
        assert_eq!(facts.report.status, Good, "{:?}", facts.report.cause);
        assert_eq!(facts.covers, Coverage::Document);
        assert_eq!(facts.report.signer, Some(cert.fingerprint()));
        assert_eq!(facts.report.signing_key, Some(cert.signing_fingerprint()));
        assert_ne!(facts.report.signing_key, facts.report.signer);
        assert_eq!(facts.report.made_at, Some(day("2022-05-22")));
        assert_eq!(facts.report.hash.as_deref(), Some("SHA512"));
        assert_eq!(facts.report.problems, []);
    }
}

#[test]
fn every_changed_byte_of_document_and_signature_is_seen() {
    let cert = team();
    let signature = sign(&cert, "2022-05-22");
    for at in 0..DOCUMENT.len() {
        let mut document = DOCUMENT.to_vec();
        document[at] ^= 1;
        let facts = one(facts(
            &dossier(
                &document,
                std::slice::from_ref(&signature),
                &[cert.binary()],
            ),
            "2026-06-01",
        ));
        assert_eq!(facts.report.status, Bad, "byte {at}");
        assert_eq!(facts.covers, Coverage::Nothing);
        assert_eq!(
            facts.report.signer,
            Some(cert.fingerprint()),
            "claimed by this key"
        );
    }
    let parsed = cert.sign(DOCUMENT, &Signing::at(day("2022-05-22")));
    let length = |area: &openpgp::packet::signature::subpacket::SubpacketArea| -> usize {
        area.iter().map(MarshalInto::serialized_len).sum()
    };
    let header = signature.len() - parsed.serialized_len();
    let unhashed = header + 6 + length(parsed.hashed_area()) + 2;
    // Nobody signs the unhashed area: what stands there is hearsay.
    let hearsay = unhashed..unhashed + length(parsed.unhashed_area());
    for at in 0..signature.len() {
        for bit in [1, 0x80] {
            let mut changed = signature.clone();
            changed[at] ^= bit;
            let facts = facts(
                &dossier(DOCUMENT, &[changed], &[cert.binary()]),
                "2026-06-01",
            );
            let good = facts
                .signatures
                .iter()
                .any(|facts| facts.report.status == Good);
            assert!(!good || hearsay.contains(&at), "byte {at} bit {bit}");
        }
    }
}

#[test]
fn a_signature_by_an_unknown_key_is_unknown_and_says_by_whom() {
    let other = other_team();
    let facts = only(&sign(&other, "2022-05-22"), &team());
    assert_eq!(facts.report.status, UnknownKey);
    assert_eq!(facts.report.signer, None);
    assert_eq!(facts.report.signing_key, Some(other.signing_fingerprint()));
}

#[test]
fn each_signature_is_listed_also_twice_and_beside_a_bad_one() {
    let cert = team();
    let good = sign(&cert, "2022-05-22");
    let bad = cert.sign_detached_binary(b"something else", &Signing::at(day("2022-05-22")));
    let unknown = sign(&other_team(), "2022-05-22");
    let together = [good.clone(), bad, unknown, good.clone()].concat();
    let facts = facts(
        &dossier(DOCUMENT, &[together, good], &[cert.binary()]),
        "2026-06-01",
    );
    let seen: Vec<_> = facts
        .signatures
        .iter()
        .map(|facts| facts.report.status)
        .collect();
    assert_eq!(seen, [Good, Bad, UnknownKey, Good, Good]);
}

#[test]
fn every_candidate_key_is_tried_whatever_else_a_signature_names() {
    // Key IDs can be made to collide: naming the wrong one beside the right one must not hide who
    // signed.
    let (cert, other) = (team(), other_team());
    let mut signature = cert.sign(DOCUMENT, &Signing::at(day("2022-05-22")));
    let wrong = SubpacketValue::Issuer(other.signing_key().public().keyid());
    let subpacket = openpgp::packet::signature::subpacket::Subpacket::new(wrong, false).unwrap();
    signature.unhashed_area_mut().clear();
    signature.unhashed_area_mut().add(subpacket).unwrap();
    for certificates in [
        [other.binary(), cert.binary()],
        [cert.binary(), other.binary()],
    ] {
        let facts = one(facts(
            &dossier(DOCUMENT, &[packet(signature.clone())], &certificates),
            "2026-06-01",
        ));
        assert_eq!(
            (facts.report.status, facts.report.signer),
            (Good, Some(cert.fingerprint()))
        );
    }
    let over_other = |certificates: &[Vec<u8>]| {
        let report = one(facts(
            &dossier(b"other", &[packet(signature.clone())], certificates),
            "2026-06-01",
        ))
        .report;
        (report.status, report.signer)
    };
    assert_eq!(
        over_other(&[other.binary(), cert.binary()]),
        (Bad, Some(cert.fingerprint())),
        "the full fingerprint decides"
    );
    assert_eq!(
        over_other(&[other.binary()]),
        (UnknownKey, None),
        "a Key ID is not held against its owner"
    );
}

#[test]
fn a_signature_over_a_checksum_file_covers_the_document_indirectly() {
    use bonafide_testkit::checksum::{gnu_line, sha256};
    let cert = team();
    let judge = |checksums: &str| {
        let signature = cert.sign_detached(checksums.as_bytes(), &Signing::at(day("2022-05-22")));
        let mut dossier = dossier(DOCUMENT, &[signature], &[cert.binary()]);
        dossier.checksums = vec![artifact(checksums, "SHA256SUMS")];
        let facts = one(facts(&dossier, "2026-06-01"));
        (facts.report.status, facts.covers, facts.report.problems)
    };
    let indirect = (
        Good,
        Coverage::Listed { accepted: false },
        vec![SignatureProblem::IndirectCoverage],
    );
    let other = (Good, Coverage::Other, vec![SignatureProblem::OtherContent]);
    let elsewhere = gnu_line(b"other", "other.txt");
    assert_eq!(judge(&gnu_line(DOCUMENT, "profile.txt")), indirect);
    assert_eq!(
        judge(&format!("{elsewhere}{}", gnu_line(DOCUMENT, "profile.txt"))),
        indirect
    );
    assert_eq!(judge(&gnu_line(b"changed", "profile.txt")), other);
    assert_eq!(
        judge(&gnu_line(DOCUMENT, "old-profile.txt")),
        other,
        "signed as another file"
    );
    assert_eq!(
        judge("d41d8cd98f00b204e9800998ecf8427e  profile.txt\n"),
        other,
        "MD5 proves nothing"
    );
    // A signature over a checksum file that the dossier does not hold is a bad one over the
    // document.
    let signature = cert.sign_detached(
        gnu_line(DOCUMENT, "profile.txt").as_bytes(),
        &Signing::at(day("2022-05-22")),
    );
    assert_eq!(only(&signature, &cert).report.status, Bad);
    // Signed inside itself.
    let mut dossier = dossier(DOCUMENT, &[], &[cert.binary()]);
    let signed = |text: &str| cert.sign_cleartext(text, &Signing::at(day("2022-05-22")));
    dossier.checksums = vec![artifact(
        signed(&gnu_line(DOCUMENT, "profile.txt")),
        "SHA256SUMS.asc",
    )];
    let facts = one(super::facts(&dossier, "2026-06-01"));
    assert_eq!(
        (facts.report.status, facts.covers, facts.report.problems),
        indirect
    );
    // An entry outside the signed part is nobody's.
    let around = format!("{}\n{}", sha256(DOCUMENT), signed(&elsewhere));
    dossier.checksums = vec![artifact(around, "SHA256SUMS.asc")];
    assert_eq!(
        one(super::facts(&dossier, "2026-06-01")).covers,
        Coverage::Other
    );
}

#[test]
fn what_is_no_detached_signature_is_named() {
    let cert = team();
    let how = Signing::at(day("2022-05-22"));
    let (signature, armor) = (
        cert.sign_detached_binary(DOCUMENT, &how),
        cert.sign_detached(DOCUMENT, &how),
    );
    let page = [b"<html><pre>\n", armor.as_slice(), b"</pre></html>"].concat();
    let no_end = armor
        .strip_suffix(b"-----END PGP SIGNATURE-----\n")
        .unwrap();
    let other = SignatureCause::NotASignature;
    let damaged = SignatureCause::Damaged;
    let armored = |problem| damaged(SignatureDamage::Armor(problem));
    let cases: [(&[u8], SignatureStatus, SignatureCause); 17] = [
        (b"", NotASignature, other(FileKind::Empty)),
        (b" \r\n", NotASignature, other(FileKind::Empty)),
        (
            b"<!DOCTYPE html><title>404</title>",
            NotASignature,
            other(FileKind::WebPage),
        ),
        (&page, NotASignature, other(FileKind::WebPage)),
        (b"%PDF-1.7\n", NotASignature, other(FileKind::Pdf)),
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            NotASignature,
            other(FileKind::Image),
        ),
        (&cert.binary(), NotASignature, other(FileKind::Certificate)),
        (&cert.armored(), NotASignature, other(FileKind::Certificate)),
        (
            &cert.armored_secret(),
            NotASignature,
            other(FileKind::PrivateKey),
        ),
        (
            b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  profile.txt\n",
            NotASignature,
            other(FileKind::Checksums),
        ),
        (b"not found\n", NotASignature, other(FileKind::PlainText)),
        (
            &signature[..signature.len() - 1],
            Malformed,
            damaged(SignatureDamage::CutOff),
        ),
        (
            &[signature.as_slice(), b"\n"].concat(),
            Malformed,
            damaged(SignatureDamage::Behind),
        ),
        (
            &[b"see below\n", armor.as_slice()].concat(),
            Malformed,
            armored(ArmorProblem::Before),
        ),
        (
            &[armor.as_slice(), b"see below\n", &armor].concat(),
            Malformed,
            armored(ArmorProblem::Behind),
        ),
        (
            &[b"\xef\xbb\xbf", armor.as_slice()].concat(),
            Malformed,
            armored(ArmorProblem::ByteOrderMark),
        ),
        (no_end, Malformed, armored(ArmorProblem::NoEnd)),
    ];
    for (bytes, status, cause) in cases {
        let facts = only(bytes, &cert);
        assert_eq!(
            (facts.report.status, facts.report.cause),
            (status, Some(cause))
        );
        assert_eq!(facts.covers, Coverage::Nothing);
    }
}

#[test]
fn signatures_of_other_types_are_refused() {
    let cert = team();
    for kind in [
        SignatureType::Standalone,
        SignatureType::Timestamp,
        SignatureType::Confirmation,
        SignatureType::PositiveCertification,
    ] {
        let facts = only(
            &cert.sign_detached(DOCUMENT, &Signing::at(day("2022-05-22")).kind(kind)),
            &cert,
        );
        assert_eq!(facts.report.status, Unsupported, "{kind}");
    }
}

#[test]
fn a_critical_notation_that_is_not_understood_is_refused() {
    let cert = team();
    let noted = |critical| {
        let notation = NotationData::new(
            "policy@m-cert.example",
            b"strict",
            NotationDataFlags::empty(),
        );
        let how =
            Signing::at(day("2022-05-22")).with(SubpacketValue::NotationData(notation), critical);
        only(&cert.sign_detached(DOCUMENT, &how), &cert)
            .report
            .status
    };
    assert_eq!((noted(false), noted(true)), (Good, Unsupported));
}

#[test]
fn weak_hashes_over_the_document_are_refused_whenever_they_say_they_were_made() {
    let cert = CertSpec {
        created: day("2004-01-01"),
        ..spec()
    }
    .build();
    for hash in [
        HashAlgorithm::SHA1,
        HashAlgorithm::MD5,
        HashAlgorithm::RipeMD,
    ] {
        for (made, now) in [
            ("2005-01-01", "2026-06-01"),
            ("2005-01-01", "2006-01-01"),
            ("2022-01-01", "2026-06-01"),
        ] {
            let signature = cert.sign_detached(DOCUMENT, &Signing::at(day(made)).hash(hash));
            let facts = only_on(&signature, &cert, now);
            assert_eq!(
                (facts.report.status, facts.weak_because),
                (Weak, Some(WeakBecause::Hash)),
                "{hash} {made} {now}"
            );
        }
    }
}

#[test]
fn text_mode_reports_that_it_covers_other_line_ends() {
    let cert = team();
    let signature = cert.sign_detached(
        DOCUMENT,
        &Signing::at(day("2022-05-22")).kind(SignatureType::Text),
    );
    let over = |document: &[u8]| {
        let facts = one(facts(
            &dossier(document, std::slice::from_ref(&signature), &[cert.binary()]),
            "2026-06-01",
        ));
        (facts.report.status, facts.report.problems)
    };
    let with = |line_end: &str| {
        String::from_utf8_lossy(DOCUMENT)
            .replace('\n', line_end)
            .into_bytes()
    };
    assert_eq!(
        over(DOCUMENT),
        (Good, vec![SignatureProblem::LineEndingsNormalised])
    );
    assert_eq!(over(&with("\r\n")), (Good, vec![]));
    assert_eq!(over(&[DOCUMENT, b"\n"].concat()).0, Bad);
    assert_eq!(over(&with("\r")).0, Bad);
}

#[test]
fn a_bad_signature_is_explained_by_what_transfer_and_editors_do() {
    let cert = team();
    let crlf = String::from_utf8_lossy(DOCUMENT)
        .replace('\n', "\r\n")
        .into_bytes();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut gzip, DOCUMENT).unwrap();
    let cases: [(&[u8], Vec<u8>, &[FormerState]); 8] = [
        (&crlf, DOCUMENT.to_vec(), &[FormerState::Crlf]),
        (DOCUMENT, crlf.clone(), &[FormerState::Lf]),
        (
            DOCUMENT,
            DOCUMENT.strip_suffix(b"\n").unwrap().to_vec(),
            &[FormerState::LineEndAtEnd],
        ),
        (
            DOCUMENT,
            [DOCUMENT, b"\n"].concat(),
            &[FormerState::NoLineEndAtEnd],
        ),
        (
            DOCUMENT,
            [b"\xef\xbb\xbf", DOCUMENT].concat(),
            &[FormerState::NoByteOrderMark],
        ),
        (
            &[b"\xef\xbb\xbf", DOCUMENT].concat(),
            DOCUMENT.to_vec(),
            &[FormerState::ByteOrderMark],
        ),
        (DOCUMENT, gzip.finish().unwrap(), &[FormerState::Unpacked]),
        (b"another text", DOCUMENT.to_vec(), &[]),
    ];
    for (signed, found, conditions) in cases {
        let signature = cert.sign_detached(signed, &Signing::at(day("2022-05-22")));
        let facts = one(facts(
            &dossier(&found, &[signature], &[cert.binary()]),
            "2026-06-01",
        ));
        assert_eq!(
            (facts.report.status, facts.covers),
            (Bad, Coverage::Nothing)
        );
        assert_eq!(facts.would_verify_if, conditions);
    }
}

#[test]
fn a_bad_signature_over_a_pdf_is_tried_over_its_earlier_revisions() {
    let cert = team();
    let conditions = |signed: &[u8], found: &[u8]| {
        let signature = cert.sign_detached(signed, &Signing::at(day("2022-05-22")));
        let facts = one(facts(
            &dossier(found, &[signature], &[cert.binary()]),
            "2026-06-01",
        ));
        assert_eq!(facts.report.status, Bad);
        facts.would_verify_if
    };
    for line_end in ["\n", "\r\n", "\r", ""] {
        let first = format!("%PDF-1.7\nfirst\n%%EOF{line_end}");
        let second = format!("{first}\nsecond\n%%EOF{line_end}");
        let third = format!("{second}third\n%%EOF\n");
        for signed in [&first, &second] {
            let said = conditions(signed.as_bytes(), third.as_bytes());
            assert!(
                said == [FormerState::EarlierRevision],
                "{line_end:?}: {said:?}"
            );
        }
        assert!(conditions(b"%PDF-1.7\nanother\n%%EOF\n", third.as_bytes()).is_empty());
    }
    assert!(
        conditions(b"text %%EOF", b"text %%EOF and more").is_empty(),
        "no PDF"
    );
}

#[test]
fn time_decides_in_both_directions() {
    let cert = team();
    let before_key = only(&sign(&cert, "2019-12-31"), &cert).report;
    assert_eq!(
        (before_key.status, before_key.problems),
        (InvalidKey, vec![SignatureProblem::MadeBeforeKey])
    );
    let future = only(&sign(&cert, "2026-06-02"), &cert).report;
    assert_eq!(
        (future.status, future.problems),
        (InvalidKey, vec![SignatureProblem::MadeInFuture])
    );
    let skewed = Signing::at(day("2026-06-01") + Duration::from_secs(200));
    assert_eq!(
        only(&cert.sign_detached(DOCUMENT, &skewed), &cert)
            .report
            .status,
        Good
    );
    let lifetime =
        SubpacketValue::SignatureExpirationTime(openpgp::types::Duration::days(30).unwrap());
    let short = cert.sign_detached(
        DOCUMENT,
        &Signing::at(day("2022-01-01")).with(lifetime, true),
    );
    assert_eq!(only_on(&short, &cert, "2022-01-15").report.status, Good);
    let over = only_on(&short, &cert, "2022-03-01");
    assert_eq!(
        (over.report.status, over.expired_because),
        (
            Expired,
            Some(ExpiredCause::Signature(
                "2022-01-31T12:00:00Z".parse().unwrap()
            ))
        ),
        "the signature itself, not its key"
    );
}

#[test]
fn an_expired_key_is_told_apart_from_one_expired_since() {
    let cert = CertSpec {
        expires: Some(day("2023-01-01")),
        ..spec()
    }
    .build();
    let report = |made, now| only_on(&sign(&cert, made), &cert, now).report;
    assert_eq!(report("2022-05-22", "2022-06-01").problems, []);
    let since = report("2022-05-22", "2026-06-01");
    assert_eq!(
        (since.status, since.problems),
        (Good, vec![SignatureProblem::KeyExpiredSince])
    );
    let later = only_on(&sign(&cert, "2023-05-22"), &cert, "2026-06-01");
    assert_eq!(
        (later.report.status, later.expired_because),
        (
            Expired,
            Some(ExpiredCause::Key("2023-01-01T12:00:00Z".parse().unwrap()))
        )
    );
}

#[test]
fn the_subkey_that_signed_may_expire_before_its_primary_key() {
    let subkey_expires = Some(day("2023-01-01"));
    let cert = CertSpec {
        signing_subkey: true,
        signing_subkey_expires: subkey_expires,
        expires: Some(day("2030-01-01")),
        ..spec()
    };
    let cert = cert.build();
    let facts = |now| {
        facts(
            &dossier(DOCUMENT, &[sign(&cert, "2022-05-22")], &[cert.binary()]),
            now,
        )
    };
    let before = facts("2022-06-01");
    assert_eq!(
        (
            before.signatures[0].report.status,
            before.signatures[0].key_expires
        ),
        (Good, subkey_expires)
    );
    assert_eq!(
        before.certificates[0].report.expires,
        Some(day("2030-01-01"))
    );
    let since = facts("2024-06-01");
    assert_eq!(
        since.signatures[0].report.problems,
        [SignatureProblem::KeyExpiredSince]
    );
    assert_eq!(
        (
            since.signatures[0].key_expires,
            since.certificates[0].live.clone()
        ),
        (subkey_expires, crate::facts::Told::Yes)
    );
}

#[test]
fn revocations_hard_and_soft_count_from_different_times() {
    use SignatureProblem::{KeyRevokedHard, KeyRevokedSoft};
    let cert = team();
    let judge = |code, made, now| {
        let report = only_on(
            &sign(&cert, made),
            &cert.revoked(code, "why", day("2023-01-01")),
            now,
        )
        .report;
        (report.status, report.problems)
    };
    for hard in [
        ReasonForRevocation::KeyCompromised,
        ReasonForRevocation::Unspecified,
    ] {
        assert_eq!(
            judge(hard, "2022-05-22", "2026-06-01"),
            (InvalidKey, vec![KeyRevokedHard])
        );
        assert_eq!(
            judge(hard, "2022-05-22", "2022-06-01"),
            (InvalidKey, vec![KeyRevokedHard])
        );
    }
    for soft in [
        ReasonForRevocation::KeySuperseded,
        ReasonForRevocation::KeyRetired,
    ] {
        assert_eq!(
            judge(soft, "2022-05-22", "2026-06-01"),
            (Good, vec![KeyRevokedSoft])
        );
        assert_eq!(
            judge(soft, "2023-05-22", "2026-06-01"),
            (InvalidKey, vec![KeyRevokedSoft])
        );
        assert_eq!(judge(soft, "2022-05-22", "2022-06-01"), (Good, vec![]));
    }
    let revoked = cert.revoked(
        ReasonForRevocation::KeySuperseded,
        "new key",
        day("2023-01-01"),
    );
    let facts = facts(&dossier(DOCUMENT, &[], &[revoked.binary()]), "2026-06-01");
    let told = facts.certificates[0].report.revoked.clone().unwrap();
    assert_eq!(
        (told.hard, told.text.as_str(), told.at),
        (false, "new key", Some(day("2023-01-01")))
    );
}

#[test]
fn times_beyond_what_openpgp_can_tell_are_no_panic() {
    let cert = team();
    for now in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
        let dossier = dossier(DOCUMENT, &[sign(&cert, "2022-05-22")], &[cert.binary()]);
        let facts = observe(&dossier, &Trust::default(), &Policy::default(), now);
        assert_eq!(
            facts.signatures[0].report.status == Good,
            now == Timestamp::MAX
        );
    }
}
