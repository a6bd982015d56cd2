//! Is this not an older document than one that was seen and found authentic (rollback)?

use std::cmp::Ordering;

use bonafide_model::{CheckId, Detail, FreshnessAxis, Past, Severity, Sight};
use jiff::civil::Date;

use super::{Check, Found};
use crate::context::Context;
use crate::edition::{Edition, compare_versions};

pub(super) const CHECK: Check = Check { id: CheckId::VersionIsNotOlder, run };

fn run(cx: &Context) -> Vec<Found> {
    let sights = match cx.past {
        Past::NotAsked => return vec![Found::not_applicable(Detail::HistoryNotAsked)],
        Past::Empty => return vec![Found::not_applicable(Detail::FirstSight)],
        // What a damaged store would have said is unknown, and taking it for empty would let an old document in for good.
        Past::Damaged(why) => return vec![Found::inconclusive(Severity::Error, Detail::HistoryDamaged { why: why.clone() })],
        Past::Seen(sights) => sights,
    };
    let own = Edition::of(cx);
    vec![compare(&own, sights).unwrap_or_else(|| Found::not_applicable(Detail::NothingComparable))]
}

/// The first axis on which both say something and differ decides: version, then date, then signature time. An attacker who replays
/// an old document can change none of them.
fn compare(own: &Edition, sights: &[Sight]) -> Option<Found> {
    let latest = sights.iter().max_by_key(|sight| sight.seen_at)?;
    if own.sha256.as_deref() == Some(latest.document_sha256.as_str()) {
        return Some(Found::pass(Detail::NotOlder { by: FreshnessAxis::Content }));
    }
    let mut equal = None;
    for (by, order, seen, found) in [version(own, sights), date(own, sights), signature(own, sights)].into_iter().flatten() {
        match order {
            Ordering::Less => return Some(Found::fail(Severity::Error, Detail::Older { by, seen, found })),
            Ordering::Greater => return Some(Found::pass(Detail::NotOlder { by })),
            Ordering::Equal => equal = Some(Found::pass(Detail::NotOlder { by })),
        }
    }
    equal
}

type Compared = (FreshnessAxis, Ordering, String, String);

fn version(own: &Edition, sights: &[Sight]) -> Option<Compared> {
    let own = own.version.as_deref()?;
    let seen = sights.iter().filter_map(|sight| sight.version.as_deref()).filter(|seen| compare_versions(seen, seen).is_some());
    let highest = seen.max_by(|a, b| compare_versions(a, b).unwrap_or(Ordering::Equal))?;
    Some((FreshnessAxis::Version, compare_versions(own, highest)?, highest.to_owned(), own.to_owned()))
}

/// A date later than the day it was seen on is capped to that day: else one typing error would make every later document look old.
fn date(own: &Edition, sights: &[Sight]) -> Option<Compared> {
    let capped = |sight: &Sight| -> Option<Date> {
        let seen_on = sight.seen_at.to_zoned(jiff::tz::TimeZone::UTC).date();
        Some(sight.date?.min(seen_on))
    };
    let (own, highest) = (own.date?, sights.iter().filter_map(capped).max()?);
    Some((FreshnessAxis::Date, own.cmp(&highest), highest.to_string(), own.to_string()))
}

fn signature(own: &Edition, sights: &[Sight]) -> Option<Compared> {
    let capped = |sight: &Sight| Some(sight.signed_at?.min(sight.seen_at));
    let (own, highest) = (own.signed_at?, sights.iter().filter_map(capped).max()?);
    Some((FreshnessAxis::SignatureTime, own.cmp(&highest), highest.to_string(), own.to_string()))
}
