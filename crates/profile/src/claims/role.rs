//! For which of a team's keys a value is printed, by the words around it.

use std::ops::Range;

use bonafide_model::claims::KeyRole;

use super::text::Text;
use crate::vocabulary::{Hit, Term};

/// How many rows before a value may name the key that it belongs to: a small heading, a User ID and
/// a Key ID stand between.
const MAX_ROWS: usize = 6;
/// A row that names the key for the rows below it is short; a sentence about keys in general is
/// not.
const MAX_HEADER: usize = 80;

/// The role of the value at `range`. `stop` holds the values before it that belong to keys of their
/// own.
pub(super) fn role(text: &Text, range: &Range<usize>, stop: &[Range<usize>]) -> KeyRole {
    let row = text.row_at(range.start);
    let here = text.row_near(range);
    let sentence = here.start
        ..range
            .end
            .max(here.end)
            .min(here.end + 1)
            .min(text.raw.len());
    if let Some(role) = last(text, &text.hits(sentence)) {
        return role;
    }
    let heading = text.rows.get(row).and_then(|r| r.heading.clone());
    for above in (row.saturating_sub(MAX_ROWS)..row).rev() {
        let Some(r) = text.rows.get(above) else { break };
        if r.heading != heading
            || stop
                .iter()
                .any(|s| r.range.start <= s.start && s.start < r.range.end)
        {
            break;
        }
        let content = text.get(r.range.clone());
        if content.chars().count() <= MAX_HEADER
            && let Some(role) = last(text, &text.hits(r.range.clone()))
        {
            return role;
        }
    }
    if text.is_in(range.start, "2.9") {
        KeyRole::Member
    } else {
        KeyRole::Team
    }
}

/// By the last word that tells. The name in an address such as `incident@example.org` tells
/// nothing.
fn last(text: &Text, hits: &[Hit]) -> Option<KeyRole> {
    let is_name = |h: &&Hit| {
        text.raw
            .get(h.range.end..)
            .is_some_and(|r| r.trim_start().starts_with(['@', '(', '[']) && !r.starts_with(" ("))
    };
    hits.iter()
        .rev()
        .filter(|h| !is_name(h))
        .find_map(|h| match h.term {
            Term::MasterKey => Some(KeyRole::Master),
            Term::OldKey => Some(KeyRole::Old),
            Term::IncidentKey => Some(KeyRole::Incident),
            Term::InformationKey => Some(KeyRole::Information),
            Term::MemberKey => Some(KeyRole::Member),
            Term::OtherKey => Some(KeyRole::Other),
            Term::TeamKey => Some(KeyRole::Team),
            _ => None,
        })
}
