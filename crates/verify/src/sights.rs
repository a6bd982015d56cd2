//! Which sights count by the clock alone.

use bonafide_model::Timestamp;
use bonafide_model::judgement::{Policy, Sight, SightRelation};

/// Whether a sight or a capture is of a later time than the clock says that it is.
pub(crate) fn is_future(at: Timestamp, now: Timestamp, policy: &Policy) -> bool {
    at.as_second()
        > now
            .as_second()
            .saturating_add(i64::from(policy.clock_skew_seconds))
}

/// The last sight with a key. What is known by its key alone cannot have another one.
pub(crate) fn last_signed<'a>(
    sights: &'a [Sight],
    now: Timestamp,
    policy: &Policy,
) -> Option<&'a Sight> {
    let counts = |sight: &&Sight| {
        sight.fingerprint.is_some()
            && sight.relation != SightRelation::Key
            && !is_future(sight.first_seen(), now, policy)
    };
    sights
        .iter()
        .filter(counts)
        .max_by_key(|sight| sight.seen_at)
}
