//! From a printed URL to the file of the staged tree that will be there.

use bonafide_model::claims::{Claim, PrintedUrl, Profile, UrlRole};
use bonafide_model::evidence::{LeadsOut, encoded_path};
use bonafide_model::publishing::{Resolution, StagedUrl};
use url::Url;

use super::SelfcheckError;
use super::tree::{At, Tree};

/// The most URLs of one document that are looked at; the longest real profile prints some sixty.
const MAX_URLS: usize = 500;

/// The address of a directory on the web, with a `/` at its end.
pub(super) fn base(text: &str) -> Result<Url, SelfcheckError> {
    let wrong = || SelfcheckError::BaseUrl(text.to_owned());
    let mut url = Url::parse(text).map_err(|_| wrong())?;
    if !matches!(url.scheme(), "http" | "https")
        || url.host_str().is_none()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(wrong());
    }
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Ok(url)
}

/// The same, told from the place that the document prints for itself: where that ends with the
/// document's path in the tree.
pub(super) fn inferred(profile: &Profile, path: &str) -> Option<Url> {
    let places = profile
        .claims
        .urls
        .iter()
        .filter(|claim| claim.can_be_followed() && claim.value.role == UrlRole::Document);
    places
        .filter_map(|claim| Url::parse(&claim.value.url).ok())
        .find_map(|url| {
            let decoded = decoded(url.path())?;
            let folder = decoded
                .strip_suffix(path)
                .filter(|folder| folder.ends_with('/'))?;
            let mut base = url.clone();
            base.set_query(None);
            base.set_fragment(None);
            base.set_path(folder);
            super::place::base(base.as_str()).ok()
        })
}

/// Every URL that a reader can follow, with what is there as far as the tree tells.
///
/// Where the base was only told from the document, the tree may be a part of the site: then nothing
/// is said to be missing that has nothing to do with the profile.
pub(super) fn resolve(
    profile: &Profile,
    tree: &Tree,
    base: Option<&Url>,
    is_given: bool,
    document: &str,
) -> Vec<StagedUrl> {
    let urls = profile.claims.urls.iter().enumerate().take(MAX_URLS);
    let followed = urls.filter(|(_, claim)| claim.can_be_followed());
    let mut all: Vec<StagedUrl> = followed
        .filter_map(|(index, claim)| one(index, claim, tree, base, document))
        .collect();
    for url in all
        .iter_mut()
        .filter(|url| !is_given && url.role == UrlRole::Other)
    {
        if matches!(url.resolution, Resolution::Missing { .. }) {
            url.resolution = Resolution::NotAsked;
        }
    }
    all
}

fn one(
    index: usize,
    claim: &Claim<PrintedUrl>,
    tree: &Tree,
    base: Option<&Url>,
    document: &str,
) -> Option<StagedUrl> {
    let own = base.and_then(|base| base.join(&encoded_path(document)).ok());
    let absolute = match (Url::parse(&claim.value.url), own) {
        (Ok(url), _) => Some(url),
        (Err(url::ParseError::RelativeUrlWithoutBase), Some(own)) => {
            own.join(&claim.value.url).ok()
        }
        (Err(_), _) => None,
    };
    // Addresses of other kinds (mail, telephone) are no places.
    if absolute
        .as_ref()
        .is_some_and(|url| !matches!(url.scheme(), "http" | "https"))
    {
        return None;
    }
    let resolution = match (&absolute, base) {
        (Some(url), Some(base)) => {
            below(url, base).map_or(Resolution::NotAsked, |path| at(tree, path))
        }
        _ => Resolution::NotAsked,
    };
    let url = absolute.map_or_else(|| claim.value.url.clone(), |url| url.to_string());
    Some(StagedUrl {
        url,
        claim: index,
        role: claim.value.role,
        resolution,
    })
}

/// The path below the base; `None` for another place. Whether TLS is asked for is another matter.
fn below(url: &Url, base: &Url) -> Option<Result<String, LeadsOut>> {
    let port = |url: &Url| url.port().filter(|port| !matches!(port, 80 | 443));
    if url.host_str() != base.host_str() || port(url) != port(base) {
        return None;
    }
    let rest = url.path().strip_prefix(base.path())?;
    let Some(path) = decoded(rest) else {
        return Some(Err(LeadsOut::NotText));
    };
    let leads_out = path.split('/').any(|part| part == ".." || part == ".")
        || path.contains(['\\', '\0'])
        || path.starts_with('/');
    Some(if leads_out {
        Err(LeadsOut::Path)
    } else {
        Ok(path)
    })
}

fn at(tree: &Tree, path: Result<String, LeadsOut>) -> Resolution {
    let path = match path {
        Ok(path) => path,
        Err(how) => return Resolution::LeadsOut { how },
    };
    match tree.at(&path) {
        At::File(path) => Resolution::Staged {
            page: tree.is_page(&path),
            path,
        },
        At::Outside => Resolution::LeadsOut {
            how: LeadsOut::Link,
        },
        At::Nothing => {
            // Servers show a file of that name for a folder.
            let path = match path.as_str() {
                folder if folder.is_empty() || folder.ends_with('/') => format!("{path}index.html"),
                folder if tree.is_folder(folder) => format!("{path}/index.html"),
                _ => path,
            };
            Resolution::Missing {
                instead: tree.namesake(&path),
                path,
            }
        }
    }
}

fn decoded(path: &str) -> Option<String> {
    percent_encoding::percent_decode_str(path)
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn path(url: &str, base: &str) -> Option<Result<String, LeadsOut>> {
        below(&Url::parse(url).unwrap(), &super::base(base).unwrap())
    }

    #[test]
    fn urls_below_the_base_are_paths_and_others_are_elsewhere() {
        let base = "https://www.oak.example/cert";
        assert_eq!(
            path("https://www.oak.example/cert/rfc2350.txt", base),
            Some(Ok("rfc2350.txt".to_owned()))
        );
        assert_eq!(
            path("http://WWW.OAK.example/cert/a%20b.asc?x#y", base),
            Some(Ok("a b.asc".to_owned()))
        );
        assert_eq!(path("https://www.oak.example/", base), None);
        assert_eq!(path("https://www.oak.example/certificate/x", base), None);
        assert_eq!(path("https://www.elm.example/cert/x", base), None);
        assert_eq!(path("https://www.oak.example:8443/cert/x", base), None);
    }

    #[test]
    fn no_url_leads_out_of_the_tree() {
        for url in [
            "https://www.oak.example/cert/..%2f..%2fetc/passwd",
            "https://www.oak.example/cert/a/%2e%2e%2f%2e%2e/x",
            "https://www.oak.example/cert/..%5cx",
            "https://www.oak.example/cert/%2fetc/passwd",
            "https://www.oak.example/cert/a%00b",
        ] {
            assert!(
                !matches!(path(url, "https://www.oak.example/cert/"), Some(Ok(_))),
                "{url}"
            );
        }
    }

    #[test]
    fn a_base_is_an_address_of_a_directory() {
        assert_eq!(
            base("https://x.example").unwrap().as_str(),
            "https://x.example/"
        );
        for wrong in [
            "x.example",
            "ftp://x.example/",
            "https://x.example/?a",
            "/cert/",
        ] {
            assert!(base(wrong).is_err(), "{wrong}");
        }
    }
}
