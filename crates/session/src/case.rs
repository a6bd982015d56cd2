//! What a case report shows beside the assessment.

use bonafide_model::{Artifact, AttemptRole, CaseFile, Piece};
use sha2::{Digest, Sha256};

use crate::bundle::Evidence;

impl Evidence {
    /// What a case report shows beside the assessment that was made of this.
    #[must_use]
    pub fn case_file(&self) -> CaseFile {
        let dossier = &self.dossier;
        let of = |role, artifacts: &[Artifact]| -> Vec<Piece> {
            artifacts
                .iter()
                .map(|artifact| piece(role, artifact))
                .collect()
        };
        let document = dossier.document.iter();
        let mut pieces: Vec<Piece> = document
            .map(|document| piece(AttemptRole::Document, document))
            .collect();
        pieces.extend(of(AttemptRole::Signature, &dossier.signatures));
        pieces.extend(of(AttemptRole::Checksum, &dossier.checksums));
        pieces.extend(of(AttemptRole::Key, &dossier.certificates));
        CaseFile {
            pieces,
            past: self.past.clone(),
        }
    }
}

fn piece(role: AttemptRole, artifact: &Artifact) -> Piece {
    Piece {
        role,
        origin: artifact.origin.clone(),
        bytes: artifact.bytes.len() as u64,
        sha256: format!("{:x}", Sha256::digest(&artifact.bytes)),
    }
}
