//! What the user trusts, independently of the document.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::claims::Fingerprint;
use crate::evidence::Artifact;

/// A fingerprint that an analyst confirmed for a team, out of band.
///
/// It proves that somebody confirmed this key for this team on that day; it vouches only for the
/// domains and addresses it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// The team's name.
    pub team: String,
    /// The confirmed fingerprint.
    pub fingerprint: Fingerprint,
    /// Domains whose addresses the team uses; never a public suffix or a free-mail domain.
    pub domains: Vec<String>,
    /// Single addresses outside these domains.
    pub emails: Vec<String>,
    /// How it was confirmed, such as `by phone`.
    pub how: String,
    /// Who confirmed it.
    pub who: String,
    /// When it was confirmed.
    pub when: Date,
    /// When to confirm again.
    pub confirm_again: Option<Date>,
    /// The file it is recorded in.
    pub source: String,
}

/// A certificate whose certifications of other teams' User IDs are believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrustRoot {
    /// Its name, for reports.
    pub name: String,
    /// The fingerprint by which it was chosen.
    pub fingerprint: Fingerprint,
    /// Its certificate.
    pub certificate: Artifact,
}

/// One team's entry in a directory snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryEntry {
    /// The team's names.
    pub names: Vec<String>,
    /// Its addresses.
    pub emails: Vec<String>,
    /// Its telephone numbers.
    pub phones: Vec<String>,
    /// Full fingerprints of its keys.
    pub fingerprints: Vec<Fingerprint>,
}

/// The form in which two names are the same: letters and digits in lower case, so that case, spaces
/// and punctuation make no other team.
///
/// It sees through no disguise: names that only look the same have different forms.
#[must_use]
pub fn bare_name(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A directory of teams that was imported explicitly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectorySnapshot {
    /// Which directory, such as `trusted-introducer`.
    pub name: String,
    /// The day the snapshot was taken.
    pub taken: Date,
    /// Its entries.
    pub entries: Vec<DirectoryEntry>,
    /// The file it is kept in.
    pub source: String,
}

/// Everything that the user trusts for this run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// The team that the user says the subject is (`--team`), which selects the pins.
    pub team: Option<String>,
    /// All pins of the trust directory.
    pub pins: Vec<Pin>,
    /// Fingerprints given by the user (`--expect-fingerprint`).
    pub expected: Vec<Fingerprint>,
    /// Trust roots.
    pub roots: Vec<TrustRoot>,
    /// Directory snapshots.
    pub directories: Vec<DirectorySnapshot>,
}
