//! ASCII armor (RFC 9580, "Forming ASCII Armor"), framed line by line.
//!
//! Sequoia's reader is made to find armor anywhere in a text. What counts as a signature here must
//! be nothing but a signature, so the frame is checked first, and only then the reader decodes what
//! is inside.

use std::io::Read;

use bonafide_model::evidence::ArmorProblem;
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

impl Label {
    fn name(self) -> &'static str {
        match self {
            Self::Signature => "SIGNATURE",
            Self::Message => "MESSAGE",
            Self::PublicKey => "PUBLIC KEY BLOCK",
            Self::PrivateKey => "PRIVATE KEY BLOCK",
            Self::SignedMessage => "SIGNED MESSAGE",
            Self::Other => "",
        }
    }
}

/// A block between its BEGIN and END lines, both included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'a> {
    /// What it says that it is.
    pub label: Label,
    /// Its lines.
    pub text: &'a [u8],
}

/// All BEGIN lines that stand at the start of a line (or of the file behind a byte order mark),
/// each with the text up to its END line (or to the end of the text).
pub(super) fn blocks(bytes: &[u8]) -> Vec<Block<'_>> {
    let mut found: Vec<(Label, usize, Option<usize>)> = Vec::new();
    let mut offset = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let start = offset;
        offset += line.len();
        let unmarked = if start == 0 {
            line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line)
        } else {
            line
        };
        if let Some(label) = marker(unmarked, b"-----BEGIN PGP ") {
            found.push((label, start, None));
        } else if marker(line, b"-----END PGP ").is_some()
            && let Some((_, _, end @ None)) = found.last_mut()
        {
            *end = Some(offset);
        }
    }
    let starts: Vec<usize> = found
        .iter()
        .skip(1)
        .map(|(_, start, _)| *start)
        .chain([bytes.len()])
        .collect();
    found
        .into_iter()
        .zip(starts)
        .map(|((label, start, end), next)| Block {
            label,
            text: bytes.get(start..end.unwrap_or(next)).unwrap_or_default(),
        })
        .collect()
}

/// The packets inside the only thing in `bytes`: one block with this label, with nothing but blank
/// space around it.
///
/// # Errors
///
/// Says what else is there.
pub(super) fn only_block(bytes: &[u8], label: Label) -> Result<Vec<u8>, ArmorProblem> {
    let mut blocks = only_blocks(bytes, &[label])?;
    match (blocks.pop(), blocks.is_empty()) {
        (Some(packets), true) => Ok(packets),
        _ => Err(ArmorProblem::Behind),
    }
}

/// The packets of each block in `bytes`, which hold blocks with these labels and nothing but blank
/// space around them.
///
/// # Errors
///
/// Says what else is there.
pub(super) fn only_blocks(bytes: &[u8], labels: &[Label]) -> Result<Vec<Vec<u8>>, ArmorProblem> {
    let text = std::str::from_utf8(bytes).map_err(|_| ArmorProblem::NotText)?;
    if text.starts_with('\u{feff}') {
        return Err(ArmorProblem::ByteOrderMark);
    }
    let mut blocks = Vec::new();
    let mut lines = text
        .trim_ascii()
        .lines()
        .map(|line| line.trim_end_matches(BLANKS));
    loop {
        let Some(first) = lines
            .by_ref()
            .find(|line| !line.is_empty() || blocks.is_empty())
        else {
            return Ok(blocks);
        };
        let label =
            marker(first.as_bytes(), b"-----BEGIN PGP ").filter(|label| labels.contains(label));
        let Some(label) = label else {
            return Err(if blocks.is_empty() {
                ArmorProblem::Before
            } else {
                ArmorProblem::Behind
            });
        };
        let body = body(&mut lines, label)?;
        blocks
            .push(decode(&without_headers(label, &body), label).ok_or(ArmorProblem::Undecodable)?);
    }
}

/// What a line may end with, and what the line between headers and data may hold (RFC 9580,
/// "Forming ASCII Armor").
const BLANKS: [char; 3] = [' ', '\t', '\r'];

/// The lines of data of the block whose BEGIN line was taken, up to and with its END line.
fn body<'t>(
    lines: &mut impl Iterator<Item = &'t str>,
    label: Label,
) -> Result<Vec<&'t str>, ArmorProblem> {
    let mut headers = true;
    let mut checksum = false;
    let mut data = Vec::new();
    for line in lines {
        if headers {
            if line.is_empty() {
                headers = false;
            } else if !is_header(line) {
                return Err(ArmorProblem::HeadersGoOn);
            }
        } else if line.starts_with("-----") {
            if marker(line.as_bytes(), b"-----END PGP ") != Some(label) {
                return Err(ArmorProblem::OtherEnd);
            }
            return Ok(data);
        } else if checksum
            || !line
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
        {
            return Err(ArmorProblem::NotBase64);
        } else {
            checksum = line.starts_with('=');
            data.push(line);
        }
    }
    Err(ArmorProblem::NoEnd)
}

/// A block as every reader takes it, from lines that were framed strictly.
fn without_headers(label: Label, data: &[&str]) -> Vec<u8> {
    let name = label.name();
    format!(
        "-----BEGIN PGP {name}-----\n\n{}\n-----END PGP {name}-----\n",
        data.join("\n")
    )
    .into_bytes()
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
    Reader::from_bytes(block, ReaderMode::Tolerant(Some(kind)))
        .read_to_end(&mut packets)
        .ok()?;
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
    let label = line
        .trim_ascii_end()
        .strip_prefix(prefix)?
        .strip_suffix(b"-----")?;
    Some(match label {
        b"SIGNATURE" => Label::Signature,
        b"MESSAGE" => Label::Message,
        b"PUBLIC KEY BLOCK" => Label::PublicKey,
        b"PRIVATE KEY BLOCK" => Label::PrivateKey,
        b"SIGNED MESSAGE" => Label::SignedMessage,
        _ => Label::Other,
    })
}
