//! Parts of sentences.

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{
    AnchorKind, CheckId, FreshnessAxis, Material, SignatureStatus, SubkeyOf, SubkeyPurpose,
    Succession, UnusableKey, WeakCause,
};

use super::kinds::certificate_problem;
use crate::escape;

/// Columns of an untrusted text inside a sentence.
const QUOTED: usize = 160;

/// Items of a list inside a sentence; the report's tables have them all.
pub(super) const LISTED: usize = 6;

/// An untrusted text, safe to stand inside a sentence.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", bare(text))
}

/// An untrusted text without marks around it, for URLs, names of files and reasons.
pub(super) fn bare(text: &str) -> String {
    let text = text.trim();
    let shown = escape::capped(text, QUOTED);
    // The full stop of the sentence may follow, and a row of dots would hide where the text was cut.
    match shown.strip_suffix("...") {
        Some(head) if !text.ends_with("...") => format!("{head}[...]"),
        _ => shown,
    }
}

/// Untrusted texts, separated by commas.
pub(super) fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let mut parts: Vec<String> = texts
        .iter()
        .take(LISTED)
        .map(|text| bare(text.as_ref()))
        .collect();
    if texts.len() > LISTED {
        parts.push(format!("{} more", texts.len() - LISTED));
    }
    parts.join(", ")
}

pub(super) fn keys(fingerprints: &[Fingerprint]) -> String {
    let spaced: Vec<String> = fingerprints.iter().map(Fingerprint::spaced).collect();
    list(&spaced)
}

pub(super) fn checks(ids: &[CheckId]) -> String {
    ids.iter()
        .map(|id| id.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The day in UTC.
pub(super) fn day(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d").to_string()
}

pub(super) fn maybe_day(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "an unknown day".to_owned(), day)
}

/// A subkey that stands for its key, such as `the signing subkey 1111 … of the key 2222 …`.
pub(super) fn subkey_of(of: &SubkeyOf) -> String {
    let purpose = match of.purpose {
        SubkeyPurpose::Signing => "signing ",
        SubkeyPurpose::Encryption => "encryption ",
        SubkeyPurpose::Other => "",
    };
    format!(
        "the {purpose}subkey {} of the key {}",
        of.subkey.spaced(),
        of.primary.spaced()
    )
}

/// What stands in a key's place, as a sentence without its full stop.
pub(super) fn unusable_key(unusable: &UnusableKey) -> String {
    format!(
        "{} holds no usable key{}",
        bare(&unusable.place),
        because(&certificate_problem(unusable.what))
    )
}

/// The reason in brackets, or behind a colon where it has brackets of its own; or nothing.
pub(super) fn because(reason: &str) -> String {
    match bare(reason) {
        reason if reason.is_empty() => String::new(),
        reason if reason.contains('(') => format!(": {reason}"),
        reason => format!(" ({reason})"),
    }
}

pub(super) fn digits(positions: &[u32]) -> String {
    let all: Vec<String> = positions.iter().map(u32::to_string).collect();
    match all.as_slice() {
        [one] => format!("digit {one}"),
        many => format!("digits {}", many.join(", ")),
    }
}

pub(super) fn count(n: u32, what: &str) -> String {
    if n == 1 {
        format!("1 {what}")
    } else {
        format!("{n} {what}s")
    }
}

pub(super) fn kind(kind: AnchorKind) -> &'static str {
    match kind {
        AnchorKind::Pin => "a pin",
        AnchorKind::Expected => "the fingerprint that you gave",
        AnchorKind::TrustRoot => "a trust root",
        AnchorKind::Directory => "a directory",
        AnchorKind::Wkd => "a Web Key Directory",
        AnchorKind::Keyserver => "a verifying key server",
        AnchorKind::History => "the history",
        AnchorKind::Archive => "a web archive",
        AnchorKind::SecurityTxt => "the security.txt of its host",
        AnchorKind::Csaf => "the CSAF metadata of its host",
    }
}

pub(super) fn status(status: SignatureStatus) -> &'static str {
    match status {
        SignatureStatus::Good => "is good",
        SignatureStatus::Bad => "does not fit the document",
        SignatureStatus::UnknownKey => "was made by a key that is not at hand",
        SignatureStatus::Weak => "is too weak",
        SignatureStatus::Expired => "has expired, or its key had before it was made",
        SignatureStatus::InvalidKey => "was made by a key that is not allowed to sign",
        SignatureStatus::NotASignature => "is not a signature",
        SignatureStatus::Malformed => "cannot be parsed",
        SignatureStatus::Unsupported => "needs something that this program does not support",
    }
}

pub(super) fn weak(cause: WeakCause) -> &'static str {
    match cause {
        WeakCause::Hash => "the hash over the document is too weak",
        WeakCause::Key => "the signing key's algorithm or size is too weak",
        WeakCause::Binding => "the key has only weak (SHA-1) self-signatures",
    }
}

pub(super) fn axis(axis: FreshnessAxis) -> &'static str {
    match axis {
        FreshnessAxis::Content => "content",
        FreshnessAxis::Version => "printed version",
        FreshnessAxis::Date => "printed date",
        FreshnessAxis::SignatureTime => "signature time",
    }
}

pub(super) fn material(material: Material) -> &'static str {
    match material {
        Material::Document => "document",
        Material::Signature => "signature",
        Material::Checksum => "checksum",
        Material::Key => "key",
    }
}

/// What to say of an expired key's signature that was made before.
pub(super) fn signed_when_valid(signed_before: bool) -> &'static str {
    if signed_before {
        "; the signature was valid at the time that it states, which only the signer vouches for"
    } else {
        ""
    }
}

/// How the pinned key vouches for another one.
pub(super) fn vouches(by: Succession) -> &'static str {
    match by {
        Succession::SignsToo => "the pinned key signs the document too",
        Succession::SignedWhileLive => {
            "the pinned key signed the document too, and is no longer in use"
        }
        Succession::Certifies => "the pinned key certified the new one",
    }
}

/// Why a key is revoked, by the standard name of the reason.
pub(super) fn revoked_for(reason: Option<&str>) -> &str {
    reason.unwrap_or("of the signing subkey")
}
