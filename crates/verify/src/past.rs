//! What of the past counts for the document that is judged.
//!
//! History hands over every sight that may be of the same document. Which of them are shows only
//! here: where one is known by its key alone, it counts if that key signed this document too and
//! the anchors call both by the name of one team. A sight that lies in the future of the clock was
//! made under a wrong one, or this one is wrong; nothing is compared with it.

use bonafide_model::Timestamp;
use bonafide_model::evidence::bare_name;
use bonafide_model::judgement::{Past, Sight, SightRelation};

use crate::context::Context;
use crate::sights::is_future;

/// What is known of the document.
pub(crate) enum Known<'a> {
    NotAsked,
    /// Nothing that counts.
    Nothing,
    Damaged(&'a str),
    /// At least one sight.
    Seen(Vec<&'a Sight>),
}

impl<'a> Known<'a> {
    pub fn of(cx: &'a Context) -> Self {
        let sights = match cx.past {
            Past::NotAsked => return Self::NotAsked,
            Past::Empty => return Self::Nothing,
            Past::Damaged(why) => return Self::Damaged(why),
            Past::Seen(sights) => sights,
        };
        let counts = |sight: &&Sight| {
            !is_future(sight.first_seen(), cx.now, cx.policy) && is_of_this_document(sight, cx)
        };
        match sights.iter().filter(counts).collect::<Vec<_>>() {
            none if none.is_empty() => Self::Nothing,
            sights => Self::Seen(sights),
        }
    }
}

/// How many sights of this document lie in the future, and the furthest one.
pub(crate) fn future(cx: &Context) -> Option<(u32, Timestamp)> {
    let Past::Seen(sights) = cx.past else {
        return None;
    };
    let future = sights.iter().filter(|sight| {
        is_future(sight.first_seen(), cx.now, cx.policy) && is_of_this_document(sight, cx)
    });
    let times: Vec<Timestamp> = future.map(Sight::first_seen).collect();
    Some((
        u32::try_from(times.len()).unwrap_or(u32::MAX),
        times.into_iter().max()?,
    ))
}

/// Whether a sight is of the same edition in the same format, so that all of both can be compared.
pub(crate) fn is_same_file(sight: &Sight, cx: &Context) -> bool {
    sight.relation == SightRelation::Place
        || is_same_or_unknown(sight.media_type.as_deref(), media_type(cx))
}

fn is_of_this_document(sight: &Sight, cx: &Context) -> bool {
    let same_language = || is_same_or_unknown(sight.language.as_deref(), language(cx));
    match sight.relation {
        SightRelation::Place => true,
        SightRelation::Team => same_language(),
        SightRelation::Key => {
            sight.fingerprint.is_some()
                && sight.fingerprint.as_ref() == cx.key
                && is_of_team(sight, cx)
                && same_language()
        }
    }
}

/// One key may sign for two teams; where nobody named one, the key has to do.
fn is_of_team(sight: &Sight, cx: &Context) -> bool {
    let named = cx
        .anchors
        .accepted()
        .filter_map(|anchor| anchor.team.as_deref())
        .chain(cx.trust.team.as_deref());
    let named: Vec<String> = named.map(bare_name).collect();
    named.is_empty()
        || sight.teams.is_empty()
        || sight
            .teams
            .iter()
            .any(|team| named.contains(&bare_name(team)))
}

fn language<'a>(cx: &Context<'a>) -> Option<&'a str> {
    cx.dossier
        .reading
        .as_ref()?
        .as_ref()
        .ok()?
        .language
        .as_deref()
}

fn media_type(cx: &Context) -> Option<&'static str> {
    Some(
        cx.dossier
            .reading
            .as_ref()?
            .as_ref()
            .ok()?
            .format
            .media_type(),
    )
}

fn is_same_or_unknown(one: Option<&str>, other: Option<&str>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    }
}
