//! What a run leaves in the history, and by what words a state of a subject is known there.

use bonafide_history::{Last, Run, Shown, TeamRun};
use bonafide_model::Timestamp;
use bonafide_model::audit::{AuditReport, AuditResult, AuditSubject, Ending, Places};
use bonafide_model::judgement::{Assessment, Outcome, Severity, Verdict, Why};

use super::{Entry, Options, roll};
use crate::remember::{lock, sight};
use crate::{Memory, NotRemembered, Session};

/// Records how every subject of a run ended, and remembers the authentic ones, in one transaction.
/// To be called after the report was delivered: a run that is killed before repeats its news. A run
/// that was judged as of another time is not recorded, unless the session remembers.
///
/// # Errors
/// Where the history cannot be written. The next run then tells the same changes again.
pub fn record(
    session: &Session,
    entries: &[Entry],
    options: &Options,
    report: &AuditReport,
) -> Result<(), NotRemembered> {
    let history = match &session.memory {
        Memory::Kept(history) if session.remembers => history,
        Memory::NotMade(why) => return Err(NotRemembered::NotMade(why.clone())),
        Memory::Kept(_) | Memory::Damaged(_) | Memory::Off => return Ok(()),
    };
    let runs = entries
        .iter()
        .zip(&report.subjects)
        .filter_map(|(entry, subject)| team_run(session, entry, subject));
    let mut history = lock(history);
    history.record_all(runs)?;
    Ok(roll::record(&mut history, &options.directories, entries)?)
}

/// What is recorded of one subject; nothing where nobody was asked.
fn team_run<'r>(
    session: &Session,
    entry: &Entry,
    subject: &'r AuditSubject,
) -> Option<TeamRun<'r>> {
    let (run, seen) = match &subject.result {
        AuditResult::Judged(assessment) => {
            let sight = sight(assessment).filter(|sight| sight.verdict == Verdict::Authentic);
            let origin = assessment
                .document
                .as_ref()
                .map(|document| &document.origin);
            let known = entry
                .partner
                .as_ref()
                .ok()
                .map(|partner| session.known(&partner.request, origin));
            let run = Run {
                places: subject.places.clone(),
                ..ended(assessment)
            };
            (Some(run), known.zip(sight))
        }
        // Where nobody was asked there was no outage to record.
        AuditResult::NotChecked(_) if session.network.is_offline() => return None,
        // Also where it was the key that could not be asked for: that is how the history knows an
        // outage.
        AuditResult::NotChecked(assessment) => {
            let run = Run {
                why: Some(Why::NotFetched),
                ..ended(assessment)
            };
            (Some(run), None)
        }
        AuditResult::NotDone | AuditResult::Failed(_) => (None, None),
    };
    Some(TeamRun {
        team_key: &subject.key,
        at: session.now,
        ending: Ending::from(&subject.result),
        run,
        seen,
    })
}

/// How a run ended for one subject.
pub(crate) fn ended(assessment: &Assessment) -> Run {
    Run {
        at: assessment.assessed_at,
        verdict: assessment.verdict,
        why: assessment.why,
        reason: assessment.leaf.as_str().to_owned(),
        document_sha256: assessment
            .document
            .as_ref()
            .map(|document| document.sha256.clone()),
        places: Places::default(),
        failing: failing(assessment),
        shown: sight(assessment)
            .filter(|_| assessment.profile.is_some())
            .as_ref()
            .map(Shown::from),
    }
}

/// The checks that failed, each once.
fn failing(assessment: &Assessment) -> Vec<String> {
    let failed = assessment.findings.iter().filter(|finding| {
        finding.outcome == Outcome::Fail && finding.severity >= Severity::Warning
    });
    let mut all: Vec<String> = failed
        .map(|finding| finding.check.as_str().to_owned())
        .collect();
    all.sort();
    all.dedup();
    all
}

/// What an acknowledgement acknowledges: this verdict for this reason over these bytes, with the
/// checks that failed then. Another cause is news, also where it changes no verdict.
pub(crate) fn state(run: &Run) -> String {
    let mut state = format!(
        "{} {} {}",
        run.verdict.as_str(),
        run.reason,
        run.document_sha256.as_deref().unwrap_or("-")
    );
    for check in &run.failing {
        state.push(' ');
        state.push_str(check);
    }
    state
}

/// A state with the night on which its verdict began: another time it is another state.
pub(crate) fn lasting(state: String, last: &Last) -> String {
    match last.since {
        Some(since) => format!("{state} since {since}"),
        None => state,
    }
}

/// What an acknowledgement of an outage acknowledges: this outage, and not the next one.
pub(crate) fn outage(since: Timestamp) -> String {
    format!("unreachable {since}")
}

/// What the last run found, as an acknowledgement names it.
pub(crate) fn last_state(last: &Last) -> Option<String> {
    match (last.unreachable_since, &last.run) {
        (Some(since), _) => Some(outage(since)),
        (None, Some(run)) => Some(lasting(state(run), last)),
        (None, None) => None,
    }
}
