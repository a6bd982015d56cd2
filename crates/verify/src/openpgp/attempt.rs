//! One signature packet over exactly known bytes: who made it, and whether that was allowed.

use bonafide_model::evidence::Origin;
use bonafide_model::judgement::{
    SignatureCause, SignatureKind, SignatureProblem, SignatureReport, SignatureStatus,
};
use openpgp::packet::Signature;
use openpgp::types::SignatureType;
use sequoia_openpgp as openpgp;

use super::arithmetic::{self, Arithmetic, Payload};
use super::binding::Candidate;
use super::detached::{self, Parsed};
use super::policies::Policies;
use super::store::{Loaded, Store};
use super::text_forms::TextForms;
use super::{convert, judge};
use crate::facts::{Coverage, SignatureFacts, WeakBecause};

/// Where a signature stands and how it is attached.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The artifact it came in.
    pub origin: &'a Origin,
    /// How it is attached.
    pub kind: SignatureKind,
}

/// Who could have signed, and what is allowed.
#[derive(Clone, Copy)]
pub(super) struct Verifier<'a> {
    /// All certificates at hand.
    pub store: &'a Store,
    /// Today's policies.
    pub policies: &'a Policies,
}

/// Judges one signature packet over `payload`, which covers `covers` where the mathematics hold.
pub(super) fn judge(
    setting: Setting<'_>,
    parsed: &Parsed,
    payload: &Payload<'_>,
    covers: &Coverage,
    verifier: Verifier<'_>,
) -> SignatureFacts {
    let signature = match parsed {
        Parsed::Signature(signature) => signature,
        Parsed::Unsupported(cause) => {
            return refused(setting, SignatureStatus::Unsupported, Some(cause.clone()));
        }
        Parsed::Malformed(damage) => {
            let cause = SignatureCause::Damaged(*damage);
            return refused(setting, SignatureStatus::Malformed, Some(cause));
        }
    };
    let mut facts = refused(setting, SignatureStatus::UnknownKey, None);
    let (fingerprint, key_id) = detached::stated_issuer(signature);
    facts.report.issuer_key_id = key_id.filter(|_| fingerprint.is_none());
    facts.report.signing_key = fingerprint;
    facts.report.made_at = signature
        .signature_creation_time()
        .and_then(convert::timestamp);
    facts.report.hash = Some(signature.hash_algo().to_string());
    if !matches!(signature.typ(), SignatureType::Binary | SignatureType::Text) {
        facts.report.status = SignatureStatus::Unsupported;
        facts.report.cause = Some(SignatureCause::OtherType(signature.typ().to_string()));
        return facts;
    }
    decide(&mut facts, signature, payload, covers, verifier);
    facts
}

/// Tries every key that it could be by. Only the mathematics say which one it was: Key IDs can be
/// made to collide.
fn decide(
    facts: &mut SignatureFacts,
    signature: &Signature,
    payload: &Payload<'_>,
    covers: &Coverage,
    verifier: Verifier<'_>,
) {
    let now = verifier.policies.now;
    let first = signature
        .signature_creation_time()
        .map_or(now, |made| made.min(now));
    let candidates = verifier.store.candidates(&signature.get_issuers(), first);
    let mut holds = Vec::new();
    let mut unsupported = None;
    let mut collides = false;
    for (loaded, key) in &candidates {
        match arithmetic::compute(signature, key.key(), payload) {
            Arithmetic::Holds => holds.push((
                *loaded,
                key,
                judge::judge(signature, loaded, key, verifier.policies),
            )),
            Arithmetic::Fails => {}
            Arithmetic::Collides => collides = true,
            Arithmetic::Unsupported(algorithm) => unsupported = Some(algorithm),
        }
    }
    let best = holds
        .iter()
        .position(|(_, _, judgement)| judgement.status == SignatureStatus::Good)
        .unwrap_or(0);
    if let Some((loaded, key, judgement)) = holds.into_iter().nth(best) {
        facts.report.signer = Some(loaded.fingerprint.clone());
        facts.report.signing_key = convert::fingerprint(&key.key().fingerprint());
        facts.report.status = judgement.status;
        facts.report.cause = judgement.cause;
        facts.report.problems = judgement.problems;
        facts.weak_because = judgement.weak_because;
        facts.expired_because = judgement.expired_because;
        facts.key_expires = judgement.key_expires;
        if payload.normalises(signature) {
            facts
                .report
                .problems
                .push(SignatureProblem::LineEndingsNormalised);
        }
        facts.covers = covers.clone();
        return;
    }
    if collides {
        facts.report.status = SignatureStatus::Weak;
        facts.report.cause = Some(SignatureCause::MadeToCollide(
            signature.hash_algo().to_string(),
        ));
        facts.weak_because = Some(WeakBecause::Hash);
        return;
    }
    // Where a full fingerprint is stated, another key with the same Key ID is not meant.
    let stated: Vec<_> = signature.issuer_fingerprints().collect();
    let is_meant =
        |key: &Candidate<'_>| stated.is_empty() || stated.contains(&&key.key().fingerprint());
    let meant: Vec<&Loaded> = candidates
        .iter()
        .filter(|(_, key)| is_meant(key))
        .map(|(loaded, _)| *loaded)
        .collect();
    facts.report.signer = only(&meant).map(|loaded| loaded.fingerprint.clone());
    let (status, cause) = match (meant.is_empty(), unsupported) {
        (true, _) => (SignatureStatus::UnknownKey, SignatureCause::NoCertificate),
        (false, Some(algorithm)) => (
            SignatureStatus::Unsupported,
            SignatureCause::NotComputed(algorithm),
        ),
        (false, None) => (SignatureStatus::Bad, SignatureCause::DoesNotVerify),
    };
    facts.report.status = status;
    facts.report.cause = Some(cause);
}

/// Whether a failing text-mode signature holds where line ends are read as another program does;
/// then that is noted.
pub(super) fn read_otherwise<'f>(
    facts: &mut SignatureFacts,
    signature: &Signature,
    forms: impl Fn() -> &'f TextForms,
    verifier: Verifier<'_>,
) -> bool {
    if facts.report.status != SignatureStatus::Bad || signature.typ() != SignatureType::Text {
        return false;
    }
    let candidates = verifier
        .store
        .candidates(&signature.get_issuers(), verifier.policies.now);
    let Some(form) = candidates
        .iter()
        .find_map(|(_, key)| forms().explain(signature, key.key()))
    else {
        return false;
    };
    facts.as_read = Some(form);
    facts.report.problems.push(SignatureProblem::OtherLineEnds);
    true
}

/// The certificate that all of them are: what fails is held against a key only where no other can
/// be meant.
fn only<'s>(loaded: &[&'s Loaded]) -> Option<&'s Loaded> {
    let (first, others) = loaded.split_first()?;
    others
        .iter()
        .all(|other| other.fingerprint == first.fingerprint)
        .then_some(*first)
}

/// The facts about something that is not verified.
pub(super) fn refused(
    setting: Setting<'_>,
    status: SignatureStatus,
    cause: Option<SignatureCause>,
) -> SignatureFacts {
    SignatureFacts {
        report: SignatureReport {
            status,
            signer: None,
            signing_key: None,
            issuer_key_id: None,
            made_at: None,
            hash: None,
            kind: setting.kind,
            problems: Vec::new(),
            cause,
            origin: setting.origin.clone(),
        },
        covers: Coverage::Nothing,
        outside_text_has_claims: false,
        outside_text: false,
        would_verify_if: Vec::new(),
        as_read: None,
        weak_because: None,
        expired_because: None,
        key_expires: None,
    }
}
