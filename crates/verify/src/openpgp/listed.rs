//! Checksum files as what a signature may be over: signing one `SHA256SUMS` vouches for every file in it.

use std::collections::BTreeMap;

use bonafide_model::{Artifact, ChecksumStatus, Dossier};

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
}

impl Listed<'_> {
    /// What a signature over it covers. Hashes the document, so it is asked only where a signature is tried over it.
    pub(super) fn covers(&self) -> Coverage {
        coverage(self.file, self.dossier)
    }
}

/// All checksum files of the dossier.
pub(super) fn all(dossier: &Dossier) -> Vec<Listed<'_>> {
    let files = dossier.checksums.iter();
    files.map(|file| Listed { payload: Payload::file(file.bytes.as_slice()), file, dossier }).collect()
}

/// What a signature over this checksum file covers: the document, where its only entry for it matches, else something else.
pub(super) fn coverage(file: &Artifact, dossier: &Dossier) -> Coverage {
    let matches = dossier.document.as_ref().is_some_and(|document| {
        let digests = Digests::new(&document.bytes, &BTreeMap::new());
        checksum::compare(file, &document.origin, &dossier.subject, &digests).status == ChecksumStatus::Match
    });
    if matches { Coverage::ViaChecksumFile } else { Coverage::Other }
}
