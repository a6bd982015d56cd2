//! What a printed Key ID is, and what should stand there.

use bonafide_model::claims::{Fingerprint, KeyIdDiagnosis};

use super::phrase::{bare, digits, keys};
use crate::words;

/// What the printed Key ID is.
pub(super) fn message(printed: &str, diagnosis: &KeyIdDiagnosis) -> String {
    use KeyIdDiagnosis as D;
    let id = format!("0x{}", bare(printed));
    match diagnosis {
        D::Long(_) => format!("Key ID {id} is the 64-bit Key ID of the printed fingerprint."),
        D::Short(_) => {
            format!(
                "Key ID {id} is the 32-bit Key ID of the printed fingerprint; anybody can make another key with the same Key ID."
            )
        }
        D::Tail(_) => format!(
            "Key ID {id} is the last 16 bits of the printed fingerprint, far too few to identify a key."
        ),
        D::Whole(_) => format!("The whole fingerprint {id} is printed as Key ID."),
        D::Subkey { subkey, .. } => {
            format!(
                "Key ID {id} is that of the subkey {}, which belongs to the printed key.",
                subkey.spaced()
            )
        }
        D::UnseenSubkey => format!(
            "Key ID {id} is said to be a subkey's, but no certificate at hand has that subkey."
        ),
        D::UpperHalf(of) => format!(
            "Key ID {id} is the upper half of the 64-bit Key ID {}; the 32-bit Key ID is the lower half, 0x{}.",
            of.key_id(),
            short(of)
        ),
        D::Slice { of, from, to } => {
            format!(
                "Key ID {id} is digits {from} to {to} of the fingerprint {}, which is not its Key ID.",
                of.spaced()
            )
        }
        D::NearMiss {
            expected,
            digits: wrong,
            swapped,
            ..
        } => {
            let how = if *swapped { "swapped" } else { "wrong" };
            format!(
                "Key ID {id} is almost 0x{expected}: {} {how}.",
                digits(wrong)
            )
        }
        D::OddCharacters(odd) => format!("Key ID {id} {}.", words::odd_characters(odd)),
        D::Unrelated { compared } => {
            format!(
                "Key ID {id} has nothing to do with the printed fingerprint: {}.",
                keys(compared)
            )
        }
        D::OtherKey => format!(
            "Key ID {id} is printed for a key other than the team's, and that key is not at hand."
        ),
        D::NothingToCompare => {
            format!("There is no printed fingerprint to compare Key ID {id} with.")
        }
    }
}

/// What to print instead.
pub(super) fn help(diagnosis: &KeyIdDiagnosis) -> Option<String> {
    use KeyIdDiagnosis as D;
    match diagnosis {
        D::Long(_) | D::Whole(_) | D::Subkey { .. } | D::UnseenSubkey | D::OtherKey | D::NothingToCompare => None,
        D::Short(of) | D::Tail(of) => Some(format!("Compare whole fingerprints only. The team should print {}.", instead(of))),
        D::UpperHalf(of) => Some(format!(
            "This is probably the team's mistake: it should print 0x{} (long) or 0x{} (short). Compare whole fingerprints only.",
            of.key_id(),
            short(of)
        )),
        D::Slice { of, .. } | D::NearMiss { of, .. } => {
            Some(format!("This is probably the team's mistake: it should print {}. Compare whole fingerprints only.", instead(of)))
        }
        D::OddCharacters(_) => Some("Do not copy this value. Ask the team for its fingerprint through another channel.".to_owned()),
        D::Unrelated { .. } => Some(
            "One of the two values is wrong or belongs to another key. Ask the team through another channel which key is its own.".to_owned(),
        ),
    }
}

fn instead(of: &Fingerprint) -> String {
    format!(
        "the 64-bit Key ID 0x{}, or better, only the fingerprint",
        of.key_id()
    )
}

/// The lower half of the 64-bit Key ID.
fn short(of: &Fingerprint) -> &str {
    of.key_id().get(8..).unwrap_or_default()
}
