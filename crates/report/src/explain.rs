//! The page of each check: what it proves, what it does not, and what to do.

use bonafide_model::CheckId;

use crate::text::{Options, page_text};

macro_rules! pages {
    ($($name:ident: $id:literal,)*) => {
        /// The check's page, `docs/checks/<id>.md`, in Markdown.
        #[must_use]
        pub fn explain(check: CheckId) -> &'static str {
            // A new check without a page does not compile.
            match check {
                $(CheckId::$name => include_str!(concat!("../../../docs/checks/", $id, ".md")),)*
            }
        }
    };
}

pages! {
    SignatureIsPresent: "signature-is-present",
    SignatureIsWellformed: "signature-is-wellformed",
    SignatureIsValid: "signature-is-valid",
    SignatureCoversDocument: "signature-covers-document",
    SignatureIsStrong: "signature-is-strong",
    SignatureIsTimely: "signature-is-timely",
    ChecksumMatches: "checksum-matches",
    FingerprintIsPrinted: "fingerprint-is-printed",
    FingerprintIsWellformed: "fingerprint-is-wellformed",
    FingerprintIsUnambiguous: "fingerprint-is-unambiguous",
    SignerIsPrintedKey: "signer-is-printed-key",
    PublishedKeyIsPrintedKey: "published-key-is-printed-key",
    KeyIdMatchesFingerprint: "key-id-matches-fingerprint",
    UserIdMatchesContact: "user-id-matches-contact",
    KeyIsLive: "key-is-live",
    KeyIsNotRevoked: "key-is-not-revoked",
    KeyIsStrong: "key-is-strong",
    KeyBindingsAreStrong: "key-bindings-are-strong",
    KeyStaysValid: "key-stays-valid",
    KeyCanEncrypt: "key-can-encrypt",
    AnchorIsIndependent: "anchor-is-independent",
    AnchorNamesThisTeam: "anchor-names-this-team",
    AnchorsAgree: "anchors-agree",
    VersionIsNotOlder: "version-is-not-older",
    DocumentIsCurrent: "document-is-current",
    ContentMatchesVersion: "content-matches-version",
    ContactsAreUnchanged: "contacts-are-unchanged",
    TransportIsSecure: "transport-is-secure",
    DocumentShowsWhatItSays: "document-shows-what-it-says",
    LocationIsCanonical: "location-is-canonical",
    ContactsAgree: "contacts-agree",
    EditionsAgree: "editions-agree",
    PiecesAreOfOneMoment: "pieces-are-of-one-moment",
    NoSecretKeyIsPrinted: "no-secret-key-is-printed",
    SectionsAreComplete: "sections-are-complete",
    DatesAreUnambiguous: "dates-are-unambiguous",
    IdentificationMatchesFile: "identification-matches-file",
    UrlsResolve: "urls-resolve",
    SidecarsAreDiscoverable: "sidecars-are-discoverable",
    KeyIdIsLong: "key-id-is-long",
    GpgUsersCanVerify: "gpg-users-can-verify",
    KeyCanSign: "key-can-sign",
    KeyCanBeRevoked: "key-can-be-revoked",
    OlderSignaturesStayVerifiable: "older-signatures-stay-verifiable",
    ValidityIsStated: "validity-is-stated",
    TlpIsMarked: "tlp-is-marked",
    NoPlaceholderIsLeft: "no-placeholder-is-left",
}

/// The same page for a terminal.
#[must_use]
pub fn explain_text(check: CheckId, options: &Options) -> String {
    page_text(explain(check), options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_about_its_own_check_and_says_what_to_do() {
        for check in CheckId::ALL.iter().copied() {
            let page = explain(check);
            let mut lines = page.lines();
            assert_eq!(lines.next(), Some(format!("# {check}").as_str()));
            let mut headings = lines.filter(|line| line.starts_with("## ")).map(str::to_lowercase);
            for part in ["proves", "not prove", "what to do"] {
                assert!(headings.any(|heading| heading.contains(part)), "{check} has no part {part:?}, or in another order");
            }
        }
    }

    #[test]
    fn a_page_on_a_terminal_shows_all_that_it_holds() {
        for check in CheckId::ALL.iter().copied() {
            let shown = explain_text(check, &Options { width: 80, ..Options::default() });
            assert!(shown.contains(check.as_str()));
            assert!(!shown.contains("\\u{"), "{check}: something on the page cannot be shown");
        }
    }
}
