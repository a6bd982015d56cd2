//! What stands for the at sign: the sign itself in any width, words between brackets, words between blanks or dashes.

use std::ops::Range;

use super::letters::{closing, is_at_word, is_foreign};
use crate::claims::text::Text;
use crate::vocabulary::Term;

/// The longest word between brackets that stands for an at sign, in bytes.
const MAX_WORD: usize = 28;
/// The at sign as wide as a Chinese character, and small.
const WIDE: [&str; 2] = ["\u{FF20}", "\u{FE6B}"];
/// The at sign as the source of a web page writes it.
const ENTITIES: [&str; 5] = ["&#64;", "&#x40;", "&#064;", "&commat;", "%40"];
/// The word for the at sign as people write it.
const AT: [&str; 4] = ["at", "AT", "At", "aT"];
/// Words between blanks or dashes that stand for an at sign and for nothing else, and the beginnings of others.
const RARE: [&str; 17] = [
    "arroba",
    "arobas",
    "chiocciola",
    "kukac",
    "zavin",
    "ma\u{142}pa",
    "malpa",
    "snabel",
    "krøllalfa",
    "miuku",
    "\u{441}\u{43E}\u{431}\u{430}\u{43A}",
    "παπάκι",
    "klammeraffe",
    "apestaart",
    "アット",
    "at-sign",
    "at sign",
];

/// An at sign in one of its forms.
#[derive(Debug, Clone)]
pub(super) struct Marker {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// How an at sign is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `@` between two words.
    Plain,
    /// `@` with blanks at one side or both.
    Spaced,
    /// In brackets, wide, or as a character reference.
    Written,
    /// A word in brackets that may be just a word: `(a)`.
    Weak,
    /// A word between blanks: `at`.
    Word,
    /// A word in capital letters, or between dashes: `AT`, `-at-`.
    Shouted,
}

impl Kind {
    /// Whether blanks may stand around it, and words for the full stops behind it.
    pub(super) fn is_loose(self) -> bool {
        self != Self::Plain
    }
}

/// Where something that may be an at sign starts, in order.
pub(super) fn marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    // Most texts have no character that needs more than a byte.
    let beyond_ascii = if bytes.is_ascii() { &[][..] } else { bytes };
    let mut wide = WIDE.map(|wide| memchr::memmem::find_iter(beyond_ascii, wide).peekable());
    let mut narrow = narrow_marks(bytes).peekable();
    std::iter::from_fn(move || {
        let nearest = wide.iter_mut().filter_map(|wide| wide.peek().copied()).min();
        match (narrow.peek(), nearest) {
            (Some(a), Some(b)) if b < *a => wide.iter_mut().find_map(|wide| wide.next_if_eq(&b)),
            (None, Some(b)) => wide.iter_mut().find_map(|wide| wide.next_if_eq(&b)),
            _ => narrow.next(),
        }
    })
}

fn narrow_marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut usual = memchr::memchr3_iter(b'@', b'(', b'[', bytes).peekable();
    let mut rare = memchr::memchr3_iter(b'{', b'<', b'&', bytes).peekable();
    std::iter::from_fn(move || match (usual.peek(), rare.peek()) {
        (Some(a), Some(b)) if b < a => rare.next(),
        (Some(_), _) => usual.next(),
        (None, _) => rare.next(),
    })
}

/// The at sign that starts here.
pub(super) fn at(text: &Text, at: usize) -> Option<Marker> {
    let raw = &*text.raw;
    let rest = raw.get(at..)?;
    if let Some(behind) = rest.strip_prefix('@') {
        // `[@]` is found from its bracket on.
        let before = raw.get(..at)?;
        let has_space = before.ends_with([' ', '\u{a0}', '\t']) || behind.starts_with([' ', '\u{a0}']);
        // A backslash in front of it is a typesetter's.
        let escaped = usize::from(before.ends_with('\\'));
        let kind = if has_space { Kind::Spaced } else { Kind::Plain };
        return Some(Marker { range: at - escaped..at + 1, kind });
    }
    if let Some(written) = WIDE.iter().chain(&ENTITIES).find(|written| rest.starts_with(**written)) {
        return Some(Marker { range: at..at + written.len(), kind: Kind::Written });
    }
    if rest.starts_with('&') {
        return None;
    }
    let inside = rest.get(1..)?;
    let close = closing(inside, MAX_WORD)?;
    let word = inside.get(..close)?.trim_matches([' ', '\\', '\u{a0}', '*', '_', '-', '\'', '"']).to_lowercase();
    if !is_at_word(&word) {
        return None;
    }
    // A backslash in front of a bracket is Markdown's.
    let start = if raw.get(..at)?.ends_with('\\') { at - 1 } else { at };
    let kind = if matches!(word.as_str(), "a" | "et" | "chez" | "aet") { Kind::Weak } else { Kind::Written };
    Some(Marker { range: start..at + 1 + close + 1, kind })
}

/// At signs that are words without brackets, in order.
pub(super) fn words(raw: &str) -> Vec<Marker> {
    let bytes = raw.as_bytes();
    let is_ascii = raw.is_ascii();
    let ats = AT.iter().flat_map(|at| memchr::memmem::find_iter(bytes, at));
    let mut all: Vec<Marker> = ats.filter_map(|start| short(raw, start)).collect();
    for word in RARE.iter().filter(|word| !is_ascii || word.is_ascii()) {
        all.extend(memchr::memmem::find_iter(bytes, word).filter_map(|start| long(raw, start)));
    }
    all.extend(ENTITIES.last().into_iter().flat_map(|entity| {
        memchr::memmem::find_iter(bytes, *entity).map(|start| Marker { range: start..start + entity.len(), kind: Kind::Written })
    }));
    all.sort_by_key(|marker| marker.range.start);
    all
}

/// `at` between blanks, dashes or other marks, or in capital letters between small ones.
fn short(raw: &str, start: usize) -> Option<Marker> {
    let end = start + 2;
    let word = raw.get(start..end)?;
    let behind = raw.get(end..)?.chars().next()?;
    if behind.is_ascii_lowercase() && word != "AT" {
        return None;
    }
    let before = raw.get(..start)?.chars().next_back()?;
    if before.is_ascii_lowercase() && behind.is_ascii_lowercase() {
        return Some(Marker { range: start..end, kind: Kind::Shouted });
    }
    let is_mark = |c: char| matches!(c, '-' | '_' | '/' | '|' | '*' | '~' | '#' | '"' | '\'' | '–' | '—' | '\u{2010}' | '\u{2011}');
    let pair = before == behind || matches!((before, behind), ('«', '»') | ('“', '”') | ('‹', '›') | ('‘', '’'));
    if pair && (is_mark(before) || before != behind) {
        return Some(Marker { range: start - before.len_utf8()..end + behind.len_utf8(), kind: Kind::Shouted });
    }
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}');
    let kind = if word == "AT" { Kind::Shouted } else { Kind::Word };
    (is_blank(before) && is_blank(behind)).then_some(Marker { range: start..end, kind })
}

/// Another word for the at sign between blanks or dashes.
fn long(raw: &str, start: usize) -> Option<Marker> {
    let before = raw.get(..start)?.chars().next_back()?;
    let rest = raw.get(start..)?;
    let is_mark = |c: char| matches!(c, ' ' | '\u{a0}' | '-' | '_');
    // The longest of one word or two that is one: "at sign", "miuku mauku".
    let ends = rest.char_indices().skip(2).take(MAX_WORD).filter(|(_, c)| is_mark(*c)).map(|(end, _)| end).take(2);
    let end = ends.filter(|end| rest.get(..*end).is_some_and(|word| is_at_word(&word.to_lowercase()))).last()?;
    is_mark(before).then_some(Marker { range: start..start + end, kind: Kind::Shouted })
}

/// Whether addresses are printed here: in their section, or behind their label.
pub(super) fn is_expected(text: &Text, at: usize) -> bool {
    ["2.7", "2.8", "2.11"].iter().any(|s| text.is_in(at, s)) || text.hits_in_row_before(at).iter().any(|h| h.term == Term::Email)
}

/// Whether the row speaks of social networks, on which `@name` is somebody's handle.
pub(super) fn is_social(row: &str) -> bool {
    let row = row.to_lowercase();
    [
        "twitter",
        "mastodon",
        "bluesky",
        "instagram",
        "telegram",
        "linkedin",
        "facebook",
        "social",
        "follow",
        "github",
        "gitlab",
        "matrix",
    ]
    .iter()
    .any(|word| row.contains(word))
}

/// Whether a word in front of a worded at sign may be the name of a mailbox and not a word of a sentence.
pub(super) fn is_mailbox(word: &str) -> bool {
    let is_number = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':' | b'-'));
    let is_prose = [
        "us",
        "me",
        "is",
        "are",
        "be",
        "found",
        "available",
        "published",
        "located",
        "hosted",
        "online",
        "downloaded",
        "site",
        "website",
        "page",
        "server",
        "address",
        "addresses",
        "team",
        "domain",
        "document",
        "key",
        "keys",
        "it",
        "them",
        "him",
        "look",
        "work",
        "here",
        "or",
        "and",
        "o",
        "e",
        "y",
    ]
    .contains(&&*word.to_lowercase());
    !is_number && !is_prose && word.chars().any(|c| c.is_ascii_alphabetic() || is_foreign(c))
}
