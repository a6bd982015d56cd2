//! Can programs that judge a signature by the self-signatures of its time still verify older ones?

use bonafide_model::Timestamp;
use bonafide_model::judgement::{CheckId, Publishing, Severity};

use super::check::Check;
use super::found::{Found, fact, no_certificate};
use crate::publishing::desk::Desk;

pub(super) const CHECK: Check = Check::staged(CheckId::OlderSignaturesStayVerifiable, run);

/// Keys and their first self-signatures are made in one go; a day allows for a machine that was
/// restarted in between.
const MADE_TOGETHER_SECONDS: i64 = 86_400;

fn run(desk: &Desk) -> Vec<Found> {
    let Some((created, oldest)) = desk.record.as_ref().and_then(|record| record.widest_gap) else {
        return vec![Found { severity: Severity::Warning, ..no_certificate(desk.cx) }];
    };
    let apart = |from: Timestamp, to: Timestamp| to.as_second().saturating_sub(from.as_second());
    vec![if apart(created, oldest) > MADE_TOGETHER_SECONDS {
        Found::fail(Severity::Warning, fact(Publishing::OldSelfSignaturesLost { created, oldest }))
    } else {
        Found::pass(fact(Publishing::OldSelfSignaturesKept { created }))
    }]
}
