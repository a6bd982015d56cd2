//! Pins: fingerprints that an analyst confirmed for a team.

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::Pin;
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Confirmed, Succession};

use super::{Question, anchor, settle, with_cover};
use crate::identity::{Answer, Bearer, Known, Source};

/// What the pins of this key say.
pub(super) fn agreeing(question: &Question) -> Vec<Anchor> {
    let Some(key) = question.key else {
        return Vec::new();
    };
    let own = question
        .identities
        .pins()
        .filter(|(_, used)| used.pin.fingerprint == *key);
    own.map(|(known, used)| counting(known, used.pin, AnchorWhy::Counts, key, question))
        .collect()
}

/// What the pins of other keys say, now that it is known what these mean for this one.
pub(super) fn others(question: &Question, answer: &Answer) -> Vec<Anchor> {
    let has_pins = !question.trust.pins.is_empty();
    let silent = || {
        anchor(
            AnchorKind::Pin,
            AnchorSays::Silent,
            None,
            AnchorWhy::NothingKnown,
        )
    };
    let Some(key) = question.key else {
        return has_pins.then(silent).into_iter().collect();
    };
    let own: Vec<&Known> = question
        .identities
        .own(key)
        .filter(|known| known.kind() == AnchorKind::Pin)
        .collect();
    let others = question
        .identities
        .pins()
        .filter(|(_, used)| used.pin.fingerprint != *key);
    let mut list: Vec<Anchor> = others
        .map(|(known, used)| {
            let contradicts = || {
                answer
                    .conflict
                    .as_ref()
                    .is_some_and(|c| known.is_called(c.kind, &c.team))
            };
            if question
                .facts
                .own_subkey(&used.pin.fingerprint, key)
                .is_some()
            {
                describe(known, used.pin, AnchorSays::Silent, AnchorWhy::NamesSubkey)
            } else if own.iter().any(|own| own.has_name_of(known)) {
                describe(
                    known,
                    used.pin,
                    AnchorSays::Silent,
                    AnchorWhy::OtherKeyOfTeam,
                )
            } else if contradicts() {
                contradicting(known, used.pin, answer, key, question)
            } else if answer.has(known) {
                describe(known, used.pin, AnchorSays::Disagrees, AnchorWhy::OtherKey)
            } else {
                describe(known, used.pin, AnchorSays::Silent, AnchorWhy::OtherTeam)
            }
        })
        .collect();
    if list.is_empty() && own.is_empty() && has_pins {
        list.push(silent());
    }
    list
}

fn contradicting(
    known: &Known,
    pin: &Pin,
    answer: &Answer,
    key: &Fingerprint,
    question: &Question,
) -> Anchor {
    let succession = answer
        .conflict
        .as_ref()
        .and_then(|conflict| conflict.succession.as_ref());
    if succession != Some(&(pin.fingerprint.clone(), Succession::SignsToo)) {
        let mut said = describe(known, pin, AnchorSays::Disagrees, AnchorWhy::OtherKey);
        said.names_team = true;
        return said;
    }
    counting(known, pin, AnchorWhy::VouchesForNewKey, key, question)
}

/// It counts, if it is for the team of this document.
fn counting(
    known: &Known,
    pin: &Pin,
    why: AnchorWhy,
    key: &Fingerprint,
    question: &Question,
) -> Anchor {
    let team = &question.identities.team;
    let names: Vec<_> = known.names.iter().collect();
    let is_about = match known.selected {
        true => known.cover.incident || team.has_no_contacts(),
        false => team.is_named_by(&known.cover, &names),
    };
    let bearer = Bearer {
        known: Some(known),
        names,
        cover: &known.cover,
        selected: known.selected,
    };
    let names_team = is_about && !question.has_rival(&bearer, key);
    let mut said = describe(
        known,
        pin,
        AnchorSays::Agrees,
        if names_team {
            why
        } else {
            AnchorWhy::OtherTeam
        },
    );
    said.names_team = names_team;
    settle(&mut said, question.policy);
    said
}

fn describe(known: &Known, pin: &Pin, says: AnchorSays, why: AnchorWhy) -> Anchor {
    debug_assert!(matches!(known.source, Source::Pin(_)));
    let mut said = with_cover(
        anchor(AnchorKind::Pin, says, Some(&pin.fingerprint), why),
        &known.cover,
    );
    said.team = Some(pin.team.clone());
    said.confirmed = Some(Confirmed::Pinned {
        on: pin.when,
        how: pin.how.clone(),
    });
    said
}
