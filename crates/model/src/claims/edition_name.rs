//! What an edition of a profile is called.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a person calls an edition of a document by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditionName {
    /// The version that it prints.
    pub version: Option<String>,
    /// The date of its last update, where it has one reading.
    pub date: Option<Date>,
}
