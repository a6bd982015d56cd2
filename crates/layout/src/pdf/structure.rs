//! Replacement texts of the structure tree, which screen readers use instead of what is drawn.

use std::collections::HashSet;

use bonafide_model::claims::HiddenBy;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Object, String as PdfString};

use super::metadata::side_lines;
use super::spans::comparable;
use super::text::text_string;
use crate::document::Line;

/// Different texts looked at. Tagged documents replace ligatures and hyphenated words, a few
/// hundred in a long one.
const TEXTS: usize = 2_000;
/// Bytes of the document's text in which they are looked for: a few hundred pages.
const SHOWN_BYTES: usize = 2 << 20;

/// The replacement texts of structure elements (`ActualText`) that say something else than the
/// document's visible text, and their descriptions and expansions (`Alt`, `E`), as hidden lines.
pub(super) fn lines(pdf: &Pdf, shown: &[Line<'_>]) -> Vec<Line<'static>> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    if !catalog.is_some_and(|catalog| catalog.contains_key(b"StructTreeRoot".as_slice())) {
        return Vec::new();
    }
    let (mut replacements, mut descriptions) = (HashSet::new(), HashSet::new());
    for element in pdf
        .objects()
        .into_iter()
        .filter_map(Object::into_dict)
        .filter(|dict| dict.contains_key(b"S".as_slice()))
    {
        let text = |key: &[u8]| {
            element
                .get::<PdfString<'_>>(key)
                .map(|text| text_string(text.as_bytes()))
        };
        if replacements.len() < TEXTS {
            replacements.extend(text(b"ActualText"));
        }
        if descriptions.len() < TEXTS {
            descriptions.extend([b"Alt".as_slice(), b"E"].into_iter().filter_map(text));
        }
    }
    replacements.retain(|text| text.chars().any(char::is_alphanumeric));
    if !replacements.is_empty() {
        let visible = shown
            .iter()
            .filter(|line| line.hidden_by.is_none())
            .map(|line| &*line.text);
        let mut shown = comparable(&visible.collect::<Vec<_>>().join(" "));
        shown.truncate(shown.floor_char_boundary(SHOWN_BYTES));
        replacements.retain(|text| !shown.contains(&comparable(text)));
    }
    let mut lines = side_lines(sorted(&replacements), HiddenBy::ActualText);
    lines.extend(side_lines(sorted(&descriptions), HiddenBy::Metadata));
    lines
}

fn sorted(texts: &HashSet<String>) -> impl Iterator<Item = &str> {
    let mut lines: Vec<&str> = texts.iter().flat_map(|text| text.lines()).collect();
    lines.sort_unstable();
    lines.into_iter()
}
