//! What gradients, patterns, images, blend modes and strokes do to the text under and over them.

use bonafide_model::claims::HiddenBy as H;

use super::builder::{Doc, text_at};
use super::visibility::{SECRET, hidden_by, secret};

/// Why the secret is hidden in a page with that content and one more object, which the resources
/// call `OBJ`.
fn with_object(object: &str, data: Option<&[u8]>, resources: &str, content: &str) -> Option<H> {
    let mut doc = Doc::new();
    let number = match data {
        Some(data) => doc.stream(object, data),
        None => doc.object(object),
    };
    let content = text_at(72.0, 750.0, 12.0, "visible text") + content;
    doc.page(
        &content,
        &resources.replace("OBJ", &format!("{number} 0 R")),
        "",
    );
    hidden_by(&doc.bytes())
}

fn with_state(state: &str, content: &str) -> Option<H> {
    with_object(
        "null",
        None,
        &format!("/ExtGState << /G << {state} >> >>"),
        content,
    )
}

/// Content with the secret where it says `SECRET`.
fn told(content: &str) -> String {
    content.replace("SECRET", &secret())
}

#[test]
fn gradients_have_a_colour_at_each_place() {
    let gradient = |from: &str, to: &str, extend: &str| {
        format!(
            "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 612 0] {extend} \
             /Function << /FunctionType 2 /Domain [0 1] /C0 [{from}] /C1 [{to}] /N 1 >> >>"
        )
    };
    let both = "/Extend [true true]";
    let blue = gradient("0 0 0.5", "0.5 0.5 0.9", both);
    for (object, content, expected) in [
        (&blue, "q 50 680 400 60 re W n /S sh Q 1 g SECRET", None),
        (
            &blue,
            "/Pattern cs /P scn 50 680 400 60 re f SECRET",
            Some(H::Color),
        ),
        (
            &blue,
            "SECRET q 50 680 400 60 re W n /S sh Q",
            Some(H::Covered),
        ),
        (
            &gradient("1 1 1", "0.5 0.5 0.5", ""),
            "SECRET q 50 680 400 60 re W n /S sh Q",
            Some(H::Covered),
        ),
        (
            &gradient("1 1 1", "1 1 1", ""),
            "/Pattern cs /P scn SECRET",
            Some(H::Color),
        ),
        (
            &gradient("1 1 1", "0 0 0", both).replace("612 0]", "30 0]"),
            "/Pattern cs /P scn SECRET",
            None,
        ),
    ] {
        let resources = format!(
            "/Shading << /S OBJ >> /Pattern << /P << /PatternType 2 /Shading {object} >> >>"
        );
        assert_eq!(
            with_object(object, None, &resources, &told(content)),
            expected,
            "{object} {content}"
        );
    }
    let function = "/FunctionType 4 /Domain [0 612 0 792] /Range [0 1]";
    let resources = "/Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Domain [0 612 0 792] /Function OBJ >> >>";
    let covered = told("SECRET q 50 680 400 60 re W n /S sh Q");
    assert_eq!(
        with_object(function, Some(b"{pop pop 1}"), resources, &covered),
        Some(H::Covered)
    );
}

#[test]
fn patterns_without_gaps_cover_and_empty_ones_paint_nothing() {
    let tile = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 /YStep 8 /Resources << >>";
    let resources = "/Pattern << /P OBJ >>";
    let covering = "SECRET /Pattern cs /P scn 50 680 400 60 re f";
    for (tile, drawing, content, expected) in [
        (tile, "1 g 0 0 8 8 re f", covering, Some(H::Covered)),
        // Stripes of half a digit's width.
        (
            &tile.replace("8 8] /XStep 8", "2 8] /XStep 4"),
            "1 g 0 0 2 8 re f",
            covering,
            None,
        ),
        (tile, "1 g 0 0 2 8 re f", covering, None),
        (tile, "", covering, None),
        (tile, "", "/Pattern cs /P scn SECRET", Some(H::Transparent)),
        (
            tile,
            "1 g 0 0 8 8 re f",
            "/Pattern cs /P scn SECRET",
            Some(H::Color),
        ),
    ] {
        assert_eq!(
            with_object(tile, Some(drawing.as_bytes()), resources, &told(content)),
            expected,
            "{tile} {drawing} {content}"
        );
    }
}

#[test]
fn veils_and_blend_modes_hide_what_they_leave_nothing_of() {
    let veil = "/G gs 1 g 60 690 300 30 re f ";
    for (state, content, expected) in [
        ("/ca 0.9", format!("SECRET {veil}{veil}"), Some(H::Covered)),
        ("/ca 0.4", format!("SECRET {veil}"), None),
        (
            "/BM /ColorBurn",
            "/G gs 0.5 g SECRET".to_owned(),
            Some(H::Color),
        ),
        (
            "/BM /SoftLight",
            "/G gs 0 g SECRET".to_owned(),
            Some(H::Color),
        ),
        (
            "/BM /Hue",
            "/G gs 1 0 0 rg SECRET".to_owned(),
            Some(H::Color),
        ),
        ("/BM /Luminosity", "/G gs 0 g SECRET".to_owned(), None),
    ] {
        assert_eq!(
            with_state(state, &told(&content)),
            expected,
            "{state} {content}"
        );
    }
}

#[test]
fn wide_lines_cover_unless_they_have_gaps() {
    for (content, expected) in [
        (
            "SECRET 1 G 40 w 60 704 m 150 704 300 704 400 704 c S",
            Some(H::Covered),
        ),
        ("SECRET 1 G 40 w 60 500 m 150 560 300 440 400 500 c S", None),
        ("SECRET 1 G 40 w [2 200] 0 d 60 704 m 400 704 l S", None),
    ] {
        assert_eq!(with_state("/ca 1", &told(content)), expected, "{content}");
    }
}

#[test]
fn an_image_whose_mask_is_opaque_everywhere_covers() {
    let image = "/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let pixels: Vec<u8> = (0..4096_u32)
        .map(|at| u8::try_from(at * 37 % 256).unwrap())
        .collect();
    for (value, expected) in [(255, Some(H::Covered)), (0, None)] {
        let mut doc = Doc::new();
        let mask = doc.stream(image, [value; 4096]);
        let covering = doc.stream(&format!("{image} /SMask {mask} 0 R"), &pixels);
        let content = text_at(72.0, 750.0, 12.0, "visible text")
            + &secret()
            + "q 400 0 0 30 50 690 cm /Im Do Q";
        doc.page(&content, &format!("/XObject << /Im {covering} 0 R >>"), "");
        assert_eq!(hidden_by(&doc.bytes()), expected, "{value}");
    }
}

#[test]
fn a_filled_box_without_an_appearance_is_drawn_by_viewers() {
    for (kind, expected) in [
        ("/IC [1 1 1]", Some(H::Covered)),
        ("", None),
        ("/IC [1 1 1] /F 2", None),
        ("/IC [1 1 0] /CA 0.3", None),
    ] {
        let mut doc = Doc::new();
        let content = text_at(72.0, 750.0, 12.0, "visible text") + &secret();
        doc.page(
            &content,
            "",
            &format!("/Annots [<< /Type /Annot /Subtype /Square /Rect [50 690 450 720] {kind} >>]"),
        );
        assert_eq!(hidden_by(&doc.bytes()), expected, "{kind}");
    }
}

#[test]
fn letters_squeezed_to_lines_are_too_small_and_keep_their_order() {
    for (scaling, expected) in [
        ("0", Some(H::Size)),
        ("1", Some(H::Size)),
        ("5", Some(H::Size)),
        ("60", None),
    ] {
        let content = format!("BT {scaling} Tz /F1 12 Tf 72 700 Td ({SECRET}) Tj ET");
        assert_eq!(with_state("/ca 1", &content), expected, "{scaling}");
    }
}

/// A picture of noise around a grey, with white text on it.
#[test]
fn the_picture_behind_text_is_looked_at() {
    let noise = |around: u8| -> Vec<u8> {
        (0..100 * 60_u32)
            .map(|at| around.saturating_add((at * 7 % 11) as u8))
            .collect()
    };
    let image = "/Type /XObject /Subtype /Image /Width 100 /Height 60 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let drawn = "q 500 0 0 60 50 680 cm /I Do Q 1 g SECRET";
    for (around, expected) in [(245, Some(H::Color)), (120, None), (0, None)] {
        assert_eq!(
            with_object(
                image,
                Some(&noise(around)),
                "/XObject << /I OBJ >>",
                &told(drawn)
            ),
            expected,
            "{around}"
        );
    }
    // Half of it is white.
    let halves: Vec<u8> = (0..100 * 60_u32)
        .map(|at| if at % 100 < 50 { 255 } else { (at % 7) as u8 })
        .collect();
    assert_eq!(
        with_object(
            image,
            Some(&halves),
            "/XObject << /I OBJ >>",
            &told("q 1200 0 0 60 -300 680 cm /I Do Q 1 g SECRET")
        ),
        Some(H::Color)
    );
}

#[test]
fn cells_of_patterns_have_colours_at_their_places() {
    let tile = "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 300 40] /XStep 300 /YStep 40 /Resources << >>";
    let behind = "/Pattern cs /P scn 0 680 600 40 re f 0 0 1 rg SECRET";
    for (cell, expected) in [
        (
            "0 0 1 rg 0 0 300 40 re f 1 0 0 rg 0 0 300 3 re f",
            Some(H::Color),
        ),
        ("1 0 0 rg 0 0 300 40 re f 0 0 1 rg 0 0 300 3 re f", None),
    ] {
        assert_eq!(
            with_object(
                tile,
                Some(cell.as_bytes()),
                "/Pattern << /P OBJ >>",
                &told(behind)
            ),
            expected,
            "{cell}"
        );
    }
}

#[test]
fn text_over_what_is_not_looked_into_is_seen_but_not_judged() {
    let mesh = "/ShadingType 4 /ColorSpace /DeviceGray /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 612 0 792 0 1]";
    let mut doc = Doc::new();
    let shading = doc.stream(mesh, [0, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255]);
    let content = text_at(72.0, 750.0, 12.0, "visible text")
        + &told("q 50 680 400 60 re W n /S sh Q 1 g SECRET");
    doc.page(&content, &format!("/Shading << /S {shading} 0 R >>"), "");
    let layout = super::read(&doc.bytes());
    let [plain, over] = &layout.lines[..] else {
        panic!("{:?}", layout.lines)
    };
    assert_eq!((plain.not_judged.len(), over.hidden_by), (0, None));
    assert_eq!(
        over.not_judged,
        [(
            0..SECRET.len(),
            bonafide_model::claims::NotJudged::Background
        )]
    );
}
