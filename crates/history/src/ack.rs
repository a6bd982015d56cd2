//! Acknowledgements: changes that somebody has seen and does not want to be told of again.

use bonafide_model::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, params};

use crate::error::Cause;

/// Somebody has seen a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ack {
    /// The team's key.
    pub team: String,
    /// Which change, by whatever stable text the caller names it with; another change is not
    /// acknowledged by it.
    pub change: String,
    /// Why.
    pub reason: String,
    /// The last day on which it counts; without end where `None`.
    pub until: Option<Date>,
    /// When it was made.
    pub made_at: Timestamp,
}

impl Ack {
    /// Whether it silences this change of this team on that day. It silences a report only: it
    /// changes no verdict.
    #[must_use]
    pub fn covers(&self, team: &str, change: &str, today: Date) -> bool {
        self.team == team && self.change == change && self.until.is_none_or(|until| today <= until)
    }
}

pub(crate) fn add(connection: &mut Connection, ack: &Ack) -> Result<(), Cause> {
    connection.execute(
        "INSERT OR REPLACE INTO ack (team, change, reason, until, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![ack.team, ack.change, ack.reason, ack.until.map(|day| day.to_string()), ack.made_at.to_string()],
    )?;
    Ok(())
}

pub(crate) fn all(connection: &Connection) -> Result<Vec<Ack>, Cause> {
    let mut statement = connection.prepare(
        "SELECT team, change, reason, until, made_at FROM ack ORDER BY team, made_at, change",
    )?;
    let mut rows = statement.query([])?;
    let mut acks = Vec::new();
    while let Some(row) = rows.next()? {
        let (until, made_at): (Option<String>, String) = (row.get(3)?, row.get(4)?);
        acks.push(Ack {
            team: row.get(0)?,
            change: row.get(1)?,
            reason: row.get(2)?,
            until: until.map(|day| day.parse()).transpose().map_err(damaged)?,
            made_at: made_at.parse().map_err(damaged)?,
        });
    }
    Ok(acks)
}

fn damaged(error: jiff::Error) -> Cause {
    Cause::Damaged(format!(
        "a time of an acknowledgement cannot be understood: {error}"
    ))
}
