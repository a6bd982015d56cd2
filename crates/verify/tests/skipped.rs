//! The last test of all: tells what the others could not do on this machine, and how to have it done. No harness, which would keep it to
//! itself.
//!
//! With `BONAFIDE_NO_SKIPS` set it fails where anything was skipped.

#![allow(clippy::print_stdout)]

use std::process::ExitCode;

use bonafide_testkit::skipped::folder;

fn main() -> ExitCode {
    let listed = std::fs::read_dir(folder()).into_iter().flatten().flatten();
    let mut skipped: Vec<String> = listed.filter_map(|entry| std::fs::read_to_string(entry.path()).ok()).collect();
    skipped.sort();
    // Told once: the next run writes down anew what it skips.
    let _ = std::fs::remove_dir_all(folder());
    if skipped.is_empty() {
        println!("no test was skipped");
        return ExitCode::SUCCESS;
    }
    println!("\nSKIPPED: what some tests need was not there. All others were run.");
    skipped.iter().for_each(|want| println!("  - {want}"));
    ExitCode::from(u8::from(std::env::var_os("BONAFIDE_NO_SKIPS").is_some()))
}
