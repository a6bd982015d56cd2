//! Is a signature that fails meant for another file? Teams publish a profile as a page and as a
//! PDF, and a page that links to the PDF's signature is found to have it.

use bonafide_model::claims::Format;
use bonafide_model::evidence::{Artifact, Dossier, Origin, OriginKind};
use bonafide_model::judgement::{SignatureProblem, SignatureStatus};

use crate::facts::SignatureFacts;

/// What a signature's name adds to that of the file it is of.
const SIGNATURE_ENDINGS: [&str; 6] = [".sig", ".asc", ".gpg", ".sign", ".pgp", ".p7s"];

/// Notes which of the failing signatures are by their own name those of a file of another format,
/// so that the two cannot be the same file under another name. Never of a signature that verifies,
/// and never of one that the user gave for this document.
///
/// Whoever can choose that name can also take the signature away, so it can spare a document an
/// accusation and no more.
pub(super) fn note(signatures: &mut [SignatureFacts], dossier: &Dossier) {
    let (Some(document), Some(Ok(profile))) = (&dossier.document, &dossier.reading) else {
        return;
    };
    for facts in signatures {
        let report = &mut facts.report;
        if report.status == SignatureStatus::Bad
            && is_of_other_file(&report.origin, document, profile.format)
        {
            report.problems.push(SignatureProblem::OfOtherFile);
        }
    }
}

fn is_of_other_file(signature: &Origin, document: &Artifact, format: Format) -> bool {
    let found = matches!(
        signature.kind,
        OriginKind::PrintedUrl | OriginKind::LinkedPage | OriginKind::Sidecar
    );
    let name = file_name(signature);
    let Some(signed) = SIGNATURE_ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
    else {
        return false;
    };
    let Some((_, extension)) = signed.rsplit_once('.') else {
        return false;
    };
    let same_format = match extension {
        "txt" | "text" | "md" | "markdown" => matches!(
            format,
            Format::Text | Format::CleartextSigned | Format::Markdown
        ),
        "html" | "htm" | "xhtml" => format == Format::Html,
        "pdf" => format == Format::Pdf,
        "doc" | "docx" | "odt" | "rtf" => false,
        _ => true,
    };
    found && !same_format && signed != file_name(&document.origin)
}

/// The last part of the path, in lower case.
fn file_name(origin: &Origin) -> String {
    let place = origin.display();
    let path = place.split(['?', '#']).next().unwrap_or_default();
    path.rsplit(['/', std::path::MAIN_SEPARATOR])
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{artifact, web};

    fn other(kind: OriginKind, signature: &str, document: &str, format: Format) -> bool {
        let folder = "https://www.alpha.example/cert/";
        let document = artifact(b"", web(OriginKind::Flag, &format!("{folder}{document}")));
        is_of_other_file(
            &web(kind, &format!("{folder}{signature}")),
            &document,
            format,
        )
    }

    #[test]
    fn a_signature_is_of_another_file_only_where_its_name_says_another_format() {
        let printed = OriginKind::PrintedUrl;
        for (signature, document, format) in [
            ("rfc2350.pdf.sig", "rfc2350.html", Format::Html),
            ("RFC2350.PDF.asc?v=2", "", Format::Html),
            ("rfc2350.txt.asc", "rfc2350.pdf", Format::Pdf),
            ("rfc2350.html.asc", "rfc2350.txt", Format::Text),
            ("rfc2350.docx.sig", "rfc2350.pdf", Format::Pdf),
        ] {
            assert!(
                other(printed, signature, document, format),
                "{signature} beside {document}"
            );
            assert!(
                !other(OriginKind::Flag, signature, document, format),
                "what the user gives is meant for this document"
            );
        }
        for (signature, document, format) in [
            ("rfc2350.pdf.sig", "renamed.pdf", Format::Pdf),
            ("rfc2350.txt.asc", "rfc2350.md", Format::Markdown),
            ("rfc2350.pdf.sig", "rfc2350.pdf", Format::Html),
            ("rfc2350.sig", "rfc2350.html", Format::Html),
            ("profile-1.2.sig", "profile-1.2", Format::Text),
            ("rfc2350.pdf", "rfc2350.html", Format::Html),
        ] {
            assert!(
                !other(printed, signature, document, format),
                "{signature} beside {document}"
            );
        }
    }
}
