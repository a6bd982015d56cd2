//! Numbers in the margin that count the lines: no text of them.

use std::collections::HashSet;

use super::chunks::Chunks;
use super::glyph::PageGlyphs;

/// The least number of lines that are counted.
const LINES: usize = 5;
/// Digits of a number in the margin.
const DIGITS: usize = 4;
/// The largest step from one number to the next one: every tenth line.
const STEP: u32 = 10;

/// The visible chunks that number lines: in a strip of their own beside all other text, each larger
/// than the one above by the same.
pub(super) fn line_numbers(page: &PageGlyphs, chunks: &Chunks) -> HashSet<usize> {
    let numbers: Vec<(usize, u32)> = (0..chunks.list.len())
        .filter_map(|index| Some((index, number(page, chunks, index)?)))
        .collect();
    if numbers.len() < LINES {
        return HashSet::new();
    }
    let candidates: HashSet<usize> = numbers.iter().map(|(index, _)| *index).collect();
    let others = || {
        let visible = chunks
            .list
            .iter()
            .enumerate()
            .filter(|(_, chunk)| chunk.hidden_by.is_none());
        visible
            .filter(|(index, _)| !candidates.contains(index))
            .map(|(_, chunk)| chunk)
    };
    let left = others().map(|chunk| chunk.u0).fold(f64::INFINITY, f64::min);
    let right = others()
        .map(|chunk| chunk.u1)
        .fold(f64::NEG_INFINITY, f64::max);
    let strip = |is_inside: &dyn Fn(f64, f64) -> bool| {
        let inside = |index: usize| {
            chunks
                .list
                .get(index)
                .filter(|chunk| is_inside(chunk.u0, chunk.u1))
        };
        let mut found: Vec<(f64, usize, u32)> = numbers
            .iter()
            .filter_map(|&(index, number)| Some((inside(index)?.v, index, number)))
            .collect();
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found
    };
    let strips = [strip(&|_, u1| u1 < left), strip(&|u0, _| u0 > right)];
    let counting = strips
        .into_iter()
        .filter(|strip| counts(&strip.iter().map(|&(.., number)| number).collect::<Vec<_>>()));
    counting.flatten().map(|(_, index, _)| index).collect()
}

/// The number that a visible chunk consists of.
fn number(page: &PageGlyphs, chunks: &Chunks, index: usize) -> Option<u32> {
    let chunk = chunks
        .list
        .get(index)
        .filter(|chunk| chunk.hidden_by.is_none())?;
    let items = chunks.items(chunk);
    if items.len() > DIGITS {
        return None;
    }
    let digits: String = items
        .iter()
        .filter_map(|item| page.glyphs.get(item.glyph))
        .map(|glyph| page.text_of(glyph))
        .collect();
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}

fn counts(numbers: &[u32]) -> bool {
    let step = numbers
        .get(1)
        .zip(numbers.first())
        .and_then(|(second, first)| second.checked_sub(*first));
    numbers.len() >= LINES
        && step.is_some_and(|step| {
            (1..=STEP).contains(&step)
                && numbers
                    .windows(2)
                    .all(|pair| matches!(pair, [a, b] if a.checked_add(step) == Some(*b)))
        })
}

#[cfg(test)]
mod tests {
    use super::counts;

    #[test]
    fn only_numbers_that_count_are_line_numbers() {
        assert!(
            counts(&[1, 2, 3, 4, 5])
                && counts(&[5, 10, 15, 20, 25, 30])
                && counts(&[98, 99, 100, 101, 102])
        );
        assert!(
            !counts(&[1, 2, 3, 4])
                && !counts(&[1, 2, 3, 4, 6])
                && !counts(&[5, 4, 3, 2, 1])
                && !counts(&[7; 6])
        );
    }
}
