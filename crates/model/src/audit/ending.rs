//! How a night ended for a partner.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::audit::AuditResult;
use crate::judgement::{Verdict, Why};

/// How one run ended for one subject, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ending {
    /// Judged authentic.
    Authentic,
    /// Judged unanchored.
    Unanchored,
    /// Judged unverified.
    Unverified,
    /// Judged rejected.
    Rejected,
    /// Not reached.
    NotChecked,
    /// Not begun.
    NotDone,
    /// Not taken up.
    Failed,
}

words! {
    Ending {
        Authentic = "authentic",
        Unanchored = "unanchored",
        Unverified = "unverified",
        Rejected = "rejected",
        NotChecked = "not-checked",
        NotDone = "not-done",
        Failed = "failed",
    }
}

impl From<Verdict> for Ending {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Authentic => Self::Authentic,
            Verdict::Unanchored => Self::Unanchored,
            Verdict::Unverified => Self::Unverified,
            Verdict::Rejected => Self::Rejected,
        }
    }
}

impl From<&AuditResult> for Ending {
    fn from(result: &AuditResult) -> Self {
        match result {
            AuditResult::Judged(assessment) => assessment.verdict.into(),
            AuditResult::NotChecked(_) => Self::NotChecked,
            AuditResult::NotDone => Self::NotDone,
            AuditResult::Failed(_) => Self::Failed,
        }
    }
}

/// Nights that reports show, the one of the run included. A night is a day in UTC.
pub const NIGHTS: i64 = 30;

/// Nights in a row that ended alike for one subject. Where several runs fell on one night, the last
/// one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nights {
    /// The first one.
    pub first: Date,
    /// The last one.
    pub last: Date,
    /// How each of them ended.
    pub ending: Ending,
}

/// How earlier runs ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastVerdict {
    /// The verdict.
    pub verdict: Verdict,
    /// The reason word, for `unverified`.
    pub why: Option<Why>,
    /// When the document was judged last.
    pub at: Timestamp,
    /// Since when runs ended with that verdict and reason word.
    pub since: Timestamp,
}

/// What a subject counts as for the exit code and for monitoring. Ordered from the best to the
/// worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// Authentic, or what its entry requires, or silenced.
    Fine,
    /// Unanchored.
    Unanchored,
    /// Unverified, and what was not checked or not done.
    Unverified,
    /// It could not be taken up.
    Failed,
    /// Rejected.
    Rejected,
}

words! {
    Standing {
        Fine = "fine",
        Unanchored = "unanchored",
        Unverified = "unverified",
        Failed = "failed",
        Rejected = "rejected",
    }
}

impl From<Verdict> for Standing {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Authentic => Self::Fine,
            Verdict::Unanchored => Self::Unanchored,
            Verdict::Unverified => Self::Unverified,
            Verdict::Rejected => Self::Rejected,
        }
    }
}

/// What an ending counts as where nobody has said anything else.
impl From<Ending> for Standing {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Authentic => Self::Fine,
            Ending::Unanchored => Self::Unanchored,
            Ending::Unverified | Ending::NotChecked | Ending::NotDone => Self::Unverified,
            Ending::Failed => Self::Failed,
            Ending::Rejected => Self::Rejected,
        }
    }
}
