//! Why a key, or what binds it, cannot be used.

use bonafide_model::judgement::{
    BindingProblem, CertificationProblem, KeyProblem, OwnerProblem, UserIdProblem,
};

use super::phrase::maybe_day;

/// Why a key cannot be used, or why that is not known.
pub(super) fn key(problem: &KeyProblem) -> String {
    match problem {
        KeyProblem::NoPrimaryKey => "no primary key",
        KeyProblem::NoneSigns => "no key that signs",
        KeyProblem::NoneEncrypts => "no key that encrypts",
        KeyProblem::NotComputed(algorithm) => return not_computed(algorithm),
        KeyProblem::TooWeak(algorithm) => return format!("too weak: {algorithm}"),
        KeyProblem::Unbound(problem) => return binding(problem),
        KeyProblem::OnlySha1 => ONLY_SHA1,
        KeyProblem::PrimaryOnlySha1 => "only SHA-1 binds the primary key",
        KeyProblem::MadeInFuture(at) => {
            return format!("made on {}, which is yet to come", maybe_day(*at));
        }
        KeyProblem::Expired(on) => return format!("expired on {}", maybe_day(*on)),
        KeyProblem::Revoked(reason) => return format!("revoked: {reason}"),
        KeyProblem::PerhapsRevoked => {
            "it may be revoked by a key that its owner allowed to, and that key is not at hand"
        }
    }
    .to_owned()
}

const ONLY_SHA1: &str = "only SHA-1 binds it";

/// That an algorithm is not computed here.
pub(super) fn not_computed(algorithm: &str) -> String {
    format!("this program does not compute with {algorithm}")
}

/// Why nothing binds a key, or only something weak.
pub(super) fn binding(problem: &BindingProblem) -> String {
    match problem {
        BindingProblem::NotComputed(algorithm) => return not_computed(algorithm),
        BindingProblem::WeakHash(hash) => return format!("only {hash} binds the key"),
        BindingProblem::Expired => "what binds the key had expired when it was made",
        BindingProblem::InFuture => "what binds the key is dated in the future",
        BindingProblem::NoBackSignature => "the signing subkey has no valid back-signature",
        BindingProblem::NotByPrimary => "the primary key does not bind the subkey that made it",
        BindingProblem::Stripped => {
            "the certificate at hand has no self-signature, as key servers strip them"
        }
        BindingProblem::NotAtThatTime => {
            "nothing binds the key at the time that the signature states"
        }
    }
    .to_owned()
}

/// Why a User ID does not count.
pub(super) fn user_id(problem: UserIdProblem) -> &'static str {
    match problem {
        UserIdProblem::Revoked => "revoked by the key's owner",
        UserIdProblem::OnlySha1 => ONLY_SHA1,
        UserIdProblem::Unbound => "no valid self-signature",
        UserIdProblem::NotPrinted => "not looked at: not printed",
    }
}

/// Why a certification does not count.
pub(super) fn certification(problem: &CertificationProblem) -> String {
    match problem {
        CertificationProblem::NobodyChecked => "it says itself that nobody checked whose key it is",
        CertificationProblem::WeakHash(hash) => return format!("it was made with {hash}"),
        CertificationProblem::UnknownDemand(why) => return unknown_demand(why),
        CertificationProblem::InFuture(at) => {
            return format!("it is dated {}, which is yet to come", maybe_day(*at));
        }
        CertificationProblem::Expired(on) => return expired(*on),
        CertificationProblem::Partial(amount, full) => {
            return format!("it is only partial trust ({amount} of {full})");
        }
        CertificationProblem::Revoked => "it was revoked",
        CertificationProblem::Issuer(problem) => {
            return format!("the key that made it: {}", key(problem));
        }
        CertificationProblem::NotForCertifying => "the key that made it may not certify",
    }
    .to_owned()
}

/// Why a certificate of a ring cannot be used now.
#[must_use]
pub fn owner_problem(problem: OwnerProblem) -> String {
    match problem {
        OwnerProblem::Unparsable => "it cannot be parsed".to_owned(),
        OwnerProblem::Revoked => "it is revoked".to_owned(),
        OwnerProblem::Unbound => "today's policy accepts no binding of it".to_owned(),
        OwnerProblem::Expired(on) => expired(on),
    }
}

fn expired(on: Option<bonafide_model::Timestamp>) -> String {
    format!("it expired on {}", maybe_day(on))
}

/// What a signature demands that is not known here.
pub(super) fn unknown_demand(why: &str) -> String {
    format!("it demands something unknown: {why}")
}
