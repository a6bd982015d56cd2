//! A plain text of what changed, for a mail: nothing where nothing changed, so that a scheduler
//! that mails output stays silent.

use bonafide_model::audit::{AuditReport, AuditSubject, Change, HistoryState, Silence};

use super::words;
use crate::escape;

/// A line of a mail; longer values are cut.
const WIDTH: usize = 200;

/// The changes, each with `-` for what was and `+` for what is, and what is to come. Empty where
/// there is neither.
#[must_use]
pub fn diff(report: &AuditReport) -> String {
    let changed = words::changed(report);
    let due = words::due(report, false);
    let damaged = match &report.history {
        HistoryState::Damaged(why) => Some(why),
        HistoryState::Kept | HistoryState::NotRecorded(_) | HistoryState::Off => None,
    };
    let machine = words::machine(report);
    let in_order =
        report.notices.is_empty() && !matches!(report.history, HistoryState::NotRecorded(Some(_)));
    if changed.is_empty() && due.is_empty() && damaged.is_none() && in_order {
        return String::new();
    }
    let mut out = String::new();
    let mut line = |indent: &str, text: &str| {
        out.push_str(indent);
        out.push_str(&escape::capped(text, WIDTH));
        out.push('\n');
    };
    line(
        "",
        &format!(
            "bonafide audit of {}: {}",
            words::minute(report.assessed_at),
            words::totals(report)
        ),
    );
    if let Some(why) = damaged {
        line("", "");
        line(
            "",
            &format!("HISTORY NOT USED, so no changes can be seen: {why}"),
        );
    }
    for (label, text) in &machine {
        line("", "");
        line("", &format!("{}: {text}", label.to_uppercase()));
    }
    for subject in changed {
        line("", "");
        line("", &format!("{}: {}", subject.name, words::result(subject)));
        line("  ", &subject.source);
        line("  ", &words::reason(subject, report.assessed_at));
        for change in &subject.changes {
            for text in lines(change, subject) {
                line("  ", &text);
            }
        }
        if let Some(silence @ (Silence::Acknowledged { .. } | Silence::Excepted { .. })) =
            &subject.silence
        {
            line("  ", &words::silence(silence));
        }
    }
    if !due.is_empty() {
        line("", "");
        line("", "COMING");
    }
    for (names, sentence) in due {
        line("  ", &format!("{names}: {sentence}"));
    }
    out
}

fn lines(change: &Change, subject: &AuditSubject) -> Vec<String> {
    let pair = |label: &str, from: &str, to: &str| {
        vec![format!("- {label} {from}"), format!("+ {label} {to}")]
    };
    match change {
        Change::Verdict { from, to } if from != to => pair(
            "verdict",
            &words::verdict(from.0, from.1),
            &words::verdict(to.0, to.1),
        ),
        Change::Document { from, to } => {
            let mut lines = vec![format!("! {}", words::change(change, subject))];
            lines.extend(pair("SHA-256", from, to));
            lines
        }
        Change::Key { from, to } => {
            let mut lines = vec![format!("- key {from}")];
            lines.extend(to.as_ref().map(|to| format!("+ key {to}")));
            lines
        }
        Change::Contact {
            kind,
            removed,
            added,
        } => {
            let label = words::contact(*kind);
            let removed = removed.iter().map(|value| format!("- {label} {value}"));
            removed
                .chain(added.iter().map(|value| format!("+ {label} {value}")))
                .collect()
        }
        other => vec![format!("! {}", words::change(other, subject))],
    }
}
