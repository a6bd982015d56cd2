//! A scheduled run as `bonafide/audit/v1`.

use bonafide_model as model;
use bonafide_model::Timestamp;
use bonafide_model::audit::{Change, Silence};
use bonafide_model::judgement::Outcome;

use super::{finding, text, time, v1};
use crate::audit::words;
use crate::invocation::Invocation;

/// What a run found. With `only_changes`, subjects without a change are counted but not listed.
#[must_use]
pub fn audit(
    report: &model::audit::AuditReport,
    only_changes: bool,
    given: &Invocation,
) -> v1::Audit {
    let (state, why) = match &report.history {
        model::audit::HistoryState::Kept => ("kept", None),
        model::audit::HistoryState::NotRecorded(why) => ("not-recorded", why.clone()),
        model::audit::HistoryState::Off => ("off", None),
        model::audit::HistoryState::Damaged(why) => ("damaged", Some(why.clone())),
    };
    let listed = report
        .subjects
        .iter()
        .filter(|subject| !only_changes || !subject.changes.is_empty());
    v1::Audit {
        schema: "bonafide/audit/v1",
        started_at: time(report.started_at),
        finished_at: time(report.finished_at),
        assessed_at: time(report.assessed_at),
        history: v1::AuditHistory { state, why },
        notices: report
            .notices
            .iter()
            .map(|one| v1::AuditNotice {
                kind: one.as_str(),
                message: words::notice(one),
            })
            .collect(),
        counts: counts(&report.counts()),
        changes: report.subjects.iter().flat_map(changes).collect(),
        subjects: listed
            .map(|one| subject(one, report.assessed_at, given))
            .collect(),
    }
}

fn counts(counts: &model::audit::AuditCounts) -> v1::AuditCounts {
    let model::audit::AuditCounts {
        total,
        authentic,
        unanchored,
        unverified,
        rejected,
        not_checked,
        not_done,
        failed,
        changed,
        silenced,
    } = *counts;
    v1::AuditCounts {
        total,
        authentic,
        unanchored,
        unverified,
        rejected,
        not_checked,
        not_done,
        failed,
        changed,
        silenced,
    }
}

fn subject(
    subject: &model::audit::AuditSubject,
    now: Timestamp,
    given: &Invocation,
) -> v1::AuditSubject {
    let assessment = subject.result.assessment();
    let judged = matches!(subject.result, model::audit::AuditResult::Judged(_));
    let open = |finding: &&model::judgement::Finding| {
        matches!(finding.outcome, Outcome::Fail | Outcome::Inconclusive)
    };
    v1::AuditSubject {
        name: subject.name.clone(),
        subject: subject.source.clone(),
        result: subject.result.as_str(),
        verdict: assessment
            .filter(|_| judged)
            .map(|assessment| assessment.verdict.as_str()),
        why: assessment
            .and_then(|assessment| assessment.why)
            .map(model::judgement::Why::as_str),
        reason: words::reason(subject, now),
        next_step: words::step(subject, given),
        key_verdict: assessment
            .filter(|_| judged)
            .map(|assessment| assessment.key.verdict.as_str()),
        fingerprint: assessment.and_then(|assessment| text(assessment.key.fingerprint.as_ref())),
        document_sha256: assessment
            .and_then(|assessment| Some(assessment.document.as_ref()?.sha256.clone())),
        counts_as: subject.standing.as_str(),
        required: subject.required.as_str(),
        last: subject.last.as_ref().map(|last| v1::AuditLast {
            verdict: last.verdict.as_str(),
            why: last.why.map(model::judgement::Why::as_str),
            at: time(last.at),
            since: time(last.since),
            age_seconds: now.as_second().saturating_sub(last.at.as_second()),
        }),
        unreachable_since: subject.unreachable_since.map(time),
        silence: subject.silence.as_ref().map(silence),
        changes: changes(subject),
        forecast: subject
            .forecast
            .iter()
            .map(|one| forecast(one, subject, now))
            .collect(),
        findings: assessment
            .into_iter()
            .flat_map(|assessment| assessment.findings.iter().filter(open).map(finding))
            .collect(),
    }
}

fn silence(silence: &Silence) -> v1::AuditSilence {
    let (kind, reason, until) = match silence {
        Silence::Acknowledged { reason, until } => (
            "acknowledged",
            Some(reason),
            until.map(|day| day.to_string()),
        ),
        Silence::Excepted { reason, until } => ("excepted", Some(reason), Some(until.to_string())),
        Silence::Grace { until } => ("grace", None, Some(time(*until))),
    };
    v1::AuditSilence {
        kind,
        reason: reason.cloned(),
        until,
    }
}

fn changes(subject: &model::audit::AuditSubject) -> Vec<v1::AuditChange> {
    subject
        .changes
        .iter()
        .map(|one| change(one, subject))
        .collect()
}

fn change(change: &Change, subject: &model::audit::AuditSubject) -> v1::AuditChange {
    let verdict = |(verdict, why): &(model::judgement::Verdict, Option<model::judgement::Why>)| {
        vec![words::verdict(*verdict, *why)]
    };
    let (of, from, to) = match change {
        Change::New | Change::SignatureGone | Change::Rollback { by: None } => {
            (None, Vec::new(), Vec::new())
        }
        Change::Verdict { from, to } => (None, verdict(from), verdict(to)),
        Change::Document { from, to } => (None, vec![from.clone()], vec![to.clone()]),
        Change::Key { from, to } => (
            None,
            vec![from.to_string()],
            to.iter().map(ToString::to_string).collect(),
        ),
        Change::Contact {
            kind,
            removed,
            added,
        } => (Some(kind.as_str()), removed.clone(), added.clone()),
        Change::Rollback {
            by: Some((by, seen, found)),
        } => (Some(by.as_str()), vec![seen.clone()], vec![found.clone()]),
        Change::Unreachable { since } | Change::Reachable { since } => {
            (None, vec![time(*since)], Vec::new())
        }
        Change::SilenceEnded { until, .. } => (None, vec![until.to_string()], Vec::new()),
    };
    v1::AuditChange {
        name: subject.name.clone(),
        kind: change.as_str(),
        of,
        from,
        to,
        message: words::change(change, subject),
    }
}

fn forecast(
    forecast: &model::audit::Forecast,
    subject: &model::audit::AuditSubject,
    now: Timestamp,
) -> v1::AuditForecast {
    v1::AuditForecast {
        event: forecast.event.as_str(),
        at: forecast.at.map(time),
        days: forecast.days(now),
        becomes: forecast.becomes.map(model::audit::Standing::as_str),
        message: words::forecast(forecast, subject, now),
    }
}
