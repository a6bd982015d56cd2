//! `bonafide`: arguments in, one call into the libraries, one renderer, an exit code. Nothing is decided here.

mod args;
mod commands;
mod exit;
mod input;
mod interrupt;
mod output;
mod progress;
mod settings;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

use crate::exit::Exit;

/// The hidden first argument that turns this program into the confined reader of documents.
const READER: &str = "__read-confined";

fn main() -> ExitCode {
    // Before anything else: the reader must give up its rights before it has done anything.
    if std::env::args_os().nth(1).is_some_and(|argument| argument == READER) {
        return bonafide_session::reader::worker();
    }
    let cli = args::Cli::parse();
    interrupt::watch();
    // A fault in this program is never a verdict.
    let result = catch_unwind(AssertUnwindSafe(|| commands::run(cli)));
    match result {
        Ok(Ok(exit)) => exit.into(),
        Ok(Err(error)) => {
            output::complain(&error);
            Exit::Operational.into()
        }
        Err(_) => {
            output::complain(&anyhow::anyhow!("internal error: this is a fault in bonafide, not a verdict; please report it"));
            Exit::Operational.into()
        }
    }
}
