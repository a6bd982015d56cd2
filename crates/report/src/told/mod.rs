//! What a report on one subject tells, before anybody lays it out: the terminal report and the case
//! report draw the same words.
//!
//! Untrusted text in it is capped, and escaped once more by whoever draws it.

pub(crate) mod compared;
pub(crate) mod contacts;
pub(crate) mod evidence;
pub(crate) mod findings;
pub(crate) mod headline;
pub(crate) mod nearest;

/// How well something stands, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    NotApplicable,
    Pass,
    Warning,
    Inconclusive,
    Fail,
}

impl Mark {
    /// What stands in front of it, drawn with Unicode or with ASCII alone.
    pub(crate) fn symbol(self, unicode: bool) -> &'static str {
        match (self, unicode) {
            (Self::Pass, true) => "✓",
            (Self::Pass, false) => "+",
            (Self::Warning, _) => "!",
            (Self::Fail, true) => "✗",
            (Self::Fail, false) => "x",
            (Self::Inconclusive, _) => "?",
            (Self::NotApplicable, true) => "–",
            (Self::NotApplicable, false) => "-",
        }
    }
}

/// How a text is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    /// A detail.
    Faint,
    Good,
    Caution,
    Bad,
    /// What to do about it.
    Help,
}

/// One thing that is told, with what stands below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Nothing where it is neither good nor bad.
    pub mark: Option<Mark>,
    pub text: String,
    pub below: Vec<(Tone, String)>,
}

impl Entry {
    pub(crate) fn marked(mark: Mark, text: impl Into<String>) -> Self {
        Self {
            mark: Some(mark),
            text: text.into(),
            below: Vec::new(),
        }
    }
}
