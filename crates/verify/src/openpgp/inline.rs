//! Inline-signed messages (RFC 9580, "OpenPGP Messages"): what they hold, and the signatures over
//! it.

use std::io::Read;

use bonafide_model::judgement::{Announced, MessageProblem};
use openpgp::Packet;
use openpgp::packet::{OnePassSig, Signature};
use openpgp::parse::{Dearmor, PacketParserBuilder, PacketParserResult, Parse};
use sequoia_openpgp as openpgp;

use super::armor::{self, Label};
use super::detached::{self, Parsed};
use super::limits;

/// Compression inside compression says nothing that a profile needs.
const DEPTH: u8 = 2;

/// A signed message, taken apart.
pub(super) struct Message {
    /// What is signed.
    pub content: Vec<u8>,
    /// The signatures over it.
    pub signatures: Vec<Parsed>,
}

/// Takes an artifact apart that is one inline-signed message, armored or not, and nothing else.
///
/// # Errors
///
/// Says what it is instead or what is wrong with it.
pub(super) fn of_artifact(bytes: &[u8]) -> Result<Message, MessageProblem> {
    if bytes.first().is_some_and(|first| first & 0x80 != 0) {
        return unpack(bytes);
    }
    unpack(&armor::only_block(bytes, Label::Message).map_err(MessageProblem::Armor)?)
}

/// Takes the packets of a message apart. Signatures over signatures are refused: what they cover
/// depends on the reader. So is a one-pass header that announces another signature than the one
/// that follows: some programs go by the header, others by the signature.
pub(super) fn unpack(packets: &[u8]) -> Result<Message, MessageProblem> {
    let damaged = |_| MessageProblem::Unparsable;
    let mut content = None;
    let mut announced = Vec::new();
    let mut signatures = Vec::new();
    let mut result = PacketParserBuilder::from_bytes(packets)
        .and_then(|builder| {
            builder
                .dearmor(Dearmor::Disabled)
                .max_recursion_depth(DEPTH)
                .automatic_hashing(false)
                .build()
        })
        .map_err(damaged)?;
    let mut count = 0;
    while let PacketParserResult::Some(mut parser) = result {
        count += 1;
        if count > limits::MESSAGE_PACKETS {
            return Err(MessageProblem::TooManyPackets);
        }
        let depth = parser.recursion_depth();
        match &parser.packet {
            Packet::OnePassSig(_) if content.is_some() || !signatures.is_empty() => {
                return Err(MessageProblem::Misplaced);
            }
            Packet::OnePassSig(header) => announced.push((header.clone(), depth)),
            Packet::Literal(_) if content.is_none() => {
                let mut body = Vec::new();
                let cap = u64::try_from(limits::UNPACKED_BYTES).unwrap_or(u64::MAX);
                (&mut parser)
                    .take(cap + 1)
                    .read_to_end(&mut body)
                    .map_err(|_| MessageProblem::CutOff)?;
                if body.len() > limits::UNPACKED_BYTES {
                    return Err(MessageProblem::TooLarge);
                }
                content = Some(body);
            }
            Packet::Signature(_) if signatures.len() == limits::SIGNATURES => {
                return Err(MessageProblem::TooManySignatures);
            }
            // RFC 9580, "OpenPGP Messages": a signature stands in front of what it signs, unless a
            // header announces it.
            Packet::Signature(_) if content.is_some() == announced.is_empty() => {
                return Err(MessageProblem::Misplaced);
            }
            Packet::Signature(_)
            | Packet::CompressedData(_)
            | Packet::Marker(_)
            | Packet::Padding(_) => {}
            Packet::PKESK(_) | Packet::SKESK(_) | Packet::SEIP(_) => {
                return Err(MessageProblem::Encrypted);
            }
            _ => return Err(MessageProblem::ForeignPackets),
        }
        let (packet, next) = parser.recurse().map_err(damaged)?;
        if let Packet::Signature(signature) = packet {
            signatures.push((signature, depth));
        }
        result = next;
    }
    let content = content.ok_or(MessageProblem::NoContent)?;
    if signatures.is_empty() {
        return Err(MessageProblem::NoSignature);
    }
    // RFC 9580, "One-Pass Signature Packet": all but the last say that another over the same data
    // follows.
    let headers = announced.iter().map(|(header, _)| header.last());
    let is_flat =
        announced.is_empty() || headers.rev().enumerate().all(|(n, last)| last == (n == 0));
    if !is_flat || (!announced.is_empty() && announced.len() != signatures.len()) {
        return Err(MessageProblem::Nested);
    }
    // They bracket the text, so the first header announces the last signature.
    for ((header, outer), (signature, depth)) in announced.iter().zip(signatures.iter().rev()) {
        if outer != depth {
            return Err(MessageProblem::Misplaced);
        }
        if let Some(what) = disagreement(header, signature) {
            return Err(MessageProblem::OtherAnnounced(what));
        }
    }
    let signatures = signatures
        .into_iter()
        .map(|(signature, _)| detached::parsed(signature))
        .collect();
    Ok(Message {
        content,
        signatures,
    })
}

/// In what a one-pass header differs from the signature that it announces.
fn disagreement(header: &OnePassSig, signature: &Signature) -> Option<Announced> {
    let issuers = signature.get_issuers();
    if header.hash_algo() != signature.hash_algo() {
        Some(Announced::HashAlgorithm)
    } else if header.typ() != signature.typ() {
        Some(Announced::Type)
    } else if header.pk_algo() != signature.pk_algo() {
        Some(Announced::SignatureAlgorithm)
    } else if !issuers.is_empty() && !issuers.iter().any(|issuer| issuer.aliases(header.issuer())) {
        Some(Announced::Issuer)
    } else if (header.version() == 6) != (signature.version() == 6) {
        Some(Announced::Version)
    } else if header
        .salt()
        .is_some_and(|salt| !matches!(signature, Signature::V6(v6) if v6.salt() == salt))
    {
        Some(Announced::Salt)
    } else {
        None
    }
}
