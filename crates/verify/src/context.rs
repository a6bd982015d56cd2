//! What all checks look at: the gathered facts and what follows from them by plain comparison.

use std::sync::LazyLock;

use bonafide_model::{
    ChecksumReport, Claim, Claims, Dossier, Fingerprint, FingerprintProblem, HashName, KeyRole, Past, Policy, PrintedFingerprint,
    Profile, ReadError, Timestamp, Trust,
};

use crate::anchors::{self, Anchors, PinUse};
use crate::checksum;
use crate::choice;
use crate::digests::Digests;
use crate::facts::{CertificateFacts, Facts, SignatureFacts};
use crate::team::Team;

static NO_CLAIMS: LazyLock<Claims> = LazyLock::new(Claims::default);

/// Everything a check may look at.
pub(crate) struct Context<'a> {
    pub dossier: &'a Dossier,
    pub trust: &'a Trust,
    pub past: &'a Past,
    pub policy: &'a Policy,
    pub now: Timestamp,
    pub facts: &'a Facts,
    /// Who the document says it is of.
    pub team: Team,
    /// Usable fingerprints that a person sees, in document order.
    pub printed: Vec<Printed<'a>>,
    /// The signature that decides: the best one that covers the document, else the one that says most about why there is none.
    pub signature: Option<&'a SignatureFacts>,
    /// The primary key of the deciding signature, if that one is good and covers the document.
    pub signer: Option<&'a Fingerprint>,
    /// The key that is judged: the signer if it is printed, else the printed key, else the signer.
    pub key: Option<&'a Fingerprint>,
    /// The certificate of that key.
    pub certificate: Option<&'a CertificateFacts>,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub sha256: Option<String>,
    /// Hash values of the document, where there is one.
    pub digests: Option<Digests<'a>>,
    /// Every checksum file, compared.
    pub checksums: Vec<ChecksumReport>,
    /// Pins that speak of this team or of a key of this document.
    pub pins: Vec<PinUse<'a>>,
    /// What outside sources say of the key.
    pub anchors: Anchors,
}

/// A usable fingerprint that a person sees.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'a> {
    pub fingerprint: &'a Fingerprint,
    pub role: KeyRole,
    pub claim: &'a Claim<PrintedFingerprint>,
}

impl Printed<'_> {
    /// Whether it is printed as a key of the team that is in use.
    pub fn is_current(&self) -> bool {
        matches!(self.role, KeyRole::Team | KeyRole::Incident | KeyRole::Information | KeyRole::Master)
    }
}

impl<'a> Context<'a> {
    /// Compares the pieces with each other.
    pub fn new(
        dossier: &'a Dossier,
        trust: &'a Trust,
        past: &'a Past,
        policy: &'a Policy,
        now: Timestamp,
        facts: &'a Facts,
    ) -> Self {
        let profile = dossier.reading.as_ref().and_then(|reading| reading.as_ref().ok());
        let team = profile.map(Team::of).unwrap_or_default();
        let printed = profile.map(|profile| usable_fingerprints(&profile.claims)).unwrap_or_default();
        let pins = anchors::applicable_pins(trust, &team, &printed, facts);
        let ties = choice::Ties { printed: &printed, pins: &pins, expected: &trust.expected };
        let signature = choice::deciding_signature(&facts.signatures, &ties);
        let signer = signature.filter(|signature| choice::proves_the_document(signature)).and_then(|s| s.report.signer.as_ref());
        let key = choice::judged_key(signature, &ties);
        let certificate = key.and_then(|key| facts.certificate(key));
        let digests = dossier.document.as_ref().map(|document| Digests::new(&document.bytes, &facts.digests));
        let checksums = match (&dossier.document, &digests) {
            (Some(document), Some(digests)) => {
                let compared = |file| checksum::compare(file, &document.origin, &dossier.subject, digests);
                dossier.checksums.iter().map(compared).collect()
            }
            _ => Vec::new(),
        };
        let sha256 = digests.as_ref().and_then(|digests| digests.of(HashName::Sha256)).map(|digest| digest.to_ascii_lowercase());
        let anchors =
            anchors::weigh(&anchors::Question { dossier, trust, past, policy, now, facts, team: &team, pins: &pins, key });
        Self {
            dossier,
            trust,
            past,
            policy,
            now,
            facts,
            team,
            printed,
            signature,
            signer,
            key,
            certificate,
            sha256,
            digests,
            checksums,
            pins,
            anchors,
        }
    }

    /// What was read.
    pub fn profile(&self) -> Option<&'a Profile> {
        self.dossier.reading.as_ref().and_then(|reading| reading.as_ref().ok())
    }

    /// Why nothing was read, if so.
    pub fn read_error(&self) -> Option<&'a ReadError> {
        self.dossier.reading.as_ref().and_then(|reading| reading.as_ref().err())
    }

    /// What the document prints; empty where nothing was read.
    pub fn claims(&self) -> &'a Claims {
        self.profile().map_or(&NO_CLAIMS, |profile| &profile.claims)
    }

    /// When what is judged here ends by itself: the key expires, or the subkey that signed the document does.
    pub fn key_expires(&self) -> Option<Timestamp> {
        let primary = self.certificate.and_then(|certificate| certificate.report.expires);
        let own = self.signature.filter(|signature| signature.report.signer.as_ref() == self.key);
        let signing = own.and_then(|signature| signature.key_expires);
        primary.into_iter().chain(signing).min()
    }

    /// How this key is tied to the document.
    pub fn ties(&self) -> choice::Ties<'_, 'a> {
        choice::Ties { printed: &self.printed, pins: &self.pins, expected: &self.trust.expected }
    }

    /// The printed fingerprints, each once.
    pub fn printed_fingerprints(&self) -> Vec<Fingerprint> {
        let mut all: Vec<Fingerprint> = Vec::new();
        for printed in &self.printed {
            if !all.contains(printed.fingerprint) {
                all.push(printed.fingerprint.clone());
            }
        }
        all
    }
}

impl Facts {
    /// The certificate of this primary key.
    pub fn certificate(&self, fingerprint: &Fingerprint) -> Option<&CertificateFacts> {
        self.certificates.iter().find(|certificate| certificate.report.fingerprint == *fingerprint)
    }
}

/// Well-formed values that a person sees. A placeholder is none, though it has the form of one.
pub(crate) fn usable_fingerprints(claims: &Claims) -> Vec<Printed<'_>> {
    let usable = |claim: &&Claim<PrintedFingerprint>| {
        claim.is_visible()
            && !matches!(claim.value.problem, Some(FingerprintProblem::Placeholder | FingerprintProblem::OddCharacters(_)))
    };
    let printed = claims.fingerprints.iter().filter(usable);
    printed
        .filter_map(|claim| Some(Printed { fingerprint: claim.value.fingerprint.as_ref()?, role: claim.value.role, claim }))
        .collect()
}
