//! What a document may have at most. Everything that is read stays bounded, whatever the bytes are.

use bonafide_model::claims::{ReadWarning, ReadWarningKind};

/// The largest PDF in bytes: far more than the largest profile seen.
pub(crate) const PDF_BYTES: usize = 64 << 20;
/// The largest HTML page in bytes: the tree takes many times as much memory.
pub(crate) const HTML_BYTES: usize = 4 << 20;
/// The largest text in bytes.
pub(crate) const TEXT_BYTES: usize = 16 << 20;
/// Lines in a document. The longest profile seen has some 1,500; a file of line ends only must not
/// become a gigabyte of lines.
pub(crate) const LINES: usize = 200_000;
/// Links in a document.
pub(crate) const LINKS: usize = 20_000;
/// Bytes in a hidden line: nobody reads it, and scripts can be megabytes long.
pub(crate) const HIDDEN_LINE_BYTES: usize = 4096;

/// The warning that the rest of something was not read.
pub(crate) fn truncated(what: &str) -> ReadWarning {
    ReadWarning {
        kind: ReadWarningKind::Truncated,
        place: None,
        detail: what.to_owned(),
    }
}

/// Adds that warning, once.
pub(crate) fn warn_truncated(warnings: &mut Vec<ReadWarning>, what: &str) {
    if !warnings
        .iter()
        .any(|warning| warning.kind == ReadWarningKind::Truncated && warning.detail == what)
    {
        warnings.push(truncated(what));
    }
}

/// The longest beginning of `text` that has at most `bytes` bytes.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}
