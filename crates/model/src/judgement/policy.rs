//! What the user accepts.

use serde::{Deserialize, Serialize};

use crate::judgement::AnchorKind;

/// What the user accepts. The default is the strict one; every weakening is named `danger_…` and
/// shown in every report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    /// Kinds of anchors that can make a document authentic.
    pub accept_anchors: Vec<AnchorKind>,
    /// Whether a warning makes a better verdict than `unverified` impossible.
    pub strict: bool,
    /// Days before a key's expiry from which on it is a warning.
    pub key_expiry_warning_days: u32,
    /// Days after which a directory snapshot no longer counts.
    pub directory_max_age_days: u32,
    /// Tolerated clock difference in seconds.
    pub clock_skew_seconds: u32,
    /// Accept certificates whose bindings are SHA-1 only. Never document signatures.
    pub danger_accept_sha1_bindings: bool,
    /// Accept a signed list of hashes that names the document as a signature over it. Teams also
    /// list files of others.
    pub danger_accept_signed_hash_lists: bool,
    /// Algorithms that are refused beyond those that are refused anyway: a policy in the format of
    /// sequoia-policy-config (TOML). In a policy file its sections stand beside the other keys.
    pub crypto: Option<String>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            accept_anchors: vec![
                AnchorKind::Pin,
                AnchorKind::Expected,
                AnchorKind::TrustRoot,
                AnchorKind::Directory,
            ],
            strict: false,
            key_expiry_warning_days: 90,
            directory_max_age_days: 90,
            clock_skew_seconds: 300,
            danger_accept_sha1_bindings: false,
            danger_accept_signed_hash_lists: false,
            crypto: None,
        }
    }
}

impl Policy {
    /// The names of the weakening options that are on.
    #[must_use]
    pub fn weakenings(&self) -> Vec<&'static str> {
        let all = [
            (
                self.danger_accept_sha1_bindings,
                "danger-accept-sha1-bindings",
            ),
            (
                self.danger_accept_signed_hash_lists,
                "danger-accept-signed-hash-lists",
            ),
        ];
        all.into_iter()
            .filter_map(|(is_on, name)| is_on.then_some(name))
            .collect()
    }
}
