//! Bytes of a document in, its text with places out: what a person sees of it, and what is hidden.
//! No claims, no crypto, no network, no clock.
//!
//! [`Source`] tells the format by the bytes and frames a signed text; [`Source::document`] reads
//! it. Nothing here says what the text means.

mod charset;
mod document;
mod hint;
mod html;
mod limits;
mod markdown;
mod pdf;
mod signed;
mod sniff;
mod text;

use std::borrow::Cow;

use bonafide_cleartext::{Framing, Signed};
use bonafide_model::claims::{Format, ReadError};
use bonafide_model::judgement::{PagePicture, PageRequest};
use sniff::Kind;

pub use document::{Block, Document, Line, Link};
pub use hint::Hint;

/// A document whose format is known, before it is read.
#[derive(Debug)]
pub struct Source<'d> {
    bytes: &'d [u8],
    hint: &'d Hint,
    kind: Kind,
    /// Of a cleartext-signed text, what is signed.
    signed: Option<Signed>,
}

impl<'d> Source<'d> {
    /// Tells the format, and frames a cleartext-signed text.
    ///
    /// The format is told by the bytes; a wrong name or label never wins over them (Markdown, which
    /// no bytes give away, goes by name or label).
    ///
    /// # Errors
    ///
    /// For a format that is not read, a document that is too large, and a signed text whose framing
    /// is not sound.
    pub fn new(bytes: &'d [u8], hint: &'d Hint) -> Result<Self, ReadError> {
        let kind = sniff::sniff(bytes, hint)?;
        let signed = match kind {
            Kind::Pdf | Kind::Html => None,
            Kind::Markdown | Kind::Text => match bonafide_cleartext::find(bytes) {
                Framing::None => None,
                Framing::Sound(signed) => Some(signed),
                Framing::Unsound { problem, offset } => {
                    return Err(signed::error(bytes, problem, offset));
                }
            },
        };
        Ok(Self {
            bytes,
            hint,
            kind,
            signed,
        })
    }

    /// Reads the document. Of a cleartext-signed text only the strictly framed payload is read, in
    /// the form in which it is hashed.
    ///
    /// # Errors
    ///
    /// Says why the document cannot be read at all, see [`ReadError`]. A document that can be read
    /// in part is read, with warnings.
    pub fn document(&self) -> Result<Document<'_>, ReadError> {
        let mut document = match (self.kind, &self.signed) {
            (Kind::Pdf, _) => pdf::layout(self.bytes)?,
            (Kind::Html, _) => html::layout(self.bytes, self.hint)?,
            (_, Some(signed)) => signed::layout(self.bytes, signed, self.hint),
            (Kind::Markdown, None) => markdown::layout(self.bytes, self.hint)?,
            (Kind::Text, None) => text::layout(self.bytes, self.hint),
        };
        document.plain_blanks();
        Ok(document)
    }
}

/// Draws a page of a PDF, and tells where on it some values stand. It shows what a viewer shows and
/// proves nothing: whoever wrote the document drew the page.
///
/// # Errors
///
/// Where it is no PDF, cannot be opened, or has no such page.
pub fn picture(bytes: &[u8], wanted: &PageRequest) -> Result<PagePicture, ReadError> {
    match sniff::sniff(bytes, &Hint::default())? {
        Kind::Pdf => pdf::picture(bytes, wanted),
        Kind::Html | Kind::Markdown | Kind::Text => {
            Err(ReadError::UnknownFormat("it has no pages".to_owned()))
        }
    }
}

/// The source of a document that is text, as an editor shows it: without a byte order mark, in the
/// character set that it is read in. Says nothing of what a person sees of a web page.
#[must_use]
pub fn source_text(bytes: &[u8], format: Format) -> Cow<'_, str> {
    let declared = if format == Format::Html {
        html::charset_in_page(bytes)
    } else {
        None
    };
    charset::decode(bytes, declared.as_deref()).text
}

#[cfg(test)]
mod tests;
