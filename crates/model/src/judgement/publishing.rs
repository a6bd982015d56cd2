//! What can be said to a team about the directory that it is about to publish: one variant per
//! statement.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::{Fingerprint, UrlRole};
use crate::evidence::{AttemptRole, LeadsOut};
use crate::judgement::{AnchorKind, Confirmed, KeyProblem, Verdict, Why};

/// The facts behind the findings of a self-check that `verify` has no use for. Texts inside are
/// untrusted unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Publishing {
    // Sections.
    /// Every section of the outline is there and has text.
    SectionsComplete,
    /// Sections of the outline that are not there, by number and title.
    SectionsMissing {
        /// Number and title of each.
        sections: Vec<(String, String)>,
    },
    /// A section of the outline has a heading and nothing under it.
    SectionEmpty {
        /// Its number in the outline.
        number: String,
        /// Its heading as printed.
        heading: String,
    },

    // Dates, version, validity, marking.
    /// Every date has one reading, and those of the last update agree.
    DatesUnambiguous {
        /// How many dates are printed.
        count: u32,
    },
    /// A date has more than one reading.
    DateAmbiguous {
        /// What stands there.
        printed: String,
        /// Its readings.
        candidates: Vec<Date>,
    },
    /// A date has no reading at all.
    DateImpossible {
        /// What stands there.
        printed: String,
    },
    /// Two dates of the last update differ.
    DatesDisagree {
        /// The one that is printed first.
        first: Date,
        /// The other one.
        other: Date,
    },
    /// No date of the last update is printed.
    NoUpdateDate,
    /// What the document prints about itself agrees with itself and with the name of the file.
    IdentificationFits {
        /// The version, where one is printed.
        version: Option<String>,
    },
    /// No version is printed.
    NoVersion,
    /// Two versions of this document differ.
    VersionsDisagree {
        /// The one that is printed first.
        first: String,
        /// The other one.
        other: String,
    },
    /// The version in the name of the file is another one.
    VersionInName {
        /// The name of the file.
        file: String,
        /// The version in it.
        named: String,
        /// The printed version.
        printed: String,
    },
    /// The document says until when it is valid.
    ValidityStated,
    /// It does not.
    ValidityMissing,
    /// The document says how it may be passed on.
    TlpMarked {
        /// The word, such as `TLP:CLEAR`.
        word: String,
    },
    /// It does not.
    TlpMissing,
    /// The word is that of the first version of the protocol.
    TlpOld {
        /// The word.
        word: String,
    },
    /// The word forbids what publishing does.
    TlpRestricts {
        /// The word.
        word: String,
    },
    /// Nothing that looks like the rest of a template is left.
    NoPlaceholder {
        /// Whether the whole text was searched, or only the values and headings that were read.
        whole_text: bool,
    },
    /// Something of a template is left.
    Placeholder {
        /// What stands there.
        printed: String,
    },

    // Places.
    /// Every printed URL leads to a file of the staged tree, or answers.
    UrlsResolve {
        /// How many.
        count: u32,
    },
    /// No URL is printed.
    NoUrls,
    /// The URL is a place of the staged tree, and no file is there.
    UrlMissing {
        /// The URL.
        url: String,
        /// What it is for.
        role: UrlRole,
        /// The file that should be there.
        path: String,
        /// A file of the staged tree that was probably meant.
        instead: Option<String>,
    },
    /// The URL leads out of the staged tree: by a link, or by its name.
    UrlLeadsOut {
        /// The URL.
        url: String,
        /// How.
        how: LeadsOut,
    },
    /// Asked on the web, the place says that there is nothing.
    UrlGone {
        /// The URL.
        url: String,
        /// What it is for.
        role: UrlRole,
        /// What it answered.
        why: String,
    },
    /// Asked on the web, and no answer came that says anything.
    UrlNotReached {
        /// The URL.
        url: String,
        /// Why.
        why: String,
    },
    /// URLs outside of the staged tree, and nobody was to be asked.
    UrlsNotAsked {
        /// The URLs.
        urls: Vec<String>,
        /// Whether the place of the staged tree on the web is known.
        base_known: bool,
        /// Where it will be by what is printed for one of its files, where it is not known.
        guess: Option<String>,
    },
    /// A URL that has to be mended before it can be fetched.
    UrlMisprinted {
        /// What stands there.
        printed: String,
        /// What was probably meant.
        url: String,
    },
    /// The document prints its own place.
    OwnPlacePrinted {
        /// The URL.
        url: String,
    },
    /// It prints no place of its own.
    OwnPlaceMissing {
        /// The URL it should print, where the place of the staged tree on the web is known.
        expected: Option<String>,
    },
    /// The places that it prints for itself are not those of this file.
    OwnPlaceDiffers {
        /// What it prints.
        printed: Vec<String>,
        /// The URL of this file.
        expected: String,
        /// Where the staged tree would have to be for the printed place to be right.
        base: Option<String>,
    },
    /// Every printed URL asks for TLS.
    AllHttps {
        /// How many.
        count: u32,
    },
    /// A printed URL does not ask for TLS.
    PlainHttp {
        /// The URL.
        url: String,
        /// The same with `https`.
        secure: String,
    },
    /// A stranger who has the document finds what goes with it.
    Discoverable {
        /// What, and where.
        found: Vec<(AttemptRole, String)>,
    },
    /// A file of the staged tree goes with the document, and the document leads nobody to it.
    NotDiscoverable {
        /// What it is.
        role: AttemptRole,
        /// The file.
        path: String,
        /// The URL to print, where the place of the staged tree on the web is known.
        print: Option<String>,
        /// The usual name beside the document.
        usual: Option<String>,
        /// The URL that the document prints for a file of that name, where that is another place.
        elsewhere: Option<String>,
    },
    /// The URL printed for it is that of a page, on which people may find it and programs may not.
    BehindPage {
        /// What is looked for.
        role: AttemptRole,
        /// The URL.
        url: String,
        /// The file that is meant, where it is known.
        file: Option<String>,
    },
    /// The document prints no place of its key and does not hold it.
    KeyPlaceMissing {
        /// The URL to print, where it is known.
        print: Option<String>,
    },

    // Keys.
    /// The key that the team named as its own is not the one that the document prints.
    GivenKeyNotPrinted {
        /// The team's key.
        given: Fingerprint,
        /// Where it was given.
        origin: String,
    },
    /// The printed fingerprint is that of a staged key but for a few digits.
    FingerprintMisprinted {
        /// As printed, digits only.
        printed: String,
        /// The staged key.
        staged: Fingerprint,
        /// Where it is staged.
        origin: String,
        /// Which digits of the key's are printed otherwise, counted from 1; empty where there are
        /// too many or too few.
        digits: Vec<u32>,
    },
    /// A User ID is printed that no staged key has.
    UserIdNotOnKey {
        /// As printed.
        printed: String,
        /// Those of the key.
        user_ids: Vec<String>,
        /// The key's User ID with the same address, where only the name differs.
        nearly: Option<String>,
    },
    /// A key is printed in the document and cannot be read.
    EmbeddedKeyBroken {
        /// What is wrong with it.
        why: String,
    },
    /// A key is printed in the document with all of its lines in one.
    EmbeddedKeyOnOneLine,
    /// Every printed Key ID is long.
    KeyIdsLong {
        /// How many.
        count: u32,
    },
    /// A printed Key ID is short.
    KeyIdShort {
        /// Its digits.
        digits: String,
        /// The 64-bit one, where the key is known.
        long: Option<String>,
    },
    /// The key can sign.
    CanSign,
    /// It cannot.
    CannotSign {
        /// The Key ID of the subkey that is there for signing and cannot be used.
        subkey: Option<String>,
        /// Why.
        why: KeyProblem,
    },
    /// The certificate brings self-signatures from its beginning on.
    OldSelfSignaturesKept {
        /// When the key was made.
        created: Timestamp,
    },
    /// The certificate brings only self-signatures that were made long after the key.
    OldSelfSignaturesLost {
        /// When the key was made.
        created: Timestamp,
        /// When the oldest self-signature was made.
        oldest: Timestamp,
    },
    /// The key names another key that may revoke it.
    RevokerNamed,
    /// Nothing public tells whether the owner can revoke it.
    RevocationUnseen {
        /// The key.
        fingerprint: Fingerprint,
    },
    /// A ready-made revocation of a key lies in the staged tree.
    RevocationStaged {
        /// The file.
        path: String,
    },
    /// A secret key lies in the staged tree.
    SecretKeyStaged {
        /// The file.
        path: String,
    },
    /// An independent source confirms the key for an address of the team.
    Confirmable {
        /// What the user trusts.
        anchors: Vec<(AnchorKind, Option<Confirmed>)>,
        /// Sources that were asked.
        urls: Vec<String>,
    },
    /// Independent sources were asked, and none knows the key.
    NotConfirmable {
        /// The sources.
        asked: Vec<String>,
    },
    /// An independent source gives another key for an address of the team.
    ConfirmsOther {
        /// The source.
        source: String,
    },
    /// Nobody was to be asked, or nobody could be.
    ConfirmationNotAsked {
        /// Why.
        why: ConfirmationGap,
    },

    // Other programs.
    /// GnuPG as installed takes key and signature.
    GnuPgVerifies {
        /// Its version.
        version: String,
    },
    /// GnuPG as installed does not.
    GnuPgRefuses {
        /// Its version.
        version: String,
        /// What it says.
        why: VerifierAnswer,
    },
    /// Could not be tried.
    GnuPgNotTried {
        /// Why.
        why: VerifierAnswer,
    },
    /// There is nothing to try it with.
    NothingSigned,
}

/// Why it is not known whether independent sources confirm a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ConfirmationGap {
    /// Nobody was to be asked.
    NotLive,
    /// The document prints no address to ask for.
    NoAddress,
    /// This source answered with something that is no key.
    NotAKey {
        /// Where it was asked.
        url: String,
    },
    /// This source could not be asked.
    NotReached {
        /// Where it was asked.
        url: String,
        /// Why; may hold untrusted text.
        why: String,
    },
}

/// What a program that verifies says, or why it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerifierAnswer {
    /// In its own words, or in the system's; untrusted.
    Told(String),
    /// This program's verdict, with the reason word.
    Verdict(Verdict, Option<Why>),
    /// The signature is good.
    Good,
    /// The signature is bad.
    BadSignature,
    /// The signature is good, and its key is revoked.
    GoodByRevokedKey,
    /// The signature is good, and its key has expired.
    GoodByExpiredKey,
    /// The signature has expired.
    SignatureExpired,
    /// It does not have the key that signed.
    NoKey,
    /// It cannot check the signature.
    NotChecked,
    /// It finds no signature.
    NoSignature,
    /// It cannot import the key.
    KeyNotImported,
    /// It does not call the signature good, and does not say why.
    NotGood,
    /// It is not installed here.
    NotInstalled,
    /// It took longer than so many seconds.
    TooSlow(u64),
    /// This is missing, so there is nothing that it could try.
    NothingToTry(MissingPiece),
}

/// What is not staged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MissingPiece {
    /// The document.
    Document,
    /// A signature.
    Signature,
    /// A key.
    Key,
    /// A signature, or a key.
    SignatureOrKey,
}
