//! Values of options that more than one command takes. What is none is a usage error, before
//! anything is done.

use std::ffi::OsStr;

use bonafide_report::Topic;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;
use jiff::Timestamp;
use jiff::civil::Date;

/// A word that `explain` knows. Shells complete all of them; one that is misspelt gets the nearest.
#[derive(Debug, Clone, Copy)]
pub struct TopicParser;

impl TypedValueParser for TopicParser {
    type Value = Topic;

    fn parse_ref(
        &self,
        command: &clap::Command,
        _: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Topic, clap::Error> {
        let word = value.to_string_lossy();
        Topic::find(&word).map_err(|nearest| {
            let nearest = match nearest.as_slice() {
                [] => ".".to_owned(),
                some => format!("; did you mean `{}`?", some.join("` or `")),
            };
            let word = bonafide_report::escape::capped(&word, 60);
            let told = format!(
                "no report prints the word '{word}'{nearest} `bonafide explain` lists all of them\n"
            );
            clap::Error::raw(ErrorKind::InvalidValue, told).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Topic::all().map(|topic| {
            PossibleValue::new(topic.name()).help(topic.summary())
        })))
    }
}

/// A point in time as `--at` takes it.
pub fn time(text: &str) -> Result<Timestamp, String> {
    let wanted =
        |_| "give a time such as 2026-11-01T00:00:00Z or a date such as 2026-11-01".to_owned();
    if let Ok(time) = text.parse() {
        return Ok(time);
    }
    let start = text
        .parse::<Date>()
        .and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC));
    start.map(|start| start.timestamp()).map_err(wanted)
}

/// A day.
pub fn day(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "give a date such as 2028-01-31".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_days_are_understood_and_nothing_else() {
        assert!(time("2026-11-01").is_ok());
        assert_eq!(time("2026-11-01"), time("2026-11-01T00:00:00Z"));
        assert!(time("yesterday").is_err());
        assert!(time("2026-13-01").is_err());
        assert!(day("2028-01-31").is_ok());
        assert!(day("2028-01-32").is_err());
    }
}
