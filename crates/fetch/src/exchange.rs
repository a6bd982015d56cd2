//! One GET without redirects: cache, conditions, retries.

use std::time::Duration;

use bonafide_model::Timestamp;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, HeaderMap, HeaderValue};
use tokio::time::{Instant, sleep, timeout};
use url::Url;

use crate::answer::{Answer, kept_headers};
use crate::body;
use crate::cache::LONGEST_OFFLINE;
use crate::client::Inner;
use crate::failure::Failure;
use crate::request::Request;

/// Pauses before the second and third try. Faults that take longer to heal are for another run.
const BACK_OFF: [Duration; 2] = [Duration::from_millis(300), Duration::from_secs(1)];

/// The same as [`LONGEST_FRESH`](crate::cache::LONGEST_FRESH), for caches on the way: RFC 9111, "Request Directives: max-age".
const ASKED_FRESH: &str = "max-age=300";

/// The longest pause that a server may ask for and get.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(5);

impl Inner {
    /// The answer to one GET, from the cache where that is allowed. The URL has passed the guard.
    pub(crate) async fn exchange(&self, url: &Url, request: &Request, deadline: Instant) -> Result<Answer, Failure> {
        let stored = self.cache.as_ref().and_then(|cache| cache.load(url, request.limit));
        if self.options.offline {
            let stored = stored.ok_or(Failure::Offline)?;
            return if stored.is_younger_than(LONGEST_OFFLINE) {
                Ok(stored.copy())
            } else {
                Err(Failure::OfflineOld(stored.age_words()))
            };
        }
        let headers = request_headers(request.reload);
        let Some(cache) = &self.cache else { return self.send(url, request, headers, deadline).await };
        let Some(stored) = stored else {
            let answer = self.send(url, request, headers.clone(), deadline).await?;
            cache.remember(url, &headers, &answer);
            return Ok(answer);
        };
        let Some(conditions) = stored.conditions(url, &headers) else { return Ok(stored.copy()) };
        let mut answer = self.send(url, request, conditions, deadline).await?;
        if answer.status == 304 {
            if let Some(confirmed) = stored.confirmed_by(url, &headers, &answer) {
                cache.store(url, &confirmed);
                return Ok(confirmed.answer());
            }
            // The server confirms something that we don't have.
            answer = self.send(url, request, headers.clone(), deadline).await?;
        }
        cache.remember(url, &headers, &answer);
        Ok(answer)
    }

    async fn send(&self, url: &Url, request: &Request, headers: HeaderMap, deadline: Instant) -> Result<Answer, Failure> {
        let mut back_off = BACK_OFF.into_iter();
        loop {
            let outcome = self.once(url, request, headers.clone()).await;
            let Some(pause) = back_off.next().and_then(|usual| pause_before_retry(&outcome, usual)) else { return outcome };
            if Instant::now() + pause >= deadline {
                return outcome;
            }
            sleep(pause).await;
        }
    }

    async fn once(&self, url: &Url, request: &Request, headers: HeaderMap) -> Result<Answer, Failure> {
        let host = self.hosts.of(url, &self.guard, &self.options, &self.ca_certs)?;
        let (_here, _anywhere) = (host.permits.acquire().await.ok(), self.permits.acquire().await.ok());
        let options = &self.options;
        let on_error = |error: &reqwest::Error| Failure::from_client(error, options.connect_timeout);
        // The client limits the time to connect; what remains is the silence before the answer.
        let silence = options.connect_timeout.saturating_add(options.idle_timeout);
        let sending = host.http.get(url.clone()).headers(headers).send();
        let response = timeout(silence, sending).await.map_err(|_| Failure::Silent(options.idle_timeout))?;
        let response = response.map_err(|error| on_error(&error))?;
        let status = response.status().as_u16();
        let mut answer = Answer {
            status,
            headers: kept_headers(response.headers()),
            body: Vec::new(),
            // Behind a proxy this is the proxy's address, which says nothing about the origin.
            address: response.remote_addr().filter(|_| options.proxy.is_none()).map(|socket| socket.ip()),
            fetched_at: Timestamp::now(),
            from_cache: false,
            unasked: false,
        };
        if Answer::is_content(status) {
            answer.body = body::read(response, request.limit, options.idle_timeout, on_error).await?;
        }
        Ok(answer)
    }
}

/// How long to wait before asking again, where that may help at all.
fn pause_before_retry(outcome: &Result<Answer, Failure>, usual: Duration) -> Option<Duration> {
    match outcome {
        Err(failure) => failure.may_heal().then_some(usual),
        Ok(answer) => match (answer.status, answer.retry_after()) {
            (429 | 502..=504, Some(asked)) => (asked <= MAX_RETRY_AFTER).then_some(asked),
            (502..=504, None) => Some(usual),
            _ => None,
        },
    }
}

/// Only gzip is asked for: what is decoded here is bounded here.
fn request_headers(reload: bool) -> HeaderMap {
    let mut headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("gzip"))]);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(if reload { "no-cache" } else { ASKED_FRESH }));
    headers
}
