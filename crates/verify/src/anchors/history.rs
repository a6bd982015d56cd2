//! Continuity: the key that signed the last authentic document of this subject.

use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Confirmed, Past};

use super::{Question, anchor, with_cover};
use crate::identity::{Bearer, reach};
use crate::sights::last_signed;

/// What was seen before. A document read from a file has no place that history could know it by.
pub(super) fn weigh(question: &Question) -> Option<Anchor> {
    let silent = |why| Some(anchor(AnchorKind::History, AnchorSays::Silent, None, why));
    let sights = match question.past {
        Past::NotAsked => return None,
        Past::Empty => return silent(AnchorWhy::NothingKnown),
        Past::Damaged(why) => return silent(AnchorWhy::NotAsked(why.clone().into())),
        Past::Seen(sights) => sights,
    };
    let (Some(sight), Some(key)) = (
        last_signed(sights, question.now, question.policy),
        question.key,
    ) else {
        return silent(AnchorWhy::NothingKnown);
    };
    let agrees = sight.fingerprint.as_ref() == Some(key);
    let team = &question.identities.team;
    let seen: Vec<&str> = sight.emails.iter().map(String::as_str).collect();
    let cover = team.cover(|address| reach(&[], &seen, address));
    let known = question
        .identities
        .own(key)
        .find(|known| known.kind() == AnchorKind::History);
    let names = known.iter().flat_map(|known| &known.names).collect();
    let bearer = Bearer {
        known,
        names,
        cover: &cover,
        selected: false,
    };
    let names_team = team.is_named_by(&cover, &[])
        && question.identities.is_of_named_team()
        && !question.has_rival(&bearer, key);
    let (says, why) = match agrees {
        false => (AnchorSays::Disagrees, AnchorWhy::OtherKey),
        true if names_team => (AnchorSays::Agrees, AnchorWhy::Counts),
        true => (AnchorSays::Agrees, AnchorWhy::OtherTeam),
    };
    let mut said = with_cover(
        anchor(AnchorKind::History, says, sight.fingerprint.as_ref(), why),
        &cover,
    );
    said.independent = question
        .dossier
        .document
        .as_ref()
        .is_some_and(|document| document.origin.url.is_some());
    said.names_team = names_team;
    let day = sight.seen_at.to_zoned(jiff::tz::TimeZone::UTC).date();
    said.confirmed = Some(Confirmed::Seen(day));
    Some(said)
}
