#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use bonafide_model::claims::{Format, HiddenBy, ReadWarning, ReadWarningKind};
use proptest::prelude::*;

use super::*;

const SIGNATURE: &str =
    "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=abcd\n-----END PGP SIGNATURE-----\n";

fn plain(text: &str) -> Result<Profile, ReadError> {
    read(text.as_bytes(), &Hint::default())
}

fn outside(profile: &Profile) -> Vec<&ReadWarning> {
    profile
        .warnings
        .iter()
        .filter(|warning| warning.kind == ReadWarningKind::OutsideSignedText)
        .collect()
}

#[test]
fn only_the_signed_payload_is_read_and_text_outside_is_named_with_its_line() {
    let text = format!(
        "\nbefore\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nTeam\n{SIGNATURE}\nafter\n"
    );
    let profile = plain(&text).unwrap();
    assert_eq!(profile.format, Format::CleartextSigned);
    let lines: Vec<_> = outside(&profile)
        .iter()
        .map(|w| (w.place.as_ref().unwrap().line, w.detail.as_str()))
        .collect();
    assert_eq!(lines, [(2, "before"), (13, "after")]);
}

#[test]
fn blank_lines_outside_are_no_text() {
    let text = format!("\n \r\n-----BEGIN PGP SIGNED MESSAGE-----\n\nTeam\n{SIGNATURE}\n\n");
    assert!(outside(&plain(&text).unwrap()).is_empty());
}

#[test]
fn unsound_framing_is_an_error_with_its_line() {
    let error = plain(&format!(
        "\n\n -----BEGIN PGP SIGNED MESSAGE-----\n\nTeam\n{SIGNATURE}"
    ))
    .unwrap_err();
    assert!(
        matches!(&error, ReadError::Framing(why) if why.ends_with("(line 3)")),
        "{error}"
    );
}

#[test]
fn signed_text_inside_a_page_is_a_page() {
    let page =
        format!("<html><pre>-----BEGIN PGP SIGNED MESSAGE-----\n\nTeam\n{SIGNATURE}</pre></html>");
    assert_eq!(plain(&page).unwrap().format, Format::Html);
}

#[test]
fn each_format_is_read_as_what_it_is() {
    let named = |name: &str| Hint {
        file_name: Some(name.to_owned()),
        ..Hint::default()
    };
    assert_eq!(
        read(b"# Team", &named("x.md")).unwrap().format,
        Format::Markdown
    );
    assert_eq!(
        read(b"# Team", &named("x.html")).unwrap().format,
        Format::Text
    );
    assert_eq!(
        read(b"<!doctype html><p>Team", &named("x.txt"))
            .unwrap()
            .format,
        Format::Html
    );
    assert_eq!(plain(""), Err(ReadError::Empty));
    assert!(matches!(
        read(b"\0\x01\x02\x03", &Hint::default()),
        Err(ReadError::UnknownFormat(_))
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), start in 0..8_usize) {
        let starts = [
            "", "<html>", "<!DOCTYPE html><style>", "<table style='", "-----BEGIN PGP SIGNED MESSAGE-----\n",
            "-----BEGIN PGP SIGNED MESSAGE-----\n\nx\n-----BEGIN PGP SIGNATURE-----\n\n", "%PDF-1.7\n", "\u{FEFF}# [a](",
        ];
        let mut document = starts[start].as_bytes().to_vec();
        document.extend(bytes);
        for name in ["x.md", "x.html", "x"] {
            let _ = read(&document, &Hint { file_name: Some(name.to_owned()), ..Hint::default() });
        }
    }

    #[test]
    fn no_markup_makes_reading_panic(
        pieces in proptest::collection::vec(prop_oneof![
            Just("<p style='"), Just("display:none"), Just("'>"), Just("<style>"), Just("</style>"), Just("a{"), Just("@media print{"), Just("}"),
            Just("<a href="), Just("<table>"), Just("<td>"), Just("</p>"), Just("<template>"), Just("</template>"), Just("<svg>"), Just("<b>"),
            Just("<!--"), Just("-->"), Just("&#64;"), Just("\n"), Just("\r"), Just("["), Just("]("), Just(")"), Just("**"), Just("_"), Just("`"),
            Just("| "), Just("# "), Just("- "), Just("é"), Just("\u{85}"), Just("color:#fff;"), Just("font-size:0"), Just("<select><option>"),
        ], 0..200),
    ) {
        let document = pieces.concat();
        for name in ["x.md", "x.html", "x"] {
            let _ = read(document.as_bytes(), &Hint { file_name: Some(name.to_owned()), ..Hint::default() });
        }
        let _ = plain(&format!("<html>{document}"));
    }
}

#[test]
fn preformatted_rows_of_a_page_end_where_the_page_does_and_paragraphs_where_they_do() {
    let name = |open: &str, between: &str| {
        let rows = [
            "Full name: Computer Emergency Response Team of the harbour",
            "administration of the county",
            "Short name: X-CERT",
        ];
        let page = format!(
            "<html><h2>2.1 Name of the Team</h2>{open}{}</html>",
            rows.join(between)
        );
        plain(&page).unwrap().team_name.map(|claim| claim.value)
    };
    let whole = "Computer Emergency Response Team of the harbour administration of the county";
    assert_eq!(name("<pre>", "\n").as_deref(), Some(whole));
    assert_eq!(
        name("<p>", "<p>").as_deref(),
        Some("Computer Emergency Response Team of the harbour")
    );
}

#[test]
fn values_of_a_page_stand_on_their_source_lines_and_hidden_ones_are_marked() {
    let page = "<html><body>\n<h2>2.8 Public Keys and Encryption Information</h2>\n<p>Our key is this one:\nKey ID: 0x2485CF71E37BEBB7,\n\
                Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7\n\
                <span style='display:none'>Fingerprint: 0000 C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB8</span></body></html>";
    let claims = plain(page).unwrap().claims;
    assert_eq!(
        claims
            .key_ids
            .iter()
            .map(|claim| claim.place.line)
            .collect::<Vec<_>>(),
        [4]
    );
    let fingerprints: Vec<_> = claims
        .fingerprints
        .iter()
        .map(|claim| (claim.place.line, claim.hidden_by))
        .collect();
    assert_eq!(fingerprints, [(5, None), (6, Some(HiddenBy::DisplayNone))]);
}

#[test]
fn values_outside_the_signed_text_are_no_claims() {
    let text = format!(
        "Fingerprint: 0000 C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB8\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n\
                        Fingerprint: 8A1E C5D2 B7C0 EFA4 9FFB 31FC 2485 CF71 E37B EBB7\n{SIGNATURE}Key ID: 0x2485CF71\n"
    );
    let profile = plain(&text).unwrap();
    assert_eq!(
        profile
            .claims
            .fingerprints
            .iter()
            .map(|claim| claim.place.line)
            .collect::<Vec<_>>(),
        [5]
    );
    assert!(profile.claims.key_ids.is_empty());
    assert_eq!(outside(&profile).len(), 2);
}

/// The texts among the shipped cases.
fn shipped_texts() -> Vec<String> {
    let cases =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/cases")).unwrap();
    let texts = cases
        .filter_map(|case| std::fs::read_to_string(case.unwrap().path().join("rfc2350.txt")).ok());
    texts
        .filter(|text| !text.contains("BEGIN PGP SIGNED"))
        .collect()
}

#[test]
fn line_ends_and_a_missing_last_one_change_nothing_that_is_found() {
    let texts = shipped_texts();
    assert!(texts.len() > 10);
    for text in texts {
        // Texts with plain line ends are taken as they stand, others are put together from their
        // lines.
        assert_eq!(plain(&text.replace('\n', "\r\n")), plain(&text));
        for cut in (211..text.len())
            .step_by(211)
            .filter(|cut| text.is_char_boundary(*cut))
        {
            let part = text.get(..cut).unwrap();
            assert_eq!(plain(part), plain(&format!("{part}\n")), "cut at {cut}");
        }
    }
}
