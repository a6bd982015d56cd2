//! Places that are written with something in braces.

use url::Url;

/// The place that a filled template names, if it is on the web, and at the host that stands in front
/// of what was filled in: no value chooses who is asked.
pub(crate) fn place(template: &str, filled: &str) -> Option<Url> {
    let place = Url::parse(filled).ok()?;
    let asked = Url::parse(template.split('{').next()?).ok()?;
    let is_web = matches!(place.scheme(), "http" | "https");
    (is_web && place.host() == asked.host()).then_some(place)
}
