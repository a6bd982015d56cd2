//! Arguments of `partners`.

use std::path::PathBuf;

use bonafide_session::model::claims::Fingerprint;
use clap::{Args, Subcommand, ValueEnum};

use super::network::NetworkArgs;
use super::output::OutputArgs;
use super::verify::TrustDirectoryArgs;

/// Arguments of `partners`.
#[derive(Debug, Args)]
pub struct PartnersArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PartnersCommand,
}

/// Commands on partner entries.
#[derive(Debug, Subcommand)]
pub enum PartnersCommand {
    /// Make an entry for each profile; without --yes it only shows what it would make
    Add(AddArgs),
    /// Make an entry for each team of a list; without --yes it only shows what it would make.
    /// Existing entries are never changed
    Import(PartnersImportArgs),
    /// List the entries, with the fingerprints that you still have to confirm
    List {
        /// Where the entries are.
        #[command(flatten)]
        directory: PartnersDirectoryArgs,
        /// What is confirmed already.
        #[command(flatten)]
        trust: TrustDirectoryArgs,
        /// Output options.
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Show one entry with everything that it says
    Show {
        /// The entry's name, or the team's
        #[arg(value_name = "NAME")]
        name: String,
        /// Where the entries are.
        #[command(flatten)]
        directory: PartnersDirectoryArgs,
        /// What is confirmed already.
        #[command(flatten)]
        trust: TrustDirectoryArgs,
        /// Output options.
        #[command(flatten)]
        output: OutputArgs,
    },
    /// Remove an entry. Its history is kept
    Remove {
        /// The entry's name, or the team's
        #[arg(value_name = "NAME")]
        name: String,
        /// Remove it without asking; without this a terminal is asked, and anything else removes nothing
        #[arg(long)]
        yes: bool,
        /// Where the entries are.
        #[command(flatten)]
        directory: PartnersDirectoryArgs,
    },
    /// Give an entry and its team another name. It keeps its history
    Rename {
        /// The entry's name, or the team's
        #[arg(value_name = "OLD")]
        from: String,
        /// The team's new name
        #[arg(value_name = "NEW")]
        to: String,
        /// Where the entries are.
        #[command(flatten)]
        directory: PartnersDirectoryArgs,
    },
}

/// Where partner entries are.
#[derive(Debug, Clone, Args)]
pub struct PartnersDirectoryArgs {
    /// The directory of the partner entries [default: `bonafide/partners` in your data directory]
    #[arg(long, value_name = "DIR", env = "BONAFIDE_PARTNERS")]
    pub partners: Option<PathBuf>,
}

/// Arguments of `partners add`.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// Where the profiles are (https://…)
    #[arg(required = true, value_name = "URL")]
    pub urls: Vec<String>,
    /// The team's name, for a single URL [default: the domain of the URL]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// An address of the team, for a single URL
    #[arg(long, value_name = "ADDR")]
    pub email: Vec<String>,
    /// A fingerprint that you still have to confirm with the team, for a single URL. It confirms
    /// nothing by itself
    #[arg(long, value_name = "FPR")]
    pub unconfirmed: Vec<Fingerprint>,
    /// Make the entries; without this it only shows what it would make
    #[arg(long)]
    pub yes: bool,
    /// Where the entries are.
    #[command(flatten)]
    pub directory: PartnersDirectoryArgs,
    /// Output options.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Arguments of `partners import`.
#[derive(Debug, Args)]
pub struct PartnersImportArgs {
    /// The list
    #[arg(value_name = "FILE|URL")]
    pub list: String,
    /// What kind of list it is
    #[arg(long, value_enum)]
    pub from: PartnersFrom,
    /// Make the entries; without this it only shows what it would make
    #[arg(long)]
    pub yes: bool,
    /// Where the entries are.
    #[command(flatten)]
    pub directory: PartnersDirectoryArgs,
    /// Network options.
    #[command(flatten)]
    pub network: NetworkArgs,
    /// Output options.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Lists that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartnersFrom {
    /// A table with a header line: url is required; team, email and fingerprint are used; every other
    /// column is kept as a note
    Csv,
    /// `teams.json` of Trusted Introducer
    TrustedIntroducer,
    /// The team export of FIRST
    First,
    /// An outline with `url` or `htmlUrl`, as bookmark managers and feed readers export it
    Opml,
}
