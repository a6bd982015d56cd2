//! Which edition of the profile this is: what can be compared with editions seen before.

use std::cmp::Ordering;

use bonafide_model::Timestamp;
use bonafide_model::claims::EditionName;
use jiff::civil::Date;

use crate::context::Context;
use crate::facts::proves_the_document;

/// What tells two editions apart. Only what a person sees counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Edition {
    /// Lower-case hexadecimal.
    pub sha256: Option<String>,
    pub version: Option<String>,
    /// Date of the last update, where it has one reading.
    pub date: Option<Date>,
    pub signed_at: Option<Timestamp>,
}

impl Edition {
    /// Of the document that is judged.
    pub fn of(cx: &Context) -> Self {
        let EditionName { version, date } = cx.claims().edition();
        let signed_at = cx
            .signature
            .filter(|signature| proves_the_document(signature))
            .and_then(|signature| signature.report.made_at);
        Self {
            sha256: cx.sha256.clone(),
            version,
            date,
            signed_at,
        }
    }
}

/// Compares versions number by number, as in `1.9 < 1.10`; `None` where one of them is not made of
/// numbers.
pub(crate) fn compare_versions(one: &str, other: &str) -> Option<Ordering> {
    let (mut one, mut other) = (numbers(one)?, numbers(other)?);
    let length = one.len().max(other.len());
    one.resize(length, 0);
    other.resize(length, 0);
    Some(one.cmp(&other))
}

fn numbers(version: &str) -> Option<Vec<u64>> {
    let version = version.trim();
    version
        .strip_prefix(['v', 'V'])
        .unwrap_or(version)
        .split('.')
        .map(|part| part.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number_and_not_by_digit() {
        assert_eq!(compare_versions("1.9", "1.10"), Some(Ordering::Less));
        assert_eq!(compare_versions("v2", "2.0"), Some(Ordering::Equal));
        assert_eq!(compare_versions("1.60", "1.6"), Some(Ordering::Greater));
        assert_eq!(compare_versions("draft", "1.0"), None);
        assert_eq!(compare_versions("1.0", ""), None);
    }
}
