//! Does the document state its validity: until a day, or until a later version?

use bonafide_model::judgement::{CheckId, Publishing, Severity};

use super::check::Check;
use super::found::{Found, fact};
use crate::publishing::desk::{Desk, unread};

pub(super) const CHECK: Check = Check::staged(CheckId::ValidityIsStated, run);

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    vec![match desk.cx.claims().expiry.as_ref().filter(|claim| claim.is_visible()) {
        Some(claim) => Found::pass(fact(Publishing::ValidityStated)).at([claim]),
        None => Found::fail(Severity::Warning, fact(Publishing::ValidityMissing)),
    }]
}
