//! `directories/<name>.toml`: what a directory of teams said on one day.
//!
//! The threat it answers: a directory is run by somebody else than the team's web server, so that
//! both would have to be changed at once. It is a copy with a date, imported on purpose, because a
//! look-up at the moment of need goes where the attacker waits.

use bonafide_model::{DirectoryEntry, DirectorySnapshot, Fingerprint};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::error::{KeyringError, Problem};
use crate::record::{Source, quoted, quoted_list};
use crate::value;

/// Most teams in one snapshot; the largest directory has fewer than a thousand.
pub(crate) const MAX_TEAMS: usize = 20_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    taken: Spanned<Datetime>,
    #[serde(default)]
    team: Vec<Team>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Team {
    names: Spanned<Vec<Spanned<String>>>,
    #[serde(default)]
    emails: Vec<Spanned<String>>,
    #[serde(default)]
    phones: Vec<Spanned<String>>,
    #[serde(default)]
    fingerprints: Vec<Spanned<String>>,
}

/// Reads a snapshot.
pub(crate) fn parse(source: &Source<'_>) -> Result<DirectorySnapshot, KeyringError> {
    let file: File = source.parse()?;
    if file.team.is_empty() {
        return Err(source.broken(file.name.span(), Problem::Empty("team")));
    }
    if file.team.len() > MAX_TEAMS {
        return Err(source.broken(
            file.name.span(),
            Problem::TooMany {
                what: "teams",
                max: MAX_TEAMS,
            },
        ));
    }
    Ok(DirectorySnapshot {
        name: source.text("name", &file.name)?,
        taken: source.day(&file.taken)?,
        entries: file
            .team
            .iter()
            .map(|team| entry(source, team))
            .collect::<Result<_, _>>()?,
        source: source.name(),
    })
}

fn entry(source: &Source<'_>, team: &Team) -> Result<DirectoryEntry, KeyringError> {
    if team.names.get_ref().is_empty() {
        return Err(source.broken(team.names.span(), Problem::Empty("names")));
    }
    Ok(DirectoryEntry {
        names: source.all(team.names.get_ref(), |name| value::text("names", name))?,
        emails: source.all(&team.emails, value::email)?,
        phones: source.all(&team.phones, |phone| value::text("phones", phone))?,
        fingerprints: source.all(&team.fingerprints, value::fingerprint)?,
    })
}

/// A snapshot as its file.
pub(crate) fn render(snapshot: &DirectorySnapshot) -> String {
    let mut out = format!(
        "# A copy of a directory of teams as it was on one day, imported on purpose. Do not edit: import a newer one.\n\
         name = {}\ntaken = {}\n",
        quoted(&snapshot.name),
        snapshot.taken
    );
    for entry in &snapshot.entries {
        let fingerprints: Vec<String> =
            entry.fingerprints.iter().map(Fingerprint::spaced).collect();
        out.push_str("\n[[team]]\n");
        for (key, list) in [
            ("names", &entry.names),
            ("emails", &entry.emails),
            ("phones", &entry.phones),
            ("fingerprints", &fingerprints),
        ] {
            out.push_str(&format!("{key} = {}\n", quoted_list(list)));
        }
    }
    out
}
