//! One subject from start to end: fetch, read, gather, assess, remember; and many of them in a scheduled run.

pub mod audit;
mod beside;
mod bundle;
mod documents;
pub mod file;
mod gather;
mod listing;
mod remember;
mod remembered;
mod remote;
mod replay;
pub mod selfcheck;
mod source;
mod twins;

use std::sync::Mutex;
use std::time::{Duration, Instant};

use bonafide_model::{Assessment, Policy, Timestamp};
use bonafide_reader::Reader;

use gather::Gathering;
use remote::{Age, Hints};

pub use bonafide_fetch as fetch;
pub use bonafide_history as history;
pub use bonafide_keyring as keyring;
pub use bonafide_model as model;
pub use bonafide_reader as reader;
pub use bonafide_verify::{CertificateError, Owner, PolicyError, TrustIndex, owners, read_policy};
pub use bundle::{BundleError, Evidence, Response, load, save};
pub use remember::{MemoryError, NotRemembered};
pub use remembered::{forgotten_with, remembered};
pub use remote::{Corroborate, Network};
pub use replay::{Own, replay};
pub use source::{Source, SourceError};

/// What stays the same from subject to subject.
pub struct Session {
    /// Reads documents.
    pub reader: Reader,
    /// Fetches what is not local.
    pub network: Network,
    /// What the user trusts, with the certificates of the trust directory.
    pub trust: TrustIndex,
    /// What the user accepts.
    pub policy: Policy,
    /// The time by which everything is judged.
    pub now: Timestamp,
    /// What was seen before.
    pub memory: Memory,
    /// Whether what is seen now is kept too. What is judged as of another time should not be.
    pub remembers: bool,
}

/// What was seen before, as far as it may be asked.
pub enum Memory {
    /// Not asked and nothing kept.
    Off,
    /// There is no store, and none can be made, for this reason. Nothing is known and nothing is kept.
    NotMade(String),
    /// The store cannot be used, with the reason and the way to restore it. Nothing is judged by it and nothing is learned anew.
    Damaged(String),
    /// The store.
    Kept(Mutex<history::History>),
}

/// What is asked about one subject.
#[derive(Debug, Clone)]
pub struct Request {
    /// The document.
    pub subject: Source,
    /// Signatures named by the user; then no others are looked for.
    pub signatures: Vec<Source>,
    /// Checksum files named by the user; then no others are looked for.
    pub checksums: Vec<Source>,
    /// Keys named by the user: material, not trust.
    pub keys: Vec<Source>,
    /// The team of the trust directory that this subject should be of, instead of the session's.
    pub team: Option<String>,
    /// By what name history lists it, instead of its team's name or its URL.
    pub known_as: Option<String>,
}

impl Request {
    /// Asks about a document with whatever is found for it.
    #[must_use]
    pub fn new(subject: Source) -> Self {
        Self { subject, signatures: Vec::new(), checksums: Vec::new(), keys: Vec::new(), team: None, known_as: None }
    }
}

/// What came of one subject.
#[derive(Debug)]
pub struct Outcome {
    /// The assessment.
    pub assessment: Assessment,
    /// Everything it was made from.
    pub evidence: Evidence,
    /// Why the sight could not be remembered, if it should have been.
    pub not_remembered: Option<NotRemembered>,
}

/// What came of one look.
pub(crate) struct Judged {
    pub assessment: Assessment,
    pub evidence: Evidence,
    /// Whether names were guessed for it.
    pub guessed: bool,
    /// How long it was waited for servers.
    pub waited: Duration,
}

/// Reads one local document and judges nothing.
///
/// # Errors
/// Where the file cannot be read.
pub fn read_profile(reader: &Reader, source: &Source) -> Result<reader::Reading, SourceError> {
    gather::read_local(reader, source)
}

impl Session {
    /// Gathers the evidence about one subject, judges it, and remembers an authentic one.
    ///
    /// # Errors
    /// Only what the user named and cannot be read; everything else is a verdict.
    pub fn verify(&self, request: &Request) -> Result<Outcome, SourceError> {
        let Judged { assessment, evidence, .. } = self.judge(request, Age::Cached, Hints::default(), None)?;
        let not_remembered = self.remember(request, &assessment).err();
        Ok(Outcome { assessment, evidence, not_remembered })
    }

    /// The same without remembering anything, and given up at that moment at the latest.
    pub(crate) fn judge(&self, request: &Request, age: Age, hints: Hints, until: Option<Instant>) -> Result<Judged, SourceError> {
        // What is known of a document depends on what was found: where it was, and by which keys.
        let judge = |gathering: &Gathering| {
            let past = self.past(request, &gathering.dossier);
            let assessment = bonafide_verify::assess(&gathering.dossier, &gathering.trust, &past, &self.policy, self.now);
            (assessment, past)
        };
        let (gathering, (assessment, past)) = gather::judged(self, request, age, hints, until, judge)?;
        let Gathering { dossier, trust, responses, guessed, waited, .. } = gathering;
        let evidence = Evidence { dossier, trust, past, policy: self.policy.clone(), now: self.now, responses };
        Ok(Judged { assessment, evidence, guessed, waited })
    }

    /// The team of the trust directory that the user says the subject is.
    pub(crate) fn team<'r>(&'r self, request: &'r Request) -> Option<&'r str> {
        request.team.as_deref().or(self.trust.trust().team.as_deref())
    }
}

/// The one certificate with this fingerprint among `bytes`, binary, without any secret part.
#[must_use]
pub fn certificate(bytes: &[u8], fingerprint: &bonafide_model::Fingerprint) -> Option<Vec<u8>> {
    bonafide_verify::certificates(bytes).ok()?.into_iter().find(|(found, _)| found == fingerprint).map(|(_, bytes)| bytes)
}
