//! Telling what tests could not do on this machine. Test harnesses keep to themselves what a test
//! prints that passes, so it is written down, and the last test of all, `skipped` of
//! bonafide-verify, tells it.
//!
//! Crates without this one among their dependencies take this file by its path, and need not use
//! all of it.
#![allow(dead_code)]

use std::path::PathBuf;
use std::{env, fs};

/// The ending of the names of files that tell what cannot be had.
pub const HERE: &str = "here";

/// Where it is written down until it is told.
#[must_use]
pub fn folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target"))
        .join("skipped")
}

/// Says that a test, or a part of it, is not done, and for want of what, which somebody could get.
pub fn skip(want: &str) {
    write_down(want, "");
}

/// The same for want of what cannot be had here: another system, another user, documents that are
/// not in the repository.
pub fn skip_here(want: &str) {
    write_down(want, HERE);
}

#[allow(clippy::print_stderr)]
fn write_down(want: &str, extension: &str) {
    eprintln!("skipped: {want}");
    let name: String = want
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .take(80)
        .collect();
    let path = folder().join(name).with_extension(extension);
    // Where it cannot be written down, nothing is told; the test itself is none the worse.
    let _ = fs::create_dir_all(folder()).and_then(|()| fs::write(path, want));
}
