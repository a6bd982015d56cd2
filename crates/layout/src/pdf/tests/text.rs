//! Rows, order and words.

use bonafide_model::claims::ReadError;

use super::builder::{Doc, text_at};
use super::{layout, read, texts};

#[test]
fn rows_go_from_top_to_bottom_and_the_stream_order_is_kept_beside_them() {
    let content = text_at(72.0, 600.0, 12.0, "third")
        + &text_at(72.0, 700.0, 12.0, "first")
        + &text_at(72.0, 650.0, 12.0, "second");
    let layout = read(&Doc::of(&content));
    assert_eq!(texts(&layout.lines), ["first", "second", "third"]);
    assert_eq!(
        layout
            .lines
            .iter()
            .map(|line| line.number)
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
    assert_eq!(texts(&layout.other_order), ["third", "first", "second"]);
    assert_eq!(
        layout
            .other_order
            .iter()
            .map(|line| line.number)
            .collect::<Vec<_>>(),
        [3, 1, 2]
    );
}

#[test]
fn a_line_knows_its_page_and_its_bounds() {
    let mut doc = Doc::new();
    doc.page(&text_at(72.0, 700.0, 10.0, "one"), "", "");
    doc.page(&text_at(100.0, 692.0, 10.0, "TWO"), "", "");
    let layout = read(&doc.bytes());
    assert_eq!(layout.pages, Some(2));
    let line = &layout.lines[1];
    assert_eq!((line.page, line.number), (Some(2), 1));
    let [left, top, right, bottom] = line.bounds.unwrap();
    assert!(
        (99..=101).contains(&left) && (119..=125).contains(&right),
        "{left} {right}"
    );
    assert!(
        (91..=94).contains(&top) && (100..=101).contains(&bottom),
        "{top} {bottom}"
    );
}

#[test]
fn gaps_make_spaces_and_kerning_does_not() {
    let content = "BT /F1 12 Tf 72 700 Td [(CE) 80 (RT) -280 (team) -120 (s)] TJ ET";
    assert_eq!(texts(&read(&Doc::of(content)).lines), ["CERT teams"]);
}

#[test]
fn wide_gaps_keep_cells_apart() {
    let content =
        text_at(72.0, 700.0, 10.0, "Fingerprint") + &text_at(200.0, 700.0, 10.0, "0123 4567");
    assert_eq!(
        texts(&read(&Doc::of(&content)).lines),
        ["Fingerprint\t0123 4567"]
    );
}

#[test]
fn a_value_wrapped_in_a_cell_is_whole_in_stream_order() {
    let content = text_at(72.0, 700.0, 10.0, "0123 4567")
        + &text_at(72.0, 688.0, 10.0, "89AB CDEF")
        + &text_at(300.0, 700.0, 10.0, "left");
    let layout = read(&Doc::of(&content));
    assert_eq!(texts(&layout.lines), ["0123 4567\tleft", "89AB CDEF"]);
    assert_eq!(
        texts(&layout.other_order),
        ["0123 4567", "89AB CDEF", "left"]
    );
}

#[test]
fn columns_of_running_text_are_read_one_after_the_other() {
    let column = |x: f64, name: &str, from: i32| -> String {
        (from..from + 6)
            .map(|row| {
                text_at(
                    x,
                    700.0 - 12.0 * f64::from(row),
                    10.0,
                    &format!("{name} {row} a line that fills its column"),
                )
            })
            .collect()
    };
    let content = text_at(
        72.0,
        740.0,
        16.0,
        "A title over both columns of the whole page that crosses",
    ) + &column(72.0, "left", 0)
        + &column(320.0, "right", 0);
    let layout = read(&Doc::of(&content));
    let starts: Vec<String> = layout
        .lines
        .iter()
        .map(|line| {
            line.text
                .chars()
                .take(7)
                .collect::<String>()
                .trim()
                .to_owned()
        })
        .collect();
    assert_eq!(
        starts,
        [
            "A title", "left 0", "left 1", "left 2", "left 3", "left 4", "left 5", "right 0",
            "right 1", "right 2", "right 3", "right 4", "right 5"
        ]
    );
    assert!(
        layout
            .lines
            .iter()
            .zip(1..)
            .all(|(line, number)| line.number == number)
    );
}

#[test]
fn the_rows_of_a_table_stay_rows() {
    let rows: String = (0..8)
        .map(|row| {
            let y = 700.0 - 12.0 * f64::from(row);
            text_at(72.0, y, 10.0, &format!("Label {row}"))
                + &text_at(
                    320.0,
                    y,
                    10.0,
                    "a value that is long enough for running text",
                )
        })
        .collect();
    let layout = read(&Doc::of(&rows));
    assert_eq!(layout.lines.len(), 8);
    assert_eq!(
        layout.lines[0].text,
        "Label 0\ta value that is long enough for running text"
    );
}

#[test]
fn letter_spaced_words_stay_words() {
    let content = "BT /F1 12 Tf 3.6 Tc 72 700 Td (CONTACT US) Tj ET";
    assert_eq!(texts(&read(&Doc::of(content)).lines), ["CONTACT US"]);
}

#[test]
fn a_superscript_belongs_to_its_line() {
    let content = "BT /F1 12 Tf 72 700 Td (on the 22) Tj 5 Ts /F1 7 Tf (nd) Tj 0 Ts /F1 12 Tf ( of May) Tj ET";
    assert_eq!(
        texts(&read(&Doc::of(content)).lines),
        ["on the 22nd of May"]
    );
}

#[test]
fn an_initial_over_several_lines_does_not_merge_them() {
    let content = text_at(72.0, 664.0, 48.0, "T")
        + &text_at(110.0, 688.0, 12.0, "one")
        + &text_at(110.0, 676.0, 12.0, "two")
        + &text_at(110.0, 664.0, 12.0, "three");
    let layout = read(&Doc::of(&content));
    assert!(
        texts(&layout.lines).contains(&"one") && texts(&layout.lines).contains(&"two"),
        "{:?}",
        texts(&layout.lines)
    );
}

#[test]
fn bold_by_drawing_twice_and_by_filling_and_stroking_reads_once() {
    let twice = text_at(72.0, 700.0, 12.0, "AABB") + &text_at(72.4, 700.0, 12.0, "AABB");
    assert_eq!(texts(&read(&Doc::of(&twice)).lines), ["AABB"]);
    let stroked = "BT /F1 12 Tf 2 Tr 72 700 Td (AABB) Tj ET";
    assert_eq!(texts(&read(&Doc::of(stroked)).lines), ["AABB"]);
}

#[test]
fn rotated_pages_read_like_upright_ones() {
    for (rotate, matrix) in [
        (90, "0 1 -1 0 300 100"),
        (180, "-1 0 0 -1 300 400"),
        (270, "0 -1 1 0 300 400"),
    ] {
        let mut doc = Doc::new();
        doc.page(
            &format!("BT /F1 12 Tf {matrix} Tm (first) Tj 0 -14 Td (second) Tj ET"),
            "",
            &format!("/Rotate {rotate}"),
        );
        assert_eq!(
            texts(&read(&doc.bytes()).lines),
            ["first", "second"],
            "{rotate}"
        );
    }
}

#[test]
fn sideways_text_on_an_upright_page_comes_after_the_main_text() {
    let content = "BT /F1 12 Tf 0 1 -1 0 40 300 Tm (in the margin) Tj ET ".to_owned()
        + &text_at(72.0, 700.0, 12.0, "the text of the page");
    assert_eq!(
        texts(&read(&Doc::of(&content)).lines),
        ["the text of the page", "in the margin"]
    );
}

#[test]
fn accents_drawn_apart_are_joined_to_their_letters() {
    // As OT1 fonts do it: the accent first, then back under it the letter.
    let content = "BT /F1 12 Tf 72 700 Td [(S) 0 (\\264) 445 (ecurit) 0 (\\264) 445 (e)] TJ ET";
    assert_eq!(texts(&read(&Doc::of(content)).lines), ["Sécurité"]);
    let wide = "BT /F1 12 Tf 72 700 Td [(b) 0 (`) 445 (ow)] TJ ET";
    assert_eq!(texts(&read(&Doc::of(wide)).lines), ["bòw"]);
}

/// Each letter of a text drawn by itself, its letters this wide.
fn letters_at(text: &[(f64, char)], scaling: u32) -> String {
    text.iter()
        .map(|(x, letter)| format!("BT {scaling} Tz /F2 12 Tf {x} 700 Td ({letter}) Tj ET\n"))
        .collect()
}

#[test]
fn letters_are_read_in_the_order_in_which_they_stand() {
    let value = "0123 4567 89AB";
    for scaling in [100, 70, 60, 40, 20] {
        // Every letter of Courier is 0.6 font sizes wide.
        let step = 7.2 * f64::from(scaling) / 100.0;
        let placed: Vec<(f64, char)> = value
            .chars()
            .zip(0..)
            .map(|(letter, index)| (72.0 + step * f64::from(index), letter))
            .filter(|(_, letter)| *letter != ' ')
            .collect();
        let from_right: Vec<_> = placed.iter().rev().copied().collect();
        let every_other: Vec<_> = (0..2)
            .flat_map(|first| placed.iter().skip(first).step_by(2).copied())
            .collect();
        let by_word: Vec<_> = [&placed[4..8], &placed[..4], &placed[8..]].concat();
        for order in [&placed, &from_right, &every_other, &by_word] {
            let layout = read(&Doc::of(&letters_at(order, scaling)));
            let whole = |text: &str| text.replace(' ', "");
            assert_eq!(
                whole(&texts(&layout.lines).concat()),
                whole(value),
                "{scaling} {order:?}"
            );
        }
    }
}

#[test]
fn words_in_the_gaps_of_others_stand_between_them() {
    let content =
        text_at(72.0, 700.0, 10.0, "02            46") + &text_at(90.0, 700.0, 10.0, "13");
    let shown = texts(&read(&Doc::of(&content)).lines).concat();
    assert_eq!(shown.replace('\t', " "), "02 13 46");
}

#[test]
fn larger_and_bold_lines_are_headings() {
    let body = (0..20)
        .map(|row| {
            text_at(
                72.0,
                600.0 - 14.0 * f64::from(row),
                10.0,
                "the body of the text goes on and on",
            )
        })
        .collect::<String>();
    let content = text_at(72.0, 740.0, 20.0, "Title")
        + &text_at(72.0, 700.0, 13.5, "1. Section")
        + "BT /F3 10 Tf 72 650 Td (1.1 Bold) Tj ET "
        + &body;
    let layout = read(&Doc::of(&content));
    let headings: Vec<Option<u8>> = layout
        .lines
        .iter()
        .take(4)
        .map(|line| line.heading())
        .collect();
    assert_eq!(headings, [Some(1), Some(2), Some(4), None]);
}

#[test]
fn a_page_without_text_is_no_text() {
    let whole = Doc::of("0 0 100 100 re f");
    assert_eq!(layout(&whole).unwrap_err(), ReadError::NoText);
    let cut = String::from_utf8_lossy(&whole).find("xref\n0 1").unwrap();
    assert_eq!(
        layout(whole.get(..cut).unwrap()).unwrap_err(),
        ReadError::Damaged("no text can be found".to_owned())
    );
}

#[test]
fn what_is_no_pdf_is_damaged() {
    assert!(matches!(
        layout(b"%PDF-1.7\nnothing follows").unwrap_err(),
        ReadError::Damaged(_)
    ));
}

#[test]
fn a_broken_cross_reference_table_is_mended() {
    let mut bytes = Doc::of(&text_at(72.0, 700.0, 12.0, "still here"));
    let cut = String::from_utf8_lossy(&bytes).find("xref\n0 1").unwrap();
    bytes.truncate(cut);
    assert_eq!(texts(&read(&bytes).lines), ["still here"]);
}

#[test]
fn the_last_revision_is_what_is_read() {
    let bytes = Doc::of(&text_at(72.0, 700.0, 12.0, "old"));
    let body = text_at(72.0, 700.0, 12.0, "new");
    let stream = format!("<< /Length {} >>\nstream\n{body}\nendstream", body.len());
    let layout = read(&Doc::revised(&bytes, &[(6, &stream)], 8));
    assert_eq!(
        layout
            .lines
            .iter()
            .find(|line| line.hidden_by.is_none())
            .unwrap()
            .text,
        "new"
    );
    assert!(
        layout.other_order.is_empty(),
        "drawn in the order in which it is read"
    );
}

#[test]
fn the_title_is_that_of_the_metadata() {
    let mut doc = Doc::new();
    doc.page(&text_at(72.0, 700.0, 12.0, "text"), "", "");
    let info = doc.object("<< /Title (RFC 2350 of a team) >>");
    doc.trailer(&format!("/Info {info} 0 R"));
    assert_eq!(
        read(&doc.bytes()).title.as_deref(),
        Some("RFC 2350 of a team")
    );
}

#[test]
fn bitmap_fonts_of_tex_without_names_are_read_by_their_codes() {
    let mut doc = Doc::new();
    let glyph = doc.stream("", "50 0 0 0 40 70 d1 0 0 40 70 re f");
    let names: String = (0..=255).map(|code| format!("/a{code} ")).collect();
    let programs: String = (0..=255)
        .map(|code| format!("/a{code} {glyph} 0 R "))
        .collect();
    let widths = "50 ".repeat(256);
    let font = doc.object(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 100 100] /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 0 /LastChar 255 \
         /Widths [{widths}] /Encoding << /Differences [0 {names}] >> /CharProcs << {programs} >> >>"
    ));
    doc.page_with_fonts(
        "BT /T 12 Tf 72 700 Td (Key \\034ngerprint: 0123 4567) Tj ET",
        &format!("/T {font} 0 R"),
    );
    assert_eq!(
        texts(&read(&doc.bytes()).lines),
        ["Key fingerprint: 0123 4567"]
    );
}

/// A page in a composite font without a font program.
fn composite(encoding: &str, ordering: &str, codes: &str) -> Vec<u8> {
    let mut doc = Doc::new();
    let inner = doc.object(format!(
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /F /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> \
         /DW 1000 >>"
    ));
    let font =
        doc.object(format!("<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding {encoding} /DescendantFonts [{inner} 0 R] >>"));
    doc.page_with_fonts(
        &format!("BT /F1 12 Tf 72 750 Td (Key) Tj /T 12 Tf 0 -50 Td <{codes}> Tj ET"),
        &format!("/T {font} 0 R"),
    );
    doc.bytes()
}

#[test]
fn the_predefined_maps_for_chinese_japanese_and_korean_are_known() {
    let two_bytes: String = "CERT 2485"
        .chars()
        .map(|c| format!("{:04X}", u32::from(c)))
        .collect();
    let one_byte: String = "CERT 2485"
        .chars()
        .map(|c| format!("{:02X}", u32::from(c)))
        .collect();
    for (encoding, ordering, codes) in [
        ("/UniGB-UCS2-H", "GB1", &two_bytes),
        ("/UniCNS-UTF16-H", "CNS1", &two_bytes),
        ("/UniJIS-UCS2-H", "Japan1", &two_bytes),
        ("/UniKS-UCS2-H", "Korea1", &two_bytes),
        ("/GBK-EUC-H", "GB1", &one_byte),
        ("/90ms-RKSJ-H", "Japan1", &one_byte),
        ("/KSCms-UHC-H", "Korea1", &one_byte),
        ("/ETen-B5-H", "CNS1", &one_byte),
    ] {
        let layout = read(&composite(encoding, ordering, codes));
        let squeezed: String = layout.lines[1]
            .text
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect();
        assert_eq!(
            (layout.lines[1].hidden_by, squeezed.as_str()),
            (None, "CERT2485"),
            "{encoding}"
        );
        assert!(
            layout.warnings.is_empty(),
            "{encoding}: {:?}",
            layout.warnings
        );
    }
}

#[test]
fn drawn_text_that_cannot_be_told_is_a_warning() {
    let unreadable = |bytes: &[u8]| {
        let warnings = read(bytes).warnings;
        warnings
            .into_iter()
            .filter(|warning| {
                warning.kind == bonafide_model::claims::ReadWarningKind::UnreadableText
            })
            .count()
    };
    // A map that nobody knows.
    assert_eq!(
        unreadable(&composite("/Unheard-Of-H", "Japan1", "00410042")),
        1
    );
    // Drawings without a character: several of them are text, one is a bullet.
    let drawn = |codes: &str| {
        let mut doc = Doc::new();
        let glyph = doc.stream("", "600 0 d0 0 0 500 700 re f");
        let font = doc.object(format!(
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 1 /LastChar 1 \
             /Widths [600] /Encoding << /Differences [1 /drawing] >> /CharProcs << /drawing {glyph} 0 R >> >>"
        ));
        doc.page_with_fonts(
            &format!("BT /F1 12 Tf 72 750 Td (Key) Tj /T 12 Tf 0 -50 Td <{codes}> Tj ET"),
            &format!("/T {font} 0 R"),
        );
        doc.bytes()
    };
    assert_eq!(
        (unreadable(&drawn("01010101")), unreadable(&drawn("01"))),
        (1, 0)
    );
}
