//! Markdown into lines.

use bonafide_model::ReadError;

use crate::{Hint, layout::Layout};

/// Reads Markdown into lines.
pub(crate) fn layout(bytes: &[u8], hint: &Hint) -> Result<Layout, ReadError> {
    crate::text::layout(bytes, hint)
}
