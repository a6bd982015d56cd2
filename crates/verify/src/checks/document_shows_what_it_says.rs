//! Is what was read what a person sees?

use std::collections::BTreeSet;

use bonafide_model::claims::{Claim, HiddenBy, ReadWarning, ReadWarningKind};
use bonafide_model::judgement::{CheckId, Detail, Outcome, Severity, Where};

use super::check::Check;
use super::found::{Found, unread};
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::DocumentShowsWhatItSays, run).disputing();

/// A document full of them is described by the first.
const MAX_FINDINGS: usize = 50;

fn run(cx: &Context) -> Vec<Found> {
    let Some(profile) = cx.profile() else { return unread(cx).into_iter().collect() };
    let mut found: Vec<Found> = profile.warnings.iter().map(reading).collect();
    let claims = &profile.claims;
    found.extend(hidden_values(&claims.key_ids, |id| id.digits.clone()));
    found.extend(hidden_values(&claims.emails, |email| email.address.clone()));
    found.extend(hidden_values(&claims.phones, |phone| phone.number.clone()));
    found.extend(not_judged(&claims.key_ids, |id| id.digits.clone()));
    found.extend(not_judged(&claims.user_ids, |id| id.text.clone()));
    found.extend(not_judged(&claims.emails, |email| email.address.clone()));
    found.extend(not_judged(&claims.phones, |phone| phone.number.clone()));
    // What stands in the way goes first, so that many harmless notes do not push it out.
    found.sort_by_key(|found| std::cmp::Reverse((found.outcome, found.severity)));
    found.truncate(MAX_FINDINGS);
    if !found.iter().any(|found| found.outcome >= Outcome::Inconclusive && found.severity >= Severity::Warning) {
        found.insert(0, Found::pass(Detail::ShowsWhatItSays));
    }
    found
}

fn reading(warning: &ReadWarning) -> Found {
    use ReadWarningKind as K;
    let detail = Detail::Reading { kind: warning.kind, text: warning.detail.clone() };
    let mut found = match warning.kind {
        // A person may see other text than was read.
        K::GlyphsDiffer | K::OptionalContent | K::OddCharacters => Found::fail(Severity::Warning, detail),
        // It cannot be told whether a person sees something else, or more.
        K::Form | K::LinkDiffers | K::Truncated | K::Damaged | K::OutsideSignedText | K::Action | K::UnreadableText | K::PrivateKeyBlock => {
            Found::inconclusive(Severity::Warning, detail)
        }
        K::ExternalStyle | K::Script | K::Frame | K::ImageOnlyPages | K::UndecodableBytes | K::UnknownLanguage => {
            Found::inconclusive(Severity::Note, detail)
        }
        // Said for completeness: none of it was taken for printed.
        K::HiddenText(_) | K::EarlierRevisionDiffers | K::Attachments | K::X509Signature | K::Encrypted | K::CharsetMismatch => {
            Found::pass(detail)
        }
    };
    found.places.extend(warning.place.iter().map(|place| Where { place: place.clone(), excerpt: warning.detail.clone() }));
    found
}

/// Values that somebody took pains to draw so that nobody sees them. Ordinary hidden parts of a web
/// page, metadata, link targets and earlier revisions are no such thing.
fn hidden_values<T>(claims: &[Claim<T>], value: impl Fn(&T) -> String) -> Vec<Found> {
    let visible: BTreeSet<String> = claims.iter().filter(|claim| claim.is_visible()).map(|claim| value(&claim.value)).collect();
    let hidden = claims.iter().filter_map(|claim| Some((claim, claim.hidden_by.filter(|by| is_deliberate(*by))?)));
    let unseen = hidden.filter(|(claim, _)| !visible.contains(&value(&claim.value)));
    unseen
        .map(|(claim, hidden_by)| {
            Found::fail(Severity::Warning, Detail::HiddenValue { value: value(&claim.value), hidden_by }).at([claim])
        })
        .collect()
}

/// Values of which it cannot be told whether a person sees them so, and that stand nowhere else.
pub(super) fn not_judged<T>(claims: &[Claim<T>], value: impl Fn(&T) -> String) -> Vec<Found> {
    let is_judged = |claim: &&Claim<T>| claim.is_visible() && claim.not_judged.is_none();
    let judged: BTreeSet<String> = claims.iter().filter(is_judged).map(|claim| value(&claim.value)).collect();
    let open = claims.iter().filter(|claim| claim.is_visible());
    open.filter_map(|claim| Some((claim, claim.not_judged?, value(&claim.value))))
        .filter(|(.., value)| !judged.contains(value))
        .map(|(claim, construct, value)| Found::inconclusive(Severity::Warning, Detail::NotJudged { value, construct }).at([claim]))
        .collect()
}

fn is_deliberate(by: HiddenBy) -> bool {
    matches!(
        by,
        HiddenBy::RenderMode
            | HiddenBy::Color
            | HiddenBy::Size
            | HiddenBy::OffPage
            | HiddenBy::Covered
            | HiddenBy::SoftMask
            | HiddenBy::Transparent
            | HiddenBy::GlyphsDiffer
            | HiddenBy::ActualText
    )
}
