//! Is no secret key in the staged tree? The document's own text is looked at by the check for
//! everybody.

use bonafide_model::judgement::{Detail, Publishing, Severity};
use bonafide_model::publishing::Danger;

use super::desk::Desk;
use crate::checks::found::{Found, fact, unread};

pub(crate) fn run(desk: &Desk) -> Vec<Found> {
    let staged = desk
        .staging
        .dangers
        .iter()
        .filter_map(|danger| match danger {
            Danger::SecretKey { path } => Some(path),
            Danger::Revocation { .. } => None,
        });
    let found: Vec<Found> = staged
        .map(|path| {
            Found::fail(
                Severity::Error,
                fact(Publishing::SecretKeyStaged { path: path.clone() }),
            )
        })
        .collect();
    if !found.is_empty() || unread(desk.cx).is_some() {
        return found;
    }
    let printed = !desk.cx.claims().secret_keys.is_empty()
        || desk.cx.facts.certificates.iter().any(|one| one.had_secret);
    if printed {
        Vec::new()
    } else {
        vec![Found::pass(Detail::NoSecretKey)]
    }
}
