//! Does the signature cover exactly what was read, and is nothing shown beside it?

use std::collections::BTreeSet;

use bonafide_model::claims::{Format, Profile, ReadError, ReadWarningKind};
use bonafide_model::judgement::{CheckId, Detail, Severity, SignatureKind};

use super::check::{Check, Need};
use super::found::Found;
use crate::facts::proves_the_document;
use crate::context::Context;
use crate::facts::{Coverage, SignatureFacts};

/// Fewer sections stand in any text that has a heading.
const MIN_SECTIONS: usize = 2;

pub(super) const CHECK: Check = Check::new(CheckId::SignatureCoversDocument, run).needed(Need::Proven(8));

fn run(cx: &Context) -> Vec<Found> {
    let mut found: Vec<Found> = outside(cx).into_iter().collect();
    found.extend(covered(cx));
    found
}

fn covered(cx: &Context) -> Option<Found> {
    let Some(signature) = cx.signature else { return Some(Found::not_applicable(Detail::NoSignatureToJudge)) };
    let is_of_document = signature.covers.is_of_document();
    if is_of_document && cx.profile().is_some_and(|profile| !has_outline(profile)) {
        return Some(Found::fail(Severity::Error, Detail::CoversNoProfile));
    }
    Some(match signature.covers {
        Coverage::Document => Found::pass(Detail::CoversDocument),
        Coverage::Listed { accepted: true } => Found::pass_but(Detail::CoversViaChecksum { accepted: true }),
        Coverage::Listed { accepted: false } => Found::fail(Severity::Error, Detail::CoversViaChecksum { accepted: false }),
        Coverage::EqualCopy => Found::pass_but(Detail::CoversEqualCopy),
        Coverage::Other => Found::fail(Severity::Error, Detail::CoversOther),
        Coverage::Nothing => Found::inconclusive(Severity::Error, Detail::NotDecided { status: signature.report.status }),
    })
}

/// Whether a text has the sections of a profile: some of RFC 2350's outline, among them one about
/// the team. A signed mail or list that quotes a contact has none.
fn has_outline(profile: &Profile) -> bool {
    let numbers: BTreeSet<&str> = profile.sections.iter().filter_map(|section| section.number.as_deref()).collect();
    numbers.len() >= MIN_SECTIONS && numbers.iter().any(|number| number.starts_with("2"))
}

/// Text beside the signed region of the document itself. A person reads it with the rest, and
/// nobody signed it, unless a detached signature covers the whole file.
fn outside(cx: &Context) -> Option<Found> {
    let is_whole = |signature: &&SignatureFacts| {
        proves_the_document(signature) && signature.covers == Coverage::Document && signature.report.kind == SignatureKind::Detached
    };
    if cx.signature.as_ref().is_some_and(is_whole) {
        return None;
    }
    let inside = |signature: &&SignatureFacts| {
        signature.report.kind == SignatureKind::Cleartext
            && !cx.dossier.signatures.iter().any(|artifact| artifact.origin == signature.report.origin)
    };
    let own: Vec<&SignatureFacts> = cx.facts.signatures.iter().filter(inside).collect();
    let claims = own.iter().any(|signature| signature.outside_text_has_claims);
    let text = own.iter().any(|signature| signature.outside_text);
    let noticed = cx.profile().is_some_and(|profile| {
        profile.format == Format::CleartextSigned
            && profile.warnings.iter().any(|warning| warning.kind == ReadWarningKind::OutsideSignedText)
    });
    let unsound = matches!(cx.read_error(), Some(ReadError::Framing(_)));
    (claims || text || noticed || unsound).then(|| Found::fail(Severity::Error, Detail::OutsideText { claims }))
}
