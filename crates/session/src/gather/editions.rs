//! Editions of the profile in other languages: found where the document links to them or where they
//! lie beside it, never guessed over the network. What they print is compared with the document;
//! they never speak for it.

use std::path::Path;

use bonafide_fetch::{Fetched, edition};
use bonafide_model::claims::{Profile, ReadError};
use bonafide_model::evidence::{
    Artifact, Attempt, AttemptResult, AttemptRole, AttemptWhy, Dossier, OriginKind, Twin,
};
use bonafide_reader::Reader;
use url::Url;

use super::dossier::{Gathering, attempt};
use super::item::Item;
use super::listing::Listing;
use super::reading::hint;
use crate::source::{Local, read_file};

/// The most editions that are looked at; real profiles have two.
const MAX_EDITIONS: usize = 4;

/// What has fewer sections of the outline is no profile but another page of the site: real ones
/// have ten and more.
const MIN_SECTIONS: usize = 3;

/// Links to other editions of a fetched document.
pub(crate) fn linked(profile: &Profile, dossier: &Dossier) -> Vec<Item> {
    let Some(origin) = dossier.document.as_ref().map(|document| &document.origin) else {
        return Vec::new();
    };
    let Some(own) = origin.url.as_deref() else {
        return Vec::new();
    };
    let Ok(base) = Url::parse(own) else {
        return Vec::new();
    };
    let mut urls: Vec<String> = Vec::new();
    for claim in profile
        .claims
        .urls
        .iter()
        .filter(|claim| claim.can_be_followed())
    {
        let Ok(mut url) = base.join(&claim.value.url) else {
            continue;
        };
        url.set_fragment(None);
        let url = String::from(url);
        if edition::is_other_language(own, &url)
            && !origin.chain.iter().any(|hop| hop.url == url)
            && !urls.contains(&url)
        {
            urls.push(url);
        }
    }
    urls.truncate(MAX_EDITIONS);
    urls.into_iter()
        .map(|url| Item::named(AttemptRole::Document, url, OriginKind::PrintedUrl))
        .collect()
}

/// Takes the answer for one of them. What the place says that it has not is no twin; what could not
/// be asked may be one.
pub(crate) fn take(
    reader: &Reader,
    gathering: &mut Gathering,
    item: &Item,
    fetched: Fetched,
    mut entry: Attempt,
) {
    match fetched {
        Fetched::Got(artifact, meta) => {
            gathering.note_response(item, &artifact, meta);
            keep(reader, &mut gathering.dossier, artifact, &mut entry);
        }
        Fetched::Failed(..) => {
            gathering.dossier.twins.push(Twin {
                place: item.url.clone(),
                document: None,
                reading: None,
            });
        }
        Fetched::Absent(_) => {}
    }
    gathering.dossier.attempts.push(entry);
}

/// Editions beside a local document. Of the many names that one may have, only those that are there
/// get an entry.
pub(crate) fn beside(reader: &Reader, document: &Path, listing: &Listing, dossier: &mut Dossier) {
    let names = document
        .to_str()
        .map(edition::other_languages)
        .unwrap_or_default();
    let there = names
        .iter()
        .map(Path::new)
        .filter(|path| !listing.lacks(path) && path.is_file())
        .take(MAX_EDITIONS);
    for path in there {
        let shown = path.display().to_string();
        let mut entry = attempt(
            AttemptRole::Document,
            &shown,
            AttemptResult::Got,
            AttemptWhy::LanguageBeside,
        );
        match read_file(path, OriginKind::Sidecar) {
            Ok(Local::Whole(artifact)) => keep(reader, dossier, artifact, &mut entry),
            Ok(Local::TooLarge(_)) | Err(_) => {
                entry.result = AttemptResult::Failed;
                entry.why = AttemptWhy::Unreadable;
                dossier.twins.push(Twin {
                    place: shown,
                    document: None,
                    reading: None,
                });
            }
        }
        dossier.attempts.push(entry);
    }
}

/// Keeps what is an edition of a profile; says what else it is.
fn keep(reader: &Reader, dossier: &mut Dossier, artifact: Artifact, entry: &mut Attempt) {
    if dossier
        .document
        .as_ref()
        .is_some_and(|document| document.bytes == artifact.bytes)
    {
        entry.why = AttemptWhy::SameBytes;
        return;
    }
    let reading = reader.read(&artifact.bytes, &hint(&artifact)).result;
    match &reading {
        Ok(other) if is_profile(other) => {
            let why = std::mem::take(&mut entry.why);
            entry.why = AttemptWhy::OtherLanguage(Box::new(why));
        }
        Ok(_) | Err(ReadError::UnknownFormat(_)) => {
            entry.result = AttemptResult::WrongKind;
            entry.why = AttemptWhy::NoProfile;
            return;
        }
        Err(error) => entry.why = AttemptWhy::UnreadableLanguage(error.clone()),
    }
    dossier.twins.push(Twin {
        place: artifact.origin.display(),
        document: Some(artifact),
        reading: Some(reading),
    });
}

fn is_profile(reading: &Profile) -> bool {
    reading
        .sections
        .iter()
        .filter(|section| section.number.is_some())
        .count()
        >= MIN_SECTIONS
}
