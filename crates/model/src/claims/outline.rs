//! The outline of a profile (RFC 2350, "Appendix D: Outline for CSIRT Template").

use crate::claims::Section;

/// A section that the outline asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutlineSection {
    /// Its number in the outline, such as `2.8`.
    pub number: &'static str,
    /// Its title in the outline.
    pub title: &'static str,
}

/// The sections that hold text of their own, in order; chapters that only gather others are left
/// out.
pub const OUTLINE: &[OutlineSection] = &[
    section("1.1", "Date of Last Update"),
    section("1.2", "Distribution List for Notifications"),
    section("1.3", "Locations where this Document May Be Found"),
    section("2.1", "Name of the Team"),
    section("2.2", "Address"),
    section("2.3", "Time Zone"),
    section("2.4", "Telephone Number"),
    section("2.5", "Facsimile Number"),
    section("2.6", "Other Telecommunication"),
    section("2.7", "Electronic Mail Address"),
    section("2.8", "Public Keys and Encryption Information"),
    section("2.9", "Team Members"),
    section("2.10", "Other Information"),
    section("2.11", "Points of Customer Contact"),
    section("3.1", "Mission Statement"),
    section("3.2", "Constituency"),
    section("3.3", "Sponsorship and/or Affiliation"),
    section("3.4", "Authority"),
    section("4.1", "Types of Incidents and Level of Support"),
    section(
        "4.2",
        "Co-operation, Interaction and Disclosure of Information",
    ),
    section("4.3", "Communication and Authentication"),
    section("5.1", "Incident Response"),
    section("5.2", "Proactive Activities"),
    section("6", "Incident Reporting Forms"),
    section("7", "Disclaimers"),
];

const fn section(number: &'static str, title: &'static str) -> OutlineSection {
    OutlineSection { number, title }
}

/// The sections of the outline that are not among `found`, neither themselves nor a part of theirs
/// such as `5.1.1`.
///
/// A section that is there but empty is not missing; see [`Section::has_content`].
pub fn missing_sections(found: &[Section]) -> impl Iterator<Item = OutlineSection> {
    OUTLINE.iter().copied().filter(|wanted| {
        !found
            .iter()
            .filter_map(|section| section.number.as_deref())
            .any(|number| {
                number
                    .strip_prefix(wanted.number)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Place;

    #[test]
    fn a_part_of_a_section_stands_for_it_but_a_longer_number_does_not() {
        let found = |number: &str| Section {
            number: Some(number.to_owned()),
            heading: String::new(),
            place: Place::default(),
            has_content: true,
        };
        let missing = |number: &str| {
            missing_sections(&[found(number)])
                .map(|section| section.number)
                .collect::<Vec<_>>()
        };
        assert!(!missing("5.1.2").contains(&"5.1"));
        assert!(missing("2.11").contains(&"2.1"));
        assert_eq!(missing("2.11").len(), OUTLINE.len() - 1);
        assert_eq!(missing_sections(&[]).count(), OUTLINE.len());
    }
}
