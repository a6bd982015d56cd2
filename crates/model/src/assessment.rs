//! What comes out: the only thing that renderers see.

use serde::{Deserialize, Serialize};

use crate::{
    Archived, Attempt, Claim, Claims, Finding, Fingerprint, HashName, KeyLeaf, Leaf, Origin,
    Profile, Timestamp,
};

/// The verdict on the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// A sound signature over exactly this document by a live, unrevoked key that the document
    /// prints and that an accepted anchor ties to this team.
    Authentic,
    /// The same without an accepted anchor. A complete forgery looks exactly like this.
    Unanchored,
    /// Not proven.
    Unverified,
    /// Contradicted by something confirmed, or by arithmetic.
    Rejected,
}

words! {
    Verdict {
        Authentic = "authentic",
        Unanchored = "unanchored",
        Unverified = "unverified",
        Rejected = "rejected",
    }
}

/// Why a document is `unverified`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Why {
    /// The document, or what it needs, could not be fetched.
    NotFetched,
    /// The document could not be read.
    Unreadable,
    /// No signature was found.
    NoSignature,
    /// An algorithm or format that is not supported here.
    Unsupported,
    /// Too weak an algorithm.
    Weak,
    /// The key or signature has expired.
    Expired,
    /// An older version than one seen before (rollback).
    Stale,
    /// The signature does not cover what is shown.
    NotCovered,
    /// A new key that the pinned one vouches for, not confirmed yet.
    KeySuccession,
    /// Unconfirmed sources contradict each other.
    Disputed,
    /// The document prints no usable fingerprint.
    NoFingerprint,
    /// The printed key could not be had.
    NoKey,
}

words! {
    Why {
        NotFetched = "not-fetched",
        Unreadable = "unreadable",
        NoSignature = "no-signature",
        Unsupported = "unsupported",
        Weak = "weak",
        Expired = "expired",
        Stale = "stale",
        NotCovered = "not-covered",
        KeySuccession = "key-succession",
        Disputed = "disputed",
        NoFingerprint = "no-fingerprint",
        NoKey = "no-key",
    }
}

/// The verdict on the key, beside the document's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyVerdict {
    /// An accepted anchor confirms it and it can be used.
    Confirmed,
    /// Nothing independent confirms it.
    Unconfirmed,
    /// Sources disagree about it, or it contradicts an anchor.
    Conflicting,
    /// Revoked, expired or too weak.
    Unusable,
}

words! {
    KeyVerdict {
        Confirmed = "confirmed",
        Unconfirmed = "unconfirmed",
        Conflicting = "conflicting",
        Unusable = "unusable",
    }
}

/// A signature's status: mathematics and policy at signing. What holds against it now stands in
/// `problems`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignatureStatus {
    /// Verifies over the document by a key that was valid when it was made.
    Good,
    /// The mathematics fail.
    Bad,
    /// No certificate at hand has the key that made it.
    UnknownKey,
    /// Refused by today's policy: hash, key size or binding.
    Weak,
    /// The signature or the key was past its lifetime at the time that the signature states.
    Expired,
    /// The key was not allowed to make it: revoked, not bound, no signing flag.
    InvalidKey,
    /// Not an OpenPGP signature at all.
    NotASignature,
    /// Cannot be parsed, or the framing is not strict.
    Malformed,
    /// An algorithm, version or signature type that is not supported.
    Unsupported,
}

words! {
    SignatureStatus {
        Good = "good",
        Bad = "bad",
        UnknownKey = "unknown-key",
        Weak = "weak",
        Expired = "expired",
        InvalidKey = "invalid-key",
        NotASignature = "not-a-signature",
        Malformed = "malformed",
        Unsupported = "unsupported",
    }
}

/// How a signature is attached to what it signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignatureKind {
    /// A file of its own.
    Detached,
    /// The cleartext signature framework (RFC 9580, "Cleartext Signature Framework").
    Cleartext,
    /// An inline-signed message.
    Inline,
    /// Could not be told.
    Unknown,
}

words! {
    SignatureKind {
        Detached = "detached",
        Cleartext = "cleartext",
        Inline = "inline",
        Unknown = "unknown",
    }
}

/// Something that holds against a signature now, whatever it was when made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SignatureProblem {
    /// The key has expired since.
    KeyExpiredSince,
    /// The key is revoked as compromised or for no stated reason.
    KeyRevokedHard,
    /// The key is revoked softly (superseded, retired).
    KeyRevokedSoft,
    /// The binding of the key rests on SHA-1.
    WeakBinding,
    /// Sound only under a binding that the same primary key made later (as `gpg --quick-set-expire`
    /// leaves it).
    BindingMadeLater,
    /// Made before the key existed.
    MadeBeforeKey,
    /// Made in the future.
    MadeInFuture,
    /// Verifies only with other line endings than the file has (text-mode signature).
    LineEndingsNormalised,
    /// Verifies only where line ends are read as another program does (text-mode signature).
    OtherLineEnds,
    /// Covers a checksum file or a copy, not the document itself.
    IndirectCoverage,
    /// Verifies over text that differs from the document.
    OtherContent,
    /// By its own name that of another file.
    OfOtherFile,
    /// Text stands outside the signed region.
    TextOutside,
    /// The hash will be refused by the coming policy.
    SoonWeak,
}

words! {
    &SignatureProblem {
        KeyExpiredSince = "key-expired-since",
        KeyRevokedHard = "key-revoked",
        KeyRevokedSoft = "key-retired",
        WeakBinding = "weak-binding",
        BindingMadeLater = "binding-made-later",
        MadeBeforeKey = "made-before-key",
        MadeInFuture = "made-in-future",
        LineEndingsNormalised = "line-endings-normalised",
        OtherLineEnds = "other-line-ends",
        IndirectCoverage = "indirect-coverage",
        OtherContent = "other-content",
        OfOtherFile = "of-other-file",
        TextOutside = "text-outside",
        SoonWeak = "soon-weak",
    }
}

/// What was seen of one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureReport {
    /// Mathematics and policy at signing.
    pub status: SignatureStatus,
    /// Fingerprint of the signer's primary key, where a certificate was found.
    pub signer: Option<Fingerprint>,
    /// Fingerprint of the key that made it, which may be a subkey.
    pub signing_key: Option<Fingerprint>,
    /// Key ID of the issuer as the signature states it, where it states no fingerprint.
    pub issuer_key_id: Option<String>,
    /// When it says that it was made; the signer's own word.
    pub made_at: Option<Timestamp>,
    /// Its hash algorithm, such as `SHA512`.
    pub hash: Option<String>,
    /// How it is attached.
    pub kind: SignatureKind,
    /// What holds against it now.
    pub problems: Vec<SignatureProblem>,
    /// The cause in a short clause, for diagnosis; may hold untrusted text.
    pub detail: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Revocation of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revocation {
    /// Compromised or no reason given: retroactive.
    pub hard: bool,
    /// The reason's standard name.
    pub reason: String,
    /// The owner's text; untrusted.
    pub text: String,
    /// When.
    pub at: Option<Timestamp>,
}

/// What was seen of one certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateReport {
    /// Fingerprint of the primary key.
    pub fingerprint: Fingerprint,
    /// Fingerprints of the subkeys.
    pub subkeys: Vec<Fingerprint>,
    /// User IDs, untrusted text.
    pub user_ids: Vec<String>,
    /// When the primary key says that it was made.
    pub created: Option<Timestamp>,
    /// When it expires.
    pub expires: Option<Timestamp>,
    /// Whether and how it is revoked.
    pub revoked: Option<Revocation>,
    /// Algorithm and size of the primary key, such as `RSA 4096`.
    pub algorithm: String,
    /// Where it came from.
    pub origin: Origin,
}

/// How a checksum compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ChecksumStatus {
    /// Equal. Proves only that the transfer was whole.
    Match,
    /// Different.
    Mismatch,
    /// No line of the file is for this document.
    NoEntry,
    /// More than one line could be meant, and they differ.
    Ambiguous,
    /// Not a checksum file.
    Malformed,
    /// MD5 or SHA-1.
    Weak,
    /// An algorithm that is not computed here.
    Unsupported,
}

words! {
    ChecksumStatus {
        Match = "match",
        Mismatch = "mismatch",
        NoEntry = "no-entry",
        Ambiguous = "ambiguous",
        Malformed = "malformed",
        Weak = "weak",
        Unsupported = "unsupported",
    }
}

/// What was seen of one checksum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecksumReport {
    /// The algorithm, where it is known.
    pub algorithm: Option<HashName>,
    /// The value published, upper-case hexadecimal.
    pub expected: Option<String>,
    /// The value computed.
    pub observed: Option<String>,
    /// How they compare.
    pub status: ChecksumStatus,
    /// Where it came from.
    pub origin: Origin,
}

/// A kind of evidence about a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnchorKind {
    /// A fingerprint confirmed by an analyst.
    Pin,
    /// A fingerprint given on the command line.
    Expected,
    /// A certification by a trust root.
    TrustRoot,
    /// An imported directory snapshot.
    Directory,
    /// Web Key Directory: corroborates.
    Wkd,
    /// A verifying key server: corroborates.
    Keyserver,
    /// Continuity with what was seen before: corroborates.
    History,
    /// What a web archive kept of the same places: corroborates, and no policy can change that.
    Archive,
}

words! {
    AnchorKind {
        Pin = "pin",
        Expected = "expected",
        TrustRoot = "trust-root",
        Directory = "directory",
        Wkd = "wkd",
        Keyserver = "keyserver",
        History = "history",
        Archive = "archive",
    }
}

/// What an anchor says about the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AnchorSays {
    /// It names this key.
    Agrees,
    /// It names another key for this team.
    Disagrees,
    /// It knows nothing of this team, or could not be asked.
    Silent,
}

words! {
    AnchorSays {
        Agrees = "agrees",
        Disagrees = "disagrees",
        Silent = "silent",
    }
}

/// Evidence about the key, with what it counts for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Its kind.
    pub kind: AnchorKind,
    /// What it says.
    pub says: AnchorSays,
    /// Whether the document's publisher does not control it, as far as can be seen.
    pub independent: bool,
    /// Whether it can make a document authentic: agrees, independent, names this team, and policy
    /// accepts its kind.
    pub accepted: bool,
    /// Whether it names this team: its name, its incident addresses or its domains.
    pub names_team: bool,
    /// The fingerprint it names.
    pub fingerprint: Option<Fingerprint>,
    /// The team it names.
    pub team: Option<String>,
    /// Printed contact addresses that it vouches for.
    pub covered: Vec<String>,
    /// Printed contact addresses that it does not vouch for.
    pub not_covered: Vec<String>,
    /// How and when it was confirmed, such as `2026-03-02, by phone`.
    pub confirmed: Option<String>,
    /// Why it counts or not, typed.
    pub why: AnchorWhy,
    /// What a web archive kept, where it is one.
    #[serde(default)]
    pub archived: Option<Archived>,
}

/// Why an anchor counts or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnchorWhy {
    /// It counts.
    Counts,
    /// It names another key.
    OtherKey,
    /// It names another key of a team for which another pin names this one.
    OtherKeyOfTeam,
    /// It names a subkey of this key, and not the key itself.
    NamesSubkey,
    /// The key it names vouches for the one that the document prints, by signing the document too.
    VouchesForNewKey,
    /// Policy does not accept this kind.
    NotAccepted,
    /// It is for another team than the one the document prints.
    OtherTeam,
    /// The same registrable domain as the document's origin controls it.
    SharedController(String),
    /// It only confirms an address that the document chose itself.
    OnlyCorroborates,
    /// It is too old.
    Stale,
    /// It lists other keys under the same name or address.
    Contradictory,
    /// The trust root's certification is not valid, not on the right User ID, or not at depth 1.
    CertificationInvalid(String),
    /// It knows nothing of this team.
    NothingKnown,
    /// It could not be asked.
    NotAsked(String),
}

/// The verdict on the key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyAssessment {
    /// The verdict.
    pub verdict: KeyVerdict,
    /// The key that was judged: the signer's, else the printed or pinned one.
    pub fingerprint: Option<Fingerprint>,
    /// When it expires.
    pub expires: Option<Timestamp>,
    /// Why.
    pub leaf: KeyLeaf,
}

/// The document as it was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentSummary {
    /// The media type by its bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Claims, observations, findings, anchors and verdicts on one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// What the user asked about.
    pub subject: String,
    /// The time by which it was judged.
    pub assessed_at: Timestamp,
    /// The document's verdict.
    pub verdict: Verdict,
    /// The reason word, for `unverified`.
    pub why: Option<Why>,
    /// Which leaf of the rule tree decided.
    pub leaf: Leaf,
    /// The key's verdict.
    pub key: KeyAssessment,
    /// The team's official and short name as printed.
    pub team_name: Option<Claim<String>>,
    /// The team's short name as printed.
    pub team_short_name: Option<Claim<String>>,
    /// The document, if there was one.
    pub document: Option<DocumentSummary>,
    /// Everything that was read; `None` where nothing could be read.
    pub profile: Option<Profile>,
    /// Everything that was tried.
    pub attempts: Vec<Attempt>,
    /// Every signature.
    pub signatures: Vec<SignatureReport>,
    /// Every certificate that was looked at.
    pub certificates: Vec<CertificateReport>,
    /// Every checksum.
    pub checksums: Vec<ChecksumReport>,
    /// Every anchor.
    pub anchors: Vec<Anchor>,
    /// Every finding, in the order of the catalogue.
    pub findings: Vec<Finding>,
    /// Names of weakening policy options that were on.
    pub weakenings: Vec<String>,
    /// What was replayed, where this was made again from an evidence bundle.
    #[serde(default)]
    pub replay: Option<Replay>,
    /// What was given in the place of a profile, where that can be told.
    #[serde(default)]
    pub given: Option<Given>,
    /// Teams that the user knows and that this document may be meant to be taken for, the nearest
    /// first; only where nothing confirms it.
    #[serde(default)]
    pub nearest: Vec<Near>,
}

/// A team that the user knows and that is near to what a document says of itself. It changes no
/// verdict: teams of like names and neighbours at one domain are no forgers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    /// From what the user knows it.
    pub kind: AnchorKind,
    /// How the user knows it.
    pub team: String,
    /// How near it is.
    pub how: Nearness,
    /// The name, address or domain of the document that is near; untrusted.
    pub here: String,
    /// The name, address or domain of the team to which it is near.
    pub known: String,
}

/// How near two names, addresses or domains are, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nearness {
    /// The same address.
    Address,
    /// The same registrable domain.
    Domain,
    /// The same name, spelling and what stands behind the name of a domain aside.
    Same,
    /// They look the same.
    Look,
    /// They have the same words, but for those that many teams have in their names.
    Words,
    /// They differ in one letter.
    Letter,
}

words! {
    Nearness {
        Address = "same-address",
        Domain = "same-domain",
        Same = "same-name",
        Look = "looks-the-same",
        Words = "same-but-for-generic-words",
        Letter = "one-letter-apart",
    }
}

/// Something that is often given in the place of a profile. It changes no verdict, only what is
/// said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// A detached signature.
    Signature,
    /// A signed message with what it signs inside.
    SignedMessage,
    /// A certificate.
    Key,
    /// Secret key material.
    SecretKey,
    /// A checksum file.
    Checksum,
    /// A word processor's file.
    Office,
    /// A page that links to what is called a profile.
    Landing {
        /// Where the links lead, the likeliest first; untrusted.
        links: Vec<String>,
    },
    /// A page that asks for a login, or for a proof that a person looks at it.
    Barrier,
    /// A text or page that has nothing of a profile.
    Other,
}

words! {
    &Given {
        Signature = "signature",
        SignedMessage = "signed-message",
        Key = "key",
        SecretKey = "secret-key",
        Checksum = "checksum",
        Office = "office-document",
        Landing = "landing-page",
        Barrier = "barrier-page",
        Other = "other",
    }
}

/// That an assessment was made again from an evidence bundle, which nothing authenticates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replay {
    /// The bundle.
    pub bundle: String,
    /// By what it was judged.
    pub by: JudgedBy,
}

/// By what trust, policy and reading of the document a bundle was judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JudgedBy {
    /// By what the bundle holds. The verdict is then only as good as the bundle.
    Bundle,
    /// By those of whoever replays it.
    Reader {
        /// The trust directory.
        keyring: String,
    },
}

impl Assessment {
    /// Whether the document was shown, here and by the user's own trust, to be the team's, so that
    /// what it prints may be used.
    ///
    /// Says nothing about the key alone, and nothing about addresses that an anchor does not cover.
    #[must_use]
    pub fn is_authentic_here(&self) -> bool {
        self.verdict == Verdict::Authentic
            && self
                .replay
                .as_ref()
                .is_none_or(|replay| replay.by != JudgedBy::Bundle)
    }

    /// Whether no accepted anchor declines this printed address, or at least one vouches for it.
    #[must_use]
    pub fn is_covered(&self, address: &str) -> bool {
        let names = |list: &[String]| list.iter().any(|known| known == address);
        let mut accepted = self.anchors.iter().filter(|anchor| anchor.accepted);
        let vouched = accepted.clone().any(|anchor| names(&anchor.covered));
        vouched || !accepted.any(|anchor| names(&anchor.not_covered))
    }

    /// All claims, empty where nothing could be read.
    #[must_use]
    pub fn claims(&self) -> Claims {
        self.profile
            .as_ref()
            .map(|profile| profile.claims.clone())
            .unwrap_or_default()
    }
}
