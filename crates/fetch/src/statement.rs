//! Where a host says who keeps it, and where a registry says since when there is a domain. Only URLs
//! are made here.

use bonafide_model::evidence::{host_of, registrable_domain};
use serde::Deserialize;
use url::Url;

use crate::template;

/// RFC 9116, "Location of the security.txt File".
const SECURITY_TXT: &str = "/.well-known/security.txt";

/// CSAF 2.0, "Requirement 9: Well-known URL for provider-metadata.json".
const CSAF: &str = "/.well-known/csaf/provider-metadata.json";

/// Where the domain that is asked about stands in a template.
const DOMAIN: &str = "{domain}";

/// Where the host of this URL has its `security.txt`; `None` where that is not reached by https,
/// which both it and CSAF metadata have to be.
#[must_use]
pub fn security_txt(url: &str) -> Option<String> {
    beside(url, SECURITY_TXT)
}

/// Where the host of this URL has the metadata of a CSAF provider.
#[must_use]
pub fn csaf_metadata(url: &str) -> Option<String> {
    beside(url, CSAF)
}

fn beside(url: &str, path: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| url.scheme() == "https")?;
    let mut place = url.join(path).ok()?;
    // What only the user knows is nobody else's business.
    place.set_username("").ok()?;
    place.set_password(None).ok()?;
    Some(place.into())
}

/// A server that knows when domains were registered (RDAP, RFC 9082, "Domain Path Segment
/// Specification"), or sends on to the one that does (RFC 7484).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Registry(
    /// Where it is asked, with `{domain}` in the place of the domain.
    pub String,
);

impl Registry {
    /// Sends on to the registry of each top-level domain, as IANA lists them.
    #[must_use]
    pub fn bootstrap() -> Self {
        Self("https://rdap.org/domain/{domain}".to_owned())
    }

    /// Whether it can be asked.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let filled = self.0.replace(DOMAIN, "tide-cert.example");
        self.0.contains(DOMAIN) && template::place(&self.0, &filled).is_some()
    }

    /// Where it is asked about the registrable domain of this URL; `None` where there is none, as
    /// for an address.
    #[must_use]
    pub fn of(&self, url: &str) -> Option<String> {
        let host = host_of(url)?;
        let is_name = host.contains('.') && Url::parse(url).ok()?.domain().is_some();
        let domain = registrable_domain(&host).filter(|_| is_name)?;
        Some(self.0.replace(DOMAIN, &domain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_asked_at_its_well_known_places_by_https_only() {
        let asked = |url: &str| (security_txt(url), csaf_metadata(url));
        let url = "https://me:secret@www.tide-cert.example:8443/about/rfc2350.txt?a#b";
        let base = "https://www.tide-cert.example:8443/.well-known";
        assert_eq!(
            asked(url),
            (
                Some(format!("{base}/security.txt")),
                Some(format!("{base}/csaf/provider-metadata.json"))
            )
        );
        for other in ["http://www.tide-cert.example/", "file:///etc/passwd", "x"] {
            assert_eq!(asked(other), (None, None), "{other}");
        }
    }

    #[test]
    fn a_registry_is_asked_about_the_registrable_domain_alone() {
        let of = |url: &str| Registry::bootstrap().of(url);
        assert_eq!(
            of("https://me@www.tide-cert.co.uk:8443/secret/rfc2350.txt?who=me").as_deref(),
            Some("https://rdap.org/domain/tide-cert.co.uk")
        );
        for none in [
            "https://192.0.2.1/",
            "https://[2001:db8::1]/",
            "https://co.uk/",
            "https://localhost/",
            "file:///rfc2350.txt",
        ] {
            assert_eq!(of(none), None, "{none}");
        }
    }

    #[test]
    fn a_template_that_cannot_be_asked_is_not_sound() {
        let sound = |template: &str| Registry(template.to_owned()).is_sound();
        assert!(Registry::bootstrap().is_sound() && sound("http://[::1]:8080/?q={domain}"));
        for bad in [
            "https://rdap.example/domain/",
            "ftp://rdap.example/{domain}",
            "{domain}",
            "https://{domain}/",
            "https://rdap.{domain}/",
        ] {
            assert!(!sound(bad), "{bad}");
        }
    }
}
