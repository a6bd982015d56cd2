//! Files that the user names beside the documents: certificates, exports, policies, baselines.

use std::io::{self, Read};
use std::path::Path;

use anyhow::Context;
use bonafide_session::Source;
use bonafide_session::file::{self, FileError};

/// More than any of them has: a ring of 900 certificates has about 5 MB.
const MAX_BYTES: u64 = 64 << 20;

/// What the user names: a URL, a file, or `-` for standard input, which is read here.
pub fn source(text: &str) -> anyhow::Result<Source> {
    if text != "-" {
        return Ok(Source::parse(text)?);
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .context("standard input cannot be read")?;
    anyhow::ensure!(
        bytes.len() as u64 <= MAX_BYTES,
        "standard input: more than the limit of {MAX_BYTES} bytes"
    );
    anyhow::ensure!(
        !bytes.is_empty(),
        "standard input is empty; `-` reads the document from there"
    );
    Ok(Source::Stdin(bytes.into()))
}

/// The bytes of a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    file::read(path, MAX_BYTES)
}

/// The same as text.
pub fn text(path: &Path) -> Result<String, FileError> {
    let not_text = |_| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            "it is not UTF-8 text; save it as UTF-8",
        )
    };
    Ok(String::from_utf8(bytes(path)?).map_err(not_text)?)
}
