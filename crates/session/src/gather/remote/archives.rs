//! What web archives kept of the places of document and keys.
//!
//! A witness: nothing is missing where an archive has nothing, fails or is not asked. Signatures are
//! not asked for: what one of an earlier edition says, its document and key say better, and each URL
//! that is asked about is one more thing that the archive learns.

use std::time::Duration;

use bonafide_fetch::archive::{Memento, some};
use bonafide_fetch::{Fetched, http_date};
use bonafide_model::Timestamp;
use bonafide_model::evidence::{
    Artifact, AttemptRole, AttemptWhy, Capture, Dossier, OriginKind, host_of,
};
use bonafide_verify::Kind;

use super::network::Network;
use crate::gather::dossier::Gathering;
use crate::gather::hints::AGAIN;
use crate::gather::item::Item;
use crate::gather::reading::hint;
use crate::gather::wanted::Wanted;

/// The most captures of one place that are looked at: enough to see a change and about when it was.
const MAX_CAPTURES: usize = 5;

/// The most places of document and keys that archives are asked about.
const MAX_PLACES: usize = 4;

/// A capture never changes. That an archive took one back, or was wrong, is noticed twice a year.
const CAPTURE_LASTS: Duration = Duration::from_secs(180 * 86_400);

/// A place that is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    role: AttemptRole,
    url: String,
}

/// A capture that is asked for.
struct Wish<'p> {
    place: &'p Place,
    item: Item,
    memento: Memento,
}

impl Network {
    /// Asks each archive for its captures of each place, and takes some of them into the dossier.
    pub(crate) fn archived(&self, wanted: &Wanted<'_>, gathering: &mut Gathering) {
        let places = places(&gathering.dossier);
        let pairs = self
            .archives
            .iter()
            .flat_map(|archive| places.iter().map(move |place| (archive, place)));
        let indexes: Vec<_> = pairs
            .filter_map(|(archive, place)| {
                let url = archive.index_of(&place.url)?;
                let item = Item::named(AttemptRole::Archive, url, OriginKind::Archive);
                Some((archive, place, item))
            })
            .collect();
        let requests = indexes.iter().map(|(.., item)| {
            let request = item.request(gathering.age, &gathering.until);
            request.lasting(AGAIN)
        });
        let mut answers = self.asked(requests.collect(), &mut gathering.waited);
        let mut wishes = Vec::new();
        for (archive, place, index) in &indexes {
            let Some(list) = answers.remove(&index.url) else {
                continue;
            };
            let Some(list) = self.told(index, list, gathering) else {
                continue;
            };
            let Some(captures) = archive.captures(&list.bytes, &place.url) else {
                gathering.dossier.attempts.pop();
                gathering.wrong_kind(index, AttemptWhy::NoIndex);
                continue;
            };
            wishes.extend(
                some(&captures, MAX_CAPTURES)
                    .into_iter()
                    .map(|memento| Wish {
                        place,
                        item: Item::named(AttemptRole::Archive, &memento.url, OriginKind::Archive),
                        memento,
                    }),
            );
        }
        let requests = wishes.iter().map(|wish| {
            let request = wish.item.request(gathering.age, &gathering.until);
            request.lasting(CAPTURE_LASTS)
        });
        let mut answers = self.asked(requests.collect(), &mut gathering.waited);
        for wish in &wishes {
            let Some(answer) = answers.remove(&wish.item.url) else {
                continue;
            };
            let said = memento_time(&answer);
            let Some(artifact) = self.told(&wish.item, answer, gathering) else {
                continue;
            };
            // Sent elsewhere, it would not be this archive's word any more.
            if artifact.origin.host() != host_of(&wish.item.url) {
                continue;
            }
            let taken = said.unwrap_or(wish.memento.taken);
            take(wanted, gathering, wish.place, taken, artifact);
        }
    }
}

/// The time of which the archive says that the capture is (RFC 7089, "Memento-Datetime").
fn memento_time(answer: &Fetched) -> Option<Timestamp> {
    let Fetched::Got(_, meta) = answer else {
        return None;
    };
    let mut headers = meta.headers.iter();
    let (_, at) = headers.find(|(name, _)| name == "memento-datetime")?;
    http_date(at)
}

/// Keeps a capture that can say something: a document that can be read, or a key.
fn take(
    wanted: &Wanted<'_>,
    gathering: &mut Gathering,
    place: &Place,
    taken: Timestamp,
    artifact: Artifact,
) {
    let reading = match place.role {
        AttemptRole::Document => Some(wanted.reader.read(&artifact.bytes, &hint(&artifact)).result),
        _ => None,
    };
    let is_key = || {
        matches!(
            bonafide_verify::classify(&artifact.bytes),
            Kind::Certificate { .. }
        )
    };
    if reading.as_ref().is_some_and(Result::is_err) || reading.is_none() && !is_key() {
        return;
    }
    let known = &mut gathering.dossier.captures;
    let is_known = |one: &Capture| {
        one.of == place.url
            && one.taken == taken
            && one.artifact.origin.host() == artifact.origin.host()
    };
    if !known.iter().any(is_known) {
        known.push(Capture {
            role: place.role,
            of: place.url.clone(),
            taken,
            artifact,
            reading,
        });
    }
}

/// Where the document is, as it was asked for and where that led, and where its keys were got. Of a
/// file nobody knows a place.
fn places(dossier: &Dossier) -> Vec<Place> {
    let Some(document) = &dossier.document else {
        return Vec::new();
    };
    let mut all: Vec<Place> = Vec::new();
    let mut add = |role, url: Option<&String>| {
        let place = url.map(|url| Place {
            role,
            url: url.clone(),
        });
        if let Some(place) = place.filter(|place| all.iter().all(|one| one.url != place.url)) {
            all.push(place);
        }
    };
    let origin = &document.origin;
    add(
        AttemptRole::Document,
        origin.chain.first().map(|hop| &hop.url),
    );
    add(AttemptRole::Document, origin.url.as_ref());
    if origin.url.is_some() {
        for certificate in &dossier.certificates {
            let origin = &certificate.origin;
            if matches!(
                origin.kind,
                OriginKind::PrintedUrl | OriginKind::LinkedPage | OriginKind::Sidecar
            ) {
                add(AttemptRole::Key, origin.url.as_ref());
            }
        }
    }
    all.truncate(MAX_PLACES);
    all
}
