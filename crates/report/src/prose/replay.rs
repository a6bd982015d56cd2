//! What a replay is, and what it is not.

use bonafide_model::{Assessment, JudgedBy, Replay};

use super::phrase::bare;

/// What was replayed, as of when and by whose trust, in one sentence.
#[must_use]
pub fn replayed(replay: &Replay, assessment: &Assessment) -> String {
    let at = assessment.assessed_at.strftime("%Y-%m-%dT%H:%M:%SZ");
    let by = match &replay.by {
        JudgedBy::Bundle => "the trust, policy and history that the bundle holds".to_owned(),
        JudgedBy::Reader { keyring } => format!("your own trust ({}) and policy", bare(keyring)),
    };
    format!(
        "No fresh look: evidence about {} out of {}, judged as of {at} by {by}.",
        bare(&assessment.subject),
        bare(&replay.bundle)
    )
}

/// What that proves and what it does not.
#[must_use]
pub fn replay_proves(replay: &Replay) -> &'static str {
    match &replay.by {
        JudgedBy::Bundle => {
            "Nothing authenticates the bundle: whoever could write to it could make it say anything. Use `--keyring DIR` to judge by your own trust."
        }
        JudgedBy::Reader { .. } => {
            "The document was read anew. Nothing authenticates the bundle: from where its files came, and when, is only its word."
        }
    }
}
