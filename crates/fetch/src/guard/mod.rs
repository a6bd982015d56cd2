//! What may be asked: which URLs, which addresses.
//!
//! The guard is applied at every hop to the URL, addresses written in it included, and in the
//! resolver to every address that a name resolves to, so that exactly the addresses that were
//! checked are connected to: a name that changes its mind between the check and the connection (DNS
//! rebinding) gains nothing.

mod address;
mod resolver;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use url::{Host, Url};

use crate::options::{Options, Resolve};
use crate::text::quoted;

use address::NotPublic;
pub(crate) use resolver::{HostResolver, Unresolved};

/// The web's ports and that of key servers (`hkp`). Others, on a host that only a document names,
/// may be any service at all.
const PORTS: [u16; 3] = [80, 443, 11371];

/// Longer URLs are no addresses that a team prints; common servers refuse them too.
const MAX_URL: usize = 8 << 10;

/// Why something is not asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("not a URL: {0}")]
    Malformed(String),
    #[error("not a URL: it names no host")]
    NoHost,
    #[error("a URL of more than {MAX_URL} characters is not asked")]
    TooLong,
    #[error("only http and https are fetched, not {0}:")]
    Scheme(String),
    #[error("a URL with a user name or password in it is not asked")]
    UserInfo,
    #[error(
        "port {port} of {host} is not asked: give that URL yourself, or --resolve {host}:{port}:ADDRESS"
    )]
    Port { host: String, port: u16 },
    #[error("{address} ({host}) is {class} and not asked; --allow-private lifts this")]
    Address {
        host: String,
        address: IpAddr,
        class: NotPublic,
    },
}

/// The rules, as the user's options leave them.
pub(crate) struct Guard {
    allow_private: bool,
    proxied: bool,
    resolve: Vec<Resolve>,
    named: Mutex<BTreeSet<(String, u16)>>,
}

impl Guard {
    pub(crate) fn new(options: &Options) -> Self {
        Self {
            allow_private: options.allow_private,
            proxied: options.proxy.is_some(),
            resolve: options.resolve.clone(),
            named: Mutex::default(),
        }
    }

    /// Remembers that the user named this URL: its port of its host is then in order.
    pub(crate) fn name(&self, url: &Url) {
        if let Some(place) = host_and_port(url) {
            self.named
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .insert(place);
        }
    }

    /// Whether this URL may be asked, as far as the URL itself tells.
    pub(crate) fn check(&self, url: &Url) -> Result<(), Refusal> {
        if url.as_str().len() > MAX_URL {
            return Err(Refusal::TooLong);
        }
        if !matches!(url.scheme(), "http" | "https") {
            return Err(Refusal::Scheme(quoted(url.scheme())));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::UserInfo);
        }
        let Some((host, port)) = host_and_port(url) else {
            return Err(Refusal::NoHost);
        };
        self.check_port(&host, port)?;
        self.check_literal(url, &host, port)
    }

    /// How the host of this URL is to be looked up: the addresses given by the user, or the
    /// system's with the address rules.
    pub(crate) fn resolver(
        &self,
        host: &str,
        port: u16,
        proxy_host: Option<String>,
    ) -> HostResolver {
        HostResolver::new(
            self.given(host, port).map(<[_]>::to_vec),
            self.allow_private,
            proxy_host,
        )
    }

    fn check_port(&self, host: &str, port: u16) -> Result<(), Refusal> {
        let named = || {
            self.named
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .contains(&(host.to_owned(), port))
        };
        if PORTS.contains(&port) || self.given(host, port).is_some() || named() {
            return Ok(());
        }
        Err(Refusal::Port {
            host: host.to_owned(),
            port,
        })
    }

    /// Addresses written in the URL never reach the resolver. The URL parser has already brought
    /// decimal, octal and hexadecimal forms to the usual one.
    fn check_literal(&self, url: &Url, host: &str, port: u16) -> Result<(), Refusal> {
        let address = match url.host() {
            Some(Host::Ipv4(address)) => IpAddr::V4(address),
            Some(Host::Ipv6(address)) => IpAddr::V6(address),
            // RFC 6761, "Domain Name Reservation Considerations for 'localhost.'": the proxy would
            // ask itself.
            Some(Host::Domain(_))
                if self.proxied && (host == "localhost" || host.ends_with(".localhost")) =>
            {
                IpAddr::from([127, 0, 0, 1])
            }
            _ => return Ok(()),
        };
        if self.allow_private
            || self
                .given(host, port)
                .is_some_and(|given| given.contains(&address))
        {
            return Ok(());
        }
        match address::not_public(address) {
            Some(class) => Err(Refusal::Address {
                host: host.to_owned(),
                address,
                class,
            }),
            None => Ok(()),
        }
    }

    /// The address of this host, where the user gave exactly one.
    pub(crate) fn only_address(&self, host: &str, port: u16) -> Option<IpAddr> {
        match self.given(host, port) {
            Some([only]) => Some(*only),
            _ => None,
        }
    }

    fn given(&self, host: &str, port: u16) -> Option<&[IpAddr]> {
        self.resolve
            .iter()
            .find(|entry| entry.host == host && entry.port == port)
            .map(|entry| entry.addresses.as_slice())
    }
}

/// The host, without brackets and without a final dot, and the port.
pub(crate) fn host_and_port(url: &Url) -> Option<(String, u16)> {
    let host = url
        .host_str()?
        .trim_matches(['[', ']'])
        .trim_end_matches('.')
        .to_ascii_lowercase();
    Some((host, url.port_or_known_default()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(options: &Options, url: &str) -> Result<(), Refusal> {
        Guard::new(options).check(&Url::parse(url).unwrap())
    }

    #[test]
    fn only_the_web_is_asked() {
        let options = Options {
            allow_private: true,
            ..Options::default()
        };
        assert_eq!(check(&options, "https://example.org/rfc2350.txt"), Ok(()));
        for url in [
            "file:///etc/passwd",
            "data:text/plain,x",
            "ftp://example.org/x",
            "gopher://example.org/x",
            "hkps://example.org",
        ] {
            assert!(
                matches!(check(&options, url), Err(Refusal::Scheme(_))),
                "{url}"
            );
        }
        for url in [
            "https://a@example.org/",
            "https://:b@example.org/",
            "https://example.org:443@192.0.2.1/",
        ] {
            assert_eq!(check(&options, url), Err(Refusal::UserInfo), "{url}");
        }
        let long = format!("https://example.org/{}", "a".repeat(MAX_URL));
        assert_eq!(check(&options, &long), Err(Refusal::TooLong));
    }

    #[test]
    fn odd_ports_need_the_users_word() {
        let options = Options {
            resolve: vec!["a.example:8443:127.0.0.1".parse().unwrap()],
            ..Options::default()
        };
        let guard = Guard::new(&options);
        let ask = |url: &str| guard.check(&Url::parse(url).unwrap());
        for url in [
            "https://b.example/",
            "http://b.example/",
            "http://b.example:443/",
            "http://b.example:11371/",
            "https://a.example:8443/",
        ] {
            assert_eq!(ask(url), Ok(()), "{url}");
        }
        for url in [
            "http://b.example:22/",
            "https://b.example:8443/",
            "http://a.example:8080/",
            "https://b.example:0/",
        ] {
            assert!(matches!(ask(url), Err(Refusal::Port { .. })), "{url}");
        }
        guard.name(&Url::parse("https://b.example:8443/rfc2350.pdf").unwrap());
        assert_eq!(
            ask("https://b.example:8443/rfc2350.pdf.sig"),
            Ok(()),
            "what lies beside the subject may be asked"
        );
        assert!(ask("https://b.example:8444/").is_err());
        assert!(ask("https://c.example:8443/").is_err());
    }

    #[test]
    fn addresses_in_urls_are_refused_in_every_writing() {
        let writings = [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "http://0/",
            "http://１２７.0.0.1/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[64:ff9b::a00:1]/",
            "http://[2002:7f00:1::]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://10.1.2.3/",
            "http://100.64.0.1/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
        ];
        for url in writings {
            assert!(
                matches!(
                    check(&Options::default(), url),
                    Err(Refusal::Address { .. })
                ),
                "{url}"
            );
            assert_eq!(
                check(
                    &Options {
                        allow_private: true,
                        ..Options::default()
                    },
                    url
                ),
                Ok(()),
                "{url}"
            );
        }
        assert_eq!(check(&Options::default(), "http://9.9.9.9/"), Ok(()));
    }

    #[test]
    fn a_given_address_lifts_the_rule_for_itself_only() {
        let options = Options {
            resolve: vec!["127.0.0.1:8080:127.0.0.1".parse().unwrap()],
            ..Options::default()
        };
        assert_eq!(check(&options, "http://127.0.0.1:8080/"), Ok(()));
        assert!(check(&options, "http://127.0.0.1/").is_err());
        assert!(check(&options, "http://127.0.0.2:8080/").is_err());
        let lying = Options {
            resolve: vec!["127.0.0.1:443:192.0.2.1".parse().unwrap()],
            ..Options::default()
        };
        assert!(
            check(&lying, "https://127.0.0.1/").is_err(),
            "an address in a URL is connected to as it stands"
        );
    }

    #[test]
    fn behind_a_proxy_localhost_is_the_proxys_own() {
        let options = Options {
            proxy: Some("http://proxy.example:3128".into()),
            ..Options::default()
        };
        for url in [
            "http://localhost/",
            "http://LOCALHOST./",
            "http://x.localhost/",
        ] {
            assert!(
                matches!(check(&options, url), Err(Refusal::Address { .. })),
                "{url}"
            );
        }
        assert_eq!(check(&options, "http://localhost.example/"), Ok(()));
    }
}
