//! Where an address ends, and what its last name is.

use unicode_normalization::char::is_combining_mark;

use crate::claims::email::letters::{is_raised, is_unspaced};
use crate::claims::fold::is_invisible;

/// RFC 9110 recommends to support 8,000 octets; a profile prints 300 at most.
pub(super) const MAX_URL: usize = 2_000;

/// An IPv6 address in brackets has at most 45 characters (RFC 4291, "Text Representation of
/// Addresses").
pub(super) const MAX_ADDRESS: usize = 48;

/// Endings that make a word a file name. A URL that has one already is complete.
pub(super) const EXTENSIONS: [&str; 28] = [
    "asc", "sig", "gpg", "pgp", "sign", "key", "pub", "sha256", "sha512", "sha1", "sha384", "md5",
    "pdf", "txt", "html", "htm", "md", "php", "aspx", "p7s", "p7m", "docx", "odt", "zip", "json",
    "xml", "jsp", "asp",
];

/// How a URL is printed so that nobody follows it by mistake.
pub(super) const DEFANGED: [(&str, &str); 7] = [
    ("[.]", "."),
    ("(.)", "."),
    ("[dot]", "."),
    ("(dot)", "."),
    ("[punkt]", "."),
    ("[:]", ":"),
    ("[/]", "/"),
];

/// The characters from here on that may belong to a URL.
pub(super) fn extent(raw: &str, at: usize) -> &str {
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

pub(super) fn is_url(c: char) -> bool {
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
pub(super) fn is_sentence(url: &str, c: char) -> bool {
    let is_particle = matches!(c, '\u{3040}'..='\u{309f}')
        || matches!(c, '\u{ac00}'..='\u{d7a3}') && !url.ends_with('/');
    is_unspaced(c)
        && url.is_ascii()
        && (extension(url).is_some_and(|_| url.contains('/'))
            || is_particle && host(url).contains('.'))
}

/// What typesetters put for letters and hyphens: ligatures, and hyphens that are no hyphen-minus.
pub(super) fn typeset(c: char) -> Option<&'static str> {
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
pub(super) fn extension(name: &str) -> Option<&'static str> {
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
pub(super) fn is_file(url: &str) -> bool {
    url.contains('/') && extension(url).is_some()
}

/// A URL without the marks of emphasis around it, of which one may be left: `key.asc_`.
pub(super) fn without_emphasis(url: &str) -> &str {
    let bare = url.trim_end_matches(['_', '~']);
    if is_file(bare) { bare } else { url }
}

/// The host at the beginning of a URL without its scheme.
pub(super) fn host(url: &str) -> &str {
    url.split(['/', '?', '#', ':']).next().unwrap_or_default()
}
