//! Names for what is no profile, so that the report can say what was found instead.

use crate::charset;

/// Bytes that are looked at for control characters.
const SAMPLE_BYTES: usize = 8192;
/// Control characters per hundred bytes from which on it is no text.
const CONTROL_PERCENT: usize = 2;

/// Signatures at the very start.
const MAGIC: &[(&[u8], &str)] = &[
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old Microsoft Office document",
    ),
    (b"\xFF\xD8\xFF", "a JPEG image"),
    (b"\x89PNG\r\n\x1A\n", "a PNG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a RIFF file such as WebP"),
    (b"\x7FELF", "an ELF program"),
    (b"MZ\x90\0", "a Windows program"),
    (b"\x1F\x8B", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xFD7zXZ\0", "xz-compressed data"),
    (b"\x28\xB5\x2F\xFD", "zstd-compressed data"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\xFF\xFE\0\0", "text in UTF-32"),
    (b"\0\0\xFE\xFF", "text in UTF-32"),
];

/// Documents in text form that are no text to read.
const TEXT_MAGIC: &[(&[u8], &str)] = &[
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
];

/// Armor blocks that a whole file can be.
const ARMOR: &[(&str, &str)] = &[
    ("PGP MESSAGE", "an OpenPGP message"),
    ("PGP SIGNATURE", "a detached OpenPGP signature"),
    ("PGP PUBLIC KEY BLOCK", "an OpenPGP certificate"),
    ("PGP PRIVATE KEY BLOCK", "an OpenPGP private key"),
    ("CERTIFICATE", "an X.509 certificate"),
    ("PKCS7", "a PKCS #7 message"),
];

/// What a file that is no text seems to be; `None` for text.
pub(super) fn describe(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = TEXT_MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
    {
        return Some(what);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip(bytes));
    }
    let magic = MAGIC
        .iter()
        .find(|(magic, _)| bytes.starts_with(magic))
        .map(|(_, what)| *what);
    let is_wide = bytes.starts_with(b"\xFF\xFE")
        || bytes.starts_with(b"\xFE\xFF")
        || charset::utf16_without_mark(bytes).is_some();
    if is_wide || !is_binary(bytes) {
        return magic.filter(|what| what.contains("UTF-32"));
    }
    Some(magic.unwrap_or(if looks_like_packets(bytes) {
        "binary data, perhaps OpenPGP packets"
    } else {
        "binary data"
    }))
}

/// What a file that is nothing but one armor block is.
pub(super) fn describe_armor(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.trim_ascii();
    let (_, what) = ARMOR.iter().find(|(name, _)| {
        let end = format!("-----END {name}-----");
        text.starts_with(format!("-----BEGIN {name}-----").as_bytes())
            && text.ends_with(end.as_bytes())
            && memchr::memmem::find(text, end.as_bytes()) == Some(text.len() - end.len())
    })?;
    Some(what)
}

fn zip(bytes: &[u8]) -> &'static str {
    let has = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if has(b"word/document.xml") {
        "a ZIP archive: DOCX"
    } else if has(b"application/vnd.oasis.opendocument.text") {
        "a ZIP archive: ODT"
    } else if has(b"application/epub+zip") {
        "a ZIP archive: EPUB"
    } else {
        "a ZIP archive"
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let is_letter = |byte: Option<&u8>| byte.is_some_and(|byte| *byte >= b' ');
    // What is struck over something, as `man` makes bold letters, is text.
    let is_overstrike = |at: usize| {
        sample.get(at) == Some(&0x08)
            && is_letter(at.checked_sub(1).and_then(|before| sample.get(before)))
            && is_letter(sample.get(at + 1))
    };
    let controls = sample.iter().enumerate().filter(|(at, byte)| {
        **byte < 0x20
            && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0B' | b'\x0C' | b'\x1B')
            && !is_overstrike(*at)
    });
    controls.count() * 100 > sample.len() * CONTROL_PERCENT
}

/// The first byte of an OpenPGP packet (RFC 9580, "Packet Headers") of a kind that begins a
/// message, signature or certificate.
fn looks_like_packets(bytes: &[u8]) -> bool {
    let Some(first) = bytes.first().filter(|first| **first & 0x80 != 0) else {
        return false;
    };
    let tag = if first & 0x40 != 0 {
        first & 0x3F
    } else {
        (first >> 2) & 0x0F
    };
    matches!(tag, 1..=6 | 8 | 11 | 18)
}
