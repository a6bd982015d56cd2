//! `bonafide man` and `bonafide completions`: made from the command line's own description.

use std::io::Write;

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::exit::Exit;

/// Prints the manual page, with one section per command.
pub fn page() -> anyhow::Result<Exit> {
    let mut out = Vec::new();
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command).render(&mut out)?;
    std::io::stdout().write_all(&out)?;
    Ok(Exit::Success)
}

/// Prints the completions of one shell.
pub fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "bonafide", &mut out);
    std::io::stdout().write_all(&out)?;
    Ok(Exit::Success)
}
