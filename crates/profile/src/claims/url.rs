//! Printed URLs, with what has to be mended before they can be fetched.

use std::ops::Range;

use bonafide_model::claims::UrlRepair;
use unicode_normalization::char::is_combining_mark;

use super::MAX_CLAIMS;
use super::email::Address;
use super::email::letters::{is_raised, is_unspaced};
use super::fold::is_invisible;
use super::text::Text;
use super::url_role;

/// RFC 9110 recommends to support 8,000 octets; a profile prints 300 at most.
const MAX_URL: usize = 2_000;
/// An IPv6 address in brackets has at most 45 characters (RFC 4291, "Text Representation of
/// Addresses").
const MAX_ADDRESS: usize = 48;
/// Endings that make a word a file name. A URL that has one already is complete.
const EXTENSIONS: [&str; 28] = [
    "asc", "sig", "gpg", "pgp", "sign", "key", "pub", "sha256", "sha512", "sha1", "sha384", "md5",
    "pdf", "txt", "html", "htm", "md", "php", "aspx", "p7s", "p7m", "docx", "odt", "zip", "json",
    "xml", "jsp", "asp",
];
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
/// Top-level domains beside those of two letters that bare host names are seen with.
const TOP_LEVEL: [&str; 24] = [
    "com", "org", "net", "edu", "gov", "int", "mil", "info", "biz", "eus", "cat", "cloud",
    "security", "tech", "agency", "digital", "online", "dev", "app", "team", "bank", "aero",
    "museum", "africa",
];
/// How a URL is printed so that nobody follows it by mistake.
const DEFANGED: [(&str, &str); 7] = [
    ("[.]", "."),
    ("(.)", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[punkt]", "."),
    ("[:]", ":"),
    ("[/]", "/"),
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
    let body = extent(raw, host_at);
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

/// The characters from here on that may belong to a URL.
fn extent(raw: &str, at: usize) -> &str {
    let rest = raw.get(at..).unwrap_or_default();
    let mut end = 0;
    let mut open = 0_u32;
    for (i, c) in rest.char_indices() {
        match c {
            // `key.asc(see below)`: no name goes on behind the ending of a file.
            '(' if is_file(rest.get(..i).unwrap_or_default()) => break,
            '(' => open += 1,
            ')' if open == 0 => break,
            ')' => open -= 1,
            '[' if rest.get(i..).is_some_and(|r| {
                DEFANGED.iter().any(|(mark, _)| r.starts_with(mark))
                    || (i == 0 && r.bytes().take(MAX_ADDRESS).any(|b| b == b']'))
            }) => {}
            ']' if i > 0 => {
                let inside = rest.get(..i).unwrap_or_default();
                let opener = inside.rfind('[');
                if opener.is_none() {
                    break;
                }
            }
            // `[1]`, `[text]`: a footnote or a note behind the URL.
            '[' => break,
            c if !is_url(c) || is_sentence(rest.get(..i).unwrap_or_default(), c) => break,
            _ => {}
        }
        if i > MAX_URL {
            break;
        }
        end = i + c.len_utf8();
    }
    rest.get(..end).unwrap_or_default()
}

fn is_url(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_graphic()
            && !matches!(c, '<' | '>' | '"' | '|' | '`' | '{' | '}' | '\\' | '^');
    }
    // Letters of any script (RFC 3987), and what is mended. Marks of reference, quotation and
    // punctuation belong to the sentence.
    !is_raised(c)
        && (c.is_alphabetic() || is_combining_mark(c) || is_invisible(c) || typeset(c).is_some())
}

/// Whether a character goes on with a sentence behind a URL: Chinese, Japanese and Korean put no
/// space there. Names of files and folders may have such letters, but not behind their ending, and
/// words such as を and 에서 do not begin one.
fn is_sentence(url: &str, c: char) -> bool {
    let is_particle = matches!(c, '\u{3040}'..='\u{309f}')
        || matches!(c, '\u{ac00}'..='\u{d7a3}') && !url.ends_with('/');
    is_unspaced(c)
        && url.is_ascii()
        && (extension(url).is_some_and(|_| url.contains('/'))
            || is_particle && host(url).contains('.'))
}

/// What typesetters put for letters and hyphens: ligatures, and hyphens that are no hyphen-minus.
fn typeset(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2010}'..='\u{2013}' | '\u{2212}' => "-",
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return None,
    })
}

/// The known file extension at the end of a name.
fn extension(name: &str) -> Option<&'static str> {
    let last = name.rsplit('/').next()?;
    let last = last.split(['?', '#']).next()?;
    let (stem, extension) = last.rsplit_once('.')?;
    let known = EXTENSIONS
        .iter()
        .find(|e| extension.eq_ignore_ascii_case(e))
        .copied();
    known.filter(|_| !stem.is_empty())
}

/// Whether an address ends as the name of a file does.
fn is_file(url: &str) -> bool {
    url.contains('/') && extension(url).is_some()
}

/// A URL without the marks of emphasis around it, of which one may be left: `key.asc_`.
fn without_emphasis(url: &str) -> &str {
    let bare = url.trim_end_matches(['_', '~']);
    if is_file(bare) { bare } else { url }
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

/// The rest of a URL behind the scheme, its host in lower case and as it is looked up (RFC 5891,
/// "A-labels").
fn with_plain_host(url: &str) -> String {
    let (host, path) = url.split_at(url.find(['/', '?', '#']).unwrap_or(url.len()));
    if host.contains(['@', '[', '%', ' ']) {
        return encode(url);
    }
    let host = match url::Url::parse(&format!("https://{host}")) {
        Ok(parsed) if !host.is_ascii() => parsed
            .host_str()
            .map_or_else(|| encode(host), str::to_owned),
        _ => encode(host).to_ascii_lowercase(),
    };
    format!("{host}{}", encode(path))
}

/// Spaces and characters that no URL has, percent-encoded.
pub(super) fn encode(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if c.is_ascii_graphic() {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// The word behind one or two spaces on the same row.
fn next_word(raw: &str, at: usize) -> Option<Range<usize>> {
    let rest = raw.get(at..)?;
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    let skipped = rest.len() - word.len();
    if skipped == 0 || skipped > 2 {
        return None;
    }
    let body = extent(raw, at + skipped).trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    (!body.is_empty()).then(|| at + skipped..at + skipped + body.len())
}

/// A URL that a space tears apart: the mended one, other readings, and where it ends.
fn spaced(raw: &str, url: &str, word: Range<usize>) -> Option<(String, Vec<String>, usize)> {
    if extension(url).is_some() && url.contains('/') {
        return None;
    }
    let mut parts = vec![word.clone()];
    let mut last = word;
    // "CERT X public.asc": words with a capital letter, a digit or a joint may stand between.
    while !is_rest_of_path(raw.get(last.clone())?) {
        let part = raw.get(last.clone())?;
        let may_be_inside = part
            .chars()
            .any(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
        if parts.len() >= 4 || !may_be_inside || part.contains("://") {
            return None;
        }
        last = next_word(raw, last.end)?;
        parts.push(last.clone());
    }
    let words: Vec<&str> = parts.iter().filter_map(|p| raw.get(p.clone())).collect();
    if words.first().is_some_and(|w| w.starts_with('/')) || url.ends_with('/') {
        let joined = format!("{url}{}", words.join(" "));
        return Some((joined, vec![url.to_owned()], last.end));
    }
    if !url.contains('/') {
        return None;
    }
    let join = |by: &str| format!("{url}{by}{}", words.join(by));
    Some((join(" "), vec![join("_"), join("-"), join("")], last.end))
}

/// Whether a word can only be the rest of a URL's path.
fn is_rest_of_path(word: &str) -> bool {
    let plain =
        !word.contains("://") && !word.contains('@') && !word.to_lowercase().starts_with("www.");
    let path = word.starts_with('/')
        && word.len() > 2
        && word.chars().nth(1).is_some_and(char::is_alphanumeric);
    plain && (extension(word).is_some() || path)
}

/// A URL that a line end tears apart.
fn wrapped(
    raw: &str,
    host_at: usize,
    body: &str,
    bracketed: bool,
) -> Option<(String, Vec<String>, usize)> {
    let mut url = body.to_owned();
    let mut end = host_at + body.len();
    let mut alternatives = Vec::new();
    // A very long URL fills three rows.
    for _ in 0..3 {
        let Some((next, until)) = next_row_word(raw, end) else {
            break;
        };
        let word = raw.get(next.clone()).unwrap_or_default();
        if !goes_on(&url, word, raw, next.end, bracketed) {
            break;
        }
        if url.ends_with('-') {
            alternatives.push(format!("{}{word}", url.trim_end_matches('-')));
        } else if url.contains('/')
            && url.ends_with(char::is_alphanumeric)
            && word.starts_with(char::is_alphanumeric)
        {
            // The row may have been broken at a space of the file's name.
            alternatives.extend([" ", "_", "-"].map(|between| format!("{url}{between}{word}")));
        }
        url.push_str(word);
        end = until;
        let ended = !raw.get(end..).is_some_and(|r| ends_row(r, &[]));
        if ended || extension(&url).is_some() && !url.ends_with(['.', '-', '_', '/']) {
            break;
        }
    }
    if end == host_at + body.len() {
        return None;
    }
    let trimmed = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
    end -= url.len() - trimmed.len();
    let first = body.trim_end_matches(['.', ',', ';', ':']).to_owned();
    alternatives.push(first);
    let mut url = trimmed.to_owned();
    // The row may have ended inside the name of the host: what is printed elsewhere too is meant.
    let is_known = |url: &str| {
        let host = host(url).trim_start_matches("www.");
        host.contains('.')
            && memchr::memmem::find_iter(raw.as_bytes(), host)
                .any(|at| !(host_at..end).contains(&at))
    };
    let other = alternatives
        .iter()
        .position(|a| host(a) != host(&url) && is_known(a));
    if let Some(other) = other
        .filter(|_| !is_known(&url))
        .and_then(|i| alternatives.get_mut(i))
    {
        std::mem::swap(other, &mut url);
    }
    Some((url, alternatives, end))
}

/// The host at the beginning of a URL without its scheme.
fn host(url: &str) -> &str {
    url.split(['/', '?', '#', ':']).next().unwrap_or_default()
}

/// Whether a host is printed so many times in all, with or without `www.`.
fn is_printed(raw: &str, host: &str, times: usize) -> bool {
    let host = host.trim_start_matches("www.");
    host.contains('.')
        && memchr::memmem::find_iter(raw.as_bytes(), host)
            .take(times)
            .count()
            == times
}

/// Whether two rows hold the halves of a file's extension, as in `V1.p` and `df.sig`.
fn is_torn_extension(url: &str, word: &str) -> bool {
    let Some((_, head)) = url
        .rsplit_once('.')
        .filter(|(before, _)| before.contains('/'))
    else {
        return false;
    };
    let tail: String = word
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let whole = format!("{head}{tail}").to_lowercase();
    (1..=3).contains(&head.len())
        && head.bytes().all(|b| b.is_ascii_alphanumeric())
        && EXTENSIONS.contains(&whole.as_str())
}

/// Whether two rows hold the halves of a Key ID or fingerprint, as addresses of keys have them.
fn is_torn_number(url: &str, word: &str) -> bool {
    let is_hex = |c: &char| c.is_ascii_hexdigit();
    let tail: String = word.chars().take_while(is_hex).collect();
    let head = url.chars().rev().take_while(is_hex).count();
    head > 0
        && url.contains('/')
        && tail.bytes().any(|b| b.is_ascii_digit())
        && matches!(head + tail.len(), 16 | 40 | 64)
        && !word
            .get(tail.len()..)
            .is_some_and(|r| r.starts_with(char::is_alphanumeric))
}

/// Whether the next row begins with the rest of a host: `https://keys.example` and `.org/`, or
/// `https://keys.example.` and `org/`.
fn is_torn_top_level(url: &str, word: &str) -> bool {
    let rest = word
        .strip_prefix('.')
        .or_else(|| Some(word).filter(|word| url.ends_with('.') && word.contains('/')));
    let top = rest.and_then(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric()).next());
    !url.contains('/')
        && top.is_some_and(|top| {
            TOP_LEVEL.contains(&top)
                || top.len() == 2 && top.bytes().all(|b| b.is_ascii_lowercase())
        })
}

/// The first word of the next row, if that is not blank.
fn next_row_word(raw: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let rest = raw.get(at..)?;
    let (_, behind) = rest.split_once('\n')?;
    let word = behind.trim_start_matches(|c| matches!(c, ' ' | '\t' | '>') || is_bar(c));
    if word.starts_with(['\n', '\r']) || word.is_empty() {
        return None;
    }
    let start = raw.len() - word.len();
    let body = extent(raw, start);
    (!body.is_empty()).then(|| (start..start + body.len(), start + body.len()))
}

/// The lines between the cells of a drawn table.
fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '║' | '┃' | '¦')
}

/// Whether nothing stands here before the end of the row but blanks, these marks, and the line that
/// closes the cell of a drawn table.
fn ends_row(rest: &str, marks: &[char]) -> bool {
    let is_passed = |c| matches!(c, ' ' | '\t' | '\r') || is_bar(c) || marks.contains(&c);
    rest.trim_start_matches(is_passed).starts_with('\n')
}

/// Whether the next row's first word belongs to the URL.
fn goes_on(url: &str, word: &str, raw: &str, word_end: usize, bracketed: bool) -> bool {
    let lower = word.to_lowercase();
    if lower.contains("://")
        || lower.starts_with("www.")
        || word.contains('@')
        || word.starts_with(['-', '*', '•', '(', '['])
    {
        return false;
    }
    let after = raw.get(word_end..).unwrap_or_default();
    let closes = bracketed && after.starts_with('>');
    let plain = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    // "Key:" and "PDF" alone begin a row of their own.
    let is_ending = EXTENSIONS.contains(&plain.trim_start_matches('.').to_lowercase().as_str());
    let is_file =
        extension(plain).is_some() || is_ending && (plain.starts_with('.') || url.ends_with('.'));
    let alone = ends_row(after, &['>', ')', '.']) || after.trim().is_empty();
    let pathlike = plain.contains(['/', '_', '=', '%'])
        || plain.contains('-') && !plain.ends_with('-')
        || plain.bytes().any(|b| b.is_ascii_digit()) && plain.len() > 4;
    if closes
        || is_torn_extension(url, plain)
        || is_torn_number(url, plain)
        || is_torn_top_level(url, plain)
    {
        return true;
    }
    match url.chars().next_back() {
        Some('-' | '_' | '=' | '&' | '%' | '?') => {
            is_file || pathlike || alone && plain.chars().all(|c| is_url(c) && c.is_ascii())
        }
        Some('/') => is_file || (alone && pathlike),
        Some('.') => is_file && (alone || !word.starts_with(|c: char| c.is_uppercase())),
        _ => {
            let may_go_on = extension(url).is_none() || url.contains('?');
            let is_path = plain.contains('/')
                && plain.starts_with(char::is_lowercase)
                && !is_printed(raw, host(url), 2);
            may_go_on && is_file && alone && (url.contains('/') || is_path)
                || !url.contains('/')
                    && plain.contains('.')
                    && is_printed(raw, host(&format!("{url}{plain}")), 1)
                || plain.starts_with('.') && is_file
                || plain.starts_with('/') && extension(url).is_none() && pathlike
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bonafide_layout::Line;

    fn found(raw: &str) -> Vec<String> {
        let lines: Vec<Line<'_>> = raw
            .split('\n')
            .map(|t| Line {
                text: t.into(),
                ..Line::default()
            })
            .collect();
        let text = Text::of(&lines, None);
        let addresses = super::super::email::Addresses::of(&text).read;
        urls(&text, &addresses).into_iter().map(|u| u.url).collect()
    }

    #[test]
    fn urls_end_where_they_end() {
        for (raw, url) in [
            ("at https://x.org/a.pdf.", "https://x.org/a.pdf"),
            ("(see https://x.org/a)", "https://x.org/a"),
            (
                "<https://x.org/fr/r%C3%A9agir-47>",
                "https://x.org/fr/r%C3%A9agir-47",
            ),
            ("[text](https://x.org/a_(b))", "https://x.org/a_(b)"),
            ("https://x.org/a, and", "https://x.org/a"),
            ("www.x.org/rfc", "https://www.x.org/rfc"),
            ("on pgp.mit.edu)", "https://pgp.mit.edu"),
            ("xy.org/key/a.asc", "https://xy.org/key/a.asc"),
            ("hxxps://x[.]org/a", "https://x.org/a"),
            ("hkps://keys.openpgp.org", "hkps://keys.openpgp.org"),
        ] {
            assert_eq!(found(raw), [url], "{raw}");
        }
    }

    #[test]
    fn nothing_goes_on_behind_the_ending_of_a_file() {
        for raw in [
            "https://x.fr/key.asc(see below)",
            "https://x.fr/key.asc(PGP)",
            "https://x.fr/key.asc(1)",
            "https://x.fr/key.asc_",
            "_https://x.fr/key.asc__",
        ] {
            assert_eq!(found(raw), ["https://x.fr/key.asc"], "{raw}");
        }
        for whole in [
            "https://x.fr/CERT_(team)",
            "https://x.fr/key_.asc",
            "https://x.fr/a_",
        ] {
            assert_eq!(found(whole), [whole]);
        }
    }

    #[test]
    fn torn_urls_are_mended() {
        for (raw, url) in [
            (
                "https://x.fr/u/2023/01/CERT-METSYS public.asc",
                "https://x.fr/u/2023/01/CERT-METSYS%20public.asc",
            ),
            ("https://x.fr /rfc2350.pdf", "https://x.fr/rfc2350.pdf"),
            ("https://x.fr/keys/ cert.asc", "https://x.fr/keys/cert.asc"),
            ("https://x.fr/RFC-\n2350.pdf", "https://x.fr/RFC-2350.pdf"),
            (
                "https://x.fr/a/b_1.60.pdf\n.sig",
                "https://x.fr/a/b_1.60.pdf.sig",
            ),
            (
                "https://x.fr/a/b_1.\npdf.sig.",
                "https://x.fr/a/b_1.pdf.sig",
            ),
            ("<https://x.fr/a/very/\nlong>", "https://x.fr/a/very/long"),
            (
                "https://x.fr/wp-\ncontent/CERT-X public.asc\nand",
                "https://x.fr/wp-content/CERT-X%20public.asc",
            ),
        ] {
            assert_eq!(found(raw), [url], "{raw}");
        }
    }

    #[test]
    fn what_is_no_url_stays_none() {
        for raw in [
            "contact(at)m-cert.fr",
            "cert@x.org",
            "version 1.0.2",
            "and/or e.g. this",
            "CERT/CSIRT team.It is",
            "see 2.8.",
            "Inc. org",
            "v1.0/2.0",
        ] {
            assert!(found(raw).is_empty(), "{raw}: {:?}", found(raw));
        }
        assert_eq!(
            found("https://x.org/cert/\n\nNext paragraph"),
            ["https://x.org/cert/"]
        );
        assert_eq!(
            found("https://x.org/cert/\nNext paragraph"),
            ["https://x.org/cert/"]
        );
        assert_eq!(
            found("https://x.org/key and file.txt later"),
            ["https://x.org/key"]
        );
    }

    #[test]
    fn marks_behind_a_url_are_no_part_of_it_and_typesetting_is_undone() {
        for (raw, url) in [
            (
                "key: https://x.example/key.asc[1]",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc[see below]",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc¹",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc†",
                "https://x.example/key.asc",
            ),
            (
                "鍵：https://x.example/key.asc。",
                "https://x.example/key.asc",
            ),
            ("（https://x.example/key.asc）", "https://x.example/key.asc"),
            (
                "鍵は「https://x.example/key.asc」、",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc(1)",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc(b), and",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key_(2026).asc",
                "https://x.example/key_(2026).asc",
            ),
            (
                "key: https://x.example/key.asc[^2]",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc※1",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc①",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc§",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc¶",
                "https://x.example/key.asc",
            ),
            (
                "key: ‹https://x.example/key.asc›",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc•",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc↗",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc،",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc।",
                "https://x.example/key.asc",
            ),
            (
                "key: https://x.example/key.asc– and",
                "https://x.example/key.asc",
            ),
            (
                "鍵はhttps://x.example/key.ascです。",
                "https://x.example/key.asc",
            ),
            (
                "https://x.example/rfc2350/をご覧ください",
                "https://x.example/rfc2350/",
            ),
            (
                "키는 https://x.example/key.asc입니다.",
                "https://x.example/key.asc",
            ),
            ("https://x.example에서", "https://x.example"),
            (
                "密钥：https://x.example/key.asc】",
                "https://x.example/key.asc",
            ),
            (
                "https://x.example/公開鍵.asc",
                "https://x.example/%E5%85%AC%E9%96%8B%E9%8D%B5.asc",
            ),
            (
                "https://x.example/clé.asc",
                "https://x.example/cl%C3%A9.asc",
            ),
            (
                "https://x.example/cle\u{301}.asc",
                "https://x.example/cle%CC%81.asc",
            ),
            (
                "https://x.example/certi\u{FB01}cates/o\u{FB00}ice/\u{FB02}ow.asc",
                "https://x.example/certificates/office/flow.asc",
            ),
            (
                "https://x.example/team\u{2011}key.asc",
                "https://x.example/team-key.asc",
            ),
            (
                "https://x.example/team–key.asc",
                "https://x.example/team-key.asc",
            ),
            (
                "https://x.example/a/cert_V1.pdf.s\nig",
                "https://x.example/a/cert_V1.pdf.sig",
            ),
            (
                "https://x.example/a/cert_V1.pd\n  f.sig",
                "https://x.example/a/cert_V1.pdf.sig",
            ),
            (
                "https://x.example/a/ce\nrt_key.asc",
                "https://x.example/a/cert_key.asc",
            ),
            (
                "https://x.example/index.php?file=ke\ny.asc",
                "https://x.example/index.php?file=key.asc",
            ),
            ("http\ns://x.example/key.asc", "https://x.example/key.asc"),
            (
                "https://www.x.exam\nple/docs/key.asc",
                "https://www.x.example/docs/key.asc",
            ),
            (
                "cert@elmwood.example\nhttps://www.elm\nwood.example/key",
                "https://www.elmwood.example/key",
            ),
            (
                "https://www[dot]x[dot]example/key.asc",
                "https://www.x.example/key.asc",
            ),
            (
                "https://www(dot)x(dot)example/key.asc",
                "https://www.x.example/key.asc",
            ),
            ("hxxps://x[.]example[/]key.asc", "https://x.example/key.asc"),
            (
                "https://x.example/team\u{2010}key.asc",
                "https://x.example/team-key.asc",
            ),
            (
                "https://x.example/o\u{FB03}cial/key.asc",
                "https://x.example/official/key.asc",
            ),
            (
                "https://x.example/a/cert_V1.p\ndf.sig and nowhere",
                "https://x.example/a/cert_V1.pdf.sig",
            ),
            (
                "https://x.example/a/cert.as\nc",
                "https://x.example/a/cert.asc",
            ),
            (
                "mail cert@greenmoor.example\nhttps://www.green-\nmoor.example/key.asc",
                "https://www.greenmoor.example/key.asc",
            ),
            (
                "mail cert@green-moor.example\nhttps://www.green-\nmoor.example/key.asc",
                "https://www.green-moor.example/key.asc",
            ),
        ] {
            assert_eq!(found(raw), [url], "{raw}");
        }
    }

    #[test]
    fn an_address_behind_a_scheme_by_mistake_is_no_url() {
        for raw in [
            "https://cert[at]x.example (English)",
            "http://cert(at)x.example",
            "https://cert@x.example",
            "https://cert [at] x.example",
            "https://cert{at}x.example",
            "hxxps://cert[at]x.example",
            "https://cert[spam]x.example",
            "https://mailto:cert@x.example",
        ] {
            assert!(found(raw).is_empty(), "{raw}: {:?}", found(raw));
        }
        assert_eq!(
            found("https://x.example/@cert and http://localhost (here)"),
            ["https://x.example/@cert", "http://localhost"]
        );
    }

    #[test]
    fn a_row_that_begins_anew_is_no_part_of_the_url_above() {
        for raw in [
            "https://x.example/\nKey: see below",
            "https://x.example/cert/\nPDF",
            "https://x.example/about\nOur key is printed below",
            "cert@x.example\nhttps://x.example\nother/key.asc",
        ] {
            let first = raw
                .split('\n')
                .find(|row| row.starts_with("https"))
                .unwrap_or_default();
            assert_eq!(found(raw).first().map(String::as_str), Some(first), "{raw}");
        }
    }
}
