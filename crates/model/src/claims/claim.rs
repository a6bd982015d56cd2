//! Values that a document prints: unauthenticated by definition.

use serde::{Deserialize, Serialize};

use crate::claims::{ContactKind, EditionName, Fingerprint, HiddenBy, NotJudged, Place};

/// A value the document prints, with its place. It proves nothing: whoever wrote the document wrote
/// it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim<T> {
    /// The normalised value.
    pub value: T,
    /// What stood there, character by character (capped).
    pub raw: String,
    /// Where it stands.
    pub place: Place,
    /// The printed line around it (capped), for excerpts.
    pub excerpt: String,
    /// The label that opens it as printed, such as `Key ID`: in front of it, in the cell before, at
    /// the head of its column, or above.
    pub label: Option<String>,
    /// Whether only a sentence goes on with it: it stands in running text, and no label opens it.
    /// Such a value is weaker than one that a label opens or that stands by itself below a heading.
    pub in_sentence: bool,
    /// Why a person does not see it; `None` means that it is visible. A hidden value never counts
    /// as printed.
    pub hidden_by: Option<HiddenBy>,
    /// Why it cannot be told whether a person sees it so. Such a value counts as printed, and as
    /// disputed.
    pub not_judged: Option<NotJudged>,
}

impl<T> Claim<T> {
    /// Whether a person looking at the document sees it.
    #[must_use]
    pub fn is_visible(&self) -> bool {
        self.hidden_by.is_none()
    }

    /// Whether a person looking at the document comes by it: sees it, or follows a link to it under
    /// other words.
    #[must_use]
    pub fn can_be_followed(&self) -> bool {
        matches!(self.hidden_by, None | Some(HiddenBy::LinkTarget))
    }
}

/// A character inside a value that looks like another one or cannot be seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddCharacter {
    /// The character that stands there.
    pub found: char,
    /// The hexadecimal digit it looks like; `None` for an invisible one.
    pub looks_like: Option<char>,
    /// How many digits of the value stand before it.
    pub after_digits: u32,
}

/// What is wrong with a printed fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FingerprintProblem {
    /// The number of digits fits neither version 4 (40) nor version 6 (64); 32 digits are a broken
    /// version 4.
    Length(u32),
    /// Look-alike, zero-width or direction-changing characters stand inside.
    OddCharacters(Vec<OddCharacter>),
    /// A placeholder from a template, such as 40 equal digits or `1234 5678 …`.
    Placeholder,
    /// The obsolete form of a version 3 key, sixteen pairs of digits, as in Appendix E of RFC 2350.
    Version3,
}

/// Which of a team's keys a fingerprint or Key ID is printed for, by the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum KeyRole {
    /// The team's key, also when nothing else is said.
    Team,
    /// A master, root or trust-anchor key.
    Master,
    /// The key for incidents, where others are named too.
    Incident,
    /// The key for general information, where others are named too.
    Information,
    /// A former, expired or revoked key.
    Old,
    /// The key of one team member.
    Member,
    /// A key of somebody else.
    Other,
}

words! {
    KeyRole {
        Team = "team",
        Master = "master",
        Incident = "incident",
        Information = "information",
        Old = "old",
        Member = "member",
        Other = "other",
    }
}

/// A printed fingerprint, well-formed or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedFingerprint {
    /// The fingerprint; `None` where `problem` says why not.
    pub fingerprint: Option<Fingerprint>,
    /// The ASCII digits that stand there, upper case.
    pub digits: String,
    /// What is wrong with it. A placeholder has both a problem and a well-formed value.
    pub problem: Option<FingerprintProblem>,
    /// For which key it is printed.
    pub role: KeyRole,
}

/// A printed Key ID: 4, 8 or 16 digits; 40 where somebody put the whole fingerprint there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedKeyId {
    /// Upper-case hexadecimal without spaces or `0x`.
    pub digits: String,
    /// For which key it is printed.
    pub role: KeyRole,
    /// Whether a key listing prints it for a subkey (`sub`/`ssb` lines).
    pub of_subkey: bool,
    /// Look-alike characters inside; then the value is not what it seems.
    pub odd: Vec<OddCharacter>,
}

/// A printed OpenPGP User ID, such as `M-CERT <contact@m-cert.fr>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedUserId {
    /// The User ID with obfuscations of the address undone.
    pub text: String,
    /// The address inside, `local@domain` in lower case.
    pub email: Option<String>,
}

/// What an e-mail address is printed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EmailRole {
    /// Where incidents are reported or the team is reached (sections 2.7, 2.11, 5).
    Contact,
    /// Inside a User ID or beside the team's key (section 2.8).
    Key,
    /// A named person's own, by its section or the words before it.
    Member,
    /// Anything else: distribution lists, other bodies.
    Other,
}

words! {
    EmailRole {
        Contact = "contact",
        Key = "key",
        Member = "member",
        Other = "other",
    }
}

/// A printed e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedEmail {
    /// `local@domain` in lower case, the domain as it is looked up (RFC 5890, "A-label").
    pub address: String,
    /// The same with the domain as people read it, where that has letters beyond ASCII:
    /// `cert@häfen.example`. They may look like others.
    pub international: Option<String>,
    /// What it is printed for.
    pub role: EmailRole,
    /// Whether `(at)` and the like had to be undone.
    pub obfuscated: bool,
}

/// A kind of telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PhoneKind {
    /// Main or duty telephone.
    Telephone,
    /// An emergency or out-of-hours number.
    Emergency,
    /// A mobile or messenger number.
    Mobile,
    /// Facsimile.
    Fax,
}

words! {
    PhoneKind {
        Telephone = "telephone",
        Emergency = "emergency",
        Mobile = "mobile",
        Fax = "fax",
    }
}

/// A printed telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedPhone {
    /// Digits with a leading `+` where one was printed; separators removed, and a `(0)` that is not
    /// dialled from abroad.
    pub number: String,
    /// Its kind by label or section.
    pub kind: PhoneKind,
    /// Printed in a way that cannot be dialled as it stands, such as `++377`.
    pub misprinted: bool,
    /// The extension to dial behind it, digits only.
    pub extension: Option<String>,
    /// Whether it is a named person's own number, by its section or the words before it, and not
    /// the team's.
    pub personal: bool,
}

/// Text that a person reads as an address or a number, and that this program cannot: nothing can
/// say whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadContact {
    /// What it looks like.
    pub kind: ContactKind,
    /// As a person reads it: on one line, without characters that cannot be seen (capped).
    pub text: String,
    /// Why it is not read.
    pub why: UnreadReason,
    /// What it is printed for, by its section and label.
    pub role: EmailRole,
}

/// Why a contact is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UnreadReason {
    /// Characters that change the direction of writing: what is shown is not the order in which it
    /// stands.
    Direction,
    /// The name in front of the at sign has letters or marks that are not read: other scripts,
    /// accents, invisible fillers.
    ForeignName,
    /// The domain cannot be looked up under any reading (RFC 5891, "Domain Name Lookup Protocol").
    Domain,
    /// No full stop, or something else in its place.
    FullStop,
    /// More than one at sign.
    AtSigns,
    /// A quoted name (RFC 5322, "Quoted Strings") or a comment inside.
    Quoted,
    /// Words in place of the at sign that leave more than one reading.
    Words,
    /// Blanks inside that leave more than one reading.
    Blanks,
    /// Letters among the digits of a telephone number.
    Letters,
    /// It stands in the quotation of a mail, which says nothing of whose contact it is.
    Quotation,
}

words! {
    UnreadReason {
        Direction = "direction",
        ForeignName = "foreign-name",
        Domain = "domain",
        FullStop = "full-stop",
        AtSigns = "at-signs",
        Quoted = "quoted",
        Words = "words",
        Blanks = "blanks",
        Letters = "letters",
        Quotation = "quotation",
    }
}

/// What a printed URL is for, by label, section and name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UrlRole {
    /// This document or a twin of it.
    Document,
    /// Its signature, or the page on which the signature is said to be.
    Signature,
    /// Its checksum.
    Checksum,
    /// The OpenPGP key, or a page on which it is said to be.
    Key,
    /// A key server.
    Keyserver,
    /// Anything else.
    Other,
}

words! {
    UrlRole {
        Document = "document",
        Signature = "signature",
        Checksum = "checksum",
        Key = "key",
        Keyserver = "keyserver",
        Other = "other",
    }
}

/// How a printed URL was repaired before it could be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum UrlRepair {
    /// A space inside was encoded or dropped.
    Space,
    /// Two lines were joined.
    Wrapped,
    /// Closing punctuation was cut.
    TrailingPunctuation,
    /// A scheme was put in front of a bare domain or path.
    SchemeAdded,
    /// A bare file name was resolved beside the document.
    BareFileName,
    /// The target of a link was taken instead of its visible text.
    LinkTarget,
    /// `hxxp`, `[.]` and the like were undone.
    Defanged,
    /// A typesetter's ligature or hyphen was undone.
    Typeset,
}

words! {
    UrlRepair {
        Space = "space",
        Wrapped = "wrapped",
        TrailingPunctuation = "trailing-punctuation",
        SchemeAdded = "scheme-added",
        BareFileName = "bare-file-name",
        LinkTarget = "link-target",
        Defanged = "defanged",
        Typeset = "typeset",
    }
}

/// A printed URL.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedUrl {
    /// The URL as it would be fetched; a bare file name stays relative.
    pub url: String,
    /// What it is for.
    pub role: UrlRole,
    /// What had to be repaired.
    pub repairs: Vec<UrlRepair>,
    /// A second reading worth trying where a space or a line break made it ambiguous.
    pub alternatives: Vec<String>,
}

/// What a date is printed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateRole {
    /// Last update, publication or revision of this document.
    Update,
    /// First creation of this document.
    Creation,
    /// The document is valid until then.
    Expiry,
    /// Until when the key is valid.
    KeyExpiry,
    /// Anything else.
    Other,
}

words! {
    DateRole {
        Update = "update",
        Creation = "creation",
        Expiry = "expiry",
        KeyExpiry = "key-expiry",
        Other = "other",
    }
}

/// A printed date. An ambiguous order of day and month stays ambiguous.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedDate {
    /// The day where there is only one reading.
    pub date: Option<jiff::civil::Date>,
    /// Every possible reading, none for an impossible date.
    pub candidates: Vec<jiff::civil::Date>,
    /// What it is printed for.
    pub role: DateRole,
}

/// Until when the document says it is valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PrintedExpiry {
    /// Until superseded by a later version.
    UntilSuperseded,
    /// Until a day.
    Date(PrintedDate),
    /// Something that is not understood.
    Other(String),
}

/// A hash algorithm of checksums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HashName {
    /// MD5: broken.
    Md5,
    /// SHA-1: broken.
    Sha1,
    /// SHA-224.
    Sha224,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

words! {
    HashName {
        Md5 = "MD5",
        Sha1 = "SHA-1",
        Sha224 = "SHA-224",
        Sha256 = "SHA-256",
        Sha384 = "SHA-384",
        Sha512 = "SHA-512",
    }
}

/// A checksum printed in the document itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintedChecksum {
    /// The algorithm by label and length.
    pub algorithm: HashName,
    /// Upper-case hexadecimal digits.
    pub digits: String,
}

/// An OpenPGP armor block printed in the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmbeddedKey {
    /// The block as clean armor: as it stood, or rebuilt. Empty where it could not be rebuilt.
    pub armor: String,
    /// Whether it had to be rebuilt; a rebuilt one is kept only if its CRC-24 holds (RFC 4880, "An
    /// Implementation of the CRC-24").
    pub repaired: bool,
    /// Why it cannot be used, where `armor` is empty.
    pub broken: Option<String>,
}

/// All values that a profile prints. Each list is in document order, visible and hidden ones
/// together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Fingerprints.
    pub fingerprints: Vec<Claim<PrintedFingerprint>>,
    /// Key IDs.
    pub key_ids: Vec<Claim<PrintedKeyId>>,
    /// User IDs.
    pub user_ids: Vec<Claim<PrintedUserId>>,
    /// E-mail addresses.
    pub emails: Vec<Claim<PrintedEmail>>,
    /// Telephone and fax numbers.
    pub phones: Vec<Claim<PrintedPhone>>,
    /// What a person reads as an address or a number and this program cannot.
    pub unread_contacts: Vec<Claim<UnreadContact>>,
    /// URLs, printed or as link targets.
    pub urls: Vec<Claim<PrintedUrl>>,
    /// Versions of the document, such as `1.60`.
    pub versions: Vec<Claim<String>>,
    /// Dates.
    pub dates: Vec<Claim<PrintedDate>>,
    /// Validity of the document.
    pub expiry: Option<Claim<PrintedExpiry>>,
    /// The Traffic Light Protocol word, upper case, such as `TLP:CLEAR`.
    pub tlp: Option<Claim<String>>,
    /// Embedded armored public keys.
    pub embedded_keys: Vec<Claim<EmbeddedKey>>,
    /// Places of printed private key blocks. The block itself is never kept.
    pub secret_keys: Vec<Claim<()>>,
    /// Checksums printed in the document.
    pub checksums: Vec<Claim<PrintedChecksum>>,
    /// Postal address, one line joined by `, `.
    pub addresses: Vec<Claim<String>>,
    /// Time zone.
    pub time_zones: Vec<Claim<String>>,
    /// Hours of operation.
    pub business_hours: Vec<Claim<String>>,
}

impl Claims {
    /// What a person calls this edition of the document by: its first version, and the last date of
    /// an update that has one reading.
    #[must_use]
    pub fn edition(&self) -> EditionName {
        let version = self.versions.iter().find(|claim| claim.is_visible());
        let updates = self
            .dates
            .iter()
            .filter(|claim| claim.is_visible() && claim.value.role == DateRole::Update)
            .filter_map(|claim| claim.value.date);
        EditionName {
            version: version.map(|claim| claim.value.clone()),
            date: updates.max(),
        }
    }
}
