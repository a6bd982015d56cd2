//! Who says what about the key, and who controls whom: the key in the middle, on one side the places
//! that the document and its evidence came from, on the other side every other source.

use std::collections::BTreeMap;

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{Origin, OriginKind};
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorWhy, Assessment, SignatureStatus};
use maud::{Markup, html as markup};

use crate::html::{class_of, entry, safe};
use crate::told::{Mark, evidence};

/// Boxes on one side, and things said in one box.
const SHOWN: usize = 8;

/// What one thing that came from somewhere says of the key.
struct Said {
    mark: Mark,
    text: String,
}

pub(super) fn sources(assessment: &Assessment) -> Markup {
    let Some(key) = &assessment.key.fingerprint else {
        return markup! {};
    };
    let places = places(assessment, key);
    markup! {
        section aria-labelledby="sources" {
            h2 #sources { "Who says what about the key" }
            div.diagram {
                ul.side.publisher aria-label="Where the document and its evidence came from" {
                    @for (controller, said) in places.iter().take(SHOWN) {
                        @let worst = said.iter().map(|one| one.mark).max().unwrap_or(Mark::NotApplicable);
                        li {
                            div.box.(class_of(worst)) {
                                div.controller { bdi { (safe(controller)) } " controls" }
                                @for one in said.iter().take(SHOWN) { div { (crate::html::mark(one.mark)) " " (safe(&one.text)) } }
                            }
                            (arrow(worst))
                        }
                    }
                    (more(places.len()))
                }
                div.key {
                    div.faint { "the key" }
                    code { (key.spaced()) }
                    strong { (assessment.key.verdict.as_str()) }
                }
                ul.side.others aria-label="What other sources say" {
                    @for anchor in assessment.anchors.iter().take(SHOWN) {
                        @let told = evidence::anchor_in_full(anchor);
                        @let mark = told.mark.unwrap_or(Mark::NotApplicable);
                        li {
                            (arrow(mark))
                            div.box.(class_of(mark)) {
                                div.controller { "controlled by " (safe(&controlled_by(anchor))) }
                                (entry(&told))
                            }
                        }
                    }
                    (more(assessment.anchors.len()))
                    @if assessment.anchors.is_empty() {
                        li { (arrow(Mark::Inconclusive)) div.box.caution { (evidence::NOTHING) } }
                    }
                }
            }
            @if let Some(text) = evidence::one_controller(assessment) { p.caution { (safe(&text)) "." } }
        }
    }
}

fn more(all: usize) -> Markup {
    markup! { @if all > SHOWN { li { div.box.faint { "and " (all - SHOWN) " more" } } } }
}

/// A line to the key: whole where it is meant to be believed, broken otherwise.
fn arrow(mark: Mark) -> Markup {
    markup! {
        svg.arrow.(class_of(mark)) viewBox="0 0 40 20" aria-hidden="true" {
            line x1="2" y1="10" x2="30" y2="10" class=(if mark == Mark::Pass { "whole" } else { "broken" }) {}
            path d="M28 4 L38 10 L28 16 Z" {}
        }
    }
}

/// By whoever controls them, what document, signatures and certificates say of the key.
fn places(assessment: &Assessment, key: &Fingerprint) -> BTreeMap<String, Vec<Said>> {
    let mut all: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    let document = assessment
        .document
        .as_ref()
        .map(|document| &document.origin);
    let mut add = |origin: &Origin, mark: Mark, text: &str| {
        let said = all.entry(controller(origin, document)).or_default();
        if !said.iter().any(|one| one.text == text) {
            said.push(Said {
                mark,
                text: text.to_owned(),
            });
        }
    };
    if let Some(document) = document {
        let claims = assessment.claims();
        let printed: Vec<&Fingerprint> = claims
            .fingerprints
            .iter()
            .filter(|claim| claim.is_visible())
            .filter_map(|claim| claim.value.fingerprint.as_ref())
            .collect();
        let (mark, text) = if printed.is_empty() {
            (
                Mark::Inconclusive,
                "the document, which prints no fingerprint",
            )
        } else if printed.contains(&key) {
            (Mark::Pass, "the document, which prints this key")
        } else {
            (Mark::Fail, "the document, which prints another key")
        };
        add(document, mark, text);
    }
    for signature in &assessment.signatures {
        let (mark, text) = match (signature.status, signature.signer.as_ref() == Some(key)) {
            (SignatureStatus::Good, true) => (Mark::Pass, "a signature, made by this key"),
            (SignatureStatus::Good, false) => (Mark::Warning, "a signature, made by another key"),
            _ => (Mark::Warning, "a signature that proves nothing"),
        };
        add(&signature.origin, mark, text);
    }
    for certificate in &assessment.certificates {
        let (mark, text) = if certificate.fingerprint == *key {
            (Mark::Pass, "a certificate of this key")
        } else {
            (Mark::NotApplicable, "a certificate of another key")
        };
        add(&certificate.origin, mark, text);
    }
    all
}

/// Who can replace what came from there.
fn controller(origin: &Origin, document: Option<&Origin>) -> String {
    match (origin.kind, document) {
        (OriginKind::Embedded, Some(document)) => controller(document, None),
        (OriginKind::Keyring, _) => "your trust directory".to_owned(),
        _ => origin
            .registrable_domain()
            .or_else(|| origin.host())
            .unwrap_or_else(|| "whoever gave you the file".to_owned()),
    }
}

/// Who could make that source say something else.
fn controlled_by(anchor: &Anchor) -> String {
    match (&anchor.why, anchor.kind) {
        (AnchorWhy::SharedController(domain), _) if domain != "unknown" => {
            format!("{domain}, as the document is")
        }
        (_, AnchorKind::Pin) => "you (a pin in your trust directory)".to_owned(),
        (_, AnchorKind::Expected) => "you (the fingerprint that you gave)".to_owned(),
        (_, AnchorKind::TrustRoot) => "a trust root of your trust directory".to_owned(),
        (_, AnchorKind::Directory) => "a directory that you imported".to_owned(),
        (_, AnchorKind::Wkd) => "the domain of the address".to_owned(),
        (_, AnchorKind::Keyserver) => "a key server".to_owned(),
        (_, AnchorKind::History) => "this machine (what it saw before)".to_owned(),
        (_, AnchorKind::Archive) => match &anchor.archived {
            Some(archived) => archived.archive.clone(),
            None => "a web archive".to_owned(),
        },
        (_, AnchorKind::SecurityTxt | AnchorKind::Csaf) => "the host of the document".to_owned(),
    }
}
