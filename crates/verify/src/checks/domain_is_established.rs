//! Has the domain of the document been registered for a while? Who imitates a team registers a name
//! like its own and uses it soon.

use bonafide_model::evidence::{AttemptRole, host_of};
use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::Found;
use super::weight;
use crate::anchors::controllers;
use crate::context::Context;
use crate::statements::registered;

pub(super) const CHECK: Check = Check::new(CheckId::DomainIsEstablished, run).weighed(weight::left_out);

/// Days for which a domain counts as new. Most of those that are registered for an attack are used
/// within weeks, and a team that moves to a new domain announces it for months.
const NEW: i64 = 90;

fn run(cx: &Context) -> Vec<Found> {
    let asked: Vec<_> = cx.dossier.attempts.iter().filter(|attempt| attempt.role == AttemptRole::Registration).collect();
    let Some(first) = asked.first() else { return vec![Found::not_applicable(Detail::DomainNotAsked)] };
    let document = cx.dossier.document.as_ref().map(|document| controllers(&document.origin)).unwrap_or_default();
    let Some((domain, at)) = registered(cx.dossier, &document) else {
        let registry = host_of(&first.url).unwrap_or_default();
        return vec![Found::inconclusive(Severity::Note, Detail::DomainAgeUnknown { registry })];
    };
    let days = cx.now.duration_since(at).as_hours().div_euclid(24);
    let detail = Detail::DomainRegistered { domain, at };
    vec![if days < NEW { Found::fail(Severity::Warning, detail) } else { Found::pass(detail) }]
}
