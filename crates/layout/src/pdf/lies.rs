//! Values whose glyphs show other characters than the text that programs read.
//!
//! A person sees the glyphs, so the visible text becomes what they show; what programs read is kept as a hidden value beside it.

use std::ops::Range;

use bonafide_model::HiddenBy;

use super::chunks::{CELL, SPACE};
use super::glyph::{Glyph, PageGlyphs};
use super::shapes::Shapes;

/// The least number of hexadecimal digits that make a value. Shorter ones are bullets, and samples of symbol fonts.
const DIGITS: usize = 8;
/// What may stand between the digits of a value.
pub(super) const BETWEEN: [char; 6] = ['x', 'X', ':', '-', '.', '\u{A0}'];

/// Takes the values apart in which a glyph shows something else. Returns how many there are.
pub(super) fn take_apart(page: &mut PageGlyphs, shapes: &mut Shapes) -> usize {
    if !may_have_values(page) {
        return 0;
    }
    let mut count = 0;
    for value in values(page) {
        let glyphs = page.glyphs.get(value.clone()).unwrap_or_default();
        let reads: Vec<Option<char>> = glyphs.iter().map(|glyph| digit(page.text_of(glyph))).collect();
        if reads.iter().flatten().count() < DIGITS {
            continue;
        }
        let drawn_as = |(glyph, read): (&Glyph, &Option<char>)| shapes.drawn_as(glyph.shape?, (*read)?);
        let drawn: Vec<Option<char>> = glyphs.iter().zip(&reads).map(drawn_as).collect();
        if drawn.iter().all(Option::is_none) {
            continue;
        }
        count += 1;
        for ((index, drawn), read) in value.zip(drawn).zip(reads) {
            let Some(glyph) = page.glyphs.get(index).cloned() else { continue };
            let text = page.text_of(&glyph).to_owned();
            page.push(Glyph { hidden_by: Some(HiddenBy::GlyphsDiffer), ..glyph }, &text);
            if let (Some(drawn), Some(read)) = (drawn, read) {
                let drawn = if read.is_ascii_uppercase() { drawn.to_ascii_uppercase() } else { drawn };
                page.set_text(index, drawn);
            }
        }
    }
    count
}

/// Whether so many hexadecimal digits follow each other anywhere that they could be a value; on most pages they do not.
fn may_have_values(page: &PageGlyphs) -> bool {
    let mut digits = 0;
    page.glyphs.iter().any(|glyph| {
        let reads = glyph.reads_as;
        if reads.is_hexadecimal && reads.is_alphanumeric {
            digits += 1;
        } else if !(reads.is_hexadecimal || reads.is_blank) {
            digits = 0;
        }
        digits >= DIGITS
    })
}

/// Runs of words on one line that consist of hexadecimal digits.
fn values(page: &PageGlyphs) -> Vec<Range<usize>> {
    let mut values: Vec<Range<usize>> = Vec::new();
    for word in words(page) {
        let glyphs = page.glyphs.get(word.clone()).unwrap_or_default();
        if !glyphs.iter().all(|glyph| glyph.reads_as.is_hexadecimal) {
            continue;
        }
        let goes_on = values.last().is_some_and(|last| {
            let between = page.glyphs.get(last.end..word.start).unwrap_or_default();
            let ends = last.end.checked_sub(1).and_then(|end| page.glyphs.get(end)).zip(page.glyphs.get(word.start));
            between.iter().all(|glyph| glyph.reads_as.is_blank) && ends.is_some_and(|(a, b)| follows(a, b, CELL))
        });
        match values.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = word.end,
            None => values.push(word),
        }
    }
    values
}

/// Visible glyphs that follow each other without a space.
fn words(page: &PageGlyphs) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (index, glyph) in page.glyphs.iter().enumerate() {
        if glyph.hidden_by.is_some() || glyph.reads_as.is_blank {
            open = false;
            continue;
        }
        let previous = index.checked_sub(1).and_then(|index| page.glyphs.get(index));
        let goes_on = open && previous.is_some_and(|previous| follows(previous, glyph, SPACE));
        match words.last_mut().filter(|_| goes_on) {
            Some(word) => word.end = index + 1,
            None => words.push(index..index + 1),
        }
        open = true;
    }
    words
}

fn follows(a: &Glyph, b: &Glyph, gap: f64) -> bool {
    let step = b.origin - a.origin;
    let em = a.size.max(b.size);
    let between = step.dot(a.along) - a.advance - a.tracking;
    step.cross(a.along).abs() < 0.3 * em && between < gap * em && between > -0.5 * em
}

fn digit(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|c| c.is_ascii_hexdigit() && chars.next().is_none())
}
