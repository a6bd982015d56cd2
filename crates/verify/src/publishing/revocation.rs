//! Ready-made revocations, which a team keeps at home until it needs one.

use std::borrow::Cow;

use openpgp::parse::Parse;
use openpgp::types::SignatureType;
use openpgp::{Packet, PacketPile};
use sequoia_openpgp as openpgp;

/// A revocation is one signature; the files that GnuPG makes have some 1,500 bytes.
const MAX_BYTES: usize = 64 << 10;

/// The packet's type (RFC 9580, "Packet Types").
const SIGNATURE: u8 = 2;

/// Whether these bytes are revocations of keys and nothing else: whoever imports such a file takes
/// the key out of use.
///
/// GnuPG puts a colon before the armor of those that it makes beforehand, so that nobody imports
/// one by accident; it is one all the same. Says nothing about whether the revocation is valid for
/// any key.
#[must_use]
pub fn is_bare_revocation(bytes: &[u8]) -> bool {
    if bytes.len() > MAX_BYTES || !may_be_signature(bytes) {
        return false;
    }
    let Ok(pile) = PacketPile::from_bytes(&*without_colon(bytes)) else {
        return false;
    };
    let mut packets = pile.descendants().peekable();
    packets.peek().is_some()
        && packets.all(|packet| matches!(packet, Packet::Signature(signature) if signature.typ() == SignatureType::KeyRevocation))
}

/// A look at the first octet, or for armor: most files of a directory are nothing of the kind, and
/// parsing each of them takes long.
fn may_be_signature(bytes: &[u8]) -> bool {
    const ARMOR: &[u8] = b"-----BEGIN PGP";
    let is_packet = bytes.first().is_some_and(|first| match first {
        0xC0.. => first & 0x3F == SIGNATURE,
        0x80.. => first >> 2 & 0x0F == SIGNATURE,
        _ => false,
    });
    is_packet || bytes.windows(ARMOR.len()).any(|window| window == ARMOR)
}

fn without_colon(bytes: &[u8]) -> Cow<'_, [u8]> {
    const GUARDED: &[u8] = b"\n:-----BEGIN";
    match bytes
        .windows(GUARDED.len())
        .position(|window| window == GUARDED)
    {
        Some(at) => Cow::Owned(
            [
                bytes.get(..=at).unwrap_or_default(),
                bytes.get(at + 2..).unwrap_or_default(),
            ]
            .concat(),
        ),
        None => Cow::Borrowed(bytes),
    }
}
