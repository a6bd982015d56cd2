//! Plain text into lines.

use bonafide_model::{Format, ReadError};

use crate::{
    Hint,
    layout::{Layout, Line},
};

/// Reads plain text into lines.
pub(crate) fn layout(bytes: &[u8], _hint: &Hint) -> Result<Layout, ReadError> {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().zip(1..).map(|(line, number)| Line { text: line.to_owned(), number, ..Line::default() }).collect();
    Ok(Layout {
        format: Format::Text,
        pages: None,
        lines,
        other_order: Vec::new(),
        links: Vec::new(),
        warnings: Vec::new(),
        title: None,
        base: None,
    })
}
