//! Stable words for those shared types that have none of their own, as JSON prints them.

use bonafide_model::{
    Authenticity, DateRole, EditionAspect, EmailRole, FingerprintProblem, HiddenBy, KeyRole, OddCharacter, PhoneKind,
    ReadWarningKind, UnreadReason, UrlRepair, UrlRole,
};

pub(crate) fn key_role(role: KeyRole) -> &'static str {
    match role {
        KeyRole::Team => "team",
        KeyRole::Master => "master",
        KeyRole::Incident => "incident",
        KeyRole::Information => "information",
        KeyRole::Old => "old",
        KeyRole::Member => "member",
        KeyRole::Other => "other",
    }
}

pub(crate) fn email_role(role: EmailRole) -> &'static str {
    match role {
        EmailRole::Contact => "contact",
        EmailRole::Key => "key",
        EmailRole::Member => "member",
        EmailRole::Other => "other",
    }
}

/// Why a contact is not read, as a short clause.
pub(crate) fn unread(why: UnreadReason) -> &'static str {
    match why {
        UnreadReason::Direction => "not read: characters inside change the direction of writing",
        UnreadReason::ForeignName => "not read: the name has characters that mail addresses seldom have",
        UnreadReason::Domain => "not read: no domain that can be looked up",
        UnreadReason::FullStop => "not read: the domain lacks a full stop",
        UnreadReason::AtSigns => "not read: more than one at sign",
        UnreadReason::Quoted => "not read: a quoted name or a comment inside",
        UnreadReason::Words => "not read: written out in words",
        UnreadReason::Blanks => "not read: blanks inside",
        UnreadReason::Letters => "not read: letters among the digits",
    }
}

pub(crate) fn phone_kind(kind: PhoneKind) -> &'static str {
    match kind {
        PhoneKind::Telephone => "telephone",
        PhoneKind::Emergency => "emergency",
        PhoneKind::Mobile => "mobile",
        PhoneKind::Fax => "fax",
    }
}

pub(crate) fn url_role(role: UrlRole) -> &'static str {
    match role {
        UrlRole::Document => "document",
        UrlRole::Signature => "signature",
        UrlRole::Checksum => "checksum",
        UrlRole::Key => "key",
        UrlRole::Keyserver => "keyserver",
        UrlRole::Other => "other",
    }
}

pub(crate) fn url_repair(repair: UrlRepair) -> &'static str {
    match repair {
        UrlRepair::Space => "space",
        UrlRepair::Wrapped => "wrapped",
        UrlRepair::TrailingPunctuation => "trailing-punctuation",
        UrlRepair::SchemeAdded => "scheme-added",
        UrlRepair::BareFileName => "bare-file-name",
        UrlRepair::LinkTarget => "link-target",
        UrlRepair::Defanged => "defanged",
        UrlRepair::Typeset => "typeset",
    }
}

pub(crate) fn date_role(role: DateRole) -> &'static str {
    match role {
        DateRole::Update => "update",
        DateRole::Creation => "creation",
        DateRole::Expiry => "expiry",
        DateRole::KeyExpiry => "key-expiry",
        DateRole::Other => "other",
    }
}

pub(crate) fn authenticity(says: Authenticity) -> &'static str {
    match says {
        Authenticity::SaysSigned => "says-signed",
        Authenticity::OnRequest => "on-request",
        Authenticity::Tls => "tls",
        Authenticity::NotSigned => "not-signed",
    }
}

/// The word of a reader's warning, and for hidden text what hides it.
pub(crate) fn read_warning(kind: ReadWarningKind) -> (&'static str, Option<HiddenBy>) {
    use ReadWarningKind as K;
    let word = match kind {
        K::HiddenText(by) => return ("hidden-text", Some(by)),
        K::EarlierRevisionDiffers => "earlier-revision-differs",
        K::OptionalContent => "optional-content",
        K::Form => "form",
        K::Attachments => "attachments",
        K::X509Signature => "x509-signature",
        K::ImageOnlyPages => "image-only-pages",
        K::Encrypted => "encrypted",
        K::GlyphsDiffer => "glyphs-differ",
        K::OddCharacters => "odd-characters",
        K::ExternalStyle => "external-style",
        K::Script => "script",
        K::Frame => "frame",
        K::Action => "action",
        K::UnreadableText => "unreadable-text",
        K::CharsetMismatch => "charset-mismatch",
        K::UndecodableBytes => "undecodable-bytes",
        K::Truncated => "truncated",
        K::LinkDiffers => "link-differs",
        K::OutsideSignedText => "outside-signed-text",
        K::Damaged => "damaged",
        K::UnknownLanguage => "unknown-language",
    };
    (word, None)
}

/// What is wrong with a printed fingerprint, as a short clause.
pub(crate) fn fingerprint_problem(problem: &FingerprintProblem) -> String {
    match problem {
        FingerprintProblem::Length(digits) => {
            format!("{digits} digits; a fingerprint has 40 (version 4) or 64 (version 6)")
        }
        FingerprintProblem::OddCharacters(odd) => odd_characters(odd),
        FingerprintProblem::Placeholder => "a placeholder from a template".to_owned(),
        FingerprintProblem::Version3 => "the obsolete form of a version 3 key".to_owned(),
    }
}

/// Odd characters by code point, as a short clause.
pub(crate) fn odd_characters(odd: &[OddCharacter]) -> String {
    /// More of them are only counted: the point is made, and the list is the document's to lengthen.
    const NAMED: usize = 4;
    let mut parts: Vec<String> = odd
        .iter()
        .take(NAMED)
        .map(|odd| {
            let point = u32::from(odd.found);
            match odd.looks_like {
                Some(digit) => format!("U+{point:04X}, which looks like {digit}, after {} digits", odd.after_digits),
                None => format!("U+{point:04X}, which cannot be seen, after {} digits", odd.after_digits),
            }
        })
        .collect();
    if odd.len() > NAMED {
        parts.push(format!("{} more", odd.len() - NAMED));
    }
    format!("holds other characters than digits: {}", parts.join("; "))
}

/// What two editions differ in.
pub(crate) fn edition_aspect(aspect: EditionAspect) -> &'static str {
    match aspect {
        EditionAspect::Fingerprint => "fingerprint",
        EditionAspect::Email => "contact address",
        EditionAspect::Phone => "number",
        EditionAspect::Version => "version",
        EditionAspect::Date => "date",
    }
}
