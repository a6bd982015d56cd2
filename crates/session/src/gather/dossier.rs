//! What is being gathered about one subject.

use std::time::{Duration, Instant};

use bonafide_fetch::{ResponseMeta, Until};
use bonafide_model::claims::Profile;
use bonafide_model::evidence::{
    Artifact, Attempt, AttemptResult, AttemptRole, AttemptWhy, Dossier, Origin, Trust,
};
use bonafide_verify::Kind;
use sha2::{Digest, Sha256};

use super::hints::Hints;
use super::item::{Age, Item};
use super::wanted::Wanted;
use crate::bundle::Response;
use crate::request::Request;

/// What is being gathered about one subject.
pub(crate) struct Gathering {
    pub dossier: Dossier,
    /// What of the user's trust concerns it; known once everything is gathered.
    pub trust: Trust,
    pub responses: Vec<Response>,
    /// Whether the cache may answer.
    pub age: Age,
    /// What is known from before.
    pub hints: Hints,
    /// Whether names were guessed.
    pub guessed: bool,
    /// Whether the server failed to answer a guess: then it gets no more of them.
    pub unwilling: bool,
    /// When it was begun.
    pub began: Instant,
    /// When everything that is still open is given up.
    pub until: Until,
    /// How long it was waited for servers.
    pub waited: Duration,
}

impl Gathering {
    /// Nothing yet.
    pub(crate) fn new(request: &Request, age: Age, hints: Hints, until: Until) -> Self {
        let dossier = Dossier {
            subject: request.subject.display(),
            document: None,
            reading: None,
            confinement: None,
            signatures: Vec::new(),
            checksums: Vec::new(),
            certificates: Vec::new(),
            attempts: Vec::new(),
            twins: Vec::new(),
            second_look: None,
            captures: Vec::new(),
            statements: Vec::new(),
        };
        let (trust, responses, began) = (Trust::default(), Vec::new(), Instant::now());
        let (guessed, unwilling, waited) = (false, false, Duration::ZERO);
        Self {
            dossier,
            trust,
            responses,
            age,
            hints,
            guessed,
            unwilling,
            began,
            until,
            waited,
        }
    }

    /// Keeps what the server said beside the bytes.
    pub(crate) fn note_response(&mut self, item: &Item, artifact: &Artifact, meta: ResponseMeta) {
        let sha256 = format!("{:x}", Sha256::digest(&artifact.bytes));
        self.responses.push(Response {
            role: item.role,
            url: item.url.clone(),
            sha256,
            meta,
        });
    }

    /// Records that something else than what was looked for stood there.
    pub(crate) fn wrong_kind(&mut self, item: &Item, why: AttemptWhy) {
        self.dossier.attempts.push(attempt(
            item.role,
            item.url.clone(),
            AttemptResult::WrongKind,
            why,
        ));
    }

    /// Adds what of the user's trust concerns what was gathered.
    pub(crate) fn select_trust(&mut self, wanted: &Wanted<'_>) {
        let (trust, certificates) = wanted.trust.select(&self.dossier, wanted.team);
        self.trust = trust;
        self.dossier.certificates.extend(certificates);
    }
}

/// Key blocks inside the document.
pub(crate) fn embedded_keys(profile: &Profile, dossier: &mut Dossier) {
    for key in profile
        .claims
        .embedded_keys
        .iter()
        .filter(|key| !key.value.armor.is_empty())
    {
        dossier.certificates.push(Artifact {
            bytes: key.value.armor.clone().into_bytes(),
            origin: Origin::embedded(),
            declared_type: None,
        });
    }
}

/// Puts an artifact where it belongs by what it is, not by where it was found: teams put keys where
/// they say the signature is. What is of no use stays in the list it was looked for, so that it is
/// named for what it is.
pub(crate) fn place(dossier: &mut Dossier, role: AttemptRole, artifact: Artifact) {
    match (role, bonafide_verify::classify(&artifact.bytes)) {
        (
            AttemptRole::Signature | AttemptRole::Checksum,
            Kind::Certificate { .. } | Kind::SecretKey,
        ) => {
            dossier.certificates.push(artifact);
        }
        (AttemptRole::Key, Kind::DetachedSignature)
            if !bonafide_verify::is_bare_revocation(&artifact.bytes) =>
        {
            dossier.signatures.push(artifact);
        }
        (AttemptRole::Signature, _) => dossier.signatures.push(artifact),
        (AttemptRole::Checksum, _) => dossier.checksums.push(artifact),
        _ => dossier.certificates.push(artifact),
    }
}

pub(crate) fn attempt(
    role: AttemptRole,
    url: impl Into<String>,
    result: AttemptResult,
    why: AttemptWhy,
) -> Attempt {
    Attempt {
        role,
        url: url.into(),
        result,
        why,
        obstacle: None,
    }
}
