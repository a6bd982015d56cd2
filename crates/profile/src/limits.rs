//! What a document may have at most. Everything that is read stays bounded, whatever the bytes are.

/// The largest PDF in bytes: ten times the largest profile seen.
#[allow(dead_code)]
pub(crate) const PDF_BYTES: usize = 64 << 20;
/// The largest HTML page in bytes. The parser takes about fifty times as much memory.
#[allow(dead_code)]
pub(crate) const HTML_BYTES: usize = 4 << 20;
/// The largest text in bytes.
#[allow(dead_code)]
pub(crate) const TEXT_BYTES: usize = 16 << 20;
