//! What a scheduled run over many profiles found: the only thing that the audit's renderers see.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::audit::{Change, Ending, Forecast, LastVerdict, Nights, Silence, Standing};
use crate::evidence::AttemptRole;
use crate::judgement::{Assessment, Verdict};

/// What one run over many profiles found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditReport {
    /// When it began, by the clock of this machine.
    pub started_at: Timestamp,
    /// When it ended, by the clock of this machine.
    pub finished_at: Timestamp,
    /// The time by which everything was judged.
    pub assessed_at: Timestamp,
    /// Whether the history could be used.
    pub history: HistoryState,
    /// What is not in order with this machine, rather than with a partner.
    pub notices: Vec<Notice>,
    /// One for each partner entry and document, in an order that depends on their names only.
    pub subjects: Vec<AuditSubject>,
}

/// Whether the history could be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HistoryState {
    /// It was asked, and this run is recorded in it.
    Kept,
    /// It was asked, and this run is not recorded in it: because it was judged as of another time,
    /// or for this reason.
    NotRecorded(Option<String>),
    /// It was not to be asked, so there are no changes to tell.
    Off,
    /// It cannot be used, for this reason. Nothing is learned anew and there are no changes to
    /// tell.
    Damaged(String),
}

/// Something about this machine or the run, rather than about a partner that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// Recorded runs lie in the future of the clock. Nothing was compared with them.
    FutureRuns {
        /// Of how many subjects.
        subjects: u32,
        /// The furthest one.
        latest: Timestamp,
        /// Whether the user chose the time, so that no clock is to blame.
        #[serde(default)]
        chosen: bool,
    },
    /// All or most partners could not be reached. That is the network of this machine more often
    /// than all of theirs.
    Unreachable {
        /// How many.
        unreached: u32,
        /// Of how many that were asked.
        of: u32,
    },
    /// The web servers of most partners tell another time.
    Clock {
        /// How many seconds this machine's clock is ahead of theirs; negative where it is behind.
        ahead_seconds: i64,
        /// How many servers.
        servers: u32,
    },
    /// Entries that the last run over this directory had are gone, so nobody checks them any more.
    Vanished {
        /// The directory.
        directory: String,
        /// Their names.
        names: Vec<String>,
    },
    /// A snapshot of a directory is about to grow too old to confirm anything, or has.
    DirectoryStale {
        /// The directory.
        name: String,
        /// The first day on which it is too old.
        on: Date,
        /// Days until then; none or fewer where it has come.
        days: i32,
    },
}

words! {
    &Notice {
        FutureRuns = "future-runs",
        Unreachable = "unreachable",
        Clock = "clock",
        Vanished = "vanished",
        DirectoryStale = "directory-stale",
    }
}

impl Notice {
    /// Whether the run cannot be relied on because of it.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        match self {
            Self::Unreachable { .. } | Self::Clock { .. } => true,
            Self::FutureRuns { .. } | Self::Vanished { .. } | Self::DirectoryStale { .. } => false,
        }
    }
}

/// A team as its partner entry has it. Empty where there is no entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerNames {
    /// The team whose pins the entry asks for.
    pub team: Option<String>,
    /// The team's name.
    pub name: Option<String>,
    /// The domains of its addresses, each once.
    pub domains: Vec<String>,
}

/// One partner or document of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditSubject {
    /// The partner entry's name, or the document's path below the audited directory. Never a name
    /// that a document prints.
    pub name: String,
    /// By what name history knows it.
    pub key: String,
    /// What was judged: a URL or a path.
    pub source: String,
    /// What its partner entry says of the team, for commands that a report suggests.
    #[serde(default)]
    pub names: PartnerNames,
    /// What came of it.
    pub result: AuditResult,
    /// The worst verdict that satisfies whoever wrote the entry.
    pub required: Verdict,
    /// How earlier runs ended, before this one.
    pub last: Option<LastVerdict>,
    /// How the last nights ended, the oldest first and without this run: to be shown, never to
    /// judge by.
    pub nights: Vec<Nights>,
    /// Since when it could not be reached, this run included; `None` where it was.
    pub unreachable_since: Option<Timestamp>,
    /// What is new since the last run.
    pub changes: Vec<Change>,
    /// What is to be expected, the nearest first.
    pub forecast: Vec<Forecast>,
    /// Why it does not count, if somebody has said so. It changes no verdict.
    pub silence: Option<Silence>,
    /// What the subject counts as.
    pub standing: Standing,
    /// Where evidence was found that nobody names: for the next run, not for reports.
    pub places: Places,
}

/// Where evidence was found that neither the document nor the user names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// What was found, and where: the URL that was asked.
    pub found: Vec<(AttemptRole, String)>,
    /// When it was last looked for under the usual names.
    pub guessed_at: Option<Timestamp>,
}

/// What came of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AuditResult {
    /// It was judged.
    Judged(Box<Assessment>),
    /// An outage: the document, or what it needs, could not be fetched. Neither clears nor accuses.
    NotChecked(Box<Assessment>),
    /// The run's time was over before it was begun.
    NotDone,
    /// It could not be taken up: a broken entry, an unreadable file, a fault of this program.
    Failed(AuditFailure),
}

/// Why a subject could not be taken up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AuditFailure {
    /// In the words of an error; may hold untrusted text.
    Told(String),
    /// The trust directory knows no team of this name.
    UnknownTeam(String),
    /// A fault of this program.
    Fault,
}

words! {
    &AuditResult {
        Judged = "judged",
        NotChecked = "not-checked",
        NotDone = "not-done",
        Failed = "failed",
    }
}

impl AuditResult {
    /// The assessment, where there is one.
    #[must_use]
    pub fn assessment(&self) -> Option<&Assessment> {
        match self {
            Self::Judged(assessment) | Self::NotChecked(assessment) => Some(assessment),
            Self::NotDone | Self::Failed(_) => None,
        }
    }
}

/// How many subjects there are of each kind. The first seven are disjoint and add up to `total`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Not begun.
    pub not_done: u32,
    /// Not taken up.
    pub failed: u32,
    /// With a change.
    pub changed: u32,
    /// That somebody acknowledged or excepted.
    pub silenced: u32,
}

impl AuditReport {
    /// The totals.
    #[must_use]
    pub fn counts(&self) -> AuditCounts {
        let mut counts = AuditCounts::default();
        for subject in &self.subjects {
            counts.total += 1;
            *match Ending::from(&subject.result) {
                Ending::Authentic => &mut counts.authentic,
                Ending::Unanchored => &mut counts.unanchored,
                Ending::Unverified => &mut counts.unverified,
                Ending::Rejected => &mut counts.rejected,
                Ending::NotChecked => &mut counts.not_checked,
                Ending::NotDone => &mut counts.not_done,
                Ending::Failed => &mut counts.failed,
            } += 1;
            counts.changed += u32::from(!subject.changes.is_empty());
            counts.silenced += u32::from(matches!(
                subject.silence,
                Some(Silence::Acknowledged { .. } | Silence::Excepted { .. })
            ));
        }
        counts
    }

    /// The worst standing of all; `Failed` where the history cannot be used, because nobody can
    /// tell then what changed, and where something is wrong with this machine.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let history = match self.history {
            HistoryState::Damaged(_) => Standing::Failed,
            HistoryState::Kept | HistoryState::NotRecorded(_) | HistoryState::Off => Standing::Fine,
        };
        let machine = if self.notices.iter().any(Notice::is_failure) {
            Standing::Failed
        } else {
            Standing::Fine
        };
        self.subjects
            .iter()
            .map(|subject| subject.standing)
            .fold(history.max(machine), Standing::max)
    }
}
