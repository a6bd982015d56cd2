//! Evidence from the network: what the document prints, what teams usually do, and the sources that
//! know keys.
//!
//! Only some transfers need each other: the document first; then everything that it names, at once;
//! and what a page links to as soon as that page is there.

mod archives;
mod guess;
mod links;
mod network;
mod pending;
mod plan;
mod protocol;
mod statements;
mod take;
mod witness;

use std::collections::HashMap;
use std::time::Instant;

use bonafide_fetch::{Fetched, sidecar};
use bonafide_model::claims::Profile;
use bonafide_model::evidence::{Artifact, AttemptRole, AttemptWhy, Obstacle, OriginKind};
use bonafide_verify::Kind;

use super::dossier::{Gathering, place};
use super::item::Item;
use super::wanted::Wanted;
use pending::note;
use plan::Plan;

pub use network::{Corroborate, Network, Statements};

impl Network {
    /// The document itself. Where its URL is the page of a code host, the file that the page shows.
    pub(crate) fn document(&self, url: &str, gathering: &mut Gathering) -> Option<Artifact> {
        let item = Item::named(AttemptRole::Document, url, OriginKind::Flag);
        let artifact = self.only(&item, gathering)?;
        let page = artifact.origin.url.as_deref().unwrap_or(url);
        let raw = sidecar::raw_file(page)
            .filter(|_| bonafide_verify::classify(&artifact.bytes) == Kind::Html);
        let Some(raw) = raw else {
            return Some(artifact);
        };
        gathering.dossier.attempts.pop();
        gathering.wrong_kind(&item, AttemptWhy::CodeHostPage);
        self.only(&Item { url: raw, ..item }, gathering)
            .or(Some(artifact))
    }

    /// Something that the user named by URL.
    pub(crate) fn named(&self, role: AttemptRole, url: &str, gathering: &mut Gathering) {
        let item = Item::named(role, url, OriginKind::Flag);
        if let Some(artifact) = self.only(&item, gathering) {
            place(&mut gathering.dossier, role, artifact);
        }
    }

    /// One item that everything else waits for.
    fn only(&self, item: &Item, gathering: &mut Gathering) -> Option<Artifact> {
        let began = Instant::now();
        let fetched = self
            .fetch(
                vec![item.request(gathering.age, &gathering.until)],
                |_, _| Vec::new(),
            )
            .pop();
        gathering.waited += began.elapsed();
        let fetched = fetched.map_or_else(
            || Fetched::Failed("no answer".to_owned(), Obstacle::Here),
            |(_, fetched)| fetched,
        );
        gathering
            .dossier
            .attempts
            .push(self.attempt(item, &fetched));
        let Fetched::Got(artifact, meta) = fetched else {
            return None;
        };
        gathering.note_response(item, &artifact, meta);
        Some(artifact)
    }

    /// Everything that the document names, that the last run found, and that is still missing.
    pub(crate) fn gather(&self, wanted: &Wanted<'_>, profile: &Profile, gathering: &mut Gathering) {
        let Plan {
            items: first,
            mut instead,
        } = plan::first(self, wanted, profile, gathering);
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut pages: HashMap<String, Vec<Item>> = HashMap::new();
        let requests = first
            .into_iter()
            .map(|item| note(&mut items, item, gathering))
            .collect();
        let mut followed = 0;
        let began = Instant::now();
        // What a page links to is asked for as soon as the page is there; a page linked from a page
        // is not searched again.
        let fetched = self.fetch(requests, |request, fetched| {
            let Some(item) = items.get(&request.url).cloned() else {
                return Vec::new();
            };
            if item.kind == OriginKind::Keyserver {
                // A server that has no such key by one protocol may speak the other one.
                let other = instead
                    .remove(&item.url)
                    .filter(|_| matches!(fetched, Fetched::Absent(_)));
                return other
                    .into_iter()
                    .map(|item| note(&mut items, item, gathering))
                    .collect();
            }
            if item.kind != OriginKind::PrintedUrl || item.role == AttemptRole::Document {
                return Vec::new();
            }
            let Some(links) = links::links(wanted.reader, &item, fetched) else {
                return Vec::new();
            };
            let left = plan::MAX_LINKS.saturating_sub(followed);
            let new: Vec<Item> = links
                .iter()
                .filter(|link| !items.contains_key(&link.url))
                .take(left)
                .cloned()
                .collect();
            followed += new.len();
            pages.insert(item.url, links);
            new.into_iter()
                .map(|item| note(&mut items, item, gathering))
                .collect()
        });
        gathering.waited += began.elapsed();
        let useful = wanted.useful(profile);
        self.release(
            fetched
                .iter()
                .map(|(request, _)| request)
                .filter(|request| request.kind != OriginKind::Keyserver),
        );
        // Judged in the order of the requests, so that the dossier does not depend on which server
        // was faster.
        for (request, fetched) in fetched {
            if let Some(item) = items.get(&request.url) {
                self.learn(item, &fetched);
                take::take(
                    self,
                    wanted,
                    &useful,
                    gathering,
                    item,
                    fetched,
                    pages.get(&request.url).map(Vec::as_slice),
                );
            }
        }
    }
}
