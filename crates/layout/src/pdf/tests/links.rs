//! Link annotations.

use bonafide_model::claims::HiddenBy;

use super::builder::{Doc, text_at};
use super::read;

fn linked(content: &str, annotation: &str) -> Vec<u8> {
    let mut doc = Doc::new();
    doc.page(
        content,
        "",
        &format!("/Annots [<< /Type /Annot /Subtype /Link {annotation} >>]"),
    );
    doc.bytes()
}

#[test]
fn a_link_gives_its_target_and_the_text_under_it() {
    let content =
        text_at(72.0, 720.0, 10.0, "Before") + &text_at(72.0, 700.0, 10.0, "See team key here");
    let layout = read(&linked(
        &content,
        "/Rect [92 698 137 710] /A << /S /URI /URI (https://example.org/team_key.asc) >>",
    ));
    let link = &layout.links[0];
    assert_eq!(link.target, "https://example.org/team_key.asc");
    assert_eq!(link.text, "team key");
    assert_eq!((link.line, link.offset, link.hidden_by), (1, Some(4), None));
}

#[test]
fn a_link_over_two_lines_has_the_text_of_both() {
    let content = text_at(72.0, 700.0, 10.0, "https://example.org/")
        + &text_at(72.0, 688.0, 10.0, "profile.pdf.sig");
    let quads = "/QuadPoints [72 710 400 710 72 698 400 698 72 697 400 697 72 686 400 686]";
    let layout = read(&linked(
        &content,
        &format!("/Rect [72 686 400 710] {quads} /A << /S /URI /URI (https://example.org/p) >>"),
    ));
    assert_eq!(layout.links[0].text, "https://example.org/ profile.pdf.sig");
}

#[test]
fn a_link_with_a_hidden_flag_is_found_and_marked() {
    let content = text_at(72.0, 700.0, 10.0, "text");
    let layout = read(&linked(
        &content,
        "/F 2 /Rect [72 698 100 710] /A << /S /URI /URI (https://example.org/) >>",
    ));
    assert_eq!(layout.links[0].hidden_by, Some(HiddenBy::HiddenAnnotation));
}

#[test]
fn a_link_over_no_text_belongs_to_the_line_beside_it() {
    let content = text_at(72.0, 700.0, 10.0, "one") + &text_at(72.0, 600.0, 10.0, "two");
    let layout = read(&linked(
        &content,
        "/Rect [300 598 340 610] /A << /S /URI /URI (https://example.org/) >>",
    ));
    assert_eq!(
        (
            layout.links[0].line,
            layout.links[0].offset,
            layout.links[0].text.as_str()
        ),
        (1, None, "")
    );
}

#[test]
fn jumps_inside_the_document_are_no_links() {
    let content = text_at(72.0, 700.0, 10.0, "contents");
    assert!(
        read(&linked(
            &content,
            "/Rect [72 698 100 710] /Dest [6 0 R /Fit]"
        ))
        .links
        .is_empty()
    );
}

#[test]
fn the_base_of_relative_links_is_the_documents_own() {
    let mut doc = Doc::new();
    doc.page(&text_at(72.0, 700.0, 10.0, "text"), "", "");
    doc.catalog("/URI << /Base (https://example.org/cert/) >>");
    assert_eq!(
        read(&doc.bytes()).base.as_deref(),
        Some("https://example.org/cert/")
    );
}

#[test]
fn the_first_of_the_links_on_each_line_of_a_wrapped_url_has_all_of_its_text() {
    let linked = |first: &str, second: &str| {
        let mut doc = Doc::new();
        let target = "/A << /S /URI /URI (https://www.a.example/media/file.pdf) >>";
        let notes = [700, 680].map(|y| {
            doc.object(format!(
                "<< /Type /Annot /Subtype /Link /Rect [72 {} 400 {}] {target} >>",
                y - 5,
                y + 12
            ))
        });
        let content = text_at(72.0, 700.0, 12.0, first) + &text_at(72.0, 680.0, 12.0, second);
        doc.page(
            &content,
            "",
            &format!("/Annots [{} 0 R {} 0 R]", notes[0], notes[1]),
        );
        read(&doc.bytes())
            .links
            .into_iter()
            .map(|link| link.text)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        linked("https://www.a", ".example/media/file.pdf"),
        [
            "https://www.a .example/media/file.pdf",
            ".example/media/file.pdf"
        ]
    );
    assert_eq!(
        linked("https://www.a", ".other/media/file.pdf"),
        ["https://www.a", ".other/media/file.pdf"]
    );
}
