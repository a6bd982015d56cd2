//! A reviewed table: fingerprints with who confirmed them, when and how, as pins.
//!
//! It is the list of partners again, in which somebody filled in three columns after asking the
//! teams. So a row in which all three are empty waits, and anything in between is a slip that is
//! told before a single pin is recorded.

use jiff::civil::Date;

use super::ImportError;
use super::partners::team_name;
use super::sheet::{self, Sheet};
use crate::directory::MAX_TEAMS;
use crate::error::Problem;
use crate::{MAX_FILE, NewPin, value};

/// The most rows that an error names.
const MAX_TOLD: usize = 10;

/// What a reviewed table holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// What would be pinned, in the order of the table.
    pub pins: Vec<NewPin>,
    /// How many rows nobody has confirmed yet.
    pub waiting: usize,
}

/// Columns by their names.
struct Columns {
    team: Vec<usize>,
    fingerprint: Vec<usize>,
    emails: Vec<usize>,
    domains: Vec<usize>,
    who: Vec<usize>,
    when: Vec<usize>,
    how: Vec<usize>,
    again: Vec<usize>,
}

/// Reads a reviewed table. It proves nothing: whoever filled it in answers for it. A pin vouches for
/// the addresses of its row, and for whole domains only where the table has a column for them.
///
/// # Errors
/// Where a column is missing, or a single row that claims a confirmation cannot become a pin.
pub fn reviewed(bytes: &[u8], today: Date) -> Result<Reviewed, ImportError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(ImportError::TooLarge);
    }
    let sheet = Sheet::parse(bytes)?;
    if sheet.rows.len() > MAX_TEAMS {
        return Err(ImportError::TooManyTeams);
    }
    let needed = |wanted: &'static str, names: &[&str]| match sheet.columns(names) {
        none if none.is_empty() => Err(ImportError::NoColumn {
            wanted,
            header: sheet.header(),
        }),
        found => Ok(found),
    };
    let columns = Columns {
        team: needed("team", &["team", "name", "teamname", "shortname"])?,
        fingerprint: needed("fingerprint", &["fingerprint", "pgpfingerprint"])?,
        who: needed("who", &["who", "confirmedby"])?,
        when: needed("when", &["when", "confirmedon"])?,
        how: needed("how", &["how", "confirmedhow"])?,
        emails: sheet.columns(&["email", "emails", "mail"]),
        domains: sheet.columns(&["domain", "domains"]),
        again: sheet.columns(&["confirmagain"]),
    };
    let mut found = Reviewed::default();
    let mut wrong: Vec<String> = Vec::new();
    for (line, cells) in &sheet.rows {
        match pin(cells, &columns, today) {
            Ok(Some(pin)) => found.pins.push(pin),
            Ok(None) => found.waiting += 1,
            Err(problem) => wrong.push(format!("line {line}: {problem}")),
        }
    }
    if wrong.is_empty() {
        return Ok(found);
    }
    let further = wrong.len().saturating_sub(MAX_TOLD);
    wrong.truncate(MAX_TOLD);
    Err(ImportError::NotReviewed {
        rows: wrong,
        further,
    })
}

fn pin(cells: &[String], columns: &Columns, today: Date) -> Result<Option<NewPin>, Problem> {
    let cell = |columns: &[usize]| sheet::first(cells, columns).map_or("", |(_, cell)| cell);
    let said = [
        ("who", cell(&columns.who)),
        ("when", cell(&columns.when)),
        ("how", cell(&columns.how)),
    ];
    if said.iter().all(|(_, text)| text.is_empty()) {
        return Ok(None);
    }
    if let Some((empty, _)) = said.iter().find(|(_, text)| text.is_empty()) {
        return Err(Problem::HalfConfirmed(empty));
    }
    let [(_, who), (_, when), (_, how)] = said;
    let when = value::iso_day(when)?;
    if when > today {
        return Err(Problem::NotYet(when));
    }
    let fingerprint = cell(&columns.fingerprint);
    if fingerprint.is_empty() {
        return Err(Problem::NoFingerprint);
    }
    let again = cell(&columns.again);
    let parted = |c: char| ";,".contains(c) || c.is_whitespace();
    let new = NewPin {
        // One row, one key: of two, nobody could tell which was confirmed.
        fingerprint: value::fingerprint(fingerprint)?.to_string(),
        team: team_name(cell(&columns.team))?,
        domains: sheet::values(cell(&columns.domains), parted),
        emails: sheet::values(cell(&columns.emails), parted),
        how: how.to_owned(),
        who: who.to_owned(),
        when,
        confirm_again: match again {
            "" => None,
            day => Some(value::iso_day(day)?),
        },
        certificate: None,
    };
    new.checked()?;
    Ok(Some(new))
}
