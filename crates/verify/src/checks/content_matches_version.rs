//! Has the version that is printed the bytes that it had before?

use bonafide_model::judgement::Sight;
use bonafide_model::claims::EditionName;
use bonafide_model::judgement::{CheckId, Detail, Severity};

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
    // Another format of the edition has other bytes.
    let sights: Vec<&Sight> = sights.into_iter().filter(|sight| is_same_file(sight, cx)).collect();
    let mut same = sights
        .iter()
        .filter(|sight| sight.version.as_ref() == Some(version) && (sight.date == own.date || sight.date.is_none()))
        .peekable();
    vec![if same.peek().is_none() {
        Found::pass(new(cx, &own, &sights))
    } else if same.any(|sight| sight.document_sha256 == *sha256) {
        Found::pass(Detail::SameContent)
    } else {
        Found::fail(Severity::Warning, Detail::ContentChanged { version: version.clone() })
    }]
}

fn new(cx: &Context, own: &Edition, sights: &[&Sight]) -> Detail {
    let last = sights.iter().max_by_key(|sight| sight.seen_at);
    let seen = last.map(|sight| EditionName { version: sight.version.clone(), date: sight.date }).unwrap_or_default();
    let before = last.and_then(|sight| sight.fingerprint.as_ref());
    let same_key = before.zip(cx.signer).map(|(before, now)| before == now);
    Detail::NewVersion { found: EditionName { version: own.version.clone(), date: own.date }, seen, same_key }
}
