//! Has the version that is printed the bytes that it had before?

use bonafide_model::{CheckId, Detail, Past, Severity};

use super::{Check, Found};
use crate::context::Context;
use crate::edition::Edition;

pub(super) const CHECK: Check = Check { id: CheckId::ContentMatchesVersion, run };

fn run(cx: &Context) -> Vec<Found> {
    let sights = match cx.past {
        Past::NotAsked => return vec![Found::not_applicable(Detail::HistoryNotAsked)],
        Past::Empty => return vec![Found::not_applicable(Detail::FirstSight)],
        Past::Damaged(why) => return vec![Found::inconclusive(Severity::Warning, Detail::HistoryDamaged { why: why.clone() })],
        Past::Seen(sights) => sights,
    };
    let own = Edition::of(cx);
    let (Some(version), Some(sha256)) = (&own.version, &own.sha256) else {
        return vec![Found::not_applicable(Detail::NothingComparable)];
    };
    let mut same = sights
        .iter()
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
