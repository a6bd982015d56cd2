//! What some bytes are, by the bytes alone.

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{FileKind, OtherThing};

use super::armor::{self, Block, Label};
use super::packets::{self, tag};
use super::sniff::{Sniff, sniff};
use super::{detached, inline, limits, ring};

/// What a gathered thing is. Telling the kind proves nothing about what is inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// One armored signature block or bare signature packets, and nothing else.
    DetachedSignature,
    /// A cleartext-signed text (RFC 9580, "Cleartext Signature Framework"); its framing may still
    /// be unsound.
    CleartextSigned,
    /// An inline-signed message, which holds what it signs.
    InlineSigned,
    /// One or several public certificates, with the fingerprints of their primary keys in order.
    Certificate {
        /// Fingerprints of the primary keys.
        fingerprints: Vec<Fingerprint>,
    },
    /// Secret key material: it must neither be shown nor stored.
    SecretKey,
    /// A web page, whatever it shows.
    Html,
    /// Nothing but blank space.
    Empty,
    /// Something else.
    Other(OtherThing),
}

/// Tells what `bytes` are: strict where it matters (a signature must be nothing but a signature),
/// for naming what else stands where a signature or a key was looked for. It verifies nothing.
#[must_use]
pub fn classify(bytes: &[u8]) -> Kind {
    match sniff(bytes) {
        Sniff::Empty => Kind::Empty,
        Sniff::Html => Kind::Html,
        // Keys are read in this encoding, and secret ones must be known for what they are.
        Sniff::Foreign(kind @ FileKind::Utf16) => match of_keys(bytes) {
            key @ (Kind::Certificate { .. } | Kind::SecretKey) => key,
            _ => other(kind),
        },
        Sniff::Foreign(kind) => other(kind),
        Sniff::Packets => of_packets(bytes),
        Sniff::Armor(blocks) => of_armor(bytes, &blocks),
    }
}

fn other(kind: FileKind) -> Kind {
    Kind::Other(OtherThing::Kind(kind))
}

fn of_packets(bytes: &[u8]) -> Kind {
    let mut tags = packets::walk(bytes)
        .take(limits::RAW_PACKETS)
        .map(|packet| packet.map(|packet| packet.tag));
    if packets::walk(bytes)
        .next()
        .is_some_and(|first| first.is_ok_and(|first| is_other_data(first.tag, first.body)))
    {
        return other(FileKind::Binary);
    }
    match tags.next() {
        Some(Ok(tag::SIGNATURE)) if tags.any(|tag| tag == Ok(tag::LITERAL_DATA)) => {
            Kind::InlineSigned
        }
        Some(Ok(tag::SIGNATURE)) => match detached::of_packets(bytes) {
            Ok(_) => Kind::DetachedSignature,
            Err(problem) => Kind::Other(OtherThing::NotDetached(problem)),
        },
        Some(Ok(tag::ONE_PASS_SIGNATURE)) => Kind::InlineSigned,
        Some(Ok(tag::COMPRESSED_DATA)) if inline::unpack(bytes).is_ok() => Kind::InlineSigned,
        Some(Ok(tag::COMPRESSED_DATA)) => other(FileKind::CompressedMessage),
        Some(Ok(tag::LITERAL_DATA)) => other(FileKind::UnsignedMessage),
        Some(Ok(tag::SECRET_KEY | tag::SECRET_SUBKEY)) => Kind::SecretKey,
        Some(Ok(tag::PUBLIC_KEY)) => of_keys(bytes),
        Some(Ok(
            tag::PUBLIC_KEY_ENCRYPTED_SESSION_KEY
            | tag::SYMMETRIC_KEY_ENCRYPTED_SESSION_KEY
            | tag::ENCRYPTED_DATA
            | tag::PROTECTED_DATA,
        )) => other(FileKind::EncryptedMessage),
        Some(Ok(_)) => other(FileKind::NeitherSignatureNorKey),
        Some(Err(_)) | None => other(FileKind::Binary),
    }
}

/// Whether what has the tag of a secret key cannot be a key: one byte in fifty begins such a
/// packet, and a text may begin with it, as
/// `Ł` does in UTF-8. A key has a version and an algorithm (RFC 9580, "Public Key Packet Formats", "Public Key Algorithms").
fn is_other_data(tag: u8, body: &[u8]) -> bool {
    if !matches!(tag, tag::SECRET_KEY | tag::SECRET_SUBKEY) {
        return false;
    }
    let algorithm = match body.first() {
        // Two octets of validity stand before it.
        Some(2 | 3) => body.get(7),
        Some(4..=6) => body.get(5),
        _ => None,
    };
    !algorithm.is_some_and(|algorithm| matches!(algorithm, 1..=3 | 16..=35 | 100..=110))
}

fn of_armor(bytes: &[u8], blocks: &[Block<'_>]) -> Kind {
    let has = |label| blocks.iter().any(|block| block.label == label);
    match blocks.first().map(|block| block.label) {
        _ if has(Label::PrivateKey) => Kind::SecretKey,
        Some(Label::SignedMessage) => Kind::CleartextSigned,
        Some(Label::Signature) => match detached::of_artifact(bytes) {
            Ok(_) => Kind::DetachedSignature,
            Err(problem) => Kind::Other(OtherThing::NotDetached(problem)),
        },
        Some(Label::PublicKey) => of_keys(bytes),
        Some(Label::Message) => match blocks
            .first()
            .and_then(|block| armor::decode(block.text, Label::Message))
        {
            Some(packets) => of_packets(&packets),
            None => other(FileKind::DamagedMessage),
        },
        _ => other(FileKind::UnknownArmor),
    }
}

fn of_keys(bytes: &[u8]) -> Kind {
    match ring::split(bytes, &ring::Keep::default()) {
        Ok(ring) if ring.secret => Kind::SecretKey,
        Ok(ring) if ring.pieces.is_empty() && !ring.revocations.is_empty() => {
            other(FileKind::Revocation)
        }
        Ok(ring) if ring.pieces.is_empty() => Kind::Other(
            ring.problems
                .first()
                .map_or(OtherThing::Kind(FileKind::DamagedCertificate), |problem| {
                    OtherThing::NoCertificate(*problem)
                }),
        ),
        Ok(ring) => Kind::Certificate {
            fingerprints: ring
                .pieces
                .into_iter()
                .map(|piece| piece.fingerprint)
                .collect(),
        },
        Err(problem) => Kind::Other(OtherThing::NoCertificate(problem)),
    }
}
