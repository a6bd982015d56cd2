//! Armored keys as mail programs and editors leave them: in UTF-16, behind a byte order mark, in
//! quoted-printable.
//!
//! A certificate is whose its fingerprint says, so reading one more kindly trusts nobody.
//! Signatures are read as they stand.

use std::borrow::Cow;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether the bytes are text in UTF-16, with a byte order mark or without.
pub(super) fn is_utf16(bytes: &[u8]) -> bool {
    units(bytes).is_some()
}

/// The text in UTF-8 and without a byte order mark; what is no such text stays as it is.
pub(super) fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    match units(bytes) {
        Some(units) => Cow::Owned(
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or('\u{fffd}'))
                .collect::<String>()
                .into_bytes(),
        ),
        None => Cow::Borrowed(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)),
    }
}

type Order = fn([u8; 2]) -> u16;

/// The 16-bit units of UTF-16. Without a mark it has to begin with three ASCII characters, as armor
/// does.
fn units(bytes: &[u8]) -> Option<Vec<u16>> {
    let (order, text): (Order, &[u8]) = match bytes {
        [0xff, 0xfe, text @ ..] => (u16::from_le_bytes, text),
        [0xfe, 0xff, text @ ..] => (u16::from_be_bytes, text),
        [1..=0x7f, 0, 1..=0x7f, 0, 1..=0x7f, 0, ..] => (u16::from_le_bytes, bytes),
        [0, 1..=0x7f, 0, 1..=0x7f, 0, 1..=0x7f, ..] => (u16::from_be_bytes, bytes),
        _ => return None,
    };
    Some(
        text.chunks_exact(2)
            .filter_map(|pair| Some(order(pair.try_into().ok()?)))
            .collect(),
    )
}

/// An armored block with quoted-printable undone (RFC 2045, "Quoted-Printable
/// Content-Transfer-Encoding"), if it looks like it: no line of Base64 ends with `=3D`, and its
/// checksum has five characters.
pub(super) fn without_quotes(block: &[u8]) -> Option<Vec<u8>> {
    let mut lines = block
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end);
    if !lines.any(|line| line.ends_with(b"=3D") || line.len() == 7 && line.starts_with(b"=3D")) {
        return None;
    }
    let mut out = Vec::with_capacity(block.len());
    let mut rest = block;
    while let Some((&first, tail)) = rest.split_first() {
        let quoted = tail
            .get(..2)
            .filter(|_| first == b'=')
            .and_then(|pair| hex::decode(pair).ok());
        rest = match (quoted.as_deref(), first, tail) {
            (Some(&[byte]), _, [_, _, after @ ..]) => {
                out.push(byte);
                after
            }
            (_, b'=', [b'\n', after @ ..] | [b'\r', b'\n', after @ ..]) => after,
            _ => {
                out.push(first);
                tail
            }
        };
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_utf16_and_behind_a_mark_is_read_and_binary_stays_as_it_is() {
        let text = "-----BEGIN é\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            le.clone(),
            be.clone(),
            [b"\xff\xfe", le.as_slice()].concat(),
            [b"\xfe\xff", be.as_slice()].concat(),
            [BYTE_ORDER_MARK, text.as_bytes()].concat(),
        ] {
            assert_eq!(utf8(&bytes), text.as_bytes());
        }
        for binary in [
            &b"\x99\x01\x0d\x04"[..],
            b"\x98\x33\x04",
            b"text\n",
            b"",
            b"\xff",
        ] {
            assert_eq!(utf8(binary), binary);
            assert!(!is_utf16(binary));
        }
    }

    #[test]
    fn quoted_printable_is_undone_only_where_it_is_meant() {
        assert_eq!(
            without_quotes(b"BEGIN\n\nAAA=3D=3D\n=3DwmeN\nEND\n").as_deref(),
            Some(&b"BEGIN\n\nAAA==\n=wmeN\nEND\n"[..])
        );
        assert_eq!(
            without_quotes(b"AA=\r\nBB=3D\r\n").as_deref(),
            Some(&b"AABB=\r\n"[..])
        );
        for plain in [&b"AAAA\n=3Dwm\n"[..], b"AA==\n=wmeN\n", b""] {
            assert_eq!(without_quotes(plain), None);
        }
    }
}
