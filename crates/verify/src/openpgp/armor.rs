//! ASCII armor (RFC 9580, "Forming ASCII Armor"), framed line by line.
//!
//! Sequoia's reader is made to find armor anywhere in a text. What counts as a signature here must be nothing but a signature, so
//! the frame is checked first, and only then the reader decodes what is inside.

use std::io::Read;

use sequoia_openpgp::armor::{Kind, Reader, ReaderMode};

/// What a block says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// `SIGNATURE`.
    Signature,
    /// `MESSAGE`.
    Message,
    /// `PUBLIC KEY BLOCK`.
    PublicKey,
    /// `PRIVATE KEY BLOCK`.
    PrivateKey,
    /// `SIGNED MESSAGE`: the cleartext signature framework.
    SignedMessage,
    /// Anything else, such as `PUBLIC KEY BLOCK, PART 1/3`.
    Other,
}

/// A block between its BEGIN and END lines, both included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    /// What it says that it is.
    pub label: Label,
    /// Its lines.
    pub text: &'a [u8],
}

/// All BEGIN lines that stand at the start of a line (or of the file behind a byte order mark), each with the text up to its END line (or to the end of the text).
pub(super) fn blocks(bytes: &[u8]) -> Vec<Block<'_>> {
    let mut found: Vec<(Label, usize, Option<usize>)> = Vec::new();
    let mut offset = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let start = offset;
        offset += line.len();
        let unmarked = if start == 0 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        if let Some(label) = marker(unmarked, b"-----BEGIN PGP ") {
            found.push((label, start, None));
        } else if marker(line, b"-----END PGP ").is_some()
            && let Some((_, _, end @ None)) = found.last_mut()
        {
            *end = Some(offset);
        }
    }
    let starts: Vec<usize> = found.iter().skip(1).map(|(_, start, _)| *start).chain([bytes.len()]).collect();
    found
        .into_iter()
        .zip(starts)
        .map(|((label, start, end), next)| Block { label, text: bytes.get(start..end.unwrap_or(next)).unwrap_or_default() })
        .collect()
}

/// The packets inside the only thing in `bytes`: one block with this label, with nothing but blank space around it.
///
/// # Errors
///
/// Says in a clause what else is there.
pub(super) fn only_block(bytes: &[u8], label: Label) -> Result<Vec<u8>, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "bytes that are no text stand in the armor".to_owned())?;
    if text.starts_with('\u{feff}') {
        return Err("a byte order mark stands before the armor".to_owned());
    }
    let text = text.trim_ascii();
    let mut lines = text.lines().map(str::trim_ascii_end);
    let begins = |line: Option<&str>| line.is_some_and(|line| marker(line.as_bytes(), b"-----BEGIN PGP ") == Some(label));
    if !begins(lines.next()) {
        return Err("text stands before the armor".to_owned());
    }
    let mut headers = true;
    let mut checksum = false;
    for line in lines.by_ref() {
        if headers {
            if line.is_empty() {
                headers = false;
            } else if !is_header(line) {
                return Err("the armor headers are not followed by an empty line".to_owned());
            }
        } else if line.starts_with("-----") {
            if marker(line.as_bytes(), b"-----END PGP ") != Some(label) {
                return Err("the armor does not end as it begins".to_owned());
            }
            return match lines.next() {
                None => decode(text.as_bytes(), label).ok_or_else(|| "the armor cannot be decoded".to_owned()),
                Some(_) => Err("something stands after the armor".to_owned()),
            };
        } else if checksum || !line.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=')) {
            return Err("the armor holds lines that are not Base64".to_owned());
        } else {
            checksum = line.starts_with('=');
        }
    }
    Err("the armor has no end".to_owned())
}

/// The packets inside a block.
pub(super) fn decode(block: &[u8], label: Label) -> Option<Vec<u8>> {
    let kind = match label {
        Label::Signature => Kind::Signature,
        Label::Message => Kind::Message,
        Label::PublicKey => Kind::PublicKey,
        Label::PrivateKey => Kind::SecretKey,
        Label::SignedMessage | Label::Other => return None,
    };
    let mut packets = Vec::new();
    // Base64 only shrinks, so the caller's cap on the text holds for the packets.
    Reader::from_bytes(block, ReaderMode::Tolerant(Some(kind))).read_to_end(&mut packets).ok()?;
    (!packets.is_empty()).then_some(packets)
}

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && (value.is_empty() || value.starts_with(' '))
    })
}

fn marker(line: &[u8], prefix: &[u8]) -> Option<Label> {
    let label = line.trim_ascii_end().strip_prefix(prefix)?.strip_suffix(b"-----")?;
    Some(match label {
        b"SIGNATURE" => Label::Signature,
        b"MESSAGE" => Label::Message,
        b"PUBLIC KEY BLOCK" => Label::PublicKey,
        b"PRIVATE KEY BLOCK" => Label::PrivateKey,
        b"SIGNED MESSAGE" => Label::SignedMessage,
        _ => Label::Other,
    })
}
