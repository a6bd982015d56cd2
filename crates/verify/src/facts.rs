//! What the OpenPGP side observed, as plain data: the only thing that checks, anchors and the rule
//! tree see of OpenPGP.

use std::collections::BTreeMap;

use bonafide_model::Timestamp;
use bonafide_model::claims::{Fingerprint, HashName};
use bonafide_model::evidence::{CertificateProblem, Origin};
use bonafide_model::judgement::{
    CertificateReport, CertificationProblem, ExpiredCause, FormerState, KeyProblem, LineReading,
    SignatureReport, SignatureStatus, SubkeyOf, SubkeyPurpose, UnusableKey, UserIdProblem,
};

/// What a signature that verifies covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Coverage {
    /// Exactly the bytes (or the strictly framed cleartext) that were read.
    Document,
    /// A list of hashes whose entry for this document matches by a strong one. Whoever lists a file
    /// need not have made it.
    Listed {
        /// Whether policy takes that for a signature over the document.
        accepted: bool,
    },
    /// A separate inline-signed copy with the same text.
    EqualCopy,
    /// A separate inline-signed copy with other text, or a checksum file without a matching entry.
    Other,
    /// Not verified, so nothing.
    Nothing,
}

impl Coverage {
    /// Whether the signer signed what was read, and not only something that mentions it.
    pub fn is_of_document(&self) -> bool {
        matches!(
            self,
            Self::Document | Self::EqualCopy | Self::Listed { accepted: true }
        )
    }
}

/// One signature as observed. One entry per signature packet, also for those that fail.
#[derive(Debug, Clone)]
pub(crate) struct SignatureFacts {
    /// What the report prints.
    pub report: SignatureReport,
    /// What it covers.
    pub covers: Coverage,
    /// Whether text that holds a claim-like value stands outside the signed region.
    pub outside_text_has_claims: bool,
    /// Whether any other text stands outside the signed region.
    pub outside_text: bool,
    /// "Would verify if …": diagnosis of a bad signature only, never a pass.
    pub would_verify_if: Vec<FormerState>,
    /// How a text-mode signature that fails has to be read to hold: never a pass.
    pub as_read: Option<LineReading>,
    /// The fact behind `weak`: the hash, the key or the binding.
    pub weak_because: Option<WeakBecause>,
    /// The fact behind `expired`: the signature's lifetime, or the key's.
    pub expired_because: Option<ExpiredCause>,
    /// When the key that made it expires by what binds it now, which may be before its primary key
    /// does.
    pub key_expires: Option<Timestamp>,
}

/// What makes a signature weak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WeakBecause {
    /// The hash over the document.
    Hash,
    /// The signing key's algorithm or size.
    Key,
    /// Only SHA-1 bindings tie the signing key to its primary key.
    Binding,
}

/// A yes, a no, or why it cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Told<No = KeyProblem, Unknown = No> {
    /// Yes.
    Yes,
    /// No, with the reason.
    No(No),
    /// Cannot be told, with the reason.
    Unknown(Unknown),
}

impl<No, Unknown> Told<No, Unknown> {
    /// Whether it is a no.
    pub fn is_no(&self) -> bool {
        matches!(self, Self::No(_))
    }
}

/// One certificate as observed, merged from all artifacts that hold it.
#[derive(Debug, Clone)]
pub(crate) struct CertificateFacts {
    /// What the report prints.
    pub report: CertificateReport,
    /// All places it came from.
    pub origins: Vec<Origin>,
    /// The primary key is live now.
    pub live: Told,
    /// Primary key (and signing subkeys) meet today's minimum: `No` names algorithm and size.
    pub strong: Told<String, KeyProblem>,
    /// The binding of the primary key uses a hash that today's policy accepts: `No` names the weak
    /// hash.
    pub bindings_strong: Told,
    /// What will be refused within twelve months.
    pub soon_weak: Vec<String>,
    /// There is a valid, live, unrevoked encryption subkey (or primary).
    pub can_encrypt: Told,
    /// There is a valid, live signing key.
    pub can_sign: Told,
    /// User IDs with what binds them.
    pub user_ids: Vec<UserIdFacts>,
    /// Subkeys whose fingerprint is printed, expected or pinned, where that of a primary key is
    /// meant.
    pub named_subkeys: Vec<NamedSubkey>,
    /// All subkeys, whatever their state; none where a key is known to sign.
    pub subkeys: Vec<SubkeyFacts>,
    /// Secret key material came with it (it was dropped).
    pub had_secret: bool,
    /// Fingerprints of other primary keys whose certification over this certificate (any User ID)
    /// verifies: for succession.
    pub certified_by: Vec<Fingerprint>,
}

impl CertificateFacts {
    /// Whether nothing can be done with the key before it is mended as a whole, or replaced.
    pub fn is_unusable(&self) -> bool {
        self.strong.is_no()
            || self.bindings_strong.is_no()
            || self.live.is_no()
            || self.report.revoked.is_some()
    }
}

/// One User ID as observed.
#[derive(Debug, Clone)]
pub(crate) struct UserIdFacts {
    /// Its text, lossy; untrusted.
    pub text: String,
    /// The address inside, lower case.
    pub email: Option<String>,
    /// Bound by a valid self-signature and not revoked; `No` and `Unknown` say why.
    pub bound: Told<UserIdProblem>,
    /// Its owner revoked it.
    pub revoked: bool,
    /// Trust roots whose certification of exactly this User ID is valid now, with its time.
    pub certified_by_roots: Vec<(Fingerprint, Option<Timestamp>)>,
    /// Trust roots whose certification of it is there but not valid, with the reason.
    pub invalid_root_certifications: Vec<(Fingerprint, CertificationProblem)>,
}

/// One subkey as observed.
#[derive(Debug, Clone)]
pub(crate) struct SubkeyFacts {
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// Validly bound (with back-signature where it signs), live and not revoked.
    pub usable: Told,
    /// Can sign.
    pub signs: bool,
}

/// A subkey that somebody names by its fingerprint as if it were the key, expired or not.
#[derive(Debug, Clone)]
pub(crate) struct NamedSubkey {
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// What it is for.
    pub purpose: SubkeyPurpose,
    /// It cannot be somebody else's key: it agreed to belong to this primary key, or its algorithm
    /// makes no primary keys. Anybody can bind another's key as a subkey without its consent.
    pub is_own: bool,
}

/// What came of one artifact that was thought to be a certificate and is none that can be used.
#[derive(Debug, Clone)]
pub(crate) struct UnusableCertificate {
    /// Where it came from.
    pub origin: Origin,
    /// What it is instead, or what is wrong with it.
    pub why: CertificateProblem,
    /// Whether it held a secret key block.
    pub secret: bool,
}

impl NamedSubkey {
    /// The same, with its primary key.
    pub fn of(&self, primary: &Fingerprint) -> SubkeyOf {
        SubkeyOf {
            subkey: self.fingerprint.clone(),
            purpose: self.purpose,
            primary: primary.clone(),
        }
    }
}

impl From<&UnusableCertificate> for UnusableKey {
    fn from(unusable: &UnusableCertificate) -> Self {
        Self {
            place: unusable.origin.display(),
            what: unusable.why,
        }
    }
}

/// Everything the OpenPGP side observed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    /// Every signature.
    pub signatures: Vec<SignatureFacts>,
    /// Every certificate, one per fingerprint, sorted by fingerprint.
    pub certificates: Vec<CertificateFacts>,
    /// Artifacts that are no usable certificates.
    pub unusable: Vec<UnusableCertificate>,
    /// Hash values of the document that signatures asked for, upper-case hexadecimal; never one of
    /// a broken algorithm.
    pub digests: BTreeMap<HashName, String>,
    /// Signatures in what the document's host says elsewhere, each with the origin of its file.
    pub statement_signatures: Vec<SignatureReport>,
}

impl Facts {
    /// The subkey with this fingerprint that exactly one certificate at hand binds; `None` for a
    /// primary key.
    pub fn subkey(&self, fingerprint: &Fingerprint) -> Option<(&NamedSubkey, &Fingerprint)> {
        let mut all = self.certificates.iter().flat_map(|certificate| {
            let named = certificate
                .named_subkeys
                .iter()
                .filter(move |subkey| subkey.fingerprint == *fingerprint);
            named.map(move |subkey| (subkey, &certificate.report.fingerprint))
        });
        let found = all
            .next()
            .filter(|_| self.certificate(fingerprint).is_none());
        found.filter(|_| all.next().is_none())
    }

    /// The primary key that is meant by this fingerprint.
    pub fn primary_of<'f>(&'f self, fingerprint: &'f Fingerprint) -> &'f Fingerprint {
        self.subkey(fingerprint)
            .map_or(fingerprint, |(_, primary)| primary)
    }

    /// The subkey, where it belongs to this primary key and can be nobody else's.
    pub fn own_subkey(&self, fingerprint: &Fingerprint, primary: &Fingerprint) -> Option<SubkeyOf> {
        let (subkey, of) = self.subkey(fingerprint)?;
        (subkey.is_own && of == primary).then(|| subkey.of(primary))
    }

    /// The certificate of this primary key.
    pub fn certificate(&self, fingerprint: &Fingerprint) -> Option<&CertificateFacts> {
        self.certificates
            .iter()
            .find(|certificate| certificate.report.fingerprint == *fingerprint)
    }
}

/// Whether the signature is good and covers what was read.
pub(crate) fn proves_the_document(signature: &SignatureFacts) -> bool {
    signature.report.status == SignatureStatus::Good && signature.covers.is_of_document()
}
