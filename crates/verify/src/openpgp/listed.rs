//! Checksum files as what a signature may be over. Teams sign lists of hashes of files that they
//! did not make, such as malware samples: that a file is listed does not say whose it is.

use std::collections::BTreeMap;

use bonafide_model::evidence::{Artifact, Dossier};
use bonafide_model::judgement::ChecksumStatus;

use super::arithmetic::Payload;
use crate::checksum;
use crate::digests::Digests;
use crate::facts::Coverage;

/// A checksum file that a signature may be over.
pub(super) struct Listed<'a> {
    /// Its bytes.
    pub payload: Payload<'a>,
    file: &'a Artifact,
    dossier: &'a Dossier,
    accepted: bool,
}

impl Listed<'_> {
    /// What a signature over it covers. Hashes the document, so it is asked only where a signature
    /// is tried over it.
    pub(super) fn covers(&self) -> Coverage {
        coverage(self.file, self.dossier, self.accepted)
    }
}

/// All checksum files of the dossier; `accepted` says whether policy takes being listed for being
/// signed.
pub(super) fn all(dossier: &Dossier, accepted: bool) -> Vec<Listed<'_>> {
    let files = dossier.checksums.iter();
    files
        .map(|file| Listed {
            payload: Payload::file(file.bytes.as_slice()),
            file,
            dossier,
            accepted,
        })
        .collect()
}

/// What a signature over this checksum file covers: an entry for the document, where the only one
/// matches, else something else.
pub(super) fn coverage(file: &Artifact, dossier: &Dossier, accepted: bool) -> Coverage {
    let matches = dossier.document.as_ref().is_some_and(|document| {
        let digests = Digests::new(&document.bytes, &BTreeMap::new());
        checksum::compare(file, &document.origin, &dossier.subject, &digests).status
            == ChecksumStatus::Match
    });
    if matches {
        Coverage::Listed { accepted }
    } else {
        Coverage::Other
    }
}
