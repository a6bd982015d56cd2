//! What directories of teams export, as entries of a snapshot.
//!
//! Lenient in how fields are called, strict in what they hold: a Key ID or a truncated fingerprint
//! is left out and said so.

mod confirmed;
mod csv_table;
mod json;
mod opml;
mod owners;
mod partners;
mod row;
mod sheet;

pub use crate::format::ImportFormat;
pub use confirmed::{Reviewed, reviewed};
pub use owners::{Confirmation, Found, pins};
pub use partners::{PartnerFormat, PartnerList, name_of_host, partner, partners};

use std::collections::{HashMap, HashSet};

use bonafide_model::evidence::{DirectoryEntry, bare_name};

use crate::MAX_FILE;
use crate::directory::MAX_TEAMS;
use crate::error::Problem;
use crate::value;
use row::Row;

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// The teams.
    pub entries: Vec<DirectoryEntry>,
    /// What was left out, for the person who imports.
    pub skipped: Vec<Skipped>,
    /// Entries that contradict each other, and so will confirm nothing.
    pub contradictions: Vec<Contradiction>,
}

/// Two entries with different keys for one name or address. Both are kept, so that neither is
/// believed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contradiction {
    /// The name or address that both have.
    pub shared: String,
    /// Names of the two teams, in the order of the export.
    pub teams: [String; 2],
}

/// A value, or a whole team, that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The team's name, or the row's number where it has none.
    pub team: String,
    /// Why.
    pub problem: Problem,
}

/// Why an export cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Too large.
    #[error(
        "the export is larger than {MAX_FILE} bytes; no directory of teams is, so check what was saved"
    )]
    TooLarge,
    /// Not JSON.
    #[error("the export is not JSON: {0}; save the answer itself, not the page around it")]
    Json(#[from] serde_json::Error),
    /// Not CSV.
    #[error("the export is not CSV: {0}; check quoting and the number of fields in that line")]
    Csv(#[from] csv::Error),
    /// No list of teams inside.
    #[error("the export holds no list of teams; check the format that was named")]
    NoList,
    /// The service answered with an error of its own.
    #[error("the directory answered {0:?} instead of its teams; export it again")]
    Status(String),
    /// A column of the CSV header is missing or unknown.
    #[error("the CSV header has to be team,email,fingerprint,phone in any order, but has {0:?}")]
    Header(String),
    /// Not UTF-8.
    #[error(
        "line {0} of the list is not UTF-8 text; save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
    )]
    NotUtf8(usize),
    /// No column for something that is needed.
    #[error(
        "no column of the list is called {wanted:?}; its heading line is {header:?}. Call one of them so"
    )]
    NoColumn {
        /// The name of a column that would do.
        wanted: &'static str,
        /// The heading line.
        header: String,
    },
    /// Two columns of one name.
    #[error("two columns of the list are called {0:?}; rename or remove one of them")]
    ColumnTwice(String),
    /// A heading that cannot be used.
    #[error("column {column} of the heading line: {problem}")]
    Heading {
        /// Its number, counted from 1.
        column: usize,
        /// What is wrong with it.
        problem: Problem,
    },
    /// Not OPML.
    #[error("the list is not OPML: {0}; export it again, as OPML")]
    Opml(String),
    /// Folders in folders without end.
    #[error("the folders of the list are more than {0} deep; export it again, without folders")]
    TooDeep(usize),
    /// Rows that cannot become pins.
    #[error("nothing was recorded, because {}{}", .rows.join("; "), more(*.further))]
    NotReviewed {
        /// What is wrong, each with its line.
        rows: Vec<String>,
        /// How many more there are.
        further: usize,
    },
    /// More teams than any directory has.
    #[error("the export has more than {MAX_TEAMS} teams; check what was saved")]
    TooManyTeams,
    /// Nobody is in it.
    #[error("the export names no team that can be used; check the format that was named")]
    NoTeams,
}

/// Reads an export.
///
/// It proves nothing about who made it: the person who imports it answers for where it was got.
///
/// # Errors
/// Where the export as a whole is not of that format, or no team is left.
pub fn parse(bytes: &[u8], format: ImportFormat) -> Result<Imported, ImportError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(ImportError::TooLarge);
    }
    let rows = match format {
        ImportFormat::TrustedIntroducer | ImportFormat::First => json::rows(bytes)?,
        ImportFormat::Csv => csv_table::rows(bytes)?,
    };
    if rows.len() > MAX_TEAMS {
        return Err(ImportError::TooManyTeams);
    }
    let mut imported = Imported::default();
    for (index, row) in rows.iter().enumerate() {
        imported.add(index, row);
    }
    imported.contradictions = contradictions(&imported.entries);
    if imported.entries.is_empty() {
        Err(ImportError::NoTeams)
    } else {
        Ok(imported)
    }
}

/// Every entry with other keys than the first one of the same name or address, together with that
/// one.
fn contradictions(entries: &[DirectoryEntry]) -> Vec<Contradiction> {
    let mut first: HashMap<String, &DirectoryEntry> = HashMap::new();
    let mut found: Vec<Contradiction> = Vec::new();
    let mut told: HashSet<Contradiction> = HashSet::new();
    for entry in entries
        .iter()
        .filter(|entry| !entry.fingerprints.is_empty())
    {
        // A name has no at sign in this form, so that names and addresses do not meet.
        let names = entry.names.iter().map(|name| (name, bare_name(name)));
        let emails = entry
            .emails
            .iter()
            .map(|email| (email, email.to_lowercase()));
        for (shared, form) in names.chain(emails).filter(|(_, form)| !form.is_empty()) {
            let other = *first.entry(form).or_insert(entry);
            let team = |entry: &DirectoryEntry| entry.names.first().cloned().unwrap_or_default();
            let pair = Contradiction {
                shared: shared.clone(),
                teams: [team(other), team(entry)],
            };
            if !same_keys(other, entry) && told.insert(pair.clone()) {
                found.push(pair);
            }
        }
    }
    found
}

fn same_keys(one: &DirectoryEntry, other: &DirectoryEntry) -> bool {
    let within = |one: &DirectoryEntry, other: &DirectoryEntry| {
        one.fingerprints
            .iter()
            .all(|key| other.fingerprints.contains(key))
    };
    within(one, other) && within(other, one)
}

fn more(further: usize) -> String {
    match further {
        0 => String::new(),
        further => format!("; and {further} more rows"),
    }
}

impl Imported {
    fn add(&mut self, index: usize, row: &Row) {
        let team = row
            .names
            .first()
            .cloned()
            .unwrap_or_else(|| format!("entry {}", index + 1));
        let entry = DirectoryEntry {
            names: self.good(&team, &row.names, |name| value::text("name", name)),
            emails: self.good(&team, &row.emails, value::email),
            phones: self.good(&team, &row.phones, |phone| value::text("phone", phone)),
            fingerprints: self.good(&team, &row.fingerprints, value::fingerprint),
        };
        if entry.names.is_empty() {
            self.skipped.push(Skipped {
                team,
                problem: Problem::Empty("name"),
            });
        } else {
            self.entries.push(entry);
        }
    }

    /// The values that pass, each once; the others are noted.
    fn good<T: PartialEq>(
        &mut self,
        team: &str,
        values: &[String],
        check: impl Fn(&str) -> Result<T, Problem>,
    ) -> Vec<T> {
        let mut good = Vec::new();
        for value in values.iter().filter(|value| !value.trim().is_empty()) {
            match check(value) {
                Ok(value) if good.contains(&value) => {}
                Ok(value) => good.push(value),
                Err(problem) => self.skipped.push(Skipped {
                    team: team.to_owned(),
                    problem,
                }),
            }
        }
        good
    }
}
