//! What the document's host says elsewhere.

use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::AnchorKind;

use super::phrase::{bare, keys, kind, list};

/// Other contacts, or another key, than the document's, as a clause.
pub(super) fn published(
    of: AnchorKind,
    url: &str,
    there: &[String],
    here: &[String],
    others: &[Fingerprint],
) -> String {
    let mut named = Vec::new();
    if !there.is_empty() {
        named.push(list(there));
    }
    if !others.is_empty() {
        named.push(format!("the key {}", keys(others)));
    }
    format!(
        "{} ({}) names {}; the document prints {}",
        kind(of),
        bare(url),
        named.join(" and "),
        list(here)
    )
}
