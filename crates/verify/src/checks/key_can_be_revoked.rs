//! Can the owner be seen to be able to revoke the key? A certificate of revocation that is kept at
//! home is seen by nobody else.

use bonafide_model::judgement::{CheckId, Publishing, Severity};
use bonafide_model::publishing::Danger;

use super::check::Check;
use super::found::{Found, fact, no_certificate};
use crate::publishing::desk::Desk;

pub(super) const CHECK: Check = Check::staged(CheckId::KeyCanBeRevoked, run);

fn run(desk: &Desk) -> Vec<Found> {
    let staged = desk.staging.dangers.iter().filter_map(|danger| match danger {
        Danger::Revocation { path } => {
            Some(Found::fail(Severity::Error, fact(Publishing::RevocationStaged { path: path.clone() })))
        }
        Danger::SecretKey { .. } => None,
    });
    let staged: Vec<Found> = staged.collect();
    if !staged.is_empty() {
        return staged;
    }
    vec![match (&desk.record, desk.key()) {
        (Some(record), _) if record.names_revoker => Found::pass(fact(Publishing::RevokerNamed)),
        (Some(_), Some(key)) => {
            Found::inconclusive(Severity::Note, fact(Publishing::RevocationUnseen { fingerprint: key.clone() }))
        }
        _ => Found { severity: Severity::Note, ..no_certificate(desk.cx) },
    }]
}
