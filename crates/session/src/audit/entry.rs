//! `name.toml`: one partner.

use std::collections::BTreeMap;
use std::path::Path;

use bonafide_model::audit::ListedPartner;
use bonafide_model::judgement::Verdict;
use jiff::civil::Date;
use serde::Deserialize;
use toml::value::Datetime;

use crate::file::{self, FileError};
use crate::{Request, Source, SourceError};

/// The largest entry: a few lines, and what a list says of the team.
pub(crate) const MAX_ENTRY: u64 = 64 << 10;

/// An exception for one partner. It changes no verdict, it only makes the subject not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Why.
    pub reason: String,
    /// The last day on which it holds, in UTC.
    pub until: Date,
}

/// What an entry asks for.
#[derive(Debug, Clone)]
pub(crate) struct Partner {
    /// What is verified.
    pub request: Request,
    /// The worst verdict that satisfies; `None` where the entry leaves it to the run.
    pub required: Option<Verdict>,
    /// Exceptions, those that ended too.
    pub exceptions: Vec<Exception>,
    /// What the entry says of the team. Nothing is judged by it.
    pub about: ListedPartner,
}

/// Why a partner entry cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// It cannot be read.
    #[error("the partner entry cannot be read: {0}")]
    Unreadable(#[from] FileError),
    /// It is no text.
    #[error("the partner entry is not UTF-8 text; save it as UTF-8")]
    NotText,
    /// It is not TOML, or has keys that no entry has.
    #[error("not a sound partner entry: line {line}: {message}")]
    Syntax {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// It has a key that no entry has.
    #[error(
        "not a sound partner entry: line {line}: an entry has no key {key:?}; the guide to scheduled runs lists the keys"
    )]
    UnknownKey {
        /// The line, counted from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// Two subjects of one name would take each other for their past.
    #[error("another subject of this run has the name {0:?} too: rename one of them")]
    SameName(String),
    /// A key is missing.
    #[error("not a sound partner entry: line {line}: the key {key:?} is missing")]
    MissingKey {
        /// The line, counted from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A value of another kind than belongs there.
    #[error("not a sound partner entry: line {line}: a text, or a list of texts, belongs here")]
    Kind {
        /// The line, counted from 1.
        line: usize,
    },
    /// Something that is no fingerprint.
    #[error(
        "{0:?} in `unconfirmed` is no fingerprint; write all digits of it, never a Key ID, or remove it"
    )]
    Fingerprint(String),
    /// A source that cannot be used.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// An exception without a reason or a day.
    #[error(
        "every [[exception]] needs a reason that is not empty, and `until` as a date such as 2027-03-31"
    )]
    Exception,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    profile: String,
    #[serde(default)]
    key: OneOrMore,
    #[serde(default)]
    signature: OneOrMore,
    #[serde(default)]
    checksum: OneOrMore,
    team: Option<String>,
    require: Option<Require>,
    name: Option<String>,
    #[serde(default)]
    emails: OneOrMore,
    #[serde(default)]
    unconfirmed: OneOrMore,
    #[serde(default)]
    notes: BTreeMap<String, String>,
    #[serde(default)]
    exception: Vec<ExceptionTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionTable {
    reason: String,
    until: Datetime,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Require {
    Authentic,
    Unanchored,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn all(self) -> Vec<String> {
        match self {
            Self::One(text) => vec![text],
            Self::More(texts) => texts,
        }
    }
}

impl Default for OneOrMore {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

/// Reads an entry. Relative paths in it are meant from its own directory.
pub(crate) fn read(path: &Path) -> Result<Partner, EntryError> {
    let bytes = file::read(path, MAX_ENTRY)?;
    let text = String::from_utf8(bytes).map_err(|_| EntryError::NotText)?;
    parse(&text, path.parent().unwrap_or(Path::new("")))
}

fn parse(text: &str, folder: &Path) -> Result<Partner, EntryError> {
    let table: Table = toml::from_str(text).map_err(|error| syntax(text, &error))?;
    let sources = |texts: OneOrMore| -> Result<Vec<Source>, EntryError> {
        texts
            .all()
            .iter()
            .map(|text| source(text, folder))
            .collect()
    };
    let request = Request {
        signatures: sources(table.signature)?,
        checksums: sources(table.checksum)?,
        keys: sources(table.key)?,
        team: table.team,
        ..Request::new(source(&table.profile, folder)?)
    };
    let required = table.require.map(|require| match require {
        Require::Authentic => Verdict::Authentic,
        Require::Unanchored => Verdict::Unanchored,
    });
    let exceptions = table
        .exception
        .into_iter()
        .map(exception)
        .collect::<Result<_, _>>()?;
    let unconfirmed = table.unconfirmed.all().into_iter();
    let about = ListedPartner {
        place: String::new(),
        team: table.name.unwrap_or_default(),
        profile: request.subject.display(),
        emails: table.emails.all(),
        unconfirmed: unconfirmed
            .map(|text| text.parse().map_err(|_| EntryError::Fingerprint(text)))
            .collect::<Result<_, _>>()?,
        notes: table.notes,
        is_site: false,
    };
    Ok(Partner {
        request,
        required,
        exceptions,
        about,
    })
}

/// In one line, for reports.
fn syntax(text: &str, error: &toml::de::Error) -> EntryError {
    let before = error
        .span()
        .and_then(|span| text.get(..span.start))
        .unwrap_or_default();
    let (line, message) = (before.matches('\n').count() + 1, error.message());
    // The parser speaks of its own types; these are the slips that people make.
    let named = |begin: &str| Some(message.strip_prefix(begin)?.split('`').nth(1)?.to_owned());
    match (named("unknown field"), named("missing field")) {
        (Some(key), _) => EntryError::UnknownKey { line, key },
        (None, Some(key)) => EntryError::MissingKey { line, key },
        _ if message.contains("untagged enum") => EntryError::Kind { line },
        _ => EntryError::Syntax {
            line,
            message: message.to_owned(),
        },
    }
}

fn source(text: &str, folder: &Path) -> Result<Source, EntryError> {
    Ok(match Source::parse(text)? {
        Source::File(path) => Source::File(folder.join(path)),
        other => other,
    })
}

fn exception(table: ExceptionTable) -> Result<Exception, EntryError> {
    let day = table
        .until
        .date
        .filter(|_| table.until.time.is_none())
        .ok_or(EntryError::Exception)?;
    let until = i16::try_from(day.year)
        .ok()
        .zip(i8::try_from(day.month).ok())
        .zip(i8::try_from(day.day).ok());
    let until = until
        .and_then(|((year, month), day)| Date::new(year, month, day).ok())
        .ok_or(EntryError::Exception)?;
    if table.reason.trim().is_empty() {
        return Err(EntryError::Exception);
    }
    Ok(Exception {
        reason: table.reason,
        until,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read(text: &str) -> Result<Partner, EntryError> {
        parse(text, Path::new("partners"))
    }

    #[test]
    fn an_entry_says_what_is_verified_and_what_is_excepted() {
        let partner = read(
            "profile = \"https://oak.example/rfc2350.txt\"\nkey = \"oak.asc\"\nsignature = [\"a.sig\", \"https://oak.example/b.sig\"]\n\
             team = \"OAK\"\nrequire = \"unanchored\"\n[[exception]]\nreason = \"moves house\"\nuntil = 2027-03-31\n",
        )
        .unwrap();
        assert_eq!(
            partner.request.subject,
            Source::Url("https://oak.example/rfc2350.txt".into())
        );
        assert_eq!(
            partner.request.keys,
            [Source::File("partners/oak.asc".into())]
        );
        assert_eq!(partner.request.signatures.len(), 2);
        assert_eq!(partner.request.team.as_deref(), Some("OAK"));
        assert_eq!(partner.required, Some(Verdict::Unanchored));
        assert_eq!(
            partner.exceptions,
            [Exception {
                reason: "moves house".into(),
                until: "2027-03-31".parse().unwrap()
            }]
        );
    }

    #[test]
    fn an_error_names_its_line_in_one_line() {
        let error = read("profile = \"https://oak.example/\"\n\nprofil = 1\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("not a sound partner entry: line 3: ") && !error.contains('\n'),
            "{error}"
        );
    }

    #[test]
    fn the_slips_that_people_make_are_told_without_the_parsers_own_words() {
        let profile = "profile = \"https://oak.example/\"\n";
        for (text, said) in [
            (
                "url = \"https://oak.example/\"\n".to_owned(),
                "line 1: an entry has no key \"url\"",
            ),
            (
                "key = \"oak.asc\"\n".to_owned(),
                "the key \"profile\" is missing",
            ),
            (
                format!("{profile}key = 3\n"),
                "line 2: a text, or a list of texts, belongs here",
            ),
            (
                format!("{profile}[[exception]]\nreason = \"x\"\nuntill = 2027-03-31\n"),
                "no key \"untill\"",
            ),
        ] {
            let told = read(&text).unwrap_err().to_string();
            assert!(told.contains(said), "{said} in {told}");
            assert!(
                !["field", "untagged", "variant"]
                    .iter()
                    .any(|word| told.contains(word)),
                "{told}"
            );
        }
    }

    #[test]
    fn a_misspelt_safeguard_is_an_error_and_never_silently_off() {
        let profile = "profile = \"https://oak.example/\"\n";
        assert!(read(profile).is_ok());
        for bad in [
            "",
            "profile = \"ftp://oak.example/\"",
            "profile = \"https://oak.example/\"\nrequires = \"authentic\"",
            "profile = \"https://oak.example/\"\nrequire = \"rejected\"",
            "profile = \"https://oak.example/\"\n[[exception]]\nreason = \"x\"",
            "profile = \"https://oak.example/\"\n[[exception]]\nreason = \" \"\nuntil = 2027-03-31",
            "profile = \"https://oak.example/\"\n[[exception]]\nreason = \"x\"\nuntil = 2027-03-31T00:00:00Z",
            "profile = \"https://oak.example/\"\n[[exception]]\nreason = \"x\"\nuntil = 2027-03-31\nverdict = \"rejected\"",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
