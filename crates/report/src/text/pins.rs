//! What is trusted, as a list.

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{DirectorySnapshot, Pin};
use jiff::civil::Date;

use super::Options;
use super::page::{CAUTION, FAINT, PLAIN, Page, STRONG};
use crate::shell::word;

/// Everything that is trusted.
#[derive(Debug, Clone)]
pub struct Trusted<'a> {
    /// Pins.
    pub pins: &'a [Pin],
    /// Trust roots.
    pub roots: &'a [RootLine],
    /// Directory snapshots.
    pub directories: &'a [DirectorySnapshot],
    /// The day, for ages.
    pub today: Date,
    /// Flags that lead to this trust directory, with a blank in front; empty for the usual one.
    pub flags: &'a str,
}

/// A trust root with how it was chosen.
#[derive(Debug, Clone)]
pub struct RootLine {
    /// Its name.
    pub name: String,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// How that was confirmed.
    pub how: String,
    /// By whom.
    pub who: String,
    /// When.
    pub when: Date,
    /// The file it is recorded in.
    pub source: String,
}

/// Everything that is trusted, what each vouches for, and how to remove it.
#[must_use]
pub fn trusted_text(trusted: &Trusted, options: &Options) -> String {
    let mut page = Page::new(options);
    let (pins, roots, directories) = (trusted.pins, trusted.roots, trusted.directories);
    if pins.is_empty() && roots.is_empty() && directories.is_empty() {
        page.line(
            "Nothing is trusted  ",
            STRONG,
            "no pin, no trust root and no directory; see `bonafide trust confirm --help`",
            PLAIN,
        );
        return page.finish();
    }
    let count =
        |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let counts = [
        count(pins.len(), "pin", "pins"),
        count(roots.len(), "trust root", "trust roots"),
        count(directories.len(), "directory", "directories"),
    ];
    page.line("Trusted  ", STRONG, &counts.join(", "), PLAIN);
    for pin in pins {
        page.blank();
        one_pin(&mut page, pin, trusted);
    }
    for root in roots {
        page.blank();
        page.line(
            &format!("trust root {}  ", root.name),
            STRONG,
            &root.fingerprint.spaced(),
            PLAIN,
        );
        page.indented(
            2,
            "vouches for every User ID that this key itself certified",
            PLAIN,
        );
        page.indented(
            2,
            &format!("chosen {} by {}: {}", root.when, root.who, root.how),
            PLAIN,
        );
        page.indented(2, &root.source, FAINT);
        page.indented(
            2,
            &format!(
                "remove: bonafide trust remove {}{}",
                word(&root.name),
                trusted.flags
            ),
            FAINT,
        );
    }
    for directory in directories {
        page.blank();
        snapshot(&mut page, directory, trusted);
    }
    page.finish()
}

fn snapshot(page: &mut Page<'_>, directory: &DirectorySnapshot, trusted: &Trusted) {
    let days = (trusted.today - directory.taken).get_days();
    let age = match days {
        ..0 => "dated in the future".to_owned(),
        0 => "of today".to_owned(),
        1 => "1 day old".to_owned(),
        days => format!("{days} days old"),
    };
    let with_key = directory
        .entries
        .iter()
        .filter(|entry| !entry.fingerprints.is_empty())
        .count();
    page.line(
        &format!("directory {}  ", directory.name),
        STRONG,
        &format!("taken {}, {age}", directory.taken),
        PLAIN,
    );
    page.indented(
        2,
        &format!(
            "vouches for {with_key} of its {} teams: those with a full fingerprint, while it is fresh",
            directory.entries.len()
        ),
        if with_key == 0 { CAUTION } else { PLAIN },
    );
    page.indented(2, &directory.source, FAINT);
    page.indented(
        2,
        &format!(
            "remove: bonafide trust remove {}{}",
            word(&directory.name),
            trusted.flags
        ),
        FAINT,
    );
}

fn one_pin(page: &mut Page<'_>, pin: &Pin, trusted: &Trusted) {
    page.line(
        &format!("{}  ", pin.team),
        STRONG,
        &pin.fingerprint.spaced(),
        PLAIN,
    );
    let vouches: Vec<&str> = pin
        .domains
        .iter()
        .chain(&pin.emails)
        .map(String::as_str)
        .collect();
    page.indented(2, &format!("vouches for {}", vouches.join(", ")), PLAIN);
    page.indented(
        2,
        &format!("confirmed {} by {}: {}", pin.when, pin.who, pin.how),
        PLAIN,
    );
    match pin.confirm_again {
        Some(day) if day <= trusted.today => page.indented(
            2,
            &format!("due to be confirmed again since {day}"),
            CAUTION,
        ),
        Some(day) => page.indented(2, &format!("confirm again from {day}"), PLAIN),
        None => {}
    }
    page.indented(2, &pin.source, FAINT);
    page.indented(
        2,
        &format!(
            "remove: bonafide trust remove {}{}",
            word(&pin.team),
            trusted.flags
        ),
        FAINT,
    );
}

/// The pins with what each one vouches for and how it was confirmed.
#[must_use]
pub fn pins_text(pins: &[Pin], options: &Options) -> String {
    let mut page = Page::new(options);
    if pins.is_empty() {
        page.line(
            "No pins  ",
            STRONG,
            "nothing is confirmed yet; see `bonafide trust confirm --help`",
            PLAIN,
        );
    }
    for pin in pins {
        page.line(
            &format!("{}  ", pin.team),
            STRONG,
            &pin.fingerprint.spaced(),
            PLAIN,
        );
        let vouches: Vec<&str> = pin
            .domains
            .iter()
            .chain(&pin.emails)
            .map(String::as_str)
            .collect();
        page.indented(2, &format!("vouches for {}", vouches.join(", ")), PLAIN);
        let again = pin
            .confirm_again
            .map(|day| format!("; confirm again from {day}"))
            .unwrap_or_default();
        page.indented(
            2,
            &format!("confirmed {} by {}: {}{again}", pin.when, pin.who, pin.how),
            PLAIN,
        );
        page.indented(2, &pin.source, FAINT);
    }
    page.finish()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_shown_with_what_it_vouches_for_and_hostile_names_stay_text() {
        let pin = Pin {
            team: "X\u{1b}[31m-CERT".to_owned(),
            fingerprint: "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap(),
            domains: vec!["x.example".to_owned()],
            emails: vec!["duty@y.example".to_owned()],
            how: "by phone".to_owned(),
            who: "A. Analyst".to_owned(),
            when: "2026-03-02".parse().unwrap(),
            confirm_again: None,
            source: "partners/x-cert.toml".to_owned(),
        };
        let text = pins_text(&[pin], &Options::default());
        assert!(!text.contains('\u{1b}'), "{text}");
        for part in [
            "8A1E C5D2",
            "x.example, duty@y.example",
            "2026-03-02",
            "by phone",
            "partners/x-cert.toml",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(pins_text(&[], &Options::default()).contains("trust confirm"));
    }

    #[test]
    fn everything_that_is_trusted_is_listed_with_its_age_and_how_to_remove_it() {
        let key: Fingerprint = "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap();
        let pin = Pin {
            team: "X CERT's".to_owned(),
            fingerprint: key.clone(),
            domains: vec!["x.example".to_owned()],
            emails: Vec::new(),
            how: "by phone".to_owned(),
            who: "A. Analyst".to_owned(),
            when: "2026-03-02".parse().unwrap(),
            confirm_again: Some("2026-10-01".parse().unwrap()),
            source: "partners/x-cert.toml".to_owned(),
        };
        let root = RootLine {
            name: "introducer".to_owned(),
            fingerprint: key.clone(),
            how: "at a meeting".to_owned(),
            who: "A. Analyst".to_owned(),
            when: "2026-01-01".parse().unwrap(),
            source: "roots/introducer.toml".to_owned(),
        };
        let entry = |fingerprints: Vec<Fingerprint>| bonafide_model::evidence::DirectoryEntry {
            names: vec!["T".to_owned()],
            emails: Vec::new(),
            phones: Vec::new(),
            fingerprints,
        };
        let directory = DirectorySnapshot {
            name: "first\u{1b}[31m".to_owned(),
            taken: "2026-10-22".parse().unwrap(),
            entries: vec![entry(vec![key]), entry(Vec::new())],
            source: "directories/first.toml".to_owned(),
        };
        let trusted = Trusted {
            pins: &[pin],
            roots: &[root],
            directories: &[directory],
            today: "2026-11-01".parse().unwrap(),
            flags: " --keyring kr",
        };
        let text = trusted_text(&trusted, &Options::default());
        assert!(!text.contains('\u{1b}'), "{text}");
        for part in [
            "1 pin, 1 trust root, 1 directory",
            "due to be confirmed again since 2026-10-01",
            "bonafide trust remove 'X CERT'\\''s'",
            "bonafide trust remove introducer --keyring kr",
            "at a meeting",
            "10 days old",
            "vouches for 1 of its 2 teams",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let nothing = Trusted {
            pins: &[],
            roots: &[],
            directories: &[],
            ..trusted
        };
        assert!(trusted_text(&nothing, &Options::default()).contains("trust confirm"));
    }
}
