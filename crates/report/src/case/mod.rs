//! The case report: one page on one subject, for a ticket or a colleague, with everything that the
//! verdict rests on. It has no script.

mod contacts;
mod evidence;
mod pages;
mod sources;
#[cfg(test)]
mod tests;
mod timeline;

use bonafide_model::judgement::{Assessment, CaseFile};
use maud::{Markup, html as markup};

use crate::causes::Causes;
use crate::html::{Page, class, entry, safe};
use crate::invocation::Invocation;
use crate::prose;
use crate::told::{Mark, compared, findings, headline, nearest};
use crate::words::time;

const STYLE: &str = include_str!("case.css");

/// The report on one subject as one HTML document, for the command that was given.
#[must_use]
pub fn case_html(assessment: &Assessment, file: &CaseFile, given: &Invocation) -> String {
    let verdict = headline::verdict(assessment);
    let body = markup! {
        header {
            p.eyebrow { "Case report on a profile (RFC 2350)" }
            h1 { bdi { (safe(&assessment.subject)) } }
        }
        main {
            section.answer.(class(verdict.tone)) aria-labelledby="verdict" {
                h2 #verdict.verdict { (safe(&verdict.word)) }
                p { (safe(&verdict.text)) }
            }
            (answer(assessment, given))
            (compared_values(assessment))
            (sources::sources(assessment))
            (nearest(assessment))
            (timeline::timeline(assessment, &file.past))
            (contacts::contacts(assessment))
            (pages::pages(assessment, &file.pages))
            (checks(assessment))
            (evidence::evidence(assessment, &file.pieces))
        }
        footer {
            p {
                "Made by bonafide " (env!("CARGO_PKG_VERSION")) ", judged as of "
                time datetime=(time(assessment.assessed_at)) { (time(assessment.assessed_at)) }
                ". Nothing authenticates this page: if you doubt it, fetch the evidence again and compare the hashes."
            }
        }
    };
    let page = Page {
        title: &format!("{}: {}", verdict.word, safe(&assessment.subject)),
        style: STYLE,
        script: None,
        body,
    };
    page.render()
}

/// Why, what to do next, and the key.
fn answer(assessment: &Assessment, given: &Invocation) -> Markup {
    let causes = Causes::of(assessment);
    let key = assessment
        .key
        .fingerprint
        .as_ref()
        .map(|_| headline::key(assessment));
    markup! {
        dl.facts {
            @if let Some(why) = prose::why(assessment, causes.first.as_ref()) { dt { "Why" } dd { (safe(&why)) } }
            @if let Some(step) = prose::next_step(assessment, given) { dt { "Next" } dd { (safe(&step)) } }
            @if let Some(key) = key {
                dt { "Key" }
                dd {
                    strong.(class(key.tone)) { (key.word) } " " (safe(&key.text))
                    @if let Some(detail) = key.detail { div.faint { (safe(&detail)) } }
                }
            }
            @if let Some(document) = &assessment.document {
                dt { "Document" }
                dd { (safe(&document.origin.display())) " (" (safe(&document.media_type)) ", " (document.bytes) " bytes)" }
            }
            @if let Some(copies) = prose::copies(assessment) { dt { "Copies" } dd { (safe(&copies)) } }
            @for name in &assessment.weakenings { dt.bad { "Weakened" } dd { "the policy option " (safe(name)) " is on" } }
        }
    }
}

fn compared_values(assessment: &Assessment) -> Markup {
    let rows = compared::rows(assessment);
    markup! {
        @if !rows.is_empty() {
            section aria-labelledby="compared" {
                h2 #compared { "Printed and observed" }
                table.compared role="table" {
                    thead role="rowgroup" {
                        tr role="row" {
                            @for label in ["", "Printed in the document", "Same", "Observed"] { th role="columnheader" scope="col" { (label) } }
                        }
                    }
                    tbody role="rowgroup" {
                        @for row in rows {
                            tr role="row" {
                                th role="rowheader" scope="row" { (row.what) }
                                td role="cell" data-label="Printed" { (lines(&row.printed)) }
                                td role="cell" data-label="Same" { (same(row.equal)) }
                                td role="cell" data-label="Observed" { (lines(&row.observed)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The first line is the value, the others are said of it.
fn lines(lines: &[String]) -> Markup {
    markup! {
        @for (index, line) in lines.iter().enumerate() {
            @if index == 0 { code { (safe(line)) } } @else { div.faint { (safe(line)) } }
        }
    }
}

fn same(equal: Option<bool>) -> Markup {
    let (word, class) = match equal {
        Some(true) => ("= same", "good"),
        Some(false) => ("≠ differs", "bad"),
        None => ("? not known", "caution"),
    };
    markup! { span.(class) { (word) } }
}

/// The known teams that are near, where nothing confirms the document.
fn nearest(assessment: &Assessment) -> Markup {
    let entries = nearest::entries(assessment);
    markup! {
        @if !entries.is_empty() {
            section aria-labelledby="nearest" {
                h2 #nearest { (nearest::HEADING) }
                ul.entries { @for near in &entries { li { (entry(near)) } } }
            }
        }
    }
}

/// What needs a look stands open; what holds is folded.
fn checks(assessment: &Assessment) -> Markup {
    let open = |mark: Mark| !matches!(mark, Mark::Pass | Mark::NotApplicable);
    let groups: Vec<_> = findings::groups(assessment).collect();
    markup! {
        section aria-labelledby="checks" {
            h2 #checks { "Checks" }
            @if groups.is_empty() { p { "None could be run." } }
            @for group in &groups {
                details open[open(group.worst)] {
                    summary { (crate::html::mark(group.worst)) " " (group.name) ": " (group.counts) }
                    ul.entries { @for finding in &group.findings { li { (entry(&findings::finding(finding))) } } }
                }
            }
        }
    }
}
