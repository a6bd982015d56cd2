//! Finds the values that a document prints.
//!
//! Every reading order and every kind of hidden text is a [`Text`] of its own, so that a value is
//! never made of digits that a person sees and others that he does not. Each kind of claim has one
//! module.

mod armor;
pub(crate) mod date;
mod dates;
mod elided;
mod email;
mod fingerprint;
pub(crate) mod fold;
mod found;
mod hex;
mod key_id;
mod links;
mod merge;
mod name_words;
mod names;
mod office;
mod person;
mod phone;
mod role;
mod team;
pub(crate) mod text;
mod title;
mod tlp;
mod url;
mod url_role;
mod user_id;
mod validity;
mod version;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use bonafide_model::claims::{
    HiddenBy, PrintedUrl, Profile, ReadWarning, ReadWarningKind, UrlRole,
};

use crate::{fields, sections};
use bonafide_layout::{Document, Line};
use email::Addresses;
use found::{Found, MAX_CLAIMS, is_taken};
use text::Text;
use title::Titles;

/// Finds the claims in the lines of a document.
pub(crate) fn profile(layout: Document<'_>) -> Profile {
    let mut all = Found::default();
    let mut visible = Text::visible(&layout);
    let mut secrets = armor::take(&mut visible, &mut all);
    let outline = sections::mark(&mut visible, &layout.lines);
    let front = outline.front;
    armor::place(&visible, &mut all);

    let mut hidden: Vec<(Text, Found)> = Vec::new();
    for reason in reasons(&layout.lines) {
        let mut text = Text::of(&layout.lines, Some(reason));
        let mut found = Found::default();
        secrets.extend(armor::take(&mut text, &mut found));
        inherit_by_order(&mut text, &visible, &layout.lines);
        armor::place(&text, &mut found);
        hidden.push((text, found));
    }
    let mut other: Vec<(Text, Found)> = Vec::new();
    if !layout.other_order.is_empty() {
        for reason in
            std::iter::once(None).chain(reasons(&layout.other_order).into_iter().map(Some))
        {
            let mut text = Text::of(&layout.other_order, reason);
            let mut found = Found::default();
            secrets.extend(armor::take(&mut text, &mut found));
            inherit_by_number(&mut text, &visible);
            armor::place(&text, &mut found);
            other.push((text, found));
        }
    }
    let secrets = armor::Secrets::new(secrets);
    // A private key may be torn apart in one order and whole in another.
    for text in std::iter::once(&mut visible)
        .chain(hidden.iter_mut().chain(other.iter_mut()).map(|(t, _)| t))
    {
        armor::forget(text, &secrets);
    }

    values(&visible, front, &mut all);
    links::find(&visible, &layout, &mut all);
    team::contact(&visible, &mut all);
    tlp::find(&visible, front, &mut all);
    validity::expiry(&visible, front, &mut all);
    let authenticity = validity::authenticity(&visible);
    let titles = Titles::of(&visible, &layout, front);
    let (team_name, team_short_name) =
        names::names(&visible, front, || titles.team(&visible, &layout));
    all.warnings
        .extend(team_name.iter().filter_map(merge::turned_name));
    for (text, mut found) in hidden {
        values(&text, 0, &mut found);
        links::find(&text, &layout, &mut found);
        merge::append(&mut all, found);
    }
    for (text, mut found) in other {
        values(&text, 0, &mut found);
        merge::second_order(&mut all, found);
    }
    let mut warnings = layout.warnings;
    if outline.is_foreign {
        warnings.push(ReadWarning {
            kind: ReadWarningKind::UnknownLanguage,
            place: None,
            detail: String::new(),
        });
    }
    warnings.append(&mut all.warnings);
    merge::finish(&mut all.claims, all.is_cut, &mut warnings);
    merge::redact(&mut warnings, &secrets);

    Profile {
        format: layout.format,
        pages: layout.pages,
        language: outline.language.map(str::to_owned),
        team_name,
        team_short_name,
        titles: titles.all(),
        claims: all.claims,
        sections: outline.sections,
        warnings,
        authenticity,
    }
}

/// All values in one text.
fn values(text: &Text, front: usize, found: &mut Found) {
    let mut addresses = Addresses::of(text);
    found.is_cut |= addresses.is_cut;
    let urls = url::urls(text, &addresses.read);
    let absolute: Vec<Range<usize>> = urls
        .iter()
        .filter(|u| u.is_absolute())
        .map(|u| u.range.clone())
        .collect();
    addresses.drop_inside(&absolute);
    let mut taken: Vec<Range<usize>> = urls
        .iter()
        .map(|u| u.range.clone())
        .chain(addresses.ranges())
        .collect();
    taken = joined(taken);
    let url_ranges: Vec<Range<usize>> = urls.iter().map(|u| u.range.clone()).collect();
    let rest = fingerprint::find(text, &url_ranges, found);
    key_id::find(text, &rest, found);
    fingerprint::confirm(found);
    user_id::find(text, &addresses.read, found);
    addresses.drop_inside(&text.armor_headers);
    email::find(text, &addresses, found);
    let printed: HashSet<String> = urls.iter().map(|url| url.url.clone()).collect();
    for url in urls {
        let mut role = url_role::role(text, url.range.start, &url.url, None);
        // What is printed once more with the ending of a signature is what that one signs.
        if role == UrlRole::Signature
            && [".asc", ".sig", ".gpg", ".sign"]
                .iter()
                .any(|e| printed.contains(&format!("{}{e}", url.url)))
        {
            role = UrlRole::Document;
        }
        let value = PrintedUrl {
            url: url.url,
            role,
            repairs: url.repairs,
            alternatives: url.alternatives,
        };
        let label = fields::printed_label(text, url.range.start);
        found.urls_at.push(url.range.clone());
        found.claims.urls.push(text.claim(value, url.range, label));
    }
    dates::find(text, &taken, front, found);
    version::find(text, &taken, front, found);
    let mut busy = taken;
    busy.extend(
        rest.iter()
            .map(hex::Run::range)
            .filter(|r| r.end - r.start >= 8 && is_hexadecimal(text, r)),
    );
    busy.extend(text.armor_headers.iter().cloned());
    phone::find(text, &joined(busy), found);
}

/// Whether a number that is no value of a key is hexadecimal, and not a telephone number with a
/// letter in the place of a digit or with "e" (and) before another one.
fn is_hexadecimal(text: &Text, range: &Range<usize>) -> bool {
    let is_hex = |word: &str| {
        word != "e"
            && word
                .bytes()
                .any(|b| b.is_ascii_hexdigit() && b.is_ascii_alphabetic())
    };
    let row = text.row_near(range);
    let before = text
        .get(row.start.min(range.start)..range.start)
        .trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let international = before.ends_with('+') || text.get(range.clone()).starts_with('+');
    !international && text.get(range.clone()).split_whitespace().any(is_hex)
}

/// The ranges in order, those that overlap as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| r.start);
    ranges.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
    ranges
}

/// Where the next byte of a kind stands, at or behind `at`. Looks at many bytes at once, because
/// nearly all rows have none.
fn next_byte(bytes: &[u8], at: usize, is_wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let (chunks, _) = rest.as_chunks::<32>();
    let skipped = 32
        * chunks
            .iter()
            .take_while(|chunk| !chunk.iter().fold(false, |any, b| any | is_wanted(*b)))
            .count();
    let inside = rest.get(skipped..)?.iter().position(|b| is_wanted(*b))?;
    Some(at + skipped + inside)
}

/// The reasons for which lines are hidden.
fn reasons(lines: &[Line<'_>]) -> Vec<HiddenBy> {
    let mut all: Vec<HiddenBy> = lines.iter().filter_map(|l| l.hidden_by).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Hidden rows stand in the section of the visible row before them.
fn inherit_by_order(text: &mut Text, visible: &Text, lines: &[Line<'_>]) {
    text.language = visible.language;
    let mut section_of = vec![None; lines.len()];
    for (i, row) in visible.rows.iter().enumerate() {
        if let Some(slot) = section_of.get_mut(row.line) {
            *slot = Some(i);
        }
    }
    let mut last = None;
    for slot in &mut section_of {
        last = slot.or(last);
        *slot = last;
    }
    for row in &mut text.rows {
        let from = section_of
            .get(row.line)
            .copied()
            .flatten()
            .and_then(|i| visible.rows.get(i));
        if let Some(from) = from {
            row.section = from.section;
            row.heading.clone_from(&from.heading);
        }
    }
}

/// Rows of the second order stand in the section of the visible row with the same number.
fn inherit_by_number(text: &mut Text, visible: &Text) {
    text.language = visible.language;
    let known: HashMap<(Option<u32>, u32), usize> = visible
        .rows
        .iter()
        .enumerate()
        .map(|(i, r)| ((r.page, r.number), i))
        .collect();
    for row in &mut text.rows {
        if let Some(from) = known
            .get(&(row.page, row.number))
            .and_then(|i| visible.rows.get(*i))
        {
            row.section = from.section;
            row.heading.clone_from(&from.heading);
        }
    }
}

#[cfg(test)]
mod tests;
