//! The directory that is about to be published.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bonafide_fetch::sidecar;
use bonafide_model::evidence::OriginKind;
use bonafide_verify::{Kind, classify};

use super::SelfcheckError;
use crate::documents;
use crate::source::{Local, read_file};

/// The most files: a staged site has some thousand at most, and a home directory is nobody's
/// staging area.
const MAX_FILES: usize = 10_000;

/// What may be a key or a signature; the largest real certificate seen has 356 KB.
const MAX_SMALL: u64 = 8 << 20;

/// The most bytes that are looked into for keys and signatures.
const MAX_BYTES: u64 = 256 << 20;

/// The pages that servers show for a folder.
const INDEX: [&str; 3] = ["index.html", "index.htm", "index.php"];

/// The staged tree.
#[derive(Debug)]
pub(super) struct Tree {
    /// Its root, as the user would write it.
    pub root: PathBuf,
    /// The same without links.
    canonical: PathBuf,
    /// Its files, in the order of their paths.
    pub files: Vec<StagedFile>,
}

/// A file of the staged tree.
#[derive(Debug)]
pub(super) struct StagedFile {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Where it is.
    pub full: PathBuf,
    /// What it is, where it may be a key or a signature.
    pub kind: Option<Kind>,
}

/// What a path below the root is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum At {
    /// A file; for a folder the page that servers show for it.
    File(String),
    /// Nothing.
    Nothing,
    /// Something that leads out of the tree.
    Outside,
}

impl Tree {
    /// Looks at everything below `root`, or for one file at what lies beside it.
    pub fn of(root: &Path, deep: bool) -> Result<Self, SelfcheckError> {
        let shown = || root.display().to_string();
        let unreadable = |error| SelfcheckError::Unreadable {
            path: shown(),
            error,
        };
        let canonical = fs::canonicalize(root).map_err(unreadable)?;
        let mut paths = Vec::new();
        let mut problems = Vec::new();
        if deep {
            documents::walk(root, &canonical, &mut paths, &mut problems);
        } else {
            documents::list(root, &canonical, &mut paths, &mut problems);
        }
        if let Some((path, why)) = problems.into_iter().next() {
            return Err(SelfcheckError::NotLookedAt {
                path: path.display().to_string(),
                why: why.to_string(),
            });
        }
        if paths.len() > MAX_FILES {
            return Err(SelfcheckError::TooMuch {
                path: shown(),
                limit: MAX_FILES,
            });
        }
        paths.sort();
        let mut files = Vec::with_capacity(paths.len());
        let mut bytes = 0;
        for full in paths {
            let kind = kind(&full, &mut bytes);
            files.push(StagedFile {
                path: below(root, &full),
                kind,
                full,
            });
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if bytes > MAX_BYTES {
            return Err(SelfcheckError::TooMuch {
                path: shown(),
                limit: MAX_FILES,
            });
        }
        Ok(Self {
            root: root.to_owned(),
            canonical,
            files,
        })
    }

    /// The file with this path.
    pub fn file(&self, path: &str) -> Option<&StagedFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Documents that may be profiles: by their names, without evidence about others.
    pub fn documents(&self) -> Vec<&StagedFile> {
        let full: Vec<PathBuf> = self.files.iter().map(|file| file.full.clone()).collect();
        let chosen: BTreeSet<PathBuf> = documents::documents(&full).into_iter().collect();
        self.files
            .iter()
            .filter(|file| chosen.contains(&file.full))
            .collect()
    }

    /// The usual names of signatures and checksums of all documents.
    pub fn usual_names(&self) -> BTreeSet<String> {
        let documents = self.documents();
        let names = documents.iter().flat_map(|file| {
            sidecar::signature_names(&file.path)
                .into_iter()
                .chain(sidecar::checksum_names(&file.path))
        });
        names.collect()
    }

    /// Whether files of the tree are below this path.
    pub fn is_folder(&self, path: &str) -> bool {
        self.files.iter().any(|file| {
            file.path
                .strip_prefix(path)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    }

    /// What is at a path below the root.
    pub fn at(&self, path: &str) -> At {
        if self.file(path).is_some() {
            return At::File(path.to_owned());
        }
        let full = self.root.join(path);
        match fs::canonicalize(&full) {
            Ok(target) if !target.starts_with(&self.canonical) => At::Outside,
            Ok(target) if target.is_file() => At::File(path.to_owned()),
            Ok(target) if target.is_dir() => {
                let folder = path.trim_end_matches('/');
                let index = INDEX.into_iter().find(|name| target.join(name).is_file());
                match index {
                    Some(name) if folder.is_empty() => At::File(name.to_owned()),
                    Some(name) => At::File(format!("{folder}/{name}")),
                    None => At::Nothing,
                }
            }
            // A link that leads nowhere leads somewhere else on another machine.
            _ if full
                .symlink_metadata()
                .is_ok_and(|metadata| metadata.is_symlink()) =>
            {
                At::Outside
            }
            _ => At::Nothing,
        }
    }

    /// Whether the file is a web page, by its name or by its bytes.
    pub fn is_page(&self, path: &str) -> bool {
        let name = path.to_ascii_lowercase();
        [".html", ".htm", ".xhtml", ".php"]
            .iter()
            .any(|ending| name.ends_with(ending))
            || self
                .file(path)
                .is_some_and(|file| file.kind == Some(Kind::Html))
    }

    /// The only file of that name anywhere in the tree, case aside. The page of another folder was
    /// meant for that folder.
    pub fn namesake(&self, path: &str) -> Option<String> {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let wanted = name(path);
        if INDEX.contains(&wanted.as_str()) {
            return None;
        }
        let mut same = self
            .files
            .iter()
            .filter(|file| !wanted.is_empty() && name(&file.path) == wanted);
        match (same.next(), same.next()) {
            (Some(only), None) => Some(only.path.clone()),
            _ => None,
        }
    }
}

/// Whether a document of a site with many of them may be a profile: a text or page that speaks of
/// RFC 2350 or of PGP, and any document whose name does. What PDF documents speak of does not show
/// in their bytes.
pub(super) fn may_be_profile(file: &StagedFile) -> bool {
    let name = file
        .path
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    if ["2350", "csirt", "cert", "pgp"]
        .iter()
        .any(|word| name.contains(word))
    {
        return true;
    }
    if name.ends_with(".pdf") {
        return false;
    }
    match read_file(&file.full, OriginKind::Flag) {
        Ok(Local::Whole(artifact)) => {
            // In UTF-16 every other byte is zero.
            let bytes: Vec<u8> = artifact
                .bytes
                .iter()
                .filter(|byte| **byte != 0)
                .map(u8::to_ascii_lowercase)
                .collect();
            [&b"2350"[..], b"pgp"]
                .iter()
                .any(|word| memchr::memmem::find(&bytes, word).is_some())
        }
        // What cannot be looked at is told when it is read.
        _ => true,
    }
}

/// What a file is, if it is small enough to be a key or a signature. Documents are read by the
/// confined reader, not here.
fn kind(path: &Path, bytes: &mut u64) -> Option<Kind> {
    let length = fs::metadata(path).ok()?.len();
    if length > MAX_SMALL || documents::is_document(path) {
        return None;
    }
    *bytes = bytes.saturating_add(length);
    if *bytes > MAX_BYTES {
        return None;
    }
    match read_file(path, OriginKind::Sidecar) {
        Ok(Local::Whole(artifact)) => Some(classify(&artifact.bytes)),
        _ => None,
    }
}

/// With `/` on every system.
fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join("/")
}
