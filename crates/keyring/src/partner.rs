//! `partners/<slug>.toml`: the confirmed keys of one team.
//!
//! The threat it answers: whoever controls a team's web server replaces document, signature and key
//! together. Only somebody who asked the team over another channel can tell, and this file is where
//! that answer is kept for review.

use std::fmt::Write as _;
use std::path::PathBuf;

use bonafide_model::evidence::Pin;
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::error::{KeyringError, Problem};
use crate::record::{Source, quoted, quoted_list};
use crate::value;

/// Most pins of one team: a team has a handful of keys over decades.
const MAX_PINS: usize = 100;

/// One team's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Partner {
    /// The file.
    pub path: PathBuf,
    /// The team as the file names it.
    pub team: String,
    /// Its pins, at least one.
    pub pins: Vec<Pin>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    team: Spanned<String>,
    #[serde(default)]
    pin: Vec<Spanned<PinTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct PinTable {
    fingerprint: Spanned<String>,
    #[serde(default)]
    domains: Vec<Spanned<String>>,
    #[serde(default)]
    emails: Vec<Spanned<String>>,
    how: Spanned<String>,
    who: Spanned<String>,
    when: Spanned<Datetime>,
    confirm_again: Option<Spanned<Datetime>>,
}

/// Reads a team's file.
pub(crate) fn parse(source: &Source<'_>) -> Result<Partner, KeyringError> {
    let file: File = source.parse()?;
    let team = source.text("team", &file.team)?;
    if file.pin.is_empty() {
        return Err(source.broken(file.team.span(), Problem::NoPin));
    }
    if file.pin.len() > MAX_PINS {
        return Err(source.broken(
            file.team.span(),
            Problem::TooMany {
                what: "pins",
                max: MAX_PINS,
            },
        ));
    }
    let pins = file
        .pin
        .iter()
        .map(|table| pin(source, &team, table))
        .collect::<Result<_, _>>()?;
    Ok(Partner {
        path: source.path(),
        team,
        pins,
    })
}

fn pin(source: &Source<'_>, team: &str, table: &Spanned<PinTable>) -> Result<Pin, KeyringError> {
    let span = table.span();
    let table = table.get_ref();
    let pin = Pin {
        team: team.to_owned(),
        fingerprint: source.fingerprint(&table.fingerprint)?,
        domains: source.all(&table.domains, value::own_domain)?,
        emails: source.all(&table.emails, value::email)?,
        how: source.text("how", &table.how)?,
        who: source.text("who", &table.who)?,
        when: source.day(&table.when)?,
        confirm_again: table
            .confirm_again
            .as_ref()
            .map(|day| source.day(day))
            .transpose()?,
        source: source.name(),
    };
    check(&pin).map_err(|problem| source.broken(span, problem))?;
    Ok(pin)
}

/// What holds between the values of a pin.
pub(crate) fn check(pin: &Pin) -> Result<(), Problem> {
    if pin.domains.is_empty() && pin.emails.is_empty() {
        return Err(Problem::NoScope);
    }
    match pin.confirm_again {
        Some(again) if again <= pin.when => Err(Problem::ConfirmAgainTooEarly),
        _ => Ok(()),
    }
}

/// The form in which names of teams are compared: case and runs of white space make no other team.
#[must_use]
pub fn comparable(team: &str) -> String {
    team.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

/// The head of a new file.
pub(crate) fn head(team: &str) -> String {
    format!(
        "# The confirmed keys of one team. Each [[pin]] says which key, for which domains and addresses it vouches, how and by whom it\n\
         # was confirmed, and when. Change it only after asking the team over a channel that its web site does not control.\n\
         team = {}\n",
        quoted(team)
    )
}

/// One pin as it is appended to a file, so that what a person wrote there stays.
pub(crate) fn block(pin: &Pin) -> String {
    let mut out = format!(
        "\n[[pin]]\nfingerprint = {}\ndomains = {}\n",
        quoted(&pin.fingerprint.spaced()),
        quoted_list(&pin.domains)
    );
    if !pin.emails.is_empty() {
        let _ = writeln!(out, "emails = {}", quoted_list(&pin.emails));
    }
    let _ = writeln!(
        out,
        "how = {}\nwho = {}\nwhen = {}",
        quoted(&pin.how),
        quoted(&pin.who),
        pin.when
    );
    if let Some(day) = pin.confirm_again {
        let _ = writeln!(out, "confirm-again = {day}");
    }
    out
}

/// A pin to be recorded, as an analyst gives it.
///
/// The fingerprint must come from the analyst, who got it out of band; a caller never fills it from
/// the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPin {
    /// The full fingerprint as it was confirmed.
    pub fingerprint: String,
    /// The team's name.
    pub team: String,
    /// Domains whose addresses the team uses.
    pub domains: Vec<String>,
    /// Single addresses outside these domains.
    pub emails: Vec<String>,
    /// How it was confirmed.
    pub how: String,
    /// Who confirmed it.
    pub who: String,
    /// When.
    pub when: Date,
    /// When to confirm it again.
    pub confirm_again: Option<Date>,
    /// The certificate, to be kept beside the pin: material, not trust. It is not looked into.
    pub certificate: Option<Vec<u8>>,
}

/// Whether a pin of this team may vouch for these domains and addresses: for whoever asks before the
/// other values of the pin are known.
///
/// # Errors
/// The first value that is refused.
pub fn ensure_scope(team: &str, domains: &[String], emails: &[String]) -> Result<(), KeyringError> {
    scope(team, domains, emails)?;
    Ok(())
}

/// The team, its domains and its addresses.
type Scope = (String, Vec<String>, Vec<String>);

fn scope(team: &str, domains: &[String], emails: &[String]) -> Result<Scope, Problem> {
    let all = |values: &[String],
               one: fn(&str) -> Result<String, Problem>|
     -> Result<Vec<String>, Problem> {
        values.iter().map(|value| one(value)).collect()
    };
    Ok((
        value::text("team", team)?,
        all(domains, value::own_domain)?,
        all(emails, value::email)?,
    ))
}

impl NewPin {
    /// The pin with every value checked as it would be when read.
    pub(crate) fn checked(&self) -> Result<Pin, Problem> {
        let (team, domains, emails) = scope(&self.team, &self.domains, &self.emails)?;
        let pin = Pin {
            team,
            fingerprint: value::fingerprint(&self.fingerprint)?,
            domains,
            emails,
            how: value::text("how", &self.how)?,
            who: value::text("who", &self.who)?,
            when: self.when,
            confirm_again: self.confirm_again,
            source: String::new(),
        };
        check(&pin)?;
        Ok(pin)
    }
}
