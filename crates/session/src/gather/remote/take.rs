//! What came back: kept where it is of use, named for what it is where it is not.

use std::collections::HashSet;

use bonafide_fetch::{Fetched, keys};
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{
    Artifact, Attempt, AttemptResult, AttemptRole, AttemptWhy, FileKind, OriginKind, OtherThing,
};
use bonafide_verify::Kind;

use super::network::Network;
use crate::gather::dossier::{Gathering, place};
use crate::gather::editions;
use crate::gather::item::Item;
use crate::gather::wanted::Wanted;

/// The most keys of one answer for an address that are kept though none of them is of use; real
/// answers hold one, seldom two.
const MAX_CONTRADICTING: usize = 8;

/// Takes one answer into the dossier. `links` are those of the page that stood there, where its
/// links were searched.
pub(crate) fn take(
    network: &Network,
    wanted: &Wanted<'_>,
    useful: &HashSet<Fingerprint>,
    gathering: &mut Gathering,
    item: &Item,
    fetched: Fetched,
    links: Option<&[Item]>,
) {
    let attempt = network.attempt(item, &fetched);
    if item.kind == OriginKind::Keyserver
        && item.role == AttemptRole::Key
        && matches!(fetched, Fetched::Got(..) | Fetched::Absent(_))
    {
        // Who was asked for the key was asked for its revocation too.
        gathering
            .dossier
            .attempts
            .extend(revocation(network, &attempt));
    }
    if item.role == AttemptRole::Document {
        editions::take(wanted.reader, gathering, item, fetched, attempt);
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
            match key(wanted, useful, item, speaks, artifact, &fingerprints) {
                Some(artifact) => {
                    gathering.dossier.attempts.push(attempt);
                    gathering.dossier.certificates.push(artifact);
                }
                None => gathering.wrong_kind(item, AttemptWhy::OtherKeys),
            }
        }
        // What a server has under a usual name, and is no evidence of that kind, says nothing about
        // the document.
        (AttemptRole::Signature, kind @ (Kind::Empty | Kind::Other(_)))
            if item.kind != OriginKind::PrintedUrl =>
        {
            gathering.wrong_kind(item, AttemptWhy::NotASignature(thing(kind)));
        }
        (AttemptRole::Key | AttemptRole::Revocation, kind)
            if item.kind != OriginKind::PrintedUrl =>
        {
            gathering.wrong_kind(item, AttemptWhy::NotAKey(thing(kind)));
        }
        _ => {
            gathering.dossier.attempts.push(attempt);
            place(&mut gathering.dossier, item.role, artifact);
        }
    }
}

/// The entry that says that a source of revocations was asked; none where only the cache was.
fn revocation(network: &Network, attempt: &Attempt) -> Option<Attempt> {
    let asked = !network.is_offline()
        && matches!(attempt.result, AttemptResult::Got | AttemptResult::Absent);
    asked.then(|| Attempt {
        role: AttemptRole::Revocation,
        ..attempt.clone()
    })
}

/// Keeps only certificates that the document prints or the user trusts, except where the document
/// itself names the place, or where the place speaks for the printed address: that it has another
/// key is a finding.
fn key(
    wanted: &Wanted<'_>,
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
    match wanted.trust.only(&artifact.bytes, useful) {
        Some(bytes) => Some(Artifact { bytes, ..artifact }),
        None => (speaks && found.len() <= MAX_CONTRADICTING).then_some(artifact),
    }
}

/// Whether the place was asked what key belongs to a printed address. A direct Web Key Directory is
/// not heard where the advanced one has an answer (draft-koch-openpgp-webkey-service, "Key
/// Discovery").
fn speaks(item: &Item, before: &[Attempt]) -> bool {
    let advanced = || keys::wkd_advanced_of(&item.url);
    match item.kind {
        OriginKind::Wkd => !advanced().is_some_and(|url| {
            before.iter().any(|attempt| {
                attempt.url == url
                    && attempt.role == AttemptRole::Key
                    && attempt.result == AttemptResult::Got
            })
        }),
        OriginKind::Keyserver => keys::is_vks_by_email(&item.url),
        _ => false,
    }
}

/// A page where something else was looked for.
fn page(gathering: &mut Gathering, item: &Item, artifact: Artifact, links: Option<&[Item]>) {
    match links {
        // Nothing better can be found: the page stands for what was promised there, and is judged
        // as that.
        Some([]) => {
            gathering.wrong_kind(item, AttemptWhy::PageWithoutLink);
            place(&mut gathering.dossier, item.role, artifact);
        }
        Some(_) => gathering.wrong_kind(item, AttemptWhy::PageSearched),
        None => gathering.wrong_kind(item, AttemptWhy::PageInstead),
    }
}

fn thing(kind: Kind) -> OtherThing {
    OtherThing::Kind(match kind {
        Kind::DetachedSignature => FileKind::Signature,
        Kind::CleartextSigned => FileKind::CleartextSigned,
        Kind::InlineSigned => FileKind::InlineSigned,
        Kind::Certificate { .. } => FileKind::Certificate,
        Kind::SecretKey => FileKind::PrivateKey,
        Kind::Html => FileKind::WebPage,
        Kind::Empty => FileKind::Empty,
        Kind::Other(thing) => return thing,
    })
}
