//! What was gathered: signatures, anchors and attempts.

use bonafide_model::{Anchor, AnchorSays, Assessment, AttemptResult, OriginKind, SignatureStatus};

use super::compare::signed;
use super::page::{BAD, FAINT, Mark, PLAIN, Page};
use super::{Options, time};
use crate::{escape, prose};

/// Sources of evidence, and User IDs of one certificate.
const SHOWN: usize = 8;

/// Columns of a single untrusted text.
const TEXT: usize = 160;

/// Each signature with its own status and how it was made, and the certificates.
pub(super) fn signatures(page: &mut Page<'_>, assessment: &Assessment) {
    if !assessment.signatures.is_empty() {
        page.heading("Signatures");
    }
    for signature in &assessment.signatures {
        let mark = match signature.status {
            SignatureStatus::Good if signature.problems.is_empty() => Mark::Pass,
            SignatureStatus::Good => Mark::Warning,
            SignatureStatus::Bad | SignatureStatus::InvalidKey => Mark::Fail,
            _ => Mark::Inconclusive,
        };
        page.marked(
            2,
            mark,
            &format!(
                "{}, in {}",
                signed(signature),
                escape::capped(&signature.origin.display(), TEXT)
            ),
        );
        let problems: Vec<&str> = signature
            .problems
            .iter()
            .map(prose::signature_problem)
            .collect();
        if !problems.is_empty() {
            page.indented(4, &format!("but: {}", problems.join(", ")), PLAIN);
        }
        if !signature.detail.is_empty() {
            page.indented(4, &escape::capped(&signature.detail, TEXT), FAINT);
        }
        let hash = signature.hash.as_deref().unwrap_or("hash unknown");
        let key = signature
            .signing_key
            .as_ref()
            .map(|key| format!(", made by the key {key}"))
            .unwrap_or_default();
        page.indented(
            4,
            &format!(
                "{}, {}{key}",
                signature.kind.as_str(),
                escape::capped(hash, TEXT)
            ),
            FAINT,
        );
    }
    certificates(page, assessment);
}

fn certificates(page: &mut Page<'_>, assessment: &Assessment) {
    if !assessment.certificates.is_empty() {
        page.heading("Certificates");
    }
    for certificate in &assessment.certificates {
        let from = escape::capped(&certificate.origin.display(), TEXT);
        page.indented(
            2,
            &format!(
                "{}  {}, in {from}",
                certificate.fingerprint.spaced(),
                certificate.algorithm
            ),
            PLAIN,
        );
        for user_id in certificate.user_ids.iter().take(SHOWN) {
            page.indented(4, &escape::capped(user_id, TEXT), FAINT);
        }
        let made = certificate
            .created
            .map_or_else(|| "unknown".to_owned(), time);
        let until = certificate.expires.map_or_else(|| "never".to_owned(), time);
        page.indented(4, &format!("made {made}, expires {until}"), FAINT);
        if let Some(revoked) = &certificate.revoked {
            let at = revoked
                .at
                .map(|at| format!(" on {}", time(at)))
                .unwrap_or_default();
            let text = format!("revoked{at}: {} \"{}\"", revoked.reason, revoked.text);
            page.indented(4, &escape::capped(&text, TEXT), BAD);
        }
    }
}

/// What is said where no source knows anything.
pub(super) const NOTHING: &str =
    "nothing: no pin, expected fingerprint, trust root or directory says anything about it";

/// One source of evidence about the key, and why it counts or not.
pub(super) fn anchor<'o>(anchor: &Anchor, options: &'o Options) -> Page<'o> {
    let mut page = Page::new(options);
    let mark = match (anchor.accepted, anchor.says) {
        (true, _) => Mark::Pass,
        (false, AnchorSays::Disagrees) => Mark::Fail,
        (false, AnchorSays::Agrees) => Mark::Warning,
        (false, AnchorSays::Silent) => Mark::NotApplicable,
    };
    page.marked(
        2,
        mark,
        &format!("{}: {}", anchor_name(anchor), prose::anchor_why(anchor)),
    );
    if let (AnchorSays::Disagrees, Some(fingerprint)) = (anchor.says, &anchor.fingerprint) {
        page.indented(4, &format!("it names {}", fingerprint.spaced()), PLAIN);
    }
    page
}

/// Every source of evidence about the key, and why it counts or not.
pub(super) fn anchors(page: &mut Page<'_>, assessment: &Assessment, options: &Options) {
    page.heading("What confirms the key");
    if assessment.anchors.is_empty() {
        page.marked(2, Mark::Inconclusive, NOTHING);
    }
    if let Some(domain) = one_controller(assessment) {
        let text = format!(
            "document, signature and key all came from {domain}: whoever controls it can replace them together"
        );
        page.marked(2, Mark::Warning, &text);
    }
    for one in assessment.anchors.iter().take(SHOWN) {
        page.append(anchor(one, options));
        addresses(page, "vouches for ", &one.covered);
        addresses(page, "does NOT cover ", &one.not_covered);
    }
    more(page, assessment.anchors.len(), SHOWN);
}

/// The registrable domain behind document, signature and key, where nothing accepted stands outside
/// of it.
fn one_controller(assessment: &Assessment) -> Option<String> {
    if assessment.anchors.iter().any(|anchor| anchor.accepted) || assessment.signatures.is_empty() {
        return None;
    }
    let domain = assessment.document.as_ref()?.origin.registrable_domain()?;
    let signatures = assessment
        .signatures
        .iter()
        .map(|signature| &signature.origin);
    let mut others = signatures.chain(
        assessment
            .certificates
            .iter()
            .map(|certificate| &certificate.origin),
    );
    // What stands inside the document came with it.
    others
        .all(|origin| {
            origin.kind == OriginKind::Embedded
                || origin.registrable_domain().as_ref() == Some(&domain)
        })
        .then_some(domain)
}

fn anchor_name(anchor: &Anchor) -> String {
    let team = anchor
        .team
        .as_deref()
        .map(|team| format!(" for {}", escape::capped(team, TEXT)))
        .unwrap_or_default();
    let confirmed = anchor
        .confirmed
        .as_deref()
        .map(|how| format!(" ({})", escape::capped(how, TEXT)))
        .unwrap_or_default();
    let independent = if anchor.independent {
        "independent"
    } else {
        "not independent"
    };
    format!(
        "{}{team}{confirmed} {}, {independent}",
        anchor.kind.as_str(),
        anchor.says.as_str()
    )
}

fn addresses(page: &mut Page<'_>, what: &str, addresses: &[String]) {
    if !addresses.is_empty() {
        let list: Vec<String> = addresses
            .iter()
            .take(SHOWN)
            .map(|address| escape::capped(address, TEXT))
            .collect();
        let rest = addresses.len().saturating_sub(SHOWN);
        let rest = if rest > 0 {
            format!(" and {rest} more")
        } else {
            String::new()
        };
        page.indented(4, &format!("{what}{}{rest}", list.join(", ")), PLAIN);
    }
}

/// How many attempts ended how; `None` where nothing was tried.
pub(super) fn counts(assessment: &Assessment) -> Option<String> {
    let count = |result| {
        assessment
            .attempts
            .iter()
            .filter(|attempt| attempt.result == result)
            .count()
    };
    let counts = [
        (AttemptResult::Got, "got"),
        (AttemptResult::Absent, "not there"),
        (AttemptResult::Failed, "failed"),
        (AttemptResult::NotAsked, "not asked"),
        (AttemptResult::WrongKind, "something else there"),
    ];
    let counts: Vec<String> = counts
        .map(|(result, word)| (count(result), word))
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}"))
        .collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// Everything that was tried.
pub(super) fn attempts(page: &mut Page<'_>, assessment: &Assessment) {
    let Some(counts) = counts(assessment) else {
        return;
    };
    page.heading("Tried");
    page.indented(2, &counts, PLAIN);
    for attempt in &assessment.attempts {
        let mark = match attempt.result {
            AttemptResult::Got => Mark::Pass,
            AttemptResult::Absent => Mark::NotApplicable,
            AttemptResult::Failed | AttemptResult::NotAsked => Mark::Inconclusive,
            AttemptResult::WrongKind => Mark::Warning,
        };
        let why = if attempt.why.is_empty() {
            String::new()
        } else {
            format!(": {}", escape::capped(&attempt.why, TEXT))
        };
        let text = format!(
            "{} {} {}{why}",
            attempt.role.as_str(),
            attempt.result.as_str(),
            escape::capped(&attempt.url, TEXT)
        );
        page.marked(2, mark, &text);
    }
}

fn more(page: &mut Page<'_>, all: usize, shown: usize) {
    if all > shown {
        page.indented(
            2,
            &format!("and {} more (-v shows all)", all - shown),
            FAINT,
        );
    }
}
