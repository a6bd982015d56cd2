//! Under which change a signature that does not fit would do so: diagnosis only, never a pass.

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// What the document may have been before somebody's editor, server or transfer changed it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FormerState {
    /// Its line ends were CRLF.
    Crlf,
    /// Its line ends were LF.
    Lf,
    /// A line end stood at its end.
    LineEndAtEnd,
    /// No line end stood at its end.
    NoLineEndAtEnd,
    /// No byte order mark stood at its start.
    NoByteOrderMark,
    /// A byte order mark stood at its start.
    ByteOrderMark,
    /// It was not packed by gzip.
    Unpacked,
    /// What was appended to the PDF later was not there.
    EarlierRevision,
    /// It was an earlier document, which its key signed at the same second. That is told by the
    /// time alone; nothing was verified again.
    SeenBefore {
        /// When that was seen.
        seen: Timestamp,
        /// Its version; untrusted.
        version: Option<String>,
    },
}

/// How another program reads the ends of lines that a text-mode signature is over (RFC 9580,
/// "Signature Types", 0x01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LineReading {
    /// Without carriage returns at the ends of lines: GnuPG.
    WithoutReturns,
    /// A carriage return alone ends a line: Sequoia and rPGP.
    ReturnEnds,
    /// Without blanks at the ends of lines: PGP and `gpg --rfc2440-text`.
    WithoutBlanks,
    /// Without blanks at the ends of lines, and a carriage return alone ends a line.
    WithoutBlanksReturnEnds,
}
