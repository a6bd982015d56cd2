//! Values that come from their own labels: roles of URLs and dates, versions, User IDs, links under
//! words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use bonafide_layout::Link;
use bonafide_model::claims::{DateRole, HiddenBy, UrlRole};

use super::{layout, read};

const KEYS: &str = "2.8 Public keys and encryption information";
const AUTHENTICITY: &str = "1.4 Authenticity of this document";
const PLACES: &str = "1.3 Locations where this document may be found";

#[test]
fn the_role_of_a_url_is_what_its_own_label_says() {
    for (section, body, role) in [
        (
            KEYS,
            "Canonical: https://elm.example/.well-known/security.txt",
            UrlRole::Document,
        ),
        (
            KEYS,
            "Canonical URL: https://elm.example/rfc2350.txt",
            UrlRole::Document,
        ),
        (
            PLACES,
            "Encryption: https://elm.example/files/33",
            UrlRole::Key,
        ),
        (
            PLACES,
            "Encryption:\n  https://elm.example/files/33",
            UrlRole::Key,
        ),
        (
            PLACES,
            "| Encryption | https://elm.example/files/33 |",
            UrlRole::Key,
        ),
        (
            AUTHENTICITY,
            "Policy: https://elm.example/policy.pdf",
            UrlRole::Other,
        ),
        (
            AUTHENTICITY,
            "Policy:\n  https://elm.example/files/34",
            UrlRole::Other,
        ),
        (
            AUTHENTICITY,
            "Vulnerability disclosure policy: https://elm.example/policy",
            UrlRole::Other,
        ),
        (
            KEYS,
            "Policy URL: https://elm.example/policy",
            UrlRole::Other,
        ),
        (
            PLACES,
            "Privacy policy: https://elm.example/privacy",
            UrlRole::Other,
        ),
        (KEYS, "Politique: https://elm.example/p", UrlRole::Other),
        (
            KEYS,
            "Acknowledgments:\nhttps://elm.example/thanks",
            UrlRole::Other,
        ),
        (KEYS, "Website: https://elm.example/", UrlRole::Other),
        (
            PLACES,
            "Website: https://elm.example/cert",
            UrlRole::Document,
        ),
        (
            AUTHENTICITY,
            "Key: https://elm.example/contact",
            UrlRole::Key,
        ),
        (
            KEYS,
            "Signature: https://elm.example/proof",
            UrlRole::Signature,
        ),
        (
            AUTHENTICITY,
            "The key and its signature are at https://elm.example/contact",
            UrlRole::Key,
        ),
        (
            AUTHENTICITY,
            "This document and its signature are at https://elm.example/proof",
            UrlRole::Signature,
        ),
        (
            AUTHENTICITY,
            "In line with our policy the signature is at https://elm.example/proof",
            UrlRole::Signature,
        ),
    ] {
        let profile = read(&format!("RFC 2350\n\n{section}\n{body}\n"));
        assert_eq!(profile.claims.urls[0].value.role, role, "{body}");
    }
}

#[test]
fn when_a_key_ends_is_not_when_the_document_does() {
    for (body, role) in [
        ("# Key: Ed25519, expires 2028-03-01", DateRole::KeyExpiry),
        ("# Our key expires on 2028-03-01", DateRole::KeyExpiry),
        ("Key expiry: 2028-03-01", DateRole::KeyExpiry),
        ("PGP key (caduca el 2028-03-01)", DateRole::KeyExpiry),
        (
            "pub   rsa4096 2024-01-02 [SC] [expires: 2028-03-01]",
            DateRole::KeyExpiry,
        ),
        (
            "pub   rsa4096 2024-01-02 [SC] [caduca: 2028-03-01]",
            DateRole::KeyExpiry,
        ),
        ("Expires: 2028-03-01", DateRole::Expiry),
        ("This document expires on 2028-03-01", DateRole::Expiry),
    ] {
        let claims = read(&format!(
            "RFC 2350 of ELM-CERT\n{body}\n\n1. Document Information\n1.1 Date\n2026-04-08\n"
        ))
        .claims;
        let found = claims
            .dates
            .iter()
            .find(|d| d.value.candidates == ["2028-03-01".parse().unwrap()])
            .unwrap();
        assert_eq!(found.value.role, role, "{body}");
        assert_eq!(
            claims.expiry.is_some(),
            role == DateRole::Expiry,
            "{body}: {:?}",
            claims.expiry
        );
    }
}

#[test]
fn figures_are_a_date_only_where_one_is_expected() {
    for (body, dates, versions) in [
        ("1.1 Date of Last Update\n8/12/26", 1, vec![]),
        ("1.1 Date of Last Update\n20260408", 1, vec![]),
        ("1.1 Date of Last Update\n14 Febuary 2026", 1, vec![]),
        ("1.1 Date of Last Update\nFebuary 14, 2026", 1, vec![]),
        (
            "1.1 Date of Last Update\nVersion 3.1 of 8.4.26",
            1,
            vec!["3.1"],
        ),
        (
            "1.1 Date of Last Update\nVersion: 1.10.22",
            0,
            vec!["1.10.22"],
        ),
        (
            "1.1 Date of Last Update\nVersion 2.1 of April 2026",
            1,
            vec!["2.1"],
        ),
        (
            "2.7 Other telecommunication\nExtension 8/12/26, file 20260408",
            0,
            vec![],
        ),
        (
            "5.1 Incident response\nWe answered 14 tickets 2026",
            0,
            vec![],
        ),
    ] {
        let claims = read(&format!("RFC 2350\n\n1. Document Information\n{body}\n")).claims;
        assert_eq!(claims.dates.len(), dates, "{body}: {:?}", claims.dates);
        assert_eq!(
            claims
                .versions
                .iter()
                .map(|v| v.value.as_str())
                .collect::<Vec<_>>(),
            versions,
            "{body}"
        );
    }
}

#[test]
fn a_version_is_never_the_number_of_the_next_heading() {
    for (body, versions) in [
        (
            "This document is version 1.4\n1. Document information\n1.1 Date of Last Update",
            vec!["1.4"],
        ),
        (
            "Version 1.4\n\n1 Document information\n1.1 Date of Last Update",
            vec!["1.4"],
        ),
        (
            "Version\n1. Document information\n1.1 Date of Last Update",
            vec![],
        ),
        (
            "Version:\n1. Document information\n1.1 Date of Last Update",
            vec![],
        ),
        (
            "Version number:\n\n1. Document Information\n1.1 Date of Last Update",
            vec![],
        ),
        (
            "Version:\n3.2\n1. Document information\n1.1 Date of Last Update",
            vec!["3.2"],
        ),
    ] {
        let claims = read(&format!(
            "RFC 2350 of ELM-CERT\n{body}\n2026-04-08\n2. Contact Information\n"
        ))
        .claims;
        assert_eq!(
            claims
                .versions
                .iter()
                .map(|v| v.value.as_str())
                .collect::<Vec<_>>(),
            versions,
            "{body}"
        );
    }
}

#[test]
fn a_link_under_words_is_not_printed_and_one_that_is_shown_is() {
    let body = "The key is at https://elm.example/key.asc and here\n[be sure that it works\nand is current]";
    let link = |target: &str, text: &str, line| Link {
        target: target.to_owned(),
        text: text.to_owned(),
        line,
        offset: None,
        hidden_by: None,
    };
    let of = |links: Vec<Link>| {
        let mut document = layout(&format!("RFC 2350\n\n{KEYS}\n{body}\n"));
        document.links = links;
        let urls = crate::claims::profile(document).claims.urls;
        urls.into_iter()
            .map(|u| (u.value.url, u.hidden_by))
            .collect::<Vec<_>>()
    };
    let printed = ("https://elm.example/key.asc".to_owned(), None);
    let old = "https://template.example/old.asc";
    let under = (old.to_owned(), Some(HiddenBy::LinkTarget));
    assert_eq!(
        of(vec![link(old, "here", 3)]),
        [printed.clone(), under.clone()]
    );
    assert_eq!(
        of(vec![
            link(old, "[be sure that it works", 4),
            link(old, "and is current]", 5)
        ]),
        [printed.clone(), under.clone()]
    );
    assert_eq!(
        of(vec![
            link(old, "https://elm.example/key.asc and here", 3),
            link(old, "[be sure that it works", 4)
        ]),
        [printed.clone(), under]
    );
    assert_eq!(
        of(vec![link(
            "https://elm.example/key.asc",
            "https://elm.example/key.asc",
            3
        )]),
        [printed]
    );
}

#[test]
fn a_day_that_is_still_to_come_and_one_of_another_edition_are_no_last_update() {
    let updates = |said: &str| -> Vec<String> {
        let claims = read(&format!("RFC 2350\n\n1. Document Information\n\n1.1 Date of Last Update\n\n{said}\n\n1.2 Distribution List\n\nNone.\n")).claims;
        let of_update = claims
            .dates
            .iter()
            .filter(|c| c.value.role == DateRole::Update);
        of_update
            .filter_map(|c| c.value.date)
            .map(|date| date.to_string())
            .collect()
    };
    for said in [
        "Last updated: 14 March 2026\nNext review: 14 March 2027",
        "Version 1.2, 14 March 2026. The document will be reviewed by 14 March 2027.",
        "This is version 1.2 of 14 March 2026. It replaces version 1.1 of 22 February 2025.",
        "Version 1.2, 14 March 2026\nPrevious version: 1.1, 22 February 2025",
        "Version 1.2 (replaces 1.1), 14 March 2026",
        "Last update: 14 March 2026\nApproved by: John Roe, 12 March 2026",
        "Approved by John Roe and published on 14 March 2026",
        "Dernière mise à jour : 14 mars 2026\nProchaine révision : 14 mars 2027",
        "Letzte Änderung: 14. März 2026\nNächste Überprüfung: 14. März 2027",
        "Version 1.2, approved on 14 March 2026",
    ] {
        assert_eq!(updates(said), ["2026-03-14"], "{said}");
    }
    let versions =
        read("1.1 Date of Last Update\n\nThis is version 1.2. It replaces version 1.1.\n")
            .claims
            .versions;
    assert_eq!(
        versions
            .iter()
            .map(|c| c.value.as_str())
            .collect::<Vec<_>>(),
        ["1.2"]
    );
}

#[test]
fn each_url_of_a_sentence_has_its_own_role_and_notes_have_that_of_their_mark() {
    let roles = |source: &str| -> Vec<UrlRole> {
        let claims = read(&format!("RFC 2350\n\n{source}\n")).claims;
        claims.urls.iter().map(|c| c.value.role).collect()
    };
    use UrlRole::{Checksum, Document, Key, Keyserver, Signature};
    for (source, wanted) in [
        (
            format!("{AUTHENTICITY}\n\nhttps://elm.example/rfc2350.txt.sig"),
            vec![Signature],
        ),
        (
            format!("{AUTHENTICITY}\n\nhttps://elm.example/rfc2350.txt.asc"),
            vec![Signature],
        ),
        (
            format!("{AUTHENTICITY}\thttps://elm.example/rfc2350.txt.asc"),
            vec![Signature],
        ),
        (
            format!("{PLACES}\nThe document is at https://elm.example/rfc2350.pdf (PGP-signed)"),
            vec![Document],
        ),
        (
            format!("{AUTHENTICITY}\nDocument: https://elm.example/rfc2350.txt"),
            vec![Document],
        ),
        (
            format!(
                "{PLACES}\n\nThe document is at https://elm.example/x, the signature at https://elm.example/y, the key at https://elm.example/z."
            ),
            vec![Document, Signature, Key],
        ),
        (
            format!(
                "{AUTHENTICITY}\n\nhttps://elm.example/a (signature)\nhttps://elm.example/b (public key)\nhttps://elm.example/c (SHA-256)"
            ),
            vec![Signature, Key, Checksum],
        ),
        (
            format!(
                "{PLACES}\nOn our web site[1].\n{AUTHENTICITY}\nThe signature is there too[2].\n{KEYS}\nThe key is on our web site[3] and on key servers[4].\n\n[1] https://elm.example/x\n[2] https://elm.example/y\n[3] https://elm.example/z\n[4] https://keys.openpgp.org"
            ),
            vec![Document, Signature, Key, Keyserver],
        ),
    ] {
        assert_eq!(roles(&source), wanted, "{source}");
    }
}
