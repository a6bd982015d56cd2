//! Small signs above or below the line: footnote marks, ordinals, exponents. None of them is part
//! of the value beside it.

use super::chunks::{Chunk, Item};
use super::glyph::PageGlyphs;

/// The largest size of such a sign, in sizes of the text beside it.
const SMALL: f64 = 0.88;
/// How far it is moved up or down at least, in sizes of the text beside it.
const MOVED: f64 = 0.1;
/// How far it may stand beside the text, in sizes of that.
const BESIDE: f64 = 0.7;
/// Letters and digits of a mark.
const SIGNS: usize = 4;
/// Endings of ordinals, as in `1st`, `2e` and `3º`.
const ORDINALS: [&str; 18] = [
    "st", "nd", "rd", "th", "er", "ère", "re", "e", "è", "ème", "me", "º", "ª", "o", "a", "de",
    "te", "ste",
];

/// In which direction a chunk is moved against the one beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    Up,
    Down,
}

/// Whether a chunk is a small sign above or below the line of its neighbour.
pub(super) fn moved(mark: &Chunk, beside: &Chunk, items: usize) -> Option<Moved> {
    let gap = (mark.u0 - beside.u1).max(beside.u0 - mark.u1);
    if items > SIGNS || mark.size > SMALL * beside.size || gap > BESIDE * beside.size {
        return None;
    }
    let down = mark.v - beside.v;
    match down {
        _ if down < -MOVED * beside.size => Some(Moved::Up),
        _ if down > MOVED * beside.size => Some(Moved::Down),
        _ => None,
    }
}

/// Whether a mark makes an ordinal of the number that the text in front of it ends with.
pub(super) fn is_ordinal(mark: &str, before: &str) -> bool {
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let is_number = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number && ORDINALS.contains(&mark.to_lowercase().as_str())
}

/// The text of a mark.
pub(super) fn text(page: &PageGlyphs, items: &[Item]) -> String {
    items
        .iter()
        .filter_map(|item| page.glyphs.get(item.glyph))
        .map(|glyph| page.text_of(glyph))
        .collect()
}

/// The character for a small sign above or below the line, where there is one.
pub(super) fn sign(c: char, moved: Moved) -> char {
    const UP: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    const DOWN: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    let digits = if moved == Moved::Up { UP } else { DOWN };
    let digit = c
        .to_digit(10)
        .and_then(|digit| digits.get(usize::try_from(digit).ok()?))
        .copied();
    digit.unwrap_or(match c {
        'a' => 'ᵃ',
        'b' => 'ᵇ',
        'c' => 'ᶜ',
        'd' => 'ᵈ',
        'e' => 'ᵉ',
        'f' => 'ᶠ',
        c => c,
    })
}
