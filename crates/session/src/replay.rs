//! Judging an evidence bundle once more.

use std::path::{Path, PathBuf};

use bonafide_model::Timestamp;
use bonafide_model::evidence::{AttemptRole, OriginKind};
use bonafide_model::judgement::{Assessment, JudgedBy, Past, Policy, Replay};
use bonafide_reader::{Reader, Reading};
use bonafide_verify::TrustIndex;

use crate::bundle::{BundleError, Evidence, load};
use crate::gather::dossier::embedded_keys;
use crate::gather::reading::hint;

/// The reader's own means of judging, instead of what a bundle brings along.
pub struct Own {
    /// Reads the document anew: what the bundle says was read may be anything.
    pub reader: Reader,
    /// The directory that the trust is from.
    pub keyring: PathBuf,
    /// What the reader trusts.
    pub trust: TrustIndex,
    /// The team that the reader says the document is of.
    pub team: Option<String>,
    /// What the reader accepts.
    pub policy: Policy,
}

/// Makes the assessment of a bundle again: by everything that the bundle holds, or by the reader's
/// own trust, policy and reading of the document. `now` is the time to judge by, instead of the
/// bundle's.
///
/// What it proves: that this evidence leads to this assessment; with `own`, also that the document
/// is what a key that the reader trusts signed. What it does not prove: that the evidence is what
/// was gathered, from where, and when. Whoever can write to a bundle can change it, its hashes too.
///
/// # Errors
/// When it is not a whole bundle.
pub fn replay(
    bundle: &Path,
    own: Option<&Own>,
    now: Option<Timestamp>,
) -> Result<Assessment, BundleError> {
    let mut evidence = load(bundle)?;
    evidence.now = now.unwrap_or(evidence.now);
    let by = match own {
        None => JudgedBy::Bundle,
        Some(own) => {
            own.take_over(&mut evidence);
            JudgedBy::Reader {
                keyring: own.keyring.display().to_string(),
            }
        }
    };
    let replay = Replay {
        bundle: bundle.display().to_string(),
        by,
    };
    Ok(Assessment {
        replay: Some(replay),
        ..evidence.assess()
    })
}

impl Own {
    /// Leaves of the evidence only what was gathered as bytes.
    fn take_over(&self, evidence: &mut Evidence) {
        let dossier = &mut evidence.dossier;
        dossier.certificates.retain(|artifact| {
            !matches!(
                artifact.origin.kind,
                OriginKind::Keyring | OriginKind::Embedded
            )
        });
        if let Some(document) = &dossier.document {
            let Reading {
                result,
                confinement,
            } = self.reader.read(&document.bytes, &hint(document));
            dossier.confinement = confinement.and_then(bonafide_reader::Confinement::missing);
            if let Ok(profile) = &result {
                embedded_keys(profile, dossier);
            }
            dossier.reading = Some(result);
        }
        for twin in &mut dossier.twins {
            twin.reading = twin
                .document
                .as_ref()
                .map(|document| self.reader.read(&document.bytes, &hint(document)).result);
        }
        for capture in &mut dossier.captures {
            let document = (capture.role == AttemptRole::Document).then_some(&capture.artifact);
            capture.reading =
                document.map(|document| self.reader.read(&document.bytes, &hint(document)).result);
        }
        let (trust, certificates) = self.trust.select(dossier, self.team.as_deref());
        dossier.certificates.extend(certificates);
        evidence.trust = trust;
        evidence.policy = self.policy.clone();
        // What was seen before is the bundle's word too.
        evidence.past = Past::NotAsked;
    }
}
