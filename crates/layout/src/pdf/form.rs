//! Forms: values of fields, and signatures made by X.509 certificates.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, String as PdfString};
use hayro_syntax::xref::XRef;

use super::limits;
use super::metadata::side_stream;
use super::objects::{Visited, objects};
use super::signer::signer;
use super::text::text_string;

/// What is in the form of a document.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// How many fields there are besides those for signatures.
    pub fields: usize,
    /// Whether the form is described a second time in XML, which some viewers show instead.
    pub has_xfa: bool,
    /// The values of text and choice fields.
    pub values: Vec<String>,
    /// The signer of each signature, see [`signer`]; empty where none is named.
    pub signatures: Vec<String>,
    visited: Visited,
}

impl Form {
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut form = Self::default();
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let Some(acroform) =
            catalog.and_then(|catalog| catalog.get::<Dict<'_>>(b"AcroForm".as_slice()))
        else {
            return form;
        };
        form.has_xfa = acroform.contains_key(b"XFA".as_slice());
        form.add_kids(
            acroform.get::<Array<'_>>(b"Fields".as_slice()),
            pdf.xref(),
            None,
            0,
        );
        form
    }

    fn add_kids<'a>(
        &mut self,
        kids: Option<Array<'a>>,
        xref: &'a XRef,
        kind: Option<&[u8]>,
        depth: usize,
    ) {
        for field in self.visited.new_dicts(kids, xref) {
            self.add(&field, xref, kind, depth);
        }
    }

    /// Adds a field; its type may be its parent's (ISO 32000-2, "Field dictionaries").
    fn add<'a>(&mut self, field: &Dict<'a>, xref: &'a XRef, kind: Option<&[u8]>, depth: usize) {
        if depth > limits::TREE_DEPTH {
            return;
        }
        let own = field.get::<Name<'_>>(b"FT".as_slice());
        let kind = own.as_deref().or(kind);
        let is_signature = kind == Some(b"Sig");
        if kind.is_some() && !is_signature {
            self.fields += 1;
        }
        match field.get::<Object<'_>>(b"V".as_slice()) {
            Some(Object::Dict(signature)) if is_signature => self.add_signature(&signature),
            Some(Object::String(value)) => self.values.push(text_string(value.as_bytes())),
            Some(Object::Stream(value)) => self
                .values
                .extend(side_stream(&value).map(|data| text_string(&data))),
            Some(Object::Array(choices)) => {
                let texts = objects(Some(choices), xref).filter_map(Object::into_string);
                self.values
                    .extend(texts.map(|value| text_string(value.as_bytes())));
            }
            _ => {}
        }
        self.add_kids(
            field.get::<Array<'_>>(b"Kids".as_slice()),
            xref,
            kind,
            depth + 1,
        );
    }

    fn add_signature(&mut self, signature: &Dict<'_>) {
        if !signature.contains_key(b"ByteRange".as_slice()) {
            return;
        }
        let certified = signature
            .get::<PdfString<'_>>(b"Contents".as_slice())
            .and_then(|contents| signer(contents.as_bytes()));
        let stated = || {
            signature
                .get::<PdfString<'_>>(b"Name".as_slice())
                .map(|name| text_string(name.as_bytes()))
        };
        self.signatures
            .push(certified.or_else(stated).unwrap_or_default());
    }
}
