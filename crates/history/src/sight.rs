//! Authentic sights.

use std::collections::BTreeMap;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{Sight, SightRelation, Verdict};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::SKEW;
use crate::error::Cause;
use crate::known::{self, Known};

/// Sights kept for each subject, the newest ones. Only changes add one, so this is many years.
pub const SIGHTS_KEPT: usize = 256;

/// The most names of one sight: a place that redirects to another one every night must not make it
/// grow.
const MAX_NAMES: usize = 16;

/// A sight as it is stored. Frozen: fields may be added with a default, never renamed or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Stored {
    seen_at: Timestamp,
    #[serde(default)]
    first_seen_at: Option<Timestamp>,
    document_sha256: String,
    version: Option<String>,
    date: Option<Date>,
    signed_at: Option<Timestamp>,
    fingerprint: Option<Fingerprint>,
    emails: Vec<String>,
    phones: Vec<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    media_type: Option<String>,
    #[serde(default)]
    teams: Vec<String>,
    /// By what it is found: the rows of the table `name`, which are only an index of these.
    #[serde(default)]
    names: Vec<String>,
}

impl Stored {
    fn of(known: &Known, sight: &Sight) -> Self {
        let mut names = known.all();
        names.extend(sight.fingerprint.as_ref().map(known::key));
        Self {
            seen_at: sight.seen_at,
            first_seen_at: Some(sight.first_seen()),
            document_sha256: sight.document_sha256.clone(),
            version: sight.version.clone(),
            date: sight.date,
            signed_at: sight.signed_at,
            fingerprint: sight.fingerprint.clone(),
            emails: sight.emails.clone(),
            phones: sight.phones.clone(),
            language: sight.language.clone(),
            media_type: sight.media_type.clone(),
            teams: sight.teams.clone(),
            names,
        }
    }

    fn sight(self, relation: SightRelation) -> Sight {
        Sight {
            seen_at: self.seen_at,
            first_seen_at: self.first_seen_at,
            // Nothing else is ever stored.
            verdict: Verdict::Authentic,
            document_sha256: self.document_sha256,
            version: self.version,
            date: self.date,
            signed_at: self.signed_at,
            fingerprint: self.fingerprint,
            emails: self.emails,
            phones: self.phones,
            language: self.language,
            media_type: self.media_type,
            teams: self.teams,
            relation,
        }
    }

    fn first_seen(&self) -> Timestamp {
        self.first_seen_at
            .map_or(self.seen_at, |first| first.min(self.seen_at))
    }

    /// Whether it is the same document, whenever and by whatever names it was seen.
    fn is_same_document(&self, other: &Self) -> bool {
        self.document_sha256 == other.document_sha256
            && self.version == other.version
            && self.date == other.date
            && self.signed_at == other.signed_at
            && self.fingerprint == other.fingerprint
            && self.emails == other.emails
            && self.phones == other.phones
    }
}

/// The sights of a subject and of the same team's documents elsewhere, oldest first, each document
/// once for each subject it has.
pub(crate) fn all(
    connection: &Connection,
    known: &Known,
    keys: &[Fingerprint],
) -> Result<Vec<Sight>, Cause> {
    let reading = connection.unchecked_transaction()?;
    let mut found: BTreeMap<i64, (Stored, SightRelation)> = BTreeMap::new();
    let own = known
        .own()
        .into_iter()
        .map(|name| (name.to_owned(), SightRelation::Place));
    let team = known
        .team
        .iter()
        .map(|team| (team.clone(), SightRelation::Team));
    let keys = keys.iter().map(|key| (known::key(key), SightRelation::Key));
    // The nearest relation is asked for first.
    for (name, relation) in own.chain(team).chain(keys) {
        for (id, stored) in named(&reading, &name)? {
            found.entry(id).or_insert((stored, relation));
        }
    }
    let mut sights: Vec<Sight> = found
        .into_values()
        .map(|(stored, relation)| stored.sight(relation))
        .collect();
    sights.sort_by_key(|sight| sight.seen_at);
    Ok(sights)
}

/// Those that were remembered under this very name, oldest first.
pub(crate) fn listed(connection: &Connection, subject: &str) -> Result<Vec<Sight>, Cause> {
    let mut statement = connection
        .prepare_cached("SELECT id, team, body, sum FROM sight WHERE team = ?1 ORDER BY id")?;
    let rows = read(&mut statement, subject)?;
    Ok(rows
        .into_iter()
        .map(|(_, stored)| stored.sight(SightRelation::Place))
        .collect())
}

fn named(connection: &Connection, name: &str) -> Result<Vec<(i64, Stored)>, Cause> {
    let mut statement = connection.prepare_cached(
        "SELECT id, team, body, sum FROM name JOIN sight ON sight.id = name.sight WHERE name.name = ?1 ORDER BY id",
    )?;
    read(&mut statement, name)
}

fn read(
    statement: &mut rusqlite::CachedStatement<'_>,
    name: &str,
) -> Result<Vec<(i64, Stored)>, Cause> {
    let mut rows = statement.query(params![name])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push((
            row.get(0)?,
            parse(
                &row.get::<_, String>(1)?,
                &row.get::<_, String>(2)?,
                &row.get::<_, String>(3)?,
            )?,
        ));
    }
    Ok(all)
}

/// Reads every sight of every team, and whether each is found by its names: one that is not would
/// look as if it had never been.
pub(crate) fn check_all(connection: &Connection) -> Result<(), Cause> {
    // One picture of the store: what another run writes meanwhile is no damage.
    let reading = connection.unchecked_transaction()?;
    let connection: &Connection = &reading;
    let mut statement = connection.prepare("SELECT id, team, body, sum FROM sight")?;
    let mut index = connection.prepare("SELECT name FROM name WHERE sight = ?1 ORDER BY name")?;
    let mut rows = statement.query([])?;
    let mut count = 0_i64;
    while let Some(row) = rows.next()? {
        let stored = parse(
            &row.get::<_, String>(1)?,
            &row.get::<_, String>(2)?,
            &row.get::<_, String>(3)?,
        )?;
        let found = index
            .query_map(params![row.get::<_, i64>(0)?], |row| row.get(0))?
            .collect::<Result<Vec<String>, _>>()?;
        let mut names = stored.names;
        names.sort();
        if found != names {
            return Err(Cause::Damaged(
                "a record is not found by its names".to_owned(),
            ));
        }
        count += i64::try_from(names.len()).unwrap_or(i64::MAX);
    }
    let all: i64 = connection.query_row("SELECT count(*) FROM name", [], |row| row.get(0))?;
    if all == count {
        Ok(())
    } else {
        Err(Cause::Damaged("a name leads to no record".to_owned()))
    }
}

/// Adds a sight, or renews the newest one of the subject.
pub(crate) fn remember(
    connection: &mut Connection,
    known: &Known,
    sight: &Sight,
) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    put(&transaction, known, sight)?;
    Ok(transaction.commit()?)
}

/// The same inside a transaction.
pub(crate) fn put(transaction: &Connection, known: &Known, sight: &Sight) -> Result<(), Cause> {
    if sight.verdict != Verdict::Authentic {
        return Err(Cause::NotAuthentic(sight.verdict));
    }
    let new = Stored::of(known, sight);
    repair(transaction, known, &new)?;
    let subject = known.name.as_str();
    let newest = transaction
        .query_row(
            "SELECT id, body, sum FROM sight WHERE team = ?1 ORDER BY id DESC LIMIT 1",
            params![subject],
            |row| {
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, String>(1)?,
                    row.get::<_, String>(2)?,
                ))
            },
        )
        .optional()?;
    let newest = match newest {
        Some((id, body, sum)) => Some((id, parse(subject, &body, &sum)?)),
        None => None,
    };
    match newest {
        Some((id, old)) if old.is_same_document(&new) => {
            write(transaction, id, subject, &renewed(old, new))?;
        }
        _ => {
            transaction.execute(
                "INSERT INTO sight (team, body, sum) VALUES (?1, '', '')",
                params![subject],
            )?;
            write(transaction, transaction.last_insert_rowid(), subject, &new)?;
            let oldest = "SELECT id FROM sight WHERE team = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2";
            let too_many = transaction
                .prepare_cached(oldest)?
                .query_map(params![subject, SIGHTS_KEPT as i64], |row| row.get(0))?
                .collect::<Result<Vec<i64>, _>>()?;
            too_many
                .into_iter()
                .try_for_each(|id| remove(transaction, id))?;
        }
    }
    Ok(())
}

/// The same document again, with everything that is known of it.
fn renewed(old: Stored, new: Stored) -> Stored {
    let union = |old: Vec<String>, new: Vec<String>| {
        let mut all = new;
        for one in old {
            if all.len() < MAX_NAMES && !all.contains(&one) {
                all.push(one);
            }
        }
        all
    };
    Stored {
        seen_at: old.seen_at.max(new.seen_at),
        first_seen_at: Some(old.first_seen().min(new.seen_at)),
        names: union(old.names, new.names),
        teams: union(old.teams, new.teams),
        ..new
    }
}

/// Mends the time of sights that lie in the future of this one, where it is clear that they came
/// before it: they are of the same document, or were signed no later. They were seen under a wrong
/// clock. Nothing is removed: if it is this clock that is wrong, the others must still count when
/// it is right again.
fn repair(transaction: &Connection, known: &Known, new: &Stored) -> Result<(), Cause> {
    let now = new.seen_at;
    let latest = now.checked_add(SKEW).unwrap_or(now);
    for name in known.own() {
        for (id, old) in named(transaction, name)? {
            let came_before = old.is_same_document(new)
                || old.signed_at.is_some() && old.signed_at <= new.signed_at;
            let first = old.first_seen();
            let mended = match (first > latest, old.seen_at > latest) {
                (true, _) if came_before => Stored {
                    seen_at: now,
                    first_seen_at: Some(now),
                    ..old
                },
                (false, true) => Stored {
                    seen_at: first.max(now),
                    first_seen_at: Some(first),
                    ..old
                },
                _ => continue,
            };
            let subject: String = transaction.query_row(
                "SELECT team FROM sight WHERE id = ?1",
                params![id],
                |row| row.get(0),
            )?;
            write(transaction, id, &subject, &mended)?;
        }
    }
    Ok(())
}

/// Gives the sights of a subject another name, also where another subject's are found by it.
pub(crate) fn rename(transaction: &Connection, from: &str, to: &str) -> Result<(), Cause> {
    let mut own = transaction
        .prepare_cached("SELECT id, team, body, sum FROM sight WHERE team = ?1 ORDER BY id")?;
    let mut all: Vec<(i64, Stored)> = read(&mut own, from)?;
    all.extend(named(transaction, from)?);
    all.sort_by_key(|(id, _)| *id);
    all.dedup_by_key(|(id, _)| *id);
    for (id, mut stored) in all {
        let subject: String =
            transaction.query_row("SELECT team FROM sight WHERE id = ?1", params![id], |row| {
                row.get(0)
            })?;
        let subject = if subject == from { to } else { &subject };
        for name in &mut stored.names {
            if name == from {
                to.clone_into(name);
            }
        }
        write(transaction, id, subject, &stored)?;
    }
    Ok(())
}

/// Removes every sight that has one of these names.
pub(crate) fn remove_named(transaction: &Connection, names: &[String]) -> Result<(), Cause> {
    for name in names {
        for (id, _) in named(transaction, name)? {
            remove(transaction, id)?;
        }
    }
    Ok(())
}

/// The names by which the past of a subject is found, and the subjects whose sights are found by
/// them.
pub(crate) fn related(
    connection: &Connection,
    subject: &str,
) -> Result<(Vec<String>, Vec<String>), Cause> {
    let mut own = connection
        .prepare_cached("SELECT id, team, body, sum FROM sight WHERE team = ?1 ORDER BY id")?;
    let mut names: Vec<String> = read(&mut own, subject)?
        .into_iter()
        .flat_map(|(_, stored)| stored.names)
        .collect();
    names.sort();
    names.dedup();
    let mut subjects = Vec::new();
    for name in &names {
        let mut statement = connection.prepare_cached(
            "SELECT DISTINCT team FROM name JOIN sight ON sight.id = sight WHERE name = ?1",
        )?;
        let found = statement.query_map(params![name], |row| row.get(0))?;
        subjects.extend(found.collect::<Result<Vec<String>, _>>()?);
    }
    subjects.sort();
    subjects.dedup();
    Ok((names, subjects))
}

/// Gives the sights of schema version 1 their names.
pub(crate) fn name_all(transaction: &Connection) -> Result<(), Cause> {
    let mut statement = transaction.prepare("SELECT id, team, body, sum FROM sight ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let team: String = row.get(1)?;
        let stored = parse(&team, &row.get::<_, String>(2)?, &row.get::<_, String>(3)?)?;
        all.push((row.get::<_, i64>(0)?, team, stored));
    }
    for (id, team, stored) in all {
        let known = Known::by(&team);
        let mut names = known.all();
        names.extend(stored.fingerprint.as_ref().map(known::key));
        write(transaction, id, &known.name, &Stored { names, ..stored })?;
    }
    Ok(())
}

fn write(transaction: &Connection, id: i64, subject: &str, stored: &Stored) -> Result<(), Cause> {
    let body = serde_json::to_string(stored).map_err(|error| Cause::Damaged(error.to_string()))?;
    let sum = sum(subject, &body);
    transaction.execute(
        "UPDATE sight SET team = ?2, body = ?3, sum = ?4 WHERE id = ?1",
        params![id, subject, body, sum],
    )?;
    transaction.execute("DELETE FROM name WHERE sight = ?1", params![id])?;
    let mut insert =
        transaction.prepare_cached("INSERT OR IGNORE INTO name (name, sight) VALUES (?1, ?2)")?;
    for name in &stored.names {
        insert.execute(params![name, id])?;
    }
    Ok(())
}

fn remove(transaction: &Connection, id: i64) -> Result<(), Cause> {
    transaction.execute("DELETE FROM name WHERE sight = ?1", params![id])?;
    transaction.execute("DELETE FROM sight WHERE id = ?1", params![id])?;
    Ok(())
}

fn parse(team: &str, body: &str, expected: &str) -> Result<Stored, Cause> {
    if sum(team, body) != expected {
        return Err(Cause::Damaged(
            "a record is not what was written".to_owned(),
        ));
    }
    serde_json::from_str(body)
        .map_err(|error| Cause::Damaged(format!("a record cannot be understood: {error}")))
}

/// Notices a flipped bit in a record or in the name of its team, which SQLite does not. It is no
/// protection against an author.
fn sum(team: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    hash.update((team.len() as u64).to_be_bytes());
    hash.update(team);
    hash.update(body);
    hex::encode(hash.finalize())
}
