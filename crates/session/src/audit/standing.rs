//! What a subject counts as.

use std::time::Duration;

use bonafide_history::{Ack, Last};
use bonafide_model::Timestamp;
use bonafide_model::audit::{AuditResult, Change, Silence, Standing};
use bonafide_model::judgement::Verdict;
use jiff::civil::Date;

use super::ack::today;
use super::changes::is_long;
use super::entry::Exception;
use super::store;

/// What decides what a subject counts as.
pub(crate) struct Case<'a> {
    pub key: &'a str,
    pub result: &'a AuditResult,
    pub last: Option<&'a Last>,
    pub required: Verdict,
    pub exceptions: &'a [Exception],
    pub acks: &'a [Ack],
    pub now: Timestamp,
    pub grace: Duration,
}

/// The standing, and why it is better than the verdict, where it is.
pub(crate) fn standing(case: &Case<'_>) -> (Standing, Option<Silence>) {
    match case.result {
        AuditResult::Judged(assessment) => {
            case.judged(assessment.verdict, &store::state(&store::ended(assessment)))
        }
        AuditResult::NotChecked(_) => case.unreached(),
        // An exception is about the partner; that nobody looked is about the run.
        AuditResult::NotDone => (Standing::Unverified, None),
        AuditResult::Failed(_) => (Standing::Failed, None),
    }
}

/// Acknowledgements of this state and exceptions that have ended since the last run.
pub(crate) fn ended(case: &Case<'_>, standing: Standing) -> Vec<Change> {
    let Some(last) = case.last.filter(|_| standing != Standing::Fine) else {
        return Vec::new();
    };
    let just_ended = |until: Date| until < today(case.now) && until >= today(last.attempted_at);
    let state = match case.result {
        AuditResult::Judged(assessment) => {
            let state = store::state(&store::ended(assessment));
            Some(store::lasting(state, last))
        }
        _ => last.unreachable_since.map(store::outage),
    };
    let acks = case
        .acks
        .iter()
        .filter(|ack| ack.team == case.key && Some(&ack.change) == state.as_ref())
        .filter_map(|ack| Some((&ack.reason, ack.until?)));
    let exceptions = case
        .exceptions
        .iter()
        .map(|exception| (&exception.reason, exception.until));
    acks.chain(exceptions)
        .filter(|(_, until)| just_ended(*until))
        .map(|(reason, until)| Change::SilenceEnded {
            reason: reason.clone(),
            until,
        })
        .collect()
}

impl Case<'_> {
    fn judged(&self, verdict: Verdict, state: &str) -> (Standing, Option<Silence>) {
        // The better verdict is the smaller one.
        if verdict <= self.required {
            return (Standing::Fine, None);
        }
        let silence = self
            .acknowledged(state)
            .or_else(|| self.excepted().filter(|_| verdict != Verdict::Rejected));
        (
            if silence.is_some() {
                Standing::Fine
            } else {
                verdict.into()
            },
            silence,
        )
    }

    fn unreached(&self) -> (Standing, Option<Silence>) {
        let since = self
            .last
            .and_then(|last| last.unreachable_since)
            .unwrap_or(self.now);
        if let Some(silence) = self
            .acknowledged(&store::outage(since))
            .or_else(|| self.excepted())
        {
            return (Standing::Fine, Some(silence));
        }
        match self.last.and_then(|last| last.run.as_ref()) {
            Some(run) if !is_long(since, self.now, self.grace) => {
                let until = since.checked_add(self.grace).unwrap_or(Timestamp::MAX);
                (
                    self.judged(run.verdict, &store::state(run)).0,
                    Some(Silence::Grace { until }),
                )
            }
            _ => (Standing::Unverified, None),
        }
    }

    /// By an acknowledgement of this state, if it was so the last time too, and all the time since it
    /// was acknowledged: one that was over in between is news when it comes back.
    fn acknowledged(&self, state: &str) -> Option<Silence> {
        let last = self.last?;
        let outage = last.unreachable_since.map(store::outage);
        let is_same = last.run.as_ref().map(store::state).as_deref() == Some(state);
        let change = match outage {
            Some(outage) if outage == state => outage,
            _ if is_same => store::lasting(state.to_owned(), last),
            _ => return None,
        };
        let ack = self
            .acks
            .iter()
            .find(|ack| ack.covers(self.key, &change, today(self.now)))?;
        Some(Silence::Acknowledged {
            reason: ack.reason.clone(),
            until: ack.until,
        })
    }

    fn excepted(&self) -> Option<Silence> {
        let exception = self
            .exceptions
            .iter()
            .filter(|exception| today(self.now) <= exception.until)
            .max_by_key(|one| one.until)?;
        Some(Silence::Excepted {
            reason: exception.reason.clone(),
            until: exception.until,
        })
    }
}
