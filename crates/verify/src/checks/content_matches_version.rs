//! Has the version that is printed the bytes that it had before?

use bonafide_model::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::Found;
use super::weight;
use crate::context::Context;
use crate::edition::Edition;
use crate::past::{Known, is_same_file};

pub(super) const CHECK: Check = Check::new(CheckId::ContentMatchesVersion, run).weighed(weight::left_out);

fn run(cx: &Context) -> Vec<Found> {
    let sights = match Known::of(cx) {
        Known::NotAsked => return vec![Found::not_applicable(Detail::HistoryNotAsked)],
        Known::Nothing => return vec![Found::not_applicable(Detail::FirstSight)],
        Known::Damaged(why) => {
            return vec![Found::inconclusive(Severity::Warning, Detail::HistoryDamaged { why: why.to_owned() })];
        }
        Known::Seen(sights) => sights,
    };
    let own = Edition::of(cx);
    let (Some(version), Some(sha256)) = (&own.version, &own.sha256) else {
        return vec![Found::not_applicable(Detail::NothingComparable)];
    };
    let mut same = sights
        .into_iter()
        // Another format of the edition has other bytes.
        .filter(|sight| is_same_file(sight, cx))
        .filter(|sight| sight.version.as_ref() == Some(version) && (sight.date == own.date || sight.date.is_none()))
        .peekable();
    vec![if same.peek().is_none() {
        Found::pass(Detail::NewVersion)
    } else if same.any(|sight| sight.document_sha256 == *sha256) {
        Found::pass(Detail::SameContent)
    } else {
        Found::fail(Severity::Warning, Detail::ContentChanged { version: version.clone() })
    }]
}
