//! Finding the evidence about one document: what the user named, the document, what lies beside it,
//! and what it names.

mod beside;
pub(crate) mod dossier;
mod editions;
pub(crate) mod hints;
pub(crate) mod item;
mod listing;
pub(crate) mod reading;
pub(crate) mod remote;
pub(crate) mod wanted;

use bonafide_model::claims::ReadError;
use bonafide_model::evidence::{AttemptResult, AttemptRole, AttemptWhy, OriginKind};
use bonafide_model::judgement::Assessment;
use bonafide_reader::Reading;

use crate::request::Request;
use crate::source::{Local, Source, SourceError, file_limit, given, read_file};
use dossier::{Gathering, attempt, embedded_keys, place};
use hints::missing;
use listing::Listing;
use reading::hint;
use remote::Network;
use wanted::Wanted;

/// Gathers everything about one subject.
pub(crate) fn gather(
    network: &Network,
    wanted: &Wanted<'_>,
    request: &Request,
    mut gathering: Gathering,
) -> Result<Gathering, SourceError> {
    named(network, request, &mut gathering)?;
    document(network, wanted, request, &mut gathering)?;
    let dossier = &mut gathering.dossier;
    if dossier.document.is_none() {
        gathering.trust = wanted.trust.select(&gathering.dossier, wanted.team).0;
        return Ok(gathering);
    }
    let profile = dossier
        .reading
        .as_ref()
        .and_then(|reading| reading.as_ref().ok())
        .cloned();
    if let Source::File(path) = &request.subject {
        let listing = Listing::beside(path);
        let found = beside::look(
            path,
            &listing,
            profile.as_ref().map(|profile| &profile.claims),
            wanted.roles,
        );
        dossier.attempts.extend(found.attempts);
        for (role, artifacts) in [
            (AttemptRole::Signature, found.signatures),
            (AttemptRole::Checksum, found.checksums),
            (AttemptRole::Key, found.keys),
        ] {
            artifacts
                .into_iter()
                .for_each(|artifact| place(dossier, role, artifact));
        }
        editions::beside(wanted.reader, path, &listing, dossier);
    }
    if let Some(profile) = &profile {
        embedded_keys(profile, dossier);
        network.gather(wanted, profile, &mut gathering);
    }
    gathering.select_trust(wanted);
    Ok(gathering)
}

/// Looks under the usual names for what nobody named and what is missing. Whether that was done.
pub(crate) fn guess(
    network: &Network,
    wanted: &Wanted<'_>,
    role: AttemptRole,
    judged: &Assessment,
    gathering: &mut Gathering,
) -> bool {
    let is_wanted = match role {
        AttemptRole::Signature => wanted.roles.signatures,
        _ => wanted.roles.checksums,
    };
    let dossier = &gathering.dossier;
    let is_asked = !gathering.unwilling
        && is_wanted
        && missing(judged, role)
        && gathering.hints.may_guess(dossier);
    let is_remote = dossier
        .document
        .as_ref()
        .is_some_and(|document| document.origin.url.is_some());
    if !is_remote || !is_asked {
        return false;
    }
    let Some(Ok(profile)) = dossier.reading.clone() else {
        return false;
    };
    network.guess(wanted, role, &profile, gathering);
    gathering.guessed = true;
    // What was found may be a key, of which the trust directory may have more.
    gathering
        .dossier
        .certificates
        .retain(|certificate| certificate.origin.kind != OriginKind::Keyring);
    gathering.select_trust(wanted);
    true
}

/// Asks witnesses, where the user wants that: web archives what stood at the places of document and
/// keys before; then, so that a publisher who is slow to answer keeps nobody from asking those, its
/// host what it says elsewhere, and a registry. Whether any was asked.
pub(crate) fn witnesses(network: &Network, wanted: &Wanted<'_>, gathering: &mut Gathering) -> bool {
    let before = gathering.dossier.attempts.len();
    let may_ask = gathering.hints.may_look_up(&gathering.dossier);
    let is_read = matches!(gathering.dossier.reading, Some(Ok(_)));
    if may_ask && is_read {
        network.archived(wanted, gathering);
        network.state(gathering);
    }
    gathering.dossier.attempts.len() > before
}

/// What the user named.
fn named(
    network: &Network,
    request: &Request,
    gathering: &mut Gathering,
) -> Result<(), SourceError> {
    let lists = [
        (AttemptRole::Signature, &request.signatures),
        (AttemptRole::Checksum, &request.checksums),
        (AttemptRole::Key, &request.keys),
    ];
    for (role, sources) in lists {
        for source in sources {
            match source {
                Source::Url(url) => network.named(role, url, gathering),
                Source::Stdin(bytes) => {
                    place(&mut gathering.dossier, role, given(bytes, OriginKind::Flag))
                }
                Source::File(path) => match read_file(path, OriginKind::Flag)? {
                    Local::Whole(artifact) => {
                        gathering.dossier.attempts.push(attempt(
                            role,
                            source.display(),
                            AttemptResult::Got,
                            AttemptWhy::Given,
                        ));
                        place(&mut gathering.dossier, role, artifact);
                    }
                    Local::TooLarge(bytes) => {
                        gathering.dossier.attempts.push(attempt(
                            role,
                            source.display(),
                            AttemptResult::Failed,
                            AttemptWhy::TooLarge(bytes),
                        ));
                    }
                },
            }
        }
    }
    Ok(())
}

/// The document and what the reader makes of it.
fn document(
    network: &Network,
    wanted: &Wanted<'_>,
    request: &Request,
    gathering: &mut Gathering,
) -> Result<(), SourceError> {
    let artifact = match &request.subject {
        Source::File(path) => match read_file(path, OriginKind::Flag)? {
            Local::Whole(artifact) => artifact,
            Local::TooLarge(bytes) => {
                // Still a subject with a report. No bytes of it are kept, so nothing is said of
                // them: no length, no hash.
                let tried = attempt(
                    AttemptRole::Document,
                    path.display().to_string(),
                    AttemptResult::Failed,
                    AttemptWhy::TooLarge(bytes),
                );
                gathering.dossier.attempts.push(tried);
                gathering.dossier.reading = Some(Err(ReadError::TooLarge {
                    bytes,
                    limit: file_limit(),
                }));
                return Ok(());
            }
        },
        Source::Stdin(bytes) => given(bytes, OriginKind::Flag),
        Source::Url(url) => match network.document(url, gathering) {
            Some(artifact) => artifact,
            None => return Ok(()),
        },
    };
    let Reading {
        result,
        confinement,
    } = wanted.reader.read(&artifact.bytes, &hint(&artifact));
    gathering.dossier.confinement = confinement.and_then(bonafide_reader::Confinement::missing);
    gathering.dossier.document = Some(artifact);
    gathering.dossier.reading = Some(result);
    Ok(())
}
