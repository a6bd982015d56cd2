//! The fingerprint that the user gave for this subject.

use bonafide_model::{Anchor, AnchorKind, AnchorSays, AnchorWhy};

use super::{Question, anchor};

/// The user gave it for this subject, so it names this team. Every given fingerprint is as good as the others.
pub(super) fn weigh(question: &Question) -> Vec<Anchor> {
    let expected = &question.trust.expected;
    let Some(first) = expected.first() else { return Vec::new() };
    let mut said = match question.key {
        None => anchor(AnchorKind::Expected, AnchorSays::Silent, Some(first), AnchorWhy::NothingKnown),
        Some(key) if expected.contains(key) => anchor(AnchorKind::Expected, AnchorSays::Agrees, Some(key), AnchorWhy::Counts),
        Some(key) if expected.iter().any(|named| question.facts.own_subkey(named, key).is_some()) => {
            let named = expected.iter().find(|named| question.facts.own_subkey(named, key).is_some());
            anchor(AnchorKind::Expected, AnchorSays::Silent, named, AnchorWhy::NamesSubkey)
        }
        Some(_) => anchor(AnchorKind::Expected, AnchorSays::Disagrees, Some(first), AnchorWhy::OtherKey),
    };
    said.names_team = true;
    said.covered.clone_from(&question.team.addresses);
    vec![said]
}
