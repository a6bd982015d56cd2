//! What goes with one staged profile, found as a stranger would find it; and what only the team
//! knows of.

use std::collections::BTreeSet;

use bonafide_fetch::{Limit, sidecar};
use bonafide_model::claims::{Format, Profile};
use bonafide_model::evidence::{
    Artifact, Attempt, AttemptResult, AttemptRole, AttemptWhy, Dossier, FileKind, Origin,
    OriginKind, Trust, Twin,
};
use bonafide_model::publishing::{Danger, FoundBy, Resolution, Sidecar, Staging};
use bonafide_verify::Kind;
use url::Url;

use super::tree::{StagedFile, Tree};
use super::{Candidate, Request, gnupg, live, place};
use crate::gather::dossier::{attempt, embedded_keys, place as put};
use crate::source::{Local, SourceError, file_limit, given, read_file};
use crate::{Session, Source};

/// Collects what goes with each profile of the tree: what is the same for all of them.
pub(super) struct Collector<'a> {
    pub session: &'a Session,
    pub tree: &'a Tree,
    pub keys: &'a [Artifact],
    pub others: &'a [&'a Profile],
    pub dangers: &'a [Danger],
    pub request: &'a Request,
}

/// The keys that the user named.
pub(super) fn named_keys(
    sources: &[Source],
    session: &Session,
) -> Result<Vec<Artifact>, SourceError> {
    let mut keys = Vec::new();
    for source in sources {
        match source {
            Source::File(path) => match read_file(path, OriginKind::Flag)? {
                Local::Whole(artifact) => keys.push(artifact),
                Local::TooLarge(bytes) => {
                    return Err(SourceError::TooLarge {
                        path: source.display(),
                        bytes,
                        limit: file_limit(),
                    });
                }
            },
            Source::Url(url) => keys.push(session.network.fetched(url, Limit::KEY)?),
            Source::Stdin(bytes) => keys.push(given(bytes, OriginKind::Flag)),
        }
    }
    Ok(keys)
}

impl Collector<'_> {
    /// What a stranger has to judge by, and what lies around it.
    pub fn gather(
        &self,
        own: &Candidate,
        base: Option<Url>,
        twins: Vec<Twin>,
    ) -> (Dossier, Trust, Staging) {
        let shown = own.file.full.display().to_string();
        let mut dossier = Dossier {
            subject: shown.clone(),
            document: Some(Artifact {
                bytes: own.bytes.clone(),
                origin: Origin::file(OriginKind::Flag, shown),
                declared_type: None,
            }),
            reading: Some(own.reading.result.clone()),
            confinement: own
                .reading
                .confinement
                .and_then(bonafide_reader::Confinement::missing),
            signatures: Vec::new(),
            checksums: Vec::new(),
            certificates: Vec::new(),
            attempts: Vec::new(),
            twins,
            second_look: None,
            captures: Vec::new(),
            statements: Vec::new(),
        };
        let mut staging = Staging {
            path: own.file.path.clone(),
            dangers: self.dangers.to_vec(),
            ..Staging::default()
        };
        for key in self.keys {
            dossier.certificates.push(key.clone());
            let path = key.origin.display();
            staging.sidecars.push(Sidecar {
                role: AttemptRole::Key,
                path,
                found_by: FoundBy::Flag,
            });
        }
        if let Some(profile) = own.profile() {
            let is_given = base.is_some();
            let base = base.or_else(|| place::inferred(profile, &own.file.path));
            staging.urls =
                place::resolve(profile, self.tree, base.as_ref(), is_given, &own.file.path);
            staging.base_url = base.map(|base| base.to_string());
            staging.text = text(profile, &own.bytes);
            embedded_keys(profile, &mut dossier);
        }
        self.printed(&mut dossier, &mut staging);
        self.beside(&mut dossier, &mut staging);
        self.looked_for(own.profile(), &mut dossier, &mut staging);
        if self.request.live
            && let Some(profile) = own.profile()
        {
            live::resolve(&mut staging, &mut dossier, self.session);
            staging.confirmations = live::confirmations(profile, self.session);
        } else {
            staging.confirmations = bonafide_model::publishing::Confirmations::NotAsked;
        }
        // Asked with what a stranger has, before the user's own keys come to it.
        staging.gnupg = gnupg::ask(&dossier, self.session.now);
        let (trust, certificates) = self.session.trust.select(&dossier, None);
        dossier.certificates.extend(certificates);
        (dossier, trust, staging)
    }

    /// By the URLs that the document prints.
    fn printed(&self, dossier: &mut Dossier, staging: &mut Staging) {
        let mut found = Vec::new();
        for url in &staging.urls {
            let Some(role) = live::role_of(url.role) else {
                continue;
            };
            match &url.resolution {
                // A key file that is a page is a broken key, not a page with a link to one.
                Resolution::Staged { path, page }
                    if !page || role == AttemptRole::Key && is_key_file(path) =>
                {
                    found.push((role, path.clone(), OriginKind::PrintedUrl))
                }
                Resolution::Staged { path, .. } => {
                    dossier.attempts.push(attempt(
                        role,
                        path,
                        AttemptResult::WrongKind,
                        AttemptWhy::Kind(FileKind::WebPage),
                    ));
                }
                Resolution::Missing { path, .. } => {
                    dossier.attempts.push(attempt(
                        role,
                        path,
                        AttemptResult::Absent,
                        AttemptWhy::NotStaged,
                    ));
                }
                Resolution::LeadsOut { how } => {
                    let why = AttemptWhy::LeadsOut(*how);
                    dossier
                        .attempts
                        .push(attempt(role, &url.url, AttemptResult::Failed, why))
                }
                Resolution::NotAsked => {
                    dossier.attempts.push(attempt(
                        role,
                        &url.url,
                        AttemptResult::NotAsked,
                        AttemptWhy::OutsideStaged,
                    ));
                }
                Resolution::Answers { .. }
                | Resolution::Gone { .. }
                | Resolution::NotReached { .. } => {}
            }
        }
        for (role, path, kind) in found {
            self.take(role, &path, FoundBy::Printed, kind, dossier, staging);
        }
    }

    /// By usual names beside the document.
    fn beside(&self, dossier: &mut Dossier, staging: &mut Staging) {
        let lists = [
            (
                AttemptRole::Signature,
                sidecar::signature_names(&staging.path),
            ),
            (
                AttemptRole::Checksum,
                sidecar::checksum_names(&staging.path),
            ),
        ];
        for (role, names) in lists {
            for name in names
                .into_iter()
                .filter(|name| self.tree.file(name).is_some())
            {
                self.take(
                    role,
                    &name,
                    FoundBy::UsualName,
                    OriginKind::Sidecar,
                    dossier,
                    staging,
                );
            }
        }
    }

    /// Nobody but the team finds these: they only lie in the tree.
    fn looked_for(&self, profile: Option<&Profile>, dossier: &mut Dossier, staging: &mut Staging) {
        let usual = self.tree.usual_names();
        let mut candidates: Vec<(AttemptRole, String)> = Vec::new();
        if dossier.signatures.is_empty() {
            let orphans = self
                .of_kind(|kind| *kind == Kind::DetachedSignature)
                .filter(|file| !usual.contains(&file.path));
            candidates.extend(orphans.map(|file| (AttemptRole::Signature, file.path.clone())));
        }
        if dossier.checksums.is_empty() {
            let sums = self
                .tree
                .files
                .iter()
                .filter(|file| is_checksum(&file.path) && !usual.contains(&file.path));
            candidates.extend(sums.map(|file| (AttemptRole::Checksum, file.path.clone())));
        }
        let prints = profile.map(fingerprints).unwrap_or_default();
        let of_others: BTreeSet<String> = self
            .others
            .iter()
            .flat_map(|other| fingerprints(other))
            .collect();
        for file in &self.tree.files {
            let Some(Kind::Certificate { fingerprints }) = &file.kind else {
                continue;
            };
            let own = fingerprints.iter().any(|one| prints.contains(one.as_str()));
            let foreign = fingerprints
                .iter()
                .all(|one| of_others.contains(one.as_str()));
            // A key that nobody prints is most likely the one that was meant.
            if own || (!foreign && dossier.certificates.is_empty()) {
                candidates.push((AttemptRole::Key, file.path.clone()));
            }
        }
        for (role, path) in candidates {
            self.take(
                role,
                &path,
                FoundBy::Looking,
                OriginKind::Sidecar,
                dossier,
                staging,
            );
        }
    }

    fn of_kind(&self, wanted: impl Fn(&Kind) -> bool) -> impl Iterator<Item = &StagedFile> {
        self.tree
            .files
            .iter()
            .filter(move |file| file.kind.as_ref().is_some_and(&wanted))
    }

    /// Reads a file of the tree and puts it where it belongs; each once.
    fn take(
        &self,
        role: AttemptRole,
        path: &str,
        found_by: FoundBy,
        kind: OriginKind,
        dossier: &mut Dossier,
        staging: &mut Staging,
    ) {
        let is_known = staging.sidecars.iter().any(|known| known.path == path);
        // Seen to be something else by its printed URL.
        let is_told = dossier
            .attempts
            .iter()
            .any(|known| known.url == path && known.result == AttemptResult::WrongKind);
        if path == staging.path || is_known || is_told {
            return;
        }
        let full = self.tree.root.join(path);
        let (result, why) = match read_file(&full, kind) {
            Ok(Local::Whole(artifact)) => {
                // Secret parts are never kept; the check over the tree names the file.
                put(dossier, role, artifact);
                staging.sidecars.push(Sidecar {
                    role,
                    path: path.to_owned(),
                    found_by,
                });
                (AttemptResult::Got, AttemptWhy::Staged)
            }
            Ok(Local::TooLarge(bytes)) => (AttemptResult::Failed, AttemptWhy::TooLarge(bytes)),
            Err(error) => (AttemptResult::Failed, error.to_string().into()),
        };
        dossier.attempts.push(Attempt {
            role,
            url: path.to_owned(),
            result,
            why,
            obstacle: None,
        });
    }
}

/// What must not be published, in the whole tree.
pub(super) fn dangers(tree: &Tree) -> Vec<Danger> {
    let dangers = tree.files.iter().filter_map(|file| {
        let path = file.path.clone();
        match &file.kind {
            Some(Kind::SecretKey) => Some(Danger::SecretKey { path }),
            Some(Kind::DetachedSignature | Kind::Other(_)) => {
                let Ok(Local::Whole(artifact)) = read_file(&file.full, OriginKind::Sidecar) else {
                    return None;
                };
                bonafide_verify::is_bare_revocation(&artifact.bytes)
                    .then_some(Danger::Revocation { path })
            }
            _ => None,
        }
    });
    dangers.collect()
}

fn fingerprints(profile: &Profile) -> BTreeSet<String> {
    let printed = profile
        .claims
        .fingerprints
        .iter()
        .filter_map(|claim| claim.value.fingerprint.as_ref());
    printed
        .map(|fingerprint| fingerprint.as_str().to_owned())
        .collect()
}

fn is_key_file(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    [".asc", ".pgp", ".gpg", ".key"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn is_checksum(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    ["sha256", "sha512", "sha1sum", "md5"]
        .iter()
        .any(|word| name.contains(word))
}

/// The text of a document that is text, with the line ends that the reader counts.
fn text(profile: &Profile, bytes: &[u8]) -> Option<String> {
    if profile.format == Format::Pdf {
        return None;
    }
    let text = bonafide_profile::source_text(bytes, profile.format);
    Some(text.replace("\r\n", "\n").replace(['\r', '\u{85}'], "\n"))
}
