//! The run itself: a queue, some threads, and a result for every subject whatever happens.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::Scope;
use std::time::{Duration, Instant};

use bonafide_history::{Ack, HistoryError, Last};
use bonafide_keyring::knows;
use bonafide_model::Timestamp;
use bonafide_model::audit::{
    AuditFailure, AuditReport, AuditResult, AuditSubject, HistoryState, LastVerdict, Nights,
    Notice, Places,
};
use bonafide_model::evidence::{AttemptResult, Trust};
use bonafide_model::judgement::{Assessment, Past, Verdict};

use super::changes::{Comparison, changes};
use super::clock;
use super::crew::Crew;
use super::directories;
use super::forecast::forecast;
use super::outage::is_outage;
use super::roll;
use super::standing::{Case, ended, standing};
use super::{Entry, Options};
use crate::gather::hints::{Hints, places};
use crate::gather::item::Age;
use crate::judge::Judged;
use crate::remember::lock;
use crate::{BundleError, Evidence, Memory, Session};

/// What happens during a run, told from whichever thread it happens in.
#[derive(Debug, Clone, Copy)]
pub enum Progress<'a> {
    /// A subject was begun.
    Begun(&'a Entry),
    /// A subject is finished.
    Finished(&'a AuditSubject),
    /// What its verdict rests on could not be kept. The verdict stands.
    EvidenceNotKept(&'a Entry, &'a BundleError),
}

/// What all threads share.
struct Shared<'a> {
    session: &'a Session,
    entries: &'a [Entry],
    options: &'a Options,
    acks: Vec<Ack>,
    began: Instant,
    crew: Crew,
    /// In which order subjects are begun.
    order: Vec<usize>,
    next: AtomicUsize,
    results: Mutex<Vec<Option<AuditSubject>>>,
    /// The first thing that was wrong with the history.
    history_problem: Mutex<Option<String>>,
    /// Recorded runs that lie in the future of the clock.
    future_runs: Mutex<Vec<Timestamp>>,
    /// By how much this machine's clock is ahead of each server's.
    clocks: Mutex<Vec<i64>>,
}

/// What the history knows of a subject.
struct Before {
    last: Option<Last>,
    /// How the last nights ended.
    nights: Vec<Nights>,
    past: Past,
    /// What of the user's trust concerns it.
    trust: Trust,
    /// Where evidence was found that nobody names.
    places: Places,
    /// Whether it could be asked at all: without a past everything would look new.
    known: bool,
}

/// Judges every entry. It ends after every subject has a result, and records nothing: see
/// [`record`](super::record).
#[must_use]
pub fn run(
    session: &Session,
    entries: &[Entry],
    options: &Options,
    tell: &(dyn Fn(Progress<'_>) + Sync),
) -> AuditReport {
    let started_at = Timestamp::now();
    let shared = Shared {
        session,
        entries,
        options,
        acks: Vec::new(),
        began: Instant::now(),
        crew: Crew::new(options.jobs),
        order: (0..entries.len()).collect(),
        next: AtomicUsize::new(0),
        results: Mutex::new(vec![None; entries.len()]),
        history_problem: Mutex::new(None),
        future_runs: Mutex::default(),
        clocks: Mutex::default(),
    };
    let acks = shared.ask(|history| history.acks()).unwrap_or_default();
    let order = if options.deadline.is_some() {
        shared.longest_ago_first()
    } else {
        shared.order.clone()
    };
    let shared = Shared {
        acks,
        order,
        ..shared
    };
    std::thread::scope(|scope| {
        shared.crew.takes_one_more();
        shared.work(scope, tell);
    });
    let results = std::mem::take(
        &mut *shared
            .results
            .lock()
            .unwrap_or_else(PoisonError::into_inner),
    );
    // A thread that vanished left a gap, and a gap must not look like a subject that does not
    // exist.
    let fill = |(entry, result): (&Entry, Option<AuditSubject>)| {
        result.unwrap_or_else(|| {
            shared.subject(
                entry,
                AuditResult::Failed(AuditFailure::Fault),
                &Before::unknown(),
            )
        })
    };
    let subjects: Vec<AuditSubject> = entries.iter().zip(results).map(fill).collect();
    let problem = shared
        .history_problem
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    let history = match (&session.memory, problem) {
        (Memory::Off, _) => HistoryState::Off,
        (Memory::Damaged(why), _) => HistoryState::Damaged(why.clone()),
        (Memory::NotMade(why), _) => HistoryState::NotRecorded(Some(why.clone())),
        (Memory::Kept(_), Some(why)) => HistoryState::Damaged(why),
        (Memory::Kept(_), None) if !session.remembers => HistoryState::NotRecorded(None),
        (Memory::Kept(_), None) => HistoryState::Kept,
    };
    let unreached = if session.network.is_offline() {
        None
    } else {
        unreachable(entries, &subjects)
    };
    let clocks = std::mem::take(&mut *shared.clocks.lock().unwrap_or_else(PoisonError::into_inner));
    let vanished = shared
        .ask(|history| roll::vanished(history, &options.directories, entries))
        .unwrap_or_default();
    let notices = unreached
        .into_iter()
        .chain(clock::notice(clocks))
        .chain(shared.future_runs())
        .chain(vanished)
        .chain(directories::stale(
            &session.trust.trust().directories,
            &session.policy,
            session.now,
            &subjects,
        ))
        .collect();
    AuditReport {
        started_at,
        finished_at: Timestamp::now(),
        assessed_at: session.now,
        history,
        notices,
        subjects,
    }
}

impl Before {
    fn unknown() -> Self {
        Self {
            last: None,
            nights: Vec::new(),
            past: Past::NotAsked,
            trust: Trust::default(),
            places: Places::default(),
            known: false,
        }
    }
}

impl Shared<'_> {
    /// Takes subject after subject, and has other threads join where that helps.
    fn work<'scope>(
        &'scope self,
        scope: &'scope Scope<'scope, '_>,
        tell: &'scope (dyn Fn(Progress<'_>) + Sync),
    ) {
        loop {
            while self.next.load(Ordering::Relaxed) + 1 < self.order.len()
                && self.crew.takes_one_more()
            {
                // Where the system has no more threads, those that are there do all of it.
                if std::thread::Builder::new()
                    .spawn_scoped(scope, move || self.work(scope, tell))
                    .is_err()
                {
                    self.crew.misses_one();
                    break;
                }
            }
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            let Some((index, entry)) = self
                .order
                .get(index)
                .and_then(|index| Some((*index, self.entries.get(*index)?)))
            else {
                return;
            };
            let (began, mut waited) = (Instant::now(), Duration::ZERO);
            let subject = self.one(entry, &mut waited, tell);
            self.crew.measure(began.elapsed(), waited);
            tell(Progress::Finished(&subject));
            if let Some(slot) = self
                .results
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_mut(index)
            {
                *slot = Some(subject);
            }
            if self.crew.lets_one_go() {
                return;
            }
        }
    }

    /// Those that were never tried, then those that were tried longest ago.
    fn longest_ago_first(&self) -> Vec<usize> {
        let tried = self
            .ask(|history| history.attempts(self.session.now))
            .unwrap_or_default();
        let mut order = self.order.clone();
        order.sort_by_key(|index| {
            self.entries
                .get(*index)
                .and_then(|entry| tried.get(&entry.key))
        });
        order
    }

    fn one(
        &self,
        entry: &Entry,
        waited: &mut Duration,
        tell: &(dyn Fn(Progress<'_>) + Sync),
    ) -> AuditSubject {
        let now = self.session.now;
        let mut before = match self.ask(|history| {
            Ok((
                history.last(&entry.key, Some(now))?,
                history.future_run(&entry.key, now)?,
                history.nights(&entry.key, now)?,
            ))
        }) {
            Some((last, future, nights)) => {
                self.future_runs
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .extend(future);
                Before {
                    last,
                    nights,
                    known: true,
                    ..Before::unknown()
                }
            }
            None => Before::unknown(),
        };
        let partner = match &entry.partner {
            Ok(partner) => partner,
            Err(why) => {
                let failed = AuditResult::Failed(AuditFailure::Told(why.clone()));
                return self.subject(entry, failed, &before);
            }
        };
        if let Some(team) = self.unknown_team(partner.request.team.as_deref()) {
            let failed = AuditResult::Failed(AuditFailure::UnknownTeam(team.to_owned()));
            return self.subject(entry, failed, &before);
        }
        let until = self
            .options
            .deadline
            .and_then(|deadline| self.began.checked_add(deadline));
        let is_over = || until.is_some_and(|until| Instant::now() >= until);
        if is_over() {
            return self.subject(entry, AuditResult::NotDone, &before);
        }
        tell(Progress::Begun(entry));
        let hints = self.hints(before.last.as_ref());
        let result = match catch_unwind(AssertUnwindSafe(|| {
            self.session
                .judge(&partner.request, Age::Fresh, hints, until)
        })) {
            // Cut short by the run's time: what could not be had is nobody's outage, and the rest
            // may have looked otherwise.
            Ok(Ok(judged)) if is_over() && has_failures(&judged.assessment) => AuditResult::NotDone,
            Ok(Ok(Judged {
                assessment,
                evidence,
                guessed,
                waited: for_servers,
            })) => {
                *waited = for_servers;
                self.keep_evidence(entry, &assessment, &evidence, tell);
                self.clocks
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .extend(clock::ahead(&evidence.responses));
                let guessed_at = || {
                    before
                        .last
                        .as_ref()
                        .and_then(|last| last.run.as_ref())
                        .and_then(|run| run.places.guessed_at)
                };
                let guessed_at = if guessed { Some(now) } else { guessed_at() };
                before.places = Places {
                    found: places(&evidence.dossier),
                    guessed_at,
                };
                self.took(assessment, evidence, &mut before)
            }
            Ok(Err(error)) => AuditResult::Failed(AuditFailure::Told(error.to_string())),
            Err(_) => AuditResult::Failed(AuditFailure::Fault),
        };
        self.subject(entry, result, &before)
    }

    /// What the last run knows of where evidence lies.
    fn hints(&self, last: Option<&Last>) -> Hints {
        let last = last.and_then(|last| last.run.as_ref()).map(|run| {
            let was_authentic = run.verdict == Verdict::Authentic;
            (&run.places, run.document_sha256.as_deref(), was_authentic)
        });
        Hints::nightly(last, self.session.now)
    }

    /// The team that an entry names and that neither a pin nor a snapshot of a directory knows:
    /// misspelt, it would silently take the team's pins away.
    fn unknown_team<'t>(&self, team: Option<&'t str>) -> Option<&'t str> {
        team.filter(|team| !knows(self.session.trust.trust(), team))
    }

    fn keep_evidence(
        &self,
        entry: &Entry,
        assessment: &Assessment,
        evidence: &Evidence,
        tell: &(dyn Fn(Progress<'_>) + Sync),
    ) {
        let Some(retention) = &self.options.evidence else {
            return;
        };
        if let Err(error) = retention.keep(assessment, evidence) {
            tell(Progress::EvidenceNotKept(entry, &error));
        }
    }

    fn took(&self, assessment: Assessment, evidence: Evidence, before: &mut Before) -> AuditResult {
        if let Past::Damaged(why) = &evidence.past {
            self.note_problem(why.clone());
            before.known = false;
        }
        before.past = evidence.past;
        before.trust = evidence.trust;
        let outage = is_outage(
            &assessment,
            before.last.as_ref().and_then(|last| last.run.as_ref()),
        );
        let assessment = Box::new(assessment);
        if outage {
            AuditResult::NotChecked(assessment)
        } else {
            AuditResult::Judged(assessment)
        }
    }

    fn subject(&self, entry: &Entry, result: AuditResult, before: &Before) -> AuditSubject {
        let Session { now, policy, .. } = self.session;
        let (last, past) = (before.last.as_ref(), &before.past);
        // Nobody was asked, so nobody had an outage, and nothing may rest on its being short.
        let offline =
            self.session.network.is_offline() && matches!(result, AuditResult::NotChecked(_));
        let grace = if offline {
            Duration::ZERO
        } else {
            self.options.grace
        };
        let required = entry.required().unwrap_or(self.options.required);
        let case = Case {
            key: &entry.key,
            result: &result,
            last,
            required,
            exceptions: entry.exceptions(),
            acks: &self.acks,
            now: *now,
            grace,
        };
        let (standing, silence) = standing(&case);
        let mut changes = match before.known && !offline {
            true => changes(&Comparison {
                last,
                past,
                result: &result,
                now: *now,
                grace,
            }),
            false => Vec::new(),
        };
        changes.extend(ended(&case, standing));
        let forecast = match &result {
            AuditResult::Judged(assessment) => {
                forecast(assessment, &before.trust, policy, silence.as_ref())
            }
            _ => Vec::new(),
        };
        let unreachable_since = match &result {
            AuditResult::NotChecked(_) if !offline => {
                Some(last.and_then(|last| last.unreachable_since).unwrap_or(*now))
            }
            AuditResult::NotChecked(_) | AuditResult::NotDone => {
                last.and_then(|last| last.unreachable_since)
            }
            AuditResult::Judged(_) | AuditResult::Failed(_) => None,
        };
        AuditSubject {
            name: entry.name.clone(),
            key: entry.key.clone(),
            source: entry.source.clone(),
            names: entry.names(),
            result,
            required,
            last: last.and_then(last_verdict),
            nights: before.nights.clone(),
            unreachable_since,
            changes,
            forecast,
            silence,
            standing,
            places: before.places.clone(),
        }
    }

    /// Asks the history; what goes wrong is noted, and then nothing is known.
    fn ask<T>(
        &self,
        question: impl FnOnce(&bonafide_history::History) -> Result<T, HistoryError>,
    ) -> Option<T> {
        let Memory::Kept(history) = &self.session.memory else {
            return None;
        };
        let answer = question(&lock(history));
        answer
            .map_err(|error| self.note_problem(error.to_string()))
            .ok()
    }

    fn future_runs(&self) -> Option<Notice> {
        let times = self
            .future_runs
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        Some(Notice::FutureRuns {
            subjects: u32::try_from(times.len()).unwrap_or(u32::MAX),
            latest: *times.iter().max()?,
            chosen: self.session.is_of_chosen_time(),
        })
    }

    fn note_problem(&self, why: String) {
        self.history_problem
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(why);
    }
}

/// All or most of those who were asked over the network: then it is hardly each of them.
fn unreachable(entries: &[Entry], subjects: &[AuditSubject]) -> Option<Notice> {
    let asked = entries
        .iter()
        .zip(subjects)
        .filter(|(entry, _)| entry.is_remote())
        .map(|(_, subject)| &subject.result);
    let asked: Vec<_> = asked
        .filter(|result| matches!(result, AuditResult::Judged(_) | AuditResult::NotChecked(_)))
        .collect();
    let nothing_came = |result: &&&AuditResult| matches!(result, AuditResult::NotChecked(one) if one.document.is_none());
    let unreached = asked.iter().filter(nothing_came).count();
    // Of one or two partners, one may well be down.
    let all = asked.len() >= 2 && unreached == asked.len();
    let most = unreached >= 3 && 2 * unreached > asked.len();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    (all || most).then(|| Notice::Unreachable {
        unreached: number(unreached),
        of: number(asked.len()),
    })
}

fn has_failures(assessment: &Assessment) -> bool {
    assessment
        .attempts
        .iter()
        .any(|attempt| attempt.result == AttemptResult::Failed && !attempt.role.is_of_witness())
}

fn last_verdict(last: &Last) -> Option<LastVerdict> {
    let run = last.run.as_ref()?;
    Some(LastVerdict {
        verdict: run.verdict,
        why: run.why,
        at: run.at,
        since: last.since.unwrap_or(run.at),
    })
}
