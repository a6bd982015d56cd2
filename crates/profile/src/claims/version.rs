//! Versions of the document.

use std::ops::Range;

use super::email::letters::{is_raised, is_unspaced};
use super::fold::is_invisible;
use super::text::Text;
use super::{Found, MAX_CLAIMS, date};
use crate::fields::{self, Form};
use crate::sections::is_toc_entry;
use crate::vocabulary::{self, Hit, Term, words};

/// Rows of the title page and of the last page's imprint in which a version is looked for.
const MAX_FRONT: usize = 80;
/// Rows about the document in all; a long table of revisions has 100.
const MAX_ROWS: usize = 2_000;
/// Bytes between "version" and its number: "number", a colon, a cell's border.
const MAX_GAP: usize = 24;
/// What is said of a version that is not the last one, glued to its number: `1.4-draft`.
const STATES: [&str; 6] = ["draft", "alpha", "beta", "rc", "rc1", "rc2"];
/// The longest table of revisions.
const MAX_HISTORY: usize = 60;

/// Finds versions on the title page and in the sections about the document.
pub(super) fn find(text: &Text, taken: &[Range<usize>], front: usize, found: &mut Found) {
    let mut seen = 0;
    for index in 0..text.rows.len() {
        if seen > MAX_ROWS {
            break;
        }
        let Some(row) = text.rows.get(index) else {
            continue;
        };
        let in_document = row.section.is_some_and(|s| s == "1" || s.starts_with("1."));
        let in_front = index < front && index < MAX_FRONT;
        if !(in_document || in_front)
            || row.range.is_empty()
            || is_toc_entry(text.row(index))
                && !has_decimal(text.row(index))
                && !is_cell(text, index)
            || found.claims.versions.len() > MAX_CLAIMS
        {
            continue;
        }
        seen += 1;
        let hits = text.row_hits(index);
        for hit in hits
            .iter()
            .filter(|h| h.term == Term::Version && !is_foreign(text, h, hits) && !is_see(text, h))
        {
            if is_replaced(text, hit) {
                continue;
            }
            if let Some((range, value)) =
                behind(text, hit.range.end).filter(|(range, _)| !is_of_other(text, range.end))
            {
                add(text, range, value, Some(hit), taken, found);
            }
        }
        in_column(text, index, taken, found);
        compact(text, index, taken, found);
    }
}

/// The head of the table of revisions that this row belongs to, if it does; with `titles` also a
/// title such as "Version history" alone.
pub(super) fn history(text: &Text, index: usize, titles: bool) -> Option<Hit> {
    let section = text.rows.get(index).and_then(|r| r.heading.clone());
    let mut blank = 0;
    for above in (index.saturating_sub(MAX_HISTORY)..index).rev() {
        let row = text.rows.get(above)?;
        let content = text.get(row.range.clone());
        if row.heading != section && !content.trim().is_empty() {
            // The table's title may itself have been taken for a heading.
            let hits = text.hits(row.range.clone());
            return hits
                .into_iter()
                .find(|h| h.term == Term::History && blank == 0);
        }
        if content.trim().is_empty() {
            blank += 1;
            if blank > 2 {
                return None;
            }
            continue;
        }
        if content.len() > 160 {
            return None;
        }
        let hits = text.row_hits(above);
        let heads = hits
            .iter()
            .filter(|h| matches!(h.term, Term::History | Term::Version | Term::Update))
            .count();
        let has_number = content.bytes().any(|b| b.is_ascii_digit());
        let is_title = titles && hits.len() == 1 && content.split_whitespace().count() <= 3;
        if (heads >= 2 || is_title) && !has_number {
            return hits.iter().find(|h| h.term == Term::History).cloned();
        }
    }
    None
}

/// Whether "version" is of a protocol or a program.
fn is_foreign(text: &Text, hit: &Hit, hits: &[Hit]) -> bool {
    let before = super::fold::folded(
        text.get(text.floor(hit.range.start.saturating_sub(40))..hit.range.start),
    );
    let ends = |word: &&str| {
        before
            .strip_suffix(*word)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    words::FOREIGN.iter().any(ends)
        || hits
            .iter()
            .any(|h| h.term == Term::ForeignVersion && h.range.end == hit.range.end)
}

/// Whether the version is one that this one takes the place of: "It replaces version 1.1".
fn is_replaced(text: &Text, hit: &Hit) -> bool {
    let row = text.row_near(&hit.range).start;
    let before = super::fold::folded(
        text.get(text.floor(hit.range.start.saturating_sub(40)).max(row)..hit.range.start),
    );
    let mut last = before.rsplit(' ').take(2);
    last.any(|word| words::REPLACES.contains(&word))
}

/// Whether a row ends in a number with a full stop inside, which no page has: "Version ..... 1.4".
fn has_decimal(row: &str) -> bool {
    let number = row
        .rsplit(|c: char| !(c.is_ascii_digit() || c == '.'))
        .next()
        .unwrap_or_default();
    number.trim_start_matches('.').contains('.')
}

/// Whether a row is one of a table in which versions have a cell, and no entry of a table of
/// contents beside others: "Version | 4".
fn is_cell(text: &Text, index: usize) -> bool {
    let is_version = |hit: &Hit| hit.term == Term::Version;
    let has_column = fields::head(text, index).is_some_and(|head| {
        text.cells(head)
            .iter()
            .any(|cell| text.hits_within(head, cell).iter().any(is_version))
    });
    let opens = || {
        fields::in_row(text, index, &[Term::Version])
            .iter()
            .any(|field| field.form == Form::Cell)
    };
    // "Version ....: 4": no entry has a colon behind its dots.
    let is_marked = || {
        fields::in_row(text, index, &[Term::Version])
            .iter()
            .any(|field| field.form == Form::Marked)
    };
    let is_among = || {
        let beside = [index.checked_sub(1), Some(index + 1)];
        beside
            .into_iter()
            .flatten()
            .any(|row| is_toc_entry(text.row(row)))
    };
    has_column || is_marked() || opens() && !is_among()
}

/// Whether the number that ends here is said to be of something else: "version 2.0 of the Traffic
/// Light Protocol".
fn is_of_other(text: &Text, end: usize) -> bool {
    let behind = super::fold::folded(
        text.get(end..text.floor(end + 40).min(text.row_near(&(end..end)).end)),
    );
    let said = behind
        .strip_prefix("of ")
        .map(|said| said.strip_prefix("the ").unwrap_or(said));
    said.is_some_and(|said| {
        words::FOREIGN.iter().any(|word| {
            said.strip_prefix(word)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        }) && !names_profile(said)
    })
}

/// Whether this is the document by the name of its form: "the RFC 2350 profile".
fn names_profile(said: &str) -> bool {
    said.strip_prefix("rfc 2350 ")
        .is_some_and(|rest| !words::FOREIGN.iter().any(|word| rest.starts_with(word)))
}

/// The version in its column, where the row stands in a table with heads.
fn in_column(text: &Text, index: usize, taken: &[Range<usize>], found: &mut Found) {
    let Some(head) = fields::head(text, index) else {
        return;
    };
    for (name, cell) in text.cells(head).iter().zip(text.cells(index)) {
        let hits = text.hits_within(head, name);
        let Some(hit) = hits
            .iter()
            .find(|h| h.term == Term::Version && !is_foreign(text, h, hits))
        else {
            continue;
        };
        let value = text.get(cell.clone());
        let start = cell.end
            - value
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, 'v' | 'V' | '|'))
                .len();
        if let Some((range, value)) = number(text, start) {
            add(text, range, value, Some(hit), taken, found);
        }
    }
}

/// "(ver 2.8)" is Portuguese and Spanish for "see 2.8"; "See version 2.8 below" points to a chapter
/// too.
fn is_see(text: &Text, hit: &Hit) -> bool {
    let before = super::fold::folded(
        text.get(
            text.floor(hit.range.start.saturating_sub(40))
                .max(text.row_near(&hit.range).start)..hit.range.start,
        ),
    );
    if before
        .split(' ')
        .next_back()
        .is_some_and(|word| words::SEE.contains(&word))
    {
        return true;
    }
    let is_first = text
        .get(text.row_near(&hit.range).start..hit.range.start)
        .trim()
        .is_empty();
    text.get(hit.range.clone()) == "ver"
        && !is_first
        && text
            .raw
            .get(hit.range.end..)
            .is_some_and(|behind| behind.starts_with(' '))
}

/// The number behind the word.
fn behind(text: &Text, at: usize) -> Option<(Range<usize>, String)> {
    let rest = text.raw.get(at..)?;
    let limit = rest
        .char_indices()
        .map(|(i, _)| i)
        .take_while(|i| *i <= MAX_GAP)
        .last()?;
    let gap = rest.get(..limit)?;
    let digit = gap.find(|c: char| c.is_ascii_digit())?;
    let between = gap.get(..digit)?;
    // The number of the next heading is none of a version.
    let row = |at: usize| {
        text.rows
            .get(text.row_at(at))
            .and_then(|r| r.heading.as_deref())
    };
    if between.contains('\n') && row(at.saturating_sub(1)) != row(at + digit) {
        return None;
    }
    // Only a row's end right behind the label leads to the next row.
    if between.contains('\n')
        && between
            .split('\n')
            .next()
            .is_some_and(|f| f.chars().any(char::is_alphanumeric))
    {
        return None;
    }
    if between.contains('\n') && begins_heading(text, at + digit) {
        return None;
    }
    let between = super::fold::folded(between);
    if !between.is_empty() && !words::VERSION_OF.contains(&between.as_str()) {
        return None;
    }
    number(text, at + digit)
}

/// Whether a row's number stands in front of a title, as in a table of contents: "1.1 Date of Last
/// Update", but "1.1 Draft" and "1.4 March 2026".
fn begins_heading(text: &Text, start: usize) -> bool {
    let row = text.get(start..text.row_range(start).end);
    let title = row.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ')' | ':' | '-' | '–')
    });
    let word = title
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let starts_high = word.starts_with(|c: char| c.is_uppercase()) || word.starts_with(is_unspaced);
    let is_said = word.eq_ignore_ascii_case("final")
        || STATES.contains(&word.to_lowercase().as_str())
        || vocabulary::month(&super::fold::folded(word), text.language).is_some();
    if !starts_high {
        return vocabulary::heading(&super::fold::Words::of(title, 0))
            .is_some_and(|m| m.extra == 0);
    }
    !is_said
}

/// `1.60`, `12`, `2.0b`; no date and no part of one.
fn number(text: &Text, start: usize) -> Option<(Range<usize>, String)> {
    let rest = text.raw.get(start..)?;
    let length = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '_')))
        .unwrap_or(rest.len());
    let token = rest.get(..length)?.trim_end_matches(['.', '_']);
    // "Version 1.2¹": a note.
    let behind = rest
        .get(token.len()..)?
        .chars()
        .next()
        .filter(|c| !is_raised(*c));
    let suffix = behind.filter(|c| {
        c.is_ascii_lowercase()
            && !rest
                .get(token.len() + 1..)
                .is_some_and(|r| r.starts_with(char::is_alphanumeric))
    });
    // Words of a script without spaces may be glued to it, but for those of days.
    let goes_on = |c: char| {
        c.is_alphanumeric()
            && (!is_unspaced(c) || matches!(c, '年' | '月' | '日' | '년' | '월' | '일'))
    };
    let bad_end = behind.is_some_and(goes_on) && suffix.is_none();
    if token.is_empty()
        || token.len() > 16
        || bad_end
        || token.split('.').any(|p| p.len() > 4 || p.is_empty())
    {
        return None;
    }
    let joined = matches!(behind, Some('-' | '/' | ':'))
        && rest
            .get(token.len() + 1..)
            .is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    let window: String = rest.chars().take(40).collect();
    let is_date = date::dates(&window, 1, text.language)
        .first()
        .is_some_and(|d| d.range.start == 0 && d.is_certain);
    // "2026-04"
    let year = rest.get(..7).filter(|r| {
        token.len() == 4
            && token.starts_with("20")
            && r.get(5..)
                .is_some_and(|m| m.bytes().all(|b| b.is_ascii_digit()))
    });
    if let Some(year) = year.filter(|_| {
        behind == Some('-')
            && !rest
                .get(7..)
                .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
    }) {
        return Some((start..start + 7, year.to_owned()));
    }
    if joined || is_date {
        return None;
    }
    // "1,2" where a comma is what elsewhere is a full stop.
    let decimals = rest.get(token.len()..)?.strip_prefix(',').map_or("", |d| {
        d.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
    });
    if !token.contains('.')
        && (1..=2).contains(&decimals.len())
        && decimals.bytes().all(|b| b.is_ascii_digit())
    {
        return Some((
            start..start + token.len() + 1 + decimals.len(),
            format!("{token}.{decimals}"),
        ));
    }
    let state = rest
        .get(token.len()..)?
        .strip_prefix('-')
        .and_then(|word| word.split(|c: char| !c.is_alphanumeric()).next())
        .filter(|word| STATES.contains(&word.to_lowercase().as_str()))
        .map_or(0, |word| word.len() + 1);
    let end = start + token.len() + usize::from(suffix.is_some()).max(state);
    Some((start..end, text.get(start..end).to_owned()))
}

/// `V1`, `v1.60` as a word of its own.
fn compact(text: &Text, index: usize, taken: &[Range<usize>], found: &mut Found) {
    let Some(row) = text.rows.get(index).map(|r| r.range.clone()) else {
        return;
    };
    let content = text.get(row.clone());
    for (i, c) in content
        .char_indices()
        .filter(|(_, c)| matches!(c, 'v' | 'V'))
    {
        let before = content.get(..i).and_then(|b| b.chars().next_back());
        let next = content.get(i + c.len_utf8()..).unwrap_or_default();
        let free = before.is_none_or(|b| {
            b.is_whitespace() || is_invisible(b) || matches!(b, '(' | '[' | '|' | ',')
        });
        let gap = next.len() - next.trim_start_matches(['.', ' ']).len();
        if !free
            || gap > 2
            || !next
                .trim_start_matches(['.', ' '])
                .starts_with(|c: char| c.is_ascii_digit())
            || (gap > 0 && !next.starts_with('.') && !is_spaced(c, next))
        {
            continue;
        }
        let from = text
            .floor((row.start + i).saturating_sub(MAX_GAP))
            .max(row.start);
        let preceding = super::fold::folded(text.get(from..row.start + i));
        if words::FOREIGN.iter().any(|word| preceding.ends_with(word)) {
            continue;
        }
        if let Some((range, value)) = number(text, row.start + i + c.len_utf8() + gap) {
            let label = history(text, index, true);
            add(
                text,
                row.start + i..range.end,
                value,
                label.as_ref(),
                taken,
                found,
            );
        }
    }
    counted(text, &row, taken, found);
    // The first cell of a table of revisions is the version, without any word.
    let start = row.start + content.len() - content.trim_start().len();
    let cell = text
        .get(start..row.end)
        .split(['\t', '|', ' '])
        .next()
        .unwrap_or_default();
    let is_version = cell.len() <= 12
        && cell.trim_end_matches('.').contains('.')
        && cell.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if is_version
        && !is_heading(text, index)
        && let Some(label) = history(text, index, true)
        && let Some((range, value)) = number(text, start)
    {
        add(text, range, value, Some(&label), taken, found);
    }
}

/// `第1.2版`, `제1.2판`: the word behind the number, in scripts without spaces.
fn counted(text: &Text, row: &Range<usize>, taken: &[Range<usize>], found: &mut Found) {
    let content = text.get(row.clone());
    if content.is_ascii() {
        return;
    }
    for (at, word) in content.match_indices(['版', '판']) {
        let before = content.get(..at).unwrap_or_default().trim_end_matches(' ');
        let digits = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let head = digits.trim_end_matches(' ');
        let is_whole = before.len() > digits.len() && head.ends_with(['第', '제']);
        if let Some((range, value)) = number(text, row.start + digits.len())
            && is_whole
            && range.end == row.start + before.len()
        {
            let whole = range.start..row.start + at + word.len();
            add(text, whole, value, None, taken, found);
        }
    }
}

/// Whether this row is a heading of RFC 2350, which begins with a number too.
fn is_heading(text: &Text, index: usize) -> bool {
    let above = index.checked_sub(1).and_then(|above| text.rows.get(above));
    text.rows.get(index).is_some_and(|row| {
        let begins = text.get(row.range.clone()).trim_start();
        row.section.is_some()
            && above.is_none_or(|above| above.heading != row.heading)
            && row.heading.as_deref().is_some_and(|heading| {
                heading.starts_with(begins.split('\t').next().unwrap_or(begins))
            })
    })
}

/// `V 3.1`: a capital letter, one space, and a number with a full stop.
fn is_spaced(letter: char, next: &str) -> bool {
    let number = next
        .strip_prefix(' ')
        .and_then(|n| n.split(|c: char| !c.is_ascii_digit() && c != '.').next());
    letter == 'V' && number.is_some_and(|number| number.trim_end_matches('.').contains('.'))
}

fn add(
    text: &Text,
    range: Range<usize>,
    value: String,
    label: Option<&Hit>,
    taken: &[Range<usize>],
    found: &mut Found,
) {
    let place = text.place(&range);
    let same = found
        .claims
        .versions
        .iter()
        .any(|v| v.place.line == place.line && v.place.page == place.page && v.value == value);
    if !same && !super::is_taken(taken, &range) {
        let label = label.and_then(|h| text.label_text(h));
        found.claims.versions.push(text.claim(value, range, label));
    }
}
