//! By what a subject is known.

use crate::place;

/// By what names history knows a subject. A sight is found by each of them, whichever command it
/// was seen by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// What it is called in lists: a canonical URL, a team, the name of a partner entry or file.
    pub name: String,
    /// Where the document was asked for and found: canonical URLs as [`place()`] makes them.
    pub places: Vec<String>,
    /// The team that the user says it is of, as [`team`] writes it.
    pub team: Option<String>,
}

impl Known {
    /// A subject that has this name only. A URL is its own place, and a team its own team.
    #[must_use]
    pub fn by(name: &str) -> Self {
        let places: Vec<String> = place(name).into_iter().collect();
        let team = name.starts_with(TEAM).then(|| name.to_owned());
        Self {
            name: places.first().cloned().unwrap_or_else(|| name.to_owned()),
            places,
            team,
        }
    }

    /// The names that stand for one document.
    pub(crate) fn own(&self) -> Vec<&str> {
        let name =
            Some(self.name.as_str()).filter(|name| !name.is_empty() && !name.starts_with(TEAM));
        name.into_iter()
            .chain(self.places.iter().map(String::as_str))
            .collect()
    }

    /// All of them, each once, in order.
    pub(crate) fn all(&self) -> Vec<String> {
        let mut all: Vec<String> = self
            .own()
            .into_iter()
            .chain(self.team.as_deref())
            .map(str::to_owned)
            .collect();
        all.sort();
        all.dedup();
        all
    }
}

const TEAM: &str = "team:";

/// By what name history knows a team, in whatever case its name is written.
#[must_use]
pub fn team(name: &str) -> String {
    format!("{TEAM}{}", name.trim().to_lowercase())
}

/// By what name a sight is found by its key.
pub(crate) fn key(fingerprint: &bonafide_model::claims::Fingerprint) -> String {
    format!("key:{fingerprint}")
}
