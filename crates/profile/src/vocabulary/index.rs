//! Phrases by their first words, laid out when the program is built: a program that starts for one
//! document has no time to fill tables, and a table of pointers would have to be relocated at every
//! start.

use super::hash;

/// Phrases of one kind. `build.rs` writes them.
#[derive(Debug)]
pub(super) struct Index<T: 'static> {
    /// All phrases, one behind the other.
    pub text: &'static str,
    /// In lists by the hash of the first word; the longest first in each.
    pub phrases: &'static [Phrase<T>],
    /// Where each list starts, and where the last one ends. A power of two of them, and one more.
    pub starts: &'static [u16],
}

/// A phrase, and what it means.
#[derive(Debug, Clone, Copy)]
pub(super) struct Phrase<T> {
    pub start: u32,
    pub length: u8,
    pub means: T,
}

/// A phrase that was met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met<T> {
    pub text: &'static str,
    pub means: T,
}

impl<T: Copy> Index<T> {
    /// The phrases that begin with exactly this word, the longest first.
    pub(super) fn begin_with(&'static self, word: &str) -> impl Iterator<Item = Met<T>> {
        self.list(word).filter_map(|phrase| self.met(phrase))
    }

    /// Every phrase.
    pub(super) fn all(&'static self) -> impl Iterator<Item = &'static str> {
        self.phrases
            .iter()
            .filter_map(|phrase| self.met(phrase))
            .map(|met| met.text)
    }

    /// The longest phrase with this first word that `rest` starts with.
    pub(super) fn longest(&'static self, first: &str, rest: &str) -> Option<Met<T>> {
        let phrase = self
            .list(first)
            .find(|phrase| starts_with(rest.as_bytes(), self.bytes(phrase)))?;
        self.met(phrase)
    }

    /// The phrases that begin with exactly this word. Compared as bytes: most are looked at only to
    /// be passed over.
    fn list(&'static self, word: &str) -> impl Iterator<Item = &'static Phrase<T>> {
        let list = hash::of(word) as usize & self.starts.len().saturating_sub(2);
        let start = |at: usize| self.starts.get(at).copied().map_or(0, usize::from);
        let phrases = self
            .phrases
            .get(start(list)..start(list + 1))
            .unwrap_or_default();
        phrases
            .iter()
            .filter(move |phrase| starts_with(self.bytes(phrase), word.as_bytes()))
    }

    fn bytes(&'static self, phrase: &Phrase<T>) -> &'static [u8] {
        let start = phrase.start as usize;
        self.text
            .as_bytes()
            .get(start..start + usize::from(phrase.length))
            .unwrap_or_default()
    }

    fn met(&'static self, phrase: &Phrase<T>) -> Option<Met<T>> {
        let start = phrase.start as usize;
        Some(Met {
            text: self.text.get(start..start + usize::from(phrase.length))?,
            means: phrase.means,
        })
    }
}

/// Whether `text` starts with the phrase and a word ends there.
fn starts_with(text: &[u8], phrase: &[u8]) -> bool {
    text.strip_prefix(phrase)
        .is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    static INDEX: Index<u8> = Index {
        text: "key idkeyкључ",
        phrases: &[
            Phrase {
                start: 0,
                length: 6,
                means: 2,
            },
            Phrase {
                start: 6,
                length: 3,
                means: 1,
            },
            Phrase {
                start: 9,
                length: 8,
                means: 3,
            },
        ],
        starts: &[0, 3],
    };

    #[test]
    fn phrases_are_met_by_whole_words_and_the_longest_wins() {
        let longest = |text: &str| {
            INDEX
                .longest(text.split([' ', '\n']).next().unwrap_or_default(), text)
                .map(|met| met.means)
        };
        assert_eq!(longest("key id of"), Some(2));
        assert_eq!(longest("key idea"), Some(1));
        assert_eq!(longest("key\nid"), Some(1));
        assert_eq!(longest("кључ"), Some(3));
        assert_eq!(
            (longest("keys"), longest("ke"), longest("")),
            (None, None, None)
        );
        let all: Vec<_> = INDEX
            .begin_with("key")
            .map(|met| (met.text, met.means))
            .collect();
        assert_eq!(all, [("key id", 2), ("key", 1)]);
    }
}
