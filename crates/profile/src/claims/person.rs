//! Which contacts are a named person's own, and not the team's.

use super::fold::folded;
use super::text::Text;
use crate::fields::{self, Form};
use crate::vocabulary::{Term, words};

/// Rows above a contact in which its owner may be named.
const MAX_ROWS: usize = 4;
/// How far from the start of a row the words begin that introduce a person, in bytes.
const MAX_BEFORE: usize = 20;
/// Rows above an address in which the name stands that it is made of.
const MAX_NAME_ROWS: usize = 2;
/// Longer rows are text.
const MAX_ROW: usize = 200;
/// The longest name of a mailbox (RFC 5321, "Local-part").
const MAX_LOCAL: usize = 64;

/// Whether what stands here belongs to a person who is named: in the section on members, or behind
/// a label such as "Contact person".
pub(super) fn owns(text: &Text, at: usize) -> bool {
    if text.is_in(at, "2.9") {
        return true;
    }
    let row = text.row_at(at);
    let heading = text.rows.get(row).and_then(|r| r.heading.clone());
    if is_beside(text, row, at) {
        return true;
    }
    let own = text.get(text.row_near(&(at..at)).start..at);
    if is_named(own) {
        return true;
    }
    let mut said = folded(own);
    let is_other_field = opens_other_field(text, row, at);
    for above in (row.saturating_sub(MAX_ROWS)..row).rev() {
        if names_person(&said) {
            return true;
        }
        let Some(r) = text
            .rows
            .get(above)
            .filter(|r| r.heading == heading && r.range.len() <= MAX_ROW)
        else {
            break;
        };
        let content = text.get(r.range.clone());
        // A blank row ends what is said of one person.
        let is_done = holds_contact(content)
            && (is_other_field
                || opens_other_field(text, above, r.range.end) && !names_person(&folded(content)));
        if content.trim().is_empty() || is_done {
            break;
        }
        if is_named(content) {
            return true;
        }
        said = folded(content);
    }
    names_person(&said)
}

/// Whether a label of its own opens what stands here, and says more than a kind of contact: "Night
/// desk: …" below "Deputy: …" is no further number of the deputy, "Mobile: …" is.
fn opens_other_field(text: &Text, row: usize, at: usize) -> bool {
    let own = text.row_range_of(row);
    fields::label(text, at).is_some_and(|label| {
        let is_here = label.range.start >= own.start;
        (label.form == Form::Below || is_here && matches!(label.form, Form::Marked | Form::Cell))
            && label
                .last(&[Term::Phone, Term::Mobile, Term::Fax, Term::Email])
                .is_none()
    })
}

/// Whether a row holds a contact, so that its own label is done with.
fn holds_contact(row: &str) -> bool {
    const DIGITS: usize = 7;
    row.contains('@') || row.bytes().filter(u8::is_ascii_digit).count() >= DIGITS
}

/// Whether what stands here is printed with a person's own address: in the same row, or in the one
/// above or below.
fn is_beside(text: &Text, row: usize, at: usize) -> bool {
    let heading = text.rows.get(row).and_then(|r| r.heading.as_ref());
    let rows = (row.saturating_sub(1)..=row + 1)
        .filter_map(|i| text.rows.get(i))
        .filter(|r| r.heading.as_ref() == heading && r.range.len() <= MAX_ROW);
    rows.flat_map(|r| {
        text.get(r.range.clone())
            .match_indices('@')
            .map(|(sign, _)| r.range.start + sign)
    })
    .any(|sign| {
        let before = text.get(text.floor(sign.saturating_sub(MAX_LOCAL))..sign);
        let local = before.len()
            - before
                .trim_end_matches(|c: char| {
                    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
                })
                .len();
        let begins = text.row_range(sign).start;
        // The number of a team may stand in front of the person who answers.
        (at > sign
            || begins < at && text.get(begins..at).contains(char::is_uppercase)
            || begins > at)
            && is_own_address(text, sign - local)
    })
}

/// Whether "Name:" stands here with the name of a person: two words in small letters with a
/// capital, or initials. Names of teams have words of their own, abbreviations, or more words.
fn is_named(row: &str) -> bool {
    let Some((label, value)) = row.split_once(':') else {
        return false;
    };
    let name: Vec<&str> = value
        .split([',', ';', '|', '(', '\t'])
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let is_small = |word: &str| {
        word.chars()
            .skip(1)
            .all(|c| c.is_lowercase() || matches!(c, '-' | '\''))
    };
    let is_initial = |word: &str| word.len() == 2 && word.ends_with('.');
    words::PERSON_NAME.contains(&&*folded(label))
        && name.len() == 2
        && name.iter().all(|word| {
            is_initial(word) && word.starts_with(char::is_uppercase)
                || is_part(word) && is_small(word)
        })
}

/// Whether a word may be a part of a person's name.
fn is_part(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().count() > 2
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        && !words::TEAM.contains(&&*folded(word))
}

/// Whether the address that starts here is made of a person's name that stands in front of it, in
/// its row or in one of the rows above: "Jane Doe, jane.doe@example.org".
pub(super) fn is_own_address(text: &Text, at: usize) -> bool {
    let local = text
        .get(at..text.floor(at + MAX_LOCAL))
        .split(['@', '(', '[', ' '])
        .next()
        .unwrap_or_default();
    let local: String = folded(local).split(' ').collect();
    let row = text.row_at(at);
    let heading = text.rows.get(row).and_then(|r| r.heading.as_ref());
    for above in (row.saturating_sub(MAX_NAME_ROWS)..=row).rev() {
        let Some(r) = text
            .rows
            .get(above)
            .filter(|r| r.heading.as_ref() == heading)
        else {
            return false;
        };
        let range = if above == row {
            text.row_near(&(at..at)).start..at
        } else {
            r.range.clone()
        };
        let content = text.get(range);
        if above != row && content.trim().is_empty() || content.len() > MAX_ROW {
            return false;
        }
        let words: Vec<&str> = content
            .split(|c: char| {
                c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '<' | '|')
            })
            .filter(|w| !w.is_empty())
            .collect();
        if words
            .windows(2)
            .any(|pair| matches!(pair, [first, last] if is_part(first) && is_part(last) && is_made_of(&local, first, last)))
        {
            return true;
        }
    }
    false
}

/// Whether the name of a mailbox is made of a first and a last name: both, or one and the other's
/// first letter, or one of four letters.
fn is_made_of(local: &str, first: &str, last: &str) -> bool {
    let (first, last) = (
        folded(first).replace(' ', ""),
        folded(last).replace(' ', ""),
    );
    let initial = |name: &str| name.chars().next().map(String::from).unwrap_or_default();
    let both = |a: &str, b: &str| local == format!("{a}{b}") || local == format!("{b}{a}");
    both(&first, &last)
        || both(&initial(&first), &last)
        || both(&first, &initial(&last))
        || [first, last]
            .iter()
            .any(|name| name.len() > 3 && local == name)
}

fn names_person(folded: &str) -> bool {
    let starts = std::iter::once(0)
        .chain(folded.match_indices(' ').map(|(at, _)| at + 1))
        .take_while(|at| *at <= MAX_BEFORE);
    let introduces = |rest: &str| {
        words::PERSON.iter().any(|words| {
            rest.strip_prefix(*words)
                .is_some_and(|r| r.is_empty() || r.starts_with(' '))
        })
    };
    starts.filter_map(|at| folded.get(at..)).any(introduces)
}
