//! Is every printed Key ID that of a printed fingerprint, and if not, what is it?

use bonafide_model::claims::KeyIdDiagnosis;
use bonafide_model::judgement::{CheckId, Detail, Finding, Outcome, Severity};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;
use crate::keyid::{KnownKey, diagnose};

pub(super) const CHECK: Check = Check::new(CheckId::KeyIdMatchesFingerprint, run).weighed(for_publisher);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    let keys = known_keys(cx);
    let visible = cx.claims().key_ids.iter().filter(|claim| claim.is_visible());
    let found: Vec<Found> = visible
        .map(|claim| {
            let diagnosis = diagnose(&claim.value, &keys);
            let (outcome, severity) = weigh(&diagnosis);
            Found::new(outcome, severity, Detail::KeyId { digits: claim.value.digits.clone(), diagnosis }).at([claim])
        })
        .collect();
    if found.is_empty() { vec![Found::not_applicable(Detail::NoKeyId)] } else { found }
}

/// The printed fingerprints with the subkeys of their certificates. A signer that is not printed
/// does not count: a forger's Key ID would fit the forger's key.
fn known_keys(cx: &Context) -> Vec<KnownKey> {
    let known = |printed: bonafide_model::claims::Fingerprint| {
        let primary = cx.facts.primary_of(&printed).clone();
        let subkeys = cx.facts.certificate(&primary).map(|certificate| certificate.report.subkeys.clone()).unwrap_or_default();
        KnownKey { primary, subkeys }
    };
    cx.printed_fingerprints().into_iter().map(known).collect()
}

fn weigh(diagnosis: &KeyIdDiagnosis) -> (Outcome, Severity) {
    use KeyIdDiagnosis as D;
    match diagnosis {
        D::Long(_) | D::Short(_) | D::Tail(_) | D::Whole(_) | D::Subkey { .. } => (Outcome::Pass, Severity::Note),
        D::UnseenSubkey | D::OtherKey => (Outcome::Fail, Severity::Note),
        D::UpperHalf(_) | D::Slice { .. } | D::NearMiss { .. } | D::OddCharacters(_) | D::Unrelated { .. } => {
            (Outcome::Fail, Severity::Warning)
        }
        D::NothingToCompare => (Outcome::Inconclusive, Severity::Note),
    }
}

/// Its author can correct it, unless it is printed for somebody else's key.
fn for_publisher(finding: Finding) -> Option<Finding> {
    Some(match &finding.detail {
        _ if !weight::is_open(&finding) => finding,
        Detail::KeyId { diagnosis: KeyIdDiagnosis::OtherKey | KeyIdDiagnosis::NothingToCompare, .. } => finding,
        Detail::KeyId { diagnosis: KeyIdDiagnosis::UnseenSubkey, .. } => Finding { severity: Severity::Warning, ..finding },
        _ if finding.outcome == Outcome::Fail => weight::error(finding),
        _ => finding,
    })
}
