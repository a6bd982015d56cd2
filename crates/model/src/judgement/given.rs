//! What was handed over instead of a profile.

use serde::{Deserialize, Serialize};

/// Something that is often given in the place of a profile. It changes no verdict, only what is
/// said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// A detached signature.
    Signature,
    /// A signed message with what it signs inside.
    SignedMessage,
    /// A certificate.
    Key,
    /// Secret key material.
    SecretKey,
    /// A checksum file.
    Checksum,
    /// A word processor's file.
    Office,
    /// A page that links to what is called a profile.
    Landing {
        /// Where the links lead, the likeliest first; untrusted.
        links: Vec<String>,
    },
    /// A page that asks for a login, or for a proof that a person looks at it.
    Barrier,
    /// A text or page that has nothing of a profile.
    Other,
}

words! {
    &Given {
        Signature = "signature",
        SignedMessage = "signed-message",
        Key = "key",
        SecretKey = "secret-key",
        Checksum = "checksum",
        Office = "office-document",
        Landing = "landing-page",
        Barrier = "barrier-page",
        Other = "other",
    }
}
