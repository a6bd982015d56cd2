//! The first line and the key's line.

use bonafide_model::{
    Assessment, Detail, Finding, Fingerprint, JudgedBy, KeyVerdict, SignatureStatus, Verdict,
};

use super::page::{BAD, CAUTION, FAINT, GOOD, PLAIN, Page};
use crate::{escape, prose};

/// A subject or name on the first line is cut here, so that the reason behind it stays in sight.
const NAME_WIDTH: usize = 100;

/// Verdict, subject and reason on one line that is never wrapped.
///
/// Only an authentic document is called by its team's name: what another one prints as its name is
/// a claim of whoever wrote it.
pub(super) fn first_line(page: &mut Page<'_>, assessment: &Assessment) {
    let (word, style) = match assessment.verdict {
        Verdict::Authentic => ("AUTHENTIC", GOOD),
        Verdict::Unanchored => ("UNANCHORED", CAUTION),
        Verdict::Unverified => ("UNVERIFIED", CAUTION),
        Verdict::Rejected => ("REJECTED", BAD),
    };
    let word = match assessment.why {
        Some(why) => format!("{word} ({})", why.as_str()),
        None => word.to_owned(),
    };
    // So that nobody, and no program, takes it for the verdict of a fresh look.
    let (word, style) = match &assessment.replay {
        Some(replay) if replay.by == JudgedBy::Bundle => (
            format!("REPLAY {word}"),
            if style == GOOD { CAUTION } else { style },
        ),
        Some(_) => (format!("REPLAY {word}"), style),
        None => (word, style),
    };
    let mut text = match assessment.verdict {
        Verdict::Authentic => authentic(assessment),
        _ => format!(
            "{}: {}",
            escape::capped(&assessment.subject, NAME_WIDTH),
            prose::reason(assessment)
        ),
    };
    if !assessment.weakenings.is_empty() {
        text.push_str(&format!(
            " [policy weakened: {}]",
            assessment.weakenings.join(", ")
        ));
    }
    if let Some(replay) = &assessment.replay {
        text.push_str(&format!(
            " [replay of {}, which is not authenticated]",
            escape::capped(&replay.bundle, NAME_WIDTH)
        ));
    }
    page.unwrapped(&word, style, &text);
}

/// Verdict, fingerprint and reason of the key.
pub(super) fn key_line(page: &mut Page<'_>, assessment: &Assessment) {
    let (word, style) = match assessment.key.verdict {
        KeyVerdict::Confirmed => ("CONFIRMED", GOOD),
        KeyVerdict::Unconfirmed => ("UNCONFIRMED", CAUTION),
        KeyVerdict::Conflicting => ("CONFLICTING", BAD),
        KeyVerdict::Unusable => ("UNUSABLE", BAD),
    };
    let fingerprint = assessment
        .key
        .fingerprint
        .as_ref()
        .map_or_else(|| "no key known".to_owned(), |key| key.spaced());
    let but = match (assessment.key.verdict, assessment.verdict) {
        (KeyVerdict::Confirmed, Verdict::Unanchored | Verdict::Unverified | Verdict::Rejected) => {
            ". Trust no other value of the document"
        }
        _ => "",
    };
    page.line(
        &format!("key {word}  "),
        style,
        &format!("{fingerprint}: {}{but}", prose::key_reason(assessment)),
        PLAIN,
    );
    let of = |fingerprint: &Fingerprint| {
        assessment
            .certificates
            .iter()
            .find(|certificate| certificate.fingerprint == *fingerprint)
    };
    if let Some(certificate) = assessment.key.fingerprint.as_ref().and_then(of) {
        let made = certificate
            .created
            .map(|at| format!(", made {}", day(at)))
            .unwrap_or_default();
        let until = certificate.expires.map_or_else(
            || ", no expiry".to_owned(),
            |at| format!(", expires {}", day(at)),
        );
        let (algorithm, from) = (
            escape::capped(&certificate.algorithm, 40),
            escape::capped(&certificate.origin.display(), NAME_WIDTH),
        );
        page.indented(4, &format!("{algorithm}{made}{until}; from {from}"), FAINT);
    }
}

fn authentic(assessment: &Assessment) -> String {
    let accepted = assessment
        .anchors
        .iter()
        .filter(|anchor| anchor.accepted)
        .min_by_key(|anchor| anchor.kind);
    let printed = [&assessment.team_short_name, &assessment.team_name]
        .into_iter()
        .flatten()
        .find(|claim| claim.is_visible());
    // The anchor's name for the team goes first: what it confirmed is that team, whatever name the
    // document prints.
    let name = accepted
        .and_then(|anchor| anchor.team.as_deref())
        .or_else(|| printed.map(|claim| claim.value.as_str()))
        .unwrap_or(&assessment.subject);
    let signed = assessment
        .signatures
        .iter()
        .filter(|signature| {
            signature.status == SignatureStatus::Good
                && signature.signer == assessment.key.fingerprint
        })
        .filter_map(|signature| signature.made_at)
        .max();
    let mut parts = Vec::new();
    let is_listed =
        |finding: &Finding| finding.detail == Detail::CoversViaChecksum { accepted: true };
    let what = if assessment.findings.iter().any(is_listed) {
        "only a list of hashes that names it"
    } else {
        "document"
    };
    parts.extend(signed.map(|at| format!("{what} signed {}", day(at))));
    parts.push(match assessment.key.expires {
        Some(at) => format!("key usable until {}", day(at)),
        None => "key usable, no expiry set".to_owned(),
    });
    let anchored = accepted
        .map(|anchor| format!(" ({})", prose::anchored(anchor)))
        .unwrap_or_default();
    format!(
        "{}{anchored}: {}",
        escape::capped(name, NAME_WIDTH),
        parts.join("; ")
    )
}

fn day(at: bonafide_model::Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}
