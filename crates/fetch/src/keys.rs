//! Where certificates can be asked for. Only URLs are made here.
//!
//! What an answer proves is not decided here either: key servers answer with other keys than were
//! asked for, and a Web Key Directory or a key server that verifies addresses confirms an address
//! that the document itself chose.

use bonafide_model::claims::Fingerprint;
use sha1::{Digest, Sha1};
use url::{Host, Url};

/// The port of `hkp` (draft-gallagher-openpgp-hkp, "Request Paths").
const HKP_PORT: u16 = 11371;

/// Where a verifying key server is asked by address.
const VKS_BY_EMAIL: &str = "vks/v1/by-email/";

/// Whether a text names a key server that can be asked: `hkps://…`, `hkp://…`, `https://…`,
/// `http://…`, or a bare host.
#[must_use]
pub fn is_server(text: &str) -> bool {
    base(text).is_some()
}

/// The two places of the Web Key Directory for an address, in the order in which they are to be
/// asked (draft-koch-openpgp-webkey-service, "Key Discovery"): the advanced one, and where its host
/// does not exist the direct one.
///
/// Empty where the text is not an address with a domain name.
#[must_use]
pub fn wkd_urls(email: &str) -> Vec<String> {
    let Some((local, domain)) = parts(email) else {
        return Vec::new();
    };
    let hash = z_base_32(&Sha1::digest(local.to_ascii_lowercase()));
    [
        format!("https://openpgpkey.{domain}/.well-known/openpgpkey/{domain}/hu/{hash}"),
        format!("https://{domain}/.well-known/openpgpkey/hu/{hash}"),
    ]
    .iter()
    .filter_map(|place| with_query(place, &[("l", local)]))
    .collect()
}

/// The advanced place for what stands at this direct place of a Web Key Directory; `None` for any
/// other URL.
///
/// Where there is an advanced directory, the direct one does not count.
#[must_use]
pub fn wkd_advanced_of(direct: &str) -> Option<String> {
    let mut url = Url::parse(direct).ok()?;
    let domain = url.host_str()?.to_owned();
    let hash = url
        .path()
        .strip_prefix("/.well-known/openpgpkey/hu/")?
        .to_owned();
    url.set_host(Some(&format!("openpgpkey.{domain}"))).ok()?;
    url.set_path(&format!("/.well-known/openpgpkey/{domain}/hu/{hash}"));
    Some(url.into())
}

/// The Verifying Keyserver Interface by fingerprint: material only, since anybody can upload a key
/// without a User ID.
///
/// `server` as printed or configured, such as `keys.openpgp.org`; `None` where that is no server.
#[must_use]
pub fn vks_by_fingerprint(server: &str, fingerprint: &Fingerprint) -> Option<String> {
    base(server)?
        .join(&format!("vks/v1/by-fingerprint/{fingerprint}"))
        .ok()
        .map(String::from)
}

/// The Verifying Keyserver Interface by address: whoever reads that mailbox has published this key.
#[must_use]
pub fn vks_by_email(server: &str, email: &str) -> Option<String> {
    let (local, domain) = parts(email)?;
    let mut url = base(server)?.join(VKS_BY_EMAIL).ok()?;
    url.path_segments_mut()
        .ok()?
        .pop_if_empty()
        .push(&format!("{local}@{domain}"));
    // The path of a URL may hold an @ as it is; the interface wants it encoded.
    let encoded = url.path().replace('@', "%40");
    url.set_path(&encoded);
    Some(url.into())
}

/// Whether this is a look-up by [`vks_by_email`].
#[must_use]
pub fn is_vks_by_email(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| {
        url.path()
            .strip_prefix('/')
            .is_some_and(|path| path.starts_with(VKS_BY_EMAIL))
    })
}

/// The HTTP Keyserver Protocol by fingerprint: anybody can upload anything, so the answer is
/// material only.
#[must_use]
pub fn hkp_by_fingerprint(server: &str, fingerprint: &Fingerprint) -> Option<String> {
    hkp(server, &format!("0x{fingerprint}"), &[])
}

/// The HTTP Keyserver Protocol by address: a list of whatever anybody uploaded for it.
#[must_use]
pub fn hkp_by_email(server: &str, email: &str) -> Option<String> {
    let (local, domain) = parts(email)?;
    hkp(server, &format!("{local}@{domain}"), &[("exact", "on")])
}

/// The certificate behind a printed link to a key server's index page (`op=index`, `op=vindex` or
/// none); `None` for any other URL.
#[must_use]
pub fn hkp_page_to_key(url: &str) -> Option<String> {
    let page = Url::parse(url).ok()?;
    if !page.path().ends_with("/pks/lookup")
        || page
            .query_pairs()
            .any(|(name, value)| name == "op" && value == "get")
    {
        return None;
    }
    let (_, search) = page.query_pairs().find(|(name, _)| name == "search")?;
    with_query(
        page.as_str().split(['?', '#']).next()?,
        &[("op", "get"), ("options", "mr"), ("search", &search)],
    )
}

fn hkp(server: &str, search: &str, more: &[(&str, &str)]) -> Option<String> {
    let place = base(server)?.join("pks/lookup").ok()?;
    let query = [
        &[("op", "get"), ("options", "mr"), ("search", search)],
        more,
    ]
    .concat();
    with_query(place.as_str(), &query)
}

/// The web address of a key server: `hkp://` is `http` on a port of its own, `hkps://` is `https`,
/// as is a bare host.
fn base(server: &str) -> Option<Url> {
    let server = server.trim();
    let (scheme, rest) = server.split_once("://").unwrap_or(("https", server));
    let (scheme, own_port) = match scheme.to_ascii_lowercase().as_str() {
        "hkp" => ("http", Some(HKP_PORT)),
        "hkps" | "https" => ("https", None),
        "http" => ("http", None),
        _ => return None,
    };
    let host = rest
        .split(['/', '?', '#'])
        .next()
        .filter(|host| !host.is_empty())?;
    let mut url = Url::parse(&format!("{scheme}://{host}/")).ok()?;
    // An explicit port 80 is not kept by the parser, so it is looked for in the text.
    if own_port.is_some()
        && host
            .rsplit_once(':')
            .is_none_or(|(_, port)| port.parse::<u16>().is_err())
    {
        url.set_port(own_port).ok()?;
    }
    Some(url)
}

/// Local part and domain in its ASCII form.
fn parts(email: &str) -> Option<(&str, String)> {
    let (local, domain) = email.trim().rsplit_once('@')?;
    let Ok(Host::Domain(domain)) = Host::parse(domain) else {
        return None;
    };
    (!local.is_empty() && domain.contains('.')).then_some((local, domain))
}

fn with_query(place: &str, query: &[(&str, &str)]) -> Option<String> {
    let mut url = Url::parse(place).ok()?;
    url.query_pairs_mut().clear().extend_pairs(query);
    Some(url.into())
}

/// RFC 6189, "ZRTP … Base32", for whole groups of five bytes, which SHA-1's twenty are.
fn z_base_32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ybndrfg8ejkmcpqxot1uwisza345h769";
    let mut out = String::with_capacity(bytes.len() * 8 / 5);
    for group in bytes.chunks_exact(5) {
        let bits = group
            .iter()
            .fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
        out.extend(
            (0..8)
                .rev()
                .filter_map(|i| ALPHABET.get((bits >> (5 * i) & 31) as usize))
                .map(|byte| char::from(*byte)),
        );
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fingerprint() -> Fingerprint {
        "8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7".parse().unwrap()
    }

    #[test]
    fn wkd_places_are_those_of_the_drafts_example() {
        assert_eq!(
            wkd_urls("Joe.Doe@Example.ORG"),
            [
                "https://openpgpkey.example.org/.well-known/openpgpkey/example.org/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe",
                "https://example.org/.well-known/openpgpkey/hu/iy9q119eutrkn8s1mk4r39qejnbu3n5q?l=Joe.Doe",
            ]
        );
    }

    #[test]
    fn a_direct_place_has_an_advanced_one_and_nothing_else_has() {
        let [advanced, direct] = wkd_urls("a+b@example.org").try_into().unwrap();
        assert_eq!(wkd_advanced_of(&direct).as_deref(), Some(advanced.as_str()));
        for other in [advanced.as_str(), "https://example.org/hu/x", "x"] {
            assert_eq!(wkd_advanced_of(other), None, "{other}");
        }
        assert!(is_vks_by_email(
            &vks_by_email("keys.example", "cert@example.org").unwrap()
        ));
        assert!(!is_vks_by_email(
            &vks_by_fingerprint("keys.example", &fingerprint()).unwrap()
        ));
    }

    #[test]
    fn what_is_no_address_has_no_directory() {
        for email in [
            "",
            "cert",
            "@example.org",
            "cert@",
            "cert@localhost",
            "cert@127.0.0.1",
            "cert@[::1]",
            "cert@a b.example",
        ] {
            assert_eq!(wkd_urls(email), Vec::<String>::new(), "{email}");
            assert_eq!(vks_by_email("keys.example", email), None, "{email}");
        }
    }

    #[test]
    fn a_hostile_address_cannot_change_the_place() {
        for url in wkd_urls("a&x=1#?/../@example.org")
            .iter()
            .chain(&vks_by_email("keys.example", "../?x#@example.org"))
        {
            let url = Url::parse(url).unwrap();
            assert!(
                url.path().starts_with("/.well-known/openpgpkey/")
                    || url.path().starts_with("/vks/v1/by-email/"),
                "{url}"
            );
            assert!(
                url.query_pairs().count() <= 1 && url.fragment().is_none(),
                "{url}"
            );
        }
        assert!(
            wkd_urls("a+b@example.org")
                .iter()
                .all(|url| url.ends_with("?l=a%2Bb"))
        );
    }

    #[test]
    fn key_servers_are_asked_by_the_full_fingerprint() {
        let fpr = fingerprint();
        let vks = vks_by_fingerprint("keys.openpgp.org", &fpr).unwrap();
        assert_eq!(
            vks,
            "https://keys.openpgp.org/vks/v1/by-fingerprint/8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7"
        );
        let query =
            "pks/lookup?op=get&options=mr&search=0x8A1EC5D2B7C0EFA49FFB31FC2485CF71E37BEBB7";
        for (server, place) in [
            ("hkp://pgp.example", "http://pgp.example:11371/"),
            ("HKP://pgp.example/", "http://pgp.example:11371/"),
            ("hkp://pgp.example:80", "http://pgp.example/"),
            ("hkp://[2001:db8::1]", "http://[2001:db8::1]:11371/"),
            ("hkps://pgp.example", "https://pgp.example/"),
            ("pgp.example", "https://pgp.example/"),
            ("http://pgp.example:11371/pks/", "http://pgp.example:11371/"),
        ] {
            assert_eq!(
                hkp_by_fingerprint(server, &fpr).unwrap(),
                format!("{place}{query}"),
                "{server}"
            );
        }
        for server in ["", "ldap://pgp.example", "https://", "file:///etc/passwd"] {
            assert_eq!(hkp_by_fingerprint(server, &fpr), None, "{server}");
            assert!(!is_server(server), "{server}");
        }
    }

    #[test]
    fn by_address_the_address_is_encoded() {
        let vks = vks_by_email("hkps://keys.openpgp.org", "cert@Example.org").unwrap();
        assert_eq!(
            vks,
            "https://keys.openpgp.org/vks/v1/by-email/cert%40example.org"
        );
        let hkp = hkp_by_email("pgp.example", "a&b@example.org").unwrap();
        assert_eq!(
            hkp,
            "https://pgp.example/pks/lookup?op=get&options=mr&search=a%26b%40example.org&exact=on"
        );
    }

    #[test]
    fn an_index_page_leads_to_the_key_itself() {
        let key = "https://pgp.example/pks/lookup?op=get&options=mr&search=0x2485CF71E37BEBB7";
        for page in [
            "op=vindex&fingerprint=on&search=0x2485CF71E37BEBB7",
            "search=0x2485CF71E37BEBB7#top",
            "op=index&search=0x2485CF71E37BEBB7",
        ] {
            assert_eq!(
                hkp_page_to_key(&format!("https://pgp.example/pks/lookup?{page}")).as_deref(),
                Some(key),
                "{page}"
            );
        }
        for other in [
            key,
            "https://pgp.example/pks/lookup",
            "https://pgp.example/?search=x",
            "not a URL",
        ] {
            assert_eq!(hkp_page_to_key(other), None, "{other}");
        }
    }
}
