//! Texts whose digits are of another script.

/// A text with the digits of other scripts as ASCII ones, and the way back.
pub(super) struct PlainDigits {
    pub text: String,
    /// Where each replaced character stands in `text`, and how many bytes longer the original is up
    /// to behind it.
    longer: Vec<(usize, usize)>,
}

impl PlainDigits {
    /// None where there are no others.
    pub fn of(raw: &str) -> Option<Self> {
        // Arabic digits begin with 0xD9 and 0xDB, Devanagari and Bengali ones with 0xE0, wide ones
        // with 0xEF.
        if raw.is_ascii() || !raw.chars().any(|c| Self::plain(c).is_some()) {
            return None;
        }
        let mut plain = Self {
            text: String::with_capacity(raw.len()),
            longer: Vec::new(),
        };
        let mut longer = 0;
        for c in raw.chars() {
            let Some(digit) = Self::plain(c) else {
                plain.text.push(c);
                continue;
            };
            longer += c.len_utf8() - 1;
            plain.longer.push((plain.text.len(), longer));
            plain.text.push(digit);
        }
        Some(plain)
    }

    fn plain(c: char) -> Option<char> {
        let zero = match c {
            '\u{660}'..='\u{669}' => 0x660,
            '\u{6f0}'..='\u{6f9}' => 0x6f0,
            '\u{966}'..='\u{96f}' => 0x966,
            '\u{9e6}'..='\u{9ef}' => 0x9e6,
            '\u{ff10}'..='\u{ff19}' => 0xff10,
            '\u{ff0d}' => return Some('-'),
            '\u{ff0e}' => return Some('.'),
            '\u{ff0f}' => return Some('/'),
            _ => return None,
        };
        char::from_digit(u32::from(c) - zero, 10)
    }

    pub fn origin(&self, at: usize) -> usize {
        let before = self.longer.partition_point(|(start, _)| *start < at);
        at + before
            .checked_sub(1)
            .and_then(|i| self.longer.get(i))
            .map_or(0, |(_, longer)| *longer)
    }
}
