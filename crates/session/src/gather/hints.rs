//! What is known from before about where evidence lies, so that nobody is asked for what is not
//! there every night.

use std::time::Duration;

use bonafide_model::Timestamp;
use bonafide_model::audit::Places;
use bonafide_model::evidence::{Artifact, AttemptRole, Dossier, OriginKind};
use bonafide_model::judgement::{Assessment, SignatureStatus};
use sha2::{Digest, Sha256};

/// How often an unattended run looks again under names that teams usually use, by address, and for
/// what changes seldom: weekly, with some play for a run that begins a little earlier.
pub(super) const AGAIN: Duration = Duration::from_secs(7 * 86_400 - 3600);

/// Hints for one look.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hints {
    /// Where something was found the last time that neither the document nor the user names.
    pub places: Vec<(AttemptRole, String)>,
    when: When,
}

/// When names are guessed and look-ups by address made.
#[derive(Debug, Clone, Default)]
enum When {
    /// Where something is missing: somebody wants to know now.
    #[default]
    Always,
    /// Not again: it was done a moment ago.
    Never,
    /// Where the document is another one than this.
    Changed { sha256: String, was_authentic: bool },
}

impl Hints {
    /// For a second look at what was just looked for.
    pub(crate) fn again(dossier: &Dossier) -> Self {
        Self {
            places: places(dossier),
            when: When::Never,
        }
    }

    /// For an unattended run. `known` is the document that the last run judged, and `was_authentic`
    /// how.
    pub(crate) fn nightly(last: Option<(&Places, Option<&str>, bool)>, now: Timestamp) -> Self {
        let Some((places, known, was_authentic)) = last else {
            return Self::default();
        };
        let is_due = places
            .guessed_at
            .is_none_or(|at| now.duration_since(at).unsigned_abs() >= AGAIN);
        let when = match known {
            Some(sha256) if !is_due => When::Changed {
                sha256: sha256.to_owned(),
                was_authentic,
            },
            _ => When::Always,
        };
        Self {
            places: places.found.clone(),
            when,
        }
    }

    /// Whether names may be guessed for this document.
    pub(crate) fn may_guess(&self, dossier: &Dossier) -> bool {
        match &self.when {
            When::Always => true,
            When::Never => false,
            // What was found by such a name and is gone may lie under another one now.
            When::Changed { sha256, .. } => {
                is_another(dossier, sha256)
                    || self.places.iter().any(|place| is_lost(dossier, place))
            }
        }
    }

    /// Whether an address is looked up. Who only corroborates changes no authentic verdict, so
    /// there once a week is enough.
    pub(crate) fn may_look_up(&self, dossier: &Dossier) -> bool {
        match &self.when {
            When::Always | When::Never => true,
            When::Changed {
                sha256,
                was_authentic,
            } => !was_authentic || is_another(dossier, sha256),
        }
    }
}

fn is_another(dossier: &Dossier, sha256: &str) -> bool {
    dossier
        .document
        .as_ref()
        .is_none_or(|document| format!("{:x}", Sha256::digest(&document.bytes)) != sha256)
}

fn is_lost(dossier: &Dossier, (role, url): &(AttemptRole, String)) -> bool {
    let artifacts = match role {
        AttemptRole::Signature => &dossier.signatures,
        AttemptRole::Checksum => &dossier.checksums,
        _ => return false,
    };
    !artifacts
        .iter()
        .any(|artifact| asked(artifact) == Some(url))
}

/// Where something was found that neither the document nor the user names.
pub(crate) fn places(dossier: &Dossier) -> Vec<(AttemptRole, String)> {
    let lists = [
        (
            AttemptRole::Signature,
            &dossier.signatures,
            OriginKind::Sidecar,
        ),
        (
            AttemptRole::Checksum,
            &dossier.checksums,
            OriginKind::Sidecar,
        ),
        (
            AttemptRole::Key,
            &dossier.certificates,
            OriginKind::Keyserver,
        ),
    ];
    let found = lists.into_iter().flat_map(|(role, artifacts, kind)| {
        artifacts
            .iter()
            .filter(move |artifact| artifact.origin.kind == kind)
            .filter_map(move |one| Some((role, asked(one)?.clone())))
    });
    found.take(MAX_PLACES).collect()
}

/// The most places that are kept for one partner.
const MAX_PLACES: usize = 16;

/// The URL that was asked first.
fn asked(artifact: &Artifact) -> Option<&String> {
    artifact
        .origin
        .chain
        .first()
        .map(|hop| &hop.url)
        .or(artifact.origin.url.as_ref())
}

/// What is missing after everything that is named was asked for: nothing where a good signature is
/// there.
pub(crate) fn missing(assessment: &Assessment, role: AttemptRole) -> bool {
    if assessment
        .signatures
        .iter()
        .any(|signature| signature.status == SignatureStatus::Good)
    {
        return false;
    }
    role == AttemptRole::Signature || assessment.checksums.is_empty()
}
