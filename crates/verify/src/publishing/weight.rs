//! What the checks of `verify` mean to a team that is about to publish.

use bonafide_model::{CheckId, Detail, Finding, KeyIdDiagnosis, Outcome, Severity, Where};

use crate::context::Context;
use crate::facts::{CertificateFacts, Told};

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
        C::ChecksumMatches
            if matches!(
                finding.detail,
                Detail::ChecksumWeak { .. } | Detail::ChecksumUnsupported { .. } | Detail::ChecksumOfAnother { .. }
            ) =>
        {
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
        // A reader may try that one first.
        C::SignatureIsValid if matches!(finding.detail, Detail::OtherSignature { .. }) => {
            Some(Finding { severity: finding.severity.max(Severity::Warning), ..finding })
        }
        C::ContactsAgree if matches!(finding.detail, Detail::PhoneMisprinted { .. }) => Some(error(finding)),
        C::DocumentIsCurrent if matches!(finding.detail, Detail::PastExpiry { .. }) => Some(error(finding)),
        // Said by `dates-are-unambiguous`.
        C::DocumentIsCurrent if matches!(finding.detail, Detail::NoDate | Detail::DateUnclear { .. }) => None,
        _ => Some(finding),
    }
}

/// Whether it only follows from something about the whole key that is told by a check of its own: its strength, its self-signatures, its
/// expiry, its revocation. Who mends that mends this too, and who followed its own advice instead would add what is there already.
pub(super) fn follows_from_the_key(finding: &Finding, cx: &Context) -> bool {
    let Some(certificate) = cx.certificate else { return false };
    let is_weak = matches!(certificate.bindings_strong, Told::No(_));
    match finding.detail {
        Detail::NoUserIds | Detail::UserIdsRevoked { .. } | Detail::UserIdDoesNotCount { .. } => {
            is_weak && !certificate.user_ids.is_empty()
        }
        Detail::CannotEncrypt { .. } => is_unusable(certificate),
        _ => false,
    }
}

/// Whether nothing can be done with the key before it is mended as a whole, or replaced.
pub(super) fn is_unusable(certificate: &CertificateFacts) -> bool {
    [&certificate.strong, &certificate.bindings_strong, &certificate.live].iter().any(|told| matches!(told, Told::No(_)))
        || certificate.report.revoked.is_some()
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
