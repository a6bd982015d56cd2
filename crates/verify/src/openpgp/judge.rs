//! Whether the key that made a signature was allowed to: at the time that the signature states, and
//! now.

use std::time::SystemTime;

use bonafide_model::Timestamp;
use bonafide_model::judgement::{ExpiredCause, SignatureProblem, SignatureStatus};
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
    /// Why it is refused, in a clause; empty for a good one.
    pub detail: String,
    /// When the key expires by what binds it now.
    pub key_expires: Option<Timestamp>,
}

impl Judgement {
    /// Earlier refusals weigh more.
    fn refuse(&mut self, status: SignatureStatus, detail: impl Into<String>) {
        if self.status == SignatureStatus::Good {
            self.status = status;
            self.detail = detail.into();
        }
    }

    fn refuse_as_weak(&mut self, because: WeakBecause, detail: String) {
        if self.status == SignatureStatus::Good {
            self.weak_because = Some(because);
        }
        self.refuse(SignatureStatus::Weak, detail);
    }

    fn refuse_as_expired(&mut self, because: Option<ExpiredCause>, detail: String) {
        if self.status == SignatureStatus::Good {
            self.expired_because = because;
        }
        self.refuse(SignatureStatus::Expired, detail);
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
        detail: String::new(),
        key_expires: None,
    };
    let Some(made) = signature.signature_creation_time() else {
        judgement.refuse(
            SignatureStatus::Malformed,
            "it does not state when it was made",
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
            let problem = if revocation.hard {
                SignatureProblem::KeyRevokedHard
            } else {
                SignatureProblem::KeyRevokedSoft
            };
            judgement.note(problem);
            let when = if revocation.hard {
                "the key is revoked"
            } else {
                "the key was revoked before it was made"
            };
            judgement.refuse(
                SignatureStatus::InvalidKey,
                format!("{when}: {}", revocation.reason),
            );
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
        judgement.refuse_as_weak(WeakBecause::Hash, format!("{hash} over the document"));
    } else if let Some(why) = policies.refuses_packet(signature) {
        judgement.refuse(
            SignatureStatus::Unsupported,
            format!("it demands something unknown: {why}"),
        );
    } else if policies.hash_is_soon_weak(hash) {
        judgement.note(SignatureProblem::SoonWeak);
    }
    if let Some(algorithm) = policies
        .weak_key(key.key())
        .or_else(|| policies.weak_key(primary.key()))
    {
        judgement.refuse_as_weak(WeakBecause::Key, algorithm);
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
            format!("made before the key, which is of {}", convert::day(created)),
        );
    }
    if made > policies.now.checked_add(policies.skew).unwrap_or(made) {
        judgement.note(SignatureProblem::MadeInFuture);
        judgement.refuse(
            SignatureStatus::InvalidKey,
            format!(
                "it says that it was made on {}, which is yet to come",
                convert::day(made)
            ),
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
            detail,
            weak,
        }) => {
            if weak {
                judgement.refuse_as_weak(WeakBecause::Binding, detail);
            } else {
                judgement.refuse(status, detail);
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
            judgement.refuse_as_weak(WeakBecause::Binding, "only SHA-1 binds the key".to_owned());
        }
    }
    if !bound.for_signing() {
        judgement.refuse(
            SignatureStatus::InvalidKey,
            "the key is not allowed to sign documents",
        );
    }
    let now = binding::now(key, policies, weak);
    let expiry = now.as_ref().and_then(binding::expiry);
    judgement.key_expires = expiry.and_then(convert::timestamp);
    if let Some(expiry) = binding::expiry(&bound).filter(|expiry| *expiry <= made) {
        let day = convert::day(expiry);
        let what = if binding::subkey_ends_first(&bound) {
            "the subkey that made it"
        } else {
            "the key"
        };
        judgement.refuse_as_expired(
            convert::timestamp(expiry).map(ExpiredCause::Key),
            format!("{what} had expired by then, on {day}"),
        );
    } else if now.is_none() || expiry.is_some_and(|expiry| expiry <= policies.now) {
        judgement.note(SignatureProblem::KeyExpiredSince);
    }
}

fn judge_lifetime(judgement: &mut Judgement, signature: &Signature, policies: &Policies) {
    if let Some(expiry) = signature.signature_expiration_time()
        && expiry <= policies.now
    {
        judgement.refuse_as_expired(
            convert::timestamp(expiry).map(ExpiredCause::Signature),
            format!("the signature expired on {}", convert::day(expiry)),
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
) -> Result<Bound<'a>, String> {
    if let Some(algorithm) = policies.weak_key(key.key()) {
        return Err(format!("too weak: {algorithm}"));
    }
    let Binding { bound, weak, .. } =
        binding::find(key, policies, at).map_err(|unbound| unbound.detail)?;
    if weak && !policies.accept_weak_bindings {
        return Err("only SHA-1 binds it".to_owned());
    }
    if let Some(expiry) = binding::expiry(&bound).filter(|expiry| *expiry <= at) {
        return Err(format!("expired on {}", convert::day(expiry)));
    }
    let revoked = [
        loaded.revocation(policies, at),
        revocation::of_subkey(key, policies, at),
    ];
    if let Some(revocation) = revoked.into_iter().flatten().next() {
        return Err(format!("revoked: {}", revocation.reason));
    }
    Ok(bound)
}
