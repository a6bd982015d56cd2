//! Signatures by one key over another's User IDs: by trust roots (depth 1), and by pinned keys for
//! a succession.

use std::cmp::Reverse;
use std::time::SystemTime;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::CertificationProblem;
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
    pub invalid: Vec<(Fingerprint, CertificationProblem)>,
}

/// Asks every trust root.
pub(super) fn by_roots(
    id: &UserIDAmalgamation<'_>,
    vouching: &Vouching<'_>,
    policies: &Policies,
) -> ByRoots {
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
pub(super) fn certifiers(
    cert: &Cert,
    vouching: &Vouching<'_>,
    policies: &Policies,
) -> Vec<Fingerprint> {
    vouching
        .pinned
        .iter()
        .filter(|pinned| pinned.cert.fingerprint() != cert.fingerprint())
        .filter(|pinned| {
            cert.userids()
                .any(|id| matches!(certified(&id, pinned, policies), Some(Ok(_))))
        })
        .map(|pinned| pinned.fingerprint.clone())
        .collect()
}

/// The trust amount from which on a trust signature vouches in full (RFC 9580, "Trust Signature"):
/// 60 is partial trust.
const FULL_TRUST: u8 = 120;

/// What one signature of a User ID is worth.
enum Weight {
    /// The issuer did not make it: it says nothing about the issuer.
    NotTheirs,
    /// Not to be gone by, neither for nor against.
    PassedOver(CertificationProblem),
    /// The issuer does not vouch.
    Refused(CertificationProblem),
    /// The issuer vouches.
    Counts,
}

/// What `issuer` says of this User ID: nothing, a valid certification, or one that does not count.
///
/// The newest live one decides, as in sequoia-wot: who has said since that the trust is only
/// partial, or has withdrawn it, does not vouch because of what was said before. Of two that state
/// the same time both have to count.
fn certified(
    id: &UserIDAmalgamation<'_>,
    issuer: &Loaded,
    policies: &Policies,
) -> Option<Result<Option<Timestamp>, CertificationProblem>> {
    let key = issuer.cert.keys().next()?;
    let handle = key.key().key_handle();
    let by_issuer = |signature: &&Signature| {
        signature
            .get_issuers()
            .iter()
            .any(|stated| stated.aliases(&handle))
    };
    let revocations: Vec<&Signature> = id.other_revocations().filter(by_issuer).collect();
    let mut certifications: Vec<&Signature> = id.certifications().filter(by_issuer).collect();
    certifications.sort_by_key(|signature| Reverse(signature.signature_creation_time()));
    let mut newest = None;
    let mut passed_over = None;
    for signature in certifications {
        let made = signature.signature_creation_time();
        if newest.is_some_and(|newest| made < newest) {
            break;
        }
        match weigh(signature, id, (issuer, &key), &revocations, policies) {
            Weight::NotTheirs => {}
            Weight::PassedOver(why) => passed_over = passed_over.or(Some(why)),
            Weight::Refused(why) => return Some(Err(why)),
            Weight::Counts => newest = Some(made),
        }
    }
    match newest {
        Some(made) => Some(Ok(made.and_then(convert::timestamp))),
        None => passed_over.map(Err),
    }
}

fn weigh(
    signature: &Signature,
    id: &UserIDAmalgamation<'_>,
    (loaded, issuer): (&Loaded, &Candidate<'_>),
    revocations: &[&Signature],
    policies: &Policies,
) -> Weight {
    let (target, user_id): (_, &UserID) = (id.cert().primary_key().key(), id.userid());
    let Some(made) = signature.signature_creation_time() else {
        return Weight::NotTheirs;
    };
    let is_certification = matches!(
        signature.typ(),
        SignatureType::GenericCertification
            | SignatureType::PersonaCertification
            | SignatureType::CasualCertification
            | SignatureType::PositiveCertification
    );
    if !is_certification
        || signature
            .verify_userid_binding(issuer.key(), target, user_id)
            .is_err()
    {
        return Weight::NotTheirs;
    }
    // RFC 9580, "Signature Types", 0x11: the issuer "has not done any verification" that the key is
    // its owner's. GnuPG disregards it too.
    if signature.typ() == SignatureType::PersonaCertification {
        return Weight::PassedOver(CertificationProblem::NobodyChecked);
    }
    if policies.hash_is_weak(signature.hash_algo()) {
        let hash = signature.hash_algo().to_string();
        return Weight::PassedOver(CertificationProblem::WeakHash(hash));
    }
    if let Some(why) = policies.refuses_packet(signature) {
        return Weight::PassedOver(CertificationProblem::UnknownDemand(why));
    }
    if made > policies.now.checked_add(policies.skew).unwrap_or(made) {
        return Weight::PassedOver(CertificationProblem::InFuture(convert::timestamp(made)));
    }
    if let Some(expiry) = signature
        .signature_expiration_time()
        .filter(|expiry| *expiry <= policies.now)
    {
        return Weight::PassedOver(CertificationProblem::Expired(convert::timestamp(expiry)));
    }
    if let Err(why) = may_certify(loaded, issuer, policies, made) {
        return Weight::PassedOver(why);
    }
    if let Some((_, amount)) = signature
        .trust_signature()
        .filter(|(_, amount)| *amount < FULL_TRUST)
    {
        return Weight::Refused(CertificationProblem::Partial(amount, FULL_TRUST));
    }
    let is_revoked = revocations.iter().any(|revocation| {
        let hard = revocation
            .reason_for_revocation()
            .is_none_or(|(code, _)| code.revocation_type() == RevocationType::Hard);
        (hard
            || revocation
                .signature_creation_time()
                .is_none_or(|revoked| revoked >= made))
            && revocation
                .verify_userid_revocation(issuer.key(), target, user_id)
                .is_ok()
    });
    if is_revoked {
        return Weight::Refused(CertificationProblem::Revoked);
    }
    match may_certify(loaded, issuer, policies, policies.now) {
        Ok(()) => Weight::Counts,
        Err(why) => Weight::Refused(why),
    }
}

fn may_certify(
    loaded: &Loaded,
    issuer: &Candidate<'_>,
    policies: &Policies,
    at: SystemTime,
) -> Result<(), CertificationProblem> {
    match judge::usable(loaded, issuer, policies, at) {
        Err(why) => Err(CertificationProblem::Issuer(why)),
        Ok(bound) if !bound.for_certification() => Err(CertificationProblem::NotForCertifying),
        Ok(_) => Ok(()),
    }
}
