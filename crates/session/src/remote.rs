//! Evidence from the network: what the document prints, what teams usually do, and the sources that know keys.
//!
//! Only some transfers need each other: the document first; then everything that it names, at once; and what a page links to as soon
//! as that page is there.

mod plan;
mod sort;

use std::collections::HashMap;
use std::sync::OnceLock;

use bonafide_fetch::{Client, Fetched, Limit, Options, Request as Fetch};
use bonafide_model::{Artifact, Attempt, AttemptResult, AttemptRole, Dossier, OriginKind, Profile};

use crate::gather::{self, attempt};
use crate::{Request, Session};

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
    client: OnceLock<Result<Client, String>>,
}

/// One item to fetch, with what it is looked for as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub role: AttemptRole,
    pub url: String,
    pub kind: OriginKind,
}

/// Whether a cached answer will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    /// As old as the server allows.
    Cached,
    /// Of this moment, for a second look.
    Fresh,
}

impl Item {
    fn request(&self, age: Age) -> Fetch {
        let limit = match self.role {
            AttemptRole::Document => Limit::DOCUMENT,
            // What is said to be a signature may turn out to be a page or a signed copy of the document.
            AttemptRole::Signature | AttemptRole::Page => Limit::PAGE,
            AttemptRole::Checksum => Limit::CHECKSUM,
            AttemptRole::Key | AttemptRole::Revocation => Limit::KEY,
        };
        let request = Fetch::new(self.url.clone(), limit, self.kind);
        match age {
            Age::Cached => request,
            Age::Fresh => request.reload(),
        }
    }
}

impl Network {
    /// A network with these options, key servers asked for the printed fingerprint, and look-ups by address.
    #[must_use]
    pub fn new(options: Options, keyservers: Vec<String>, corroborate: Corroborate) -> Self {
        Self { options, keyservers, corroborate, client: OnceLock::new() }
    }

    /// Whether nothing is to be asked.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        self.options.offline
    }

    /// The document itself.
    pub(crate) fn document(&self, url: &str, age: Age, dossier: &mut Dossier) -> Option<Artifact> {
        let item = Item { role: AttemptRole::Document, url: url.to_owned(), kind: OriginKind::Flag };
        let fetched = self.fetch_one(&item, age);
        dossier.attempts.push(self.attempt(&item, &fetched));
        match fetched {
            Fetched::Got(artifact, _) => Some(artifact),
            Fetched::Absent(_) | Fetched::Failed(_) => None,
        }
    }

    /// Something that the user named by URL.
    pub(crate) fn named(&self, role: AttemptRole, url: &str, age: Age, dossier: &mut Dossier) {
        let item = Item { role, url: url.to_owned(), kind: OriginKind::Flag };
        let fetched = self.fetch_one(&item, age);
        dossier.attempts.push(self.attempt(&item, &fetched));
        if let Fetched::Got(artifact, _) = fetched {
            gather::place(dossier, role, artifact);
        }
    }

    /// Everything that the document names and that is still missing.
    pub(crate) fn gather(&self, session: &Session, request: &Request, profile: &Profile, age: Age, dossier: &mut Dossier) {
        let first = plan::first(self, session, request, profile, dossier);
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut pages: HashMap<String, Vec<Item>> = HashMap::new();
        let requests = first.into_iter().map(|item| note(&mut items, item, age)).collect();
        let mut followed = 0;
        // What a page links to is asked for as soon as the page is there; a page linked from a page is not searched again.
        let fetched = self.fetch(requests, |request, fetched| {
            let Some(item) = items.get(&request.url).filter(|item| item.kind == OriginKind::PrintedUrl).cloned() else {
                return Vec::new();
            };
            let Some(links) = sort::links(session, &item, fetched) else { return Vec::new() };
            let new: Vec<Item> = links.iter().filter(|link| !items.contains_key(&link.url)).cloned().collect();
            let new: Vec<Item> = new.into_iter().take(plan::MAX_LINKS.saturating_sub(followed)).collect();
            followed += new.len();
            pages.insert(item.url, links);
            new.into_iter().map(|item| note(&mut items, item, age)).collect()
        });
        // Judged in the order of the requests, so that the dossier does not depend on which server was faster.
        for (request, fetched) in fetched {
            if let Some(item) = items.get(&request.url) {
                sort::take(session, profile, dossier, item, fetched, pages.get(&request.url).map(Vec::as_slice));
            }
        }
    }

    /// Fetches at the same time; `then` names what an answer leads to.
    fn fetch(&self, requests: Vec<Fetch>, then: impl FnMut(&Fetch, &Fetched) -> Vec<Fetch>) -> Vec<(Fetch, Fetched)> {
        if requests.is_empty() {
            return Vec::new();
        }
        match self.client.get_or_init(|| Client::new(self.options.clone()).map_err(|error| error.to_string())) {
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

    fn fetch_one(&self, item: &Item, age: Age) -> Fetched {
        self.fetch(vec![item.request(age)], |_, _| Vec::new())
            .pop()
            .map_or_else(|| Fetched::Failed("no answer".to_owned()), |(_, fetched)| fetched)
    }
}

fn note(items: &mut HashMap<String, Item>, item: Item, age: Age) -> Fetch {
    let request = item.request(age);
    items.insert(item.url.clone(), item);
    request
}

/// Records that something else than what was looked for stood there.
fn wrong_kind(dossier: &mut Dossier, item: &Item, why: &str) {
    dossier.attempts.push(attempt(item.role, item.url.clone(), AttemptResult::WrongKind, why));
}
