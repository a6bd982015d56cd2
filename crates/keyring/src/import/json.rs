//! JSON exports: a list of objects, bare or inside an envelope.

use serde_json::{Map, Value};

use super::ImportError;
use super::row::{Place, Row};

/// Most values of one kind that are read of one team.
const MAX_VALUES: usize = 64;

/// Keys by which envelopes hold the list.
const LISTS: &[&str] = &["data", "teams", "results", "members"];

/// Keys of names, best first.
const NAMES: &[&str] = &[
    "short_name",
    "short-team-name",
    "team",
    "name",
    "official_name",
    "official-team-name",
    "team-full",
    "full_name",
];
/// Keys of addresses.
const EMAILS: &[&str] = &["emails", "email", "address", "contact_email"];
/// Keys of telephone numbers.
const PHONES: &[&str] = &[
    "phones",
    "phone",
    "phone-numbers",
    "number",
    "telephone",
    "emergency-phone",
    "phone-emergency",
];
/// Keys of fingerprints. FIRST's `pgp-id` is a Key ID and none of them.
const FINGERPRINTS: &[&str] = &[
    "pgp_keys",
    "pgp-keys",
    "fingerprint",
    "fingerprints",
    "pgp-fingerprint",
    "pgp_fingerprint",
    "enckeys",
];

/// Keys of places on the web where the profile itself is, best first.
const PROFILES: &[&str] = &[
    "rfc2350",
    "rfc2350_url",
    "rfc2350-url",
    "rfc_2350",
    "rfc-2350",
    "profile",
    "profile_url",
];
/// Keys of the team's web site.
const SITES: &[&str] = &[
    "website",
    "web_site",
    "team_website",
    "homepage",
    "url",
    "www",
];

/// The raw values of every team.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Row>, ImportError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let root: Value = serde_json::from_slice(bytes)?;
    // Something else than an object becomes a nameless row, which is noted as left out.
    Ok(list(&root)?
        .iter()
        .map(|team| team.as_object().map(row).unwrap_or_default())
        .collect())
}

fn list(root: &Value) -> Result<&Vec<Value>, ImportError> {
    let Some(envelope) = root.as_object() else {
        return root.as_array().ok_or(ImportError::NoList);
    };
    match envelope.get("status").and_then(Value::as_str) {
        Some(status) if !status.eq_ignore_ascii_case("ok") => {
            return Err(ImportError::Status(status.chars().take(100).collect()));
        }
        _ => {}
    }
    LISTS
        .iter()
        .find_map(|key| envelope.get(*key)?.as_array())
        .ok_or(ImportError::NoList)
}

fn row(team: &Map<String, Value>) -> Row {
    Row {
        names: values(team, NAMES),
        emails: values(team, EMAILS),
        phones: values(team, PHONES),
        fingerprints: values(team, FINGERPRINTS),
        profiles: values(team, PROFILES)
            .into_iter()
            .map(Place::profile)
            .chain(values(team, SITES).into_iter().map(Place::site))
            .collect(),
        notes: notes(team),
    }
}

/// What is said in a word under a key that is none of ours.
fn notes(team: &Map<String, Value>) -> Vec<(String, String)> {
    let ours = [NAMES, EMAILS, FINGERPRINTS, PROFILES, SITES].concat();
    team.iter()
        .filter(|(key, _)| !ours.contains(&key.as_str()))
        .filter_map(|(key, value)| {
            let text = match value {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Bool(is) => is.to_string(),
                Value::Null | Value::Array(_) | Value::Object(_) => return None,
            };
            Some((key.clone(), text))
        })
        .collect()
}

/// Every text under one of the keys: itself, in a list, or under one of the keys again inside an
/// object.
fn values(team: &Map<String, Value>, keys: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    for value in keys.iter().filter_map(|key| team.get(*key)) {
        collect(value, keys, &mut out);
    }
    out.truncate(MAX_VALUES);
    out
}

fn collect(value: &Value, keys: &[&str], out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys, out)),
        Value::Object(object) => keys
            .iter()
            .filter_map(|key| object.get(*key))
            .for_each(|inner| collect(inner, keys, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
