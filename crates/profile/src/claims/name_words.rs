//! What of a text is a name: without what only stands beside it, and none where it is a sentence.

use std::ops::Range;

use super::email::letters::is_raised;
use super::fold::folded;
use super::text::Text;
use crate::fields::trimmed;
use crate::vocabulary::{self, words};

/// A name longer than this is kept up to here, in characters.
pub(super) const MAX_NAME: usize = 300;
/// A title, or the subject of a sentence, with more words is no name.
pub(super) const MAX_NAME_WORDS: usize = 14;
/// More words with a question or an exclamation mark behind them are a sentence.
const MAX_CALL: usize = 8;
/// Words that say of a name only what kind of team bears it.
const KINDS: [&str; 8] = [
    "cert", "csirt", "cirt", "soc", "sirt", "cirk", "psirt", "some",
];
/// The markings of the Traffic Light Protocol.
const MARKINGS: [&str; 8] = [
    "tlp", "clear", "white", "green", "amber", "strict", "red", "version",
];

/// Whether one of its words says that it is the name of such a team.
pub(super) fn names_team(text: &str) -> bool {
    let folded = folded(text);
    // "CERTUNLP", "NCSC-FI", "AusCERT", but no "concert".
    let has_kind = |word: &str| {
        ["CERT", "CSIRT", "SIRT", "CIRT", "NCSC", "SOC"]
            .iter()
            .any(|kind| word.contains(kind))
    };
    folded.split(' ').any(|word| KINDS.contains(&word)) && text.chars().any(char::is_uppercase)
        || text.split(|c: char| !c.is_alphanumeric()).any(has_kind)
        || ["response team", "emergency team", "security team"]
            .iter()
            .any(|kind| folded.contains(kind))
}

/// Whether nothing but the kind of team is named.
pub(super) fn is_kind_only(name: &str) -> bool {
    folded(name).split(' ').all(|word| {
        let one = word.strip_suffix('s').unwrap_or(word);
        KINDS.contains(&one) || word == "team"
    })
}

/// Whether one word is the name of a team, as `ELM-CERT` is.
fn is_team(word: &str) -> bool {
    names_team(word) && !is_kind_only(word)
}

/// The end of the subject, and the start of what is said of it.
pub(super) fn copula(sentence: &str) -> Option<(usize, usize)> {
    let (mut at, mut before) = (0, "");
    for word in sentence.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        if at > 0
            && (words::IS.contains(&bare) || bare == ":" || bare == "=")
            && !words::WHICH.contains(&&*folded(before))
        {
            return Some((at, at + word.len()));
        }
        before = bare;
        at += word.len();
    }
    None
}

/// Whether a text is a sentence: it says something of its subject, or ends as one and is long.
pub(super) fn is_sentence(text: &str) -> bool {
    copula(text).is_some()
        || text.contains(['?', '!', '。'])
        || text.ends_with('.') && text.split_whitespace().count() > MAX_NAME_WORDS
}

/// Whether a value can be a name at all.
pub(super) fn is_plausible(value: &str) -> bool {
    let folded = folded(value);
    let first = folded.split(' ').next().unwrap_or_default();
    value.chars().any(char::is_alphabetic)
        && (value.chars().count() <= MAX_NAME || names_team(value))
        && !value.contains(['©', '\t'])
        && !value.split_whitespace().any(is_address)
        && !vocabulary::is_code(&folded)
        && !words::NOT_A_NAME.contains(&first)
        && !matches!(
            folded.as_str(),
            "n a" | "none" | "not applicable" | "not available" | "rfc 2350" | "rfc2350"
        )
}

/// An address of the web or of mail, or the name of an account; `CERT@ELM` is a name.
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.split_once('@').is_some_and(|(name, domain)| {
            name.is_empty() || domain.contains('.') || domain.is_empty()
        })
}

/// Whether a row in the middle of a section is the page's or its marking's: "Page 3", "TLP:CLEAR".
pub(super) fn is_furniture(row: &str) -> bool {
    let folded = folded(row);
    let mut all = folded.split(' ');
    match all.next() {
        Some("tlp") => all.all(|word| MARKINGS.contains(&word) || word.parse::<u32>().is_ok()),
        Some("page") => all.next().is_some_and(|next| next.parse::<u32>().is_ok()),
        _ => false,
    }
}

/// A name without what stands beside it: the number of an item, a marking, an address, a sign.
pub(super) fn bare(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let mut own = trimmed(text, range)?;
    while let Some(length) = decoration(text.get(own.clone())) {
        own = trimmed(text, own.start + length..own.end)?;
    }
    let content = text.get(own.clone());
    let mut before = content.split_whitespace().next().unwrap_or_default();
    let cut = words_at(content)
        .skip(1)
        .find(|(at, word)| {
            let before = std::mem::replace(&mut before, word);
            is_aside(word) || is_former(word, before) || is_other_language(content, *at)
        })
        .map_or(content.len(), |(at, _)| at);
    let kept = content.get(..cut)?.trim_end_matches(['/', ' ']);
    let kept = without_note(kept);
    own = trimmed(text, own.start..own.start + kept.len())?;
    let content = text.get(own.clone());
    let called = content.trim_end_matches(['!', '?', '©', '®', '™', ' ']);
    let is_call = !called.contains(['!', '?', '。'])
        && called.split_whitespace().count() <= MAX_CALL
        && names_team(called);
    if is_call {
        own = trimmed(text, own.start..own.start + called.len())?;
    }
    Some(own)
}

/// A name without the mark of a note behind it: `¹`, `†`, `*`, `[1]`, `(a)`.
fn without_note(name: &str) -> &str {
    let kept = name.trim_end_matches(|c| is_raised(c) || matches!(c, ' ' | '*' | '†' | '‡' | '§'));
    let note = [('[', ']'), ('(', ')')]
        .into_iter()
        .find_map(|(open, close)| {
            let (before, inside) = kept.strip_suffix(close)?.rsplit_once(open)?;
            let is_mark = inside == "*"
                || inside.len() == 1 && inside.bytes().all(|b| b.is_ascii_lowercase())
                || (1..=2).contains(&inside.len()) && inside.bytes().all(|b| b.is_ascii_digit());
            is_mark.then(|| before.trim_end())
        });
    note.filter(|before| !before.is_empty()).unwrap_or(kept)
}

/// The words of a text with their places.
fn words_at(content: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    content
        .split_inclusive(char::is_whitespace)
        .filter_map(move |part| {
            let start = at;
            at += part.len();
            let word = part.trim_end();
            (!word.is_empty()).then_some((start, word))
        })
}

/// Whether a word ends the name in front of it.
fn is_aside(word: &str) -> bool {
    let plain = word.trim_matches(['<', '>', '(', ')', '[', ']', ',', ';']);
    is_address(plain) || matches!(word, "©" | "®" | "™")
}

/// Whether a name that the team no longer bears follows: "(formerly ELM-CERT)", ", previously known
/// as ELM-CERT".
fn is_former(word: &str, before: &str) -> bool {
    let opens = word.starts_with(['(', '[', '（'])
        || before.ends_with([',', ';'])
        || matches!(before, "–" | "—" | "-" | "/");
    opens && words::FORMER.contains(&&*folded(word))
}

/// Whether the name in another language begins here: "EN: … / FR: …".
fn is_other_language(content: &str, at: usize) -> bool {
    content
        .get(at..)
        .is_some_and(|rest| language(rest).is_some())
        && content
            .get(..at)
            .is_some_and(|before| before.trim_end().ends_with(['/', '|', ';', ',']))
}

/// The length of a language's code with its mark, if one stands here: `EN: `, `[fr] `.
pub(super) fn language(content: &str) -> Option<usize> {
    let inside = content.trim_start_matches(['(', '[']);
    let opened = content.len() - inside.len();
    let code = inside.get(..2)?;
    let behind = inside.get(2..)?;
    let mark = behind.trim_start_matches([')', ']', ':', '：', ' ', '\t']);
    let is_marked = behind.starts_with([':', '：', '\t']) && opened == 0
        || behind.starts_with([')', ']']) && opened == 1;
    let is_code = vocabulary::is_code(&code.to_ascii_lowercase());
    (is_marked && is_code && !mark.is_empty()).then(|| content.len() - mark.len())
}

/// The length of what stands in front of a name.
fn decoration(content: &str) -> Option<usize> {
    if let Some(length) = language(content) {
        return Some(length);
    }
    let mut all = words_at(content);
    let (_, first) = all.next()?;
    let (second, _) = all.next()?;
    let rest = content.get(second..)?;
    let folded = folded(first);
    let is_marking = folded == "tlp" || folded.starts_with("tlp ");
    let is_bare_marking = MARKINGS.contains(&&*folded)
        && first.chars().all(char::is_uppercase)
        && is_team_first(rest);
    let number = first.trim_matches(['(', ')', '.']);
    let is_number = first.ends_with(['.', ')'])
        && (number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit())
            || number.len() == 1 && number.bytes().all(|b| b.is_ascii_lowercase()));
    // "Page ELM-CERT", and no sentence that begins so.
    let is_word = words::NOT_A_NAME.contains(&&*folded) && is_team_first(rest);
    (is_marking || is_bare_marking || is_number || is_word || is_aside(first)).then_some(second)
}

/// Whether the name of a team is all that follows, or nearly.
fn is_team_first(rest: &str) -> bool {
    rest.split_whitespace().count() <= 3 && rest.split_whitespace().next().is_some_and(is_team)
}

/// The name of a team that a sentence gives right behind its verb: "called ELM-CERT", "the team
/// ELM-CERT". What only speaks of a team gives none.
pub(super) fn called(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    let mut all = words_at(content).peekable();
    while let Some((at, word)) = all.next() {
        let quotes = |c: char| !c.is_alphanumeric();
        let plain = word.trim_matches(quotes);
        if is_team(plain) {
            let ends = word.ends_with(['.', ',', ';', ':', '!', '?', '。']);
            let is_whole = ends
                || all
                    .peek()
                    .is_none_or(|(_, next)| next.starts_with(['(', '–', '—', '-']));
            let start = range.start + at + (word.len() - word.trim_start_matches(quotes).len());
            return is_whole.then_some(start..start + plain.len());
        }
        let folded = folded(plain);
        let is_between = folded.is_empty()
            || [words::ARTICLE, words::TEAM, words::NAMED]
                .iter()
                .any(|words| words.contains(&&*folded));
        if !is_between {
            return None;
        }
    }
    None
}

/// A name without the words that introduce it: "also known as ELM-CERT".
pub(super) fn introduced(name: &str) -> &str {
    let mut rest = name;
    loop {
        let (first, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let folded = folded(first);
        let is_introduction =
            words::NAMED.contains(&&*folded) || matches!(&*folded, "also" | "a k a" | "resp");
        if !is_introduction || behind.trim().is_empty() {
            return rest;
        }
        rest = behind.trim_start();
    }
}
