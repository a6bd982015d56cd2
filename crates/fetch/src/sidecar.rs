//! Names under which teams publish signatures and checksums beside a document.
//!
//! All functions take a URL or a path and give the same kind back; query and fragment of a URL are
//! dropped. A name found this way proves nothing: it lies where the document lies.

use url::Url;

/// Endings of detached signatures, the most frequent first.
const SIGNATURE_ENDINGS: [&str; 4] = ["sig", "asc", "gpg", "sign"];

/// Endings of checksum files.
const CHECKSUM_ENDINGS: [&str; 4] = ["sha256", "sha256.txt", "sha512", "sha512.txt"];

/// Lists of checksums for a whole folder.
const CHECKSUM_LISTS: [&str; 2] = ["SHA256SUMS", "SHA512SUMS"];

/// Where a signature may lie: the endings after the full name, then in place of its extension, then
/// that of a text version.
///
/// Empty where the document has no file name, as for a folder.
#[must_use]
pub fn signature_names(document: &str) -> Vec<String> {
    let Some(place) = Place::of(document) else {
        return Vec::new();
    };
    let mut names: Vec<String> = SIGNATURE_ENDINGS
        .iter()
        .map(|ending| format!("{}.{ending}", place.name))
        .collect();
    if let Some(stem) = place.stem() {
        names.extend(
            SIGNATURE_ENDINGS
                .iter()
                .map(|ending| format!("{stem}.{ending}")),
        );
        names.push(format!("{stem}.txt.asc"));
    }
    place.siblings(document, names)
}

/// Where a checksum may lie: the endings after the full name, then the lists of the folder.
#[must_use]
pub fn checksum_names(document: &str) -> Vec<String> {
    let Some(place) = Place::of(document) else {
        return Vec::new();
    };
    let mut names: Vec<String> = CHECKSUM_ENDINGS
        .iter()
        .map(|ending| format!("{}.{ending}", place.name))
        .collect();
    names.extend(CHECKSUM_LISTS.map(str::to_owned));
    place.siblings(document, names)
}

/// The raw file behind a page of a code host (GitHub, GitLab, Gitea and Forgejo); `None` for any
/// other URL.
#[must_use]
pub fn raw_file(url: &str) -> Option<String> {
    let mut url = Url::parse(url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let path = url.path().to_owned();
    let raw = if matches!(url.host_str(), Some("github.com" | "www.github.com")) {
        let (repository, file) = path.split_once("/blob/")?;
        url.set_host(Some("raw.githubusercontent.com")).ok()?;
        format!("{repository}/{file}")
    } else if path.contains("/-/blob/") {
        path.replacen("/-/blob/", "/-/raw/", 1)
    } else {
        let kind = ["branch", "tag", "commit"]
            .into_iter()
            .find(|kind| path.contains(&format!("/src/{kind}/")))?;
        path.replacen(&format!("/src/{kind}/"), &format!("/raw/{kind}/"), 1)
    };
    url.set_path(&raw);
    url.set_query(None);
    url.set_fragment(None);
    Some(url.into())
}

/// A document's place, cut before its file name.
struct Place<'a> {
    folder: &'a str,
    name: &'a str,
}

impl<'a> Place<'a> {
    fn of(document: &'a str) -> Option<Self> {
        let (path, start) = match document.find("://") {
            Some(at) => {
                let path = document.split(['?', '#']).next()?;
                (path, path.get(at + 3..)?.find('/')? + at + 3)
            }
            None => (document, 0),
        };
        let cut = path
            .rfind(['/', std::path::MAIN_SEPARATOR])
            .filter(|at| *at >= start)
            .map_or(0, |at| at + 1);
        let (folder, name) = path.split_at_checked(cut)?;
        (!matches!(name, "" | "." | "..")).then_some(Self { folder, name })
    }

    /// The name without its extension.
    fn stem(&self) -> Option<&'a str> {
        let (stem, extension) = self.name.rsplit_once('.')?;
        // `profile-1.2` has no extension.
        (!stem.is_empty() && extension.starts_with(|c: char| c.is_ascii_alphabetic()))
            .then_some(stem)
    }

    /// Names in the folder as places, each once, without the document itself.
    fn siblings(&self, document: &str, names: Vec<String>) -> Vec<String> {
        let mut places: Vec<String> = Vec::new();
        for name in names {
            let place = format!("{}{name}", self.folder);
            if place != document && !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_looked_for_under_the_usual_names() {
        assert_eq!(
            signature_names("https://www.m-cert.fr/rfc2350/profile.pdf?v=2#page=1"),
            [
                "https://www.m-cert.fr/rfc2350/profile.pdf.sig",
                "https://www.m-cert.fr/rfc2350/profile.pdf.asc",
                "https://www.m-cert.fr/rfc2350/profile.pdf.gpg",
                "https://www.m-cert.fr/rfc2350/profile.pdf.sign",
                "https://www.m-cert.fr/rfc2350/profile.sig",
                "https://www.m-cert.fr/rfc2350/profile.asc",
                "https://www.m-cert.fr/rfc2350/profile.gpg",
                "https://www.m-cert.fr/rfc2350/profile.sign",
                "https://www.m-cert.fr/rfc2350/profile.txt.asc",
            ]
        );
        assert_eq!(signature_names("profiles/profile").len(), 4);
        assert_eq!(
            signature_names("v1.2").len(),
            4,
            "a version is no extension"
        );
        assert!(
            signature_names("rfc2350.asc")
                .iter()
                .all(|name| name != "rfc2350.asc"),
            "never the document itself"
        );
    }

    #[test]
    fn checksums_are_looked_for_under_the_usual_names() {
        assert_eq!(
            checksum_names("a/profile.pdf"),
            [
                "a/profile.pdf.sha256",
                "a/profile.pdf.sha256.txt",
                "a/profile.pdf.sha512",
                "a/profile.pdf.sha512.txt",
                "a/SHA256SUMS",
                "a/SHA512SUMS",
            ]
        );
    }

    #[test]
    fn a_folder_has_no_sidecars() {
        for place in [
            "https://example.org",
            "https://example.org/",
            "https://example.org/rfc2350/",
            "a/b/",
            "",
            "..",
        ] {
            assert_eq!(signature_names(place), Vec::<String>::new(), "{place}");
            assert_eq!(checksum_names(place), Vec::<String>::new(), "{place}");
        }
        assert_eq!(
            signature_names("https://example.org/rfc2350")
                .first()
                .map(String::as_str),
            Some("https://example.org/rfc2350.sig")
        );
    }

    #[test]
    fn pages_of_code_hosts_lead_to_the_raw_file() {
        for (page, raw) in [
            (
                "https://github.com/team/profile/blob/main/rfc2350.txt?plain=1#L3",
                "https://raw.githubusercontent.com/team/profile/main/rfc2350.txt",
            ),
            (
                "https://git.example/team/x/-/blob/main/a%20b.asc",
                "https://git.example/team/x/-/raw/main/a%20b.asc",
            ),
            (
                "https://codeberg.org/team/x/src/branch/main/rfc2350.md",
                "https://codeberg.org/team/x/raw/branch/main/rfc2350.md",
            ),
        ] {
            assert_eq!(raw_file(page).as_deref(), Some(raw), "{page}");
        }
        for other in [
            "https://github.com/team/profile",
            "https://example.org/blob/x",
            "ftp://github.com/a/b/blob/main/x",
            "x",
        ] {
            assert_eq!(raw_file(other), None, "{other}");
        }
    }
}
