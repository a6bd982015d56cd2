//! A document and what the reader makes of it.

use std::path::Path;

use bonafide_model::claims::ReadError;
use bonafide_model::evidence::{Artifact, OriginKind};
use bonafide_model::judgement::Given;
use bonafide_reader::{Hint, Reader, Reading};

use super::remote::Network;
use crate::source::{Local, Source, SourceError, file_limit, given, read_file};

/// Reads one document and judges nothing. What it is instead of a profile, where that can be told,
/// stands beside it.
///
/// # Errors
/// Where the file cannot be read, or the URL gives nothing.
pub fn read_profile(
    reader: &Reader,
    network: &Network,
    source: &Source,
) -> Result<(Reading, Option<Given>), SourceError> {
    let artifact = match source {
        Source::File(path) => match read_file(path, OriginKind::Flag)? {
            Local::Whole(artifact) => artifact,
            Local::TooLarge(bytes) => {
                let result = Err(ReadError::TooLarge {
                    bytes,
                    limit: file_limit(),
                });
                return Ok((
                    Reading {
                        result,
                        confinement: None,
                    },
                    None,
                ));
            }
        },
        Source::Stdin(bytes) => given(bytes, OriginKind::Flag),
        Source::Url(url) => network.single(url)?,
    };
    let reading = reader.read(&artifact.bytes, &hint(&artifact));
    let given = bonafide_verify::given(&artifact, &reading.result);
    Ok((reading, given))
}

/// What is known of a document beside its bytes.
pub(crate) fn hint(document: &Artifact) -> Hint {
    let path = document.origin.path.as_ref().map(Path::new);
    let file_name = path
        .and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned());
    Hint {
        declared_type: document.declared_type.clone(),
        url: document.origin.url.clone(),
        file_name,
    }
}
