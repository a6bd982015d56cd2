//! A dossier, trust, past, policy and a time in; an assessment out.
//!
//! Pure: no clock, network, file system, environment or printing. All OpenPGP lives here.

mod anchors;
mod checks;
mod checksum;
mod choice;
mod context;
mod digests;
mod edition;
mod facts;
#[cfg(test)]
mod fixture;
mod given;
mod identity;
mod key_verdict;
mod keyid;
mod openpgp;
mod past;
mod policy_file;
mod printed;
#[cfg(test)]
mod properties;
mod publishing;
mod revisions;
mod sights;
mod statements;
mod trusted;
mod twins;
mod verdict;

use std::collections::BTreeSet;

use bonafide_model::Timestamp;
use bonafide_model::claims::{Format, Profile};
use bonafide_model::evidence::{Artifact, Dossier, OriginKind, Trust};
use bonafide_model::judgement::{Assessment, DocumentSummary, Leaf, Past, Policy, Verdict, Why};

pub use checks::pieces_disagree;
pub use given::given;
pub use identity::Names;
pub use openpgp::{
    CertificateError, Kind, Owner, certificates, classify, export_certificate, owners,
};
pub use policy_file::{PolicyError, read_policy};
pub use publishing::{Publication, check_publication, is_bare_revocation};
pub use trusted::TrustIndex;
pub use twins::compare_editions;

use context::Context;
use facts::Facts;

/// Judges one profile by what was gathered about it.
///
/// The answer is a function of the arguments alone: the same dossier, trust, past, policy and time
/// give the identical assessment.
/// `authentic` says that a sound signature over exactly this document was made by a live, unrevoked key that the document prints and
/// that an accepted anchor ties to this team. It does not say that what the document states is true
/// or complete.
#[must_use]
pub fn assess(
    dossier: &Dossier,
    trust: &Trust,
    past: &Past,
    policy: &Policy,
    now: Timestamp,
) -> Assessment {
    let facts = openpgp::observe(dossier, trust, policy, now);
    judge(dossier, trust, past, policy, now, &facts)
}

fn judge(
    dossier: &Dossier,
    trust: &Trust,
    past: &Past,
    policy: &Policy,
    now: Timestamp,
    facts: &Facts,
) -> Assessment {
    let cx = Context::new(dossier, trust, past, policy, now, facts);
    let findings = checks::run_all(&cx);
    let grounds = verdict::Grounds {
        precondition: precondition(&cx),
        findings: &findings,
        strict: policy.strict,
        controllers: controllers(&cx),
    };
    let leaf = verdict::decide(&grounds);
    let is_open = leaf.verdict() == Verdict::Unanchored || leaf.why() == Some(Why::Disputed);
    let nearest = if is_open {
        identity::near::nearest(dossier, trust, past, facts, cx.key)
    } else {
        Vec::new()
    };
    let profile = cx.profile();
    Assessment {
        subject: dossier.subject.clone(),
        assessed_at: now,
        verdict: leaf.verdict(),
        why: leaf.why(),
        key: key_verdict::judge(&cx, &findings),
        leaf,
        team_name: profile.and_then(|profile| profile.team_name.clone()),
        team_short_name: profile.and_then(|profile| profile.team_short_name.clone()),
        document: dossier
            .document
            .as_ref()
            .map(|document| summary(document, profile, cx.sha256.clone().unwrap_or_default())),
        profile: profile.cloned(),
        attempts: dossier.attempts.clone(),
        signatures: facts
            .signatures
            .iter()
            .map(|signature| signature.report.clone())
            .collect(),
        certificates: facts
            .certificates
            .iter()
            .map(|certificate| certificate.report.clone())
            .collect(),
        checksums: cx.checksums,
        anchors: cx.anchors.list,
        findings,
        weakenings: policy.weakenings().into_iter().map(str::to_owned).collect(),
        replay: None,
        given: dossier
            .document
            .as_ref()
            .zip(dossier.reading.as_ref())
            .and_then(|(document, reading)| given(document, reading)),
        nearest,
    }
}

fn precondition(cx: &Context) -> Option<Leaf> {
    match (cx.read_error(), &cx.dossier.document, cx.profile()) {
        // Too large a document is one that is not even kept.
        (Some(error), _, _) => Some(Leaf::DocumentUnreadable(error.clone())),
        (None, Some(_), Some(_)) => None,
        (None, _, _) => Some(Leaf::NotFetched),
    }
}

/// Registrable domains (hosts, where there is none) that could have changed the document, the
/// signature that decides, or the certificate. What the user gave by hand has none; neither has
/// what a key server was asked for by the full fingerprint, whoever named that server: it can hold
/// a certificate back, but not exchange it.
fn controllers(cx: &Context) -> Vec<String> {
    let document = cx.dossier.document.iter().map(|document| &document.origin);
    let signature = cx
        .signature
        .iter()
        .map(|signature| &signature.report.origin);
    let published = |kind: OriginKind| !matches!(kind, OriginKind::Keyserver | OriginKind::Keyring);
    let certificate = cx
        .certificate
        .iter()
        .flat_map(|certificate| &certificate.origins)
        .filter(|origin| published(origin.kind));
    let all: BTreeSet<String> = document
        .chain(signature)
        .chain(certificate)
        .flat_map(anchors::controllers)
        .collect();
    all.into_iter().collect()
}

fn summary(document: &Artifact, profile: Option<&Profile>, sha256: String) -> DocumentSummary {
    let declared = || {
        document
            .declared_type
            .clone()
            .unwrap_or_else(|| "application/octet-stream".to_owned())
    };
    DocumentSummary {
        media_type: profile.map_or_else(declared, |profile| {
            Format::media_type(profile.format).to_owned()
        }),
        bytes: document.bytes.len() as u64,
        sha256,
        origin: document.origin.clone(),
    }
}

#[cfg(test)]
mod tests;
