//! The table of a scheduled run: totals first, then what changed, then every profile.

use bonafide_model::{AuditReport, AuditResult, AuditSubject, HistoryState, Standing, Verdict};

use super::Options;
use super::page::{BAD, CAUTION, FAINT, GOOD, Mark, PLAIN, Page};
use crate::audit::words;
use crate::escape;

/// Columns of a name, so that what is said of it has room beside it.
const NAME: usize = 48;

/// Columns of a sentence, over several lines of the table.
const SENTENCE: usize = 320;

/// Forecasts further off are left to `-v` and to the other formats.
const SOON_DAYS: i64 = 90;

/// The report on a run. The first line has the totals; with `quiet` it is the only one.
#[must_use]
pub fn audit_text(report: &AuditReport, options: &Options) -> String {
    let mut page = Page::new(options);
    let (word, style) = match report.standing() {
        Standing::Fine => ("AUDIT OK", GOOD),
        Standing::Unanchored | Standing::Unverified => ("AUDIT", CAUTION),
        Standing::Failed | Standing::Rejected => ("AUDIT", BAD),
    };
    page.unwrapped(word, style, &words::totals(&report.counts()));
    if let HistoryState::Damaged(why) = &report.history {
        page.line("History not used  ", BAD, &format!("{why}. Without it no change can be told."), PLAIN);
    }
    for (label, text) in words::machine(report) {
        page.line(&format!("{label}  "), CAUTION, &text, PLAIN);
    }
    if options.quiet {
        return page.finish();
    }
    changes(&mut page, report);
    forecasts(&mut page, report, options.verbosity);
    profiles(&mut page, report);
    page.finish()
}

fn changes(page: &mut Page<'_>, report: &AuditReport) {
    if report.subjects.iter().any(|subject| !subject.changes.is_empty()) {
        page.heading("Changes since the last run");
    }
    for subject in report.subjects.iter().filter(|subject| !subject.changes.is_empty()) {
        page.marked(2, mark(subject), &format!("{}: {}", escape::capped(&subject.name, NAME), words::result(subject)));
        for change in &subject.changes {
            page.indented(6, &escape::capped(&words::change(change), SENTENCE), PLAIN);
        }
    }
}

fn forecasts(page: &mut Page<'_>, report: &AuditReport, verbosity: u8) {
    let now = report.assessed_at;
    let soon = |days: Option<i64>| verbosity > 0 || days.is_none_or(|days| days <= SOON_DAYS);
    let mut all: Vec<_> = report
        .subjects
        .iter()
        .flat_map(|subject| subject.forecast.iter().map(move |forecast| (forecast, subject)))
        .filter(|(forecast, _)| soon(forecast.days(now)))
        .collect();
    all.sort_by_key(|(forecast, _)| (forecast.at.is_none(), forecast.at));
    if !all.is_empty() {
        page.heading("Coming");
    }
    for (forecast, subject) in all {
        let words = words::forecast(forecast, subject, now);
        page.marked(2, Mark::Warning, &format!("{}: {}", escape::capped(&subject.name, NAME), escape::capped(&words, SENTENCE)));
    }
}

fn profiles(page: &mut Page<'_>, report: &AuditReport) {
    if report.subjects.is_empty() {
        return;
    }
    page.heading("Profiles");
    let cells = |subject: &AuditSubject| {
        let mut why = vec![escape::capped(&words::reason(subject, report.assessed_at), SENTENCE)];
        why.extend(subject.silence.iter().map(|silence| format!("({})", escape::capped(&words::silence(silence), SENTENCE))));
        [vec![words::result(subject)], vec![escape::capped(&subject.name, NAME)], why]
    };
    page.table(["verdict", "profile", "why"], report.subjects.iter().map(cells).collect());
    page.blank();
    page.line("", FAINT, &format!("judged by the time {}", report.assessed_at), FAINT);
}

fn mark(subject: &AuditSubject) -> Mark {
    match &subject.result {
        AuditResult::Judged(assessment) => match assessment.verdict {
            Verdict::Authentic => Mark::Pass,
            Verdict::Unanchored => Mark::Warning,
            Verdict::Unverified => Mark::Inconclusive,
            Verdict::Rejected => Mark::Fail,
        },
        AuditResult::NotChecked(_) | AuditResult::NotDone => Mark::Inconclusive,
        AuditResult::Failed(_) => Mark::Fail,
    }
}
