//! Any bytes as plain text and as Markdown, for everything that finds claims.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    common::read(bytes, "profile.txt");
    common::read(bytes, "profile.md");
});
