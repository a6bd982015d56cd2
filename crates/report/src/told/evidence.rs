//! What was gathered: signatures, certificates, anchors and attempts.

use bonafide_model::evidence::{Attempt, AttemptResult, OriginKind};
use bonafide_model::judgement::{
    Anchor, AnchorKind, AnchorSays, Assessment, CertificateReport, SignatureReport, SignatureStatus,
};

use super::compared::signed;
use super::{Entry, Mark, Tone};
use crate::words::time;
use crate::{escape, prose};

/// Sources of evidence, and User IDs of one certificate.
pub(crate) const SHOWN: usize = 8;

/// Columns of a single untrusted text.
const TEXT: usize = 160;

/// A signature with its own status and how it was made.
pub(crate) fn signature(signature: &SignatureReport) -> Entry {
    let mark = match signature.status {
        SignatureStatus::Good if signature.problems.is_empty() => Mark::Pass,
        SignatureStatus::Good => Mark::Warning,
        SignatureStatus::Bad | SignatureStatus::InvalidKey => Mark::Fail,
        _ => Mark::Inconclusive,
    };
    let mut entry = Entry::marked(
        mark,
        format!(
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
        entry
            .below
            .push((Tone::Plain, format!("but: {}", problems.join(", "))));
    }
    let cause = prose::signature_cause(signature.cause.as_ref());
    if !cause.is_empty() {
        entry
            .below
            .push((Tone::Faint, escape::capped(&cause, TEXT)));
    }
    let hash = signature.hash.as_deref().unwrap_or("hash unknown");
    let key = signature
        .signing_key
        .as_ref()
        .map(|key| format!(", made by the key {key}"))
        .unwrap_or_default();
    entry.below.push((
        Tone::Faint,
        format!(
            "{}, {}{key}",
            signature.kind.as_str(),
            escape::capped(hash, TEXT)
        ),
    ));
    entry
}

/// A certificate with its User IDs and its times.
pub(crate) fn certificate(certificate: &CertificateReport) -> Entry {
    let from = escape::capped(&certificate.origin.display(), TEXT);
    let text = format!(
        "{}  {}, in {from}",
        certificate.fingerprint.spaced(),
        certificate.algorithm
    );
    let mut below: Vec<(Tone, String)> = certificate
        .user_ids
        .iter()
        .take(SHOWN)
        .map(|user_id| (Tone::Faint, escape::capped(user_id, TEXT)))
        .collect();
    let made = certificate
        .created
        .map_or_else(|| "unknown".to_owned(), time);
    let until = certificate.expires.map_or_else(|| "never".to_owned(), time);
    below.push((Tone::Faint, format!("made {made}, expires {until}")));
    if let Some(revoked) = &certificate.revoked {
        let at = revoked
            .at
            .map(|at| format!(" on {}", time(at)))
            .unwrap_or_default();
        let text = format!("revoked{at}: {} \"{}\"", revoked.reason, revoked.text);
        below.push((Tone::Bad, escape::capped(&text, TEXT)));
    }
    Entry {
        mark: None,
        text,
        below,
    }
}

/// What is said where no source knows anything.
pub(crate) const NOTHING: &str =
    "no pin, expected fingerprint, trust root or directory names this key";

/// One source of evidence about the key, and why it counts or not.
pub(crate) fn anchor(anchor: &Anchor) -> Entry {
    let mark = match (anchor.accepted, anchor.says) {
        (true, _) => Mark::Pass,
        (false, AnchorSays::Disagrees) => Mark::Fail,
        (false, AnchorSays::Agrees) => Mark::Warning,
        (false, AnchorSays::Silent) => Mark::NotApplicable,
    };
    let mut entry = Entry::marked(
        mark,
        format!("{}: {}", anchor_name(anchor), prose::anchor_why(anchor)),
    );
    let names = match (anchor.says, &anchor.fingerprint, &anchor.archived) {
        (AnchorSays::Agrees, _, Some(archived)) => Some(prose::stood(archived)),
        (AnchorSays::Disagrees, Some(other), Some(archived)) => {
            Some(prose::other_key(other, archived))
        }
        (AnchorSays::Disagrees, Some(other), None) => Some(format!("it names {}", other.spaced())),
        _ => None,
    };
    entry.below.extend(names.map(|names| (Tone::Plain, names)));
    entry
}

/// The same with the addresses that it vouches for, and those that it does not.
pub(crate) fn anchor_in_full(one: &Anchor) -> Entry {
    let mut entry = anchor(one);
    entry.below.extend(addresses("vouches for ", &one.covered));
    entry
        .below
        .extend(addresses("does NOT cover ", &one.not_covered));
    entry
}

/// That one domain controls everything, in a sentence, where nothing accepted stands outside of it.
pub(crate) fn one_controller(assessment: &Assessment) -> Option<String> {
    let domain = controller(assessment)?;
    Some(format!(
        "document, signature and key all came from {domain}: whoever controls it can replace all three"
    ))
}

/// The registrable domain behind document, signature and key, where nothing accepted stands outside
/// of it.
fn controller(assessment: &Assessment) -> Option<String> {
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
        .as_ref()
        .map(|how| format!(" ({})", escape::capped(&prose::confirmed(how), TEXT)))
        .unwrap_or_default();
    let says = match anchor.says {
        AnchorSays::Agrees => "agrees",
        AnchorSays::Disagrees => "disagrees",
        AnchorSays::Silent => "says nothing",
    };
    // What the user gave needs no word on who controls it.
    if anchor.kind == AnchorKind::Expected {
        return format!("the fingerprint that you gave {says}");
    }
    let independent = if anchor.independent {
        "independent"
    } else {
        "not independent"
    };
    format!(
        "{}{team}{confirmed} {says}, {independent}",
        anchor.kind.as_str()
    )
}

fn addresses(what: &str, addresses: &[String]) -> Option<(Tone, String)> {
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
    let text = format!("{what}{}{rest}", list.join(", "));
    (!list.is_empty()).then_some((Tone::Plain, text))
}

/// How many attempts ended how; `None` where nothing was tried.
pub(crate) fn counts(assessment: &Assessment) -> Option<String> {
    let count = |result| {
        assessment
            .attempts
            .iter()
            .filter(|attempt| attempt.result == result)
            .count()
    };
    let counts = [
        (AttemptResult::Got, "found"),
        (AttemptResult::Absent, "not there"),
        (AttemptResult::Failed, "failed"),
        (AttemptResult::NotAsked, "not asked for"),
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

/// One thing that was tried, and how it ended.
pub(crate) fn attempt(attempt: &Attempt) -> Entry {
    let mark = match attempt.result {
        AttemptResult::Got => Mark::Pass,
        AttemptResult::Absent => Mark::NotApplicable,
        AttemptResult::Failed | AttemptResult::NotAsked => Mark::Inconclusive,
        AttemptResult::WrongKind => Mark::Warning,
    };
    let why = prose::attempt_why(&attempt.why);
    let why = if why.is_empty() {
        String::new()
    } else {
        format!(": {}", escape::capped(&why, TEXT))
    };
    Entry::marked(
        mark,
        format!(
            "{} {} {}{why}",
            attempt.role.as_str(),
            attempt.result.as_str(),
            escape::capped(&attempt.url, TEXT)
        ),
    )
}
