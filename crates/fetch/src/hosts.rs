//! One HTTP client for each host and port, because what a name may resolve to depends on both.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;
use tokio::sync::Semaphore;
use url::Url;

use crate::failure::Failure;
use crate::guard::{Guard, Refusal, host_and_port};
use crate::options::Options;
use crate::pace::Pace;
use crate::tls;

/// Hosts whose idle connections are kept at most; then all are dropped and made anew.
const MAX_HOSTS: usize = 256;

/// What is not used for so long is closed: the next request may be a night away.
const IDLE: Duration = Duration::from_secs(10);

/// The most lines in the head of an answer.
const MAX_HEADER_LINES: usize = 512;

/// A place to ask.
pub(crate) struct Host {
    /// Follows nothing, decodes nothing, and asks again only where the server says by protocol that
    /// it has not begun.
    pub(crate) http: reqwest::Client,
    /// How many may ask at once.
    pub(crate) permits: Semaphore,
    /// Its own until the address is known, then that of all hosts at this address.
    pace: Mutex<Arc<Pace>>,
}

impl Host {
    pub(crate) fn pace(&self) -> Arc<Pace> {
        Arc::clone(&self.pace.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The places asked so far.
#[derive(Default)]
pub(crate) struct Hosts {
    known: Mutex<HashMap<(String, u16), Arc<Host>>>,
    tls: OnceLock<Result<ClientConfig, String>>,
    /// One machine that serves many names counts the requests for all of them.
    paces: Mutex<HashMap<IpAddr, Arc<Pace>>>,
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
        let place = host_and_port(url).ok_or(Refusal::NoHost)?;
        // Reading the roots takes time that runs without network need not spend.
        let tls = self
            .tls
            .get_or_init(|| tls::config(ca_certs).map_err(|error| error.to_string()));
        let tls = tls
            .as_ref()
            .map_err(|error| Failure::Setup(error.clone()))?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = known.get(&place) {
            return Ok(Arc::clone(host));
        }
        if known.len() >= MAX_HOSTS {
            known.clear();
        }
        let http = client(&place, guard, options, tls)
            .map_err(|error| Failure::Setup(error.to_string()))?;
        let pace = Mutex::new(
            guard
                .only_address(&place.0, place.1)
                .map(|address| self.pace_of(address))
                .unwrap_or_default(),
        );
        let host = Arc::new(Host {
            http,
            permits: Semaphore::new(options.max_per_host.max(1)),
            pace,
        });
        known.insert(place, Arc::clone(&host));
        Ok(host)
    }

    /// The host is known to be at this address.
    pub(crate) fn share_pace(&self, host: &Host, address: IpAddr) {
        *host.pace.lock().unwrap_or_else(PoisonError::into_inner) = self.pace_of(address);
    }

    fn pace_of(&self, address: IpAddr) -> Arc<Pace> {
        Arc::clone(
            self.paces
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(address)
                .or_default(),
        )
    }

    /// Closes the connections to these places that nobody uses any more.
    pub(crate) fn release<'u>(&self, urls: impl Iterator<Item = &'u str>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for place in urls.filter_map(|url| host_and_port(&Url::parse(url).ok()?)) {
            if known
                .get(&place)
                .is_some_and(|host| Arc::strong_count(host) == 1)
            {
                known.remove(&place);
            }
        }
    }
}

fn client(
    (host, port): &(String, u16),
    guard: &Guard,
    options: &Options,
    tls: &ClientConfig,
) -> reqwest::Result<reqwest::Client> {
    let proxy_host = options.proxy.as_deref().and_then(proxy_host);
    let builder = reqwest::Client::builder()
        .user_agent(&options.user_agent)
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .pool_idle_timeout(IDLE)
        // Some content networks send more than the usual hundred lines.
        .http1_max_headers(MAX_HEADER_LINES)
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
    let url = if proxy.contains("://") {
        Url::parse(proxy)
    } else {
        Url::parse(&format!("http://{proxy}"))
    };
    let url = url
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h"))?;
    Some(url.host_str()?.to_owned())
}
