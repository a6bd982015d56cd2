//! What to ask for, from what the document prints.

use bonafide_fetch::{keys, sidecar};
use bonafide_model::{AttemptRole, Claim, Dossier, EmailRole, Fingerprint, OriginKind, PrintedUrl, Profile, UrlRole};
use url::Url;

use super::{Item, Network};
use crate::gather::fingerprints_of;
use crate::{Request, Session, gather, twins};

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

/// Everything that can be asked as soon as the document was read.
pub(crate) fn first(network: &Network, session: &Session, request: &Request, profile: &Profile, dossier: &Dossier) -> Vec<Item> {
    let wanted = gather::wanted(request);
    let base = dossier.document.as_ref().and_then(|document| document.origin.url.clone());
    // Beside a local file everything local was found already; what is still missing is asked where the document says.
    let local = base.is_none();
    let mut items = Vec::new();
    if wanted.signatures && (!local || dossier.signatures.is_empty()) {
        printed(profile, UrlRole::Signature, AttemptRole::Signature, base.as_deref(), &mut items);
        if let Some(base) = &base {
            names(sidecar::signature_names(base), AttemptRole::Signature, &mut items);
        }
    }
    if wanted.checksums && (!local || dossier.checksums.is_empty()) {
        printed(profile, UrlRole::Checksum, AttemptRole::Checksum, base.as_deref(), &mut items);
        if let Some(base) = &base {
            names(sidecar::checksum_names(base), AttemptRole::Checksum, &mut items);
        }
    }
    let prints = sought(profile, &session.trust.trust().expected);
    // What the user named replaces the search, so then nothing has to be looked into.
    let have = !wanted.keys
        || dossier.certificates.iter().flat_map(fingerprints_of).any(|fingerprint| prints.contains(&fingerprint))
        || session.trust.has_certificate(&prints);
    if wanted.keys && (!local || !have) {
        printed(profile, UrlRole::Key, AttemptRole::Key, base.as_deref(), &mut items);
    }
    // Where material is at hand, servers may still know of a revocation.
    let role = if have { AttemptRole::Revocation } else { AttemptRole::Key };
    keyservers(network, profile, &prints, role, &mut items);
    corroborators(network, profile, &mut items);
    items.extend(twins::linked(profile, dossier));
    dedupe(&mut items);
    // Places that the document names may lead on to others, so they are asked before the guesses.
    items.sort_by_key(|item| item.kind != OriginKind::PrintedUrl);
    items
}

/// Keeps the first of each URL.
fn dedupe(items: &mut Vec<Item>) {
    let mut seen = std::collections::HashSet::new();
    items.retain(|item| seen.insert(item.url.clone()));
}

fn printed(profile: &Profile, role: UrlRole, attempt: AttemptRole, base: Option<&str>, items: &mut Vec<Item>) {
    let claims = profile.claims.urls.iter().filter(|claim| claim.value.role == role).take(MAX_PRINTED);
    for url in claims.flat_map(|claim| readings(claim, base)) {
        let url = keys::hkp_page_to_key(&url).unwrap_or(url);
        items.push(Item { role: attempt, url, kind: OriginKind::PrintedUrl });
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

fn names(urls: Vec<String>, role: AttemptRole, items: &mut Vec<Item>) {
    items.extend(urls.into_iter().map(|url| Item { role, url, kind: OriginKind::Sidecar }));
}

/// The fingerprints that the document shows, and those that the user gave for it.
fn sought(profile: &Profile, expected: &[Fingerprint]) -> Vec<Fingerprint> {
    let mut all: Vec<Fingerprint> = expected.to_vec();
    for claim in profile.claims.fingerprints.iter().filter(|claim| claim.is_visible()) {
        if let Some(fingerprint) = claim.value.fingerprint.as_ref().filter(|fingerprint| !all.contains(fingerprint)) {
            all.push(fingerprint.clone());
        }
    }
    all.truncate(MAX_FINGERPRINTS);
    all
}

/// By full fingerprint only: material and revocations, never identity. The servers that the document prints are asked for the key
/// itself, and for revocations where the user configured fewer than two others: one source may hold a revocation back.
fn keyservers(network: &Network, profile: &Profile, prints: &[Fingerprint], role: AttemptRole, items: &mut Vec<Item>) {
    let mut servers = network.keyservers.clone();
    if role == AttemptRole::Key || servers.len() < MIN_REVOCATION_SOURCES {
        let named = profile.claims.urls.iter().filter(|claim| claim.value.role == UrlRole::Keyserver).take(MAX_PRINTED);
        servers.extend(named.map(|claim| claim.value.url.clone()));
    }
    for server in servers {
        for url in prints.iter().flat_map(|fingerprint| by_fingerprint(&server, fingerprint)) {
            items.push(Item { role, url, kind: OriginKind::Keyserver });
        }
    }
}

/// A server speaks one of two protocols, and which one does not show in its name.
fn by_fingerprint(server: &str, fingerprint: &Fingerprint) -> impl Iterator<Item = String> {
    keys::vks_by_fingerprint(server, fingerprint).into_iter().chain(keys::hkp_by_fingerprint(server, fingerprint))
}

fn corroborators(network: &Network, profile: &Profile, items: &mut Vec<Item>) {
    let mut addresses: Vec<&str> = Vec::new();
    for claim in profile.claims.emails.iter().filter(|claim| claim.is_visible() && claim.value.role != EmailRole::Other) {
        if !addresses.contains(&claim.value.address.as_str()) {
            addresses.push(&claim.value.address);
        }
    }
    for address in addresses.into_iter().take(MAX_ADDRESSES) {
        if network.corroborate.wkd {
            for url in keys::wkd_urls(address) {
                items.push(Item { role: AttemptRole::Key, url, kind: OriginKind::Wkd });
            }
        }
        if network.corroborate.keyserver {
            for url in network.keyservers.iter().filter_map(|server| keys::vks_by_email(server, address)) {
                items.push(Item { role: AttemptRole::Key, url, kind: OriginKind::Keyserver });
            }
        }
    }
}
