//! Does GnuPG, as it is installed here, take the staged key and signature?

use bonafide_model::{GnuPg, Publishing, Severity};

use super::desk::{Desk, fact};
use crate::checks::Found;

pub(super) fn run(desk: &Desk) -> Vec<Found> {
    vec![match &desk.staging.gnupg {
        GnuPg::NothingToTry => Found::not_applicable(fact(Publishing::NothingSigned)),
        GnuPg::NotTried(why) => Found::inconclusive(Severity::Note, fact(Publishing::GnuPgNotTried { why: why.clone() })),
        GnuPg::Ran { version, accepts: true, .. } => Found::pass(fact(Publishing::GnuPgVerifies { version: version.clone() })),
        GnuPg::Ran { version, says, .. } => {
            Found::fail(Severity::Error, fact(Publishing::GnuPgRefuses { version: version.clone(), why: says.clone() }))
        }
    }]
}
