//! `roots/<name>.toml` with `roots/<name>.asc` or `.pgp`: certificates whose certifications are believed.
//!
//! The threat it answers: nobody can phone every team. A body that checks its members' keys (a
//! trusted introducer, a national CERT) certifies them, and that certification is worth as much as
//! the care with which the body's own key was chosen.

use bonafide_model::evidence::{Artifact, Origin, OriginKind, TrustRoot};
use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::error::KeyringError;
use crate::record::Source;

/// A trust root with the record of how it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootRecord {
    /// The root. Its certificate is opaque here: whether it has that fingerprint is for the
    /// verifier to say.
    pub root: TrustRoot,
    /// How its fingerprint was confirmed.
    pub how: String,
    /// Who chose it.
    pub who: String,
    /// When.
    pub when: Date,
    /// The file it is recorded in.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Option<Spanned<String>>,
    fingerprint: Spanned<String>,
    how: Spanned<String>,
    who: Spanned<String>,
    when: Spanned<Datetime>,
}

/// Reads a root's record; `stem` names it where the record does not.
pub(crate) fn parse(
    source: &Source<'_>,
    stem: &str,
    certificate: (String, Vec<u8>),
) -> Result<RootRecord, KeyringError> {
    let file: File = source.parse()?;
    let name = match &file.name {
        Some(name) => source.text("name", name)?,
        None => stem.to_owned(),
    };
    let (path, bytes) = certificate;
    let certificate = Artifact {
        bytes,
        origin: Origin::file(OriginKind::Keyring, path),
        declared_type: None,
    };
    Ok(RootRecord {
        root: TrustRoot {
            name,
            fingerprint: source.fingerprint(&file.fingerprint)?,
            certificate,
        },
        how: source.text("how", &file.how)?,
        who: source.text("who", &file.who)?,
        when: source.day(&file.when)?,
        source: source.name(),
    })
}
