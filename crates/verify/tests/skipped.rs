//! The last test of all: tells what the others could not do on this machine, and how to have it
//! done. No harness, which would keep it to itself.
//!
//! With `BONAFIDE_NO_SKIPS` set it fails where anything was skipped that somebody could have had
//! done.

#![allow(clippy::print_stdout)]

use std::process::ExitCode;

use bonafide_testkit::skipped::{HERE, folder};

fn main() -> ExitCode {
    let mut wanted = Vec::new();
    let mut not_here = Vec::new();
    for entry in std::fs::read_dir(folder()).into_iter().flatten().flatten() {
        let path = entry.path();
        let list = if path.extension().is_some_and(|extension| extension == HERE) {
            &mut not_here
        } else {
            &mut wanted
        };
        list.extend(std::fs::read_to_string(path));
    }
    // Told once: the next run writes down anew what it skips.
    let _ = std::fs::remove_dir_all(folder());
    tell(
        "SKIPPED: what some tests need was not there. All others were run.",
        &mut wanted,
    );
    tell("Not run, because it cannot be had here:", &mut not_here);
    if wanted.is_empty() && not_here.is_empty() {
        println!("no test was skipped");
    }
    ExitCode::from(u8::from(
        !wanted.is_empty() && std::env::var_os("BONAFIDE_NO_SKIPS").is_some(),
    ))
}

fn tell(heading: &str, lines: &mut [String]) {
    if lines.is_empty() {
        return;
    }
    lines.sort();
    println!("\n{heading}");
    lines.iter().for_each(|line| println!("  - {line}"));
}
