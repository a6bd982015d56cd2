//! What was seen before, and what is kept of this time.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bonafide_history::{History, HistoryError};
use bonafide_model::{Assessment, DateRole, EmailRole, Past, Sight, SignatureStatus, Verdict};
use url::Url;

use crate::{Memory, Request, Session, Source};

/// Why a sight could not be remembered. The verdict stands; the next run only knows less.
pub type MemoryError = HistoryError;

/// By what name history knows a subject: the team of the trust directory that the user named, else the canonical URL. Never the name
/// that the document prints. A local file without a team has none.
#[must_use]
pub fn subject_key(subject: &Source, team: Option<&str>) -> Option<String> {
    if let Some(team) = team {
        return Some(team_key(team));
    }
    let Source::Url(url) = subject else { return None };
    let mut url = Url::parse(url).ok()?;
    url.set_fragment(None);
    Some(url.into())
}

/// The same for a team of the trust directory, in whatever case its name is written.
pub(crate) fn team_key(team: &str) -> String {
    format!("team:{}", team.trim().to_lowercase())
}

impl Session {
    /// By what name history knows the subject of a request.
    fn key(&self, request: &Request) -> Option<String> {
        request.known_as.clone().or_else(|| subject_key(&request.subject, self.team(request)))
    }

    /// What history says about a subject.
    pub(crate) fn past(&self, request: &Request) -> Past {
        let key = self.key(request);
        match (&self.memory, key) {
            (Memory::Kept(history), Some(key)) => lock(history).past(&key).unwrap_or_else(|error| Past::Damaged(error.to_string())),
            (Memory::Damaged(why), Some(_)) => Past::Damaged(why.clone()),
            _ => Past::NotAsked,
        }
    }

    /// Keeps an authentic sight. Anything else must not change what is believed about a team: a forged "version 99" would make the
    /// genuine one look rolled back for ever.
    pub(crate) fn remember(&self, request: &Request, assessment: &Assessment) -> Result<(), MemoryError> {
        let key = self.key(request);
        match (&self.memory, key, sight(assessment)) {
            (Memory::Kept(history), Some(key), Some(sight)) if assessment.verdict == Verdict::Authentic => {
                lock(history).remember(&key, &sight)
            }
            _ => Ok(()),
        }
    }
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
        .filter(|one| one.status == SignatureStatus::Good && one.signer == assessment.key.fingerprint)
        .filter_map(|one| one.made_at)
        .max();
    let emails = claims.emails.iter().filter(|claim| claim.is_visible() && claim.value.role != EmailRole::Other);
    let phones = claims.phones.iter().filter(|claim| claim.is_visible());
    Some(Sight {
        seen_at: assessment.assessed_at,
        verdict: assessment.verdict,
        document_sha256: document.sha256.clone(),
        version: claims.versions.iter().find(|claim| claim.is_visible()).map(|claim| claim.value.clone()),
        date,
        signed_at: signed,
        fingerprint: assessment.key.fingerprint.clone(),
        emails: distinct(emails.map(|claim| claim.value.address.clone())),
        phones: distinct(phones.map(|claim| claim.value.number.clone())),
    })
}

fn distinct(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = values.collect();
    all.sort();
    all.dedup();
    all
}
