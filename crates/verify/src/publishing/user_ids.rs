//! Does a staged key have every User ID that the document prints?

use bonafide_model::judgement::{Detail, Publishing, Severity};

use super::desk::Desk;
use crate::checks::found::{Found, fact};
use crate::facts::{Told, UserIdFacts};

/// Adds to what the check of `verify` says, to which one User ID or address in common is enough.
///
/// Says nothing where a printed key is not staged: the User ID may be that one's.
pub(crate) fn run(desk: &Desk) -> Vec<Found> {
    let is_missing = |fingerprint| {
        desk.cx.facts.certificate(fingerprint).is_none()
            && !desk
                .misprint
                .as_ref()
                .is_some_and(|slip| slip.is_of(fingerprint))
    };
    let own = desk.key().and_then(|key| desk.cx.facts.certificate(key));
    let Some(own) = own.filter(|_| {
        !desk
            .cx
            .printed
            .iter()
            .any(|printed| is_missing(printed.fingerprint))
    }) else {
        return Vec::new();
    };
    let all: Vec<&UserIdFacts> = desk
        .cx
        .facts
        .certificates
        .iter()
        .flat_map(|certificate| &certificate.user_ids)
        .collect();
    let printed = desk
        .cx
        .claims()
        .user_ids
        .iter()
        .filter(|claim| claim.is_visible());
    printed
        .filter_map(|claim| {
            let text = claim.value.text.clone();
            let same: Vec<&&UserIdFacts> = all
                .iter()
                .filter(|user_id| is_same(&text, user_id))
                .collect();
            if same
                .iter()
                .any(|user_id| !matches!(user_id.bound, Told::No(_)))
            {
                return None;
            }
            if let Some((user_id, Told::No(why))) =
                same.first().map(|user_id| (user_id, &user_id.bound))
            {
                let detail = Detail::UserIdDoesNotCount {
                    user_id: user_id.text.clone(),
                    why: *why,
                };
                return Some(Found::fail(Severity::Error, detail).at([claim]));
            }
            let has_address = |user_id: &&&UserIdFacts| {
                user_id.email.is_some() && user_id.email == claim.value.email
            };
            let nearly = all
                .iter()
                .find(has_address)
                .map(|user_id| user_id.text.clone());
            let user_ids = own
                .user_ids
                .iter()
                .map(|user_id| user_id.text.clone())
                .collect();
            Some(
                Found::fail(
                    Severity::Error,
                    fact(Publishing::UserIdNotOnKey {
                        printed: text,
                        user_ids,
                        nearly,
                    }),
                )
                .at([claim]),
            )
        })
        .collect()
}

/// Whether the printed text is the User ID, its name alone or its address alone. Case and the
/// number of blanks do not matter.
fn is_same(printed: &str, user_id: &UserIdFacts) -> bool {
    let (printed, own) = (normal(printed), normal(&user_id.text));
    let name = own.split_once(" <").map(|(name, _)| name);
    let address = printed.trim_start_matches('<').trim_end_matches('>');
    // A remark behind it, such as "(see below)", belongs to the line and not to the User ID.
    let is_whole = own.ends_with('>')
        && printed
            .strip_prefix(&own)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']));
    is_whole
        || printed == own
        || name == Some(printed.as_str())
        || user_id.email.as_deref() == Some(address)
}

fn normal(text: &str) -> String {
    let plain = text.replace(['"', '\''], "");
    plain
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
