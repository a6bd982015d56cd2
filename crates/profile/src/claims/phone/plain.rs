//! A number as a person sees it, where other signs stand among its digits: full width ones, as
//! Japanese and Chinese texts print them, and invisible ones.

use std::borrow::Cow;
use std::ops::Range;

/// How much of the text around a number is looked at, in bytes.
const NEAR: usize = 160;
/// A number with its extension, in bytes.
const FAR: usize = 64;
/// Full width signs stand as far behind the plain ones (Unicode, "Halfwidth and Fullwidth Forms").
const WIDE: u32 = 0xFEE0;

/// The text around a number in plain signs, with the way back.
pub(super) struct Plain<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Where the number begins in it.
    pub start: usize,
    /// Where each byte of the text stands in the original, and where its sign ends there; none
    /// where it is the original.
    places: Vec<Range<usize>>,
}

impl<'t> Plain<'t> {
    /// The text around the number that starts here.
    pub fn around(raw: &'t str, start: usize) -> Self {
        let near = raw
            .get(start..raw.floor_char_boundary(start + FAR))
            .unwrap_or_default();
        let near = near.split('\n').next().unwrap_or_default();
        if near.is_ascii() || !near.contains(|c| is_invisible(c) || widened(c).is_some()) {
            return Self {
                text: Cow::Borrowed(raw),
                start,
                places: Vec::new(),
            };
        }
        let from = raw.floor_char_boundary(start.saturating_sub(NEAR));
        let part = raw
            .get(from..raw.floor_char_boundary(start + NEAR))
            .unwrap_or_default();
        let (mut text, mut places, mut first) = (String::new(), Vec::new(), None);
        for (at, c) in part.char_indices().filter(|(_, c)| !is_invisible(*c)) {
            if from + at >= start && first.is_none() {
                first = Some(text.len());
            }
            text.push(widened(c).unwrap_or(c));
            places.resize(text.len(), from + at..from + at + c.len_utf8());
        }
        Self {
            start: first.unwrap_or(text.len()),
            text: Cow::Owned(text),
            places,
        }
    }

    /// Where this part of the plain text stands in the original.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        match (
            self.places.get(range.start),
            self.places.get(range.end.wrapping_sub(1)),
        ) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => range,
        }
    }
}

/// Whether a number may begin with this sign in full width.
pub(super) fn is_wide_start(raw: &str, start: usize) -> bool {
    let first = raw.get(start..).and_then(|rest| rest.chars().next());
    first
        .and_then(widened)
        .is_some_and(|c| c.is_ascii_digit() || c == '+')
}

/// The plain sign for one in full width.
fn widened(c: char) -> Option<char> {
    match c {
        '０'..='９' | '＋' | '（' | '）' | '－' | '．' | '／' => {
            char::from_u32(u32::from(c) - WIDE)
        }
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// Signs that nobody sees: soft hyphens, joiners, marks of direction that turn nothing around.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_leads_to_whole_signs() {
        let raw = "電話 ＋44 20 7946\u{200b}0152 です";
        let plain = Plain::around(raw, 7);
        let number = plain
            .text
            .find("+44 20 79460152")
            .map(|at| at..at + "+44 20 79460152".len());
        assert_eq!(number.as_ref().map(|n| n.start), Some(plain.start));
        assert_eq!(
            number.map(|n| raw.get(plain.place(n))),
            Some(Some("＋44 20 7946\u{200b}0152"))
        );
        assert_eq!(Plain::around("+44 20 7946 0152", 0).place(3..5), 3..5);
    }
}
