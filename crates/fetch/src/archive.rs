//! What web archives kept of a URL. Only URLs are made here and indexes read.
//!
//! An archive's word is its own: an index may name captures that never were, and say that they are
//! old. Whoever owns a site can have it captured today, but not in 2021.

use bonafide_model::Timestamp;
use bonafide_model::evidence::{host_of, registrable_domain};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value;
use url::{Url, form_urlencoded};

use crate::answer::http_date;
use crate::template;

/// The most captures of one index that are looked at, the first ones of it: a page that was captured
/// each day for thirty years has fewer.
const MAX_MEMENTOS: usize = 12_000;

/// Where the URL that is asked about stands in a template.
const URL: &str = "{url}";

/// Where the time of a capture stands in one, fourteen digits.
const TIME: &str = "{time}";
/// What stands around the value of an attribute.
const QUOTE: u8 = 0x22;

/// A web archive that can be asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// Where it lists the captures of a URL, with `{url}` in its place: a TimeMap (RFC 7089,
    /// "TimeMaps") as links or JSON, or the answer of a CDX server as a JSON array of rows.
    pub index: String,
    /// Where it has a capture as it came, with `{url}` and `{time}`; without it, where the index says,
    /// with `id_` behind the time.
    #[serde(default)]
    pub capture: Option<String>,
}

impl Archive {
    /// The Internet Archive.
    #[must_use]
    pub fn internet_archive() -> Self {
        Self {
            index: "https://web.archive.org/web/timemap/link/{url}".to_owned(),
            capture: None,
        }
    }

    /// Whether its templates can be asked.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let is_sound = |template: &str| {
            template.contains(URL) && filled(template, "https://example.org/", "").is_some()
        };
        let capture = self.capture.as_deref();
        is_sound(&self.index)
            && capture.is_none_or(|capture| is_sound(capture) && capture.contains(TIME))
    }

    /// Where it lists the captures of this URL; `None` where that is no URL of the web.
    #[must_use]
    pub fn index_of(&self, url: &str) -> Option<String> {
        filled(&self.index, url, "")
    }

    /// The captures that an index lists, oldest first, each time once; `None` where it is no index.
    ///
    /// Captures elsewhere than at this archive are left out, so that only who was to be asked is
    /// asked.
    #[must_use]
    pub fn captures(&self, index: &[u8], of: &str) -> Option<Vec<Memento>> {
        let listed = match index.trim_ascii_start().first() {
            Some(b'[') => rows(serde_json::from_slice(index).ok()?)?,
            Some(b'{') => timemap(serde_json::from_slice(index).ok()?)?,
            _ => links(str::from_utf8(index).ok()?)?,
        };
        let own = Url::parse(&self.index_of(of)?).ok()?;
        let mut found: Vec<Memento> = listed
            .into_iter()
            .filter_map(|(taken, place)| self.memento(&own, of, taken, place.as_deref()))
            .collect();
        found.sort_by_key(|memento| memento.taken);
        found.dedup_by_key(|memento| memento.taken);
        Some(found)
    }

    fn memento(
        &self,
        own: &Url,
        of: &str,
        taken: Timestamp,
        place: Option<&str>,
    ) -> Option<Memento> {
        let url = match (&self.capture, place) {
            (Some(template), _) => filled(template, of, &digits(taken))?,
            (None, Some(place)) => raw(own.join(place).ok()?, own)?,
            // A row without a place, and no template to make one.
            (None, None) => return None,
        };
        is_beside(&url, own).then_some(Memento { taken, url })
    }
}

/// A capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memento {
    /// When it was taken, as the index says.
    pub taken: Timestamp,
    /// Where it is, as it came.
    pub url: String,
}

/// At most so many of these: the oldest, the newest, and some evenly between.
#[must_use]
pub fn some(all: &[Memento], most: usize) -> Vec<Memento> {
    let count = most.min(all.len());
    let last = all.len().saturating_sub(1);
    let at = |n: usize| n * last / count.saturating_sub(1).max(1);
    (0..count).filter_map(|n| all.get(at(n)).cloned()).collect()
}

/// The template with the URL in it; as it is in a path, encoded in a query.
fn filled(template: &str, url: &str, time: &str) -> Option<String> {
    let mut url = Url::parse(url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())?;
    url.set_fragment(None);
    // What only the user knows is nobody else's business.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    let (before, _) = template.split_once(URL)?;
    let url = if before.contains('?') {
        form_urlencoded::byte_serialize(url.as_str().as_bytes()).collect()
    } else {
        url.to_string()
    };
    let filled = template.replace(TIME, time).replace(URL, &url);
    template::place(template, &filled).map(String::from)
}

/// The capture as it came, without the archive's own frame around it: `id_` behind the time, as all
/// that are made like the Wayback Machine have it. And never less protected than the index.
fn raw(mut url: Url, own: &Url) -> Option<String> {
    if own.scheme() == "https" && url.scheme() == "http" && url.host() == own.host() {
        url.set_scheme("https").ok()?;
    }
    let text = String::from(url);
    let Some(part) = text.split('/').find(|part| time_of(part).is_some()) else {
        return Some(text);
    };
    let time = time_of(part).unwrap_or_default();
    Some(text.replacen(&format!("/{part}/"), &format!("/{time}id_/"), 1))
}

/// The fourteen digits of a part of a path that has nothing beside them but two letters that say in
/// which frame a capture is shown.
fn time_of(part: &str) -> Option<&str> {
    let (time, frame) = part.split_at_checked(14)?;
    let is_frame = frame.is_empty() || frame.len() == 3 && frame.ends_with('_');
    (is_frame && time.bytes().all(|byte| byte.is_ascii_digit())).then_some(time)
}

/// Whether it lies at the same registrable domain (host, where there is none) as the index.
fn is_beside(url: &str, own: &Url) -> bool {
    let domain = |url: &str| {
        let host = host_of(url)?;
        Some(registrable_domain(&host).unwrap_or(host))
    };
    domain(url).is_some_and(|domain_of| Some(domain_of) == domain(own.as_str()))
}

type Listed = Vec<(Timestamp, Option<String>)>;

/// Links with attributes (RFC 6690, "Link Format"), as TimeMaps have them: those of the relation
/// `memento`, alone or among others.
fn links(text: &str) -> Option<Listed> {
    let mut found = Vec::new();
    let mut is_index = text.trim().is_empty();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((place, after)) = after.split_once('>') else {
            break;
        };
        let end = end_of_link(after);
        let (attributes, left) = after.split_at(end);
        rest = left;
        let Some(relation) = attribute(attributes, "rel") else {
            continue;
        };
        is_index = true;
        let is_memento = relation
            .split_ascii_whitespace()
            .any(|one| one == "memento");
        let taken = attribute(attributes, "datetime").and_then(|at| http_date(&at));
        if let Some(taken) = taken.filter(|_| is_memento) {
            found.push((taken, Some(place.to_owned())));
        }
        if found.len() >= MAX_MEMENTOS {
            break;
        }
    }
    is_index.then_some(found)
}

/// Where the next link begins: behind a comma that is not quoted.
fn end_of_link(attributes: &str) -> usize {
    let (mut quoted, mut escaped) = (false, false);
    let end = attributes.bytes().position(|byte| {
        let ends = byte == b',' && !quoted;
        quoted ^= byte == QUOTE && !escaped;
        escaped = byte == b'\\' && quoted && !escaped;
        ends
    });
    end.unwrap_or(attributes.len())
}

/// The value of an attribute, with or without quotation marks.
fn attribute(attributes: &str, name: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        let (_, after) = rest.split_once(';')?;
        let (found, after) = after.split_once('=')?;
        let after = after.trim_start();
        let (value, left) = match after.strip_prefix(char::from(QUOTE)) {
            Some(quoted) => quoted.split_once(char::from(QUOTE))?,
            None => after.split_at(after.find(';').unwrap_or(after.len())),
        };
        if found.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = left;
    }
}

/// Rows under a row of names, as the CDX server of the Wayback Machine answers with `output=json`.
/// Captures of anything but an answer of 200 are left out.
fn rows(rows: Vec<Vec<Value>>) -> Option<Listed> {
    let mut rows = rows.into_iter();
    let Some(names) = rows.next() else {
        return Some(Vec::new());
    };
    let column = |name: &str| names.iter().position(|one| one.as_str() == Some(name));
    let (time, status) = (column("timestamp")?, column("statuscode"));
    let listed = rows.take(MAX_MEMENTOS).filter_map(|row| {
        let is_content = status.is_none_or(|at| {
            let status = row.get(at).and_then(Value::as_str);
            // A dash where the same content was captured before.
            status.is_none_or(|status| matches!(status, "200" | "-"))
        });
        let taken = moment(row.get(time)?.as_str()?)?;
        is_content.then_some((taken, None))
    });
    Some(listed.collect())
}

/// A TimeMap as a JSON object, as aggregators of Memento archives answer.
#[derive(Deserialize)]
struct TimeMap {
    mementos: Mementos,
}

#[derive(Deserialize)]
struct Mementos {
    #[serde(default)]
    list: Vec<Listing>,
}

#[derive(Deserialize)]
struct Listing {
    datetime: String,
    uri: String,
}

fn timemap(map: TimeMap) -> Option<Listed> {
    let list = map.mementos.list.into_iter().take(MAX_MEMENTOS);
    let listed = list.filter_map(|one| {
        let taken = one
            .datetime
            .parse()
            .ok()
            .or_else(|| http_date(&one.datetime))?;
        Some((taken, Some(one.uri)))
    });
    Some(listed.collect())
}

/// Fourteen digits, in UTC.
fn moment(digits: &str) -> Option<Timestamp> {
    let all = digits.len() == 14 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let at = DateTime::strptime("%Y%m%d%H%M%S", all.then_some(digits)?).ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn digits(at: Timestamp) -> String {
    at.strftime("%Y%m%d%H%M%S").to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const OF: &str = "https://www.tide-cert.example/rfc2350.txt";

    fn archive(index: &str, capture: Option<&str>) -> Archive {
        Archive {
            index: index.to_owned(),
            capture: capture.map(str::to_owned),
        }
    }

    fn wayback() -> Archive {
        archive("https://archive.example/web/timemap/link/{url}", None)
    }

    fn found(archive: &Archive, index: &str) -> Option<Vec<(String, String)>> {
        let captures = archive.captures(index.as_bytes(), OF)?;
        let shown = |one: Memento| (one.taken.to_string(), one.url);
        Some(captures.into_iter().map(shown).collect())
    }

    fn one(taken: &str, url: &str) -> (String, String) {
        (taken.to_owned(), url.to_owned())
    }

    #[test]
    fn a_url_is_asked_about_as_it_is_in_a_path_and_encoded_in_a_query() {
        let of = "https://me:secret@www.tide-cert.example/a?b=c&d#e";
        assert_eq!(
            wayback().index_of(of).unwrap(),
            "https://archive.example/web/timemap/link/https://www.tide-cert.example/a?b=c&d"
        );
        let cdx = archive("https://archive.example/cdx?url={url}&output=json", None);
        assert_eq!(
            cdx.index_of(of).unwrap(),
            "https://archive.example/cdx?url=https%3A%2F%2Fwww.tide-cert.example%2Fa%3Fb%3Dc%26d&output=json"
        );
        for bad in ["file:///etc/passwd", "no URL", "data:,x"] {
            assert_eq!(wayback().index_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_template_that_cannot_be_asked_is_not_sound() {
        let sound = |index, capture| archive(index, capture).is_sound();
        assert!(Archive::internet_archive().is_sound() && wayback().is_sound());
        assert!(sound(
            "https://a.example/{url}",
            Some("https://a.example/{time}id_/{url}")
        ));
        for (index, capture) in [
            ("https://a.example/", None),
            ("ftp://a.example/{url}", None),
            ("{url}", None),
            ("https://{url}/", None),
            ("https://a.example/{url}", Some("https://a.example/{url}")),
            ("https://a.example/{url}", Some("https://a.example/{time}")),
        ] {
            assert!(!sound(index, capture), "{index} {capture:?}");
        }
    }

    #[test]
    fn a_timemap_of_links_gives_the_mementos_as_they_came() {
        let index = "<https://www.tide-cert.example/rfc2350.txt>; rel=\"original\",\n\
            <https://archive.example/web/timemap/link/https://www.tide-cert.example/rfc2350.txt>; rel=\"self\"; type=\"application/link-format\"; from=\"Tue, 02 Mar 2021 12:00:00 GMT\",\n\
            <http://archive.example/web/20221012080000mp_/https://www.tide-cert.example/rfc2350.txt>; rel=\"last memento\"; datetime=\"Wed, 12 Oct 2022 08:00:00 GMT\",\n\
            <https://archive.example/web/20210302120000/https://www.tide-cert.example/a,b;c>; title=\"a, \\\"b\"; rel=\"first memento\"; datetime=\"Tue, 02 Mar 2021 12:00:00 GMT\"";
        assert_eq!(
            found(&wayback(), index).unwrap(),
            [
                one(
                    "2021-03-02T12:00:00Z",
                    "https://archive.example/web/20210302120000id_/https://www.tide-cert.example/a,b;c"
                ),
                one(
                    "2022-10-12T08:00:00Z",
                    "https://archive.example/web/20221012080000id_/https://www.tide-cert.example/rfc2350.txt"
                ),
            ]
        );
    }

    #[test]
    fn rows_of_a_cdx_server_need_a_template_for_captures() {
        let index = r#"[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
            ["example,tide-cert)/rfc2350.txt","20210302120000","https://www.tide-cert.example/rfc2350.txt","text/plain","200","X","1"],
            ["example,tide-cert)/rfc2350.txt","20210302120000","http://www.tide-cert.example/rfc2350.txt","text/plain","200","X","1"],
            ["example,tide-cert)/rfc2350.txt","20220101000000","https://www.tide-cert.example/rfc2350.txt","text/html","404","Y","1"],
            ["example,tide-cert)/rfc2350.txt","20230101000000","https://www.tide-cert.example/rfc2350.txt","warc/revisit","-","X","1"],
            ["example,tide-cert)/rfc2350.txt","20231399000000","https://www.tide-cert.example/rfc2350.txt","text/plain","200","X","1"]]"#;
        let (place, capture) = (
            "https://archive.example/cdx?url={url}",
            "https://archive.example/web/{time}id_/{url}",
        );
        assert_eq!(
            found(&archive(place, Some(capture)), index).unwrap(),
            [
                one(
                    "2021-03-02T12:00:00Z",
                    "https://archive.example/web/20210302120000id_/https://www.tide-cert.example/rfc2350.txt"
                ),
                one(
                    "2023-01-01T00:00:00Z",
                    "https://archive.example/web/20230101000000id_/https://www.tide-cert.example/rfc2350.txt"
                ),
            ]
        );
        assert_eq!(found(&archive(place, None), index).unwrap(), []);
        assert_eq!(found(&archive(place, Some(capture)), "[]").unwrap(), []);
    }

    #[test]
    fn a_timemap_as_an_object_is_read() {
        let index = r#"{"original_uri":"x","mementos":{"list":[{"datetime":"2021-03-02T12:00:00Z","uri":"https://archive.example/web/20210302120000/https://x.example/"}],"first":{}}}"#;
        assert_eq!(
            found(&wayback(), index).unwrap(),
            [one(
                "2021-03-02T12:00:00Z",
                "https://archive.example/web/20210302120000id_/https://x.example/"
            )]
        );
    }

    #[test]
    fn captures_elsewhere_are_not_asked_for() {
        for place in [
            "https://evil.example/web/20210302120000/x",
            "http://127.0.0.1/20210302120000/x",
            "file:///etc/passwd",
            "https://archive.example.evil.example/20210302120000/x",
        ] {
            let index =
                format!("<{place}>; rel=\"memento\"; datetime=\"Tue, 02 Mar 2021 12:00:00 GMT\"");
            assert_eq!(found(&wayback(), &index).unwrap(), [], "{place}");
        }
    }

    #[test]
    fn what_is_no_index_is_none_and_broken_parts_are_left_out() {
        for other in [
            "<html><body>Not found</body></html>",
            "{}",
            "[1,2]",
            "[[1],[2]]",
            "no",
            "{\"mementos\":1}",
        ] {
            assert_eq!(found(&wayback(), other), None, "{other}");
        }
        assert_eq!(wayback().captures(&[0xff, b'<'], OF), None);
        for broken in [
            "<https://archive.example/web/20210302120000/x>; rel=\"memento\"",
            "<https://archive.example/web/20210302120000/x>; rel=\"memento\"; datetime=\"soon\"",
            "<https://archive.example/web/20210302120000/x>; rel=memento; datetime=\"Tue, 02 Mar",
            "<https://archive.example/x; rel=\"memento\", <a>; rel=\"memento\"",
        ] {
            let found = found(&wayback(), broken).unwrap_or_default();
            assert_eq!(found, [], "{broken}");
        }
    }

    #[test]
    fn an_index_without_end_is_read_in_bounded_time() {
        let line = "<https://archive.example/web/20210302120000/x>; rel=\"memento\"; datetime=\"Tue, 02 Mar 2021 12:00:00 GMT\",\n";
        assert_eq!(found(&wayback(), &line.repeat(40_000)).unwrap().len(), 1);
        for hostile in ["<", "<>;", "<>;rel=\"", ";=", "<>;rel=a\\\"", "[["] {
            let _ = wayback().captures(hostile.repeat(1_000_000).as_bytes(), OF);
        }
    }

    #[test]
    fn the_oldest_the_newest_and_some_between_are_taken() {
        let all: Vec<Memento> = (0..100)
            .map(|n| Memento {
                taken: Timestamp::from_second(n).unwrap(),
                url: String::new(),
            })
            .collect();
        let taken = |all: &[Memento], most| -> Vec<i64> {
            some(all, most)
                .iter()
                .map(|one| one.taken.as_second())
                .collect()
        };
        assert_eq!(taken(&all, 5), [0, 24, 49, 74, 99]);
        assert_eq!(taken(&all[..3], 5), [0, 1, 2]);
        assert_eq!(taken(&all, 1), [0]);
        assert!(taken(&[], 5).is_empty() && taken(&all, 0).is_empty());
    }
}
