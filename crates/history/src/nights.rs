//! How nights ended: for showing them, never to judge by them.

use bonafide_model::Timestamp;
use bonafide_model::audit::{Ending, NIGHTS, Nights};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

use crate::error::Cause;

/// Notes how this night ended. The last run of a night counts; what lies in its future was run under
/// a wrong clock and is removed. Rows are kept by number and not by age, so that one night on which
/// the clock was ahead does not take the others away.
pub(crate) fn put(
    transaction: &Connection,
    team: &str,
    at: Timestamp,
    ending: Ending,
) -> Result<(), Cause> {
    let (tonight, word) = (day(at), ending.as_str());
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        transaction.prepare_cached(sql)?.execute(values)
    };
    run(
        "DELETE FROM night WHERE team = ?1 AND first_day >= ?2",
        &[&team, &tonight],
    )?;
    run(
        "UPDATE night SET last_day = ?2 - 1 WHERE team = ?1 AND last_day >= ?2",
        &[&team, &tonight],
    )?;
    let longer = run(
        "UPDATE night SET last_day = ?2 WHERE team = ?1 AND last_day = ?2 - 1 AND ending = ?3",
        &[&team, &tonight, &word],
    )?;
    if longer == 0 {
        run(
            "INSERT INTO night (team, first_day, last_day, ending) VALUES (?1, ?2, ?2, ?3)",
            &[&team, &tonight, &word],
        )?;
        run(
            "DELETE FROM night WHERE team = ?1 AND first_day NOT IN (SELECT first_day FROM night WHERE team = ?1 ORDER BY first_day DESC LIMIT ?2)",
            &[&team, &NIGHTS],
        )?;
    }
    Ok(())
}

/// The last nights until this time, the oldest first.
pub(crate) fn last(
    connection: &Connection,
    team: &str,
    until: Timestamp,
) -> Result<Vec<Nights>, Cause> {
    let tonight = day(until);
    let first = tonight - NIGHTS + 1;
    let mut statement = connection.prepare_cached(
        "SELECT first_day, last_day, ending FROM night WHERE team = ?1 AND first_day <= ?2 AND last_day >= ?3 ORDER BY first_day",
    )?;
    let mut rows = statement.query(params![team, tonight, first])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (from, to, word): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let ending = Ending::ALL
            .iter()
            .find(|ending| ending.as_str() == word)
            .ok_or_else(|| Cause::Damaged(format!("a night ended by an unknown word: {word:?}")))?;
        all.push(Nights {
            first: date(from.max(first))?,
            last: date(to.min(tonight))?,
            ending: *ending,
        });
    }
    Ok(all)
}

/// Days since 1970-01-01 in UTC.
fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(DAY)
}

/// Seconds.
const DAY: i64 = 86_400;

fn date(day: i64) -> Result<Date, Cause> {
    let at = Timestamp::from_second(day.saturating_mul(DAY))
        .map_err(|error| Cause::Damaged(format!("the day of a night: {error}")))?;
    Ok(at.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A store that was written keeps being read: whoever changes a word adds a migration.
    #[test]
    fn nights_are_written_as_ever() {
        let words: Vec<&str> = Ending::ALL.iter().map(|ending| ending.as_str()).collect();
        assert_eq!(
            words.join(" "),
            "authentic unanchored unverified rejected not-checked not-done failed"
        );
    }
}
