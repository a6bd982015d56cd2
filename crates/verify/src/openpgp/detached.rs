//! Detached signatures: armored blocks or bare packets, and nothing else.
//!
//! Several blocks in one file are as many signatures, and a block of signature packets may be
//! labelled `MESSAGE`: so GnuPG reads them.
//!
//! Sequoia's and GnuPG's verifiers accept a cleartext-signed file, or armor inside a web page,
//! where a detached signature is meant, and then verify its packets over the document. That is how
//! a signature over one text ends up vouching for another.

use openpgp::Packet;
use openpgp::packet::Signature;
use openpgp::parse::Parse;
use sequoia_openpgp as openpgp;

use super::armor::{self, Label};
use super::packets::{self, tag};
use super::sniff::{Sniff, sniff};
use super::{convert, limits};

/// One signature packet, parsed or not.
pub(super) enum Parsed {
    /// It can be judged.
    Signature(Box<Signature>),
    /// Its version or algorithm is not known here.
    Unsupported(String),
    /// It is damaged.
    Malformed(String),
}

/// Why something is no detached signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotDetached {
    /// It is something else altogether.
    #[error("not a signature but {0}")]
    SomethingElse(String),
    /// A cleartext-signed text stands there.
    #[error("a cleartext-signed text, not a detached signature")]
    Cleartext,
    /// An inline-signed message stands there.
    #[error("an inline-signed message, not a detached signature")]
    Inline,
    /// It is meant as a signature, but damaged or not alone.
    #[error("a damaged signature: {0}")]
    Damaged(String),
}

/// The signature packets of an artifact that is nothing but a detached signature.
pub(super) fn of_artifact(bytes: &[u8]) -> Result<Vec<Parsed>, NotDetached> {
    let else_ = |what: &str| Err(NotDetached::SomethingElse(what.to_owned()));
    match sniff(bytes) {
        Sniff::Empty => else_("an empty file"),
        Sniff::Html => else_("a web page"),
        Sniff::Foreign(what) => else_(what),
        Sniff::Packets => of_packets(bytes),
        Sniff::Armor(blocks) => match blocks.first().map(|block| block.label) {
            Some(Label::Signature) => of_blocks(bytes),
            Some(Label::SignedMessage) => Err(NotDetached::Cleartext),
            Some(Label::Message) => of_blocks(bytes).map_err(|_| NotDetached::Inline),
            Some(Label::PublicKey) => else_("a certificate"),
            Some(Label::PrivateKey) => else_("a private key"),
            Some(Label::Other) | None => else_("armor of an unknown kind"),
        },
    }
}

/// The signatures of armored blocks that hold nothing else.
fn of_blocks(bytes: &[u8]) -> Result<Vec<Parsed>, NotDetached> {
    let blocks = armor::only_blocks(bytes, &[Label::Signature, Label::Message])
        .map_err(NotDetached::Damaged)?;
    let mut signatures = Vec::new();
    for packets in blocks {
        signatures.extend(of_packets(&packets)?);
        if signatures.len() > limits::SIGNATURES {
            return Err(too_many());
        }
    }
    Ok(signatures)
}

fn too_many() -> NotDetached {
    NotDetached::Damaged(format!(
        "it holds more than {} signatures",
        limits::SIGNATURES
    ))
}

/// The signatures of bare packets that are all signatures.
pub(super) fn of_packets(bytes: &[u8]) -> Result<Vec<Parsed>, NotDetached> {
    let mut signatures = Vec::new();
    for packet in packets::walk(bytes) {
        let packet = packet.map_err(|error| match error {
            packets::PacketError::Truncated(_) => NotDetached::Damaged("it is cut off".to_owned()),
            packets::PacketError::NotAPacket(0) => {
                NotDetached::SomethingElse("binary data".to_owned())
            }
            packets::PacketError::NotAPacket(_) => {
                NotDetached::Damaged("bytes that are no packet stand after it".to_owned())
            }
        })?;
        match packet.tag {
            tag::SIGNATURE if packet.definite => {}
            tag::SIGNATURE => {
                return Err(NotDetached::Damaged("its length is not stated".to_owned()));
            }
            tag::ONE_PASS_SIGNATURE | tag::LITERAL_DATA | tag::COMPRESSED_DATA => {
                return Err(NotDetached::Inline);
            }
            tag::PUBLIC_KEY => return Err(NotDetached::SomethingElse("a certificate".to_owned())),
            tag::SECRET_KEY => return Err(NotDetached::SomethingElse("a private key".to_owned())),
            _ if signatures.is_empty() => {
                return Err(NotDetached::SomethingElse("other OpenPGP data".to_owned()));
            }
            _ => {
                return Err(NotDetached::Damaged(
                    "other packets stand beside it".to_owned(),
                ));
            }
        }
        if signatures.len() == limits::SIGNATURES {
            return Err(too_many());
        }
        signatures.push(parse(packet.whole, packet.body));
    }
    if signatures.is_empty() {
        Err(NotDetached::SomethingElse("an empty file".to_owned()))
    } else {
        Ok(signatures)
    }
}

/// Parses one signature packet.
fn parse(whole: &[u8], body: &[u8]) -> Parsed {
    match (body.first(), Packet::from_bytes(whole)) {
        (_, Ok(Packet::Signature(signature))) => parsed(signature),
        (Some(version @ (2 | 3 | 5)), _) => {
            Parsed::Unsupported(format!("a version {version} signature"))
        }
        _ => Parsed::Malformed("it cannot be parsed".to_owned()),
    }
}

/// Whether a parsed signature can be judged: versions 4 and 6, with algorithms that are there.
/// Version 3 protects next to nothing of what it states, and version 5 never became a standard.
pub(super) fn parsed(signature: Signature) -> Parsed {
    let (version, hash, algorithm) = (
        signature.version(),
        signature.hash_algo(),
        signature.pk_algo(),
    );
    if !matches!(version, 4 | 6) {
        Parsed::Unsupported(format!("a version {version} signature"))
    } else if signature.signature_creation_time().is_none() {
        Parsed::Malformed("it does not state when it was made".to_owned())
    } else if !hash.is_supported() {
        Parsed::Unsupported(format!("the hash algorithm {hash}"))
    } else if !algorithm.for_signing() || !algorithm.is_supported() {
        Parsed::Unsupported(format!("the signature algorithm {algorithm}"))
    } else {
        Parsed::Signature(Box::new(signature))
    }
}

/// What a signature says about who made it: a full fingerprint, and Key IDs. Hearsay until it
/// verifies.
pub(super) fn stated_issuer(
    signature: &Signature,
) -> (Option<bonafide_model::claims::Fingerprint>, Option<String>) {
    let fingerprint = signature
        .issuer_fingerprints()
        .find_map(convert::fingerprint);
    let key_id = signature
        .issuers()
        .next()
        .map(|id| hex::encode_upper(id.as_bytes()));
    (fingerprint, key_id)
}
