//! Phrases by their first words, laid out by the compiler: a program that starts for one document has no time to fill tables, and a
//! table of pointers would have to be relocated at every start.

/// Lists of phrases, by the hash of the first word. A power of two, about as many as there are phrases.
const LISTS: usize = 2048;

/// Ends a list.
const END: u16 = u16::MAX;

/// Phrases of one kind. `PHRASES` and `BYTES` say how many there are and how long they are together.
#[derive(Debug)]
pub(super) struct Index<T, const PHRASES: usize, const BYTES: usize> {
    /// All phrases, one behind the other.
    text: [u8; BYTES],
    phrases: [Phrase<T>; PHRASES],
    /// Of each list the phrase that was added last.
    last: [u16; LISTS],
    size: Size,
}

/// How much an [`Index`] has to hold.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub phrases: usize,
    pub bytes: usize,
}

#[derive(Debug, Clone, Copy)]
struct Phrase<T> {
    start: u32,
    length: u8,
    /// The phrase that was added to the list before.
    before: u16,
    means: T,
}

/// A phrase that was met.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met<T> {
    pub text: &'static str,
    pub means: T,
}

impl<T: Copy, const PHRASES: usize, const BYTES: usize> Index<T, PHRASES, BYTES> {
    /// Without phrases; `unused` fills the places.
    pub(super) const fn new(unused: T) -> Self {
        let none = Phrase { start: 0, length: 0, before: END, means: unused };
        Self { text: [0; BYTES], phrases: [none; PHRASES], last: [END; LISTS], size: Size { phrases: 0, bytes: 0 } }
    }

    /// What was added, whether it found room or not.
    pub(super) const fn size(&self) -> Size {
        self.size
    }

    /// Adds phrases of one meaning.
    pub(super) const fn add_all(&mut self, phrases: &[&str], means: T) {
        let mut at = 0;
        while at < phrases.len() {
            self.add(phrases[at], means);
            at += 1;
        }
    }

    /// Adds a phrase, or only counts it where there is no room. Called by the compiler, which refuses what does not fit.
    const fn add(&mut self, phrase: &str, means: T) {
        let bytes = phrase.as_bytes();
        let Size { phrases: index, bytes: start } = self.size;
        self.size = Size { phrases: index + 1, bytes: start + bytes.len() };
        if self.size.phrases > PHRASES || self.size.bytes > BYTES {
            return;
        }
        assert!(bytes.len() <= u8::MAX as usize && index < END as usize && start <= u32::MAX as usize, "too many or too long");
        let mut at = 0;
        while at < bytes.len() {
            self.text[start + at] = bytes[at];
            at += 1;
        }
        let list = list_of(bytes);
        self.phrases[index] = Phrase { start: start as u32, length: bytes.len() as u8, before: self.last[list], means };
        self.last[list] = index as u16;
    }

    /// The phrases that begin with exactly this word.
    pub(super) fn begin_with(&'static self, word: &str) -> impl Iterator<Item = Met<T>> {
        self.list(word).filter_map(|(text, means)| Met::of(text, means))
    }

    /// The longest phrase with this first word that `rest` starts with.
    pub(super) fn longest(&'static self, first: &str, rest: &str) -> Option<Met<T>> {
        let fitting = self.list(first).filter(|(text, _)| starts_with(rest.as_bytes(), text));
        fitting.max_by_key(|(text, _)| text.len()).and_then(|(text, means)| Met::of(text, means))
    }

    /// The phrases that begin with exactly this word, as bytes: most are looked at only to be passed over.
    fn list(&'static self, word: &str) -> impl Iterator<Item = (&'static [u8], T)> {
        let at = |index: u16| self.phrases.get(usize::from(index));
        let last = self.last.get(list_of(word.as_bytes())).copied().unwrap_or(END);
        let list = std::iter::successors(at(last), move |phrase| at(phrase.before));
        list.filter_map(|phrase| Some((self.text(phrase)?, phrase.means)))
            .filter(move |(text, _)| starts_with(text, word.as_bytes()))
    }

    fn text(&'static self, phrase: &Phrase<T>) -> Option<&'static [u8]> {
        let start = usize::try_from(phrase.start).ok()?;
        self.text.get(start..start + usize::from(phrase.length))
    }
}

impl<T> Met<T> {
    fn of(text: &'static [u8], means: T) -> Option<Self> {
        Some(Self { text: std::str::from_utf8(text).ok()?, means })
    }
}

/// The list of phrases with the same first word (FNV-1a). The tables hold our own words only, so nobody can steer it.
const fn list_of(phrase: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < phrase.len() && phrase[at] != b' ' {
        hash = (hash ^ phrase[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 16) as usize % LISTS
}

/// Whether `text` starts with the phrase and a word ends there.
fn starts_with(text: &[u8], phrase: &[u8]) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn filled<const PHRASES: usize, const BYTES: usize>() -> Index<u8, PHRASES, BYTES> {
        let mut index = Index::new(0);
        index.add_all(&["key"], 1);
        index.add_all(&["key id"], 2);
        index.add_all(&["кључ"], 3);
        index
    }

    const SIZE: Size = filled::<0, 0>().size();
    static INDEX: Index<u8, { SIZE.phrases }, { SIZE.bytes }> = filled();

    #[test]
    fn phrases_are_met_by_whole_words_and_the_longest_wins() {
        let longest = |text: &str| INDEX.longest(text.split([' ', '\n']).next().unwrap_or_default(), text).map(|met| met.means);
        assert_eq!(longest("key id of"), Some(2));
        assert_eq!(longest("key idea"), Some(1));
        assert_eq!(longest("key\nid"), Some(1));
        assert_eq!(longest("кључ"), Some(3));
        assert_eq!((longest("keys"), longest("ke"), longest("")), (None, None, None));
        let mut all: Vec<_> = INDEX.begin_with("key").map(|met| (met.text, met.means)).collect();
        all.sort_unstable();
        assert_eq!(all, [("key", 1), ("key id", 2)]);
    }
}
