//! What a document prints, in version 1 of the JSON.

use schemars::JsonSchema;
use serde::Serialize;

use super::Place;

/// A value that the document prints, with its place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Claim {
    /// The normalised value; null where there is not exactly one.
    pub value: Option<String>,
    /// What stood there.
    pub raw: String,
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// The label that opens it as printed; null where it stands by itself or in running text.
    pub label: Option<String>,
    /// Whether it stands in running text and no label opens it: it is weaker than one that a label
    /// opens.
    pub in_sentence: bool,
    /// Whether a person looking at the document sees it. A hidden value never counts as printed.
    pub visible: bool,
    /// Why not, in a word.
    pub hidden_by: Option<&'static str>,
    /// Why it cannot be told whether a person sees it so, in a word. Such a value counts as
    /// printed, and is disputed.
    pub not_judged: Option<&'static str>,
}

/// A printed fingerprint: `value` is upper-case hexadecimal, and null where look-alike characters
/// stand inside.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FingerprintClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// For which of the team's keys, by the words around it.
    #[schemars(extend("enum" = ["team", "master", "incident", "information", "old", "member", "other"]))]
    pub role: &'static str,
    /// What is wrong with it; then `value` holds just the digits that stand there.
    pub malformed: Option<String>,
}

/// A printed Key ID: `value` is upper-case hexadecimal without `0x`, and null where look-alike
/// characters stand inside.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyIdClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// For which of the team's keys, by the words around it.
    #[schemars(extend("enum" = ["team", "master", "incident", "information", "old", "member", "other"]))]
    pub role: &'static str,
    /// Whether a key listing prints it for a subkey.
    pub of_subkey: bool,
    /// What is wrong with it.
    pub malformed: Option<String>,
}

/// A printed OpenPGP User ID.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UserIdClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// The address inside, lower case.
    pub email: Option<String>,
}

/// A printed e-mail address: `value` is `local@domain` in lower case, the domain as it is looked up
/// (`xn--…`).
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EmailClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// What it is printed for.
    #[schemars(extend("enum" = ["contact", "key", "member", "other"]))]
    pub role: &'static str,
    /// Whether `(at)` and the like had to be undone.
    pub obfuscated: bool,
    /// The address with the domain as people read it, where that has letters beyond ASCII.
    pub international: Option<String>,
}

/// A printed telephone number: `value` is digits with a leading `+` where one was printed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PhoneClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// Its kind.
    #[schemars(extend("enum" = ["telephone", "emergency", "mobile", "fax"]))]
    pub kind: &'static str,
    /// Printed in a way that cannot be dialled.
    pub misprinted: bool,
    /// The extension to dial behind it.
    pub extension: Option<String>,
    /// Whether it is a named person's own number, and not the team's.
    pub personal: bool,
}

/// Text that a person reads as an address or a number and this program cannot: `value` is null.
/// Nothing can vouch for it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnreadContactClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// What it looks like.
    #[schemars(extend("enum" = ["email", "phone"]))]
    pub kind: &'static str,
    /// As a person reads it, on one line.
    pub text: String,
    /// Why it is not read.
    #[schemars(extend("enum" = ["direction", "foreign-name", "domain", "full-stop", "at-signs", "quoted", "words", "blanks", "letters"]))]
    pub why: &'static str,
    /// What it is printed for.
    #[schemars(extend("enum" = ["contact", "key", "member", "other"]))]
    pub role: &'static str,
}

/// A printed URL: `value` is as it would be fetched.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UrlClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// What it is for.
    #[schemars(extend("enum" = ["document", "signature", "checksum", "key", "keyserver", "other"]))]
    pub role: &'static str,
    /// What had to be repaired, in words such as `space` or `wrapped`.
    pub repairs: Vec<&'static str>,
    /// Second readings worth trying.
    pub alternatives: Vec<String>,
}

/// A printed date: `value` is ISO 8601 where there is one reading, else null with the `candidates`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DateClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// Every possible reading; none for an impossible date.
    pub candidates: Vec<String>,
    /// What it is printed for.
    #[schemars(extend("enum" = ["update", "creation", "expiry", "key-expiry", "other"]))]
    pub role: &'static str,
}

/// Until when the document says it is valid: `value` is a date where `kind` is `date` and there is
/// one reading, else null.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExpiryClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// Whether it names a day, the next version, or something that is not understood.
    #[schemars(extend("enum" = ["date", "until-superseded", "other"]))]
    pub kind: &'static str,
    /// Every possible reading of a date.
    pub candidates: Vec<String>,
}

/// A printed checksum: `value` is upper-case hexadecimal.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChecksumClaim {
    /// Value and place.
    #[serde(flatten)]
    pub claim: Claim,
    /// The algorithm, such as `SHA-256`.
    pub algorithm: &'static str,
}

/// An armored public key printed in the document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct EmbeddedKey {
    /// Whether it had to be rebuilt; a rebuilt one is kept only if its CRC-24 holds.
    pub repaired: bool,
    /// Why it cannot be used.
    pub broken: Option<String>,
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// Whether a person looking at the document sees it.
    pub visible: bool,
    /// Why not, in a word.
    pub hidden_by: Option<&'static str>,
}

/// Where a private key is printed. The key itself is never kept.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SecretKey {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// Whether a person looking at the document sees it.
    pub visible: bool,
    /// Why not, in a word.
    pub hidden_by: Option<&'static str>,
}

/// Everything that the document prints, in document order, visible and hidden together.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Claims {
    /// Fingerprints.
    pub fingerprints: Vec<FingerprintClaim>,
    /// Key IDs.
    pub key_ids: Vec<KeyIdClaim>,
    /// OpenPGP User IDs.
    pub user_ids: Vec<UserIdClaim>,
    /// E-mail addresses.
    pub emails: Vec<EmailClaim>,
    /// Telephone and fax numbers.
    pub phones: Vec<PhoneClaim>,
    /// What a person reads as an address or a number and this program cannot.
    pub unread_contacts: Vec<UnreadContactClaim>,
    /// URLs.
    pub urls: Vec<UrlClaim>,
    /// Versions of the document.
    pub versions: Vec<Claim>,
    /// Dates.
    pub dates: Vec<DateClaim>,
    /// Validity of the document.
    pub expiry: Option<ExpiryClaim>,
    /// The Traffic Light Protocol word.
    pub tlp: Option<Claim>,
    /// Armored public keys.
    pub embedded_keys: Vec<EmbeddedKey>,
    /// Places of private keys.
    pub secret_keys: Vec<SecretKey>,
    /// Checksums.
    pub checksums: Vec<ChecksumClaim>,
    /// Postal addresses.
    pub addresses: Vec<Claim>,
    /// Time zones.
    pub time_zones: Vec<Claim>,
    /// Hours of operation.
    pub business_hours: Vec<Claim>,
}
