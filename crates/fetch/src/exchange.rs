//! One GET without redirects: cache, conditions, retries.

use std::time::Duration;

use bonafide_model::Timestamp;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, HeaderMap, HeaderValue, SET_COOKIE};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use url::Url;

use crate::answer::{Answer, kept_headers};
use crate::body;
use crate::cache::LONGEST_OFFLINE;
use crate::client::Inner;
use crate::failure::Failure;
use crate::hosts::Host;
use crate::request::Request;
use crate::until::Until;

/// Pauses before the second and third try. Faults that take longer to heal are for another run.
const BACK_OFF: [Duration; 2] = [Duration::from_millis(300), Duration::from_secs(1)];

/// The same as [`LONGEST_FRESH`](crate::cache::LONGEST_FRESH), for caches on the way: RFC 9111,
/// "Request Directives: max-age".
const ASKED_FRESH: &str = "max-age=300";

/// The longest pause that a server may ask for and get; other partners go on meanwhile.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(30);

/// How often a request is made that the server refuses for being one too many: in turns with all
/// others, so each waits longer.
const MAX_REFUSALS: usize = 10;

impl Inner {
    /// The answer to one GET, from the cache where that is allowed. The URL has passed the guard.
    pub(crate) async fn exchange(
        &self,
        url: &Url,
        request: &Request,
        until: &Until,
    ) -> Result<Answer, Failure> {
        let stored = self
            .cache
            .as_ref()
            .and_then(|cache| cache.load(url, request.limit));
        if self.options.offline {
            let stored = stored.ok_or(Failure::Offline)?;
            return if stored.is_younger_than(LONGEST_OFFLINE) {
                Ok(stored.copy())
            } else {
                Err(Failure::OfflineOld(stored.age()))
            };
        }
        let headers = request_headers(request.reload);
        let Some(cache) = &self.cache else {
            return self.send(url, request, headers, until).await;
        };
        let lasting = request.lasting.is_some();
        let Some(stored) = stored else {
            let answer = self.send(url, request, headers.clone(), until).await?;
            cache.remember(url, &headers, &answer, lasting);
            return Ok(answer);
        };
        if request
            .lasting
            .is_some_and(|time| stored.is_younger_than(time))
        {
            cache.mark_used(url);
            return Ok(stored.copy());
        }
        let Some(conditions) = stored.conditions(url, &headers) else {
            return Ok(stored.copy());
        };
        let mut answer = self.send(url, request, conditions, until).await?;
        if answer.status == 304 {
            if let Some(confirmed) = stored.confirmed_by(url, &headers, &answer) {
                cache.store(url, &confirmed);
                return Ok(confirmed.answer());
            }
            // The server confirms something that we don't have.
            answer = self.send(url, request, headers.clone(), until).await?;
        }
        cache.remember(url, &headers, &answer, lasting);
        Ok(answer)
    }

    async fn send(
        &self,
        url: &Url,
        request: &Request,
        headers: HeaderMap,
        until: &Until,
    ) -> Result<Answer, Failure> {
        let mut back_off = BACK_OFF.into_iter();
        let mut refusals = 0;
        let mut waited = Duration::ZERO;
        loop {
            let host = self
                .hosts
                .of(url, &self.guard, &self.options, &self.ca_certs)?;
            let began = Instant::now();
            let turn = host.pace().turn();
            if turn > Instant::now() {
                until.queue(turn.into_std());
                sleep_until(turn).await;
            }
            waited += began.elapsed();
            let outcome = self.once(&host, url, request, headers.clone()).await;
            let pace = host.pace();
            let pause = match &outcome {
                Ok(answer) if matches!(answer.status, 429 | 503) => {
                    pace.refused();
                    let asked = answer.retry_after();
                    if let Some(asked) = asked.filter(|asked| *asked > MAX_RETRY_AFTER) {
                        return Err(Failure::AskedToWait {
                            status: answer.status,
                            after: asked,
                        });
                    }
                    asked.iter().for_each(|asked| pace.pause(*asked));
                    refusals += 1;
                    // A server that never answers anything else is out of order, and not in a
                    // hurry.
                    let in_a_hurry = pace.serves() || asked.is_some_and(|asked| !asked.is_zero());
                    let most = if in_a_hurry {
                        MAX_REFUSALS
                    } else {
                        BACK_OFF.len()
                    };
                    (refusals <= most).then_some(Duration::ZERO)
                }
                other => {
                    if other
                        .as_ref()
                        .is_ok_and(|answer| answer.status < 400 || Answer::is_absent(answer.status))
                    {
                        pace.served();
                    }
                    pause_before_retry(other, back_off.next())
                }
            };
            let Some(pause) = pause
                .filter(|pause| !request.guess && Instant::now() + *pause < until.end().into())
            else {
                return outcome.map(|answer| Answer { waited, ..answer });
            };
            sleep(pause).await;
            waited += pause;
        }
    }

    async fn once(
        &self,
        host: &Host,
        url: &Url,
        request: &Request,
        headers: HeaderMap,
    ) -> Result<Answer, Failure> {
        let (_here, _anywhere) = (
            host.permits.acquire().await.ok(),
            self.permits.acquire().await.ok(),
        );
        let options = &self.options;
        let on_error =
            |error: &reqwest::Error| Failure::from_client(error, options.connect_timeout);
        // The client limits the time to connect; what remains is the silence before the answer.
        let silence = options.connect_timeout.saturating_add(options.idle_timeout);
        let sending = host.http.get(url.clone()).headers(headers).send();
        let response = timeout(silence, sending)
            .await
            .map_err(|_| Failure::Silent(options.idle_timeout))?;
        let response = response.map_err(|error| on_error(&error))?;
        let status = response.status().as_u16();
        let address = response.remote_addr().map(|socket| socket.ip());
        address
            .iter()
            .for_each(|address| self.hosts.share_pace(host, *address));
        let mut answer = Answer {
            status,
            headers: kept_headers(response.headers()),
            body: Vec::new(),
            // Behind a proxy this is the proxy's address, which says nothing about the origin.
            address: address.filter(|_| options.proxy.is_none()),
            fetched_at: Timestamp::now(),
            from_cache: false,
            unasked: false,
            waited: Duration::ZERO,
            sets_cookie: response.headers().contains_key(SET_COOKIE),
        };
        if Answer::is_content(status) {
            answer.body =
                body::read(response, request.limit, options.idle_timeout, on_error).await?;
        }
        Ok(answer)
    }
}

/// How long to wait before asking again, where that may help at all.
fn pause_before_retry(
    outcome: &Result<Answer, Failure>,
    usual: Option<Duration>,
) -> Option<Duration> {
    match outcome {
        Err(failure) => usual.filter(|_| failure.may_heal()),
        Ok(answer) => match (answer.status, answer.retry_after()) {
            (502 | 504, Some(asked)) => usual
                .and(Some(asked))
                .filter(|asked| *asked <= MAX_RETRY_AFTER),
            (502 | 504, None) => usual,
            _ => None,
        },
    }
}

/// Only gzip is asked for: what is decoded here is bounded here.
fn request_headers(reload: bool) -> HeaderMap {
    let mut headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("gzip"))]);
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(if reload { "no-cache" } else { ASKED_FRESH }),
    );
    headers
}
