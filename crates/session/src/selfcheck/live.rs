//! Places outside of the staged tree, asked on the web.

use bonafide_fetch::{Fetched, Limit, keys};
use bonafide_model::claims::{EmailRole, Profile, UrlRole};
use bonafide_model::evidence::{
    AttemptResult, AttemptRole, AttemptWhy, Dossier, FileKind, OriginKind,
};
use bonafide_model::judgement::AnchorKind;
use bonafide_model::publishing::{
    Confirmation, ConfirmationSays, Confirmations, Resolution, StagedUrl, Staging,
};
use bonafide_verify::{Kind, classify};

use crate::Session;
use crate::gather::dossier::{attempt, place as put};

/// The most addresses that are looked up, as in a verification.
const MAX_ADDRESSES: usize = 4;

/// Asks for every URL that is not a place of the tree, and takes what is of use. A link to a page
/// of the same site that has nothing to do with the profile, such as the home page, may be on the
/// web already; what goes with the profile must be in the tree.
pub(super) fn resolve(staging: &mut Staging, dossier: &mut Dossier, session: &Session) {
    let mut places: Vec<(String, Limit, OriginKind)> = Vec::new();
    let is_elsewhere = |url: &&StagedUrl| match url.resolution {
        Resolution::NotAsked => true,
        Resolution::Missing { .. } => url.role == UrlRole::Other,
        _ => false,
    };
    for url in staging.urls.iter().filter(is_elsewhere) {
        if !places.iter().any(|(known, ..)| *known == url.url) {
            places.push((url.url.clone(), limit(url.role), OriginKind::PrintedUrl));
        }
    }
    let answers = session.network.ask(&places);
    for ((place, ..), answer) in places.iter().zip(answers) {
        let resolution = match &answer {
            Fetched::Got(artifact, _) => Resolution::Answers {
                page: classify(&artifact.bytes) == Kind::Html,
            },
            Fetched::Absent(why) => Resolution::Gone { why: why.clone() },
            Fetched::Failed(why, _) => Resolution::NotReached { why: why.clone() },
        };
        let role = staging
            .urls
            .iter()
            .filter(|url| url.url == *place)
            .find_map(|url| role_of(url.role));
        for url in staging.urls.iter_mut().filter(|url| url.url == *place) {
            url.resolution = resolution.clone();
        }
        let Some(role) = role else { continue };
        dossier.attempts.retain(|known| known.url != *place);
        let tried = match (&resolution, answer) {
            (Resolution::Answers { page: true }, _) => {
                let why = AttemptWhy::Kind(FileKind::WebPage);
                attempt(role, place, AttemptResult::WrongKind, why)
            }
            (_, Fetched::Got(artifact, _)) => {
                put(dossier, role, artifact);
                attempt(role, place, AttemptResult::Got, AttemptWhy::OnTheWeb)
            }
            (_, Fetched::Absent(why)) => attempt(role, place, AttemptResult::Absent, why.into()),
            (_, Fetched::Failed(why, _)) => attempt(role, place, AttemptResult::Failed, why.into()),
        };
        dossier.attempts.push(tried);
    }
}

fn limit(role: UrlRole) -> Limit {
    match role {
        UrlRole::Document => Limit::DOCUMENT,
        UrlRole::Checksum => Limit::CHECKSUM,
        UrlRole::Key => Limit::KEY,
        UrlRole::Signature | UrlRole::Keyserver | UrlRole::Other => Limit::PAGE,
    }
}

/// Asks the web key directories of the team's addresses and the configured key servers that verify
/// addresses.
pub(super) fn confirmations(profile: &Profile, session: &Session) -> Confirmations {
    let mut questions: Vec<(AnchorKind, Vec<String>)> = Vec::new();
    for address in addresses(profile) {
        questions.push((AnchorKind::Wkd, keys::wkd_urls(&address)));
        for server in session.network.keyservers() {
            questions.extend(
                keys::vks_by_email(server, &address).map(|url| (AnchorKind::Keyserver, vec![url])),
            );
        }
    }
    let all: Vec<(String, Limit, OriginKind)> = questions
        .iter()
        .flat_map(|(kind, urls)| {
            let origin = if *kind == AnchorKind::Wkd {
                OriginKind::Wkd
            } else {
                OriginKind::Keyserver
            };
            urls.iter()
                .map(move |url| (url.clone(), Limit::KEY, origin))
        })
        .collect();
    let mut answers = session.network.ask(&all).into_iter();
    let confirmation = |(kind, urls): (AnchorKind, Vec<String>)| {
        let said: Vec<(String, Fetched)> = urls.into_iter().zip(answers.by_ref()).collect();
        one_of(kind, said)
    };
    Confirmations::Asked(questions.into_iter().filter_map(confirmation).collect())
}

/// The advanced and the direct place of one web key directory are one source: the first that
/// answers counts, and the direct one where the advanced one does not exist as a host
/// (draft-koch-openpgp-webkey-service, "Key Discovery").
fn one_of(kind: AnchorKind, said: Vec<(String, Fetched)>) -> Option<Confirmation> {
    if let Some((url, Fetched::Got(artifact, _))) = said
        .iter()
        .find(|(_, fetched)| matches!(fetched, Fetched::Got(..)))
    {
        let keys = bonafide_verify::certificates(&artifact.bytes).unwrap_or_default();
        let fingerprints: Vec<_> = keys
            .into_iter()
            .map(|(fingerprint, _)| fingerprint)
            .collect();
        let says = match fingerprints.is_empty() {
            true => ConfirmationSays::NotAKey,
            false => ConfirmationSays::Keys(fingerprints),
        };
        return Some(Confirmation {
            kind,
            url: url.clone(),
            says,
        });
    }
    let (url, last) = said.into_iter().last()?;
    let says = match last {
        Fetched::Failed(why, _) => ConfirmationSays::NotReached(why),
        Fetched::Absent(_) | Fetched::Got(..) => ConfirmationSays::Nothing,
    };
    Some(Confirmation { kind, url, says })
}

fn addresses(profile: &Profile) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    let contacts = profile.claims.emails.iter().filter(|claim| {
        claim.is_visible() && matches!(claim.value.role, EmailRole::Contact | EmailRole::Key)
    });
    for claim in contacts {
        if !addresses.contains(&claim.value.address) {
            addresses.push(claim.value.address.clone());
        }
    }
    addresses.truncate(MAX_ADDRESSES);
    addresses
}

/// What a printed URL of that role leads to; `None` where that is no evidence.
pub(super) fn role_of(role: UrlRole) -> Option<AttemptRole> {
    match role {
        UrlRole::Signature => Some(AttemptRole::Signature),
        UrlRole::Checksum => Some(AttemptRole::Checksum),
        UrlRole::Key => Some(AttemptRole::Key),
        UrlRole::Document | UrlRole::Keyserver | UrlRole::Other => None,
    }
}
