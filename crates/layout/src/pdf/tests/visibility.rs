//! Each way of hiding text, and its visible control.

use bonafide_model::claims::{HiddenBy, ReadWarningKind};

use super::builder::{Doc, text_at};
use super::read;
use crate::document::Line;

pub(super) const SECRET: &str = "0123 4567 89AB CDEF";

/// Why the secret is hidden in a page that also has visible text; `None` if it is visible. It is
/// always found.
pub(super) fn hidden_by(bytes: &[u8]) -> Option<HiddenBy> {
    let layout = read(bytes);
    let found: Vec<_> = layout
        .lines
        .iter()
        .filter(|line| line.text.contains(SECRET))
        .collect();
    assert_eq!(found.len(), 1, "{:?}", layout.lines);
    let is_same = |line: &Line| line.text.contains(SECRET) && line.hidden_by == found[0].hidden_by;
    assert!(layout.other_order.is_empty() || layout.other_order.iter().any(is_same));
    let visible = layout
        .lines
        .iter()
        .find(|line| line.text == "visible text")
        .expect("the visible text is found");
    assert_eq!(visible.hidden_by, None);
    let warned: Vec<_> = layout.warnings.iter().map(|warning| warning.kind).collect();
    assert_eq!(
        warned,
        found[0]
            .hidden_by
            .map(ReadWarningKind::HiddenText)
            .into_iter()
            .collect::<Vec<_>>()
    );
    found[0].hidden_by
}

fn page(content: &str, resources: &str, entries: &str) -> Vec<u8> {
    let mut doc = Doc::new();
    doc.page(
        &(text_at(72.0, 750.0, 12.0, "visible text") + content),
        resources,
        entries,
    );
    doc.bytes()
}

pub(super) fn secret() -> String {
    text_at(72.0, 700.0, 12.0, SECRET)
}

/// The reason that the content of a page gives.
fn reason(content: &str) -> Option<HiddenBy> {
    hidden_by(&page(content, "", ""))
}

#[test]
fn plain_text_is_visible() {
    assert_eq!(reason(&secret()), None);
}

#[test]
fn render_modes_3_and_7_hide_and_the_others_do_not() {
    for (mode, expected) in [
        (0, None),
        (1, None),
        (2, None),
        (3, Some(HiddenBy::RenderMode)),
        (4, None),
        (7, Some(HiddenBy::RenderMode)),
    ] {
        assert_eq!(
            reason(&format!("q {mode} Tr {} Q", secret())),
            expected,
            "{mode}"
        );
    }
}

#[test]
fn invisible_text_over_a_scan_is_an_ocr_layer_and_over_a_small_image_it_is_not() {
    for (size, expected) in [
        ("612 0 0 792 0 0", HiddenBy::OcrLayer),
        ("300 0 0 100 0 680", HiddenBy::RenderMode),
    ] {
        let mut doc = Doc::new();
        let pixels: Vec<u8> = (0..=255).collect();
        let image =
            doc.stream("/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 8", pixels);
        let content = format!(
            "q {size} cm /Im Do Q 3 Tr {}",
            text_at(72.0, 700.0, 12.0, SECRET)
        );
        doc.page(&content, &format!("/XObject << /Im {image} 0 R >>"), "");
        let layout = read(&doc.bytes());
        assert_eq!(layout.lines[0].hidden_by, Some(expected));
    }
}

#[test]
fn the_colour_of_the_page_hides_and_others_do_not() {
    for (color, hidden) in [
        ("1 g", true),
        ("1 1 1 rg", true),
        ("0 0 0 0 k", true),
        ("0.97 g", true),
        ("0.8 g", false),
        ("1 1 0 rg", false),
        ("1 0 0 rg", false),
    ] {
        assert_eq!(
            reason(&format!("{color} {}", secret())),
            hidden.then_some(HiddenBy::Color),
            "{color}"
        );
    }
}

#[test]
fn white_text_on_a_dark_box_is_visible_and_dark_text_on_it_is_not() {
    let boxed = |ink: &str| format!("0.1 g 60 690 300 30 re f {ink} {}", secret());
    assert_eq!(reason(&boxed("1 g")), None);
    assert_eq!(reason(&boxed("0.12 g")), Some(HiddenBy::Color));
    // The bar as a wide line, and as a path with rounded corners.
    assert_eq!(
        reason(&format!("30 w 60 705 m 400 705 l S 1 g {}", secret())),
        None
    );
    let rounded = "60 690 m 360 690 l 370 690 370 690 370 700 c 370 720 l 60 720 l h f";
    assert_eq!(reason(&format!("{rounded} 1 g {}", secret())), None);
    // White text beside the box.
    assert_eq!(
        reason(&format!("60 500 300 30 re f 1 g {}", secret())),
        Some(HiddenBy::Color)
    );
}

#[test]
fn a_white_box_on_a_dark_page_hides_white_text() {
    let content = format!("0 g 0 0 612 740 re f 1 g 60 690 300 30 re f {}", secret());
    assert_eq!(reason(&content), Some(HiddenBy::Color));
    assert_eq!(
        reason(&format!("0 g 0 0 612 740 re f 1 g {}", secret())),
        None
    );
}

#[test]
fn white_text_over_images_gradients_and_patterns_is_visible() {
    let mut doc = Doc::new();
    let pixels: Vec<u8> = (0..=255).collect();
    let image =
        doc.stream("/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 8", pixels);
    let function = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0.5] /C1 [0.2 0.5 0.9] /N 1 >>";
    let shading = doc.object(format!(
        "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 612 0] /Extend [true true] /Function {function} >>"
    ));
    let tile = doc.stream(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 8 8] /XStep 8 /YStep 8 /Resources << >>",
        "0 0 0.4 rg 0 0 8 8 re f 0.4 0 0 rg 2 2 4 4 re f",
    );
    let resources = format!(
        "/XObject << /Im {image} 0 R >> /Shading << /Sh {shading} 0 R >> /Pattern << /P {tile} 0 R >> \
         /ColorSpace << /Cs /Pattern >>"
    );
    for behind in [
        "q 400 0 0 60 50 680 cm /Im Do Q",
        "q 50 680 400 60 re W n /Sh sh Q",
        "/Pattern cs /P scn 50 680 400 60 re f",
    ] {
        let mut doc = doc.clone();
        let content =
            text_at(72.0, 750.0, 12.0, "visible text") + &format!("{behind} 1 g {}", secret());
        doc.page(&content, &resources, "");
        assert_eq!(hidden_by(&doc.bytes()), None, "{behind}");
    }
}

#[test]
fn white_text_over_a_white_image_or_a_gradient_from_white_to_white_is_hidden() {
    let mut doc = Doc::new();
    let image = doc.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", [255]);
    let function = "<< /FunctionType 2 /Domain [0 1] /C0 [1 1 1] /C1 [0.99 1 1] /N 1 >>";
    let shading = doc.object(format!(
        "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 612 0] /Extend [true true] /Function {function} >>"
    ));
    let resources = format!("/XObject << /Im {image} 0 R >> /Shading << /Sh {shading} 0 R >>");
    for behind in [
        "q 400 0 0 60 50 680 cm /Im Do Q",
        "q 50 680 400 60 re W n /Sh sh Q",
    ] {
        let mut doc = doc.clone();
        let content =
            text_at(72.0, 750.0, 12.0, "visible text") + &format!("{behind} 1 g {}", secret());
        doc.page(&content, &resources, "");
        assert_eq!(hidden_by(&doc.bytes()), Some(HiddenBy::Color), "{behind}");
    }
}

#[test]
fn tiny_and_squeezed_text_is_hidden_and_small_print_is_not() {
    let small =
        |size: &str, before: &str| format!("BT {before} /F1 {size} Tf 72 700 Td ({SECRET}) Tj ET");
    assert_eq!(reason(&small("0.5", "")), Some(HiddenBy::Size));
    assert_eq!(reason(&small("1", "")), Some(HiddenBy::Size));
    assert_eq!(reason(&small("12", "0.01 Tz")), Some(HiddenBy::Size));
    assert_eq!(reason(&small("4", "")), None);
    for nothing in [
        small("0", ""),
        small("12", "0 Tz"),
        format!("q 0 0 0 0 72 700 cm BT /F1 12 Tf ({SECRET}) Tj ET Q"),
    ] {
        assert_eq!(reason(&nothing), Some(HiddenBy::Size), "{nothing}");
    }
    let scaled = format!("q 0.01 0 0 0.01 72 700 cm BT /F1 12 Tf ({SECRET}) Tj ET Q");
    assert_eq!(reason(&scaled), Some(HiddenBy::Size));
    let enlarged = format!("q 12 0 0 12 72 700 cm BT /F1 1 Tf ({SECRET}) Tj ET Q");
    assert_eq!(reason(&enlarged), None);
}

#[test]
fn text_beside_the_page_is_hidden() {
    assert_eq!(
        reason(&text_at(-400.0, 700.0, 12.0, SECRET)),
        Some(HiddenBy::OffPage)
    );
    assert_eq!(
        reason(&text_at(72.0, 900.0, 12.0, SECRET)),
        Some(HiddenBy::OffPage)
    );
}

#[test]
fn text_outside_the_crop_box_is_hidden() {
    let cropped = |y: f64| {
        page(
            &text_at(72.0, y, 12.0, SECRET),
            "",
            "/CropBox [0 400 612 792]",
        )
    };
    assert_eq!(hidden_by(&cropped(300.0)), Some(HiddenBy::OutsideCropBox));
    assert_eq!(hidden_by(&cropped(500.0)), None);
}

#[test]
fn clipped_text_is_hidden_and_text_inside_the_clip_is_not() {
    let clipped = |path: &str| format!("q {path} W n {} Q", secret());
    assert_eq!(
        reason(&clipped("60 600 300 50 re")),
        Some(HiddenBy::Clipped)
    );
    assert_eq!(reason(&clipped("60 690 300 50 re")), None);
    assert_eq!(
        reason(&clipped("60 600 m 400 600 l 200 690 l h")),
        Some(HiddenBy::Clipped)
    );
    assert_eq!(
        reason(&clipped("0 600 m 612 600 l 300 900 l -200 900 l h")),
        None
    );
    assert_eq!(reason(&clipped("0 0 0 0 re")), Some(HiddenBy::Clipped));
}

#[test]
fn covered_text_is_hidden_and_text_on_top_is_not() {
    let cover = "1 g 60 690 300 30 re f 0 g";
    assert_eq!(
        reason(&format!("{} {cover}", secret())),
        Some(HiddenBy::Covered)
    );
    assert_eq!(reason(&format!("{cover} {}", secret())), None);
    let round = "1 g 60 690 m 360 690 l 370 690 370 690 370 700 c 370 720 l 60 720 l h f";
    assert_eq!(
        reason(&format!("{} {round}", secret())),
        Some(HiddenBy::Covered)
    );
    // A marker pen, a thin line through the text and a frame around it cover nothing.
    let marker = "/Multiply gs 1 1 0 rg 60 690 300 30 re f";
    let state = "/ExtGState << /Multiply << /BM /Multiply >> /Half << /ca 0.5 >> >>";
    assert_eq!(
        hidden_by(&page(&format!("{} {marker}", secret()), state, "")),
        None
    );
    assert_eq!(
        hidden_by(&page(
            &format!("{} /Half gs 1 g 60 690 300 30 re f", secret()),
            state,
            ""
        )),
        None
    );
    assert_eq!(
        reason(&format!(
            "{} 0.5 w 60 704 m 360 704 l S 60 690 300 30 re S",
            secret()
        )),
        None
    );
}

#[test]
fn an_image_or_a_huge_glyph_painted_over_text_covers_it() {
    let mut doc = Doc::new();
    let pixels: Vec<u8> = (0..=255).collect();
    let dict = "/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 8";
    let opaque = doc.stream(dict, &pixels);
    let mask = doc.stream(dict, [0; 256]);
    let seen_through = doc.stream(&format!("{dict} /SMask {mask} 0 R"), &pixels);
    for (image, expected) in [(opaque, Some(HiddenBy::Covered)), (seen_through, None)] {
        let mut doc = doc.clone();
        let content = text_at(72.0, 750.0, 12.0, "visible text")
            + &secret()
            + "q 400 0 0 30 50 690 cm /Im Do Q";
        doc.page(&content, &format!("/XObject << /Im {image} 0 R >>"), "");
        assert_eq!(hidden_by(&doc.bytes()), expected);
    }
    // The stem of a white letter I of 2400 points; its top is at 735.
    let glyph = "BT 1 g /F3 2400 Tf -120 -988 Td (I) Tj ET";
    assert_eq!(
        reason(&format!("{} {glyph}", secret())),
        Some(HiddenBy::Covered)
    );
}

#[test]
fn transparent_text_is_hidden_and_half_transparent_text_is_not() {
    let state =
        "/ExtGState << /None << /ca 0 /CA 0 >> /Faint << /ca 0.03 >> /Half << /ca 0.5 >> >>";
    for (name, expected) in [
        ("None", Some(HiddenBy::Transparent)),
        ("Faint", Some(HiddenBy::Transparent)),
        ("Half", None),
    ] {
        assert_eq!(
            hidden_by(&page(&format!("/{name} gs {}", secret()), state, "")),
            expected,
            "{name}"
        );
    }
}

#[test]
fn the_opacity_of_a_group_counts() {
    for (opacity, expected) in [("0.01", Some(HiddenBy::Transparent)), ("1", None)] {
        let mut doc = Doc::new();
        let form = doc.stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Group << /S /Transparency >> \
             /Resources << /Font << /F1 3 0 R >> >>",
            secret(),
        );
        let resources =
            format!("/XObject << /Fm {form} 0 R >> /ExtGState << /G << /ca {opacity} >> >>");
        doc.page(
            &(text_at(72.0, 750.0, 12.0, "visible text") + "/G gs /Fm Do"),
            &resources,
            "",
        );
        assert_eq!(hidden_by(&doc.bytes()), expected, "{opacity}");
    }
}

#[test]
fn a_soft_mask_that_lets_nothing_through_hides() {
    for (kind, content, expected) in [
        (
            "Luminosity",
            "0 g 0 0 612 792 re f",
            Some(HiddenBy::SoftMask),
        ),
        ("Luminosity", "1 g 0 0 612 792 re f", None),
        (
            "Luminosity",
            "1 g 0 0 612 600 re f",
            Some(HiddenBy::SoftMask),
        ),
        ("Alpha", "", Some(HiddenBy::SoftMask)),
        ("Alpha", "0 g 0 0 612 792 re f", None),
    ] {
        let mut doc = Doc::new();
        let group =
            doc.stream("/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Group << /S /Transparency /CS /DeviceGray >>", content);
        let state = format!("/ExtGState << /M << /SMask << /S /{kind} /G {group} 0 R >> >> >>");
        doc.page(
            &(text_at(72.0, 750.0, 12.0, "visible text") + "/M gs " + &secret()),
            &state,
            "",
        );
        assert_eq!(hidden_by(&doc.bytes()), expected, "{kind} {content}");
    }
}

#[test]
fn hidden_digits_never_complete_a_visible_value() {
    let content = text_at(72.0, 750.0, 12.0, "visible text")
        + "BT /F2 12 Tf 72 700 Td (0123) Tj 1 g (4567) Tj 0 g (89AB) Tj 1 1 1 rg (CDEF) Tj ET";
    let layout = read(&Doc::of(&content));
    let of = |hidden_by| -> Vec<&str> {
        layout
            .lines
            .iter()
            .filter(|line| line.hidden_by == hidden_by && line.number == 2)
            .map(|line| &*line.text)
            .collect()
    };
    assert_eq!(of(None), ["0123\t89AB"]);
    assert_eq!(of(Some(HiddenBy::Color)), ["4567\tCDEF"]);
}

#[test]
fn a_white_halo_around_visible_text_hides_nothing() {
    let content = format!("q 1 G 3 w 1 Tr {} Q {}", secret(), secret());
    assert_eq!(reason(&content), None);
}

#[test]
fn white_letters_with_a_dark_outline_are_visible() {
    assert_eq!(reason(&format!("2 Tr 1 g 0 G {}", secret())), None);
    assert_eq!(
        reason(&format!("2 Tr 1 g 1 G {}", secret())),
        Some(HiddenBy::Color)
    );
}
