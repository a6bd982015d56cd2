//! What ties a key to its primary key, and the primary key to itself, at some time.

use std::time::SystemTime;

use bonafide_model::judgement::{BindingProblem, SignatureStatus};
use openpgp::cert::amalgamation::key::{
    ErasedKeyAmalgamation, PrimaryKey, ValidErasedKeyAmalgamation,
};
use openpgp::cert::amalgamation::{ValidAmalgamation, ValidateAmalgamation};
use openpgp::packet::Signature;
use openpgp::packet::key::PublicParts;
use openpgp::policy::StandardPolicy;
use openpgp::types::SignatureType;
use sequoia_openpgp as openpgp;

use super::convert;
use super::policies::{self, Policies};

/// A key of a certificate, whatever binds it.
pub(super) type Candidate<'a> = ErasedKeyAmalgamation<'a, PublicParts>;

/// A key with the binding that was valid at some time.
pub(super) type Bound<'a> = ValidErasedKeyAmalgamation<'a, PublicParts>;

/// Later bindings that are tried, oldest first, where none was there at the time asked for.
const LATER_BINDINGS: usize = 16;

/// A key with what binds it.
pub(super) struct Binding<'a> {
    /// The key as bound.
    pub bound: Bound<'a>,
    /// Only SHA-1 binds it.
    pub weak: bool,
    /// The binding was made after the time asked for, by the same primary key. GnuPG keeps only the
    /// newest self-signature when it changes an expiry, so all older signatures lose the one that
    /// was there when they were made.
    pub later: bool,
}

/// Why a key is not bound.
pub(super) struct Unbound {
    /// The status of what it signed.
    pub status: SignatureStatus,
    /// Why.
    pub problem: BindingProblem,
    /// Whether there are bindings, by a hash weaker than SHA-1.
    pub weak: bool,
}

/// Finds what binds `key` at `at`: by today's policy, else later by the same primary key, else by
/// SHA-1.
pub(super) fn find<'a>(
    key: &Candidate<'a>,
    policies: &'a Policies,
    at: SystemTime,
) -> Result<Binding<'a>, Unbound> {
    if let Ok(bound) = key.with_policy(&policies.strict, at) {
        return Ok(Binding {
            bound,
            weak: false,
            later: false,
        });
    }
    // Where SHA-1 shows what the key was at that time, it must not have been something else than
    // the later binding says.
    let weak = key.with_policy(&policies.relaxed, at).ok();
    let was_sound = weak
        .as_ref()
        .is_none_or(|bound| bound.for_signing() && expiry(bound).is_none_or(|expiry| at < expiry));
    if was_sound && let Some(bound) = later(key, &policies.strict, at, policies.now) {
        return Ok(Binding {
            bound,
            weak: false,
            later: true,
        });
    }
    if let Some(bound) = weak {
        return Ok(Binding {
            bound,
            weak: true,
            later: false,
        });
    }
    if let Some(bound) = later(key, &policies.relaxed, at, policies.now) {
        return Ok(Binding {
            bound,
            weak: true,
            later: true,
        });
    }
    Err(why_unbound(key, policies, at))
}

/// What binds the key now, by SHA-1 only where it was so before.
pub(super) fn now<'a>(
    key: &Candidate<'a>,
    policies: &'a Policies,
    weak: bool,
) -> Option<Bound<'a>> {
    let strict = key.with_policy(&policies.strict, policies.now).ok();
    strict.or_else(|| {
        if weak {
            key.with_policy(&policies.relaxed, policies.now).ok()
        } else {
            None
        }
    })
}

/// When the key expires by this binding: no later than its primary key.
pub(super) fn expiry(bound: &Bound<'_>) -> Option<SystemTime> {
    let own = bound.key_expiration_time();
    let primary = bound.valid_cert().primary_key().key_expiration_time();
    own.into_iter().chain(primary).min()
}

/// Whether the key is a subkey that expires before its primary key does.
pub(super) fn subkey_ends_first(bound: &Bound<'_>) -> bool {
    let primary = bound.valid_cert().primary_key().key_expiration_time();
    let own = bound.key_expiration_time();
    !bound.primary() && own.is_some_and(|own| primary.is_none_or(|primary| own < primary))
}

/// The first binding that was made after `at` and no later than `now`.
fn later<'a>(
    key: &Candidate<'a>,
    policy: &'a StandardPolicy<'static>,
    at: SystemTime,
    now: SystemTime,
) -> Option<Bound<'a>> {
    let cert = key.cert();
    if at < key.key().creation_time() || at < cert.primary_key().key().creation_time() {
        return None;
    }
    let mut times: Vec<SystemTime> = key
        .self_signatures()
        .chain(cert.primary_key().self_signatures())
        .chain(
            cert.userids()
                .flat_map(|user_id| user_id.self_signatures().collect::<Vec<_>>()),
        )
        .filter_map(|signature| signature.signature_creation_time())
        .filter(|made| *made > at && *made <= now)
        .collect();
    times.sort_unstable();
    times.dedup();
    let bound = times
        .into_iter()
        .take(LATER_BINDINGS)
        .find_map(|time| key.with_policy(policy, time).ok())?;
    (key.primary() || !bound.for_signing() || had_consented(&bound, key, at)).then_some(bound)
}

/// Whether the subkey itself ever agreed to belong to its primary key.
pub(super) fn has_consented(key: &Candidate<'_>) -> bool {
    let primary = key.cert().primary_key().key();
    let mut back = key
        .self_signatures()
        .flat_map(|binding| binding.embedded_signatures());
    back.any(|back| {
        back.verify_primary_key_binding(primary, key.key().role_as_subordinate())
            .is_ok()
    })
}

/// Whether the subkey itself had agreed by `at` to belong to this primary key. GnuPG keeps the
/// subkey's back-signature when it makes the binding anew, so its date tells an extended subkey
/// from one that was bound only after it had signed.
fn had_consented(bound: &Bound<'_>, key: &Candidate<'_>, at: SystemTime) -> bool {
    let primary = key.cert().primary_key().key();
    bound.binding_signature().embedded_signatures().any(|back| {
        back.signature_creation_time()
            .is_some_and(|made| made <= at)
            && back
                .verify_primary_key_binding(primary, key.key().role_as_subordinate())
                .is_ok()
    })
}

fn why_unbound(key: &Candidate<'_>, policies: &Policies, at: SystemTime) -> Unbound {
    let refuse = |status, problem| Unbound {
        status,
        problem,
        weak: false,
    };
    let cert = key.cert();
    let primary = cert.primary_key();
    for key in [key.key(), primary.key().role_as_unspecified()] {
        if !policies::is_supported(key) {
            let problem = BindingProblem::NotComputed(convert::algorithm(key));
            return refuse(SignatureStatus::Unsupported, problem);
        }
    }
    let own: Vec<&Signature> = if key.primary() {
        primary
            .self_signatures()
            .chain(
                cert.userids()
                    .flat_map(|id| id.self_signatures().collect::<Vec<_>>()),
            )
            .collect()
    } else {
        key.self_signatures().collect()
    };
    let primary_is_bound = !key.primary()
        && [&policies.strict, &policies.relaxed]
            .into_iter()
            .any(|policy| primary.with_policy(policy, at).is_ok());
    if own
        .iter()
        .any(|signature| policies.hash_is_weak(signature.hash_algo()))
    {
        let hash = own
            .first()
            .map(|signature| signature.hash_algo().to_string())
            .unwrap_or_default();
        return Unbound {
            status: SignatureStatus::Weak,
            problem: BindingProblem::WeakHash(hash),
            weak: true,
        };
    }
    if own.iter().any(|signature| {
        signature
            .signature_expiration_time()
            .is_some_and(|expiry| expiry <= at)
    }) {
        return refuse(SignatureStatus::InvalidKey, BindingProblem::Expired);
    }
    if own.iter().any(|signature| {
        signature
            .signature_creation_time()
            .is_some_and(|made| made > policies.now)
    }) {
        return refuse(SignatureStatus::InvalidKey, BindingProblem::InFuture);
    }
    if !key.primary() && own.is_empty() {
        let without_back_signature = cert
            .bad_signatures()
            .any(|signature| binds_without_back_signature(signature, key));
        return refuse(
            SignatureStatus::InvalidKey,
            if without_back_signature {
                BindingProblem::NoBackSignature
            } else {
                BindingProblem::NotByPrimary
            },
        );
    }
    if !primary_is_bound && own_of_primary(cert).next().is_none() {
        // Key servers strip User IDs, and with them what says how the key may be used. That accuses
        // nobody.
        return refuse(SignatureStatus::UnknownKey, BindingProblem::Stripped);
    }
    refuse(SignatureStatus::InvalidKey, BindingProblem::NotAtThatTime)
}

/// Whether the primary key did sign the binding, so that only the subkey's own consent is missing:
/// without it anybody can claim other people's signing keys (RFC 9580, "Primary Key Binding
/// Signature").
fn binds_without_back_signature(signature: &Signature, key: &Candidate<'_>) -> bool {
    let primary = key.cert().primary_key().key();
    let digest = || {
        let mut context = signature
            .hash_algo()
            .context()
            .ok()?
            .for_signature(signature.version());
        signature
            .hash_subkey_binding(&mut context, primary, key.key().role_as_subordinate())
            .ok()?;
        context.into_digest().ok()
    };
    signature.typ() == SignatureType::SubkeyBinding
        && signature
            .key_flags()
            .is_some_and(|flags| flags.for_signing())
        && digest().is_some_and(|digest| {
            primary
                .verify(signature.mpis(), signature.hash_algo(), &digest)
                .is_ok()
        })
}

fn own_of_primary(cert: &openpgp::Cert) -> impl Iterator<Item = &Signature> {
    let primary: Vec<&Signature> = cert.primary_key().self_signatures().collect();
    let user_ids: Vec<&Signature> = cert
        .userids()
        .flat_map(|id| id.self_signatures().collect::<Vec<_>>())
        .collect();
    primary.into_iter().chain(user_ids)
}
