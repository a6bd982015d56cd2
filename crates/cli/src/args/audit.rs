//! Arguments of `audit`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::network::NetworkArgs;
use super::output::OutputArgs;
use super::verify::{AcceptArgs, JudgingArgs, TrustDirectoryArgs};

/// Arguments of `audit`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, after_help = EXIT_CODES)]
pub struct AuditArgs {
    /// Other audit commands.
    #[command(subcommand)]
    pub command: Option<AuditCommand>,
    /// Directories with profiles, their evidence beside them, and partner entries (name.toml); or
    /// single files
    #[arg(required = true, value_name = "DIR|FILE")]
    pub paths: Vec<PathBuf>,
    /// Profiles checked at the same time [default: one for each core; when fetching, as many as keep
    /// the cores busy while others wait for servers, at most 64]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
    /// Report only profiles that changed; text output is then a diff to mail, empty if nothing
    /// changed
    #[arg(long)]
    pub only_changes: bool,
    /// Time limit in seconds for the whole run: then no other profile is begun and no server waited
    /// for; what is not finished is reported as not done
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    pub deadline: Option<u64>,
    /// Hours that an outage may last before it is reported; until then the last verdict counts
    #[arg(long, value_name = "HOURS", default_value_t = 48, value_parser = clap::value_parser!(u64).range(0..=87_600))]
    pub grace: u64,
    /// Also write an HTML report to FILE, self-contained, without scripts or styles from elsewhere
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Also write JUnit XML to FILE
    #[arg(long, value_name = "FILE")]
    pub junit: Option<PathBuf>,
    /// Also write metrics for Prometheus's textfile collector to FILE
    #[arg(long, value_name = "FILE")]
    pub prometheus: Option<PathBuf>,
    /// Also write the diff to mail to FILE; empty if nothing changed
    #[arg(long, value_name = "FILE")]
    pub diff: Option<PathBuf>,
    /// Keep the evidence of each verdict in DIR, for `bonafide replay`; the same evidence is kept
    /// only once
    #[arg(long, value_name = "DIR")]
    pub evidence: Option<PathBuf>,
    /// Days after which evidence that was not seen again is removed
    #[arg(
        long,
        value_name = "DAYS",
        default_value_t = 365,
        requires = "evidence"
    )]
    pub evidence_days: u32,
    /// The maximum number of bundles to keep; the most recent ones are kept
    #[arg(
        long,
        value_name = "N",
        default_value_t = 10_000,
        requires = "evidence"
    )]
    pub evidence_count: u32,
    /// Act as a monitoring plugin: print one line, and exit with 0 (authentic or accepted), 1
    /// (unanchored), 2 (rejected) or 3 (anything else)
    #[arg(long, conflicts_with_all = ["output", "quiet"])]
    pub nagios: bool,
    /// What you trust.
    #[command(flatten)]
    pub trust: TrustDirectoryArgs,
    /// What you accept.
    #[command(flatten)]
    pub accept: AcceptArgs,
    /// How it is judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// Network options.
    #[command(flatten)]
    pub network: NetworkArgs,
    /// Output options.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What else `audit` does.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Acknowledge what the last run found about a partner: until that changes, it is reported, but
    /// does not count
    Ack(AckArgs),
}

/// Arguments of `audit ack`.
#[derive(Debug, Args)]
pub struct AckArgs {
    /// The partner's or document's name, as the audit's report shows it
    #[arg(value_name = "TEAM")]
    pub team: String,
    /// Why; every report shows it
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// The last day on which the acknowledgement counts (UTC) [default: until the finding changes]
    #[arg(long, value_name = "DATE", value_parser = super::values::day)]
    pub until: Option<jiff::civil::Date>,
}

const EXIT_CODES: &str = "\
Exit codes: the worst of all profiles in the order 30 (rejected), 1 (operational error), 20 (unverified, not checked, not done),
10 (unanchored), 0. A profile that is acknowledged, excepted by its partner entry or within the grace period of an outage does not count.
Write a directory named `ack` as `./ack`.";
