//! What will go wrong if nobody acts.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::audit::Standing;

/// Something that is to be expected if nobody does anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// What.
    pub event: ForecastEvent,
    /// When; `None` for a coming policy whose day is not fixed.
    pub at: Option<Timestamp>,
    /// The verdict or count that it turns the subject into; `None` where only a warning comes of
    /// it.
    pub becomes: Option<Standing>,
}

impl Forecast {
    /// Whole days from `now` on, rounded down; `None` where the day is not fixed.
    #[must_use]
    pub fn days(&self, now: Timestamp) -> Option<i64> {
        const DAY: i64 = 86_400;
        self.at.map(|at| {
            at.as_second()
                .saturating_sub(now.as_second())
                .div_euclid(DAY)
        })
    }
}

/// What a coming policy refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CutOff {
    /// The hash of the signature, where it is known.
    Hash(Option<String>),
    /// Algorithm and size of the key.
    Key(String),
}

/// Something that will happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ForecastEvent {
    /// The key expires.
    KeyExpires,
    /// The validity that the document prints ends.
    DocumentExpires,
    /// What the key or signature uses will be refused by a coming policy.
    PolicyCutOff {
        /// What is affected.
        what: CutOff,
    },
    /// The exception in the partner entry ends.
    ExceptionEnds {
        /// Why it was made.
        reason: String,
    },
    /// The acknowledgement ends.
    AcknowledgementEnds {
        /// Why it was made.
        reason: String,
    },
    /// The directory snapshot that alone anchors the key grows too old.
    DirectoryStale {
        /// The directory.
        name: String,
    },
    /// The pin should be confirmed again.
    PinDue {
        /// The team as the pin names it.
        team: String,
    },
}

words! {
    &ForecastEvent {
        KeyExpires = "key-expires",
        DocumentExpires = "document-expires",
        PolicyCutOff = "policy-cut-off",
        ExceptionEnds = "exception-ends",
        AcknowledgementEnds = "acknowledgement-ends",
        DirectoryStale = "directory-stale",
        PinDue = "pin-due",
    }
}
