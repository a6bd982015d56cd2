//! Is the document within the validity that it states, and not forgotten?

use bonafide_model::claims::{PrintedDate, PrintedExpiry};
use bonafide_model::judgement::{CheckId, Detail, Finding, Severity};
use jiff::civil::Date;

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;
use crate::edition::Edition;
use crate::revisions::updates_that_differ;

pub(super) const CHECK: Check = Check::new(CheckId::DocumentIsCurrent, run).weighed(for_publisher);

/// After so many years numbers and people have changed in most teams: a note, not a verdict.
const OLD_AFTER_YEARS: i16 = 3;

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![Found { severity: Severity::Note, ..unread }];
    }
    let today = cx.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut found = Vec::new();
    let claim = cx.claims().expiry.as_ref().filter(|claim| claim.is_visible());
    if let Some(claim) = claim
        && let PrintedExpiry::Date(date) = &claim.value
    {
        found.extend(expiry(date, &claim.raw, today).map(|found| found.at([claim])));
    }
    let date = Edition::of(cx).date;
    found.push(match date {
        None if claim.is_some() && found.is_empty() => Found::pass(Detail::Current { date }),
        None => Found::inconclusive(Severity::Note, Detail::NoDate),
        // A day of tolerance for time zones.
        Some(day) if day > today.tomorrow().unwrap_or(today) => Found::fail(Severity::Warning, Detail::DatedInFuture { date: day }),
        Some(day) if is_old(day, today) => Found::pass(Detail::OldDocument { date: day }),
        Some(_) => Found::pass(Detail::Current { date }),
    });
    let dates: Vec<_> = cx.claims().dates.iter().filter(|claim| claim.is_visible()).collect();
    found.extend(updates_that_differ(&dates).map(|[first, other]| {
        let detail = Detail::UpdatesDiffer { first: first.day, other: other.day };
        Found::fail(Severity::Note, detail).at([first.claim, other.claim])
    }));
    found
}

/// Past it under every reading, under none, or it depends on the reading.
fn expiry(printed: &PrintedDate, raw: &str, today: Date) -> Option<Found> {
    let readings: Vec<Date> = printed.date.map_or_else(|| printed.candidates.clone(), |date| vec![date]);
    let past: Vec<Date> = readings.iter().copied().filter(|date| *date < today).collect();
    if readings.is_empty() || (!past.is_empty() && past.len() < readings.len()) {
        return Some(Found::inconclusive(Severity::Warning, Detail::DateUnclear { printed: raw.to_owned() }));
    }
    past.iter().max().map(|date| Found::fail(Severity::Warning, Detail::PastExpiry { date: *date }))
}

fn is_old(date: Date, today: Date) -> bool {
    date.year().saturating_add(OLD_AFTER_YEARS) < today.year()
        || (date.year().saturating_add(OLD_AFTER_YEARS) == today.year()
            && (date.month(), date.day()) < (today.month(), today.day()))
}

fn for_publisher(finding: Finding) -> Option<Finding> {
    match finding.detail {
        _ if !weight::is_open(&finding) => Some(finding),
        Detail::PastExpiry { .. } => Some(weight::error(finding)),
        // Said by `dates-are-unambiguous`.
        Detail::NoDate | Detail::DateUnclear { .. } | Detail::UpdatesDiffer { .. } => None,
        _ => Some(finding),
    }
}
