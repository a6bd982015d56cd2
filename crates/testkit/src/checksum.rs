//! Checksum files in the forms that are seen.

use sha2::{Digest, Sha256, Sha512};

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// SHA-512 in lower-case hexadecimal.
#[must_use]
pub fn sha512(bytes: &[u8]) -> String {
    hex::encode(Sha512::digest(bytes))
}

/// One line as `sha256sum` writes it.
#[must_use]
pub fn gnu_line(bytes: &[u8], name: &str) -> String {
    format!("{}  {name}\n", sha256(bytes))
}

/// One line as BSD's `sha256` and `sha256sum --tag` write it.
#[must_use]
pub fn bsd_line(bytes: &[u8], name: &str) -> String {
    format!("SHA256 ({name}) = {}\n", sha256(bytes))
}
