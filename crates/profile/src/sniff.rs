//! Tells the format of a document by its bytes.

use bonafide_model::ReadError;

use crate::Hint;

/// A format that there is a reader for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// PDF.
    Pdf,
    /// HTML or XHTML.
    #[allow(dead_code)]
    Html,
    /// Markdown, by name or label.
    #[allow(dead_code)]
    Markdown,
    /// Any other text.
    Text,
}

/// Tells the format of a document.
pub(crate) fn sniff(bytes: &[u8], _hint: &Hint) -> Result<Kind, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(if bytes.starts_with(b"%PDF-") { Kind::Pdf } else { Kind::Text })
}
