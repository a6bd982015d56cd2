//! The client: what callers hold.

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rustls::pki_types::CertificateDer;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::cache::Cache;
use crate::failure::Failure;
use crate::guard::Guard;
use crate::hosts::{Hosts, proxy_host};
use crate::options::Options;
use crate::request::{Fetched, Request};
use crate::tls;

/// Requests at the same time over all hosts, so that an audit of many profiles stays within the
/// usual limit of open files.
const MAX_AT_ONCE: usize = 64;

/// Requests in one [`Client::gather`]. A hostile document prints thousands of URLs; an honest one,
/// with all usual names, under fifty.
const MAX_REQUESTS: usize = 512;

/// Bytes in one [`Client::gather`]: twice the largest document, so that all those URLs cannot fill
/// the memory either.
const MAX_BYTES: usize = 128 << 20;

/// Gets items, each bounded in bytes and time. It can be shared between threads; all of it blocks,
/// so it must not be called from inside an asynchronous runtime.
pub struct Client {
    inner: Arc<Inner>,
    runtime: OnceLock<Option<Runtime>>,
    on_event: Option<Arc<OnEvent>>,
}

/// What is happening, for a progress line.
#[derive(Debug)]
pub enum Event<'a> {
    /// An item is being got.
    Started(&'a Request),
    /// It ended.
    Finished {
        /// What was asked for.
        request: &'a Request,
        /// How it ended.
        fetched: &'a Fetched,
        /// How long it took.
        took: Duration,
    },
}

type OnEvent = dyn Fn(&Event<'_>) + Send + Sync;

/// Why there is no client: the user's options are at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// A file of certificate authorities has none that can be used.
    #[error("a file given as --cacert has no usable PEM certificate")]
    CaCertificate,
    /// Not the URL of a proxy.
    #[error("the proxy must be given as http://HOST:PORT, https://…, socks5://… or socks5h://…")]
    Proxy,
    /// Cannot be sent as a header.
    #[error("the user agent has characters that a header cannot carry")]
    UserAgent,
}

/// What the tasks share.
pub(crate) struct Inner {
    pub(crate) options: Options,
    pub(crate) guard: Guard,
    pub(crate) ca_certs: Vec<CertificateDer<'static>>,
    pub(crate) hosts: Hosts,
    pub(crate) cache: Option<Cache>,
    pub(crate) permits: Semaphore,
}

impl Client {
    /// A client with these options. It does no IO: threads, trusted roots and connections come with
    /// the first request.
    ///
    /// # Errors
    ///
    /// Where the options cannot be used as they are.
    pub fn new(options: Options) -> Result<Self, ClientError> {
        let ca_certs = tls::parse_ca_certs(&options.ca_certs).ok_or(ClientError::CaCertificate)?;
        http::HeaderValue::from_str(&options.user_agent).map_err(|_| ClientError::UserAgent)?;
        if let Some(proxy) = &options.proxy {
            proxy_host(proxy).ok_or(ClientError::Proxy)?;
            reqwest::Proxy::all(proxy.as_str()).map_err(|_| ClientError::Proxy)?;
        }
        let inner = Inner {
            guard: Guard::new(&options),
            cache: Cache::new(&options),
            ca_certs,
            hosts: Hosts::default(),
            permits: Semaphore::new(options.max_at_once.clamp(1, MAX_AT_ONCE)),
            options,
        };
        Ok(Self {
            inner: Arc::new(inner),
            runtime: OnceLock::new(),
            on_event: None,
        })
    }

    /// The same client, telling what it does. The function is called from several threads and must
    /// be quick.
    #[must_use]
    pub fn on_event(mut self, tell: impl Fn(&Event<'_>) + Send + Sync + 'static) -> Self {
        self.on_event = Some(Arc::new(tell));
        self
    }

    /// Closes connections to the hosts of these URLs, where nobody uses them at the moment.
    pub fn release<'u>(&self, urls: impl Iterator<Item = &'u str>) {
        self.inner.hosts.release(urls);
    }

    /// Gets one item.
    #[must_use]
    pub fn get(&self, request: Request) -> Fetched {
        let mut all = self.get_all(vec![request]);
        all.pop().unwrap_or_else(|| Failure::NoAnswer.into())
    }

    /// Gets items at the same time. The answers stand in the order of the requests.
    #[must_use]
    pub fn get_all(&self, requests: Vec<Request>) -> Vec<Fetched> {
        self.gather(requests, |_, _| Vec::new())
            .into_iter()
            .map(|(_, fetched)| fetched)
            .collect()
    }

    /// Gets items at the same time, and what each of them leads to as soon as it is there: nothing
    /// waits for anything that it does not need. `then` runs on the calling thread, one call at a
    /// time, while the other transfers go on.
    ///
    /// The answers stand in the order in which the requests were made. What exceeds 512 requests or
    /// 128 MiB together fails.
    pub fn gather(
        &self,
        first: Vec<Request>,
        mut then: impl FnMut(&Request, &Fetched) -> Vec<Request>,
    ) -> Vec<(Request, Fetched)> {
        let Some(runtime) = self.runtime() else {
            let failed = Fetched::from(Failure::NoThreads);
            return first
                .into_iter()
                .map(|request| (request, failed.clone()))
                .collect();
        };
        let mut requests = Vec::new();
        let mut answers: Vec<Option<Fetched>> = Vec::new();
        let mut running = JoinSet::new();
        let mut bytes = 0;
        let mut new = first;
        loop {
            for request in new {
                if requests.len() < MAX_REQUESTS {
                    running.spawn_on(self.one(requests.len(), request.clone()), runtime.handle());
                }
                requests.push(request);
                answers.push(None);
            }
            let Some(ended) = runtime.block_on(running.join_next()) else {
                break;
            };
            // A task that was aborted or panicked leaves its answer open, which is reported as
            // failed below.
            new = Vec::new();
            if let Ok((index, fetched)) = ended {
                if let Fetched::Got(artifact, _) = &fetched {
                    bytes += artifact.bytes.len();
                }
                if bytes > MAX_BYTES {
                    running.abort_all();
                    continue;
                }
                if let Some(request) = requests.get(index) {
                    new = then(request, &fetched);
                }
                if let Some(answer) = answers.get_mut(index) {
                    *answer = Some(fetched);
                }
            }
        }
        let unanswered = || Failure::NotGathered.into();
        requests
            .into_iter()
            .zip(answers)
            .map(|(request, answer)| (request, answer.unwrap_or_else(unanswered)))
            .collect()
    }

    fn one(
        &self,
        index: usize,
        request: Request,
    ) -> impl Future<Output = (usize, Fetched)> + Send + 'static {
        let inner = Arc::clone(&self.inner);
        let on_event = self.on_event.clone();
        async move {
            let tell = |event: Event<'_>| on_event.iter().for_each(|tell| tell(&event));
            let start = Instant::now();
            tell(Event::Started(&request));
            let fetched = inner.fetch(&request).await;
            tell(Event::Finished {
                request: &request,
                fetched: &fetched,
                took: start.elapsed(),
            });
            (index, fetched)
        }
    }

    fn runtime(&self) -> Option<&Runtime> {
        let start = || {
            Builder::new_multi_thread()
                .worker_threads(2)
                .thread_name("fetch")
                .enable_io()
                .enable_time()
                .build()
                .ok()
        };
        self.runtime.get_or_init(start).as_ref()
    }
}

impl Drop for Client {
    /// A name look-up of the operating system cannot be cancelled; nobody waits for it.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take().flatten() {
            runtime.shutdown_background();
        }
    }
}
