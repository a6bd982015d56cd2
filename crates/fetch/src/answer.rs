//! One answer of one server.

use std::net::IpAddr;
use std::time::Duration;

use bonafide_model::Timestamp;
use http::header::{self, HeaderMap, HeaderName};

use crate::request::ResponseMeta;
use crate::text::quoted;

/// Headers that are kept: what caching, redirects and evidence need. Everything else is dropped
/// unread.
const KEPT: [HeaderName; 15] = [
    header::AGE,
    header::CACHE_CONTROL,
    header::CONTENT_ENCODING,
    header::CONTENT_TYPE,
    header::DATE,
    header::ETAG,
    header::EXPIRES,
    header::LAST_MODIFIED,
    header::LOCATION,
    // When a capture was taken (RFC 7089, "Memento-Datetime").
    HeaderName::from_static("memento-datetime"),
    header::PRAGMA,
    header::RETRY_AFTER,
    header::SERVER,
    header::VARY,
    header::VIA,
];

/// Longer header values are dropped; as the longest URL that is asked.
const MAX_HEADER: usize = 8 << 10;

/// RFC 9111, "Delta Seconds": larger ages mean "very old", and the cache library adds without a
/// check.
const MAX_AGE_SECONDS: u64 = 1 << 31;

/// One answer, before anybody decides whether it is the last hop.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    /// Decoded; empty unless the status says that it is the thing itself.
    pub(crate) body: Vec<u8>,
    pub(crate) address: Option<IpAddr>,
    pub(crate) fetched_at: Timestamp,
    pub(crate) from_cache: bool,
    /// Whether it was taken from the cache without asking the server.
    pub(crate) unasked: bool,
    /// How long it was waited because the server wanted fewer requests.
    pub(crate) waited: Duration,
    /// Whether the server wants a cookie to be kept.
    pub(crate) sets_cookie: bool,
}

impl Answer {
    /// How old it is, where nobody was asked.
    pub(crate) fn copy_age(&self) -> Option<u64> {
        let age = || {
            Timestamp::now()
                .as_second()
                .saturating_sub(self.fetched_at.as_second())
        };
        self.unasked.then(|| u64::try_from(age()).unwrap_or(0))
    }
}

impl Answer {
    /// Whether the body is the thing itself.
    pub(crate) fn is_content(status: u16) -> bool {
        matches!(status, 200 | 203)
    }

    pub(crate) fn is_redirect(status: u16) -> bool {
        matches!(status, 301 | 302 | 303 | 307 | 308)
    }

    /// RFC 9110, "404 Not Found" and "410 Gone": the only answers that mean *absent*.
    pub(crate) fn is_absent(status: u16) -> bool {
        matches!(status, 404 | 410)
    }

    /// The header as text; `None` too where it is not ASCII.
    pub(crate) fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How long the server wants us to wait (RFC 9110, "Retry-After": seconds or a date). The date
    /// is compared with the server's own
    /// `Date`, where there is one: its clock need not be ours.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let text = self.header(&header::RETRY_AFTER)?.trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let at = http_date(text)?;
        let now = self
            .header(&header::DATE)
            .and_then(http_date)
            .unwrap_or_else(Timestamp::now);
        Some(Duration::from_secs(
            u64::try_from(at.as_second().saturating_sub(now.as_second())).unwrap_or(0),
        ))
    }

    pub(crate) fn declared_type(&self) -> Option<String> {
        let value = self.headers.get(header::CONTENT_TYPE)?;
        Some(quoted(&String::from_utf8_lossy(value.as_bytes())))
    }

    pub(crate) fn meta(&self) -> ResponseMeta {
        let text = |value: &http::HeaderValue| quoted(&String::from_utf8_lossy(value.as_bytes()));
        ResponseMeta {
            status: self.status,
            headers: self
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), text(value)))
                .collect(),
            from_cache: self.from_cache,
            fetched_at: self.fetched_at,
            waited_seconds: self.waited.as_secs(),
        }
    }
}

/// A time in a header (RFC 9110, "Date/Time Formats": the usual form; the two old ones are not sent
/// any more).
#[must_use]
pub fn http_date(text: &str) -> Option<Timestamp> {
    Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp())
}

/// The headers of an answer that are kept, in a fixed order.
pub(crate) fn kept_headers(all: &HeaderMap) -> HeaderMap {
    let mut kept = HeaderMap::new();
    for name in KEPT {
        for value in all
            .get_all(&name)
            .iter()
            .filter(|value| value.len() <= MAX_HEADER)
        {
            let age = value
                .to_str()
                .ok()
                .and_then(|text| text.trim().parse::<u64>().ok());
            if name != header::AGE || age.is_some_and(|age| age < MAX_AGE_SECONDS) {
                kept.append(&name, value.clone());
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_read_in_both_forms() {
        let after = |headers: &[(&HeaderName, &'static str)]| {
            let headers = headers
                .iter()
                .map(|(name, value)| ((*name).clone(), header::HeaderValue::from_static(value)))
                .collect();
            let answer = Answer {
                status: 429,
                headers,
                body: Vec::new(),
                address: None,
                fetched_at: Timestamp::UNIX_EPOCH,
                from_cache: false,
                unasked: false,
                waited: Duration::ZERO,
                sets_cookie: false,
            };
            answer.retry_after().map(|wait| wait.as_secs())
        };
        let (wait, date) = (&header::RETRY_AFTER, &header::DATE);
        assert_eq!(after(&[(wait, " 120 ")]), Some(120));
        let at = (wait, "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(
            after(&[at, (date, "Sun, 06 Nov 1994 08:49:30 GMT")]),
            Some(7)
        );
        assert_eq!(after(&[at]), Some(0), "over by now");
        for bad in ["", "soon", "-1", "99999999999999999999", "Sun, 06 Nov"] {
            assert_eq!(after(&[(wait, bad)]), None, "{bad:?}");
        }
        assert_eq!(after(&[]), None);
    }
}
