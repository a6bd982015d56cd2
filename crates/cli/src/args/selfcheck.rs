//! Arguments of `selfcheck`.

use std::path::PathBuf;

use bonafide_session::model::Timestamp;
use clap::{Args, ValueEnum};

use super::network::NetworkArgs;
use super::output::Color;

/// Arguments of `selfcheck`.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct SelfcheckArgs {
    /// The directory that you are about to publish, or one profile with the files beside it
    #[arg(value_name = "DIR|FILE")]
    pub path: PathBuf,
    /// Your real key, if it is not in the directory: the printed values are compared with it
    #[arg(long, value_name = "URL|FILE")]
    pub key: Vec<String>,
    /// Where the directory will be on the web, such as `https://www.team.example/cert/` [default:
    /// derived from the URL that the profile prints as its own]
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Also check URLs outside the directory, your Web Key Directory and the configured key servers
    #[arg(long, conflicts_with = "offline")]
    pub live: bool,
    /// Findings that you accept for a while (TOML): each with a check, a reason and an end
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Check as a reader with this trust directory would; without it, as a stranger who trusts nobody
    #[arg(long, value_name = "DIR")]
    pub keyring: Option<PathBuf>,
    /// Your policy (TOML), as for `verify`
    #[arg(long, value_name = "FILE", env = "BONAFIDE_POLICY")]
    pub policy: Option<PathBuf>,
    /// Check as of TIME (RFC 3339, or a date)
    #[arg(long, value_name = "TIME", value_parser = super::values::time)]
    pub at: Option<Timestamp>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t = SelfcheckFormat::Text, help_heading = "Output")]
    pub format: SelfcheckFormat,
    /// Write the result to FILE (whole or not at all) instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
    /// Print only the first line
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,
    /// Also print what is in order
    #[arg(short, long, action = clap::ArgAction::Count, help_heading = "Output")]
    pub verbose: u8,
    /// When to use colour (the NO_COLOR variable is honoured)
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, help_heading = "Output")]
    pub color: Color,
    /// Network options.
    #[command(flatten)]
    pub network: NetworkArgs,
}

/// Output formats of `selfcheck`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum SelfcheckFormat {
    /// A report for people, in the style of a compiler
    #[default]
    Text,
    /// One JSON document (`bonafide/selfcheck/v1`)
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// JUnit XML, for build servers
    Junit,
}

const EXIT_CODES: &str = "\
Exit codes: 0 no errors (warnings do not count), 20 errors, 1 operational error (nothing could be checked), 2 usage.

A baseline:
  [[accept]]
  check = \"key-id-is-long\"      # the id as the report shows it
  file = \"rfc2350.txt\"          # only in this file; may be left out
  value = \"0x94F4C81E\"          # only if the finding is about this value; may be left out
  reason = \"printed on our business cards until the next batch\"
  until = 2027-03-31            # the last day";
