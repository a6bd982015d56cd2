//! What history holds, for showing it.

use bonafide_history::{History, HistoryError, Last, place, team};
use bonafide_model::judgement::{LastRun, Remembered};

use crate::audit::is_shown_as;

/// Everything that history holds, by subject; or about those that are known by, or shown as, one
/// name.
///
/// # Errors
/// As [`History::past`]: a damaged store is never shown in part.
pub fn remembered(
    history: &History,
    subject: Option<&str>,
) -> Result<Vec<Remembered>, HistoryError> {
    let subjects = history.teams()?;
    subjects
        .into_iter()
        .filter(|known| subject.is_none_or(|name| goes_by(known, name)))
        .map(|known| one(history, known))
        .collect()
}

/// The subjects that are forgotten with this one, this one too: those by whose sights it would
/// still be judged.
///
/// # Errors
/// As [`remembered`].
pub fn forgotten_with(history: &History, subject: &str) -> Result<Vec<Remembered>, HistoryError> {
    history
        .related(subject)?
        .into_iter()
        .map(|known| one(history, known))
        .collect()
}

fn goes_by(known: &str, name: &str) -> bool {
    name == known
        || is_shown_as(known, name)
        || team(name) == known
        || place(name).is_some_and(|place| place == known)
}

fn one(history: &History, subject: String) -> Result<Remembered, HistoryError> {
    let sights = history.sights(&subject)?;
    let last = history.last(&subject, None)?.map(last_run);
    Ok(Remembered {
        subject,
        last,
        sights,
    })
}

/// How the last run ended.
pub(crate) fn last_run(last: Last) -> LastRun {
    LastRun {
        attempted_at: last.attempted_at,
        verdict: last.run.map(|run| (run.verdict, run.why)),
        since: last.since,
        unreachable_since: last.unreachable_since,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_team_goes_by_the_name_that_its_user_gave_it() {
        for name in ["GULL-CERT", "gull-cert", " Gull-CERT ", "team:gull-cert"] {
            assert!(goes_by("team:gull-cert", name), "{name:?}");
        }
        assert!(goes_by("partner:elm", "elm"));
        assert!(!goes_by("team:gull-cert", "gull"));
        assert!(!goes_by("https://gull.example/rfc2350.txt", "gull"));
    }
}
