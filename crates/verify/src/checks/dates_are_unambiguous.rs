//! Has every printed date one reading, and do those of the last update agree?

use bonafide_model::claims::{Claim, DateRole, PrintedDate, PrintedExpiry};
use bonafide_model::judgement::{CheckId, Publishing, Severity};

use crate::publishing::desk::{Desk, unread};
use crate::revisions::updates_that_differ;
use super::check::Check;
use super::found::{Found, fact};

pub(super) const CHECK: Check = Check::staged(CheckId::DatesAreUnambiguous, run);

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let dates: Vec<&Claim<PrintedDate>> = desk.cx.claims().dates.iter().filter(|claim| claim.is_visible()).collect();
    let mut found: Vec<Found> = dates.iter().filter_map(|claim| unclear(&claim.value, claim)).collect();
    // A date of the expiry stands in the list of dates too, where it was recognised as one.
    if let Some(claim) = desk.cx.claims().expiry.as_ref().filter(|claim| claim.is_visible())
        && let PrintedExpiry::Date(date) = &claim.value
        && !dates.iter().any(|known| known.place.line == claim.place.line && known.place.page == claim.place.page)
    {
        found.extend(unclear(date, claim));
    }
    found.extend(updates_that_differ(&dates).map(|[first, other]| {
        let detail = Publishing::DatesDisagree { first: first.day, other: other.day };
        Found::fail(Severity::Error, fact(detail)).at([first.claim, other.claim])
    }));
    if !dates.iter().any(|claim| claim.value.role == DateRole::Update) {
        found.push(Found::fail(Severity::Error, fact(Publishing::NoUpdateDate)));
    }
    if found.is_empty() {
        let count = u32::try_from(dates.len()).unwrap_or(u32::MAX);
        found.push(Found::pass(fact(Publishing::DatesUnambiguous { count })));
    }
    found
}

fn unclear<T>(date: &PrintedDate, claim: &Claim<T>) -> Option<Found> {
    if date.date.is_some() {
        return None;
    }
    let printed = claim.raw.clone();
    let detail = if date.candidates.is_empty() {
        Publishing::DateImpossible { printed }
    } else {
        Publishing::DateAmbiguous { printed, candidates: date.candidates.clone() }
    };
    Some(Found::fail(Severity::Error, fact(detail)).at([claim]))
}
