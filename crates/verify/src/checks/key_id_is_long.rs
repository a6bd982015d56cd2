//! Has every printed Key ID 64 bits? Anybody can make another key with the same 32-bit one in an
//! afternoon.

use bonafide_model::judgement::{CheckId, Publishing, Severity};

use crate::publishing::desk::{Desk, unread};
use super::check::Check;
use super::found::{Found, fact};

pub(super) const CHECK: Check = Check::staged(CheckId::KeyIdIsLong, run);

/// Hexadecimal digits of a 64-bit Key ID.
const LONG: usize = 16;

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let visible: Vec<_> = desk.cx.claims().key_ids.iter().filter(|claim| claim.is_visible()).collect();
    if visible.is_empty() {
        return vec![Found::not_applicable(bonafide_model::judgement::Detail::NoKeyId)];
    }
    let long = match desk.cx.printed_fingerprints().as_slice() {
        // With several keys it cannot be told whose short one this was meant to be, unless its end
        // says so.
        [one] => Some(one.key_id().to_owned()),
        _ => None,
    };
    let short = visible.iter().filter(|claim| claim.value.digits.len() < LONG);
    let found: Vec<Found> = short
        .map(|claim| {
            let by_end = desk.cx.printed_fingerprints().into_iter().find(|key| key.key_id().ends_with(&claim.value.digits));
            let long = by_end.map(|key| key.key_id().to_owned()).or_else(|| long.clone());
            let detail = Publishing::KeyIdShort { digits: claim.value.digits.clone(), long };
            Found::fail(Severity::Warning, fact(detail)).at([*claim])
        })
        .collect();
    if found.is_empty() {
        let count = u32::try_from(visible.len()).unwrap_or(u32::MAX);
        return vec![Found::pass(fact(Publishing::KeyIdsLong { count }))];
    }
    found
}
