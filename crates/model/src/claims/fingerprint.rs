//! OpenPGP fingerprints (RFC 9580, "Key IDs and Fingerprints").

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A full fingerprint of an OpenPGP version 4 (40 digits) or version 6 (64 digits) key, upper-case
/// hexadecimal.
///
/// A value of this type has the right shape; it says nothing about whether such a key exists.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint(String);

impl Fingerprint {
    /// The digits, upper case, without separators.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the 40-digit form of a version 4 key.
    #[must_use]
    pub fn is_v4(&self) -> bool {
        self.0.len() == 40
    }

    /// The 64-bit Key ID: the low 64 bits of a version 4, the high 64 bits of a version 6
    /// fingerprint.
    #[must_use]
    pub fn key_id(&self) -> &str {
        if self.is_v4() {
            &self.0[24..]
        } else {
            &self.0[..16]
        }
    }

    /// The digits in groups of four, as people read them out.
    #[must_use]
    pub fn spaced(&self) -> String {
        let mut out = String::with_capacity(self.0.len() * 5 / 4);
        for (i, c) in self.0.chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                out.push(' ');
            }
            out.push(c);
        }
        out
    }
}

/// Why a text is not a fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FingerprintError {
    /// Something other than hexadecimal digits, spaces and a leading `0x`.
    #[error("a fingerprint has only hexadecimal digits, but here is {0:?}")]
    NotHexadecimal(char),
    /// The number of digits fits no version.
    #[error("a fingerprint has 40 digits (version 4) or 64 (version 6), not {0}")]
    Length(usize),
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Takes digits in any case, ASCII spaces, colons and NBSP between groups, and a leading `0x`.
    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let text = text.trim();
        let text = text
            .strip_prefix("0x")
            .or_else(|| text.strip_prefix("0X"))
            .unwrap_or(text);
        let mut digits = String::with_capacity(40);
        for c in text.chars() {
            match c {
                c if c.is_ascii_hexdigit() => digits.push(c.to_ascii_uppercase()),
                ' ' | '\t' | ':' | '\u{a0}' => {}
                other => return Err(FingerprintError::NotHexadecimal(other)),
            }
        }
        match digits.len() {
            40 | 64 => Ok(Self(digits)),
            n => Err(FingerprintError::Length(n)),
        }
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = FingerprintError;

    fn try_from(text: String) -> Result<Self, FingerprintError> {
        text.parse()
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn groups_case_and_prefix_do_not_matter() {
        let grouped: Fingerprint = "8A1E C5D2 B7C0 EFA4 9FFB  31FC 2485 CF71 E37B EBB7"
            .parse()
            .unwrap();
        let bare: Fingerprint = "0x8a1ec5d2b7c0efa49ffb31fc2485cf71e37bebb7"
            .parse()
            .unwrap();
        assert_eq!(grouped, bare);
        assert_eq!(grouped.key_id(), "2485CF71E37BEBB7");
    }

    #[test]
    fn lengths_of_no_version_are_refused() {
        for n in [0, 32, 36, 39, 41, 63, 65] {
            assert_eq!(
                "A".repeat(n).parse::<Fingerprint>(),
                Err(FingerprintError::Length(n))
            );
        }
        assert!(
            "А".repeat(40).parse::<Fingerprint>().is_err(),
            "Cyrillic letters are no digits"
        );
    }
}
