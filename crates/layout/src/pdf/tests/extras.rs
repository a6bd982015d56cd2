//! What stands beside and behind the pages: metadata, attachments, forms, signatures, notes,
//! layers, revisions, encryption.

use bonafide_model::claims::{HiddenBy, ReadError, ReadWarningKind};

use super::builder::{Doc, text_at};
use super::{layout, read, texts};
use crate::document::Document;

const SECRET: &str = "0123 4567 89AB CDEF";

fn visible_page(doc: &mut Doc) {
    doc.page(&text_at(72.0, 700.0, 12.0, "visible text"), "", "");
}

fn hidden<'l>(layout: &'l Document<'_>, reason: HiddenBy) -> Vec<&'l str> {
    layout
        .lines
        .iter()
        .filter(|line| line.hidden_by == Some(reason))
        .map(|line| &*line.text)
        .collect()
}

fn visible<'l>(layout: &'l Document<'_>) -> Vec<&'l str> {
    layout
        .lines
        .iter()
        .filter(|line| line.hidden_by.is_none())
        .map(|line| &*line.text)
        .collect()
}

fn warned<'l>(layout: &'l Document<'_>, kind: ReadWarningKind) -> Option<&'l str> {
    layout
        .warnings
        .iter()
        .find(|warning| warning.kind == kind)
        .map(|warning| warning.detail.as_str())
}

#[test]
fn an_honest_document_has_neither_warnings_nor_hidden_lines() {
    let layout = read(&Doc::of(&text_at(72.0, 700.0, 12.0, "visible text")));
    assert!(layout.warnings.is_empty(), "{:?}", layout.warnings);
    assert_eq!(visible(&layout), texts(&layout.lines));
}

#[test]
fn metadata_is_found_and_hidden() {
    let mut doc = Doc::new();
    visible_page(&mut doc);
    let info = doc.object(format!(
        "<< /Title (Profile) /Keywords (key {SECRET}) /Producer (some program 1.2) >>"
    ));
    let xmp = doc.stream(
        "/Type /Metadata /Subtype /XML",
        "<x:xmpmeta><rdf:RDF><rdf:Description><dc:description>FFFF 0000</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>",
    );
    doc.trailer(&format!("/Info {info} 0 R"))
        .catalog(&format!("/Metadata {xmp} 0 R"));
    let layout = read(&doc.bytes());
    assert_eq!(
        hidden(&layout, HiddenBy::Metadata),
        ["Profile", "key 0123 4567 89AB CDEF", "FFFF 0000"]
    );
    assert_eq!(visible(&layout), ["visible text"]);
}

#[test]
fn attachments_are_named_and_small_texts_in_them_are_found_and_hidden() {
    let mut doc = Doc::new();
    visible_page(&mut doc);
    let text = doc.stream("/Type /EmbeddedFile", format!("first\n{SECRET}\n"));
    let binary = doc.stream("/Type /EmbeddedFile", [0, 159, 146, 150]);
    doc.catalog(&format!(
        "/Names << /EmbeddedFiles << /Kids [<< /Names [(a) << /F (a.txt) /EF << /F {text} 0 R >> >> \
         (b) << /UF (b.bin) /F (x) /EF << /F {binary} 0 R >> >>] >>] >> >>"
    ));
    let layout = read(&doc.bytes());
    assert_eq!(
        warned(&layout, ReadWarningKind::Attachments),
        Some("a.txt, b.bin")
    );
    assert_eq!(
        hidden(&layout, HiddenBy::Attachment),
        ["a.txt", "b.bin", "first", SECRET]
    );
}

#[test]
fn a_name_tree_that_contains_itself_ends() {
    let mut doc = Doc::new();
    visible_page(&mut doc);
    let node = doc.object("");
    doc.replace(node, &format!("<< /Kids [{node} 0 R {node} 0 R] >>"));
    doc.catalog(&format!("/Names << /EmbeddedFiles {node} 0 R >>"));
    assert_eq!(visible(&read(&doc.bytes())), ["visible text"]);
}

#[test]
fn values_of_fields_are_hidden_unless_they_are_drawn() {
    let mut doc = Doc::new();
    let drawn = doc.stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R >> >>",
        text_at(2.0, 5.0, 12.0, "drawn value"),
    );
    let shown = doc.object(format!(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (drawn value) /Rect [72 600 272 620] /AP << /N {drawn} 0 R >> >>"
    ));
    let unseen = doc.object(format!("<< /FT /Tx /T (b) /V ({SECRET}) >>"));
    doc.page(
        &text_at(72.0, 700.0, 12.0, "visible text"),
        "",
        &format!("/Annots [{shown} 0 R]"),
    );
    doc.catalog(&format!(
        "/AcroForm << /Fields [{shown} 0 R << /T (p) /Kids [{unseen} 0 R] >>] >>"
    ));
    let layout = read(&doc.bytes());
    assert_eq!(visible(&layout), ["visible text", "drawn value"]);
    assert_eq!(hidden(&layout, HiddenBy::FormField), [SECRET]);
    assert_eq!(warned(&layout, ReadWarningKind::Form), Some("2 fields"));
}

#[test]
fn an_x509_signature_is_named_and_makes_no_form() {
    let mut doc = Doc::new();
    visible_page(&mut doc);
    let value = doc.object(
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Name (A Person) /ByteRange [0 1 2 3] /Contents <00> >>",
    );
    doc.catalog(&format!(
        "/AcroForm << /SigFlags 3 /Fields [<< /FT /Sig /T (s) /V {value} 0 R >>] >>"
    ));
    let layout = read(&doc.bytes());
    assert_eq!(
        warned(&layout, ReadWarningKind::X509Signature),
        Some("A Person")
    );
    assert_eq!(warned(&layout, ReadWarningKind::Form), None);
}

#[test]
fn an_unsigned_signature_field_is_no_signature() {
    let mut doc = Doc::new();
    visible_page(&mut doc);
    doc.catalog("/AcroForm << /Fields [<< /FT /Sig /T (s) >>] >>");
    assert!(read(&doc.bytes()).warnings.is_empty());
}

#[test]
fn drawn_notes_are_visible_hidden_and_closed_ones_are_not() {
    for (flags, subtype, expected) in [
        ("/F 4", "FreeText", None),
        ("/F 2", "FreeText", Some(HiddenBy::HiddenAnnotation)),
        ("/F 32", "Stamp", Some(HiddenBy::HiddenAnnotation)),
    ] {
        let mut doc = Doc::new();
        let drawn = doc.stream(
            "/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 3 0 R >> >>",
            text_at(2.0, 5.0, 12.0, SECRET),
        );
        let note = format!(
            "<< /Type /Annot /Subtype /{subtype} {flags} /Contents ({SECRET}) /Rect [72 600 272 620] /AP << /N {drawn} 0 R >> >>"
        );
        doc.page(
            &text_at(72.0, 700.0, 12.0, "visible text"),
            "",
            &format!("/Annots [{note}]"),
        );
        let layout = read(&doc.bytes());
        let found: Vec<_> = layout
            .lines
            .iter()
            .filter(|line| line.text == SECRET)
            .map(|line| line.hidden_by)
            .collect();
        assert!(
            !found.is_empty() && found.iter().all(|reason| *reason == expected),
            "{flags} {found:?}"
        );
    }
}

#[test]
fn appearances_for_other_states_and_for_the_mouse_are_hidden() {
    for appearance in [
        "/N OTHER /R OWN",
        "/N OTHER /D OWN",
        "/N << /Off OTHER /On OWN >>",
    ] {
        let mut doc = Doc::new();
        let form = "/Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 3 0 R >> >>";
        let own = doc.stream(form, text_at(0.0, 5.0, 12.0, SECRET));
        let other = doc.stream(form, text_at(0.0, 5.0, 12.0, "what is seen"));
        let appearance = appearance
            .replace("OWN", &format!("{own} 0 R"))
            .replace("OTHER", &format!("{other} 0 R"));
        let note = format!(
            "<< /Type /Annot /Subtype /Widget /AS /Off /Rect [72 600 372 620] /AP << {appearance} >> >>"
        );
        doc.page(
            &text_at(72.0, 700.0, 12.0, "visible text"),
            "",
            &format!("/Annots [{note}]"),
        );
        let layout = read(&doc.bytes());
        assert_eq!(
            hidden(&layout, HiddenBy::HiddenAnnotation),
            [SECRET],
            "{appearance}"
        );
        assert!(visible(&layout).contains(&"what is seen"), "{appearance}");
    }
}

#[test]
fn descriptions_rich_notes_and_entries_of_the_information_are_hidden() {
    let mut doc = Doc::new();
    let info = doc.object(
        "<< /Producer (8888 8888) /PTEX.Fullbanner (This is pdfTeX) /Our#20Key (AAAA 1111) >>",
    );
    doc.trailer(&format!("/Info {info} 0 R"));
    let note = "<< /Type /Annot /Subtype /FreeText /Contents (2222 2222) /RC (<p>2222 <b>3333</b></p>) /Rect [300 690 320 710] >>";
    let content =
        "/Figure << /Alt (4444 4444) >> BDC BT /F1 12 Tf 72 700 Td (visible text) Tj ET EMC";
    doc.page(content, "", &format!("/Annots [{note}]"));
    let layout = read(&doc.bytes());
    assert_eq!(visible(&layout), ["visible text"]);
    let mut found = hidden(&layout, HiddenBy::Metadata);
    found.sort_unstable();
    assert_eq!(
        found,
        ["2222", "2222 2222", "3333", "4444 4444", "AAAA 1111"]
    );
}

#[test]
fn the_text_of_a_sticky_note_is_hidden() {
    let mut doc = Doc::new();
    let note =
        format!("<< /Type /Annot /Subtype /Text /Contents ({SECRET}) /Rect [300 690 320 710] >>");
    doc.page(
        &text_at(72.0, 700.0, 12.0, "visible text"),
        "",
        &format!("/Annots [{note}]"),
    );
    let layout = read(&doc.bytes());
    assert_eq!(hidden(&layout, HiddenBy::Metadata), [SECRET]);
}

/// A page with the secret in a layer, and the layer settings of the catalog.
fn layered(settings: &str, content: &str) -> Document<'static> {
    let mut doc = Doc::new();
    let group = doc.object("<< /Type /OCG /Name (Draft) >>");
    let content = text_at(72.0, 750.0, 12.0, "visible text")
        + &content.replace("SECRET", &text_at(72.0, 700.0, 12.0, SECRET));
    doc.page(&content, &format!("/Properties << /L {group} 0 R >>"), "");
    let settings = settings.replace("GROUP", &format!("{group} 0 R"));
    doc.catalog(&format!(
        "/OCProperties << /OCGs [{group} 0 R] /D << {settings} >> >>"
    ));
    read(&doc.bytes())
}

#[test]
fn layers_that_are_off_hide_and_layers_that_are_on_do_not() {
    let marked = "/OC /L BDC SECRET EMC";
    for (settings, expected) in [
        ("/OFF [GROUP]", true),
        ("/BaseState /OFF", true),
        ("/ON [GROUP]", false),
        ("", false),
    ] {
        let layout = layered(settings, marked);
        assert_eq!(
            hidden(&layout, HiddenBy::OptionalContentOff) == [SECRET],
            expected,
            "{settings}"
        );
        assert_eq!(visible(&layout).contains(&SECRET), !expected, "{settings}");
        assert_eq!(
            warned(&layout, ReadWarningKind::OptionalContent),
            Some("Draft")
        );
    }
}

/// A page with the secret in a layer of which `usage` is known, by way of a membership dictionary,
/// or as an annotation or form.
fn memberships(usage: &str, membership: &str, settings: &str) -> [Document<'static>; 5] {
    let text = text_at(0.0, 5.0, 12.0, SECRET);
    let form =
        "/Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 3 0 R >> >>";
    [0, 1, 2, 3, 4].map(|way| {
        let mut doc = Doc::new();
        let group = doc.object(format!("<< /Type /OCG /Name (Draft) {usage} >>"));
        let group = format!("{group} 0 R");
        let membership = membership.replace("GROUP", &group);
        let of = doc.object(&membership);
        let drawn = |how: &str| format!("{} 1 0 0 1 72 600 cm {how}", text_at(72.0, 750.0, 12.0, "visible text"));
        match way {
            0 => doc.page(&drawn(&format!("/OC /L BDC {text} EMC")), &format!("/Properties << /L {of} 0 R >>"), ""),
            1 => doc.page(&drawn(&format!("/OC /L BDC {text} EMC")), &format!("/Properties << /L {membership} >>"), ""),
            2 => {
                let drawing = doc.stream(&format!("{form} /OC {of} 0 R"), &text);
                doc.page(&drawn("/X Do"), &format!("/XObject << /X {drawing} 0 R >>"), "")
            }
            3 => {
                let drawing = doc.stream(&format!("{form} /OC {membership}"), &text);
                doc.page(&drawn("/X Do"), &format!("/XObject << /X {drawing} 0 R >>"), "")
            }
            _ => {
                let drawing = doc.stream(form, &text);
                let note = doc.object(format!(
                    "<< /Type /Annot /Subtype /Stamp /Rect [72 600 372 620] /OC {of} 0 R /AP << /N {drawing} 0 R >> >>"
                ));
                doc.page(&drawn(""), "", &format!("/Annots [{note} 0 R]"))
            }
        };
        let settings = settings.replace("GROUP", &group);
        doc.catalog(&format!("/OCProperties << /OCGs [{group}] /D << {settings} >> >>"));
        read(&doc.bytes())
    })
}

#[test]
fn visibility_expressions_policies_and_usage_hide_in_every_way_that_layers_are_used() {
    let off = "/OFF [GROUP]";
    let for_viewing = "/AS [<< /Event /View /Category [/View] /OCGs [GROUP] >>]";
    let unseen = "/Usage << /View << /ViewState /OFF >> >>";
    for (usage, membership, settings, expected) in [
        ("", "<< /Type /OCMD /VE [/And GROUP] >>", off, true),
        ("", "<< /Type /OCMD /VE [/And GROUP] >>", "", false),
        ("", "<< /Type /OCMD /VE [/Not [/Or GROUP]] >>", "", true),
        ("", "<< /Type /OCMD /VE [/Not [/Or GROUP]] >>", off, false),
        (
            "",
            "<< /Type /OCMD /OCGs [GROUP] /VE [/And GROUP] >>",
            off,
            true,
        ),
        ("", "<< /Type /OCMD /OCGs GROUP /P /AllOff >>", "", true),
        ("", "<< /Type /OCMD /OCGs GROUP /P /AnyOff >>", off, false),
        ("", "<< /Type /OCMD /OCGs [GROUP] >>", off, true),
        (unseen, "<< /Type /OCMD /OCGs [GROUP] >>", for_viewing, true),
        (unseen, "<< /Type /OCMD /OCGs [GROUP] >>", "", false),
        ("", "<< /Type /OCMD /OCGs [GROUP] >>", for_viewing, false),
    ] {
        for (way, layout) in memberships(usage, membership, settings).iter().enumerate() {
            let case = format!(
                "{usage} {membership} {settings}, way {way}: {:?}",
                layout.lines
            );
            assert_eq!(
                hidden(layout, HiddenBy::OptionalContentOff) == [SECRET],
                expected,
                "{case}"
            );
            assert_eq!(visible(layout).contains(&SECRET), !expected, "{case}");
            assert!(visible(layout).contains(&"visible text"), "{case}");
            assert_eq!(
                warned(layout, ReadWarningKind::OptionalContent),
                Some("Draft"),
                "{case}"
            );
        }
    }
}

#[test]
fn a_link_in_a_layer_that_is_off_is_hidden() {
    for (settings, expected) in [
        ("/OFF [6 0 R]", Some(HiddenBy::OptionalContentOff)),
        ("", None),
    ] {
        let mut doc = Doc::new();
        let group = doc.object("<< /Type /OCG /Name (Draft) >>");
        let link = doc.object(format!(
            "<< /Type /Annot /Subtype /Link /Rect [72 690 172 712] /OC {group} 0 R /A << /S /URI /URI (https://a.example/) >> >>"
        ));
        doc.page(
            &text_at(72.0, 700.0, 12.0, "visible text"),
            "",
            &format!("/Annots [{link} 0 R]"),
        );
        doc.catalog(&format!(
            "/OCProperties << /OCGs [{group} 0 R] /D << {settings} >> >>"
        ));
        assert_eq!(
            read(&doc.bytes()).links[0].hidden_by,
            expected,
            "{settings}"
        );
    }
}

#[test]
fn a_structure_element_that_says_something_else_than_the_page_is_hidden() {
    let tagged = |entries: &str| {
        let mut doc = Doc::new();
        doc.page("/P << /MCID 0 >> BDC BT /F1 12 Tf 72 700 Td (key AAAA finger-) Tj 0 -20 Td (print) Tj ET EMC", "", "");
        let root = doc.object("<< /Type /StructTreeRoot /K 9 0 R >>");
        assert_eq!(
            doc.object(format!(
                "<< /Type /StructElem /S /P /P {root} 0 R /K 0 {entries} >>"
            )),
            9
        );
        doc.catalog(&format!("/StructTreeRoot {root} 0 R"));
        read(&doc.bytes())
    };
    let lying = tagged(&format!("/ActualText ({SECRET})"));
    assert_eq!(hidden(&lying, HiddenBy::ActualText), [SECRET]);
    assert_eq!(
        warned(&lying, ReadWarningKind::HiddenText(HiddenBy::ActualText)),
        Some(SECRET)
    );
    let described = tagged(&format!("/Alt ({SECRET})"));
    assert_eq!(hidden(&described, HiddenBy::Metadata), [SECRET]);
    for honest in [
        "/ActualText (Fingerprint)",
        "/ActualText (key aaaa)",
        "/ActualText ()",
        "",
    ] {
        let layout = tagged(honest);
        assert_eq!(
            texts(&layout.lines),
            ["key AAAA finger-", "print"],
            "{honest}"
        );
        assert!(
            layout.warnings.is_empty(),
            "{honest}: {:?}",
            layout.warnings
        );
    }
}

#[test]
fn layers_without_text_are_not_warned_of() {
    let layout = layered("/OFF [GROUP]", "/OC /L BDC 100 100 50 50 re f EMC");
    assert!(layout.warnings.is_empty(), "{:?}", layout.warnings);
}

#[test]
fn text_beside_a_layer_that_is_off_stays_visible() {
    let layout = layered("/OFF [GROUP]", "/OC /L BDC EMC SECRET");
    assert!(visible(&layout).contains(&SECRET));
    assert!(hidden(&layout, HiddenBy::OptionalContentOff).is_empty());
}

#[test]
fn a_replacement_text_that_says_something_else_is_hidden() {
    let content = |replacement: &str| {
        format!(
            "BT /F1 12 Tf 72 700 Td (key ) Tj /Span << /ActualText {replacement} >> BDC (AAAA BBBB) Tj EMC ET"
        )
    };
    let lying = read(&Doc::of(&content(&format!("({SECRET})"))));
    assert_eq!(visible(&lying), ["key AAAA BBBB"]);
    assert_eq!(hidden(&lying, HiddenBy::ActualText), [SECRET]);
    for honest in ["(AAAA BBBB)", "(aaaabbbb)", "()", "<FEFF00AD>"] {
        let layout = read(&Doc::of(&content(honest)));
        assert_eq!(texts(&layout.lines), ["key AAAA BBBB"], "{honest}");
    }
}

#[test]
fn replacements_of_single_glyphs_make_one_hidden_value() {
    let spans: String = ["0", "1", "2", "3"]
        .iter()
        .map(|digit| format!("/Span << /ActualText ({digit}) >> BDC (A) Tj EMC "))
        .collect();
    let layout = read(&Doc::of(&format!("BT /F1 12 Tf 72 700 Td {spans} ET")));
    assert_eq!(visible(&layout), ["AAAA"]);
    assert_eq!(hidden(&layout, HiddenBy::ActualText), ["0123"]);
}

fn stream(content: &str) -> String {
    format!(
        "<< /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

#[test]
fn an_earlier_revision_with_another_value_is_noted() {
    let page = |value: &str| {
        text_at(72.0, 750.0, 12.0, "visible text") + &text_at(72.0, 700.0, 12.0, value)
    };
    let first = Doc::of(&page(SECRET));
    let second = Doc::revised(&first, &[(6, &stream(&page("FFFF FFFF")))], 8);
    let layout = read(&second);
    assert_eq!(visible(&layout), ["visible text", "FFFF FFFF"]);
    assert_eq!(hidden(&layout, HiddenBy::EarlierRevision), [SECRET]);
    assert!(warned(&layout, ReadWarningKind::EarlierRevisionDiffers).is_some());
}

#[test]
fn an_update_that_changes_no_text_is_not_noted() {
    let first = Doc::of(&text_at(72.0, 700.0, 12.0, "visible text"));
    let second = Doc::revised(&first, &[(9, "<< /Something /Else >>")], 10);
    let layout = read(&second);
    assert!(layout.warnings.is_empty(), "{:?}", layout.warnings);
    assert_eq!(texts(&layout.lines), ["visible text"]);
}

#[test]
fn an_end_of_file_marker_in_the_text_is_no_revision() {
    let layout = read(&Doc::of(&text_at(
        72.0,
        700.0,
        12.0,
        "startxref 0 %%EOF is how it ends",
    )));
    assert!(layout.warnings.is_empty(), "{:?}", layout.warnings);
}

#[test]
fn pages_with_only_images_are_told() {
    let mut doc = Doc::new();
    let pixels: Vec<u8> = (0..=255).collect();
    let image =
        doc.stream("/Type /XObject /Subtype /Image /Width 16 /Height 16 /ColorSpace /DeviceGray /BitsPerComponent 8", pixels);
    let scan = "q 612 0 0 792 0 0 cm /Im Do Q";
    let resources = format!("/XObject << /Im {image} 0 R >>");
    visible_page(&mut doc);
    doc.page(scan, &resources, "");
    doc.page(scan, &resources, "");
    let layout = read(&doc.bytes());
    assert_eq!(
        warned(&layout, ReadWarningKind::ImageOnlyPages),
        Some("pages 2\u{2013}3")
    );
    let mut doc = Doc::new();
    let image = doc.stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", [0]);
    doc.page(scan, &format!("/XObject << /Im {image} 0 R >>"), "");
    assert_eq!(super::layout(&doc.bytes()).unwrap_err(), ReadError::NoText);
}

#[test]
fn the_empty_password_opens_and_another_does_not() {
    // Made from `Doc::of` with "visible text" by `qpdf --encrypt '' owner 256 --` and `qpdf
    // --encrypt user owner 128 --`.
    let open = read(include_bytes!("encrypted-empty.pdf"));
    assert_eq!(texts(&open.lines), ["visible text"]);
    assert!(warned(&open, ReadWarningKind::Encrypted).is_some());
    assert_eq!(
        layout(include_bytes!("encrypted-password.pdf")).unwrap_err(),
        ReadError::Encrypted
    );
}

#[test]
fn damage_is_told() {
    let mut bytes = Doc::of(&text_at(72.0, 700.0, 12.0, "visible text"));
    let cut = String::from_utf8_lossy(&bytes).find("xref\n0 1").unwrap();
    bytes.truncate(cut);
    assert!(warned(&read(&bytes), ReadWarningKind::Damaged).is_some());
}
