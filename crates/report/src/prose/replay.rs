//! What a replay is, and what it is not.

use bonafide_model::judgement::{Assessment, JudgedBy, Replay};

use super::phrase::bare;

/// What was replayed, as of when and by whose trust, in one sentence.
#[must_use]
pub fn replayed(replay: &Replay, assessment: &Assessment) -> String {
    let at = assessment.assessed_at.strftime("%Y-%m-%dT%H:%M:%SZ");
    let by = match &replay.by {
        JudgedBy::Bundle => "the trust, policy and history in the bundle".to_owned(),
        JudgedBy::Reader { keyring } => format!("your own trust ({}) and policy", bare(keyring)),
    };
    format!(
        "This is a replay: evidence about {} from {}, judged as of {at} by {by}.",
        bare(&assessment.subject),
        bare(&replay.bundle)
    )
}

/// What that proves and what it does not.
#[must_use]
pub fn replay_proves(replay: &Replay) -> &'static str {
    match &replay.by {
        JudgedBy::Bundle => {
            "Nothing authenticates the bundle: whoever can write to it can make it say anything. Use `--keyring DIR` to judge by your own trust."
        }
        JudgedBy::Reader { .. } => {
            "The document was read again. Nothing authenticates the bundle: only the bundle says where its files came from, and when."
        }
    }
}
