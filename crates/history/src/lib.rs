//! What was seen before: continuity and rollback for the judgement, outcomes and acknowledgements
//! for scheduled runs.
//!
//! One SQLite file. A team is known by the key that the caller gives, its canonical URL or its
//! partner entry's name, never by the name that a document prints. Only authentic documents are
//! remembered, so that a forgery can neither become the past nor make the genuine document look
//! old.
//!
//! A damaged file is an error and stays one: it is never replaced by an empty one, because an empty
//! past agrees with everything. What this cannot notice is a file that was deleted, or replaced by
//! an older copy of itself.
//!
//! Every write is one transaction under SQLite's rollback journal with full synchronisation: a
//! killed process loses the write that it was in and nothing else, and two processes wait for each
//! other.

mod ack;
mod error;
mod known;
mod nights;
mod place;
mod run;
mod runs;
mod sight;
mod store;
mod stored;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bonafide_model::Timestamp;
use bonafide_model::audit::Nights;
use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{Past, Sight};
use rusqlite::Connection;

pub use ack::Ack;
pub use error::HistoryError;
pub use known::{Known, team};
pub use place::place;
pub use run::{Last, Run, Shown, TeamRun};
pub use sight::SIGHTS_KEPT;

/// How far clocks may differ: what lies further in the future was seen under a wrong one.
const SKEW: Duration = Duration::from_secs(300);

/// The history store.
#[derive(Debug)]
pub struct History {
    path: PathBuf,
    connection: Connection,
}

impl History {
    /// Opens the store, and creates it, readable by its owner only, where there is no such file.
    ///
    /// # Errors
    /// [`HistoryError::Damaged`] where the file is there but is not a sound store, also when it is
    /// empty; [`HistoryError::NewerSchema`] where a later bonafide wrote it.
    pub fn open(path: &Path) -> Result<Self, HistoryError> {
        let connection = store::open(path)?;
        let history = Self {
            path: path.to_owned(),
            connection,
        };
        history.check_all_if_cheap()?;
        Ok(history)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The authentic sights of a subject, oldest first: those of its own place, those of its team,
    /// and those that were signed by one of these keys, each with its
    /// [`SightRelation`](bonafide_model::judgement::SightRelation).
    ///
    /// # Errors
    /// [`HistoryError::Damaged`] where a record is not what was written. The caller judges by
    /// [`Past::Damaged`] then, not by [`Past::Empty`].
    pub fn past(&self, known: &Known, keys: &[Fingerprint]) -> Result<Past, HistoryError> {
        let sights =
            sight::all(&self.connection, known, keys).map_err(|cause| cause.at(&self.path))?;
        Ok(if sights.is_empty() {
            Past::Empty
        } else {
            Past::Seen(sights)
        })
    }

    /// The sights that were remembered under this very name, oldest first, at most [`SIGHTS_KEPT`]:
    /// for showing them.
    ///
    /// # Errors
    /// As [`Self::past`].
    pub fn sights(&self, subject: &str) -> Result<Vec<Sight>, HistoryError> {
        sight::listed(&self.connection, subject).map_err(|cause| cause.at(&self.path))
    }

    /// Remembers an authentic sight. One that equals the newest in all but its time only renews
    /// that time. Times that lie in its future are mended where that is safe.
    ///
    /// # Errors
    /// [`HistoryError::NotAuthentic`] for any other verdict: what is not authentic must not become
    /// the past.
    pub fn remember(&mut self, known: &Known, sight: &Sight) -> Result<(), HistoryError> {
        sight::remember(&mut self.connection, known, sight).map_err(|cause| cause.at(&self.path))
    }

    /// Records how a run ended, whatever the verdict.
    ///
    /// A run that could not fetch the document leaves the last verdict as it is. What is recorded
    /// of its future was run under a wrong clock and is removed; of two runs at nearly the same
    /// time the later one counts.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn record(&mut self, team_key: &str, run: &Run) -> Result<(), HistoryError> {
        runs::record(&mut self.connection, team_key, run).map_err(|cause| cause.at(&self.path))
    }

    /// Records how a run over many teams ended, as by [`Self::record`] and, where there is an
    /// authentic sight, [`Self::remember`] for each of them, and how the night ended: all of it, or
    /// nothing.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn record_all<'r>(
        &mut self,
        runs: impl IntoIterator<Item = TeamRun<'r>>,
    ) -> Result<(), HistoryError> {
        runs::record_all(&mut self.connection, runs).map_err(|cause| cause.at(&self.path))
    }

    /// How the runs for a team ended last; `None` where there was none. With a time, runs that lie
    /// in its future do not count.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn last(
        &self,
        team_key: &str,
        now: Option<Timestamp>,
    ) -> Result<Option<Last>, HistoryError> {
        runs::last(&self.connection, team_key, now).map_err(|cause| cause.at(&self.path))
    }

    /// How the last [`NIGHTS`](bonafide_model::audit::NIGHTS) nights until this time ended for a
    /// team, the oldest first: for showing them. Nothing is ever judged by it.
    ///
    /// # Errors
    /// As [`Self::last`].
    pub fn nights(&self, team_key: &str, until: Timestamp) -> Result<Vec<Nights>, HistoryError> {
        nights::last(&self.connection, team_key, until).map_err(|cause| cause.at(&self.path))
    }

    /// When the document of each team was tried last, reached or not. What lies in the future of
    /// `now` was run under a wrong clock and says nothing.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn attempts(&self, now: Timestamp) -> Result<BTreeMap<String, Timestamp>, HistoryError> {
        runs::attempts(&self.connection, now).map_err(|cause| cause.at(&self.path))
    }

    /// When the furthest run for a team was that lies in the future of `now`; `None` where there is
    /// none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn future_run(
        &self,
        team_key: &str,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, HistoryError> {
        runs::future(&self.connection, team_key, now).map_err(|cause| cause.at(&self.path))
    }

    /// The keys of all teams that were seen or recorded, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn teams(&self) -> Result<Vec<String>, HistoryError> {
        runs::teams(&self.connection).map_err(|cause| cause.at(&self.path))
    }

    /// The subjects that the last run found in a directory, in order; none where it never ran over
    /// it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn roll(&self, directory: &str) -> Result<Vec<String>, HistoryError> {
        runs::roll(&self.connection, directory).map_err(|cause| cause.at(&self.path))
    }

    /// Notes which subjects a run found in a directory, in place of those of the run before.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn set_roll(&mut self, directory: &str, teams: &[&str]) -> Result<(), HistoryError> {
        runs::set_roll(&mut self.connection, directory, teams).map_err(|cause| cause.at(&self.path))
    }

    /// Takes a subject from the rolls of all directories, because it was removed on purpose. Its
    /// past stays.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn strike(&mut self, team_key: &str) -> Result<(), HistoryError> {
        runs::strike(&self.connection, team_key).map_err(|cause| cause.at(&self.path))
    }

    /// Gives a subject another name with all of its past: sights, runs, acknowledgements. Where
    /// nothing is kept of it, nothing happens.
    ///
    /// # Errors
    /// [`HistoryError::NameTaken`] where both names have a past; else as [`Self::past`], and where
    /// the store cannot be written.
    pub fn rename(&mut self, from: &str, to: &str) -> Result<(), HistoryError> {
        store::rename(&mut self.connection, from, to).map_err(|cause| cause.at(&self.path))
    }

    /// Acknowledges a change of a team; one for the same change is replaced.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn ack(&mut self, ack: &Ack) -> Result<(), HistoryError> {
        ack::add(&mut self.connection, ack).map_err(|cause| cause.at(&self.path))
    }

    /// All acknowledgements, those that ended too, by team and time.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn acks(&self) -> Result<Vec<Ack>, HistoryError> {
        ack::all(&self.connection).map_err(|cause| cause.at(&self.path))
    }

    /// Forgets everything by which the next document of a subject would be judged: for a user who
    /// has confirmed its new key out of band. That takes the sights of the same place, team or key
    /// that other subjects have too: see [`Self::related`].
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn forget(&mut self, team_key: &str) -> Result<(), HistoryError> {
        store::forget(&mut self.connection, team_key).map_err(|cause| cause.at(&self.path))
    }

    /// The subjects, this one too, that have sights which [`Self::forget`] would remove.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn related(&self, team_key: &str) -> Result<Vec<String>, HistoryError> {
        let (_, mut subjects) =
            sight::related(&self.connection, team_key).map_err(|cause| cause.at(&self.path))?;
        if !subjects.iter().any(|subject| subject == team_key) {
            subjects.push(team_key.to_owned());
        }
        Ok(subjects)
    }

    /// Reads every sight of a store that is small enough, so that a record whose team cannot be
    /// read any more is noticed as damage and not taken for a team that was never seen.
    fn check_all_if_cheap(&self) -> Result<(), HistoryError> {
        if store::is_small(&self.path) {
            sight::check_all(&self.connection).map_err(|cause| cause.at(&self.path))?;
        }
        Ok(())
    }
}
