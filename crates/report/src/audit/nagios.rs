//! The line of a monitoring plugin, with performance data, and its status (Monitoring Plugins
//! Development Guidelines, "Plugin Output for Nagios" and "Plugin Return Codes").

use bonafide_model::audit::{AuditReport, HistoryState, Standing};

use super::words;
use crate::escape;

/// Names shown; monitoring cuts long lines.
const NAMED: usize = 5;

/// Columns of one name.
const NAME: usize = 60;

/// The status: 0 where everything is authentic or accepted, 1 unanchored, 2 rejected, 3 anything
/// else; the worst by 2, 3, 1, 0, for a rejected profile must not hide behind an unreachable one.
#[must_use]
pub fn nagios_status(report: &AuditReport) -> u8 {
    status(report.standing()).0
}

/// The line, without performance data of single subjects: how many there are of each kind, and what
/// is worst.
#[must_use]
pub fn nagios(report: &AuditReport) -> String {
    let standing = report.standing();
    let counts = report.counts();
    let mut worst: Vec<String> = words::open(report)
        .into_iter()
        .filter(|subject| subject.standing == standing)
        .map(|subject| text(&subject.name))
        .collect();
    let more = worst.len().saturating_sub(NAMED);
    worst.truncate(NAMED);
    if more > 0 {
        worst.push(format!("{more} more"));
    }
    let failures = report.notices.iter().filter(|one| one.is_failure());
    worst.extend(failures.map(|one| text(&words::brief(one))));
    if matches!(report.history, HistoryState::Damaged(_)) {
        worst.push("the history cannot be used".to_owned());
    }
    // Pagers show the beginning of the line only.
    let worst = if worst.is_empty() {
        String::new()
    } else {
        format!("{} ({}); ", worst.join(", "), standing.as_str())
    };
    let seconds = report
        .finished_at
        .duration_since(report.started_at)
        .as_secs_f64();
    let perfdata = [
        ("total", counts.total),
        ("authentic", counts.authentic),
        ("unanchored", counts.unanchored),
        ("unverified", counts.unverified),
        ("rejected", counts.rejected),
        ("not_checked", counts.not_checked),
        ("not_done", counts.not_done),
        ("failed", counts.failed),
        ("changed", counts.changed),
        ("silenced", counts.silenced),
    ]
    .map(|(label, value)| format!("{label}={value};;;0"))
    .join(" ");
    format!(
        "BONAFIDE {}: {worst}{} | {perfdata} time={seconds:.3}s;;;0\n",
        status(standing).1,
        words::totals(report)
    )
}

/// The line, with status 3, where nothing could be judged at all.
#[must_use]
pub fn nagios_unknown(why: &str) -> String {
    let why: String = escape::capped(why, 400).replace('|', "/");
    format!("BONAFIDE UNKNOWN: {why}\n")
}

fn status(standing: Standing) -> (u8, &'static str) {
    match standing {
        Standing::Fine => (0, "OK"),
        Standing::Unanchored => (1, "WARNING"),
        Standing::Rejected => (2, "CRITICAL"),
        Standing::Unverified | Standing::Failed => (3, "UNKNOWN"),
    }
}

/// A bar would begin the performance data.
fn text(name: &str) -> String {
    escape::capped(name, NAME).replace('|', "/")
}
