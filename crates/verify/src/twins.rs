//! What two editions of one profile, in two languages, say differently.

use std::collections::BTreeMap;

use bonafide_model::claims::{Claims, EmailRole, KeyRole, Profile};
use bonafide_model::evidence::{EditionAspect, EditionDifference};

use crate::edition::compare_versions;
use crate::printed::usable_fingerprints;

/// Compares two editions by what a translation leaves as it is: the fingerprints of the team's own
/// keys, contact addresses, numbers, version and date of the last update.
///
/// An aspect that one of them does not print at all is no difference, except for fingerprints. The
/// result proves nothing about either: whoever wrote one of them may have written both.
#[must_use]
pub fn compare_editions(here: &Profile, there: &Profile) -> Vec<EditionDifference> {
    let (here, there) = (&here.claims, &there.claims);
    let mut all = Vec::new();
    all.extend(difference(
        EditionAspect::Fingerprint,
        &fingerprints(here),
        &fingerprints(there),
    ));
    for (aspect, values) in [
        (EditionAspect::Email, emails as fn(&Claims) -> Values),
        (EditionAspect::Phone, phones),
    ] {
        let (here, there) = (values(here), values(there));
        if !here.is_empty() && !there.is_empty() {
            all.extend(difference(aspect, &here, &there));
        }
    }
    let (here, there) = (here.edition(), there.edition());
    if let (Some(own), Some(other)) = (here.version, there.version)
        && compare_versions(&own, &other).map_or(own != other, std::cmp::Ordering::is_ne)
    {
        all.push(EditionDifference {
            aspect: EditionAspect::Version,
            here: vec![own],
            there: vec![other],
        });
    }
    if let (Some(own), Some(other)) = (here.date, there.date)
        && own != other
    {
        all.push(EditionDifference {
            aspect: EditionAspect::Date,
            here: vec![own.to_string()],
            there: vec![other.to_string()],
        });
    }
    all
}

/// What is compared, with what is shown for it.
type Values = BTreeMap<String, String>;

fn difference(aspect: EditionAspect, here: &Values, there: &Values) -> Option<EditionDifference> {
    let only = |these: &Values, those: &Values| -> Vec<String> {
        these
            .iter()
            .filter(|(value, _)| !those.contains_key(*value))
            .map(|(_, shown)| shown.clone())
            .collect()
    };
    let difference = EditionDifference {
        aspect,
        here: only(here, there),
        there: only(there, here),
    };
    (!difference.here.is_empty() || !difference.there.is_empty()).then_some(difference)
}

/// Keys of others, and old ones, may be named in one edition only.
fn fingerprints(claims: &Claims) -> Values {
    let own = usable_fingerprints(claims)
        .into_iter()
        .filter(|one| !matches!(one.role, KeyRole::Old | KeyRole::Member | KeyRole::Other));
    own.map(|one| {
        (
            one.fingerprint.as_str().to_owned(),
            one.fingerprint.as_str().to_owned(),
        )
    })
    .collect()
}

fn emails(claims: &Claims) -> Values {
    let contacts = claims
        .emails
        .iter()
        .filter(|claim| claim.is_visible() && claim.value.role == EmailRole::Contact);
    contacts
        .map(|claim| (claim.value.address.clone(), claim.value.address.clone()))
        .collect()
}

fn phones(claims: &Claims) -> Values {
    let visible = claims
        .phones
        .iter()
        .filter(|claim| claim.is_visible() && !claim.value.personal);
    visible
        .map(|claim| (last_digits(&claim.value.number), claim.value.number.clone()))
        .collect()
}

/// The significant end of a number: the same one is printed with and without its country.
pub(crate) fn last_digits(number: &str) -> String {
    const SIGNIFICANT: usize = 8;
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    digits
        .iter()
        .skip(digits.len().saturating_sub(SIGNIFICANT))
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn profile(text: &str) -> Profile {
        bonafide_profile::read(text.as_bytes(), &bonafide_profile::Hint::default()).unwrap()
    }

    const ENGLISH: &str = "RFC 2350 description of ALPHA-CERT\n\n1.1 Date of Last Update\n\nThis is version 1.2, published on 2026-05-01.\n\n\
        2.4 Telephone Number\n\n+33 1 55 50 14 20\n\n2.7 Electronic Mail Address\n\ncert@alpha.example\n\n\
        2.8 Public Keys and Encryption Information\n\nFingerprint: 51F6 87EC 4F78 2446 6537 ECD0 50F3 96EA 94F4 C81E\n";
    const FRENCH: &str = "RFC 2350 description d'ALPHA-CERT\n\n1.1 Date de la derni\u{e8}re mise \u{e0} jour\n\nVersion 1.2, publi\u{e9}e le 2026-05-01.\n\n\
        2.4 Num\u{e9}ro de t\u{e9}l\u{e9}phone\n\n01 55 50 14 20\n\n2.7 Adresse de courrier \u{e9}lectronique\n\ncert@alpha.example\n\n\
        2.8 Cl\u{e9} publique et informations de chiffrement\n\nEmpreinte : 51F687EC4F7824466537ECD050F396EA94F4C81E\n";

    fn aspects(here: &str, there: &str) -> Vec<EditionAspect> {
        compare_editions(&profile(here), &profile(there))
            .into_iter()
            .map(|one| one.aspect)
            .collect()
    }

    #[test]
    fn a_faithful_translation_differs_in_nothing() {
        assert_eq!(compare_editions(&profile(ENGLISH), &profile(FRENCH)), []);
    }

    #[test]
    fn each_value_that_a_translation_changes_is_told_with_both_readings() {
        for (from, to, aspect) in [
            ("C81E", "C81F", EditionAspect::Fingerprint),
            ("cert@alpha", "cert@beta", EditionAspect::Email),
            ("14 20", "14 29", EditionAspect::Phone),
            ("Version 1.2", "Version 1.1", EditionAspect::Version),
            ("2026-05-01", "2025-05-01", EditionAspect::Date),
        ] {
            let other = FRENCH.replace(from, to);
            assert_eq!(aspects(ENGLISH, &other), [aspect], "{from}");
            assert_eq!(
                aspects(&other, ENGLISH),
                [aspect],
                "{from}, the other way round"
            );
        }
        let [one] = <[_; 1]>::try_from(compare_editions(
            &profile(ENGLISH),
            &profile(&FRENCH.replace("14 20", "14 29")),
        ))
        .unwrap();
        assert_eq!(
            (one.here.concat(), one.there.concat()),
            ("+33155501420".to_owned(), "0155501429".to_owned())
        );
    }

    #[test]
    fn what_one_edition_leaves_out_is_no_difference_but_a_missing_fingerprint_is() {
        assert_eq!(
            aspects(
                ENGLISH,
                &FRENCH.replace("01 55 50 14 20", "voir la version anglaise")
            ),
            []
        );
        assert_eq!(
            aspects(
                ENGLISH,
                &FRENCH.replace("Empreinte : 51F6", "voir la version anglaise ")
            ),
            [EditionAspect::Fingerprint]
        );
    }
}
