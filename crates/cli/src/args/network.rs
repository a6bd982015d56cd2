//! The network, in curl's words.

use std::path::PathBuf;

use bonafide_session::fetch::Resolve;
use clap::Args;

use crate::settings::Corroborator;

/// Options for everything that is fetched.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Network")]
pub struct NetworkArgs {
    /// Do not use the network: use only local files
    #[arg(long, env = "BONAFIDE_OFFLINE")]
    pub offline: bool,
    /// Connect to ADDR for HOST:PORT, as in curl; lifts the guard against private addresses for
    /// that address only
    #[arg(long, value_name = "HOST:PORT:ADDR")]
    pub resolve: Vec<Resolve>,
    /// Also trust the certificate authorities in FILE (PEM)
    #[arg(long, value_name = "FILE")]
    pub cacert: Vec<PathBuf>,
    /// Seconds that gathering one profile's evidence may take
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub max_time: u64,
    /// Fetch through this proxy; proxy variables of the environment are not used
    #[arg(long, value_name = "URL", env = "BONAFIDE_PROXY")]
    pub proxy: Option<String>,
    /// Also ask SOURCE about the team, beside those that the configuration names: the Web Key
    /// Directory of its addresses, the configured key servers by address, or a web archive
    #[arg(long, value_name = "SOURCE")]
    pub ask: Vec<Corroborator>,
    /// Allow private, loopback and link-local addresses
    #[arg(long)]
    pub allow_private: bool,
}
