//! Short clauses that several renderers share.

use bonafide_model::Timestamp;
use bonafide_model::claims::{FingerprintProblem, OddCharacter, Place, UnreadReason};
use bonafide_model::evidence::EditionAspect;

use crate::escape;

/// Why a contact is not read, as a short clause.
pub(crate) fn unread(why: UnreadReason) -> &'static str {
    match why {
        UnreadReason::Direction => "not read: characters inside change the direction of writing",
        UnreadReason::ForeignName => {
            "not read: the name has characters that e-mail addresses seldom have"
        }
        UnreadReason::Domain => "not read: it has no domain that can be looked up",
        UnreadReason::FullStop => "not read: the domain has no full stop",
        UnreadReason::AtSigns => "not read: more than one at sign",
        UnreadReason::Quoted => "not read: a quoted name or a comment inside",
        UnreadReason::Words => "not read: written out in words",
        UnreadReason::Blanks => "not read: spaces inside",
        UnreadReason::Letters => "not read: letters among the digits",
        UnreadReason::Quotation => "not taken as the team's: it stands in a quoted mail",
    }
}

/// What is wrong with a printed fingerprint, as a short clause.
pub(crate) fn fingerprint_problem(problem: &FingerprintProblem) -> String {
    match problem {
        FingerprintProblem::Length(digits) => {
            format!("{digits} digits; a fingerprint has 40 (version 4) or 64 (version 6)")
        }
        FingerprintProblem::OddCharacters(odd) => odd_characters(odd),
        FingerprintProblem::Placeholder => "a placeholder from a template".to_owned(),
        FingerprintProblem::Version3 => "the obsolete form of a version 3 key".to_owned(),
    }
}

/// Odd characters by code point, as a short clause.
pub(crate) fn odd_characters(odd: &[OddCharacter]) -> String {
    /// More of them are only counted: the point is made, and the list is the document's to
    /// lengthen.
    const NAMED: usize = 4;
    let mut parts: Vec<String> = odd
        .iter()
        .take(NAMED)
        .map(|odd| {
            let point = u32::from(odd.found);
            match odd.looks_like {
                Some(digit) => format!(
                    "U+{point:04X}, which looks like {digit}, after {} digits",
                    odd.after_digits
                ),
                None => format!(
                    "U+{point:04X}, which is invisible, after {} digits",
                    odd.after_digits
                ),
            }
        })
        .collect();
    if odd.len() > NAMED {
        parts.push(format!("{} more", odd.len() - NAMED));
    }
    format!(
        "contains characters other than digits: {}",
        parts.join("; ")
    )
}

/// What two editions differ in.
pub(crate) fn edition_aspect(aspect: EditionAspect) -> &'static str {
    match aspect {
        EditionAspect::Fingerprint => "fingerprint",
        EditionAspect::Email => "contact address",
        EditionAspect::Phone => "telephone number",
        EditionAspect::Version => "version",
        EditionAspect::Date => "date",
    }
}

/// A time to the second; what it was to the nanosecond stands in the JSON.
pub(crate) fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A place in words, such as `page 2, line 11, section 2.8`.
pub(crate) fn place(place: &Place) -> String {
    let page = place
        .page
        .map(|page| format!("page {page}, "))
        .unwrap_or_default();
    let section = place
        .section
        .as_deref()
        .map(|section| format!(", section {}", escape::capped(section, 12)))
        .unwrap_or_default();
    format!("{page}line {}{section}", place.line)
}
