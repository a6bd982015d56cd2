//! Addresses that a space or the end of a row tears apart.

use std::ops::Range;

use super::extent::{EXTENSIONS, extension, extent, host, is_url};

/// Top-level domains beside those of two letters that bare host names are seen with.
pub(super) const TOP_LEVEL: [&str; 24] = [
    "com", "org", "net", "edu", "gov", "int", "mil", "info", "biz", "eus", "cat", "cloud",
    "security", "tech", "agency", "digital", "online", "dev", "app", "team", "bank", "aero",
    "museum", "africa",
];

/// The word behind one or two spaces on the same row.
pub(super) fn next_word(raw: &str, at: usize) -> Option<Range<usize>> {
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
pub(super) fn spaced(
    raw: &str,
    url: &str,
    word: Range<usize>,
) -> Option<(String, Vec<String>, usize)> {
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
pub(super) fn is_rest_of_path(word: &str) -> bool {
    let plain =
        !word.contains("://") && !word.contains('@') && !word.to_lowercase().starts_with("www.");
    let path = word.starts_with('/')
        && word.len() > 2
        && word.chars().nth(1).is_some_and(char::is_alphanumeric);
    plain && (extension(word).is_some() || path)
}

/// A URL that a line end tears apart.
pub(super) fn wrapped(
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

/// Whether a host is printed so many times in all, with or without `www.`.
pub(super) fn is_printed(raw: &str, host: &str, times: usize) -> bool {
    let host = host.trim_start_matches("www.");
    host.contains('.')
        && memchr::memmem::find_iter(raw.as_bytes(), host)
            .take(times)
            .count()
            == times
}

/// Whether two rows hold the halves of a file's extension, as in `V1.p` and `df.sig`.
pub(super) fn is_torn_extension(url: &str, word: &str) -> bool {
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
    !tail.is_empty()
        && (1..=3).contains(&head.len())
        && head.bytes().all(|b| b.is_ascii_alphanumeric())
        && EXTENSIONS.contains(&whole.as_str())
}

/// Whether two rows hold the halves of a Key ID or fingerprint, as addresses of keys have them.
pub(super) fn is_torn_number(url: &str, word: &str) -> bool {
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
pub(super) fn is_torn_top_level(url: &str, word: &str) -> bool {
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
pub(super) fn next_row_word(raw: &str, at: usize) -> Option<(Range<usize>, usize)> {
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
pub(super) fn is_bar(c: char) -> bool {
    matches!(c, '|' | '│' | '║' | '┃' | '¦')
}

/// Whether nothing stands here before the end of the row but blanks, these marks, and the line that
/// closes the cell of a drawn table.
pub(super) fn ends_row(rest: &str, marks: &[char]) -> bool {
    let is_passed = |c| matches!(c, ' ' | '\t' | '\r') || is_bar(c) || marks.contains(&c);
    rest.trim_start_matches(is_passed).starts_with('\n')
}

/// Whether the next row's first word belongs to the URL.
pub(super) fn goes_on(url: &str, word: &str, raw: &str, word_end: usize, bracketed: bool) -> bool {
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
    // The line below the last row of a drawn table.
    if !closes && !word.contains(char::is_alphanumeric) {
        return false;
    }
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
