//! Many subjects in one unattended run: what changed, what will break, and nothing else.
//!
//! A run reads the history, judges, and tells; it is recorded only after its report was delivered
//! ([`record`]), so that a run that is killed in between repeats its news instead of losing it. An
//! outage neither clears nor accuses. One bad partner never stops a run.

mod ack;
mod changes;
mod clock;
mod crew;
mod directories;
mod entries;
mod entry;
mod evidence;
mod forecast;
mod lock;
mod outage;
mod roll;
mod run;
mod standing;
mod store;

use std::path::PathBuf;
use std::time::Duration;

use bonafide_model::judgement::Verdict;

pub(crate) use ack::is_shown_as;
pub use ack::{AckError, acknowledge};
pub use crew::Jobs;
pub(crate) use entries::PARTNER;
pub use entries::{Entry, entries};
pub(crate) use entry::MAX_ENTRY;
pub use entry::{EntryError, Exception};
pub use evidence::Retention;
pub use lock::{Lock, LockError};
pub use run::{Progress, run};
pub use store::record;

/// How a run is made.
#[derive(Debug, Clone)]
pub struct Options {
    /// Subjects that are looked at at the same time. How many requests one server gets is the
    /// network's to limit.
    pub jobs: Jobs,
    /// After this time no further subject is begun and nobody is waited for any more; what is not
    /// finished then is reported as not done. The run begins with those that were tried longest
    /// ago, so that none is left out night after night.
    pub deadline: Option<Duration>,
    /// An outage shorter than this is not reported, and counts as the last verdict.
    pub grace: Duration,
    /// The worst verdict that satisfies where an entry says nothing else.
    pub required: Verdict,
    /// Directories whose subjects are expected to be there again in the next run.
    pub directories: Vec<PathBuf>,
    /// Where to keep what the verdicts rest on.
    pub evidence: Option<Retention>,
}
