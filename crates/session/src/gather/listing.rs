//! What lies in the folder of a document.

use std::path::{Path, PathBuf};

/// Names of a longer listing are not read: asking for each file that may be there is then cheaper.
const MAX_NAMES: usize = 1_000;

/// The names beside a document, read once: evidence and editions may have a hundred and fifty
/// names, and a folder holds few of them.
#[derive(Debug)]
pub(crate) struct Listing {
    folder: PathBuf,
    /// `None` where the folder cannot be listed in full.
    names: Option<Vec<String>>,
}

impl Listing {
    /// Reads the folder of `document`.
    pub(crate) fn beside(document: &Path) -> Self {
        let folder = document.parent().unwrap_or(Path::new("")).to_owned();
        let names = names(if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            &folder
        });
        Self { folder, names }
    }

    /// Whether there is surely nothing of this name. Otherwise there may be: some systems hold
    /// `A.SIG` and `a.sig` for the same, and how they compare letters beyond ASCII is their own
    /// affair.
    pub(crate) fn lacks(&self, path: &Path) -> bool {
        let (Some(names), Some(name)) =
            (&self.names, path.file_name().and_then(|name| name.to_str()))
        else {
            return false;
        };
        // As it stands, which is quicker than part by part.
        let is_here = path
            .parent()
            .is_some_and(|folder| folder.as_os_str() == self.folder.as_os_str());
        is_here && name.is_ascii() && !names.iter().any(|there| there.eq_ignore_ascii_case(name))
    }
}

fn names(folder: &Path) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).ok()? {
        if names.len() == MAX_NAMES {
            return None;
        }
        names.push(entry.ok()?.file_name().to_string_lossy().into_owned());
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_what_is_surely_absent_is_lacking() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("Team.TXT"), "x").unwrap();
        std::os::unix::fs::symlink("nowhere", at("team.txt.sig")).unwrap();
        let listing = Listing::beside(&at("Team.TXT"));
        assert!(listing.lacks(&at("team.txt.asc")));
        for perhaps in ["team.txt", "Team.TXT", "team.txt.sig", "équipe.txt"] {
            assert!(!listing.lacks(&at(perhaps)), "{perhaps}");
        }
        assert!(
            !listing.lacks(&at("below").join("team.txt.asc")),
            "another folder"
        );
        assert!(
            !Listing::beside(&at("none").join("x.txt")).lacks(&at("none").join("x.sig")),
            "a folder that cannot be listed"
        );
    }

    #[test]
    fn a_long_listing_proves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        for n in 0..=MAX_NAMES {
            std::fs::write(folder.path().join(format!("{n}")), "").unwrap();
        }
        assert!(!Listing::beside(&folder.path().join("0")).lacks(&folder.path().join("0.sig")));
    }
}
