//! Addresses whose parts stand apart: letter by letter, or one domain for two names.

use std::ops::Range;

use super::Address;
use super::letters::{is_blank, is_label, is_local};
use super::marker::Marker;
use crate::claims::fold::folded;
use crate::claims::text::Text;
use crate::vocabulary::words;

/// The fewest letters on either side that stand apart by a blank each.
const LETTERS: usize = 3;
/// Letters of an address.
const MAX_LETTERS: usize = 120;
/// Names of mailboxes that a team has, as they are printed in addresses.
const OF_TEAMS: [&str; 18] = [
    "cert",
    "csirt",
    "cirt",
    "sirt",
    "psirt",
    "soc",
    "irt",
    "noc",
    "abuse",
    "incident",
    "incidents",
    "report",
    "reports",
    "alert",
    "alerts",
    "security",
    "info",
    "vulnerability",
];

/// Whether this is the name of a mailbox that teams have, in small letters.
pub(super) fn is_of_team(name: &str) -> bool {
    OF_TEAMS.contains(&name)
}

/// Where `c e r t @ e l m . e x a m p l e` stands, around its sign.
pub(super) fn letters(text: &Text, floor: usize, marker: &Marker) -> Option<Range<usize>> {
    let row = text.row_near(&marker.range);
    let raw = &*text.raw;
    let mut start = marker.range.start;
    let mut before = 0;
    while before < MAX_LETTERS {
        let rest = raw
            .get(row.start.max(floor)..start)?
            .trim_end_matches(is_blank);
        let Some(c) = rest.chars().next_back() else {
            break;
        };
        let next = rest.chars().rev().nth(1);
        if !is_local(c) || !next.is_none_or(is_blank) {
            break;
        }
        start = row.start.max(floor) + rest.len() - c.len_utf8();
        before += 1;
    }
    let mut end = marker.range.end;
    let (mut behind, mut has_stop) = (0, false);
    while behind < MAX_LETTERS {
        let rest = raw.get(end..row.end)?.trim_start_matches(is_blank);
        let Some(c) = rest.chars().next() else {
            break;
        };
        let is_part = is_label(c) || c == '.';
        if !is_part || !rest.chars().nth(1).is_none_or(is_blank) {
            break;
        }
        end = row.end - rest.len() + c.len_utf8();
        (behind, has_stop) = (behind + 1, has_stop || c == '.');
    }
    (before.min(behind) >= LETTERS && has_stop).then_some(start..end)
}

/// The words on both sides of an at sign, if there are any: what a person takes for an address,
/// though it is none.
pub(super) fn around(text: &Text, sign: usize) -> Option<Range<usize>> {
    let row = text.row_near(&(sign..sign));
    let is_edge = |c: char| is_blank(c) || matches!(c, '\t' | '\n' | '|' | ',' | ';');
    let before = text.get(row.start.min(sign)..sign);
    let name = before.trim_end_matches(is_blank);
    let start = name.rfind(is_edge).map_or(0, |at| at + 1);
    let start = name.ceil_char_boundary(start);
    let behind = text.get(sign..row.end);
    // `left@@right` is no address.
    if behind.chars().nth(1).is_some_and(is_sign) || before.ends_with(is_sign) {
        return None;
    }
    let domain = behind.trim_start_matches(|c: char| is_blank(c) || is_sign(c));
    let lead = behind.len() - domain.len();
    let length = domain.find(is_edge).unwrap_or(domain.len());
    let (name, domain) = (name.get(start..)?, domain.get(..length)?);
    let domain = domain.trim_end_matches(['.', ':', ')', '!', '?']);
    // `left-pad@1.3.0` and `3 @ 5.00` are none, neither are places of files.
    let fits = |word: &str| {
        (1..=MAX_LETTERS).contains(&word.len())
            && word.contains(char::is_alphabetic)
            && !word.contains(['/', ':'])
            && !super::LOCAL_HOSTS.contains(&word)
    };
    (fits(name) && fits(domain)).then(|| {
        let from = row.start.min(sign) + start;
        from..sign + lead + domain.len()
    })
}

/// Whether it is the at sign itself, of any width.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '@' | '\u{FF20}' | '\u{FE6B}')
}

/// The first of two names in front of one domain: `cert or soc@example.org`.
pub(super) fn first_of_two(text: &Text, address: &Address) -> Option<Address> {
    let row = text.row_near(&address.range);
    let before = text
        .get(row.start.min(address.range.start)..address.range.start)
        .trim_end_matches(is_blank);
    // A single letter joins in Spanish, Italian, Polish and Czech, and is "to" and "at" elsewhere.
    let mut is_letter = false;
    let names = match before.strip_suffix('/') {
        Some(names) => names,
        None => {
            let (names, printed) = before.rsplit_once(is_blank)?;
            is_letter = printed.chars().count() == 1;
            let joining = folded(printed);
            [words::OR, words::AND]
                .iter()
                .any(|words| words.contains(&&*joining) && (!is_letter || printed.is_ascii()))
                .then_some(names)?
        }
    };
    let names = names.trim_end_matches(is_blank);
    let name = names
        .rsplit(|c: char| !(is_local(c) || c == '@'))
        .next()
        .filter(|name| is_of_team(name))?;
    let in_front = names.strip_suffix(name)?.trim_end_matches(is_blank);
    if is_letter && in_front.ends_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let start = row.start + names.len() - name.len();
    let of_domain = |value: &str| {
        let (_, domain) = value.rsplit_once('@')?;
        Some(format!("{name}@{domain}"))
    };
    Some(Address {
        range: start..start + name.len(),
        value: of_domain(&address.value)?,
        international: address.international.as_deref().and_then(of_domain),
        obfuscated: true,
    })
}
