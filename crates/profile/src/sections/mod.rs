//! Headings and the sections of RFC 2350 that they mean.
//!
//! A section is known by the words of its heading in any language of the vocabulary. Printed
//! numbers only help: they tell a heading from a sentence, and a sub-heading from its parent.

mod number;
mod toc;

use std::collections::HashMap;
use std::sync::Arc;

use bonafide_model::claims::Section;

use crate::claims::date;
use crate::claims::fold::{Words, folded, weight};
use crate::claims::text::{Text, cap};
use crate::vocabulary::{self, LANGUAGES, Meaning, words};
use bonafide_layout::{Block, Line};
use number::Number;
pub(crate) use toc::is_entry as is_toc_entry;

/// More headings than any profile has; a hostile document must not make thousands of sections.
const MAX_SECTIONS: usize = 1_000;
/// So many numbered or marked headings are a habit of the document.
const MIN_SURE: usize = 6;
/// A heading is one printed line, two at most.
const MAX_HEADING: usize = 160;
/// No heading has more words than this; `build.rs` holds the longest in the vocabulary below it.
const MAX_WORDS: usize = 14;
/// Words of a heading's number, as in "Section 2.8".
const MAX_NUMBER_WORDS: usize = 2;

/// A row that is a heading.
#[derive(Debug)]
struct Heading {
    /// The first row.
    row: usize,
    /// The last row, where it is printed over two.
    last: usize,
    /// Its printed number.
    number: Option<Number>,
    /// The section it means.
    meaning: Option<&'static str>,
    languages: u64,
    /// Depth: of the number, or of the format's own mark.
    depth: Option<usize>,
    /// Whether a value stands behind it on the same row.
    inline: bool,
    /// Whether only one word in small letters says that it is a heading.
    weak: bool,
    /// Whether the format says that it is a term with its description behind it.
    is_term: bool,
    text: String,
}

/// What was found out about the sections.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// The sections in order.
    pub sections: Vec<Section>,
    /// Two-letter code of the language whose headings fitted best.
    pub language: Option<&'static str>,
    /// The row of the first heading of chapter 1 or 2: what stands before is the title page.
    pub front: usize,
    /// Whether hardly any heading is one of a profile in a known language.
    pub is_foreign: bool,
}

/// Finds the sections and notes on every row in which one it stands.
pub(crate) fn mark(text: &mut Text, lines: &[Line<'_>]) -> Outline {
    let mut headings = candidates(text, lines);
    // Where headings are numbered or marked, a lone word such as "Name" is the head of a table.
    if headings
        .iter()
        .filter(|h| h.depth.is_some() && h.meaning.is_some())
        .count()
        >= MIN_SURE
    {
        headings.retain(|h| !h.weak);
    }
    // A list of terms heads no sections where the document has headings.
    if headings
        .iter()
        .any(|h| h.depth.is_some() && h.meaning.is_some())
    {
        headings.retain(|h| !h.is_term || h.number.is_some());
    }
    toc::remove(&mut headings, text);
    drop_items(&mut headings);
    headings.truncate(MAX_SECTIONS);
    let is_foreign = is_foreign(text, &headings);
    by_number(&mut headings);
    name_by_number(&mut headings);
    let language = language(&headings);
    text.language = language;
    let front = headings
        .iter()
        .find(|h| h.meaning.is_some())
        .map_or(text.rows.len(), |h| h.row);
    let sections = assign(text, &headings, lines);
    Outline {
        sections,
        language,
        front,
        is_foreign,
    }
}

/// All rows that look like a heading.
fn candidates(text: &Text, lines: &[Line<'_>]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut skip = 0;
    for row in 0..text.rows.len() {
        if row < skip || found.len() >= 4 * MAX_SECTIONS {
            continue;
        }
        let line = text.rows.get(row).and_then(|r| lines.get(r.line));
        if line.is_some_and(|l| l.toc || l.furniture) {
            continue;
        }
        let mark = line.and_then(Line::heading);
        let next = text.row(row + 1);
        let next_mark = text
            .rows
            .get(row + 1)
            .and_then(|r| lines.get(r.line))
            .and_then(Line::heading);
        // Hardly any row is a heading, so that comes first.
        let is_blank = |row: &str| row.trim_start().is_empty();
        let is_alone = is_blank(next)
            && row
                .checked_sub(1)
                .is_none_or(|before| is_blank(text.row(before)));
        let is_heading = |h: &Heading| {
            !(toc::is_entry(text.row(row))
                || mark.is_none()
                    && h.number.is_some()
                    && (is_date(text.row(row))
                        || h.meaning.is_none() && is_revision(text.row(row))))
        };
        if let Some(heading) =
            heading(text.row(row), mark, next, next_mark, is_alone, row).filter(is_heading)
        {
            skip = heading.last + 1;
            let is_term = line.is_some_and(|l| l.block == Block::Term);
            found.push(Heading { is_term, ..heading });
        }
    }
    found
}

/// Whether a row is a day and nothing else: "8. April 2026" has no number of a heading.
fn is_date(row: &str) -> bool {
    date::dates(row, 1, None).first().is_some_and(|date| {
        let around = [row.get(..date.range.start), row.get(date.range.end..)];
        !around
            .into_iter()
            .flatten()
            .any(|part| part.contains(char::is_alphanumeric))
    })
}

/// Whether a row is one of a table of revisions: "1.3 Sunday, 20 December 2026" has a version and a
/// day, and no number of a heading; neither has "14. März 2026, Version 1.3".
fn is_revision(row: &str) -> bool {
    let dates = date::dates(row, 2, None);
    let Some(date) = dates
        .iter()
        .find(|date| date.is_certain && !date.candidates.is_empty())
    else {
        return false;
    };
    let around = [row.get(..date.range.start), row.get(date.range.end..)];
    let begins = !row
        .get(..date.range.start)
        .is_some_and(|before| before.contains(char::is_alphanumeric));
    let words = around
        .into_iter()
        .flatten()
        .flat_map(str::split_whitespace)
        .filter(|word| word.contains(char::is_alphabetic))
        .count();
    let cells = row.split(['\t', '|']).flat_map(|cell| cell.split("   "));
    begins
        || words <= 1
        || cells
            .filter(|cell| cell.contains(char::is_alphanumeric))
            .count()
            > 2
}

/// Judges one row, with the next one in case the heading is printed over two. `is_alone`: between
/// blank rows.
fn heading(
    row: &str,
    mark: Option<u8>,
    next: &str,
    next_mark: Option<u8>,
    is_alone: bool,
    index: usize,
) -> Option<Heading> {
    let trimmed = row.trim().trim_start_matches(['#', '*', '_']).trim();
    if trimmed.is_empty() || is_long(trimmed) {
        return None;
    }
    if mark.is_none() && trimmed.starts_with(['-', '•', '➤', '>', '\u{f0b7}']) {
        return None;
    }
    if is_annex(trimmed, mark.is_some() || is_alone) {
        return Some(Heading {
            row: index,
            last: index,
            number: None,
            meaning: None,
            languages: 0,
            depth: Some(1),
            inline: false,
            weak: false,
            is_term: false,
            text: cap(trimmed, MAX_HEADING),
        });
    }
    // Most rows are text: without a mark or a number only a heading's first word can make one.
    let may_have_number = number::may_stand_in(trimmed);
    if mark.is_none() && !may_have_number && !vocabulary::may_start_heading(trimmed) {
        return None;
    }
    // A long row is text, unless a value stands behind the heading.
    if has_many_words(trimmed) && memchr::memchr2(b':', b'\t', trimmed.as_bytes()).is_none() {
        return None;
    }
    let (number, title) = if may_have_number {
        number::split(trimmed)
    } else {
        (None, trimmed)
    };
    let is_sure = mark.is_some() || number.is_some();
    let (title, inline) = if is_sure {
        before_value(title)
    } else {
        (title, false)
    };
    let words = Words::of(title, 0);
    let ends_in_colon = trimmed.ends_with([':', '：']);
    let depth = number.as_ref().map(Number::depth).or(mark.map(usize::from));
    let make = |meaning: Option<Meaning>, last: usize, text: String, inline: bool| Heading {
        row: index,
        last,
        number: number.clone(),
        meaning: meaning.map(|m| m.number),
        languages: meaning.map_or(0, |m| m.languages),
        depth,
        inline,
        is_term: false,
        weak: !is_sure
            && (ends_in_colon || words.len() == 1 && title.chars().any(char::is_lowercase)),
        text: cap(text.trim(), MAX_HEADING),
    };
    let whole = vocabulary::heading(&words).map(|meaning| {
        if is_sure {
            without_translation(title, meaning)
        } else {
            meaning
        }
    });
    if let Some(meaning) = whole.filter(|m| m.extra == 0) {
        // Without a number or a mark only the heading's whole text counts, and nothing that a
        // sentence or a label would be. A label whose value stands below it has a colon; one
        // between blank rows heads what follows.
        let ends_as_text = trimmed.ends_with(['.', ',', ';', '。']) || ends_in_colon && !is_alone;
        return (is_sure || (!ends_as_text && row.len() - row.trim_start().len() < 40))
            .then(|| make(Some(meaning), index, trimmed.to_owned(), inline));
    }
    let next_title = next.trim();
    let fits_next = is_sure
        && !next_title.is_empty()
        && next_title.len() <= 80
        && mark.is_some() == next_mark.is_some();
    if fits_next && number::split(next_title).0.is_none() {
        let joined = format!("{title} {next_title}");
        if let Some(meaning) = vocabulary::heading(&Words::of(&joined, 0)).filter(|m| m.extra == 0)
        {
            return Some(make(
                Some(meaning),
                index + 1,
                format!("{trimmed} {next_title}"),
                false,
            ));
        }
    }
    let starts_low = mark.is_none()
        && title
            .chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(char::is_lowercase);
    let is_sentence =
        title.ends_with(['.', ';', ',', '。']) || weight(&words.text) > MAX_WORDS || starts_low;
    if is_sure && !is_sentence {
        let meaning = whole.filter(|m| m.extra <= 5).or_else(|| {
            let word = vocabulary::heading_word(&words)?;
            // The outline's own number in front says the same as the word, however much stands
            // behind it.
            let agrees = number
                .as_ref()
                .is_some_and(|n| n.to_string() == word.number);
            let word = Some(word).filter(|m| agrees || m.extra <= 3)?;
            // One word inside a longer heading counts only where the chapter agrees: "5.3 Contact
            // with the press" is not chapter 2.
            let chapter = number.as_ref().map(Number::chapter);
            chapter
                .is_none_or(|c| word.number.split('.').next() == Some(c.to_string().as_str()))
                .then_some(word)
        });
        let looks_numbered =
            number.as_ref().is_some_and(|n| n.is_heading_like(title)) || mark.is_some();
        return (meaning.is_some() || looks_numbered)
            .then(|| make(meaning, index, trimmed.to_owned(), inline));
    }
    let is_upper = !title.chars().any(char::is_lowercase) && title.chars().any(char::is_uppercase);
    (is_upper && !is_sentence)
        .then(|| whole.filter(|m| m.extra <= 3))
        .flatten()
        .map(|m| make(Some(m), index, trimmed.to_owned(), false))
}

/// Whether a row is longer than a heading, or its first cell is: the content may stand in the next
/// one.
fn is_long(row: &str) -> bool {
    row.len() > MAX_HEADING && {
        let first = memchr::memchr(b'\t', row.as_bytes()).and_then(|tab| row.get(..tab));
        first.unwrap_or(row).chars().count() > MAX_HEADING
    }
}

/// Words of the heading of an annex.
const MAX_ANNEX: usize = 9;
/// Bytes of its first word, with accents.
const MAX_ANNEX_WORD: usize = 40;

/// Whether a row heads an annex, which ends the chapters: "Annex A Contacts".
fn is_annex(row: &str, is_apart: bool) -> bool {
    let first = row
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '–' | '-'))
        .next()
        .unwrap_or_default();
    // Nearly all rows are told by their first word.
    let may_be = first.len() <= MAX_ANNEX_WORD
        && !row.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase())
        && !row.ends_with(['.', ',', ';', '。']);
    if !may_be
        || !words::ANNEX.contains(&&*folded(first))
        || row.split_whitespace().count() > MAX_ANNEX
    {
        return false;
    }
    let behind = row.get(first.len()..).unwrap_or_default().trim();
    let mark = behind
        .split(|c: char| !c.is_alphanumeric())
        .find(|part| !part.is_empty())
        .unwrap_or_default();
    let is_mark =
        mark.chars().count() <= 2 && mark.chars().all(|c| c.is_uppercase() || c.is_numeric());
    is_apart || is_mark
}

/// Drops the numbers of lists: one between two of the same chapter heads no other chapter.
fn drop_items(headings: &mut Vec<Heading>) {
    let chapter = |h: &Heading| {
        let number = h.number.as_ref().filter(|number| number.depth() > 1)?;
        Some(number.chapter())
    };
    let mut behind = None;
    let mut next: Vec<Option<u32>> = headings
        .iter()
        .rev()
        .map(|heading| {
            let known = behind;
            if heading.meaning.is_some() || chapter(heading).is_some() {
                behind = chapter(heading);
            }
            known
        })
        .collect();
    next.reverse();
    let mut before = None;
    let mut next = next.into_iter();
    headings.retain(|heading| {
        let next = next.next().flatten();
        let is_item = heading.meaning.is_none()
            && heading.number.as_ref().is_some_and(|n| n.depth() == 1)
            && before.is_some()
            && before == next;
        if !is_item {
            before = chapter(heading);
        }
        !is_item
    });
}

/// Where the chapter on contacts bears its own number, 2.1 is the team's name, whatever its heading
/// says: some print the name there.
fn name_by_number(headings: &mut [Heading]) {
    let says = |h: &Heading, meaning: &str| {
        h.meaning == Some(meaning) && h.number.as_ref().is_some_and(|n| n.to_string() == meaning)
    };
    let has_chapter = headings.iter().any(|h| says(h, "2"));
    if !has_chapter || headings.iter().any(|h| h.meaning == Some("2.1")) {
        return;
    }
    let own = headings
        .iter_mut()
        .find(|h| h.meaning.is_none() && h.number.as_ref().is_some_and(|n| n.to_string() == "2.1"));
    if let Some(own) = own {
        own.meaning = Some("2.1");
    }
}

/// The meaning of a heading in front of the same in another language, as in `2.2 所在地 (Address)`.
fn without_translation(title: &str, meaning: Meaning) -> Meaning {
    let own = title
        .split_once(['(', '（', '/', '／', '['])
        .map(|(own, _)| own.trim())
        .filter(|own| meaning.extra > 0 && !own.is_empty());
    own.and_then(|own| vocabulary::heading(&Words::of(own, 0)))
        .filter(|m| m.extra == 0)
        .unwrap_or(meaning)
}

/// Whether a row has more words than any heading with its number. Words without an ASCII letter or
/// digit are not counted, so the answer may be no where a slower look would say yes.
fn has_many_words(row: &str) -> bool {
    let (mut words, mut is_counted) = (0, false);
    for byte in row.bytes() {
        if byte.is_ascii_whitespace() {
            is_counted = false;
        } else if !is_counted && byte.is_ascii_alphanumeric() {
            is_counted = true;
            words += 1;
            if words > MAX_WORDS + MAX_NUMBER_WORDS {
                return true;
            }
        }
    }
    false
}

/// The part of a heading before a colon and a value on the same row, as in `2.3 Time Zone: CET`.
fn before_value(title: &str) -> (&str, bool) {
    let meaning = |title: &str| vocabulary::heading(&Words::of(title, 0));
    for (i, mark) in title
        .match_indices([':', '：', '\t'])
        .chain(title.match_indices("  ").take(1))
    {
        let rest = title.get(i + mark.len()..).unwrap_or_default().trim();
        let head = title.get(..i).unwrap_or_default().trim();
        // The words of one heading may stand wide apart.
        let is_one = || matches!(mark, "\t" | "  ") && meaning(title).is_some_and(|m| m.extra == 0);
        if !rest.is_empty() && meaning(head).is_some_and(|m| m.extra == 0) && !is_one() {
            return (head, true);
        }
    }
    (
        title.trim_end_matches([':', '：', ' ', '*', '_', '#']),
        false,
    )
}

/// The outline's numbers down to the depth at which documents keep to them.
const OUTLINE: [&str; 29] = [
    "1", "1.1", "1.2", "1.3", "1.4", "1.5", "2", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7",
    "2.8", "2.9", "2.10", "2.11", "3", "3.1", "3.2", "3.3", "3.4", "4", "4.1", "4.2", "4.3", "5",
    "6",
];

/// Fewer numbered headings say nothing about how a document numbers.
const MIN_NUMBERED: usize = 10;

/// Where hardly any numbered heading is in a known language, or where all but a few of the known
/// ones bear the outline's own number, the printed number says what a heading of other words is.
fn by_number(headings: &mut [Heading]) {
    let numbered = headings.iter().filter(|h| h.number.is_some()).count();
    let known: Vec<(&'static str, String)> = headings
        .iter()
        .filter_map(|h| Some((h.meaning?, h.number.as_ref()?.to_string())))
        .collect();
    let language_is_unknown = known.len() * 3 <= numbered;
    let agreeing = known
        .iter()
        .filter(|(meaning, printed)| meaning == printed)
        .count();
    let is_the_outline = known.len() >= MIN_NUMBERED && agreeing * 10 >= known.len() * 9;
    if numbered < MIN_NUMBERED || !(language_is_unknown || is_the_outline) {
        return;
    }
    for heading in headings.iter_mut().filter(|h| h.meaning.is_none()) {
        let Some(number) = &heading.number else {
            continue;
        };
        let printed = number.to_string();
        let is_taken = known.iter().any(|(meaning, _)| *meaning == printed);
        heading.meaning = OUTLINE
            .iter()
            .find(|n| **n == printed && (language_is_unknown || !is_taken))
            .copied();
    }
}

/// Fewer rows are no profile, in whatever language.
const MIN_ROWS: usize = 12;

/// Whether hardly any heading, or none in a document of some length, is one of a profile in a known
/// language.
fn is_foreign(text: &Text, headings: &[Heading]) -> bool {
    let known = headings.iter().filter(|h| h.meaning.is_some()).count();
    let sure = headings.iter().filter(|h| h.depth.is_some()).count();
    let is_long = || {
        (0..text.rows.len())
            .filter(|row| !text.row(*row).trim().is_empty())
            .nth(MIN_ROWS - 1)
            .is_some()
    };
    known == 0 && is_long() || sure >= MIN_SURE && known * 6 <= sure
}

/// The language with the most headings.
fn language(headings: &[Heading]) -> Option<&'static str> {
    let count = |i: usize| {
        headings
            .iter()
            .filter(|h| h.languages >> i & 1 == 1)
            .count()
    };
    let best = (0..LANGUAGES).max_by_key(|i| (count(*i), std::cmp::Reverse(*i)))?;
    (count(best) > 0).then(|| vocabulary::code(best)).flatten()
}

/// Makes the sections and marks the rows.
fn assign(text: &mut Text, headings: &[Heading], lines: &[Line<'_>]) -> Vec<Section> {
    let mut sections = Vec::new();
    // The meaning of the last heading at each depth, so that a sub-heading of no known meaning
    // stays in its section.
    let mut open: Vec<(usize, Option<&'static str>)> = Vec::new();
    let starts: HashMap<usize, usize> = headings
        .iter()
        .enumerate()
        .map(|(i, h)| (h.row, i))
        .collect();
    let mut current: (Option<&'static str>, Option<Arc<str>>) = (None, None);
    for row in 0..text.rows.len() {
        if let Some(heading) = starts.get(&row).and_then(|i| headings.get(*i)) {
            let depth = heading
                .depth
                .unwrap_or_else(|| heading.meaning.map_or(2, |m| m.matches('.').count() + 1));
            open.retain(|(d, _)| *d < depth);
            let parent = open.iter().rev().find_map(|(_, m)| *m);
            let meaning = heading.meaning.or(parent);
            open.push((depth, heading.meaning));
            current = (meaning, Some(Arc::from(heading.text.as_str())));
        }
        if let Some(r) = text
            .rows
            .get_mut(row)
            .filter(|r| !lines.get(r.line).is_some_and(|line| line.furniture))
        {
            r.section = current.0;
            r.heading = current.1.clone();
        }
    }
    for (i, heading) in headings.iter().enumerate() {
        let end = headings.get(i + 1).map_or(text.rows.len(), |h| h.row);
        let has_content =
            heading.inline || (heading.last + 1..end).any(|r| !text.row(r).trim().is_empty());
        let range = text.rows.get(heading.row).map_or(0..0, |r| r.range.clone());
        let mut place = text.place(&range);
        place.section = heading.meaning.map(str::to_owned).or(place.section);
        sections.push(Section {
            number: heading.meaning.map(str::to_owned),
            heading: heading.text.clone(),
            place,
            has_content,
        });
    }
    sections
}

#[cfg(test)]
mod tests;
