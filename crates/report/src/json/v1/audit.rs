//! A scheduled run.

use schemars::JsonSchema;
use serde::Serialize;

use super::FPR;

/// What one run over many profiles found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Audit {
    /// Always `bonafide/audit/v1`.
    #[schemars(extend("const" = "bonafide/audit/v1"))]
    pub schema: &'static str,
    /// When the run began, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub started_at: String,
    /// When it ended, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub finished_at: String,
    /// The time as of which everything was judged, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub assessed_at: String,
    /// Whether the history could be used.
    pub history: AuditHistory,
    /// What is not in order with this machine, rather than with a partner.
    pub notices: Vec<AuditNotice>,
    /// The totals over all subjects, also those that `--only-changes` leaves out.
    pub counts: AuditCounts,
    /// Every change, in the order of the subjects.
    pub changes: Vec<AuditChange>,
    /// Every subject, by name; with `--only-changes` those with a change.
    pub subjects: Vec<AuditSubject>,
}

/// Whether the history could be used.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditHistory {
    /// `kept`: used and recorded in; `not-recorded`: used, and this run is not recorded in it; `off`: not asked; `damaged`: cannot be
    /// used.
    #[schemars(extend("enum" = ["kept", "not-recorded", "off", "damaged"]))]
    pub state: &'static str,
    /// Why it cannot be used or recorded in, with the remedy; null where it was not used on purpose.
    pub why: Option<String>,
}

/// Something about this machine.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditNotice {
    /// `future-runs`: recorded runs lie in the future of the clock, and nothing was compared with them; `unreachable`: all or most
    /// profiles could not be fetched; `clock`: most web servers tell another time.
    #[schemars(extend("enum" = ["future-runs", "unreachable", "clock"]))]
    pub kind: &'static str,
    /// In a sentence, with the remedy.
    pub message: String,
}

/// The totals. `authentic` to `failed` are disjoint and add up to `total`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditCounts {
    /// All subjects.
    pub total: u32,
    /// Judged authentic.
    pub authentic: u32,
    /// Judged unanchored.
    pub unanchored: u32,
    /// Judged unverified.
    pub unverified: u32,
    /// Judged rejected.
    pub rejected: u32,
    /// Not reached.
    pub not_checked: u32,
    /// Not begun before the run's time was over.
    pub not_done: u32,
    /// Not taken up: broken entries, unreadable files.
    pub failed: u32,
    /// With a change.
    pub changed: u32,
    /// Acknowledged or excepted.
    pub silenced: u32,
}

/// Something that is new since the last run.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditChange {
    /// The subject's name.
    pub name: String,
    /// What changed.
    #[schemars(extend("enum" = ["new", "verdict", "document", "key", "contact", "signature-gone", "rollback", "unreachable", "reachable", "silence-ended"]))]
    pub kind: &'static str,
    /// Which kind of contact, for `contact`; by what, for `rollback`.
    pub of: Option<&'static str>,
    /// What it was: a verdict, a SHA-256, a fingerprint, contacts, a version; empty where there is
    /// nothing to compare.
    pub from: Vec<String>,
    /// What it is now.
    pub to: Vec<String>,
    /// In one sentence.
    pub message: String,
}

/// One partner or document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditSubject {
    /// The partner entry's name, or the document's path below the audited directory.
    pub name: String,
    /// What was judged: a URL or a path.
    pub subject: String,
    /// What came of it. Only `judged` has a verdict of this run.
    #[schemars(extend("enum" = ["judged", "not-checked", "not-done", "failed"]))]
    pub result: &'static str,
    /// The verdict of this run; null where it could not be judged.
    #[schemars(extend("enum" = ["authentic", "unanchored", "unverified", "rejected", null]))]
    pub verdict: Option<&'static str>,
    /// The reason word, for `unverified` and for what was not checked.
    pub why: Option<&'static str>,
    /// Why, in one sentence.
    pub reason: String,
    /// What to do next, in one sentence.
    pub next_step: Option<String>,
    /// The key's verdict; null where it could not be judged.
    #[schemars(extend("enum" = ["confirmed", "unconfirmed", "conflicting", "unusable", null]))]
    pub key_verdict: Option<&'static str>,
    /// The key that was judged, upper-case hexadecimal.
    #[schemars(extend("pattern" = FPR))]
    pub fingerprint: Option<String>,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub document_sha256: Option<String>,
    /// What it counts as, for the exit code and for monitoring.
    #[schemars(extend("enum" = ["fine", "unanchored", "unverified", "failed", "rejected"]))]
    pub counts_as: &'static str,
    /// The worst verdict that satisfies.
    #[schemars(extend("enum" = ["authentic", "unanchored"]))]
    pub required: &'static str,
    /// How earlier runs ended; null where none reached the document.
    pub last: Option<AuditLast>,
    /// Since when it cannot be reached, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub unreachable_since: Option<String>,
    /// Why it does not count; null where it does.
    pub silence: Option<AuditSilence>,
    /// What is new since the last run.
    pub changes: Vec<AuditChange>,
    /// What is to be expected, the nearest first.
    pub forecast: Vec<AuditForecast>,
    /// Checks that fail or are inconclusive.
    pub findings: Vec<super::Finding>,
}

/// How earlier runs ended.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditLast {
    /// The verdict.
    #[schemars(extend("enum" = ["authentic", "unanchored", "unverified", "rejected"]))]
    pub verdict: &'static str,
    /// The reason word.
    pub why: Option<&'static str>,
    /// When it was judged last, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub at: String,
    /// Since when runs ended like that, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub since: String,
    /// Seconds from `at` to `assessed_at`.
    pub age_seconds: i64,
}

/// Why a subject does not count.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditSilence {
    /// `acknowledged`: until it changes; `excepted`: by the partner entry; `grace`: a short outage that counts as the last verdict.
    #[schemars(extend("enum" = ["acknowledged", "excepted", "grace"]))]
    pub kind: &'static str,
    /// Why, as somebody wrote it.
    pub reason: Option<String>,
    /// The last day or moment on which it holds.
    pub until: Option<String>,
}

/// Something that is to be expected.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditForecast {
    /// What.
    #[schemars(extend("enum" = ["key-expires", "document-expires", "policy-cut-off", "exception-ends", "acknowledgement-ends", "directory-stale", "pin-due"]))]
    pub event: &'static str,
    /// When, RFC 3339 in UTC; null where the day is not fixed.
    #[schemars(extend("format" = "date-time"))]
    pub at: Option<String>,
    /// Whole days from `assessed_at`.
    pub days: Option<i64>,
    /// What the subject then counts as; null where only a warning comes of it.
    #[schemars(extend("enum" = ["fine", "unanchored", "unverified", "failed", "rejected", null]))]
    pub becomes: Option<&'static str>,
    /// In one sentence.
    pub message: String,
}
