//! Bytes of a profile in, its claims with their places out. No crypto, no network, no clock.
//!
//! [`read`] takes the lines that `layout` reads and finds the values that they print. A value that
//! a person cannot see is kept, but marked. Nothing found here is authenticated.

mod claims;
mod fields;
mod sections;
mod source_lines;
mod vocabulary;

use bonafide_layout::Source;
use bonafide_model::claims::{Profile, ReadError};
use source_lines::SourceLines;

pub use bonafide_layout::{Hint, picture, source_text};

/// Reads a profile. The values found are claims: they prove nothing.
///
/// # Errors
///
/// Says why the document cannot be read at all, see [`ReadError`]. A document that can be read in
/// part is read, with warnings.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Profile, ReadError> {
    let source = Source::new(bytes, hint)?;
    let document = source.document()?;
    let sources = SourceLines::of(&document.lines);
    let mut profile = claims::profile(document);
    sources.correct(&mut profile);
    Ok(profile)
}

#[cfg(test)]
mod tests;
