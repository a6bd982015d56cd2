//! The words that profiles use, as data: one table per language, looked up together.
//!
//! A phrase is written as it is folded: lower case, no accents, only letters and digits, words separated by one space. The page
//! `docs/guide/vocabulary.md` says how to add a language.

mod de;
mod en;
mod es;
mod fr;
mod id;
mod index;
mod it;
mod nl;
mod others;
mod pl;
mod pt;
mod sk;
mod sr;

use std::ops::Range;

use crate::claims::fold::Words;
use index::{Index, Met, Size};

/// What a phrase of a label or sentence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Term {
    /// An OpenPGP fingerprint, or just "fingerprint".
    Fingerprint,
    /// A Key ID.
    KeyId,
    /// "ID" alone: a Key ID only beside a key.
    BareId,
    /// A User ID.
    UserId,
    /// Key type, size and the like: ends the value of another label.
    KeyAttribute,
    /// OpenPGP, PGP, GnuPG.
    Pgp,
    /// A key, or where it is to be had.
    Key,
    /// A signature, or that something is signed.
    Signature,
    /// A checksum or a hash algorithm.
    Checksum,
    /// This document.
    Document,
    /// A commit of a version control system.
    Commit,
    /// An X.509, TLS or SSH key: not OpenPGP.
    Certificate,
    /// The document's version.
    Version,
    /// A version of something else: a protocol, a program.
    ForeignVersion,
    /// Last update or publication.
    Update,
    /// First creation.
    Creation,
    /// Expiry or validity.
    Expiry,
    /// Valid until a later version comes.
    Superseded,
    /// The head of a table of revisions.
    History,
    /// Telephone.
    Phone,
    /// Facsimile.
    Fax,
    /// Emergency or out-of-hours contact.
    Emergency,
    /// Mobile telephone or messenger.
    Mobile,
    /// E-mail.
    Email,
    /// Postal address.
    Address,
    /// Time zone.
    TimeZone,
    /// Hours of operation.
    Hours,
    /// The team's full name.
    OfficialName,
    /// The team's short name.
    ShortName,
    /// Authenticity is confirmed on request.
    OnRequest,
    /// Says that the document is not signed.
    NotSigned,
    /// TLS of the web site as authenticity.
    Tls,
    /// A key server.
    Keyserver,
    /// "Table of contents".
    Contents,
    /// A master, root or trust-anchor key.
    MasterKey,
    /// A former, expired or revoked key.
    OldKey,
    /// The key for incidents.
    IncidentKey,
    /// The key for general information.
    InformationKey,
    /// A member's own key.
    MemberKey,
    /// The team's current key: ends the reach of the five above.
    TeamKey,
    /// Somebody else's key.
    OtherKey,
}

/// Headings: the section's number in RFC 2350's outline, and the phrases that mean it.
pub(crate) type Headings = &'static [(&'static str, &'static [&'static str])];
/// Labels: a meaning and its phrases.
pub(crate) type Labels = &'static [(Term, &'static [&'static str])];

/// One language's table.
#[derive(Debug)]
pub(crate) struct Language {
    /// ISO 639-1 code.
    pub code: &'static str,
    /// Headings by meaning.
    pub headings: Headings,
    /// Labels and words in sentences.
    pub labels: Labels,
    /// January to December, all usual forms and abbreviations.
    pub months: [&'static [&'static str]; 12],
}

/// All languages. The first one wins where two fit a document equally well.
pub(crate) const LANGUAGES: &[&Language] = &[
    &en::TABLE,
    &fr::TABLE,
    &de::TABLE,
    &es::TABLE,
    &pt::TABLE,
    &it::TABLE,
    &nl::TABLE,
    &id::TABLE,
    &sk::TABLE,
    &sr::TABLE,
    &pl::TABLE,
    &others::CZECH,
    &others::SWEDISH,
];

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
    /// Bit set of indices into [`LANGUAGES`].
    pub languages: u32,
    /// The number of words in the phrase that was met.
    pub words: usize,
    /// The number of words beside the phrase.
    pub extra: usize,
}

/// The sections that have headings, with their numbers in RFC 2350's outline.
const SECTIONS: [&str; 35] = [
    "1", "1.1", "1.2", "1.3", "1.4", "1.5", "2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9", "2.10", "2.11",
    "3", "3.1", "3.2", "3.3", "3.4", "4", "4.1", "4.2", "4.3", "5", "5.1", "5.1.1", "5.1.2", "5.1.3", "5.2", "6", "7",
];

/// What a heading means: its place in [`SECTIONS`], and the language's in [`LANGUAGES`].
#[derive(Debug, Clone, Copy)]
struct Heading {
    language: u8,
    section: u8,
}

const HEADINGS_SIZE: Size = headings::<0, 0>().size();
const LABELS_SIZE: Size = labels::<0, 0>().size();
const MONTHS_SIZE: Size = months::<0, 0>().size();
static HEADINGS: Index<Heading, { HEADINGS_SIZE.phrases }, { HEADINGS_SIZE.bytes }> = headings();
static LABELS: Index<Term, { LABELS_SIZE.phrases }, { LABELS_SIZE.bytes }> = labels();
static MONTHS: Index<i8, { MONTHS_SIZE.phrases }, { MONTHS_SIZE.bytes }> = months();

const fn headings<const PHRASES: usize, const BYTES: usize>() -> Index<Heading, PHRASES, BYTES> {
    let mut index = Index::new(Heading { language: 0, section: 0 });
    let mut language = 0;
    while language < LANGUAGES.len() {
        let table = LANGUAGES[language].headings;
        let mut row = 0;
        while row < table.len() {
            let (number, phrases) = table[row];
            index.add_all(phrases, Heading { language: language as u8, section: section_of(number) });
            row += 1;
        }
        language += 1;
    }
    index
}

/// The place of a number in [`SECTIONS`]; the compiler refuses one that is not there.
const fn section_of(number: &str) -> u8 {
    let mut section = 0;
    while !is_equal(SECTIONS[section].as_bytes(), number.as_bytes()) {
        section += 1;
    }
    section as u8
}

const fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

const fn labels<const PHRASES: usize, const BYTES: usize>() -> Index<Term, PHRASES, BYTES> {
    let mut index = Index::new(Term::Key);
    let mut language = 0;
    while language < LANGUAGES.len() {
        let table = LANGUAGES[language].labels;
        let mut row = 0;
        while row < table.len() {
            let (term, phrases) = table[row];
            index.add_all(phrases, term);
            row += 1;
        }
        language += 1;
    }
    index
}

const fn months<const PHRASES: usize, const BYTES: usize>() -> Index<i8, PHRASES, BYTES> {
    let mut index = Index::new(0);
    // What is added last is met first, and the first language wins.
    let mut language = LANGUAGES.len();
    while language > 0 {
        language -= 1;
        let table = LANGUAGES[language].months;
        let mut month = 0;
        while month < table.len() {
            index.add_all(table[month], month as i8 + 1);
            month += 1;
        }
    }
    index
}

/// Two-letter code of the language with this place in [`LANGUAGES`].
pub(crate) fn code(language: usize) -> Option<&'static str> {
    const CODES: [&str; LANGUAGES.len()] = {
        let mut codes = [""; LANGUAGES.len()];
        let mut language = 0;
        while language < LANGUAGES.len() {
            codes[language] = LANGUAGES[language].code;
            language += 1;
        }
        codes
    };
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
            hits.push(Hit { term: phrase.means, range: first.start..end.end });
        }
        index = last + 1;
    }
    hits
}

/// A cheap look at the first word of a row: whether it may be a heading that is neither numbered nor marked. In capitals any row
/// may be one, because there a phrase inside the row counts.
pub(crate) fn may_start_heading(row: &str) -> bool {
    let word = row.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
    if !word.is_ascii() || !row.bytes().any(|b| b.is_ascii_lowercase()) {
        return true;
    }
    let mut lower = [0_u8; 24];
    let Some(slot) = lower.get_mut(..word.len()) else { return false };
    slot.copy_from_slice(word.as_bytes());
    slot.make_ascii_lowercase();
    std::str::from_utf8(slot).is_ok_and(|word| HEADINGS.begin_with(word).next().is_some())
}

/// The meaning of a heading without its number: the whole of it, or else the longest phrase of two or more words inside it.
pub(crate) fn heading(words: &Words) -> Option<Meaning> {
    if let Some((number, languages)) = section(words.word(0), &words.text) {
        return Some(Meaning { number, languages, words: words.len(), extra: 0 });
    }
    let mut best: Option<Meaning> = None;
    for index in 0..words.len() {
        let first = words.word(index);
        let Some(phrase) = HEADINGS.longest(first, words.from(index)) else { continue };
        let length = phrase.text.matches(' ').count() + 1;
        if length < 2 || best.is_some_and(|best| length <= best.words) {
            continue;
        }
        let Some((number, languages)) = section(first, phrase.text) else { continue };
        best = Some(Meaning { number, languages, words: length, extra: words.len() - length });
    }
    best
}

/// The meaning of a heading of one word inside a longer one, for lines that are headings for certain.
pub(crate) fn heading_word(words: &Words) -> Option<Meaning> {
    let (number, languages) = (0..words.len()).map(|i| words.word(i)).find_map(|word| section(word, word))?;
    Some(Meaning { number, languages, words: 1, extra: words.len().saturating_sub(1) })
}

/// The section that exactly this phrase heads, and the languages in which it does.
fn section(first: &str, phrase: &str) -> Option<(&'static str, u32)> {
    let mut found = None;
    for Met { means: Heading { language, section }, .. } in HEADINGS.begin_with(first).filter(|met| met.text == phrase) {
        let number = *SECTIONS.get(usize::from(section))?;
        let (_, languages) = found.unwrap_or((number, 0));
        found = Some((number, languages | 1_u32.checked_shl(u32::from(language)).unwrap_or(0)));
    }
    found
}

/// The month with this folded name, 1 to 12.
pub(crate) fn month(word: &str) -> Option<i8> {
    MONTHS.begin_with(word).find(|met| met.text == word).map(|met| met.means)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use super::*;
    use crate::claims::fold::folded;

    #[test]
    fn every_phrase_is_written_as_it_is_folded() {
        for language in LANGUAGES {
            let headings = language.headings.iter().flat_map(|(_, p)| p.iter());
            let labels = language.labels.iter().flat_map(|(_, p)| p.iter());
            for phrase in headings.chain(labels).chain(language.months.iter().flat_map(|m| m.iter())) {
                assert_eq!(*phrase, folded(phrase), "{}: not in folded form", language.code);
                assert!(!phrase.is_empty(), "{}", language.code);
            }
        }
    }

    #[test]
    fn no_phrase_means_two_sections_or_terms() {
        let mut sections: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
        let mut terms: BTreeMap<&str, (Term, &str)> = BTreeMap::new();
        for language in LANGUAGES {
            for (number, phrases) in language.headings {
                for phrase in *phrases {
                    let (known, code) = sections.entry(phrase).or_insert((number, language.code));
                    assert_eq!(known, number, "heading {phrase:?} of {code} and {}", language.code);
                }
            }
            for (term, phrases) in language.labels {
                for phrase in *phrases {
                    let (known, code) = terms.entry(phrase).or_insert((*term, language.code));
                    assert_eq!(known, term, "label {phrase:?} of {code} and {}", language.code);
                }
            }
        }
    }

    #[test]
    fn every_language_names_all_months_and_the_sections_that_hold_claims() {
        for language in LANGUAGES {
            assert!(language.months.iter().all(|m| !m.is_empty()), "{}", language.code);
            for wanted in ["1", "1.1", "1.3", "1.4", "2", "2.1", "2.2", "2.3", "2.4", "2.7", "2.8", "2.11", "3", "4", "5", "6", "7"]
            {
                assert!(language.headings.iter().any(|(n, _)| *n == wanted), "{} has no heading for {wanted}", language.code);
            }
        }
    }

    #[test]
    fn no_heading_is_longer_than_what_is_taken_for_text() {
        for (language, (_, phrases)) in LANGUAGES.iter().flat_map(|l| l.headings.iter().map(move |h| (l, h))) {
            assert!(phrases.iter().all(|p| p.split(' ').count() < crate::sections::MAX_WORDS), "{}", language.code);
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let words = Words::of("PGP User ID: x, Key ID: y", 0);
        let terms: Vec<_> = hits(&words).into_iter().map(|h| h.term).collect();
        assert!(terms.ends_with(&[Term::KeyId]) && terms.contains(&Term::UserId) && !terms.contains(&Term::BareId), "{terms:?}");
        let meaning = heading(&Words::of("Public Keys and (Other) Encryption Information", 0)).unwrap();
        assert_eq!((meaning.number, meaning.extra), ("2.8", 0));
    }
}
