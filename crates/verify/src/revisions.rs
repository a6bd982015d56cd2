//! Which of the printed dates and versions are this edition's own: the older rows of a table of
//! revisions contradict nothing.

use std::cmp::Ordering;

use bonafide_model::claims::{Claim, DateRole, PrintedDate};
use jiff::civil::Date;

use crate::edition::compare_versions;

/// Rows of one table stand this close together, in lines.
const APART: u32 = 4;

/// Longer words are no versions.
const MAX_VERSION: usize = 12;

/// What stands before the version or date of an earlier edition in a sentence.
const EARLIER: &[&str] = &[
    "previous",
    "replaces",
    "supersedes",
    "précédente",
    "remplace",
    "vorherige",
    "ersetzt",
    "anterior",
    "sustituye",
    "substitui",
    "precedente",
    "sostituisce",
];

/// A date of the last update.
pub(crate) struct Update<'a> {
    /// As it is printed.
    pub claim: &'a Claim<PrintedDate>,
    /// Its first reading.
    pub day: Date,
}

/// The first of the dates of the last update, and the first one that cannot be the same day. Only
/// what each says that this edition is of that day counts: no row of an earlier edition does, and
/// one that can be read as the first day is unclear, not another one.
pub(crate) fn updates_that_differ<'a>(dates: &[&'a Claim<PrintedDate>]) -> Option<[Update<'a>; 2]> {
    let readings = |claim: &Claim<PrintedDate>| -> Vec<Date> {
        claim
            .value
            .date
            .map_or_else(|| claim.value.candidates.clone(), |date| vec![date])
    };
    let history = History::of(dates);
    let is_own = |claim: &&Claim<PrintedDate>| {
        claim.value.role == DateRole::Update && !history.is_past_date(claim)
    };
    let updates: Vec<&Claim<PrintedDate>> = dates.iter().copied().filter(is_own).collect();
    let first = *updates.iter().find(|claim| !readings(claim).is_empty())?;
    let first_readings = readings(first);
    let other = *updates.iter().find(|claim| {
        let own = readings(claim);
        !own.is_empty() && own.iter().all(|day| !first_readings.contains(day))
    })?;
    let update = |claim: &'a Claim<PrintedDate>, readings: &[Date]| {
        readings.first().map(|day| Update { claim, day: *day })
    };
    Some([
        update(first, &first_readings)?,
        update(other, &readings(other))?,
    ])
}

/// The rows of the table, if there is one.
pub(crate) struct History<'a> {
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    claim: &'a Claim<PrintedDate>,
    version: &'a str,
}

impl<'a> History<'a> {
    /// Rows that hold a version and a date and little else before them; one alone is no table.
    pub fn of(dates: &[&'a Claim<PrintedDate>]) -> Self {
        let rows: Vec<Row<'a>> = dates
            .iter()
            .filter_map(|claim| {
                Some(Row {
                    claim,
                    version: version_beside(&claim.excerpt, &claim.raw)?,
                })
            })
            .collect();
        let has_neighbour = |row: &Row| {
            rows.iter().any(|other| {
                !std::ptr::eq(other.claim, row.claim)
                    && other.claim.place.page == row.claim.place.page
                    && other.claim.place.line.abs_diff(row.claim.place.line) <= APART
            })
        };
        let in_table: Vec<bool> = rows.iter().map(has_neighbour).collect();
        Self {
            rows: rows
                .into_iter()
                .zip(in_table)
                .filter_map(|(row, is_one)| is_one.then_some(row))
                .collect(),
        }
    }

    /// The version of its newest row.
    pub fn newest_version(&self) -> Option<&'a str> {
        self.newest().map(|row| row.version)
    }

    /// Whether this date is that of an earlier edition.
    pub fn is_past_date(&self, claim: &Claim<PrintedDate>) -> bool {
        let row = self.rows.iter().find(|row| std::ptr::eq(row.claim, claim));
        row.is_some_and(|row| !self.is_newest(row)) || speaks_of_earlier(&claim.excerpt, &claim.raw)
    }

    /// Whether this version is that of an earlier edition.
    pub fn is_past_version(&self, claim: &Claim<String>) -> bool {
        let row = self
            .rows
            .iter()
            .find(|row| row.claim.excerpt == claim.excerpt);
        row.is_some_and(|row| !self.is_newest(row)) || speaks_of_earlier(&claim.excerpt, &claim.raw)
    }

    fn newest(&self) -> Option<&Row<'a>> {
        self.rows.iter().reduce(
            |best, row| match compare_versions(row.version, best.version) {
                Some(Ordering::Greater) => row,
                _ => best,
            },
        )
    }

    fn is_newest(&self, row: &Row) -> bool {
        self.newest()
            .is_some_and(|newest| std::ptr::eq(newest.claim, row.claim))
    }
}

/// The version that stands alone before the date, or behind a date that begins the row.
fn version_beside<'t>(row: &'t str, date: &str) -> Option<&'t str> {
    let (before, after) = row.split_once(date)?;
    let before = before.trim_matches(is_separator);
    if !before.is_empty() {
        return version(before);
    }
    let mut words = after
        .split_whitespace()
        .map(|word| word.trim_matches(is_separator))
        .filter(|word| !word.is_empty());
    let next = words.next()?;
    // Further behind, a bare number may be one of anything.
    version(next).or_else(|| words.filter(|word| word.contains('.')).find_map(version))
}

fn version(word: &str) -> Option<&str> {
    let digits = word
        .trim_start_matches(|c: char| c.is_alphabetic())
        .trim_start_matches(is_separator);
    let prefix = word
        .get(..word.len() - digits.len())?
        .trim_end_matches(is_separator)
        .to_lowercase();
    let is_named = matches!(
        prefix.as_str(),
        "" | "v" | "ver" | "version" | "versión" | "versão" | "rev" | "revision" | "r"
    );
    let is_number = !digits.is_empty()
        && digits.len() <= MAX_VERSION
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    (is_named && is_number).then_some(digits)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "|-–—:;,()•*·.".contains(c)
}

/// Whether a word for an earlier edition stands before the value in its row.
fn speaks_of_earlier(row: &str, value: &str) -> bool {
    let before = row
        .split_once(value)
        .map(|(before, _)| before.to_lowercase());
    before.is_some_and(|before| EARLIER.iter().any(|word| before.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_table_are_told_from_sentences() {
        for (row, date, expected) in [
            ("1.0  2019-01-01  First version", "2019-01-01", Some("1.0")),
            (
                "v1.0 - 2019-01-01 - Initial release",
                "2019-01-01",
                Some("1.0"),
            ),
            ("| 2.1 | 2019-01-01 | New key |", "2019-01-01", Some("2.1")),
            (
                "12/06/2022 V1 Creation of the document",
                "12/06/2022",
                Some("1"),
            ),
            ("Version 1.2, 2026-04-08", "2026-04-08", Some("1.2")),
            ("2021-05-05 Second version (2.0)", "2021-05-05", Some("2.0")),
            ("2021-05-05 moved to floor 2", "2021-05-05", None),
            (
                "This is version 1.2, published on 2026-04-08.",
                "2026-04-08",
                None,
            ),
            ("Document Date: 2026-04-08", "2026-04-08", None),
            ("Published on 2026-04-08", "2026-04-08", None),
            ("2026-04-08", "2026-04-08", None),
        ] {
            assert_eq!(version_beside(row, date), expected, "{row}");
        }
    }

    #[test]
    fn an_earlier_edition_is_named_before_its_value() {
        let row = "This is version 3.2 of 2026-11-02. The previous version 3.1 was of 2025-05-05.";
        assert!(speaks_of_earlier(row, "3.1") && speaks_of_earlier(row, "2025-05-05"));
        assert!(!speaks_of_earlier(row, "3.2") && !speaks_of_earlier(row, "2026-11-02"));
    }
}
