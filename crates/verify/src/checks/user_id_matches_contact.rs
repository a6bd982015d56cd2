//! Does a User ID of the certificate carry an address or User ID that the document prints? Anybody
//! can make such a User ID: this shows care, not identity.

use bonafide_model::claims::{Claim, PrintedUserId};
use bonafide_model::judgement::{CheckId, Detail, Severity};

use super::check::Check;
use super::found::{Found, no_certificate, unread};
use super::weight;
use crate::context::Context;
use crate::facts::{Told, UserIdFacts};
use crate::publishing::user_ids;

pub(super) const CHECK: Check = Check::new(CheckId::UserIdMatchesContact, run).weighed(weight::warnings_are_errors).and_staged(user_ids::run);

fn run(cx: &Context) -> Vec<Found> {
    if let Some(unread) = unread(cx) {
        return vec![unread];
    }
    let Some(certificate) = cx.certificate else { return vec![no_certificate(cx)] };
    let user_ids: Vec<&Claim<PrintedUserId>> = cx.claims().user_ids.iter().filter(|claim| claim.is_visible()).collect();
    if cx.team.addresses.is_empty() && user_ids.is_empty() {
        return vec![Found::not_applicable(Detail::NoContacts)];
    }
    let is_printed = |user_id: &UserIdFacts| {
        let email = user_id.email.as_deref();
        email.is_some_and(|email| cx.team.addresses.iter().any(|address| address == email))
            || user_ids
                .iter()
                .any(|claim| claim.value.text == user_id.text || (email.is_some() && claim.value.email.as_deref() == email))
    };
    let bound: Vec<&UserIdFacts> = certificate.user_ids.iter().filter(|user_id| user_id.bound == Told::Yes).collect();
    if let Some(user_id) = bound.iter().find(|user_id| is_printed(user_id)) {
        return vec![Found::pass(Detail::UserIdMatches { user_id: user_id.text.clone() })];
    }
    for user_id in certificate.user_ids.iter().filter(|user_id| is_printed(user_id)) {
        if let Told::No(why) = &user_id.bound {
            let detail = Detail::UserIdDoesNotCount { user_id: user_id.text.clone(), why: *why };
            return vec![Found::inconclusive(Severity::Warning, detail)];
        }
    }
    let revoked: Vec<&UserIdFacts> = certificate.user_ids.iter().filter(|user_id| user_id.revoked).collect();
    if bound.is_empty() && !revoked.is_empty() {
        let user_ids = revoked.iter().map(|user_id| user_id.text.clone()).collect();
        return vec![Found::inconclusive(Severity::Warning, Detail::UserIdsRevoked { user_ids })];
    }
    if bound.is_empty() {
        return vec![Found::inconclusive(Severity::Warning, Detail::NoUserIds)];
    }
    let printed = cx.team.addresses.iter().cloned().chain(user_ids.iter().map(|claim| claim.value.text.clone())).collect();
    let user_ids_found = bound.iter().map(|user_id| user_id.text.clone()).collect();
    vec![Found::fail(Severity::Warning, Detail::UserIdDiffers { user_ids: user_ids_found, printed }).at(user_ids)]
}
