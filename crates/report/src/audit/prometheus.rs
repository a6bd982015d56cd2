//! Metrics for the textfile collector of the node exporter (Prometheus, "Exposition formats",
//! text-based format).

use std::fmt::Write as _;

use bonafide_model::audit::{
    AuditReport, AuditResult, AuditSubject, ForecastEvent, HistoryState, Standing,
};

use crate::escape;

/// Columns of a label's value.
const LABEL: usize = 200;

/// The metrics. Times are seconds since 1970; a value that is not known has no sample, so that
/// nobody takes a zero for one.
#[must_use]
pub fn prometheus(report: &AuditReport) -> String {
    let mut out = String::new();
    let counts = report.counts();
    let results = [
        ("authentic", counts.authentic),
        ("unanchored", counts.unanchored),
        ("unverified", counts.unverified),
        ("rejected", counts.rejected),
        ("not-checked", counts.not_checked),
        ("not-done", counts.not_done),
        ("failed", counts.failed),
    ];
    family(
        &mut out,
        "bonafide_audit_profiles",
        "Profiles by what came of them.",
        |samples| {
            results
                .iter()
                .for_each(|(result, value)| samples.add(&[("result", result)], f64::from(*value)));
        },
    );
    single(
        &mut out,
        "bonafide_audit_changed",
        "Profiles with a change since the last run.",
        f64::from(counts.changed),
    );
    single(
        &mut out,
        "bonafide_audit_silenced",
        "Profiles acknowledged or excepted.",
        f64::from(counts.silenced),
    );
    let history = matches!(report.history, HistoryState::Damaged(_));
    single(
        &mut out,
        "bonafide_audit_history_damaged",
        "1 where the history cannot be used.",
        f64::from(u8::from(history)),
    );
    single(
        &mut out,
        "bonafide_audit_finished_timestamp_seconds",
        "When the run ended.",
        seconds(report.finished_at),
    );
    let took = report
        .finished_at
        .duration_since(report.started_at)
        .as_secs_f64();
    single(
        &mut out,
        "bonafide_audit_duration_seconds",
        "How long the run took.",
        took,
    );
    family(
        &mut out,
        "bonafide_profile_standing",
        "What the profile counts as: 0 fine, 1 unanchored, 2 unverified or not checked, 3 failed, 4 rejected.",
        |samples| {
            each(report, samples, |subject| {
                Some(f64::from(standing(subject.standing)))
            })
        },
    );
    family(
        &mut out,
        "bonafide_profile_checked",
        "1 where the profile was judged in this run.",
        |samples| {
            each(report, samples, |subject| {
                Some(f64::from(u8::from(matches!(
                    subject.result,
                    AuditResult::Judged(_)
                ))))
            });
        },
    );
    family(
        &mut out,
        "bonafide_profile_judged_timestamp_seconds",
        "When the profile was judged last.",
        |samples| {
            each(report, samples, |subject| match &subject.result {
                AuditResult::Judged(assessment) => Some(seconds(assessment.assessed_at)),
                _ => subject.last.as_ref().map(|last| seconds(last.at)),
            });
        },
    );
    family(
        &mut out,
        "bonafide_profile_key_expires_timestamp_seconds",
        "When the key of a good profile expires.",
        |samples| {
            each(report, samples, |subject| {
                let expiry = subject
                    .forecast
                    .iter()
                    .find(|one| one.event == ForecastEvent::KeyExpires)?;
                expiry.at.map(seconds)
            });
        },
    );
    family(
        &mut out,
        "bonafide_profile_fails_timestamp_seconds",
        "When the profile will stop being what it is.",
        |samples| {
            each(report, samples, |subject| {
                let first = subject
                    .forecast
                    .iter()
                    .filter(|one| one.becomes.is_some())
                    .find_map(|one| one.at)?;
                Some(seconds(first))
            });
        },
    );
    family(
        &mut out,
        "bonafide_profile_unreachable_since_timestamp_seconds",
        "Since when it cannot be reached.",
        |samples| {
            each(report, samples, |subject| {
                subject.unreachable_since.map(seconds)
            });
        },
    );
    out
}

/// The samples of one metric.
struct Samples<'o> {
    out: &'o mut String,
    name: &'static str,
}

impl Samples<'_> {
    fn add(&mut self, labels: &[(&str, &str)], value: f64) {
        let labels: Vec<String> = labels
            .iter()
            .map(|(name, value)| format!("{name}=\"{}\"", label(value)))
            .collect();
        let labels = if labels.is_empty() {
            String::new()
        } else {
            format!("{{{}}}", labels.join(","))
        };
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{}{labels} {value}", self.name);
    }
}

fn family(out: &mut String, name: &'static str, help: &str, fill: impl FnOnce(&mut Samples<'_>)) {
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} gauge");
    fill(&mut Samples { out, name });
}

fn single(out: &mut String, name: &'static str, help: &str, value: f64) {
    family(out, name, help, |samples| samples.add(&[], value));
}

fn each(
    report: &AuditReport,
    samples: &mut Samples<'_>,
    value: impl Fn(&AuditSubject) -> Option<f64>,
) {
    for subject in &report.subjects {
        if let Some(value) = value(subject) {
            // The key is unique in a run; a metric with the same labels twice would make the whole
            // file unreadable.
            samples.add(&[("name", &subject.name), ("key", &subject.key)], value);
        }
    }
}

fn standing(standing: Standing) -> u8 {
    match standing {
        Standing::Fine => 0,
        Standing::Unanchored => 1,
        Standing::Unverified => 2,
        Standing::Failed => 3,
        Standing::Rejected => 4,
    }
}

fn seconds(at: bonafide_model::Timestamp) -> f64 {
    at.as_second() as f64
}

/// Backslash, quote and line end are written with a backslash; nothing that could move a cursor is
/// left either.
fn label(value: &str) -> String {
    escape::capped(value, LABEL)
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
