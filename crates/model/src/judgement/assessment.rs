//! What comes out: the only thing that renderers see.

use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::{Claim, Claims, Fingerprint, Profile};
use crate::evidence::{Attempt, Origin};
use crate::judgement::{
    Anchor, CertificateReport, ChecksumReport, Finding, Given, KeyLeaf, KeyVerdict, Leaf, Near,
    SignatureReport, Verdict, Why,
};

/// The verdict on the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyAssessment {
    /// The verdict.
    pub verdict: KeyVerdict,
    /// The key that was judged: the signer's, else the printed or pinned one.
    pub fingerprint: Option<Fingerprint>,
    /// When it expires.
    pub expires: Option<Timestamp>,
    /// Why.
    pub leaf: KeyLeaf,
}

/// The document as it was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSummary {
    /// The media type by its bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Claims, observations, findings, anchors and verdicts on one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// What the user asked about.
    pub subject: String,
    /// The time by which it was judged.
    pub assessed_at: Timestamp,
    /// The document's verdict.
    pub verdict: Verdict,
    /// The reason word, for `unverified`.
    pub why: Option<Why>,
    /// Which leaf of the rule tree decided.
    pub leaf: Leaf,
    /// The key's verdict.
    pub key: KeyAssessment,
    /// The team's official and short name as printed.
    pub team_name: Option<Claim<String>>,
    /// The team's short name as printed.
    pub team_short_name: Option<Claim<String>>,
    /// The document, if there was one.
    pub document: Option<DocumentSummary>,
    /// Everything that was read; `None` where nothing could be read.
    pub profile: Option<Profile>,
    /// Everything that was tried.
    pub attempts: Vec<Attempt>,
    /// Every signature.
    pub signatures: Vec<SignatureReport>,
    /// Every certificate that was looked at.
    pub certificates: Vec<CertificateReport>,
    /// Every checksum.
    pub checksums: Vec<ChecksumReport>,
    /// Every anchor.
    pub anchors: Vec<Anchor>,
    /// Every finding, in the order of the catalogue.
    pub findings: Vec<Finding>,
    /// Names of weakening policy options that were on.
    pub weakenings: Vec<String>,
    /// What was replayed, where this was made again from an evidence bundle.
    #[serde(default)]
    pub replay: Option<Replay>,
    /// What was given in the place of a profile, where that can be told.
    #[serde(default)]
    pub given: Option<Given>,
    /// Teams that the user knows and that this document may be meant to be taken for, the nearest
    /// first; only where nothing confirms it.
    #[serde(default)]
    pub nearest: Vec<Near>,
}

/// That an assessment was made again from an evidence bundle, which nothing authenticates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// The bundle.
    pub bundle: String,
    /// By what it was judged.
    pub by: JudgedBy,
}

/// By what trust, policy and reading of the document a bundle was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JudgedBy {
    /// By what the bundle holds. The verdict is then only as good as the bundle.
    Bundle,
    /// By those of whoever replays it.
    Reader {
        /// The trust directory.
        keyring: String,
    },
}

impl Assessment {
    /// Whether the document was shown, here and by the user's own trust, to be the team's, so that
    /// what it prints may be used.
    ///
    /// Says nothing about the key alone, and nothing about addresses that an anchor does not cover.
    #[must_use]
    pub fn is_authentic_here(&self) -> bool {
        self.verdict == Verdict::Authentic
            && self
                .replay
                .as_ref()
                .is_none_or(|replay| replay.by != JudgedBy::Bundle)
    }

    /// Whether no accepted anchor declines this printed address, or at least one vouches for it.
    #[must_use]
    pub fn is_covered(&self, address: &str) -> bool {
        let names = |list: &[String]| list.iter().any(|known| known == address);
        let mut accepted = self.anchors.iter().filter(|anchor| anchor.accepted);
        let vouched = accepted.clone().any(|anchor| names(&anchor.covered));
        vouched || !accepted.any(|anchor| names(&anchor.not_covered))
    }

    /// All claims, empty where nothing could be read.
    #[must_use]
    pub fn claims(&self) -> Claims {
        self.profile
            .as_ref()
            .map(|profile| profile.claims.clone())
            .unwrap_or_default()
    }
}
