//! Version 1 of the JSON: frozen mirrors of the shared types, decoupled from them so that those can
//! change and this cannot.
//!
//! Every key is always present, null or empty where there is nothing to say. Keys and words may be
//! added, never renamed or removed. What the document claims (`claims`, `team`) and what was
//! observed (everything else) never mix.

mod audit;
mod claims;
mod selfcheck;

use schemars::JsonSchema;
use serde::Serialize;

pub use audit::*;
pub use claims::*;
pub use selfcheck::*;

/// One subject, judged.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assessment {
    /// Always `bonafide/assessment/v1`.
    #[schemars(extend("const" = "bonafide/assessment/v1"))]
    pub schema: &'static str,
    /// What the user asked about: a URL or a path.
    pub subject: String,
    /// The time as of which it was judged, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub assessed_at: String,
    /// The verdict on the document.
    #[schemars(extend("enum" = ["authentic", "unanchored", "unverified", "rejected"]))]
    pub verdict: &'static str,
    /// The reason word, for `unverified`.
    pub why: Option<&'static str>,
    /// Why, in one sentence.
    pub reason: String,
    /// What to do next, in one sentence.
    pub next_step: Option<String>,
    /// The verdict on the key.
    pub key: Key,
    /// What the team is called, by the document.
    pub team: Team,
    /// The document; null where it could not be fetched.
    pub document: Option<Document>,
    /// What the document prints: unauthenticated by definition.
    pub claims: Claims,
    /// Everything that was tried.
    pub attempts: Vec<Attempt>,
    /// Every signature.
    pub signatures: Vec<Signature>,
    /// Every certificate that was looked at.
    pub certificates: Vec<Certificate>,
    /// Every checksum.
    pub checksums: Vec<Checksum>,
    /// Every source of evidence about the key.
    pub anchors: Vec<Anchor>,
    /// What each check found, in the order of the catalogue.
    pub findings: Vec<Finding>,
    /// Policy options that weaken the judgement and were on.
    pub weakenings: Vec<String>,
    /// If this is a replay: what was replayed. A program that acts on verdicts wants null
    /// here.
    pub replay: Option<Replay>,
    /// What was given instead of a profile, where that is known: `signature`,
    /// `signed-message`, `key`, `secret-key`, `checksum`,
    /// `office-document`, `landing-page`, `barrier-page` or `other`.
    pub given: Option<&'static str>,
    /// Teams that the user knows and that this document may be meant to be taken for, the nearest
    /// first; empty where something confirms it. They change no verdict.
    pub nearest: Vec<Near>,
}

/// A team that the user knows, near to what the document says of itself.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Near {
    /// From what the user knows it: `pin`, `trust-root`, `directory` or `history`.
    pub kind: &'static str,
    /// How the user knows it.
    pub team: String,
    /// How near it is: `same-address`, `same-domain`, `same-name`, `looks-the-same`,
    /// `same-but-for-generic-words` or `one-letter-apart`.
    pub how: &'static str,
    /// The name, address or domain of the document that is near.
    pub here: String,
    /// The name, address or domain of the team to which it is near.
    pub known: String,
}

/// What captures of one web archive have in common.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Archived {
    /// The host of the archive.
    pub archive: String,
    /// The place whose captures they are.
    pub of: String,
    /// The oldest of those that were looked at, RFC 3339 in UTC; the archive's word.
    #[schemars(extend("format" = "date-time"))]
    pub since: String,
    /// The newest of them.
    #[schemars(extend("format" = "date-time"))]
    pub until: String,
    /// How many there are.
    pub captures: u32,
}

/// What an assessment was made again from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Replay {
    /// The evidence bundle.
    pub bundle: String,
    /// Always false: whoever could write to the bundle could change it.
    #[schemars(extend("const" = false))]
    pub bundle_is_authenticated: bool,
    /// By whose trust and policy it was judged: `bundle` (those that it holds; the verdict is no
    /// better than the bundle) or `keyring` (the reader's own, and the document was read again).
    #[schemars(extend("enum" = ["bundle", "keyring"]))]
    pub judged_by: &'static str,
    /// The reader's trust directory; null where judged by the bundle.
    pub keyring: Option<String>,
}

/// Several subjects, in the order of the arguments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Assessments {
    /// Always `bonafide/assessments/v1`.
    #[schemars(extend("const" = "bonafide/assessments/v1"))]
    pub schema: &'static str,
    /// One for each subject that could be taken up.
    pub assessments: Vec<Assessment>,
    /// Subjects that could not be taken up at all: unreadable local input, a broken configuration
    /// or keyring.
    pub errors: Vec<SubjectError>,
}

/// One subject that could not be taken up.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SubjectError {
    /// What the user asked about.
    pub subject: String,
    /// What went wrong, with the remedy.
    pub message: String,
}

/// The only subject could not be taken up: no verdict at all.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Error {
    /// Always `bonafide/error/v1`.
    #[schemars(extend("const" = "bonafide/error/v1"))]
    pub schema: &'static str,
    /// What the user asked about.
    pub subject: String,
    /// What went wrong, with the remedy.
    pub message: String,
}

/// The pins of the trust directory.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Pins {
    /// Always `bonafide/pins/v1`.
    #[schemars(extend("const" = "bonafide/pins/v1"))]
    pub schema: &'static str,
    /// All pins, by file.
    pub pins: Vec<Pin>,
    /// All trust roots; empty where one team's pins were asked for.
    pub roots: Vec<TrustRoot>,
    /// All snapshots of directories; empty where one team's pins were asked for.
    pub directories: Vec<Directory>,
}

/// A key whose certifications of other teams' User IDs are believed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct TrustRoot {
    /// Its name.
    pub name: String,
    /// The fingerprint by which it was chosen.
    pub fingerprint: String,
    /// How that was confirmed.
    pub how: String,
    /// By whom.
    pub who: String,
    /// On which day.
    pub when: String,
    /// The file it is recorded in.
    pub source: String,
}

/// A snapshot of a directory of teams.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Directory {
    /// Which directory.
    pub name: String,
    /// The day on which it was taken.
    pub taken: String,
    /// How many teams it has.
    pub teams: usize,
    /// How many of them have a full fingerprint: only these can confirm a key.
    pub with_fingerprint: usize,
    /// The file it is kept in.
    pub source: String,
}

/// A fingerprint that was confirmed for a team.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Pin {
    /// The team's name.
    pub team: String,
    /// The confirmed fingerprint.
    pub fingerprint: String,
    /// Domains whose addresses it vouches for.
    pub domains: Vec<String>,
    /// Single addresses that it vouches for.
    pub emails: Vec<String>,
    /// How it was confirmed.
    pub how: String,
    /// By whom.
    pub who: String,
    /// On which day.
    pub when: String,
    /// From when on it should be confirmed again.
    pub confirm_again: Option<String>,
    /// The file it is recorded in.
    pub source: String,
}

/// Partner entries, or what a list of partners makes of them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Partners {
    /// Always `bonafide/partners/v1`.
    #[schemars(extend("const" = "bonafide/partners/v1"))]
    pub schema: &'static str,
    /// Whether new entries were written; false where a list is only compared, or entries are shown.
    pub written: bool,
    /// The entries by name, or the partners in the order of the list.
    pub partners: Vec<Partner>,
}

/// One partner. Nothing of it is confirmed but what `unconfirmed` says of each fingerprint.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Partner {
    /// The entry's name.
    pub entry: String,
    /// The team's name.
    pub team: String,
    /// Where its profile is.
    pub profile: String,
    /// Its addresses.
    pub emails: Vec<String>,
    /// Fingerprints that were to be confirmed with the team.
    pub unconfirmed: Vec<Unconfirmed>,
    /// Everything else that the list said.
    pub notes: std::collections::BTreeMap<String, String>,
    /// The entry's file; null where a list is compared.
    pub file: Option<String>,
    /// Why the entry cannot be used.
    pub problem: Option<String>,
    /// What becomes of it: `new`, `there`, `differs`, `twice`; null where entries are shown.
    pub step: Option<&'static str>,
    /// Fields in which an entry that is there has other values.
    pub differs: Vec<&'static str>,
    /// Other teams for which it may be taken.
    pub alike: Vec<Alike>,
    /// Where it stands in the list; null where entries are shown.
    pub place: Option<String>,
    /// How audits ended; null where none has recorded it.
    pub last: Option<LastRun>,
}

/// A fingerprint that a list gives.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Unconfirmed {
    /// It.
    pub fingerprint: String,
    /// `to-confirm`, `confirmed` by a pin of this team, or `another-is-confirmed`; null where a list
    /// is compared.
    pub state: Option<&'static str>,
}

/// A team of a like name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Alike {
    /// Its name.
    pub team: String,
    /// The entry's name, or where it stands in the list.
    pub place: String,
    /// `looks-the-same`, `same-but-for-generic-words` or `same`.
    pub how: &'static str,
}

/// What was seen before.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct History {
    /// Always `bonafide/history/v1`.
    #[schemars(extend("const" = "bonafide/history/v1"))]
    pub schema: &'static str,
    /// Everything that is remembered, by subject.
    pub subjects: Vec<Remembered>,
}

/// What is remembered of one subject.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Remembered {
    /// What it is known by: its canonical URL or the partner entry's name.
    pub subject: String,
    /// How audits ended; null where none has run.
    pub last: Option<LastRun>,
    /// Authentic sights, oldest first; each one but the newest was replaced by the next.
    pub sights: Vec<Sight>,
}

/// How audits ended last.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LastRun {
    /// When it was tried last.
    pub attempted_at: String,
    /// The verdict of the last run that reached the document.
    pub verdict: Option<&'static str>,
    /// Its reason word.
    pub why: Option<&'static str>,
    /// Since when audits have ended so.
    pub since: Option<String>,
    /// Since when the document could not be reached; null where the last try reached it.
    pub unreachable_since: Option<String>,
}

/// One authentic document as it was seen.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Sight {
    /// When it was seen last.
    pub seen_at: String,
    /// When it was seen first, as far as that was kept.
    pub first_seen_at: String,
    /// SHA-256 of the document.
    pub document_sha256: String,
    /// The version that it prints.
    pub version: Option<String>,
    /// The date that it prints, where unambiguous.
    pub date: Option<String>,
    /// When its signature was made.
    pub signed_at: Option<String>,
    /// The key that signed it.
    pub fingerprint: Option<String>,
    /// The contact addresses that it prints.
    pub emails: Vec<String>,
    /// The numbers that it prints.
    pub phones: Vec<String>,
}

/// What a document prints, without any judgement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Profile {
    /// Always `bonafide/profile/v1`.
    #[schemars(extend("const" = "bonafide/profile/v1"))]
    pub schema: &'static str,
    /// What the user asked about: a URL or a path.
    pub subject: String,
    /// The format that was read; null where nothing could be read.
    pub media_type: Option<&'static str>,
    /// The number of pages, for formats that have pages.
    pub pages: Option<u32>,
    /// Two-letter code of the vocabulary that fitted best.
    pub language: Option<String>,
    /// Why nothing could be read.
    pub error: Option<String>,
    /// What the team is called.
    pub team: Team,
    /// What the document prints: unauthenticated by definition.
    pub claims: Claims,
    /// The sections found, in order.
    pub sections: Vec<Section>,
    /// Numbers of the sections of RFC 2350's outline that are not there.
    pub missing: Vec<&'static str>,
    /// What the document offers for its authentication where it gives no signature.
    #[schemars(extend("enum" = ["says-signed", "on-request", "tls", "not-signed", null]))]
    pub authenticity: Option<&'static str>,
    /// What the reader noticed.
    pub warnings: Vec<Warning>,
}

/// The verdict on the key.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Key {
    /// The verdict.
    #[schemars(extend("enum" = ["confirmed", "unconfirmed", "conflicting", "unusable"]))]
    pub verdict: &'static str,
    /// The key that was judged, upper-case hexadecimal.
    #[schemars(extend("pattern" = FPR))]
    pub fingerprint: Option<String>,
    /// When it expires, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub expires: Option<String>,
    /// Why, in one sentence.
    pub reason: String,
}

/// What the team is called, as printed where a person sees it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Team {
    /// Its official name.
    pub name: Option<String>,
    /// Its short name.
    pub short_name: Option<String>,
}

/// The document as it was judged.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Document {
    /// The media type by its bytes.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Where bytes came from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Origin {
    /// How they came: `flag`, `printed-url`, `sidecar`, `embedded`, `keyring`, `wkd`, `keyserver`,
    /// `linked-page`, `archive`, `security-txt`, `csaf`, `registry`.
    pub kind: &'static str,
    /// The final URL, after redirects.
    pub url: Option<String>,
    /// The path of a local file.
    pub path: Option<String>,
    /// The hops before the final URL.
    pub chain: Vec<Hop>,
    /// The IP address that answered last.
    pub address: Option<String>,
    /// Whether every hop was TLS with a certificate that was checked.
    pub tls: bool,
    /// How old the copy was, where it came from the cache and the server was not asked again; null
    /// where it was.
    pub copy_age_seconds: Option<u64>,
    /// The registrable domain of the final URL.
    pub registrable_domain: Option<String>,
}

/// One hop of a redirect chain.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Hop {
    /// The URL that was asked.
    pub url: String,
    /// The HTTP status it answered.
    pub status: u16,
}

/// A place in the document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Place {
    /// 1-based page, for formats that have pages.
    pub page: Option<u32>,
    /// 1-based line: of the text, of the HTML source, or the row on its PDF page.
    pub line: u32,
    /// The section of RFC 2350's outline by meaning, such as `2.8`.
    pub section: Option<String>,
    /// The heading of that section as printed.
    pub heading: Option<String>,
}

/// One attempt to find a piece of evidence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Attempt {
    /// What was looked for.
    #[schemars(extend("enum" = ["document", "signature", "checksum", "key", "page", "revocation", "archive", "security-txt", "csaf", "registration"]))]
    pub role: &'static str,
    /// Where: a URL or a path.
    pub url: String,
    /// How it ended. `failed` never means `absent`.
    #[schemars(extend("enum" = ["got", "absent", "failed", "wrong-kind"]))]
    pub result: &'static str,
    /// Why.
    pub why: String,
}

/// What was seen of one signature.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Signature {
    /// Mathematics and policy at signing; `problems` names what holds against it now.
    #[schemars(extend("enum" = ["good", "bad", "unknown-key", "weak", "expired", "invalid-key", "not-a-signature", "malformed", "unsupported"]))]
    pub status: &'static str,
    /// The signer's primary key, upper-case hexadecimal.
    #[schemars(extend("pattern" = FPR))]
    pub signer: Option<String>,
    /// The key that made it, which may be a subkey.
    #[schemars(extend("pattern" = FPR))]
    pub signing_key: Option<String>,
    /// Key ID of the issuer where the signature states no fingerprint.
    pub issuer_key_id: Option<String>,
    /// When it says that it was made, RFC 3339 in UTC; the signer's own word.
    #[schemars(extend("format" = "date-time"))]
    pub made_at: Option<String>,
    /// Its hash algorithm.
    pub hash: Option<String>,
    /// How it is attached.
    #[schemars(extend("enum" = ["detached", "cleartext", "inline", "unknown"]))]
    pub kind: &'static str,
    /// What holds against it now, in words such as `key-expired-since`.
    pub problems: Vec<&'static str>,
    /// The cause in a short clause.
    pub detail: String,
    /// Where it came from.
    pub origin: Origin,
}

/// What was seen of one certificate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Certificate {
    /// Fingerprint of the primary key, upper-case hexadecimal.
    #[schemars(extend("pattern" = FPR))]
    pub fingerprint: String,
    /// Fingerprints of the subkeys.
    pub subkeys: Vec<String>,
    /// User IDs.
    pub user_ids: Vec<String>,
    /// When it says that it was made, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub created: Option<String>,
    /// When it expires, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub expires: Option<String>,
    /// Whether and how it is revoked.
    pub revoked: Option<Revocation>,
    /// Algorithm and size of the primary key.
    pub algorithm: String,
    /// Where it came from.
    pub origin: Origin,
}

/// The revocation of a certificate.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Revocation {
    /// Compromised or no reason given, so retroactive.
    pub hard: bool,
    /// The reason's standard name.
    pub reason: String,
    /// The owner's text.
    pub text: String,
    /// When, RFC 3339 in UTC.
    #[schemars(extend("format" = "date-time"))]
    pub at: Option<String>,
}

/// What was seen of one checksum.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Checksum {
    /// The algorithm, such as `SHA-256`.
    pub algorithm: Option<&'static str>,
    /// The value published, upper-case hexadecimal.
    pub expected: Option<String>,
    /// The value computed, upper-case hexadecimal.
    pub observed: Option<String>,
    /// How they compare. A match proves only that the transfer was whole.
    #[schemars(extend("enum" = ["match", "mismatch", "no-entry", "ambiguous", "malformed", "weak", "unsupported"]))]
    pub status: &'static str,
    /// Where it came from.
    pub origin: Origin,
}

/// Evidence about the key that the document's publisher may not control.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Anchor {
    /// Its kind.
    #[schemars(extend("enum" = ["pin", "expected", "trust-root", "directory", "wkd", "keyserver", "history", "archive", "security-txt", "csaf"]))]
    pub kind: &'static str,
    /// What it says about the key.
    #[schemars(extend("enum" = ["agrees", "disagrees", "silent"]))]
    pub says: &'static str,
    /// Whether no shared controller with the document was found.
    pub independent: bool,
    /// Whether it can make the document authentic.
    pub accepted: bool,
    /// Why it counts or not.
    pub why: String,
    /// Whether it names this team.
    pub names_team: bool,
    /// The fingerprint it names, upper-case hexadecimal.
    #[schemars(extend("pattern" = FPR))]
    pub fingerprint: Option<String>,
    /// The team it names.
    pub team: Option<String>,
    /// Printed contact addresses that it vouches for.
    pub covered: Vec<String>,
    /// Printed contact addresses that it does not vouch for.
    pub not_covered: Vec<String>,
    /// How and when it was confirmed.
    pub confirmed: Option<String>,
    /// What a web archive kept, for the kind `archive`. Where it agrees, the key has stood there
    /// since `since`; where it disagrees, another one did until `until`.
    pub archived: Option<Archived>,
}

/// What a check found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Finding {
    /// The check's stable id, which names the property.
    pub check: &'static str,
    /// How it ended. `inconclusive` is never a pass.
    #[schemars(extend("enum" = ["pass", "not-applicable", "inconclusive", "fail"]))]
    pub outcome: &'static str,
    /// How much it matters.
    #[schemars(extend("enum" = ["note", "warning", "error"]))]
    pub severity: &'static str,
    /// What was found, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Where in the document.
    #[serde(rename = "where")]
    pub places: Vec<Where>,
}

/// A place with the text that stands there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Where {
    /// The place.
    #[serde(flatten)]
    pub place: Place,
    /// The printed text.
    pub excerpt: String,
}

/// A section of the profile.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Section {
    /// The number in RFC 2350's outline by meaning; null for a heading of no known meaning.
    pub number: Option<String>,
    /// The heading as printed.
    pub heading: String,
    /// 1-based page, for formats that have pages.
    pub page: Option<u32>,
    /// 1-based line.
    pub line: u32,
    /// Whether anything stands under it.
    pub has_content: bool,
}

/// Something about the document that a person should know.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Warning {
    /// What it is, in a word such as `hidden-text`.
    pub kind: &'static str,
    /// What hides the text, where `kind` is `hidden-text`.
    pub hidden_by: Option<&'static str>,
    /// 1-based page, for formats that have pages.
    pub page: Option<u32>,
    /// 1-based line, if it is at one place.
    pub line: Option<u32>,
    /// A short excerpt or name.
    pub detail: String,
}

/// The shape of an OpenPGP fingerprint of version 4 or 6.
const FPR: &str = "^([0-9A-F]{40}|[0-9A-F]{64})$";
