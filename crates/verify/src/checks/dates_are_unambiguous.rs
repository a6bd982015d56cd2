//! Has every printed date one reading, and do those of the last update agree?

use bonafide_model::{CheckId, Claim, DateRole, PrintedDate, PrintedExpiry, Publishing, Severity};
use jiff::civil::Date;

use crate::publishing::desk::{Desk, unread};
use crate::publishing::history::History;
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
    found.extend(disagreement(&dates));
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

/// The first of the dates of the last update against the first one that cannot be the same day. One that can be read as that day is
/// unclear, not another one.
fn disagreement(dates: &[&Claim<PrintedDate>]) -> Option<Found> {
    let readings = |claim: &Claim<PrintedDate>| -> Vec<Date> {
        claim.value.date.map_or_else(|| claim.value.candidates.clone(), |date| vec![date])
    };
    let history = History::of(dates);
    let is_own = |claim: &&Claim<PrintedDate>| claim.value.role == DateRole::Update && !history.is_past_date(claim);
    let updates: Vec<&Claim<PrintedDate>> = dates.iter().copied().filter(is_own).collect();
    let first = updates.iter().find(|claim| !readings(claim).is_empty())?;
    let first_readings = readings(first);
    let other = updates.iter().find(|claim| {
        let own = readings(claim);
        !own.is_empty() && own.iter().all(|day| !first_readings.contains(day))
    })?;
    let detail = Publishing::DatesDisagree { first: *first_readings.first()?, other: *readings(other).first()? };
    Some(Found::fail(Severity::Error, fact(detail)).at([*first, *other]))
}
