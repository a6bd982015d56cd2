//! The checks of a team that is about to publish: the staged document and what goes with it, as a
//! stranger will find it.
//!
//! Pure like everything here: what lies where was told by the caller ([`Staging`]). The checks of
//! [`crate::checks`] run too, and are weighed anew ([`weigh`]), since a slip that an analyst may
//! overlook is one that its author can mend before anybody sees it.

mod certificate;
pub(crate) mod confirmation;
pub(crate) mod desk;
mod misprint;
pub(crate) mod own_place;
pub(crate) mod published_key;
mod revocation;
pub(crate) mod secret_keys;
mod sequoia;
#[cfg(test)]
mod tests;
pub(crate) mod transport;
pub(crate) mod user_ids;
mod verifiers;
mod weigh;

use bonafide_model::Timestamp;
use bonafide_model::evidence::{Dossier, Trust};
use bonafide_model::judgement::{Assessment, Detail, Finding, Past, Policy, Publishing};
use bonafide_model::publishing::{Staging, VerifierSays};

use crate::checks::CHECKS;
use crate::context::Context;
use crate::{judge, openpgp};
use desk::Desk;
pub use revocation::is_bare_revocation;

/// What a team is told about one staged profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What a stranger would be told, by this trust.
    pub assessment: Assessment,
    /// What was found, in the order of the catalogue; severities are those for a team that is about
    /// to publish.
    pub findings: Vec<Finding>,
    /// Who can verify it.
    pub verifiers: Vec<VerifierSays>,
}

/// Checks one staged profile.
///
/// The answer is a function of the arguments alone. That nothing is found says that a stranger can
/// verify the document and that it holds what RFC 2350 and practice ask for; it does not say that
/// what stands in it is right.
#[must_use]
pub fn check_publication(
    dossier: &Dossier,
    staging: &Staging,
    trust: &Trust,
    policy: &Policy,
    now: Timestamp,
) -> Publication {
    let facts = openpgp::observe(dossier, trust, policy, now);
    let past = Past::NotAsked;
    let assessment = judge(dossier, trust, &past, policy, now, &facts);
    let cx = Context::new(dossier, trust, &past, policy, now, &facts);
    let desk = Desk::new(&cx, staging);
    let told = assessment
        .findings
        .iter()
        .filter(|finding| !weigh::follows_from_the_key(finding, &cx));
    let weighed = told.cloned().filter_map(weigh::weigh);
    let mut findings: Vec<Finding> = weighed
        .map(|finding| weigh::beside_its_fingerprint(finding, &cx))
        .collect();
    for check in CHECKS {
        let found = check.run_staged.map(|run| run(&desk)).unwrap_or_default();
        findings.extend(found.into_iter().map(|found| found.by(check.id)));
    }
    if let Some(slip) = &desk.misprint {
        findings.retain(|finding| !slip.explains(finding));
    }
    let is_of_one = |finding: &Finding| {
        matches!(
            &finding.detail,
            Detail::Publishing(Publishing::UserIdNotOnKey { .. })
        )
    };
    if findings.iter().any(is_of_one) {
        // Says the same of all of them together.
        findings.retain(|finding| !matches!(finding.detail, Detail::UserIdDiffers { .. }));
    }
    // Stable, so that what one check says keeps its order.
    findings.sort_by_key(|finding| finding.check);
    let verifiers = verifiers::ask(&desk, &assessment);
    Publication {
        assessment,
        findings,
        verifiers,
    }
}
