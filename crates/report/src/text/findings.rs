//! What the checks found: a line for each group, and below it what needs attention.

use bonafide_model::{Assessment, CheckGroup, Finding, Outcome, Severity};

use super::page::{FAINT, Mark, Page};
use super::place;
use crate::{escape, prose};

/// Places shown under one finding; the rest is counted.
const PLACES: usize = 5;

/// Columns of an excerpt.
const EXCERPT: usize = 120;

const GROUPS: [(CheckGroup, &str); 7] = [
    (CheckGroup::Integrity, "integrity"),
    (CheckGroup::Identity, "identity"),
    (CheckGroup::KeyHealth, "key health"),
    (CheckGroup::Independence, "independence"),
    (CheckGroup::Freshness, "freshness"),
    (CheckGroup::Document, "document"),
    (CheckGroup::Selfcheck, "selfcheck"),
];

/// The groups, with every finding.
pub(super) fn groups(page: &mut Page<'_>, assessment: &Assessment) {
    page.heading("Checks");
    if assessment.findings.is_empty() {
        page.marked(2, Mark::Inconclusive, "none could be run");
    }
    for (group, name) in GROUPS {
        let of_group: Vec<&Finding> = assessment
            .findings
            .iter()
            .filter(|finding| finding.check.group() == group)
            .collect();
        let Some(worst) = of_group.iter().map(|finding| mark(finding)).max() else {
            continue;
        };
        page.marked(2, worst, &format!("{name:<13} {}", counts(&of_group)));
        for finding in of_group {
            show(page, finding);
        }
    }
}

/// The mark of a finding: what does not hold is a `!` unless it is an error, and so is what holds
/// but is worth acting on.
pub(super) fn mark(finding: &Finding) -> Mark {
    match (finding.outcome, finding.severity) {
        (Outcome::Pass, Severity::Warning) => Mark::Warning,
        (Outcome::Pass, _) => Mark::Pass,
        (Outcome::NotApplicable, _) => Mark::NotApplicable,
        (Outcome::Inconclusive, _) => Mark::Inconclusive,
        (Outcome::Fail, Severity::Error) => Mark::Fail,
        (Outcome::Fail, Severity::Warning | Severity::Note) => Mark::Warning,
    }
}

fn counts(findings: &[&Finding]) -> String {
    let words = [
        (Mark::Fail, "failed"),
        (Mark::Warning, "to look at"),
        (Mark::Inconclusive, "undecided"),
        (Mark::Pass, "passed"),
        (Mark::NotApplicable, "not applicable"),
    ];
    let count = |wanted| {
        findings
            .iter()
            .filter(|finding| mark(finding) == wanted)
            .count()
    };
    let parts: Vec<String> = words
        .iter()
        .filter_map(|(mark, word)| {
            Some(count(*mark))
                .filter(|n| *n > 0)
                .map(|n| format!("{n} {word}"))
        })
        .collect();
    parts.join(", ")
}

fn show(page: &mut Page<'_>, finding: &Finding) {
    page.marked(
        4,
        mark(finding),
        &format!("{}: {}", finding.check, prose::message(finding)),
    );
    for at in finding.places.iter().take(PLACES) {
        let excerpt = escape::capped(at.excerpt.trim(), EXCERPT);
        let text = if excerpt.is_empty() {
            place(&at.place)
        } else {
            format!("{}: \"{excerpt}\"", place(&at.place))
        };
        page.indented(6, &text, FAINT);
    }
    if finding.places.len() > PLACES {
        page.indented(
            6,
            &format!("and at {} more places", finding.places.len() - PLACES),
            FAINT,
        );
    }
    if let Some(help) = prose::help(finding) {
        page.line("      help: ", FAINT, &help, super::PLAIN);
    }
}
