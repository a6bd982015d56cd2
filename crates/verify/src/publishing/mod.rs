//! The checks of a team that is about to publish: the staged document and what goes with it, as a stranger will find it.
//!
//! Pure like everything here: what lies where was told by the caller ([`Staging`]). The checks of [`crate::checks`] run too, and are
//! weighed anew ([`weight`]), since a slip that an analyst may overlook is one that its author can mend before anybody sees it.

mod certificate;
mod confirmation;
mod dates;
mod desk;
mod gnupg;
mod history;
mod identification;
mod key;
mod key_id;
mod marking;
mod misprint;
mod own_place;
mod placeholders;
mod published_key;
mod revocation;
mod sections;
mod sequoia;
mod sidecars;
#[cfg(test)]
mod tests;
mod transport;
mod urls;
mod user_ids;
mod verifiers;
mod weight;

use bonafide_model::{
    Assessment, CheckId, Detail, Dossier, Finding, Past, Policy, Publishing, Staging, Timestamp, Trust, VerifierSays,
};

use crate::checks::Found;
use crate::context::Context;
use crate::{judge, openpgp};
use desk::Desk;
pub use revocation::is_bare_revocation;

/// What a team is told about one staged profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What a stranger would be told, by this trust.
    pub assessment: Assessment,
    /// What was found, in the order of the catalogue; severities are those for a team that is about to publish.
    pub findings: Vec<Finding>,
    /// Who can verify it.
    pub verifiers: Vec<VerifierSays>,
}

/// A check that only a team about to publish has a use for, or that asks more of it.
struct Check {
    id: CheckId,
    run: fn(&Desk) -> Vec<Found>,
}

/// All of them, in the order of the catalogue.
const CHECKS: &[Check] = &[
    Check { id: CheckId::PublishedKeyIsPrintedKey, run: published_key::run },
    Check { id: CheckId::UserIdMatchesContact, run: user_ids::run },
    Check { id: CheckId::AnchorIsIndependent, run: confirmation::run },
    Check { id: CheckId::TransportIsSecure, run: transport::run },
    Check { id: CheckId::LocationIsCanonical, run: own_place::run },
    Check { id: CheckId::NoSecretKeyIsPrinted, run: key::secret_keys },
    Check { id: CheckId::SectionsAreComplete, run: sections::run },
    Check { id: CheckId::DatesAreUnambiguous, run: dates::run },
    Check { id: CheckId::IdentificationMatchesFile, run: identification::run },
    Check { id: CheckId::UrlsResolve, run: urls::run },
    Check { id: CheckId::SidecarsAreDiscoverable, run: sidecars::run },
    Check { id: CheckId::KeyIdIsLong, run: key_id::run },
    Check { id: CheckId::GpgUsersCanVerify, run: gnupg::run },
    Check { id: CheckId::KeyCanSign, run: key::can_sign },
    Check { id: CheckId::KeyCanBeRevoked, run: key::can_be_revoked },
    Check { id: CheckId::OlderSignaturesStayVerifiable, run: key::older_signatures },
    Check { id: CheckId::ValidityIsStated, run: marking::validity },
    Check { id: CheckId::TlpIsMarked, run: marking::tlp },
    Check { id: CheckId::NoPlaceholderIsLeft, run: placeholders::run },
];

/// Checks one staged profile.
///
/// The answer is a function of the arguments alone. That nothing is found says that a stranger can verify the document and that it
/// holds what RFC 2350 and practice ask for; it does not say that what stands in it is right.
#[must_use]
pub fn check_publication(dossier: &Dossier, staging: &Staging, trust: &Trust, policy: &Policy, now: Timestamp) -> Publication {
    let facts = openpgp::observe(dossier, trust, policy, now);
    let past = Past::NotAsked;
    let assessment = judge(dossier, trust, &past, policy, now, &facts);
    let cx = Context::new(dossier, trust, &past, policy, now, &facts);
    let desk = Desk::new(&cx, staging);
    let told = assessment.findings.iter().filter(|finding| !weight::follows_from_the_key(finding, &cx));
    let weighed = told.cloned().filter_map(weight::weigh);
    let mut findings: Vec<Finding> = weighed.map(|finding| weight::beside_its_fingerprint(finding, &cx)).collect();
    findings.extend(CHECKS.iter().flat_map(|check| (check.run)(&desk).into_iter().map(|found| found.by(check.id))));
    if let Some(slip) = &desk.misprint {
        findings.retain(|finding| !slip.explains(finding));
    }
    let is_of_one = |finding: &Finding| matches!(&finding.detail, Detail::Publishing(Publishing::UserIdNotOnKey { .. }));
    if findings.iter().any(is_of_one) {
        // Says the same of all of them together.
        findings.retain(|finding| !matches!(finding.detail, Detail::UserIdDiffers { .. }));
    }
    // Stable, so that what one check says keeps its order.
    findings.sort_by_key(|finding| finding.check);
    let verifiers = verifiers::ask(&desk, &assessment);
    Publication { assessment, findings, verifiers }
}
