//! What stands for the at sign: the sign itself in any width, words between brackets, words between
//! blanks or dashes.

use std::ops::Range;

use super::letters::{BLANKS, bracketed, is_at_word, is_blank, is_foreign, is_label};
use crate::claims::text::Text;
use crate::vocabulary::Term;

/// The longest word between brackets that stands for an at sign, in bytes.
const MAX_WORD: usize = 28;
/// The at sign as wide as a Chinese character, and small; the letter in a ring or in brackets.
const SIGNS: [char; 5] = ['\u{FF20}', '\u{FE6B}', '\u{24B6}', '\u{24D0}', '\u{249C}'];
/// The at sign as the source of a web page writes it.
const ENTITIES: [&str; 5] = ["&#64;", "&#x40;", "&#064;", "&commat;", "%40"];
/// The word for the at sign as people write it.
const AT: [&str; 4] = ["at", "AT", "At", "aT"];
/// Words between blanks or dashes that stand for an at sign and for nothing else, and the
/// beginnings of others.
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

/// What stands on both sides of the word for it, and what in pairs.
const MARKS: &str = "-_/|*~#\"'=+^!$%:–—\u{2010}\u{2011}";
const PAIRS: [(char, char); 9] = [
    ('«', '»'),
    ('»', '«'),
    ('“', '”'),
    ('‹', '›'),
    ('‘', '’'),
    ('>', '<'),
    (']', '['),
    (')', '('),
    ('}', '{'),
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
    /// A word in brackets that is known for nothing: `(xx)`.
    Unknown,
}

impl Kind {
    /// Whether blanks may stand around it, and words for the full stops behind it.
    pub(super) fn is_loose(self) -> bool {
        self != Self::Plain
    }
}

/// Where something that may be an at sign starts, in order.
pub(super) fn marks(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let usual = memchr::memchr3_iter(b'@', b'(', b'[', bytes);
    let rare = memchr::memchr3_iter(b'{', b'<', b'&', bytes);
    // The first bytes of all that stands beyond ASCII in the lists above.
    let wide = memchr::memchr3_iter(0xE2, 0xE3, 0xEF, bytes);
    merged(merged(usual, rare), wide)
}

/// Two orders as one.
fn merged(
    one: impl Iterator<Item = usize>,
    other: impl Iterator<Item = usize>,
) -> impl Iterator<Item = usize> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(a), Some(b)) if b < a => other.next(),
        (Some(_), _) => one.next(),
        (None, _) => other.next(),
    })
}

/// The at sign that starts here.
pub(super) fn at(text: &Text, at: usize) -> Option<Marker> {
    let raw = &*text.raw;
    let rest = raw.get(at..)?;
    let first = rest.chars().next()?;
    let before = raw.get(..at)?;
    // A backslash in front of a sign or a bracket is a typesetter's, or Markdown's.
    let start = at - usize::from(before.ends_with('\\'));
    if let Some(behind) = rest.strip_prefix('@') {
        // `[@]` is found from its bracket on.
        let has_space = before.ends_with(BLANKS) || behind.starts_with(is_blank);
        // In a narrow cell the row may end in front of the sign.
        let kind = if has_space || before.ends_with('\n') {
            Kind::Spaced
        } else {
            Kind::Plain
        };
        return Some(Marker {
            range: start..at + 1,
            kind,
        });
    }
    if SIGNS.contains(&first) {
        return Some(Marker {
            range: at..at + first.len_utf8(),
            kind: Kind::Written,
        });
    }
    if first == '&' {
        let entity = ENTITIES.iter().find(|entity| rest.starts_with(**entity))?;
        return Some(Marker {
            range: at..at + entity.len(),
            kind: Kind::Written,
        });
    }
    let (printed, length) = bracketed(rest, MAX_WORD)?;
    // `((at))`
    let inner = printed.trim_start_matches(first);
    let more = rest
        .get(length..)?
        .bytes()
        .take(printed.len() - inner.len());
    let end = at
        + length
        + more
            .take_while(|b| matches!(b, b')' | b']' | b'}' | b'>'))
            .count();
    let word = inner
        .trim_matches([' ', '\\', '\u{a0}', '*', '_', '-', '\'', '"'])
        .to_lowercase();
    if !is_at_word(&word) {
        // The mark of a footnote is none; neither is a number in a formula.
        let is_number = printed.chars().all(|c| c.is_numeric() || c == ' ');
        return if is_number || printed.contains('\n') {
            None
        } else {
            unknown(raw, start..end)
        };
    }
    let kind = if matches!(word.as_str(), "a" | "et" | "chez" | "aet") {
        Kind::Weak
    } else {
        Kind::Written
    };
    Some(Marker {
        range: start..end,
        kind,
    })
}

/// What stands between two words and is known for nothing. Nearly all brackets stand at the edge of
/// a word of prose.
fn unknown(raw: &str, range: Range<usize>) -> Option<Marker> {
    let (before, behind) = (raw.get(..range.start)?, raw.get(range.end..)?);
    let is_between = before
        .trim_end_matches(BLANKS)
        .ends_with(|c| is_label(c) || matches!(c, '"' | '”'))
        && behind.trim_start_matches(BLANKS).starts_with(is_label);
    is_between.then_some(Marker {
        range,
        kind: Kind::Unknown,
    })
}

/// At signs that are words without brackets, in order.
pub(super) fn words(raw: &str) -> Vec<Marker> {
    let bytes = raw.as_bytes();
    let is_ascii = raw.is_ascii();
    let ats = AT
        .iter()
        .flat_map(|at| memchr::memmem::find_iter(bytes, at));
    let mut all: Vec<Marker> = ats.filter_map(|start| short(raw, start)).collect();
    for word in RARE.iter().filter(|word| !is_ascii || word.is_ascii()) {
        all.extend(memchr::memmem::find_iter(bytes, word).filter_map(|start| long(raw, start)));
    }
    all.extend(ENTITIES.last().into_iter().flat_map(|entity| {
        memchr::memmem::find_iter(bytes, *entity).map(|start| Marker {
            range: start..start + entity.len(),
            kind: Kind::Written,
        })
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
        return Some(Marker {
            range: start..end,
            kind: Kind::Shouted,
        });
    }
    let pair = before == behind || PAIRS.contains(&(before, behind));
    if pair && (MARKS.contains(before) || before != behind) {
        return Some(Marker {
            range: start - before.len_utf8()..end + behind.len_utf8(),
            kind: Kind::Shouted,
        });
    }
    if !(is_blank(before) && is_blank(behind)) {
        return None;
    }
    // `cert - at - example.org`
    let outer_before = raw.get(..start)?.trim_end_matches(is_blank);
    let outer_behind = raw.get(end..)?.trim_start_matches(is_blank);
    if let (Some(one), Some(other)) = (
        outer_before.chars().next_back(),
        outer_behind.chars().next(),
    ) && one == other
        && MARKS.contains(one)
    {
        return Some(Marker {
            range: outer_before.len() - one.len_utf8()
                ..raw.len() - outer_behind.len() + other.len_utf8(),
            kind: Kind::Shouted,
        });
    }
    let kind = if word == "AT" {
        Kind::Shouted
    } else {
        Kind::Word
    };
    Some(Marker {
        range: start..end,
        kind,
    })
}

/// Another word for the at sign between blanks or dashes.
fn long(raw: &str, start: usize) -> Option<Marker> {
    let before = raw.get(..start)?.chars().next_back()?;
    let rest = raw.get(start..)?;
    let is_mark = |c: char| matches!(c, ' ' | '\u{a0}' | '-' | '_');
    // The longest of one word or two that is one: "at sign", "miuku mauku".
    let ends = rest
        .char_indices()
        .skip(2)
        .take(MAX_WORD)
        .filter(|(_, c)| is_mark(*c))
        .map(|(end, _)| end)
        .take(2);
    let end = ends
        .filter(|end| {
            rest.get(..*end)
                .is_some_and(|word| is_at_word(&word.to_lowercase()))
        })
        .last()?;
    is_mark(before).then_some(Marker {
        range: start..start + end,
        kind: Kind::Shouted,
    })
}

/// Whether addresses are printed here: in their section, or behind their label.
pub(super) fn is_expected(text: &Text, at: usize) -> bool {
    ["2.7", "2.8", "2.11"].iter().any(|s| text.is_in(at, s))
        || text
            .hits_in_row_before(at)
            .iter()
            .any(|h| h.term == Term::Email)
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

/// Whether a word in front of a worded at sign may be the name of a mailbox and not a word of a
/// sentence.
pub(super) fn is_mailbox(word: &str) -> bool {
    let is_number = word
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':' | b'-'));
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
    !is_number
        && !is_prose
        && word
            .chars()
            .any(|c| c.is_ascii_alphabetic() || is_foreign(c))
}
