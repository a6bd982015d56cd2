//! From TOML to checked values, with the line of whatever is wrong.

use std::ops::Range;
use std::path::{Path, PathBuf};

use bonafide_model::claims::Fingerprint;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::value::Datetime;

use crate::error::{KeyringError, Problem};
use crate::value;

/// A TOML file with what is needed to say where something in it is wrong.
pub(crate) struct Source<'a> {
    path: &'a Path,
    text: &'a str,
}

impl<'a> Source<'a> {
    /// Takes the bytes of a file.
    pub(crate) fn new(path: &'a Path, bytes: &'a [u8]) -> Result<Self, KeyringError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self {
                path,
                text: text.strip_prefix('\u{feff}').unwrap_or(text),
            }),
            Err(error) => {
                let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = 1 + valid.iter().filter(|b| **b == b'\n').count();
                Err(KeyringError::Broken {
                    file: path.to_owned(),
                    line,
                    problem: Problem::NotUtf8,
                })
            }
        }
    }

    /// Reads it as `T`, whose unknown keys are errors.
    pub(crate) fn parse<T: DeserializeOwned>(&self) -> Result<T, KeyringError> {
        toml::from_str(self.text).map_err(|error| {
            let problem = Problem::Syntax(error.message().to_owned());
            self.broken(error.span().unwrap_or_default(), problem)
        })
    }

    /// Its path as the user would write it.
    pub(crate) fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// Its path.
    pub(crate) fn path(&self) -> PathBuf {
        self.path.to_owned()
    }

    pub(crate) fn text(
        &self,
        what: &'static str,
        value: &Spanned<String>,
    ) -> Result<String, KeyringError> {
        self.checked(value, |text| value::text(what, text))
    }

    pub(crate) fn fingerprint(&self, value: &Spanned<String>) -> Result<Fingerprint, KeyringError> {
        self.checked(value, |text| value::fingerprint(text))
    }

    pub(crate) fn day(&self, value: &Spanned<Datetime>) -> Result<Date, KeyringError> {
        self.checked(value, value::day)
    }

    /// Every item of a list through the same check.
    pub(crate) fn all<T>(
        &self,
        values: &[Spanned<String>],
        check: impl Fn(&str) -> Result<T, Problem>,
    ) -> Result<Vec<T>, KeyringError> {
        values
            .iter()
            .map(|value| self.checked(value, |text| check(text)))
            .collect()
    }

    /// The error for something wrong at a place.
    pub(crate) fn broken(&self, span: Range<usize>, problem: Problem) -> KeyringError {
        let before = self.text.as_bytes().get(..span.start).unwrap_or_default();
        let line = 1 + before.iter().filter(|b| **b == b'\n').count();
        KeyringError::Broken {
            file: self.path(),
            line,
            problem,
        }
    }

    fn checked<V, T>(
        &self,
        value: &Spanned<V>,
        check: impl Fn(&V) -> Result<T, Problem>,
    ) -> Result<T, KeyringError> {
        check(value.get_ref()).map_err(|problem| self.broken(value.span(), problem))
    }
}

/// A string as TOML.
pub(crate) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A list of strings as TOML.
pub(crate) fn quoted_list<T: ToString>(items: &[T]) -> String {
    toml::Value::Array(
        items
            .iter()
            .map(|item| toml::Value::String(item.to_string()))
            .collect(),
    )
    .to_string()
}
