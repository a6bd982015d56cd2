//! The team's names, postal address, time zone and hours.

use std::ops::Range;

use bonafide_model::Claim;

use super::Found;
use super::text::{Text, cap};
use crate::vocabulary::Term;

/// A name is shorter than a sentence.
const MAX_NAME: usize = 120;
/// Rows of an address.
const MAX_ROWS: usize = 12;
/// Characters of an address or of the hours.
const MAX_TEXT: usize = 400;

/// The official and the short name.
pub(super) fn names(text: &Text, title: Option<&str>, front: usize) -> (Option<Claim<String>>, Option<Claim<String>>) {
    let (mut official, mut short) = (None, None);
    for index in rows_in(text, "2.1") {
        let row = text.row_range_of(index);
        for hit in text.hits(row.clone()) {
            let target = match hit.term {
                Term::OfficialName => &mut official,
                Term::ShortName => &mut short,
                _ => continue,
            };
            if target.is_none() {
                let label = text.label_text(&hit);
                *target = value_behind(text, hit.range.end, &row)
                    .or_else(|| next_row(text, index, &row, hit.range.end))
                    .map(|r| text.claim(text.get(r.clone()).to_owned(), r, label));
            }
        }
    }
    if official.is_none() {
        let unlabelled = |i: &usize| !text.hits(text.row_range_of(*i)).iter().any(|h| h.term == Term::ShortName);
        official = rows_in(text, "2.1").into_iter().filter(unlabelled).find_map(|i| plain_name(text, text.row_range_of(i)));
    }
    if short.is_none() {
        short = official.as_ref().and_then(|official| in_brackets(official).or_else(|| in_front(official)));
    }
    let official = official.or_else(|| from_title(text, title, front));
    (official, short)
}

/// What stands behind a label: after a colon, in the next cell, or between quotation marks.
fn value_behind(text: &Text, at: usize, row: &Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(at..row.end);
    if let Some(quoted) = quoted(text, at..row.end) {
        return Some(quoted);
    }
    let behind = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '*' || c == ')');
    let separated = behind.starts_with([':', '=', '–', '-', '|']) || rest.starts_with('\t') || rest.starts_with("  ");
    if !separated {
        return None;
    }
    let start = row.end - behind.trim_start_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '«' | '"' | '“'))).len();
    let end = text.get(start..row.end).split('\t').next().map_or(row.end, |v| start + v.len());
    trimmed(text, start..end)
}

/// A table's value in the row below its label.
fn next_row(text: &Text, index: usize, row: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let is_last = !text.get(at..row.end).chars().any(char::is_alphanumeric);
    let next = text.rows.get(index + 1).filter(|n| n.section == Some("2.1"))?;
    if is_last { trimmed(text, next.range.clone()) } else { None }
}

fn quoted(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    [('«', '»'), ('“', '”'), ('"', '"'), ('„', '“')].iter().find_map(|(open, close)| {
        let from = content.find(*open)? + open.len_utf8();
        let to = from + content.get(from..)?.find(*close)?;
        trimmed(text, range.start + from..range.start + to)
    })
}

/// A row without any label, if it is short enough to be a name.
fn plain_name(text: &Text, row: Range<usize>) -> Option<Claim<String>> {
    if let Some(range) = quoted(text, row.clone()) {
        return Some(text.claim(text.get(range.clone()).to_owned(), range, None));
    }
    let range = trimmed(text, row)?;
    let value = text.get(range.clone());
    let is_name = value.split_whitespace().count() <= 12 && !value.ends_with('.') && value.chars().any(char::is_uppercase);
    is_name.then(|| text.claim(value.to_owned(), range, None))
}

fn trimmed(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    let cut = |c: char| {
        c.is_whitespace() || matches!(c, '«' | '»' | '"' | '“' | '”' | '*' | '•' | '|' | ':' | '–' | '➤' | '>' | ',' | ';')
    };
    let left = content.trim_start_matches(|c: char| cut(c) || c == '-');
    let value = left.trim_end_matches(|c: char| cut(c) || c == '.');
    let start = range.end - left.len();
    (!value.is_empty() && value.chars().count() <= MAX_NAME).then(|| start..start + value.len())
}

/// `Example Response Team (X-CERT)`.
fn in_brackets(official: &Claim<String>) -> Option<Claim<String>> {
    let inside = official.value.rsplit_once('(')?.1.trim_end_matches(')').trim();
    let is_short = !inside.is_empty() && inside.len() <= 30 && !inside.contains(' ');
    is_short.then(|| Claim { value: inside.to_owned(), ..official.clone() })
}

/// `X-CERT: the computer emergency response team of Example`, as in the example of RFC 2350.
fn in_front(official: &Claim<String>) -> Option<Claim<String>> {
    let (short, long) = [": ", " – ", " — ", " - "].iter().find_map(|mark| official.value.split_once(mark))?;
    let short = short.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '«' | '»'));
    let is_short = !short.is_empty() && short.len() <= 30 && short.split_whitespace().count() <= 2 && names_team(short);
    (is_short && long.split_whitespace().count() >= 2).then(|| Claim { value: short.to_owned(), ..official.clone() })
}

/// Whether one of its words says that it is the name of such a team.
fn names_team(text: &str) -> bool {
    let folded = super::fold::folded(text);
    ["cert", "csirt", "cirt", "soc", "sirt", "cirk"].iter().any(|w| folded.split(' ').any(|f| f == *w || f.ends_with(w)))
}

/// The document's title without what names the RFC.
fn from_title(text: &Text, title: Option<&str>, front: usize) -> Option<Claim<String>> {
    let names_team = |t: &str| names_team(t) && t.chars().count() <= MAX_NAME;
    let clean = |t: &str| {
        let mut name = t.to_owned();
        for word in ["RFC2350", "RFC 2350", "RFC-2350", "rfc2350", "Rfc2350", "RFC_2350"] {
            name = name.replace(word, "");
        }
        let cut = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|' | '#' | '*' | ',' | '/' | '(' | ')');
        name.trim_matches(cut).to_owned()
    };
    let row = (0..front.min(40)).find(|i| names_team(text.row(*i)) && !text.row(*i).contains('@') && !text.row(*i).contains("://"));
    if let Some(range) = row.and_then(|i| text.rows.get(i)).map(|r| r.range.clone()) {
        let name = clean(text.get(range.clone()).split('\t').next().unwrap_or_default());
        return (!name.is_empty()).then(|| text.claim(name, range, None));
    }
    let name = title.filter(|t| names_team(t)).map(clean).filter(|n| !n.is_empty())?;
    let mut claim = text.claim(name.clone(), 0..0, None);
    claim.raw.clone_from(&name);
    claim.excerpt = name;
    // Nobody sees a document's metadata.
    claim.hidden_by = Some(bonafide_model::HiddenBy::Title);
    Some(claim)
}

/// Address, time zone and hours.
pub(super) fn contact(text: &Text, found: &mut Found) {
    for (section, separator) in [("2.2", ", "), ("2.3", " ")] {
        let rows = rows_in(text, section);
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { continue };
        let lines: Vec<String> =
            rows.iter().map(|i| text.row(*i).split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect();
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
}

/// Hours behind their label in chapter 2, and address and time zone where no section of their own holds them.
fn labelled(text: &Text, found: &mut Found) {
    for index in 0..text.rows.len() {
        let Some(row) = text.rows.get(index) else { break };
        let in_contact = row.section.is_none_or(|s| s == "2" || s.starts_with("2."));
        if !in_contact || row.range.is_empty() || found.claims.business_hours.len() > 20 {
            continue;
        }
        let range = row.range.clone();
        let Some(hit) =
            text.hits(range.clone()).into_iter().find(|h| matches!(h.term, Term::Hours | Term::TimeZone | Term::Address))
        else {
            continue;
        };
        let label = text.label_text(&hit);
        let content = text.get(range.clone());
        match hit.term {
            Term::Hours if content.bytes().any(|b| b.is_ascii_digit()) => {
                let value = value_behind(text, hit.range.end, &range).or_else(|| trimmed_long(text, range.clone()));
                if let Some(value) = value {
                    let hours = cap(text.get(value.clone()).trim(), MAX_TEXT);
                    found.claims.business_hours.push(text.claim(hours, value, label));
                }
            }
            Term::TimeZone if found.claims.time_zones.is_empty() => {
                if let Some(value) = value_behind(text, hit.range.end, &range) {
                    found.claims.time_zones.push(text.claim(text.get(value.clone()).to_owned(), value, label));
                }
            }
            Term::Address if found.claims.addresses.is_empty() && !content.contains('@') && row.section != Some("2.7") => {
                if let Some(value) =
                    value_behind(text, hit.range.end, &range).filter(|_| content.bytes().any(|b| b.is_ascii_digit()))
                {
                    found.claims.addresses.push(text.claim(text.get(value.clone()).to_owned(), value, label));
                }
            }
            _ => {}
        }
    }
}

fn trimmed_long(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let content = text.get(range.clone());
    let value = content.trim();
    let start = range.start + content.len() - content.trim_start().len();
    (!value.is_empty()).then(|| start..start + value.len())
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
            heading = if row.heading.as_deref() == Some(content) { row.heading.clone() } else { heading };
            continue;
        }
        if !content.is_empty() && !content.starts_with("TLP") && !content.starts_with("Page ") {
            rows.push(i);
        }
        if rows.len() >= MAX_ROWS {
            break;
        }
    }
    rows
}
