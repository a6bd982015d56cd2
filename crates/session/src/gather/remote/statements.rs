//! What the host of the document says about itself elsewhere, and since when its domain is
//! registered.
//!
//! Witnesses: nothing is missing where they have nothing, fail or are not asked. One request for
//! each, and what they name is not fetched.

use bonafide_fetch::statement::{csaf_metadata, security_txt};
use bonafide_model::evidence::{AttemptRole, OriginKind};

use super::network::Network;
use crate::gather::dossier::Gathering;
use crate::gather::hints::AGAIN;
use crate::gather::item::Item;

/// A document is at most at the domain that was asked and the one where that led.
const MAX_DOMAINS: usize = 2;

impl Network {
    /// Takes what they say into the dossier as it is.
    pub(crate) fn state(&self, gathering: &mut Gathering) {
        let Some(document) = &gathering.dossier.document else {
            return;
        };
        let (chain, url) = (&document.origin.chain, &document.origin.url);
        let wanted = &self.statements;
        let of = |is_wanted: bool, place: fn(&str) -> Option<String>| {
            url.as_deref().filter(|_| is_wanted).and_then(place)
        };
        let mut items = Vec::new();
        let mut add = |role, kind, url: Option<String>| {
            items.extend(url.map(|url| Item::named(role, url, kind)));
        };
        add(
            AttemptRole::SecurityTxt,
            OriginKind::SecurityTxt,
            of(wanted.security_txt, security_txt),
        );
        add(
            AttemptRole::Csaf,
            OriginKind::Csaf,
            of(wanted.csaf, csaf_metadata),
        );
        let mut domains: Vec<String> = Vec::new();
        for place in chain.iter().map(|hop| &hop.url).take(1).chain(url) {
            let asked = wanted.registry.as_ref().and_then(|one| one.of(place));
            domains.extend(asked.filter(|asked| !domains.contains(asked)));
        }
        domains.truncate(MAX_DOMAINS);
        for url in domains {
            add(AttemptRole::Registration, OriginKind::Registry, Some(url));
        }
        let requests = items.iter().map(|item| {
            let request = item.request(gathering.age, &gathering.until);
            match item.kind {
                // A domain changes its owner seldom, and thousands ask the same few servers.
                OriginKind::Registry => request.lasting(AGAIN),
                _ => request,
            }
        });
        let mut answers = self.asked(requests.collect(), &mut gathering.waited);
        for item in &items {
            let answer = answers.remove(&item.url);
            let told = answer.and_then(|answer| self.told(item, answer, gathering));
            gathering.dossier.statements.extend(told);
        }
    }
}
