//! `directories/<name>.toml`: what a directory of teams said on one day.
//!
//! The threat it answers: a directory is run by somebody else than the team's web server, so that
//! both would have to be changed at once. It is a copy with a date, imported on purpose, because a
//! look-up at the moment of need goes where the attacker waits.

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{DirectoryEntry, DirectorySnapshot};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::error::{KeyringError, Problem};
use crate::format::ImportFormat;
use crate::record::{Source, quoted, quoted_list};
use crate::value;

/// Most teams in one snapshot; the largest directory has fewer than a thousand.
pub(crate) const MAX_TEAMS: usize = 20_000;

/// Where a snapshot was fetched, so that it can be fetched again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectoryOrigin {
    /// The snapshot's name.
    pub name: String,
    /// Its URL, as the user named it.
    pub url: String,
    /// What was read there.
    pub format: ImportFormat,
    /// When.
    pub fetched: Timestamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    taken: Spanned<Datetime>,
    from: Option<From>,
    #[serde(default)]
    team: Vec<Team>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct From {
    url: Spanned<String>,
    format: Spanned<String>,
    fetched: Spanned<String>,
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

/// Reads a snapshot, and where it was fetched.
pub(crate) fn parse(
    source: &Source<'_>,
) -> Result<(DirectorySnapshot, Option<DirectoryOrigin>), KeyringError> {
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
    let name = source.text("name", &file.name)?;
    let origin = file.from.as_ref().map(|from| origin(source, &name, from));
    let snapshot = DirectorySnapshot {
        name,
        taken: source.day(&file.taken)?,
        entries: file
            .team
            .iter()
            .map(|team| entry(source, team))
            .collect::<Result<_, _>>()?,
        source: source.name(),
    };
    Ok((snapshot, origin.transpose()?))
}

fn origin(source: &Source<'_>, name: &str, from: &From) -> Result<DirectoryOrigin, KeyringError> {
    let wrong = |value: &Spanned<String>| {
        let text = value.get_ref().chars().take(100).collect();
        source.broken(value.span(), Problem::NotAnOrigin(text))
    };
    Ok(DirectoryOrigin {
        name: name.to_owned(),
        url: source
            .all(std::slice::from_ref(&from.url), value::secure_url)?
            .concat(),
        format: ImportFormat::named(from.format.get_ref()).ok_or_else(|| wrong(&from.format))?,
        fetched: from
            .fetched
            .get_ref()
            .parse()
            .map_err(|_| wrong(&from.fetched))?,
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
pub(crate) fn render(snapshot: &DirectorySnapshot, origin: Option<&DirectoryOrigin>) -> String {
    let mut out = format!(
        "# A copy of a directory of teams as it was on one day, imported on purpose. Do not edit: import a newer one.\n\
         name = {}\ntaken = {}\n",
        quoted(&snapshot.name),
        snapshot.taken
    );
    if let Some(origin) = origin {
        out.push_str(&format!(
            "\n[from]\nurl = {}\nformat = {}\nfetched = {}\n",
            quoted(&origin.url),
            quoted(origin.format.name()),
            quoted(&origin.fetched.to_string())
        ));
    }
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
