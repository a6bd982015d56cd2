//! `bonafide.toml`: what holds where neither a flag nor the environment says otherwise.

use std::path::{Path, PathBuf};

use anyhow::Context;
use bonafide_session::fetch::archive::Archive;
use bonafide_session::fetch::statement::Registry;
use bonafide_session::file::FileError;
use bonafide_session::model::judgement::Policy;
use clap::ValueEnum;
use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::input;

/// The configuration file. Unknown keys are errors: a misspelt safeguard must not be silently off.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The trust directory.
    pub keyring: Option<PathBuf>,
    /// The directory of the partner entries.
    pub partners: Option<PathBuf>,
    /// The policy file.
    pub policy: Option<PathBuf>,
    /// The history file.
    pub history: Option<PathBuf>,
    /// Key servers that are asked for the printed fingerprint, such as `hkps://keys.openpgp.org`.
    pub keyservers: Vec<String>,
    /// Sources that may corroborate: `wkd`, `keyserver`, `archive`, `security-txt`, `csaf`, `rdap`.
    pub corroborate: Vec<Corroborator>,
    /// Web archives; the Internet Archive where none is named.
    pub archives: Vec<Archive>,
    /// Who is asked since when a domain is registered; rdap.org where none is named.
    pub rdap: Option<Registry>,
}

/// A source that corroborates, and is asked only where configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Corroborator {
    /// The Web Key Directory of the address's domain.
    Wkd,
    /// The configured key servers that verify addresses.
    Keyserver,
    /// The configured web archives.
    Archive,
    /// The security.txt of the document's host.
    SecurityTxt,
    /// The metadata of the document's host as a CSAF provider.
    Csaf,
    /// Since when the document's domain is registered.
    Rdap,
}

impl Settings {
    /// Reads `bonafide.toml` from `BONAFIDE_CONFIG` or the user's configuration directory. The one
    /// in the user's directory may be missing; nothing in the current directory is ever taken.
    pub fn load() -> anyhow::Result<Self> {
        let named = std::env::var_os("BONAFIDE_CONFIG").map(PathBuf::from);
        let Some(path) = named
            .clone()
            .or_else(|| base().map(|base| base.config_dir().join("bonafide/bonafide.toml")))
        else {
            return Ok(Self::default());
        };
        match input::text(&path) {
            Ok(text) => toml::from_str(&text)
                .with_context(|| format!("{}: the configuration is not valid", path.display())),
            Err(FileError::Io(error))
                if named.is_none() && error.kind() == std::io::ErrorKind::NotFound =>
            {
                Ok(Self::default())
            }
            Err(error) => Err(error).with_context(|| format!("{}", path.display())),
        }
    }

    /// Where what was seen before is kept.
    pub fn history_file(&self) -> Option<PathBuf> {
        self.history
            .clone()
            .or_else(|| base().map(|base| base.data_dir().join("bonafide/history.sqlite")))
    }

    /// Where the partner entries are: from the flag or variable, else from the configuration, else
    /// in the user's data directory.
    pub fn partners(&self, flag: Option<&Path>) -> anyhow::Result<PathBuf> {
        flag.map(Path::to_owned)
            .or_else(|| self.partners.clone())
            .or_else(|| base().map(|base| base.data_dir().join("bonafide/partners")))
            .context("there is no place for partner entries: name their directory with --partners")
    }

    /// The policy: from the flag or variable, else from the configuration, else the strict default.
    pub fn policy(&self, flag: Option<&Path>) -> anyhow::Result<Policy> {
        let Some(path) = flag.or(self.policy.as_deref()) else {
            return Ok(Policy::default());
        };
        let text = input::text(path).with_context(|| format!("the policy {}", path.display()))?;
        bonafide_session::read_policy(&text)
            .with_context(|| format!("the policy {} is not valid", path.display()))
    }
}

/// The user's directories, by the XDG rules.
pub fn base() -> Option<impl BaseStrategy> {
    etcetera::choose_base_strategy().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_misspelt_key_is_an_error() {
        assert!(toml::from_str::<Settings>("keyring = \"x\"").is_ok());
        assert!(toml::from_str::<Settings>("keyrings = \"x\"").is_err());
    }
}
