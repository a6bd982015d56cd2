//! Editions of one profile in several languages, and one edition fetched twice.

use serde::{Deserialize, Serialize};

use crate::claims::{Profile, ReadError};
use crate::evidence::Artifact;

/// An edition of the profile in another language. What it prints is compared with the document and
/// proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// Its URL or path.
    pub place: String,
    /// What stood there; `None` where the place could not be asked.
    pub document: Option<Artifact>,
    /// What the reader made of it; `None` where there is nothing to read.
    pub reading: Option<Result<Profile, ReadError>>,
}

/// Something that two editions of a profile say differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionDifference {
    /// What they differ in.
    pub aspect: EditionAspect,
    /// Values that only this edition prints.
    pub here: Vec<String>,
    /// Values that only the other one prints.
    pub there: Vec<String>,
}

/// What two editions of a profile should have in common. Ordered from what matters most on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EditionAspect {
    /// The fingerprints of the team's keys.
    Fingerprint,
    /// Contact addresses.
    Email,
    /// Telephone and fax numbers.
    Phone,
    /// The version.
    Version,
    /// The date of the last update.
    Date,
}

/// What fetching everything once more brought, after the pieces had disagreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondLook {
    /// Seconds between the two, rounded down.
    pub after_seconds: u64,
    /// What was found.
    pub found: SecondFound,
}

/// What stood there at the second look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondFound {
    /// The document could not be got again; what was got first is judged.
    Nothing,
    /// Document, signatures and checksums are the same bytes as before.
    Same,
    /// Some of them are other bytes than before; these are judged.
    Changed,
}
