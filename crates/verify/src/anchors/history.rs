//! Continuity: the key that signed the last authentic document of this subject.

use bonafide_model::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Past, SightRelation};

use super::{Question, anchor, with_cover};
use crate::past::is_future;

/// What was seen before. A document read from a file has no place that history could know it by.
pub(super) fn weigh(question: &Question) -> Option<Anchor> {
    let silent = |why| Some(anchor(AnchorKind::History, AnchorSays::Silent, None, why));
    let sights = match question.past {
        Past::NotAsked => return None,
        Past::Empty => return silent(AnchorWhy::NothingKnown),
        Past::Damaged(why) => return silent(AnchorWhy::NotAsked(why.clone())),
        Past::Seen(sights) => sights,
    };
    // What is known by its key alone cannot have another one.
    let counts = |sight: &&bonafide_model::Sight| {
        sight.fingerprint.is_some() && sight.relation != SightRelation::Key && !is_future(sight, question.now, question.policy)
    };
    let last = sights.iter().filter(counts).max_by_key(|sight| sight.seen_at);
    let (Some(sight), Some(key)) = (last, question.key) else { return silent(AnchorWhy::NothingKnown) };
    let agrees = sight.fingerprint.as_ref() == Some(key);
    let cover = question.team.cover(|address| sight.emails.iter().any(|seen| seen.eq_ignore_ascii_case(address)));
    let names_team = question.team.is_named_by(&cover, &[]);
    let (says, why) = match agrees {
        false => (AnchorSays::Disagrees, AnchorWhy::OtherKey),
        true if names_team => (AnchorSays::Agrees, AnchorWhy::Counts),
        true => (AnchorSays::Agrees, AnchorWhy::OtherTeam),
    };
    let mut said = with_cover(anchor(AnchorKind::History, says, sight.fingerprint.as_ref(), why), cover);
    said.independent = question.dossier.document.as_ref().is_some_and(|document| document.origin.url.is_some());
    said.names_team = names_team;
    said.confirmed = Some(format!("seen {}", sight.seen_at.to_zoned(jiff::tz::TimeZone::UTC).date()));
    Some(said)
}
