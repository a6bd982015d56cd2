//! The command line, as data. Each command's arguments stand in a file of their own, beside the
//! file in `commands` that acts on them.

mod asked;
pub mod audit;
pub mod history;
pub mod network;
pub mod output;
pub mod partners;
pub mod selfcheck;
pub mod trust;
pub mod values;
pub mod verify;

use asked::Asked;
use clap::{Parser, Subcommand};

/// Tells whether a CERT/CSIRT profile (RFC 2350 document) really comes from its team.
#[derive(Debug, Parser)]
#[command(name = "bonafide", version, max_term_width = 100, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes of `verify` and `replay`:
   0  authentic
  10  unanchored: sound, but nothing outside the publisher's control confirms the key (0 with --accept unanchored)
  20  unverified: not proven; the report says why
  30  rejected: contradicted by something confirmed, or by arithmetic
   1  operational error (unreadable local input, broken configuration or trust directory)
   2  usage
With several subjects: the worst, in the order 30, 1, 20, 10, 0.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check profiles: fetch or read each one, check it against what it prints and against what you
    /// trust, and print a verdict
    Verify(Asked<verify::VerifyArgs>),
    /// Check many profiles unattended, from a directory of documents and partner entries, and report
    /// what changed and what will break
    Audit(Asked<audit::AuditArgs>),
    /// Check a directory that you are about to publish: what is wrong, where, and what to print
    /// instead
    Selfcheck(Asked<selfcheck::SelfcheckArgs>),
    /// Show what a profile prints, each value with its place, without judging anything
    Inspect(Asked<InspectArgs>),
    /// Judge an evidence bundle again, offline
    Replay(Asked<ReplayArgs>),
    /// Manage the trust directory: keys that were confirmed out of band
    Trust(Asked<trust::TrustArgs>),
    /// Manage the partner entries that an audit checks: import, list, show, rename and remove them
    Partners(Asked<partners::PartnersArgs>),
    /// Show or forget what was seen before: authentic documents with their keys and contacts, and
    /// the results of audits
    History(Asked<history::HistoryArgs>),
    /// Explain a check or another word of a report: what it means, what it does not mean, and what
    /// to do
    Explain(Asked<ExplainArgs>),
    /// Print shell completions
    Completions(Asked<CompletionsArgs>),
    /// Print the manual page, or write those of all commands
    Man(Asked<ManArgs>),
}

/// Arguments of `inspect`.
#[derive(Debug, clap::Args)]
pub struct InspectArgs {
    /// The profile: a text, Markdown, HTML or PDF file, its URL (https://…), or `-` for standard
    /// input
    #[arg(value_name = "URL|FILE")]
    pub subject: String,
    /// Network options.
    #[command(flatten)]
    pub network: network::NetworkArgs,
    /// Output options.
    #[command(flatten)]
    pub output: output::OutputArgs,
}

/// Arguments of `replay`.
#[derive(Debug, clap::Args)]
pub struct ReplayArgs {
    /// The evidence bundle: the folder that `verify --evidence` wrote
    #[arg(value_name = "BUNDLE")]
    pub bundle: std::path::PathBuf,
    /// Judge by your own trust directory and policy, and read the document again, instead of
    /// believing the bundle
    #[arg(long, value_name = "DIR")]
    pub keyring: Option<std::path::PathBuf>,
    /// The team that the profile should be of, as in that trust directory: only its pins are used
    #[arg(long, value_name = "NAME", requires = "keyring")]
    pub team: Option<String>,
    /// Your policy (TOML), instead of the configured one
    #[arg(long, value_name = "FILE", requires = "keyring")]
    pub policy: Option<std::path::PathBuf>,
    /// Judge as of TIME (RFC 3339, or a date), instead of the time that the bundle states
    #[arg(long, value_name = "TIME", value_parser = values::time)]
    pub at: Option<jiff::Timestamp>,
    /// Output options.
    #[command(flatten)]
    pub output: output::OutputArgs,
    /// Verdict options.
    #[command(flatten)]
    pub accept: verify::AcceptArgs,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// A check's id or another word of a report, such as `key-id-matches-fingerprint` or
    /// `unanchored`; without it, all words are listed
    #[arg(value_name = "WORD", value_parser = values::TopicParser, hide_possible_values = true)]
    pub topic: Option<bonafide_report::Topic>,
}

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// Write one page for each command to this folder, such as ~/.local/share/man/man1
    #[arg(value_name = "DIR")]
    pub folder: Option<std::path::PathBuf>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_arguments_of_every_command_are_sound_and_described() {
        use clap::CommandFactory as _;
        let mut command = Cli::command();
        let about = |command: &clap::Command| -> Vec<String> {
            command
                .get_subcommands()
                .map(|command| command.get_about().unwrap().to_string())
                .collect()
        };
        let before = about(&command);
        // Lays out all of them, which checks each.
        command.build();
        assert_eq!(
            before,
            about(&command)
                .into_iter()
                .take(before.len())
                .collect::<Vec<_>>()
        );
        for command in command.get_subcommands().filter(|c| c.get_name() != "help") {
            assert!(command.get_arguments().count() > 0, "{command}");
        }
    }
}
