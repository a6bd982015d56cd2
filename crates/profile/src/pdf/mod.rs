//! PDF.

use bonafide_model::ReadError;

use crate::layout::Layout;

/// Reads a PDF into lines.
///
/// # Errors
///
/// When nothing can be read.
pub(crate) fn layout(_bytes: &[u8]) -> Result<Layout, ReadError> {
    Err(ReadError::UnknownFormat("PDF, which this build does not read".to_owned()))
}
