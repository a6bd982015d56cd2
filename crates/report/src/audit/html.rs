//! The report for a browser, usable without its script.

mod nights;
mod subject;
mod timeline;

use bonafide_model::audit::{AuditCounts, AuditReport, Ending, HistoryState};
use maud::{Markup, html as markup};

use super::words;
use crate::html::{Page, safe};
use crate::invocation::Invocation;
use crate::words::time;

const STYLE: &str = include_str!("html/report.css");
const SCRIPT: &str = include_str!("html/report.js");

/// The report as one HTML document, for the command that was given.
#[must_use]
pub fn html(report: &AuditReport, given: &Invocation) -> String {
    let counts = report.counts();
    let body = markup! {
        header {
            h1 { "Profiles of partners" }
            p { "Judged as of " time datetime=(time(report.assessed_at)) { (words::minute(report.assessed_at)) } }
        }
        main {
            (history(&report.history))
            (machine(report))
            (totals(&counts))
            (act_now(report, given))
            (changes(report))
            (coming(report))
            (nights::nights(report))
            (timeline::timeline(report))
            (profiles(report, given))
        }
    };
    let page = Page {
        title: &format!("bonafide audit, {}", words::day(report.assessed_at)),
        style: STYLE,
        script: Some(SCRIPT),
        body,
    };
    page.render()
}

fn history(state: &HistoryState) -> Markup {
    markup! {
        @if let HistoryState::Damaged(why) = state {
            p.alert role="alert" { strong { "The history was not used: " } (safe(why)) " Without it no change can be seen." }
        }
    }
}

fn machine(report: &AuditReport) -> Markup {
    markup! {
        @for (label, text) in words::machine(report) {
            p.alert role="alert" { strong { (label) ": " } (safe(&text)) }
        }
    }
}

fn totals(counts: &AuditCounts) -> Markup {
    let items = [
        ("profiles", counts.total, ""),
        ("authentic", counts.authentic, "good"),
        ("unanchored", counts.unanchored, "caution"),
        ("unverified", counts.unverified, "caution"),
        ("rejected", counts.rejected, "bad"),
        ("not checked", counts.not_checked, "caution"),
        ("not done", counts.not_done, "caution"),
        ("failed", counts.failed, "bad"),
        ("changed", counts.changed, ""),
        ("acknowledged or excepted", counts.silenced, ""),
    ];
    markup! {
        section aria-labelledby="totals" {
            h2 #totals { "Totals" }
            dl.totals {
                @for (label, number, class) in items {
                    div.(if number > 0 { class } else { "none" }) { dt { (label) } dd { (number) } }
                }
            }
        }
    }
}

fn act_now(report: &AuditReport, given: &Invocation) -> Markup {
    let open = words::open(report);
    markup! {
        @if !open.is_empty() {
            section aria-labelledby="act" {
                h2 #act { "Act now" }
                ul.act {
                    @for subject in open {
                        li {
                            strong { bdi { (safe(&subject.name)) } } ": " span.verdict.(subject::class(subject)) { (words::result(subject)) } ": "
                            (safe(&words::reason(subject, report.assessed_at)))
                            @if let Some((say, command)) = words::remedy(subject, given) {
                                br; em { (safe(&say)) }
                                @if let Some(command) = command { " " code { (safe(&command)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn changes(report: &AuditReport) -> Markup {
    let changed = words::changed(report);
    markup! {
        section aria-labelledby="changes" {
            h2 #changes { "Changes since the last run" }
            @if changed.is_empty() { p { "None." } }
            ul {
                @for subject in changed {
                    li {
                        strong { bdi { (safe(&subject.name)) } }
                        ul { @for change in &subject.changes { li { (safe(&words::change(change, subject))) } } }
                    }
                }
            }
        }
    }
}

fn coming(report: &AuditReport) -> Markup {
    let all = words::due(report, true);
    markup! {
        @if !all.is_empty() {
            section aria-labelledby="coming" {
                h2 #coming { "Coming" }
                details {
                    summary { (words::count(all.len() as i64, "thing")) " to expect" }
                    ul {
                        @for (names, sentence) in all { li { bdi { (safe(&names)) } ": " (safe(&sentence)) } }
                    }
                }
            }
        }
    }
}

fn profiles(report: &AuditReport, given: &Invocation) -> Markup {
    markup! {
        section aria-labelledby="profiles" {
            h2 #profiles { "Profiles" }
            // The script shows it: without the script it would do nothing.
            form #filter role="search" hidden {
                label { "Find " input #text type="search" autocomplete="off"; }
                label {
                    "Verdict "
                    select #result {
                        option value="" { "all" }
                        @for ending in Ending::ALL {
                            @let word = words::ending(*ending);
                            option value=(word) { (word) }
                        }
                    }
                }
                label { input #changed type="checkbox"; " changed only" }
                output #shown aria-live="polite" {}
            }
            table role="table" {
                caption { (report.subjects.len()) " profiles; unfold one for what it prints and what was found" }
                thead role="rowgroup" {
                    tr role="row" {
                        @for label in ["Profile", "Verdict", "Counts as", "Why"] { th role="columnheader" scope="col" { (label) } }
                    }
                }
                tbody role="rowgroup" { @for one in &report.subjects { (subject::row(one, &nights::of(one, report.assessed_at), report.assessed_at, given)) } }
            }
        }
    }
}
