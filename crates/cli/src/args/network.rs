//! The network, in curl's words.

use std::path::PathBuf;

use bonafide_session::fetch::Resolve;
use clap::Args;
use clap::builder::BoolishValueParser;

use crate::settings::Corroborator;

/// Options for everything that is fetched.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Network")]
pub struct NetworkArgs {
    /// Do not use the network: use only local files
    #[arg(long, env = "BONAFIDE_OFFLINE", value_parser = BoolishValueParser::new())]
    pub offline: bool,
    /// Connect to ADDR for HOST:PORT, as in curl; allows a private address, but only this one
    #[arg(long, value_name = "HOST:PORT:ADDR")]
    pub resolve: Vec<Resolve>,
    /// Also trust the certificate authorities in FILE (PEM)
    #[arg(long, value_name = "FILE")]
    pub cacert: Vec<PathBuf>,
    /// Time limit in seconds for fetching everything about one profile
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub max_time: u64,
    /// Fetch through this proxy; the usual proxy environment variables are not used
    #[arg(long, value_name = "URL", env = "BONAFIDE_PROXY")]
    pub proxy: Option<String>,
    /// Also ask SOURCE about the team, beside those that the configuration names: the Web Key
    /// Directory of its addresses, the configured key servers by address, a web archive,
    /// security.txt or CSAF metadata of its host, or (rdap) since when its domain is registered
    #[arg(long, value_name = "SOURCE")]
    pub ask: Vec<Corroborator>,
    /// Allow private, loopback and link-local addresses
    #[arg(long)]
    pub allow_private: bool,
}
