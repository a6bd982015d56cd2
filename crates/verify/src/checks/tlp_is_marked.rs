//! Is it marked by the Traffic Light Protocol (FIRST, "TLP version 2.0": WHITE became CLEAR)?

use bonafide_model::judgement::{CheckId, Publishing, Severity};

use super::check::Check;
use super::found::{Found, fact};
use crate::publishing::desk::{Desk, unread};

pub(super) const CHECK: Check = Check::staged(CheckId::TlpIsMarked, run);

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let Some(claim) = desk.cx.claims().tlp.as_ref().filter(|claim| claim.is_visible()) else {
        return vec![Found::fail(Severity::Warning, fact(Publishing::TlpMissing))];
    };
    let word = claim.value.clone();
    vec![
        match word.as_str() {
            "TLP:CLEAR" => Found::pass(fact(Publishing::TlpMarked { word })),
            "TLP:WHITE" => Found::fail(Severity::Warning, fact(Publishing::TlpOld { word })),
            _ => Found::fail(Severity::Warning, fact(Publishing::TlpRestricts { word })),
        }
        .at([claim]),
    ]
}
