//! What the checks found, by groups.

use bonafide_model::judgement::{Assessment, CheckGroup, Finding, Outcome, Severity};

use super::{Entry, Mark, Tone};
use crate::words::place;
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

/// The checks of one group.
pub(crate) struct Group<'a> {
    pub name: &'static str,
    pub worst: Mark,
    /// How many ended how.
    pub counts: String,
    pub findings: Vec<&'a Finding>,
}

/// Every finding, by groups.
pub(crate) fn groups(assessment: &Assessment) -> impl Iterator<Item = Group<'_>> {
    GROUPS.into_iter().filter_map(|(group, name)| {
        let findings: Vec<&Finding> = assessment
            .findings
            .iter()
            .filter(|finding| finding.check.group() == group)
            .collect();
        Some(Group {
            name,
            worst: findings.iter().map(|finding| mark(finding)).max()?,
            counts: counts(&findings),
            findings,
        })
    })
}

/// The mark of a finding: what does not hold is a `!` unless it is an error, and so is what holds
/// but is worth acting on.
pub(crate) fn mark(finding: &Finding) -> Mark {
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

/// A finding with its places and what to do about it.
pub(crate) fn finding(finding: &Finding) -> Entry {
    let mut entry = Entry::marked(
        mark(finding),
        format!("{}: {}", finding.check, prose::message(finding)),
    );
    for at in finding.places.iter().take(PLACES) {
        let excerpt = escape::capped(at.excerpt.trim(), EXCERPT);
        let text = if excerpt.is_empty() {
            place(&at.place)
        } else {
            format!("{}: \"{excerpt}\"", place(&at.place))
        };
        entry.below.push((Tone::Faint, text));
    }
    if finding.places.len() > PLACES {
        let more = finding.places.len() - PLACES;
        entry
            .below
            .push((Tone::Faint, format!("and at {more} more places")));
    }
    entry
        .below
        .extend(prose::help(finding).map(|help| (Tone::Help, help)));
    entry
}
