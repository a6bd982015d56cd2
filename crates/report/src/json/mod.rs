//! JSON, version 1: what programs read.
//!
//! Values are passed on as they are; [`to_string`] writes them so that printing the JSON on a
//! terminal is harmless too.

mod audit;
mod claims;
mod print;
mod schema;
mod selfcheck;
pub mod v1;

use bonafide_model as model;
use bonafide_model::Timestamp;

use crate::invocation::Invocation;
use crate::prose;
use crate::text::{RootLine, Trusted};

pub use audit::audit;
pub use print::to_string;
pub use schema::{SCHEMAS, schema};
pub use selfcheck::selfcheck;

/// One subject, as `bonafide/assessment/v1`, for the command that was given.
#[must_use]
pub fn assessment(assessment: &model::judgement::Assessment, given: &Invocation) -> v1::Assessment {
    v1::Assessment {
        schema: "bonafide/assessment/v1",
        subject: assessment.subject.clone(),
        assessed_at: time(assessment.assessed_at),
        verdict: assessment.verdict.as_str(),
        why: assessment.why.map(model::judgement::Why::as_str),
        reason: prose::reason(assessment),
        next_step: prose::next_step(assessment, given),
        key: v1::Key {
            verdict: assessment.key.verdict.as_str(),
            fingerprint: text(assessment.key.fingerprint.as_ref()),
            expires: assessment.key.expires.map(time),
            reason: prose::key_reason(assessment),
        },
        team: claims::team(
            assessment.team_name.as_ref(),
            assessment.team_short_name.as_ref(),
        ),
        document: assessment.document.as_ref().map(document),
        claims: assessment.profile.as_ref().map_or_else(
            || claims::claims(&model::claims::Claims::default()),
            |profile| claims::claims(&profile.claims),
        ),
        attempts: assessment.attempts.iter().map(attempt).collect(),
        signatures: assessment.signatures.iter().map(signature).collect(),
        certificates: assessment.certificates.iter().map(certificate).collect(),
        checksums: assessment.checksums.iter().map(checksum).collect(),
        anchors: assessment.anchors.iter().map(anchor).collect(),
        findings: assessment.findings.iter().map(finding).collect(),
        weakenings: assessment.weakenings.clone(),
        replay: assessment.replay.as_ref().map(replay),
        given: assessment
            .given
            .as_ref()
            .map(model::judgement::Given::as_str),
        nearest: assessment.nearest.iter().map(near).collect(),
    }
}

fn near(near: &model::judgement::Near) -> v1::Near {
    v1::Near {
        kind: near.kind.as_str(),
        team: near.team.clone(),
        how: near.how.as_str(),
        here: near.here.clone(),
        known: near.known.clone(),
    }
}

/// Several subjects, as `bonafide/assessments/v1`, in the order given, without those that could not
/// be taken up.
#[must_use]
pub fn assessments(all: &[model::judgement::Assessment], given: &Invocation) -> v1::Assessments {
    v1::Assessments {
        schema: "bonafide/assessments/v1",
        assessments: all.iter().map(|one| assessment(one, given)).collect(),
        errors: Vec::new(),
    }
}

/// What came of all subjects, as exactly one document: `bonafide/assessment/v1` or
/// `bonafide/error/v1` for one subject,
/// `bonafide/assessments/v1` for several.
///
/// # Errors
/// As [`to_string`].
pub fn results(
    all: &[(&str, Result<&model::judgement::Assessment, String>)],
    given: &Invocation,
) -> Result<String, serde_json::Error> {
    let error = |subject: &str, message: &str| v1::SubjectError {
        subject: subject.to_owned(),
        message: message.to_owned(),
    };
    match all {
        [(_, Ok(one))] => to_string(&assessment(one, given)),
        [(subject, Err(message))] => to_string(&v1::Error {
            schema: "bonafide/error/v1",
            subject: (*subject).to_owned(),
            message: message.clone(),
        }),
        several => to_string(&v1::Assessments {
            schema: "bonafide/assessments/v1",
            assessments: several
                .iter()
                .filter_map(|(_, result)| result.as_ref().ok())
                .map(|one| assessment(one, given))
                .collect(),
            errors: several
                .iter()
                .filter_map(|(subject, result)| Some(error(subject, result.as_ref().err()?)))
                .collect(),
        }),
    }
}

/// The trust directory's pins, as `bonafide/pins/v1`.
#[must_use]
pub fn trusted(trusted: &Trusted<'_>) -> v1::Pins {
    let root = |root: &RootLine| v1::TrustRoot {
        name: root.name.clone(),
        fingerprint: root.fingerprint.to_string(),
        how: root.how.clone(),
        who: root.who.clone(),
        when: root.when.to_string(),
        source: root.source.clone(),
    };
    let directory = |directory: &model::evidence::DirectorySnapshot| v1::Directory {
        name: directory.name.clone(),
        taken: directory.taken.to_string(),
        teams: directory.entries.len(),
        with_fingerprint: directory
            .entries
            .iter()
            .filter(|entry| !entry.fingerprints.is_empty())
            .count(),
        source: directory.source.clone(),
    };
    v1::Pins {
        roots: trusted.roots.iter().map(root).collect(),
        directories: trusted.directories.iter().map(directory).collect(),
        ..pins(trusted.pins)
    }
}

/// Pins alone, as `bonafide/pins/v1`.
#[must_use]
pub fn pins(pins: &[model::evidence::Pin]) -> v1::Pins {
    let pin = |pin: &model::evidence::Pin| v1::Pin {
        team: pin.team.clone(),
        fingerprint: pin.fingerprint.to_string(),
        domains: pin.domains.clone(),
        emails: pin.emails.clone(),
        how: pin.how.clone(),
        who: pin.who.clone(),
        when: pin.when.to_string(),
        confirm_again: pin.confirm_again.map(|day| day.to_string()),
        source: pin.source.clone(),
    };
    v1::Pins {
        schema: "bonafide/pins/v1",
        pins: pins.iter().map(pin).collect(),
        roots: Vec::new(),
        directories: Vec::new(),
    }
}

/// Partner entries, as `bonafide/partners/v1`.
#[must_use]
pub fn partners(states: &[model::audit::PartnerState]) -> v1::Partners {
    let one = |state: &model::audit::PartnerState| v1::Partner {
        unconfirmed: state
            .keys
            .iter()
            .map(|(key, said)| v1::Unconfirmed {
                fingerprint: key.to_string(),
                state: Some(said.as_str()),
            })
            .collect(),
        file: Some(state.entry.file.clone()),
        problem: state.entry.problem.clone(),
        last: state.last.as_ref().map(last_run),
        ..partner(&state.entry.name, &state.entry.partner)
    };
    v1::Partners {
        schema: "bonafide/partners/v1",
        written: false,
        partners: states.iter().map(one).collect(),
    }
}

/// What a list of partners makes of the entries, as `bonafide/partners/v1`.
#[must_use]
pub fn partner_plan(plan: &model::audit::PartnerPlan) -> v1::Partners {
    let one = |one: &model::audit::PlannedPartner| v1::Partner {
        step: Some(one.step.as_str()),
        differs: match &one.step {
            model::audit::PartnerStep::Differs(fields) => {
                fields.iter().map(|one| one.as_str()).collect()
            }
            _ => Vec::new(),
        },
        alike: one
            .alike
            .iter()
            .map(|other| v1::Alike {
                team: other.team.clone(),
                place: other.place.clone(),
                how: other.how.as_str(),
            })
            .collect(),
        place: Some(one.partner.place.clone()),
        ..partner(&one.entry, &one.partner)
    };
    v1::Partners {
        schema: "bonafide/partners/v1",
        written: plan.done,
        partners: plan.partners.iter().map(one).collect(),
    }
}

fn partner(entry: &str, partner: &model::audit::ListedPartner) -> v1::Partner {
    v1::Partner {
        entry: entry.to_owned(),
        team: partner.team.clone(),
        profile: partner.profile.clone(),
        emails: partner.emails.clone(),
        unconfirmed: partner
            .unconfirmed
            .iter()
            .map(|key| v1::Unconfirmed {
                fingerprint: key.to_string(),
                state: None,
            })
            .collect(),
        notes: partner.notes.clone(),
        file: None,
        problem: None,
        step: None,
        differs: Vec::new(),
        alike: Vec::new(),
        place: None,
        last: None,
    }
}

fn last_run(last: &model::judgement::LastRun) -> v1::LastRun {
    v1::LastRun {
        attempted_at: time(last.attempted_at),
        verdict: last.verdict.map(|(verdict, _)| verdict.as_str()),
        why: last
            .verdict
            .and_then(|(_, why)| why)
            .map(model::judgement::Why::as_str),
        since: last.since.map(time),
        unreachable_since: last.unreachable_since.map(time),
    }
}

/// What was seen before, as `bonafide/history/v1`.
#[must_use]
pub fn history(subjects: &[model::judgement::Remembered]) -> v1::History {
    let sight = |sight: &model::judgement::Sight| v1::Sight {
        seen_at: time(sight.seen_at),
        first_seen_at: time(sight.first_seen()),
        document_sha256: sight.document_sha256.clone(),
        version: sight.version.clone(),
        date: sight.date.map(|date| date.to_string()),
        signed_at: sight.signed_at.map(time),
        fingerprint: sight.fingerprint.as_ref().map(ToString::to_string),
        emails: sight.emails.clone(),
        phones: sight.phones.clone(),
    };
    let one = |one: &model::judgement::Remembered| v1::Remembered {
        subject: one.subject.clone(),
        last: one.last.as_ref().map(last_run),
        sights: one.sights.iter().map(sight).collect(),
    };
    v1::History {
        schema: "bonafide/history/v1",
        subjects: subjects.iter().map(one).collect(),
    }
}

/// What a document prints, as `bonafide/profile/v1`; with an error where nothing could be read.
#[must_use]
pub fn profile(
    subject: &str,
    reading: Result<&model::claims::Profile, &model::claims::ReadError>,
) -> v1::Profile {
    let read = reading.ok();
    v1::Profile {
        schema: "bonafide/profile/v1",
        subject: subject.to_owned(),
        media_type: read.map(|profile| profile.format.media_type()),
        pages: read.and_then(|profile| profile.pages),
        language: read.and_then(|profile| profile.language.clone()),
        error: reading.err().map(ToString::to_string),
        team: claims::team(
            read.and_then(|profile| profile.team_name.as_ref()),
            read.and_then(|profile| profile.team_short_name.as_ref()),
        ),
        claims: read.map_or_else(
            || claims::claims(&model::claims::Claims::default()),
            |profile| claims::claims(&profile.claims),
        ),
        sections: read
            .map(|profile| profile.sections.iter().map(section).collect())
            .unwrap_or_default(),
        missing: read
            .map(|profile| {
                model::claims::missing_sections(&profile.sections)
                    .map(|section| section.number)
                    .collect()
            })
            .unwrap_or_default(),
        authenticity: read
            .and_then(|profile| profile.authenticity.as_ref())
            .map(|claim| claim.value.as_str()),
        warnings: read
            .map(|profile| profile.warnings.iter().map(warning).collect())
            .unwrap_or_default(),
    }
}

fn replay(replay: &model::judgement::Replay) -> v1::Replay {
    let keyring = match &replay.by {
        model::judgement::JudgedBy::Bundle => None,
        model::judgement::JudgedBy::Reader { keyring } => Some(keyring.clone()),
    };
    v1::Replay {
        bundle: replay.bundle.clone(),
        bundle_is_authenticated: false,
        judged_by: if keyring.is_some() {
            "keyring"
        } else {
            "bundle"
        },
        keyring,
    }
}

fn document(document: &model::judgement::DocumentSummary) -> v1::Document {
    v1::Document {
        media_type: document.media_type.clone(),
        bytes: document.bytes,
        sha256: document.sha256.clone(),
        origin: origin(&document.origin),
    }
}

fn origin(origin: &model::evidence::Origin) -> v1::Origin {
    v1::Origin {
        kind: origin.kind.as_str(),
        url: origin.url.clone(),
        path: origin.path.clone(),
        chain: origin
            .chain
            .iter()
            .map(|hop| v1::Hop {
                url: hop.url.clone(),
                status: hop.status,
            })
            .collect(),
        address: text(origin.address.as_ref()),
        tls: origin.tls,
        copy_age_seconds: origin.copy_age_seconds,
        registrable_domain: origin.registrable_domain(),
    }
}

fn attempt(attempt: &model::evidence::Attempt) -> v1::Attempt {
    v1::Attempt {
        role: attempt.role.as_str(),
        url: attempt.url.clone(),
        result: attempt.result.as_str(),
        why: prose::attempt_why(&attempt.why),
    }
}

fn signature(signature: &model::judgement::SignatureReport) -> v1::Signature {
    v1::Signature {
        status: signature.status.as_str(),
        signer: text(signature.signer.as_ref()),
        signing_key: text(signature.signing_key.as_ref()),
        issuer_key_id: signature.issuer_key_id.clone(),
        made_at: signature.made_at.map(time),
        hash: signature.hash.clone(),
        kind: signature.kind.as_str(),
        problems: signature
            .problems
            .iter()
            .map(model::judgement::SignatureProblem::as_str)
            .collect(),
        detail: prose::signature_cause(signature.cause.as_ref()),
        origin: origin(&signature.origin),
    }
}

fn certificate(certificate: &model::judgement::CertificateReport) -> v1::Certificate {
    v1::Certificate {
        fingerprint: certificate.fingerprint.to_string(),
        subkeys: certificate
            .subkeys
            .iter()
            .map(ToString::to_string)
            .collect(),
        user_ids: certificate.user_ids.clone(),
        created: certificate.created.map(time),
        expires: certificate.expires.map(time),
        revoked: certificate
            .revoked
            .as_ref()
            .map(|revocation| v1::Revocation {
                hard: revocation.hard,
                reason: revocation.reason.clone(),
                text: revocation.text.clone(),
                at: revocation.at.map(time),
            }),
        algorithm: certificate.algorithm.clone(),
        origin: origin(&certificate.origin),
    }
}

fn checksum(checksum: &model::judgement::ChecksumReport) -> v1::Checksum {
    v1::Checksum {
        algorithm: checksum.algorithm.map(model::claims::HashName::as_str),
        expected: checksum.expected.clone(),
        observed: checksum.observed.clone(),
        status: checksum.status.as_str(),
        origin: origin(&checksum.origin),
    }
}

fn anchor(anchor: &model::judgement::Anchor) -> v1::Anchor {
    v1::Anchor {
        kind: anchor.kind.as_str(),
        says: anchor.says.as_str(),
        independent: anchor.independent,
        accepted: anchor.accepted,
        why: prose::anchor_why(anchor),
        names_team: anchor.names_team,
        fingerprint: text(anchor.fingerprint.as_ref()),
        team: anchor.team.clone(),
        covered: anchor.covered.clone(),
        not_covered: anchor.not_covered.clone(),
        confirmed: anchor.confirmed.as_ref().map(prose::confirmed),
        archived: anchor.archived.as_ref().map(|archived| v1::Archived {
            archive: archived.archive.clone(),
            of: archived.of.clone(),
            since: time(archived.since),
            until: time(archived.until),
            captures: archived.captures,
        }),
    }
}

fn finding(finding: &model::judgement::Finding) -> v1::Finding {
    v1::Finding {
        check: finding.check.as_str(),
        outcome: finding.outcome.as_str(),
        severity: finding.severity.as_str(),
        message: prose::message(finding),
        help: prose::help(finding),
        places: finding
            .places
            .iter()
            .map(|at| v1::Where {
                place: place(&at.place),
                excerpt: at.excerpt.clone(),
            })
            .collect(),
    }
}

fn place(place: &model::claims::Place) -> v1::Place {
    v1::Place {
        page: place.page,
        line: place.line,
        section: place.section.clone(),
        heading: place.heading.clone(),
    }
}

fn section(section: &model::claims::Section) -> v1::Section {
    v1::Section {
        number: section.number.clone(),
        heading: section.heading.clone(),
        page: section.place.page,
        line: section.place.line,
        has_content: section.has_content,
    }
}

fn warning(warning: &model::claims::ReadWarning) -> v1::Warning {
    v1::Warning {
        kind: warning.kind.as_str(),
        hidden_by: warning
            .kind
            .hidden_by()
            .map(model::claims::HiddenBy::as_str),
        page: warning.place.as_ref().and_then(|place| place.page),
        line: warning.place.as_ref().map(|place| place.line),
        detail: warning.detail.clone(),
    }
}

fn text(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}

/// RFC 3339 in UTC with `Z`.
fn time(at: Timestamp) -> String {
    at.to_string()
}

#[cfg(test)]
mod tests;
