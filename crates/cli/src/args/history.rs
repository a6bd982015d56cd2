//! Arguments of `history`.

use clap::{Args, Subcommand};

use super::output::OutputArgs;

/// Arguments of `history`.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// What to do with it.
    #[command(subcommand)]
    pub command: HistoryCommand,
}

/// The history's commands.
#[derive(Debug, Subcommand)]
pub enum HistoryCommand {
    /// List everything that is remembered
    List {
        /// Output options.
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Show what is remembered of one subject
    Show {
        /// The subject as listed: a URL, or the name of a team or a partner entry
        #[arg(value_name = "SUBJECT")]
        subject: String,
        /// Output options.
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Forget one subject for good: its next authentic document counts as the first one. Use it only
    /// for a team whose new key you have confirmed out of band
    Forget {
        /// The subject as listed: a URL, or the name of a team or a partner entry
        #[arg(value_name = "SUBJECT")]
        subject: String,
        /// Forget it without asking; without this a terminal is asked, and anything else forgets nothing
        #[arg(long)]
        yes: bool,
    },
}
