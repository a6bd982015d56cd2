//! Telling what tests could not do on this machine. Test harnesses keep to themselves what a test prints that passes, so it is written down,
//! and the last test of all, `skipped` of bonafide-verify, tells it.
//!
//! Crates without this one among their dependencies take this file by its path.

use std::path::PathBuf;
use std::{env, fs};

/// Where it is written down until it is told.
#[must_use]
pub fn folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target")).join("skipped")
}

/// Says that a test, or a part of it, is not done, and for want of what.
#[allow(clippy::print_stderr)]
pub fn skip(want: &str) {
    eprintln!("skipped: {want}");
    let name: String = want.chars().filter(|c| c.is_ascii_alphanumeric()).take(80).collect();
    // Where it cannot be written down, nothing is told; the test itself is none the worse.
    let _ = fs::create_dir_all(folder()).and_then(|()| fs::write(folder().join(name), want));
}
