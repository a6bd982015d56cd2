//! From a URL to its last hop, with every hop judged before it is taken.

use std::pin::pin;
use std::time::Duration;

use bonafide_model::evidence::{Artifact, Hop, Origin};
use http::header::LOCATION;
use tokio::time::timeout_at;
use url::Url;

use crate::answer::Answer;
use crate::client::Inner;
use crate::failure::Failure;
use crate::guard::Refusal;
use crate::request::{Fetched, Request, ResponseMeta};
use crate::text::quoted;
use crate::until::Until;

/// Real profiles are at most four hops away (http → https → www → language).
const MAX_REDIRECTS: usize = 10;

impl Inner {
    /// Gets one item within its time.
    pub(crate) async fn fetch(&self, request: &Request) -> Fetched {
        let max_time = self.options.max_time;
        let until = request
            .until
            .clone()
            .unwrap_or_else(|| Until::after(max_time, None));
        let mut following = pin!(self.follow(request, &until));
        loop {
            let end = until.end();
            let ended = timeout_at(end.into(), &mut following).await;
            return match ended {
                Ok(Ok(fetched)) => fetched,
                Ok(Err(failure)) => failure.into(),
                // It stood in line meanwhile.
                Err(_) if until.end() > end => continue,
                Err(_) => Failure::TooSlow(max_time).into(),
            };
        }
    }

    async fn follow(&self, request: &Request, until: &Until) -> Result<Fetched, Failure> {
        let mut url = Url::parse(request.url.trim())
            .map_err(|error| Refusal::Malformed(error.to_string()))?;
        url.set_fragment(None);
        if request.kind == bonafide_model::evidence::OriginKind::Flag {
            self.guard.name(&url);
        }
        self.guard.check(&url)?;
        let mut chain: Vec<Hop> = Vec::new();
        let mut tls = url.scheme() == "https";
        let mut copy_age_seconds = None;
        let mut wants_cookie = false;
        let mut waited = Duration::ZERO;
        loop {
            let answer = self.exchange(&url, request, until).await?;
            copy_age_seconds = copy_age_seconds.max(answer.copy_age());
            waited += answer.waited;
            if Answer::is_redirect(answer.status) {
                let next = target(&url, &answer)?;
                self.guard
                    .check(&next)
                    .map_err(|refusal| Failure::RefusedTarget {
                        url: quoted(next.as_str()),
                        refusal,
                    })?;
                chain.push(Hop {
                    url: url.into(),
                    status: answer.status,
                });
                wants_cookie |= answer.sets_cookie;
                if chain.iter().any(|hop| hop.url == next.as_str()) {
                    return Err(if wants_cookie {
                        Failure::CookieLoop
                    } else {
                        Failure::RedirectLoop
                    });
                }
                if chain.len() > MAX_REDIRECTS {
                    return Err(Failure::TooManyRedirects(MAX_REDIRECTS));
                }
                tls &= next.scheme() == "https";
                url = next;
            } else if Answer::is_absent(answer.status) {
                return Ok(Fetched::Absent(
                    absence(answer.status, &url, &chain).to_string(),
                ));
            } else if Answer::is_content(answer.status) {
                let meta = ResponseMeta {
                    waited_seconds: waited.as_secs(),
                    ..answer.meta()
                };
                let declared_type = answer.declared_type();
                let address = answer.address;
                let origin = Origin {
                    kind: request.kind,
                    url: Some(url.into()),
                    path: None,
                    chain,
                    address,
                    tls,
                    copy_age_seconds,
                };
                return Ok(Fetched::Got(
                    Artifact {
                        bytes: answer.body,
                        origin,
                        declared_type,
                    },
                    meta,
                ));
            } else {
                return Err(Failure::of_status(answer.status));
            }
        }
    }
}

/// Where a redirect leads (RFC 9110, "Location": relative to the URL that was asked).
fn target(from: &Url, answer: &Answer) -> Result<Url, Failure> {
    let location =
        answer
            .headers
            .get(LOCATION)
            .map(|value| match std::str::from_utf8(value.as_bytes()) {
                Ok(text) => text.to_owned(),
                // Some servers write their path in Latin-1 as it is; the bytes are what they want
                // to be asked for.
                Err(_) => value
                    .as_bytes()
                    .iter()
                    .map(|byte| {
                        if byte.is_ascii() {
                            char::from(*byte).to_string()
                        } else {
                            format!("%{byte:02X}")
                        }
                    })
                    .collect(),
            });
    let mut next = location
        .and_then(|location| from.join(&location).ok())
        .ok_or(Failure::NoTarget(answer.status))?;
    next.set_fragment(None);
    if from.scheme() == "https" && next.scheme() == "http" {
        return Err(Failure::Downgrade(quoted(next.as_str())));
    }
    Ok(next)
}

/// That a place has no such thing.
#[derive(Debug, thiserror::Error)]
enum Absence {
    #[error("answered {0}")]
    Here(u16),
    #[error("redirected to {url}, which answered {status}")]
    Redirected { url: String, status: u16 },
}

fn absence(status: u16, url: &Url, chain: &[Hop]) -> Absence {
    if chain.is_empty() {
        Absence::Here(status)
    } else {
        let url = quoted(url.as_str());
        Absence::Redirected { url, status }
    }
}
