//! Names under which teams usually publish signatures and checksums, for what nobody names.

use std::collections::HashMap;
use std::time::Instant;

use bonafide_fetch::{Fetched, sidecar};
use bonafide_model::claims::Profile;
use bonafide_model::evidence::{AttemptRole, OriginKind};
use bonafide_verify::Kind;

use super::network::Network;
use super::pending::note;
use super::take;
use crate::gather::dossier::Gathering;
use crate::gather::item::Item;
use crate::gather::wanted::Wanted;

/// Guesses that are under way at the same time: most end in 404, and a site should hardly notice
/// them.
const AT_ONCE: usize = 2;

impl Network {
    /// Asks for one role under the usual names, the most frequent first, until one is there or the
    /// server is unwilling. Each is asked once.
    pub(crate) fn guess(
        &self,
        wanted: &Wanted<'_>,
        role: AttemptRole,
        profile: &Profile,
        gathering: &mut Gathering,
    ) {
        let Some(base) = gathering
            .dossier
            .document
            .as_ref()
            .and_then(|document| document.origin.url.clone())
        else {
            return;
        };
        let names = match role {
            AttemptRole::Signature => sidecar::signature_names(&base),
            AttemptRole::Checksum => sidecar::checksum_names(&base),
            _ => return,
        };
        let is_known = |url: &String| {
            gathering
                .dossier
                .attempts
                .iter()
                .any(|attempt| attempt.url == *url)
        };
        let mut left: Vec<Item> = names
            .into_iter()
            .filter(|url| !is_known(url))
            .map(|url| Item {
                role,
                url,
                kind: OriginKind::Sidecar,
                guessed: true,
            })
            .collect();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut fetched = Vec::new();
        // Both answers are awaited before the next two: a slow one must not let the other run
        // through the whole list.
        while !left.is_empty() {
            let next = left
                .drain(..AT_ONCE.min(left.len()))
                .map(|item| note(&mut items, item, gathering))
                .collect();
            let began = Instant::now();
            let answers = self.fetch(next, |_, _| Vec::new());
            gathering.waited += began.elapsed();
            let enough = answers.iter().any(|(_, fetched)| match fetched {
                // The cache may have the next one.
                Fetched::Failed(..) => !self.is_offline(),
                Fetched::Got(artifact, _) => {
                    is_evidence(role, &bonafide_verify::classify(&artifact.bytes))
                }
                Fetched::Absent(_) => false,
            });
            fetched.extend(answers);
            if enough {
                break;
            }
        }
        let useful = wanted.useful(profile);
        self.release(fetched.iter().map(|(request, _)| request));
        for (request, fetched) in fetched {
            if let Some(item) = items.get(&request.url) {
                gathering.unwilling |= matches!(fetched, Fetched::Failed(..)) && !self.is_offline();
                take::take(self, wanted, &useful, gathering, item, fetched, None);
            }
        }
    }
}

fn is_evidence(role: AttemptRole, kind: &Kind) -> bool {
    match role {
        AttemptRole::Signature => matches!(
            kind,
            Kind::DetachedSignature | Kind::CleartextSigned | Kind::InlineSigned
        ),
        _ => !matches!(kind, Kind::Html | Kind::Empty),
    }
}
