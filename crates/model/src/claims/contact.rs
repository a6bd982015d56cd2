//! The kinds of contact that a profile prints.

use serde::{Deserialize, Serialize};

/// A kind of contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ContactKind {
    /// E-mail addresses.
    Email,
    /// Telephone and fax numbers.
    Phone,
}

words! {
    ContactKind {
        Email = "email",
        Phone = "phone",
    }
}
