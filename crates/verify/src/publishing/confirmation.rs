//! Can a stranger find the key confirmed outside of the publisher's control?

use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{
    Anchor, AnchorKind, AnchorSays, ConfirmationGap, Confirmed, Publishing, Severity,
};
use bonafide_model::publishing::{Confirmation, ConfirmationSays, Confirmations};

use super::desk::Desk;
use crate::checks::found::{Found, fact, no_certificate};

pub(crate) fn run(desk: &Desk) -> Vec<Found> {
    let Some(key) = desk.key() else {
        return vec![Found {
            severity: Severity::Note,
            ..no_certificate(desk.cx)
        }];
    };
    // A directory or trust root that the user gave needs no network.
    let anchors: Vec<(AnchorKind, Option<Confirmed>)> = desk
        .cx
        .anchors
        .list
        .iter()
        .filter(|anchor| counts(anchor))
        .map(|anchor| (anchor.kind, anchor.confirmed.clone()))
        .collect();
    let Confirmations::Asked(answers) = &desk.staging.confirmations else {
        return match &desk.staging.confirmations {
            _ if !anchors.is_empty() => {
                let urls = Vec::new();
                vec![Found::pass(fact(Publishing::Confirmable { anchors, urls }))]
            }
            Confirmations::NotAsked => {
                vec![Found::inconclusive(
                    Severity::Note,
                    fact(Publishing::ConfirmationNotAsked {
                        why: ConfirmationGap::NotLive,
                    }),
                )]
            }
            Confirmations::Asked(_) => Vec::new(),
        };
    };
    let mut found: Vec<Found> = answers
        .iter()
        .filter_map(|answer| contradiction(answer, key))
        .collect();
    let urls: Vec<String> = answers
        .iter()
        .filter(|answer| names(answer, key))
        .map(|answer| answer.url.clone())
        .collect();
    found.push(match answers.iter().find_map(failure) {
        _ if !anchors.is_empty() || !urls.is_empty() => {
            Found::pass(fact(Publishing::Confirmable { anchors, urls }))
        }
        Some(why) => Found::inconclusive(
            Severity::Warning,
            fact(Publishing::ConfirmationNotAsked { why }),
        ),
        None if answers.is_empty() => {
            let why = ConfirmationGap::NoAddress;
            Found::inconclusive(
                Severity::Warning,
                fact(Publishing::ConfirmationNotAsked { why }),
            )
        }
        None => {
            let asked = answers.iter().map(|answer| answer.url.clone()).collect();
            Found::fail(
                Severity::Warning,
                fact(Publishing::NotConfirmable { asked }),
            )
        }
    });
    found
}

fn counts(anchor: &Anchor) -> bool {
    anchor.says == AnchorSays::Agrees && anchor.accepted
}

fn names(answer: &Confirmation, key: &Fingerprint) -> bool {
    matches!(&answer.says, ConfirmationSays::Keys(keys) if keys.contains(key))
}

fn contradiction(answer: &Confirmation, key: &Fingerprint) -> Option<Found> {
    let ConfirmationSays::Keys(keys) = &answer.says else {
        return None;
    };
    let is_other = !keys.is_empty() && !keys.contains(key);
    is_other.then(|| {
        Found::fail(
            Severity::Error,
            fact(Publishing::ConfirmsOther {
                source: answer.url.clone(),
            }),
        )
    })
}

fn failure(answer: &Confirmation) -> Option<ConfirmationGap> {
    let url = answer.url.clone();
    match &answer.says {
        ConfirmationSays::NotReached(why) => Some(ConfirmationGap::NotReached {
            url,
            why: why.clone(),
        }),
        ConfirmationSays::NotAKey => Some(ConfirmationGap::NotAKey { url }),
        _ => None,
    }
}
