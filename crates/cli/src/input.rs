//! Files that the user names beside the documents: certificates, exports, policies, baselines.

use std::io;
use std::path::Path;

use bonafide_session::file::{self, FileError};

/// More than any of them has: a ring of 900 certificates has about 5 MB.
const MAX_BYTES: u64 = 64 << 20;

/// The bytes of a file.
pub fn bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    file::read(path, MAX_BYTES)
}

/// The same as text.
pub fn text(path: &Path) -> Result<String, FileError> {
    let not_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text; save it as UTF-8");
    Ok(String::from_utf8(bytes(path)?).map_err(not_text)?)
}
