//! What a page links to.

use bonafide_fetch::{Fetched, sidecar};
use bonafide_model::claims::UrlRole;
use bonafide_model::evidence::{Artifact, AttemptRole, OriginKind};
use bonafide_reader::{Hint, Reader};
use bonafide_verify::Kind;
use url::Url;

use crate::gather::item::Item;

/// What the page that stands at a printed URL links to; `None` where no page stands there.
pub(crate) fn links(reader: &Reader, item: &Item, fetched: &Fetched) -> Option<Vec<Item>> {
    let Fetched::Got(artifact, _) = fetched else {
        return None;
    };
    if bonafide_verify::classify(&artifact.bytes) != Kind::Html {
        return None;
    }
    let here = artifact
        .origin
        .url
        .clone()
        .unwrap_or_else(|| item.url.clone());
    let raw =
        sidecar::raw_file(&here).map(|url| Item::named(item.role, url, OriginKind::LinkedPage));
    Some(
        raw.into_iter()
            .chain(linked(reader, item.role, artifact, &here))
            .collect(),
    )
}

/// Links on a page that look like what is looked for.
fn linked(reader: &Reader, role: AttemptRole, artifact: &Artifact, here: &str) -> Vec<Item> {
    let hint = Hint {
        url: Some(here.to_owned()),
        declared_type: artifact.declared_type.clone(),
        ..Hint::default()
    };
    let Ok(page) = reader.read(&artifact.bytes, &hint).result else {
        return Vec::new();
    };
    let Ok(base) = Url::parse(here) else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for claim in &page.claims.urls {
        let Ok(mut url) = base.join(&claim.value.url) else {
            continue;
        };
        url.set_fragment(None);
        if url == base {
            continue;
        }
        let path = url.path().to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
        let role = match role {
            _ if ends(&[".sig", ".sign"]) => AttemptRole::Signature,
            _ if ends(&[".sha256", ".sha512", ".sha256.txt", ".sha512.txt"]) => {
                AttemptRole::Checksum
            }
            // `.asc` and `.gpg` are used for both; what it is shows in the bytes.
            _ if ends(&[".asc", ".gpg", ".pgp"]) && claim.value.role == UrlRole::Key => {
                AttemptRole::Key
            }
            AttemptRole::Signature if ends(&[".asc", ".gpg", ".pgp"]) => AttemptRole::Signature,
            // A download without a telling name, which the page calls the signature.
            AttemptRole::Signature if claim.value.role == UrlRole::Signature => {
                AttemptRole::Signature
            }
            AttemptRole::Key if ends(&[".asc", ".gpg", ".pgp", ".key"]) => AttemptRole::Key,
            _ => continue,
        };
        items.push(Item::named(role, url.to_string(), OriginKind::LinkedPage));
    }
    // Signatures first: there is a limit on how many links are followed.
    items.sort_by_key(|item| match item.role {
        AttemptRole::Signature => 0,
        AttemptRole::Key => 1,
        _ => 2,
    });
    items
}
