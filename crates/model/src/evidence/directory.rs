//! What a newer snapshot of a directory of teams says otherwise than the older one.

use crate::claims::Fingerprint;

/// One difference. Whether it is a rotation or a forgery, only the team can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DirectoryChange {
    /// A team has other keys.
    Keys {
        /// The team.
        team: String,
        /// Before.
        before: Vec<Fingerprint>,
        /// Now.
        after: Vec<Fingerprint>,
    },
    /// A team has other addresses.
    Addresses {
        /// The team.
        team: String,
        /// Before.
        before: Vec<String>,
        /// Now.
        after: Vec<String>,
    },
    /// A team is no longer listed.
    Gone(String),
    /// A team is listed that was not.
    New(String),
}
