//! Which contacts are a named person's own, and not the team's.

use super::fold::folded;
use super::text::Text;
use crate::vocabulary::words;

/// Rows above a contact in which its owner may be named.
const MAX_ROWS: usize = 4;
/// How far from the start of a row the words begin that introduce a person, in bytes.
const MAX_BEFORE: usize = 20;

/// Whether what stands here belongs to a person who is named: in the section on members, or behind a label such as "Contact person".
pub(super) fn owns(text: &Text, at: usize) -> bool {
    if text.is_in(at, "2.9") {
        return true;
    }
    let row = text.row_at(at);
    let heading = text.rows.get(row).and_then(|r| r.heading.clone());
    let own = text.get(text.row_near(&(at..at)).start..at);
    if is_named(own) {
        return true;
    }
    let mut said = folded(own);
    for above in (row.saturating_sub(MAX_ROWS)..row).rev() {
        if names_person(&said) {
            return true;
        }
        let Some(r) = text.rows.get(above).filter(|r| r.heading == heading && r.range.len() <= 200) else { break };
        let content = text.get(r.range.clone());
        // A blank row ends what is said of one person.
        if content.trim().is_empty() {
            break;
        }
        if is_named(content) {
            return true;
        }
        said = folded(content);
    }
    names_person(&said)
}

/// Whether "Name:" stands here with the name of a person: two words in small letters with a capital, or initials. Names of teams have words of
/// their own, abbreviations, or more words.
fn is_named(row: &str) -> bool {
    let Some((label, value)) = row.split_once(':') else { return false };
    let name: Vec<&str> = value.split([',', ';', '|', '(', '\t']).next().unwrap_or_default().split_whitespace().collect();
    let is_part = |word: &&str| {
        let is_initial = word.len() == 2 && word.ends_with('.');
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let small = letters.as_str().chars().all(|c| c.is_lowercase() || matches!(c, '-' | '\''));
        capital && (is_initial || word.len() > 2 && small && !words::TEAM.contains(&&*folded(word)))
    };
    words::PERSON_NAME.contains(&&*folded(label)) && name.len() == 2 && name.iter().all(is_part)
}

fn names_person(folded: &str) -> bool {
    let starts = std::iter::once(0).chain(folded.match_indices(' ').map(|(at, _)| at + 1)).take_while(|at| *at <= MAX_BEFORE);
    let introduces = |rest: &str| {
        words::PERSON.iter().any(|words| rest.strip_prefix(*words).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
    };
    starts.filter_map(|at| folded.get(at..)).any(introduces)
}
