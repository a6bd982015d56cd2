//! Runs in the store.

use std::collections::BTreeMap;

use bonafide_model::Timestamp;
use bonafide_model::audit::Ending;
use bonafide_model::judgement::Why;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::error::Cause;
use crate::run::{Last, Run, Shown, TeamRun};
use crate::stored::StoredLast;
use crate::{SKEW, nights, sight};

/// Runs kept for each subject. One counts; the others are there for the night on which the clock
/// was wrong.
const RUNS_KEPT: i64 = 8;

pub(crate) fn record(connection: &mut Connection, team: &str, run: &Run) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    put(&transaction, team, run)?;
    Ok(transaction.commit()?)
}

pub(crate) fn record_all<'r>(
    connection: &mut Connection,
    runs: impl IntoIterator<Item = TeamRun<'r>>,
) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for one in runs {
        if let Some(run) = &one.run {
            put(&transaction, one.team_key, run)?;
        }
        if let Some((known, seen)) = &one.seen {
            sight::put(&transaction, known, seen)?;
        }
        nights::put(&transaction, one.team_key, one.at, one.ending)?;
    }
    Ok(transaction.commit()?)
}

fn put(transaction: &Connection, team: &str, run: &Run) -> Result<(), Cause> {
    // What lies in the future was run under a wrong clock. What it saw is seen again by this run.
    transaction.execute(
        "DELETE FROM run WHERE team = ?1 AND at > ?2",
        params![team, micros(later(run.at))],
    )?;
    let before = last(transaction, team, None)?;
    if before
        .as_ref()
        .is_some_and(|before| before.attempted_at > run.at)
    {
        return Ok(());
    }
    let after = after(before, run);
    let body = match (after.run, after.since) {
        (Some(run), Some(since)) => Some(
            serde_json::to_string(&StoredLast::new(run, since))
                .map_err(|error| Cause::Damaged(error.to_string()))?,
        ),
        _ => None,
    };
    let (at, since) = (after.attempted_at, after.unreachable_since);
    transaction.execute(
        "INSERT OR REPLACE INTO run (team, at, attempted_at, unreachable_since, body) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![team, micros(at), at.to_string(), since.map(|at| at.to_string()), body],
    )?;
    transaction.execute(
        "DELETE FROM run WHERE team = ?1 AND at NOT IN (SELECT at FROM run WHERE team = ?1 ORDER BY at DESC LIMIT ?2)",
        params![team, RUNS_KEPT],
    )?;
    Ok(())
}

/// The last run that does not lie in the future of `now`, where that is given.
pub(crate) fn last(
    connection: &Connection,
    team: &str,
    now: Option<Timestamp>,
) -> Result<Option<Last>, Cause> {
    let latest = now.map_or(i64::MAX, |now| micros(later(now)));
    let row = connection
        .prepare_cached(
            "SELECT attempted_at, unreachable_since, body FROM run WHERE team = ?1 AND at <= ?2 ORDER BY at DESC LIMIT 1",
        )?
        .query_row(params![team, latest], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Option<String>>(2)?))
        })
        .optional()?;
    let Some((attempted_at, unreachable_since, body)) = row else {
        return Ok(None);
    };
    let stored = body.as_deref().map(stored).transpose()?;
    let (run, since) = stored.map(StoredLast::back).unzip();
    Ok(Some(Last {
        run,
        since,
        attempted_at: time(&attempted_at)?,
        unreachable_since: unreachable_since.as_deref().map(time).transpose()?,
    }))
}

/// When the furthest run of this team was that lies in the future of `now`.
pub(crate) fn future(
    connection: &Connection,
    team: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, Cause> {
    let latest = connection
        .prepare_cached(
            "SELECT attempted_at FROM run WHERE team = ?1 AND at > ?2 ORDER BY at DESC LIMIT 1",
        )?
        .query_row(params![team, micros(later(now))], |row| {
            row.get::<_, String>(0)
        })
        .optional()?;
    latest.as_deref().map(time).transpose()
}

pub(crate) fn attempts(
    connection: &Connection,
    now: Timestamp,
) -> Result<BTreeMap<String, Timestamp>, Cause> {
    let mut statement =
        connection.prepare("SELECT team, max(at) FROM run WHERE at <= ?1 GROUP BY team")?;
    let rows = statement.query_map([micros(later(now))], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    })?;
    let at = |micros| {
        Timestamp::from_microsecond(micros)
            .map_err(|error| Cause::Damaged(format!("a time of a run: {error}")))
    };
    rows.map(|row| {
        row.map_err(Cause::from)
            .and_then(|(team, micros)| Ok((team, at(micros)?)))
    })
    .collect()
}

/// The subjects that the last run found in a directory.
pub(crate) fn roll(connection: &Connection, directory: &str) -> Result<Vec<String>, Cause> {
    let mut statement =
        connection.prepare_cached("SELECT team FROM roll WHERE directory = ?1 ORDER BY team")?;
    let teams = statement.query_map([directory], |row| row.get(0))?;
    Ok(teams.collect::<Result<Vec<String>, _>>()?)
}

/// Notes which subjects this run found in a directory.
pub(crate) fn set_roll(
    connection: &mut Connection,
    directory: &str,
    teams: &[&str],
) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute("DELETE FROM roll WHERE directory = ?1", [directory])?;
    {
        let mut insert = transaction
            .prepare_cached("INSERT OR IGNORE INTO roll (directory, team) VALUES (?1, ?2)")?;
        for team in teams {
            insert.execute(params![directory, team])?;
        }
    }
    Ok(transaction.commit()?)
}

/// Takes a subject from every roll: it was removed on purpose, and is not missed.
pub(crate) fn strike(connection: &Connection, team: &str) -> Result<(), Cause> {
    connection.execute("DELETE FROM roll WHERE team = ?1", [team])?;
    Ok(())
}

pub(crate) fn teams(connection: &Connection) -> Result<Vec<String>, Cause> {
    let mut statement =
        connection.prepare("SELECT team FROM sight UNION SELECT team FROM run ORDER BY team")?;
    let teams = statement.query_map([], |row| row.get(0))?;
    Ok(teams.collect::<Result<Vec<String>, _>>()?)
}

/// Gives the runs of schema version 1, one for each team, times that can be compared.
pub(crate) fn time_all(transaction: &Connection) -> Result<(), Cause> {
    let mut statement =
        transaction.prepare("SELECT team, attempted_at, unreachable_since, body FROM run_1")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let attempted_at: String = row.get(1)?;
        transaction.execute(
            "INSERT INTO run (team, at, attempted_at, unreachable_since, body) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                row.get::<_, String>(0)?,
                micros(time(&attempted_at)?),
                attempted_at,
                row.get::<_, Option<String>>(2)?,
                row.get::<_, Option<String>>(3)?
            ],
        )?;
    }
    Ok(())
}

/// Makes nights of the runs that are kept: schema version 3 had no others.
pub(crate) fn make_nights(transaction: &Connection) -> Result<(), Cause> {
    let mut statement = transaction
        .prepare("SELECT team, attempted_at, unreachable_since, body FROM run ORDER BY team, at")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (outage, body): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
        let ending = match (outage, body) {
            (Some(_), _) => Ending::NotChecked,
            (None, Some(body)) => stored(&body)?.back().0.verdict.into(),
            (None, None) => continue,
        };
        let (team, at): (String, String) = (row.get(0)?, row.get(1)?);
        nights::put(transaction, &team, time(&at)?, ending)?;
    }
    Ok(())
}

/// An outage says nothing about the document, so it keeps the verdict and counts its own time.
fn after(before: Option<Last>, run: &Run) -> Last {
    if run.why == Some(Why::NotFetched) {
        let unreachable_since = before
            .as_ref()
            .and_then(|before| before.unreachable_since)
            .or(Some(run.at));
        let (known, since) = before
            .map(|before| (before.run, before.since))
            .unwrap_or_default();
        return Last {
            run: known,
            since,
            attempted_at: run.at,
            unreachable_since,
        };
    }
    let known = before
        .as_ref()
        .and_then(|before| before.run.as_ref())
        .and_then(|run| run.shown.as_ref());
    let run = Run {
        shown: still_known(known, run.shown.as_ref()),
        ..run.clone()
    };
    let same = before.filter(|before| {
        before
            .run
            .as_ref()
            .is_some_and(|old| (old.verdict, old.why) == (run.verdict, run.why))
    });
    let since = same.and_then(|before| before.since).unwrap_or(run.at);
    Last {
        attempted_at: run.at,
        run: Some(run),
        since: Some(since),
        unreachable_since: None,
    }
}

/// A night on which an empty file or somebody's error page stood there does not make the key
/// forgotten that stood there before.
fn still_known(before: Option<&Shown>, now: Option<&Shown>) -> Option<Shown> {
    let (Some(before), Some(now)) = (before, now) else {
        return now.or(before).cloned();
    };
    Some(Shown {
        fingerprint: now
            .fingerprint
            .clone()
            .or_else(|| before.fingerprint.clone()),
        ..now.clone()
    })
}

fn stored(body: &str) -> Result<StoredLast, Cause> {
    serde_json::from_str(body)
        .map_err(|error| Cause::Damaged(format!("the last run of a team: {error}")))
}

fn later(at: Timestamp) -> Timestamp {
    at.checked_add(SKEW).unwrap_or(at)
}

fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

fn time(text: &str) -> Result<Timestamp, Cause> {
    text.parse()
        .map_err(|error| Cause::Damaged(format!("a time cannot be understood: {error}")))
}
