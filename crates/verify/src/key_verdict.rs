//! The key's own verdict, beside the document's: may somebody encrypt to it?
//!
//! It rests on the same findings, but needs no signature over the document: an unsigned profile
//! that prints the pinned key is not proven, and its key is.

use bonafide_model::judgement::{
    CheckId, Detail, Finding, KeyAssessment, KeyLeaf, Outcome, Severity, Succession, UnusableKey,
};

use crate::context::Context;

/// Judges the key that the verdict is about.
pub(crate) fn judge(cx: &Context, findings: &[Finding]) -> KeyAssessment {
    let leaf = decide(&Grounds {
        known: cx.key.is_some(),
        at_hand: cx.certificate.is_some(),
        unusable: cx.unusable_key(),
        accepted: cx
            .anchors
            .accepted()
            .any(|anchor| anchor.fingerprint.as_ref() == cx.key),
        findings,
    });
    KeyAssessment {
        verdict: leaf.verdict(),
        fingerprint: cx.key.cloned(),
        expires: cx.key_expires(),
        leaf,
    }
}

struct Grounds<'a> {
    known: bool,
    at_hand: bool,
    unusable: Option<UnusableKey>,
    /// An accepted anchor names this very key.
    accepted: bool,
    findings: &'a [Finding],
}

/// What makes a key unusable, and then what makes it somebody else's, goes before what confirms it.
fn decide(grounds: &Grounds) -> KeyLeaf {
    if !grounds.known {
        return KeyLeaf::NoKey;
    }
    let failed: Vec<&Finding> = grounds
        .findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Fail)
        .collect();
    let refuting =
        |pick: fn(&Finding) -> Option<KeyLeaf>| failed.iter().find_map(|finding| pick(finding));
    if let Some(leaf) = refuting(withdrawn)
        .or_else(|| refuting(contradicted))
        .or_else(|| refuting(unusable))
    {
        return leaf;
    }
    let succeeded = failed.iter().find_map(|finding| match &finding.detail {
        Detail::PinSucceeded { by, .. } => Some((*by, finding.severity)),
        _ => None,
    });
    let vouched = match succeeded {
        Some((Succession::SignsToo, Severity::Warning)) => {
            passes(grounds.findings, CheckId::AnchorIsIndependent)
        }
        Some(_) => return KeyLeaf::Succession,
        None => false,
    };
    let by = disputed(&failed);
    match (grounds.accepted || vouched, grounds.at_hand) {
        (false, _) if !by.is_empty() => KeyLeaf::Disputed { by },
        (false, _) => KeyLeaf::Unconfirmed,
        (true, false) => KeyLeaf::NoCertificate {
            unusable: grounds.unusable.clone(),
        },
        (true, true) if !is_healthy(grounds.findings) => KeyLeaf::HealthUnknown,
        (true, true) if vouched => KeyLeaf::ConfirmedBySuccession,
        (true, true) => KeyLeaf::Confirmed {
            can_encrypt: passes(grounds.findings, CheckId::KeyCanEncrypt),
        },
    }
}

fn withdrawn(finding: &Finding) -> Option<KeyLeaf> {
    match &finding.detail {
        Detail::SecretKeyPrinted | Detail::SecretKeyPublished { .. } => Some(KeyLeaf::SecretKeyOut),
        Detail::KeyRevoked { hard: true, .. } => Some(KeyLeaf::Withdrawn),
        _ => None,
    }
}

fn contradicted(finding: &Finding) -> Option<KeyLeaf> {
    matches!(
        finding.detail,
        Detail::KeyConflict { .. } | Detail::ExpectedConflict { .. }
    )
    .then_some(KeyLeaf::OtherKeyTrusted)
}

fn unusable(finding: &Finding) -> Option<KeyLeaf> {
    match &finding.detail {
        Detail::KeyRevoked { .. } => Some(KeyLeaf::Retired),
        Detail::KeyNotLive { .. } => Some(KeyLeaf::Expired),
        Detail::KeyWeak { .. } => Some(KeyLeaf::Weak),
        Detail::BindingsWeak { .. } => Some(KeyLeaf::WeakBinding),
        _ => None,
    }
}

/// Checks that found a contradiction about the key itself.
fn disputed(failed: &[&Finding]) -> Vec<CheckId> {
    let about_key = |finding: &&&Finding| {
        finding.severity >= Severity::Warning
            && matches!(
                finding.check,
                CheckId::FingerprintIsUnambiguous
                    | CheckId::SignerIsPrintedKey
                    | CheckId::PublishedKeyIsPrintedKey
                    | CheckId::AnchorsAgree
            )
    };
    let mut by: Vec<CheckId> = failed
        .iter()
        .filter(about_key)
        .map(|finding| finding.check)
        .collect();
    by.dedup();
    by
}

fn is_healthy(findings: &[Finding]) -> bool {
    // Who encrypts to the key does not use the subkey that signs.
    let is_live = passes(findings, CheckId::KeyIsLive)
        || findings
            .iter()
            .any(|finding| matches!(finding.detail, Detail::SigningSubkeyExpired { .. }));
    let others = [
        CheckId::KeyIsNotRevoked,
        CheckId::KeyIsStrong,
        CheckId::KeyBindingsAreStrong,
    ];
    is_live && others.into_iter().all(|check| passes(findings, check))
}

fn passes(findings: &[Finding], check: CheckId) -> bool {
    findings
        .iter()
        .any(|finding| finding.check == check && finding.outcome == Outcome::Pass)
}
