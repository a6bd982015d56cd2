//! `bonafide`: arguments in, one call into the libraries, one renderer, an exit code. Nothing is decided here.

mod args;
mod commands;
mod exit;
mod input;
mod interrupt;
mod output;
mod progress;
mod reader;
mod settings;
mod setup;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser as _;

use crate::exit::Exit;

fn main() -> ExitCode {
    if let Some(ended) = reader::prepare() {
        return ended;
    }
    interrupt::prepare();
    let cli = args::Cli::parse();
    // A fault in this program is never a verdict.
    let result = catch_unwind(AssertUnwindSafe(|| commands::run(cli)));
    match result {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => {
            output::complain(&error);
            Exit::Operational.into()
        }
        Err(_) => {
            output::complain(&anyhow::anyhow!(
                "internal error: this is a fault in bonafide, not a verdict; please report it"
            ));
            Exit::Operational.into()
        }
    }
}
