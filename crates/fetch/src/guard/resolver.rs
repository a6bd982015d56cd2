//! From a name to the addresses that may be connected to, and to no others.

use std::error::Error;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::Refusal;
use super::address::not_public;

/// A name that has no address, or could not be looked up.
#[derive(Debug, thiserror::Error)]
#[error("the name {host} does not resolve ({why})")]
pub(crate) struct Unresolved {
    host: String,
    why: Why,
}

#[derive(Debug, thiserror::Error)]
enum Why {
    #[error("no name server answered; is this machine online?")]
    NoServer,
    #[error("DNS knows no such name, or no address of it")]
    NoName,
    #[error("it could not be looked up here")]
    Other,
}

impl Why {
    /// What the system says is for programmers, and differs from system to system; it has no codes
    /// for it that could be asked.
    fn of(cause: &io::Error) -> Self {
        let text = cause.to_string().to_ascii_lowercase();
        let says = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
        if says(&["temporary", "try again", "timed out"]) {
            Self::NoServer
        } else if NO_NAME.lines().any(|sign| text.contains(sign)) {
            Self::NoName
        } else {
            Self::Other
        }
    }
}

/// Parts of what systems say of a name without an address, one a line.
const NO_NAME: &str = include_str!("no_name.txt");

/// The resolver for one host and port.
pub(crate) struct HostResolver {
    given: Option<Vec<IpAddr>>,
    allow_private: bool,
    proxy_host: Option<String>,
    look_up: LookUp,
}

type LookUp = Arc<
    dyn Fn(String) -> Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>> + Send + Sync,
>;

impl HostResolver {
    /// `given` are the user's addresses, which are taken as they are; `proxy_host` is the user's too and only looked up.
    pub(super) fn new(
        given: Option<Vec<IpAddr>>,
        allow_private: bool,
        proxy_host: Option<String>,
    ) -> Self {
        Self {
            given,
            allow_private,
            proxy_host,
            look_up: Arc::new(|name| Box::pin(system(name))),
        }
    }
}

impl Resolve for HostResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let is_proxy = self
            .proxy_host
            .as_ref()
            .is_some_and(|proxy| proxy.eq_ignore_ascii_case(&host));
        if let Some(given) = self.given.clone().filter(|_| !is_proxy) {
            return Box::pin(async move { Ok(to_sockets(given)) });
        }
        let unguarded = self.allow_private || is_proxy;
        let looking_up = (self.look_up)(host.clone());
        Box::pin(async move {
            let found = looking_up.await.map_err(|cause| Unresolved {
                host: host.clone(),
                why: Why::of(&cause),
            })?;
            if unguarded {
                return Ok(to_sockets(found));
            }
            Ok(to_sockets(public_only(&host, found)?))
        })
    }
}

/// A name may have both kinds of addresses, as behind split DNS; the others are then not connected
/// to.
fn public_only(
    host: &str,
    found: Vec<IpAddr>,
) -> Result<Vec<IpAddr>, Box<dyn Error + Send + Sync>> {
    let (special, public): (Vec<_>, Vec<_>) = found
        .into_iter()
        .map(|address| (address, not_public(address)))
        .partition(|(_, class)| class.is_some());
    match special.first() {
        Some((address, Some(class))) if public.is_empty() => Err(Refusal::Address {
            host: host.to_owned(),
            address: *address,
            class: *class,
        }
        .into()),
        _ => Ok(public.into_iter().map(|(address, _)| address).collect()),
    }
}

/// Port 0 leaves the port to the URL.
fn to_sockets(addresses: Vec<IpAddr>) -> Addrs {
    Box::new(
        addresses
            .into_iter()
            .map(|address| SocketAddr::new(address, 0)),
    )
}

async fn system(name: String) -> io::Result<Vec<IpAddr>> {
    Ok(tokio::net::lookup_host((name.as_str(), 0))
        .await?
        .map(|socket| socket.ip())
        .collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A resolver over a name server that gives these answers, one after the other.
    fn over(answers: &'static [&'static [&'static str]], allow_private: bool) -> HostResolver {
        let turn = AtomicUsize::new(0);
        let look_up: LookUp = Arc::new(move |_| {
            let answer = answers[turn.fetch_add(1, Ordering::Relaxed) % answers.len()];
            let parsed = answer
                .iter()
                .map(|address| address.parse().unwrap())
                .collect();
            Box::pin(async move { Ok(parsed) })
        });
        HostResolver {
            look_up,
            ..HostResolver::new(None, allow_private, Some("proxy.example".into()))
        }
    }

    fn ask(resolver: &HostResolver, name: &str) -> Result<Vec<String>, String> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let found = runtime
            .block_on(resolver.resolve(name.parse().unwrap()))
            .map_err(|error| error.to_string())?;
        Ok(found.map(|socket| socket.ip().to_string()).collect())
    }

    #[test]
    fn a_name_that_leads_inside_is_refused() {
        let resolver = over(&[&["10.0.0.1", "fd00::1"]], false);
        assert_eq!(
            ask(&resolver, "a.example").unwrap_err(),
            "10.0.0.1 (a.example) is a private address and not asked; --allow-private lifts this"
        );
        assert_eq!(
            ask(&over(&[&["10.0.0.1"]], true), "a.example").unwrap(),
            ["10.0.0.1"]
        );
    }

    #[test]
    fn of_mixed_answers_only_the_public_ones_are_connected_to() {
        assert_eq!(
            ask(
                &over(&[&["127.0.0.1", "9.9.9.9", "::1"]], false),
                "a.example"
            )
            .unwrap(),
            ["9.9.9.9"]
        );
    }

    #[test]
    fn a_name_that_changes_its_mind_is_checked_each_time() {
        let resolver = over(&[&["9.9.9.9"], &["127.0.0.1"]], false);
        assert_eq!(ask(&resolver, "rebind.example").unwrap(), ["9.9.9.9"]);
        assert!(ask(&resolver, "rebind.example").is_err());
    }

    #[test]
    fn the_proxy_is_the_users_choice_wherever_it_stands() {
        let resolver = over(&[&["127.0.0.1"]], false);
        assert_eq!(ask(&resolver, "proxy.example").unwrap(), ["127.0.0.1"]);
        assert!(ask(&resolver, "a.example").is_err());
    }
}
