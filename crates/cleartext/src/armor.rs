//! The armored signature under a signed text (RFC 9580, "Forming ASCII Armor").

use std::ops::Range;

use super::flaw::{Flaw, FramingProblem};
use super::line::{Line, is_header, lines};

pub(super) const SIGNATURE_BEGIN: &[u8] = b"-----BEGIN PGP SIGNATURE-----";
const SIGNATURE_END: &[u8] = b"-----END PGP SIGNATURE-----";
/// RFC 9580, "ASCII Armor", lists these keys; text under any other key would be a message to the
/// reader that nobody signed.
const ARMOR_KEYS: &[&[u8]] = &[
    b"Version:",
    b"Comment:",
    b"Hash:",
    b"Charset:",
    b"MessageID:",
];
/// Bytes in a line of base64: "no more than 76 characters" (RFC 9580, "Conversions"), which some
/// programs exceed a little.
const BODY_LINE_BYTES: usize = 96;

/// Where a signature block stands.
pub(super) struct Block {
    /// Its headers.
    pub headers: Range<usize>,
    /// Where its END line ends, without the line end.
    pub end: usize,
    /// All of its lines with their line ends.
    pub lines: Range<usize>,
}

/// The signature block whose BEGIN line is at `start`.
pub(super) fn signature_block(bytes: &[u8], start: usize) -> Result<Block, Flaw> {
    let first = Line::at(bytes, start).next;
    let (headers, body) = headers(bytes, first)?;
    let mut is_closed = false;
    let mut is_empty = true;
    for line in lines(bytes, body) {
        let content = line.content(bytes);
        if content.trim_ascii_end() == SIGNATURE_END {
            let flaw = is_empty.then_some((FramingProblem::ArmorBody, line.start));
            return flaw.map_or(
                Ok(Block {
                    headers,
                    end: line.end,
                    lines: start..line.next,
                }),
                Err,
            );
        }
        if content.trim_ascii_start().starts_with(SIGNATURE_END) {
            return Err((FramingProblem::EndLine, line.start));
        }
        let is_checksum = content.len() == 5 && content.starts_with(b"=");
        if is_closed || !(is_checksum || is_base64(content)) {
            return Err((FramingProblem::ArmorBody, line.start));
        }
        // Only the END line may follow padding or the checksum.
        is_closed = is_checksum;
        is_empty = false;
    }
    Err((FramingProblem::EndLine, bytes.len()))
}

fn headers(bytes: &[u8], from: usize) -> Result<(Range<usize>, usize), Flaw> {
    for line in lines(bytes, from) {
        let content = line.content(bytes);
        if content.trim_ascii().is_empty() {
            return Ok((from..line.start, line.next));
        }
        if !is_header(content) || !ARMOR_KEYS.iter().any(|key| content.starts_with(key)) {
            return Err((FramingProblem::ArmorHeaders, line.start));
        }
    }
    Err((FramingProblem::EndLine, bytes.len()))
}

fn is_base64(line: &[u8]) -> bool {
    let data = line.trim_ascii_end();
    let digits = data
        .iter()
        .rposition(|byte| *byte != b'=')
        .map_or(0, |last| last + 1);
    (1..=BODY_LINE_BYTES).contains(&data.len())
        && data.len() - digits <= 2
        && data
            .iter()
            .take(digits)
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
}
