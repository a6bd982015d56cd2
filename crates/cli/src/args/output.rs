//! How results are shown.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Options for what is printed and where.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Output")]
pub struct OutputArgs {
    /// How to print the result
    #[arg(long, value_enum, env = "BONAFIDE_FORMAT", default_value_t = Format::Text)]
    pub format: Format,
    /// Write the result to FILE (whole or not at all) instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Print only the verdict's line
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print more: every attempt and every finding
    #[arg(short, long, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use colour (the NO_COLOR variable is honoured)
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// Output formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A report for people
    #[default]
    Text,
    /// One JSON document (`bonafide/assessment/v1` and its siblings)
    Json,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
