//! What a newer snapshot of a directory says otherwise than the one that is kept.

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::DirectoryChange;
use jiff::civil::Date;

use super::Options;
use super::page::{FAINT, PLAIN, Page, STRONG};
use crate::told::Mark;

/// The most teams of one kind that are named.
const MAX_NAMED: usize = 30;

/// A snapshot that is about to be kept, or was.
#[derive(Debug, Clone)]
pub struct Renewal<'a> {
    /// The directory's name.
    pub name: &'a str,
    /// Where it was fetched or read.
    pub from: &'a str,
    /// The day of the snapshot that is kept; `None` where there is none.
    pub before: Option<Date>,
    /// The day of the new one.
    pub taken: Date,
    /// How many teams the new one has.
    pub teams: usize,
    /// What it says otherwise.
    pub changes: &'a [DirectoryChange],
    /// The command that keeps it; `None` where it was kept.
    pub again: Option<&'a str>,
}

/// What changes, the gravest first.
#[must_use]
pub fn renewal_text(renewal: &Renewal, options: &Options) -> String {
    let mut page = Page::new(options);
    let since = match renewal.before {
        Some(before) => format!("{} teams, compared with {before}", renewal.teams),
        None => format!("{} teams, the first snapshot", renewal.teams),
    };
    page.line(
        &format!("Directory {}  ", renewal.name),
        STRONG,
        &format!("{since}, taken {}", renewal.taken),
        PLAIN,
    );
    page.indented(2, renewal.from, FAINT);
    // All of a first snapshot is new.
    if renewal.before.is_some() {
        changes(&mut page, renewal.changes);
    }
    if let Some(again) = renewal.again {
        page.heading("Next");
        page.indented(
            2,
            "Nothing was recorded. A changed key is a rotation or a forgery: before you accept one that you rely on, ask the team. To accept \
             all changes:",
            PLAIN,
        );
        page.verbatim(4, again, PLAIN);
    }
    page.finish()
}

fn changes(page: &mut Page<'_>, changes: &[DirectoryChange]) {
    if changes.is_empty() {
        page.indented(2, "only the day changed", PLAIN);
    }
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    let mut grave = Vec::new();
    for change in changes {
        match change {
            DirectoryChange::Keys {
                team,
                before,
                after,
            } => grave.push(format!(
                "{team}: KEY CHANGED from {} to {}",
                keys(before),
                keys(after)
            )),
            DirectoryChange::Addresses {
                team,
                before,
                after,
            } => grave.push(format!(
                "{team}: address changed from {} to {}",
                or_none(&before.join(", ")),
                or_none(&after.join(", "))
            )),
            DirectoryChange::Gone(team) => gone.push(team.as_str()),
            DirectoryChange::New(team) => new.push(team.as_str()),
        }
    }
    // Whatever else changed, no changed key is left out.
    for text in &grave {
        page.marked(2, Mark::Warning, text);
    }
    for (what, teams) in [("gone", gone), ("new", new)] {
        if !teams.is_empty() {
            let more = match teams.len().saturating_sub(MAX_NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let named: Vec<&str> = teams.iter().take(MAX_NAMED).copied().collect();
            page.indented(
                2,
                &format!("{} {what}: {}{more}", teams.len(), named.join(", ")),
                PLAIN,
            );
        }
    }
}

fn keys(keys: &[Fingerprint]) -> String {
    let spaced: Vec<String> = keys.iter().map(Fingerprint::spaced).collect();
    or_none(&spaced.join(", ")).to_owned()
}

fn or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_key_is_told_before_everything_else_and_names_stay_text() {
        let key = |digit: char| digit.to_string().repeat(40).parse().unwrap();
        let changes = [
            DirectoryChange::Keys {
                team: "X\u{1b}[31m".to_owned(),
                before: vec![key('A')],
                after: Vec::new(),
            },
            DirectoryChange::Gone("Y".to_owned()),
            DirectoryChange::New("Z".to_owned()),
        ];
        let renewal = Renewal {
            name: "first",
            from: "https://dir.example/teams.json",
            before: Some("2026-10-01".parse().unwrap()),
            taken: "2026-11-01".parse().unwrap(),
            teams: 7,
            changes: &changes,
            again: Some("bonafide trust refresh --yes"),
        };
        let text = renewal_text(&renewal, &Options::default());
        assert!(!text.contains('\u{1b}'), "{text}");
        for part in [
            "compared with 2026-10-01",
            "KEY CHANGED from AAAA",
            "to none",
            "1 gone: Y",
            "1 new: Z",
            "Nothing was recorded",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let same = Renewal {
            changes: &[],
            again: None,
            ..renewal
        };
        let text = renewal_text(&same, &Options::default());
        assert!(
            text.contains("only the day changed") && !text.contains("Next"),
            "{text}"
        );
    }
}
