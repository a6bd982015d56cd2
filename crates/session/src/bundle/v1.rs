//! Version 1 of the evidence bundle, frozen: every type that it holds, field by field, with the
//! names by which they are written.
//!
//! The model may change as it likes; this file says what a bundle holds, and the compiler asks here
//! about every change of the model. Fields may be added with a default and variants may be added;
//! none is ever renamed, removed or given another meaning.

use std::net::IpAddr;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::evidence;
use super::mirror::{Mirror, enums, structs};

/// The types of this program that are mirrored here under the same names.
mod model {
    pub(super) use bonafide_fetch::ResponseMeta;
    pub(super) use bonafide_model::claims::*;
    pub(super) use bonafide_model::evidence::*;
    pub(super) use bonafide_model::judgement::*;

    pub(super) use super::evidence::{Evidence, Response};
}

/// The manifest of a bundle.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub schema: String,
    /// The SHA-256 of each artifact, in the order of `Evidence::artifacts`.
    pub artifacts: Vec<String>,
    /// The evidence without the bytes of its artifacts.
    pub evidence: Evidence,
}

/// A printed value, whatever its kind.
#[derive(Serialize, Deserialize)]
pub(super) struct Claim<T> {
    value: T,
    raw: String,
    place: Place,
    excerpt: String,
    label: Option<String>,
    /// Missing in bundles of the first release.
    #[serde(default)]
    in_sentence: bool,
    hidden_by: Option<HiddenBy>,
    not_judged: Option<NotJudged>,
}

impl<T: Mirror<M>, M> Mirror<model::Claim<M>> for Claim<T> {
    fn of(model: model::Claim<M>) -> Self {
        let model::Claim {
            value,
            raw,
            place,
            excerpt,
            label,
            in_sentence,
            hidden_by,
            not_judged,
        } = model;
        Self {
            value: T::of(value),
            raw,
            place: Mirror::of(place),
            excerpt,
            label,
            in_sentence,
            hidden_by: Mirror::of(hidden_by),
            not_judged: Mirror::of(not_judged),
        }
    }

    fn back(self) -> model::Claim<M> {
        let Self {
            value,
            raw,
            place,
            excerpt,
            label,
            in_sentence,
            hidden_by,
            not_judged,
        } = self;
        model::Claim {
            value: value.back(),
            raw,
            place: place.back(),
            excerpt,
            label,
            in_sentence,
            hidden_by: hidden_by.back(),
            not_judged: not_judged.back(),
        }
    }
}

structs! {
    #[serde(deny_unknown_fields)]
    Evidence {
        dossier: Dossier,
        trust: Trust,
        past: Past,
        policy: Policy,
        now: Timestamp,
        #[serde(default)]
        responses: Vec<Response>,
    }
    #[serde(deny_unknown_fields)]
    Response {
        role: AttemptRole,
        url: String,
        sha256: String,
        meta: ResponseMeta,
    }
    Dossier {
        subject: String,
        document: Option<Artifact>,
        reading: Option<Result<Profile, ReadError>>,
        confinement: Option<String>,
        signatures: Vec<Artifact>,
        checksums: Vec<Artifact>,
        certificates: Vec<Artifact>,
        attempts: Vec<Attempt>,
        #[serde(default)]
        twins: Vec<Twin>,
        #[serde(default)]
        second_look: Option<SecondLook>,
        #[serde(default)]
        captures: Vec<Capture>,
        #[serde(default)]
        statements: Vec<Artifact>,
    }
    Capture {
        role: AttemptRole,
        of: String,
        taken: Timestamp,
        artifact: Artifact,
        reading: Option<Result<Profile, ReadError>>,
    }
    Artifact {
        bytes: Vec<u8>,
        origin: Origin,
        declared_type: Option<String>,
    }
    Origin {
        kind: OriginKind,
        url: Option<String>,
        path: Option<String>,
        chain: Vec<Hop>,
        address: Option<IpAddr>,
        tls: bool,
        #[serde(default)]
        copy_age_seconds: Option<u64>,
    }
    Hop {
        url: String,
        status: u16,
    }
    Attempt {
        role: AttemptRole,
        url: String,
        result: AttemptResult,
        why: String,
        #[serde(default)]
        obstacle: Option<Obstacle>,
    }
    Profile {
        format: Format,
        pages: Option<u32>,
        language: Option<String>,
        team_name: Option<Claim<String>>,
        team_short_name: Option<Claim<String>>,
        #[serde(default)]
        titles: Vec<Claim<String>>,
        claims: Claims,
        sections: Vec<Section>,
        warnings: Vec<ReadWarning>,
        authenticity: Option<Claim<Authenticity>>,
    }
    Section {
        number: Option<String>,
        heading: String,
        place: Place,
        has_content: bool,
    }
    ReadWarning {
        kind: ReadWarningKind,
        place: Option<Place>,
        detail: String,
    }
    Claims {
        fingerprints: Vec<Claim<PrintedFingerprint>>,
        key_ids: Vec<Claim<PrintedKeyId>>,
        user_ids: Vec<Claim<PrintedUserId>>,
        emails: Vec<Claim<PrintedEmail>>,
        phones: Vec<Claim<PrintedPhone>>,
        unread_contacts: Vec<Claim<UnreadContact>>,
        urls: Vec<Claim<PrintedUrl>>,
        versions: Vec<Claim<String>>,
        dates: Vec<Claim<PrintedDate>>,
        expiry: Option<Claim<PrintedExpiry>>,
        tlp: Option<Claim<String>>,
        embedded_keys: Vec<Claim<EmbeddedKey>>,
        secret_keys: Vec<Claim<()>>,
        checksums: Vec<Claim<PrintedChecksum>>,
        addresses: Vec<Claim<String>>,
        time_zones: Vec<Claim<String>>,
        business_hours: Vec<Claim<String>>,
    }
    OddCharacter {
        found: char,
        looks_like: Option<char>,
        after_digits: u32,
    }
    PrintedFingerprint {
        fingerprint: Option<Fingerprint>,
        digits: String,
        problem: Option<FingerprintProblem>,
        role: KeyRole,
    }
    PrintedKeyId {
        digits: String,
        role: KeyRole,
        of_subkey: bool,
        odd: Vec<OddCharacter>,
    }
    PrintedUserId {
        text: String,
        email: Option<String>,
    }
    PrintedEmail {
        address: String,
        international: Option<String>,
        role: EmailRole,
        obfuscated: bool,
    }
    PrintedPhone {
        number: String,
        kind: PhoneKind,
        misprinted: bool,
        extension: Option<String>,
        personal: bool,
    }
    UnreadContact {
        kind: ContactKind,
        text: String,
        why: UnreadReason,
        role: EmailRole,
    }
    PrintedUrl {
        url: String,
        role: UrlRole,
        repairs: Vec<UrlRepair>,
        alternatives: Vec<String>,
    }
    PrintedDate {
        date: Option<Date>,
        candidates: Vec<Date>,
        role: DateRole,
    }
    PrintedChecksum {
        algorithm: HashName,
        digits: String,
    }
    EmbeddedKey {
        armor: String,
        repaired: bool,
        broken: Option<String>,
    }
    Place {
        page: Option<u32>,
        line: u32,
        column: u32,
        length: u32,
        section: Option<String>,
        heading: Option<String>,
        bounds: Option<[i32; 4]>,
    }
    Twin {
        place: String,
        document: Option<Artifact>,
        reading: Option<Result<Profile, ReadError>>,
    }
    SecondLook {
        after_seconds: u64,
        found: SecondFound,
    }
    Trust {
        team: Option<String>,
        pins: Vec<Pin>,
        expected: Vec<Fingerprint>,
        roots: Vec<TrustRoot>,
        directories: Vec<DirectorySnapshot>,
    }
    Pin {
        team: String,
        fingerprint: Fingerprint,
        domains: Vec<String>,
        emails: Vec<String>,
        how: String,
        who: String,
        when: Date,
        confirm_again: Option<Date>,
        source: String,
    }
    TrustRoot {
        name: String,
        fingerprint: Fingerprint,
        certificate: Artifact,
    }
    DirectoryEntry {
        names: Vec<String>,
        emails: Vec<String>,
        phones: Vec<String>,
        fingerprints: Vec<Fingerprint>,
    }
    DirectorySnapshot {
        name: String,
        taken: Date,
        entries: Vec<DirectoryEntry>,
        source: String,
    }
    Sight {
        seen_at: Timestamp,
        #[serde(default)]
        first_seen_at: Option<Timestamp>,
        verdict: Verdict,
        document_sha256: String,
        version: Option<String>,
        date: Option<Date>,
        signed_at: Option<Timestamp>,
        fingerprint: Option<Fingerprint>,
        emails: Vec<String>,
        phones: Vec<String>,
        #[serde(default)]
        language: Option<String>,
        #[serde(default)]
        media_type: Option<String>,
        #[serde(default)]
        teams: Vec<String>,
        #[serde(default)]
        relation: SightRelation,
    }
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    Policy {
        accept_anchors: Vec<AnchorKind>,
        strict: bool,
        key_expiry_warning_days: u32,
        directory_max_age_days: u32,
        clock_skew_seconds: u32,
        danger_accept_sha1_bindings: bool,
        #[serde(default)]
        danger_accept_signed_hash_lists: bool,
        crypto: Option<String>,
    }
    ResponseMeta {
        status: u16,
        headers: Vec<(String, String)>,
        from_cache: bool,
        fetched_at: Timestamp,
        #[serde(default)]
        waited_seconds: u64,
    }
}

enums! {
    OriginKind {
        Flag,
        PrintedUrl,
        Sidecar,
        Embedded,
        Keyring,
        Wkd,
        Keyserver,
        LinkedPage,
        Archive,
        SecurityTxt,
        Csaf,
        Registry,
    }
    AttemptRole {
        Document,
        Signature,
        Checksum,
        Key,
        Page,
        Revocation,
        Archive,
        SecurityTxt,
        Csaf,
        Registration,
    }
    AttemptResult {
        Got,
        Absent,
        Failed,
        NotAsked,
        WrongKind,
    }
    Obstacle {
        Offline,
        Name,
        Address,
        Port,
        Url,
        Issuer,
        Certificate,
        Tls,
        Connection,
        Time,
        Absent,
        Login,
        Server,
        Redirect,
        Answer,
        Here,
    }
    Format {
        Text,
        CleartextSigned,
        Markdown,
        Html,
        Pdf,
    }
    ReadWarningKind {
        HiddenText(value: HiddenBy),
        EarlierRevisionDiffers,
        OptionalContent,
        Form,
        Attachments,
        X509Signature,
        ImageOnlyPages,
        Encrypted,
        GlyphsDiffer,
        OddCharacters,
        ExternalStyle,
        Script,
        Frame,
        Action,
        UnreadableText,
        CharsetMismatch,
        UndecodableBytes,
        Truncated,
        LinkDiffers,
        OutsideSignedText,
        Damaged,
        UnknownLanguage,
        PrivateKeyBlock,
    }
    ReadError {
        Empty,
        TooLarge {
            bytes: u64,
            limit: u64,
        },
        UnknownFormat(value: String),
        Damaged(value: String),
        NoText,
        Encrypted,
        TimedOut(value: u64),
        ReaderFailed(value: String),
        Framing(value: String),
    }
    Authenticity {
        SaysSigned,
        OnRequest,
        Tls,
        NotSigned,
    }
    FingerprintProblem {
        Length(value: u32),
        OddCharacters(value: Vec<OddCharacter>),
        Placeholder,
        Version3,
    }
    KeyRole {
        Team,
        Master,
        Incident,
        Information,
        Old,
        Member,
        Other,
    }
    EmailRole {
        Contact,
        Key,
        Member,
        Other,
    }
    PhoneKind {
        Telephone,
        Emergency,
        Mobile,
        Fax,
    }
    ContactKind {
        Email,
        Phone,
    }
    UnreadReason {
        Direction,
        ForeignName,
        Domain,
        FullStop,
        AtSigns,
        Quoted,
        Words,
        Blanks,
        Letters,
        Quotation,
    }
    UrlRole {
        Document,
        Signature,
        Checksum,
        Key,
        Keyserver,
        Other,
    }
    UrlRepair {
        Space,
        Wrapped,
        TrailingPunctuation,
        SchemeAdded,
        BareFileName,
        LinkTarget,
        Defanged,
        Typeset,
    }
    DateRole {
        Update,
        Creation,
        Expiry,
        KeyExpiry,
        Other,
    }
    PrintedExpiry {
        UntilSuperseded,
        Date(value: PrintedDate),
        Other(value: String),
    }
    HashName {
        Md5,
        Sha1,
        Sha224,
        Sha256,
        Sha384,
        Sha512,
    }
    HiddenBy {
        RenderMode,
        OcrLayer,
        Color,
        Size,
        OffPage,
        OutsideCropBox,
        Clipped,
        Covered,
        SoftMask,
        Transparent,
        HiddenAnnotation,
        OptionalContentOff,
        Metadata,
        Attachment,
        ActualText,
        LinkTarget,
        GlyphsDiffer,
        FormField,
        EarlierRevision,
        DisplayNone,
        VisibilityHidden,
        HiddenAttribute,
        Position,
        Comment,
        Title,
        Template,
        Noscript,
        NotRendered,
    }
    NotJudged {
        Order,
        Float,
        Direction,
        Offset,
        Overlay,
        Transform,
        Filter,
        Mask,
        BlendMode,
        LimitedSize,
        Contain,
        ContainerQuery,
        Animation,
        TextSecurity,
        TextStroke,
        Color,
        EmbeddedFont,
        EventHandler,
        Script,
        ShadowTree,
        UnknownRule,
        AfterClick,
        Picture,
        Background,
        JoinedLetters,
        Xml,
    }
    SecondFound {
        Nothing,
        Same,
        Changed,
    }
    Past {
        NotAsked,
        Empty,
        Damaged(value: String),
        Seen(value: Vec<Sight>),
    }
    #[derive(Default)]
    SightRelation {
        #[default]
        Place,
        Team,
        Key,
    }
    Verdict {
        Authentic,
        Unanchored,
        Unverified,
        Rejected,
    }
    #[serde(rename_all = "kebab-case")]
    AnchorKind {
        Pin,
        Expected,
        TrustRoot,
        Directory,
        Wkd,
        Keyserver,
        History,
        Archive,
        SecurityTxt,
        Csaf,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// `BONAFIDE_BLESS=1 cargo test -p bonafide-session --lib bundle` writes the file anew: only where a field with a default, or a
    /// variant, is added.
    #[test]
    fn the_format_of_bundles_is_frozen() {
        let bare: String = format!("{STRUCTS}{ENUMS}").split_whitespace().collect();
        let found = bare.replace(",}", "}").replace('}', "}\n");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bundle/v1.txt");
        if std::env::var_os("BONAFIDE_BLESS").is_some() {
            fs::write(&file, &found).ok();
        }
        let frozen = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            found == frozen,
            "what a bundle holds was changed: run with BONAFIDE_BLESS=1 and review the difference"
        );
    }
}
