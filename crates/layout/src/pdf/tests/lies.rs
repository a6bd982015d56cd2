//! ToUnicode maps that say something else than the glyphs show.

use bonafide_model::claims::{HiddenBy, ReadWarningKind};

use super::builder::Doc;
use super::read;

/// A page in Helvetica whose ToUnicode map exchanges some characters: `(drawn, read)`.
fn mapped(text: &str, pairs: &[(char, char)]) -> Vec<u8> {
    let mut doc = Doc::new();
    let chars: String = pairs
        .iter()
        .map(|(drawn, read)| format!("<{:02X}> <{:04X}>\n", u32::from(*drawn), u32::from(*read)))
        .collect();
    let map = doc.stream(
        "",
        format!(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n\
             1 begincodespacerange <00> <FF> endcodespacerange\n{} beginbfchar\n{chars}endbfchar\nendcmap end end",
            pairs.len()
        ),
    );
    let font = doc
        .object(format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode {map} 0 R >>"));
    doc.page_with_fonts(
        &format!("BT /T 12 Tf 72 700 Td ({text}) Tj ET"),
        &format!("/T {font} 0 R"),
    );
    doc.bytes()
}

#[test]
fn what_is_drawn_is_visible_and_what_is_read_instead_is_hidden() {
    let layout = read(&mapped(
        "Key 0124 89AB",
        &[('0', '7'), ('1', '8'), ('4', 'A'), ('A', '3')],
    ));
    let lines: Vec<_> = layout
        .lines
        .iter()
        .map(|line| (line.hidden_by, &*line.text))
        .collect();
    assert_eq!(
        lines,
        [
            (None, "Key 0124 89AB"),
            (Some(HiddenBy::GlyphsDiffer), "782A 893B")
        ]
    );
    assert!(
        layout
            .warnings
            .iter()
            .any(|warning| warning.kind == ReadWarningKind::GlyphsDiffer)
    );
}

#[test]
fn one_exchanged_digit_is_enough() {
    let layout = read(&mapped("0124 5678 9ABC DEF0", &[('4', '7')]));
    let hidden: Vec<_> = layout
        .lines
        .iter()
        .filter(|line| line.hidden_by.is_some())
        .map(|line| &*line.text)
        .collect();
    assert_eq!(hidden, ["0127 5678 9ABC DEF0"]);
}

#[test]
fn an_address_and_a_number_that_are_drawn_otherwise_are_what_is_drawn() {
    for (text, pairs, drawn, read_as) in [
        (
            "Write to cert@kelp.example now",
            [('k', 'm'), ('p', 'x')],
            "Write to cert@kelp.example now",
            "cert@melx.examxle",
        ),
        (
            "https://www.kelp.example/key.asc",
            [('k', 'h'), ('y', 'w')],
            "https://www.kelp.example/key.asc",
            "https://www.help.example/hew.asc",
        ),
        (
            "Call +32 2 555 0147 now",
            [('4', '8'), ('7', '3')],
            "Call +32 2 555 0147 now",
            "+32 2 555 0183",
        ),
        (
            "cert-b@kelp.example",
            [('-', 'x'), ('b', 'k')],
            "cert-b@kelp.example",
            "certxk@kelp.example",
        ),
        (
            "cert [at] kelp.example",
            [('k', 'm'), ('p', 'x')],
            "cert [at] kelp.example",
            "melx.examxle",
        ),
    ] {
        let layout = read(&mapped(text, &pairs));
        assert_eq!(layout.lines[0].text, drawn, "{:?}", layout.lines);
        assert_eq!(layout.lines[0].hidden_by, None);
        let hidden: Vec<_> = layout
            .lines
            .iter()
            .filter(|line| line.hidden_by == Some(HiddenBy::GlyphsDiffer))
            .collect();
        assert_eq!(hidden.len(), 1, "{:?}", layout.lines);
        assert_eq!(hidden[0].text, read_as);
        assert!(
            layout
                .warnings
                .iter()
                .any(|warning| warning.kind == ReadWarningKind::GlyphsDiffer)
        );
    }
}

/// Letters drawn by the last of three glyphs, the first two of which are empty, all read as `w`.
fn ligature(drawn: &str) -> Vec<u8> {
    let mut doc = Doc::new();
    let map = doc.stream(
        "",
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <0077> <42> <0077> endbfchar endcmap",
    );
    let empty = doc.stream("", "722 0 d0");
    let joined = doc.stream(
        "",
        format!("722 0 d0 BT /F1 1000 Tf -1444 0 Td ({drawn}) Tj ET"),
    );
    let font = doc.object(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [-1500 -200 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 /LastChar 66 \
         /Widths [722 722] /Resources << /Font << /F1 3 0 R >> >> /Encoding << /Differences [65 /a /b] >> \
         /CharProcs << /a {empty} 0 R /b {joined} 0 R >> /ToUnicode {map} 0 R >>"
    ));
    doc.page_with_fonts(
        "BT /T 12 Tf 72 700 Td (AAB) Tj /F1 12 Tf (.kelp.example) Tj ET",
        &format!("/T {font} 0 R"),
    );
    doc.bytes()
}

#[test]
fn letters_that_the_glyph_beside_them_draws_are_seen() {
    assert_eq!(read(&ligature("www")).lines[0].text, "www.kelp.example");
    assert!(
        read(&ligature("HAM"))
            .lines
            .iter()
            .all(|line| line.hidden_by.is_some() || line.text != "www.kelp.example")
    );
}

#[test]
fn an_honest_map_is_no_lie() {
    let pairs: Vec<(char, char)> = "0123456789ABCDEFabcdef".chars().map(|c| (c, c)).collect();
    let layout = read(&mapped("0123 4567 89AB CDEF abcdef", &pairs));
    assert!(layout.warnings.is_empty());
    assert_eq!(layout.lines.len(), 1);
}

#[test]
fn single_letters_that_look_otherwise_are_symbols_and_no_lie() {
    let layout = read(&mapped("4 bullets", &[('4', 'A')]));
    assert!(layout.warnings.is_empty());
}

#[test]
fn digits_that_draw_nothing_are_hidden() {
    let mut doc = Doc::new();
    // A Type 3 font whose only glyph is empty, read as a digit.
    let map =
        doc.stream("", "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <0035> endbfchar endcmap");
    let glyph = doc.stream("", "600 0 0 0 0 0 d1");
    let font = doc.object(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 /LastChar 65 \
         /Widths [600] /Encoding << /Differences [65 /a] >> /CharProcs << /a {glyph} 0 R >> /ToUnicode {map} 0 R >>"
    ));
    doc.page_with_fonts(
        "BT /F1 12 Tf 72 700 Td (visible) Tj /T 12 Tf 0 -20 Td (AAAA) Tj ET",
        &format!("/T {font} 0 R"),
    );
    let layout = read(&doc.bytes());
    let lines: Vec<_> = layout
        .lines
        .iter()
        .map(|line| (line.hidden_by, &*line.text))
        .collect();
    assert_eq!(
        lines,
        [(None, "visible"), (Some(HiddenBy::GlyphsDiffer), "5555")]
    );
}

/// A font whose glyphs are drawings of their own: each a digit of Helvetica, read as another.
fn drawn_font(doc: &mut Doc, drawn: &str, read: &str) -> usize {
    let mut map = String::new();
    let mut names = String::new();
    let mut drawings = String::new();
    for (code, (drawn, read)) in (65_u32..).zip(drawn.chars().zip(read.chars())) {
        map.push_str(&format!("<{code:02X}> <{:04X}>\n", u32::from(read)));
        let glyph = doc.stream("", format!("600 0 d0 BT /F1 1000 Tf ({drawn}) Tj ET"));
        names.push_str(&format!("/g{code} "));
        drawings.push_str(&format!("/g{code} {glyph} 0 R "));
    }
    let count = drawn.len();
    let map = doc.stream(
        "",
        format!("begincmap 1 begincodespacerange <00> <FF> endcodespacerange {count} beginbfchar {map} endbfchar endcmap"),
    );
    doc.object(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 65 /LastChar {} \
         /Widths [{}] /Resources << /Font << /F1 3 0 R >> >> /Encoding << /Differences [65 {names}] >> \
         /CharProcs << {drawings} >> /ToUnicode {map} 0 R >>",
        64 + count,
        "600 ".repeat(count)
    ))
}

#[test]
fn glyphs_that_are_drawings_can_lie_too() {
    for (read_as, expected) in [
        ("01234567", &["01234567"][..]),
        ("89ABCDEF", &["01234567", "89ABCDEF"]),
    ] {
        let mut doc = Doc::new();
        let font = drawn_font(&mut doc, "01234567", read_as);
        doc.page_with_fonts(
            "BT /T 12 Tf 72 700 Td (ABCDEFGH) Tj ET",
            &format!("/T {font} 0 R"),
        );
        let layout = read(&doc.bytes());
        let lines: Vec<_> = layout.lines.iter().map(|line| &*line.text).collect();
        assert_eq!(lines, expected);
        assert_eq!(
            layout.lines.last().unwrap().hidden_by.is_some(),
            expected.len() > 1
        );
    }
}

/// A glyph of Helvetica that is read as several characters.
fn read_as_many(drawn: char, read_as: &str, around: (&str, &str)) -> Vec<u8> {
    let mut doc = Doc::new();
    let unicode: String = read_as
        .chars()
        .map(|c| format!("{:04X}", u32::from(c)))
        .collect();
    let map = doc.stream(
        "",
        format!(
            "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <{:02X}> <{unicode}> endbfchar endcmap",
            u32::from(drawn)
        ),
    );
    let font = doc
        .object(format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode {map} 0 R >>"));
    let (before, behind) = around;
    doc.page_with_fonts(
        &format!(
            "BT /F1 12 Tf 72 700 Td ({before}) Tj /T 12 Tf ({drawn}) Tj /F1 12 Tf ({behind}) Tj ET"
        ),
        &format!("/T {font} 0 R"),
    );
    doc.bytes()
}

#[test]
fn a_sign_that_is_read_as_several_letters_is_not_judged_in_an_address() {
    let layout = read(&read_as_many('X', "kelp", ("cert@", ".example")));
    assert_eq!(layout.lines[0].text, "cert@kelp.example");
    assert_eq!(
        layout.lines[0].not_judged,
        [(5..9, bonafide_model::claims::NotJudged::JoinedLetters)]
    );
    // Ligatures are usual, and elsewhere nobody minds.
    for around in [("o", "ce@kelp.example"), ("an o", "cer")] {
        assert!(
            read(&read_as_many('X', "ffi", around)).lines[0]
                .not_judged
                .is_empty()
        );
    }
    assert!(
        read(&read_as_many('X', "kelp", ("some ", " grows"))).lines[0]
            .not_judged
            .is_empty()
    );
}
