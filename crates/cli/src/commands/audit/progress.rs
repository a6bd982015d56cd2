//! What is told while a run goes on: a bar on a terminal, a line for each profile with `-v`.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use bonafide_report::escape;
use bonafide_session::audit::Progress;
use bonafide_session::model::Timestamp;
use bonafide_session::model::audit::AuditSubject;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::output::OutputArgs;
use crate::output::remark;

/// A profile that takes longer is named on the bar.
const SLOW: Duration = Duration::from_secs(3);

/// Names shown on the bar.
const NAMED: usize = 3;

/// Tells what goes on, on standard error.
pub struct Log {
    bar: ProgressBar,
    lines: bool,
    begun: Mutex<BTreeMap<String, Instant>>,
    evidence_lost: AtomicBool,
}

impl Log {
    /// For a run over that many profiles.
    pub fn new(profiles: usize, args: &OutputArgs) -> Self {
        let terminal = std::io::stderr().is_terminal() && !args.quiet;
        let target = if terminal {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(Some(profiles as u64), target);
        if let Ok(style) = ProgressStyle::with_template("{pos}/{len} {bar:30} {per_sec} {msg}") {
            bar.set_style(style);
        }
        Self {
            bar,
            lines: args.verbose > 0,
            begun: Mutex::default(),
            evidence_lost: AtomicBool::new(false),
        }
    }

    /// Takes one event, from any thread.
    pub fn tell(&self, event: Progress<'_>, now: Timestamp) {
        let mut begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Progress::Begun(entry) => {
                begun.insert(entry.name.clone(), Instant::now());
            }
            Progress::EvidenceNotKept(entry, error) => {
                self.evidence_lost.store(true, Ordering::Relaxed);
                self.bar.suspend(|| {
                    remark(&format!(
                        "{}: the evidence is not kept: {error}",
                        entry.name
                    ))
                });
            }
            Progress::Finished(subject) => {
                let took = begun
                    .remove(&subject.name)
                    .map(|since| since.elapsed())
                    .unwrap_or_default();
                self.bar.inc(1);
                if self.lines {
                    self.bar.suspend(|| log(subject, took, now));
                }
            }
        }
        let slow: Vec<_> = begun
            .iter()
            .filter(|(_, since)| since.elapsed() > SLOW)
            .take(NAMED)
            .map(|(name, _)| name.as_str())
            .collect();
        let slow = if slow.is_empty() {
            String::new()
        } else {
            format!("waiting for {}", slow.join(", "))
        };
        self.bar.set_message(escape::capped(&slow, 60));
    }

    /// Takes the bar away. Whether all evidence was kept that should have been.
    pub fn finish(&self) -> bool {
        self.bar.finish_and_clear();
        !self.evidence_lost.load(Ordering::Relaxed)
    }
}

/// `key=value` fields, always the same and in the same order.
fn log(subject: &AuditSubject, took: Duration, now: Timestamp) {
    let assessment = subject.result.assessment();
    let word = |word: Option<&str>| word.unwrap_or("-").to_owned();
    let changes: Vec<&str> = subject
        .changes
        .iter()
        .map(|change| change.as_str())
        .collect();
    // A log that cannot be written (a full disk) must not end the run.
    let _ = writeln!(
        std::io::stderr(),
        "at={} event=profile name={} result={} verdict={} why={} counts_as={} changes={} took_ms={}",
        now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        quoted(&subject.name),
        subject.result.as_str(),
        word(assessment.map(|assessment| assessment.verdict.as_str())),
        word(
            assessment
                .and_then(|assessment| assessment.why)
                .map(|why| why.as_str())
        ),
        subject.standing.as_str(),
        if changes.is_empty() {
            "-".to_owned()
        } else {
            changes.join(",")
        },
        took.as_millis(),
    );
}

/// In quotes, so that a space in a name begins no field of its own.
fn quoted(name: &str) -> String {
    format!(
        "\"{}\"",
        escape::capped(name, 120)
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
    )
}
