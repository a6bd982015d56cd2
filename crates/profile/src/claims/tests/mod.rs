//! What profiles print, form by form, and what must not be taken for it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod beside;
mod fields;
mod layouts;
mod names;
mod notes;
mod outside;
mod values;

use bonafide_model::claims::{
    DateRole, FingerprintProblem, Format, HiddenBy, KeyRole, PhoneKind, PrintedExpiry,
    ReadWarningKind, UrlRole,
};
use proptest::prelude::*;

use super::*;
use bonafide_layout::{Hint, Link};

const V4: &str = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";
const GROUPED: &str = "8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7";

fn layout(text: &str) -> Document<'static> {
    let lines = text
        .split('\n')
        .zip(1..)
        .map(|(t, number)| Line {
            text: t.to_owned().into(),
            number,
            ..Line::default()
        })
        .collect();
    Document {
        lines,
        ..Document::new(Format::Text)
    }
}

fn read(text: &str) -> Profile {
    profile(layout(text))
}

fn keys(text: &str) -> (Vec<String>, Vec<String>) {
    let claims = read(&format!(
        "2.8 Public Keys and Encryption Information\n{text}\n2.9 Team Members\nnone"
    ))
    .claims;
    let fingerprints = claims
        .fingerprints
        .into_iter()
        .map(|c| c.value.digits)
        .collect();
    (
        fingerprints,
        claims.key_ids.into_iter().map(|c| c.value.digits).collect(),
    )
}

#[test]
fn a_short_name_in_front_of_the_long_one_is_a_name_of_its_own() {
    let short = |name: &str| {
        read(&format!("2.1 Name of the Team\n{name}\n2.2 Address\nHere"))
            .team_short_name
            .map(|c| c.value)
    };
    for name in [
        "GULL-CERT: the computer emergency response team of the islands",
        "GULL-CERT – Gull Islands Response Team",
        "Gull Islands Response Team (GULL-CERT)",
    ] {
        assert_eq!(short(name).as_deref(), Some("GULL-CERT"), "{name}");
    }
    for name in [
        "GULL-CERT",
        "Gull Islands: the response team",
        "CERT of the Gull Islands - the team",
        "GULL-CERT: islands",
    ] {
        assert_eq!(short(name), None, "{name}");
    }
}

#[test]
fn every_label_of_a_fingerprint_is_met() {
    for label in [
        "Fingerprint:",
        "Fingerprint is:",
        "The fingerprint is",
        "whose fingerprint is\n\n",
        "PGP fingerprint",
        "PGP Key Fingerprint:",
        "Key fingerprint =",
        "key fingerprint",
        "Finger Print :",
        "key signature:",
        "Empreinte :",
        "comme empreinte",
        "o fingerprint é",
        "Key Fingerprint :\n",
        "potpisom ključa:",
        "Comment: Fingerprint:",
        "",
        "Fingerabdruck:",
        "Huella digital:",
        "Impronta:",
        "Odtlačok kľúča:",
        "Fingerprint\t",
        "| Fingerprint | ",
    ] {
        assert_eq!(keys(&format!("{label} {GROUPED}.")).0, [V4], "{label:?}");
    }
}

#[test]
fn every_label_of_a_key_id_is_met() {
    for label in [
        "Key ID:",
        "KEY ID [LONG]:",
        "KeyID",
        "KeyID is:",
        "Key-ID:",
        "PGP Key ID:",
        "Team PGP Key ID:",
        "PGP keyid",
        "PGP keyed",
        "whose KeyID is",
        "whose ID is",
        "ID:",
        "Identifiant de la clé :",
        "comme identifiant",
        "tem o KeyID",
        "Schlüssel-ID:",
        "Key ID\t",
        "Key ID\n",
        "ID de la clave:",
    ] {
        for (value, digits) in [
            ("0x2485CF71", "2485CF71"),
            ("0X2485CF71E37BEBB7", "2485CF71E37BEBB7"),
            ("0x 32DF E011 524E 0A3B", "32DFE011524E0A3B"),
            ("42AC9CF0 77C8FD22", "42AC9CF077C8FD22"),
            ("2485cf71", "2485CF71"),
        ] {
            assert_eq!(
                keys(&format!("{label} {value}")).1,
                [digits],
                "{label:?} {value}"
            );
        }
    }
    assert_eq!(keys("Key ID: 2C1F").1, ["2C1F"]);
    assert_eq!(
        keys(&format!("Key ID: 0x{V4}")).1,
        [V4],
        "some print the whole fingerprint there"
    );
}

#[test]
fn short_long_and_fingerprint_may_share_a_sentence() {
    let (fingerprints, key_ids) = keys(&format!(
        "Key ID 0xE37BEBB7 (long: 0x2485CF71E37BEBB7), fingerprint {GROUPED}, since 2019-01-01"
    ));
    assert_eq!(
        (fingerprints, key_ids),
        (
            vec![V4.to_owned()],
            vec!["E37BEBB7".to_owned(), "2485CF71E37BEBB7".to_owned()]
        )
    );
}

#[test]
fn key_listings_give_keys_user_ids_and_expiry() {
    for (listing, digits) in [
        (
            "pub   4096R/D2A1C881 2019-01-01 [expires: 2029-01-31]\nuid  Example CERT <cert@example.org>\nsub   2048R/68B49661 2019-01-01",
            "D2A1C881",
        ),
        (
            "pub   rsa4096/D57E00EA00709A3D 2019-02-25 [SC] [expires: 2029-01-31]\nuid  [ultimate] Example CERT <cert@example.org>\nsub  rsa4096/1122334455667788 2019-02-25 [E]",
            "D57E00EA00709A3D",
        ),
    ] {
        let claims = read(&format!("2.8 Public Keys\n{listing}")).claims;
        assert_eq!(claims.key_ids[0].value.digits, digits);
        assert_eq!(
            claims
                .key_ids
                .iter()
                .map(|k| k.value.of_subkey)
                .collect::<Vec<_>>(),
            [false, true]
        );
        assert_eq!(
            claims.user_ids[0].value.text,
            "Example CERT <cert@example.org>"
        );
        let expiry: Vec<_> = claims
            .dates
            .iter()
            .filter(|d| d.value.role == DateRole::KeyExpiry)
            .map(|d| d.value.date.unwrap().to_string())
            .collect();
        assert_eq!(expiry, ["2029-01-31"]);
    }
}

#[test]
fn a_misprinted_fingerprint_says_what_is_wrong() {
    let problem = |value: &str| {
        let claims = read(&format!("2.8 Public Keys\nFingerprint: {value}")).claims;
        let [one] = claims.fingerprints.as_slice() else {
            panic!("{value}: {:?}", claims.fingerprints)
        };
        (one.value.problem.clone(), one.value.fingerprint.is_some())
    };
    for length in [32, 36, 38, 39, 41] {
        let value: String = V4.chars().cycle().take(length).collect();
        assert_eq!(
            problem(&value),
            (Some(FingerprintProblem::Length(length as u32)), false)
        );
    }
    assert_eq!(
        problem("8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71"),
        (Some(FingerprintProblem::Length(32)), false)
    );
    assert_eq!(
        problem("11 22 33 44 55 66 77 88  88 77 66 55 44 33 22 11").0,
        Some(FingerprintProblem::Version3)
    );
    assert_eq!(
        problem(&"1234 ".repeat(10)),
        (Some(FingerprintProblem::Placeholder), true)
    );
    assert_eq!(
        problem(&"A".repeat(40)),
        (Some(FingerprintProblem::Placeholder), true)
    );
    assert_eq!(
        problem("DEADBEEFDEADBEEFDEADBEEFDEADBEEFDEADBEEF"),
        (Some(FingerprintProblem::Placeholder), true)
    );
    assert_eq!(
        problem("XXXX XXXX XXXX XXXX XXXX XXXX XXXX XXXX XXXX XXXX"),
        (Some(FingerprintProblem::Placeholder), false)
    );
    let (odd, usable) = problem("8A1E \u{421}5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7");
    assert!(
        matches!(odd, Some(FingerprintProblem::OddCharacters(o)) if o[0].found == '\u{421}')
            && !usable
    );
    let warnings = read(
        "2.8 Public Keys\nFingerprint: 8A1E C5\u{200b}D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
    )
    .warnings;
    assert!(
        warnings
            .iter()
            .any(|w| w.kind == ReadWarningKind::OddCharacters && w.detail == "U+200B"),
        "{warnings:?}"
    );
}

#[test]
fn other_long_numbers_are_no_fingerprints() {
    for row in [
        format!("SHA-1 of the file: {V4}"),
        format!("git commit {V4}"),
        format!("SHA-1 fingerprint of our TLS certificate: {V4}"),
        format!("S/MIME certificate fingerprint: {V4}"),
        "SHA-256 checksum of this file: 2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824".to_owned(),
        "https://git.example.org/c/8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".to_owned(),
    ] {
        assert!(read(&format!("1.5 Document Identification\n{row}")).claims.fingerprints.is_empty(), "{row}");
    }
    let claims =
        read("1.5 Document Identification\nSHA 256: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824").claims;
    assert_eq!(claims.checksums.len(), 1);
    let v6 = "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824";
    assert_eq!(keys(&format!("Fingerprint: {v6}")).0, [v6]);
}

#[test]
fn other_short_numbers_are_no_key_ids() {
    for row in [
        "Phone: +33 1 84 19 07 27",
        "92100 Boulogne-Billancourt",
        "Created 20190101",
        "RSA 4096 bits",
        "Date: 2019-01-01",
        "Version 10203040",
        "Fax 12345678",
    ] {
        assert!(keys(row).1.is_empty(), "{row}: {:?}", keys(row).1);
    }
}

#[test]
fn a_key_has_the_role_that_stands_beside_it() {
    let other = "C33E6CA002A305FD2AF85A97121B0518B93A3C27";
    for (words, role) in [
        ("Master key:", KeyRole::Master),
        ("Old key (revoked):", KeyRole::Old),
        ("Ancienne clé :", KeyRole::Old),
        ("Incident key:", KeyRole::Incident),
        ("Key for general information:", KeyRole::Information),
        ("Current key:", KeyRole::Team),
        ("", KeyRole::Team),
    ] {
        let claims = read(&format!(
            "2.8 Public Keys\nFingerprint: {other}\n\n{words}\nFingerprint: {V4}"
        ))
        .claims;
        let found = claims
            .fingerprints
            .iter()
            .find(|f| f.value.digits == V4)
            .unwrap();
        assert_eq!(found.value.role, role, "{words}");
    }
}

#[test]
fn hidden_text_is_a_claim_of_its_own_and_never_completes_a_visible_one() {
    let mut layout = layout(&format!(
        "2.8 Public Keys\nFingerprint: {GROUPED}\nFingerprint: {V4}"
    ));
    layout.lines[2].hidden_by = Some(HiddenBy::Color);
    let claims = profile(layout).claims;
    assert_eq!(
        claims
            .fingerprints
            .iter()
            .map(|c| c.hidden_by)
            .collect::<Vec<_>>(),
        [None, Some(HiddenBy::Color)]
    );
    assert_eq!(claims.fingerprints[1].place.section.as_deref(), Some("2.8"));
    let mut torn = super::tests::layout(
        "2.8 Public Keys\nFingerprint: 8A1E C5D2 B7C0 EFA4 9FFB\n31FC 2485 CF71 E37B EBB7",
    );
    torn.lines[2].hidden_by = Some(HiddenBy::Color);
    let claims = profile(torn).claims;
    assert!(
        claims
            .fingerprints
            .iter()
            .all(|c| c.value.fingerprint.is_none())
    );
}

#[test]
fn a_second_order_adds_only_what_the_first_has_not() {
    let mut two = layout(&format!(
        "2.8 Public Keys\nFingerprint: {V4}\nmail cert@example.org"
    ));
    two.other_order = two.lines.clone();
    two.other_order.push(Line {
        text: "Key ID: 0xE37BEBB7".into(),
        number: 3,
        ..Line::default()
    });
    let claims = profile(two).claims;
    assert_eq!(
        (
            claims.fingerprints.len(),
            claims.emails.len(),
            claims.key_ids.len()
        ),
        (1, 1, 1)
    );
}

#[test]
fn links_are_preferred_and_compared() {
    let link = |text: &str, target: &str| {
        let mut layout = layout(&format!(
            "1.4 Authenticating this Document\nThe digital signature is available {text}."
        ));
        layout.links.push(Link {
            target: target.to_owned(),
            text: text.to_owned(),
            line: 1,
            offset: None,
            hidden_by: None,
        });
        profile(layout)
    };
    let here = link("here", "https://example.org/rfc2350.pdf.sig")
        .claims
        .urls;
    assert_eq!(
        (here.len(), here[0].value.role, here[0].hidden_by),
        (1, UrlRole::Signature, Some(HiddenBy::LinkTarget))
    );
    let lost = link(
        "https://example.org/rfc 2350.pdf.sig",
        "https://example.org/rfc_2350.pdf.sig",
    )
    .claims
    .urls;
    assert_eq!(
        (lost.len(), lost[0].value.url.as_str()),
        (1, "https://example.org/rfc_2350.pdf.sig")
    );
    let lying = link(
        "https://example.org/a.sig",
        "https://evil.example.net/a.sig",
    );
    assert_eq!(lying.claims.urls.len(), 2);
    assert!(
        lying
            .claims
            .urls
            .iter()
            .any(|u| u.hidden_by == Some(HiddenBy::LinkTarget) && u.value.url.contains("evil"))
    );
    assert!(
        lying
            .warnings
            .iter()
            .any(|w| w.kind == ReadWarningKind::LinkDiffers)
    );
    let mail = link("cert@example.org", "mailto:cert@example.org");
    assert_eq!(mail.claims.emails.len(), 1);
    let words = link("write to us", "mailto:cert@example.org").claims;
    assert_eq!(words.emails[0].value.address, "cert@example.org");
}

#[test]
fn what_a_page_holds_itself_is_no_place_and_endless_targets_are_left_out() {
    let long = "x".repeat(100_000);
    let page = |head: &str, target: &str| {
        let html = format!(
            "<html><head>{head}</head><body><h1>RFC 2350</h1><p>Fingerprint: {V4}</p><a href='{target}'>file</a>"
        );
        crate::read(html.as_bytes(), &crate::Hint::default())
            .unwrap()
            .claims
    };
    for target in [
        "data:text/plain,RFC%202350",
        &format!("data:application/pdf;base64,{long}"),
        &format!("https://example.org/{long}"),
        &format!("mailto:{long}@example.org"),
    ] {
        let claims = page("", target);
        assert_eq!(
            (
                claims.fingerprints.len(),
                claims.urls.len(),
                claims.emails.len()
            ),
            (1, 0, 0),
            "{}",
            target.len()
        );
    }
    let based = page(
        &format!("<base href='https://example.org/{long}/'>"),
        "rfc2350.pdf.sig",
    );
    assert!(
        based.urls.iter().all(|url| url.value.url.len() < 1_000),
        "{:?}",
        based.urls.len()
    );
    assert_eq!(page("", "https://example.org/a").urls.len(), 1);
    assert_eq!(
        page("", "team key\n.asc\u{a0}").urls[0].value.url,
        "team%20key.asc"
    );
    assert_eq!(page("", "team:a b").urls[0].value.url, "team:a%20b");
}

#[test]
fn a_link_that_calls_itself_the_signature_is_one_wherever_it_stands() {
    for (row, link, role) in [
        ("PGP signature", "PGP signature", UrlRole::Signature),
        (
            "The digital signature of this document is available here.",
            "here",
            UrlRole::Signature,
        ),
        (
            "La signature de ce document est disponible ici.",
            "ici",
            UrlRole::Signature,
        ),
        (
            "The signature of this document is available here.",
            "here",
            UrlRole::Signature,
        ),
        (
            "We prefer messages with a digital signature, see GnuPG.",
            "GnuPG",
            UrlRole::Other,
        ),
        (
            "Documents that need a signature go by post, see our web site.",
            "web site",
            UrlRole::Other,
        ),
        ("News", "News", UrlRole::Other),
    ] {
        let mut layout = layout(&format!("3.1 Mission Statement\nWe help.\n\n{row}"));
        let line = layout
            .lines
            .iter()
            .position(|line| line.text == row)
            .unwrap();
        let target = "https://example.org/download?id=17".to_owned();
        layout.links.push(Link {
            target,
            text: link.to_owned(),
            line,
            offset: None,
            hidden_by: None,
        });
        let urls = profile(layout).claims.urls;
        assert_eq!(
            urls.iter().map(|url| url.value.role).collect::<Vec<_>>(),
            [role],
            "{row}"
        );
    }
}

#[test]
fn urls_have_the_role_that_their_sentence_gives_them() {
    for (section, row, role) in [
        (
            "1.4 Authenticating this Document",
            "The signature is available at:\n\nhttps://example.org/team/page",
            UrlRole::Signature,
        ),
        (
            "1.4 Authenticity of this Document",
            "The signatures are also on our Web site, under:\nhttps://example.org/pgp/",
            UrlRole::Signature,
        ),
        (
            "1.4 Authentifier ce document",
            "La clé publique est disponible sur https://example.org/page",
            UrlRole::Key,
        ),
        (
            "1.3 Locations where this Document May Be Found",
            "It is at https://example.org/cert",
            UrlRole::Document,
        ),
        (
            "2.8 Public Keys",
            "See https://example.org/cert.asc",
            UrlRole::Key,
        ),
        (
            "2.8 Public Keys",
            "A chave está disponível em https://example.org/pagina",
            UrlRole::Key,
        ),
        (
            "2.8 Public Keys",
            "https://keys.openpgp.org",
            UrlRole::Keyserver,
        ),
        (
            "2.8 Public Keys",
            "https://keys.openpgp.org/vks/v1/by-fingerprint/8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7",
            UrlRole::Key,
        ),
        (
            "1.5 Document Identification",
            "SHA-256: https://example.org/rfc2350.pdf.sha256",
            UrlRole::Checksum,
        ),
        (
            "2.10 Other Information",
            "See https://example.org/",
            UrlRole::Other,
        ),
        (
            "1.4 Authenticating this Document",
            "Signature: rfc2350.pdf.sig",
            UrlRole::Signature,
        ),
    ] {
        let claims = read(&format!("{section}\n{row}\n")).claims;
        let [url] = claims.urls.as_slice() else {
            panic!("{row}: {:?}", claims.urls)
        };
        assert_eq!(url.value.role, role, "{row}");
    }
}

#[test]
fn versions_of_the_document_are_told_from_others() {
    for (row, version) in [
        ("This is version 1.60, published on 2022-05-22", "1.60"),
        ("This is version 12 of 2020/08/17", "12"),
        ("Document Version: 1.00", "1.00"),
        ("Version 1.0, publiée le 29/05/2024", "1.0"),
        ("Versão 4.1 publicada em 22 de abril de 2025", "4.1"),
        ("versi 1.1 yang diterbitkan", "1.1"),
        ("Verzia číslo 1.0 zo dňa 6. júna 2021", "1.0"),
        ("Dit is versie 1.0, 6 juni 2021", "1.0"),
        ("Version : 1.0", "1.0"),
        ("v2.3", "2.3"),
    ] {
        let claims = read(&format!("1.1 Date of Last Update\n{row}")).claims;
        assert_eq!(
            claims
                .versions
                .iter()
                .map(|c| c.value.as_str())
                .collect::<Vec<_>>(),
            [version],
            "{row}"
        );
    }
    for row in [
        "We support TLP version 2.0",
        "Version of 2022-05-22",
        "Version 17 June 2022",
    ] {
        assert!(
            read(&format!("1.1 Date of Last Update\n{row}"))
                .claims
                .versions
                .is_empty(),
            "{row}"
        );
    }
}

#[test]
fn markings_expiry_and_telephones_are_read() {
    let claims = read("TLP : CLEAR\n1.5 Document Identification\nExpiration: valid until superseded by a later version\n2.4 Telephone Number\nTel: +33 (0)1 79 35 29 51\nEmergency: +33 1 84 19 07 27\n2.5 Fax\n+33 1 22 33 44 55\n4.2 Co-operation\nTLP:RED is for named people, TLP:GREEN for a community").claims;
    assert_eq!(claims.tlp.unwrap().value, "TLP:CLEAR");
    assert_eq!(claims.expiry.unwrap().value, PrintedExpiry::UntilSuperseded);
    let phones: Vec<_> = claims
        .phones
        .iter()
        .map(|p| (p.value.number.as_str(), p.value.kind))
        .collect();
    assert_eq!(
        phones,
        [
            ("+33179352951", PhoneKind::Telephone),
            ("+33184190727", PhoneKind::Emergency),
            ("+33122334455", PhoneKind::Fax)
        ]
    );
    assert!(
        read("4.2 Co-operation\nInformation marked TLP:AMBER stays with its recipients and their organisation.")
            .claims
            .tlp
            .is_none()
    );
}

#[test]
fn only_an_openpgp_secret_key_is_a_published_one() {
    let row = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW";
    for (block, is_warned) in [
        (
            "We never publish a \"-----BEGIN PGP PRIVATE KEY BLOCK-----\".",
            false,
        ),
        (
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n-----END PGP PRIVATE KEY BLOCK-----",
            false,
        ),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----", false),
        // Four letters that begin like a secret key packet.
        (
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlAME\n-----END PGP PRIVATE KEY BLOCK-----",
            false,
        ),
        (
            &*format!(
                "-----BEGIN OPENSSH PRIVATE KEY-----\n{row}\n-----END OPENSSH PRIVATE KEY-----"
            ),
            true,
        ),
    ] {
        let found = read(&format!("{block}\n\n2.7 E-mail\n\ncert@elm.example\n"));
        assert!(found.claims.secret_keys.is_empty(), "{block}");
        let kind = bonafide_model::claims::ReadWarningKind::PrivateKeyBlock;
        let is_told = found.warnings.iter().any(|warning| warning.kind == kind);
        assert_eq!(is_told, is_warned, "{block}");
        assert!(!format!("{found:?}").contains(row), "{block}");
        assert_eq!(found.claims.emails.len(), 1, "{block}");
    }
}

#[test]
fn a_private_key_is_reported_and_never_repeated() {
    let secret = "lQOYBGZ0cFkBCADKx7Jd9Q2sYQz1vX3bT5nWm8LpRkUeHfGiJoBaVcSdXyZw0123";
    for block in [
        format!(
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{secret}\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----"
        ),
        format!(
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\nComment: 8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7\nComment: {}\n\n{secret}\n=abcd\n-----END PGP PRIVATE KEY BLOCK-----",
            "CERT Elm of the Harbour ".repeat(9),
        ),
        format!("—–BEGIN PGP PRIVATE KEY BLOCK—– {secret} =abcd"),
        format!("----BEGIN PGP SECRET KEY BLOCK----\n{secret}\nsome text"),
    ] {
        let found = read(&format!("2.8 Public Keys\n{block}\nFingerprint: {V4}"));
        assert_eq!(found.claims.secret_keys.len(), 1, "{block}");
        assert!(!format!("{found:?}").contains(&secret[..24]), "{block}");
    }
}

#[test]
fn limits_hold() {
    let many: String = (0..3_000)
        .map(|i| format!("cert{i}@example.org\n"))
        .collect();
    let found = read(&many);
    assert_eq!(found.claims.emails.len(), MAX_CLAIMS);
    assert!(
        found
            .warnings
            .iter()
            .any(|w| w.kind == ReadWarningKind::Truncated)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn no_text_makes_it_panic(parts in prop::collection::vec(prop_oneof![
        any::<String>(),
        "[ -~]{0,40}",
        "[0-9A-Fa-fxOol \u{200b}\u{421}:-]{0,60}",
        Just("-----BEGIN PGP PUBLIC KEY BLOCK-----".to_owned()), Just("-----END PGP PRIVATE KEY BLOCK-----".to_owned()),
        Just("BEGIN PGP PRIVATE KEY".to_owned()), Just("https://ex.org/a b.asc\n".to_owned()), Just("(at)".to_owned()), Just("@".to_owned()), Just("\n".to_owned()),
        Just("2.8 Public Keys\n".to_owned()), Just("Key ID: 0x".to_owned()), Just("fingerprint ".to_owned()), Just("é(at)ñ.fr".to_owned()), Just("12 März 2022".to_owned()),
        Just("Version v".to_owned()), Just("TLP : ".to_owned()), Just("User ID: [x] ".to_owned()), Just("++33 (0)".to_owned()), Just("[.]".to_owned()),
    ], 0..24)) {
        let text = parts.concat();
        let mut hidden = layout(&text);
        if let Some(line) = hidden.lines.last_mut() { line.hidden_by = Some(HiddenBy::Color); }
        hidden.other_order = hidden.lines.clone();
        let _ = profile(hidden);
    }
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    let started = std::time::Instant::now();
    for part in [
        "a.",
        "....",
        "a@",
        "(at)",
        "XXXX ",
        "BEGIN PGP PUBLIC KEY BLOCK ",
        "BEGIN PGP PRIVATE KEY ",
        "TLP:RED ",
        "8A1E ",
        "1.0\n",
        "v1 ",
        "+1 ",
        "https://x",
        "Fingerprint: 8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7 Key ID 0xE37BEBB7 ",
        "2022-05-22 ",
        "1.1 Date of Last Update\n1.0\n",
        "a/b.c/",
        "=abcd",
        "2.8 Public Keys\n",
        "2026-04-08\t",
        "Phone\t",
        "Version\tDate\n1.4\t2026-04-08\n",
        "Phone: +44 20 7946 0152 ",
        "Jane Doe, jane.doe@elm.example, +44 20 7946 0155\n",
        "T1",
        "1 a ",
        "2006 abc 5 ",
        "5550100 (\n",
        "5550100 & ",
    ] {
        let _ = read(&part.repeat(60_000 / part.len()));
    }
    let _ = read(&format!("2.1 Name of the Team\n{}", "Name ".repeat(12_000)));
    // Two dozen texts of 60 kB, unoptimised: what is quadratic takes minutes.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}

/// What is not looked at may be anything, so that nothing is said to be all there is.
#[test]
fn where_a_limit_leaves_values_unread_that_is_told() {
    let is_cut = |text: &str, name: &str| {
        let hint = Hint {
            file_name: Some(name.to_owned()),
            ..Hint::default()
        };
        let profile = crate::read(text.as_bytes(), &hint).unwrap();
        let mut warnings = profile.warnings.iter();
        warnings.any(|warning| warning.kind == ReadWarningKind::Truncated)
    };
    let addresses = "https://x.example/?q=".to_owned() + &"a@b.cc,".repeat(200) + "\n";
    let block = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEY\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n";
    let page = |links: &str| {
        format!(
            "<!doctype html><h1>RFC 2350</h1><h2>2.7 E-mail</h2><p>{links}<a href=\"mailto:cert@elm.example\">us</a>"
        )
    };
    for (text, name) in [
        (
            addresses.repeat(7) + "2.7 E-mail\ncert@elm.example\n",
            "a.txt",
        ),
        ("Room 3 tables 2019.\n".repeat(1_100), "a.txt"),
        ("row dead00001 of words\n".repeat(20_100), "a.txt"),
        (block.repeat(40), "a.txt"),
        (page(&"<a href=\"#x\">x</a> ".repeat(4_100)), "a.html"),
        (
            page(&format!(
                "<a href=\"mailto:a@b.example?body={}\">x</a>",
                "A".repeat(9_000)
            )),
            "a.html",
        ),
    ] {
        assert!(is_cut(&text, name), "{}", text.get(..80).unwrap());
        let few = text.get(..text.len().min(1_500)).unwrap();
        assert!(!is_cut(few, name), "{}", few.get(..80).unwrap());
    }
    let picture = format!(
        "<img alt=x><a href=\"data:image/png;base64,{}\">x</a>",
        "A".repeat(9_000)
    );
    assert!(!is_cut(&page(&picture), "a.html"));
}

#[test]
fn a_number_longer_than_a_fingerprint_is_never_cut() {
    for text in [
        "Fingerprint: AAAA 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
        "Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7 7A7A",
        "Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7 7A7A",
        "Fingerprint: 7A7A 8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7",
        "Fingerprint: 8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB77A7A",
        "Fingerprint: 8A:1E:C5:D2:B7:C0:EF:A4:9F:FB:31:FC:24:85:CF:71:E3:7B:EB:B7:7A:7A",
        "Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB\n31FC 2485 CF71 E37B EBB7 7A7A",
        "Fingerprint: 8A1EC5D2 B7C0EFA4 9FFB31FC 2485CF71 E37BEBB7 7A7A7A7A",
        // A group that is printed twice.
        "Fingerprint: 8A1E C5D2 C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7",
    ] {
        let claims = read(&format!(
            "2.8 Public Keys and Encryption Information\n{text}\n2.9 Team Members\nnone"
        ))
        .claims;
        let [only] = claims.fingerprints.as_slice() else {
            panic!("{text}: {:?}", claims.fingerprints)
        };
        assert!(
            matches!(
                only.value.problem,
                Some(FingerprintProblem::Length(44 | 48))
            ),
            "{text}: {:?}",
            only.value
        );
        assert!(
            only.value.fingerprint.is_none() && claims.key_ids.is_empty(),
            "{text}: {:?}",
            claims.key_ids
        );
        // The printed Key ID says which part is meant, if only one part ends in it and no group is
        // printed twice.
        let told = read(&format!(
            "2.8 Public Keys\nKey ID: 0x2485CF71E37BEBB7\n{text}\n2.9 Team Members\nnone"
        ))
        .claims;
        let values: Vec<_> = told
            .fingerprints
            .iter()
            .map(|c| (c.value.digits.as_str(), c.value.problem.as_ref()))
            .collect();
        let is_doubled = text.contains("C5D2 C5D2");
        match values.as_slice() {
            [(_, problem)] if is_doubled => {
                assert_eq!(*problem, Some(&FingerprintProblem::Length(44)), "{text}");
            }
            values => assert_eq!(values, [(V4, None)], "{text}"),
        }
        // A part that begins inside of a group is none: something stands in the middle.
        let torn = text.replace("C5D2", "C5D2 10").replace("7A7A", "");
        let torn = read(&format!(
            "2.8 Public Keys\nKey ID: 0x2485CF71E37BEBB7\n{torn}\n2.9 Team Members\nnone"
        ))
        .claims;
        assert!(
            !text.contains("C5D2 ")
                || torn
                    .fingerprints
                    .iter()
                    .all(|c| c.value.fingerprint.is_none()),
            "{text}: {:?}",
            torn.fingerprints
        );
        let other = read(&format!(
            "2.8 Public Keys\nKey ID: 0x1234567890ABCDEF\n{text}\n2.9 Team Members\nnone"
        ))
        .claims;
        assert!(other.fingerprints[0].value.problem.is_some(), "{text}");
    }
}

#[test]
fn a_fingerprint_that_ends_in_the_printed_key_id_is_a_keys_whatever_stands_above_it() {
    let other = "0123 89AB CDEF 4567 0123  4567 89AB CDEF 89AB 0123";
    for above in [
        "We do not use S/MIME.".to_owned(),
        format!("S/MIME fingerprint: {other}"),
        format!("SHA-1 fingerprint of our TLS certificate: {other}"),
        format!("SSH host key fingerprint: {other}"),
    ] {
        let of = |key_id: &str| {
            let claims = read(&format!(
                "2.8 Public Keys\n{key_id}\n{above}\nFingerprint: {GROUPED}\n\n2.9 Team Members\nnone"
            ))
            .claims;
            let found = claims.fingerprints.into_iter();
            found.map(|claim| claim.value.digits).collect::<Vec<_>>()
        };
        assert_eq!(of("Key ID: 0x2485CF71E37BEBB7"), [V4], "{above}");
        assert_eq!(of("Key ID: 0x1234567890ABCDEF"), [""; 0], "{above}");
    }
}

#[test]
fn the_size_of_a_key_is_no_part_of_its_fingerprint() {
    for text in [
        &format!("Fingerprint: 4096 {}", GROUPED.replace("  ", " ")),
        &format!("Fingerprint: RSA 2048 {}", GROUPED.replace("  ", " ")),
        &format!("Fingerprint: {} 4096", GROUPED.replace("  ", " ")),
        &format!("RSA/4096\nFingerprint: {GROUPED}"),
    ] {
        assert_eq!(keys(text).0, [V4], "{text}");
    }
}

#[test]
fn commits_sums_and_sizes_are_no_fingerprints_where_no_label_says_so() {
    let commit = "9f38d4e851fd9a3924488af7b896ba190345ac50";
    let md5 = "9f38d4e851fd9a3924488af7b896ba19 34017224 en.pdf";
    for section in [
        "2.8 Public Keys and Encryption Information",
        "4. History",
        "4. Editions",
        "6. Files",
    ] {
        for text in [
            format!("{commit} first version"),
            format!("first version {commit}"),
            format!("* {commit} (2026-03-01)"),
            md5.to_owned(),
            format!("{md5}\nea8f1ae43ad2bb6f3a423f16b813ce49 34017225 fr.pdf"),
            format!("File of 2026: {commit}, the first"),
        ] {
            let claims = read(&format!("{section}\n{text}\n7. End\nnone")).claims;
            assert!(
                claims.fingerprints.is_empty() && claims.key_ids.is_empty(),
                "{section}, {text}: {claims:?}"
            );
            let beside = read(&format!(
                "2.8 Public Keys\nFingerprint: {GROUPED}\n\n{text}\n7. End\nnone"
            ))
            .claims;
            assert_eq!(
                beside.fingerprints.len(),
                1,
                "{text}: {:?}",
                beside.fingerprints
            );
        }
    }
    // A row of its own among the keys needs no label, and a form that only fingerprints have needs
    // none anywhere.
    assert_eq!(keys(commit).0, [commit.to_uppercase()]);
    assert_eq!(
        read(&format!("4. History\n{GROUPED}\n"))
            .claims
            .fingerprints
            .len(),
        1
    );
}

#[test]
fn a_key_id_and_the_digits_below_it_are_two_values() {
    let (fingerprints, mut key_ids) = keys(
        "Key ID: 0x5C69B04EF38B54C2\n3F16D4F1627B\n2D2076337EC9\nFingerprint\n5C69B04EF38B\n54C2",
    );
    key_ids.dedup();
    assert_eq!(key_ids, ["5C69B04EF38B54C2"]);
    assert!(
        fingerprints.iter().all(|f| f.len() != 40),
        "{fingerprints:?}"
    );
}

#[test]
fn the_ends_of_a_shortened_fingerprint_are_no_key_ids() {
    for text in [
        "Fingerprint: 5CAA99AB…BF331B34",
        "Fingerprint: 5CAA99AB...BF331B34",
        "Key: 5CAA99AB [...] BF331B34",
        "Fingerprint: 5CAA 99AB (…) BF33 1B34",
        "Fingerprint: 5CAA99AB****BF331B34",
        "Fingerprint: 5CAA99AB--BF331B34",
        "Fingerprint: 5CAA99AB⋯BF331B34",
        "Key ID: 5CAA99AB …",
    ] {
        assert_eq!(keys(text), (Vec::new(), Vec::new()), "{text}");
    }
}

#[test]
fn digits_that_stand_by_themselves_are_all_kept() {
    for wanted in [
        "ADD68BF2FC03845C0FD6967B1A5551EF6DA1F912",
        "EDC31304FE373E53B1945228E4ED90D7EBAE1FDB",
        "ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFAB12",
    ] {
        let spaced: Vec<String> = wanted.chars().map(String::from).collect();
        let groups: Vec<String> = spaced.chunks(4).map(|group| group.join(" ")).collect();
        for printed in [spaced.join(" "), groups.join("  "), groups.join("   ")] {
            assert_eq!(
                keys(&format!("Fingerprint: {printed}")).0,
                [wanted],
                "{printed}"
            );
        }
    }
}

#[test]
fn marks_around_a_value_are_no_part_of_it() {
    for text in [
        format!("Fingerprint: {GROUPED}²"),
        format!("Fingerprint: {GROUPED} [1]"),
        format!("Fingerprint: {GROUPED}*"),
        format!("Fingerprint: {GROUPED}†"),
        format!("Fingerprint: {GROUPED}ᵃ"),
        format!("Fingerprint: \u{200b}{GROUPED}"),
        format!("Fingerprint: \u{feff}{GROUPED}\u{200b}"),
        format!("Fingerprint: {GROUPED}\u{200b}\u{ad}"),
        format!("Fingerprint: \u{200e}{GROUPED}\u{200e}"),
    ] {
        let claims = read(&format!(
            "2.8 Public Keys\nKey ID: 0x2485CF71E37BEBB7¹\n{text}\n2.9 Team\nnone"
        ))
        .claims;
        assert_eq!(
            claims
                .fingerprints
                .iter()
                .map(|c| c.value.digits.as_str())
                .collect::<Vec<_>>(),
            [V4],
            "{text:?}"
        );
        assert_eq!(claims.fingerprints[0].value.problem, None, "{text:?}");
        assert_eq!(
            claims
                .key_ids
                .iter()
                .map(|c| c.value.digits.as_str())
                .collect::<Vec<_>>(),
            ["2485CF71E37BEBB7"]
        );
    }
    for text in [
        format!("Fingerprint: \u{202e}{GROUPED}"),
        "Fingerprint: 8A1E C5\u{200b}D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7".to_owned(),
    ] {
        let claims = read(&format!("2.8 Public Keys\n{text}\n2.9 Team\nnone")).claims;
        assert!(claims.fingerprints[0].value.problem.is_some(), "{text:?}");
    }
}

#[test]
fn a_value_goes_on_behind_a_hyphen_and_in_the_next_row_of_its_cell() {
    for text in [
        "Fingerprint: 8A1EC5D2-\nB7C0EFA4-\n9FFB31FC-\n2485CF71-\nE37BEBB7",
        "Fingerprint: 8A1EC5D2B7C0EFA49FFB3\u{ad}\n1FC2485CF71E37BEBB7",
        "Fingerprint: 8A1EC5D2B7C0EFA49FFB3\u{2010}\n   1FC2485CF71E37BEBB7",
        "| Fingerprint | 8A1E C5D2 B7C0 EFA4 9FFB   |\n|             | 31FC 2485 CF71 E37B EBB7   |",
        "│ Fingerprint │ 8A1E C5D2 B7C0 EFA4 9FFB │\n│             │ 31FC 2485 CF71 E37B EBB7 │",
        "║ Fingerprint ║ 8A1E C5D2 B7C0 EFA4 9FFB ║\n║             ║ 31FC 2485 CF71 E37B EBB7 ║",
    ] {
        let claims = read(&format!("2.8 Public Keys\n{text}\n2.9 Team\nnone")).claims;
        let found: Vec<_> = claims
            .fingerprints
            .iter()
            .map(|c| (c.value.digits.as_str(), &c.value.problem))
            .collect();
        assert_eq!(found, [(V4, &None)], "{text:?}");
    }
}

#[test]
fn the_headers_of_an_armor_hold_no_contacts() {
    for block in ["SIGNATURE", "PUBLIC KEY BLOCK", "MESSAGE"] {
        for header in [
            "Version: rnp 0.9.0+git20200420.739.148391d",
            "Comment: verify at https://example.org/1234567 or call +44 20 7946 0100",
            "Comment: made by cert@other.example",
            "Comment: cért@other.example",
        ] {
            for text in [
                format!(
                    "-----BEGIN PGP {block}-----\n{header}\n\niHUEARYIAB0=\n=oAw2\n-----END PGP {block}-----"
                ),
                format!(
                    "-----BEGIN PGP {block}----- {header} iHUEARYIAB0= =oAw2 -----END PGP {block}-----"
                ),
            ] {
                let claims = read(&format!(
                    "2.11 Points of Customer Contact\n{text}\n3. Charter\nnone"
                ))
                .claims;
                assert!(
                    claims.phones.is_empty()
                        && claims.emails.is_empty()
                        && claims.unread_contacts.is_empty(),
                    "{text}: {:?} {:?} {:?}",
                    claims.phones,
                    claims.emails,
                    claims.unread_contacts
                );
            }
        }
    }
}

#[test]
fn the_label_of_a_url_says_what_it_leads_to() {
    use bonafide_model::claims::UrlRole::{Document, Key, Other, Signature};
    let roles = |text: &str| {
        read(text)
            .claims
            .urls
            .into_iter()
            .map(|c| (c.value.url, c.value.role))
            .collect::<Vec<_>>()
    };
    let security = "Contact: mailto:cert@x.example\nEncryption: https://x.example/a\nAcknowledgments: https://x.example/b\n\
        Canonical: https://x.example/.well-known/security.txt\nPolicy: https://x.example/policy.txt\nHiring: https://x.example/jobs";
    for start in [
        "",
        "1.4 Authenticating this Document\n",
        "2.8 Public Keys and Encryption Information\n",
    ] {
        let found: Vec<_> = roles(&format!("{start}{security}"))
            .into_iter()
            .map(|(_, role)| role)
            .collect();
        assert_eq!(found, [Key, Other, Document, Other, Other], "{start:?}");
    }
    let keys = "2.8 Public Keys and Encryption Information\n";
    for (text, role) in [
        (
            "The public key and its signature can be found on the page: https://x.example/contact",
            Key,
        ),
        ("Public key: https://x.example/a", Key),
        ("The document's signature: https://x.example/a", Signature),
    ] {
        assert_eq!(roles(&format!("{keys}{text}"))[0].1, role, "{text}");
    }
}

#[test]
fn a_label_centred_beside_three_rows_has_all_of_them() {
    let text = "Key ID        0xE37BEBB7\n              8A1E C5D2 B7C0 EFA4\nFingerprint   9FFB 31FC 2485 CF71\n              E37B EBB7";
    assert_eq!(keys(text).0, [V4]);
    let aside = "Key ID        0xE37BEBB7\n     8A1E C5D2 B7C0 EFA4\nFingerprint   9FFB 31FC 2485 CF71\n              E37B EBB7";
    assert!(
        keys(aside).0.iter().all(|digits| digits.len() != 40),
        "another column"
    );
}
