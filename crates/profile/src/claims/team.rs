//! The team's postal address, time zone and hours.

use std::ops::Range;

use super::fold::is_invisible;
use super::text::{Text, cap};
use super::{Found, office};
use crate::fields::{self, Form};
use crate::vocabulary::Term;

/// Rows of an address.
const MAX_ROWS: usize = 12;
/// Characters of an address or of the hours.
const MAX_TEXT: usize = 400;

/// Address, time zone and hours.
pub(super) fn contact(text: &Text, found: &mut Found) {
    for (section, separator) in [("2.2", ", "), ("2.3", " ")] {
        let rows = rows_in(text, section);
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
            continue;
        };
        let lines: Vec<String> = rows
            .iter()
            .map(|i| seen(text.row(*i)))
            .filter(|l| !l.is_empty())
            .collect();
        let value = cap(lines.join(separator).trim(), MAX_TEXT);
        let range = text.row_range_of(*first).start..text.row_range_of(*last).end;
        if value.is_empty() {
            continue;
        }
        let claim = text.claim(value, range, None);
        if section == "2.2" {
            found.claims.addresses.push(claim);
        } else {
            found.claims.time_zones.push(claim);
        }
    }
    labelled(text, found);
    if found.claims.business_hours.is_empty()
        && let Some(range) = office::unlabelled(text)
    {
        let value = cap(&seen(text.get(range.clone())), MAX_TEXT);
        found
            .claims
            .business_hours
            .push(text.claim(value, range, None));
    }
}

/// A text as one line, without what nobody sees.
fn seen(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        word.chars()
            .filter(|c| !is_invisible(*c))
            .collect::<String>()
    });
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Hours behind their label in chapter 2, and address and time zone where no section of their own
/// holds them.
fn labelled(text: &Text, found: &mut Found) {
    for index in 0..text.rows.len() {
        let Some(row) = text.rows.get(index) else {
            break;
        };
        let in_contact = row.section.is_none_or(|s| s == "2" || s.starts_with("2."));
        if !in_contact || row.range.is_empty() || found.claims.business_hours.len() > 20 {
            continue;
        }
        let Some(field) =
            fields::in_row(text, index, &[Term::Hours, Term::TimeZone, Term::Address])
                .into_iter()
                .next()
        else {
            continue;
        };
        let label = text.label_text(&field.label);
        let value = || seen(text.get(field.value.clone()));
        let has_digit =
            |range: &Range<usize>| text.get(range.clone()).bytes().any(|b| b.is_ascii_digit());
        match field.label.term {
            Term::Hours => {
                if let Some(range) = office::labelled(text, index, &field) {
                    found.claims.business_hours.push(text.claim(
                        cap(&seen(text.get(range.clone())), MAX_TEXT),
                        range,
                        label,
                    ));
                }
            }
            _ if field.form == Form::Running => {}
            Term::TimeZone if found.claims.time_zones.is_empty() => {
                found
                    .claims
                    .time_zones
                    .push(text.claim(value(), field.value.clone(), label));
            }
            Term::Address
                if found.claims.addresses.is_empty()
                    && row.section != Some("2.7")
                    && has_digit(&field.value)
                    && !text.row(index).contains('@') =>
            {
                found
                    .claims
                    .addresses
                    .push(text.claim(value(), field.value.clone(), label));
            }
            _ => {}
        }
    }
}

/// The rows of the first section with this number, without its heading and blank rows.
fn rows_in(text: &Text, section: &str) -> Vec<usize> {
    let mut rows = Vec::new();
    let mut heading: Option<std::sync::Arc<str>> = None;
    for (i, row) in text.rows.iter().enumerate() {
        if row.section != Some(section) {
            if !rows.is_empty() {
                break;
            }
            continue;
        }
        let content = text.get(row.range.clone()).trim();
        let is_heading = row.heading.as_deref().is_some_and(|h| {
            let printed = content.trim_matches(['#', '*', '_', ' ']);
            heading.as_ref() != row.heading.as_ref() && !printed.is_empty() && h.contains(printed)
        });
        if is_heading {
            // A value behind a colon on the heading's own row counts.
            heading = if row.heading.as_deref() == Some(content) {
                row.heading.clone()
            } else {
                heading
            };
            continue;
        }
        if !content.is_empty()
            && !fields::is_head_of_words(text, i)
            && !content.starts_with("TLP")
            && !content.starts_with("Page ")
        {
            rows.push(i);
        }
        if rows.len() >= MAX_ROWS {
            break;
        }
    }
    rows
}
