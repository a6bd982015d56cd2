//! `provider-metadata.json` (CSAF 2.0, "Requirement 7: provider-metadata.json").

use serde::Deserialize;

use super::{MAX_VALUES, Written, email, place};

#[derive(Deserialize)]
struct Metadata {
    canonical_url: String,
    publisher: Publisher,
    #[serde(default)]
    public_openpgp_keys: Vec<Key>,
}

#[derive(Deserialize)]
struct Publisher {
    #[serde(default)]
    contact_details: String,
}

#[derive(Deserialize)]
struct Key {
    fingerprint: Option<String>,
    url: Option<String>,
}

/// What is written there; `None` where it is no such file. Addresses stand in a text for people.
pub(super) fn written(bytes: &[u8]) -> Option<Written> {
    let found: Metadata = serde_json::from_slice(bytes).ok()?;
    let keys = || found.public_openpgp_keys.iter().take(MAX_VALUES);
    let parsed = |key: &Key| key.fingerprint.as_deref()?.parse().ok();
    let words = found
        .publisher
        .contact_details
        .split(|c: char| c.is_whitespace() || ",;<>()[]\"".contains(c));
    Some(Written {
        keys: keys().filter_map(parsed).collect(),
        key_places: keys()
            .filter_map(|key| place(key.url.as_deref()?))
            .collect(),
        emails: words
            .filter_map(|word| email(word.trim_matches(['.', ':'])))
            .take(MAX_VALUES)
            .collect(),
        own_places: vec![place(&found.canonical_url)?],
        expires: None,
    })
}
