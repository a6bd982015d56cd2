//! Detached signatures: armored blocks or bare packets, and nothing else.
//!
//! Several blocks in one file are as many signatures, and a block of signature packets may be
//! labelled `MESSAGE`: so GnuPG reads them.
//!
//! Sequoia's and GnuPG's verifiers accept a cleartext-signed file, or armor inside a web page,
//! where a detached signature is meant, and then verify its packets over the document. That is how
//! a signature over one text ends up vouching for another.

use bonafide_model::evidence::{FileKind, NotDetached, SignatureDamage};
use bonafide_model::judgement::SignatureCause;
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
    Unsupported(SignatureCause),
    /// It is damaged.
    Malformed(SignatureDamage),
}

/// The signature packets of an artifact that is nothing but a detached signature.
pub(super) fn of_artifact(bytes: &[u8]) -> Result<Vec<Parsed>, NotDetached> {
    let else_ = |kind| Err(NotDetached::SomethingElse(kind));
    match sniff(bytes) {
        Sniff::Empty => else_(FileKind::Empty),
        Sniff::Html => else_(FileKind::WebPage),
        Sniff::Foreign(kind) => else_(kind),
        Sniff::Packets => of_packets(bytes),
        Sniff::Armor(blocks) => match blocks.first().map(|block| block.label) {
            Some(Label::Signature) => of_blocks(bytes),
            Some(Label::SignedMessage) => Err(NotDetached::Cleartext),
            Some(Label::Message) => of_blocks(bytes).map_err(|_| NotDetached::Inline),
            Some(Label::PublicKey) => else_(FileKind::Certificate),
            Some(Label::PrivateKey) => else_(FileKind::PrivateKey),
            Some(Label::Other) | None => else_(FileKind::UnknownArmor),
        },
    }
}

/// The signatures of armored blocks that hold nothing else.
fn of_blocks(bytes: &[u8]) -> Result<Vec<Parsed>, NotDetached> {
    let blocks = armor::only_blocks(bytes, &[Label::Signature, Label::Message])
        .map_err(|problem| NotDetached::Damaged(SignatureDamage::Armor(problem)))?;
    let mut signatures = Vec::new();
    for packets in blocks {
        signatures.extend(of_packets(&packets)?);
        if signatures.len() > limits::SIGNATURES {
            return Err(TOO_MANY);
        }
    }
    Ok(signatures)
}

const TOO_MANY: NotDetached = NotDetached::Damaged(SignatureDamage::TooMany(limits::SIGNATURES));

/// The signatures of bare packets that are all signatures.
pub(super) fn of_packets(bytes: &[u8]) -> Result<Vec<Parsed>, NotDetached> {
    let mut signatures = Vec::new();
    for packet in packets::walk(bytes) {
        let packet = packet.map_err(|error| match error {
            packets::PacketError::Truncated(_) => NotDetached::Damaged(SignatureDamage::CutOff),
            packets::PacketError::NotAPacket(0) => NotDetached::SomethingElse(FileKind::Binary),
            packets::PacketError::NotAPacket(_) => NotDetached::Damaged(SignatureDamage::Behind),
        })?;
        let problem = match packet.tag {
            tag::SIGNATURE if packet.definite => None,
            tag::SIGNATURE => Some(NotDetached::Damaged(SignatureDamage::NoLength)),
            tag::ONE_PASS_SIGNATURE | tag::LITERAL_DATA | tag::COMPRESSED_DATA => {
                Some(NotDetached::Inline)
            }
            tag::PUBLIC_KEY => Some(NotDetached::SomethingElse(FileKind::Certificate)),
            tag::SECRET_KEY => Some(NotDetached::SomethingElse(FileKind::PrivateKey)),
            _ if signatures.is_empty() => Some(NotDetached::SomethingElse(FileKind::OtherPackets)),
            _ => Some(NotDetached::Damaged(SignatureDamage::NotAlone)),
        };
        if let Some(problem) = problem {
            return Err(problem);
        }
        if signatures.len() == limits::SIGNATURES {
            return Err(TOO_MANY);
        }
        signatures.push(parse(packet.whole, packet.body));
    }
    if signatures.is_empty() {
        Err(NotDetached::SomethingElse(FileKind::Empty))
    } else {
        Ok(signatures)
    }
}

/// Parses one signature packet.
fn parse(whole: &[u8], body: &[u8]) -> Parsed {
    match (body.first(), Packet::from_bytes(whole)) {
        (_, Ok(Packet::Signature(signature))) => parsed(signature),
        (Some(version @ (2 | 3 | 5)), _) => Parsed::Unsupported(SignatureCause::Version(*version)),
        _ => Parsed::Malformed(SignatureDamage::Unparsable),
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
        Parsed::Unsupported(SignatureCause::Version(version))
    } else if signature.signature_creation_time().is_none() {
        Parsed::Malformed(SignatureDamage::NoTime)
    } else if !hash.is_supported() {
        Parsed::Unsupported(SignatureCause::HashAlgorithm(hash.to_string()))
    } else if !algorithm.for_signing() || !algorithm.is_supported() {
        Parsed::Unsupported(SignatureCause::SignatureAlgorithm(algorithm.to_string()))
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
