//! Evidence from the network: what the document prints, what teams usually do, and the sources that know keys.
//!
//! Only some transfers need each other: the document first; then everything that it names, at once; and what a page links to as soon
//! as that page is there.

mod ask;
mod guess;
mod hints;
mod plan;
mod sort;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use bonafide_fetch::{Client, Event, Fetched, Limit, Options, Request as Fetch, sidecar};
use bonafide_model::{Artifact, Attempt, AttemptResult, AttemptRole, OriginKind, Profile};
use bonafide_verify::Kind;

use crate::gather::{self, Gathering, attempt};
use crate::{Request, Session};

pub(crate) use hints::{Hints, missing, places};

/// What is still to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub signatures: bool,
    pub checksums: bool,
    pub keys: bool,
}

/// Which look-ups by e-mail address are made. They confirm an address that the document chose itself, so they only corroborate, and
/// tell a third party whom one is interested in; so they are made only where the user configured them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Corroborate {
    /// Web Key Directory.
    pub wkd: bool,
    /// The configured key servers, by address.
    pub keyserver: bool,
}

/// The network as the user allows it. Nothing is opened before the first item is fetched.
pub struct Network {
    options: Options,
    keyservers: Vec<String>,
    corroborate: Corroborate,
    on_event: Option<Arc<OnEvent>>,
    client: OnceLock<Result<Client, String>>,
    /// Which protocol a key server has answered by.
    protocols: Mutex<HashMap<String, Protocol>>,
}

/// What a key server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// The Verifying Keyserver Interface.
    Vks,
    /// The HTTP Keyserver Protocol.
    Hkp,
}

type OnEvent = dyn Fn(&Event<'_>) + Send + Sync;

/// The largest published profile seen has 9 MB.
const MAX_TWIN: Limit = Limit(16 << 20);

/// One item to fetch, with what it is looked for as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub role: AttemptRole,
    pub url: String,
    pub kind: OriginKind,
    /// Nobody says that there is anything.
    pub guessed: bool,
}

/// Whether a cached answer will do without asking for it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    /// Where the server allows it, for a few minutes.
    Cached,
    /// Never: in unattended runs, and for a second look.
    Fresh,
}

impl Item {
    /// What somebody names.
    pub(crate) fn named(role: AttemptRole, url: impl Into<String>, kind: OriginKind) -> Self {
        Self { role, url: url.into(), kind, guessed: false }
    }

    fn request(&self, gathering: &Gathering) -> Fetch {
        let limit = match self.role {
            // Beside the document that counts, another edition of it is worth fewer bytes.
            AttemptRole::Document if self.kind == OriginKind::PrintedUrl => MAX_TWIN,
            AttemptRole::Document => Limit::DOCUMENT,
            // What is said to be a signature may turn out to be a page or a signed copy of the document.
            AttemptRole::Signature | AttemptRole::Page => Limit::PAGE,
            AttemptRole::Checksum => Limit::CHECKSUM,
            AttemptRole::Key | AttemptRole::Revocation => Limit::KEY,
        };
        let request = Fetch::new(self.url.clone(), limit, self.kind).until(&gathering.until);
        // What a place said a moment ago does not tell whether the key was revoked since.
        let is_key = matches!(self.role, AttemptRole::Key | AttemptRole::Revocation) || self.kind == OriginKind::Keyserver;
        let request = if gathering.age == Age::Fresh || is_key { request.reload() } else { request };
        if self.guessed { request.guess() } else { request }
    }
}

impl Network {
    /// A network with these options, key servers asked for the printed fingerprint, and look-ups by address.
    #[must_use]
    pub fn new(options: Options, keyservers: Vec<String>, corroborate: Corroborate) -> Self {
        Self { options, keyservers, corroborate, on_event: None, client: OnceLock::new(), protocols: Mutex::default() }
    }

    /// The same, telling what is being fetched, for a progress line. The function is called from several threads and must be quick.
    #[must_use]
    pub fn on_event(self, tell: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        Self { on_event: Some(Arc::new(tell)), client: OnceLock::new(), ..self }
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

    /// The document itself. Where its URL is the page of a code host, the file that the page shows.
    pub(crate) fn document(&self, url: &str, gathering: &mut Gathering) -> Option<Artifact> {
        let item = Item::named(AttemptRole::Document, url, OriginKind::Flag);
        let artifact = self.only(&item, gathering)?;
        let page = artifact.origin.url.as_deref().unwrap_or(url);
        let raw = sidecar::raw_file(page).filter(|_| bonafide_verify::classify(&artifact.bytes) == Kind::Html);
        let Some(raw) = raw else { return Some(artifact) };
        gathering.dossier.attempts.pop();
        wrong_kind(gathering, &item, "a code host's page about the file, not the file itself");
        self.only(&Item { url: raw, ..item }, gathering).or(Some(artifact))
    }

    /// Something that the user named by URL.
    pub(crate) fn named(&self, role: AttemptRole, url: &str, gathering: &mut Gathering) {
        let item = Item::named(role, url, OriginKind::Flag);
        if let Some(artifact) = self.only(&item, gathering) {
            gather::place(&mut gathering.dossier, role, artifact);
        }
    }

    /// One item that everything else waits for.
    fn only(&self, item: &Item, gathering: &mut Gathering) -> Option<Artifact> {
        let began = Instant::now();
        let fetched = self.fetch(vec![item.request(gathering)], |_, _| Vec::new()).pop();
        gathering.waited += began.elapsed();
        let fetched = fetched.map_or_else(|| Fetched::Failed("no answer".to_owned()), |(_, fetched)| fetched);
        gathering.dossier.attempts.push(self.attempt(item, &fetched));
        let Fetched::Got(artifact, meta) = fetched else { return None };
        gathering.note_response(item, &artifact, meta);
        Some(artifact)
    }

    /// Everything that the document names, that the last run found, and that is still missing.
    pub(crate) fn gather(&self, session: &Session, request: &Request, profile: &Profile, gathering: &mut Gathering) {
        let plan::Plan { items: first, mut instead } = plan::first(self, session, request, profile, gathering);
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut pages: HashMap<String, Vec<Item>> = HashMap::new();
        let requests = first.into_iter().map(|item| note(&mut items, item, gathering)).collect();
        let mut followed = 0;
        let began = Instant::now();
        // What a page links to is asked for as soon as the page is there; a page linked from a page is not searched again.
        let fetched = self.fetch(requests, |request, fetched| {
            let Some(item) = items.get(&request.url).cloned() else { return Vec::new() };
            if item.kind == OriginKind::Keyserver {
                // A server that has no such key by one protocol may speak the other one.
                let other = instead.remove(&item.url).filter(|_| matches!(fetched, Fetched::Absent(_)));
                return other.into_iter().map(|item| note(&mut items, item, gathering)).collect();
            }
            if item.kind != OriginKind::PrintedUrl || item.role == AttemptRole::Document {
                return Vec::new();
            }
            let Some(links) = sort::links(session, &item, fetched) else { return Vec::new() };
            let left = plan::MAX_LINKS.saturating_sub(followed);
            let new: Vec<Item> = links.iter().filter(|link| !items.contains_key(&link.url)).take(left).cloned().collect();
            followed += new.len();
            pages.insert(item.url, links);
            new.into_iter().map(|item| note(&mut items, item, gathering)).collect()
        });
        gathering.waited += began.elapsed();
        let useful = gather::useful(session, request, profile);
        self.release(fetched.iter().map(|(request, _)| request).filter(|request| request.kind != OriginKind::Keyserver));
        // Judged in the order of the requests, so that the dossier does not depend on which server was faster.
        for (request, fetched) in fetched {
            if let Some(item) = items.get(&request.url) {
                self.learn(item, &fetched);
                sort::take(session, &useful, gathering, item, fetched, pages.get(&request.url).map(Vec::as_slice));
            }
        }
    }

    /// Closes connections that this partner needed and nobody needs now.
    fn release<'r>(&self, done: impl Iterator<Item = &'r Fetch>) {
        if let Some(Ok(client)) = self.client.get() {
            client.release(done.map(|request| request.url.as_str()));
        }
    }

    /// Which protocol this server has answered by.
    pub(crate) fn protocol(&self, server: &str) -> Option<Protocol> {
        self.protocols.lock().unwrap_or_else(PoisonError::into_inner).get(server).copied()
    }

    fn learn(&self, item: &Item, fetched: &Fetched) {
        if item.kind == OriginKind::Keyserver
            && matches!(fetched, Fetched::Got(..))
            && let Some((server, protocol)) = plan::server_of(&item.url)
        {
            self.protocols.lock().unwrap_or_else(PoisonError::into_inner).insert(server, protocol);
        }
    }

    /// Fetches at the same time; `then` names what an answer leads to.
    fn fetch(&self, requests: Vec<Fetch>, then: impl FnMut(&Fetch, &Fetched) -> Vec<Fetch>) -> Vec<(Fetch, Fetched)> {
        if requests.is_empty() {
            return Vec::new();
        }
        match self.client.get_or_init(|| self.client()) {
            Ok(client) => client.gather(requests, then),
            Err(why) => requests.into_iter().map(|request| (request, Fetched::Failed(why.clone()))).collect(),
        }
    }

    /// The entry for the list of attempts.
    fn attempt(&self, item: &Item, fetched: &Fetched) -> Attempt {
        let attempt = fetched.attempt(item.role, &item.url);
        match attempt.result {
            AttemptResult::Failed if self.options.offline => Attempt { result: AttemptResult::NotAsked, ..attempt },
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

fn note(items: &mut HashMap<String, Item>, item: Item, gathering: &Gathering) -> Fetch {
    let request = item.request(gathering);
    items.insert(item.url.clone(), item);
    request
}

/// Records that something else than what was looked for stood there.
fn wrong_kind(gathering: &mut Gathering, item: &Item, why: &str) {
    gathering.dossier.attempts.push(attempt(item.role, item.url.clone(), AttemptResult::WrongKind, why));
}
