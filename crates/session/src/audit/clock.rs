//! Whether this machine's clock is right, by what web servers say.

use bonafide_fetch::http_date;
use bonafide_model::audit::Notice;

use crate::bundle::Response;

/// Servers differ by seconds. An hour is a wrong time zone, a day a dead battery.
const TOLERATED_SECONDS: i64 = 600;

/// By how many seconds this machine's clock is ahead of the server of a partner's document; `None`
/// where it does not say.
pub(crate) fn ahead(responses: &[Response]) -> Option<i64> {
    let first = responses
        .iter()
        .find(|response| !response.meta.from_cache)?;
    let (_, date) = first.meta.headers.iter().find(|(name, _)| name == "date")?;
    Some(
        first
            .meta
            .fetched_at
            .as_second()
            .saturating_sub(http_date(date)?.as_second()),
    )
}

/// One server may say what it likes. Most of several are right.
pub(crate) fn notice(mut ahead: Vec<i64>) -> Option<Notice> {
    ahead.sort_unstable();
    let median = *ahead.get(ahead.len() / 2)?;
    let agree = ahead
        .iter()
        .filter(|one| one.abs_diff(median) <= TOLERATED_SECONDS.unsigned_abs())
        .count();
    let is_wrong = ahead.len() >= 3 && 2 * agree > ahead.len() && median.abs() > TOLERATED_SECONDS;
    is_wrong.then(|| Notice::Clock {
        ahead_seconds: median,
        servers: u32::try_from(agree).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_doubted_where_most_of_several_servers_tell_another_time() {
        let wrong = |ahead_seconds, servers| {
            Some(Notice::Clock {
                ahead_seconds,
                servers,
            })
        };
        assert_eq!(notice(vec![86_400, 86_401, 86_399, 2]), wrong(86_400, 3));
        assert_eq!(notice(vec![-7200, -7201, -7199]), wrong(-7200, 3));
        for fine in [
            &[][..],
            &[86_400],
            &[86_400, 86_400],
            &[1, 2, 86_400],
            &[0, 300, -300],
            &[90_000, 0, -90_000],
        ] {
            assert_eq!(notice(fine.to_vec()), None, "{fine:?}");
        }
    }
}
