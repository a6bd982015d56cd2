//! What a printed Key ID turned out to be.

use serde::{Deserialize, Serialize};

use crate::claims::{Fingerprint, OddCharacter};

/// What a printed Key ID is, compared with the known fingerprints. Positions of digits are 1-based.
///
/// A Key ID never proves anything about a key: anybody can make another key with the same one. It
/// can only show that the document was written with care, or with which mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyIdDiagnosis {
    /// The 64-bit Key ID of this fingerprint.
    Long(Fingerprint),
    /// The 32-bit Key ID (low half of the 64-bit one). Keys with a chosen one can be made in
    /// seconds.
    Short(Fingerprint),
    /// The low 16 bits.
    Tail(Fingerprint),
    /// The whole fingerprint.
    Whole(Fingerprint),
    /// The Key ID of a subkey of this certificate.
    Subkey {
        /// The primary key.
        primary: Fingerprint,
        /// The subkey.
        subkey: Fingerprint,
    },
    /// Said to be a subkey's, and that subkey cannot be seen.
    UnseenSubkey,
    /// The upper half of the 64-bit Key ID, printed as if it were the 32-bit one.
    UpperHalf(Fingerprint),
    /// Other digits out of the middle of this fingerprint.
    Slice {
        /// The fingerprint.
        of: Fingerprint,
        /// The first of its digits that is printed.
        from: u32,
        /// The last of its digits that is printed.
        to: u32,
    },
    /// Almost the right one.
    NearMiss {
        /// The fingerprint.
        of: Fingerprint,
        /// What should stand there.
        expected: String,
        /// The digits of the printed value that differ.
        digits: Vec<u32>,
        /// Whether two neighbours were swapped.
        swapped: bool,
    },
    /// Characters that only look like digits stand inside.
    OddCharacters(Vec<OddCharacter>),
    /// Nothing to do with any fingerprint that is known here.
    Unrelated {
        /// The fingerprints it was compared with.
        compared: Vec<Fingerprint>,
    },
    /// Printed for another key than the team's, and that key is not known here.
    OtherKey,
    /// No fingerprint is known to compare with.
    NothingToCompare,
}
