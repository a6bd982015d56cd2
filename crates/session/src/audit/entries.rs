//! What a run is about: partner entries and documents, found in directories.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use bonafide_model::audit::{ListedPartner, PartnerNames};
use bonafide_model::judgement::Verdict;

use super::entry::{self, EntryError, Exception, Partner};
use crate::documents::{self, extension};
use crate::{Request, Source};

/// What the name of a partner entry begins with in the history.
pub(crate) const PARTNER: &str = "partner:";

/// One subject of a run.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The partner entry's name, or the document's path below the directory that was named.
    pub name: String,
    /// By what name history knows it.
    pub key: String,
    /// What was found: a URL or a path, for reports.
    pub source: String,
    /// Its file, or what could not be looked at.
    pub file: PathBuf,
    /// The directory that was named and in which it was found, without links; `None` where the file
    /// itself was named.
    pub directory: Option<PathBuf>,
    /// What is to be verified, or why that cannot be told.
    pub(crate) partner: Result<Partner, String>,
}

impl Entry {
    /// What it calls its team.
    pub(crate) fn names(&self) -> PartnerNames {
        let Ok(partner) = &self.partner else {
            return PartnerNames::default();
        };
        let domains: BTreeSet<String> = partner
            .about
            .emails
            .iter()
            .filter_map(|address| address.rsplit_once('@'))
            .map(|(_, domain)| domain.to_lowercase())
            .collect();
        PartnerNames {
            team: partner.request.team.clone(),
            name: Some(partner.about.team.clone()).filter(|name| !name.is_empty()),
            domains: domains.into_iter().collect(),
        }
    }

    /// What it says of its partner, or why it cannot be used; `None` where it is a document.
    #[must_use]
    pub fn about(&self) -> Option<Result<&ListedPartner, &str>> {
        let about = || match &self.partner {
            Ok(partner) => Ok(&partner.about),
            Err(why) => Err(why.as_str()),
        };
        self.key.starts_with(PARTNER).then(about)
    }

    /// Whether something must be fetched for it.
    #[must_use]
    pub fn is_remote(&self) -> bool {
        self.partner
            .as_ref()
            .is_ok_and(|partner| matches!(partner.request.subject, Source::Url(_)))
    }

    /// The worst verdict that satisfies, where the entry says so.
    pub(crate) fn required(&self) -> Option<Verdict> {
        self.partner
            .as_ref()
            .ok()
            .and_then(|partner| partner.required)
    }

    /// Its exceptions.
    pub(crate) fn exceptions(&self) -> &[Exception] {
        self.partner
            .as_ref()
            .map(|partner| partner.exceptions.as_slice())
            .unwrap_or_default()
    }
}

/// Everything below `paths`, in the order of names.
///
/// A directory is searched for partner entries (`*.toml`) and documents; evidence beside a
/// document, hidden files and what a symbolic link leads to outside of the directory are not
/// subjects. What cannot be read is a subject with an error, so that it is reported.
#[must_use]
pub fn entries(paths: &[PathBuf]) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut named = BTreeSet::new();
    // What is named twice, say by two patterns of a shell, is one thing; what cannot be resolved is
    // told below.
    for path in paths
        .iter()
        .filter(|path| fs::canonicalize(path).map_or(true, |path| named.insert(path)))
    {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => directory(path, &mut found),
            Ok(_) => single(path, &mut found),
            Err(error) => found.push(failed(
                &path.display().to_string(),
                path,
                &error.to_string(),
            )),
        }
    }
    let mut found = without_documents_of_entries(found);
    found.sort_by(|a, b| (&a.name, &a.source).cmp(&(&b.name, &b.source)));
    refuse_doubles(&mut found);
    found
}

fn single(path: &Path, found: &mut Vec<Entry>) {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    match extension(path).as_str() {
        "toml" => found.push(partner(stem(&name), path)),
        _ => found.push(document(&name, None, path)),
    }
}

fn directory(root: &Path, found: &mut Vec<Entry>) {
    let shown = root.display().to_string();
    let canonical = match fs::canonicalize(root) {
        Ok(canonical) => canonical,
        Err(error) => return found.push(failed(&shown, root, &error.to_string())),
    };
    // The directory's own name keeps two directories with equal file names apart, and survives that
    // all of it is moved.
    let base = canonical
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let begin = found.len();
    let mut files = Vec::new();
    let mut problems = Vec::new();
    documents::walk(root, &canonical, &mut files, &mut problems);
    found.extend(
        problems
            .into_iter()
            .map(|(path, why)| failed(&relative(root, &path), &path, &why.to_string())),
    );
    for path in files.iter().filter(|path| extension(path) == "toml") {
        found.push(partner(stem(&relative(root, path)), path));
    }
    for path in documents::documents(&files) {
        found.push(document(&relative(root, &path), base.as_deref(), &path));
    }
    for entry in found.iter_mut().skip(begin) {
        entry.directory = Some(canonical.clone());
    }
}

fn partner(name: &str, path: &Path) -> Entry {
    let key = format!("{PARTNER}{name}");
    match entry::read(path) {
        Ok(mut partner) => {
            partner.request.known_as = Some(key.clone());
            Entry {
                name: name.to_owned(),
                key,
                source: partner.request.subject.display(),
                file: path.to_owned(),
                directory: None,
                partner: Ok(partner),
            }
        }
        Err(error) => Entry {
            key,
            ..failed(name, path, &error.to_string())
        },
    }
}

fn document(name: &str, base: Option<&str>, path: &Path) -> Entry {
    let key = match base {
        Some(base) => format!("file:{base}/{name}"),
        None => format!("file:{name}"),
    };
    let request = Request {
        known_as: Some(key.clone()),
        ..Request::new(Source::File(path.to_owned()))
    };
    Entry {
        name: name.to_owned(),
        key,
        source: path.display().to_string(),
        file: path.to_owned(),
        directory: None,
        partner: Ok(Partner {
            request,
            required: None,
            exceptions: Vec::new(),
            about: ListedPartner::default(),
        }),
    }
}

fn failed(name: &str, path: &Path, why: &str) -> Entry {
    Entry {
        name: name.to_owned(),
        key: format!("file:{name}"),
        source: path.display().to_string(),
        file: path.to_owned(),
        directory: None,
        partner: Err(why.to_owned()),
    }
}

/// A document that a partner entry is about is not a subject of its own.
fn without_documents_of_entries(found: Vec<Entry>) -> Vec<Entry> {
    let canonical = |entry: &Entry| match &entry.partner {
        Ok(Partner {
            request:
                Request {
                    subject: Source::File(path),
                    ..
                },
            ..
        }) => fs::canonicalize(path).ok(),
        _ => None,
    };
    let claimed: BTreeSet<PathBuf> = found
        .iter()
        .filter(|entry| entry.key.starts_with(PARTNER))
        .filter_map(canonical)
        .collect();
    if claimed.is_empty() {
        return found;
    }
    found
        .into_iter()
        .filter(|entry| {
            !entry.key.starts_with("file:")
                || canonical(entry).is_none_or(|path| !claimed.contains(&path))
        })
        .collect()
}

fn refuse_doubles(found: &mut [Entry]) {
    let mut seen = BTreeSet::new();
    for entry in found {
        if !seen.insert(entry.key.clone()) && entry.partner.is_ok() {
            entry.partner = Err(EntryError::SameName(entry.name.clone()).to_string());
        }
    }
}

/// With `/` on every system, so that history knows it everywhere by the same name.
fn relative(root: &Path, path: &Path) -> String {
    let parts: Vec<String> = path
        .strip_prefix(root)
        .unwrap_or(path)
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if parts.is_empty() {
        root.display().to_string()
    } else {
        parts.join("/")
    }
}

fn stem(name: &str) -> &str {
    name.strip_suffix(".toml")
        .or_else(|| name.strip_suffix(".TOML"))
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        entries(&[folder.path().to_owned()])
            .into_iter()
            .map(|entry| entry.name)
            .collect()
    }

    #[test]
    fn documents_and_entries_are_found_and_evidence_beside_them_is_not_a_subject() {
        let folder = folder(&[
            ("b/oak.pdf", ""),
            ("b/oak.pdf.sig", ""),
            ("b/oak.pdf.sha256.txt", ""),
            ("b/oak.asc", "-----BEGIN PGP PUBLIC KEY BLOCK-----"),
            ("a.txt", ""),
            ("a.txt.asc", ""),
            (".hidden.txt", ""),
            (".git/x.txt", ""),
            ("elm.toml", "profile = \"https://elm.example/\""),
            ("notes.odt", ""),
        ]);
        assert_eq!(names(&folder), ["a.txt", "b/oak.pdf", "elm"]);
    }

    #[test]
    fn a_cleartext_signed_file_is_a_document_only_without_the_document_beside_it() {
        let signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nx\n-----BEGIN PGP SIGNATURE-----\n\nAA==\n-----END PGP SIGNATURE-----\n";
        assert_eq!(names(&folder(&[("oak.asc", signed)])), ["oak.asc"]);
        assert_eq!(
            names(&folder(&[("oak.txt.asc", signed), ("oak.txt", "x")])),
            ["oak.txt"]
        );
        assert_eq!(
            names(&folder(&[("oak.asc", "-----BEGIN PGP SIGNATURE-----\n")])),
            [""; 0]
        );
    }

    #[test]
    fn a_document_that_an_entry_is_about_is_one_subject() {
        let folder = folder(&[("oak.toml", "profile = \"oak.txt\""), ("oak.txt", "")]);
        let found = entries(&[folder.path().to_owned()]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].key, "partner:oak");
    }

    #[test]
    fn what_cannot_be_used_is_a_subject_with_an_error() {
        let folder = folder(&[("bad.toml", "profil = 1"), ("good.txt", "")]);
        let found = entries(&[folder.path().to_owned(), folder.path().join("none")]);
        assert_eq!(
            found.iter().filter(|entry| entry.partner.is_err()).count(),
            2
        );
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn two_subjects_of_one_name_are_refused_and_order_does_not_depend_on_the_file_system() {
        let folder = folder(&[
            ("a/x.toml", "profile = \"https://a.example/\""),
            ("b/x.toml", "profile = \"https://b.example/\""),
        ]);
        let found = entries(&[
            folder.path().join("b/x.toml"),
            folder.path().join("a/x.toml"),
        ]);
        assert_eq!(
            found.iter().filter(|entry| entry.partner.is_err()).count(),
            1
        );
        assert_eq!(names(&folder), ["a/x", "b/x"]);
    }

    #[test]
    fn a_directory_that_is_named_twice_is_looked_at_once() {
        let folder = folder(&[
            ("a.txt", ""),
            ("oak.toml", "profile = \"https://oak.example/\""),
        ]);
        let found = entries(&[
            folder.path().to_owned(),
            folder.path().join("."),
            folder.path().to_owned(),
        ]);
        assert_eq!(
            found
                .iter()
                .map(|entry| (entry.name.as_str(), entry.partner.is_ok()))
                .collect::<Vec<_>>(),
            [("a.txt", true), ("oak", true)]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_out_of_the_directory_are_not_followed() {
        use std::os::unix::fs::symlink;
        let outside = folder(&[("secret.txt", "")]);
        let folder = folder(&[("in.txt", "")]);
        symlink(
            outside.path().join("secret.txt"),
            folder.path().join("out.txt"),
        )
        .unwrap();
        symlink(outside.path(), folder.path().join("dir")).unwrap();
        symlink(folder.path(), folder.path().join("loop")).unwrap();
        symlink("in.txt", folder.path().join("same.txt")).unwrap();
        assert_eq!(names(&folder), ["in.txt", "same.txt"]);
    }
}
