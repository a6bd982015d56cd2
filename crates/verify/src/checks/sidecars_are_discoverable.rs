//! Does somebody who has only the document come to its signature, checksum and key?

use bonafide_model::claims::UrlRole;
use bonafide_model::evidence::AttemptRole;
use bonafide_model::judgement::{CheckId, Publishing, Severity};
use bonafide_model::publishing::{FoundBy, Resolution, Sidecar, StagedUrl};

use crate::publishing::desk::{Desk, unread};
use super::check::Check;
use super::found::{Found, fact};

pub(super) const CHECK: Check = Check::staged(CheckId::SidecarsAreDiscoverable, run);

fn run(desk: &Desk) -> Vec<Found> {
    if let Some(unread) = unread(desk) {
        return vec![unread];
    }
    let mut problems = Vec::new();
    for role in [AttemptRole::Signature, AttemptRole::Checksum, AttemptRole::Key] {
        problems.extend(hidden(desk, role));
    }
    problems.extend(behind_pages(desk));
    problems.extend(key_without_place(desk));
    let reachable = desk.staging.sidecars.iter().filter(|one| matches!(one.found_by, FoundBy::Printed | FoundBy::UsualName));
    let found: Vec<(AttemptRole, String)> = reachable.map(|one| (one.role, one.path.clone())).collect();
    match problems.is_empty() {
        true if found.is_empty() => vec![Found::not_applicable(fact(Publishing::Discoverable { found }))],
        true => vec![Found::pass(fact(Publishing::Discoverable { found }))],
        false => problems,
    }
}

/// Files that only somebody finds who looks into the staged tree.
fn hidden<'d>(desk: &'d Desk, role: AttemptRole) -> impl Iterator<Item = Found> + 'd {
    let of_role = move |one: &&Sidecar| one.role == role;
    let is_reachable =
        desk.staging.sidecars.iter().filter(of_role).any(|one| matches!(one.found_by, FoundBy::Printed | FoundBy::UsualName));
    let unreachable =
        desk.staging.sidecars.iter().filter(of_role).filter(move |one| !is_reachable && one.found_by == FoundBy::Looking);
    // Key servers, other sites and the document itself give the key too.
    let elsewhere = role == AttemptRole::Key && (gives_key(desk) || desk.staging.urls.iter().any(is_key_on_another_site));
    // Where the place of the tree is not known, nothing is known of this either; the check of the
    // URLs asks for it.
    let is_told = move |one: &Sidecar| match printed_elsewhere(desk, role, &one.path) {
        Some(_) => desk.staging.base_url.is_some(),
        None => !elsewhere,
    };
    unreachable.filter(move |one| is_told(one)).map(move |one| {
        let usual = match role {
            AttemptRole::Signature => Some(format!("{}.asc", desk.file_name())),
            AttemptRole::Checksum => Some(format!("{}.sha256", desk.file_name())),
            _ => None,
        };
        let severity = if role == AttemptRole::Checksum { Severity::Warning } else { Severity::Error };
        let elsewhere = printed_elsewhere(desk, role, &one.path);
        let detail = Publishing::NotDiscoverable { role, path: one.path.clone(), print: desk.url_of(&one.path), usual, elsewhere };
        Found::fail(severity, fact(detail))
    })
}

fn is_key_on_another_site(url: &StagedUrl) -> bool {
    url.role == UrlRole::Key && matches!(url.resolution, Resolution::NotAsked | Resolution::Answers { page: false })
}

/// What the document prints for a file of this name, as it does where the place of the staged tree
/// on the web was given wrong.
fn printed_elsewhere(desk: &Desk, role: AttemptRole, path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let of_role = desk.staging.urls.iter().filter(|url| match role {
        AttemptRole::Signature => url.role == UrlRole::Signature,
        AttemptRole::Checksum => url.role == UrlRole::Checksum,
        _ => url.role == UrlRole::Key,
    });
    let same_name = of_role.map(|url| &url.url).find(|url| url.rsplit('/').next() == Some(name));
    same_name.cloned()
}

/// The URL said to be the signature's or key's is that of a page.
fn behind_pages<'d>(desk: &'d Desk) -> impl Iterator<Item = Found> + 'd {
    let roles = [(UrlRole::Signature, AttemptRole::Signature), (UrlRole::Key, AttemptRole::Key)];
    roles.into_iter().filter_map(|(printed, role)| {
        let own: Vec<_> = desk.staging.urls.iter().filter(|url| url.role == printed).collect();
        let is_page = |resolution: &Resolution| {
            matches!(resolution, Resolution::Staged { page: true, .. } | Resolution::Answers { page: true })
        };
        // One URL of the file itself is enough.
        let direct = own
            .iter()
            .any(|url| matches!(url.resolution, Resolution::Staged { page: false, .. } | Resolution::Answers { page: false }));
        let page = own.iter().find(|url| is_page(&url.resolution) && !is_named_as_file(&url.url)).filter(|_| !direct)?;
        if role == AttemptRole::Key && gives_key(desk) {
            return None;
        }
        let file = desk.staging.sidecars.iter().find(|one| one.role == role).map(|one| &one.path);
        let file = file.map(|path| desk.url_of(path).unwrap_or_else(|| path.clone()));
        let detail = Publishing::BehindPage { role, url: page.url.clone(), file };
        Some(Found::fail(Severity::Warning, fact(detail)).at(desk.url(page.claim)))
    })
}

/// A page under such a name was not meant for people: it stands in the place of the file, which
/// other checks say.
fn is_named_as_file(url: &str) -> bool {
    [".asc", ".sig", ".gpg", ".pgp"].iter().any(|ending| url.to_ascii_lowercase().ends_with(ending))
}

/// The document prints a fingerprint and no way to the key.
fn key_without_place(desk: &Desk) -> Option<Found> {
    let staged_but_hidden =
        desk.staging.sidecars.iter().any(|one| one.role == AttemptRole::Key && one.found_by == FoundBy::Looking);
    let printed = desk.staging.urls.iter().any(|url| url.role == UrlRole::Key);
    if printed || staged_but_hidden || gives_key(desk) || desk.cx.printed.is_empty() {
        return None;
    }
    let flagged = desk.staging.sidecars.iter().find(|one| one.role == AttemptRole::Key);
    let print = flagged.and_then(|one| desk.url_of(one.path.rsplit('/').next().unwrap_or_default()));
    Some(Found::fail(Severity::Error, fact(Publishing::KeyPlaceMissing { print })))
}

/// Whether the document itself or a key server that it names gives the key.
fn gives_key(desk: &Desk) -> bool {
    let claims = desk.cx.claims();
    claims.embedded_keys.iter().any(|key| key.is_visible() && !key.value.armor.is_empty())
        || claims.urls.iter().any(|url| url.can_be_followed() && url.value.role == UrlRole::Keyserver)
}
