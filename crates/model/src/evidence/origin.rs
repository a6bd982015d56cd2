//! Where bytes came from, and whether two places have the same controller as far as can be seen.

use std::net::IpAddr;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::{Deserialize, Serialize};

/// How an artifact came to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OriginKind {
    /// The user named it by a flag (or it is the subject itself).
    Flag,
    /// A URL that the document prints, or a link target in it.
    PrintedUrl,
    /// Found beside the document by its usual name.
    Sidecar,
    /// A block inside the document.
    Embedded,
    /// The trust directory.
    Keyring,
    /// Web Key Directory.
    Wkd,
    /// A key server (HKP or VKS).
    Keyserver,
    /// Linked from a page that the document names.
    LinkedPage,
    /// A web archive.
    Archive,
    /// The `security.txt` of the document's host.
    SecurityTxt,
    /// The metadata of the document's host as a CSAF provider.
    Csaf,
    /// A registry of domains.
    Registry,
}

words! {
    OriginKind {
        Flag = "flag",
        PrintedUrl = "printed-url",
        Sidecar = "sidecar",
        Embedded = "embedded",
        Keyring = "keyring",
        Wkd = "wkd",
        Keyserver = "keyserver",
        LinkedPage = "linked-page",
        Archive = "archive",
        SecurityTxt = "security-txt",
        Csaf = "csaf",
        Registry = "registry",
    }
}

/// One hop of a redirect chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The URL that was asked.
    pub url: String,
    /// The HTTP status it answered.
    pub status: u16,
}

/// Where an artifact came from.
///
/// "No shared controller found" between two origins is the most that this data can say: another
/// address is not independence, and a shared address of a content network is not shared control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// How it came to us.
    pub kind: OriginKind,
    /// The final URL, after redirects; `None` for files and embedded blocks.
    pub url: Option<String>,
    /// The path of a local file as the user would write it.
    pub path: Option<String>,
    /// The hops before the final URL.
    pub chain: Vec<Hop>,
    /// The address that answered last.
    pub address: Option<IpAddr>,
    /// Whether every hop was TLS with a certificate that was checked.
    pub tls: bool,
    /// How old it was when it was taken from the cache without asking the server again; `None`
    /// where the server gave or confirmed it.
    #[serde(default)]
    pub copy_age_seconds: Option<u64>,
}

impl Origin {
    /// The origin of a local file.
    #[must_use]
    pub fn file(kind: OriginKind, path: impl Into<String>) -> Self {
        Self {
            kind,
            url: None,
            path: Some(path.into()),
            chain: Vec::new(),
            address: None,
            tls: false,
            copy_age_seconds: None,
        }
    }

    /// The origin of a block inside the document itself.
    #[must_use]
    pub fn embedded() -> Self {
        Self {
            kind: OriginKind::Embedded,
            url: None,
            path: None,
            chain: Vec::new(),
            address: None,
            tls: false,
            copy_age_seconds: None,
        }
    }

    /// The host of the final URL in lower case.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        host_of(self.url.as_deref()?)
    }

    /// The registrable domain of the final URL by the public suffix list; the host itself where it
    /// is an address.
    #[must_use]
    pub fn registrable_domain(&self) -> Option<String> {
        registrable_domain(&self.host()?)
    }

    /// One short text that names the place: the final URL, the path, or "inside the document".
    #[must_use]
    pub fn display(&self) -> String {
        match (&self.url, &self.path) {
            (Some(url), _) => url.clone(),
            (None, Some(path)) => path.clone(),
            (None, None) => "inside the document".to_owned(),
        }
    }
}

/// The host of a URL, lower case, without port.
#[must_use]
pub fn host_of(url: &str) -> Option<String> {
    url::Url::parse(url)
        .ok()?
        .host_str()
        .map(|host| host.trim_end_matches('.').to_ascii_lowercase())
}

/// The host of a URL, as by [`host_of`], and the port that it names or that its scheme has.
#[must_use]
pub fn host_and_port_of(url: &str) -> Option<(String, u16)> {
    Some((
        host_of(url)?,
        url::Url::parse(url).ok()?.port_or_known_default()?,
    ))
}

/// Where a reference in a document at `base` leads (RFC 3986, "Reference Resolution"), without its
/// fragment.
#[must_use]
pub fn joined(base: &str, reference: &str) -> Option<String> {
    let mut url = url::Url::parse(base).ok()?.join(reference).ok()?;
    url.set_fragment(None);
    Some(url.into())
}

/// The registrable domain of a host (public suffix plus one label,
/// <https://publicsuffix.org/list/>); an IP address is its own;
/// `None` where the host is itself a public suffix.
#[must_use]
pub fn registrable_domain(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    if host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
        return Some(host);
    }
    psl::domain_str(&host).map(str::to_owned)
}

/// What ends the path of a URL or means something else there (RFC 3986, "Path"). A colon makes a
/// scheme of what stands in front of it (RFC 3986, "Relative Reference").
const NOT_IN_PATHS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The path of a file as it stands in a URL.
#[must_use]
pub fn encoded_path(path: &str) -> String {
    utf8_percent_encode(path, NOT_IN_PATHS).to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn registrable_domains_follow_the_public_suffix_list() {
        assert_eq!(
            registrable_domain("www.m-cert.fr").as_deref(),
            Some("m-cert.fr")
        );
        assert_eq!(
            registrable_domain("csirt.uis.cam.ac.uk").as_deref(),
            Some("cam.ac.uk")
        );
        assert_eq!(
            registrable_domain("team.github.io").as_deref(),
            Some("team.github.io")
        );
        assert_eq!(registrable_domain("github.io"), None);
        assert_eq!(
            registrable_domain("192.0.2.7").as_deref(),
            Some("192.0.2.7")
        );
    }

    #[test]
    fn a_path_in_a_url_leads_to_that_file_and_nowhere_else() {
        assert_eq!(encoded_path("a b/c?d#e%f.asc"), "a%20b/c%3Fd%23e%25f.asc");
        assert_eq!(
            encoded_path("équipe-1.0_(final)~.pdf"),
            "%C3%A9quipe-1.0_(final)~.pdf"
        );
        for path in [
            "x y",
            "a?b",
            "a#b",
            "a%20b",
            "\"<>{}|^`[]",
            "ключ.asc",
            "a\nb",
        ] {
            let url =
                url::Url::parse(&format!("https://x.example/{}", encoded_path(path))).unwrap();
            assert_eq!((url.query(), url.fragment()), (None, None));
            assert_eq!(
                percent_encoding::percent_decode_str(url.path())
                    .decode_utf8()
                    .unwrap(),
                format!("/{path}")
            );
        }
    }
}
