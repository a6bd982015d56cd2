//! Between sequoia's words and ours.

use std::time::{Duration, SystemTime};

use bonafide_model::Timestamp;
use bonafide_model::claims::{Fingerprint, HashName};
use sequoia_openpgp as openpgp;
use sequoia_openpgp::packet::Key;
use sequoia_openpgp::packet::key::{KeyParts, KeyRole};
use sequoia_openpgp::types::HashAlgorithm;

/// Our form of a fingerprint; `None` for versions that have another length than 4 and 6.
pub(super) fn fingerprint(fingerprint: &openpgp::Fingerprint) -> Option<Fingerprint> {
    hex::encode_upper(fingerprint.as_bytes()).parse().ok()
}

/// Sequoia's times have no zone and no range problem with ours: both are seconds since 1970.
pub(super) fn timestamp(time: SystemTime) -> Option<Timestamp> {
    Timestamp::try_from(time).ok()
}

/// A point in time for sequoia. Times before 1970 cannot be told in OpenPGP and become 1970.
pub(super) fn system_time(time: Timestamp) -> SystemTime {
    let seconds = u64::try_from(time.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH
        .checked_add(Duration::from_secs(seconds))
        .unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Our name of a hash algorithm; `None` for broken ones and for those that no checksum file uses.
pub(super) fn hash_name(algorithm: HashAlgorithm) -> Option<HashName> {
    match algorithm {
        HashAlgorithm::SHA224 => Some(HashName::Sha224),
        HashAlgorithm::SHA256 => Some(HashName::Sha256),
        HashAlgorithm::SHA384 => Some(HashName::Sha384),
        HashAlgorithm::SHA512 => Some(HashName::Sha512),
        _ => None,
    }
}

/// Algorithm and size of a key, such as `RSA 4096` or `Ed25519`.
pub(super) fn algorithm<P: KeyParts, R: KeyRole>(key: &Key<P, R>) -> String {
    use openpgp::crypto::mpi::PublicKey;
    #[allow(deprecated)]
    match key.mpis() {
        PublicKey::RSA { n, .. } => format!("RSA {}", n.bits()),
        PublicKey::DSA { p, .. } => format!("DSA {}", p.bits()),
        PublicKey::ElGamal { p, .. } => format!("ElGamal {}", p.bits()),
        PublicKey::EdDSA { curve, .. }
        | PublicKey::ECDSA { curve, .. }
        | PublicKey::ECDH { curve, .. } => curve.to_string(),
        _ => key.pk_algo().to_string(),
    }
}
