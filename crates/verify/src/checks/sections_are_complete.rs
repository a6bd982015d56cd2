//! Is every section of the outline there, with text under it (RFC 2350, "Appendix D: Outline for
//! CSIRT Template")?

use bonafide_model::claims::{OUTLINE, Section, missing_sections};
use bonafide_model::judgement::{CheckId, Publishing, Severity, Where};

use crate::publishing::desk::{Desk, unread};
use super::check::Check;
use super::found::{Found, fact};

pub(super) const CHECK: Check = Check::staged(CheckId::SectionsAreComplete, run);

/// The chapter on services, which most teams write without its two parts.
const SERVICES: &str = "5";

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let sections = desk.cx.profile().map(|profile| profile.sections.as_slice()).unwrap_or_default();
    let services = sections.iter().any(|section| section.number.as_deref() == Some(SERVICES) && section.has_content);
    let missing: Vec<(String, String)> = missing_sections(sections)
        .filter(|section| !(services && section.number.starts_with("5.")))
        .map(|section| (section.number.to_owned(), section.title.to_owned()))
        .collect();
    let mut found = Vec::new();
    if !missing.is_empty() {
        found.push(Found::fail(Severity::Warning, fact(Publishing::SectionsMissing { sections: missing })));
    }
    found.extend(empty(sections));
    if found.is_empty() { vec![Found::pass(fact(Publishing::SectionsComplete))] } else { found }
}

/// Sections of the outline under which nothing stands. Chapters only gather others, and what looks
/// like a heading out of order is a line of the section itself.
fn empty(sections: &[Section]) -> impl Iterator<Item = Found> {
    // A section that is divided further has its text in its parts, as 5.1 has in the RFC's own
    // outline.
    let is_of = |number: &str, one: &str| one.strip_prefix(number).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let has_text = move |number: &str| {
        sections.iter().any(|section| section.has_content && section.number.as_deref().is_some_and(|one| is_of(number, one)))
    };
    let position = |number: Option<&str>| OUTLINE.iter().position(|known| Some(known.number) == number);
    sections.iter().enumerate().filter_map(move |(index, section)| {
        let number = section.number.as_deref().filter(|number| !section.has_content && !has_text(number))?;
        let own = position(Some(number))?;
        let next = sections.get(index + 1).map(|next| position(next.number.as_deref()));
        if next.is_some_and(|next| next.is_some_and(|next| next < own)) {
            return None;
        }
        let detail = Publishing::SectionEmpty { number: number.to_owned(), heading: section.heading.clone() };
        let place = Where { place: section.place.clone(), excerpt: section.heading.clone() };
        Some(Found { places: vec![place], ..Found::fail(Severity::Warning, fact(detail)) })
    })
}
