//! The fingerprint that the user gave for this subject.

use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy};

use super::{Question, anchor, settle};
use crate::identity::{Bearer, Fit, Reach};

/// The user gave it for this subject, so it names this team. Every given fingerprint is as good as
/// the others.
///
/// Who gives a fingerprint knows whose it is, but may read one name for another: a name that only
/// looks like that of a known team is not confirmed by it, unless the user says which team is
/// meant.
pub(super) fn weigh(question: &Question) -> Vec<Anchor> {
    let expected = &question.trust.expected;
    let Some(first) = expected.first() else {
        return Vec::new();
    };
    let mut said = match question.key {
        None => anchor(
            AnchorKind::Expected,
            AnchorSays::Silent,
            Some(first),
            AnchorWhy::NothingKnown,
        ),
        Some(key) if expected.contains(key) => anchor(
            AnchorKind::Expected,
            AnchorSays::Agrees,
            Some(key),
            AnchorWhy::Counts,
        ),
        Some(key)
            if expected
                .iter()
                .any(|named| question.facts.own_subkey(named, key).is_some()) =>
        {
            let named = expected
                .iter()
                .find(|named| question.facts.own_subkey(named, key).is_some());
            anchor(
                AnchorKind::Expected,
                AnchorSays::Silent,
                named,
                AnchorWhy::NamesSubkey,
            )
        }
        Some(_) => anchor(
            AnchorKind::Expected,
            AnchorSays::Disagrees,
            Some(first),
            AnchorWhy::OtherKey,
        ),
    };
    let identities = question.identities;
    said.covered.clone_from(&identities.team.addresses);
    said.not_covered = identities
        .team
        .unread
        .iter()
        .map(|unread| unread.text.clone())
        .collect();
    said.names_team = true;
    if let Some(key) = question.key.filter(|_| said.says == AnchorSays::Agrees) {
        let cover = identities.team.cover(|_| Reach::Named);
        let selected = identities.named.is_some();
        let names = identities
            .named
            .iter()
            .chain(identities.own(key).flat_map(|known| &known.names))
            .collect();
        let bearer = Bearer {
            known: None,
            names,
            cover: &cover,
            selected,
        };
        if question
            .rivals(&bearer, key)
            .iter()
            .any(|rival| rival.fit() < Fit::Same)
        {
            said.names_team = false;
            said.why = AnchorWhy::OtherTeam;
        }
    }
    settle(&mut said, question.policy);
    vec![said]
}
