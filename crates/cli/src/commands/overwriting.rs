//! No result is written over what it is about.

use std::path::{Path, PathBuf};

use clap::error::ErrorKind;

use crate::output::is_same;

/// Names of evidence beside a document end like this, and those of what an audit or a self-check
/// reads in a folder.
const READ: [&str; 20] = [
    "asc", "sig", "gpg", "pgp", "sign", "key", "sha256", "sha512", "txt", "text", "md", "markdown",
    "html", "htm", "xhtml", "pdf", "toml", "der", "pub", "b64",
];

/// What a command reads.
pub enum Input<'a> {
    /// A document, and the evidence that may be found beside it.
    Document(&'a Path),
    /// A folder, of which documents, evidence and entries are read.
    Folder(&'a Path),
    /// A file, or a folder of which everything is read.
    All(&'a Path),
}

impl Input<'_> {
    /// Whether this existing file may be part of it.
    fn may_hold(&self, file: &Path) -> bool {
        match self {
            Self::All(path) => is_in(file, path),
            // A single file can be named where folders are expected.
            Self::Folder(path) if path.is_dir() => is_in(file, path) && has_read_name(file),
            Self::Folder(path) | Self::Document(path) => {
                is_same(file, path) || is_beside(file, path)
            }
        }
    }
}

fn is_in(file: &Path, folder: &Path) -> bool {
    matches!((file.canonicalize(), folder.canonicalize()), (Ok(file), Ok(folder)) if file.starts_with(&folder))
}

/// Whether the file may be evidence for the document: its name begins with the document's, or ends
/// as that of evidence does.
fn is_beside(file: &Path, document: &Path) -> bool {
    let (Ok(file), Ok(document)) = (file.canonicalize(), document.canonicalize()) else {
        return false;
    };
    let name = |path: &Path| {
        path.file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    };
    let is_evidence =
        name(&file).starts_with(&format!("{}.", name(&document))) || has_ending(&file, &READ[..8]);
    file.parent() == document.parent() && is_evidence
}

fn has_read_name(file: &Path) -> bool {
    has_ending(file, &READ)
}

fn has_ending(file: &Path, endings: &[&str]) -> bool {
    file.extension().is_some_and(|ending| {
        endings
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// Ends the program, as misused, where a result would be written over what is read, or over another
/// result.
pub fn keep<'a>(read: &[Input<'_>], written: impl IntoIterator<Item = &'a PathBuf>) {
    let mut before: Vec<&PathBuf> = Vec::new();
    for result in written {
        // A device takes whatever comes.
        if result.exists() && !result.is_file() {
            continue;
        }
        if before
            .iter()
            .any(|other| *other == result || is_same(other, result))
        {
            refuse(
                result,
                "is named for two results; name another file for one of them",
            );
        }
        before.push(result);
        if result.is_file() && read.iter().any(|input| input.may_hold(result)) {
            refuse(
                result,
                "is what is to be read; name another file for the result",
            );
        }
    }
}

fn refuse(result: &Path, why: &str) -> ! {
    let shown = result.display().to_string();
    let shown = bonafide_report::escape::inline(&shown);
    clap::Error::raw(ErrorKind::ArgumentConflict, format!("{shown} {why}\n")).exit()
}
