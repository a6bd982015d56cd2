//! What stands outside of the document and says whose a key is.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::claims::Fingerprint;
use crate::evidence::{Archived, AttemptWhy};
use crate::judgement::CertificationProblem;

/// A kind of evidence about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnchorKind {
    /// A fingerprint confirmed by an analyst.
    Pin,
    /// A fingerprint given on the command line.
    Expected,
    /// A certification by a trust root.
    TrustRoot,
    /// An imported directory snapshot.
    Directory,
    /// Web Key Directory: corroborates.
    Wkd,
    /// A verifying key server: corroborates.
    Keyserver,
    /// Continuity with what was seen before: corroborates.
    History,
    /// What a web archive kept of the same places: corroborates, and no policy can change that.
    Archive,
    /// `security.txt` of the document's host: corroborates, and no policy can change that.
    SecurityTxt,
    /// Metadata of the document's host as a CSAF provider: corroborates, and no policy can change
    /// that.
    Csaf,
}

impl AnchorKind {
    /// Whether it may count where policy says so.
    #[must_use]
    pub fn may_be_accepted(self) -> bool {
        !matches!(self, Self::Archive | Self::SecurityTxt | Self::Csaf)
    }
}

words! {
    AnchorKind {
        Pin = "pin",
        Expected = "expected",
        TrustRoot = "trust-root",
        Directory = "directory",
        Wkd = "wkd",
        Keyserver = "keyserver",
        History = "history",
        Archive = "archive",
        SecurityTxt = "security-txt",
        Csaf = "csaf",
    }
}

/// What an anchor says about the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AnchorSays {
    /// It names this key.
    Agrees,
    /// It names another key for this team.
    Disagrees,
    /// It knows nothing of this team, or could not be asked.
    Silent,
}

words! {
    AnchorSays {
        Agrees = "agrees",
        Disagrees = "disagrees",
        Silent = "silent",
    }
}

/// Evidence about the key, with what it counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its kind.
    pub kind: AnchorKind,
    /// What it says.
    pub says: AnchorSays,
    /// Whether the document's publisher does not control it, as far as can be seen.
    pub independent: bool,
    /// Whether it can make a document authentic: agrees, independent, names this team, and policy
    /// accepts its kind.
    pub accepted: bool,
    /// Whether it names this team: its name, its incident addresses or its domains.
    pub names_team: bool,
    /// The fingerprint it names.
    pub fingerprint: Option<Fingerprint>,
    /// The team it names.
    pub team: Option<String>,
    /// Printed contact addresses that it vouches for.
    pub covered: Vec<String>,
    /// Printed contact addresses that it does not vouch for.
    pub not_covered: Vec<String>,
    /// How and when it was confirmed.
    pub confirmed: Option<Confirmed>,
    /// Why it counts or not, typed.
    pub why: AnchorWhy,
    /// What a web archive kept, where it is one.
    #[serde(default)]
    pub archived: Option<Archived>,
}

/// How and when a key was confirmed. Texts in it are of the user, or of whoever made what the user
/// imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Confirmed {
    /// By whoever pinned it.
    Pinned {
        /// When.
        on: Date,
        /// How, such as `by phone`.
        how: String,
    },
    /// By a trust root.
    Certified {
        /// When, as far as that is known.
        on: Option<Date>,
        /// The name of the trust root.
        by: String,
    },
    /// By a snapshot of a directory.
    Listed {
        /// The directory.
        directory: String,
        /// When the snapshot was taken.
        taken: Date,
    },
    /// By an earlier sight of that day.
    Seen(Date),
}

/// Why an anchor counts or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnchorWhy {
    /// It counts.
    Counts,
    /// It names another key.
    OtherKey,
    /// It names another key of a team for which another pin names this one.
    OtherKeyOfTeam,
    /// It names a subkey of this key, and not the key itself.
    NamesSubkey,
    /// The key it names vouches for the one that the document prints, by signing the document too.
    VouchesForNewKey,
    /// Policy does not accept this kind.
    NotAccepted,
    /// It is for another team than the one the document prints.
    OtherTeam,
    /// The same registrable domain as the document's origin controls it.
    SharedController(String),
    /// It only confirms an address that the document chose itself.
    OnlyCorroborates,
    /// It is too old.
    Stale,
    /// It lists other keys under the same name or address.
    Contradictory,
    /// The trust root's certification is not valid, not on the right User ID, or not at depth 1.
    CertificationInvalid(CertificationProblem),
    /// It knows nothing of this team.
    NothingKnown,
    /// It could not be asked.
    NotAsked(AttemptWhy),
}
