//! A profile as it was read.

use serde::{Deserialize, Serialize};

use crate::claims::{Claim, Claims, HiddenBy, Place};

/// The format of a document, by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Plain text.
    Text,
    /// Plain text inside an OpenPGP cleartext signature: only the signed part was read.
    CleartextSigned,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// PDF.
    Pdf,
}

impl Format {
    /// The media type used in reports.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Text | Self::CleartextSigned => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Pdf => "application/pdf",
        }
    }
}

/// What a document is called and says, with places. Everything in here is a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The format that was read.
    pub format: Format,
    /// The number of pages, for formats that have pages.
    pub pages: Option<u32>,
    /// Two-letter code of the vocabulary that fitted best.
    pub language: Option<String>,
    /// The team's official name.
    pub team_name: Option<Claim<String>>,
    /// The team's short name.
    pub team_short_name: Option<Claim<String>>,
    /// The names of teams that its title and first heading carry. A person reads them as the
    /// team's, whatever section 2.1 says; they name nobody by themselves.
    pub titles: Vec<Claim<String>>,
    /// All claims.
    pub claims: Claims,
    /// The sections found, in order.
    pub sections: Vec<Section>,
    /// What the reader noticed and a person should know.
    pub warnings: Vec<ReadWarning>,
    /// What the document says about its authentication where it gives no signature.
    pub authenticity: Option<Claim<Authenticity>>,
}

impl Profile {
    /// The official and the short name, where they are printed.
    pub fn names(&self) -> impl Iterator<Item = &Claim<String>> {
        self.team_name.iter().chain(&self.team_short_name)
    }
}

/// What a document offers instead of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Authenticity {
    /// It says that it is signed with OpenPGP.
    SaysSigned,
    /// Its authenticity is confirmed on request.
    OnRequest,
    /// It relies on TLS of the web site.
    Tls,
    /// It says that it is not signed.
    NotSigned,
}

words! {
    Authenticity {
        SaysSigned = "says-signed",
        OnRequest = "on-request",
        Tls = "tls",
        NotSigned = "not-signed",
    }
}

/// A section of the profile, recognised by its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The number in RFC 2350's outline by meaning, such as `2.8`; `None` for a heading of no known
    /// meaning.
    pub number: Option<String>,
    /// The heading as printed, with its own number.
    pub heading: String,
    /// Where the heading stands.
    pub place: Place,
    /// Whether anything but blank lines stands under it before the next heading.
    pub has_content: bool,
}

/// Something about the document, not one of its values, that a person should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadWarning {
    /// What it is.
    pub kind: ReadWarningKind,
    /// Where, if at one place.
    pub place: Option<Place>,
    /// A short excerpt or name; untrusted text.
    pub detail: String,
}

/// Kinds of [`ReadWarning`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ReadWarningKind {
    /// Text that a person does not see, with a reason; not a claim by itself.
    HiddenText(HiddenBy),
    /// The PDF was changed by incremental updates and an earlier revision shows other text.
    EarlierRevisionDiffers,
    /// Optional content groups change what is shown.
    OptionalContent,
    /// A form is inside.
    Form,
    /// Embedded files.
    Attachments,
    /// An X.509 (PAdES, CAdES, CMS) signature is inside: named, not judged. The detail is the
    /// signer that its certificate names, or else the one that the document states; empty where
    /// neither does.
    X509Signature,
    /// Pages without any text, only images.
    ImageOnlyPages,
    /// Encrypted, readable with the empty password.
    Encrypted,
    /// The drawn glyphs show other characters than the text that programs read.
    GlyphsDiffer,
    /// Look-alike or invisible characters inside a value.
    OddCharacters,
    /// External style sheets decide what is visible; they were not judged.
    ExternalStyle,
    /// Scripts may change what is visible; they were not run.
    Script,
    /// A frame shows another document; it was not read.
    Frame,
    /// A PDF runs a script or another action by itself; it was not run.
    Action,
    /// Text is drawn whose characters cannot be told; it was not read.
    UnreadableText,
    /// The declared character set is not what the bytes are.
    CharsetMismatch,
    /// Bytes that are not text in the character set.
    UndecodableBytes,
    /// A limit was reached and the rest was not read.
    Truncated,
    /// A link shows one address and leads to another.
    LinkDiffers,
    /// Text outside the signed region that was not read.
    OutsideSignedText,
    /// The file is damaged and was read as far as possible.
    Damaged,
    /// Hardly any heading is one of a profile in a language that is known: sections were told by
    /// their numbers, if at all.
    UnknownLanguage,
    /// A block that says it is a private key holds no OpenPGP secret key; its rows were not read.
    PrivateKeyBlock,
}

words! {
    &ReadWarningKind {
        HiddenText = "hidden-text",
        EarlierRevisionDiffers = "earlier-revision-differs",
        OptionalContent = "optional-content",
        Form = "form",
        Attachments = "attachments",
        X509Signature = "x509-signature",
        ImageOnlyPages = "image-only-pages",
        Encrypted = "encrypted",
        GlyphsDiffer = "glyphs-differ",
        OddCharacters = "odd-characters",
        ExternalStyle = "external-style",
        Script = "script",
        Frame = "frame",
        Action = "action",
        UnreadableText = "unreadable-text",
        CharsetMismatch = "charset-mismatch",
        UndecodableBytes = "undecodable-bytes",
        Truncated = "truncated",
        LinkDiffers = "link-differs",
        OutsideSignedText = "outside-signed-text",
        Damaged = "damaged",
        UnknownLanguage = "unknown-language",
        PrivateKeyBlock = "private-key-block",
    }
}

impl ReadWarningKind {
    /// What hides the text, where that is the matter.
    #[must_use]
    pub fn hidden_by(self) -> Option<HiddenBy> {
        match self {
            Self::HiddenText(by) => Some(by),
            _ => None,
        }
    }
}

/// Why a document could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ReadError {
    /// No bytes.
    #[error("the document is empty")]
    Empty,
    /// Larger than the limit.
    #[error("the document has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Not a format that is understood.
    #[error("this is not a text, Markdown, HTML or PDF document ({0})")]
    UnknownFormat(String),
    /// Damaged beyond reading.
    #[error("the document is damaged: {0}")]
    Damaged(String),
    /// Pages but no text.
    #[error("there is no text layer, only images")]
    NoText,
    /// Needs a password.
    #[error("the document is encrypted with a password")]
    Encrypted,
    /// The confined reader took too long.
    #[error("reading took longer than {0} s")]
    TimedOut(u64),
    /// The confined reader used too much memory, crashed or answered nonsense.
    #[error("the confined reader failed: {0}")]
    ReaderFailed(String),
    /// The OpenPGP cleartext framing is not strict.
    #[error("the cleartext signature framing is not sound: {0}")]
    Framing(String),
}
