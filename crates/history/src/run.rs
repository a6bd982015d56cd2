//! How runs ended.

use bonafide_model::Timestamp;
use bonafide_model::audit::{Ending, Places};
use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{Sight, Verdict, Why};

use crate::known::Known;

/// How one run ended for one team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// When.
    pub at: Timestamp,
    /// The verdict.
    pub verdict: Verdict,
    /// The reason word, for `unverified`.
    pub why: Option<Why>,
    /// The reason in a sentence.
    pub reason: String,
    /// SHA-256 of the document, lower-case hexadecimal, where there was one.
    pub document_sha256: Option<String>,
    /// What it showed, where it could be read.
    pub shown: Option<Shown>,
    /// Where evidence was found that nobody names.
    pub places: Places,
    /// The checks that failed, in order; empty too for runs of the first release.
    pub failing: Vec<String>,
}

/// How a run over many teams ended for one of them.
#[derive(Debug, Clone)]
pub struct TeamRun<'r> {
    /// The team.
    pub team_key: &'r str,
    /// When.
    pub at: Timestamp,
    /// How, in a word.
    pub ending: Ending,
    /// What came of it; `None` where nothing was judged and no outage was met.
    pub run: Option<Run>,
    /// What was seen, where that was authentic.
    pub seen: Option<(Known, Sight)>,
}

/// What a document showed in one run, whatever its verdict: only to tell what changed by the next
/// run. Nothing is ever judged by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The key that was judged.
    pub fingerprint: Option<Fingerprint>,
    /// The contact addresses printed.
    pub emails: Vec<String>,
    /// The numbers printed.
    pub phones: Vec<String>,
}

impl From<&Sight> for Shown {
    fn from(sight: &Sight) -> Self {
        Self {
            fingerprint: sight.fingerprint.clone(),
            emails: sight.emails.clone(),
            phones: sight.phones.clone(),
        }
    }
}

/// How the runs for a team ended last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The last run that reached the document; `None` where none did yet.
    pub run: Option<Run>,
    /// Since when runs have ended with that verdict and reason word, without another one in
    /// between.
    pub since: Option<Timestamp>,
    /// When it was tried last, reached or not.
    pub attempted_at: Timestamp,
    /// Since when the document could not be reached; `None` where the last try reached it.
    pub unreachable_since: Option<Timestamp>,
}
