//! Does the document print the place at which it will be found (RFC 2350, "Locations where this
//! Document May Be Found")?

use bonafide_model::claims::UrlRole;
use bonafide_model::judgement::{Publishing, Severity};
use bonafide_model::publishing::Resolution;

use super::desk::{Desk, unread};
use crate::checks::found::{Found, fact};

pub(crate) fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let own: Vec<_> = desk
        .staging
        .urls
        .iter()
        .filter(|url| url.role == UrlRole::Document)
        .collect();
    let expected = desk.url_of(&desk.staging.path);
    if own.is_empty() {
        return vec![Found::fail(
            Severity::Warning,
            fact(Publishing::OwnPlaceMissing { expected }),
        )];
    }
    let leads_here = own.iter().find(|url| match &url.resolution {
        Resolution::Staged { path, .. } => *path == desk.staging.path,
        _ => false,
    });
    if let Some(url) = leads_here {
        return vec![
            Found::pass(fact(Publishing::OwnPlacePrinted {
                url: url.url.clone(),
            }))
            .at(desk.url(url.claim)),
        ];
    }
    let printed: Vec<String> = own.iter().map(|url| url.url.clone()).collect();
    let base = printed
        .iter()
        .find_map(|url| desk.base_by(url, &desk.staging.path));
    vec![match expected {
        // A page from which people come to the document is a place too, only not the document's
        // own.
        Some(expected) => Found::fail(
            Severity::Warning,
            fact(Publishing::OwnPlaceDiffers {
                printed,
                expected,
                base,
            }),
        )
        .at(own.iter().filter_map(|url| desk.url(url.claim))),
        None => Found::inconclusive(
            Severity::Note,
            fact(Publishing::UrlsNotAsked {
                urls: printed,
                base_known: false,
                guess: desk.guessed_base(),
            }),
        ),
    }]
}
