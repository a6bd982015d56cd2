//! Values of options that more than one command takes. What is none is a usage error, before anything is done.

use jiff::Timestamp;
use jiff::civil::Date;

/// A point in time as `--at` takes it.
pub fn time(text: &str) -> Result<Timestamp, String> {
    let wanted = |_| "give a time such as 2026-11-01T00:00:00Z or a date such as 2026-11-01".to_owned();
    if let Ok(time) = text.parse() {
        return Ok(time);
    }
    let start = text.parse::<Date>().and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC));
    start.map(|start| start.timestamp()).map_err(wanted)
}

/// A day.
pub fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "give a date such as 2028-01-31".to_owned())
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
