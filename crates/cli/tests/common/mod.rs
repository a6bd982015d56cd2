//! Running the program as its user would, without the user's own configuration.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr
)]

pub mod defects;
#[cfg(unix)]
pub mod desk;
pub mod partner;
pub mod seeds;
pub mod staged;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// The program, with an empty home.
pub fn bonafide(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bonafide"));
    command
        .env_clear()
        .env("HOME", home)
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LC_ALL", "C.UTF-8");
    command
}

/// What a run printed and how it ended.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    pub fn of(command: &mut Command) -> Self {
        let Output {
            status,
            stdout,
            stderr,
        } = command.output().unwrap();
        let code = status
            .code()
            .unwrap_or_else(|| panic!("ended by a signal: {status}"));
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        let run = Self {
            code,
            stdout: text(stdout),
            stderr: text(stderr),
        };
        assert!(
            !run.stderr.contains("panicked"),
            "a panic reached the user: {}",
            run.stderr
        );
        run
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!("{error} in {:?} (stderr {:?})", self.stdout, self.stderr)
        })
    }
}

/// Runs `bonafide` with these arguments in an empty home.
pub fn run(arguments: &[&str]) -> Run {
    let home = tempfile::tempdir().unwrap();
    Run::of(bonafide(home.path()).args(arguments))
}
