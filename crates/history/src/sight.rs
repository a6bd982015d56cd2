//! Authentic sights.

use bonafide_model::{Fingerprint, Sight, Timestamp, Verdict};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Cause;

/// Sights kept for each team, the newest ones. Only changes add one, so this is many years.
pub const SIGHTS_KEPT: usize = 256;

/// A sight as it is stored. Frozen: fields may be added with a default, never renamed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stored {
    seen_at: Timestamp,
    document_sha256: String,
    version: Option<String>,
    date: Option<Date>,
    signed_at: Option<Timestamp>,
    fingerprint: Option<Fingerprint>,
    emails: Vec<String>,
    phones: Vec<String>,
}

impl From<&Sight> for Stored {
    fn from(sight: &Sight) -> Self {
        Self {
            seen_at: sight.seen_at,
            document_sha256: sight.document_sha256.clone(),
            version: sight.version.clone(),
            date: sight.date,
            signed_at: sight.signed_at,
            fingerprint: sight.fingerprint.clone(),
            emails: sight.emails.clone(),
            phones: sight.phones.clone(),
        }
    }
}

impl From<Stored> for Sight {
    fn from(stored: Stored) -> Self {
        Self {
            seen_at: stored.seen_at,
            // Nothing else is ever stored.
            verdict: Verdict::Authentic,
            document_sha256: stored.document_sha256,
            version: stored.version,
            date: stored.date,
            signed_at: stored.signed_at,
            fingerprint: stored.fingerprint,
            emails: stored.emails,
            phones: stored.phones,
        }
    }
}

/// All sights of a team, oldest first.
pub(crate) fn all(connection: &Connection, team: &str) -> Result<Vec<Sight>, Cause> {
    let mut statement = connection.prepare_cached("SELECT team, body, sum FROM sight WHERE team = ?1 ORDER BY id")?;
    let mut rows = statement.query(params![team])?;
    let mut sights = Vec::new();
    while let Some(row) = rows.next()? {
        sights.push(parse(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?, &row.get::<_, String>(2)?)?.into());
    }
    Ok(sights)
}

/// Reads every sight of every team.
pub(crate) fn check_all(connection: &Connection) -> Result<(), Cause> {
    let mut statement = connection.prepare("SELECT team, body, sum FROM sight")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        parse(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?, &row.get::<_, String>(2)?)?;
    }
    Ok(())
}

/// Adds a sight, or renews the newest one.
pub(crate) fn remember(connection: &mut Connection, team: &str, sight: &Sight) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    put(&transaction, team, sight)?;
    Ok(transaction.commit()?)
}

/// The same inside a transaction.
pub(crate) fn put(transaction: &Connection, team: &str, sight: &Sight) -> Result<(), Cause> {
    if sight.verdict != Verdict::Authentic {
        return Err(Cause::NotAuthentic(sight.verdict));
    }
    let new = Stored::from(sight);
    let newest = transaction
        .query_row("SELECT id, body, sum FROM sight WHERE team = ?1 ORDER BY id DESC LIMIT 1", params![team], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    let newest = match newest {
        Some((id, body, sum)) => Some((id, parse(team, &body, &sum)?)),
        None => None,
    };
    match newest {
        Some((id, old)) if (Stored { seen_at: new.seen_at, ..old.clone() }) == new => {
            let renewed = Stored { seen_at: old.seen_at.max(new.seen_at), ..new };
            let body = write(&renewed)?;
            transaction.execute("UPDATE sight SET body = ?2, sum = ?3 WHERE id = ?1", params![id, body, sum(team, &body)])?;
        }
        _ => {
            let body = write(&new)?;
            transaction
                .execute("INSERT INTO sight (team, body, sum) VALUES (?1, ?2, ?3)", params![team, body, sum(team, &body)])?;
            transaction.execute(
                "DELETE FROM sight WHERE team = ?1 AND id NOT IN (SELECT id FROM sight WHERE team = ?1 ORDER BY id DESC LIMIT ?2)",
                params![team, SIGHTS_KEPT as i64],
            )?;
        }
    }
    Ok(())
}

fn write(stored: &Stored) -> Result<String, Cause> {
    serde_json::to_string(stored).map_err(|error| Cause::Damaged(error.to_string()))
}

fn parse(team: &str, body: &str, expected: &str) -> Result<Stored, Cause> {
    if sum(team, body) != expected {
        return Err(Cause::Damaged("a record is not what was written".to_owned()));
    }
    serde_json::from_str(body).map_err(|error| Cause::Damaged(format!("a record cannot be understood: {error}")))
}

/// Notices a flipped bit in a record or in the name of its team, which SQLite does not. It is no protection against an author.
fn sum(team: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    hash.update((team.len() as u64).to_be_bytes());
    hash.update(team);
    hash.update(body);
    hex::encode(hash.finalize())
}
