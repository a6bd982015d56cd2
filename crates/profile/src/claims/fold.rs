//! Text folded to plain words, so that one spelling in the vocabulary meets all printed ones.

use unicode_normalization::char::decompose_compatible;

/// Characters of a word and the mark behind it, about.
const MEAN_WORD: usize = 6;

/// A text as lower-case words without accents, joined by single spaces, with the way back to the
/// original.
///
/// Typographic apostrophes, dashes, brackets and any other punctuation only separate words:
/// `Key-ID`, `KEY ID` and `key  id` are equal. Where a script puts no spaces between words, every
/// character is a word: a phrase of several is then found inside a sentence as one of several words
/// is elsewhere.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// The words, each followed by one space, or by a line end where a row or a cell ends between,
    /// except the last.
    pub text: String,
    /// Every word's start in `text` and its range in the original.
    pub spans: Vec<Span>,
}

/// One word of [`Words`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// Byte offset of the word in the folded text.
    pub at: usize,
    /// Byte offset of its first character in the original, with the offset given to [`Words::of`]
    /// added.
    pub start: usize,
    /// Byte offset behind its last character in the original, likewise.
    pub end: usize,
}

impl Words {
    /// Folds `text`; `base` is added to every offset into the original.
    pub(crate) fn of(text: &str, base: usize) -> Self {
        if text.is_ascii() {
            Self::of_ascii(text, base)
        } else {
            Self::of_any(text, base)
        }
    }

    fn of_any(text: &str, base: usize) -> Self {
        let mut words = Self {
            text: String::with_capacity(text.len() + 1),
            spans: Vec::new(),
        };
        let mut open: Option<Span> = None;
        let mut unit = Unit::Word;
        for (i, c) in text.char_indices() {
            let before = words.text.len();
            let joins = fold(c, &mut words.text);
            let grew = words.text.len() > before;
            if grew {
                let this = Unit::of(c);
                if let Some(span) = open.take_if(|_| this.begins_behind(unit)) {
                    words.spans.push(span);
                    words.text.insert(before, ' ');
                    open = Some(Span {
                        at: before + 1,
                        start: base + i,
                        end: base + i + c.len_utf8(),
                    });
                }
                unit = this;
            }
            match (&mut open, grew) {
                (Some(span), true) => span.end = base + i + c.len_utf8(),
                (None, true) => {
                    open = Some(Span {
                        at: before,
                        start: base + i,
                        end: base + i + c.len_utf8(),
                    })
                }
                (Some(span), false) if !joins => {
                    words.spans.push(*span);
                    words.text.push(' ');
                    open = None;
                }
                _ => {}
            }
            // A phrase does not run from one row or cell into the next, where another label may
            // stand.
            if matches!(c, '\n' | '\t' | '|' | '│') && words.text.ends_with(' ') {
                words.text.pop();
                words.text.push('\n');
            }
        }
        if let Some(span) = open {
            words.spans.push(span);
        }
        let end = words.text.trim_end().len();
        words.text.truncate(end);
        words
    }

    /// The same for a text in which nothing but letters and digits makes a word: most are.
    fn of_ascii(text: &str, base: usize) -> Self {
        let bytes = text.as_bytes();
        let mut words = Self {
            text: String::with_capacity(text.len() + 1),
            spans: Vec::with_capacity(text.len() / MEAN_WORD + 1),
        };
        let mut i = 0;
        while let Some(byte) = bytes.get(i) {
            if byte.is_ascii_alphanumeric() {
                let word = bytes.get(i..).unwrap_or_default();
                let length = word
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
                let at = words.text.len();
                words
                    .text
                    .push_str(text.get(i..i + length).unwrap_or_default());
                if let Some(word) = words.text.get_mut(at..) {
                    word.make_ascii_lowercase();
                }
                let (start, end) = (base + i, base + i + length);
                words.spans.push(Span { at, start, end });
                i += length;
                if i < bytes.len() {
                    words.text.push(' ');
                }
                continue;
            }
            if matches!(byte, b'\n' | b'\t' | b'|') && words.text.ends_with(' ') {
                words.text.pop();
                words.text.push('\n');
            }
            i += 1;
        }
        let end = words.text.trim_end().len();
        words.text.truncate(end);
        words
    }

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The folded text from the word with this index on.
    pub(crate) fn from(&self, index: usize) -> &str {
        self.spans
            .get(index)
            .and_then(|s| self.text.get(s.at..))
            .unwrap_or_default()
    }

    /// One folded word.
    pub(crate) fn word(&self, index: usize) -> &str {
        let rest = self.from(index);
        rest.split([' ', '\n']).next().unwrap_or_default()
    }
}

/// The number of words in a folded text, where two characters of a script without spaces count as
/// one word.
pub(crate) fn weight(folded: &str) -> usize {
    let words = || folded.split([' ', '\n']).filter(|word| !word.is_empty());
    let single = words()
        .filter(|word| {
            word.chars()
                .next()
                .is_some_and(|c| Unit::of(c) == Unit::Single)
        })
        .count();
    words().count() - single / 2
}

/// What one character is of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// A letter of a word between spaces.
    Word,
    /// A letter of a Japanese word of foreign origin: such words are set apart by being in
    /// katakana.
    Katakana,
    /// A word by itself: Chinese characters, hiragana, Korean syllables.
    Single,
    /// The vowel or the last consonant of a Korean syllable that is written as separate letters.
    Jamo,
}

impl Unit {
    fn of(c: char) -> Self {
        match c {
            ..'\u{1100}' => Self::Word,
            '\u{1160}'..='\u{11ff}' => Self::Jamo,
            '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => {
                Self::Katakana
            }
            '\u{1100}'..='\u{115f}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{309f}'
            | '\u{3130}'..='\u{318f}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}' => Self::Single,
            _ => Self::Word,
        }
    }

    /// Whether a word begins with this character, where that kind of character stands in front.
    fn begins_behind(self, before: Self) -> bool {
        match self {
            Self::Single => true,
            Self::Jamo => false,
            Self::Word | Self::Katakana => self != before,
        }
    }
}

/// Folds a short text that is needed without offsets.
pub(crate) fn folded(text: &str) -> String {
    Words::of(text, 0).text.replace('\n', " ")
}

/// Appends the folded letters or digits of `c`. Returns whether a character that folds to nothing
/// joins the parts of a word, as a soft hyphen does, instead of separating words.
fn fold(c: char, out: &mut String) -> bool {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        return false;
    }
    match c {
        'ß' => out.push_str("ss"),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'ı' => out.push('i'),
        // The Greek sigma at the end of a word.
        'ς' => out.push('σ'),
        c if is_invisible(c) => return true,
        c => {
            let mut combining = false;
            decompose_compatible(c, |part| {
                if unicode_normalization::char::is_combining_mark(part) {
                    combining = true;
                } else if part.is_alphanumeric() {
                    out.extend(part.to_lowercase().filter(|l| l.is_alphanumeric()));
                }
            });
            return combining;
        }
    }
    false
}

/// Characters that take no room on the page: zero-width, soft hyphen, and those that change the
/// direction of writing.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_matter() {
        for text in [
            "Key-ID",
            "KEY  ID",
            "key\u{a0}id:",
            "Key\u{2011}ID",
            "[Key] (ID)",
        ] {
            assert_eq!(folded(text), "key id", "{text:?}");
        }
        assert_eq!(folded("Numéro de l’équipe"), "numero de l equipe");
        assert_eq!(
            folded("Verejné kľúče a šifrovacie"),
            "verejne kluce a sifrovacie"
        );
        assert_eq!(folded("Schlüssel, Straße"), "schlussel strasse");
        assert_eq!(folded("fin\u{ad}ger\u{200b}print"), "fingerprint");
        assert_eq!(folded("e\u{301}quipe"), "equipe", "decomposed accents");
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_for_plain_letters_is_no_other_one(text in "[ -~\t\n\r\u{1b}]{0,60}", base in 0..9usize) {
            proptest::prop_assert_eq!(Words::of_ascii(&text, base), Words::of_any(&text, base));
        }
    }

    #[test]
    fn a_script_without_spaces_has_words_of_one_character() {
        for (text, words) in [
            (
                "最終更新日：2025年10月1日",
                "最 終 更 新 日 2025 年 10 月 1 日",
            ),
            (
                "PGP公開鍵のフィンガープリント",
                "pgp 公 開 鍵 の フィンカーフリント",
            ),
            ("電子メール・アドレス", "電 子 メール アトレス"),
            ("ＰＧＰ　ｷｰID", "pgp キー id"),
            ("Κωδικός ΑΣΦΑΛΕΙΑΣ", "κωδικοσ ασφαλειασ"),
        ] {
            assert_eq!(folded(text), words, "{text}");
            assert_eq!(folded(&folded(text)), folded(text), "{text}");
        }
        let (composed, letters) = (
            "전화번호",
            "\u{110c}\u{1165}\u{11ab}\u{1112}\u{116a}\u{1107}\u{1165}\u{11ab}\u{1112}\u{1169}",
        );
        assert_eq!(
            (folded(composed), Words::of(letters, 0).len()),
            (folded(letters), 4)
        );
        assert_eq!(
            (
                weight("key id"),
                weight("最 終 更 新 日"),
                weight("pgp 公 開 鍵")
            ),
            (2, 3, 3)
        );
        let words = Words::of("a 最終", 0);
        assert_eq!(
            words
                .spans
                .iter()
                .map(|s| (s.start, s.end))
                .collect::<Vec<_>>(),
            [(0, 1), (2, 5), (5, 8)]
        );
    }

    #[test]
    fn offsets_lead_back_to_the_original() {
        let text = "– É: clé";
        let words = Words::of(text, 10);
        let span = words.spans[1];
        assert_eq!(&text[span.start - 10..span.end - 10], "clé");
        assert_eq!(words.word(0), "e");
    }
}
