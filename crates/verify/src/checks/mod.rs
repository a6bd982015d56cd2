//! One check per property, each in a file of its own, all in one table.
//!
//! A check looks at the [`Context`] and says what it found; it never decides a verdict. Severity `error` means "stands in the way of
//! a good verdict" where the rule tree needs the check, `warning` "worth acting on", `note` "worth knowing".

mod signature_covers_document;
mod signature_is_present;
mod signature_is_strong;
mod signature_is_timely;
mod signature_is_valid;
mod signature_is_wellformed;

mod checksum_matches;

mod fingerprint_is_printed;
mod fingerprint_is_unambiguous;
mod fingerprint_is_wellformed;
mod key_id_matches_fingerprint;
mod published_key_is_printed_key;
mod signer_is_printed_key;
mod user_id_matches_contact;

mod key_bindings_are_strong;
mod key_can_encrypt;
mod key_is_live;
mod key_is_not_revoked;
mod key_is_strong;
mod key_stays_valid;

mod anchor_is_independent;
mod anchor_names_this_team;
mod anchors_agree;

mod contacts_are_unchanged;
mod content_matches_version;
mod document_is_current;
mod version_is_not_older;

mod contacts_agree;
mod document_shows_what_it_says;
mod editions_agree;
mod location_is_canonical;
mod no_secret_key_is_printed;
mod pieces_are_of_one_moment;
mod transport_is_secure;

pub use pieces_are_of_one_moment::pieces_disagree;

use bonafide_model::{AttemptResult, AttemptRole, CheckId, Claim, Detail, Finding, Outcome, Severity, Where};

use crate::context::Context;

/// A property that can be proven or not.
pub(crate) struct Check {
    /// Its stable id.
    pub id: CheckId,
    /// Looks and says what was found: at least one thing.
    pub run: fn(&Context) -> Vec<Found>,
}

/// All checks, in the order of the catalogue.
pub(crate) const CHECKS: &[Check] = &[
    signature_is_present::CHECK,
    signature_is_wellformed::CHECK,
    signature_is_valid::CHECK,
    signature_covers_document::CHECK,
    signature_is_strong::CHECK,
    signature_is_timely::CHECK,
    checksum_matches::CHECK,
    fingerprint_is_printed::CHECK,
    fingerprint_is_wellformed::CHECK,
    fingerprint_is_unambiguous::CHECK,
    signer_is_printed_key::CHECK,
    published_key_is_printed_key::CHECK,
    key_id_matches_fingerprint::CHECK,
    user_id_matches_contact::CHECK,
    key_is_live::CHECK,
    key_is_not_revoked::CHECK,
    key_is_strong::CHECK,
    key_bindings_are_strong::CHECK,
    key_stays_valid::CHECK,
    key_can_encrypt::CHECK,
    anchor_is_independent::CHECK,
    anchor_names_this_team::CHECK,
    anchors_agree::CHECK,
    version_is_not_older::CHECK,
    document_is_current::CHECK,
    content_matches_version::CHECK,
    contacts_are_unchanged::CHECK,
    transport_is_secure::CHECK,
    document_shows_what_it_says::CHECK,
    location_is_canonical::CHECK,
    contacts_agree::CHECK,
    editions_agree::CHECK,
    pieces_are_of_one_moment::CHECK,
    no_secret_key_is_printed::CHECK,
];

/// Runs every check.
pub(crate) fn run_all(cx: &Context) -> Vec<Finding> {
    CHECKS.iter().flat_map(|check| (check.run)(cx).into_iter().map(|found| found.by(check.id))).collect()
}

/// What a check found, before it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub outcome: Outcome,
    pub severity: Severity,
    pub detail: Detail,
    pub places: Vec<Where>,
}

/// More places than these make no finding clearer.
const MAX_PLACES: usize = 8;

impl Found {
    fn new(outcome: Outcome, severity: Severity, detail: Detail) -> Self {
        Self { outcome, severity, detail, places: Vec::new() }
    }

    /// The property holds.
    pub fn pass(detail: Detail) -> Self {
        Self::new(Outcome::Pass, Severity::Note, detail)
    }

    /// The property holds, and something beside it is worth acting on.
    pub fn pass_but(detail: Detail) -> Self {
        Self::new(Outcome::Pass, Severity::Warning, detail)
    }

    /// The property does not hold.
    pub fn fail(severity: Severity, detail: Detail) -> Self {
        Self::new(Outcome::Fail, severity, detail)
    }

    /// It could not be decided.
    pub fn inconclusive(severity: Severity, detail: Detail) -> Self {
        Self::new(Outcome::Inconclusive, severity, detail)
    }

    /// The check has nothing to look at in this subject.
    pub fn not_applicable(detail: Detail) -> Self {
        Self::new(Outcome::NotApplicable, Severity::Note, detail)
    }

    /// Where in the document.
    pub fn at<'c, T: 'c>(mut self, claims: impl IntoIterator<Item = &'c Claim<T>>) -> Self {
        let place = |claim: &Claim<T>| Where { place: claim.place.clone(), excerpt: claim.excerpt.clone() };
        self.places.extend(claims.into_iter().take(MAX_PLACES).map(place));
        self
    }

    /// The finding of this check.
    pub(crate) fn by(self, check: CheckId) -> Finding {
        Finding { check, outcome: self.outcome, severity: self.severity, detail: self.detail, places: self.places }
    }
}

/// For checks on what the document prints: why nothing is known of that, if so.
pub(crate) fn unread(cx: &Context) -> Option<Found> {
    let detail = match (cx.read_error(), &cx.dossier.document, cx.profile()) {
        (Some(error), _, _) => Detail::Unreadable(error.clone()),
        (None, Some(_), Some(_)) => return None,
        (None, _, _) => Detail::NoDocument,
    };
    Some(Found::inconclusive(Severity::Error, detail))
}

/// For checks on the key: says that its certificate is not at hand.
pub(crate) fn no_certificate(cx: &Context) -> Found {
    let failed = places_of(cx, &[AttemptRole::Key], UNASKED);
    Found::inconclusive(
        Severity::Error,
        Detail::NoCertificate { fingerprint: cx.key.cloned(), failed, unusable: cx.unusable_key() },
    )
}

/// Nothing is known of a place after these, whosever choice it was.
const UNASKED: &[AttemptResult] = &[AttemptResult::Failed, AttemptResult::NotAsked];

/// Places where looking for something ended so.
fn places_of(cx: &Context, roles: &[AttemptRole], results: &[AttemptResult]) -> Vec<String> {
    let attempts = cx.dossier.attempts.iter().filter(|attempt| roles.contains(&attempt.role) && results.contains(&attempt.result));
    attempts.map(|attempt| attempt.url.clone()).collect()
}

#[cfg(test)]
mod tests;
