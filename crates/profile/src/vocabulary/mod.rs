//! The words that profiles use, as data: one file per language in `vocabulary/`, looked up
//! together.
//!
//! `build.rs` folds the phrases (lower case, no accents, only letters and digits, words separated by one space) and lays them out.
//! The page `docs/guide/vocabulary.md` says how to add a language.

mod hash;
mod index;
#[cfg(test)]
mod language;
mod term;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::claims::fold::{Words, weight};
use index::{Index, Met, Phrase};
use term::SECTIONS;
pub(crate) use term::Term;

include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// What it means.
    pub term: Term,
    /// Where it stands in the original.
    pub range: Range<usize>,
}

/// A heading's meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// The number in RFC 2350's outline.
    pub number: &'static str,
    /// Bit set of indices into [`CODES`].
    pub languages: u64,
    /// The number of words beside the phrase; two characters of a script without spaces count as a
    /// word.
    pub extra: usize,
}

/// What a heading means: its place in [`SECTIONS`], and the language's in [`CODES`].
#[derive(Debug, Clone, Copy)]
struct Heading {
    language: u8,
    section: u8,
}

/// A month in a language.
#[derive(Debug, Clone, Copy)]
struct Month {
    language: u8,
    month: i8,
}

/// The number of languages.
pub(crate) const LANGUAGES: usize = CODES.len();

/// Whether this is the code of a language of the vocabulary (ISO 639-1).
pub(crate) fn is_code(code: &str) -> bool {
    CODES.contains(&code)
}

/// Code of the language with this place in [`CODES`].
pub(crate) fn code(language: usize) -> Option<&'static str> {
    CODES.get(language).copied()
}

/// All labels in a text, the longest at each word, without overlap.
pub(crate) fn hits(words: &Words) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let rest = words.from(index);
        let Some(phrase) = LABELS.longest(words.word(index), rest) else {
            index += 1;
            continue;
        };
        let last = index + phrase.text.matches(' ').count();
        if let (Some(first), Some(end)) = (words.spans.get(index), words.spans.get(last)) {
            hits.push(Hit {
                term: phrase.means,
                range: first.start..end.end,
            });
        }
        index = last + 1;
    }
    hits
}

/// Whether this folded word by itself has this meaning.
pub(crate) fn means(word: &str, term: Term) -> bool {
    LABELS
        .longest(word, word)
        .is_some_and(|phrase| phrase.means == term)
}

/// A cheap look at the first word of a row: whether it may be a heading that is neither numbered
/// nor marked. In capitals any row may be one, because there a phrase inside the row counts.
pub(crate) fn may_start_heading(row: &str) -> bool {
    let word = row
        .split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
        .find(|w| !w.is_empty())
        .unwrap_or_default();
    if !word.is_ascii() || !row.bytes().any(|b| b.is_ascii_lowercase()) {
        return true;
    }
    let mut lower = [0_u8; 24];
    let Some(slot) = lower.get_mut(..word.len()) else {
        return false;
    };
    slot.copy_from_slice(word.as_bytes());
    slot.make_ascii_lowercase();
    std::str::from_utf8(slot).is_ok_and(|word| HEADINGS.begin_with(word).next().is_some())
}

/// The meaning of a heading without its number: the whole of it, or else the longest phrase of two
/// or more words inside it.
pub(crate) fn heading(words: &Words) -> Option<Meaning> {
    if let Some((number, languages)) = section(words.word(0), &words.text) {
        return Some(Meaning {
            number,
            languages,
            extra: 0,
        });
    }
    let mut best: Option<(usize, Meaning)> = None;
    for index in 0..words.len() {
        let first = words.word(index);
        let Some(phrase) = HEADINGS.longest(first, words.from(index)) else {
            continue;
        };
        let length = weight(phrase.text);
        if length < 2 || best.is_some_and(|(longest, _)| length <= longest) {
            continue;
        }
        let Some((number, languages)) = section(first, phrase.text) else {
            continue;
        };
        best = Some((
            length,
            Meaning {
                number,
                languages,
                extra: weight(&words.text).saturating_sub(length),
            },
        ));
    }
    best.map(|(_, meaning)| meaning)
}

/// The meaning of a heading of one word inside a longer one, for lines that are headings for
/// certain.
pub(crate) fn heading_word(words: &Words) -> Option<Meaning> {
    let (number, languages) = (0..words.len())
        .map(|i| words.word(i))
        .find_map(|word| section(word, word))?;
    Some(Meaning {
        number,
        languages,
        extra: weight(&words.text).saturating_sub(1),
    })
}

/// The section that exactly this phrase heads, and the languages in which it does.
fn section(first: &str, phrase: &str) -> Option<(&'static str, u64)> {
    let mut found = None;
    for Met {
        means: Heading { language, section },
        ..
    } in HEADINGS.begin_with(first).filter(|met| met.text == phrase)
    {
        let number = *SECTIONS.get(usize::from(section))?;
        let (_, languages) = found.unwrap_or((number, 0));
        found = Some((
            number,
            languages | 1_u64.checked_shl(u32::from(language)).unwrap_or(0),
        ));
    }
    found
}

/// The folded names of the months in all languages.
pub(crate) fn months() -> impl Iterator<Item = &'static str> {
    MONTHS.all()
}

/// The month with this folded name, 1 to 12: that of `language` where two languages mean different
/// ones (`listopad` is October in Croatian and November in Polish), and none where that does not
/// tell.
pub(crate) fn month(word: &str, language: Option<&str>) -> Option<i8> {
    let first = word.split(' ').next().unwrap_or_default();
    let mut known = None;
    let mut is_one = true;
    for Met {
        means: Month {
            language: of,
            month,
        },
        ..
    } in MONTHS.begin_with(first).filter(|met| met.text == word)
    {
        if language.is_some() && language == code(usize::from(of)) {
            return Some(month);
        }
        is_one &= known.is_none_or(|known| known == month);
        known = Some(month);
    }
    known.filter(|_| is_one)
}
