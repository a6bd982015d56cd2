//! Embedded files: their names, and the text of small ones.

use bonafide_model::claims::HiddenBy;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Stream, String as PdfString};
use hayro_syntax::xref::XRef;

use super::limits;
use super::metadata::{side_lines, side_stream};
use super::objects::Visited;
use super::text::text_string;
use crate::document::Line;

/// The embedded files of a document.
#[derive(Debug, Default)]
pub(super) struct Attachments {
    /// Their names; untrusted text.
    pub names: Vec<String>,
    /// The text of those that are small and text.
    texts: Vec<String>,
    visited: Visited,
}

impl Attachments {
    /// Those that the catalog lists.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut found = Self::default();
        let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
            return found;
        };
        if let Some(tree) = catalog
            .get::<Dict<'_>>(b"Names".as_slice())
            .and_then(|names| names.get::<Dict<'_>>(b"EmbeddedFiles".as_slice()))
        {
            found.add_tree(&tree, pdf.xref(), 0);
        }
        for file in found
            .visited
            .new_dicts(catalog.get::<Array<'_>>(b"AF".as_slice()), pdf.xref())
        {
            found.add(&file);
        }
        found
    }

    /// Walks a name tree (ISO 32000-2, "Name trees").
    fn add_tree<'a>(&mut self, node: &Dict<'a>, xref: &'a XRef, depth: usize) {
        if depth > limits::TREE_DEPTH {
            return;
        }
        for file in self
            .visited
            .new_dicts(node.get::<Array<'_>>(b"Names".as_slice()), xref)
        {
            self.add(&file);
        }
        for kid in self
            .visited
            .new_dicts(node.get::<Array<'_>>(b"Kids".as_slice()), xref)
        {
            self.add_tree(&kid, xref, depth + 1);
        }
    }

    /// Adds a file specification.
    pub(super) fn add(&mut self, file: &Dict<'_>) {
        if self.names.len() >= limits::TREE_ENTRIES {
            return;
        }
        let name = ["UF", "F"]
            .iter()
            .find_map(|key| file.get::<PdfString<'_>>(key.as_bytes()));
        let Some(embedded) = file.get::<Dict<'_>>(b"EF".as_slice()) else {
            return;
        };
        self.names.push(
            name.map(|name| text_string(name.as_bytes()))
                .unwrap_or_default(),
        );
        let stream = ["UF", "F"]
            .iter()
            .find_map(|key| embedded.get::<Stream<'_>>(key.as_bytes()));
        let text = stream
            .and_then(|stream| side_stream(&stream))
            .and_then(|data| String::from_utf8(data).ok());
        self.texts.extend(text.filter(|text| !text.contains('\0')));
    }

    pub(super) fn lines(&self) -> Vec<Line<'static>> {
        let texts = self.texts.iter().flat_map(|text| text.lines());
        side_lines(
            self.names.iter().map(String::as_str).chain(texts),
            HiddenBy::Attachment,
        )
    }
}
