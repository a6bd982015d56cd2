//! What a language's file in `vocabulary/` holds. Read when the program is built, and by tests.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::term::Term;

/// One language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Language {
    /// Its English name.
    pub name: String,
    /// Words that stand in front of a heading's number: "section", "chapter".
    #[serde(default)]
    pub chapter: Vec<String>,
    /// Headings by the section that they mean.
    pub headings: BTreeMap<String, Vec<String>>,
    /// Labels and words in sentences.
    pub labels: BTreeMap<Term, Vec<String>>,
    /// The months.
    pub months: Months,
    /// Lines of real profiles by the section that they head, for the test.
    pub examples: BTreeMap<String, Vec<String>>,
}

/// Every form that the name of a month has in a date, abbreviated ones too.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, clippy::missing_docs_in_private_items)]
pub(crate) struct Months {
    january: Vec<String>,
    february: Vec<String>,
    march: Vec<String>,
    april: Vec<String>,
    may: Vec<String>,
    june: Vec<String>,
    july: Vec<String>,
    august: Vec<String>,
    september: Vec<String>,
    october: Vec<String>,
    november: Vec<String>,
    december: Vec<String>,
}

impl Months {
    /// January to December.
    pub(crate) fn all(&self) -> [&[String]; 12] {
        [
            &self.january,
            &self.february,
            &self.march,
            &self.april,
            &self.may,
            &self.june,
            &self.july,
            &self.august,
            &self.september,
            &self.october,
            &self.november,
            &self.december,
        ]
    }
}
