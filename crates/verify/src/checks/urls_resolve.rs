//! Does every printed URL lead to something that is staged, or answers?

use std::collections::BTreeSet;

use bonafide_model::claims::{UrlRepair, UrlRole};
use bonafide_model::judgement::{CheckId, Publishing, Severity};
use bonafide_model::publishing::{Resolution, StagedUrl};

use crate::publishing::desk::{Desk, unread};
use super::check::Check;
use super::found::{Found, fact};

pub(super) const CHECK: Check = Check::staged(CheckId::UrlsResolve, run);

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let urls = &desk.staging.urls;
    if urls.is_empty() {
        return vec![Found::not_applicable(fact(Publishing::NoUrls))];
    }
    let mut seen = BTreeSet::new();
    let mut found: Vec<Found> = urls.iter().filter_map(|url| one(desk, url, &mut seen)).collect();
    found.extend(misprinted(desk));
    let not_asked: BTreeSet<&String> = of(urls, |resolution| *resolution == Resolution::NotAsked).collect();
    let resolved: BTreeSet<&String> =
        of(urls, |resolution| matches!(resolution, Resolution::Staged { .. } | Resolution::Answers { .. })).collect();
    if !not_asked.is_empty() {
        let base_known = desk.staging.base_url.is_some();
        let guess = desk.guessed_base().filter(|_| !base_known);
        let detail = Publishing::UrlsNotAsked { urls: not_asked.into_iter().cloned().collect(), base_known, guess };
        // Without the place of the tree on the web nothing at all could be checked, which nobody
        // should overlook.
        let severity = if base_known { Severity::Note } else { Severity::Warning };
        found.push(Found::inconclusive(severity, fact(detail)));
    } else if found.is_empty() {
        let count = u32::try_from(resolved.len()).unwrap_or(u32::MAX);
        found.push(Found::pass(fact(Publishing::UrlsResolve { count })));
    }
    found
}

fn of(urls: &[StagedUrl], wanted: impl Fn(&Resolution) -> bool) -> impl Iterator<Item = &String> {
    urls.iter().filter(move |url| wanted(&url.resolution)).map(|url| &url.url)
}

/// What is wrong with one URL, said once however often it is printed.
fn one<'d>(desk: &'d Desk, url: &'d StagedUrl, seen: &mut BTreeSet<&'d str>) -> Option<Found> {
    let address = url.url.clone();
    let (severity, detail) = match &url.resolution {
        Resolution::Staged { .. } | Resolution::Answers { .. } | Resolution::NotAsked => return None,
        Resolution::Missing { path, instead } => {
            let detail = Publishing::UrlMissing { url: address, role: url.role, path: path.clone(), instead: instead.clone() };
            (by_role(url.role), detail)
        }
        Resolution::LeadsOut { how } => (Severity::Error, Publishing::UrlLeadsOut { url: address, how: *how }),
        Resolution::Gone { why } => (by_role(url.role), Publishing::UrlGone { url: address, role: url.role, why: why.clone() }),
        Resolution::NotReached { why } => {
            let detail = fact(Publishing::UrlNotReached { url: address, why: why.clone() });
            return seen.insert(&url.url).then(|| Found::inconclusive(Severity::Warning, detail).at(desk.url(url.claim)));
        }
    };
    seen.insert(&url.url).then(|| Found::fail(severity, fact(detail)).at(desk.url(url.claim)))
}

/// Nobody can verify without document, signature and key; another link is only a nuisance.
fn by_role(role: UrlRole) -> Severity {
    match role {
        UrlRole::Document | UrlRole::Signature | UrlRole::Key | UrlRole::Checksum => Severity::Error,
        UrlRole::Keyserver | UrlRole::Other => Severity::Warning,
    }
}

/// A space in a URL is where most programs stop reading it (RFC 3986, "Delimiting a URI in
/// Context").
fn misprinted(desk: &Desk) -> Vec<Found> {
    let visible = desk.cx.claims().urls.iter().filter(|claim| claim.can_be_followed());
    let broken = visible.filter(|claim| claim.value.repairs.contains(&UrlRepair::Space));
    let mut seen = BTreeSet::new();
    broken
        .filter(|claim| seen.insert(&claim.value.url))
        .map(|claim| {
            let detail = Publishing::UrlMisprinted { printed: claim.raw.clone(), url: claim.value.url.clone() };
            Found::fail(Severity::Error, fact(detail)).at([claim])
        })
        .collect()
}
