//! Directory snapshots that were imported explicitly.

use std::cmp::Reverse;

use bonafide_model::{
    Anchor, AnchorKind, AnchorSays, AnchorWhy, DirectoryEntry, DirectorySnapshot, Fingerprint, Policy, Timestamp,
};

use super::{Question, anchor, with_cover};
use crate::team::{Team, vouches_for};

/// What every snapshot says.
pub(super) fn weigh(question: &Question) -> Vec<Anchor> {
    question.trust.directories.iter().map(|snapshot| ask(snapshot, question)).collect()
}

/// An entry under the printed name or address speaks of this team, and only if there is none one that has the key.
fn ask(snapshot: &DirectorySnapshot, question: &Question) -> Anchor {
    let silent = anchor(AnchorKind::Directory, AnchorSays::Silent, None, AnchorWhy::NothingKnown);
    let Some(key) = question.key else { return dated(silent, snapshot) };
    let team = question.team;
    let has_key = |entry: &&&DirectoryEntry| entry.fingerprints.contains(key);
    let about: Vec<&DirectoryEntry> = snapshot.entries.iter().filter(|entry| is_about(entry, team)).collect();
    let said = if let Some(entry) =
        about.iter().filter(has_key).max_by_key(|entry| (names(entry, question, snapshot), Reverse(&entry.names)))
    {
        describe(entry, AnchorSays::Agrees, key, names(entry, question, snapshot), team)
    } else if let Some(other) = about.iter().find_map(|entry| Some((entry, entry.fingerprints.first()?))) {
        let mut said = describe(other.0, AnchorSays::Disagrees, other.1, names(other.0, question, snapshot), team);
        said.why = AnchorWhy::OtherKey;
        said
    } else if let Some(entry) = snapshot.entries.iter().find(|entry| entry.fingerprints.contains(key)) {
        describe(entry, AnchorSays::Agrees, key, false, team)
    } else {
        silent
    };
    let mut said = dated(said, snapshot);
    if said.says == AnchorSays::Agrees && !is_fresh(snapshot, question.policy, question.now) {
        said.why = AnchorWhy::Stale;
    }
    said
}

fn dated(mut said: Anchor, snapshot: &DirectorySnapshot) -> Anchor {
    said.confirmed = Some(format!("{} of {}", snapshot.name, snapshot.taken));
    said
}

fn describe(entry: &DirectoryEntry, says: AnchorSays, fingerprint: &Fingerprint, names_team: bool, team: &Team) -> Anchor {
    let why = if names_team { AnchorWhy::Counts } else { AnchorWhy::OtherTeam };
    let mut said = with_cover(anchor(AnchorKind::Directory, says, Some(fingerprint), why), cover(entry, team));
    said.names_team = names_team;
    said.team = entry.names.first().cloned();
    said
}

fn cover(entry: &DirectoryEntry, team: &Team) -> crate::team::Cover {
    team.cover(|address| vouches_for(&[], &entry.emails, address))
}

fn is_about(entry: &DirectoryEntry, team: &Team) -> bool {
    entry.names.iter().any(|name| team.is_called(name)) || !cover(entry, team).covered.is_empty()
}

/// Name and incident address both have to agree, with the document and with the team that the user named; and the document must not
/// bear the name of a team that the snapshot lists with another key.
fn names(entry: &DirectoryEntry, question: &Question, snapshot: &DirectorySnapshot) -> bool {
    let (team, own) = (question.team, entry.names.iter().map(String::as_str).collect::<Vec<_>>());
    let has_key = |other: &&DirectoryEntry| question.key.is_some_and(|key| other.fingerprints.contains(key));
    let others = snapshot.entries.iter().filter(|other| !has_key(other)).flat_map(|other| &other.names).map(String::as_str);
    cover(entry, team).incident
        && own.iter().any(|name| team.is_called_like(name))
        && question.is_of_named_team(&own)
        && !team.is_rather_called(others, &own)
}

/// Not older than policy allows, and not from the future but for time zones.
fn is_fresh(snapshot: &DirectorySnapshot, policy: &Policy, now: Timestamp) -> bool {
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let days = (today - snapshot.taken).get_days();
    (-1..=i32::try_from(policy.directory_max_age_days).unwrap_or(i32::MAX)).contains(&days)
}
