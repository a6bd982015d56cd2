//! Acknowledging what the last run found.

use bonafide_history::{Ack, History, HistoryError, Last};
use bonafide_model::Timestamp;
use bonafide_model::judgement::{Acked, Acknowledged};
use jiff::civil::Date;

use super::store;

/// Why nothing was acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum AckError {
    /// No run has recorded it.
    #[error(
        "{0}: no audit has recorded such a partner or document; name it as the audit's report does"
    )]
    Unknown(String),
    /// Several have that name.
    #[error("{name}: this could be any of {}; name one of these", candidates.join(", "))]
    Ambiguous {
        /// What was named.
        name: String,
        /// What it could be.
        candidates: Vec<String>,
    },
    /// The reason is empty.
    #[error("say why: every report shows the reason")]
    NoReason,
    /// The day is over.
    #[error("{0} is over already")]
    Past(Date),
    /// The store.
    #[error(transparent)]
    History(#[from] HistoryError),
}

/// Acknowledges what the last run found about a partner or document, until that changes: another
/// verdict, another reason, other bytes, another outage. It changes no verdict.
///
/// # Errors
/// Where no run has recorded it under that name, or the history cannot be written.
pub fn acknowledge(
    history: &mut History,
    name: &str,
    reason: &str,
    until: Option<Date>,
    now: Timestamp,
) -> Result<Acknowledged, AckError> {
    if reason.trim().is_empty() {
        return Err(AckError::NoReason);
    }
    if let Some(day) = until.filter(|day| *day < today(now)) {
        return Err(AckError::Past(day));
    }
    let team = find(history, name)?;
    let last = history.last(&team, None)?;
    let last = last
        .as_ref()
        .and_then(|last| Some((store::last_state(last)?, acked(last)?)));
    let (change, what) = last.ok_or_else(|| AckError::Unknown(name.to_owned()))?;
    let name = shown(&team).to_owned();
    let ack = Ack {
        team,
        change,
        reason: reason.to_owned(),
        until,
        made_at: now,
    };
    history.ack(&ack)?;
    Ok(Acknowledged { name, what, until })
}

/// What [`store::last_state`] names, as data.
fn acked(last: &Last) -> Option<Acked> {
    match (last.unreachable_since, &last.run) {
        (Some(since), _) => Some(Acked::Outage { since }),
        (None, Some(run)) => Some(Acked::Judged {
            verdict: run.verdict,
            leaf: run.reason.clone(),
        }),
        (None, None) => None,
    }
}

/// The name by which reports show the subject with this key in the history.
fn shown(key: &str) -> &str {
    ["partner:", "file:"]
        .iter()
        .find_map(|kind| key.strip_prefix(kind))
        .unwrap_or(key)
}

/// The day in UTC.
pub(crate) fn today(now: Timestamp) -> Date {
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Whether reports show the subject with this key in the history by that name.
pub(crate) fn is_shown_as(key: &str, name: &str) -> bool {
    key.strip_prefix("partner:") == Some(name)
        || key.strip_prefix("file:").is_some_and(|path| {
            path == name || path.split_once('/').is_some_and(|(_, rest)| rest == name)
        })
}

/// By its key in the history, or by the name that reports show.
fn find(history: &History, name: &str) -> Result<String, AckError> {
    let teams = history.teams()?;
    if teams.iter().any(|team| team == name) {
        return Ok(name.to_owned());
    }
    let shown = |team: &String| is_shown_as(team, name);
    let mut candidates: Vec<String> = teams.into_iter().filter(shown).collect();
    match candidates.len() {
        0 => Err(AckError::Unknown(name.to_owned())),
        1 => Ok(candidates.remove(0)),
        _ => Err(AckError::Ambiguous {
            name: name.to_owned(),
            candidates,
        }),
    }
}
