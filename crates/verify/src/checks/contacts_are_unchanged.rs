//! Are the addresses and numbers those of the last authentic document? A changed one is what an
//! attacker is after.

use std::collections::BTreeSet;

use bonafide_model::{CheckId, Detail, Severity, SightRelation};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;
use crate::past::Known;

pub(super) const CHECK: Check = Check::new(CheckId::ContactsAreUnchanged, run).weighed(weight::left_out);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![Found { severity: Severity::Note, ..unread }];
    }
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
    let phones = cx.claims().phones.iter().filter(|claim| claim.is_visible()).map(|claim| claim.value.number.clone());
    let emails = cx.claims().emails.iter().filter(|claim| claim.is_visible()).map(|claim| claim.value.address.to_ascii_lowercase());
    let all: BTreeSet<String> = emails.chain(phones).collect();
    // What history keeps are the contacts; an address of another role that appears is none.
    let contacts: BTreeSet<String> =
        cx.team.incident.iter().cloned().chain(all.iter().filter(|value| !value.contains('@')).cloned()).collect();
    let gone: Vec<String> = before.difference(&all).cloned().collect();
    let new: Vec<String> = contacts.difference(&before).cloned().collect();
    if gone.is_empty() && new.is_empty() {
        return vec![Found::pass(Detail::ContactsUnchanged)];
    }
    let places: Vec<_> = cx.claims().emails.iter().filter(|claim| new.contains(&claim.value.address)).collect();
    vec![Found::fail(Severity::Warning, Detail::ContactsChanged { before: gone, after: new.clone() }).at(places)]
}
