//! The verdict and the key's, each in one line.

use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{
    Assessment, Detail, Finding, JudgedBy, KeyVerdict, SignatureStatus, Verdict,
};

use super::Tone;
use crate::{escape, prose};

/// A subject or name on the first line is cut here, so that the reason behind it stays in sight.
const NAME_WIDTH: usize = 100;

/// A verdict in a word, and what there is to say of it.
pub(crate) struct Headline {
    pub word: String,
    pub tone: Tone,
    pub text: String,
    /// A detail to stand below.
    pub detail: Option<String>,
}

/// Verdict, subject and reason.
///
/// Only an authentic document is called by its team's name: what another one prints as its name is
/// a claim of whoever wrote it.
pub(crate) fn verdict(assessment: &Assessment) -> Headline {
    let (word, tone) = match assessment.verdict {
        Verdict::Authentic => ("AUTHENTIC", Tone::Good),
        Verdict::Unanchored => ("UNANCHORED", Tone::Caution),
        Verdict::Unverified => ("UNVERIFIED", Tone::Caution),
        Verdict::Rejected => ("REJECTED", Tone::Bad),
    };
    let word = match assessment.why {
        Some(why) => format!("{word} ({})", why.as_str()),
        None => word.to_owned(),
    };
    // So that nobody, and no program, takes it for the verdict of a fresh look.
    let (word, tone) = match &assessment.replay {
        Some(replay) if replay.by == JudgedBy::Bundle => (
            format!("REPLAY {word}"),
            if tone == Tone::Good {
                Tone::Caution
            } else {
                tone
            },
        ),
        Some(_) => (format!("REPLAY {word}"), tone),
        None => (word, tone),
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
    Headline {
        word,
        tone,
        text,
        detail: None,
    }
}

/// Verdict, fingerprint and reason of the key.
pub(crate) fn key(assessment: &Assessment) -> Headline {
    let (word, tone) = match assessment.key.verdict {
        KeyVerdict::Confirmed => ("CONFIRMED", Tone::Good),
        KeyVerdict::Unconfirmed => ("UNCONFIRMED", Tone::Caution),
        KeyVerdict::Conflicting => ("CONFLICTING", Tone::Bad),
        KeyVerdict::Unusable => ("UNUSABLE", Tone::Bad),
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
    let of = |fingerprint: &Fingerprint| {
        assessment
            .certificates
            .iter()
            .find(|certificate| certificate.fingerprint == *fingerprint)
    };
    let certificate = assessment.key.fingerprint.as_ref().and_then(of);
    let detail = certificate.map(|certificate| {
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
        format!("{algorithm}{made}{until}; from {from}")
    });
    Headline {
        word: word.to_owned(),
        tone,
        text: format!("{fingerprint}: {}{but}", prose::key_reason(assessment)),
        detail,
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
