//! Printed URLs, with what has to be mended before they can be fetched.

mod extent;
mod plain;
mod torn;

use std::ops::Range;

use bonafide_model::claims::UrlRepair;

use super::MAX_CLAIMS;
use super::email::Address;
use super::fold::is_invisible;
use super::text::Text;
use super::url_role;
use extent::{DEFANGED, extension, extent, is_url, typeset, without_emphasis};
use plain::with_plain_host;
use torn::{TOP_LEVEL, ends_row, next_word, spaced, wrapped};

pub(super) use plain::encode;

/// Endings of sidecar files: alone they are worth looking for beside the document.
const SIDECARS: [&str; 10] = [
    "asc",
    "sig",
    "gpg",
    "pgp",
    "sign",
    "sha256",
    "sha512",
    "sha1",
    "sha384",
    "sha256.txt",
];
/// Schemes that are URLs wherever they stand.
const SCHEMES: [&str; 9] = [
    "https", "http", "hxxps", "hxxp", "ftp", "hkps", "hkp", "ldap", "file",
];

/// A URL in the text.
#[derive(Debug, Clone)]
pub(super) struct Printed {
    /// Where it stands.
    pub range: Range<usize>,
    /// As it would be fetched.
    pub url: String,
    /// What was mended.
    pub repairs: Vec<UrlRepair>,
    /// Other readings.
    pub alternatives: Vec<String>,
}

impl Printed {
    /// Whether it is printed with its scheme.
    pub(super) fn is_absolute(&self) -> bool {
        !self
            .repairs
            .iter()
            .any(|r| matches!(r, UrlRepair::SchemeAdded | UrlRepair::BareFileName))
    }
}

/// All URLs in a text, in order.
pub(super) fn urls(text: &Text, addresses: &[Address]) -> Vec<Printed> {
    let raw = &*text.raw;
    let mut all: Vec<Printed> = Vec::new();
    let bytes = raw.as_bytes();
    let mut at = 0;
    while at < bytes.len() && all.len() <= MAX_CLAIMS {
        // Every URL, host and file name has a full stop or a colon inside.
        let Some(found) = bytes.get(at..).and_then(|b| memchr::memchr2(b'.', b':', b)) else {
            break;
        };
        let mark = at + found;
        at = mark + 1;
        // The full stop of a sentence.
        if bytes.get(mark) == Some(&b'.') && bytes.get(at).is_none_or(u8::is_ascii_whitespace) {
            continue;
        }
        let floor = all.last().map_or(0, |l| l.range.end);
        let printed = if bytes.get(mark) == Some(&b':') {
            with_scheme(text, mark, addresses)
        } else {
            bare(text, mark, addresses)
        };
        match printed.filter(|p| p.range.start >= floor) {
            Some(printed) => {
                at = printed.range.end.max(at);
                all.push(printed);
            }
            // The other full stops of this word lead to the same.
            None if bytes.get(mark) == Some(&b'.') => {
                let rest = bytes.get(at..).unwrap_or_default();
                at += rest
                    .iter()
                    .take_while(|b| {
                        b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'/')
                    })
                    .count();
            }
            None => {}
        }
    }
    all
}

/// `https://…`, `hxxps[:]//…`.
fn with_scheme(text: &Text, colon: usize, addresses: &[Address]) -> Option<Printed> {
    let raw = &*text.raw;
    let before = raw.get(..colon)?;
    let (before, after) = match before.strip_suffix('[') {
        Some(b) => (b, raw.get(colon + 1..)?.strip_prefix(']')?),
        None => (before, raw.get(colon + 1..)?),
    };
    let after = after.strip_prefix("//")?;
    let (scheme, start) = scheme_before(before)?;
    let host_at = raw.len() - after.len();
    let body = before_next(extent(raw, host_at));
    let mut repairs = Vec::new();
    // One space behind the slashes, in front of a host.
    let (host_at, body) = match (body.is_empty(), after.strip_prefix(' ')) {
        (true, Some(_)) if extent(raw, host_at + 1).contains('.') => {
            repairs.push(UrlRepair::Space);
            (host_at + 1, extent(raw, host_at + 1))
        }
        _ => (host_at, body),
    };
    if body.is_empty() {
        return None;
    }
    // `https://cert[at]example.org` is an address by mistake. Before a path, `user@` may stand in front of a host.
    let i = addresses.partition_point(|a| a.range.start < host_at);
    let is_mistake = |a: &Address| {
        a.range.start == host_at
            && !a.value.contains('/')
            && !raw
                .get(a.range.end..)
                .is_some_and(|r| r.starts_with(['/', ':']))
    };
    if addresses.get(i).is_some_and(is_mistake) {
        return None;
    }
    if is_broken_address(body, raw.get(host_at + body.len()..)?) {
        return None;
    }
    let scheme = match scheme {
        "hxxp" => "http",
        "hxxps" => "https",
        other => other,
    };
    let printed: String = raw
        .get(start..host_at)?
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    if raw.get(start..host_at)?.contains('\n') {
        repairs.push(UrlRepair::Wrapped);
    }
    if !printed.eq_ignore_ascii_case(&format!("{scheme}://")) {
        repairs.push(UrlRepair::Defanged);
    }
    Some(finish(
        text,
        start,
        host_at,
        body,
        &format!("{scheme}://"),
        repairs,
    ))
}

/// What stands in front of another URL that a comma or a semicolon joins without a blank, unless a
/// question may hold that one.
fn before_next(body: &str) -> &str {
    let is_next = |at: &usize| {
        body.get(at + 1..)
            .is_some_and(|next| next.starts_with("https://") || next.starts_with("http://"))
    };
    body.match_indices([',', ';'])
        .map(|(at, _)| at)
        .find(is_next)
        .and_then(|at| body.get(..at))
        .filter(|own| !own.contains('?'))
        .unwrap_or(body)
}

/// The scheme that ends here, and where it begins; a row may end inside of it.
fn scheme_before(before: &str) -> Option<(&'static str, usize)> {
    let is_free = |start: usize| {
        before
            .get(..start)
            .is_some_and(|b| !b.ends_with(|c: char| c.is_ascii_alphanumeric()))
    };
    let ends = |text: &str, scheme: &str| {
        let start = text.len().checked_sub(scheme.len())?;
        text.get(start..)
            .filter(|end| end.eq_ignore_ascii_case(scheme))
            .map(|_| start)
    };
    let whole = SCHEMES.iter().find_map(|scheme| {
        ends(before, scheme)
            .filter(|start| is_free(*start))
            .map(|start| (*scheme, start))
    });
    whole.or_else(|| {
        let tail = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let end = before
            .get(tail.len()..)
            .filter(|end| (1..=4).contains(&end.len()))?;
        let head = tail
            .trim_end_matches([' ', '\t', '\r'])
            .strip_suffix('\n')?
            .trim_end_matches([' ', '\t', '\r']);
        ["https", "http"].into_iter().find_map(|scheme| {
            let first = scheme
                .strip_suffix(&*end.to_ascii_lowercase())
                .filter(|first| !first.is_empty())?;
            ends(head, first)
                .filter(|start| is_free(*start))
                .map(|start| (scheme, start))
        })
    })
}

/// Whether what follows a scheme is the name of an e-mail address by mistake, in a spelling that
/// was not read as one.
fn is_broken_address(body: &str, behind: &str) -> bool {
    let is_name = !body.contains(['.', '/', ':', '[']) && !body.eq_ignore_ascii_case("localhost");
    let at = behind.trim_start_matches([' ', '\u{a0}']);
    body.get(..7)
        .is_some_and(|b| b.eq_ignore_ascii_case("mailto:"))
        || is_name && at.starts_with(['[', '(', '{', '@', '<'])
}

/// `www.example.org/path`, `example.org/path`, `pgp.mit.edu`, `name.pdf.sig`.
fn bare(text: &Text, dot: usize, addresses: &[Address]) -> Option<Printed> {
    let raw = &*text.raw;
    let before = raw.get(..dot)?;
    let start = before
        .char_indices()
        .rev()
        .take(200)
        .take_while(|(_, c)| is_url(*c) && !matches!(c, '(' | ')' | '\'' | '*' | ','))
        .last()
        .map(|(i, _)| i)?;
    let lead = raw.get(start..dot)?;
    let start = start + lead.len()
        - lead
            .trim_start_matches([
                '<', '/', '-', '_', '=', ':', '!', '~', '&', '+', '?', '#', '%', ';', '$', '.',
            ])
            .len();
    let i = addresses.partition_point(|a| a.range.end <= start);
    if addresses.get(i).is_some_and(|a| a.range.start <= dot)
        || raw
            .get(..start)
            .is_some_and(|b| b.ends_with(['@', ']', '\\']))
    {
        return None;
    }
    let body = extent(raw, start);
    let trimmed = body.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'', '*', '_']);
    let host: &str = trimmed.split(['/', '?', '#', ':']).next()?;
    if trimmed.len() + start <= dot
        || host.contains('@')
        || host.contains(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
    {
        return None;
    }
    let has_path = trimmed.len() > host.len() && trimmed.get(host.len()..)?.starts_with('/');
    if !has_path && let Some(extension) = extension(trimmed) {
        return bare_file(text, start, trimmed, extension);
    }
    let labels: Vec<&str> = host.split('.').collect();
    let top = labels.last().copied().unwrap_or_default();
    let is_host = labels.len() >= 2
        && labels.iter().all(|l| !l.is_empty())
        && (top.len() == 2 && top.bytes().all(|b| b.is_ascii_lowercase())
            || TOP_LEVEL.contains(&top))
        && host.bytes().any(|b| b.is_ascii_alphabetic())
        && !host.contains('_');
    let www = host.len() > 4
        && host
            .get(..4)
            .is_some_and(|w| w.eq_ignore_ascii_case("www."));
    let is_wanted = www && labels.len() >= 3
        || is_host
            && (has_path && labels.first().is_some_and(|l| l.len() > 1)
                || url_role::is_keyserver(host)
                || url_role::introduces(text, start));
    is_wanted.then(|| {
        finish(
            text,
            start,
            start,
            body,
            "https://",
            vec![UrlRepair::SchemeAdded],
        )
    })
}

/// A file name alone. Only names of sidecars, and of documents where the document's locations are
/// listed, are worth it.
fn bare_file(text: &Text, start: usize, name: &str, extension: &str) -> Option<Printed> {
    let in_place = text
        .section(start)
        .is_none_or(|s| s.starts_with('1') || s.starts_with("2.8"));
    let is_sidecar = SIDECARS.contains(&extension) || name.to_lowercase().ends_with(".sha256.txt");
    let listed =
        matches!(extension, "pdf" | "txt" | "html" | "md") && text.section(start) == Some("1.3");
    let stem = name.len().saturating_sub(extension.len() + 1);
    if !in_place || !(is_sidecar || listed) || stem < 2 {
        return None;
    }
    let end = start + name.len();
    Some(Printed {
        range: start..end,
        url: encode(name),
        repairs: vec![UrlRepair::BareFileName],
        alternatives: Vec::new(),
    })
}

/// Cuts closing punctuation, joins what a space or a line end tore apart, and encodes.
fn finish(
    text: &Text,
    start: usize,
    host_at: usize,
    body: &str,
    scheme: &str,
    mut repairs: Vec<UrlRepair>,
) -> Printed {
    let raw = &*text.raw;
    let trimmed = body
        .trim_end_matches(is_invisible)
        .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '–', '—']);
    let trimmed = without_emphasis(trimmed);
    let mut end = host_at + trimmed.len();
    let mut url = trimmed.to_owned();
    let mut alternatives = Vec::new();
    let at_row_end = raw
        .get(host_at + body.len()..)
        .is_some_and(|r| ends_row(r, &[]));
    let bracketed = raw.get(..start).is_some_and(|b| b.ends_with('<'));
    if let Some(torn) = next_word(raw, host_at + body.len())
        .filter(|_| !at_row_end && body.len() == trimmed.len())
        .and_then(|w| spaced(raw, &url, w))
    {
        let (joined, others, until) = torn;
        url = joined;
        alternatives = others;
        end = until;
        repairs.push(UrlRepair::Space);
    } else if at_row_end
        && let Some((joined, others, until)) = wrapped(raw, host_at, body, bracketed)
    {
        (url, alternatives, end) = (joined, others, until);
        repairs.push(UrlRepair::Wrapped);
        if let Some((joined, others, until)) =
            next_word(raw, end).and_then(|word| spaced(raw, &url, word))
        {
            alternatives.splice(0..0, others);
            (url, end) = (joined, until);
            repairs.push(UrlRepair::Space);
        }
    } else if trimmed.len() < body.len() {
        repairs.push(UrlRepair::TrailingPunctuation);
    }
    if DEFANGED.iter().any(|(mark, _)| url.contains(mark)) {
        url = DEFANGED
            .iter()
            .fold(url, |url, (mark, plain)| url.replace(mark, plain));
        if !repairs.contains(&UrlRepair::Defanged) {
            repairs.push(UrlRepair::Defanged);
        }
    }
    if url.contains(|c| typeset(c).is_some()) {
        let plain = |url: &str| -> String {
            let mut out = String::with_capacity(url.len());
            url.chars().for_each(|c| match typeset(c) {
                Some(letters) => out.push_str(letters),
                None => out.push(c),
            });
            out
        };
        url = plain(&url);
        alternatives.iter_mut().for_each(|a| *a = plain(a));
        repairs.push(UrlRepair::Typeset);
    }
    if url.contains(is_invisible) {
        url.retain(|c| !is_invisible(c));
        repairs.push(UrlRepair::Space);
    }
    let whole = |u: &str| format!("{scheme}{}", with_plain_host(u));
    Printed {
        range: start..end,
        url: whole(&url),
        repairs,
        alternatives: alternatives.iter().map(|a| whole(a)).collect(),
    }
}

#[cfg(test)]
mod tests;
