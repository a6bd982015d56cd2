//! The facts behind findings, one variant per thing that can be said. The words live in the report
//! crate.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Timestamp;
use crate::claims::{
    Authenticity, EditionName, Fingerprint, FingerprintProblem, HashName, HiddenBy, KeyIdDiagnosis,
    KeyRole, NotJudged, PhoneKind, ReadError, ReadWarningKind, UnreadReason,
};
use crate::evidence::{Archived, AttemptWhy, EditionDifference};
use crate::judgement::{
    AnchorKind, AnchorWhy, Confirmed, ExpiredCause, FormerState, FreshnessAxis, KeyProblem,
    LineReading, Material, Publishing, SignatureCause, SignatureKind, SignatureStatus, SubkeyOf,
    Succession, Tie, UnusableKey, UserIdProblem, WeakCause,
};

/// The facts that a finding's message is made of. Texts inside are untrusted unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Detail {
    // Preconditions, shared by many checks.
    /// There is no document.
    NoDocument,
    /// The document could not be read, so nothing that it prints is known.
    Unreadable(ReadError),
    /// No signature could be looked at, so there is nothing to judge here.
    NoSignatureToJudge,
    /// No certificate of the key in question is at hand.
    NoCertificate {
        /// The key in question, if any is known.
        fingerprint: Option<Fingerprint>,
        /// Places that could not be asked for it.
        failed: Vec<String>,
        /// What is at hand in its place and cannot be used.
        unusable: Option<UnusableKey>,
    },
    /// It cannot be told, for this reason.
    Undetermined {
        /// The reason.
        why: KeyProblem,
    },

    // Integrity.
    /// Signatures are at hand.
    SignaturesFound {
        /// How each is attached.
        kinds: Vec<SignatureKind>,
    },
    /// No signature was found, and every place that was asked answered.
    NoSignature {
        /// What the document says about that.
        says: Option<Authenticity>,
        /// Who made the X.509 signature inside, which is not judged; empty where that is not known.
        x509: Option<String>,
    },
    /// No signature was found where one was looked for, and other places where one may be were not
    /// asked or could not be.
    NoSignatureSeen {
        /// What the document says about that.
        says: Option<Authenticity>,
        /// Who made the X.509 signature inside, which is not judged; empty where that is not known.
        x509: Option<String>,
        /// The places.
        unasked: Vec<String>,
    },
    /// Places where a signature may be could not be asked.
    SignatureNotFetched {
        /// The places.
        places: Vec<String>,
    },
    /// Something stands where a signature should be, but it is none.
    NotASignature {
        /// The places.
        places: Vec<String>,
        /// What it is instead, where that is known.
        what: Option<AttemptWhy>,
    },
    /// The signature has the form of one.
    SignatureWellformed,
    /// The signature, or its framing, cannot be parsed.
    SignatureMalformed {
        /// Where it came from.
        origin: String,
        /// What is wrong.
        what: Option<SignatureCause>,
    },
    /// The signature uses something that is not supported.
    SignatureUnsupported {
        /// Where it came from.
        origin: String,
        /// What is not supported.
        what: Option<SignatureCause>,
    },
    /// The signature is mathematically right, by a key that was valid when it was made.
    SignatureGood {
        /// Who made it.
        signer: Fingerprint,
        /// When, in the signer's own word.
        made_at: Option<Timestamp>,
    },
    /// Sound only under a binding that the same primary key made after the signature.
    BindingMadeLater {
        /// Who made it.
        signer: Fingerprint,
    },
    /// A text-mode signature that holds only with other line endings than the file has.
    LineEndingsNormalised,
    /// The mathematics fail.
    SignatureBad {
        /// Whose key it fails under.
        signer: Option<Fingerprint>,
        /// What ties that key to this document.
        tie: Tie,
        /// Where the signature came from.
        origin: String,
        /// Under which change of the bytes it would hold: diagnosis only.
        would_verify_if: Vec<FormerState>,
    },
    /// The mathematics fail, and by its own name the signature is that of another file.
    SignatureOfOtherFile {
        /// Where it came from.
        origin: String,
    },
    /// A text-mode signature that fails here and holds where line ends are read as another program
    /// does.
    SignatureReadsOtherwise {
        /// Where it came from.
        origin: String,
        /// How the line ends have to be read.
        as_read: LineReading,
    },
    /// Beside a good signature there is one by the same key that fails.
    AlsoBad {
        /// The key.
        signer: Fingerprint,
        /// Where the failing one came from.
        origin: String,
    },
    /// Beside the signature that was judged there is another one that is not good.
    OtherSignature {
        /// Its status.
        status: SignatureStatus,
        /// Its signer, if known.
        signer: Option<Fingerprint>,
        /// Where it came from.
        origin: String,
    },
    /// No certificate at hand has the key that made the signature.
    SignerUnknown {
        /// The issuer as the signature states it.
        issuer: Option<String>,
        /// Whether that is a key that the document prints.
        is_printed: bool,
        /// Whether it may be a subkey of a printed key: the certificate that would tell is not at
        /// hand.
        may_be_subkey: bool,
        /// What is at hand in its place and cannot be used.
        unusable: Option<UnusableKey>,
    },
    /// The key was not allowed to make the signature.
    SigningKeyInvalid {
        /// The signer.
        signer: Option<Fingerprint>,
        /// Why.
        what: Option<SignatureCause>,
    },
    /// The signature was refused before its mathematics mattered.
    NotDecided {
        /// Its status.
        status: SignatureStatus,
    },
    /// The signature covers exactly the bytes that were read.
    CoversDocument,
    /// The signature covers a list of hashes whose entry for this document matches. That is no
    /// authorship.
    CoversViaChecksum {
        /// Whether policy accepts it all the same.
        accepted: bool,
    },
    /// The signature covers a separate copy with the same text.
    CoversEqualCopy,
    /// The signature covers something else.
    CoversOther,
    /// The signature covers exactly this document, and that is no profile: it has too few sections
    /// of RFC 2350's outline. Teams sign mails, lists and notices too.
    CoversNoProfile,
    /// Text stands outside the signed region.
    OutsideText {
        /// Whether values of a profile stand in it.
        claims: bool,
    },
    /// The hash over the document is strong.
    SignatureStrong {
        /// Its name.
        hash: Option<String>,
    },
    /// The signature rests on something that today's policy refuses.
    SignatureWeak {
        /// What that is.
        because: WeakCause,
        /// The hash.
        hash: Option<String>,
    },
    /// The hash will be refused by the coming policy.
    SignatureSoonWeak {
        /// The hash.
        hash: Option<String>,
    },
    /// The times fit.
    SignatureTimely {
        /// When it says that it was made.
        made_at: Timestamp,
    },
    /// The signature's own lifetime is over, or its key had expired at the stated time.
    SignatureExpired {
        /// When it says that it was made.
        made_at: Option<Timestamp>,
        /// Which of the two, where that is known.
        cause: Option<ExpiredCause>,
    },
    /// It says that it was made in the future.
    MadeInFuture {
        /// When it says that it was made.
        made_at: Option<Timestamp>,
    },
    /// It says that it was made before its key existed.
    MadeBeforeKey {
        /// When it says that it was made.
        made_at: Option<Timestamp>,
    },
    /// No checksum was found.
    NoChecksum,
    /// Places where a checksum may be could not be asked.
    ChecksumNotFetched {
        /// The places.
        places: Vec<String>,
    },
    /// The checksum is that of the document.
    ChecksumEqual {
        /// The algorithm.
        algorithm: HashName,
        /// Where the checksum came from.
        origin: String,
    },
    /// The checksum is that of something else.
    ChecksumDiffers {
        /// The algorithm.
        algorithm: HashName,
        /// What is published.
        expected: String,
        /// What was computed.
        observed: String,
        /// Where the checksum came from.
        origin: String,
    },
    /// The checksum file has no line for this document.
    ChecksumNoEntry {
        /// Where it came from.
        origin: String,
    },
    /// Several lines could be meant, and they differ.
    ChecksumAmbiguous {
        /// Where it came from.
        origin: String,
    },
    /// This is no checksum file.
    ChecksumMalformed {
        /// Where it came from.
        origin: String,
    },
    /// MD5 or SHA-1: proves nothing.
    ChecksumWeak {
        /// The algorithm.
        algorithm: HashName,
        /// Where it came from.
        origin: String,
    },
    /// An algorithm that is not computed here, such as BLAKE2b.
    ChecksumUnsupported {
        /// Where it came from.
        origin: String,
    },
    /// A checksum printed in the document itself is for another file.
    ChecksumOfAnother {
        /// The algorithm.
        algorithm: HashName,
    },

    // Identity.
    /// Usable fingerprints are printed.
    FingerprintsPrinted {
        /// All of them.
        fingerprints: Vec<Fingerprint>,
    },
    /// No usable fingerprint is printed.
    NoFingerprint {
        /// How many stand where nobody sees them.
        hidden: u32,
        /// How many are not well-formed.
        malformed: u32,
    },
    /// All printed fingerprints have the right form.
    FingerprintsWellformed {
        /// How many.
        count: u32,
    },
    /// A printed fingerprint is broken.
    FingerprintMalformed {
        /// The digits that stand there.
        digits: String,
        /// What is wrong.
        problem: FingerprintProblem,
    },
    /// No printed fingerprint contradicts another one.
    FingerprintsUnambiguous {
        /// How many different ones are printed.
        count: u32,
    },
    /// A fingerprint stands where nobody sees it, and it is none of the visible ones.
    HiddenFingerprint {
        /// Its digits.
        digits: String,
        /// What hides it.
        hidden_by: HiddenBy,
    },
    /// Two printed fingerprints for the same key differ in a few digits.
    FingerprintsContradict {
        /// One.
        first: Fingerprint,
        /// The other.
        second: Fingerprint,
        /// Digits that differ, 1-based.
        digits: Vec<u32>,
    },
    /// The signer is printed.
    SignerPrinted {
        /// The signer.
        signer: Fingerprint,
    },
    /// The signer is printed, but not as the key of the team.
    SignerPrintedAs {
        /// The signer.
        signer: Fingerprint,
        /// As what it is printed.
        role: KeyRole,
    },
    /// The signer is not printed.
    SignerNotPrinted {
        /// The signer.
        signer: Fingerprint,
        /// What is printed.
        printed: Vec<Fingerprint>,
        /// Whether a value that nobody sees names the signer.
        hidden: bool,
    },
    /// A printed fingerprint is that of a subkey, and its primary key is not printed.
    PrintedSubkey(SubkeyOf),
    /// No good signature, so no signer.
    NoSigner,
    /// The certificate of the printed key was found.
    PrintedKeyFound {
        /// The key.
        fingerprint: Fingerprint,
        /// Where it came from.
        origins: Vec<String>,
    },
    /// A certificate was published for this team, and its key is not printed.
    PublishedKeyDiffers {
        /// The key of the published certificate.
        found: Fingerprint,
        /// What is printed.
        printed: Vec<Fingerprint>,
        /// Where the certificate came from.
        origin: String,
    },
    /// Something stands where a certificate should be, but none that can be used.
    NotACertificate {
        /// Where, and what it is instead.
        unusable: UnusableKey,
        /// The user gave it.
        given: bool,
    },
    /// No Key ID is printed.
    NoKeyId,
    /// A printed Key ID, and what it is.
    KeyId {
        /// The digits as printed.
        digits: String,
        /// What they are.
        diagnosis: KeyIdDiagnosis,
    },
    /// A User ID of the certificate carries a printed contact.
    UserIdMatches {
        /// The User ID.
        user_id: String,
    },
    /// No User ID of the certificate carries a printed contact.
    UserIdDiffers {
        /// The User IDs.
        user_ids: Vec<String>,
        /// The printed contacts.
        printed: Vec<String>,
    },
    /// The certificate has no User ID that its key binds.
    NoUserIds,
    /// The certificate's User IDs are revoked by its owner, and no other one counts.
    UserIdsRevoked {
        /// The User IDs.
        user_ids: Vec<String>,
    },
    /// A User ID of the certificate carries a printed contact, and does not count.
    UserIdDoesNotCount {
        /// The User ID.
        user_id: String,
        /// Why it does not.
        why: UserIdProblem,
    },
    /// The document prints no address or User ID to compare with.
    NoContacts,
    /// A person reads an address or a number there, and this program cannot.
    ContactUnread {
        /// As a person reads it.
        text: String,
        /// Why it is not read.
        why: UnreadReason,
    },

    // Key health.
    /// The key is live.
    KeyLive {
        /// Until then; `None` means that it does not expire.
        expires: Option<Timestamp>,
    },
    /// The key is not live.
    KeyNotLive {
        /// Since when it has expired.
        expires: Option<Timestamp>,
        /// The reason.
        why: KeyProblem,
        /// Whether a good signature was made while it was.
        signed_before: bool,
    },
    /// The primary key is live, the subkey that signed is not: what it signed may be old, the key
    /// may still be encrypted to.
    SigningSubkeyExpired {
        /// Since when it has expired.
        expires: Option<Timestamp>,
        /// Whether a good signature was made before.
        signed_before: bool,
    },
    /// No revocation was found.
    NotRevoked {
        /// Whether any place was asked for revocations.
        asked: bool,
    },
    /// The key is revoked.
    KeyRevoked {
        /// Retroactive: compromised or no reason given.
        hard: bool,
        /// The standard name of the reason; `None` where only the subkey that signed is revoked.
        reason: Option<String>,
        /// The owner's text.
        text: String,
        /// When.
        at: Option<Timestamp>,
    },
    /// The key's algorithm and size meet today's minimum.
    KeyStrong {
        /// Algorithm and size.
        algorithm: String,
    },
    /// The key's algorithm or size does not.
    KeyWeak {
        /// Algorithm and size.
        algorithm: String,
        /// Algorithm and size of the key that is too weak, which may be a subkey.
        weak: String,
    },
    /// Something about the key will be refused soon.
    KeySoonWeak {
        /// Algorithm and size.
        algorithm: String,
    },
    /// The bindings rest on hashes that are accepted today.
    BindingsStrong,
    /// The bindings rest on a weak hash.
    BindingsWeak {
        /// Which.
        why: KeyProblem,
        /// Whether policy accepts them all the same.
        accepted: bool,
    },
    /// The key stays valid long enough.
    KeyStaysValid {
        /// When it expires; `None` means that it does not.
        expires: Option<Timestamp>,
    },
    /// The key expires soon, or has.
    KeyExpiresSoon {
        /// When.
        expires: Timestamp,
        /// Whole days until then; negative since then.
        days: i64,
        /// It is the subkey that signed the document; its primary key lives longer.
        of_subkey: bool,
    },
    /// There is a key to encrypt to.
    CanEncrypt,
    /// There is none.
    CannotEncrypt {
        /// The reason.
        why: KeyProblem,
    },

    // Independence.
    /// An anchor counts.
    AnchorCounts {
        /// Its kind.
        kind: AnchorKind,
        /// How and when it was confirmed.
        confirmed: Option<Confirmed>,
    },
    /// A pin counts, but is due to be confirmed again.
    PinDue {
        /// The team it names.
        team: String,
        /// Since when.
        since: Date,
    },
    /// No anchor was there to be asked.
    NoAnchor,
    /// Anchors are there, and none of them counts.
    NoneCounts {
        /// Each with the reason.
        anchors: Vec<(AnchorKind, AnchorWhy)>,
    },
    /// The anchor is for this team.
    AnchorNamesTeam {
        /// Its kind.
        kind: AnchorKind,
        /// The team as the anchor names it.
        team: Option<String>,
        /// Printed contact addresses that it does not vouch for.
        not_covered: Vec<String>,
    },
    /// The anchor names the key, but for another team than the document prints.
    AnchorNamesOther {
        /// Its kind.
        kind: AnchorKind,
        /// The team as the anchor names it.
        team: Option<String>,
        /// Printed contact addresses that it does not vouch for.
        not_covered: Vec<String>,
    },
    /// A team with another key is known by a name like a printed one.
    LooksLike {
        /// What knows it.
        kind: AnchorKind,
        /// How it is known.
        team: String,
        /// The printed name.
        printed: String,
        /// Whether it is the same name, and not only like it.
        same: bool,
    },
    /// No source contradicts another one about the key.
    AnchorsAgree {
        /// How many agree.
        count: u32,
    },
    /// Another key is confirmed for a team that the document claims to be.
    KeyConflict {
        /// What confirms it.
        kind: AnchorKind,
        /// The team as it is known.
        team: String,
        /// What is confirmed.
        known: Vec<Fingerprint>,
        /// The key that the document has instead.
        found: Fingerprint,
    },
    /// The fingerprint that the user gave is another one.
    ExpectedConflict {
        /// What was given.
        expected: Vec<Fingerprint>,
        /// The key that the document has instead.
        found: Fingerprint,
    },
    /// The pinned key vouches for the new one.
    PinSucceeded {
        /// The team as the pin names it.
        team: String,
        /// The pinned key.
        pinned: Fingerprint,
        /// The new key.
        found: Fingerprint,
        /// How it vouches.
        by: Succession,
    },
    /// The user gave, or pinned, the fingerprint of a subkey.
    TrustedSubkey {
        /// How it is trusted.
        kind: AnchorKind,
        /// Which subkey of which key.
        of: SubkeyOf,
    },
    /// A source that only corroborates names another key.
    CorroboratorDisagrees {
        /// Its kind.
        kind: AnchorKind,
        /// The key that it names.
        fingerprint: Option<Fingerprint>,
    },

    /// Another key stood at the place of the document or of its key, as a web archive kept it.
    OtherKeyArchived {
        /// The last one.
        fingerprint: Fingerprint,
        /// The captures that have it.
        archived: Archived,
    },

    // Freshness.
    /// History was not asked.
    HistoryNotAsked,
    /// Nothing authentic was seen of this subject before.
    FirstSight,
    /// The history is damaged.
    HistoryDamaged {
        /// What is wrong with it.
        why: String,
    },
    /// Sights lie in the future of the clock, so that nothing was compared with them.
    SightsInFuture {
        /// How many.
        count: u32,
        /// The furthest one.
        latest: Timestamp,
        /// Whether the user chose the time, so that no clock is to blame.
        #[serde(default)]
        chosen: bool,
    },
    /// Nothing in this document can be compared with what was seen before.
    NothingComparable,
    /// It is the one seen last, or newer.
    NotOlder {
        /// What was compared.
        by: FreshnessAxis,
    },
    /// It is older than one that was seen.
    Older {
        /// What was compared.
        by: FreshnessAxis,
        /// The newest that was seen.
        seen: String,
        /// What this one says.
        found: String,
    },
    /// The document states no date and no expiry.
    NoDate,
    /// The document is within the validity that it states.
    Current {
        /// The date it states.
        date: Option<Date>,
    },
    /// The document is past the expiry that it states.
    PastExpiry {
        /// The expiry.
        date: Date,
    },
    /// The document is old.
    OldDocument {
        /// Its date.
        date: Date,
    },
    /// The document is dated in the future.
    DatedInFuture {
        /// Its date.
        date: Date,
    },
    /// The document says of two different days that it was last updated on them.
    UpdatesDiffer {
        /// The day that stands first.
        first: Date,
        /// The other one.
        other: Date,
    },
    /// The document's date has more than one reading, and they matter.
    DateUnclear {
        /// What stands there.
        printed: String,
    },
    /// The same version had the same bytes before.
    SameContent,
    /// The same version had other bytes before.
    ContentChanged {
        /// The version.
        version: String,
    },
    /// This version was not seen before.
    NewVersion {
        /// This one.
        found: EditionName,
        /// The one seen last.
        seen: EditionName,
        /// Whether the same key signed both; `None` where one of them is not known to be signed.
        same_key: Option<bool>,
    },
    /// The contacts are those seen before.
    ContactsUnchanged,
    /// Contacts differ from those seen before.
    ContactsChanged {
        /// Values that were there.
        before: Vec<String>,
        /// Values that are there instead.
        after: Vec<String>,
    },

    /// Contacts differ from those that a web archive kept last, among those that differ.
    ContactsArchived {
        /// The capture.
        archived: Archived,
        /// Values that were there.
        before: Vec<String>,
        /// Values that are there instead.
        after: Vec<String>,
    },

    // Transport and document.
    /// Everything that was fetched came over TLS.
    TransportSecure,
    /// Something came, at least on one hop, without TLS.
    TransportInsecure {
        /// What: `document`, `signature` and so on.
        what: Material,
        /// The place.
        url: String,
    },
    /// Nothing came over the network.
    LocalOnly,
    /// What was read is what a person sees.
    ShowsWhatItSays,
    /// The reader noticed something about the document.
    Reading {
        /// What.
        kind: ReadWarningKind,
        /// Excerpt or name.
        text: String,
    },
    /// A value stands where nobody sees it, and it is none of the visible ones.
    HiddenValue {
        /// The value.
        value: String,
        /// What hides it.
        hidden_by: HiddenBy,
    },
    /// It cannot be told whether a person sees a value so, and it stands nowhere else.
    NotJudged {
        /// The value.
        value: String,
        /// What decides, and is not computed.
        construct: NotJudged,
    },
    /// The document was found where it says that it is.
    CanonicalLocation {
        /// The place.
        url: String,
    },
    /// The document was found elsewhere.
    OtherLocation {
        /// Where it was found.
        url: String,
        /// Where it says that it is.
        printed: Vec<String>,
    },
    /// The document does not say where it may be found, or came from a file.
    NoPrintedLocation,
    /// Nobody was asked since when the document's domain is registered.
    DomainNotAsked,
    /// It is not known since when.
    DomainAgeUnknown {
        /// The host that was asked.
        registry: String,
    },
    /// Since when it is.
    DomainRegistered {
        /// The registrable domain.
        domain: String,
        /// The last registration.
        at: Timestamp,
    },
    /// Contacts printed in several places agree.
    ContactsAgree,
    /// A contact is printed in one section and not in its own.
    ContactElsewhere {
        /// The contact.
        value: String,
        /// The section of such contacts, such as `2.4`.
        own_section: String,
        /// What that section prints.
        own: Vec<String>,
    },
    /// What the document's host says elsewhere is of other contacts, and of these keys if any.
    PublishedElsewhere {
        /// Where it says that.
        kind: AnchorKind,
        /// The place.
        url: String,
        /// The addresses that stand there.
        there: Vec<String>,
        /// The addresses that the document prints.
        here: Vec<String>,
        /// Keys that stand there and are not the document's.
        keys: Vec<Fingerprint>,
    },
    /// A number cannot be dialled as it is printed.
    PhoneMisprinted {
        /// What stands there.
        printed: String,
        /// Its kind.
        kind: PhoneKind,
    },
    /// No edition in another language was found.
    NoOtherEdition,
    /// The editions in other languages print the same keys, contacts, version and date.
    EditionsAgree {
        /// Their places.
        editions: Vec<String>,
    },
    /// An edition in another language prints something else.
    EditionDiffers {
        /// Its place.
        edition: String,
        /// What differs.
        difference: EditionDifference,
    },
    /// An edition in another language could not be fetched.
    EditionNotFetched {
        /// Its place.
        edition: String,
    },
    /// An edition in another language cannot be read.
    EditionUnreadable {
        /// Its place.
        edition: String,
        /// Why.
        error: ReadError,
    },
    /// Pieces were taken from the cache without asking for them again.
    RestsOnCopies {
        /// The age of the oldest one.
        seconds: u64,
    },
    /// Nothing that was fetched disagreed, so nothing was fetched a second time.
    FetchedOnce,
    /// The pieces disagreed, were fetched again, and agree now.
    AgreesSince {
        /// Seconds between the two.
        after_seconds: u64,
    },
    /// The pieces disagreed, were fetched again, and still disagree.
    StillDisagrees {
        /// Seconds between the two.
        after_seconds: u64,
        /// Whether anything changed between the two.
        changed: bool,
    },
    /// The pieces disagreed, and the document could not be got again.
    NotGotAgain {
        /// Seconds between the two.
        after_seconds: u64,
    },
    /// No secret key is printed or published.
    NoSecretKey,
    /// A secret key block is printed in the document.
    SecretKeyPrinted,
    /// A secret key was published where the team's public key should be.
    SecretKeyPublished {
        /// Where.
        origin: String,
    },

    /// What only a team that is about to publish is told.
    Publishing(Publishing),
}
