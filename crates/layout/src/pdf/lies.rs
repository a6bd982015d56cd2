//! Values whose glyphs show other characters than the text that programs read.
//!
//! A person sees the glyphs, so the visible text becomes what they show; what programs read is kept
//! as a hidden value beside it. Every glyph of what may be a claim is looked at: fingerprints and
//! Key IDs, telephone numbers, addresses.

use std::borrow::Cow;
use std::ops::Range;

use bonafide_model::claims::{HiddenBy, NotJudged};

use super::chunks::{CELL, SPACE};
use super::glyph::{EM, Glyph, PageGlyphs};
use super::shapes::Shapes;

/// The least number of hexadecimal digits that make a value. Shorter ones are bullets, and samples
/// of symbol fonts.
const DIGITS: usize = 8;
/// Glyphs that may be drawn as one with the ligature beside them.
const LIGATURE: usize = 6;
/// Combinations of letters that fonts have a sign for, the longest first. Their letters may be
/// joined.
const LIGATURES: [&str; 20] = [
    "ffi", "ffl", "www", "ff", "fi", "fl", "fj", "ft", "tt", "ti", "Th", "st", "ct", "sp", "ij",
    "IJ", "ch", "ck", "tz", "://",
];

/// Takes the values apart in which a glyph shows something else. Returns how many there are.
pub(super) fn take_apart(page: &mut PageGlyphs, shapes: &mut Shapes) -> usize {
    show_ligatures(page, shapes);
    if !may_have_claims(page) {
        return 0;
    }
    let words = words(page);
    let mut claims = values(page, &words);
    claims.extend(addresses(page, &words));
    let mut count = 0;
    for claim in claims {
        let glyphs = page.glyphs.get(claim.clone()).unwrap_or_default();
        let reads: Vec<Option<char>> = glyphs
            .iter()
            .map(|glyph| one_char(page.text_of(glyph)))
            .collect();
        let is_joined: Vec<bool> = glyphs
            .iter()
            .map(|glyph| is_joined(page.text_of(glyph), glyph, shapes))
            .collect();
        for (index, _) in claim
            .clone()
            .zip(is_joined)
            .filter(|(_, is_joined)| *is_joined)
        {
            if let Some(glyph) = page.glyphs.get_mut(index) {
                glyph.not_judged = Some(NotJudged::JoinedLetters);
            }
        }
        let glyphs = page.glyphs.get(claim.clone()).unwrap_or_default();
        let drawn_as =
            |(glyph, read): (&Glyph, &Option<char>)| shapes.drawn_as(glyph.shape?, (*read)?);
        let drawn: Vec<Option<char>> = glyphs.iter().zip(&reads).map(drawn_as).collect();
        if drawn.iter().all(Option::is_none) {
            continue;
        }
        count += 1;
        for ((index, drawn), read) in claim.zip(drawn).zip(reads) {
            let Some(glyph) = page.glyphs.get(index).cloned() else {
                continue;
            };
            let text = page.text_of(&glyph).to_owned();
            page.push(
                Glyph {
                    hidden_by: Some(HiddenBy::GlyphsDiffer),
                    ..glyph
                },
                &text,
            );
            if let (Some(drawn), Some(read)) = (drawn, read) {
                let drawn = if read.is_ascii_uppercase() {
                    drawn.to_ascii_uppercase()
                } else {
                    drawn
                };
                page.set_text(index, drawn);
            }
        }
    }
    count
}

/// Whether so many hexadecimal digits follow each other anywhere that they could be a value, or an
/// address stands there; on many pages they do not.
fn may_have_claims(page: &PageGlyphs) -> bool {
    let mut digits = 0;
    page.glyphs.iter().any(|glyph| {
        let reads = glyph.reads_as;
        if reads.is_hexadecimal && reads.is_alphanumeric {
            digits += 1;
        } else if !(reads.is_hexadecimal || reads.is_blank) {
            digits = 0;
        }
        digits >= DIGITS
    }) || memchr::memchr3(b'@', b'.', b'[', page.text.as_bytes()).is_some()
}

/// Runs of words on one line that consist of digits.
fn values(page: &PageGlyphs, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut values: Vec<Range<usize>> = Vec::new();
    for word in words {
        let glyphs = page.glyphs.get(word.clone()).unwrap_or_default();
        if !glyphs.iter().all(|glyph| glyph.reads_as.is_hexadecimal) {
            continue;
        }
        let goes_on = values.last().is_some_and(|last| {
            let between = page.glyphs.get(last.end..word.start).unwrap_or_default();
            let ends = last
                .end
                .checked_sub(1)
                .and_then(|end| page.glyphs.get(end))
                .zip(page.glyphs.get(word.start));
            between.iter().all(|glyph| glyph.reads_as.is_blank)
                && ends.is_some_and(|(a, b)| follows(a, b, CELL))
        });
        match values.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = word.end,
            None => values.push(word.clone()),
        }
    }
    let digits = |value: &Range<usize>| {
        let glyphs = page.glyphs.get(value.clone()).unwrap_or_default();
        glyphs
            .iter()
            .filter(|glyph| one_char(page.text_of(glyph)).is_some_and(|c| c.is_ascii_hexdigit()))
            .count()
    };
    values.retain(|value| digits(value) >= DIGITS);
    values
}

/// Words that are an address or a part of one, and what an address goes on with in the next row.
fn addresses(page: &PageGlyphs, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let texts: Vec<Cow<'_, str>> = words
        .iter()
        .map(|word| page.text_in(word.clone()))
        .collect();
    let spelt: Vec<bool> = texts.iter().map(|word| is_spelt_at(word)).collect();
    let is_at = |index: Option<usize>| index.and_then(|index| spelt.get(index)) == Some(&true);
    let is_wrapped = |index: usize| {
        let before = index.checked_sub(1)?;
        let is_url = texts
            .get(before)
            .is_some_and(|word| word.contains("://") || word.contains('@'));
        let ends = page.glyphs.get(words.get(before)?.end.checked_sub(1)?)?;
        let start = page.glyphs.get(words.get(index)?.start)?;
        Some(is_url && !follows(ends, start, CELL))
    };
    let wanted = texts.iter().enumerate().filter(|(index, word)| {
        is_address(word)
            || is_at(index.checked_sub(1))
            || is_at(Some(index + 1))
            || is_wrapped(*index) == Some(true)
    });
    wanted
        .filter_map(|(index, _)| words.get(index).cloned())
        .collect()
}

fn is_address(word: &str) -> bool {
    if word.contains('@') || word.contains("://") || is_spelt_at(word) {
        return true;
    }
    // A name with at least two labels, the last of which is a word.
    let name = word.trim_matches(|c: char| !c.is_alphanumeric());
    name.rsplit_once('.').is_some_and(|(front, last)| {
        let last = last.split(['/', ':', '?', '#']).next().unwrap_or_default();
        front.chars().any(char::is_alphabetic)
            && last.len() > 1
            && last.chars().all(char::is_alphabetic)
    })
}

fn is_spelt_at(word: &str) -> bool {
    if !word.bytes().any(|b| matches!(b, b'[' | b'(' | b'{' | b'<')) {
        return false;
    }
    let word = word.to_lowercase();
    ["[at]", "(at)", "{at}", "<at>"]
        .iter()
        .any(|at| word.contains(at))
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
        let previous = index
            .checked_sub(1)
            .and_then(|index| page.glyphs.get(index));
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

fn one_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Whether a glyph stands for several characters and cannot be compared with them.
fn is_joined(text: &str, glyph: &Glyph, shapes: &Shapes) -> bool {
    let count = text.chars().count();
    if count < 2 || LIGATURES.contains(&text) {
        return false;
    }
    let Some(shape) = glyph.shape else {
        return true;
    };
    let parts = shapes.parts(shape);
    parts.len() != count
        || parts
            .iter()
            .zip(text.chars())
            .any(|(&(from, to), c)| shapes.part_drawn_as(shape, from, to, c).is_some())
}

/// Letters whose glyphs draw nothing are seen where the sign beside them is drawn for them too, as
/// fonts for programmers do with `www`.
fn show_ligatures(page: &mut PageGlyphs, shapes: &Shapes) {
    let is_empty = |glyph: &Glyph| glyph.hidden_by == Some(HiddenBy::GlyphsDiffer);
    if !page.glyphs.iter().any(is_empty) {
        return;
    }
    let mut shown = Vec::new();
    for (index, glyph) in page
        .glyphs
        .iter()
        .enumerate()
        .filter(|(_, glyph)| is_empty(glyph))
    {
        let behind = page
            .glyphs
            .iter()
            .skip(index + 1)
            .take(LIGATURE)
            .find(|glyph| !is_empty(glyph));
        let before = page
            .glyphs
            .get(index.saturating_sub(LIGATURE)..index)
            .unwrap_or_default()
            .iter()
            .rev()
            .find(|glyph| !is_empty(glyph));
        if [behind, before]
            .into_iter()
            .flatten()
            .any(|drawn| is_drawn_by(page, glyph, drawn, shapes))
        {
            shown.push(index);
        }
    }
    for index in shown {
        if let Some(glyph) = page.glyphs.get_mut(index) {
            glyph.hidden_by = None;
        }
    }
}

/// Whether the ink of one glyph stands in the place of another one, and does not show another
/// character there.
fn is_drawn_by(page: &PageGlyphs, empty: &Glyph, drawn: &Glyph, shapes: &Shapes) -> bool {
    let (Some(shape), Some(read)) = (drawn.shape, one_char(page.text_of(empty))) else {
        return false;
    };
    let step = empty.origin - drawn.origin;
    let is_level = step.cross(drawn.along).abs() < 0.05 * drawn.size && drawn.along.x > 0.99;
    let from = step.dot(drawn.along);
    let middle = empty.origin.x + empty.advance / 2.0;
    let covers = drawn.ink.x0 < middle && drawn.ink.x1 > middle && drawn.hidden_by.is_none();
    let scale = EM / drawn.size.max(f64::MIN_POSITIVE);
    is_level
        && covers
        && shapes
            .part_drawn_as(shape, from * scale, (from + empty.advance) * scale, read)
            .is_none()
}
