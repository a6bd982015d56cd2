//! What to ask for, from what the document prints.

use std::collections::HashMap;

use bonafide_fetch::keys;
use bonafide_model::claims::{Claim, EmailRole, Fingerprint, PrintedUrl, Profile, UrlRole};
use bonafide_model::evidence::{AttemptRole, OriginKind};
use bonafide_model::judgement::AnchorKind;
use url::Url;

use super::network::Network;
use super::protocol::{Protocol, server_of};
use crate::certificates::fingerprints_of;
use crate::gather::dossier::Gathering;
use crate::gather::editions;
use crate::gather::item::Item;
use crate::gather::wanted::Wanted;

/// The most links of pages that are followed.
pub(crate) const MAX_LINKS: usize = 12;

/// The most printed URLs of one role that are followed; real profiles print up to four.
const MAX_PRINTED: usize = 8;

/// The most fingerprints that are looked up; real profiles print up to five.
const MAX_FINGERPRINTS: usize = 6;

/// The sources that are asked for revocations, where there are as many.
const MIN_REVOCATION_SOURCES: usize = 2;

/// The most addresses that are looked up.
const MAX_ADDRESSES: usize = 4;

/// What is asked first.
#[derive(Default)]
pub(crate) struct Plan {
    pub items: Vec<Item>,
    /// What to ask instead where an item is not there, by its URL.
    pub instead: HashMap<String, Item>,
}

/// Everything that can be asked as soon as the document was read, without guessing: what it prints,
/// where something was found the last time, and who knows keys.
pub(crate) fn first(
    network: &Network,
    wanted: &Wanted<'_>,
    profile: &Profile,
    gathering: &Gathering,
) -> Plan {
    let dossier = &gathering.dossier;
    let roles = wanted.roles;
    let base = dossier
        .document
        .as_ref()
        .and_then(|document| document.origin.url.clone());
    // Beside a local file everything local was found already; what is still missing is asked where
    // the document says.
    let local = base.is_none();
    let mut plan = Plan::default();
    let items = &mut plan.items;
    if roles.signatures && (!local || dossier.signatures.is_empty()) {
        printed(
            profile,
            UrlRole::Signature,
            AttemptRole::Signature,
            base.as_deref(),
            items,
        );
        found_before(gathering, AttemptRole::Signature, items);
    }
    if roles.checksums && (!local || dossier.checksums.is_empty()) {
        printed(
            profile,
            UrlRole::Checksum,
            AttemptRole::Checksum,
            base.as_deref(),
            items,
        );
        found_before(gathering, AttemptRole::Checksum, items);
    }
    let prints = sought(profile, &wanted.trust.trust().expected);
    // What the user named replaces the search, so then nothing has to be looked into.
    let have = !roles.keys
        || dossier
            .certificates
            .iter()
            .flat_map(fingerprints_of)
            .any(|fingerprint| prints.contains(&fingerprint))
        || wanted.trust.has_certificate(&prints);
    if roles.keys && (!local || !have) {
        printed(
            profile,
            UrlRole::Key,
            AttemptRole::Key,
            base.as_deref(),
            items,
        );
    }
    // Where material is at hand, servers may still know of a revocation.
    let role = if have {
        AttemptRole::Revocation
    } else {
        AttemptRole::Key
    };
    keyservers(network, profile, &prints, role, gathering, &mut plan);
    let decides = |kind| wanted.policy.accept_anchors.contains(&kind);
    if gathering.hints.may_look_up(dossier)
        || decides(AnchorKind::Wkd)
        || decides(AnchorKind::Keyserver)
    {
        corroborators(network, profile, &mut plan.items);
    }
    plan.items.extend(editions::linked(profile, dossier));
    dedupe(&mut plan.items);
    plan
}

/// A place that nobody names, where there was something the last time.
fn found_before(gathering: &Gathering, role: AttemptRole, items: &mut Vec<Item>) {
    let places = gathering
        .hints
        .places
        .iter()
        .filter(|(found, _)| *found == role);
    items.extend(places.map(|(role, url)| Item::named(*role, url.clone(), OriginKind::Sidecar)));
}

/// Keeps the first of each URL.
fn dedupe(items: &mut Vec<Item>) {
    let mut seen = std::collections::HashSet::new();
    items.retain(|item| seen.insert(item.url.clone()));
}

fn printed(
    profile: &Profile,
    role: UrlRole,
    attempt: AttemptRole,
    base: Option<&str>,
    items: &mut Vec<Item>,
) {
    let claims = profile
        .claims
        .urls
        .iter()
        .filter(|claim| claim.value.role == role)
        .take(MAX_PRINTED);
    for url in claims.flat_map(|claim| readings(claim, base)) {
        let url = keys::hkp_page_to_key(&url).unwrap_or(url);
        items.push(Item::named(attempt, url, OriginKind::PrintedUrl));
    }
}

/// The URL as it would be fetched, and other readings of what is printed.
fn readings(claim: &Claim<PrintedUrl>, base: Option<&str>) -> Vec<String> {
    std::iter::once(&claim.value.url)
        .chain(claim.value.alternatives.iter().take(3))
        .filter_map(|url| match (Url::parse(url), base) {
            (Ok(url), _) => Some(url.to_string()),
            (Err(_), Some(base)) => Url::parse(base).ok()?.join(url).ok().map(String::from),
            (Err(_), None) => None,
        })
        .collect()
}

/// The fingerprints that the document shows, and those that the user gave for it.
fn sought(profile: &Profile, expected: &[Fingerprint]) -> Vec<Fingerprint> {
    let mut all: Vec<Fingerprint> = expected.to_vec();
    for claim in profile
        .claims
        .fingerprints
        .iter()
        .filter(|claim| claim.is_visible())
    {
        if let Some(fingerprint) = claim
            .value
            .fingerprint
            .as_ref()
            .filter(|fingerprint| !all.contains(fingerprint))
        {
            all.push(fingerprint.clone());
        }
    }
    all.truncate(MAX_FINGERPRINTS);
    all
}

/// By full fingerprint only: material and revocations, never identity. The servers that the
/// document prints are asked for the key itself, and for revocations where the user configured
/// fewer than two others: one source may hold a revocation back.
fn keyservers(
    network: &Network,
    profile: &Profile,
    prints: &[Fingerprint],
    role: AttemptRole,
    gathering: &Gathering,
    plan: &mut Plan,
) {
    let mut servers = network.keyservers.clone();
    if role == AttemptRole::Key || servers.len() < MIN_REVOCATION_SOURCES {
        let named = profile
            .claims
            .urls
            .iter()
            .filter(|claim| claim.value.role == UrlRole::Keyserver)
            .take(MAX_PRINTED);
        servers.extend(named.map(|claim| claim.value.url.clone()));
    }
    for server in servers {
        for fingerprint in prints {
            let (first, other) = by_fingerprint(network, gathering, &server, fingerprint);
            let item = |url| Item::named(role, url, OriginKind::Keyserver);
            if let (Some(first), Some(other)) = (&first, other) {
                plan.instead.insert(first.clone(), item(other));
            }
            plan.items.extend(first.map(item));
        }
    }
}

/// A server speaks one of two protocols, and which one does not show in its name: the one it has
/// answered by, in this run or the last one; else one, and the other where there is no such key by
/// that.
fn by_fingerprint(
    network: &Network,
    gathering: &Gathering,
    server: &str,
    fingerprint: &Fingerprint,
) -> (Option<String>, Option<String>) {
    let (vks, hkp) = (
        keys::vks_by_fingerprint(server, fingerprint),
        keys::hkp_by_fingerprint(server, fingerprint),
    );
    let name = hkp.as_deref().and_then(server_of).map(|(name, _)| name);
    let before = || {
        gathering
            .hints
            .places
            .iter()
            .filter_map(|(_, url)| server_of(url))
            .find(|(found, _)| Some(found) == name.as_ref())
    };
    let known = name
        .as_deref()
        .and_then(|name| network.protocol(name))
        .or_else(|| before().map(|(_, protocol)| protocol));
    match known {
        Some(Protocol::Vks) => (vks, None),
        Some(Protocol::Hkp) => (hkp, None),
        None if server.to_ascii_lowercase().starts_with("hkp") => (hkp, vks),
        None => (vks, hkp),
    }
}

fn corroborators(network: &Network, profile: &Profile, items: &mut Vec<Item>) {
    let mut addresses: Vec<&str> = Vec::new();
    for claim in profile.claims.emails.iter().filter(|claim| {
        claim.is_visible() && matches!(claim.value.role, EmailRole::Contact | EmailRole::Key)
    }) {
        if !addresses.contains(&claim.value.address.as_str()) {
            addresses.push(&claim.value.address);
        }
    }
    for address in addresses.into_iter().take(MAX_ADDRESSES) {
        if network.corroborate.wkd {
            for url in keys::wkd_urls(address) {
                items.push(Item::named(AttemptRole::Key, url, OriginKind::Wkd));
            }
        }
        if network.corroborate.keyserver {
            for url in network
                .keyservers
                .iter()
                .filter_map(|server| keys::vks_by_email(server, address))
            {
                items.push(Item::named(AttemptRole::Key, url, OriginKind::Keyserver));
            }
        }
    }
}
