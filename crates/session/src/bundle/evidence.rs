//! Everything that an assessment was made from.

use bonafide_fetch::ResponseMeta;
use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{Artifact, AttemptRole, Dossier, Trust};
use bonafide_model::judgement::{Assessment, Past, Policy};

/// Everything that [`bonafide_verify::assess`] takes, and how it came.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What was gathered.
    pub dossier: Dossier,
    /// The trust used.
    pub trust: Trust,
    /// What history said.
    pub past: Past,
    /// The policy used.
    pub policy: Policy,
    /// The time by which it was judged.
    pub now: Timestamp,
    /// What the servers said beside the bytes. It is kept for people and never judged.
    pub responses: Vec<Response>,
}

/// What a server said beside the bytes of one artifact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// What was looked for.
    pub role: AttemptRole,
    /// The URL that was asked first.
    pub url: String,
    /// The SHA-256 of the bytes, lower-case hexadecimal. Those of no use are not kept as artifacts.
    pub sha256: String,
    /// Status, headers, and when it was fetched.
    pub meta: ResponseMeta,
}

impl Evidence {
    /// Makes the assessment, the same one every time.
    #[must_use]
    pub fn assess(&self) -> Assessment {
        bonafide_verify::assess(
            &self.dossier,
            &self.trust,
            &self.past,
            &self.policy,
            self.now,
        )
    }

    /// Everything that has bytes, in an order that never changes.
    pub(super) fn artifacts(&mut self) -> impl Iterator<Item = &mut Artifact> {
        let Self { dossier, trust, .. } = self;
        dossier
            .document
            .iter_mut()
            .chain(&mut dossier.signatures)
            .chain(&mut dossier.checksums)
            .chain(&mut dossier.certificates)
            .chain(trust.roots.iter_mut().map(|root| &mut root.certificate))
            .chain(
                dossier
                    .twins
                    .iter_mut()
                    .filter_map(|twin| twin.document.as_mut()),
            )
            .chain(
                dossier
                    .captures
                    .iter_mut()
                    .map(|capture| &mut capture.artifact),
            )
            .chain(&mut dossier.statements)
    }

    /// The certificate with this fingerprint as it was judged: armored, merged from all its
    /// sources, without any secret part.
    #[must_use]
    pub fn certificate(&self, fingerprint: &Fingerprint) -> Option<String> {
        bonafide_verify::export_certificate(&self.dossier, fingerprint)
    }
}
