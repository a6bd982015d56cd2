//! What the checks of `verify` mean to a team that is about to publish.

use bonafide_model::{CheckId, Detail, Finding, KeyIdDiagnosis, Outcome, Severity, Where};

use crate::context::Context;
use crate::facts::Told;

/// CSAF 2.0, "Requirement 20: Public OpenPGP Key", asks for a key that stays valid for at least 30 days more.
const KEY_DAYS: i64 = 30;

/// The finding with its weight for a publisher; `None` where it says nothing to one or a check of its own says more.
pub(super) fn weigh(finding: Finding) -> Option<Finding> {
    use CheckId as C;
    let is_open = matches!(finding.outcome, Outcome::Fail | Outcome::Inconclusive);
    match finding.check {
        // A stranger's history, and places, which are checked against the staged tree.
        C::VersionIsNotOlder
        | C::ContentMatchesVersion
        | C::ContactsAreUnchanged
        | C::LocationIsCanonical
        | C::TransportIsSecure
        | C::AnchorIsIndependent => None,
        // Only a stranger can have anchors; where the team gave its own, they must not contradict it.
        C::AnchorNamesThisTeam | C::AnchorsAgree if !matches!(finding.outcome, Outcome::Fail) => None,
        // A check of its own goes over the staged tree too, and says the pass.
        C::NoSecretKeyIsPrinted if finding.outcome == Outcome::Pass => None,
        _ if !is_open => Some(finding),
        // What follows from a finding that is told already; mending that one decides this one too.
        _ if matches!(finding.detail, Detail::NoSigner | Detail::NoSignatureToJudge | Detail::NotDecided { .. }) => None,
        C::KeyStaysValid => Some(key_stays_valid(finding)),
        C::KeyIdMatchesFingerprint => Some(key_id(finding)),
        // Whoever publishes can mend all of this before anybody sees it.
        C::ChecksumMatches if matches!(finding.detail, Detail::ChecksumWeak { .. } | Detail::ChecksumOfAnother { .. }) => {
            Some(finding)
        }
        C::ChecksumMatches if finding.severity == Severity::Warning => Some(error(finding)),
        C::FingerprintIsWellformed
        | C::FingerprintIsUnambiguous
        | C::PublishedKeyIsPrintedKey
        | C::SignerIsPrintedKey
        | C::EditionsAgree
        | C::UserIdMatchesContact
            if finding.outcome == Outcome::Fail && (finding.severity == Severity::Warning || finding.check == C::EditionsAgree) =>
        {
            Some(error(finding))
        }
        C::ContactsAgree if matches!(finding.detail, Detail::PhoneMisprinted { .. }) => Some(error(finding)),
        C::DocumentIsCurrent if matches!(finding.detail, Detail::PastExpiry { .. }) => Some(error(finding)),
        // Said by `dates-are-unambiguous`.
        C::DocumentIsCurrent if matches!(finding.detail, Detail::NoDate | Detail::DateUnclear { .. }) => None,
        _ => Some(finding),
    }
}

/// Whether it only follows from weak self-signatures, which are told by a check of their own: who refreshes those mends this too, and
/// who followed its own advice instead would add what is there already.
pub(super) fn follows_from_weak_bindings(finding: &Finding, cx: &Context) -> bool {
    let is_weak = cx.certificate.is_some_and(|certificate| matches!(certificate.bindings_strong, Told::No(_)));
    let has_user_ids = cx.certificate.is_some_and(|certificate| !certificate.user_ids.is_empty());
    match finding.detail {
        Detail::NoUserIds => is_weak && has_user_ids,
        Detail::CannotEncrypt { .. } => is_weak,
        _ => false,
    }
}

/// The same finding with the fingerprint beside the Key ID that is compared with it.
pub(super) fn beside_its_fingerprint(mut finding: Finding, cx: &Context) -> Finding {
    let of = match &finding.detail {
        Detail::KeyId { diagnosis: KeyIdDiagnosis::UpperHalf(of), .. } => of,
        Detail::KeyId { diagnosis: KeyIdDiagnosis::Slice { of, .. } | KeyIdDiagnosis::NearMiss { of, .. }, .. } => of,
        _ => return finding,
    };
    if let Some(printed) = cx.printed.iter().find(|printed| printed.fingerprint == of) {
        finding.places.push(Where { place: printed.claim.place.clone(), excerpt: printed.claim.excerpt.clone() });
    }
    finding
}

fn error(finding: Finding) -> Finding {
    Finding { severity: Severity::Error, ..finding }
}

fn key_stays_valid(finding: Finding) -> Finding {
    match finding.detail {
        Detail::KeyExpiresSoon { days, .. } if days < KEY_DAYS => error(finding),
        Detail::NoCertificate { .. } | Detail::Undetermined { .. } => finding,
        _ => Finding { severity: Severity::Warning, ..finding },
    }
}

fn key_id(finding: Finding) -> Finding {
    match &finding.detail {
        // Printed for somebody else's key.
        Detail::KeyId { diagnosis: KeyIdDiagnosis::OtherKey, .. } => finding,
        Detail::KeyId { diagnosis: KeyIdDiagnosis::UnseenSubkey, .. } => Finding { severity: Severity::Warning, ..finding },
        Detail::KeyId { diagnosis: KeyIdDiagnosis::NothingToCompare, .. } => finding,
        _ if finding.outcome == Outcome::Fail => error(finding),
        _ => finding,
    }
}
