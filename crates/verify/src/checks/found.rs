//! What a check says, and what many of them say alike.

use bonafide_model::claims::Claim;
use bonafide_model::evidence::{AttemptResult, AttemptRole};
use bonafide_model::judgement::{CheckId, Detail, Finding, Outcome, Publishing, Severity, Where};

use crate::context::Context;

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
    pub(super) fn new(outcome: Outcome, severity: Severity, detail: Detail) -> Self {
        Self {
            outcome,
            severity,
            detail,
            places: Vec::new(),
        }
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
        let place = |claim: &Claim<T>| Where {
            place: claim.place.clone(),
            excerpt: claim.excerpt.clone(),
        };
        self.places
            .extend(claims.into_iter().take(MAX_PLACES).map(place));
        self
    }

    /// The finding of this check.
    pub(crate) fn by(self, check: CheckId) -> Finding {
        Finding {
            check,
            outcome: self.outcome,
            severity: self.severity,
            detail: self.detail,
            places: self.places,
        }
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
        Detail::NoCertificate {
            fingerprint: cx.key.cloned(),
            failed,
            unusable: cx.unusable_key(),
        },
    )
}

/// Nothing is known of a place after these, whosever choice it was.
pub(crate) const UNASKED: &[AttemptResult] = &[AttemptResult::Failed, AttemptResult::NotAsked];

/// Places where looking for something ended so.
pub(crate) fn places_of(
    cx: &Context,
    roles: &[AttemptRole],
    results: &[AttemptResult],
) -> Vec<String> {
    let attempts = cx
        .dossier
        .attempts
        .iter()
        .filter(|attempt| roles.contains(&attempt.role) && results.contains(&attempt.result));
    attempts.map(|attempt| attempt.url.clone()).collect()
}

/// The fact in the common enumeration.
pub(crate) fn fact(publishing: Publishing) -> Detail {
    Detail::Publishing(publishing)
}
