//! Is the certificate that the team publishes that of the printed fingerprint?

use bonafide_model::{CheckId, Detail, Origin, OriginKind, Severity};

use super::{Check, Found, no_certificate, unread};
use crate::context::Context;

pub(super) const CHECK: Check = Check { id: CheckId::PublishedKeyIsPrintedKey, run };

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    let mut found = differing(cx);
    found.extend(cx.facts.unusable.iter().filter(|unusable| is_published(&unusable.origin)).map(|unusable| {
        let detail = Detail::NotACertificate { origin: unusable.origin.display(), what: unusable.why.clone() };
        Found::inconclusive(Severity::Warning, detail)
    }));
    let printed = cx.printed.iter().filter_map(|printed| cx.facts.certificate(printed.fingerprint)).next();
    let key = cx.certificate.filter(|own| cx.printed.iter().any(|printed| *printed.fingerprint == own.report.fingerprint));
    match key.or(printed) {
        Some(certificate) => {
            let origins = certificate.origins.iter().map(Origin::display).collect();
            found.push(Found::pass(Detail::PrintedKeyFound { fingerprint: certificate.report.fingerprint.clone(), origins }));
        }
        None if cx.printed.is_empty() => found.push(Found::not_applicable(Detail::NoFingerprint { hidden: 0, malformed: 0 })),
        None => found.push(no_certificate(cx)),
    }
    found
}

/// Places at which the team publishes a certificate and none of those found there is printed. A place may hold several.
fn differing(cx: &Context) -> Vec<Found> {
    let is_printed = |certificate: &crate::facts::CertificateFacts| {
        cx.printed.iter().any(|printed| *printed.fingerprint == certificate.report.fingerprint)
    };
    let mut found = Vec::new();
    for certificate in cx.facts.certificates.iter().filter(|certificate| !is_printed(certificate)) {
        for origin in certificate.origins.iter().filter(|origin| is_published(origin)) {
            let shared = cx.facts.certificates.iter().any(|other| is_printed(other) && other.origins.contains(origin));
            if !shared && !cx.printed.is_empty() {
                let found_key = certificate.report.fingerprint.clone();
                let detail =
                    Detail::PublishedKeyDiffers { found: found_key, printed: cx.printed_fingerprints(), origin: origin.display() };
                found.push(Found::fail(Severity::Warning, detail));
            }
        }
    }
    found
}

/// Whether the document itself leads there.
fn is_published(origin: &Origin) -> bool {
    matches!(origin.kind, OriginKind::Embedded | OriginKind::PrintedUrl | OriginKind::Sidecar | OriginKind::LinkedPage)
}
