//! What the document's publisher says elsewhere, in `security.txt` and as a CSAF provider: same
//! controller, so it never counts. Another key for a printed address disputes what nothing else
//! confirms.

use bonafide_model::evidence::{AttemptResult, AttemptRole};
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy};

use super::{Question, anchor, shared_controller, with_cover};
use crate::identity::{Reach, succession};
use crate::statements::{Said, Statement};

/// What each file says about the judged key.
pub(super) fn weigh(question: &Question) -> Vec<Anchor> {
    let said = question.statements.iter().map(|one| match &one.said {
        Ok(said) => of(one, said, question),
        Err(why) => anchor(one.kind, AnchorSays::Silent, None, why.clone()),
    });
    said.chain(silent(question)).collect()
}

fn of(statement: &Statement, said: &Said, question: &Question) -> Anchor {
    let cover = question.identities.team.cover(|address| {
        let is_named = said.emails.iter().any(|email| email == address);
        if is_named { Reach::Named } else { Reach::None }
    });
    let shared = || {
        let document = question.dossier.document.as_ref();
        let domain = shared_controller(document.map(|one| &one.origin), statement.origin);
        // It was asked at the document's own host; wherever that led, the host led there.
        AnchorWhy::SharedController(domain.unwrap_or_else(|| "unknown".to_owned()))
    };
    // A key that signs this document too, or certifies its key, speaks for it.
    let other = |key| {
        let is_other = |other: &&_| succession(other, key, question.facts).is_none();
        said.keys.iter().find(is_other)
    };
    let (says, named, why) = match question.key {
        Some(key) if said.keys.contains(key) => (AnchorSays::Agrees, Some(key), shared()),
        Some(key) if !cover.covered.is_empty() && other(key).is_some() => {
            (AnchorSays::Disagrees, other(key), AnchorWhy::OtherKey)
        }
        _ => (AnchorSays::Silent, None, AnchorWhy::NothingKnown),
    };
    Anchor {
        independent: false,
        ..with_cover(anchor(statement.kind, says, named, why), &cover)
    }
}

/// That a file was asked for, and is not there or could not be had.
fn silent<'q>(question: &'q Question) -> impl Iterator<Item = Anchor> + 'q {
    let attempts = question.dossier.attempts.iter();
    attempts.filter_map(|attempt| {
        let kind = match attempt.role {
            AttemptRole::SecurityTxt => AnchorKind::SecurityTxt,
            AttemptRole::Csaf => AnchorKind::Csaf,
            _ => return None,
        };
        let why = match attempt.result {
            AttemptResult::Got => return None,
            AttemptResult::Failed | AttemptResult::NotAsked => {
                AnchorWhy::NotAsked(attempt.why.clone())
            }
            AttemptResult::Absent | AttemptResult::WrongKind => AnchorWhy::NothingKnown,
        };
        Some(anchor(kind, AnchorSays::Silent, None, why))
    })
}
