//! Cleartext-signed text: only what is signed is read.

use bonafide_cleartext::{FramingProblem, Signed};
use bonafide_model::claims::{Format, Place, ReadError, ReadWarning, ReadWarningKind};

use crate::{Hint, document::Document, limits, text};

/// Bytes of an excerpt in a warning.
const EXCERPT_BYTES: usize = 200;

/// Reads the payload in the form that is hashed, so that what is read is what is verified. Line
/// numbers are those of the file.
pub(crate) fn layout<'d>(bytes: &[u8], signed: &'d Signed, hint: &Hint) -> Document<'d> {
    let mut layout = text::layout_from(
        &signed.canonical,
        hint,
        Format::CleartextSigned,
        signed.payload_first_line,
    );
    for outside in [&signed.before, &signed.after] {
        layout
            .warnings
            .extend(outside_warning(bytes, outside.start, outside.end));
    }
    layout
}

/// Says which line is at fault.
pub(crate) fn error(bytes: &[u8], problem: FramingProblem, offset: usize) -> ReadError {
    ReadError::Framing(format!("{problem} (line {})", line_number(bytes, offset)))
}

fn outside_warning(bytes: &[u8], start: usize, end: usize) -> Option<ReadWarning> {
    let outside = bytes.get(start..end)?;
    let first = outside
        .iter()
        .position(|byte| !byte.is_ascii_whitespace())?;
    let text = String::from_utf8_lossy(outside.get(first..)?);
    let line = text.lines().next().unwrap_or_default().trim_end();
    Some(ReadWarning {
        kind: ReadWarningKind::OutsideSignedText,
        place: Some(Place {
            line: line_number(bytes, start + first),
            ..Place::default()
        }),
        detail: limits::prefix(line, EXCERPT_BYTES).to_owned(),
    })
}

fn line_number(bytes: &[u8], offset: usize) -> u32 {
    let in_front = bytes.get(..offset).unwrap_or(bytes);
    u32::try_from(memchr::memchr_iter(b'\n', in_front).count())
        .map_or(u32::MAX, |lines| lines.saturating_add(1))
}
