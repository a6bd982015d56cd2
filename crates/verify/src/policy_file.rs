//! A policy file: our own keys and, beside them, the sections of sequoia-policy-config.

use bonafide_model::judgement::{AnchorKind, Policy};

use crate::openpgp::crypto_policy;

/// The sections of sequoia-policy-config's format, and its key for what an older version may pass
/// over.
const CRYPTO: [&str; 6] = [
    "hash_algorithms",
    "asymmetric_algorithms",
    "symmetric_algorithms",
    "aead_algorithms",
    "packets",
    "ignore_invalid",
];

/// Why a policy file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// It is no TOML, or has a key or a value that is not known.
    #[error("{0}")]
    Unknown(String),
    /// It has a key of the name by which the sections about algorithms are kept here.
    #[error("`crypto` is no key; its sections stand by themselves")]
    CryptoIsNoKey,
    /// Its sections about algorithms cannot be understood.
    #[error("its algorithms are not in the format of sequoia-policy-config: {0}")]
    Crypto(String),
    /// It accepts what only corroborates, whatever a policy says.
    #[error("accept-anchors: `{}` cannot decide, it only corroborates", .0.as_str())]
    OnlyCorroborates(AnchorKind),
}

/// Reads a policy file. A file for Sequoia alone is one, too: for the whole system it usually is
/// `/etc/crypto-policies/back-ends/sequoia.config`.
///
/// What such sections accept and today's policy refuses stays refused.
///
/// # Errors
///
/// Unknown keys are errors, for a misspelt safeguard must not be silently off; see [`PolicyError`].
pub fn read_policy(text: &str) -> Result<Policy, PolicyError> {
    let unknown =
        |error: toml::de::Error| PolicyError::Unknown(error.to_string().trim_end().to_owned());
    let file: toml::Table = toml::from_str(text).map_err(unknown)?;
    let (crypto, own): (toml::Table, toml::Table) = file
        .into_iter()
        .partition(|(key, _)| CRYPTO.contains(&key.as_str()));
    if own.contains_key("crypto") {
        return Err(PolicyError::CryptoIsNoKey);
    }
    let mut policy: Policy = own.try_into().map_err(unknown)?;
    let never = policy
        .accept_anchors
        .iter()
        .find(|kind| !kind.may_be_accepted());
    if let Some(kind) = never {
        return Err(PolicyError::OnlyCorroborates(*kind));
    }
    if !crypto.is_empty() {
        let crypto =
            toml::to_string(&crypto).map_err(|error| PolicyError::Crypto(error.to_string()))?;
        crypto_policy::check(&crypto).map_err(PolicyError::Crypto)?;
        policy.crypto = Some(crypto);
    }
    Ok(policy)
}
