//! Text folded to plain words, so that one spelling in the vocabulary meets all printed ones.

use unicode_normalization::char::decompose_compatible;

/// A text as lower-case words without accents, joined by single spaces, with the way back to the original.
///
/// Typographic apostrophes, dashes, brackets and any other punctuation only separate words: `Key-ID`, `KEY ID` and `key  id` are equal.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The words, each followed by one space, or by a line end where one stands between, except the last.
    pub text: String,
    /// Every word's start in `text` and its range in the original.
    pub spans: Vec<Span>,
}

/// One word of [`Words`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// Byte offset of the word in the folded text.
    pub at: usize,
    /// Byte offset of its first character in the original, with the offset given to [`Words::of`] added.
    pub start: usize,
    /// Byte offset behind its last character in the original, likewise.
    pub end: usize,
}

impl Words {
    /// Folds `text`; `base` is added to every offset into the original.
    pub(crate) fn of(text: &str, base: usize) -> Self {
        let mut words = Self { text: String::with_capacity(text.len() + 1), spans: Vec::new() };
        let mut open: Option<Span> = None;
        for (i, c) in text.char_indices() {
            let before = words.text.len();
            let joins = fold(c, &mut words.text);
            let grew = words.text.len() > before;
            match (&mut open, grew) {
                (Some(span), true) => span.end = base + i + c.len_utf8(),
                (None, true) => open = Some(Span { at: before, start: base + i, end: base + i + c.len_utf8() }),
                (Some(span), false) if !joins => {
                    words.spans.push(*span);
                    words.text.push(' ');
                    open = None;
                }
                _ => {}
            }
            // A phrase does not run from the end of one row into the next, where another label may stand.
            if c == '\n' && words.text.ends_with(' ') {
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

    /// The number of words.
    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// The folded text from the word with this index on.
    pub(crate) fn from(&self, index: usize) -> &str {
        self.spans.get(index).and_then(|s| self.text.get(s.at..)).unwrap_or_default()
    }

    /// One folded word.
    pub(crate) fn word(&self, index: usize) -> &str {
        let rest = self.from(index);
        rest.split([' ', '\n']).next().unwrap_or_default()
    }
}

/// Folds a short text that is needed without offsets.
pub(crate) fn folded(text: &str) -> String {
    Words::of(text, 0).text.replace('\n', " ")
}

/// Appends the folded letters or digits of `c`. Returns whether a character that folds to nothing joins the parts of a word, as a
/// soft hyphen does, instead of separating words.
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

/// Characters that take no room on the page: zero-width, soft hyphen, and those that change the direction of writing.
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
        for text in ["Key-ID", "KEY  ID", "key\u{a0}id:", "Key\u{2011}ID", "[Key] (ID)"] {
            assert_eq!(folded(text), "key id", "{text:?}");
        }
        assert_eq!(folded("Numéro de l’équipe"), "numero de l equipe");
        assert_eq!(folded("Verejné kľúče a šifrovacie"), "verejne kluce a sifrovacie");
        assert_eq!(folded("Schlüssel, Straße"), "schlussel strasse");
        assert_eq!(folded("fin\u{ad}ger\u{200b}print"), "fingerprint");
        assert_eq!(folded("e\u{301}quipe"), "equipe", "decomposed accents");
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
