//! Arguments of `trust`.

use std::path::PathBuf;

use bonafide_session::model::claims::Fingerprint;
use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::network::NetworkArgs;
use super::output::OutputArgs;
use super::values::day;
use super::verify::TrustDirectoryArgs;

/// Arguments of `trust`.
#[derive(Debug, Args)]
pub struct TrustArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TrustCommand,
}

/// Commands on the trust directory.
#[derive(Debug, Subcommand)]
pub enum TrustCommand {
    /// Record a fingerprint that you confirmed for a team out of band
    Pin(PinArgs),
    /// Confirm a key step by step: whom to call, what to type, what to record
    Confirm(ConfirmArgs),
    /// Import a directory of teams (Trusted Introducer, FIRST, CSV) as a snapshot that counts as an
    /// anchor while it is fresh; or pin keys that you confirmed before, from a GnuPG keyring or a
    /// reviewed table
    Import(ImportArgs),
    /// Fetch directory snapshots that came from a URL again, and show what changes before you accept
    /// it
    Refresh(RefreshArgs),
    /// List everything that is trusted: pins, trust roots and directories, what each vouches for and
    /// how to remove it
    List {
        /// The trust directory.
        #[command(flatten)]
        directory: TrustDirectoryArgs,
        /// Output options.
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Show one team's pins
    Show {
        /// The team's name
        team: String,
        /// The trust directory.
        #[command(flatten)]
        directory: TrustDirectoryArgs,
        /// Output options.
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Remove a team's pins, a trust root or a directory snapshot
    Remove {
        /// The name of the team, root or directory, as `trust list` shows it
        name: String,
        /// What it is, if several of them have this name
        #[arg(long, value_enum, value_name = "WHAT")]
        what: Option<Trusted>,
        /// Remove it without asking; without this a terminal is asked, and anything else removes nothing
        #[arg(long)]
        yes: bool,
        /// The trust directory.
        #[command(flatten)]
        directory: TrustDirectoryArgs,
    },
}

/// Arguments of `trust pin`.
#[derive(Debug, Args)]
pub struct PinArgs {
    /// The full fingerprint, as you received it out of band
    #[arg(value_name = "FINGERPRINT")]
    pub fingerprint: Fingerprint,
    /// The team's name
    #[arg(long, value_name = "NAME")]
    pub team: String,
    /// A domain of the team; the pin vouches for addresses in it
    #[arg(long, value_name = "DOMAIN", required_unless_present = "email")]
    pub domain: Vec<String>,
    /// A single address outside those domains
    #[arg(long, value_name = "ADDR")]
    pub email: Vec<String>,
    /// How you confirmed it, such as "by phone, number from Trusted Introducer"
    #[arg(long, value_name = "TEXT")]
    pub how: String,
    /// The day from which it should be confirmed again, such as 2028-01-31
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub confirm_again: Option<Date>,
    /// The team's certificate, to keep beside the pin
    #[arg(long, value_name = "FILE")]
    pub cert: Option<PathBuf>,
    /// The trust directory.
    #[command(flatten)]
    pub directory: TrustDirectoryArgs,
}

/// Arguments of `trust confirm`.
#[derive(Debug, Args)]
pub struct ConfirmArgs {
    /// The team's name
    #[arg(value_name = "TEAM")]
    pub team: String,
    /// A domain of the team; the pin vouches for addresses in it
    #[arg(long, value_name = "DOMAIN", required_unless_present = "email")]
    pub domain: Vec<String>,
    /// A single address outside those domains
    #[arg(long, value_name = "ADDR")]
    pub email: Vec<String>,
    /// The certificate to which the fingerprint should belong; it is kept beside the pin
    #[arg(long, value_name = "FILE")]
    pub cert: Option<PathBuf>,
    /// The trust directory.
    #[command(flatten)]
    pub directory: TrustDirectoryArgs,
}

/// Arguments of `trust import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The export of the directory (a file, or its https:// URL), the reviewed table, or the output
    /// of `gpg --export`
    #[arg(value_name = "FILE|URL")]
    pub list: String,
    /// What kind of list it is
    #[arg(long, value_enum)]
    pub from: ImportFrom,
    /// The day on which the file was downloaded from the directory, such as 2026-11-01
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub taken: Option<Date>,
    /// A name for the snapshot
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// How the keys of the keyring were confirmed with their teams
    #[arg(long, value_name = "TEXT", required_if_eq("from", "gnupg"), conflicts_with_all = ["taken", "name"])]
    pub how: Option<String>,
    /// The day from which those keys should be confirmed again [default: a year from now]
    #[arg(long, value_name = "DATE", value_parser = day, requires = "how")]
    pub confirm_again: Option<Date>,
    /// Pin all usable keys of the keyring or table without asking which; or record what was fetched
    /// from a URL, instead of only showing what would change
    #[arg(long, conflicts_with = "taken")]
    pub yes: bool,
    /// The trust directory.
    #[command(flatten)]
    pub directory: TrustDirectoryArgs,
    /// Network options.
    #[command(flatten)]
    pub network: NetworkArgs,
}

/// Arguments of `trust refresh`.
#[derive(Debug, Args)]
pub struct RefreshArgs {
    /// The directories, as `trust list` shows them [default: all that came from a URL]
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// Record what was fetched; without this it only shows what would change
    #[arg(long)]
    pub yes: bool,
    /// The trust directory.
    #[command(flatten)]
    pub directory: TrustDirectoryArgs,
    /// Network options.
    #[command(flatten)]
    pub network: NetworkArgs,
}

/// Kinds of what is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Trusted {
    /// The pins of a team
    Team,
    /// A trust root
    Root,
    /// A snapshot of a directory
    Directory,
}

/// Directories that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImportFrom {
    /// `teams.json` of Trusted Introducer
    TrustedIntroducer,
    /// The team export of FIRST
    First,
    /// A table with a header line: team, email, fingerprint, phone
    Csv,
    /// A table of keys that you confirmed: team, fingerprint, email or domain, who, when, how. Rows
    /// in which who, when and how are empty are left for later
    Reviewed,
    /// The output of `gpg --export`: not a directory, but keys that you confirmed and want to pin
    Gnupg,
}
