//! What a report rests on that was not asked for anew.

use bonafide_model::evidence::Origin;
use bonafide_model::judgement::Assessment;

/// Each piece that is a copy from the cache, with its age; `None` where there is none.
#[must_use]
pub fn copies(assessment: &Assessment) -> Option<String> {
    let oldest = |origins: &mut dyn Iterator<Item = &Origin>| {
        origins.filter_map(|origin| origin.copy_age_seconds).max()
    };
    let pieces = [
        (
            "document",
            oldest(&mut assessment.document.iter().map(|document| &document.origin)),
        ),
        (
            "signature",
            oldest(
                &mut assessment
                    .signatures
                    .iter()
                    .map(|signature| &signature.origin),
            ),
        ),
        (
            "checksum",
            oldest(&mut assessment.checksums.iter().map(|checksum| &checksum.origin)),
        ),
        (
            "key",
            oldest(
                &mut assessment
                    .certificates
                    .iter()
                    .map(|certificate| &certificate.origin),
            ),
        ),
    ];
    let told: Vec<String> = pieces
        .into_iter()
        .filter_map(|(name, age)| Some(format!("{name} {} old", span(age?))))
        .collect();
    if told.is_empty() {
        None
    } else {
        Some(format!(
            "from the cache, not fetched again: {}",
            told.join(", ")
        ))
    }
}

/// A time in its largest unit that fits.
pub(crate) fn span(seconds: u64) -> String {
    let (number, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7200 => (seconds / 60, "minute"),
        7200..172_800 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_in_a_unit_that_fits() {
        for (seconds, told) in [
            (0, "0 seconds"),
            (1, "1 second"),
            (119, "119 seconds"),
            (120, "2 minutes"),
            (7200, "2 hours"),
            (172_800, "2 days"),
        ] {
            assert_eq!(span(seconds), told);
        }
    }
}
