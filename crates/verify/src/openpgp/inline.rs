//! Inline-signed messages (RFC 9580, "OpenPGP Messages"): what they hold, and the signatures over
//! it.

use std::io::Read;

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
/// Says in a clause what it is instead or what is wrong with it.
pub(super) fn of_artifact(bytes: &[u8]) -> Result<Message, String> {
    if bytes.first().is_some_and(|first| first & 0x80 != 0) {
        return unpack(bytes);
    }
    unpack(&armor::only_block(bytes, Label::Message)?)
}

/// Takes the packets of a message apart. Signatures over signatures are refused: what they cover
/// depends on the reader. So is a one-pass header that announces another signature than the one
/// that follows: some programs go by the header, others by the signature.
pub(super) fn unpack(packets: &[u8]) -> Result<Message, String> {
    let damaged = |_| "the message cannot be parsed".to_owned();
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
            return Err("too many packets".to_owned());
        }
        let depth = parser.recursion_depth();
        match &parser.packet {
            Packet::OnePassSig(_) if content.is_some() || !signatures.is_empty() => {
                return Err(MISPLACED.to_owned());
            }
            Packet::OnePassSig(header) => announced.push((header.clone(), depth)),
            Packet::Literal(_) if content.is_none() => {
                let mut body = Vec::new();
                let cap = u64::try_from(limits::UNPACKED_BYTES).unwrap_or(u64::MAX);
                (&mut parser)
                    .take(cap + 1)
                    .read_to_end(&mut body)
                    .map_err(|_| "the message is cut off".to_owned())?;
                if body.len() > limits::UNPACKED_BYTES {
                    return Err("the message is too large".to_owned());
                }
                content = Some(body);
            }
            Packet::Signature(_) if signatures.len() == limits::SIGNATURES => {
                return Err("too many signatures".to_owned());
            }
            // RFC 9580, "OpenPGP Messages": a signature stands in front of what it signs, unless a
            // header announces it.
            Packet::Signature(_) if content.is_some() == announced.is_empty() => {
                return Err(MISPLACED.to_owned());
            }
            Packet::Signature(_)
            | Packet::CompressedData(_)
            | Packet::Marker(_)
            | Packet::Padding(_) => {}
            Packet::PKESK(_) | Packet::SKESK(_) | Packet::SEIP(_) => {
                return Err("an encrypted message".to_owned());
            }
            _ => return Err("packets that belong in no signed message".to_owned()),
        }
        let (packet, next) = parser.recurse().map_err(damaged)?;
        if let Packet::Signature(signature) = packet {
            signatures.push((signature, depth));
        }
        result = next;
    }
    let content =
        content.ok_or_else(|| "a message that does not hold what is signed".to_owned())?;
    if signatures.is_empty() {
        return Err("a message without a signature".to_owned());
    }
    // RFC 9580, "One-Pass Signature Packet": all but the last say that another over the same data
    // follows.
    let headers = announced.iter().map(|(header, _)| header.last());
    let is_flat =
        announced.is_empty() || headers.rev().enumerate().all(|(n, last)| last == (n == 0));
    if !is_flat || (!announced.is_empty() && announced.len() != signatures.len()) {
        return Err("signatures over signatures".to_owned());
    }
    // They bracket the text, so the first header announces the last signature.
    for ((header, outer), (signature, depth)) in announced.iter().zip(signatures.iter().rev()) {
        if outer != depth {
            return Err(MISPLACED.to_owned());
        }
        if let Some(what) = disagreement(header, signature) {
            return Err(format!(
                "the one-pass header announces another {what} than its signature has"
            ));
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

const MISPLACED: &str = "a signature or its one-pass header stands where none belongs";

/// In what a one-pass header differs from the signature that it announces.
fn disagreement(header: &OnePassSig, signature: &Signature) -> Option<&'static str> {
    let issuers = signature.get_issuers();
    if header.hash_algo() != signature.hash_algo() {
        Some("hash algorithm")
    } else if header.typ() != signature.typ() {
        Some("signature type")
    } else if header.pk_algo() != signature.pk_algo() {
        Some("signature algorithm")
    } else if !issuers.is_empty() && !issuers.iter().any(|issuer| issuer.aliases(header.issuer())) {
        Some("issuer")
    } else if (header.version() == 6) != (signature.version() == 6) {
        Some("version")
    } else if header
        .salt()
        .is_some_and(|salt| !matches!(signature, Signature::V6(v6) if v6.salt() == salt))
    {
        Some("salt")
    } else {
        None
    }
}
