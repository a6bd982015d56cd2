//! The catalogue of checks: stable ids.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A group of checks, one line each in the text report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CheckGroup {
    /// Are these the bytes that were signed?
    Integrity,
    /// Is the signer the key that the document prints?
    Identity,
    /// Can that key still be relied on?
    KeyHealth,
    /// Does anything outside the publisher's control confirm the key?
    Independence,
    /// Is it the newest one?
    Freshness,
    /// How it came and whether it shows what it says.
    Document,
    /// Only for a team about to publish.
    Selfcheck,
}

macro_rules! checks {
    ($($group:ident: $name:ident = $id:literal,)*) => {
        /// A check by its stable id. The id names the property that is proven when the check
        /// passes; what that is and what it is not stands in `docs/checks/<id>.md`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub enum CheckId { $(#[doc = concat!("`", $id, "`")] $name,)* }

        impl CheckId {
            /// Every check, in the order of reports.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The stable id.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Its group.
            #[must_use]
            pub fn group(self) -> CheckGroup {
                match self { $(Self::$name => CheckGroup::$group,)* }
            }
        }
    };
}

/// Hands the catalogue to another macro, for tables that must name every check: `axis: Name =
/// "id",` a check, in the order of reports.
#[macro_export]
macro_rules! for_each_check {
    ($macro:ident) => {
        $macro! {
            Integrity: SignatureIsPresent = "signature-is-present",
            Integrity: SignatureIsWellformed = "signature-is-wellformed",
            Integrity: SignatureIsValid = "signature-is-valid",
            Integrity: SignatureCoversDocument = "signature-covers-document",
            Integrity: SignatureIsStrong = "signature-is-strong",
            Integrity: SignatureIsTimely = "signature-is-timely",
            Integrity: ChecksumMatches = "checksum-matches",
            Identity: FingerprintIsPrinted = "fingerprint-is-printed",
            Identity: FingerprintIsWellformed = "fingerprint-is-wellformed",
            Identity: FingerprintIsUnambiguous = "fingerprint-is-unambiguous",
            Identity: SignerIsPrintedKey = "signer-is-printed-key",
            Identity: PublishedKeyIsPrintedKey = "published-key-is-printed-key",
            Identity: KeyIdMatchesFingerprint = "key-id-matches-fingerprint",
            Identity: UserIdMatchesContact = "user-id-matches-contact",
            KeyHealth: KeyIsLive = "key-is-live",
            KeyHealth: KeyIsNotRevoked = "key-is-not-revoked",
            KeyHealth: KeyIsStrong = "key-is-strong",
            KeyHealth: KeyBindingsAreStrong = "key-bindings-are-strong",
            KeyHealth: KeyStaysValid = "key-stays-valid",
            KeyHealth: KeyCanEncrypt = "key-can-encrypt",
            Independence: AnchorIsIndependent = "anchor-is-independent",
            Independence: AnchorNamesThisTeam = "anchor-names-this-team",
            Independence: AnchorsAgree = "anchors-agree",
            Freshness: VersionIsNotOlder = "version-is-not-older",
            Freshness: DocumentIsCurrent = "document-is-current",
            Freshness: ContentMatchesVersion = "content-matches-version",
            Freshness: ContactsAreUnchanged = "contacts-are-unchanged",
            Document: TransportIsSecure = "transport-is-secure",
            Document: DocumentShowsWhatItSays = "document-shows-what-it-says",
            Document: LocationIsCanonical = "location-is-canonical",
            Document: DomainIsEstablished = "domain-is-established",
            Document: ContactsAgree = "contacts-agree",
            Document: EditionsAgree = "editions-agree",
            Document: PiecesAreOfOneMoment = "pieces-are-of-one-moment",
            Document: NoSecretKeyIsPrinted = "no-secret-key-is-printed",
            Selfcheck: SectionsAreComplete = "sections-are-complete",
            Selfcheck: DatesAreUnambiguous = "dates-are-unambiguous",
            Selfcheck: IdentificationMatchesFile = "identification-matches-file",
            Selfcheck: UrlsResolve = "urls-resolve",
            Selfcheck: SidecarsAreDiscoverable = "sidecars-are-discoverable",
            Selfcheck: KeyIdIsLong = "key-id-is-long",
            Selfcheck: GpgUsersCanVerify = "gpg-users-can-verify",
            Selfcheck: KeyCanSign = "key-can-sign",
            Selfcheck: KeyCanBeRevoked = "key-can-be-revoked",
            Selfcheck: OlderSignaturesStayVerifiable = "older-signatures-stay-verifiable",
            Selfcheck: ValidityIsStated = "validity-is-stated",
            Selfcheck: TlpIsMarked = "tlp-is-marked",
            Selfcheck: NoPlaceholderIsLeft = "no-placeholder-is-left",
        }
    };
}

for_each_check!(checks);

impl fmt::Display for CheckId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A text that is no check's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no check called {0:?}")]
pub struct UnknownCheck(pub String);

impl FromStr for CheckId {
    type Err = UnknownCheck;

    fn from_str(text: &str) -> Result<Self, UnknownCheck> {
        Self::ALL
            .iter()
            .copied()
            .find(|id| id.as_str() == text)
            .ok_or_else(|| UnknownCheck(text.to_owned()))
    }
}

impl TryFrom<String> for CheckId {
    type Error = UnknownCheck;

    fn try_from(text: String) -> Result<Self, UnknownCheck> {
        text.parse()
    }
}

impl From<CheckId> for String {
    fn from(id: CheckId) -> Self {
        id.as_str().to_owned()
    }
}
