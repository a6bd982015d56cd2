//! Which sights count by the clock alone.

use bonafide_model::{Policy, Sight, SightRelation, Timestamp};

/// Whether the sight was made later than the clock says that it is.
pub(crate) fn is_future(sight: &Sight, now: Timestamp, policy: &Policy) -> bool {
    sight.first_seen().as_second()
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
            && !is_future(sight, now, policy)
    };
    sights
        .iter()
        .filter(counts)
        .max_by_key(|sight| sight.seen_at)
}
