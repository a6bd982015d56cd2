//! Is the anchor for the team that the document prints? A pinned team can sign a profile in another
//! team's name.

use bonafide_model::claims::{Claim, Profile};
use bonafide_model::judgement::{Anchor, AnchorSays, CheckId, Detail, Severity};

use super::check::{Check, Need};
use super::found::Found;
use super::weight;
use crate::anchors::LookAlike;
use crate::context::Context;

pub(super) const CHECK: Check = Check::new(CheckId::AnchorNamesThisTeam, run).needed(Need::Anchor).weighed(weight::only_failures);

fn run(cx: &Context) -> Vec<Found> {
    let accepted: Vec<&Anchor> = cx.anchors.accepted().collect();
    if accepted.is_empty() {
        let other = cx.anchors.list.iter().filter(|anchor| anchor.says == AnchorSays::Agrees && !anchor.names_team);
        let mut found: Vec<Found> = other
            .map(|anchor| {
                let (kind, team, not_covered) = (anchor.kind, anchor.team.clone(), anchor.not_covered.clone());
                Found::fail(Severity::Warning, Detail::AnchorNamesOther { kind, team, not_covered })
            })
            .collect();
        found.extend(cx.anchors.look_alikes.iter().map(|other| Found::fail(Severity::Warning, describe(other)).at(names(cx, &other.printed))));
        if found.is_empty() {
            found.push(Found::inconclusive(Severity::Note, Detail::NoAnchor));
        }
        return found;
    }
    // An address that one accepted anchor leaves out may be vouched for by another one.
    let is_covered = |address: &String| accepted.iter().any(|anchor| anchor.covered.contains(address));
    let of = |anchor: &&Anchor| {
        let not_covered: Vec<String> = anchor.not_covered.iter().filter(|address| !is_covered(address)).cloned().collect();
        let found = if not_covered.is_empty() { Found::pass } else { Found::pass_but };
        found(Detail::AnchorNamesTeam { kind: anchor.kind, team: anchor.team.clone(), not_covered })
    };
    // Nothing that counts is shaken by them, but a person may take one team for the other.
    let alike = cx.anchors.look_alikes.iter().map(|other| Found::pass_but(describe(other)).at(names(cx, &other.printed)));
    accepted.iter().map(of).chain(alike).collect()
}

fn describe(other: &LookAlike) -> Detail {
    Detail::LooksLike { kind: other.kind, team: other.team.clone(), printed: other.printed.clone(), same: other.same }
}

/// Where this name stands; all names, where it is only read out of them.
fn names<'a>(cx: &Context<'a>, printed: &str) -> Vec<&'a Claim<String>> {
    let of = |profile: &'a Profile| profile.names().chain(&profile.titles).filter(|claim| claim.is_visible());
    let mut names: Vec<_> = cx.profile().into_iter().flat_map(of).collect();
    if names.iter().any(|claim| claim.value.contains(printed)) {
        names.retain(|claim| claim.value.contains(printed));
    }
    names
}
