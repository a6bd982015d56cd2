//! Findings that a team accepts for a while: a file with a reason and an end for each.

use bonafide_model::Timestamp;
use bonafide_model::judgement::CheckId;
use bonafide_model::publishing::{Acceptance, Advice, SelfcheckReport, UnusedAcceptance};
use jiff::civil::Date;
use serde::Deserialize;

/// Accepted findings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline(Vec<Acceptance>);

/// Why a baseline cannot be used. What cannot be understood accepts nothing.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// Not TOML, an unknown key, or a missing one.
    #[error("not a sound baseline: {0}")]
    Syntax(#[from] toml::de::Error),
    /// An end that is no date.
    #[error("not a sound baseline: until = {0}: give a date such as 2027-03-31")]
    NoDate(toml::value::Datetime),
    /// An entry without a word of explanation.
    #[error("the entry for {0} has an empty reason; say why it is accepted")]
    NoReason(CheckId),
}

/// The file as written. Unknown keys are errors: a misspelt restriction would accept more than was
/// meant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accept: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    check: CheckId,
    file: Option<String>,
    value: Option<String>,
    reason: String,
    until: Day,
}

/// A date as TOML writes it, with or without quotation marks.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Day {
    Quoted(Date),
    Toml(toml::value::Datetime),
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// Whatever is not exactly understood.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        let file: File = toml::from_str(text)?;
        let entries = file.accept.into_iter().map(|entry| {
            if entry.reason.trim().is_empty() {
                return Err(BaselineError::NoReason(entry.check));
            }
            let until = match entry.until {
                Day::Quoted(date) => date,
                Day::Toml(day) => day
                    .to_string()
                    .parse()
                    .map_err(|_| BaselineError::NoDate(day))?,
            };
            Ok(Acceptance {
                check: entry.check,
                file: entry.file,
                value: entry.value,
                reason: entry.reason,
                until,
            })
        });
        Ok(Self(entries.collect::<Result<_, _>>()?))
    }

    /// Marks the findings that are accepted on this day. What is past its end counts again, and is
    /// told.
    pub fn apply(&self, report: &mut SelfcheckReport) {
        let today = day(report.checked_at);
        for entry in &self.0 {
            let expired = entry.until < today;
            let mut used = false;
            for profile in &mut report.profiles {
                if entry
                    .file
                    .as_ref()
                    .is_some_and(|file| *file != profile.path)
                {
                    continue;
                }
                for advice in profile
                    .advice
                    .iter_mut()
                    .filter(|advice| advice.is_open() && fits(entry, advice))
                {
                    used = true;
                    if !expired {
                        advice.accepted = Some(entry.clone());
                    }
                }
            }
            if expired || !used {
                report.unused.push(UnusedAcceptance {
                    entry: entry.clone(),
                    expired,
                });
            }
        }
    }
}

fn fits(entry: &Acceptance, advice: &Advice) -> bool {
    if entry.check != advice.finding.check {
        return false;
    }
    let Some(value) = &entry.value else {
        return true;
    };
    let printed = advice
        .finding
        .places
        .iter()
        .any(|place| place.excerpt.contains(value.as_str()));
    let facts =
        || serde_json::to_value(&advice.finding.detail).is_ok_and(|facts| holds(&facts, value));
    printed || facts()
}

/// Whether one of the texts of the facts holds the value.
fn holds(facts: &serde_json::Value, value: &str) -> bool {
    match facts {
        serde_json::Value::String(text) => text.contains(value),
        serde_json::Value::Array(items) => items.iter().any(|item| holds(item, value)),
        serde_json::Value::Object(fields) => fields.values().any(|field| holds(field, value)),
        _ => false,
    }
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const ENTRY: &str =
        "[[accept]]\ncheck = \"tlp-is-marked\"\nreason = \"our house style\"\nuntil = 2027-03-31\n";

    #[test]
    fn a_date_may_stand_with_or_without_quotation_marks() {
        let quoted = ENTRY.replace("2027-03-31", "\"2027-03-31\"");
        assert_eq!(
            Baseline::parse(ENTRY).unwrap(),
            Baseline::parse(&quoted).unwrap()
        );
        assert_eq!(
            Baseline::parse(ENTRY).unwrap().0[0].until,
            "2027-03-31".parse().unwrap()
        );
    }

    #[test]
    fn what_is_not_exactly_understood_accepts_nothing() {
        for wrong in [
            ENTRY.replace("accept]]", "accepted]]"),
            ENTRY.replace("tlp-is-marked", "tlp-is-maked"),
            ENTRY.replace("reason", "because"),
            ENTRY.replace("our house style", " "),
            ENTRY.replace("until = 2027-03-31\n", ""),
            ENTRY.replace("2027-03-31", "2027-03-31T00:00:00Z"),
            format!("{ENTRY}page = 3\n"),
        ] {
            assert!(Baseline::parse(&wrong).is_err(), "{wrong}");
        }
        assert_eq!(Baseline::parse("").unwrap(), Baseline::default());
    }
}
