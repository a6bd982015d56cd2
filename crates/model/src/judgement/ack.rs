//! What an acknowledgement is about.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::judgement::Verdict;

/// An acknowledgement that was recorded. It silences a report and changes no verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledged {
    /// The partner or document, as reports show it.
    pub name: String,
    /// What of it.
    pub what: Acked,
    /// The last day on which it counts; until that changes where `None`.
    pub until: Option<Date>,
}

/// What the last run found about a partner or document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acked {
    /// It could not be reached.
    Outage {
        /// Since then.
        since: Timestamp,
    },
    /// It was judged.
    Judged {
        /// The verdict.
        verdict: Verdict,
        /// The word of the [`Leaf`](crate::judgement::Leaf) that decided, as the history keeps it.
        leaf: String,
    },
}
