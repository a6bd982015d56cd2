//! Web key directories and verifying key servers: they confirm an address that the document chose
//! itself.

use bonafide_model::evidence::{AttemptResult, AttemptRole, Origin, OriginKind, host_of};
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy};

use super::{Question, anchor, shared_controller, with_cover};
use crate::facts::{CertificateFacts, Told, UserIdFacts};
use crate::identity::{Bearer, Reach};

/// Where a web key directory keeps its keys (draft-koch-openpgp-webkey-service, "Key Discovery").
const WKD_PATH: &str = "/.well-known/openpgpkey/";

/// How a verifying key server is asked by address. Look-ups by fingerprint or Key ID, and open key
/// servers, prove nothing about whose key it is.
const BY_EMAIL_PATH: &str = "/vks/v1/by-email/";

/// What was found under the printed addresses, and what could not be asked.
pub(super) fn weigh(question: &Question) -> Vec<Anchor> {
    let mut list = Vec::new();
    for certificate in &question.facts.certificates {
        list.extend(
            certificate
                .origins
                .iter()
                .filter_map(|origin| ask(certificate, origin, question)),
        );
    }
    let failed = |attempt: &&bonafide_model::evidence::Attempt| {
        attempt.role == AttemptRole::Key
            && matches!(
                attempt.result,
                AttemptResult::Failed | AttemptResult::NotAsked
            )
    };
    list.extend(
        question
            .dossier
            .attempts
            .iter()
            .filter(failed)
            .filter_map(|attempt| {
                let kind = kind_of(&attempt.url)?;
                Some(anchor(
                    kind,
                    AnchorSays::Silent,
                    None,
                    AnchorWhy::NotAsked(attempt.why.clone()),
                ))
            }),
    );
    list
}

fn ask(certificate: &CertificateFacts, origin: &Origin, question: &Question) -> Option<Anchor> {
    let url = origin.url.as_deref()?;
    let kind = match (origin.kind, kind_of(url)?) {
        (OriginKind::Wkd, AnchorKind::Wkd) => AnchorKind::Wkd,
        (OriginKind::Keyserver, AnchorKind::Keyserver) => AnchorKind::Keyserver,
        _ => return None,
    };
    if kind == AnchorKind::Keyserver && !was_asked_directly(origin) {
        return None;
    }
    let fingerprint = &certificate.report.fingerprint;
    let team = &question.identities.team;
    let cover = team.cover(|address| {
        let bound = |user_id: &UserIdFacts| {
            user_id.bound == Told::Yes && user_id.email.as_deref() == Some(address)
        };
        let confirmed = certificate.user_ids.iter().any(bound)
            && (kind == AnchorKind::Keyserver || is_directory_of(url, address));
        if confirmed { Reach::Named } else { Reach::None }
    });
    let says = match question.key {
        Some(key) if key == fingerprint => AnchorSays::Agrees,
        Some(_) if !cover.covered.is_empty() => AnchorSays::Disagrees,
        _ => return None,
    };
    let document = question
        .dossier
        .document
        .as_ref()
        .map(|document| &document.origin);
    let shared = shared_controller(document, origin);
    let bearer = Bearer {
        known: None,
        names: Vec::new(),
        cover: &cover,
        selected: false,
    };
    let names_team = team.is_named_by(&cover, &[])
        && !cover.covered.is_empty()
        && question.identities.is_of_named_team()
        && !question.has_rival(&bearer, fingerprint);
    let why = match &shared {
        _ if says == AnchorSays::Disagrees => AnchorWhy::OtherKey,
        Some(shared) => AnchorWhy::SharedController(shared.clone()),
        None if !names_team => AnchorWhy::OtherTeam,
        None => AnchorWhy::Counts,
    };
    let mut said = with_cover(anchor(kind, says, Some(fingerprint), why), &cover);
    said.independent = shared.is_none();
    said.names_team = names_team;
    Some(said)
}

fn kind_of(url: &str) -> Option<AnchorKind> {
    match url {
        _ if url.contains(WKD_PATH) => Some(AnchorKind::Wkd),
        _ if url.contains(BY_EMAIL_PATH) => Some(AnchorKind::Keyserver),
        _ => None,
    }
}

/// Whether the server that answered is the one that was asked by address: one that the document
/// names could send us on to another of the same publisher, which then would look like a verifying
/// one.
fn was_asked_directly(origin: &Origin) -> bool {
    origin.chain.iter().all(|hop| {
        kind_of(&hop.url) == Some(AnchorKind::Keyserver) && host_of(&hop.url) == origin.host()
    })
}

/// Whether this is the web key directory (direct or advanced method) of the address's domain.
fn is_directory_of(url: &str, address: &str) -> bool {
    let Some((_, domain)) = address.rsplit_once('@') else {
        return false;
    };
    host_of(url)
        .is_some_and(|host| host == domain || host.strip_prefix("openpgpkey.") == Some(domain))
}
