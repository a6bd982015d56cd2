//! What was seen of this subject before.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::Fingerprint;
use crate::judgement::{Verdict, Why};

/// What history remembers of an earlier sight of the same subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// When it was seen last.
    pub seen_at: Timestamp,
    /// When it was seen first; `None` where that was not kept: see [`Sight::first_seen`].
    #[serde(default)]
    pub first_seen_at: Option<Timestamp>,
    /// The verdict then.
    pub verdict: Verdict,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub document_sha256: String,
    /// The version printed.
    pub version: Option<String>,
    /// The date printed, where unambiguous.
    pub date: Option<jiff::civil::Date>,
    /// When the signature was made.
    pub signed_at: Option<Timestamp>,
    /// The key that signed.
    pub fingerprint: Option<Fingerprint>,
    /// The contact addresses printed.
    pub emails: Vec<String>,
    /// The numbers printed.
    pub phones: Vec<String>,
    /// The language of the document, where it was told: editions in two languages have versions and
    /// dates of their own.
    #[serde(default)]
    pub language: Option<String>,
    /// Its media type, where it was kept: one edition in two formats is signed twice.
    #[serde(default)]
    pub media_type: Option<String>,
    /// The teams that the accepted anchors named, in the user's words and never in the document's.
    #[serde(default)]
    pub teams: Vec<String>,
    /// Why it is thought to be of the same document. Not kept: it depends on who asks.
    #[serde(default)]
    pub relation: SightRelation,
}

impl Sight {
    /// When it was seen first, as far as that is known: not later than that.
    #[must_use]
    pub fn first_seen(&self) -> Timestamp {
        self.first_seen_at
            .map_or(self.seen_at, |first| first.min(self.seen_at))
    }
}

/// Why a sight is thought to be of the document that is asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SightRelation {
    /// It was seen at the same place, or under the same name of a partner or file.
    #[default]
    Place,
    /// The user called both by the name of the same team.
    Team,
    /// It was signed by a key that was found for this document, at whatever place. Whether it is
    /// the same team's is not known yet.
    Key,
}

/// How the runs for one subject ended last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRun {
    /// When it was tried last, reached or not.
    pub attempted_at: Timestamp,
    /// The verdict of the last run that reached the document, with its reason word; `None` where
    /// none did yet.
    pub verdict: Option<(Verdict, Option<Why>)>,
    /// Since when runs have ended so.
    pub since: Option<Timestamp>,
    /// Since when the document could not be reached; `None` where the last try reached it.
    pub unreachable_since: Option<Timestamp>,
}

/// Everything that history holds about one subject, for showing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// What it is known by: its canonical URL or the partner entry's name.
    pub subject: String,
    /// How the runs ended; `None` where only single verifications were made.
    pub last: Option<LastRun>,
    /// Authentic sights, oldest first: each one but the newest is of a document or key that was
    /// replaced.
    pub sights: Vec<Sight>,
}

/// What history can say about one subject.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Past {
    /// History was not asked (`--no-history`, local file without a name).
    #[default]
    NotAsked,
    /// Nothing authentic was seen before.
    Empty,
    /// The store is damaged: nothing can be judged by it.
    Damaged(String),
    /// Authentic sights, oldest first. Only authentic documents are remembered.
    Seen(Vec<Sight>),
}
