//! Is the certificate that the team publishes that of the printed fingerprint?

use bonafide_model::evidence::{Origin, OriginKind};
use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::{Found, no_certificate, unread};
use super::weight;
use crate::context::Context;
use crate::publishing::published_key;

pub(super) const CHECK: Check = Check::new(CheckId::PublishedKeyIsPrintedKey, run).disputing().weighed(weight::warnings_are_errors).and_staged(published_key::run);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    let mut found = differing(cx);
    let is_given = |origin: &Origin| origin.kind == OriginKind::Flag;
    let unusable = cx.facts.unusable.iter().filter(|unusable| is_published(&unusable.origin) || is_given(&unusable.origin));
    found.extend(unusable.map(|unusable| {
        let detail = Detail::NotACertificate { unusable: unusable.into(), given: is_given(&unusable.origin) };
        Found::inconclusive(Severity::Warning, detail)
    }));
    let certificate_of = |fingerprint| cx.facts.certificate(cx.facts.primary_of(fingerprint));
    let printed = cx.printed.iter().filter_map(|printed| certificate_of(printed.fingerprint)).next();
    let key = cx.certificate.filter(|own| cx.prints(&own.report.fingerprint));
    let key = key.or(printed);
    if let Some((of, claim)) = key.and_then(|key| cx.printed_subkey(&key.report.fingerprint)) {
        found.push(Found::inconclusive(Severity::Warning, Detail::PrintedSubkey(of)).at([claim]));
    }
    match key {
        Some(certificate) => {
            let origins = certificate.origins.iter().map(Origin::display).collect();
            found.push(Found::pass(Detail::PrintedKeyFound { fingerprint: certificate.report.fingerprint.clone(), origins }));
        }
        None if cx.printed.is_empty() => found.push(Found::not_applicable(Detail::NoFingerprint { hidden: 0, malformed: 0 })),
        None => found.push(no_certificate(cx)),
    }
    found
}

/// Places at which the team publishes a certificate and none of those found there is printed. A
/// place may hold several.
fn differing(cx: &Context) -> Vec<Found> {
    let is_printed = |certificate: &crate::facts::CertificateFacts| cx.prints(&certificate.report.fingerprint);
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
