//! Single places, for who wants to know whether something is there.

use bonafide_fetch::{Fetched, Limit, Request, Until};
use bonafide_model::OriginKind;

use super::Network;

impl Network {
    /// Asks all of these at the same time, within the time for one subject, and gives the answers in the same order.
    pub(crate) fn ask(&self, places: &[(String, Limit, OriginKind)]) -> Vec<Fetched> {
        let until = Until::after(self.time(), None);
        let request = |(url, limit, kind): &(String, Limit, OriginKind)| Request::new(url.clone(), *limit, *kind).until(&until);
        let answers = self.fetch(places.iter().map(request).collect(), |_, _| Vec::new());
        places
            .iter()
            .map(|(url, ..)| {
                let found = answers.iter().find(|(request, _)| request.url == *url).map(|(_, fetched)| fetched.clone());
                found.unwrap_or_else(|| Fetched::Failed("not asked: too many places in one document".to_owned()))
            })
            .collect()
    }

    /// The key servers that the user configured.
    pub(crate) fn keyservers(&self) -> &[String] {
        &self.keyservers
    }
}
