//! Is anything of a template left?

use bonafide_model::claims::{FingerprintProblem, Place};
use bonafide_model::judgement::{CheckId, Publishing, Severity, Where};

use crate::publishing::desk::{Desk, unread};
use super::check::Check;
use super::found::{Found, fact};

pub(super) const CHECK: Check = Check::staged(CheckId::NoPlaceholderIsLeft, run);

/// More of them make the point no clearer.
const MAX_FOUND: usize = 20;

/// The longest instruction in brackets, in characters: `[official name of the team in English]`.
const MAX_BRACKETED: usize = 60;

/// Characters of a line that are shown.
const MAX_LINE: usize = 200;

/// What stands only in templates, in lower case, one a line; in quotation marks where blanks at an
/// end count.
const RESIDUE: &str = include_str!("template_residue.txt");

/// Whole words that stand only in drafts.
const WORDS: &[&str] = &["todo", "tbd", "tba", "xxx", "xxxx"];

/// RFC 2606, "Reserved Example Second Level Domain Names".
const DOMAINS: &[&str] = &["example.com", "example.net", "example.org"];

/// An instruction in brackets holds one of these words, one a line.
const INSTRUCTIONS: &str = include_str!("template_instructions.txt");

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let mut found = values(desk);
    match &desk.staging.text {
        Some(text) => found.extend(in_text(text)),
        None => found.extend(in_what_was_read(desk)),
    }
    found.truncate(MAX_FOUND);
    if found.is_empty() {
        found.push(Found::pass(fact(Publishing::NoPlaceholder { whole_text: desk.staging.text.is_some() })));
    }
    found
}

/// Fingerprints that the reader knows for placeholders.
fn values(desk: &Desk) -> Vec<Found> {
    let visible = desk.cx.claims().fingerprints.iter().filter(|claim| claim.is_visible());
    let placeholders = visible.filter(|claim| claim.value.problem == Some(FingerprintProblem::Placeholder));
    placeholders
        .map(|claim| Found::fail(Severity::Error, fact(Publishing::Placeholder { printed: claim.raw.clone() })).at([claim]))
        .collect()
}

/// Every line of a text.
fn in_text(text: &str) -> Vec<Found> {
    let lines = (1_u32..).zip(text.lines());
    let hits = lines.filter_map(|(number, line)| {
        let (from, hit) = residue(line)?;
        let column = u32::try_from(line.get(..from)?.chars().count() + 1).ok()?;
        let length = u32::try_from(hit.chars().count()).ok()?;
        Some(of(hit, Place { line: number, column, length, ..Place::default() }, line))
    });
    hits.take(MAX_FOUND).collect()
}

/// Headings and the lines around values: all that is known of a document that is no text.
fn in_what_was_read(desk: &Desk) -> Vec<Found> {
    let Some(profile) = desk.cx.profile() else { return Vec::new() };
    let claims = &profile.claims;
    let headings = profile.sections.iter().map(|section| (&section.place, section.heading.as_str()));
    let emails = claims.emails.iter().map(|claim| (&claim.place, claim.excerpt.as_str()));
    let urls = claims.urls.iter().map(|claim| (&claim.place, claim.excerpt.as_str()));
    let names = profile.names().map(|claim| (&claim.place, claim.excerpt.as_str()));
    let ids = claims.key_ids.iter().map(|claim| (&claim.place, claim.excerpt.as_str()));
    let prints = claims.fingerprints.iter().map(|claim| (&claim.place, claim.excerpt.as_str()));
    let mut seen = std::collections::BTreeSet::new();
    let all = headings.chain(emails).chain(urls).chain(names).chain(ids).chain(prints);
    all.filter(|(place, _)| seen.insert((place.page, place.line)))
        .filter_map(|(place, line)| Some(of(residue(line)?.1, Place { length: 0, column: 0, ..place.clone() }, line)))
        .collect()
}

fn of(hit: &str, place: Place, line: &str) -> Found {
    let excerpt = line.trim().chars().take(MAX_LINE).collect();
    let detail = fact(Publishing::Placeholder { printed: hit.to_owned() });
    Found { places: vec![Where { place, excerpt }], ..Found::fail(Severity::Error, detail) }
}

/// Where something of a template begins in the line, and what it is.
fn residue(line: &str) -> Option<(usize, &str)> {
    // Lower case in ASCII only, so that offsets stay right.
    let lower = line.to_ascii_lowercase();
    let fixed = RESIDUE.lines().map(|word| word.trim_matches('"')).filter_map(|word| Some((lower.find(word)?, word.len())));
    let words = WORDS.iter().filter_map(|word| Some((whole_word(line, &lower, word)?, word.len())));
    let domains = DOMAINS.iter().filter_map(|domain| Some((domain_in(&lower, domain)?, domain.len())));
    let first =
        fixed.chain(words).chain(domains).chain(bracketed(&lower)).min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))?;
    Some((first.0, line.get(first.0..first.0 + first.1)?))
}

/// A word of a draft is written in capitals; in other languages the same letters may be a word of a
/// sentence.
fn whole_word(line: &str, lower: &str, word: &str) -> Option<usize> {
    lower.match_indices(word).map(|(at, _)| at).find(|at| {
        let printed = line.get(*at..*at + word.len()).unwrap_or_default();
        let before = lower.get(..*at).and_then(|text| text.chars().next_back());
        let after = lower.get(*at + word.len()..).and_then(|text| text.chars().next());
        printed.chars().all(|c| c.is_ascii_uppercase()) && ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// The domain itself or a part of it, not the end of a longer name.
fn domain_in(lower: &str, domain: &str) -> Option<usize> {
    lower.match_indices(domain).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|text| text.chars().next_back());
        let after = lower.get(*at + domain.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '-') && !after.is_some_and(|c| c.is_alphanumeric() || c == '-')
    })
}

fn bracketed(lower: &str) -> Option<(usize, usize)> {
    [('[', ']'), ('<', '>')].into_iter().find_map(|(open, close)| {
        lower.match_indices(open).find_map(|(at, _)| {
            let rest = lower.get(at + 1..)?;
            let inside = rest.split(close).next().filter(|inside| inside.len() < rest.len())?;
            let is_instruction =
                inside.chars().count() <= MAX_BRACKETED && INSTRUCTIONS.lines().any(|word| inside.starts_with(word));
            is_instruction.then_some((at, inside.len() + 2))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_templates_hold_is_found() {
        for (line, hit) in [
            ("Official name: [Team Name]", "[Team Name]"),
            ("    <insert your address here>", "<insert"),
            ("Phone: TODO", "TODO"),
            ("Short name: XXX", "XXX"),
            ("Fingerprint: XXXX XXXX XXXX", "XXXX XXXX"),
            ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
            ("cert@example.com", "example.com"),
            ("https://www.example.org/rfc2350.txt", "example.org"),
            ("[fingerprint of the key]", "[fingerprint of the key]"),
            ("Dernière mise à jour : YYYY-MM-DD", "YYYY-MM-DD"),
        ] {
            assert_eq!(residue(line).map(|(_, hit)| hit), Some(hit), "{line}");
        }
    }

    #[test]
    fn ordinary_text_is_no_template() {
        for line in [
            "Please put [URGENT] in the subject",
            "contact[at]tide-cert.example",
            "a todo el mundo",
            "an address that ends in .xxx, or in XXXL",
            "the methods of myexample.community",
            "badexample.com.evil.test",
            "CERT-OAK <cert@oak.example>",
            "a[i] = b < c and d > e",
            "the fingerprint of our key",
        ] {
            assert_eq!(residue(line), None, "{line}");
        }
    }

    #[test]
    fn a_line_of_any_characters_is_searched_without_harm() {
        for line in ["", "[", "<", "é[é", "\u{1F600}TODO\u{1F600}", "İ[team name]"] {
            let _ = residue(line);
        }
        assert_eq!(residue("\u{1F600} TODO"), Some((5, "TODO")));
    }
}
