//! Does anything outside the publisher's control confirm the key?

use bonafide_model::judgement::{AnchorKind, CheckId, Detail, Severity};

use super::check::{Check, Need};
use super::found::Found;
use super::weight;
use crate::context::Context;
use crate::publishing::confirmation;

pub(super) const CHECK: Check = Check::new(CheckId::AnchorIsIndependent, run).needed(Need::Anchor).weighed(weight::left_out).and_staged(confirmation::run);

/// Passes only with an anchor that counts in every respect, so that no two halves of different
/// anchors add up to one. Without one a document is unanchored; that is no fault of it, so it is
/// only a note.
fn run(cx: &Context) -> Vec<Found> {
    let mut found: Vec<Found> = cx
        .anchors
        .accepted()
        .map(|anchor| Found::pass(Detail::AnchorCounts { kind: anchor.kind, confirmed: anchor.confirmed.clone() }))
        .collect();
    if found.is_empty() {
        let anchors: Vec<_> = cx.anchors.list.iter().map(|anchor| (anchor.kind, anchor.why.clone())).collect();
        return vec![match anchors.is_empty() {
            true => Found::inconclusive(Severity::Note, Detail::NoAnchor),
            false => Found::fail(Severity::Note, Detail::NoneCounts { anchors }),
        }];
    }
    let is_accepted = |pin: &bonafide_model::evidence::Pin| {
        let of = |anchor: &bonafide_model::judgement::Anchor| {
            anchor.kind == AnchorKind::Pin && anchor.fingerprint.as_ref() == Some(&pin.fingerprint)
        };
        cx.anchors.accepted().any(of)
    };
    let today = cx.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    for used in cx.pins.iter().filter(|used| is_accepted(used.pin)) {
        if let Some(since) = used.pin.confirm_again.filter(|since| *since <= today) {
            found.push(Found::pass_but(Detail::PinDue { team: used.pin.team.clone(), since }));
        }
    }
    found
}
