//! Strict framing of OpenPGP cleartext signatures over the raw bytes (RFC 9580, "Cleartext
//! Signature Framework").
//!
//! Ordinary verifiers are lenient here: they say "valid" about a file in which a person reads text
//! that nobody signed. So this is a framing of its own, which accepts one way of writing a signed
//! text and names what is wrong with every other. It verifies no signature.

mod armor;
mod flaw;
mod line;
#[cfg(test)]
mod tests;

use std::ops::Range;

use armor::{SIGNATURE_BEGIN, signature_block};
use flaw::Flaw;
use line::{Line, is_header, lines};

pub use flaw::FramingProblem;

const BEGIN: &[u8] = b"-----BEGIN PGP SIGNED MESSAGE-----";
/// What is looked for, so that a marker with other dashes around it is found and refused rather
/// than overlooked.
const BEGIN_WORDS: &[u8] = b"BEGIN PGP SIGNED MESSAGE";
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// The text names of RFC 9580, "Hash Algorithms"; any other word in a `Hash` header would be text
/// that nobody signed.
const HASH_NAMES: &[&str] = &[
    "MD5",
    "SHA1",
    "RIPEMD160",
    "SHA224",
    "SHA256",
    "SHA384",
    "SHA512",
    "SHA3-256",
    "SHA3-512",
];

/// What the bytes are as a cleartext-signed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Framing {
    /// No cleartext signature begins here.
    None,
    /// Exactly one signed text, framed strictly. That says nothing about its signature, nor about
    /// the text outside.
    Sound(Signed),
    /// A signed text begins, but programs and people could disagree about what is signed.
    Unsound {
        /// What is wrong.
        problem: FramingProblem,
        /// Where, in bytes from the start.
        offset: usize,
    },
}

/// A strictly framed signed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The text as a person reads it: dash escapes undone, line ends as they were, without the line
    /// end in front of the signature.
    pub payload: Vec<u8>,
    /// Exactly the bytes that are hashed: dash escapes undone, trailing spaces and tabs of each
    /// line removed, line ends CRLF, none after the last line.
    pub canonical: Vec<u8>,
    /// The armored signature block, from its BEGIN line to the end of its END line.
    pub signature: Range<usize>,
    /// The armor headers inside the signature block, such as `Comment:`. Nobody signed them.
    pub armor_headers: Range<usize>,
    /// The names in the `Hash` headers, in order.
    pub hash_headers: Vec<String>,
    /// What stands in front of the signed text. Nobody signed it.
    pub before: Range<usize>,
    /// What stands behind the signature. Nobody signed it.
    pub after: Range<usize>,
    /// The 1-based number of the line on which the payload begins.
    pub payload_first_line: u32,
}

/// Frames the signed text in `bytes`.
///
/// Proves, when [`Framing::Sound`], that `canonical` is what every careful program would hash and
/// `payload` is what a person reads between the markers. Does not prove that the signature is good,
/// and does not refuse text outside: see [`Signed::before`], [`Signed::after`] and
/// [`Signed::armor_headers`].
#[must_use]
pub fn find(bytes: &[u8]) -> Framing {
    let Some(begin) = begin_line(bytes, 0) else {
        return Framing::None;
    };
    match frame(bytes, begin) {
        Ok(signed) => Framing::Sound(signed),
        Err((problem, offset)) => Framing::Unsound { problem, offset },
    }
}

fn frame(bytes: &[u8], begin: Line) -> Result<Signed, Flaw> {
    let content = begin.content(bytes);
    if content.trim_ascii_end() != BEGIN {
        let problem = if content.starts_with(BYTE_ORDER_MARK) {
            FramingProblem::ByteOrderMark
        } else {
            FramingProblem::BeginLineNotAlone
        };
        return Err((problem, begin.start));
    }
    let (hash_headers, payload_start) = hash_headers(bytes, begin.next)?;
    let signature_start = signature_start(bytes, payload_start)?;
    let block = signature_block(bytes, signature_start)?;
    refuse_odd_characters(bytes, begin.start..block.lines.end)?;
    if let Some(second) = begin_line(bytes, block.lines.end) {
        return Err((FramingProblem::SecondMessage, second.start));
    }
    let (payload, canonical) = unescape(bytes, payload_start..signature_start);
    Ok(Signed {
        payload,
        canonical,
        signature: signature_start..block.end,
        armor_headers: block.headers,
        hash_headers,
        before: 0..begin.start,
        after: block.lines.end..bytes.len(),
        payload_first_line: u32::try_from(
            memchr::memchr_iter(b'\n', &bytes[..payload_start]).count(),
        )
        .unwrap_or(u32::MAX - 1)
            + 1,
    })
}

/// The next line from `from` on that is, or is meant to be, the BEGIN line. A mention in running
/// text, behind a word, is none.
fn begin_line(bytes: &[u8], from: usize) -> Option<Line> {
    memchr::memmem::find_iter(bytes.get(from..)?, BEGIN_WORDS).find_map(|at| {
        let line = Line::around(bytes, from + at);
        let in_front = bytes.get(line.start..from + at)?;
        let in_front = in_front.strip_prefix(BYTE_ORDER_MARK).unwrap_or(in_front);
        let is_escaped = in_front.starts_with(b"- ");
        let is_prose = String::from_utf8_lossy(in_front)
            .chars()
            .any(char::is_alphanumeric);
        (!is_escaped && !is_prose).then_some(line)
    })
}

/// The `Hash` headers, and where the text behind the empty line begins.
fn hash_headers(bytes: &[u8], from: usize) -> Result<(Vec<String>, usize), Flaw> {
    let mut names = Vec::new();
    for line in lines(bytes, from) {
        let content = line.content(bytes);
        if content.is_empty() {
            return Ok((names, line.next));
        }
        let Some(value) = content.strip_prefix(b"Hash:") else {
            let problem = if is_header(content) {
                FramingProblem::HeaderNotHash
            } else {
                FramingProblem::NoBlankLine
            };
            return Err((problem, line.start));
        };
        for name in value.split(|&byte| byte == b',') {
            let name = HASH_NAMES
                .iter()
                .find(|known| known.as_bytes() == name.trim_ascii());
            names.push((*name.ok_or((FramingProblem::HashHeaderSyntax, line.start))?).to_owned());
        }
    }
    Err((FramingProblem::NoBlankLine, bytes.len()))
}

/// Where the signature's BEGIN line starts; every line in front of it is part of the text.
fn signature_start(bytes: &[u8], from: usize) -> Result<usize, Flaw> {
    for line in lines(bytes, from) {
        let content = line.content(bytes);
        if content.trim_ascii_end() == SIGNATURE_BEGIN {
            return Ok(line.start);
        }
        let trimmed = content.trim_ascii_start();
        if trimmed.starts_with(SIGNATURE_BEGIN) {
            return Err((FramingProblem::SignatureLineNotAlone, line.start));
        }
        if trimmed.starts_with(BEGIN) {
            return Err((FramingProblem::SecondMessage, line.start));
        }
        if content.starts_with(b"-") && !content.starts_with(b"- ") {
            return Err((FramingProblem::DashNotEscaped, line.start));
        }
    }
    Err((FramingProblem::NoSignature, bytes.len()))
}

/// Refuses what an editor, a terminal and a parser show differently.
fn refuse_odd_characters(bytes: &[u8], range: Range<usize>) -> Result<(), Flaw> {
    let region = &bytes[range.clone()];
    let is_control =
        |byte: &u8| (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || *byte == 0x7F;
    if let Some(at) = region.iter().position(is_control) {
        return Err((
            FramingProblem::ControlCharacter(char::from(region[at])),
            range.start + at,
        ));
    }
    if let Some(at) =
        memchr::memchr_iter(b'\r', region).find(|at| region.get(at + 1) != Some(&b'\n'))
    {
        return Err((FramingProblem::LoneCarriageReturn, range.start + at));
    }
    // Only UTF-8 can be judged: in other character sets the same bytes are letters.
    let Ok(text) = std::str::from_utf8(region) else {
        return Ok(());
    };
    if text.is_ascii() {
        return Ok(());
    }
    match text
        .char_indices()
        .find(|(_, c)| matches!(c, '\u{80}'..='\u{9F}' | '\u{2028}' | '\u{2029}'))
    {
        Some((at, found)) => Err((FramingProblem::ControlCharacter(found), range.start + at)),
        None => Ok(()),
    }
}

/// The text as a person reads it, and as it is hashed.
fn unescape(bytes: &[u8], range: Range<usize>) -> (Vec<u8>, Vec<u8>) {
    let mut payload = Vec::with_capacity(range.len());
    let mut canonical = Vec::with_capacity(range.len() + range.len() / 32);
    let mut line_end: &[u8] = b"";
    for line in lines(&bytes[..range.end], range.start) {
        let content = line.content(bytes);
        let content = content.strip_prefix(b"- ").unwrap_or(content);
        payload.extend_from_slice(line_end);
        payload.extend_from_slice(content);
        if line.start > range.start {
            canonical.extend_from_slice(b"\r\n");
        }
        let kept = content
            .iter()
            .rposition(|byte| !matches!(byte, b' ' | b'\t' | b'\r'))
            .map_or(0, |last| last + 1);
        canonical.extend_from_slice(&content[..kept]);
        line_end = &bytes[line.end..line.next];
    }
    (payload, canonical)
}
