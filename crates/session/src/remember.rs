//! What was seen before, and what is kept of this time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bonafide_history::{History, Known, place, team};
use bonafide_model::claims::{DateRole, EmailRole, Fingerprint};
use bonafide_model::evidence::{Dossier, Origin};
use bonafide_model::judgement::{Assessment, Past, Sight, SightRelation, SignatureStatus, Verdict};

use crate::memory::NotRemembered;
use crate::request::Request;
use crate::session::{Memory, Session};
use crate::source::Source;

/// The most keys by which the past is looked for; real documents have one to three.
const MAX_KEYS: usize = 16;

impl Session {
    /// By what names history knows the subject of a request: those that the user gave it, never one
    /// that the document prints.
    pub(crate) fn known(&self, request: &Request, found: Option<&Origin>) -> Known {
        let asked = match &request.subject {
            Source::Url(url) => place(url),
            Source::File(_) | Source::Stdin(_) => None,
        };
        let found = found.and_then(|origin| place(origin.url.as_deref()?));
        let mut places: Vec<String> = asked.into_iter().chain(found).collect();
        places.dedup();
        let team = self.team(request).map(team);
        let name = request
            .known_as
            .clone()
            .or_else(|| team.clone())
            .or_else(|| places.first().cloned());
        Known {
            name: name.unwrap_or_default(),
            places,
            team,
        }
    }

    /// What history says about a subject. A local file that the user gave no name is known by the
    /// keys that it prints.
    pub(crate) fn past(&self, request: &Request, dossier: &Dossier) -> Past {
        match &self.memory {
            Memory::Kept(history) => {
                let known = self.known(
                    request,
                    dossier.document.as_ref().map(|document| &document.origin),
                );
                let past = lock(history)
                    .past(&known, &keys(dossier))
                    .unwrap_or_else(|error| Past::Damaged(error.to_string()));
                match past {
                    Past::Empty if known.name.is_empty() => Past::NotAsked,
                    past => past,
                }
            }
            Memory::Damaged(why) => Past::Damaged(why.clone()),
            Memory::NotMade(_) => Past::Empty,
            Memory::Off => Past::NotAsked,
        }
    }

    /// Keeps an authentic sight. Anything else must not change what is believed about a team: a
    /// forged "version 99" would make the genuine one look rolled back for ever.
    pub(crate) fn remember(
        &self,
        request: &Request,
        assessment: &Assessment,
    ) -> Result<(), NotRemembered> {
        let known = self.known(
            request,
            assessment
                .document
                .as_ref()
                .map(|document| &document.origin),
        );
        let Some(sight) = sight(assessment)
            .filter(|_| assessment.verdict == Verdict::Authentic && !known.name.is_empty())
        else {
            return Ok(());
        };
        match &self.memory {
            Memory::Kept(_) if !self.remembers => Err(NotRemembered::NotAsked),
            Memory::Kept(history) => Ok(lock(history).remember(&known, &sight)?),
            Memory::NotMade(why) => Err(NotRemembered::NotMade(why.clone())),
            // Said as a finding.
            Memory::Damaged(_) | Memory::Off => Ok(()),
        }
    }
}

/// The keys that the document prints. Which one signed it is not known before it is judged, and
/// only a printed one makes it authentic.
fn keys(dossier: &Dossier) -> Vec<Fingerprint> {
    let claims = dossier
        .reading
        .iter()
        .flatten()
        .flat_map(|profile| &profile.claims.fingerprints);
    let mut keys: Vec<Fingerprint> = claims
        .filter_map(|claim| claim.value.fingerprint.clone())
        .take(MAX_KEYS)
        .collect();
    keys.sort();
    keys.dedup();
    keys
}

/// A panic elsewhere leaves the store as sound as its last transaction.
pub(crate) fn lock(history: &Mutex<History>) -> MutexGuard<'_, History> {
    history.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is kept of an assessment; `None` where there was no document to keep anything of.
#[must_use]
pub(crate) fn sight(assessment: &Assessment) -> Option<Sight> {
    let document = assessment.document.as_ref()?;
    let claims = assessment.claims();
    let date = claims
        .dates
        .iter()
        .filter(|claim| claim.is_visible() && claim.value.role == DateRole::Update)
        .filter_map(|claim| claim.value.date)
        .max();
    let signed = assessment
        .signatures
        .iter()
        .filter(|one| {
            one.status == SignatureStatus::Good && one.signer == assessment.key.fingerprint
        })
        .filter_map(|one| one.made_at)
        .max();
    let emails = claims.emails.iter().filter(|claim| {
        claim.is_visible() && matches!(claim.value.role, EmailRole::Contact | EmailRole::Key)
    });
    let phones = claims.phones.iter().filter(|claim| claim.is_visible());
    Some(Sight {
        seen_at: assessment.assessed_at,
        verdict: assessment.verdict,
        document_sha256: document.sha256.clone(),
        version: claims
            .versions
            .iter()
            .find(|claim| claim.is_visible())
            .map(|claim| claim.value.clone()),
        date,
        signed_at: signed,
        fingerprint: assessment.key.fingerprint.clone(),
        emails: distinct(emails.map(|claim| claim.value.address.clone())),
        phones: distinct(phones.map(|claim| claim.value.number.clone())),
        first_seen_at: None,
        language: assessment
            .profile
            .as_ref()
            .and_then(|profile| profile.language.clone()),
        media_type: assessment
            .profile
            .as_ref()
            .map(|profile| profile.format.media_type().to_owned()),
        teams: distinct(
            assessment
                .anchors
                .iter()
                .filter(|anchor| anchor.accepted)
                .filter_map(|anchor| anchor.team.clone()),
        ),
        relation: SightRelation::Place,
    })
}

fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = values.collect();
    all.sort();
    all.dedup();
    all
}
