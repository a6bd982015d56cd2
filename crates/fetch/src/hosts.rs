//! One HTTP client for each host and port, because what a name may resolve to depends on both.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use tokio::sync::Semaphore;
use url::Url;

use crate::failure::Failure;
use crate::guard::{Guard, Refusal, host_and_port};
use crate::options::Options;
use crate::tls;

/// Hosts whose idle connections are kept at most; then all are dropped and made anew.
const MAX_HOSTS: usize = 256;

/// A place to ask.
pub(crate) struct Host {
    /// Follows nothing, decodes nothing, and asks again only where the server says by protocol that it has not begun.
    pub(crate) http: reqwest::Client,
    /// How many may ask at once.
    pub(crate) permits: Semaphore,
}

/// The places asked so far.
#[derive(Default)]
pub(crate) struct Hosts {
    known: Mutex<HashMap<(String, u16), Arc<Host>>>,
    tls: OnceLock<Result<ClientConfig, String>>,
}

impl Hosts {
    /// The place that this URL names, which has passed the guard.
    pub(crate) fn of(
        &self,
        url: &Url,
        guard: &Guard,
        options: &Options,
        ca_certs: &[CertificateDer<'static>],
    ) -> Result<Arc<Host>, Failure> {
        let place = host_and_port(url).ok_or_else(|| Refusal::Malformed("it names no host".into()))?;
        // Reading the roots takes time that runs without network need not spend.
        let tls = self.tls.get_or_init(|| tls::config(ca_certs).map_err(|error| error.to_string()));
        let tls = tls.as_ref().map_err(|error| Failure::Setup(error.clone()))?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = known.get(&place) {
            return Ok(Arc::clone(host));
        }
        if known.len() >= MAX_HOSTS {
            known.clear();
        }
        let http = client(&place, guard, options, tls).map_err(|error| Failure::Setup(error.to_string()))?;
        let host = Arc::new(Host { http, permits: Semaphore::new(options.max_per_host.max(1)) });
        known.insert(place, Arc::clone(&host));
        Ok(host)
    }
}

fn client((host, port): &(String, u16), guard: &Guard, options: &Options, tls: &ClientConfig) -> reqwest::Result<reqwest::Client> {
    let proxy_host = options.proxy.as_deref().and_then(proxy_host);
    let builder = reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(options.connect_timeout)
        .tls_backend_preconfigured(tls.clone())
        .dns_resolver(guard.resolver(host, *port, proxy_host))
        // Otherwise proxies are taken from the environment.
        .no_proxy();
    match &options.proxy {
        Some(proxy) => builder.proxy(reqwest::Proxy::all(proxy.as_str())?),
        None => builder,
    }
    .build()
}

/// The host of a proxy, whose scheme may be left out; `None` where this is no proxy.
pub(crate) fn proxy_host(proxy: &str) -> Option<String> {
    let url = if proxy.contains("://") { Url::parse(proxy) } else { Url::parse(&format!("http://{proxy}")) };
    let url = url.ok().filter(|url| matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h"))?;
    Some(url.host_str()?.to_owned())
}
