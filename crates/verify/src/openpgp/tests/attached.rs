//! Cleartext signatures, inline-signed messages, and separate signed copies.

use SignatureStatus::*;
use openpgp::types::HashAlgorithm;

use super::*;
use crate::facts::Coverage;

const TEXT: &str =
    "RFC 2350 profile of M-CERT\n- a dash and trailing blanks  \nE-mail: contact@m-cert.example\n";

fn how() -> Signing {
    Signing::at(day("2022-05-22"))
}

/// The document is itself cleartext-signed.
fn document(bytes: &[u8], cert: &TestCert) -> SignatureFacts {
    let mut dossier = dossier(bytes, &[], &[cert.binary()]);
    dossier.reading = Some(Ok(profile(
        Format::CleartextSigned,
        "contact@m-cert.example",
    )));
    one(facts(&dossier, "2026-06-01"))
}

/// A signed copy lies beside the document.
fn copy(document: &[u8], copy: Vec<u8>, cert: &TestCert) -> SignatureFacts {
    one(facts(
        &dossier(document, &[copy], &[cert.binary()]),
        "2026-06-01",
    ))
}

#[test]
fn a_cleartext_signature_covers_the_document() {
    let cert = team();
    let signed = cert.sign_cleartext(TEXT, &how());
    for bytes in [signed.clone(), signed.replace('\n', "\r\n")] {
        let facts = document(bytes.as_bytes(), &cert);
        assert_eq!(facts.report.status, Good, "{:?}", facts.report.cause);
        assert_eq!(
            (facts.report.kind, facts.covers),
            (SignatureKind::Cleartext, Coverage::Document)
        );
        assert_eq!(facts.report.problems, []);
        assert!(!facts.outside_text && !facts.outside_text_has_claims);
    }
}

#[test]
fn a_changed_cleartext_is_bad() {
    let cert = team();
    let signed = cert.sign_cleartext(TEXT, &how());
    let facts = document(signed.replace("contact@", "contact2@").as_bytes(), &cert);
    assert_eq!(
        (facts.report.status, facts.covers),
        (Bad, Coverage::Nothing)
    );
}

#[test]
fn a_hash_header_that_is_missing_or_wrong_is_refused() {
    let cert = team();
    let signed = cert.sign_cleartext(TEXT, &how());
    for (changed, cause) in [
        (
            signed.replace("Hash: SHA512\n", ""),
            SignatureCause::NoHashHeader,
        ),
        (
            signed.replace("Hash: SHA512\n", "Hash: SHA256\n"),
            SignatureCause::HashHeaderNames("SHA512".to_owned()),
        ),
    ] {
        let facts = document(changed.as_bytes(), &cert);
        assert_eq!(
            (facts.report.status, facts.report.cause),
            (Malformed, Some(cause))
        );
        assert_eq!(facts.covers, Coverage::Nothing);
    }
    assert_eq!(
        document(
            signed
                .replace("Hash: SHA512", "Hash: SHA256, SHA512")
                .as_bytes(),
            &cert
        )
        .report
        .status,
        Good
    );
}

#[test]
fn unsound_framing_is_malformed_with_its_problem() {
    let cert = team();
    let signed = cert.sign_cleartext(TEXT, &how());
    for changed in [
        signed.replace(
            "Hash: SHA512\n",
            "Hash: SHA512\nComment: call +33 1 23 45 67 89\n",
        ),
        signed.replace("-----BEGIN PGP SIGNED", " -----BEGIN PGP SIGNED"),
        format!("{signed}\n{signed}"),
        signed.replace("-----END PGP SIGNATURE-----\n", ""),
    ] {
        let facts = document(changed.as_bytes(), &cert);
        assert_eq!(
            (facts.report.status, facts.covers),
            (Malformed, Coverage::Nothing),
            "{changed}"
        );
        assert!(
            matches!(
                facts.report.cause,
                Some(SignatureCause::Unframed { at: Some(_) })
            ),
            "{changed}"
        );
    }
}

#[test]
fn text_outside_is_told_and_so_is_whether_it_holds_claims() {
    let cert = team();
    let signed = cert.sign_cleartext(TEXT, &how());
    let told = |bytes: String| {
        let facts = document(bytes.as_bytes(), &cert);
        assert_eq!(facts.report.status, Good, "{:?}", facts.report.cause);
        assert_eq!(
            facts
                .report
                .problems
                .contains(&SignatureProblem::TextOutside),
            facts.outside_text
        );
        (facts.outside_text, facts.outside_text_has_claims)
    };
    assert_eq!(told(format!("\n\n{signed}\n \n")), (false, false));
    assert_eq!(
        told(format!("Our profile is signed.\n\n{signed}")),
        (true, false)
    );
    assert_eq!(
        told(format!("{signed}\nThanks for reading.\n")),
        (true, false)
    );
    for claim in [
        "soc@evil.example",
        "soc(at)evil.example",
        "+33 1 23 45 67 89",
        "https://evil.example/key.asc",
        "8A1E C5D2 B7C0 EFA4 9FFB",
    ] {
        assert_eq!(
            told(format!("{signed}\n{claim}\n")),
            (true, true),
            "{claim}"
        );
    }
    let headed = |header: &str| {
        signed.replace(
            "-----BEGIN PGP SIGNATURE-----\n",
            &format!("-----BEGIN PGP SIGNATURE-----\n{header}\n"),
        )
    };
    assert_eq!(
        told(headed("Version: GnuPG v2.0.22 (GNU/Linux)")),
        (false, false)
    );
    assert_eq!(
        told(headed(
            "Comment: Using GnuPG with Thunderbird - https://www.enigmail.net/"
        )),
        (false, false)
    );
    assert_eq!(
        told(headed("Version: rnp 0.9.0+git20200420.739.148391d")),
        (false, false)
    );
    assert_eq!(
        told(headed("Comment: verify at https://example.org/1234567")),
        (false, false)
    );
    for remark in [
        "Comment: Created with GnuPG on 2026-04-08 at 12:33",
        "MessageID: 5aefc27ef7a4a9da7f91d33c3a4bdab9",
        "Version: OpenPGP.js v4.10.10",
        "Comment: Get our key at the key servers",
    ] {
        assert_eq!(told(headed(remark)), (false, false), "{remark}");
    }
    for contact in [
        "Comment: soc@evil.example",
        "Comment: call +33 1 23 45 67 89",
        // The beginning of a signed address is another address.
        "Comment: write to contact@m-cert.exam",
        "Comment: soc AT evil DOT example",
        "Comment: soc at evil.example",
        "Comment: soc @ evil.example",
        "Comment: soc(a)evil.example",
        "Comment: soc\u{fe6b}evil.example",
        "Version: soc%40evil.example",
        "Comment: dial 1 555 010 0199",
        "Comment: Notruf 5550100199",
        "Comment: new contact https://evil.example/report",
        "Comment: 8A1E C5D2 B7C0 EFA4 9FFB 0000 1111 2222 3333 4444",
        "Comment: The team has moved, so please come to the house beside the old mill from now on",
    ] {
        assert_eq!(
            told(headed(contact)),
            (true, false),
            "an armor header holds no claims, but nobody signed it"
        );
    }
    assert_eq!(
        told(headed("Comment: contact@m-cert.example")),
        (false, false),
        "what is signed too"
    );
}

#[test]
fn a_signed_text_shown_inside_a_page_is_not_the_document() {
    let cert = team();
    let signed = cert.sign_cleartext("profile\n", &how());
    for (line_end, status) in [("\n", Good), ("", Malformed)] {
        let page = format!("<html><body><pre>{line_end}{signed}</pre></body></html>\n");
        let mut dossier = dossier(page.as_bytes(), &[], &[cert.binary()]);
        dossier.reading = Some(Ok(profile(Format::Html, "contact@m-cert.example")));
        let facts = one(facts(&dossier, "2026-06-01"));
        assert_eq!(
            (facts.report.status, facts.covers),
            (status, Coverage::Other),
            "{:?}",
            facts.report.cause
        );
        assert!(
            facts
                .report
                .problems
                .contains(&SignatureProblem::OtherContent)
        );
    }
}

#[test]
fn a_signed_copy_is_compared_by_content() {
    let cert = team();
    let (equal, other) = (
        cert.sign_cleartext(TEXT, &how()),
        cert.sign_cleartext("another profile", &how()),
    );
    for document in [
        TEXT.to_owned(),
        TEXT.replace('\n', "\r\n"),
        format!("{TEXT}\n"),
    ] {
        let facts = copy(document.as_bytes(), equal.clone().into_bytes(), &cert);
        assert_eq!(
            (facts.report.status, &facts.covers),
            (Good, &Coverage::EqualCopy)
        );
        assert_eq!(facts.report.kind, SignatureKind::Cleartext);
    }
    let facts = copy(TEXT.as_bytes(), other.into_bytes(), &cert);
    assert_eq!((facts.report.status, facts.covers), (Good, Coverage::Other));
    assert_eq!(facts.report.problems, [SignatureProblem::OtherContent]);
    let tampered = copy(
        TEXT.as_bytes(),
        equal.replace("profile", "Profile").into_bytes(),
        &cert,
    );
    assert_eq!(
        (tampered.report.status, tampered.covers),
        (Bad, Coverage::Nothing)
    );
}

#[test]
fn an_inline_message_is_compared_by_content_and_never_taken_for_detached() {
    let cert = team();
    let facts = copy(DOCUMENT, cert.sign_inline(DOCUMENT, &how()), &cert);
    assert_eq!(
        (facts.report.status, facts.report.kind, facts.covers),
        (Good, SignatureKind::Inline, Coverage::EqualCopy)
    );
    let facts = copy(b"something else", cert.sign_inline(DOCUMENT, &how()), &cert);
    assert_eq!((facts.report.status, facts.covers), (Good, Coverage::Other));
    let facts = copy(
        DOCUMENT,
        cert.sign_inline(DOCUMENT, &how().hash(HashAlgorithm::SHA1)),
        &cert,
    );
    assert_eq!(facts.report.status, Weak);
}

#[test]
fn a_pdf_beside_a_signed_text_is_not_the_same() {
    let cert = team();
    let mut dossier = dossier(
        b"%PDF-1.7 profile",
        &[cert
            .sign_cleartext("%PDF-1.7 profile\n", &how())
            .into_bytes()],
        &[cert.binary()],
    );
    dossier.reading = Some(Ok(profile(Format::Pdf, "contact@m-cert.example")));
    let facts = one(facts(&dossier, "2026-06-01"));
    // Byte for byte the same is the same; only texts are compared more kindly.
    assert_eq!(facts.covers, Coverage::EqualCopy);
    dossier.document.as_mut().unwrap().bytes.push(b'\n');
    dossier.signatures[0].bytes = cert
        .sign_cleartext("%PDF-1.7 profile\n", &how())
        .into_bytes();
    assert_eq!(
        one(super::facts(&dossier, "2026-06-01")).covers,
        Coverage::Other
    );
}
