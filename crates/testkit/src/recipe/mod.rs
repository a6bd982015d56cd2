//! How everything in `testdata/` that a program can make is made: from the committed keys and
//! sources to the same bytes each time.
//!
//! Four PDF documents are not among it, because typesetters are not deterministic:
//! `testdata/typeset.sh` makes them, and they are signed here as they lie.

mod cases;
mod keys;
mod profiles;
mod sources;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use keys::{Keys, make_missing};
pub use sources::filled;

use crate::repository;

/// Files by their path from the root of the repository.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Every file that is made, from the keys, sources and documents that lie in the repository.
#[must_use]
pub fn outputs() -> Files {
    let keys = Keys::load();
    let mut files = keys.files();
    files.append(&mut profiles::files(&keys));
    files.append(&mut cases::files(&keys));
    files
}

/// Writes files into the repository.
///
/// # Errors
/// Where the file system refuses.
pub fn write(files: &Files) -> std::io::Result<()> {
    for (path, bytes) in files {
        let path = repository().join(path);
        std::fs::create_dir_all(path.parent().unwrap())?;
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

/// A file of the repository that the recipe needs.
fn input(path: &str) -> Vec<u8> {
    let file = repository().join(path);
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Adds a file under a folder.
fn put(files: &mut Files, folder: &str, name: &str, bytes: impl Into<Vec<u8>>) {
    let known = files.insert(Path::new(folder).join(name), bytes.into());
    assert!(known.is_none(), "{folder}/{name} is made twice");
}
