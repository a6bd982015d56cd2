//! Whether the key that made a signature was allowed to: at the time that the signature states, and
//! now.

use std::time::SystemTime;

use bonafide_model::Timestamp;
use bonafide_model::evidence::SignatureDamage;
use bonafide_model::judgement::{
    BindingProblem, ExpiredCause, KeyProblem, Revocation, SignatureCause, SignatureProblem,
    SignatureStatus,
};
use openpgp::packet::Signature;
use sequoia_openpgp as openpgp;

use super::binding::{self, Binding, Bound, Candidate, Unbound};
use super::policies::Policies;
use super::store::Loaded;
use super::{convert, revocation};
use crate::facts::WeakBecause;

/// What is held against a signature whose mathematics hold.
#[derive(Debug)]
pub(super) struct Judgement {
    /// The weightiest refusal, or [`SignatureStatus::Good`].
    pub status: SignatureStatus,
    /// The fact behind `weak`.
    pub weak_because: Option<WeakBecause>,
    /// The fact behind `expired`.
    pub expired_because: Option<ExpiredCause>,
    /// Everything else that is known.
    pub problems: Vec<SignatureProblem>,
    /// Why it is refused; `None` for a good one.
    pub cause: Option<SignatureCause>,
    /// When the key expires by what binds it now.
    pub key_expires: Option<Timestamp>,
}

impl Judgement {
    /// Earlier refusals weigh more.
    fn refuse(&mut self, status: SignatureStatus, cause: SignatureCause) {
        if self.status == SignatureStatus::Good {
            self.status = status;
            self.cause = Some(cause);
        }
    }

    fn refuse_as_weak(&mut self, because: WeakBecause, cause: SignatureCause) {
        if self.status == SignatureStatus::Good {
            self.weak_because = Some(because);
        }
        self.refuse(SignatureStatus::Weak, cause);
    }

    fn refuse_as_expired(&mut self, because: Option<ExpiredCause>, cause: SignatureCause) {
        if self.status == SignatureStatus::Good {
            self.expired_because = because;
        }
        self.refuse(SignatureStatus::Expired, cause);
    }

    fn note(&mut self, problem: SignatureProblem) {
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// Judges a signature that `key` made. The order is that of weight: what an owner withdrew counts
/// more than what a policy refuses, and that more than a lifetime.
pub(super) fn judge(
    signature: &Signature,
    loaded: &Loaded,
    key: &Candidate<'_>,
    policies: &Policies,
) -> Judgement {
    let mut judgement = Judgement {
        status: SignatureStatus::Good,
        weak_because: None,
        expired_because: None,
        problems: Vec::new(),
        cause: None,
        key_expires: None,
    };
    let Some(made) = signature.signature_creation_time() else {
        judgement.refuse(
            SignatureStatus::Malformed,
            SignatureCause::Damaged(SignatureDamage::NoTime),
        );
        return judgement;
    };
    judge_revocation(&mut judgement, loaded, key, policies, made);
    judge_algorithms(&mut judgement, signature, key, policies);
    judge_time(&mut judgement, key, policies, made);
    judge_binding(&mut judgement, key, policies, made);
    judge_lifetime(&mut judgement, signature, policies);
    judgement
}

fn judge_revocation(
    judgement: &mut Judgement,
    loaded: &Loaded,
    key: &Candidate<'_>,
    policies: &Policies,
    made: SystemTime,
) {
    let at = |time| {
        let all = [
            loaded.revocation(policies, time),
            revocation::of_subkey(key, policies, time),
        ];
        all.into_iter()
            .flatten()
            .max_by_key(|revocation| revocation.hard)
    };
    match at(made) {
        Some(revocation) => {
            let Revocation { hard, reason, .. } = revocation;
            let (problem, cause) = if hard {
                let cause = SignatureCause::KeyRevoked(reason);
                (SignatureProblem::KeyRevokedHard, cause)
            } else {
                let cause = SignatureCause::KeyRevokedBefore(reason);
                (SignatureProblem::KeyRevokedSoft, cause)
            };
            judgement.note(problem);
            judgement.refuse(SignatureStatus::InvalidKey, cause);
        }
        None if at(policies.now).is_some() => judgement.note(SignatureProblem::KeyRevokedSoft),
        None => {}
    }
}

fn judge_algorithms(
    judgement: &mut Judgement,
    signature: &Signature,
    key: &Candidate<'_>,
    policies: &Policies,
) {
    let hash = signature.hash_algo();
    let primary = key.cert().primary_key();
    if policies.hash_is_weak(hash) {
        judgement.refuse_as_weak(
            WeakBecause::Hash,
            SignatureCause::WeakHash(hash.to_string()),
        );
    } else if let Some(why) = policies.refuses_packet(signature) {
        judgement.refuse(
            SignatureStatus::Unsupported,
            SignatureCause::UnknownDemand(why),
        );
    } else if policies.hash_is_soon_weak(hash) {
        judgement.note(SignatureProblem::SoonWeak);
    }
    if let Some(algorithm) = policies
        .weak_key(key.key())
        .or_else(|| policies.weak_key(primary.key()))
    {
        judgement.refuse_as_weak(WeakBecause::Key, SignatureCause::WeakKey(algorithm));
    }
}

fn judge_time(
    judgement: &mut Judgement,
    key: &Candidate<'_>,
    policies: &Policies,
    made: SystemTime,
) {
    let created = key
        .key()
        .creation_time()
        .max(key.cert().primary_key().key().creation_time());
    if made < created {
        judgement.note(SignatureProblem::MadeBeforeKey);
        judgement.refuse(
            SignatureStatus::InvalidKey,
            SignatureCause::MadeBeforeKey(convert::timestamp(created)),
        );
    }
    if made > policies.now.checked_add(policies.skew).unwrap_or(made) {
        judgement.note(SignatureProblem::MadeInFuture);
        judgement.refuse(
            SignatureStatus::InvalidKey,
            SignatureCause::MadeInFuture(convert::timestamp(made)),
        );
    }
}

fn judge_binding(
    judgement: &mut Judgement,
    key: &Candidate<'_>,
    policies: &Policies,
    made: SystemTime,
) {
    let Binding { bound, weak, later } = match binding::find(key, policies, made) {
        Ok(binding) => binding,
        Err(Unbound {
            status,
            problem,
            weak,
        }) => {
            let cause = SignatureCause::Binding(problem);
            if weak {
                judgement.refuse_as_weak(WeakBecause::Binding, cause);
            } else {
                judgement.refuse(status, cause);
            }
            return;
        }
    };
    if later {
        judgement.note(SignatureProblem::BindingMadeLater);
    }
    if weak {
        judgement.note(SignatureProblem::WeakBinding);
        if !policies.accept_weak_bindings {
            let problem = BindingProblem::WeakHash("SHA-1".to_owned());
            judgement.refuse_as_weak(WeakBecause::Binding, SignatureCause::Binding(problem));
        }
    }
    if !bound.for_signing() {
        judgement.refuse(SignatureStatus::InvalidKey, SignatureCause::NotForSigning);
    }
    let now = binding::now(key, policies, weak);
    let expiry = now.as_ref().and_then(binding::expiry);
    judgement.key_expires = expiry.and_then(convert::timestamp);
    if let Some(expiry) = binding::expiry(&bound).filter(|expiry| *expiry <= made) {
        let on = convert::timestamp(expiry);
        let subkey = binding::subkey_ends_first(&bound);
        judgement.refuse_as_expired(
            on.map(ExpiredCause::Key),
            SignatureCause::KeyExpired { subkey, on },
        );
    } else if now.is_none() || expiry.is_some_and(|expiry| expiry <= policies.now) {
        judgement.note(SignatureProblem::KeyExpiredSince);
    }
}

fn judge_lifetime(judgement: &mut Judgement, signature: &Signature, policies: &Policies) {
    if let Some(expiry) = signature.signature_expiration_time()
        && expiry <= policies.now
    {
        let on = convert::timestamp(expiry);
        judgement.refuse_as_expired(
            on.map(ExpiredCause::Signature),
            SignatureCause::SignatureExpired(on),
        );
    }
}

/// Whether a certified or certifying key can be used at all at `at` by today's policy: bound, live,
/// and not revoked.
pub(super) fn usable<'a>(
    loaded: &Loaded,
    key: &Candidate<'a>,
    policies: &'a Policies,
    at: SystemTime,
) -> Result<Bound<'a>, KeyProblem> {
    if let Some(algorithm) = policies.weak_key(key.key()) {
        return Err(KeyProblem::TooWeak(algorithm));
    }
    let Binding { bound, weak, .. } =
        binding::find(key, policies, at).map_err(|unbound| KeyProblem::Unbound(unbound.problem))?;
    if weak && !policies.accept_weak_bindings {
        return Err(KeyProblem::OnlySha1);
    }
    if let Some(expiry) = binding::expiry(&bound).filter(|expiry| *expiry <= at) {
        return Err(KeyProblem::Expired(convert::timestamp(expiry)));
    }
    let revoked = [
        loaded.revocation(policies, at),
        revocation::of_subkey(key, policies, at),
    ];
    if let Some(revocation) = revoked.into_iter().flatten().next() {
        return Err(KeyProblem::Revoked(revocation.reason));
    }
    Ok(bound)
}
