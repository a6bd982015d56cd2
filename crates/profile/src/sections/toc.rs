//! Tables of contents: they repeat the headings and are no sections.

use super::Heading;
use crate::claims::text::Text;

/// A list of headings with no more than this between them is a table of contents, if they come
/// again later.
const MAX_GAP_ROWS: usize = 3;
/// Longer rows than this are text, which no table of contents has.
const MAX_ENTRY: usize = 90;
/// Rows on either side in which another entry is looked for.
const BLOCK: usize = 8;
/// Fewer headings in a row than this occur at the start of chapters.
const MIN_ENTRIES: usize = 4;

/// Whether a row is an entry of a table of contents by itself: dot leaders, or a page number set
/// apart at its end.
pub(crate) fn is_entry(row: &str) -> bool {
    let row = row.trim_end();
    // Rows of text end in a small letter, entries in a page number, roman or not, or in what
    // recognition made of it.
    if row
        .bytes()
        .next_back()
        .is_some_and(|b| b.is_ascii_lowercase() && !matches!(b, b'i' | b'v' | b'x'))
    {
        return false;
    }
    if has_leader(row) {
        return true;
    }
    let Some(at) = row.rfind(|c: char| !c.is_ascii_digit()) else {
        return false;
    };
    let page = row.get(at..).unwrap_or_default();
    let digits = page.chars().skip(1).count();
    let before = row.get(..at).unwrap_or_default();
    let apart = page.starts_with('\t')
        || (page.starts_with(' ') && before.ends_with("  "))
        || (page.starts_with('…'));
    (1..=3).contains(&digits)
        && apart
        && before.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !before.contains(':')
}

/// Whether a row of dots or a line leads to a page number.
fn has_leader(row: &str) -> bool {
    // Counted first, for that is cheap and nearly no row has so many.
    let marks = memchr::memchr2_iter(b'.', b'_', row.as_bytes())
        .take(3)
        .count();
    (marks == 3 || !row.is_ascii())
        && ["....", ". . .", "……", "… …", "____"]
            .iter()
            .any(|leader| row.contains(leader))
}

/// Drops the headings that only list what comes later.
pub(super) fn remove(headings: &mut Vec<Heading>, text: &Text) {
    let mut is_listed = vec![false; headings.len()];
    let mut start = 0;
    while start < headings.len() {
        let end = run_end(headings, text, start);
        let later = |h: &Heading| {
            headings.iter().skip(end).any(|l| match h.meaning {
                Some(meaning) => l.meaning == Some(meaning),
                None => l.text == h.text,
            })
        };
        let repeated = headings
            .iter()
            .skip(start)
            .take(end - start)
            .filter(|h| later(h))
            .count();
        if end - start >= MIN_ENTRIES && repeated * 5 >= (end - start) * 3 {
            is_listed
                .iter_mut()
                .skip(start)
                .take(end - start)
                .for_each(|l| *l = true);
        }
        start = end.max(start + 1);
    }
    for (i, slot) in is_listed.iter_mut().enumerate() {
        let Some(heading) = headings.get(i) else {
            break;
        };
        let again = headings
            .iter()
            .skip(i + 1)
            .any(|l| l.meaning.is_some() && l.meaning == heading.meaning);
        *slot |= again && is_among_entries(text, heading.row);
    }
    let mut index = 0;
    headings.retain(|_| {
        index += 1;
        !is_listed.get(index - 1).copied().unwrap_or(false)
    });
}

/// Whether entries of a table of contents stand in the same block of rows: text recognition has
/// lost this one's page number.
fn is_among_entries(text: &Text, row: usize) -> bool {
    let is_block = |r: &usize| !text.row(*r).trim().is_empty();
    let before = (row.saturating_sub(BLOCK)..row)
        .rev()
        .take_while(is_block)
        .any(|r| is_entry(text.row(r)));
    before
        || (row + 1..=row + BLOCK)
            .take_while(is_block)
            .any(|r| is_entry(text.row(r)))
}

/// The end of the list of headings that starts here.
fn run_end(headings: &[Heading], text: &Text, start: usize) -> usize {
    let mut end = start + 1;
    let Some(first) = headings.get(start) else {
        return end;
    };
    let (mut last, mut seen) = (first.last, vec![first.meaning]);
    while let Some(next) = headings.get(end) {
        let between = last + 1..next.row;
        let filled = between
            .clone()
            .filter(|r| !text.row(*r).trim().is_empty())
            .count();
        let long = between
            .into_iter()
            .any(|r| text.row(r).chars().count() > MAX_ENTRY);
        // The same heading again is where the document itself begins.
        if filled > MAX_GAP_ROWS
            || long
            || (next.meaning.is_some() && seen.contains(&next.meaning))
            || seen.len() > 80
        {
            break;
        }
        seen.push(next.meaning);
        last = next.last;
        end += 1;
    }
    end
}
