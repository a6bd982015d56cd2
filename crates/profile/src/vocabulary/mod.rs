//! The words that profiles use, as data: one table per language, looked up together.
//!
//! A phrase is written as it is folded: lower case, no accents, only letters and digits, words separated by one space. The page
//! `docs/guide/vocabulary.md` says how to add a language.

mod de;
mod en;
mod es;
mod fr;
mod id;
mod it;
mod nl;
mod others;
mod pl;
mod pt;
mod sk;
mod sr;

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::claims::fold::Words;

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
pub(crate) static LANGUAGES: &[&Language] = &[
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

/// All tables, ready for looking up.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    headings: Phrases<Heading>,
    labels: Phrases<Term>,
    months: FxHashMap<&'static str, i8>,
}

/// Where a heading stands in [`LANGUAGES`], kept small because every start of the program fills the table.
#[derive(Debug, Clone, Copy)]
struct Heading {
    language: u8,
    section: u8,
}

/// The tables of all languages.
pub(crate) fn get() -> &'static Vocabulary {
    static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::new);
    &VOCABULARY
}

impl Vocabulary {
    fn new() -> Self {
        let mut all = Self {
            headings: Phrases::with_capacity(1024, 4096),
            labels: Phrases::with_capacity(1024, 4096),
            months: FxHashMap::with_capacity_and_hasher(512, FxBuildHasher),
        };
        for (language, table) in (0..).zip(LANGUAGES) {
            for (section, (_, phrases)) in (0..).zip(table.headings) {
                phrases.iter().for_each(|phrase| all.headings.add(phrase, Heading { language, section }));
            }
            for (term, phrases) in table.labels {
                phrases.iter().for_each(|phrase| all.labels.add(phrase, *term));
            }
            for (month, names) in (1..).zip(table.months) {
                for name in names {
                    all.months.entry(name).or_insert(month);
                }
            }
        }
        all
    }

    /// All labels in a text, the longest at each word, without overlap.
    pub(crate) fn hits(&self, words: &Words) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut index = 0;
        while index < words.len() {
            let rest = words.from(index);
            let Some(phrase) = self.labels.longest(words.word(index), rest) else {
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
    pub(crate) fn may_start_heading(&self, row: &str) -> bool {
        let word = row.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).find(|w| !w.is_empty()).unwrap_or_default();
        if !word.is_ascii() || !row.bytes().any(|b| b.is_ascii_lowercase()) {
            return true;
        }
        let mut lower = [0_u8; 24];
        let Some(slot) = lower.get_mut(..word.len()) else { return false };
        slot.copy_from_slice(word.as_bytes());
        slot.make_ascii_lowercase();
        std::str::from_utf8(slot).is_ok_and(|word| self.headings.begin_with(word).next().is_some())
    }

    /// The meaning of a heading without its number: the whole of it, or else the longest phrase of two or more words inside it.
    pub(crate) fn heading(&self, words: &Words) -> Option<Meaning> {
        if let Some((number, languages)) = self.section(words.word(0), &words.text) {
            return Some(Meaning { number, languages, words: words.len(), extra: 0 });
        }
        let mut best: Option<Meaning> = None;
        for index in 0..words.len() {
            let first = words.word(index);
            let Some(phrase) = self.headings.longest(first, words.from(index)) else { continue };
            let length = phrase.text.matches(' ').count() + 1;
            if length < 2 || best.is_some_and(|best| length <= best.words) {
                continue;
            }
            let Some((number, languages)) = self.section(first, phrase.text) else { continue };
            best = Some(Meaning { number, languages, words: length, extra: words.len() - length });
        }
        best
    }

    /// The meaning of a heading of one word inside a longer one, for lines that are headings for certain.
    pub(crate) fn heading_word(&self, words: &Words) -> Option<Meaning> {
        let (number, languages) = (0..words.len()).map(|i| words.word(i)).find_map(|word| self.section(word, word))?;
        Some(Meaning { number, languages, words: 1, extra: words.len().saturating_sub(1) })
    }

    /// The section that exactly this phrase heads, and the languages in which it does.
    fn section(&self, first: &str, phrase: &str) -> Option<(&'static str, u32)> {
        let mut found = None;
        for Heading { language, section } in self.headings.begin_with(first).filter(|p| p.text == phrase).map(|p| p.means) {
            let number = LANGUAGES.get(usize::from(language)).and_then(|table| table.headings.get(usize::from(section)))?.0;
            let (_, languages) = found.unwrap_or((number, 0));
            found = Some((number, languages | 1_u32.checked_shl(u32::from(language)).unwrap_or(0)));
        }
        found
    }

    /// The month with this folded name, 1 to 12.
    pub(crate) fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word).copied()
    }
}

/// Phrases by their first words.
///
/// The tables hold our own words only, so a hash that an attacker could steer does no harm.
#[derive(Debug)]
struct Phrases<T> {
    /// Of each first word the phrase that was added last, by its place in `all`.
    last: FxHashMap<&'static str, u32>,
    all: Vec<Phrase<T>>,
}

#[derive(Debug)]
struct Phrase<T> {
    text: &'static str,
    means: T,
    /// The phrase added before with the same first word.
    before: Option<u32>,
}

impl<T> Phrases<T> {
    fn with_capacity(words: usize, phrases: usize) -> Self {
        Self { last: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher), all: Vec::with_capacity(phrases) }
    }

    fn add(&mut self, text: &'static str, means: T) {
        let first = text.split(' ').next().unwrap_or_default();
        if let Ok(index) = u32::try_from(self.all.len()) {
            let before = self.last.insert(first, index);
            self.all.push(Phrase { text, means, before });
        }
    }

    fn begin_with(&self, word: &str) -> impl Iterator<Item = &Phrase<T>> {
        let at = |index: u32| self.all.get(usize::try_from(index).ok()?);
        std::iter::successors(self.last.get(word).copied().and_then(at), move |phrase| phrase.before.and_then(at))
    }

    /// The longest phrase with this first word that `rest` starts with.
    fn longest(&self, first: &str, rest: &str) -> Option<&Phrase<T>> {
        self.begin_with(first).filter(|phrase| starts_with(rest, phrase.text)).max_by_key(|phrase| phrase.text.len())
    }
}

/// Whether `text` starts with the phrase and a word ends there.
fn starts_with(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']))
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
        let terms: Vec<_> = get().hits(&words).into_iter().map(|h| h.term).collect();
        assert!(terms.ends_with(&[Term::KeyId]) && terms.contains(&Term::UserId) && !terms.contains(&Term::BareId), "{terms:?}");
        let meaning = get().heading(&Words::of("Public Keys and (Other) Encryption Information", 0)).unwrap();
        assert_eq!((meaning.number, meaning.extra), ("2.8", 0));
    }
}
