//! How a report is laid out.

use crate::invocation::Invocation;

/// How a text report is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// ANSI colours.
    pub color: bool,
    /// The output is UTF-8; otherwise only ASCII is written.
    pub unicode: bool,
    /// Columns to wrap at; brought into a sane range.
    pub width: usize,
    /// 0: what matters; 1: every finding, attempt and certificate too.
    pub verbosity: u8,
    /// Only the first line.
    pub quiet: bool,
    /// The command that was given, for those that the report suggests.
    pub invocation: Invocation,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            color: false,
            unicode: true,
            width: 100,
            verbosity: 0,
            quiet: false,
            invocation: Invocation::default(),
        }
    }
}
