//! A self-check as `bonafide/selfcheck/v1`.

use bonafide_model as model;
use bonafide_model::judgement::Severity;
use bonafide_model::publishing::Resolution;

use super::{claims, place, time, v1};
use crate::prose;

/// What was found about a directory that is about to be published.
#[must_use]
pub fn selfcheck(report: &model::publishing::SelfcheckReport) -> v1::Selfcheck {
    let accepted = report
        .profiles
        .iter()
        .flat_map(|profile| &profile.advice)
        .filter(|advice| advice.accepted.is_some())
        .count();
    v1::Selfcheck {
        schema: "bonafide/selfcheck/v1",
        subject: report.subject.clone(),
        checked_at: time(report.checked_at),
        live: report.live,
        counts: v1::SelfcheckCounts {
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            notes: report.count(Severity::Note),
            accepted,
        },
        profiles: report
            .profiles
            .iter()
            .map(|one| profile(report, one))
            .collect(),
        unused_acceptances: report.unused.iter().map(unused).collect(),
        documents_left_out: report.left_out,
    }
}

fn profile(
    report: &model::publishing::SelfcheckReport,
    profile: &model::publishing::CheckedProfile,
) -> v1::SelfcheckProfile {
    let run = prose::Commands::of(report, profile);
    let assessment = &profile.assessment;
    v1::SelfcheckProfile {
        path: profile.path.clone(),
        base_url: profile.base_url.clone(),
        team: claims::team(
            assessment.team_name.as_ref(),
            assessment.team_short_name.as_ref(),
        ),
        verdict: assessment.verdict.as_str(),
        why: assessment.why.map(model::judgement::Why::as_str),
        findings: profile
            .advice
            .iter()
            .map(|advice| finding(advice, &run))
            .collect(),
        verifiers: profile
            .verifiers
            .iter()
            .map(|says| verifier(says, &run))
            .collect(),
        after_changes: run.after_changes(profile),
        urls: profile.urls.iter().map(url).collect(),
    }
}

fn finding(advice: &model::publishing::Advice, run: &prose::Commands) -> v1::SelfcheckFinding {
    let finding = &advice.finding;
    let open = matches!(
        finding.outcome,
        model::judgement::Outcome::Fail | model::judgement::Outcome::Inconclusive
    );
    let words = if open {
        prose::advised(finding, run)
    } else {
        prose::Advised::default()
    };
    v1::SelfcheckFinding {
        check: finding.check.as_str(),
        outcome: finding.outcome.as_str(),
        severity: finding.severity.as_str(),
        message: prose::message(finding),
        note: words.why,
        help: words.help,
        print: words.print,
        accepted: advice.accepted.as_ref().map(|entry| v1::Acceptance {
            reason: entry.reason.clone(),
            until: entry.until.to_string(),
        }),
        places: advice.spots.iter().map(spot).collect(),
    }
}

fn spot(spot: &model::publishing::Spot) -> v1::Spot {
    v1::Spot {
        place: place(&spot.place),
        column: spot.columns.map(|(start, _)| start),
        end_column: spot.columns.map(|(_, end)| end),
        excerpt: spot.text.clone(),
        meant: spot
            .text
            .chars()
            .skip(spot.from)
            .take(spot.to.saturating_sub(spot.from))
            .collect(),
    }
}

fn unused(unused: &model::publishing::UnusedAcceptance) -> v1::UnusedAcceptance {
    let entry = &unused.entry;
    v1::UnusedAcceptance {
        check: entry.check.as_str(),
        file: entry.file.clone(),
        value: entry.value.clone(),
        reason: entry.reason.clone(),
        until: entry.until.to_string(),
        expired: unused.expired,
    }
}

fn verifier(says: &model::publishing::VerifierSays, run: &prose::Commands) -> v1::VerifierSays {
    v1::VerifierSays {
        verifier: says.verifier.as_str(),
        version: says.version.clone(),
        accepts: says.accepts,
        says: prose::answer(says.verifier, &says.says),
        mend: says.cause.map(|cause| run.fix(cause)),
    }
}

fn url(url: &model::publishing::StagedUrl) -> v1::StagedUrl {
    let (result, path) = match &url.resolution {
        Resolution::Staged { path, .. } => ("staged", Some(path)),
        Resolution::Missing { path, .. } => ("missing", Some(path)),
        Resolution::LeadsOut { .. } => ("leads-out", None),
        Resolution::NotAsked => ("not-asked", None),
        Resolution::Answers { .. } => ("answers", None),
        Resolution::Gone { .. } => ("gone", None),
        Resolution::NotReached { .. } => ("not-reached", None),
    };
    v1::StagedUrl {
        url: url.url.clone(),
        role: url.role.as_str(),
        result,
        path: path.cloned(),
    }
}
