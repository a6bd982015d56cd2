//! A session step by step, for programs that use this as a library.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use bonafide_fetch::{Client, ClientError, Options};
use bonafide_history::{History, HistoryError};
use bonafide_keyring::{Keyring, KeyringError, knows};
use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::Trust;
use bonafide_model::judgement::Policy;
use bonafide_reader::{Reader, WorkerCommand};
use bonafide_verify::TrustIndex;

use crate::gather::remote::{Corroborate, Network};
use crate::session::{Memory, Session};

/// What a session is made of. Where nothing else is said: nobody is trusted, the policy is the
/// strict one, documents are read by the worker `bonafide-reader` beside the running program, the
/// network may be asked, and nothing is remembered.
#[derive(Debug, Default)]
pub struct Builder {
    keyring: Option<Keyring>,
    team: Option<String>,
    expected: Vec<Fingerprint>,
    policy: Policy,
    at: Option<Timestamp>,
    network: Options,
    reader: Option<Reader>,
    history: Option<PathBuf>,
}

/// Why there is no session.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// No worker that reads documents was named, and none is beside the running program.
    #[error("no confined reader: install `bonafide-reader` beside this program, or name it")]
    NoReader,
    /// The trust directory.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The trust directory knows no such team.
    #[error("the trust directory has no team {0:?}")]
    NoTeam(String),
    /// What was said of the network cannot be used.
    #[error(transparent)]
    Network(#[from] ClientError),
    /// The history.
    #[error(transparent)]
    History(#[from] HistoryError),
}

impl Session {
    /// Begins a session.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Builder {
    /// Trusts what this trust directory holds: pins, trust roots, directory snapshots.
    ///
    /// # Errors
    /// Where it is missing, or anything in it is broken: a pin that is not read would look like a
    /// team that nobody knows.
    pub fn keyring(self, dir: impl AsRef<Path>) -> Result<Self, KeyringError> {
        Ok(Self {
            keyring: Some(Keyring::open(dir.as_ref())?),
            ..self
        })
    }

    /// Takes only this team's pins.
    #[must_use]
    pub fn team(self, name: impl Into<String>) -> Self {
        Self {
            team: Some(name.into()),
            ..self
        }
    }

    /// Trusts a fingerprint that was received from the team itself, and never from the document or
    /// its site.
    #[must_use]
    pub fn expect(mut self, fingerprint: Fingerprint) -> Self {
        self.expected.push(fingerprint);
        self
    }

    /// Accepts what this policy accepts.
    #[must_use]
    pub fn policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// Judges as of that time instead of now; nothing is remembered then.
    #[must_use]
    pub fn at(self, time: Timestamp) -> Self {
        Self {
            at: Some(time),
            ..self
        }
    }

    /// Asks nobody: only local files count.
    #[must_use]
    pub fn offline(mut self) -> Self {
        self.network.offline = true;
        self
    }

    /// Asks the network with these limits, guards and addresses; nobody where [`Self::offline`] was
    /// said, before or after.
    #[must_use]
    pub fn network(self, options: Options) -> Self {
        let offline = self.network.offline || options.offline;
        Self {
            network: Options { offline, ..options },
            ..self
        }
    }

    /// Reads documents in children of this command, which are confined: no files, no network,
    /// little memory and time.
    #[must_use]
    pub fn worker(self, command: WorkerCommand) -> Self {
        Self {
            reader: Some(Reader::confined(command)),
            ..self
        }
    }

    /// Reads documents in this very process. Only for documents of your own: a hostile one then has
    /// everything that this process has.
    #[must_use]
    pub fn unconfined(self) -> Self {
        Self {
            reader: Some(Reader::in_process()),
            ..self
        }
    }

    /// Compares with what was seen before, and remembers authentic documents, in this file.
    #[must_use]
    pub fn history(self, file: impl Into<PathBuf>) -> Self {
        Self {
            history: Some(file.into()),
            ..self
        }
    }

    /// The session.
    ///
    /// # Errors
    /// Where a part of it cannot be had: it is then the caller's to mend, and never a verdict.
    pub fn build(self) -> Result<Session, BuildError> {
        let reader = self
            .reader
            .or_else(|| beside().map(Reader::confined))
            .ok_or(BuildError::NoReader)?;
        let (trust, certificates) = match &self.keyring {
            Some(keyring) => (keyring.trust(), keyring.certificates()),
            None => (Trust::default(), Vec::new()),
        };
        if let Some(team) = self.team.as_ref().filter(|team| !knows(&trust, team)) {
            return Err(BuildError::NoTeam(team.clone()));
        }
        // What cannot be used would look like an outage.
        Client::new(self.network.clone())?;
        let memory = match self.history {
            Some(file) => Memory::Kept(Mutex::new(History::open(&file)?)),
            None => Memory::Off,
        };
        Ok(Session {
            reader,
            network: Network::new(self.network, Vec::new(), Corroborate::default()),
            trust: TrustIndex::new(
                Trust {
                    team: self.team,
                    expected: self.expected,
                    ..trust
                },
                certificates,
            ),
            policy: self.policy,
            now: self.at.unwrap_or_else(Timestamp::now),
            memory,
            remembers: self.at.is_none(),
        })
    }
}

/// The worker beside the running program.
fn beside() -> Option<WorkerCommand> {
    let name = format!("bonafide-reader{}", std::env::consts::EXE_SUFFIX);
    let program = std::env::current_exe().ok()?.with_file_name(name);
    program.is_file().then(|| WorkerCommand {
        program,
        arguments: Vec::new(),
    })
}
