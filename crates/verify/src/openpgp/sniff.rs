//! The outer form of some bytes.

use bonafide_model::evidence::FileKind;

use super::armor::{self, Block};
use super::encoding;

/// The outer form.
pub(super) enum Sniff<'a> {
    /// Nothing but blank space.
    Empty,
    /// A web page.
    Html,
    /// Something that OpenPGP has no part in.
    Foreign(FileKind),
    /// Begins like a packet.
    Packets,
    /// Text with at least one BEGIN line.
    Armor(Vec<Block<'a>>),
}

/// Tells the outer form.
pub(super) fn sniff(bytes: &[u8]) -> Sniff<'_> {
    // PNG and JPEG begin with octets that could head a packet.
    const MAGIC: [(&[u8], FileKind); 7] = [
        (b"\x89PNG", FileKind::Image),
        (b"\xff\xd8\xff", FileKind::Image),
        (b"GIF8", FileKind::Image),
        (b"%PDF-", FileKind::Pdf),
        (b"PK\x03\x04", FileKind::Zip),
        (b"\x1f\x8b", FileKind::Gzip),
        (b"\xd0\xcf\x11\xe0", FileKind::Office),
    ];
    let text = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if text.is_empty() {
        return Sniff::Empty;
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Sniff::Foreign(*what);
    }
    if encoding::is_utf16(bytes) {
        return Sniff::Foreign(FileKind::Utf16);
    }
    // A length of four octets, a type, a version and flags stand before it.
    if bytes.get(8..12) == Some(b"KBXf") {
        return Sniff::Foreign(FileKind::Keybox);
    }
    if text.starts_with(b"<") {
        return Sniff::Html;
    }
    if bytes.first().is_some_and(|first| first & 0x80 != 0) && !bytes.starts_with(b"\xef\xbb\xbf") {
        return Sniff::Packets;
    }
    let blocks = armor::blocks(bytes);
    if !blocks.is_empty() {
        return Sniff::Armor(blocks);
    }
    if is_checksum(text) {
        return Sniff::Foreign(FileKind::Checksums);
    }
    Sniff::Foreign(if text.contains(&0) {
        FileKind::Binary
    } else {
        FileKind::PlainText
    })
}

/// Whether the first word or the last is a hash value, as in the GNU and the BSD form.
fn is_checksum(text: &[u8]) -> bool {
    let line = text
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default()
        .trim_ascii();
    let is_hash = |word: &[u8]| {
        matches!(word.len(), 32 | 40 | 56 | 64 | 96 | 128) && word.iter().all(u8::is_ascii_hexdigit)
    };
    let mut words = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    words.next().is_some_and(is_hash) || words.next_back().is_some_and(is_hash)
}
