//! Heads and feet that repeat from page to page: a value goes on over them.

use std::collections::HashSet;
use std::ops::Range;

use crate::document::Line;

/// Rows of a head or foot.
const ROWS: usize = 4;
/// How far they stand from where they stand on the other page, in points.
const MOVED: i32 = 4;
/// Digits of a number that counts the pages.
const DIGITS: usize = 4;
/// The longest count of pages, "Halaman 10 dari 12", in bytes and in words.
const LONGEST_COUNT: usize = 32;
const COUNT_WORDS: usize = 5;
/// Heads and feet of left and right pages alternate.
const APART: [usize; 2] = [1, 2];

/// Which lines repeat; `pages` are the lines of each page. The head of the first page is the
/// document's.
pub(super) fn repeated(lines: &[Line<'_>], pages: &[Range<usize>]) -> HashSet<usize> {
    let sorted: Vec<Vec<usize>> = pages
        .iter()
        .map(|page| by_height(lines, page.clone()))
        .collect();
    let mut found = HashSet::new();
    for (number, own) in sorted.iter().enumerate() {
        for apart in APART {
            let Some(other) = sorted.get(number + apart) else {
                continue;
            };
            // Something must be left between head and foot.
            let rows = ROWS.min(own.len().min(other.len()).saturating_sub(1) / 2);
            let is_same = |(a, b): &(&usize, &usize)| match (lines.get(**a), lines.get(**b)) {
                (Some(a), Some(b)) => repeats(a, b, apart),
                _ => false,
            };
            let heads = own.iter().zip(other).take(rows).take_while(is_same);
            found.extend(
                heads
                    .flat_map(|(a, b)| [(number > 0).then_some(*a), Some(*b)])
                    .flatten(),
            );
            let feet = own
                .iter()
                .rev()
                .zip(other.iter().rev())
                .take(rows)
                .take_while(is_same);
            found.extend(feet.flat_map(|(a, b)| [*a, *b]));
        }
    }
    for (number, own) in sorted.iter().enumerate() {
        let last = own.last().filter(|last| {
            lines
                .get(**last)
                .is_some_and(|line| counts_pages(&line.text, number + 1, sorted.len()))
        });
        found.extend(last.filter(|_| own.len() > 1));
    }
    found
}

/// Whether a line only says which page of how many this is: "1 / 3", "Page 1 of 3".
fn counts_pages(line: &str, number: usize, pages: usize) -> bool {
    let line = line.trim();
    let numbers: Vec<&str> = line
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let is = |text: &str, number: usize| text.parse() == Ok(number);
    line.len() <= LONGEST_COUNT
        && line.split_whitespace().count() <= COUNT_WORDS
        && matches!(numbers.as_slice(), [this, all] if is(this, number) && is(all, pages))
        && !line.contains([':', '@', '.', '+', '('])
}

/// The visible lines of a page from top to bottom.
fn by_height(lines: &[Line<'_>], page: Range<usize>) -> Vec<usize> {
    let top = |index: usize| {
        lines
            .get(index)
            .filter(|line| line.hidden_by.is_none())?
            .bounds
            .map(|[_, top, ..]| top)
    };
    let mut visible: Vec<(i32, usize)> = page
        .filter_map(|index| Some((top(index)?, index)))
        .collect();
    visible.sort_unstable();
    visible.into_iter().map(|(_, index)| index).collect()
}

/// Whether a line says at the same place what another one says so many pages before.
fn repeats(before: &Line<'_>, line: &Line<'_>, pages: usize) -> bool {
    let is_in_place = before
        .bounds
        .zip(line.bounds)
        .is_some_and(|([_, a, ..], [_, b, ..])| (a - b).abs() <= MOVED);
    is_in_place && is_same_but_page_number(&before.text, &line.text, pages)
}

fn is_same_but_page_number(before: &str, line: &str, pages: usize) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        let mut was_digit = None;
        for c in text.chars() {
            let is_digit = c.is_ascii_digit();
            match parts.last_mut().filter(|_| was_digit == Some(is_digit)) {
                Some(part) => part.push(c),
                None => parts.push(c.to_string()),
            }
            was_digit = Some(is_digit);
        }
        parts
    };
    let counts = |a: &str, b: &str| {
        let number = |text: &str| text.parse::<usize>().ok().filter(|_| text.len() <= DIGITS);
        number(a)
            .zip(number(b))
            .is_some_and(|(a, b)| a + pages == b)
    };
    let (before, line) = (parts(before), parts(line));
    before.len() == line.len()
        && before
            .iter()
            .zip(&line)
            .all(|(a, b)| a == b || counts(a, b))
}

#[cfg(test)]
mod tests {
    use super::{counts_pages, is_same_but_page_number};

    #[test]
    fn a_foot_that_counts_the_pages_is_one_without_another_page() {
        for foot in ["1 / 1", "1/1", "Page 1 of 1", "Seite 1 von 1", "- 1 | 1 -"] {
            assert!(counts_pages(foot, 1, 1), "{foot}");
        }
        for line in ["1 / 2", "Version 1.1", "24 / 7", "1", "2 / 1"] {
            assert!(!counts_pages(line, 1, 1), "{line}");
        }
    }

    #[test]
    fn only_the_page_number_may_differ() {
        assert!(is_same_but_page_number(
            "RFC 2350 - TLP:CLEAR",
            "RFC 2350 - TLP:CLEAR",
            1
        ));
        assert!(is_same_but_page_number("Page 9 of 12", "Page 10 of 12", 1));
        assert!(is_same_but_page_number("8", "10", 2));
        assert!(!is_same_but_page_number("Page 9 of 12", "Page 11 of 12", 1));
        assert!(!is_same_but_page_number(
            "+32 2 555 0101",
            "+32 2 555 0177",
            1
        ));
        assert!(!is_same_but_page_number("Fax 5550101", "Fax 5550102", 1));
    }
}
