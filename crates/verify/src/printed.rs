//! Fingerprints that a person sees.

use bonafide_model::claims::{
    Claim, Claims, Fingerprint, FingerprintProblem, KeyRole, PrintedFingerprint,
};

/// A usable fingerprint that a person sees.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'a> {
    pub fingerprint: &'a Fingerprint,
    pub role: KeyRole,
    pub claim: &'a Claim<PrintedFingerprint>,
}

impl Printed<'_> {
    /// Whether it is printed as a key of the team that is in use.
    pub fn is_current(&self) -> bool {
        matches!(
            self.role,
            KeyRole::Team | KeyRole::Incident | KeyRole::Information | KeyRole::Master
        )
    }
}

/// Well-formed values that a person sees. A placeholder is none, though it has the form of one.
pub(crate) fn usable_fingerprints(claims: &Claims) -> Vec<Printed<'_>> {
    let usable = |claim: &&Claim<PrintedFingerprint>| {
        claim.is_visible()
            && !matches!(
                claim.value.problem,
                Some(FingerprintProblem::Placeholder | FingerprintProblem::OddCharacters(_))
            )
    };
    let printed = claims.fingerprints.iter().filter(usable);
    printed
        .filter_map(|claim| {
            Some(Printed {
                fingerprint: claim.value.fingerprint.as_ref()?,
                role: claim.value.role,
                claim,
            })
        })
        .collect()
}
