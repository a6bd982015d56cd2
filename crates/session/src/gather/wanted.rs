//! What is looked for, and by what it is recognised.

use std::collections::HashSet;

use bonafide_model::claims::{Fingerprint, Profile};
use bonafide_model::judgement::Policy;
use bonafide_reader::Reader;
use bonafide_verify::TrustIndex;

use crate::request::Request;

/// Which roles are still to be looked for: what the user named replaces the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Roles {
    pub signatures: bool,
    pub checksums: bool,
    pub keys: bool,
}

/// What is looked for about one subject, and by what it is recognised.
pub(crate) struct Wanted<'s> {
    pub roles: Roles,
    /// The team that the user says the subject is.
    pub team: Option<&'s str>,
    /// Reads documents and pages.
    pub reader: &'s Reader,
    /// Tells which keys are of use.
    pub trust: &'s TrustIndex,
    /// Tells which sources can decide.
    pub policy: &'s Policy,
}

impl<'s> Wanted<'s> {
    /// What a request leaves to be looked for.
    pub(crate) fn new(
        request: &Request,
        team: Option<&'s str>,
        reader: &'s Reader,
        trust: &'s TrustIndex,
        policy: &'s Policy,
    ) -> Self {
        let roles = Roles {
            signatures: request.signatures.is_empty(),
            checksums: request.checksums.is_empty(),
            keys: request.keys.is_empty(),
        };
        Self {
            roles,
            team,
            reader,
            trust,
            policy,
        }
    }

    /// The fingerprints whose certificates are of use: printed ones and those that the user trusts
    /// for this team.
    pub(crate) fn useful(&self, profile: &Profile) -> HashSet<Fingerprint> {
        let printed = profile
            .claims
            .fingerprints
            .iter()
            .filter_map(|claim| claim.value.fingerprint.clone());
        printed
            .chain(self.trust.fingerprints(profile, self.team))
            .collect()
    }
}
