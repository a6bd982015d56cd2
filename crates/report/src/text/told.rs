//! Draws what every report tells: headlines, contacts, comparisons, findings and evidence.

use bonafide_model::judgement::Assessment;
use textwrap::core::display_width;

use super::Options;
use super::page::{CAUTION, FAINT, PLAIN, Page, style};
use super::part::Part;
use crate::escape;
use crate::told::{
    Entry, Mark, Tone, compared as values, contacts as card, evidence, findings as checks,
    headline, nearest as neighbours,
};

/// Columns of a value.
const VALUE: usize = 80;

/// The same on one screen.
const SHORT: usize = 44;

/// Verdict, subject and reason on one line that is never wrapped.
pub(super) fn first_line(page: &mut Page<'_>, assessment: &Assessment) {
    let verdict = headline::verdict(assessment);
    page.unwrapped(&verdict.word, style(verdict.tone), &verdict.text);
}

/// Verdict, fingerprint and reason of the key.
pub(super) fn key_line(page: &mut Page<'_>, assessment: &Assessment) {
    let key = headline::key(assessment);
    page.line(
        &format!("key {}  ", key.word),
        style(key.tone),
        &key.text,
        PLAIN,
    );
    if let Some(detail) = key.detail {
        page.indented(4, &detail, FAINT);
    }
}

/// Visible addresses and numbers. Unless the document is authentic each one is marked, and no
/// option takes the mark away.
pub(super) fn contacts(page: &mut Page<'_>, assessment: &Assessment) {
    let contacts = card::gather(&assessment.claims(), assessment, true);
    if contacts.is_empty() {
        return;
    }
    let authentic = assessment.is_authentic_here();
    page.heading("Contacts");
    let (text, tone) = card::standing(assessment);
    page.indented(2, &text, style(tone));
    for contact in contacts.iter().take(card::SHOWN) {
        let value = escape::capped(&contact.value, VALUE);
        let (mark, tone) = contact.mark(authentic);
        page.line(
            &format!("  {:<10}", contact.what),
            FAINT,
            &format!("{value}  {mark}"),
            style(tone),
        );
        page.indented(12, &contact.remarks, FAINT);
    }
    if let Some(left) = contacts
        .len()
        .checked_sub(card::SHOWN)
        .filter(|left| *left > 0)
    {
        let more = card::more(left, &contacts, authentic);
        page.indented(
            2,
            &format!("{more} (`--format json` lists everything)"),
            CAUTION,
        );
    }
}

/// The same with one line for each, for the report on one screen.
pub(super) fn short_contacts<'o>(assessment: &Assessment, options: &'o Options) -> Part<'o> {
    let contacts = card::gather(&assessment.claims(), assessment, false);
    let authentic = assessment.is_authentic_here();
    let values: Vec<String> = contacts
        .iter()
        .map(|contact| escape::capped(&contact.value, SHORT))
        .collect();
    let width = values
        .iter()
        .map(|value| display_width(value))
        .max()
        .unwrap_or(0);
    let entries = contacts.iter().zip(&values).map(|(contact, value)| {
        let mut page = Page::new(options);
        let (mark, tone) = contact.mark(authentic);
        let blanks = " ".repeat(width.saturating_sub(display_width(value)));
        let mark = if mark.is_empty() {
            String::new()
        } else {
            format!("  {mark}")
        };
        page.line(
            &format!("  {:<10}", contact.what),
            FAINT,
            &format!("{value}{blanks}{mark}  {}", contact.remarks),
            style(tone),
        );
        page
    });
    let (text, _) = card::standing(assessment);
    let entries = entries.collect();
    Part {
        heading: format!("Contacts  {text}"),
        entries,
        left: Box::new(move |left| {
            format!("{} (-v shows more)", card::more(left, &contacts, authentic))
        }),
    }
}

/// Printed values beside observed ones.
pub(super) fn compared(page: &mut Page<'_>, assessment: &Assessment) {
    let rows = values::rows(assessment);
    if rows.is_empty() {
        return;
    }
    page.heading("Printed and observed");
    let rows = rows.into_iter().map(|row| {
        let sign = page.compared(row.equal);
        [
            vec![row.what.to_owned()],
            row.printed,
            vec![sign],
            row.observed,
        ]
    });
    let rows = rows.collect();
    page.table(["", "printed", "", "observed"], rows);
}

/// What the checks found: a line for each group, and below it every finding.
pub(super) fn findings(page: &mut Page<'_>, assessment: &Assessment) {
    page.heading("Checks");
    if assessment.findings.is_empty() {
        page.marked(2, Mark::Inconclusive, "none could be run");
    }
    for group in checks::groups(assessment) {
        page.marked(
            2,
            group.worst,
            &format!("{:<13} {}", group.name, group.counts),
        );
        for finding in group.findings {
            entry(page, 4, &checks::finding(finding));
        }
    }
}

/// Each signature with its own status and how it was made, and the certificates.
pub(super) fn signatures(page: &mut Page<'_>, assessment: &Assessment) {
    if !assessment.signatures.is_empty() {
        page.heading("Signatures");
    }
    for signature in &assessment.signatures {
        entry(page, 2, &evidence::signature(signature));
    }
    if !assessment.certificates.is_empty() {
        page.heading("Certificates");
    }
    for certificate in &assessment.certificates {
        entry(page, 2, &evidence::certificate(certificate));
    }
}

/// Every source of evidence about the key, and why it counts or not.
pub(super) fn anchors(page: &mut Page<'_>, assessment: &Assessment) {
    page.heading("What confirms the key");
    if assessment.anchors.is_empty() {
        page.marked(2, Mark::Inconclusive, evidence::NOTHING);
    }
    if let Some(text) = evidence::one_controller(assessment) {
        page.marked(2, Mark::Warning, &text);
    }
    for anchor in assessment.anchors.iter().take(evidence::SHOWN) {
        entry(page, 2, &evidence::anchor_in_full(anchor));
    }
    let more = assessment.anchors.len().saturating_sub(evidence::SHOWN);
    if more > 0 {
        page.indented(2, &format!("and {more} more (-v shows all)"), FAINT);
    }
}

/// The known teams that are near, where nothing confirms the document.
pub(super) fn nearest(page: &mut Page<'_>, assessment: &Assessment) {
    if !assessment.nearest.is_empty() {
        page.heading(neighbours::HEADING);
    }
    for near in neighbours::entries(assessment) {
        entry(page, 2, &near);
    }
}

/// Everything that was tried.
pub(super) fn attempts(page: &mut Page<'_>, assessment: &Assessment) {
    let Some(counts) = evidence::counts(assessment) else {
        return;
    };
    page.heading("Tried");
    page.indented(2, &counts, PLAIN);
    for attempt in &assessment.attempts {
        entry(page, 2, &evidence::attempt(attempt));
    }
}

/// One thing with what stands below it.
pub(super) fn entry(page: &mut Page<'_>, indent: usize, entry: &Entry) {
    match entry.mark {
        Some(mark) => page.marked(indent, mark, &entry.text),
        None => page.indented(indent, &entry.text, PLAIN),
    }
    for (tone, text) in &entry.below {
        match tone {
            Tone::Help => {
                let prefix = format!("{}help: ", " ".repeat(indent + 2));
                page.line(&prefix, FAINT, text, PLAIN);
            }
            tone => page.indented(indent + 2, text, style(*tone)),
        }
    }
}
