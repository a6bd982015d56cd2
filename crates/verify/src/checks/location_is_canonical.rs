//! Was the document found where it says that it may be found?

use bonafide_model::claims::{Claim, PrintedUrl, UrlRole};
use bonafide_model::evidence::{host_of, registrable_domain};
use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::{Found, unread};
use super::weight;
use crate::context::Context;
use crate::publishing::own_place;

pub(super) const CHECK: Check = Check::new(CheckId::LocationIsCanonical, run).weighed(weight::left_out).and_staged(own_place::run);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![Found { severity: Severity::Note, ..unread }];
    }
    let printed: Vec<&Claim<PrintedUrl>> =
        cx.claims().urls.iter().filter(|claim| claim.can_be_followed() && claim.value.role == UrlRole::Document).collect();
    let origin = cx.dossier.document.as_ref().map(|document| &document.origin);
    let Some((origin, url)) = origin.and_then(|origin| Some((origin, origin.url.as_ref()?))).filter(|_| !printed.is_empty()) else {
        return vec![Found::not_applicable(Detail::NoPrintedLocation)];
    };
    let places: Vec<String> = std::iter::once(url).chain(origin.chain.iter().map(|hop| &hop.url)).map(|url| plain(url)).collect();
    let readings = |claim: &Claim<PrintedUrl>| {
        std::iter::once(&claim.value.url).chain(&claim.value.alternatives).map(|url| plain(url)).collect::<Vec<_>>()
    };
    if let Some(claim) = printed.iter().find(|claim| readings(claim).iter().any(|url| places.contains(url))) {
        return vec![Found::pass(Detail::CanonicalLocation { url: url.clone() }).at([*claim])];
    }
    let domain = |url: &str| host_of(url).map(|host| registrable_domain(&host).unwrap_or(host));
    let own = domain(url);
    // Another page of the same site is how sites are built; another site is worth a look.
    let near = printed.iter().any(|claim| domain(&claim.value.url) == own);
    let detail = Detail::OtherLocation { url: url.clone(), printed: printed.iter().map(|claim| claim.value.url.clone()).collect() };
    vec![Found::fail(if near { Severity::Note } else { Severity::Warning }, detail).at(printed)]
}

/// The URL without what does not make another place: scheme, fragment, `www.`, a closing slash.
fn plain(url: &str) -> String {
    let url = url.split('#').next().unwrap_or(url);
    let url = url.split_once("://").map_or(url, |(_, rest)| rest);
    url.strip_prefix("www.").unwrap_or(url).trim_end_matches('/').to_owned()
}
