//! What is different from the last night.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::{ContactKind, Fingerprint};
use crate::judgement::{FreshnessAxis, Verdict, Why};

/// Why a subject does not count although it is not what its entry requires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Silence {
    /// Somebody has seen exactly this state, and it counts again as soon as it changes.
    Acknowledged {
        /// Why.
        reason: String,
        /// The last day on which it holds.
        until: Option<Date>,
    },
    /// The partner entry makes an exception. Never for a rejected document.
    Excepted {
        /// Why.
        reason: String,
        /// The last day on which it holds.
        until: Date,
    },
    /// It could not be reached, for a shorter time than the grace period. It counts as what it was
    /// when it was reached last.
    Grace {
        /// Until when.
        until: Timestamp,
    },
}

/// Something that is new since the last run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Seen for the first time.
    New,
    /// Another verdict, or another reason for the same one.
    Verdict {
        /// Before.
        from: (Verdict, Option<Why>),
        /// Now.
        to: (Verdict, Option<Why>),
    },
    /// Other bytes. SHA-256, lower-case hexadecimal.
    Document {
        /// Before.
        from: String,
        /// Now.
        to: String,
    },
    /// Another key than the last authentic document had.
    Key {
        /// Before.
        from: Fingerprint,
        /// Now.
        to: Option<Fingerprint>,
    },
    /// Other contacts than the last authentic document had.
    Contact {
        /// Of which kind.
        kind: ContactKind,
        /// Values that were printed and are not any more.
        removed: Vec<String>,
        /// Values that are printed and were not.
        added: Vec<String>,
    },
    /// There was a signature, and now there is none.
    SignatureGone,
    /// An older version than one seen before.
    Rollback {
        /// By what, where it is known.
        by: Option<(FreshnessAxis, String, String)>,
    },
    /// It could not be reached for longer than the grace period.
    Unreachable {
        /// Since when.
        since: Timestamp,
    },
    /// It can be reached again after it was reported as unreachable.
    Reachable {
        /// Since when it could not be reached.
        since: Timestamp,
    },
    /// An exception or acknowledgement has ended, so that it counts again.
    SilenceEnded {
        /// Why there was one.
        reason: String,
        /// Its last day.
        until: Date,
    },
}

words! {
    &Change {
        New = "new",
        Verdict = "verdict",
        Document = "document",
        Key = "key",
        Contact = "contact",
        SignatureGone = "signature-gone",
        Rollback = "rollback",
        Unreachable = "unreachable",
        Reachable = "reachable",
        SilenceEnded = "silence-ended",
    }
}
