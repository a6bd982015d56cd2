//! Does what the document prints about itself agree with itself and with the name of its file?

use std::cmp::Ordering;

use bonafide_model::claims::Claim;
use bonafide_model::judgement::{CheckId, Publishing, Severity};

use crate::publishing::desk::{Desk, unread};
use super::check::Check;
use super::found::{Found, fact};
use crate::edition::compare_versions;
use crate::revisions::History;

pub(super) const CHECK: Check = Check::staged(CheckId::IdentificationMatchesFile, run);

/// Where a document speaks of its own version: on its front page, in the first chapter's own words,
/// and in its identification.
const OWN: &[Option<&str>] = &[None, Some("1"), Some("1.1"), Some("1.5")];

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let dates: Vec<_> = desk.cx.claims().dates.iter().filter(|claim| claim.is_visible()).collect();
    let history = History::of(&dates);
    let own = desk.cx.claims().versions.iter().filter(|claim| is_own(claim) && !history.is_past_version(claim));
    let versions: Vec<&Claim<String>> = own.collect();
    let Some(first) = versions.first() else {
        if let Some(version) = history.newest_version() {
            let version = Some(version.to_owned());
            return vec![Found::pass(fact(Publishing::IdentificationFits { version }))];
        }
        return vec![Found::fail(Severity::Warning, fact(Publishing::NoVersion))];
    };
    let mut found = Vec::new();
    if let Some(other) = versions.iter().find(|other| differs(&first.value, &other.value)) {
        let detail = Publishing::VersionsDisagree { first: first.value.clone(), other: other.value.clone() };
        found.push(Found::fail(Severity::Error, fact(detail)).at([*first, *other]));
    }
    if let Some(named) = version_in_name(desk.file_name()).filter(|named| is_another(named, &first.value)) {
        let detail =
            Publishing::VersionInName { file: desk.file_name().to_owned(), named: named.to_owned(), printed: first.value.clone() };
        found.push(Found::fail(Severity::Error, fact(detail)).at([*first]));
    }
    if found.is_empty() {
        found.push(Found::pass(fact(Publishing::IdentificationFits { version: Some(first.value.clone()) })));
    }
    found
}

fn is_own(claim: &Claim<String>) -> bool {
    // The number of a heading is not a version, although both look alike.
    let is_heading = claim.place.section.as_deref() == Some(claim.value.as_str());
    claim.is_visible() && !is_heading && OWN.contains(&claim.place.section.as_deref())
}

fn differs(one: &str, other: &str) -> bool {
    !matches!(compare_versions(one, other), Some(Ordering::Equal)) && one != other
}

/// A name may hold fewer numbers than the version: `V1` is a fit name for version 1.0 and for 1.2.
fn is_another(named: &str, printed: &str) -> bool {
    let numbers = |text: &str| text.split(['.', '_']).map(str::to_owned).collect::<Vec<_>>();
    let normal = named.replace('_', ".");
    let prefix = numbers(&normal)
        .iter()
        .zip(numbers(printed))
        .all(|(one, other)| one.trim_start_matches('0') == other.trim_start_matches('0'));
    differs(&normal, printed) && !prefix
}

/// The version in a file's name: numbers behind a `v` or `V` that begins a word, as in
/// `rfc2350_v1.60.pdf`.
fn version_in_name(name: &str) -> Option<&str> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let starts = stem.char_indices().filter(|(at, c)| {
        let before = stem.get(..*at).and_then(|before| before.chars().next_back());
        matches!(c, 'v' | 'V') && !before.is_some_and(char::is_alphanumeric)
    });
    starts.filter_map(|(at, _)| stem.get(at + 1..)).find_map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '_'))).unwrap_or(rest.len());
        rest.get(..end).map(|version| version.trim_matches(['.', '_'])).filter(|version| !version.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_names_and_nothing_else_is_taken_for_one() {
        assert_eq!(version_in_name("TIDE-CERT_RFC_2350_v1.60.pdf"), Some("1.60"));
        assert_eq!(version_in_name("cert_koral_V1.pdf"), Some("1"));
        assert_eq!(version_in_name("rfc2350.txt"), None);
        assert_eq!(version_in_name("cv2.pdf"), None);
        assert_eq!(version_in_name("v.pdf"), None);
    }

    #[test]
    fn a_shorter_number_in_a_name_fits_and_another_one_does_not() {
        assert!(!is_another("1", "1.2"));
        assert!(!is_another("1_60", "1.60"));
        assert!(is_another("1.5", "1.6"));
        assert!(is_another("2", "1.6"));
    }
}
