//! Lists of partners: where each team's profile is, and what else the list says of it.
//!
//! Unlike a snapshot of a directory, nothing of it is an anchor: a fingerprint in it is one that is
//! to be confirmed with the team.

use std::collections::BTreeMap;

use bonafide_model::audit::ListedPartner;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::registrable_domain;

use super::row::{Place, Row};
use super::sheet::{self, Sheet};
use super::{ImportError, Skipped, json, opml};
use crate::MAX_FILE;
use crate::directory::MAX_TEAMS;
use crate::error::Problem;
use crate::value;

/// Longest name of a team: a line of a report.
const MAX_NAME: usize = 200;

/// Most addresses or fingerprints of one team.
const MAX_VALUES: usize = 64;

/// Most bytes of all notes of one team.
const MAX_NOTES: usize = 16 << 10;

/// Headings of names, best first, without blanks and punctuation.
const NAMES: &[&str] = &[
    "team",
    "name",
    "teamname",
    "shortname",
    "shortteamname",
    "partner",
    "organisation",
    "organization",
];
/// Headings of the place of a profile.
const PROFILES: &[&str] = &[
    "profile",
    "profileurl",
    "rfc2350",
    "rfc2350url",
    "url",
    "link",
];
/// Headings of the team's web site.
const SITES: &[&str] = &["website", "homepage", "site", "web", "www"];
/// Headings of addresses.
const EMAILS: &[&str] = &["email", "emails", "mail", "emailaddress", "contact"];
/// Headings of fingerprints.
const FINGERPRINTS: &[&str] = &[
    "fingerprint",
    "fingerprints",
    "pgpfingerprint",
    "openpgpfingerprint",
    "gpgfingerprint",
    "pgp",
    "pgpkey",
];

/// A form of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerFormat {
    /// A table with a heading line, of which `url` is needed; `team`, `email` and `fingerprint` are
    /// known too. Columns are parted by commas, semicolons or tabs.
    Csv,
    /// The Trusted Introducer's `teams.json`.
    TrustedIntroducer,
    /// FIRST's list of teams.
    First,
    /// OPML 2.0.
    Opml,
}

/// What a list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerList {
    /// The partners, in the order of the list.
    pub partners: Vec<ListedPartner>,
    /// What was left out: values, and rows without anything to look at.
    pub skipped: Vec<Skipped>,
    /// How many rows were left out as a whole.
    pub rows_left_out: usize,
}

/// Reads a list of partners. A row that cannot be used is left out and noted, so that one slip does
/// not keep the other rows out.
///
/// # Errors
/// Where the list as a whole is not of that format, or nothing in it can be used.
pub fn partners(bytes: &[u8], format: PartnerFormat) -> Result<PartnerList, ImportError> {
    if bytes.len() as u64 > MAX_FILE {
        return Err(ImportError::TooLarge);
    }
    let numbered = |rows: Vec<Row>| -> Vec<(String, Row)> {
        let numbered = rows.into_iter().enumerate();
        numbered
            .map(|(index, row)| (format!("entry {}", index + 1), row))
            .collect()
    };
    let rows = match format {
        PartnerFormat::Csv => table(bytes)?,
        PartnerFormat::TrustedIntroducer | PartnerFormat::First => numbered(json::rows(bytes)?),
        PartnerFormat::Opml => numbered(opml::rows(bytes)?),
    };
    if rows.len() > MAX_TEAMS {
        return Err(ImportError::TooManyTeams);
    }
    let mut list = PartnerList::default();
    for (place, row) in rows {
        list.add(place, row);
    }
    if list.partners.is_empty() && list.skipped.is_empty() {
        return Err(ImportError::NoTeams);
    }
    Ok(list)
}

/// One partner as the user names it.
///
/// # Errors
/// Where a value cannot be used.
pub fn partner(
    url: &str,
    name: Option<&str>,
    emails: &[String],
    fingerprints: &[Fingerprint],
) -> Result<ListedPartner, Problem> {
    let profile = value::profile_url(url)?;
    Ok(ListedPartner {
        place: profile.clone(),
        team: match name {
            Some(name) => team_name(name)?,
            None => name_of_host(&profile),
        },
        emails: emails
            .iter()
            .map(|address| value::email(address))
            .collect::<Result<_, _>>()?,
        unconfirmed: fingerprints.to_vec(),
        notes: BTreeMap::new(),
        is_site: false,
        profile,
    })
}

/// What a team without a name is called: its registrable domain.
#[must_use]
pub fn name_of_host(url: &str) -> String {
    let host = url::Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned))
        .unwrap_or_default();
    registrable_domain(&host).unwrap_or(host)
}

/// A team's name.
pub(super) fn team_name(name: &str) -> Result<String, Problem> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.chars().count() > MAX_NAME {
        return Err(Problem::TooLong {
            what: "team",
            max: MAX_NAME,
        });
    }
    value::text("team", &name)
}

fn table(bytes: &[u8]) -> Result<Vec<(String, Row)>, ImportError> {
    let sheet = Sheet::parse(bytes)?;
    let [names, profiles, sites, emails, fingerprints] =
        [NAMES, PROFILES, SITES, EMAILS, FINGERPRINTS].map(|known| sheet.columns(known));
    if profiles.is_empty() && sites.is_empty() {
        return Err(ImportError::NoColumn {
            wanted: "url",
            header: sheet.header(),
        });
    }
    let of = |(line, cells): &(u64, Vec<String>)| {
        let mut used = Vec::new();
        let mut take = |columns: &[usize]| {
            let (column, cell) = sheet::first(cells, columns)?;
            used.push(column);
            Some(cell.to_owned())
        };
        let site = |url| match &url {
            // The one is a note where the other counts.
            _ if sheet::first(cells, &profiles).is_some() => None,
            _ => Some(Place::site(url)),
        };
        let row = Row {
            names: take(&names).into_iter().collect(),
            profiles: take(&profiles)
                .map(Place::profile)
                .or_else(|| take(&sites).and_then(site))
                .into_iter()
                .collect(),
            emails: take(&emails)
                .map(|cell| sheet::values(&cell, |c| ";,".contains(c) || c.is_whitespace()))
                .unwrap_or_default(),
            fingerprints: take(&fingerprints)
                .map(|cell| sheet::values(&cell, |c| ";,|\n".contains(c)))
                .unwrap_or_default(),
            ..Row::default()
        };
        let notes = sheet.headings.iter().zip(cells).enumerate();
        let notes = notes.filter(|(column, (heading, cell))| {
            !used.contains(column) && !heading.is_empty() && !cell.is_empty()
        });
        let notes = notes.map(|(_, (heading, cell))| (heading.clone(), cell.clone()));
        let row = Row {
            notes: notes.collect(),
            ..row
        };
        (format!("line {line}"), row)
    };
    Ok(sheet.rows.iter().map(of).collect())
}

impl PartnerList {
    fn add(&mut self, place: String, row: Row) {
        let shown = match row.names.first() {
            Some(name) => format!("{place}, {}", name.chars().take(60).collect::<String>()),
            None => place.clone(),
        };
        match self.used(&shown, row) {
            Ok(partner) => self.partners.push(ListedPartner { place, ..partner }),
            Err(problem) => {
                self.rows_left_out += 1;
                self.skip(&shown, problem);
            }
        }
    }

    fn used(&mut self, shown: &str, row: Row) -> Result<ListedPartner, Problem> {
        let Place { url, is_site } = row.profiles.into_iter().next().ok_or(Problem::NoUrl)?;
        let profile = value::profile_url(&url)?;
        let team = match row.names.iter().find(|name| !name.trim().is_empty()) {
            Some(name) => team_name(name)?,
            None => name_of_host(&profile),
        };
        let emails = self.each(shown, row.emails, value::email);
        let unconfirmed = self.each(shown, row.fingerprints, value::fingerprint);
        let (mut notes, mut bytes) = (BTreeMap::new(), 0);
        for (key, text) in row.notes {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                continue;
            }
            let checked =
                value::text("heading", &key).and_then(|key| Ok((key, value::text("note", &text)?)));
            match checked {
                Ok((key, text)) => {
                    bytes += key.len() + text.len();
                    notes.insert(key, text);
                }
                Err(problem) => self.skip(shown, problem),
            }
        }
        if bytes > MAX_NOTES {
            return Err(Problem::TooMuch { max: MAX_NOTES });
        }
        Ok(ListedPartner {
            place: String::new(),
            team,
            profile,
            emails,
            unconfirmed,
            notes,
            is_site,
        })
    }

    /// The values that pass, each once; the others are noted.
    fn each<T: PartialEq>(
        &mut self,
        shown: &str,
        values: Vec<String>,
        check: impl Fn(&str) -> Result<T, Problem>,
    ) -> Vec<T> {
        let mut good = Vec::new();
        if values.len() > MAX_VALUES {
            self.skip(
                shown,
                Problem::TooMany {
                    what: "addresses or fingerprints in one row",
                    max: MAX_VALUES,
                },
            );
        }
        for value in values.iter().take(MAX_VALUES) {
            match check(value) {
                Ok(value) if good.contains(&value) => {}
                Ok(value) => good.push(value),
                Err(problem) => self.skip(shown, problem),
            }
        }
        good
    }

    fn skip(&mut self, shown: &str, problem: Problem) {
        self.skipped.push(Skipped {
            team: shown.to_owned(),
            problem,
        });
    }
}
