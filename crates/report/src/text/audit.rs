//! The report on a scheduled run: totals, what somebody has to see to, what changed, what is to
//! come, and what is in order.

use textwrap::core::display_width;

use bonafide_model::audit::{AuditReport, AuditResult, AuditSubject, HistoryState, Standing};
use bonafide_model::judgement::Verdict;

use super::Options;
use super::page::{BAD, CAUTION, FAINT, GOOD, PLAIN, Page};
use crate::audit::words;
use crate::escape;
use crate::invocation::Invocation;
use crate::told::Mark;

/// Columns of a name, so that what is said of it has room beside it.
const NAME: usize = 48;

/// Columns of a sentence.
const SENTENCE: usize = 240;

/// New partners that are named.
const NEW: usize = 12;

/// The report on a run. The first line has the totals; with `quiet` it is the only one.
#[must_use]
pub fn audit_text(report: &AuditReport, options: &Options) -> String {
    let mut page = Page::new(options);
    let (word, style) = match report.standing() {
        Standing::Fine => ("AUDIT OK", GOOD),
        Standing::Unanchored | Standing::Unverified => ("AUDIT", CAUTION),
        Standing::Failed | Standing::Rejected => ("AUDIT", BAD),
    };
    page.unwrapped(word, style, &words::totals(report));
    if let HistoryState::Damaged(why) = &report.history {
        page.line(
            "History not used  ",
            BAD,
            &format!("{why}. Without it no change can be seen."),
            PLAIN,
        );
    }
    for (label, text) in words::machine(report) {
        page.line(&format!("{label}  "), CAUTION, &text, PLAIN);
    }
    if options.quiet {
        return page.finish();
    }
    act_now(&mut page, report, &options.invocation);
    changes(&mut page, report);
    forecasts(&mut page, report, options.verbosity);
    in_order(&mut page, report);
    page.blank();
    page.line(
        "",
        FAINT,
        &format!("judged as of {}", words::minute(report.assessed_at)),
        FAINT,
    );
    page.finish()
}

/// What somebody has to see to, the worst first, with its cause and its remedy.
fn act_now(page: &mut Page<'_>, report: &AuditReport, given: &Invocation) {
    let open = words::open(report);
    if open.is_empty() {
        return;
    }
    page.heading("Act now");
    for subject in open {
        let reason = escape::capped(&words::reason(subject, report.assessed_at), SENTENCE);
        page.marked(
            2,
            mark(subject),
            &format!(
                "{}: {}: {reason}",
                escape::capped(&subject.name, NAME),
                words::result(subject)
            ),
        );
        if let Some((say, command)) = words::remedy(subject, given) {
            page.indented(6, &escape::capped(&say, SENTENCE), FAINT);
            // On a line of its own and whole, so that it can be pasted.
            if let Some(command) = command {
                page.verbatim(8, &command, PLAIN);
            }
        }
        if let Some(silence) = &subject.silence {
            page.indented(
                6,
                &format!("({})", escape::capped(&words::silence(silence), SENTENCE)),
                FAINT,
            );
        }
    }
}

fn changes(page: &mut Page<'_>, report: &AuditReport) {
    let changed = words::changed(report);
    if !changed.is_empty() {
        page.heading("Changes since the last run");
    }
    // On a first run every partner is new, and there is nothing more to say of it here.
    let (new, changed): (Vec<&AuditSubject>, Vec<&AuditSubject>) = changed
        .into_iter()
        .partition(|subject| words::is_only_new(subject));
    for subject in changed {
        page.marked(
            2,
            mark(subject),
            &format!(
                "{}: {}",
                escape::capped(&subject.name, NAME),
                words::result(subject)
            ),
        );
        for change in &subject.changes {
            page.indented(
                6,
                &escape::capped(&words::change(change, subject), SENTENCE),
                PLAIN,
            );
        }
    }
    if !new.is_empty() {
        let mut names: Vec<String> = new
            .iter()
            .take(NEW)
            .map(|subject| escape::capped(&subject.name, NAME))
            .collect();
        if new.len() > NEW {
            names.push(format!("{} more", new.len() - NEW));
        }
        page.indented(2, &format!("new: {}", names.join(", ")), PLAIN);
    }
}

fn forecasts(page: &mut Page<'_>, report: &AuditReport, verbosity: u8) {
    let due = words::due(report, verbosity > 0);
    if !due.is_empty() {
        page.heading("Coming");
    }
    for (names, sentence) in due {
        page.marked(
            2,
            Mark::Warning,
            &format!(
                "{}: {}",
                escape::capped(&names, SENTENCE),
                escape::capped(&sentence, SENTENCE)
            ),
        );
    }
}

/// One short line for each partner that nobody has to see to.
fn in_order(page: &mut Page<'_>, report: &AuditReport) {
    let fine: Vec<&AuditSubject> = report
        .subjects
        .iter()
        .filter(|subject| subject.standing == Standing::Fine)
        .collect();
    if fine.is_empty() {
        return;
    }
    page.heading("In order");
    let names: Vec<String> = fine
        .iter()
        .map(|subject| escape::capped(&subject.name, NAME))
        .collect();
    let width = names
        .iter()
        .map(|name| display_width(name))
        .max()
        .unwrap_or(0);
    for (subject, name) in fine.iter().zip(&names) {
        let blanks = " ".repeat(width.saturating_sub(display_width(name)));
        let text = escape::capped(&words::in_order(subject, report.assessed_at), SENTENCE);
        page.marked(2, mark(subject), &format!("{name}{blanks}  {text}"));
    }
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
