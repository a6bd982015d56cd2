//! `bonafide man` and `bonafide completions`: made from the command line's own description.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::Context;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::{Cli, CompletionsArgs, ManArgs};
use crate::exit::Exit;
use crate::output::write_whole;

/// Prints the manual page that lists all commands, or writes it and those of the commands to a
/// folder.
pub fn run(args: &ManArgs) -> anyhow::Result<Exit> {
    let mut command = Cli::command();
    command.build();
    match &args.folder {
        Some(folder) => {
            fs::create_dir_all(folder)
                .with_context(|| format!("{}: cannot be made", folder.display()))?;
            write_pages(&command, folder)?;
        }
        None => std::io::stdout().write_all(&page(&Man::new(command))?)?,
    }
    Ok(Exit::Success)
}

/// The page of a command and those of its own commands.
fn write_pages(command: &Command, folder: &Path) -> anyhow::Result<()> {
    let man = Man::new(command.clone());
    write_whole(&folder.join(man.get_filename()), &page(&man)?)?;
    command
        .get_subcommands()
        .filter(|one| !one.is_hide_set() && one.get_name() != "help")
        .try_for_each(|one| write_pages(one, folder))
}

fn page(man: &Man) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    man.render(&mut out)?;
    Ok(out)
}

/// Prints the completions of one shell.
pub fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "bonafide", &mut out);
    std::io::stdout().write_all(&out)?;
    Ok(Exit::Success)
}
