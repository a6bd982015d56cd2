//! The certificates of the trust directory: the same for every subject, so they are looked into once.

use std::collections::HashSet;
use std::sync::OnceLock;

use bonafide_model::{Artifact, Fingerprint};

/// The certificates of the trust directory. Material like any other: none is trusted for where it lies.
#[derive(Debug, Default)]
pub struct Certificates {
    artifacts: Vec<Artifact>,
    /// Found when first asked for: a run that never asks does not parse a large directory.
    fingerprints: OnceLock<HashSet<Fingerprint>>,
}

impl From<Vec<Artifact>> for Certificates {
    fn from(artifacts: Vec<Artifact>) -> Self {
        Self { artifacts, fingerprints: OnceLock::new() }
    }
}

impl Certificates {
    /// All of them, as they lie there.
    pub(crate) fn artifacts(&self) -> &[Artifact] {
        &self.artifacts
    }

    /// Whether one of these keys is among them.
    pub(crate) fn has_any(&self, fingerprints: &[Fingerprint]) -> bool {
        let known = self.fingerprints.get_or_init(|| self.artifacts.iter().flat_map(fingerprints_of).collect());
        fingerprints.iter().any(|fingerprint| known.contains(fingerprint))
    }
}

/// The fingerprints of the certificates in an artifact; none where it holds no certificate.
pub(crate) fn fingerprints_of(artifact: &Artifact) -> Vec<Fingerprint> {
    let found = bonafide_verify::certificates(&artifact.bytes).unwrap_or_default();
    found.into_iter().map(|(fingerprint, _)| fingerprint).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use bonafide_model::{Origin, OriginKind};
    use bonafide_testkit::profiles;

    #[test]
    fn a_key_is_known_by_its_fingerprint_and_noise_knows_none() {
        let team = profiles::team("tide-cert");
        let artifact = |bytes| Artifact { bytes, origin: Origin::file(OriginKind::Keyring, "k"), declared_type: None };
        let key = artifact(std::fs::read(&team.key).unwrap());
        let fingerprints = fingerprints_of(&key);
        assert_eq!(fingerprints.len(), 1);
        assert!(Certificates::from(vec![artifact(b"no key".to_vec()), key]).has_any(&fingerprints));
        assert!(!Certificates::from(vec![artifact(b"no key".to_vec())]).has_any(&fingerprints));
        assert!(!Certificates::default().has_any(&fingerprints));
    }
}
