//! X.509 signatures, and what runs by itself: named, neither judged nor run.

use bonafide_model::claims::{ReadWarning, ReadWarningKind};

use super::builder::{Doc, text_at};
use super::read;

/// An element of DER.
fn der(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let content = parts.concat();
    let mut out = vec![tag];
    match u8::try_from(content.len()) {
        Ok(length @ 0..0x80) => out.push(length),
        _ => out.extend([
            0x82,
            u8::try_from(content.len() >> 8).unwrap(),
            (content.len() & 0xFF) as u8,
        ]),
    }
    out.extend(content);
    out
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    der(0x30, parts)
}

fn number(value: u8) -> Vec<u8> {
    der(2, &[vec![value]])
}

fn object(bytes: &[u8]) -> Vec<u8> {
    der(6, &[bytes.to_vec()])
}

/// A name of one attribute: 3 is the common name, 10 the organization.
fn name(kind: u8, text: &str) -> Vec<u8> {
    sequence(&[der(
        0x31,
        &[sequence(&[
            object(&[0x55, 4, kind]),
            der(0x0C, &[text.as_bytes().to_vec()]),
        ])],
    )])
}

fn certificate(serial: u8, subject: Vec<u8>) -> Vec<u8> {
    let algorithm = || sequence(&[object(&[0x2B, 0x65, 0x70])]);
    let bits = || der(3, &[vec![0; 33]]);
    let day = || der(0x17, &[b"260101000000Z".to_vec()]);
    let key = sequence(&[algorithm(), bits()]);
    let validity = sequence(&[day(), day()]);
    let tbs = sequence(&[
        der(0xA0, &[number(2)]),
        number(serial),
        algorithm(),
        name(3, "An Authority"),
        validity,
        subject,
        key,
    ]);
    sequence(&[tbs, algorithm(), bits()])
}

/// A signature by the certificate with that serial number.
fn cms(certificates: &[Vec<u8>], serial: u8) -> Vec<u8> {
    let identifier = sequence(&[name(3, "An Authority"), number(serial)]);
    let signed = sequence(&[
        number(1),
        der(0x31, &[]),
        sequence(&[object(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1])]),
        der(0xA0, certificates),
        der(0x31, &[sequence(&[number(1), identifier])]),
    ]);
    sequence(&[
        object(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2]),
        der(0xA0, &[signed]),
    ])
}

fn warnings(bytes: &[u8], kind: ReadWarningKind) -> Vec<String> {
    let is_wanted = |warning: &ReadWarning| (warning.kind == kind).then(|| warning.detail.clone());
    read(bytes).warnings.iter().filter_map(is_wanted).collect()
}

fn signed(contents: &[u8], stated: &str) -> Vec<String> {
    let mut doc = Doc::new();
    let hex: String = contents.iter().map(|byte| format!("{byte:02X}")).collect();
    let signature = doc.object(format!(
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 1 2 3] {stated} /Contents <{hex}> >>"
    ));
    let field = doc.object(format!("<< /FT /Sig /T (S) /V {signature} 0 R >>"));
    doc.catalog(&format!(
        "/AcroForm << /Fields [{field} 0 R] /SigFlags 3 >>"
    ));
    doc.page(&text_at(72.0, 700.0, 12.0, "RFC 2350 of a team"), "", "");
    warnings(&doc.bytes(), ReadWarningKind::X509Signature)
}

#[test]
fn the_signer_is_whom_the_certificate_names() {
    let two = [
        certificate(7, name(3, "Another Holder")),
        certificate(9, name(3, "Office of Koral")),
    ];
    assert_eq!(
        signed(&cms(&two, 9), "/Name (Somebody Else)"),
        ["Office of Koral"]
    );
    assert_eq!(signed(&cms(&two, 7), ""), ["Another Holder"]);
    assert_eq!(
        signed(&cms(&[certificate(9, name(10, "Koral Ltd"))], 9), ""),
        ["Koral Ltd"]
    );
    // Padding behind it is usual.
    assert_eq!(
        signed(&[cms(&two, 9), vec![0; 100]].concat(), ""),
        ["Office of Koral"]
    );
}

#[test]
fn a_signature_without_a_certificate_is_named_all_the_same() {
    let two = [
        certificate(7, name(3, "Another Holder")),
        certificate(9, name(3, "Office of Koral")),
    ];
    assert_eq!(
        signed(&cms(&two, 8), "/Name (Stated Person)"),
        ["Stated Person"]
    );
    assert_eq!(signed(&[0x30, 0], ""), [""]);
    let whole = cms(&two, 9);
    for length in 0..whole.len() {
        assert_eq!(signed(&whole[..length], "").len(), 1);
    }
}

#[test]
fn scripts_and_actions_that_run_by_themselves_are_named() {
    let script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    for (catalog, entries, expected) in [
        ("/OpenAction << /S /JavaScript /JS (x) >>".to_owned(), String::new(), vec!["JavaScript"]),
        (format!("/Names << /JavaScript << /Names [(a) {script}] >> >>"), String::new(), vec!["JavaScript"]),
        ("/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next << /S /Launch /F (a) >> >>".to_owned(), String::new(), vec!["Launch"]),
        (String::new(), format!("/AA << /O {script} /C << /S /SubmitForm /F (a) >> >>"), vec!["JavaScript, SubmitForm"]),
        (String::new(), format!("/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A {script} >>]"), vec!["JavaScript"]),
        // Places in the document, and links.
        ("/OpenAction [3 0 R /FitH null]".to_owned(), String::new(), vec![]),
        ("/OpenAction << /S /GoTo /D [3 0 R /Fit] >>".to_owned(), String::new(), vec![]),
        (
            String::new(),
            "/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example/) >> >>]".to_owned(),
            vec![],
        ),
    ] {
        let mut doc = Doc::new();
        doc.catalog(&catalog);
        doc.page(&text_at(72.0, 700.0, 12.0, "RFC 2350 of a team"), "", &entries);
        assert_eq!(warnings(&doc.bytes(), ReadWarningKind::Action), expected, "{catalog} {entries}");
    }
}
