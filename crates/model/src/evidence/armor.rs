//! What is wrong with ASCII armor.

use serde::{Deserialize, Serialize};

/// Why a block of ASCII armor is not taken (RFC 9580, "Forming ASCII Armor").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ArmorProblem {
    /// Bytes that are no text stand in it.
    NotText,
    /// A byte order mark stands before it.
    ByteOrderMark,
    /// Text stands before it.
    Before,
    /// Something stands after it.
    Behind,
    /// No empty line follows its headers.
    HeadersGoOn,
    /// A line of its data is not Base64.
    NotBase64,
    /// Its last line has another label than its first one.
    OtherEnd,
    /// It has no last line.
    NoEnd,
    /// It cannot be decoded.
    Undecodable,
}
