//! Does every printed URL ask for TLS? Without it anybody on the way can change what a reader is
//! shown.

use std::collections::BTreeSet;

use bonafide_model::claims::UrlRole;
use bonafide_model::judgement::{Publishing, Severity};

use super::desk::{Desk, unread};
use crate::checks::found::{Found, fact};

pub(crate) fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let visible: Vec<_> = desk
        .cx
        .claims()
        .urls
        .iter()
        .filter(|claim| claim.can_be_followed())
        .collect();
    let mut seen = BTreeSet::new();
    let plain = visible.iter().filter_map(|claim| {
        let rest = claim
            .value
            .url
            .get(..7)
            .filter(|scheme| scheme.eq_ignore_ascii_case("http://"))
            .and(claim.value.url.get(7..))?;
        let severity = match claim.value.role {
            UrlRole::Document | UrlRole::Signature | UrlRole::Key | UrlRole::Checksum => {
                Severity::Error
            }
            UrlRole::Keyserver | UrlRole::Other => Severity::Warning,
        };
        let detail = Publishing::PlainHttp {
            url: claim.value.url.clone(),
            secure: format!("https://{rest}"),
        };
        seen.insert(&claim.value.url)
            .then(|| Found::fail(severity, fact(detail)).at([*claim]))
    });
    let found: Vec<Found> = plain.collect();
    match found.is_empty() {
        true if visible.is_empty() => vec![Found::not_applicable(fact(Publishing::NoUrls))],
        true => {
            let count = u32::try_from(visible.len()).unwrap_or(u32::MAX);
            vec![Found::pass(fact(Publishing::AllHttps { count }))]
        }
        false => found,
    }
}
