//! What the user may set.

use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// What a [`Client`](crate::Client) may do. The default is the careful one: no proxy, no private
/// addresses, no cache.
#[derive(Debug, Clone)]
pub struct Options {
    /// Addresses given by the user for single hosts and ports. They lift the address guard, and the
    /// port rule, for exactly these.
    pub resolve: Vec<Resolve>,
    /// PEM files of certificate authorities that are trusted beside the system's.
    pub ca_certs: Vec<Vec<u8>>,
    /// The longest time for one item, redirects, retries and waiting for a free connection
    /// included; not the time in line at a server that limits requests.
    pub max_time: Duration,
    /// The longest time until a connection stands: name look-up, TCP and TLS.
    pub connect_timeout: Duration,
    /// The longest silence of a server, before its answer and inside it.
    pub idle_timeout: Duration,
    /// A proxy for everything: `http://`, `https://`, `socks5://` or `socks5h://`. Proxy variables
    /// of the environment are never read.
    ///
    /// With a proxy it is the proxy that looks names up and connects, so the address guard then
    /// sees only addresses written in URLs (and `localhost`), and origins have no address.
    pub proxy: Option<String>,
    /// Whether addresses that are not public may be asked.
    pub allow_private: bool,
    /// Answer from the cache only and ask nobody.
    pub offline: bool,
    /// Where answers are kept between runs; `None` keeps nothing. A cache that cannot be written is
    /// no error.
    pub cache_dir: Option<PathBuf>,
    /// The `User-Agent` header.
    pub user_agent: String,
    /// The most requests at the same time to one host and port.
    pub max_per_host: usize,
    /// The most requests at the same time over all hosts; 64 at most.
    pub max_at_once: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            resolve: Vec::new(),
            ca_certs: Vec::new(),
            max_time: Duration::from_secs(60),
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(15),
            proxy: None,
            allow_private: false,
            offline: false,
            cache_dir: None,
            user_agent: concat!(
                "bonafide/",
                env!("CARGO_PKG_VERSION"),
                " (RFC 2350 profile checker)"
            )
            .to_owned(),
            // The usual names beside one document are fifteen: asked in one go, they cost one round
            // trip.
            max_per_host: 16,
            max_at_once: usize::MAX,
        }
    }
}

/// Addresses for one host and port, as in `curl --resolve HOST:PORT:ADDRESS[,ADDRESS]…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolve {
    /// The host, lower case; an IPv6 address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Where to connect instead of what the name resolves to.
    pub addresses: Vec<IpAddr>,
}

/// Why a text is not a [`Resolve`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// Not three parts.
    #[error("{0:?} is not of the form HOST:PORT:ADDRESS, such as www.example.org:443:192.0.2.1")]
    Form(String),
    /// The port is not a number from 1 to 65535.
    #[error("{0:?} is not a port")]
    Port(String),
    /// Not an IP address.
    #[error("{0:?} is not an IP address")]
    Address(String),
}

impl FromStr for Resolve {
    type Err = ResolveError;

    fn from_str(text: &str) -> Result<Self, ResolveError> {
        let form = || ResolveError::Form(text.to_owned());
        let (host, rest) = match text.strip_prefix('[') {
            Some(rest) => rest.split_once("]:").ok_or_else(form)?,
            None => text.split_once(':').ok_or_else(form)?,
        };
        let (port, addresses) = rest.split_once(':').ok_or_else(form)?;
        if host.is_empty() || host.contains(['/', '*', '@', ' ']) {
            return Err(form());
        }
        let port = port
            .parse()
            .ok()
            .filter(|port| *port != 0)
            .ok_or_else(|| ResolveError::Port(port.to_owned()))?;
        let addresses = addresses
            .split(',')
            .map(|address| {
                address
                    .trim_matches(['[', ']'])
                    .parse()
                    .map_err(|_| ResolveError::Address(address.to_owned()))
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            host: host.trim_end_matches('.').to_ascii_lowercase(),
            port,
            addresses,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn resolve_reads_what_curl_reads() {
        let one: Resolve = "WWW.Example.org.:8443:127.0.0.1".parse().unwrap();
        assert_eq!(
            one,
            Resolve {
                host: "www.example.org".into(),
                port: 8443,
                addresses: vec!["127.0.0.1".parse().unwrap()]
            }
        );
        let several: Resolve = "example.org:443:[::1],192.0.2.1".parse().unwrap();
        assert_eq!(several.addresses.len(), 2);
        let literal: Resolve = "[::1]:443:::1".parse().unwrap();
        assert_eq!(literal.host, "::1");
    }

    #[test]
    fn resolve_refuses_anything_else() {
        for text in [
            "",
            "host",
            "host:443",
            ":443:127.0.0.1",
            "*:443:127.0.0.1",
            "a/b:443:127.0.0.1",
        ] {
            assert!(
                matches!(text.parse::<Resolve>(), Err(ResolveError::Form(_))),
                "{text}"
            );
        }
        for text in [
            "host:0:127.0.0.1",
            "host:http:127.0.0.1",
            "host:65536:127.0.0.1",
        ] {
            assert!(
                matches!(text.parse::<Resolve>(), Err(ResolveError::Port(_))),
                "{text}"
            );
        }
        for text in ["host:443:", "host:443:localhost", "host:443:127.0.0.1,"] {
            assert!(
                matches!(text.parse::<Resolve>(), Err(ResolveError::Address(_))),
                "{text}"
            );
        }
    }
}
