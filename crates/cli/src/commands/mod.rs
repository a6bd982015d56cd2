//! One file per command: arguments in, one call into a library, one renderer.

mod again;
mod audit;
mod consent;
mod explain;
mod export;
mod history;
mod inspect;
mod man;
mod overwriting;
mod partners;
mod replay;
mod selfcheck;
mod trust;
mod verify;

use std::process::ExitCode;

use crate::args::{Cli, Command};

/// Runs the command.
pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let exit = match cli.command {
        Command::Verify(args) => verify::run(&args),
        // Monitoring has a status of its own.
        Command::Audit(args) => return audit::run(&args),
        Command::Selfcheck(args) => selfcheck::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::Trust(args) => trust::run(*args.0),
        Command::Partners(args) => partners::run(*args.0),
        Command::History(args) => history::run(*args.0),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => man::completions(&args),
        Command::Man(args) => man::run(&args),
    };
    exit.map(ExitCode::from)
}
