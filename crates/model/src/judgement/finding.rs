//! What a check found. Typed data only: the words live in the report crate.

use serde::{Deserialize, Serialize};

use crate::claims::Place;
use crate::judgement::{CheckId, Detail};

/// How a check ended. A fail, a weak thing and a missing thing are three different outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// The property is proven.
    Pass,
    /// The check does not apply to this subject.
    NotApplicable,
    /// It could not be decided. Never a pass.
    Inconclusive,
    /// The property does not hold.
    Fail,
}

words! {
    Outcome {
        Pass = "pass",
        NotApplicable = "not-applicable",
        Inconclusive = "inconclusive",
        Fail = "fail",
    }
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Worth acting on; changes no verdict unless policy is strict.
    Warning,
    /// Stands in the way of a good verdict.
    Error,
}

words! {
    Severity {
        Note = "note",
        Warning = "warning",
        Error = "error",
    }
}

/// A place with the text that stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// The place.
    pub place: Place,
    /// The printed text; untrusted.
    pub excerpt: String,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The check.
    pub check: CheckId,
    /// How it ended.
    pub outcome: Outcome,
    /// How much it matters.
    pub severity: Severity,
    /// The facts that the words are made of.
    pub detail: Detail,
    /// Where in the document.
    pub places: Vec<Where>,
}
