//! How witnesses are asked: nothing is missing where one has nothing, fails or is not asked.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use bonafide_fetch::{Fetched, Request};
use bonafide_model::evidence::Artifact;

use super::network::Network;
use crate::gather::dossier::Gathering;
use crate::gather::item::Item;

impl Network {
    /// All of these at the same time, each once.
    pub(super) fn asked(
        &self,
        requests: Vec<Request>,
        waited: &mut Duration,
    ) -> HashMap<String, Fetched> {
        let began = Instant::now();
        let answers = self.fetch(requests, |_, _| Vec::new());
        *waited += began.elapsed();
        let answers = answers.into_iter();
        answers
            .map(|(request, fetched)| (request.url, fetched))
            .collect()
    }

    /// Notes how it ended; what came of it.
    pub(super) fn told(
        &self,
        item: &Item,
        fetched: Fetched,
        gathering: &mut Gathering,
    ) -> Option<Artifact> {
        let attempt = self.attempt(item, &fetched);
        gathering.dossier.attempts.push(attempt);
        let Fetched::Got(artifact, meta) = fetched else {
            return None;
        };
        gathering.note_response(item, &artifact, meta);
        Some(artifact)
    }
}
