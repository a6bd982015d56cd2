//! Documents without end are read as far as the limits allow, and that is told.

use std::time::{Duration, Instant};

use bonafide_model::claims::{ReadError, ReadWarningKind};

use super::builder::{Doc, text_at};
use super::{read, texts};

/// Twenty forms, each drawn ten times by the one before. Returns the number of the first.
fn multiplying(doc: &mut Doc) -> usize {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 612 792]";
    let mut next = doc.stream(
        &format!("{form} /Resources << /Font << /F1 3 0 R >> >>"),
        text_at(72.0, 600.0, 12.0, "again"),
    );
    for _ in 0..20 {
        next = doc.stream(
            &format!("{form} /Resources << /XObject << /X {next} 0 R >> >>"),
            "/X Do ".repeat(10),
        );
    }
    next
}

/// Ten times what it takes on a busy machine without optimisation, and nothing beside the time
/// without limits.
const SOON: Duration = Duration::from_secs(60);

#[test]
fn forms_that_multiply_are_cut_off_and_what_came_before_is_read() {
    let mut doc = Doc::new();
    let form = multiplying(&mut doc);
    let content = format!("{}/X Do", text_at(72.0, 700.0, 12.0, "before"));
    doc.page(&content, &format!("/XObject << /X {form} 0 R >>"), "");
    doc.page(&text_at(72.0, 700.0, 12.0, "next page"), "", "");
    let start = Instant::now();
    let layout = super::super::layout(&doc.bytes()).unwrap();
    assert!(start.elapsed() < SOON);
    assert!(
        texts(&layout.lines).contains(&"before") && texts(&layout.lines).contains(&"next page"),
        "{:?}",
        texts(&layout.lines)
    );
    let cut = |kind: ReadWarningKind| kind == ReadWarningKind::Truncated;
    assert!(
        layout
            .warnings
            .iter()
            .any(|warning| cut(warning.kind) && warning.detail.contains("page 1")),
        "{:?}",
        layout.warnings
    );
}

#[test]
fn a_mask_that_multiplies_hides_nothing_and_keeps_the_rest_of_the_page() {
    let mut doc = Doc::new();
    let form = multiplying(&mut doc);
    let mask = doc.stream(
        &format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Group << /S /Transparency >> /Resources << /XObject << /X {form} 0 R >> >>"
        ),
        "/X Do",
    );
    let content = format!("/G gs {}", text_at(72.0, 700.0, 12.0, "under the mask"));
    doc.page(
        &content,
        &format!("/ExtGState << /G << /SMask << /S /Alpha /G {mask} 0 R >> >> >>"),
        "",
    );
    let start = Instant::now();
    let layout = read(&doc.bytes());
    assert!(start.elapsed() < SOON);
    assert_eq!(texts(&layout.lines), ["under the mask"]);
    assert_eq!(layout.lines[0].hidden_by, None);
    assert!(
        layout
            .warnings
            .iter()
            .any(|warning| warning.detail.contains("visibility")),
        "{:?}",
        layout.warnings
    );
}

#[test]
fn dictionaries_nested_without_end_are_damage() {
    let honest = String::from_utf8(Doc::of(&text_at(72.0, 700.0, 12.0, "text"))).unwrap();
    let nested = honest.replace(
        "/Type /Catalog",
        &format!("/Type /Catalog /X {}", "<< /A ".repeat(50_000)),
    );
    assert!(
        matches!(super::super::layout(nested.as_bytes()), Err(ReadError::Damaged(why)) if why.contains("nested"))
    );
    let balanced = honest.replace(
        "/Type /Catalog",
        &format!("/Type /Catalog /X [{}]", "<< /A 1 >> ".repeat(50_000)),
    );
    assert_eq!(texts(&read(balanced.as_bytes()).lines), ["text"]);
}
