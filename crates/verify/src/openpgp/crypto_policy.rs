//! Which algorithms today's policy accepts, and what a policy file refuses beyond that.

use std::time::SystemTime;

use bonafide_model::judgement::Policy;
use openpgp::packet::Tag;
use openpgp::policy::{AsymmetricAlgorithm, HashAlgoSecurity, StandardPolicy};
use openpgp::types::HashAlgorithm;
use sequoia_openpgp as openpgp;
use sequoia_policy_config::ConfiguredStandardPolicy;

/// Packets that matter to a verdict, and their versions.
const PACKETS: [Tag; 3] = [Tag::Signature, Tag::PublicKey, Tag::PublicSubkey];
const VERSIONS: std::ops::RangeInclusive<u8> = 2..=6;

/// What is accepted at this time. A policy that cannot be understood refuses everything: what it
/// would have refused is not known.
pub(super) fn at(time: SystemTime, policy: &Policy) -> StandardPolicy<'static> {
    let standard = standard(time);
    match &policy.crypto {
        None => standard,
        Some(text) => narrowed(&standard, text).unwrap_or_else(|_| {
            let mut nothing = standard;
            nothing.reject_all_hashes();
            nothing.reject_all_asymmetric_algos();
            nothing
        }),
    }
}

/// Whether such a policy can be understood.
///
/// # Errors
///
/// Says what cannot.
pub(crate) fn check(text: &str) -> Result<(), String> {
    narrowed(&standard(SystemTime::UNIX_EPOCH), text).map(|_| ())
}

fn standard(reference: SystemTime) -> StandardPolicy<'static> {
    let mut policy = StandardPolicy::at(reference);
    // RFC 9580, "Algorithm-Specific Part for DSA Keys": DSA is deprecated, version 6 must not use
    // it; its usual size is 1024 bits.
    for dsa in [
        AsymmetricAlgorithm::DSA1024,
        AsymmetricAlgorithm::DSA2048,
        AsymmetricAlgorithm::DSA3072,
        AsymmetricAlgorithm::DSA4096,
    ] {
        policy.reject_asymmetric_algo(dsa);
    }
    policy.hash_revocation_tolerance(openpgp::types::Duration::seconds(u32::MAX));
    policy
}

/// The standard with what the text refuses. For each algorithm the earlier end of both counts, so
/// that no text can bring back what is refused here; a file for the whole system, which other
/// programs share, may well accept more.
fn narrowed(
    standard: &StandardPolicy<'static>,
    text: &str,
) -> Result<StandardPolicy<'static>, String> {
    let mut configured = ConfiguredStandardPolicy::from_policy(standard.clone());
    configured
        .parse_bytes(text)
        .map_err(|error| format!("{error:#}"))?;
    let mut policy = configured.build();
    for hash in HashAlgorithm::variants() {
        for property in [
            HashAlgoSecurity::CollisionResistance,
            HashAlgoSecurity::SecondPreImageResistance,
        ] {
            let end = earlier(
                standard.hash_cutoff(hash, property),
                policy.hash_cutoff(hash, property),
            );
            policy.reject_hash_property_at(hash, property, end);
        }
    }
    for algorithm in AsymmetricAlgorithm::variants() {
        let end = earlier(
            standard.asymmetric_algo_cutoff(algorithm),
            policy.asymmetric_algo_cutoff(algorithm),
        );
        policy.reject_asymmetric_algo_at(algorithm, end);
    }
    for (tag, version) in PACKETS
        .into_iter()
        .flat_map(|tag| VERSIONS.map(move |version| (tag, version)))
    {
        let end = earlier(
            standard.packet_tag_version_cutoff(tag, version),
            policy.packet_tag_version_cutoff(tag, version),
        );
        policy.reject_packet_tag_version_at(tag, version, end);
    }
    Ok(policy)
}

/// The earlier of two ends; `None` is none at all.
fn earlier(one: Option<SystemTime>, other: Option<SystemTime>) -> Option<SystemTime> {
    one.into_iter().chain(other).min()
}
