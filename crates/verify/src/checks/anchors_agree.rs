//! Does no source contradict another one about which key this team has?

use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy, CheckId, Detail, Severity, Succession};

use super::check::{Check, Need};
use super::found::Found;
use super::weight;
use crate::context::Context;
use crate::identity::KeyConflict;

pub(super) const CHECK: Check = Check::new(CheckId::AnchorsAgree, run).needed(Need::NotRefuted(14)).disputing().weighed(weight::only_failures);

fn run(cx: &Context) -> Vec<Found> {
    let mut found = Vec::new();
    if let Some(key) = cx.key {
        if cx.anchors.expected_conflict {
            let detail = Detail::ExpectedConflict { expected: cx.trust.expected.clone(), found: key.clone() };
            found.push(Found::fail(Severity::Error, detail));
        }
        found.extend(cx.anchors.conflict.as_ref().map(|conflict| pinned_otherwise(conflict, key)));
        found.extend(subkeys(cx, key));
    }
    let corroborators = cx
        .anchors
        .list
        .iter()
        .filter(|anchor| anchor.says == AnchorSays::Disagrees && anchor.kind != AnchorKind::Expected && !is_told(anchor, cx));
    found.extend(corroborators.map(|anchor| {
        let detail = match (&anchor.archived, &anchor.fingerprint) {
            (Some(archived), Some(other)) => Detail::OtherKeyArchived { fingerprint: other.clone(), archived: archived.clone() },
            _ => Detail::CorroboratorDisagrees { kind: anchor.kind, fingerprint: anchor.fingerprint.clone() },
        };
        Found::fail(Severity::Warning, detail)
    }));
    if found.is_empty() {
        let count = cx.anchors.list.iter().filter(|anchor| anchor.says == AnchorSays::Agrees).count();
        found.push(match u32::try_from(count) {
            Ok(0) => Found::not_applicable(Detail::NoAnchor),
            count => Found::pass(Detail::AnchorsAgree { count: count.unwrap_or(u32::MAX) }),
        });
    }
    found
}

/// Fingerprints that the user trusts and that are those of subkeys of this key. Where nothing else
/// confirms the key, whoever gave them has to look again.
fn subkeys(cx: &Context, key: &Fingerprint) -> Vec<Found> {
    let severity = if cx.anchors.accepted().next().is_some() { Severity::Warning } else { Severity::Error };
    let named = cx.anchors.list.iter().filter(|anchor| anchor.why == AnchorWhy::NamesSubkey);
    named
        .filter_map(|anchor| {
            let of = cx.facts.own_subkey(anchor.fingerprint.as_ref()?, key)?;
            Some(Found::inconclusive(severity, Detail::TrustedSubkey { kind: anchor.kind, of }))
        })
        .collect()
}

/// Whether the conflict is this anchor's.
fn is_told(anchor: &Anchor, cx: &Context) -> bool {
    let Some(conflict) = &cx.anchors.conflict else { return false };
    conflict.kind == anchor.kind && anchor.fingerprint.as_ref().is_some_and(|named| conflict.known.contains(named))
}

/// A pin was confirmed by a person, so another key is a contradiction of something confirmed,
/// unless the pinned key vouches for it.
fn pinned_otherwise(conflict: &KeyConflict, key: &Fingerprint) -> Found {
    let team = conflict.team.clone();
    let Some((pinned, by)) = conflict.succession.clone() else {
        let detail = Detail::KeyConflict { kind: conflict.kind, team, known: conflict.known.clone(), found: key.clone() };
        return Found::fail(Severity::Error, detail);
    };
    let severity = if by == Succession::SignsToo { Severity::Warning } else { Severity::Error };
    Found::fail(severity, Detail::PinSucceeded { team, pinned, found: key.clone(), by })
}
