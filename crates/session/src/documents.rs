//! Which files of a directory are documents, and which are evidence about them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use bonafide_fetch::sidecar;

/// How deep directories are searched: partners are sorted by country or sector, not deeper.
const MAX_DEPTH: usize = 16;

/// The most files that are looked at: twenty times the number of all teams that are known.
const MAX_FILES: usize = 100_000;

/// What has these endings is a document, unless it is evidence about another one.
const DOCUMENTS: &[&str] = &[
    "pdf", "html", "htm", "xhtml", "txt", "text", "md", "markdown",
];

/// Enough of a file to tell whether it is a cleartext-signed document.
const HEAD: u64 = 4 << 20;

/// What could not be looked at, and why.
pub(crate) type Problems = Vec<(PathBuf, NotLookedAt)>;

/// Why something of a directory was not looked at.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotLookedAt {
    #[error("more than {MAX_FILES} files; the rest was not looked at")]
    TooMany,
    #[error("more than {MAX_DEPTH} directories deep; it was not looked at")]
    TooDeep,
    #[error(transparent)]
    Unreadable(#[from] std::io::Error),
}

/// Collects the regular files below `root`. Symbolic links count only where they lead to a file
/// inside of the directory, which is
/// `canonical` without links. Hidden files are left out.
pub(crate) fn walk(
    root: &Path,
    canonical: &Path,
    files: &mut Vec<PathBuf>,
    problems: &mut Problems,
) {
    collect(root, canonical, 0, files, problems);
}

/// The same for the directory itself, without those below.
pub(crate) fn list(
    root: &Path,
    canonical: &Path,
    files: &mut Vec<PathBuf>,
    problems: &mut Problems,
) {
    let mut deeper = Vec::new();
    collect(root, canonical, MAX_DEPTH, files, &mut deeper);
    // A directory below is no problem here.
    problems.extend(
        deeper
            .into_iter()
            .filter(|(path, _)| !path.is_dir() || path == root),
    );
}

fn collect(
    folder: &Path,
    root: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    problems: &mut Problems,
) {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(error) => return problems.push((folder.to_owned(), error.into())),
    };
    for item in listing {
        let item = match item {
            Ok(item) => item,
            Err(error) => return problems.push((folder.to_owned(), error.into())),
        };
        if item.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if files.len() >= MAX_FILES {
            return problems.push((folder.to_owned(), NotLookedAt::TooMany));
        }
        let path = item.path();
        match item.file_type() {
            Ok(kind) if kind.is_dir() && depth >= MAX_DEPTH => {
                problems.push((path, NotLookedAt::TooDeep));
            }
            Ok(kind) if kind.is_dir() => collect(&path, root, depth + 1, files, problems),
            Ok(kind) if kind.is_file() => files.push(path),
            Ok(kind) if kind.is_symlink() && leads_to_file_inside(&path, root) => files.push(path),
            Ok(_) => {}
            Err(error) => problems.push((path, error.into())),
        }
    }
}

fn leads_to_file_inside(link: &Path, root: &Path) -> bool {
    fs::canonicalize(link).is_ok_and(|target| target.starts_with(root) && target.is_file())
}

/// The documents among these files: what its ending calls one and is not evidence about another,
/// and cleartext-signed files that are not named after one.
pub(crate) fn documents(files: &[PathBuf]) -> Vec<PathBuf> {
    let (evidence, bases) = (evidence(files), bases(files));
    let is_signed = |path: &PathBuf| {
        extension(path) == "asc"
            && !bases.contains(&path.with_extension(""))
            && is_cleartext_signed(path)
    };
    files
        .iter()
        .filter(|path| (is_document(path) && !evidence.contains(*path)) || is_signed(path))
        .cloned()
        .collect()
}

/// Whether its ending calls it a document.
pub(crate) fn is_document(path: &Path) -> bool {
    DOCUMENTS.contains(&extension(path).as_str())
}

/// The files that are signatures or checksums of others by their names.
fn evidence(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut evidence = BTreeSet::new();
    for path in files {
        let Some(shown) = path.to_str().filter(|_| is_document(path)) else {
            continue;
        };
        let names = sidecar::signature_names(shown)
            .into_iter()
            .chain(sidecar::checksum_names(shown));
        evidence.extend(names.map(PathBuf::from).filter(|name| name != path));
    }
    evidence
}

/// What evidence may be named after: documents with and without their endings.
fn bases(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let documents = files.iter().filter(|path| is_document(path));
    documents
        .flat_map(|path| [path.clone(), path.with_extension("")])
        .collect()
}

/// Whether an `.asc` is a document with its signature around it.
fn is_cleartext_signed(path: &Path) -> bool {
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEAD).read_to_end(&mut head))
        .is_ok()
        && bonafide_verify::classify(&head) == bonafide_verify::Kind::CleartextSigned
}

/// The ending in lower case.
pub(crate) fn extension(path: &Path) -> String {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default()
}
