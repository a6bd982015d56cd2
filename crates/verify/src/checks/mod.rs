//! One check per property, each in a file of its own that says everything about it: what it looks
//! at, what the verdict needs of it, and what it means to a team that is about to publish.
//!
//! A check looks at the [`Context`] and says what it found; it never decides a verdict. Severity
//! `error` means "stands in the way of a good verdict" where the rule tree needs the check,
//! `warning` "worth acting on", `note` "worth knowing".

pub(crate) mod check;
pub(crate) mod found;
#[cfg(test)]
mod tests;
pub(crate) mod weight;

use bonafide_model::judgement::Finding;

use crate::context::Context;
use check::Check;

pub use pieces_are_of_one_moment::pieces_disagree;

macro_rules! checks {
    ($($file:ident)*) => {
        $(mod $file;)*

        /// All checks, in the order of the catalogue.
        pub(crate) const CHECKS: &[Check] = &[$($file::CHECK,)*];
    };
}

checks! {
    signature_is_present
    signature_is_wellformed
    signature_is_valid
    signature_covers_document
    signature_is_strong
    signature_is_timely
    checksum_matches
    fingerprint_is_printed
    fingerprint_is_wellformed
    fingerprint_is_unambiguous
    signer_is_printed_key
    published_key_is_printed_key
    key_id_matches_fingerprint
    user_id_matches_contact
    key_is_live
    key_is_not_revoked
    key_is_strong
    key_bindings_are_strong
    key_stays_valid
    key_can_encrypt
    anchor_is_independent
    anchor_names_this_team
    anchors_agree
    version_is_not_older
    document_is_current
    content_matches_version
    contacts_are_unchanged
    transport_is_secure
    document_shows_what_it_says
    location_is_canonical
    domain_is_established
    contacts_agree
    editions_agree
    pieces_are_of_one_moment
    no_secret_key_is_printed
    sections_are_complete
    dates_are_unambiguous
    identification_matches_file
    urls_resolve
    sidecars_are_discoverable
    key_id_is_long
    gpg_users_can_verify
    key_can_sign
    key_can_be_revoked
    older_signatures_stay_verifiable
    validity_is_stated
    tlp_is_marked
    no_placeholder_is_left
}

/// Runs every check on what was gathered.
pub(crate) fn run_all(cx: &Context) -> Vec<Finding> {
    let run = |check: &Check| -> Vec<Finding> {
        let found = check.run.map(|run| run(cx)).unwrap_or_default();
        found.into_iter().map(|found| found.by(check.id)).collect()
    };
    CHECKS.iter().flat_map(run).collect()
}
