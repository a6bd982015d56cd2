//! The file: creation, opening, schema and its migrations.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use bonafide_model::system_error;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

use crate::error::{Cause, HistoryError};
use crate::{runs, sight};

/// Marks the file as ours in SQLite's header ("bona").
const APPLICATION_ID: i64 = 0x626f_6e61;

/// How long to wait for another process: a write takes milliseconds, so this is a process that
/// hangs.
const BUSY: Duration = Duration::from_secs(10);

/// Up to this size the whole file is checked at opening: about 10,000 sights, some ten
/// milliseconds.
const CHEAP_BYTES: u64 = 8 << 20;

/// A step from one schema version to the next: statements, and what only a program can do.
struct Step {
    sql: &'static str,
    then: fn(&Connection) -> Result<(), Cause>,
}

/// The steps; the version is their number. Never edit one that was released: add one.
const MIGRATIONS: &[Step] = &[
    Step {
        sql: FIRST,
        then: |_| Ok(()),
    },
    Step {
        sql: NAMES_AND_RUNS,
        then: |transaction| {
            sight::name_all(transaction)?;
            runs::time_all(transaction)?;
            transaction.execute_batch("DROP TABLE run_1")?;
            Ok(())
        },
    },
    Step {
        sql: ROLLS,
        then: |_| Ok(()),
    },
    Step {
        sql: NIGHTS,
        then: runs::make_nights,
    },
];

const FIRST: &str = "
    CREATE TABLE sight (
        id INTEGER PRIMARY KEY,
        team TEXT NOT NULL,
        body TEXT NOT NULL,
        sum TEXT NOT NULL
    ) STRICT;
    CREATE INDEX sight_of_team ON sight (team, id);
    CREATE TABLE run (
        team TEXT PRIMARY KEY,
        attempted_at TEXT NOT NULL,
        unreachable_since TEXT,
        body TEXT
    ) STRICT;
    CREATE TABLE ack (
        team TEXT NOT NULL,
        change TEXT NOT NULL,
        reason TEXT NOT NULL,
        until TEXT,
        made_at TEXT NOT NULL,
        PRIMARY KEY (team, change)
    ) STRICT;
";

/// A sight is found by every name that its document has, and the runs of the last nights are kept
/// beside the last one.
const NAMES_AND_RUNS: &str = "
    CREATE TABLE name (
        name TEXT NOT NULL,
        sight INTEGER NOT NULL,
        PRIMARY KEY (name, sight)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX name_of_sight ON name (sight);
    ALTER TABLE run RENAME TO run_1;
    CREATE TABLE run (
        team TEXT NOT NULL,
        at INTEGER NOT NULL,
        attempted_at TEXT NOT NULL,
        unreachable_since TEXT,
        body TEXT,
        PRIMARY KEY (team, at)
    ) STRICT, WITHOUT ROWID;
";

/// Which subjects the last run found in a directory, so that one that is gone is missed.
const ROLLS: &str = "
    CREATE TABLE roll (
        directory TEXT NOT NULL,
        team TEXT NOT NULL,
        PRIMARY KEY (directory, team)
    ) STRICT, WITHOUT ROWID;
";

/// How nights ended, one row for those that follow each other and ended alike: opening checks every
/// row, and a team that is authentic every night has one.
const NIGHTS: &str = "
    CREATE TABLE night (
        team TEXT NOT NULL,
        first_day INTEGER NOT NULL,
        last_day INTEGER NOT NULL,
        ending TEXT NOT NULL,
        PRIMARY KEY (team, first_day)
    ) STRICT, WITHOUT ROWID;
";

/// Opens the file, after creating it where there is none.
pub(crate) fn open(path: &Path) -> Result<Connection, HistoryError> {
    let exists = path.try_exists().or_else(|error| match error.kind() {
        // Below a file there is nothing.
        io::ErrorKind::NotADirectory => Ok(false),
        _ => Err(not_writable(path, &error)),
    })?;
    if !exists {
        create(path).map_err(|error| not_created(path, error))?;
    }
    // SQLite takes an empty file for a new database. Ours are never empty, so this one lost its
    // content.
    if fs::metadata(path)
        .map_err(|error| not_writable(path, &error))?
        .len()
        == 0
    {
        return Err(HistoryError::Damaged {
            path: path.to_owned(),
            what: "it is empty".to_owned(),
        });
    }
    let mut connection = connect(path).map_err(|cause| cause.at(path))?;
    identify(&connection, path)?;
    if is_small(path) {
        integrity_check(&connection).map_err(|cause| cause.at(path))?;
    }
    migrate(&mut connection).map_err(|cause| cause.at(path))?;
    Ok(connection)
}

/// Whether checking all of the file is cheap.
pub(crate) fn is_small(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() <= CHEAP_BYTES)
}

/// Deletes everything by which the next document of a subject would be judged.
pub(crate) fn forget(connection: &mut Connection, team: &str) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (names, _) = sight::related(&transaction, team)?;
    sight::remove_named(&transaction, &names)?;
    for table in ["run", "ack", "night"] {
        transaction.execute(
            &format!("DELETE FROM {table} WHERE team = ?1"),
            params![team],
        )?;
    }
    Ok(transaction.commit()?)
}

/// Gives everything that is kept under one name another one. A name that has a past of its own is
/// not taken: two pasts would become one.
pub(crate) fn rename(connection: &mut Connection, from: &str, to: &str) -> Result<(), Cause> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let knows = |name: &str| {
        transaction.query_row(
            "SELECT EXISTS (SELECT 1 FROM sight WHERE team = ?1 UNION ALL SELECT 1 FROM run WHERE team = ?1)",
            params![name],
            |row| row.get::<_, bool>(0),
        )
    };
    if knows(from)? && knows(to)? {
        return Err(Cause::NameTaken(to.to_owned()));
    }
    sight::rename(&transaction, from, to)?;
    // A name without a past may have nights on which nothing could be judged.
    transaction.execute("DELETE FROM night WHERE team = ?1", params![to])?;
    for table in ["run", "ack", "roll", "night"] {
        transaction.execute(
            &format!("UPDATE OR REPLACE {table} SET team = ?2 WHERE team = ?1"),
            params![from, to],
        )?;
    }
    Ok(transaction.commit()?)
}

/// Makes a complete store under another name and puts it in place at once, so that an empty or
/// half-made file is always damage.
fn create(path: &Path) -> Result<(), HistoryError> {
    let directory = path
        .parent()
        .filter(|directory| !directory.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    create_private(directory).map_err(|error| not_writable(path, &error))?;
    let new = tempfile::Builder::new()
        .prefix(".history-")
        .tempfile_in(directory)
        .map_err(|error| not_writable(path, &error))?;
    let mut connection = connect(new.path()).map_err(|cause| cause.at(path))?;
    migrate(&mut connection).map_err(|cause| cause.at(path))?;
    drop(connection);
    new.as_file()
        .sync_all()
        .map_err(|error| not_writable(path, &error))?;
    match new.persist_noclobber(path) {
        Ok(_) => Ok(()),
        // Another process was quicker; its store is as good as this one.
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(failed) => Err(not_writable(path, &failed.error)),
    }
}

fn create_private(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

fn connect(path: &Path) -> Result<Connection, Cause> {
    // Without the flag to create: a file that vanished in between must not come back empty.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    // A schema in a damaged file could name functions with side effects.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// Refuses other programs' databases and later versions of ours.
fn identify(connection: &Connection, path: &Path) -> Result<(), HistoryError> {
    let pragma = |name| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .map_err(|error| Cause::from(error).at(path))
    };
    if pragma("application_id")? != APPLICATION_ID {
        return Err(HistoryError::Foreign {
            path: path.to_owned(),
        });
    }
    let (found, known) = (pragma("user_version")?, newest());
    if found > known {
        return Err(HistoryError::NewerSchema {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(())
}

/// The full check, for the quick one does not compare an index with its table, and a team that only
/// the index has lost would be new.
fn integrity_check(connection: &Connection) -> Result<(), Cause> {
    let answer: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if answer == "ok" {
        Ok(())
    } else {
        Err(Cause::Damaged(answer))
    }
}

fn migrate(connection: &mut Connection) -> Result<(), Cause> {
    if version(connection)? == newest() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: another process may have migrated meanwhile.
    let from = usize::try_from(version(&transaction)?)
        .map_err(|_| Cause::Damaged("its schema version is negative".to_owned()))?;
    for step in MIGRATIONS.iter().skip(from) {
        transaction.execute_batch(step.sql)?;
        (step.then)(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", newest())?;
    Ok(transaction.commit()?)
}

fn version(connection: &Connection) -> Result<i64, Cause> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// There is no history, so there is nothing that it could say.
fn not_created(path: &Path, error: HistoryError) -> HistoryError {
    let what = match error {
        HistoryError::NotWritable { what, .. } => what,
        HistoryError::DiskFull { .. } => "the disk is full".to_owned(),
        HistoryError::Store { source, .. } => source.to_string(),
        other => return other,
    };
    HistoryError::NotCreated {
        path: path.to_owned(),
        what,
    }
}

fn not_writable(path: &Path, error: &io::Error) -> HistoryError {
    HistoryError::NotWritable {
        path: path.to_owned(),
        what: system_error(error),
    }
}
