//! Finding the evidence about one document.

use std::collections::HashSet;
use std::path::Path;
use std::time::{Duration, Instant};

use bonafide_fetch::{ResponseMeta, Until};
use bonafide_model::{
    Artifact, Assessment, Attempt, AttemptResult, AttemptRole, Dossier, Fingerprint, Origin, OriginKind, Past, Profile, ReadError,
    SecondFound, SecondLook, Trust,
};
use bonafide_reader::{Hint, Reader, Reading};
use bonafide_verify::Kind;
use sha2::{Digest, Sha256};

use crate::bundle::Response;
use crate::listing::Listing;
use crate::remote::{Age, Hints, Item, Wanted, missing};
use crate::source::{Local, SourceError, file_limit, read_file};
use crate::{Request, Session, Source, beside, twins};

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
    began: Instant,
    /// When everything that is still open is given up.
    pub until: Until,
    /// How long it was waited for servers.
    pub waited: Duration,
}

impl Gathering {
    /// Keeps what the server said beside the bytes.
    pub(crate) fn note_response(&mut self, item: &Item, artifact: &Artifact, meta: ResponseMeta) {
        let sha256 = format!("{:x}", Sha256::digest(&artifact.bytes));
        self.responses.push(Response { role: item.role, url: item.url.clone(), sha256, meta });
    }
}

/// Gathers and judges. Where fetched pieces disagree, a mirror may have been caught between two versions: everything is then taken
/// once more, past the cache, and that is what counts.
pub(crate) fn judged(
    session: &Session,
    request: &Request,
    age: Age,
    hints: Hints,
    latest: Option<Instant>,
    judge: impl Fn(&Gathering) -> (Assessment, Past),
) -> Result<(Gathering, (Assessment, Past)), SourceError> {
    let until = Until::after(session.network.time(), latest);
    let mut first = gather(session, request, age, hints, until.clone())?;
    let mut judged = judge(&first);
    for role in [AttemptRole::Signature, AttemptRole::Checksum] {
        if guess(session, request, role, &judged.0, &mut first) {
            judged = judge(&first);
        }
    }
    if session.network.is_offline() || !bonafide_verify::pieces_disagree(&judged.0) {
        return Ok((first, judged));
    }
    let second = gather(session, request, Age::Fresh, Hints::again(&first.dossier), until)?;
    let after_seconds = second.began.duration_since(first.began).as_secs();
    let waited = first.waited + second.waited;
    let found = match (&second.dossier.document, is_the_same(&first.dossier, &second.dossier)) {
        (None, _) => SecondFound::Nothing,
        (Some(_), true) => SecondFound::Same,
        (Some(_), false) => SecondFound::Changed,
    };
    let mut last = if found == SecondFound::Nothing { first } else { second };
    last.waited = waited;
    last.dossier.second_look = Some(SecondLook { after_seconds, found });
    let result = if found == SecondFound::Nothing { AttemptResult::Failed } else { AttemptResult::Got };
    let why = format!("asked for once more, {after_seconds} s later, because the document and what goes with it disagreed");
    last.dossier.attempts.push(attempt(AttemptRole::Document, request.subject.display(), result, &why));
    let judged = judge(&last);
    Ok((last, judged))
}

/// Looks under the usual names for what nobody named and what is missing. Whether that was done.
fn guess(session: &Session, request: &Request, role: AttemptRole, judged: &Assessment, gathering: &mut Gathering) -> bool {
    let wanted = match role {
        AttemptRole::Signature => wanted(request).signatures,
        _ => wanted(request).checksums,
    };
    let dossier = &gathering.dossier;
    let is_asked = !gathering.unwilling && wanted && missing(judged, role) && gathering.hints.may_guess(dossier);
    let is_remote = dossier.document.as_ref().is_some_and(|document| document.origin.url.is_some());
    if !is_remote || !is_asked {
        return false;
    }
    let Some(Ok(profile)) = dossier.reading.clone() else { return false };
    session.network.guess(session, request, role, &profile, gathering);
    gathering.guessed = true;
    // What was found may be a key, of which the trust directory may have more.
    gathering.dossier.certificates.retain(|certificate| certificate.origin.kind != OriginKind::Keyring);
    select_trust(session, request, gathering);
    true
}

/// What of the user's trust concerns what was gathered.
fn select_trust(session: &Session, request: &Request, gathering: &mut Gathering) {
    let (trust, certificates) = session.trust.select(&gathering.dossier, session.team(request));
    gathering.trust = trust;
    gathering.dossier.certificates.extend(certificates);
}

/// Whether document, signatures and checksums are the same bytes.
fn is_the_same(one: &Dossier, other: &Dossier) -> bool {
    let pieces = |dossier: &Dossier| -> Vec<Vec<u8>> {
        let all = dossier.document.iter().chain(&dossier.signatures).chain(&dossier.checksums);
        all.map(|artifact| Sha256::digest(&artifact.bytes).to_vec()).collect()
    };
    pieces(one) == pieces(other)
}

/// Gathers everything about one subject.
fn gather(session: &Session, request: &Request, age: Age, hints: Hints, until: Until) -> Result<Gathering, SourceError> {
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
    };
    let (trust, responses, began) = (Trust::default(), Vec::new(), Instant::now());
    let (guessed, unwilling, waited) = (false, false, Duration::ZERO);
    let mut gathering = Gathering { dossier, trust, responses, age, hints, guessed, unwilling, began, until, waited };
    named(session, request, &mut gathering)?;
    document(session, request, &mut gathering)?;
    let dossier = &mut gathering.dossier;
    if dossier.document.is_none() {
        gathering.trust = session.trust.select(&gathering.dossier, session.team(request)).0;
        return Ok(gathering);
    }
    let profile = dossier.reading.as_ref().and_then(|reading| reading.as_ref().ok()).cloned();
    if let Source::File(path) = &request.subject {
        let listing = Listing::beside(path);
        let found = beside::look(path, &listing, profile.as_ref().map(|profile| &profile.claims), wanted(request));
        dossier.attempts.extend(found.attempts);
        for (role, artifacts) in
            [(AttemptRole::Signature, found.signatures), (AttemptRole::Checksum, found.checksums), (AttemptRole::Key, found.keys)]
        {
            artifacts.into_iter().for_each(|artifact| place(dossier, role, artifact));
        }
        twins::beside(&session.reader, path, &listing, dossier);
    }
    if let Some(profile) = &profile {
        embedded_keys(profile, dossier);
        session.network.gather(session, request, profile, &mut gathering);
    }
    select_trust(session, request, &mut gathering);
    Ok(gathering)
}

/// Which roles are still to be looked for: what the user named replaces the search.
pub(crate) fn wanted(request: &Request) -> Wanted {
    Wanted { signatures: request.signatures.is_empty(), checksums: request.checksums.is_empty(), keys: request.keys.is_empty() }
}

/// What the user named.
fn named(session: &Session, request: &Request, gathering: &mut Gathering) -> Result<(), SourceError> {
    let lists = [
        (AttemptRole::Signature, &request.signatures),
        (AttemptRole::Checksum, &request.checksums),
        (AttemptRole::Key, &request.keys),
    ];
    for (role, sources) in lists {
        for source in sources {
            match source {
                Source::Url(url) => session.network.named(role, url, gathering),
                Source::File(path) => match read_file(path, OriginKind::Flag)? {
                    Local::Whole(artifact) => {
                        gathering.dossier.attempts.push(attempt(role, source.display(), AttemptResult::Got, "named by you"));
                        place(&mut gathering.dossier, role, artifact);
                    }
                    Local::TooLarge(bytes) => {
                        let why = format!("{bytes} bytes, too large");
                        gathering.dossier.attempts.push(attempt(role, source.display(), AttemptResult::Failed, &why));
                    }
                },
            }
        }
    }
    Ok(())
}

/// The document and what the reader makes of it.
fn document(session: &Session, request: &Request, gathering: &mut Gathering) -> Result<(), SourceError> {
    let artifact = match &request.subject {
        Source::File(path) => match read_file(path, OriginKind::Flag)? {
            Local::Whole(artifact) => artifact,
            Local::TooLarge(bytes) => {
                // Still a subject with a report. No bytes of it are kept, so nothing is said of them: no length, no hash.
                let why = format!("{bytes} bytes, too large");
                let tried = attempt(AttemptRole::Document, path.display().to_string(), AttemptResult::Failed, &why);
                gathering.dossier.attempts.push(tried);
                gathering.dossier.reading = Some(Err(ReadError::TooLarge { bytes, limit: file_limit() }));
                return Ok(());
            }
        },
        Source::Url(url) => match session.network.document(url, gathering) {
            Some(artifact) => artifact,
            None => return Ok(()),
        },
    };
    let Reading { result, confinement } = session.reader.read(&artifact.bytes, &hint(&artifact));
    gathering.dossier.confinement = confinement.and_then(bonafide_reader::Confinement::missing);
    gathering.dossier.document = Some(artifact);
    gathering.dossier.reading = Some(result);
    Ok(())
}

/// Reads one local document.
pub(crate) fn read_local(reader: &Reader, source: &Source) -> Result<Reading, SourceError> {
    let Source::File(path) = source else { return Err(SourceError::NotLocal { url: source.display() }) };
    Ok(match read_file(path, OriginKind::Flag)? {
        Local::Whole(artifact) => reader.read(&artifact.bytes, &hint(&artifact)),
        Local::TooLarge(bytes) => Reading { result: Err(ReadError::TooLarge { bytes, limit: file_limit() }), confinement: None },
    })
}

/// What is known of a document beside its bytes.
pub(crate) fn hint(document: &Artifact) -> Hint {
    let path = document.origin.path.as_ref().map(Path::new);
    let file_name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    Hint { declared_type: document.declared_type.clone(), url: document.origin.url.clone(), file_name }
}

/// Key blocks inside the document.
pub(crate) fn embedded_keys(profile: &Profile, dossier: &mut Dossier) {
    for key in profile.claims.embedded_keys.iter().filter(|key| !key.value.armor.is_empty()) {
        dossier.certificates.push(Artifact {
            bytes: key.value.armor.clone().into_bytes(),
            origin: Origin::embedded(),
            declared_type: None,
        });
    }
}

/// Puts an artifact where it belongs by what it is, not by where it was found: teams put keys where they say the signature is.
/// What is of no use stays in the list it was looked for, so that it is named for what it is.
pub(crate) fn place(dossier: &mut Dossier, role: AttemptRole, artifact: Artifact) {
    match (role, bonafide_verify::classify(&artifact.bytes)) {
        (AttemptRole::Signature | AttemptRole::Checksum, Kind::Certificate { .. } | Kind::SecretKey) => {
            dossier.certificates.push(artifact);
        }
        (AttemptRole::Key, Kind::DetachedSignature) if !bonafide_verify::is_bare_revocation(&artifact.bytes) => {
            dossier.signatures.push(artifact);
        }
        (AttemptRole::Signature, _) => dossier.signatures.push(artifact),
        (AttemptRole::Checksum, _) => dossier.checksums.push(artifact),
        _ => dossier.certificates.push(artifact),
    }
}

pub(crate) fn attempt(role: AttemptRole, url: impl Into<String>, result: AttemptResult, why: &str) -> Attempt {
    Attempt { role, url: url.into(), result, why: why.to_owned() }
}

/// The fingerprints whose certificates are of use: printed ones and those that the user trusts for this team.
pub(crate) fn useful(session: &Session, request: &Request, profile: &Profile) -> HashSet<Fingerprint> {
    let printed = profile.claims.fingerprints.iter().filter_map(|claim| claim.value.fingerprint.clone());
    printed.chain(session.trust.fingerprints(profile, session.team(request))).collect()
}

/// The fingerprints of the certificates in an artifact; none where it holds no certificate.
pub(crate) fn fingerprints_of(artifact: &Artifact) -> Vec<Fingerprint> {
    let found = bonafide_verify::certificates(&artifact.bytes).unwrap_or_default();
    found.into_iter().map(|(fingerprint, _)| fingerprint).collect()
}
