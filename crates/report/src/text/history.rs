//! What was seen before, as a list.

use bonafide_model::judgement::{LastRun, Remembered, Sight};

use super::Options;
use super::page::{FAINT, PLAIN, Page, STRONG};
use crate::words::time;

/// What history holds about each subject: how runs ended last, and every authentic sight, oldest
/// first.
#[must_use]
pub fn history_text(subjects: &[Remembered], options: &Options) -> String {
    let mut page = Page::new(options);
    if subjects.is_empty() {
        page.line(
            "Nothing  ",
            STRONG,
            "no profile has been authentic yet, and no audit has run",
            PLAIN,
        );
    }
    for Remembered {
        subject,
        last,
        sights,
    } in subjects
    {
        page.line("", PLAIN, subject, STRONG);
        if let Some(last) = last {
            page.indented(2, &last_run(last), PLAIN);
        }
        if sights.is_empty() {
            page.indented(2, "never authentic", PLAIN);
        }
        for sight in sights {
            page.indented(2, &seen(sight), PLAIN);
            page.indented(4, &details(sight), FAINT);
        }
    }
    page.finish()
}

pub(super) fn last_run(last: &LastRun) -> String {
    let verdict = last.verdict.map_or_else(
        || "no verdict yet".to_owned(),
        |(verdict, why)| {
            let why = why
                .map(|why| format!("/{}", why.as_str()))
                .unwrap_or_default();
            format!("{}{why}", verdict.as_str())
        },
    );
    let since = last
        .since
        .map(|since| format!(" since {}", time(since)))
        .unwrap_or_default();
    let tried = time(last.attempted_at);
    // An outage that began with the last run has nothing to tell but that.
    let tried = match last.unreachable_since.map(time) {
        Some(since) if since == tried => format!("not reached on {tried}"),
        Some(since) => format!("not reached since {since}, last tried {tried}"),
        None => format!("last checked {tried}"),
    };
    format!("audit: {verdict}{since}, {tried}")
}

fn seen(sight: &Sight) -> String {
    let version = sight
        .version
        .as_ref()
        .map(|version| format!(", version {version}"))
        .unwrap_or_default();
    let date = sight
        .date
        .map(|date| format!(", dated {date}"))
        .unwrap_or_default();
    let signed = sight
        .signed_at
        .map(|signed| format!(", signed {}", time(signed)))
        .unwrap_or_default();
    let first = Some(sight.first_seen()).filter(|first| *first != sight.seen_at);
    let first = first
        .map(|first| format!("{} to ", time(first)))
        .unwrap_or_default();
    format!(
        "authentic, seen {first}{}{version}{date}{signed}",
        time(sight.seen_at)
    )
}

fn details(sight: &Sight) -> String {
    let key = sight
        .fingerprint
        .as_ref()
        .map(|key| format!("key {}; ", key.spaced()))
        .unwrap_or_default();
    let contacts: Vec<&str> = sight
        .emails
        .iter()
        .chain(&sight.phones)
        .map(String::as_str)
        .collect();
    format!(
        "{key}SHA-256 {}; contacts {}",
        sight.document_sha256,
        contacts.join(", ")
    )
}

#[cfg(test)]
pub(crate) mod tests {
    #![allow(clippy::unwrap_used)]
    use bonafide_model::judgement::{Verdict, Why};

    use super::*;

    pub(crate) fn remembered() -> Remembered {
        let time = |text: &str| text.parse().unwrap();
        Remembered {
            subject: "https://x.example/\u{1b}[31mrfc2350.pdf".to_owned(),
            last: Some(LastRun {
                attempted_at: time("2026-11-02T02:00:00Z"),
                verdict: Some((Verdict::Unverified, Some(Why::Expired))),
                since: Some(time("2026-10-30T02:00:00Z")),
                unreachable_since: Some(time("2026-11-01T02:00:00Z")),
            }),
            sights: vec![Sight {
                seen_at: time("2026-10-01T02:00:00Z"),
                verdict: Verdict::Authentic,
                document_sha256: "ab".repeat(32),
                version: Some("1.2".to_owned()),
                date: Some("2026-09-30".parse().unwrap()),
                signed_at: None,
                fingerprint: Some("8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap()),
                emails: vec!["cert@x.example".to_owned()],
                phones: vec!["+33100000000".to_owned()],
                first_seen_at: None,
                language: None,
                media_type: None,
                teams: Vec::new(),
                relation: bonafide_model::judgement::SightRelation::Place,
            }],
        }
    }

    #[test]
    fn what_was_seen_is_shown_with_its_key_and_contacts_and_hostile_text_stays_text() {
        let text = history_text(
            &[remembered()],
            &Options {
                width: 160,
                ..Options::default()
            },
        );
        assert!(!text.contains('\u{1b}'), "{text}");
        for part in [
            "unverified/expired since 2026-10-30",
            "not reached since 2026-11-01",
            "version 1.2",
            "8A1E C5D2",
            "cert@x.example",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn an_outcome_that_is_missing_is_said_to_be_missing() {
        let never = Remembered {
            subject: "x".to_owned(),
            last: None,
            sights: Vec::new(),
        };
        assert!(history_text(&[never], &Options::default()).contains("never authentic"));
        assert!(
            history_text(&[], &Options::default()).contains("no profile has been authentic yet")
        );
    }

    #[test]
    fn an_outage_that_began_with_the_last_run_is_told_once() {
        let Remembered {
            last: Some(last), ..
        } = remembered()
        else {
            unreachable!()
        };
        assert_eq!(
            last_run(&last),
            "audit: unverified/expired since 2026-10-30T02:00:00Z, not reached since 2026-11-01T02:00:00Z, last tried 2026-11-02T02:00:00Z"
        );
        let first = LastRun {
            unreachable_since: Some(last.attempted_at),
            verdict: None,
            since: None,
            ..last
        };
        assert_eq!(
            last_run(&first),
            "audit: no verdict yet, not reached on 2026-11-02T02:00:00Z"
        );
    }
}
