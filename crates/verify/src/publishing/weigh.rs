//! What findings mean to a team that is about to publish, beyond what each check says of its own.

use bonafide_model::claims::KeyIdDiagnosis;
use bonafide_model::judgement::{Detail, Finding, Where};

use crate::checks::CHECKS;
use crate::checks::weight::is_open;
use crate::context::Context;
use crate::facts::Told;

/// The finding with its weight for a publisher; `None` where it says nothing to one or a check of
/// its own says more.
pub(super) fn weigh(finding: Finding) -> Option<Finding> {
    let check = CHECKS.iter().find(|check| check.id == finding.check)?;
    // What follows from a finding that is told already; mending that one decides this one too.
    let follows = |finding: &Finding| {
        matches!(
            finding.detail,
            Detail::NoSigner | Detail::NoSignatureToJudge | Detail::NotDecided { .. }
        ) && is_open(finding)
    };
    (check.weigh)(finding).filter(|finding| !follows(finding))
}

/// Whether it only follows from something about the whole key that is told by a check of its own:
/// its strength, its self-signatures, its expiry, its revocation. Who mends that mends this too,
/// and who followed its own advice instead would add what is there already.
pub(super) fn follows_from_the_key(finding: &Finding, cx: &Context) -> bool {
    let Some(certificate) = cx.certificate else {
        return false;
    };
    let is_weak = matches!(certificate.bindings_strong, Told::No(_));
    match finding.detail {
        Detail::NoUserIds | Detail::UserIdsRevoked { .. } | Detail::UserIdDoesNotCount { .. } => {
            is_weak && !certificate.user_ids.is_empty()
        }
        Detail::CannotEncrypt { .. } => certificate.is_unusable(),
        _ => false,
    }
}

/// The same finding with the fingerprint beside the Key ID that is compared with it.
pub(super) fn beside_its_fingerprint(mut finding: Finding, cx: &Context) -> Finding {
    let of = match &finding.detail {
        Detail::KeyId {
            diagnosis: KeyIdDiagnosis::UpperHalf(of),
            ..
        } => of,
        Detail::KeyId {
            diagnosis: KeyIdDiagnosis::Slice { of, .. } | KeyIdDiagnosis::NearMiss { of, .. },
            ..
        } => of,
        _ => return finding,
    };
    if let Some(printed) = cx.printed.iter().find(|printed| printed.fingerprint == of) {
        finding.places.push(Where {
            place: printed.claim.place.clone(),
            excerpt: printed.claim.excerpt.clone(),
        });
    }
    finding
}
