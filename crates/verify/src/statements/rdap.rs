//! Since when a domain is registered (RFC 9083, "The Domain Object Class").

use std::collections::BTreeSet;

use bonafide_model::Timestamp;
use bonafide_model::evidence::{Dossier, OriginKind};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Domain {
    object_class_name: String,
    ldh_name: String,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    event_action: String,
    event_date: String,
}

/// The domain of these that was registered last, and when. A registry that says nothing of them, or
/// something of another one, was not heard.
pub(crate) fn registered(
    dossier: &Dossier,
    domains: &BTreeSet<String>,
) -> Option<(String, Timestamp)> {
    let answers = dossier.statements.iter();
    answers
        .filter(|answer| answer.origin.kind == OriginKind::Registry)
        .filter_map(|answer| read(&answer.bytes))
        .filter(|(domain, _)| domains.contains(domain))
        .max_by_key(|(_, at)| *at)
}

/// RFC 9083, "Events", with the "Event Actions" that begin an owner's time. Of several the last one:
/// a domain that lapsed may be another one's now.
fn read(bytes: &[u8]) -> Option<(String, Timestamp)> {
    let found: Domain = serde_json::from_slice(bytes).ok()?;
    let begins = |event: &&Event| {
        let actions = ["registration", "reregistration"];
        actions.contains(&event.event_action.as_str())
    };
    let begun = found.events.iter().filter(begins);
    let at = begun
        .filter_map(|event| event.event_date.parse().ok())
        .max()?;
    let name = found.ldh_name.trim_end_matches('.').to_ascii_lowercase();
    (found.object_class_name == "domain").then_some((name, at))
}
