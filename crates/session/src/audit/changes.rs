//! What is new since the last run: facts that were told once are not told again.

use std::time::Duration;

use bonafide_history::{Last, Run, Shown};
use bonafide_model::Timestamp;
use bonafide_model::audit::{AuditResult, Change};
use bonafide_model::claims::ContactKind;
use bonafide_model::judgement::{Assessment, CheckId, Detail, Leaf, Past, Sight, Verdict, Why};

use super::store;

/// What is known of one subject in this run and before it.
pub(crate) struct Comparison<'a> {
    pub last: Option<&'a Last>,
    pub past: &'a Past,
    pub result: &'a AuditResult,
    pub now: Timestamp,
    pub grace: Duration,
}

/// The changes of one subject.
pub(crate) fn changes(compared: &Comparison<'_>) -> Vec<Change> {
    match compared.result {
        AuditResult::Judged(assessment) => judged(compared, assessment),
        AuditResult::NotChecked(_) => unreached(compared),
        AuditResult::NotDone | AuditResult::Failed(_) => Vec::new(),
    }
}

/// Whether an outage since then is long enough to be told at that time.
pub(crate) fn is_long(since: Timestamp, at: Timestamp, grace: Duration) -> bool {
    at.duration_since(since).unsigned_abs() >= grace
}

fn unreached(compared: &Comparison<'_>) -> Vec<Change> {
    let since = compared
        .last
        .and_then(|last| last.unreachable_since)
        .unwrap_or(compared.now);
    let mut changes = Vec::new();
    if compared.last.is_none() {
        changes.push(Change::New);
    }
    if is_long(since, compared.now, compared.grace) && !told(compared) {
        changes.push(Change::Unreachable { since });
    }
    changes
}

/// Whether the outage that the last run was in had been told by then.
fn told(compared: &Comparison<'_>) -> bool {
    compared.last.is_some_and(|last| {
        last.unreachable_since
            .is_some_and(|since| is_long(since, last.attempted_at, compared.grace))
    })
}

fn judged(compared: &Comparison<'_>, assessment: &Assessment) -> Vec<Change> {
    let mut changes = Vec::new();
    if let Some(since) = compared
        .last
        .and_then(|last| last.unreachable_since)
        .filter(|_| told(compared))
    {
        changes.push(Change::Reachable { since });
    }
    let Some(before) = compared.last.and_then(|last| last.run.as_ref()) else {
        if changes.is_empty() {
            changes.push(Change::New);
        }
        return changes;
    };
    let now = store::ended(assessment);
    let verdict = verdict(before, &now);
    let document = document(before, &now);
    // What differs from the last authentic document stays different as long as the subject is not
    // authentic again. It is news only in the run in which something happened.
    let news = verdict.is_some() || document.is_some() || assessment.verdict == Verdict::Authentic;
    changes.extend(verdict);
    changes.extend(document);
    if news {
        changes.extend(rollback(assessment));
        let baseline = baseline(compared.past, before, &now);
        changes.extend(signature_gone(before, baseline, assessment));
        // Of a partner that never was authentic nothing is remembered to judge by. What its
        // document showed in the last run is still known.
        let shown = baseline.map(Shown::from).or_else(|| before.shown.clone());
        changes.extend(
            shown
                .zip(now.shown.as_ref())
                .into_iter()
                .flat_map(|(before, now)| against(&before, now)),
        );
    }
    changes
}

fn verdict(before: &Run, now: &Run) -> Option<Change> {
    let same = (before.verdict, before.why, &before.reason) == (now.verdict, now.why, &now.reason);
    (!same).then_some(Change::Verdict {
        from: (before.verdict, before.why),
        to: (now.verdict, now.why),
    })
}

fn document(before: &Run, now: &Run) -> Option<Change> {
    match (&before.document_sha256, &now.document_sha256) {
        (Some(from), Some(to)) if from != to => Some(Change::Document {
            from: from.clone(),
            to: to.clone(),
        }),
        _ => None,
    }
}

/// The authentic sight to compare with: the one that the last run told of. A later one can be there
/// where a run was killed after it had remembered and before it had told.
fn baseline<'a>(past: &'a Past, before: &Run, now: &Run) -> Option<&'a Sight> {
    let Past::Seen(sights) = past else {
        return None;
    };
    let newest = |wanted: &dyn Fn(&str) -> bool| {
        sights
            .iter()
            .rev()
            .find(|sight| wanted(&sight.document_sha256))
    };
    newest(&|sha256| before.document_sha256.as_deref() == Some(sha256))
        .or_else(|| newest(&|sha256| now.document_sha256.as_deref() != Some(sha256)))
        .or_else(|| sights.last())
}

fn rollback(assessment: &Assessment) -> Option<Change> {
    if assessment.why != Some(Why::Stale) || assessment.leaf == Leaf::HistoryDamaged {
        return None;
    }
    let by = assessment
        .findings
        .iter()
        .filter(|finding| finding.check == CheckId::VersionIsNotOlder)
        .find_map(|finding| match &finding.detail {
            Detail::Older { by, seen, found } => Some((*by, seen.clone(), found.clone())),
            _ => None,
        });
    Some(Change::Rollback { by })
}

fn signature_gone(
    before: &Run,
    baseline: Option<&Sight>,
    assessment: &Assessment,
) -> Option<Change> {
    let was_signed = matches!(before.verdict, Verdict::Authentic | Verdict::Unanchored)
        || (before.why != Some(Why::NoSignature)
            && baseline.is_some_and(|sight| sight.signed_at.is_some()));
    (was_signed && assessment.why == Some(Why::NoSignature)).then_some(Change::SignatureGone)
}

/// Where nothing could be read nothing is known of contacts; that they are gone would be a false
/// alarm.
fn against(before: &Shown, now: &Shown) -> Vec<Change> {
    let mut changes = Vec::new();
    if let (Some(from), Some(to)) = (&before.fingerprint, &now.fingerprint)
        && from != to
    {
        changes.push(Change::Key {
            from: from.clone(),
            to: Some(to.clone()),
        });
    }
    for (kind, before, now) in [
        (ContactKind::Email, &before.emails, &now.emails),
        (ContactKind::Phone, &before.phones, &now.phones),
    ] {
        let missing = |from: &[String], of: &[String]| {
            from.iter()
                .filter(|value| !of.contains(value))
                .cloned()
                .collect::<Vec<_>>()
        };
        let (removed, added) = (missing(before, now), missing(now, before));
        if !removed.is_empty() || !added.is_empty() {
            changes.push(Change::Contact {
                kind,
                removed,
                added,
            });
        }
    }
    changes
}
