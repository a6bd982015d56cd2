//! Is this not an older document than one that was seen and found authentic (rollback)?

use std::cmp::Ordering;

use bonafide_model::judgement::{CheckId, Detail, FreshnessAxis, Severity, Sight};
use jiff::civil::Date;

use super::check::{Check, Need};
use super::found::Found;
use super::weight;
use crate::context::Context;
use crate::edition::{Edition, compare_versions};
use crate::past::{self, Known};

pub(super) const CHECK: Check = Check::new(CheckId::VersionIsNotOlder, run).needed(Need::NotRefuted(15)).weighed(weight::left_out);

/// Two formats of one edition are signed one after the other; editions follow each other more
/// slowly.
const FORMATS_APART_SECONDS: i64 = 86_400;

fn run(cx: &Context) -> Vec<Found> {
    let future =
        past::future(cx).map(|(count, latest)| Found::inconclusive(Severity::Warning, Detail::SightsInFuture { count, latest, chosen: false }));
    let found = match Known::of(cx) {
        Known::NotAsked => Some(Found::not_applicable(Detail::HistoryNotAsked)),
        Known::Nothing if future.is_some() => None,
        Known::Nothing => Some(Found::not_applicable(Detail::FirstSight)),
        // What a damaged store would have said is unknown, and taking it for empty would let an old
        // document in for good.
        Known::Damaged(why) => Some(Found::inconclusive(Severity::Error, Detail::HistoryDamaged { why: why.to_owned() })),
        Known::Seen(sights) => Some(compare(cx, &sights).unwrap_or_else(|| Found::not_applicable(Detail::NothingComparable))),
    };
    found.into_iter().chain(future).collect()
}

/// The document is older if it is older than any that was seen, and not only than the one seen
/// last: that one may have been seen under a wrong clock, or elsewhere.
fn compare(cx: &Context, sights: &[&Sight]) -> Option<Found> {
    let own = Edition::of(cx);
    let compared: Vec<Compared> = sights.iter().filter_map(|sight| against(cx, &own, sight)).collect();
    if let Some((by, _, seen, found)) = compared.iter().rev().find(|one| one.1 == Ordering::Less) {
        return Some(Found::fail(Severity::Error, Detail::Older { by: *by, seen: seen.clone(), found: found.clone() }));
    }
    let same = compared.iter().find(|one| one.0 == FreshnessAxis::Content);
    same.or(compared.last()).map(|one| Found::pass(Detail::NotOlder { by: one.0 }))
}

type Compared = (FreshnessAxis, Ordering, String, String);

/// The first axis on which both say something and differ decides: version, then date, then
/// signature time. An attacker who replays an old document can change none of them.
fn against(cx: &Context, own: &Edition, sight: &Sight) -> Option<Compared> {
    if own.sha256.as_deref() == Some(sight.document_sha256.as_str()) {
        return Some((FreshnessAxis::Content, Ordering::Equal, String::new(), String::new()));
    }
    let printed: Vec<Compared> = [version(own, sight), date(cx, own, sight)].into_iter().flatten().collect();
    let signed = || signature(own, sight, if past::is_same_file(sight, cx) { 0 } else { FORMATS_APART_SECONDS });
    // The other format of the same edition says the same version and date, and may have been signed
    // much later.
    let signed = if printed.is_empty() || past::is_same_file(sight, cx) { signed() } else { None };
    let all: Vec<Compared> = printed.into_iter().chain(signed).collect();
    all.iter().find(|one| one.1 != Ordering::Equal).or(all.last()).cloned()
}

fn version(own: &Edition, sight: &Sight) -> Option<Compared> {
    let (own, seen) = (own.version.as_deref()?, sight.version.as_deref()?);
    Some((FreshnessAxis::Version, compare_versions(own, seen)?, seen.to_owned(), own.to_owned()))
}

/// A date later than the day it was seen on is capped to that day: else one typing error would make
/// every later document look old. A date that is still to come says nothing about this document
/// either.
fn date(cx: &Context, own: &Edition, sight: &Sight) -> Option<Compared> {
    let day = |at: bonafide_model::Timestamp| -> Date { at.to_zoned(jiff::tz::TimeZone::UTC).date() };
    let tomorrow = day(cx.now).tomorrow().unwrap_or(Date::MAX);
    let own = own.date.filter(|date| *date <= tomorrow)?;
    let seen = sight.date?.min(day(sight.first_seen()));
    Some((FreshnessAxis::Date, own.cmp(&seen), seen.to_string(), own.to_string()))
}

fn signature(own: &Edition, sight: &Sight, apart: i64) -> Option<Compared> {
    let (own, seen) = (own.signed_at?, sight.signed_at?.min(sight.first_seen()));
    let order = match own.as_second().saturating_sub(seen.as_second()) {
        before if before < -apart => Ordering::Less,
        after if after > apart => Ordering::Greater,
        _ if apart > 0 => Ordering::Equal,
        _ => own.cmp(&seen),
    };
    Some((FreshnessAxis::SignatureTime, order, seen.to_string(), own.to_string()))
}
