//! Teams that the user knows and for which a subject could be taken.

use serde::{Deserialize, Serialize};

use crate::judgement::AnchorKind;

/// A team that the user knows and that is near to what a document says of itself. It changes no
/// verdict: teams of like names and neighbours at one domain are no forgers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// From what the user knows it.
    pub kind: AnchorKind,
    /// How the user knows it.
    pub team: String,
    /// How near it is.
    pub how: Nearness,
    /// The name, address or domain of the document that is near; untrusted.
    pub here: String,
    /// The name, address or domain of the team to which it is near.
    pub known: String,
}

/// How near two names, addresses or domains are, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nearness {
    /// The same address.
    Address,
    /// The same registrable domain.
    Domain,
    /// The same name, spelling and what stands behind the name of a domain aside.
    Same,
    /// They look the same.
    Look,
    /// They have the same words, but for those that many teams have in their names.
    Words,
    /// They differ in one letter.
    Letter,
}

words! {
    Nearness {
        Address = "same-address",
        Domain = "same-domain",
        Same = "same-name",
        Look = "looks-the-same",
        Words = "same-but-for-generic-words",
        Letter = "one-letter-apart",
    }
}
