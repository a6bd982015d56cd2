//! Directory snapshots that were imported explicitly.

use std::cmp::Reverse;

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::DirectorySnapshot;
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Confirmed};

use super::{Question, anchor, settle, with_cover};
use crate::identity::{Answer, Bearer, Fit, Known, Source, is_fresh};

/// Most entries of one snapshot that are reported.
const REPORTED: usize = 8;

/// What every snapshot says of the judged key.
pub(super) fn agreeing(question: &Question) -> Vec<Anchor> {
    let mut list: Vec<Anchor> = question
        .trust
        .directories
        .iter()
        .enumerate()
        .map(|(at, snapshot)| ask(at, snapshot, question))
        .collect();
    list.iter_mut()
        .for_each(|anchor| settle(anchor, question.policy));
    list
}

/// Entries of teams that the document claims to be, with other keys. They stand in place of the
/// silence of their snapshot.
pub(super) fn others(question: &Question, answer: &Answer, own: Vec<Anchor>) -> Vec<Anchor> {
    let snapshots = question.trust.directories.iter().zip(own).enumerate();
    snapshots
        .flat_map(|(at, (snapshot, own))| {
            let differing = answer
                .with_other_key(AnchorKind::Directory)
                .filter(|known| matches!(known.source, Source::Directory(of, ..) if of == at));
            let mut list: Vec<Anchor> = differing
                .take(REPORTED)
                .map(|known| {
                    let fingerprint = known.keys.first().copied();
                    let mut said = describe(
                        known,
                        AnchorSays::Disagrees,
                        fingerprint,
                        AnchorWhy::OtherKey,
                    );
                    said.names_team = is_about(known, question);
                    dated(said, snapshot)
                })
                .collect();
            if list.is_empty() || own.says != AnchorSays::Silent {
                list.push(own);
            }
            list
        })
        .collect()
}

/// An entry that has the key speaks of this team, if it is about it.
fn ask(at: usize, snapshot: &DirectorySnapshot, question: &Question) -> Anchor {
    let silent = || {
        dated(
            anchor(
                AnchorKind::Directory,
                AnchorSays::Silent,
                None,
                AnchorWhy::NothingKnown,
            ),
            snapshot,
        )
    };
    let Some(key) = question.key else {
        return silent();
    };
    let entries = question
        .identities
        .own(key)
        .filter(|known| matches!(known.source, Source::Directory(of, ..) if of == at));
    let best = entries
        .map(|known| (names(known, key, question), known))
        .max_by_key(|(names, known)| {
            (
                *names,
                !known.contradicted,
                known.is_claimed(),
                Reverse(known.name().map(str::to_owned)),
            )
        });
    let Some((names_team, known)) = best else {
        return silent();
    };
    let why = match names_team {
        false => AnchorWhy::OtherTeam,
        true if !is_fresh(snapshot, question.policy, question.now) => AnchorWhy::Stale,
        true if known.contradicted => AnchorWhy::Contradictory,
        true => AnchorWhy::Counts,
    };
    let mut said = describe(known, AnchorSays::Agrees, Some(key), why);
    said.names_team = names_team;
    dated(said, snapshot)
}

fn dated(mut said: Anchor, snapshot: &DirectorySnapshot) -> Anchor {
    said.confirmed = Some(Confirmed::Listed {
        directory: snapshot.name.clone(),
        taken: snapshot.taken,
    });
    said
}

fn describe(
    known: &Known,
    says: AnchorSays,
    fingerprint: Option<&Fingerprint>,
    why: AnchorWhy,
) -> Anchor {
    let mut said = with_cover(
        anchor(AnchorKind::Directory, says, fingerprint, why),
        &known.cover,
    );
    said.team = known.name().map(str::to_owned);
    said
}

/// Name and incident address both have to agree, with the document and with the team that the user
/// named.
fn is_about(known: &Known, question: &Question) -> bool {
    let is_meant = question.identities.named.is_none() || known.selected;
    known.cover.incident && known.fit() > Fit::None && is_meant
}

fn names(known: &Known, key: &Fingerprint, question: &Question) -> bool {
    let bearer = Bearer {
        known: Some(known),
        names: known.names.iter().collect(),
        cover: &known.cover,
        selected: known.selected,
    };
    is_about(known, question) && !question.has_rival(&bearer, key)
}
