//! Inline-signed messages (RFC 9580, "OpenPGP Messages"): what they hold, and the signatures over it.

use std::io::Read;

use openpgp::Packet;
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

/// Takes the packets of a message apart. Signatures over signatures are refused: what they cover depends on the reader.
pub(super) fn unpack(packets: &[u8]) -> Result<Message, String> {
    let damaged = |_| "the message cannot be parsed".to_owned();
    let mut content = None;
    let mut one_pass = Vec::new();
    let mut signatures = Vec::new();
    let mut result = PacketParserBuilder::from_bytes(packets)
        .and_then(|builder| builder.dearmor(Dearmor::Disabled).max_recursion_depth(DEPTH).automatic_hashing(false).build())
        .map_err(damaged)?;
    let mut count = 0;
    while let PacketParserResult::Some(mut parser) = result {
        count += 1;
        if count > limits::MESSAGE_PACKETS {
            return Err("too many packets".to_owned());
        }
        match &parser.packet {
            Packet::OnePassSig(packet) => one_pass.push(packet.last()),
            Packet::Literal(_) if content.is_none() => {
                let mut body = Vec::new();
                let cap = u64::try_from(limits::UNPACKED_BYTES).unwrap_or(u64::MAX);
                (&mut parser).take(cap + 1).read_to_end(&mut body).map_err(|_| "the message is cut off".to_owned())?;
                if body.len() > limits::UNPACKED_BYTES {
                    return Err("the message is too large".to_owned());
                }
                content = Some(body);
            }
            Packet::Signature(_) if signatures.len() == limits::SIGNATURES => return Err("too many signatures".to_owned()),
            Packet::Signature(_) | Packet::CompressedData(_) | Packet::Marker(_) | Packet::Padding(_) => {}
            Packet::PKESK(_) | Packet::SKESK(_) | Packet::SEIP(_) => return Err("an encrypted message".to_owned()),
            _ => return Err("packets that belong in no signed message".to_owned()),
        }
        let (packet, next) = parser.recurse().map_err(damaged)?;
        if let Packet::Signature(signature) = packet {
            signatures.push(detached::parsed(signature));
        }
        result = next;
    }
    let content = content.ok_or_else(|| "a message that does not hold what is signed".to_owned())?;
    if signatures.is_empty() {
        return Err("a message without a signature".to_owned());
    }
    // RFC 9580, "One-Pass Signature Packet": all but the last say that another over the same data follows.
    let is_flat = one_pass.split_last().is_none_or(|(last, others)| *last && others.iter().all(|last| !last));
    if !is_flat || (!one_pass.is_empty() && one_pass.len() != signatures.len()) {
        return Err("signatures over signatures".to_owned());
    }
    Ok(Message { content, signatures })
}
