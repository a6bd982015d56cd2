//! What came back: kept where it is of use, named for what it is where it is not.

use std::collections::HashSet;

use bonafide_fetch::{Fetched, keys, sidecar};
use bonafide_model::{Artifact, Attempt, AttemptResult, AttemptRole, Fingerprint, OriginKind, UrlRole};
use bonafide_reader::Hint;
use bonafide_verify::Kind;
use url::Url;

use super::{Item, wrong_kind};
use crate::gather::{self, Gathering};
use crate::{Session, twins};

/// The most keys of one answer for an address that are kept though none of them is of use; real answers hold one, seldom two.
const MAX_CONTRADICTING: usize = 8;

/// Takes one answer into the dossier. `links` are those of the page that stood there, where its links were searched.
pub(crate) fn take(
    session: &Session,
    useful: &HashSet<Fingerprint>,
    gathering: &mut Gathering,
    item: &Item,
    fetched: Fetched,
    links: Option<&[Item]>,
) {
    let attempt = session.network.attempt(item, &fetched);
    if item.kind == OriginKind::Keyserver
        && item.role == AttemptRole::Key
        && matches!(fetched, Fetched::Got(..) | Fetched::Absent(_))
    {
        // Who was asked for the key was asked for its revocation too.
        gathering.dossier.attempts.extend(revocation(session, &attempt));
    }
    if item.role == AttemptRole::Document {
        twins::take(&session.reader, gathering, item, fetched, attempt);
        return;
    }
    let Fetched::Got(artifact, meta) = fetched else {
        gathering.dossier.attempts.push(attempt);
        return;
    };
    gathering.note_response(item, &artifact, meta);
    match (item.role, bonafide_verify::classify(&artifact.bytes)) {
        (_, Kind::Html) => page(gathering, item, artifact, links),
        (AttemptRole::Key | AttemptRole::Revocation, Kind::Certificate { fingerprints }) => {
            let speaks = speaks(item, &gathering.dossier.attempts);
            match key(session, useful, item, speaks, artifact, &fingerprints) {
                Some(artifact) => {
                    gathering.dossier.attempts.push(attempt);
                    gathering.dossier.certificates.push(artifact);
                }
                None => wrong_kind(gathering, item, "only keys with other fingerprints than the printed ones"),
            }
        }
        // What a server has under a usual name, and is no evidence of that kind, says nothing about the document.
        (AttemptRole::Signature, kind @ (Kind::Empty | Kind::Other(_))) if item.kind != OriginKind::PrintedUrl => {
            wrong_kind(gathering, item, &format!("not a signature: {}", describe(&kind)));
        }
        (AttemptRole::Key | AttemptRole::Revocation, kind) if item.kind != OriginKind::PrintedUrl => {
            wrong_kind(gathering, item, &format!("not a key: {}", describe(&kind)));
        }
        _ => {
            gathering.dossier.attempts.push(attempt);
            gather::place(&mut gathering.dossier, item.role, artifact);
        }
    }
}

/// The entry that says that a source of revocations was asked; none where only the cache was.
fn revocation(session: &Session, attempt: &Attempt) -> Option<Attempt> {
    let asked = !session.network.is_offline() && matches!(attempt.result, AttemptResult::Got | AttemptResult::Absent);
    asked.then(|| Attempt { role: AttemptRole::Revocation, ..attempt.clone() })
}

/// What the page that stands at a printed URL links to; `None` where no page stands there.
pub(crate) fn links(session: &Session, item: &Item, fetched: &Fetched) -> Option<Vec<Item>> {
    let Fetched::Got(artifact, _) = fetched else { return None };
    if bonafide_verify::classify(&artifact.bytes) != Kind::Html {
        return None;
    }
    let here = artifact.origin.url.clone().unwrap_or_else(|| item.url.clone());
    let raw = sidecar::raw_file(&here).map(|url| Item::named(item.role, url, OriginKind::LinkedPage));
    Some(raw.into_iter().chain(linked(session, item.role, artifact, &here)).collect())
}

/// Keeps only certificates that the document prints or the user trusts, except where the document itself names the place, or where
/// the place speaks for the printed address: that it has another key is a finding.
fn key(
    session: &Session,
    useful: &HashSet<Fingerprint>,
    item: &Item,
    speaks: bool,
    artifact: Artifact,
    found: &[Fingerprint],
) -> Option<Artifact> {
    let named = speaks || matches!(item.kind, OriginKind::PrintedUrl | OriginKind::LinkedPage);
    if let [only] = found {
        return (named || useful.contains(only)).then_some(artifact);
    }
    match session.trust.only(&artifact.bytes, useful) {
        Some(bytes) => Some(Artifact { bytes, ..artifact }),
        None => (speaks && found.len() <= MAX_CONTRADICTING).then_some(artifact),
    }
}

/// Whether the place was asked what key belongs to a printed address. A direct Web Key Directory is not heard where the advanced one has
/// an answer (draft-koch-openpgp-webkey-service, "Key Discovery").
fn speaks(item: &Item, before: &[Attempt]) -> bool {
    let advanced = || keys::wkd_advanced_of(&item.url);
    match item.kind {
        OriginKind::Wkd => !advanced().is_some_and(|url| {
            before
                .iter()
                .any(|attempt| attempt.url == url && attempt.role == AttemptRole::Key && attempt.result == AttemptResult::Got)
        }),
        OriginKind::Keyserver => keys::is_vks_by_email(&item.url),
        _ => false,
    }
}

/// A page where something else was looked for.
fn page(gathering: &mut Gathering, item: &Item, artifact: Artifact, links: Option<&[Item]>) {
    match links {
        // Nothing better can be found: the page stands for what was promised there, and is judged as that.
        Some([]) => {
            wrong_kind(gathering, item, "a web page, without a link to one");
            gather::place(&mut gathering.dossier, item.role, artifact);
        }
        Some(_) => wrong_kind(gathering, item, "a web page; its links were searched"),
        None => wrong_kind(gathering, item, "a web page instead"),
    }
}

/// Links on a page that look like what is looked for.
fn linked(session: &Session, role: AttemptRole, artifact: &Artifact, here: &str) -> Vec<Item> {
    let hint = Hint { url: Some(here.to_owned()), declared_type: artifact.declared_type.clone(), ..Hint::default() };
    let Ok(page) = session.reader.read(&artifact.bytes, &hint).result else { return Vec::new() };
    let Ok(base) = Url::parse(here) else { return Vec::new() };
    let mut items = Vec::new();
    for claim in &page.claims.urls {
        let Ok(mut url) = base.join(&claim.value.url) else { continue };
        url.set_fragment(None);
        if url == base {
            continue;
        }
        let path = url.path().to_ascii_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| path.ends_with(ending));
        let role = match role {
            _ if ends(&[".sig", ".sign"]) => AttemptRole::Signature,
            _ if ends(&[".sha256", ".sha512", ".sha256.txt", ".sha512.txt"]) => AttemptRole::Checksum,
            // `.asc` and `.gpg` are used for both; what it is shows in the bytes.
            _ if ends(&[".asc", ".gpg", ".pgp"]) && claim.value.role == UrlRole::Key => AttemptRole::Key,
            AttemptRole::Signature if ends(&[".asc", ".gpg", ".pgp"]) => AttemptRole::Signature,
            // A download without a telling name, which the page calls the signature.
            AttemptRole::Signature if claim.value.role == UrlRole::Signature => AttemptRole::Signature,
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

fn describe(kind: &Kind) -> String {
    match kind {
        Kind::DetachedSignature => "a signature".to_owned(),
        Kind::CleartextSigned => "a cleartext-signed text".to_owned(),
        Kind::InlineSigned => "an inline-signed message".to_owned(),
        Kind::Certificate { .. } => "a key".to_owned(),
        Kind::SecretKey => "a secret key".to_owned(),
        Kind::Html => "a web page".to_owned(),
        Kind::Empty => "an empty file".to_owned(),
        Kind::Other(what) => what.clone(),
    }
}
