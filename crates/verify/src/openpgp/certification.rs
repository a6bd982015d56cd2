//! Signatures by one key over another's User IDs: by trust roots (depth 1), and by pinned keys for a succession.

use bonafide_model::{Fingerprint, Timestamp};
use openpgp::Cert;
use openpgp::cert::amalgamation::UserIDAmalgamation;
use openpgp::packet::{Signature, UserID};
use openpgp::types::{RevocationType, SignatureType};
use sequoia_openpgp as openpgp;

use super::binding::Candidate;
use super::policies::Policies;
use super::store::Loaded;
use super::{convert, judge};

/// Whose certifications mean something.
pub(super) struct Vouching<'a> {
    /// Trust roots.
    pub roots: &'a [Loaded],
    /// Pinned keys whose certificate is at hand.
    pub pinned: Vec<&'a Loaded>,
}

/// What trust roots say of one User ID.
#[derive(Default)]
pub(super) struct ByRoots {
    /// Those whose certification of exactly this User ID is valid now, with its time.
    pub valid: Vec<(Fingerprint, Option<Timestamp>)>,
    /// Those whose certification is there but not valid, with the reason.
    pub invalid: Vec<(Fingerprint, String)>,
}

/// Asks every trust root.
pub(super) fn by_roots(id: &UserIDAmalgamation<'_>, vouching: &Vouching<'_>, policies: &Policies) -> ByRoots {
    let mut said = ByRoots::default();
    for root in vouching.roots {
        match certified(id, root, policies) {
            Some(Ok(time)) => said.valid.push((root.fingerprint.clone(), time)),
            Some(Err(why)) => said.invalid.push((root.fingerprint.clone(), why)),
            None => {}
        }
    }
    said
}

/// Pinned keys, other than this one, that certified any of its User IDs.
pub(super) fn certifiers(cert: &Cert, vouching: &Vouching<'_>, policies: &Policies) -> Vec<Fingerprint> {
    vouching
        .pinned
        .iter()
        .filter(|pinned| pinned.cert.fingerprint() != cert.fingerprint())
        .filter(|pinned| cert.userids().any(|id| matches!(certified(&id, pinned, policies), Some(Ok(_)))))
        .map(|pinned| pinned.fingerprint.clone())
        .collect()
}

/// What `issuer` says of this User ID: nothing, a valid certification, or one that does not count.
fn certified(id: &UserIDAmalgamation<'_>, issuer: &Loaded, policies: &Policies) -> Option<Result<Option<Timestamp>, String>> {
    let key = issuer.cert.keys().next()?;
    let handle = key.key().key_handle();
    let by_issuer = |signature: &&Signature| signature.get_issuers().iter().any(|stated| stated.aliases(&handle));
    let revocations: Vec<&Signature> = id.other_revocations().filter(by_issuer).collect();
    let mut refused = None;
    for signature in id.certifications().filter(by_issuer) {
        match is_valid(signature, id, (issuer, &key), &revocations, policies) {
            Ok(()) => return Some(Ok(signature.signature_creation_time().and_then(convert::timestamp))),
            // What the issuer did not make says nothing about the issuer.
            Err(None) => {}
            Err(Some(why)) => refused = refused.or(Some(why)),
        }
    }
    refused.map(Err)
}

fn is_valid(
    signature: &Signature,
    id: &UserIDAmalgamation<'_>,
    (loaded, issuer): (&Loaded, &Candidate<'_>),
    revocations: &[&Signature],
    policies: &Policies,
) -> Result<(), Option<String>> {
    let (target, user_id): (_, &UserID) = (id.cert().primary_key().key(), id.userid());
    let made = signature.signature_creation_time().ok_or(None)?;
    let is_certification = matches!(
        signature.typ(),
        SignatureType::GenericCertification
            | SignatureType::PersonaCertification
            | SignatureType::CasualCertification
            | SignatureType::PositiveCertification
    );
    if !is_certification || signature.verify_userid_binding(issuer.key(), target, user_id).is_err() {
        return Err(None);
    }
    let refuse = |why: String| Err(Some(why));
    if policies.hash_is_weak(signature.hash_algo()) {
        return refuse(format!("it was made with {}", signature.hash_algo()));
    }
    if let Some(why) = policies.refuses_packet(signature) {
        return refuse(format!("it demands something unknown: {why}"));
    }
    if made > policies.now.checked_add(policies.skew).unwrap_or(made) {
        return refuse(format!("it is dated {}, which is yet to come", convert::day(made)));
    }
    if let Some(expiry) = signature.signature_expiration_time().filter(|expiry| *expiry <= policies.now) {
        return refuse(format!("it expired on {}", convert::day(expiry)));
    }
    let is_revoked = revocations.iter().any(|revocation| {
        let hard = revocation.reason_for_revocation().is_none_or(|(code, _)| code.revocation_type() == RevocationType::Hard);
        (hard || revocation.signature_creation_time().is_none_or(|revoked| revoked >= made))
            && revocation.verify_userid_revocation(issuer.key(), target, user_id).is_ok()
    });
    if is_revoked {
        return refuse("it was revoked".to_owned());
    }
    for time in [made, policies.now] {
        let bound = judge::usable(loaded, issuer, policies, time).map_err(|why| Some(format!("the key that made it: {why}")))?;
        if !bound.for_certification() {
            return refuse("the key that made it may not certify".to_owned());
        }
    }
    Ok(())
}
