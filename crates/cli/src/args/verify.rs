//! Arguments of `verify`.

use std::path::PathBuf;

use bonafide_session::model::Timestamp;
use bonafide_session::model::claims::Fingerprint;
use clap::{Args, ValueEnum};

use super::network::NetworkArgs;
use super::output::OutputArgs;

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Profiles: URLs (https://…), files, or `-` for standard input
    #[arg(required = true, value_name = "URL|FILE")]
    pub subjects: Vec<String>,
    /// The team that the profile should be of, as in the trust directory: only its pins are used
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// The fingerprint you were given out of band (not taken from the document or its web site)
    #[arg(long, value_name = "FPR")]
    pub expect_fingerprint: Vec<Fingerprint>,
    /// A signature of the document, instead of looking for one
    #[arg(long, value_name = "URL|FILE")]
    pub signature: Vec<String>,
    /// A checksum file, instead of looking for one
    #[arg(long, value_name = "URL|FILE")]
    pub checksum: Option<String>,
    /// A key to check with; this does not make it trusted
    #[arg(long, value_name = "URL|FILE")]
    pub key: Vec<String>,
    /// What you trust and accept.
    #[command(flatten)]
    pub trust: TrustDirectoryArgs,
    /// What you accept.
    #[command(flatten)]
    pub accept: AcceptArgs,
    /// How it is judged.
    #[command(flatten)]
    pub judging: JudgingArgs,
    /// Write the evidence of the verdict to the new folder OUT, for `bonafide replay`
    #[arg(long, value_name = "OUT")]
    pub evidence: Option<PathBuf>,
    /// Also write a case report to FILE, for a ticket or a colleague: one HTML page with all the
    /// evidence of the verdict
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Write the judged certificate to FILE, if it is confirmed
    #[arg(long, value_name = "FILE")]
    pub export_cert: Option<PathBuf>,
    /// With --export-cert: write the certificate even if nothing confirms it. It may be a forger's
    #[arg(long, requires = "export_cert")]
    pub danger_export_unconfirmed: bool,
    /// Network options.
    #[command(flatten)]
    pub network: NetworkArgs,
    /// Output options.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// How profiles are judged.
#[derive(Debug, Clone, Args)]
pub struct JudgingArgs {
    /// Let every warning prevent a good verdict
    #[arg(long)]
    pub strict: bool,
    /// Your policy (TOML): which anchors count, limits, algorithms to refuse (in the format of
    /// sequoia-policy-config), and `danger-…` options, which every report shows
    #[arg(long, value_name = "FILE", env = "BONAFIDE_POLICY")]
    pub policy: Option<PathBuf>,
    /// Judge as of TIME (RFC 3339, or a date): keys and documents expire by this time, but what
    /// today's policy calls weak stays weak. Nothing is remembered
    #[arg(long, value_name = "TIME", value_parser = super::values::time)]
    pub at: Option<Timestamp>,
    /// With --at: remember what is seen and record the run, as if it were that time
    #[arg(long, requires = "at")]
    pub remember: bool,
    /// Judge without the history, and remember nothing
    #[arg(long)]
    pub no_history: bool,
}

/// Where the trust directory is.
#[derive(Debug, Clone, Args)]
pub struct TrustDirectoryArgs {
    /// The trust directory [default: `bonafide/keyring` in your data directory]
    #[arg(long, value_name = "DIR", env = "BONAFIDE_KEYRING")]
    pub keyring: Option<PathBuf>,
}

/// What is accepted.
#[derive(Debug, Clone, Args)]
pub struct AcceptArgs {
    /// Exit with 0 for this verdict, too
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub accept: Option<Acceptable>,
}

/// Verdicts that `--accept` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Acceptable {
    /// Sound, but nothing outside the publisher's control confirms the key
    Unanchored,
}
