//! Evidence in files beside a local document.

use std::path::{Path, PathBuf};

use bonafide_fetch::sidecar;
use bonafide_model::claims::{Claims, UrlRole};
use bonafide_model::evidence::{
    Artifact, Attempt, AttemptResult, AttemptRole, AttemptWhy, OriginKind,
};

use super::listing::Listing;
use super::wanted::Roles;
use crate::source::{Local, SourceError, read_file};

/// What was found beside the document.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    pub signatures: Vec<Artifact>,
    pub checksums: Vec<Artifact>,
    pub keys: Vec<Artifact>,
    pub attempts: Vec<Attempt>,
}

/// Looks for evidence beside `document`: by the usual names, and by the file names of the URLs that
/// the document prints.
pub(crate) fn look(
    document: &Path,
    listing: &Listing,
    claims: Option<&Claims>,
    wanted: Roles,
) -> Beside {
    let mut found = Beside::default();
    let Some(shown) = document.to_str() else {
        return found;
    };
    if wanted.signatures {
        let paths = candidates(
            document,
            sidecar::signature_names(shown),
            claims,
            UrlRole::Signature,
        );
        found.signatures = find(paths, listing, AttemptRole::Signature, &mut found.attempts);
    }
    if wanted.checksums {
        let paths = candidates(
            document,
            sidecar::checksum_names(shown),
            claims,
            UrlRole::Checksum,
        );
        found.checksums = find(paths, listing, AttemptRole::Checksum, &mut found.attempts);
    }
    if wanted.keys {
        let paths = candidates(document, Vec::new(), claims, UrlRole::Key);
        found.keys = find(paths, listing, AttemptRole::Key, &mut found.attempts);
    }
    found
}

fn candidates(
    document: &Path,
    usual: Vec<String>,
    claims: Option<&Claims>,
    role: UrlRole,
) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut push = |path: PathBuf| {
        if path != document && !paths.contains(&path) {
            paths.push(path);
        }
    };
    usual.into_iter().map(PathBuf::from).for_each(&mut push);
    for claim in claims
        .into_iter()
        .flat_map(|claims| &claims.urls)
        .filter(|claim| claim.value.role == role)
    {
        if let Some(name) = file_name_of(&claim.value.url) {
            push(document.with_file_name(name));
        }
    }
    paths
}

/// The last path segment of a URL as a plain file name; nothing that could lead out of the folder.
fn file_name_of(url: &str) -> Option<String> {
    let path = url::Url::parse(url)
        .ok()
        .map_or_else(|| url.to_owned(), |url| url.path().to_owned());
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = percent_decoded(name);
    let plain = !name.is_empty()
        && name.len() <= 200
        && !name.starts_with('.')
        && name
            .chars()
            .all(|c| !c.is_control() && !matches!(c, '/' | '\\' | ':' | '\0'));
    (plain && name.contains('.')).then_some(name)
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

fn find(
    paths: Vec<PathBuf>,
    listing: &Listing,
    role: AttemptRole,
    attempts: &mut Vec<Attempt>,
) -> Vec<Artifact> {
    let mut found = Vec::new();
    for path in paths {
        let read = if listing.lacks(&path) {
            None
        } else {
            Some(read_file(&path, OriginKind::Sidecar))
        };
        let (result, why) = match read {
            Some(Ok(Local::Whole(artifact))) => {
                found.push(artifact);
                (AttemptResult::Got, AttemptWhy::Beside)
            }
            Some(Ok(Local::TooLarge(bytes))) => {
                (AttemptResult::Failed, AttemptWhy::TooLarge(bytes))
            }
            None | Some(Err(SourceError::Missing { .. })) => {
                (AttemptResult::Absent, AttemptWhy::NotBeside)
            }
            Some(Err(SourceError::Directory { .. } | SourceError::NotAFile { .. })) => {
                (AttemptResult::WrongKind, AttemptWhy::NotAFile)
            }
            Some(Err(error)) => (AttemptResult::Failed, error.to_string().into()),
        };
        attempts.push(Attempt {
            role,
            url: path.display().to_string(),
            result,
            why,
            obstacle: None,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn usual_names_are_found_and_missing_ones_are_absent_not_failed() {
        let folder = tempfile::tempdir().unwrap();
        let document = folder.path().join("team.txt");
        std::fs::write(&document, "x").unwrap();
        std::fs::write(folder.path().join("team.txt.sig"), "s").unwrap();
        std::fs::write(folder.path().join("team.txt.sha256.txt"), "c").unwrap();
        let found = look(
            &document,
            &Listing::beside(&document),
            None,
            Roles {
                signatures: true,
                checksums: true,
                keys: true,
            },
        );
        assert_eq!(found.signatures.len(), 1);
        assert_eq!(found.checksums.len(), 1);
        assert!(
            found
                .attempts
                .iter()
                .any(|attempt| attempt.url.ends_with("team.txt.asc")
                    && attempt.result == AttemptResult::Absent)
        );
        assert!(
            found
                .attempts
                .iter()
                .all(|attempt| attempt.result != AttemptResult::Failed)
        );
    }

    #[test]
    fn names_from_urls_never_lead_out_of_the_folder() {
        assert_eq!(
            file_name_of("https://x.example/a/M%20b.asc").as_deref(),
            Some("M b.asc")
        );
        assert_eq!(
            file_name_of("https://x.example/a/..%2f..%2fetc%2fpasswd.asc"),
            None
        );
        assert_eq!(file_name_of("https://x.example/"), None);
        assert_eq!(file_name_of("..%5c..%5cx.asc"), None);
        assert_eq!(file_name_of("https://x.example/.ssh.asc"), None);
    }
}
