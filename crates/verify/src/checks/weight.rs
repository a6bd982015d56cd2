//! How the weight of a finding differs for a team that is about to publish: whoever publishes can
//! mend a slip before anybody sees it.

use bonafide_model::judgement::{Finding, Outcome, Severity};

/// Whether something is to be done about it.
pub(crate) fn is_open(finding: &Finding) -> bool {
    matches!(finding.outcome, Outcome::Fail | Outcome::Inconclusive)
}

/// The same as an error.
pub(super) fn error(finding: Finding) -> Finding {
    Finding {
        severity: Severity::Error,
        ..finding
    }
}

/// A stranger's history, and places, which are checked against the staged tree.
pub(super) fn left_out(_: Finding) -> Option<Finding> {
    None
}

/// Only a stranger can have anchors; where the team gave its own, they must not contradict it.
pub(super) fn only_failures(finding: Finding) -> Option<Finding> {
    (finding.outcome == Outcome::Fail).then_some(finding)
}

/// What fails with a warning is an error to its author.
pub(super) fn warnings_are_errors(finding: Finding) -> Option<Finding> {
    let is_slip = finding.outcome == Outcome::Fail && finding.severity == Severity::Warning;
    Some(if is_slip { error(finding) } else { finding })
}

/// Whatever fails is an error to its author.
pub(super) fn failures_are_errors(finding: Finding) -> Option<Finding> {
    Some(if finding.outcome == Outcome::Fail {
        error(finding)
    } else {
        finding
    })
}
