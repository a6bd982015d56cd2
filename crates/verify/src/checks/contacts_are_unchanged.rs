//! Are the addresses and numbers those of the last authentic document? A changed one is what an
//! attacker is after.

use std::collections::BTreeSet;

use bonafide_model::claims::Claims;
use bonafide_model::judgement::{CheckId, Detail, Severity, SightRelation};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::anchors::archive;
use crate::context::Context;
use crate::identity::Team;
use crate::past::Known;

pub(super) const CHECK: Check = Check::new(CheckId::ContactsAreUnchanged, run).weighed(weight::left_out);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![Found { severity: Severity::Note, ..unread }];
    }
    let mut found = since_the_last_sight(cx);
    found.extend(since_a_capture(cx));
    found
}

/// Compared with what was seen here before.
fn since_the_last_sight(cx: &Context) -> Vec<Found> {
    let sights = match Known::of(cx) {
        Known::NotAsked => return vec![Found::not_applicable(Detail::HistoryNotAsked)],
        Known::Nothing => return vec![Found::not_applicable(Detail::FirstSight)],
        Known::Damaged(why) => {
            return vec![Found::inconclusive(Severity::Warning, Detail::HistoryDamaged { why: why.to_owned() })];
        }
        Known::Seen(sights) => sights,
    };
    // What stood at the very place before is nearer than what stands elsewhere.
    let Some(last) = sights.into_iter().max_by_key(|sight| (sight.relation == SightRelation::Place, sight.seen_at)) else {
        return vec![Found::not_applicable(Detail::FirstSight)];
    };
    let before: BTreeSet<String> =
        last.emails.iter().map(|email| email.to_ascii_lowercase()).chain(last.phones.iter().cloned()).collect();
    let all = printed(cx.claims());
    let contacts = contacts(cx.team.incident.iter().cloned(), &all);
    let gone: Vec<String> = before.difference(&all).cloned().collect();
    let new: Vec<String> = contacts.difference(&before).cloned().collect();
    if gone.is_empty() && new.is_empty() {
        return vec![Found::pass(Detail::ContactsUnchanged)];
    }
    let places: Vec<_> = cx.claims().emails.iter().filter(|claim| new.contains(&claim.value.address)).collect();
    vec![Found::fail(Severity::Warning, Detail::ContactsChanged { before: gone, after: new.clone() }).at(places)]
}

/// Compared with the newest of the captures in web archives that have other contacts: what changed
/// last. That may be long ago, so beside an anchor that counts it is a note.
fn since_a_capture(cx: &Context) -> Option<Found> {
    let here = printed(cx.claims());
    let contacts_here = contacts(cx.team.incident.iter().cloned(), &here);
    let mut captures = archive::comparable(&cx.dossier.captures, cx.now, cx.policy);
    captures.reverse();
    captures.into_iter().find_map(|capture| {
        let Some(Ok(profile)) = &capture.reading else { return None };
        let there = printed(&profile.claims);
        let contacts_there = contacts(Team::of(profile).incident.into_iter(), &there);
        let gone: Vec<String> = contacts_there.difference(&here).cloned().collect();
        let new: Vec<String> = contacts_here.difference(&there).cloned().collect();
        // A page without contacts is no earlier edition of the profile.
        if contacts_there.is_empty() || gone.is_empty() && new.is_empty() {
            return None;
        }
        let is_confirmed = cx.anchors.accepted().next().is_some();
        let severity = if is_confirmed { Severity::Note } else { Severity::Warning };
        let archived = archive::archived(&[capture])?;
        Some(Found::fail(severity, Detail::ContactsArchived { archived, before: gone, after: new }))
    })
}

/// Every address and number that a person sees.
fn printed(claims: &Claims) -> BTreeSet<String> {
    let phones = claims.phones.iter().filter(|claim| claim.is_visible()).map(|claim| claim.value.number.clone());
    let emails = claims.emails.iter().filter(|claim| claim.is_visible()).map(|claim| claim.value.address.to_ascii_lowercase());
    emails.chain(phones).collect()
}

/// The contacts among them; an address of another role that appears is none.
fn contacts(incident: impl Iterator<Item = String>, printed: &BTreeSet<String>) -> BTreeSet<String> {
    incident.chain(printed.iter().filter(|value| !value.contains('@')).cloned()).collect()
}
