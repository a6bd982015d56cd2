#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Framing, FramingProblem, Signed, find};

const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----\nComment: made for a test\n\niQEzBAEBCAAdFiEE\n=abcd\n-----END PGP SIGNATURE-----\n";

fn signed(payload: &str) -> String {
    format!("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{payload}\n{SIGNATURE}")
}

fn sound(text: &[u8]) -> Signed {
    match find(text) {
        Framing::Sound(signed) => signed,
        other => panic!("not sound: {other:?}"),
    }
}

fn problem(text: &[u8]) -> FramingProblem {
    match find(text) {
        Framing::Unsound { problem, .. } => problem,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn payload_is_what_a_person_reads_and_canonical_what_is_hashed() {
    let text = signed("Team \t\n- -- dashes\n\n- ordinary  ").replace('\n', "\r\n");
    let signed = sound(text.as_bytes());
    assert_eq!(signed.payload, b"Team \t\r\n-- dashes\r\n\r\nordinary  ");
    assert_eq!(signed.canonical, b"Team\r\n-- dashes\r\n\r\nordinary");
    assert_eq!(signed.payload_first_line, 4);
    assert_eq!(signed.hash_headers, ["SHA512"]);
    assert!(signed.before.is_empty() && signed.after.is_empty());
    assert!(text[signed.signature].ends_with("-----END PGP SIGNATURE-----"));
    assert_eq!(&text[signed.armor_headers], "Comment: made for a test\r\n");
}

#[test]
fn line_ends_of_either_kind_hash_alike() {
    let unix = signed("one\n\ntwo");
    assert_eq!(
        sound(unix.as_bytes()).canonical,
        sound(unix.replace('\n', "\r\n").as_bytes()).canonical
    );
}

#[test]
fn empty_payloads_and_several_hash_headers_are_sound() {
    let empty = format!(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256, SHA512\nHash: SHA1\n\n{SIGNATURE}"
    );
    let empty = sound(empty.as_bytes());
    assert!(empty.payload.is_empty() && empty.canonical.is_empty());
    assert_eq!(empty.hash_headers, ["SHA256", "SHA512", "SHA1"]);
    let none = format!("-----BEGIN PGP SIGNED MESSAGE-----  \n\ntext\n{SIGNATURE}");
    assert!(sound(none.as_bytes()).hash_headers.is_empty());
}

#[test]
fn an_escaped_signed_text_inside_the_payload_is_payload() {
    let inner = sound(signed("- -----BEGIN PGP SIGNED MESSAGE-----\nx").as_bytes());
    assert_eq!(inner.payload, b"-----BEGIN PGP SIGNED MESSAGE-----\nx");
}

#[test]
fn text_outside_is_reported_by_range() {
    let text = format!("call +33 1\n{}and here\n", signed("x"));
    let signed = sound(text.as_bytes());
    assert_eq!(&text[signed.before], "call +33 1\n");
    assert_eq!(&text[signed.after], "and here\n");
    assert_eq!(signed.payload_first_line, 5);
}

#[test]
fn texts_without_a_signed_text_are_none() {
    for text in [
        "",
        "plain text\n",
        "It starts with -----BEGIN PGP SIGNED MESSAGE----- and so on\n",
        SIGNATURE,
    ] {
        assert_eq!(find(text.as_bytes()), Framing::None, "{text:?}");
    }
}

#[test]
fn every_unsound_framing_is_refused_for_its_own_reason() {
    use FramingProblem as P;
    let good = signed("text");
    assert!(matches!(find(good.as_bytes()), Framing::Sound(_)));
    let swap = |from: &str, to: &str| {
        assert!(good.contains(from), "{from:?}");
        good.replacen(from, to, 1)
    };
    let cases = [
        (
            "byte order mark",
            format!("\u{FEFF}{good}"),
            P::ByteOrderMark,
        ),
        ("indented begin", format!(" {good}"), P::BeginLineNotAlone),
        ("quoted begin", format!("> {good}"), P::BeginLineNotAlone),
        (
            "invisible character in front of begin",
            format!("\u{200B}{good}"),
            P::BeginLineNotAlone,
        ),
        (
            "garbage behind begin",
            swap("MESSAGE-----", "MESSAGE----- x"),
            P::BeginLineNotAlone,
        ),
        (
            "four dashes",
            swap("-----BEGIN PGP SIGNED", "----BEGIN PGP SIGNED"),
            P::BeginLineNotAlone,
        ),
        (
            "en dash",
            swap("-----BEGIN PGP SIGNED", "\u{2014}\u{2013}BEGIN PGP SIGNED"),
            P::BeginLineNotAlone,
        ),
        (
            "comment header",
            swap("Hash: SHA512", "Comment: call us"),
            P::HeaderNotHash,
        ),
        (
            "charset header",
            swap("Hash: SHA512", "Charset: UTF-8"),
            P::HeaderNotHash,
        ),
        (
            "dash escape switched off",
            swap("Hash: SHA512", "NotDashEscaped: You need GnuPG"),
            P::HeaderNotHash,
        ),
        (
            "header in lower case",
            swap("Hash: SHA512", "hash: SHA512"),
            P::HeaderNotHash,
        ),
        (
            "text in the hash header",
            swap("SHA512", "SHA512 call us"),
            P::HashHeaderSyntax,
        ),
        ("unknown hash", swap("SHA512", "SHA99"), P::HashHeaderSyntax),
        ("empty hash header", swap("SHA512", ""), P::HashHeaderSyntax),
        (
            "trailing comma",
            swap("SHA512", "SHA512,"),
            P::HashHeaderSyntax,
        ),
        (
            "no empty line",
            swap("SHA512\n\n", "SHA512\n"),
            P::NoBlankLine,
        ),
        (
            "white space for the empty line",
            swap("SHA512\n\n", "SHA512\n \n"),
            P::NoBlankLine,
        ),
        ("dash not escaped", swap("text", "-text"), P::DashNotEscaped),
        ("dash alone", swap("text", "-"), P::DashNotEscaped),
        (
            "form feed",
            swap("text", "te\u{C}xt"),
            P::ControlCharacter('\u{C}'),
        ),
        (
            "vertical tab",
            swap("text", "te\u{B}xt"),
            P::ControlCharacter('\u{B}'),
        ),
        ("NUL", swap("text", "te\0xt"), P::ControlCharacter('\0')),
        (
            "escape sequence",
            swap("text", "te\u{1B}[8mxt"),
            P::ControlCharacter('\u{1B}'),
        ),
        (
            "next line",
            swap("text", "te\u{85}xt"),
            P::ControlCharacter('\u{85}'),
        ),
        (
            "line separator",
            swap("text", "te\u{2028}xt"),
            P::ControlCharacter('\u{2028}'),
        ),
        (
            "lone carriage return",
            swap("text", "te\rxt"),
            P::LoneCarriageReturn,
        ),
        (
            "two carriage returns",
            swap("text\n", "text\r\r\n"),
            P::LoneCarriageReturn,
        ),
        (
            "lone carriage return as header separator",
            swap("SHA512\n\n", "SHA512\r\n\r\r\n"),
            P::NoBlankLine,
        ),
        (
            "second begin inside",
            swap("text", "-----BEGIN PGP SIGNED MESSAGE-----"),
            P::SecondMessage,
        ),
        (
            "second message behind",
            format!("{good}{good}"),
            P::SecondMessage,
        ),
        (
            "indented second message behind",
            format!("{good} {good}"),
            P::SecondMessage,
        ),
        (
            "no signature",
            "-----BEGIN PGP SIGNED MESSAGE-----\n\ntext\n".to_owned(),
            P::NoSignature,
        ),
        (
            "only the begin line",
            "-----BEGIN PGP SIGNED MESSAGE-----".to_owned(),
            P::NoBlankLine,
        ),
        (
            "indented signature",
            swap("-----BEGIN PGP SIGNATURE", " -----BEGIN PGP SIGNATURE"),
            P::SignatureLineNotAlone,
        ),
        (
            "garbage behind signature",
            swap("SIGNATURE-----", "SIGNATURE----- x"),
            P::SignatureLineNotAlone,
        ),
        (
            "unknown armor header",
            swap("Comment: made", "Emergency: made"),
            P::ArmorHeaders,
        ),
        (
            "no empty line in the armor",
            swap("test\n\n", "test\n"),
            P::ArmorHeaders,
        ),
        (
            "text in the armor",
            swap("iQEz", "call us iQEz"),
            P::ArmorBody,
        ),
        (
            "empty line in the armor",
            swap("=abcd", "\n=abcd"),
            P::ArmorBody,
        ),
        (
            "data behind the checksum",
            swap("=abcd\n", "=abcd\niQEz\n"),
            P::ArmorBody,
        ),
        (
            "no data",
            swap("iQEzBAEBCAAdFiEE\n=abcd\n", ""),
            P::ArmorBody,
        ),
        ("indented end", swap("-----END", " -----END"), P::EndLine),
        (
            "garbage behind end",
            swap(
                "-----END PGP SIGNATURE-----",
                "-----END PGP SIGNATURE----- x",
            ),
            P::EndLine,
        ),
        (
            "no end",
            swap("-----END PGP SIGNATURE-----\n", ""),
            P::EndLine,
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(problem(text.as_bytes()), expected, "{name}");
    }
}

#[test]
fn bytes_of_other_character_sets_are_not_taken_for_line_ends() {
    let mut text = signed("x").into_bytes();
    let at = text
        .windows(2)
        .position(|pair| pair == b"x\n")
        .expect("the payload");
    // Two letters in windows-1251, and no UTF-8 because of the third byte.
    text.splice(at..=at, [0xC2, 0x85, 0xE0]);
    assert_eq!(sound(&text).payload, [0xC2, 0x85, 0xE0]);
}
