//! Claims for dates: what each date is printed for.

use std::ops::Range;

use bonafide_model::claims::{DateRole, PrintedDate};

use super::fold::{Words, folded};
use super::text::Text;
use super::{Found, MAX_CLAIMS, date};
use crate::fields::{self, Label};
use crate::vocabulary::{self, Hit, Term, words};

/// Words that decide a date's role.
const DECIDING: [Term; 4] = [Term::Update, Term::Creation, Term::Expiry, Term::Version];

/// The longest name of a day of the week, in characters.
const MAX_WEEKDAY: usize = 16;

/// What can expire.
const SUBJECTS: [Term; 6] = [
    Term::Key,
    Term::TeamKey,
    Term::Pgp,
    Term::Document,
    Term::Update,
    Term::Certificate,
];

/// Finds dates outside of URLs and the like.
pub(super) fn find(text: &Text, taken: &[Range<usize>], front: usize, found: &mut Found) {
    let (mut revisions, mut approvals) = (Vec::new(), Vec::new());
    let all = date::dates(&text.raw, MAX_CLAIMS + 1, text.language);
    found.is_cut |= all.len() > MAX_CLAIMS;
    for one in all {
        if super::is_taken(taken, &one.range) {
            continue;
        }
        let (role, said) = role(text, &one.range, front);
        // Eight digits, or a word between a day and a year, are a date only where one is expected.
        let is_expected = said
            .hit
            .as_ref()
            .is_none_or(|l| !is_version(text, l, &one.range))
            && (said.hit.is_some() || matches!(text.section(one.range.start), Some("1.1" | "1.5")));
        if !one.is_certain
            && (!is_expected || matches!(role, DateRole::Other | DateRole::KeyExpiry))
        {
            continue;
        }
        let value = PrintedDate {
            date: match one.candidates.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            candidates: one.candidates,
            role,
        };
        let label = said
            .label
            .as_ref()
            .and_then(|label| label.claimed(text, said.hit.as_ref()));
        let row = text.row_at(one.range.start);
        found.claims.dates.push(text.claim(value, one.range, label));
        let in_document = text.rows.get(row).is_some_and(|r| {
            r.section
                .map_or(row < front, |s| s == "1" || s.starts_with("1."))
        });
        if in_document && said.of == Some(Of::Approval) {
            approvals.push(found.claims.dates.len() - 1);
        }
        if in_document
            && role == DateRole::Other
            && said.of.is_none()
            && said.hit.as_ref().is_none_or(|hit| hit.term == Term::Update)
            && is_in_table(text, row)
        {
            revisions.push(found.claims.dates.len() - 1);
        }
    }
    // Where nothing else says when the document was updated, the newest row of its table of
    // revisions does.
    if !found
        .claims
        .dates
        .iter()
        .any(|claim| claim.value.role == DateRole::Update)
    {
        let day = |index: &usize| {
            found
                .claims
                .dates
                .get(*index)
                .and_then(|claim| claim.value.date)
        };
        let newest = |list: Vec<usize>| {
            list.into_iter()
                .filter(|index| day(index).is_some())
                .max_by_key(day)
        };
        let newest = newest(revisions).or_else(|| newest(approvals));
        if let Some(claim) = newest.and_then(|index| found.claims.dates.get_mut(index)) {
            claim.value.role = DateRole::Update;
        }
    }
}

/// Whether a row is one of many of a table of revisions.
fn is_in_table(text: &Text, row: usize) -> bool {
    fields::is_one_of_many(text, row) || super::version::history(text, row, false).is_some()
}

/// Whether figures such as `1.10.22` are the version that the word in front of them announces, and
/// no date behind one.
fn is_version(text: &Text, label: &Hit, range: &Range<usize>) -> bool {
    let is_figures = !text
        .get(range.clone())
        .contains(|c: char| c.is_alphabetic() || matches!(c, '/' | '\'' | '’'));
    label.term == Term::Version
        && is_figures
        && !text
            .get(label.range.end..range.start)
            .contains(|c: char| c.is_ascii_digit())
}

/// The label of a date, and the word of it that decides.
struct Said {
    label: Option<Label>,
    hit: Option<Hit>,
    of: Option<Of>,
}

/// What a date about the document is of, where it is no edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// An edition, or a look at this one, that is still to come.
    Next,
    /// An edition that this one takes the place of.
    Replaced,
    /// Somebody's approval.
    Approval,
}

/// Words in front of a date in which it is said what it is of.
const MAX_SAID: usize = 7;

/// What the words in front of a date say that it is of, those that stand nearest.
fn of(text: &Text, range: &Range<usize>, hit: Option<&Hit>) -> Option<Of> {
    let start = text
        .sentence_before(range.start)
        .start
        .max(text.row_near(range).start)
        .min(range.start);
    // "Version 1.2 (replaces 1.1), 14 March": what stands in brackets is said of something else.
    let words = |until: usize| {
        let said = text.get(start..until.max(start));
        let mut open = 0_usize;
        let outside: String = said
            .chars()
            .filter(|c| {
                open += usize::from(*c == '(');
                let is_outside = open == 0;
                open -= usize::from(*c == ')' && open > 0);
                is_outside
            })
            .collect();
        if open > 0 {
            folded(said)
        } else {
            folded(&outside)
        }
    };
    let said = words(range.start);
    // "Approved and published on": the nearer word counts, and "next" goes with the one behind it.
    let decided = hit.map_or(0, |hit| words(hit.range.start).split_whitespace().count());
    let all: Vec<&str> = said.split_whitespace().collect();
    let first = all.len().saturating_sub(MAX_SAID);
    let from = first.max(decided.saturating_sub(2)).min(all.len());
    let near = format!(" {} ", all.get(from..).unwrap_or_default().join(" "));
    let has = |list: &[&str]| {
        list.iter().any(|word| {
            near.contains(&format!(" {word} ")) || !word.is_ascii() && near.contains(*word)
        })
    };
    let after = format!(
        " {} ",
        all.get(first.max(decided)..).unwrap_or_default().join(" ")
    );
    let is_approval = words::APPROVED.iter().any(|word| {
        after.contains(&format!(" {word} ")) || !word.is_ascii() && after.contains(*word)
    });
    match () {
        () if has(words::NEXT) => Some(Of::Next),
        () if has(words::REPLACES) => Some(Of::Replaced),
        () if is_approval => Some(Of::Approval),
        () => None,
    }
}

fn role(text: &Text, range: &Range<usize>, front: usize) -> (DateRole, Said) {
    let row = text.row_near(range);
    let index = text.row_at(range.start);
    let section = text.section(range.start).unwrap_or_default();
    let before = text.hits(row.start..range.start);
    let after = text.hits(range.end..row.end.max(range.end));
    let label = fields::label(text, range.start);
    let decides = |label: &Option<Label>| {
        label
            .as_ref()
            .and_then(|label| label.last(&DECIDING))
            .cloned()
    };
    let (label, hit) = match decides(&label) {
        None => behind_weekday(text, range.start).map_or((label, None), |label| {
            let hit = decides(&Some(label.clone()));
            (Some(label), hit)
        }),
        hit => (label, hit),
    };
    let in_front = index < front || section.is_empty();
    let in_document = section == "1" || section.starts_with("1.");
    // "Key: Ed25519, expires …": the nearest word that can expire.
    let of_key = hit.as_ref().is_some_and(|hit| {
        let subject = before
            .iter()
            .rev()
            .filter(|h| h.range.end <= hit.range.start)
            .map(|h| h.term);
        let subject = subject
            .chain(
                label
                    .iter()
                    .flat_map(|label| label.hits.iter().rev().map(|h| h.term)),
            )
            .find(|t| SUBJECTS.contains(t));
        hit.term == Term::Expiry
            && (names_key(text, hit)
                || subject.is_some_and(|term| !matches!(term, Term::Document | Term::Update)))
    });
    let in_keys = of_key
        || section.starts_with("2.8")
        || before
            .iter()
            .any(|h| matches!(h.term, Term::KeyId | Term::Fingerprint | Term::KeyAttribute));
    let listed = is_listing(text.get(row.clone()));
    let in_table = is_in_table(text, index);
    // "Valid from 2026-04-08 until 2027-12-31": the words around the day, where no label names it.
    let expires = || hit.is_none() && says_until(text, row.start..range.start);
    let says_creation = |hits: &[Hit]| hits.iter().any(|h| h.term == Term::Creation);
    // Elsewhere no date is one of an edition.
    let of = (in_document || in_front)
        .then(|| {
            of(
                text,
                range,
                hit.as_ref().filter(|hit| hit.range.start < range.start),
            )
        })
        .flatten();
    let role = match hit.as_ref().map(|h| h.term) {
        Some(Term::Expiry) if of_membership(text, row.start..range.start) => DateRole::Other,
        Some(Term::Expiry) if in_keys || listed => DateRole::KeyExpiry,
        _ if in_keys || listed => DateRole::Other,
        Some(Term::Expiry) if in_document || in_front => DateRole::Expiry,
        None if (in_document || in_front) && expires() => DateRole::Expiry,
        // "Version 1.1, created on …" under the date of the last update is that version's date.
        Some(Term::Creation)
            if section == "1.1" && before.iter().any(|h| h.term == Term::Version) =>
        {
            DateRole::Update
        }
        Some(Term::Creation) if in_document || in_front => DateRole::Creation,
        _ if (in_document || in_front) && says_creation(&after) => DateRole::Creation,
        _ if of.is_some() => DateRole::Other,
        Some(Term::Update | Term::Version)
            if (in_document || in_front) && !(in_table && before.is_empty()) =>
        {
            DateRole::Update
        }
        // A row of a table of revisions that says nothing else is history.
        _ if (in_document || in_front) && in_table => DateRole::Other,
        _ if section == "1.1" || section == "1.5" => DateRole::Update,
        // A date alone on the title page.
        _ if index < front && row.len() - (range.end - range.start) <= 24 => DateRole::Update,
        _ => DateRole::Other,
    };
    (role, Said { label, hit, of })
}

/// What opens the cell of a table in which one word stands in front of a day: "Sunday, 20 December
/// 2026".
fn behind_weekday(text: &Text, at: usize) -> Option<Label> {
    let row = text.row_at(at);
    let cells = text.cells(row);
    let cell = cells.get(
        cells
            .partition_point(|cell| cell.start <= at)
            .checked_sub(1)?,
    )?;
    let before = text.get(cell.start..at);
    let word = before.trim().trim_end_matches([',', '.']);
    let is_word = cells.len() > 1
        && (2..=MAX_WEEKDAY).contains(&word.chars().count())
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
        && text.hits(cell.start..at).is_empty();
    let start = cell.start + before.len() - before.trim_start().len();
    is_word.then(|| fields::label(text, start))?
}

/// Whether a row says "valid", and "until" right in front of a day.
fn says_until(text: &Text, before: Range<usize>) -> bool {
    let said = folded(text.get(before));
    let ends = |word: &str| {
        said.strip_suffix(word)
            .is_some_and(|rest| rest.ends_with(' '))
    };
    words::UNTIL.iter().any(|word| ends(word))
        && words::VALID.iter().any(|word| said.contains(word))
}

/// Whether something else than a document or a key expires: a membership, an accreditation.
fn of_membership(text: &Text, before: Range<usize>) -> bool {
    folded(text.get(before))
        .split(' ')
        .any(|word| words::MEMBERSHIP.contains(&word))
}

/// Whether a label such as "key expiry" names a key.
fn names_key(text: &Text, hit: &Hit) -> bool {
    let label = Words::of(text.get(hit.range.clone()), 0);
    (0..label.len()).any(|word| vocabulary::means(label.word(word), Term::Key))
}

/// Whether the row is one of a key listing.
pub(super) fn is_listing(row: &str) -> bool {
    let first = row.split_whitespace().next().unwrap_or_default();
    matches!(first, "pub" | "sub" | "sec" | "ssb" | "uid")
}
