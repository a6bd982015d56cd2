//! HTML into lines.

use bonafide_model::ReadError;

use crate::{Hint, layout::Layout};

/// Reads HTML into lines.
pub(crate) fn layout(bytes: &[u8], hint: &Hint) -> Result<Layout, ReadError> {
    Ok(crate::text::layout_from(bytes, hint, bonafide_model::Format::Html, 1))
}
