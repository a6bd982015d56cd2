//! Certificates by their fingerprints.

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::Artifact;

/// The one certificate with this fingerprint among `bytes`, binary, without any secret part.
#[must_use]
pub fn certificate(bytes: &[u8], fingerprint: &Fingerprint) -> Option<Vec<u8>> {
    bonafide_verify::certificates(bytes)
        .ok()?
        .into_iter()
        .find(|(found, _)| found == fingerprint)
        .map(|(_, bytes)| bytes)
}

/// The fingerprints of the certificates in an artifact; none where it holds no certificate.
pub(crate) fn fingerprints_of(artifact: &Artifact) -> Vec<Fingerprint> {
    let found = bonafide_verify::certificates(&artifact.bytes).unwrap_or_default();
    found
        .into_iter()
        .map(|(fingerprint, _)| fingerprint)
        .collect()
}
