//! Which algorithms are good enough, today and soon.

use std::time::{Duration, SystemTime};

use bonafide_model::Timestamp;
use bonafide_model::judgement::Policy;
use openpgp::crypto::mpi::PublicKey;
use openpgp::packet::Key;
use openpgp::packet::key::{KeyParts, KeyRole};
use openpgp::policy::{AsymmetricAlgorithm, HashAlgoSecurity, Policy as _, StandardPolicy};
use openpgp::types::{Curve, HashAlgorithm, PublicKeyAlgorithm};
use sequoia_openpgp as openpgp;

use super::{convert, crypto_policy};

/// 2026-11-01: what was refused when this version was written stays refused, however far `--at`
/// moves the clock back. Backdating a signature or a run costs an attacker nothing, so neither may
/// bring a broken algorithm back.
const CUTOFF_FLOOR: u64 = 1_793_491_200;

/// How far ahead a coming refusal is worth a warning.
const SOON: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// The policies of one run.
///
/// A binding needs second pre-image resistance only, a document signature needs collision
/// resistance; this is why they can be judged apart ("split policy"). A revocation is believed
/// whatever its hash: refusing one would bring a withdrawn key back.
pub(super) struct Policies {
    /// Today's policy.
    pub strict: StandardPolicy<'static>,
    /// The same with SHA-1 in bindings, for diagnosis, and for use where the user accepts it.
    pub relaxed: StandardPolicy<'static>,
    /// Today's policy a year from now.
    soon: StandardPolicy<'static>,
    /// The time by which algorithms are judged.
    reference: SystemTime,
    /// The time of the run.
    pub now: SystemTime,
    /// Tolerated clock difference.
    pub skew: Duration,
    /// Whether the user accepts bindings by SHA-1.
    pub accept_weak_bindings: bool,
}

impl Policies {
    /// Policies for a run at `now`.
    pub(super) fn new(policy: &Policy, now: Timestamp) -> Self {
        let now = convert::system_time(now);
        let floor = SystemTime::UNIX_EPOCH
            .checked_add(Duration::from_secs(CUTOFF_FLOOR))
            .unwrap_or(now);
        let reference = now.max(floor);
        let soon = reference.checked_add(SOON).unwrap_or(reference);
        let strict = crypto_policy::at(reference, policy);
        let mut relaxed = strict.clone();
        relaxed.accept_hash_property(
            HashAlgorithm::SHA1,
            HashAlgoSecurity::SecondPreImageResistance,
        );
        Self {
            strict,
            relaxed,
            soon: crypto_policy::at(soon, policy),
            reference,
            now,
            skew: Duration::from_secs(u64::from(policy.clock_skew_seconds)),
            accept_weak_bindings: policy.danger_accept_sha1_bindings,
        }
    }

    /// Whether today's policy refuses this hash over a document or a certification, which needs
    /// collision resistance.
    pub(super) fn hash_is_weak(&self, hash: HashAlgorithm) -> bool {
        refuses_hash(&self.strict, hash, self.reference)
    }

    /// Whether it will within a year.
    pub(super) fn hash_is_soon_weak(&self, hash: HashAlgorithm) -> bool {
        refuses_hash(
            &self.soon,
            hash,
            self.reference.checked_add(SOON).unwrap_or(self.reference),
        )
    }

    /// Algorithm and size, where today's policy refuses this key.
    pub(super) fn weak_key<P: KeyParts, R: KeyRole>(&self, key: &Key<P, R>) -> Option<String> {
        refuses_key(&self.strict, key, self.reference).then(|| convert::algorithm(key))
    }

    /// The same for a year from now.
    pub(super) fn soon_weak_key<P: KeyParts, R: KeyRole>(&self, key: &Key<P, R>) -> Option<String> {
        let then = self.reference.checked_add(SOON).unwrap_or(self.reference);
        refuses_key(&self.soon, key, then).then(|| convert::algorithm(key))
    }

    /// Whether the signature itself is acceptable beyond its hash: its version, and no critical
    /// subpacket or notation that is not understood (RFC 9580, "Signature Subpacket
    /// Specification").
    pub(super) fn refuses_packet(&self, signature: &openpgp::packet::Signature) -> Option<String> {
        let error = self
            .strict
            .signature(signature, HashAlgoSecurity::CollisionResistance)
            .err()?;
        Some(error.root_cause().to_string())
    }
}

fn refuses_hash(policy: &StandardPolicy<'_>, hash: HashAlgorithm, at: SystemTime) -> bool {
    [
        HashAlgoSecurity::CollisionResistance,
        HashAlgoSecurity::SecondPreImageResistance,
    ]
    .into_iter()
    .any(|property| {
        policy
            .hash_cutoff(hash, property)
            .is_some_and(|cutoff| cutoff <= at)
    })
}

fn refuses_key<P: KeyParts, R: KeyRole>(
    policy: &StandardPolicy<'_>,
    key: &Key<P, R>,
    at: SystemTime,
) -> bool {
    policy
        .asymmetric_algo_cutoff(asymmetric(key))
        .is_some_and(|cutoff| cutoff <= at)
}

/// The word of sequoia's policy for a key. Sequoia has this mapping too, but only for keys that are
/// bound already.
fn asymmetric<P: KeyParts, R: KeyRole>(key: &Key<P, R>) -> AsymmetricAlgorithm {
    use AsymmetricAlgorithm as A;
    let bits = key.mpis().bits().unwrap_or(0);
    let sized = |sizes: [A; 4]| {
        let [small, medium, large, largest] = sizes;
        match bits {
            0..2048 => small,
            2048..3072 => medium,
            3072..4096 => large,
            _ => largest,
        }
    };
    match key.mpis() {
        PublicKey::RSA { .. } => sized([A::RSA1024, A::RSA2048, A::RSA3072, A::RSA4096]),
        PublicKey::DSA { .. } => sized([A::DSA1024, A::DSA2048, A::DSA3072, A::DSA4096]),
        PublicKey::ElGamal { .. } => sized([
            A::ElGamal1024,
            A::ElGamal2048,
            A::ElGamal3072,
            A::ElGamal4096,
        ]),
        PublicKey::EdDSA { curve, .. }
        | PublicKey::ECDSA { curve, .. }
        | PublicKey::ECDH { curve, .. } => match curve {
            Curve::NistP256 => A::NistP256,
            Curve::NistP384 => A::NistP384,
            Curve::NistP521 => A::NistP521,
            Curve::BrainpoolP256 => A::BrainpoolP256,
            Curve::BrainpoolP384 => A::BrainpoolP384,
            Curve::BrainpoolP512 => A::BrainpoolP512,
            Curve::Ed25519 => A::EdDSA,
            Curve::Cv25519 => A::Cv25519,
            _ => A::Unknown,
        },
        _ => match key.pk_algo() {
            PublicKeyAlgorithm::Ed25519 => A::Ed25519,
            PublicKeyAlgorithm::Ed448 => A::Ed448,
            PublicKeyAlgorithm::X25519 => A::X25519,
            PublicKeyAlgorithm::X448 => A::X448,
            PublicKeyAlgorithm::MLDSA65_Ed25519 => A::MLDSA65_Ed25519,
            PublicKeyAlgorithm::MLDSA87_Ed448 => A::MLDSA87_Ed448,
            PublicKeyAlgorithm::SLHDSA128s => A::SLHDSA128s,
            PublicKeyAlgorithm::SLHDSA128f => A::SLHDSA128f,
            PublicKeyAlgorithm::SLHDSA256s => A::SLHDSA256s,
            PublicKeyAlgorithm::MLKEM768_X25519 => A::MLKEM768_X25519,
            PublicKeyAlgorithm::MLKEM1024_X448 => A::MLKEM1024_X448,
            _ => A::Unknown,
        },
    }
}

/// The largest RSA modulus and exponent, in bits, that are computed with. The Rust backend has a
/// limit of its own: to it, a signature by a larger key is simply wrong; to us it must not be.
/// OpenSSL has one too (`OPENSSL_RSA_MAX_MODULUS_BITS`), which bounds the cost.
const RSA_BITS: (usize, usize) = if cfg!(feature = "crypto-rust") {
    (4096, 33)
} else {
    (16_384, 64)
};

/// Whether the arithmetic of this key is there at all: Brainpool, for one, is missing from the Rust
/// backend and would otherwise look like a key without bindings.
pub(super) fn is_supported<P: KeyParts, R: KeyRole>(key: &Key<P, R>) -> bool {
    let material = match key.mpis() {
        PublicKey::EdDSA { curve, .. }
        | PublicKey::ECDSA { curve, .. }
        | PublicKey::ECDH { curve, .. } => curve.is_supported(),
        PublicKey::RSA { n, e } => n.bits() <= RSA_BITS.0 && e.bits() <= RSA_BITS.1,
        _ => true,
    };
    // RFC 9580, "ECC Curves for OpenPGP": version 6 keys of the old kinds of Curve25519 must not be
    // accepted.
    let legacy = match key.mpis() {
        PublicKey::EdDSA { .. } => true,
        PublicKey::ECDH { curve, .. } => *curve == Curve::Cv25519,
        _ => false,
    };
    material && !(legacy && key.version() > 4) && key.pk_algo().is_supported()
}
