//! What a signature covers, and that no guess rejects what the trusted key itself signed.
//!
//! | Row | Attack or fault | Test |
//! |---|---|---|
//! | 39 | a signed list of hashes that names a forgery | [`a_signed_list_of_hashes_is_no_signature_over_what_it_names`] |
//! | 53 | digits beside a fingerprint | [`too_many_digits_contradict_nothing`] |
//! | 55 | figures and addresses in armor headers | [`armor_headers_hold_no_contacts`] |
//! | 56 | commits and checksums in a document without fingerprint | [`hexadecimal_that_is_no_fingerprint_contradicts_nothing`] |
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::common;

use bonafide_model::claims::*;
use bonafide_model::evidence::*;
use bonafide_model::judgement::*;
use bonafide_testkit::openpgp::packet::key::{PublicParts, SubordinateRole};
use bonafide_testkit::openpgp::packet::signature::SignatureBuilder;
use bonafide_testkit::openpgp::packet::{
    Key, Literal, OnePassSig, Signature, one_pass_sig::OnePassSig3,
};
use bonafide_testkit::openpgp::serialize::MarshalInto;
use bonafide_testkit::openpgp::types::{DataFormat, HashAlgorithm, KeyFlags, SignatureType};
use bonafide_testkit::openpgp::{self, Packet};
use bonafide_testkit::{CertSpec, TestCert, at, checksum};

use common::*;

fn expecting(case: Case) -> Case {
    case.trusting(Trust {
        expected: vec![alpha().fingerprint()],
        ..Trust::default()
    })
}

#[test]
fn a_signed_list_of_hashes_is_no_signature_over_what_it_names() {
    // Alpha signs a list of malware samples; one of them is a profile in its name with another
    // telephone number.
    let forgery = Sheet {
        phone: "+44 20 7946 0666".to_owned(),
        ..Sheet::alpha(&alpha())
    }
    .text();
    let line = checksum::gnu_line(forgery.as_bytes(), "rfc2350.txt");
    let list = format!("{}{line}", checksum::gnu_line(b"a dropper", "dropper.exe"));
    let case = || Case::of(forgery.clone()).key(alpha().armored());
    let mut named_sums = case();
    let sums = web(OriginKind::Sidecar, "https://www.alpha.example/SHA256SUMS");
    named_sums
        .dossier
        .checksums
        .push(artifact(alpha().sign_cleartext(&list, &signing()), sums));
    for (name, listed) in [
        (
            "one line, signed inside",
            case().checksum(alpha().sign_cleartext(&line, &signing())),
        ),
        (
            "a list, signed inside",
            case().checksum(alpha().sign_cleartext(&list, &signing())),
        ),
        ("a list of another name", named_sums),
        (
            "a signature beside",
            case()
                .checksum(list.clone())
                .signature(alpha().sign_detached(list.as_bytes(), &signing())),
        ),
        (
            "served as the signature",
            case().signature(alpha().sign_cleartext(&list, &signing())),
        ),
    ] {
        for (trust, assessment) in everywhere(&listed) {
            assert_eq!(
                (assessment.verdict, assessment.why),
                (Verdict::Unverified, Some(Why::NotCovered)),
                "{name}, with {trust}"
            );
        }
        if name != "served as the signature" {
            assert_eq!(listed.assess().leaf, Leaf::OnlyListed, "{name}");
        }
        assert_eq!(
            listed.pin(alpha_pin()).assess().key.verdict,
            KeyVerdict::Confirmed,
            "{name}: the key is Alpha's all the same"
        );
    }
}

#[test]
fn a_policy_key_accepts_signed_lists_and_is_shown() {
    let text = Sheet::alpha(&alpha()).text();
    let case = |sums: String, signature: Vec<u8>| {
        let case = Case::of(text.clone())
            .checksum(sums)
            .signature(signature)
            .key(alpha().armored())
            .key(forged().armored());
        let policy =
            bonafide_verify::read_policy("danger-accept-signed-hash-lists = true").unwrap();
        Case { policy, ..case }
    };
    let good = checksum::gnu_line(text.as_bytes(), "rfc2350.txt");
    let accepted = case(
        good.clone(),
        alpha().sign_detached(good.as_bytes(), &signing()),
    );
    authentic_where_trusted("accepted", &accepted);
    assert_eq!(
        accepted.assess().weakenings,
        ["danger-accept-signed-hash-lists"]
    );
    never_authentic(
        "signed by another key",
        &case(
            good.clone(),
            forged().sign_detached(good.as_bytes(), &signing()),
        ),
    );
    for sums in [
        checksum::gnu_line(b"another document", "rfc2350.txt"),
        checksum::gnu_line(text.as_bytes(), "another.txt"),
        format!("{}  rfc2350.txt\n{good}", "00".repeat(32)),
        "da39a3ee5e6b4b0d3255bfef95601890afd80709  rfc2350.txt\n".to_owned(),
        format!("Indicators of compromise:\n\n{good}\nend of the advisory\n"),
    ] {
        never_authentic(
            &sums,
            &case(
                sums.clone(),
                alpha().sign_detached(sums.as_bytes(), &signing()),
            ),
        );
    }
}

/// A signed message in binary: headers, text, signatures, in this order.
fn message(text: &[u8], headers: Vec<OnePassSig3>, signatures: Vec<Signature>) -> Vec<u8> {
    let mut literal = Literal::new(DataFormat::Binary);
    literal.set_body(text.to_vec());
    let mut packets: Vec<Packet> = headers
        .into_iter()
        .map(|header| OnePassSig::from(header).into())
        .collect();
    packets.push(literal.into());
    packets.extend(signatures.into_iter().map(Packet::from));
    packets
        .iter()
        .flat_map(|packet| MarshalInto::to_vec(packet).unwrap())
        .collect()
}

fn header(signature: &Signature, last: bool) -> OnePassSig3 {
    let mut header = OnePassSig3::new(signature.typ());
    header.set_pk_algo(signature.pk_algo());
    header.set_hash_algo(signature.hash_algo());
    header.set_issuer(signature.issuer_fingerprints().next().unwrap().into());
    header.set_last(last);
    header
}

#[test]
fn a_one_pass_header_that_announces_another_signature_is_refused() {
    let text = Sheet::alpha(&alpha()).text().into_bytes();
    let signature = alpha().sign(&text, &signing());
    let sound = header(&signature, true);
    let case = |message: Vec<u8>| {
        Case::of(text.clone())
            .signature(message)
            .key(alpha().armored())
            .key(forged().armored())
    };
    authentic_where_trusted(
        "sound",
        &case(message(&text, vec![sound.clone()], vec![signature.clone()])),
    );
    let changed = |change: fn(&mut OnePassSig3)| {
        let mut header = sound.clone();
        change(&mut header);
        message(&text, vec![header], vec![signature.clone()])
    };
    let packet = |packet: Packet| MarshalInto::to_vec(&packet).unwrap();
    let (announced, signed) = (
        packet(OnePassSig::from(sound.clone()).into()),
        packet(signature.clone().into()),
    );
    let literal = message(&text, Vec::new(), Vec::new());
    for (name, bytes) in [
        (
            "hash",
            changed(|header| {
                header.set_hash_algo(HashAlgorithm::SHA256);
            }),
        ),
        (
            "kind",
            changed(|header| {
                header.set_type(SignatureType::Text);
            }),
        ),
        (
            "issuer",
            changed(|header| {
                header.set_issuer(openpgp::KeyID::from(1));
            }),
        ),
        (
            "algorithm",
            changed(|header| {
                header.set_pk_algo(openpgp::types::PublicKeyAlgorithm::RSAEncryptSign);
            }),
        ),
        (
            "another follows",
            changed(|header| {
                header.set_last(false);
            }),
        ),
        (
            "header behind the text",
            [literal.clone(), announced.clone(), signed.clone()].concat(),
        ),
        (
            "signature in front of the text",
            [announced.clone(), signed.clone(), literal.clone()].concat(),
        ),
        (
            "signature behind the text without a header",
            [literal.clone(), signed.clone()].concat(),
        ),
        (
            "header without a signature",
            [announced, literal.clone()].concat(),
        ),
    ] {
        never_authentic(name, &case(bytes));
    }
    authentic_where_trusted(
        "in front of the text, without a header",
        &case([signed, literal].concat()),
    );
    // Two signers: the first header announces the last signature.
    let other = forged().sign(&text, &signing().hash(HashAlgorithm::SHA256));
    let headers = vec![header(&other, false), header(&signature, true)];
    let nested = case(message(
        &text,
        headers.clone(),
        vec![signature.clone(), other.clone()],
    ));
    authentic_where_trusted("two signers", &nested);
    never_authentic(
        "two signers, crossed",
        &case(message(&text, headers, vec![other, signature])),
    );
}

#[test]
fn coverage_through_an_equal_copy_warns() {
    let text = Sheet::alpha(&alpha()).text();
    for copy in [
        alpha().sign_cleartext(&text, &signing()).into_bytes(),
        alpha().sign_inline(text.as_bytes(), &signing()),
    ] {
        let assessment = Case::of(text.clone())
            .signature(copy)
            .key(alpha().armored())
            .pin(alpha_pin())
            .assess();
        assert_eq!(assessment.verdict, Verdict::Authentic);
        let warns = |finding: &Finding| {
            finding.detail == Detail::CoversEqualCopy && finding.severity == Severity::Warning
        };
        assert!(assessment.findings.iter().any(warns));
        assert_eq!(
            assessment.signatures[0].problems,
            [SignatureProblem::IndirectCoverage]
        );
    }
}

#[test]
fn hexadecimal_that_is_no_fingerprint_contradicts_nothing() {
    // As a reader without mercy would take them: a commit, a checksum, two sizes.
    let commit = "3f786850e387550fdab836ed7e6dc881de23001b";
    let sums = format!(
        "{}  rfc2350.pdf\n    4096 1024",
        "d41d8cd98f00b204e9800998ecf8427e"
    );
    let more = format!("    Commit {commit}\n    {sums}\n\n");
    for fingerprints in [Vec::new(), vec![commit.to_owned()]] {
        let sheet = Sheet {
            fingerprints,
            key_id: None,
            more: more.clone(),
            ..Sheet::alpha(&alpha())
        };
        let signed = Case::signed(sheet.text(), &alpha());
        for (trust, assessment) in everywhere(&signed) {
            assert_eq!(
                assessment.verdict,
                Verdict::Unverified,
                "{trust}: {:?}",
                assessment.leaf
            );
            if trust.starts_with("pin") || trust.starts_with("--") {
                assert_eq!(assessment.key.verdict, KeyVerdict::Confirmed, "{trust}");
            }
        }
        // Signed by somebody else it proves nothing for the pinned key.
        never_authentic(
            "by a stranger",
            &Case::signed(sheet.text(), &forged()).key(alpha().armored()),
        );
        // A signature of the pinned key over something else makes no difference.
        let advisory = Case::signed(sheet.text(), &forged())
            .signature(alpha().sign_inline(b"an advisory", &signing()));
        assert_ne!(
            advisory.pin(alpha_pin()).assess().key.verdict,
            KeyVerdict::Confirmed
        );
    }
}

#[test]
fn a_document_that_prints_no_fingerprint_leaves_its_key_unconfirmed() {
    let sheet = Sheet {
        fingerprints: Vec::new(),
        ..Sheet::alpha(&alpha())
    };
    let assessment = Case::signed(sheet.text(), &alpha()).assess();
    assert_eq!(
        (assessment.verdict, assessment.why),
        (Verdict::Unverified, Some(Why::NoFingerprint))
    );
    assert_eq!(assessment.key.verdict, KeyVerdict::Unconfirmed);
    let fails = |finding: &Finding| {
        finding.check == CheckId::SignerIsPrintedKey && finding.outcome == Outcome::Fail
    };
    assert!(
        !assessment.findings.iter().any(fails),
        "there is nothing to contradict"
    );
    // One that prints another key does contradict.
    let other = Case::signed(Sheet::alpha(&mallory()).text(), &alpha()).assess();
    assert_eq!(other.key.verdict, KeyVerdict::Conflicting);
}

#[test]
fn too_many_digits_contradict_nothing() {
    let whole = alpha().fingerprint().to_string();
    let grouped = whole
        .as_bytes()
        .chunks(4)
        .map(|four| std::str::from_utf8(four).unwrap())
        .collect::<Vec<_>>()
        .join(" ");
    for printed in [
        format!("4096 {grouped}"),
        format!("{grouped} 7A7A"),
        format!("RSA 4096 {grouped}"),
        format!("{whole}7A7A"),
    ] {
        let case = Case::signed(
            Sheet {
                fingerprints: vec![printed.clone()],
                ..Sheet::alpha(&alpha())
            }
            .text(),
            &alpha(),
        );
        let assessment = expecting(case).assess();
        assert_ne!(assessment.verdict, Verdict::Rejected, "{printed}");
        assert_eq!(
            assessment.key.verdict,
            KeyVerdict::Confirmed,
            "{printed}: {:?}",
            assessment.key.leaf
        );
    }
}

#[test]
fn armor_headers_hold_no_contacts() {
    let signed = alpha().sign_cleartext(&Sheet::alpha(&alpha()).text(), &signing());
    let headed = |header: &str| {
        let text = signed.replacen(
            "BEGIN PGP SIGNATURE-----\n",
            &format!("BEGIN PGP SIGNATURE-----\n{header}\n"),
            1,
        );
        Case::of(text).key(alpha().armored())
    };
    let grouped: Vec<String> = alpha()
        .fingerprint()
        .as_str()
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    let own = format!("Comment: {}", grouped.join(" "));
    authentic_where_trusted(&own, &headed(&own));
    for header in [
        "Version: rnp 0.9.0+git20200420.739.148391d",
        "Version: BCPG C# v1.6.1.0",
        "Version: GnuPG v2.0.22 (GNU/Linux) 20130901-1234567",
        "Comment: verify at https://example.org/1234567",
        "Comment: Alpha CERT <cert@alpha.example>, +44 20 7946 0137",
        "MessageID: 3f786850e387550fdab836ed7e6dc881de23001b",
        "Charset: utf-8",
    ] {
        authentic_where_trusted(header, &headed(header));
    }
    // A contact that is not in the signed text is text that nobody signed, and that is all.
    for header in [
        "Comment: Emergency telephone: +44 20 7946 0666",
        "Comment: write to soc@mallory.example",
        "Comment: call 555 0199 666",
        "Comment: 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
    ] {
        let case = headed(header);
        never_authentic(header, &case);
        assert_eq!(
            case.pin(alpha_pin()).said(),
            (Verdict::Unverified, Some(Why::NotCovered)),
            "{header}"
        );
    }
}

#[test]
fn what_only_may_be_a_contact_outside_is_not_covered_and_rejects_nothing() {
    let signed = alpha().sign_cleartext(&Sheet::alpha(&alpha()).text(), &signing());
    let outside = |text: &str| {
        Case::of(format!("{signed}\n{text}\n"))
            .key(alpha().armored())
            .pin(alpha_pin())
            .said()
    };
    let key = String::from_utf8(alpha().armored()).unwrap();
    for text in [
        "Last modified: 2026-03-15 12:30:45",
        "Build 1.6.1.20260315",
        "commit 3f786850e387550fdab836ed7e6dc881de23001b",
        "Follow us: @AlphaCERT",
        key.replacen(
            "\n\n",
            "\nVersion: rnp 0.9.0+git20200420.739.148391d\n\n",
            1,
        )
        .as_str(),
    ] {
        assert_eq!(
            outside(text),
            (Verdict::Unverified, Some(Why::NotCovered)),
            "{text}"
        );
    }
    for text in [
        "Tel. 555 019 9666",
        "+44 20 7946 0666",
        "soc (at) mallory.example",
        "https://mallory.example/",
        "Fingerprint: 3F786850E387550FDAB836ED7E6DC881DE23001B",
    ] {
        assert_eq!(outside(text).0, Verdict::Rejected, "{text}");
    }
}

#[test]
fn a_text_mode_signature_that_other_programs_call_good_is_not_rejected() {
    // As GnuPG, as Sequoia and as PGP hash the text of a document with odd line ends.
    for (name, document, hashed) in [
        (
            "GnuPG, a carriage return at the end",
            "last line\r",
            "last line",
        ),
        (
            "GnuPG, before a line end",
            "a line\r\r\nanother\n",
            "a line\r\nanother\r\n",
        ),
        ("Sequoia, alone", "one\rtwo\n", "one\r\ntwo\r\n"),
        (
            "PGP, blanks",
            "a line  \t\nanother \n",
            "a line\r\nanother\r\n",
        ),
        ("a last line end more", "another", "another\r\n"),
    ] {
        let text = format!("{}{document}", Sheet::alpha(&alpha()).text());
        let over = format!(
            "{}{hashed}",
            Sheet::alpha(&alpha()).text().replace('\n', "\r\n")
        );
        let how = signing().kind(SignatureType::Text);
        let case = |signature: Vec<u8>| {
            Case::of(text.clone())
                .signature(signature)
                .key(alpha().armored())
                .pin(alpha_pin())
        };
        let assessment = case(alpha().sign_detached(over.as_bytes(), &how)).assess();
        assert_eq!(
            assessment.leaf,
            Leaf::OtherLineEnds,
            "{name}: {:?}",
            assessment.signatures
        );
        assert_eq!(assessment.why, Some(Why::NotCovered));
        // The same in binary mode, and a changed word in text mode, are changes of the document.
        assert_eq!(
            case(alpha().sign_detached(over.as_bytes(), &signing())).verdict(),
            Verdict::Rejected,
            "{name}, binary"
        );
        let changed = over.replacen("To help", "To harm", 1);
        assert_eq!(
            case(alpha().sign_detached(changed.as_bytes(), &how)).verdict(),
            Verdict::Rejected,
            "{name}, changed"
        );
    }
}

#[test]
fn signatures_in_several_blocks_are_read_as_gnupg_reads_them() {
    let text = Sheet::alpha(&alpha()).text();
    let (ours, theirs) = (
        alpha().sign_detached(text.as_bytes(), &signing()),
        mallory().sign_detached(text.as_bytes(), &signing()),
    );
    let ours = String::from_utf8(ours).unwrap();
    let theirs = String::from_utf8(theirs).unwrap();
    let labelled = ours.replace("PGP SIGNATURE", "PGP MESSAGE");
    let bad = String::from_utf8(alpha().sign_detached(b"something else", &signing())).unwrap();
    let case = |signature: &str| {
        Case::of(text.clone())
            .signature(signature)
            .key(alpha().armored())
    };
    for signature in [
        format!("{ours}{theirs}"),
        format!("{theirs}{ours}"),
        format!("{theirs}\n \t\n{ours}\r\n"),
        format!("{ours}{theirs}").replace('\n', "\r\n"),
        labelled.clone(),
        format!("{theirs}{labelled}"),
        ours.replacen("\n\n", "\n \t\n", 1),
        ours.replacen("\n\n", "\nComment: x\n  \n", 1),
    ] {
        authentic_where_trusted(&signature, &case(&signature));
    }
    for signature in [
        format!("{ours}see below\n{theirs}"),
        format!("{ours}{}", String::from_utf8(alpha().armored()).unwrap()),
        format!("{ours}{bad}"),
        ours.replacen("\n\n", "\n\u{c}\n", 1),
        labelled.replacen("END PGP MESSAGE", "END PGP SIGNATURE", 1),
        ours.replace("PGP SIGNATURE", "PGP PUBLIC KEY BLOCK"),
    ] {
        never_authentic(&signature, &case(&signature));
    }
}

#[test]
fn a_key_file_that_cannot_be_used_is_named_with_the_reason() {
    let text = Sheet::alpha(&alpha()).text();
    let signature = alpha().sign_detached(text.as_bytes(), &signing());
    let armored = String::from_utf8(alpha().armored()).unwrap();
    let given = |bytes: Vec<u8>| {
        let case = Case::of(text.clone()).signature(signature.clone());
        expecting(case.key_from(bytes, Origin::file(OriginKind::Flag, "published-key.asc")))
            .assess()
    };
    let utf16: Vec<u8> = armored.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, readable) in [
        ("UTF-16", [&b"\xff\xfe"[..], &utf16].concat()),
        ("UTF-16 without a mark", utf16.clone()),
        (
            "byte order mark",
            [&b"\xef\xbb\xbf"[..], armored.as_bytes()].concat(),
        ),
        ("quoted-printable", quoted_printable(&armored).into_bytes()),
        ("CRLF", armored.replace('\n', "\r\n").into_bytes()),
    ] {
        assert_eq!(given(readable).verdict, Verdict::Authentic, "{name}");
    }
    let version5 = {
        let mut bytes = alpha().binary();
        let version = bytes.iter().position(|byte| *byte == 4).unwrap();
        bytes[version] = 5;
        bytes
    };
    let other = CertificateProblem::SomethingElse;
    for (what, bytes) in [
        (
            other(FileKind::WebPage),
            format!("<!DOCTYPE html><pre>\n{armored}</pre>").into_bytes(),
        ),
        (
            other(FileKind::Keybox),
            [&[0, 0, 0, 32, 1, 1, 0, 2][..], b"KBXf", &[0; 20]].concat(),
        ),
        (CertificateProblem::Version(5), version5),
        (other(FileKind::Empty), b" \n".to_vec()),
        (
            other(FileKind::PlainText),
            b"The key is on our web site.\n".to_vec(),
        ),
        (other(FileKind::Signature), signature.clone()),
    ] {
        let assessment = given(bytes);
        let Leaf::NoKey {
            unusable: Some(unusable),
        } = &assessment.leaf
        else {
            panic!("{what:?}: {:?}", assessment.leaf)
        };
        assert!(
            unusable.place.contains("published-key.asc") && unusable.what == what,
            "{what:?}: {unusable:?}"
        );
        assert_eq!(
            assessment.key.leaf,
            KeyLeaf::NoCertificate {
                unusable: Some(unusable.clone())
            }
        );
    }
}

/// As a mail program writes it.
fn quoted_printable(text: &str) -> String {
    text.replace('=', "=3D")
}

/// Alpha with a signing subkey, and what that subkey's fingerprint is.
fn with_subkey() -> (TestCert, String) {
    let cert = CertSpec {
        signing_subkey: true,
        ..CertSpec::new(ALPHA)
    }
    .build();
    let subkey = cert.signing_fingerprint().to_string();
    (cert, subkey)
}

fn encryption_subkey(cert: &TestCert) -> String {
    cert.cert()
        .keys()
        .subkeys()
        .last()
        .unwrap()
        .key()
        .fingerprint()
        .to_hex()
}

#[test]
fn a_subkeys_fingerprint_is_recognised_where_the_keys_is_meant() {
    let expired = CertSpec {
        signing_subkey: true,
        signing_subkey_expires: Some(at("2026-02-01T00:00:00Z")),
        ..CertSpec::new(ALPHA)
    };
    let expired = expired.build();
    let (cert, signing_subkey) = with_subkey();
    for (name, cert, subkey) in [
        ("signing", &cert, signing_subkey.clone()),
        ("encryption", &cert, encryption_subkey(&cert)),
        (
            "expired",
            &expired,
            expired.signing_fingerprint().to_string(),
        ),
    ] {
        let primary = vec![cert.fingerprint()];
        let named: Fingerprint = subkey.parse().unwrap();
        let printed = Case::signed(
            Sheet {
                fingerprints: vec![subkey.clone()],
                ..Sheet::alpha(cert)
            }
            .text(),
            cert,
        );
        let whole = Case::signed(Sheet::alpha(cert).text(), cert);
        let pinned_subkey = Pin {
            fingerprint: named.clone(),
            ..pin("Alpha CERT", cert, "alpha.example")
        };
        let trusting = |expected: Vec<Fingerprint>, pins: Vec<Pin>| Trust {
            expected,
            pins,
            ..Trust::default()
        };
        for (how, case, key) in [
            ("printed", printed.clone(), KeyVerdict::Unconfirmed),
            (
                "printed, the key expected",
                printed.clone().trusting(trusting(primary.clone(), vec![])),
                KeyVerdict::Confirmed,
            ),
            (
                "printed, the key pinned",
                printed.clone().trusting(trusting(
                    vec![],
                    vec![pin("Alpha CERT", cert, "alpha.example")],
                )),
                KeyVerdict::Confirmed,
            ),
            (
                "printed and expected",
                printed
                    .clone()
                    .trusting(trusting(vec![named.clone()], vec![])),
                KeyVerdict::Unconfirmed,
            ),
            (
                "expected",
                whole
                    .clone()
                    .trusting(trusting(vec![named.clone()], vec![])),
                KeyVerdict::Unconfirmed,
            ),
            (
                "pinned",
                whole
                    .clone()
                    .trusting(trusting(vec![], vec![pinned_subkey.clone()])),
                KeyVerdict::Unconfirmed,
            ),
        ] {
            let assessment = case.assess();
            assert_eq!(
                assessment.verdict,
                Verdict::Unverified,
                "{name}, {how}: {:?}",
                assessment.leaf
            );
            assert_eq!(
                assessment.key.verdict, key,
                "{name}, {how}: {:?}",
                assessment.key.leaf
            );
            assert_eq!(
                assessment.key.fingerprint,
                Some(cert.fingerprint()),
                "{name}, {how}"
            );
            if name != "expired" {
                let named = matches!(&assessment.leaf, Leaf::SubkeyPrinted(of) | Leaf::SubkeyTrusted { of, .. } if of.primary == cert.fingerprint());
                assert!(named, "{name}, {how}: {:?}", assessment.leaf);
            }
            let unsigned = case_without_signatures(case).assess();
            assert_ne!(
                unsigned.verdict,
                Verdict::Rejected,
                "{name}, {how}, unsigned: {:?}",
                unsigned.leaf
            );
        }
        // Where the key is pinned as well, a subkey's fingerprint given beside it takes nothing
        // away.
        let both = trusting(vec![named], vec![pin("Alpha CERT", cert, "alpha.example")]);
        if name != "expired" {
            assert_eq!(whole.trusting(both).verdict(), Verdict::Authentic, "{name}");
        }
    }
}

fn case_without_signatures(mut case: Case) -> Case {
    case.dossier.signatures.clear();
    case
}

#[test]
fn a_key_that_was_made_a_subkey_without_its_consent_is_another_key() {
    // Mallory binds Alpha's primary key as a subkey of its own certificate: anybody can, and it
    // proves nothing.
    let adopted = bound(
        &mallory(),
        primary_of(&alpha()),
        KeyFlags::empty().set_transport_encryption(),
        HashAlgorithm::SHA512,
    );
    let sheet = Sheet {
        fingerprints: vec![mallory().fingerprint().to_string()],
        ..Sheet::alpha(&mallory())
    };
    let case = Case::of(sheet.text());
    let signature = mallory().sign_detached(case.document(), &signing());
    let case = case.signature(signature).key(adopted);
    for (trust, assessment) in everywhere(&case) {
        if trust.starts_with("pin") || trust.starts_with("--") {
            assert_eq!(
                assessment.verdict,
                Verdict::Rejected,
                "{trust}: {:?}",
                assessment.leaf
            );
        }
    }
}

/// The certificate with a key bound as a subkey that had no part in what it signed, as the bytes of
/// a key file.
fn bound(
    cert: &TestCert,
    subkey: Key<PublicParts, SubordinateRole>,
    flags: KeyFlags,
    hash: HashAlgorithm,
) -> Vec<u8> {
    let made = std::time::SystemTime::from(at("2025-01-01T00:00:00Z"));
    let builder = SignatureBuilder::new(SignatureType::SubkeyBinding)
        .set_signature_creation_time(made)
        .and_then(|builder| builder.set_key_flags(flags))
        .unwrap()
        .set_hash_algo(hash);
    let binding = builder
        .sign_subkey_binding(
            &mut cert.primary(),
            cert.cert().primary_key().key(),
            &subkey,
        )
        .unwrap();
    let public = cert.cert().clone().strip_secret_key_material();
    let whole = public
        .insert_packets([Packet::from(subkey), binding.into()])
        .unwrap()
        .0;
    openpgp::serialize::SerializeInto::to_vec(&whole).unwrap()
}

/// Another's primary key as a subkey.
fn primary_of(cert: &TestCert) -> Key<PublicParts, SubordinateRole> {
    cert.cert()
        .primary_key()
        .key()
        .clone()
        .parts_into_public()
        .role_into_subordinate()
}

#[test]
fn a_weakly_bound_subkey_that_had_no_part_in_it_makes_nothing_weak() {
    let text = Sheet::alpha(&alpha()).text();
    let signature = alpha().sign_detached(text.as_bytes(), &signing());
    let other = primary_of(&mallory());
    for flags in [
        KeyFlags::empty().set_transport_encryption(),
        KeyFlags::empty().set_authentication(),
    ] {
        let key = bound(&alpha(), other.clone(), flags, HashAlgorithm::SHA1);
        authentic_where_trusted(
            "a subkey bound by SHA-1",
            &Case::of(text.clone()).signature(signature.clone()).key(key),
        );
    }
    // The only key to encrypt to is bound weakly: that alone is said.
    let signs_only = CertSpec {
        encryption_subkey: false,
        ..CertSpec::new(ALPHA)
    }
    .build();
    let key = bound(
        &signs_only,
        other,
        KeyFlags::empty().set_transport_encryption(),
        HashAlgorithm::SHA1,
    );
    let sheet = Sheet::alpha(&signs_only).text();
    let case = Case::of(sheet.clone())
        .signature(signs_only.sign_detached(sheet.as_bytes(), &signing()))
        .key(key);
    let assessment = case
        .pin(pin("Alpha CERT", &signs_only, "alpha.example"))
        .assess();
    assert_eq!(assessment.verdict, Verdict::Authentic);
    assert_eq!(
        assessment.key.leaf,
        KeyLeaf::Confirmed { can_encrypt: false }
    );
}

#[test]
fn a_key_that_this_program_cannot_compute_with_accuses_nobody() {
    use openpgp::crypto::mpi::{MPI, PublicKey};
    use openpgp::types::PublicKeyAlgorithm::RSAEncryptSign;
    let created = std::time::SystemTime::from(at("2024-01-01T00:00:00Z"));
    let large = PublicKey::RSA {
        e: MPI::new(&[1, 0, 1]),
        n: MPI::new(&[0xff; 1024]),
    };
    let large: Key<PublicParts, SubordinateRole> =
        openpgp::packet::key::Key4::new(created, RSAEncryptSign, large)
            .unwrap()
            .into();
    let fingerprint = large.fingerprint().to_hex();
    let mut signature = alpha().sign(b"", &signing());
    let issuer = openpgp::packet::signature::subpacket::SubpacketValue::IssuerFingerprint(
        large.fingerprint(),
    );
    signature
        .unhashed_area_mut()
        .add(openpgp::packet::signature::subpacket::Subpacket::new(issuer, false).unwrap())
        .unwrap();
    let text = Sheet {
        fingerprints: vec![fingerprint],
        ..Sheet::alpha(&alpha())
    }
    .text();
    let key: Vec<u8> = MarshalInto::to_vec(&Packet::from(large.role_into_primary())).unwrap();
    let case = Case::of(text)
        .signature(MarshalInto::to_vec(&Packet::from(signature)).unwrap())
        .key(key);
    let assessment = case.assess();
    assert_ne!(
        assessment.verdict,
        Verdict::Rejected,
        "{:?}",
        assessment.signatures
    );
    assert_eq!(
        assessment.why,
        Some(Why::Unsupported),
        "{:?}",
        assessment.leaf
    );
    let Leaf::Unsupported { what } = &assessment.leaf else {
        panic!("{:?}", assessment.leaf)
    };
    assert_eq!(
        *what,
        Some(SignatureCause::NotComputed("RSA 8192".to_owned()))
    );
    let blames = |finding: &Finding| {
        matches!(
            finding.detail,
            Detail::KeyWeak { .. } | Detail::CannotEncrypt { .. } | Detail::BindingsWeak { .. }
        )
    };
    assert!(
        !assessment.findings.iter().any(blames),
        "{:?}",
        assessment.findings
    );
}

#[test]
fn a_signed_text_without_the_sections_of_a_profile_is_no_profile() {
    let key = alpha().fingerprint();
    let mail = format!(
        "Dear all,\n\n> Emergency telephone: +44 20 7946 0666\n\nplease use the number above.\n\nAlpha CERT <cert@alpha.example>\nFingerprint: {key}\n"
    );
    let headed = format!("1. About this mail\n\n{mail}");
    for text in [mail, headed] {
        for case in [
            Case::of(alpha().sign_cleartext(&text, &signing())).key(alpha().armored()),
            Case::signed(text.clone(), &alpha()),
        ] {
            let assessment = case.pin(alpha_pin()).assess();
            assert_eq!(assessment.leaf, Leaf::NoProfile, "{text}");
            assert_eq!(assessment.verdict, Verdict::Unverified);
        }
    }
    let short = format!(
        "1.1 Date of Last Update\n\n2026-01-10\n\n2.1 Name of the Team\n\nAlpha CERT\n\nEmail: cert@alpha.example\nFingerprint: {key}\n"
    );
    let case = Case::signed(short, &alpha()).pin(alpha_pin());
    assert_eq!(case.verdict(), Verdict::Authentic, "a short profile");
}
