//! A document and what the reader makes of it.

use std::path::Path;

use bonafide_model::{Artifact, OriginKind, ReadError};
use bonafide_reader::{Hint, Reader, Reading};

use crate::source::{Local, Source, SourceError, file_limit, read_file};

/// Reads one local document and judges nothing.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_profile(reader: &Reader, source: &Source) -> Result<Reading, SourceError> {
    let Source::File(path) = source else { return Err(SourceError::NotLocal { url: source.display() }) };
    Ok(match read_file(path, OriginKind::Flag)? {
        Local::Whole(artifact) => reader.read(&artifact.bytes, &hint(&artifact)),
        Local::TooLarge(bytes) => Reading { result: Err(ReadError::TooLarge { bytes, limit: file_limit() }), confinement: None },
    })
}

/// What is known of a document beside its bytes.
pub(crate) fn hint(document: &Artifact) -> Hint {
    let path = document.origin.path.as_ref().map(Path::new);
    let file_name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    Hint { declared_type: document.declared_type.clone(), url: document.origin.url.clone(), file_name }
}
