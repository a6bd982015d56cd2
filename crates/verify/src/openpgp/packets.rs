//! Walks over packets without parsing what is inside (RFC 9580, "Packet Headers").

/// The tags that this crate tells apart (RFC 9580, "Packet Types").
pub(super) mod tag {
    pub(in super::super) const PUBLIC_KEY_ENCRYPTED_SESSION_KEY: u8 = 1;
    pub(in super::super) const SIGNATURE: u8 = 2;
    pub(in super::super) const SYMMETRIC_KEY_ENCRYPTED_SESSION_KEY: u8 = 3;
    pub(in super::super) const ONE_PASS_SIGNATURE: u8 = 4;
    pub(in super::super) const SECRET_KEY: u8 = 5;
    pub(in super::super) const PUBLIC_KEY: u8 = 6;
    pub(in super::super) const SECRET_SUBKEY: u8 = 7;
    pub(in super::super) const COMPRESSED_DATA: u8 = 8;
    pub(in super::super) const ENCRYPTED_DATA: u8 = 9;
    pub(in super::super) const MARKER: u8 = 10;
    pub(in super::super) const LITERAL_DATA: u8 = 11;
    pub(in super::super) const TRUST: u8 = 12;
    pub(in super::super) const USER_ID: u8 = 13;
    pub(in super::super) const PUBLIC_SUBKEY: u8 = 14;
    pub(in super::super) const PROTECTED_DATA: u8 = 18;
    pub(in super::super) const PADDING: u8 = 21;
}

/// One packet as it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct RawPacket<'a> {
    /// Its type.
    pub tag: u8,
    /// Header and body.
    pub whole: &'a [u8],
    /// The body; for partial lengths still with the inner length octets.
    pub body: &'a [u8],
    /// Whether the length stands in front, as certificates and signatures need it.
    pub definite: bool,
}

/// Why the bytes at some offset are no packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PacketError {
    /// The first octet is not that of a packet.
    NotAPacket(usize),
    /// The packet is longer than what is left.
    Truncated(usize),
}

/// Walks from the first byte to the last; stops at the first error.
pub(super) fn walk(bytes: &[u8]) -> Walk<'_> {
    Walk {
        rest: bytes,
        offset: 0,
    }
}

/// The iterator behind [`walk`].
pub(super) struct Walk<'a> {
    rest: &'a [u8],
    offset: usize,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Result<RawPacket<'a>, PacketError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        match first(self.rest, self.offset) {
            Ok((packet, rest)) => {
                self.offset += packet.whole.len();
                self.rest = rest;
                Some(Ok(packet))
            }
            Err(error) => {
                self.rest = &[];
                Some(Err(error))
            }
        }
    }
}

fn first(bytes: &[u8], offset: usize) -> Result<(RawPacket<'_>, &[u8]), PacketError> {
    let truncated = PacketError::Truncated(offset);
    let (&head, after_head) = bytes.split_first().ok_or(truncated)?;
    if head & 0x80 == 0 {
        return Err(PacketError::NotAPacket(offset));
    }
    let (tag, header, length, definite) = if head & 0x40 != 0 {
        let (used, length) = match new_length(after_head).ok_or(truncated)? {
            Length::Full { used, length } => (used, length),
            Length::Partial { .. } => {
                let length = partial_length(after_head).ok_or(truncated)?;
                return packet(bytes, head & 0x3f, 1, length, false).ok_or(truncated);
            }
        };
        (head & 0x3f, 1 + used, length, true)
    } else {
        let octets = match head & 3 {
            0 => 1,
            1 => 2,
            2 => 4,
            _ => 0,
        };
        let tag = (head >> 2) & 0x0f;
        if octets == 0 {
            (tag, 1, after_head.len(), false)
        } else {
            (
                tag,
                1 + octets,
                big_endian(after_head.get(..octets).ok_or(truncated)?),
                true,
            )
        }
    };
    if tag == 0 {
        return Err(PacketError::NotAPacket(offset));
    }
    packet(bytes, tag, header, length, definite).ok_or(truncated)
}

fn packet(
    bytes: &[u8],
    tag: u8,
    header: usize,
    length: usize,
    definite: bool,
) -> Option<(RawPacket<'_>, &[u8])> {
    let end = header.checked_add(length)?;
    let whole = bytes.get(..end)?;
    Some((
        RawPacket {
            tag,
            whole,
            body: whole.get(header..)?,
            definite,
        },
        bytes.get(end..)?,
    ))
}

enum Length {
    Full { used: usize, length: usize },
    Partial { length: usize },
}

fn new_length(bytes: &[u8]) -> Option<Length> {
    let first = usize::from(*bytes.first()?);
    Some(match first {
        0..=191 => Length::Full {
            used: 1,
            length: first,
        },
        192..=223 => Length::Full {
            used: 2,
            length: ((first - 192) << 8) + usize::from(*bytes.get(1)?) + 192,
        },
        224..=254 => Length::Partial {
            length: 1 << (first & 0x1f),
        },
        _ => Length::Full {
            used: 5,
            length: big_endian(bytes.get(1..5)?),
        },
    })
}

/// All chunks of a partial body with their length octets.
fn partial_length(bytes: &[u8]) -> Option<usize> {
    let mut total = 0usize;
    loop {
        match new_length(bytes.get(total..)?)? {
            Length::Partial { length } => total = total.checked_add(1)?.checked_add(length)?,
            Length::Full { used, length } => return total.checked_add(used)?.checked_add(length),
        }
    }
}

fn big_endian(octets: &[u8]) -> usize {
    octets
        .iter()
        .fold(0, |value, octet| (value << 8) | usize::from(*octet))
}

/// Whether a signature packet's body says that it revokes a whole certificate (RFC 9580, "Signature
/// Types", 0x20).
pub(super) fn is_key_revocation(body: &[u8]) -> bool {
    matches!(body, [4 | 6, 0x20, ..])
}

/// The issuers that a signature packet's body names, as upper-case hexadecimal Key IDs (16 digits)
/// and fingerprints, hashed or not. Nothing is verified: this only decides which signatures are
/// worth parsing.
pub(super) fn issuers(body: &[u8]) -> Vec<String> {
    issuers_checked(body).unwrap_or_default()
}

fn issuers_checked(body: &[u8]) -> Option<Vec<String>> {
    if body.first()? == &3 {
        return Some(vec![hex::encode_upper(body.get(7..15)?)]);
    }
    let issuers = subpackets(body)?
        .into_iter()
        .filter_map(|(kind, value)| match (kind, value) {
            (16, value) | (33, [_, value @ ..]) => Some(hex::encode_upper(value)),
            _ => None,
        });
    Some(issuers.collect())
}

/// Types and values of the subpackets of a signature of version 4 or 6, hashed or not; `None` where
/// they are damaged.
fn subpackets(body: &[u8]) -> Option<Vec<(u8, &[u8])>> {
    let mut found = Vec::new();
    let (mut at, width) = match body.first()? {
        4 => (4, 2),
        6 => (4, 4),
        _ => return None,
    };
    for _ in ["hashed", "unhashed"] {
        let length = big_endian(body.get(at..at + width)?);
        at += width;
        let end = at.checked_add(length)?;
        let mut area = body.get(at..end)?;
        at = end;
        while !area.is_empty() {
            let (used, length): (usize, usize) = match *area.first()? {
                first @ 0..=191 => (1, usize::from(first)),
                first @ 192..=254 => (
                    2,
                    ((usize::from(first) - 192) << 8) + usize::from(*area.get(1)?) + 192,
                ),
                255 => (5, big_endian(area.get(1..5)?)),
            };
            let subpacket = area.get(used..used.checked_add(length)?)?;
            area = area.get(used + length..)?;
            // The topmost bit says whether the subpacket has to be understood.
            found.extend(
                subpacket
                    .split_first()
                    .map(|(kind, value)| (kind & 0x7f, value)),
            );
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn old_new_and_partial_lengths_are_told_apart() {
        let bytes = [
            &[0x88, 2, 1, 2][..],
            &[0xc2, 1, 9],
            &[0xcb, 0xe0, 7, 1, 8],
            &[0xa3, 1, 2, 3],
        ]
        .concat();
        let packets: Vec<_> = walk(&bytes).collect::<Result<_, _>>().unwrap();
        let seen: Vec<_> = packets
            .iter()
            .map(|p| (p.tag, p.body.len(), p.definite))
            .collect();
        assert_eq!(
            seen,
            [(2, 2, true), (2, 1, true), (11, 4, false), (8, 3, false)]
        );
    }

    #[test]
    fn what_is_cut_off_or_no_packet_is_an_error_with_its_offset() {
        assert_eq!(
            walk(&[0x88, 3, 1]).last().unwrap().unwrap_err(),
            PacketError::Truncated(0)
        );
        assert_eq!(
            walk(&[0x88, 1, 1, b'x']).last().unwrap().unwrap_err(),
            PacketError::NotAPacket(3)
        );
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_neither_panic_nor_loop(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let walked: usize = walk(&bytes).flatten().map(|p| p.whole.len()).sum();
            prop_assert!(walked <= bytes.len());
            let _ = issuers(&bytes);
        }
    }
}
