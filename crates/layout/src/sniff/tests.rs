#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

fn hint(name: &str, declared: &str) -> Hint {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Hint {
        file_name: some(name),
        declared_type: some(declared),
        url: None,
    }
}

#[test]
fn bytes_win_over_names_and_labels() {
    let cases: &[(&[u8], &str, &str, Kind)] = &[
        (b"%PDF-1.7\nrest", "profile.txt", "text/html", Kind::Pdf),
        (b"\n\n%PDF-1.7", "", "", Kind::Pdf),
        (b"HTTP noise\n%PDF-1.4\n...\n%%EOF\n", "", "", Kind::Pdf),
        (
            b"We publish a file that begins with %PDF-1.4 here",
            "",
            "application/pdf",
            Kind::Text,
        ),
        (
            b"<!DOCTYPE html><p>x",
            "profile.pdf",
            "application/pdf",
            Kind::Html,
        ),
        (
            b"\xEF\xBB\xBF <HTML><body>x",
            "profile.txt",
            "text/plain",
            Kind::Html,
        ),
        (
            b"<?xml version=\"1.0\"?>\n<!-- c --><html>",
            "",
            "",
            Kind::Html,
        ),
        (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", "", "", Kind::Html),
        (
            b"Warning: x\n<!DOCTYPE html>\n<p>x</p></html>",
            "",
            "",
            Kind::Html,
        ),
        (
            b"Team\nThe tag <html> opens a page",
            "notes.txt",
            "text/plain",
            Kind::Text,
        ),
        // What says that it is a page is one, without any closing tag.
        (
            b"Team\nThe tag <html> opens a page",
            "page.html",
            "",
            Kind::Html,
        ),
        (b"Team\n<!-- Fingerprint: 8A1E", "", "text/html", Kind::Html),
        (
            b"Team\n<foo hidden>Fingerprint: 8A1E",
            "page.htm",
            "",
            Kind::Html,
        ),
        (b"Team, version < 3", "page.html", "text/html", Kind::Text),
        (
            b"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nMail <cert@b.example>",
            "",
            "text/html",
            Kind::Text,
        ),
        (b"Team <b>bold</b>", "page.html", "", Kind::Html),
        (b"<a@b.example> wrote", "", "", Kind::Text),
        (b"<cert@b.example>", "", "text/plain", Kind::Text),
        (b"# Team", "RFC2350.MD", "text/plain", Kind::Markdown),
        (
            b"<p align=center>\n\n# Team",
            "README.md",
            "",
            Kind::Markdown,
        ),
        (b"<!DOCTYPE html><p>x", "README.md", "", Kind::Html),
        (
            b"# Team",
            "",
            "text/markdown; charset=utf-8",
            Kind::Markdown,
        ),
        (b"# Team", "rfc2350.txt", "", Kind::Text),
        (b"-----BEGIN PGP SIGNED MESSAGE-----\n", "", "", Kind::Text),
        (
            b"-----BEGIN PGP PUBLIC KEY BLOCK-----\n-----END PGP PUBLIC KEY BLOCK-----\nTeam",
            "",
            "",
            Kind::Text,
        ),
    ];
    for (bytes, name, declared, expected) in cases {
        let kind = sniff(bytes, &hint(name, declared));
        assert_eq!(
            kind.as_ref().ok(),
            Some(expected),
            "{:?}: {kind:?}",
            String::from_utf8_lossy(bytes)
        );
    }
}

#[test]
fn markdown_is_known_by_the_name_in_the_url() {
    let hint = Hint {
        url: Some("https://cert.example/rfc2350.md?x=1".to_owned()),
        ..Hint::default()
    };
    assert_eq!(sniff(b"# Team", &hint), Ok(Kind::Markdown));
}

#[test]
fn what_is_no_profile_is_named() {
    let cases: &[(&[u8], &str)] = &[
        (b"PK\x03\x04....word/document.xml", "DOCX"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "JPEG"),
        (b"\x7FELF\x02\x01\x01\0\0\0", "ELF"),
        (b"\x1F\x8B\x08\0\0\0\0\0", "gzip"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x99\x01\x0D\x04\0\0\0\0", "OpenPGP packets"),
        (b"\x01\x02\x03\x04\x05\x06", "binary"),
        (b"\xFF\xFE\0\0K\0\0\0", "UTF-32"),
        (
            b"-----BEGIN PGP MESSAGE-----\n\nhQ==\n-----END PGP MESSAGE-----\n",
            "OpenPGP message",
        ),
        (
            b"-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----",
            "detached",
        ),
    ];
    for (bytes, expected) in cases {
        match sniff(bytes, &Hint::default()) {
            Err(ReadError::UnknownFormat(what)) => {
                assert!(what.contains(expected), "{what} for {expected}")
            }
            other => unreachable!("{expected}: {other:?}"),
        }
    }
}

#[test]
fn empty_and_too_large_documents_are_refused() {
    assert_eq!(sniff(b"", &Hint::default()), Err(ReadError::Empty));
    let mut page = b"<html>".to_vec();
    page.resize(limits::HTML_BYTES + 1, b' ');
    assert!(matches!(
        sniff(&page, &Hint::default()),
        Err(ReadError::TooLarge { .. })
    ));
    let text = vec![b'a'; limits::TEXT_BYTES + 1];
    assert!(matches!(
        sniff(&text, &Hint::default()),
        Err(ReadError::TooLarge { .. })
    ));
    assert_eq!(
        sniff(&text[..limits::TEXT_BYTES], &Hint::default()),
        Ok(Kind::Text)
    );
}

#[test]
fn letters_that_are_struck_over_are_text() {
    let bold: String = "Name: CERT-KORAL\n"
        .repeat(20)
        .chars()
        .map(|c| {
            if c == '\n' {
                c.to_string()
            } else {
                format!("{c}\u{8}{c}")
            }
        })
        .collect();
    assert_eq!(sniff(bold.as_bytes(), &Hint::default()), Ok(Kind::Text));
    let beside_nothing = "\u{8}\u{8}\u{8}\n".repeat(50);
    assert!(sniff(beside_nothing.as_bytes(), &Hint::default()).is_err());
}
