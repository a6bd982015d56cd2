//! Does GnuPG, as it is installed here, take the staged key and signature?

use bonafide_model::judgement::{CheckId, Publishing, Severity};
use bonafide_model::publishing::GnuPg;

use crate::publishing::desk::Desk;
use super::check::Check;
use super::found::{Found, fact};

pub(super) const CHECK: Check = Check::staged(CheckId::GpgUsersCanVerify, run);

fn run(desk: &Desk) -> Vec<Found> {
    vec![match &desk.staging.gnupg {
        GnuPg::NothingToTry => Found::not_applicable(fact(Publishing::NothingSigned)),
        GnuPg::NotTried(why) => Found::inconclusive(Severity::Note, fact(Publishing::GnuPgNotTried { why: why.clone() })),
        GnuPg::Ran { version, accepts: true, .. } => Found::pass(fact(Publishing::GnuPgVerifies { version: version.clone() })),
        GnuPg::Ran { version, says, .. } => {
            Found::fail(Severity::Error, fact(Publishing::GnuPgRefuses { version: version.clone(), why: says.clone() }))
        }
    }]
}
