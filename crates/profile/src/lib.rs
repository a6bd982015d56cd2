//! Bytes of a profile in, its claims with their places out. No crypto, no network, no clock.
//!
//! [`read`] tells the format by the bytes, turns the document into lines as a person sees them and finds the values that they
//! print. A value that a person cannot see is kept, but marked. Nothing found here is authenticated; [`cleartext`] frames signed
//! text strictly and verifies nothing.

mod charset;
mod claims;
pub mod cleartext;
mod html;
mod layout;
mod limits;
mod markdown;
mod pdf;
mod sections;
mod signed;
mod sniff;
mod source_lines;
mod text;
mod vocabulary;

use std::borrow::Cow;

use bonafide_model::{Claim, Format, Profile, ReadError};
use cleartext::Framing;
use serde::{Deserialize, Serialize};
use sniff::Kind;
use source_lines::SourceLines;

/// What is known about a document beside its bytes. Each of these may be wrong: the bytes decide.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The name of the file, without its directory.
    pub file_name: Option<String>,
    /// The media type that the server declared, with its parameters, such as `text/html; charset=iso-8859-1`.
    pub declared_type: Option<String>,
    /// The URL that the document came from, for relative links.
    pub url: Option<String>,
}

/// Reads a profile.
///
/// The format is told by the bytes; a wrong name or label never wins over them (Markdown, which no bytes give away, goes by name or
/// label). Of a cleartext-signed text only the strictly framed payload is read, in the form in which it is hashed. The values found are claims: they prove nothing.
///
/// # Errors
///
/// Says why the document cannot be read at all, see [`ReadError`]. A document that can be read in part is read, with warnings.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Profile, ReadError> {
    let framing;
    let layout = match sniff::sniff(bytes, hint)? {
        Kind::Pdf => pdf::layout(bytes)?,
        Kind::Html => html::layout(bytes, hint)?,
        kind @ (Kind::Markdown | Kind::Text) => {
            framing = cleartext::find(bytes);
            match &framing {
                Framing::Sound(signed) => signed::layout(bytes, signed, hint),
                Framing::Unsound { problem, offset } => return Err(signed::error(bytes, *problem, *offset)),
                Framing::None if kind == Kind::Markdown => markdown::layout(bytes, hint)?,
                Framing::None => text::layout(bytes, hint)?,
            }
        }
    };
    let sources = SourceLines::of(&layout.lines);
    let mut profile = claims::profile(layout, hint);
    sources.correct(&mut profile);
    Ok(profile)
}

/// The source of a document that is text, as an editor shows it: without a byte order mark, in the character set that [`read`] takes it
/// for. Says nothing of what a person sees of a web page.
#[must_use]
pub fn source_text(bytes: &[u8], format: Format) -> Cow<'_, str> {
    let declared = if format == Format::Html { html::charset_in_page(bytes) } else { None };
    charset::decode(bytes, declared.as_deref()).text
}

/// Whether a plain text prints a fingerprint, a Key ID, an e-mail address, a telephone number, what looks like one, or a URL.
///
/// Tells text outside a signed region that could mislead a reader from text that could not, such as a mailing list's footer.
#[must_use]
pub fn has_claims(text: &[u8]) -> bool {
    let hint = Hint::default();
    let claims = claims::profile(text::layout_from(text, &hint, Format::Text, 1), &hint).claims;
    claims.fingerprints.iter().any(Claim::is_visible)
        || claims.key_ids.iter().any(Claim::is_visible)
        || claims.emails.iter().any(Claim::is_visible)
        || claims.phones.iter().any(Claim::is_visible)
        || claims.unread_contacts.iter().any(Claim::is_visible)
        || claims.urls.iter().any(Claim::is_visible)
}

#[cfg(test)]
mod tests;
