//! What the publisher of the document says elsewhere about its keys and contacts: `security.txt` and
//! the metadata of a CSAF provider.
//!
//! Who controls the host of the document controls these, too. So they confirm nothing; where they
//! say something else than the document, one of both is out of date, or not the team's.

mod csaf;
mod rdap;
mod security_txt;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{Artifact, Dossier, Origin, OriginKind};
use bonafide_model::judgement::{AnchorKind, AnchorWhy, SignatureReport, SignatureStatus};

use crate::facts::Facts;

pub(crate) use rdap::registered;

/// More keys or contacts of one file make nothing clearer.
const MAX_VALUES: usize = 32;

/// What one file says.
pub(crate) struct Statement<'a> {
    /// Which file.
    pub kind: AnchorKind,
    /// Where it came from.
    pub origin: &'a Origin,
    /// What it says; else why it is not heard.
    pub said: Result<Said, AnchorWhy>,
}

/// The keys and the e-mail addresses that a file names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// Primary keys. Keys that it names by a place are among them where the certificate was got
    /// there; nothing is fetched for it.
    pub keys: Vec<Fingerprint>,
    /// Addresses in lower case.
    pub emails: Vec<String>,
}

/// A file as it is written, before its places are looked up.
#[derive(Debug, Default, PartialEq, Eq)]
struct Written {
    keys: Vec<Fingerprint>,
    /// URLs of keys.
    key_places: Vec<String>,
    emails: Vec<String>,
    /// Where it says that it is; empty where it does not say.
    own_places: Vec<String>,
    /// From when on nothing of it counts.
    expires: Option<Timestamp>,
}

/// All that were gathered.
pub(crate) fn all<'a>(dossier: &'a Dossier, facts: &Facts, now: Timestamp) -> Vec<Statement<'a>> {
    let heard = |artifact: &'a Artifact| {
        let origin = &artifact.origin;
        let (kind, written) = match origin.kind {
            OriginKind::SecurityTxt => (
                AnchorKind::SecurityTxt,
                security_txt::written(&artifact.bytes),
            ),
            OriginKind::Csaf => (AnchorKind::Csaf, csaf::written(&artifact.bytes)),
            _ => return None,
        };
        let signatures: Vec<&SignatureReport> = facts
            .statement_signatures
            .iter()
            .filter(|report| report.origin == *origin)
            .collect();
        let said = hear(written, origin, &signatures, facts, now);
        Some(Statement { kind, origin, said })
    };
    dossier.statements.iter().filter_map(heard).collect()
}

/// What counts of it. RFC 9116, "Expires": what is stale should not be used; "Canonical": nor what
/// was found elsewhere than it says; and what was changed after it was signed is nobody's word.
fn hear(
    written: Option<Written>,
    origin: &Origin,
    signatures: &[&SignatureReport],
    facts: &Facts,
    now: Timestamp,
) -> Result<Said, AnchorWhy> {
    let written = written.ok_or(AnchorWhy::NothingKnown)?;
    if written.expires.is_some_and(|expires| expires <= now) {
        return Err(AnchorWhy::Stale);
    }
    let is_here = |place: &String| places(origin).any(|url| url == place);
    let is_elsewhere = !written.own_places.is_empty() && !written.own_places.iter().any(is_here);
    let was_changed = |report: &&SignatureReport| report.status == SignatureStatus::Bad;
    if is_elsewhere || signatures.iter().any(was_changed) {
        return Err(AnchorWhy::NothingKnown);
    }
    let placed = facts.certificates.iter().filter(|certificate| {
        let mut origins = certificate.origins.iter();
        origins.any(|origin| places(origin).any(|url| written.key_places.contains(url)))
    });
    let is_good = |report: &&&SignatureReport| report.status == SignatureStatus::Good;
    let good = signatures.iter().filter(is_good);
    let named = written.keys.iter().map(|key| facts.primary_of(key));
    let mut keys: Vec<Fingerprint> = Vec::new();
    for key in named
        .chain(placed.map(|certificate| &certificate.report.fingerprint))
        .chain(good.filter_map(|report| report.signer.as_ref()))
    {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    let emails = written.emails;
    Ok(Said { keys, emails })
}

/// Where it was asked for, and where that led.
fn places(origin: &Origin) -> impl Iterator<Item = &String> {
    let hops = origin.chain.iter().map(|hop| &hop.url);
    hops.chain(&origin.url)
}

/// A URL as the places of artifacts are written.
fn place(text: &str) -> Option<String> {
    bonafide_model::evidence::joined(text, "").filter(|url| url.starts_with("http"))
}

/// The address of a contact: as a URL, or bare.
fn email(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = match text.split_at_checked(7) {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto:") => rest,
        _ => text,
    };
    let address = bare.split('?').next()?;
    let (local, domain) = address.rsplit_once('@')?;
    let is_plain = |c: char| c.is_alphanumeric() || "._%+-@".contains(c);
    let is_address = !local.is_empty() && domain.contains('.') && address.chars().all(is_plain);
    is_address.then(|| address.to_lowercase())
}

#[cfg(test)]
mod tests;
