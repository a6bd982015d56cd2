//! Files that the user names beside the documents: certificates, exports, policies, baselines.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// More than any of them has: a ring of 900 certificates has about 5 MB. What never ends, such as a device, must not fill the memory.
const MAX_BYTES: u64 = 64 << 20;

/// The bytes of a file or pipe.
pub fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {} MiB", MAX_BYTES >> 20)));
    }
    Ok(bytes)
}

/// The same as text.
pub fn text(path: &Path) -> io::Result<String> {
    String::from_utf8(bytes(path)?)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text; save it as UTF-8"))
}
