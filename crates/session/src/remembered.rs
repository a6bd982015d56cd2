//! What history holds, for showing it.

use bonafide_history::{History, HistoryError, Last};
use bonafide_model::{LastRun, Past, Remembered};

use crate::audit::is_shown_as;
use crate::remember::team_key;

/// Everything that history holds, by subject; or about those that are known by, or shown as, one name.
///
/// # Errors
/// As [`History::past`]: a damaged store is never shown in part.
pub fn remembered(history: &History, subject: Option<&str>) -> Result<Vec<Remembered>, HistoryError> {
    let subjects = history.teams()?;
    subjects.into_iter().filter(|known| subject.is_none_or(|name| goes_by(known, name))).map(|known| one(history, known)).collect()
}

fn goes_by(known: &str, name: &str) -> bool {
    name == known || is_shown_as(known, name) || team_key(name) == known
}

fn one(history: &History, subject: String) -> Result<Remembered, HistoryError> {
    let sights = match history.past(&subject)? {
        Past::Seen(sights) => sights,
        Past::NotAsked | Past::Empty | Past::Damaged(_) => Vec::new(),
    };
    let last = history.last(&subject)?.map(|Last { run, since, attempted_at, unreachable_since }| LastRun {
        attempted_at,
        verdict: run.map(|run| (run.verdict, run.why)),
        since,
        unreachable_since,
    });
    Ok(Remembered { subject, last, sights })
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
