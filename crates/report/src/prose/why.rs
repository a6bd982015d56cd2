//! The first cause of a verdict, where the reason itself does not tell it.

use bonafide_model::evidence::{Attempt, AttemptResult, AttemptRole, Obstacle};
use bonafide_model::judgement::{Assessment, Detail, Finding, Leaf, Verdict};

use super::attempt::attempt_why;
use super::message::message;
use super::phrase::{bare, because, list, maybe_day, quoted};
use super::signature::{cause, former_states, line_reading};
use crate::causes::{self, Cause};

/// What stands behind the reason, in one sentence; `None` where the reason says it all.
#[must_use]
pub(crate) fn why(assessment: &Assessment, first: Option<&Cause>) -> Option<String> {
    if let Some(given) = assessment
        .given
        .as_ref()
        .filter(|_| assessment.verdict == Verdict::Unverified)
    {
        return super::given_detail(given);
    }
    if let Some(attempt) =
        causes::first_attempt(assessment).filter(|attempt| attempt.obstacle.is_some())
    {
        return Some(not_got(assessment, attempt));
    }
    match &assessment.leaf {
        // Whatever contradicts, or is missing, is what the reader wants to know.
        Leaf::Disputed { .. } | Leaf::NotProven { .. } => first.map(|cause| message(cause.lead)),
        Leaf::NotFetched => assessment
            .attempts
            .iter()
            .find(|attempt| attempt.role == AttemptRole::Document)
            .map(|attempt| {
                format!(
                    "{}: {}.",
                    bare(&attempt.url),
                    bare(&attempt_why(&attempt.why))
                )
            }),
        _ => first.and_then(|cause| behind(cause.lead)),
    }
}

/// Why a piece was not fetched.
fn not_got(assessment: &Assessment, attempt: &Attempt) -> String {
    let what = match attempt.role {
        AttemptRole::Document => "document",
        AttemptRole::Signature => "signature",
        AttemptRole::Checksum => "checksum",
        AttemptRole::Key => "key",
        AttemptRole::Page => "page that leads to the signature",
        AttemptRole::Revocation => "revocation",
        AttemptRole::Archive => "capture in a web archive",
        AttemptRole::SecurityTxt => "security.txt",
        AttemptRole::Csaf => "CSAF metadata",
        AttemptRole::Registration => "registration of the domain",
    };
    let url = bare(&attempt.url);
    let printed = if causes::is_printed(assessment, &attempt.url) {
        " (printed in the document)"
    } else {
        ""
    };
    match (attempt.obstacle, attempt.result) {
        (Some(Obstacle::Offline), _) => {
            format!("The {what} was not fetched from {url}{printed}, because of --offline.")
        }
        (_, AttemptResult::Absent) => format!(
            "The {what} is not at {url}{printed}: the server {}.",
            bare(&attempt_why(&attempt.why))
        ),
        _ => format!(
            "The {what} could not be fetched from {url}{printed}: {}.",
            bare(&attempt_why(&attempt.why))
        ),
    }
}

/// What a finding knows beyond the reason that is made of it.
fn behind(finding: &Finding) -> Option<String> {
    use Detail as D;
    Some(match &finding.detail {
        D::NotASignature { places, what } => {
            match what.as_ref().map(attempt_why).map(|what| bare(&what)) {
                Some(what) if !what.is_empty() => {
                    format!("At {} there is {what}.", list(places))
                }
                _ => format!("It came from {}.", list(places)),
            }
        }
        D::SignatureMalformed { origin, what } => {
            let what = cause(what.as_ref());
            format!("It came from {}{}.", bare(origin), because(&what))
        }
        D::SignatureBad {
            origin,
            would_verify_if,
            ..
        } if would_verify_if.is_empty() => {
            format!("The signature came from {}.", bare(origin))
        }
        D::SignatureBad {
            origin,
            would_verify_if,
            ..
        } => {
            format!(
                "The signature came from {}. It would fit if {}.",
                bare(origin),
                list(&former_states(would_verify_if))
            )
        }
        D::SignatureReadsOtherwise { as_read, .. } => {
            format!("It fits only if {}.", line_reading(*as_read))
        }
        D::SignatureUnsupported { origin, .. } => {
            format!("The signature came from {}.", bare(origin))
        }
        D::AlsoBad { origin, .. } => {
            format!("The one that does not fit came from {}.", bare(origin))
        }
        D::SigningKeyInvalid {
            what: Some(what), ..
        } => {
            let what = cause(Some(what));
            format!("The program that checked it says: {}.", bare(&what))
        }
        D::SignerUnknown { .. }
        | D::FingerprintMalformed { .. }
        | D::Older { .. }
        | D::HistoryDamaged { .. } => message(finding),
        D::KeyRevoked { text, at, .. } if !text.trim().is_empty() => {
            format!("Its owner wrote on {}: {}.", maybe_day(*at), quoted(text))
        }
        D::MadeInFuture { made_at }
        | D::MadeBeforeKey { made_at }
        | D::SignatureExpired { made_at, .. } => {
            format!("It is dated {}.", maybe_day(*made_at))
        }
        D::SecretKeyPublished { origin } => format!("It is published at {}.", bare(origin)),
        D::NoCertificate { failed, .. } if !failed.is_empty() => {
            format!("These places could not be reached: {}.", list(failed))
        }
        _ => return None,
    })
}
