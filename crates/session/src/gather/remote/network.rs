//! The network as the user allows it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use bonafide_fetch::archive::Archive;
use bonafide_fetch::statement::Registry;
use bonafide_fetch::{Client, Event, Fetched, Limit, Options, Request, Until, sidecar};
use bonafide_model::evidence::{Artifact, Attempt, AttemptResult, Obstacle, OriginKind};
use bonafide_verify::Kind;

use super::protocol::{Protocol, server_of};
use crate::gather::item::Item;
use crate::source::SourceError;

/// Which look-ups by e-mail address are made. They confirm an address that the document chose
/// itself, so they only corroborate, and tell a third party whom one is interested in; so they are
/// made only where the user configured them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Corroborate {
    /// Web Key Directory.
    pub wkd: bool,
    /// The configured key servers, by address.
    pub keyserver: bool,
}

/// Which of these are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statements {
    /// `security.txt` of the document's host (RFC 9116).
    pub security_txt: bool,
    /// The metadata that the document's host has as a CSAF provider.
    pub csaf: bool,
    /// Who knows since when the document's domain is registered. It learns the domain.
    pub registry: Option<Registry>,
}

/// The network as the user allows it. Nothing is opened before the first item is fetched.
pub struct Network {
    options: Options,
    pub(super) keyservers: Vec<String>,
    pub(super) corroborate: Corroborate,
    /// Web archives that are asked.
    pub(super) archives: Vec<Archive>,
    /// What is asked about the document's host and domain.
    pub(super) statements: Statements,
    on_event: Option<Arc<OnEvent>>,
    client: OnceLock<Result<Client, String>>,
    /// Which protocol a key server has answered by.
    protocols: Mutex<HashMap<String, Protocol>>,
}

/// The places of one document are bounded.
#[derive(Debug, thiserror::Error)]
#[error("not asked: too many places in one document")]
struct TooManyPlaces;

type OnEvent = dyn Fn(&Event<'_>) + Send + Sync;

impl Network {
    /// A network with these options, key servers asked for the printed fingerprint, and look-ups by
    /// address.
    #[must_use]
    pub fn new(options: Options, keyservers: Vec<String>, corroborate: Corroborate) -> Self {
        Self {
            options,
            keyservers,
            corroborate,
            archives: Vec::new(),
            statements: Statements::default(),
            on_event: None,
            client: OnceLock::new(),
            protocols: Mutex::default(),
        }
    }

    /// The same, asking these web archives what stood at the places of document and keys before. Each
    /// learns which of these places somebody asks about.
    #[must_use]
    pub fn archives(self, archives: Vec<Archive>) -> Self {
        Self { archives, ..self }
    }

    /// The same, asking these about the document's host and domain.
    #[must_use]
    pub fn statements(self, statements: Statements) -> Self {
        Self { statements, ..self }
    }

    /// The same, telling what is being fetched, for a progress line. The function is called from
    /// several threads and must be quick.
    #[must_use]
    pub fn on_event(self, tell: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        Self {
            on_event: Some(Arc::new(tell)),
            client: OnceLock::new(),
            ..self
        }
    }

    /// Whether nothing is to be asked.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.options.offline
    }

    /// How long gathering the evidence about one subject may take.
    pub(crate) fn time(&self) -> Duration {
        self.options.max_time
    }

    /// Asks all of these at the same time, within the time for one subject, and gives the answers
    /// in the same order.
    pub(crate) fn ask(&self, places: &[(String, Limit, OriginKind)]) -> Vec<Fetched> {
        let until = Until::after(self.time(), None);
        let request = |(url, limit, kind): &(String, Limit, OriginKind)| {
            Request::new(url.clone(), *limit, *kind).until(&until)
        };
        let answers = self.fetch(places.iter().map(request).collect(), |_, _| Vec::new());
        places
            .iter()
            .map(|(url, ..)| {
                let found = answers
                    .iter()
                    .find(|(request, _)| request.url == *url)
                    .map(|(_, fetched)| fetched.clone());
                found.unwrap_or_else(|| Fetched::Failed(TooManyPlaces.to_string(), Obstacle::Here))
            })
            .collect()
    }

    /// What the user named by its URL.
    pub(crate) fn fetched(&self, url: &str, limit: Limit) -> Result<Artifact, SourceError> {
        let answer = self.ask(&[(url.to_owned(), limit, OriginKind::Flag)]).pop();
        let why = match answer {
            Some(Fetched::Got(artifact, _)) => return Ok(artifact),
            Some(Fetched::Absent(why) | Fetched::Failed(why, _)) => why,
            None => "no answer".to_owned(),
        };
        Err(SourceError::NotFetched {
            url: url.to_owned(),
            why,
        })
    }

    /// A list that the user named by its URL, as it is at this moment: past the cache, and at most
    /// that many bytes.
    ///
    /// # Errors
    /// Where it could not be fetched, with the reason.
    pub fn list(&self, url: &str, limit: u64) -> Result<Artifact, SourceError> {
        let request = Request::new(url, Limit(limit), OriginKind::Flag)
            .reload()
            .until(&Until::after(self.time(), None));
        let answer = self.fetch(vec![request], |_, _| Vec::new()).pop();
        let why = match answer {
            Some((_, Fetched::Got(artifact, _))) => return Ok(artifact),
            Some((_, Fetched::Absent(why) | Fetched::Failed(why, _))) => why,
            None => String::new(),
        };
        Err(SourceError::NotFetched {
            url: url.to_owned(),
            why,
        })
    }

    /// One document. Where its URL is the page of a code host, the file that the page shows.
    pub(crate) fn single(&self, url: &str) -> Result<Artifact, SourceError> {
        let get = |url: &str| self.fetched(url, Limit::DOCUMENT);
        let artifact = get(url)?;
        let page = artifact.origin.url.as_deref().unwrap_or(url);
        match sidecar::raw_file(page)
            .filter(|_| bonafide_verify::classify(&artifact.bytes) == Kind::Html)
        {
            Some(raw) => get(&raw),
            None => Ok(artifact),
        }
    }

    /// The key servers that the user configured.
    pub(crate) fn keyservers(&self) -> &[String] {
        &self.keyservers
    }

    /// Closes connections that this partner needed and nobody needs now.
    pub(super) fn release<'r>(&self, done: impl Iterator<Item = &'r Request>) {
        if let Some(Ok(client)) = self.client.get() {
            client.release(done.map(|request| request.url.as_str()));
        }
    }

    /// Which protocol this server has answered by.
    pub(crate) fn protocol(&self, server: &str) -> Option<Protocol> {
        self.protocols
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(server)
            .copied()
    }

    pub(super) fn learn(&self, item: &Item, fetched: &Fetched) {
        if item.kind == OriginKind::Keyserver
            && matches!(fetched, Fetched::Got(..))
            && let Some((server, protocol)) = server_of(&item.url)
        {
            self.protocols
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(server, protocol);
        }
    }

    /// Fetches at the same time; `then` names what an answer leads to.
    pub(super) fn fetch(
        &self,
        requests: Vec<Request>,
        then: impl FnMut(&Request, &Fetched) -> Vec<Request>,
    ) -> Vec<(Request, Fetched)> {
        if requests.is_empty() {
            return Vec::new();
        }
        match self.client.get_or_init(|| self.client()) {
            Ok(client) => client.gather(requests, then),
            Err(why) => requests
                .into_iter()
                .map(|request| (request, Fetched::Failed(why.clone(), Obstacle::Here)))
                .collect(),
        }
    }

    /// The entry for the list of attempts.
    pub(super) fn attempt(&self, item: &Item, fetched: &Fetched) -> Attempt {
        let attempt = fetched.attempt(item.role, &item.url);
        match attempt.result {
            AttemptResult::Failed if self.options.offline => Attempt {
                result: AttemptResult::NotAsked,
                ..attempt
            },
            _ => attempt,
        }
    }

    fn client(&self) -> Result<Client, String> {
        let client = Client::new(self.options.clone()).map_err(|error| error.to_string())?;
        Ok(match self.on_event.clone() {
            Some(tell) => client.on_event(move |event| tell(event)),
            None => client,
        })
    }
}
