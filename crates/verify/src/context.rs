//! What all checks look at: the gathered facts and what follows from them by plain comparison.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use bonafide_model::Timestamp;
use bonafide_model::claims::{
    Claim, Claims, Fingerprint, HashName, PrintedFingerprint, Profile, ReadError,
};
use bonafide_model::evidence::{Dossier, OriginKind, Trust};
use bonafide_model::judgement::{ChecksumReport, Past, Policy, SubkeyOf, UnusableKey};

use crate::anchors::{self, Anchors};
use crate::checksum;
use crate::choice;
use crate::digests::Digests;
use crate::facts::{
    CertificateFacts, Facts, SignatureFacts, UnusableCertificate, proves_the_document,
};
use crate::identity::{Identities, PinUse, Team};
use crate::printed::{Printed, usable_fingerprints};
use crate::statements::{self, Statement};

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
    /// The signature that decides: the best one that covers the document, else the one that says
    /// most about why there is none.
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
    /// What the document's host says elsewhere.
    pub statements: Vec<Statement<'a>>,
    /// What outside sources say of the key.
    pub anchors: Anchors,
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
        let profile = dossier
            .reading
            .as_ref()
            .and_then(|reading| reading.as_ref().ok());
        let printed = profile
            .map(|profile| usable_fingerprints(&profile.claims))
            .unwrap_or_default();
        let of_printed = printed
            .iter()
            .flat_map(|printed| [printed.fingerprint, facts.primary_of(printed.fingerprint)]);
        let signers = facts
            .signatures
            .iter()
            .filter_map(|signature| signature.report.signer.as_ref());
        let here: BTreeSet<&Fingerprint> = of_printed.chain(signers).collect();
        let appears = |fingerprint: &Fingerprint| here.contains(fingerprint);
        let identities = Identities::of(profile, (trust, past, policy, now), facts, appears);
        let pins: Vec<PinUse> = identities.pins().map(|(_, used)| used).collect();
        let ties = choice::Ties {
            printed: &printed,
            pins: &pins,
            expected: &trust.expected,
            facts,
        };
        let signature = choice::deciding_signature(&facts.signatures, &ties);
        let signer = signature
            .filter(|signature| proves_the_document(signature))
            .and_then(|s| s.report.signer.as_ref());
        let is_known = |key: &Fingerprint| {
            identities
                .own(key)
                .any(|known| known.firm && known.is_claimed())
        };
        let key = choice::judged_key(signature, &ties, is_known);
        let certificate = key.and_then(|key| facts.certificate(key));
        let digests = dossier
            .document
            .as_ref()
            .map(|document| Digests::new(&document.bytes, &facts.digests));
        let checksums = match (&dossier.document, &digests) {
            (Some(document), Some(digests)) => {
                let compared =
                    |file| checksum::compare(file, &document.origin, &dossier.subject, digests);
                dossier.checksums.iter().map(compared).collect()
            }
            _ => Vec::new(),
        };
        let sha256 = digests
            .as_ref()
            .and_then(|digests| digests.of(HashName::Sha256))
            .map(|digest| digest.to_ascii_lowercase());
        let statements = statements::all(dossier, facts, now);
        let anchors = anchors::weigh(&anchors::Question {
            dossier,
            trust,
            past,
            policy,
            now,
            facts,
            identities: &identities,
            statements: &statements,
            key,
        });
        Self {
            dossier,
            trust,
            past,
            policy,
            now,
            facts,
            team: identities.team,
            printed,
            signature,
            signer,
            key,
            certificate,
            sha256,
            digests,
            checksums,
            pins,
            statements,
            anchors,
        }
    }

    /// What was read.
    pub fn profile(&self) -> Option<&'a Profile> {
        self.dossier
            .reading
            .as_ref()
            .and_then(|reading| reading.as_ref().ok())
    }

    /// Why nothing was read, if so.
    pub fn read_error(&self) -> Option<&'a ReadError> {
        self.dossier
            .reading
            .as_ref()
            .and_then(|reading| reading.as_ref().err())
    }

    /// What the document prints; empty where nothing was read.
    pub fn claims(&self) -> &'a Claims {
        self.profile().map_or(&NO_CLAIMS, |profile| &profile.claims)
    }

    /// When what is judged here ends by itself: the key expires, or the subkey that signed the
    /// document does.
    pub fn key_expires(&self) -> Option<Timestamp> {
        let primary = self
            .certificate
            .and_then(|certificate| certificate.report.expires);
        let own = self
            .signature
            .filter(|signature| signature.report.signer.as_ref() == self.key);
        let signing = own.and_then(|signature| signature.key_expires);
        primary.into_iter().chain(signing).min()
    }

    /// What was given or published as the key and cannot be used: first what the user gave, then
    /// what the document leads to.
    pub fn unusable_key(&self) -> Option<UnusableKey> {
        let is_meant = |unusable: &&UnusableCertificate| {
            matches!(
                unusable.origin.kind,
                OriginKind::Flag
                    | OriginKind::PrintedUrl
                    | OriginKind::LinkedPage
                    | OriginKind::Sidecar
                    | OriginKind::Embedded
            )
        };
        self.facts
            .unusable
            .iter()
            .filter(is_meant)
            .min_by_key(|unusable| unusable.origin.kind != OriginKind::Flag)
            .map(Into::into)
    }

    /// How this key is tied to the document.
    pub fn ties(&self) -> choice::Ties<'_, 'a> {
        choice::Ties {
            printed: &self.printed,
            pins: &self.pins,
            expected: &self.trust.expected,
            facts: self.facts,
        }
    }

    /// Whether the document prints this key, or in its place one of its subkeys.
    pub fn prints(&self, primary: &Fingerprint) -> bool {
        self.printed
            .iter()
            .any(|printed| self.facts.primary_of(printed.fingerprint) == primary)
    }

    /// A printed subkey of this key, where the key itself is not printed.
    pub fn printed_subkey(
        &self,
        primary: &Fingerprint,
    ) -> Option<(SubkeyOf, &'a Claim<PrintedFingerprint>)> {
        if self
            .printed
            .iter()
            .any(|printed| printed.fingerprint == primary)
        {
            return None;
        }
        self.printed.iter().find_map(|printed| {
            let (subkey, of) = self.facts.subkey(printed.fingerprint)?;
            (of == primary).then(|| (subkey.of(primary), printed.claim))
        })
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
