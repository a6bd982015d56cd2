//! Pins: fingerprints that an analyst confirmed for a team.

use std::collections::BTreeMap;

use bonafide_model::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Fingerprint, Pin, Succession, Trust};

use super::{PinConflict, Question, anchor, settle, with_cover};
use crate::choice::proves_the_document;
use crate::context::Printed;
use crate::facts::{CertificateFacts, Facts, Told};
use crate::team::{Cover, Team, same_name, vouches_for};

/// A pin that speaks of this team or of a key of this document.
#[derive(Debug, Clone)]
pub(crate) struct PinUse<'a> {
    pub pin: &'a Pin,
    /// The user said that the subject is its team.
    selected: bool,
    /// The document prints its team's name.
    by_name: bool,
    /// Which printed addresses it vouches for.
    cover: Cover,
}

impl PinUse<'_> {
    /// Whether it is for the team that the document (or the user) says it is of. Else only its key appears here.
    pub fn is_for_team(&self) -> bool {
        self.selected || self.by_name || !self.cover.covered.is_empty()
    }

    /// Whether it vouches for a profile of the team that this document prints: not where the document bears the name of a team for
    /// which another key is pinned.
    fn names(&self, question: &Question) -> bool {
        let (team, own) = (question.team, [self.pin.team.as_str()]);
        if self.selected {
            return self.cover.incident || team.addresses.is_empty();
        }
        let others = question.trust.pins.iter().filter(|pin| pin.fingerprint != self.pin.fingerprint);
        team.is_named_by(&self.cover, &own) && !team.is_rather_called(others.map(|pin| pin.team.as_str()), &own)
    }
}

/// The pins that have to be heard. With `--team` those of that team; else those that name a printed or signing key, that cover a
/// printed address, or whose team has the printed name.
pub(crate) fn applicable<'a>(trust: &'a Trust, team: &Team, printed: &[Printed], facts: &Facts) -> Vec<PinUse<'a>> {
    let uses = trust.pins.iter().map(|pin| PinUse {
        pin,
        selected: trust.team.as_deref().is_some_and(|name| same_name(name, &pin.team)),
        by_name: trust.team.is_none() && team.is_called(&pin.team),
        cover: team.cover(|address| vouches_for(&pin.domains, &pin.emails, address)),
    });
    let has_key = |fingerprint: &Fingerprint| {
        printed.iter().any(|printed| printed.fingerprint == fingerprint)
            || facts.signatures.iter().any(|signature| signature.report.signer.as_ref() == Some(fingerprint))
    };
    uses.filter(|used| match trust.team {
        Some(_) => used.selected,
        None => used.is_for_team() || has_key(&used.pin.fingerprint),
    })
    .collect()
}

/// What every applicable pin says, and whether they contradict the judged key.
pub(super) fn weigh(question: &Question) -> (Vec<Anchor>, Option<PinConflict>) {
    let Some(key) = question.key else {
        let silent =
            question.trust.pins.first().map(|_| anchor(AnchorKind::Pin, AnchorSays::Silent, None, AnchorWhy::NothingKnown));
        return (silent.into_iter().collect(), None);
    };
    let (naming, others): (Vec<&PinUse>, Vec<&PinUse>) = question.pins.iter().partition(|used| used.pin.fingerprint == *key);
    let mut list: Vec<Anchor> = naming.iter().map(|used| agreeing(used, question)).collect();
    // A pin of a subkey speaks of this key too; it is no pin of another one.
    let (of_subkeys, others): (Vec<&PinUse>, Vec<&PinUse>) =
        others.into_iter().partition(|used| question.facts.own_subkey(&used.pin.fingerprint, key).is_some());
    list.extend(of_subkeys.into_iter().map(|used| describe(used, AnchorSays::Silent, AnchorWhy::NamesSubkey)));
    let is_settled = |list: &[Anchor]| list.iter().any(|anchor| anchor.accepted);
    let conflict = if is_settled(&list) { None } else { conflict(&others, &naming, key, question) };
    for used in others {
        let mut said = describe(used, AnchorSays::Silent, AnchorWhy::OtherTeam);
        if naming.iter().any(|other| same_name(&other.pin.team, &used.pin.team)) {
            said.why = AnchorWhy::OtherKeyOfTeam;
        } else if conflict.as_ref().is_some_and(|conflict| same_name(&conflict.team, &used.pin.team)) {
            said = contradicting(used, conflict.as_ref(), question);
        }
        list.push(said);
    }
    if list.is_empty() && !question.trust.pins.is_empty() {
        list.push(anchor(AnchorKind::Pin, AnchorSays::Silent, None, AnchorWhy::NothingKnown));
    }
    (list, conflict)
}

fn agreeing(used: &PinUse, question: &Question) -> Anchor {
    let names = used.names(question);
    let mut said = describe(used, AnchorSays::Agrees, if names { AnchorWhy::Counts } else { AnchorWhy::OtherTeam });
    said.names_team = names;
    settle(&mut said, question.policy);
    said
}

fn contradicting(used: &PinUse, conflict: Option<&PinConflict>, question: &Question) -> Anchor {
    let vouches = |by: Succession| conflict.and_then(|c| c.succession.as_ref()) == Some(&(used.pin.fingerprint.clone(), by));
    if !vouches(Succession::SignsToo) {
        let mut said = describe(used, AnchorSays::Disagrees, AnchorWhy::OtherKey);
        said.names_team = true;
        return said;
    }
    let names = used.names(question);
    let mut said = describe(used, AnchorSays::Agrees, if names { AnchorWhy::VouchesForNewKey } else { AnchorWhy::OtherTeam });
    said.names_team = names;
    settle(&mut said, question.policy);
    said
}

fn describe(used: &PinUse, says: AnchorSays, why: AnchorWhy) -> Anchor {
    let mut said = with_cover(anchor(AnchorKind::Pin, says, Some(&used.pin.fingerprint), why), used.cover.clone());
    said.team = Some(used.pin.team.clone());
    said.confirmed = Some(format!("{}, {}", used.pin.when, used.pin.how));
    said
}

/// Pins for this team that all name other keys. The team that the user chose or the document prints goes before one whose address
/// it prints.
fn conflict(others: &[&PinUse], naming: &[&PinUse], key: &Fingerprint, question: &Question) -> Option<PinConflict> {
    let mut teams: BTreeMap<(bool, bool, &str), Vec<&PinUse>> = BTreeMap::new();
    for used in others.iter().filter(|used| used.is_for_team()) {
        if !naming.iter().any(|other| same_name(&other.pin.team, &used.pin.team)) {
            teams.entry((!used.selected, !used.by_name, &used.pin.team)).or_default().push(used);
        }
    }
    let ((_, _, team), uses) = teams.pop_first()?;
    let mut pinned: Vec<Fingerprint> = uses.iter().map(|used| used.pin.fingerprint.clone()).collect();
    pinned.sort();
    let vouching = |pinned: &Fingerprint| Some((succession(pinned, key, question.facts)?, pinned.clone()));
    let succession = pinned.iter().filter_map(vouching).min().map(|(by, pinned)| (pinned, by));
    Some(PinConflict { team: team.to_owned(), pinned, succession })
}

/// How the pinned key vouches for the other one. A key that is revoked as compromised vouches for nothing.
fn succession(pinned: &Fingerprint, key: &Fingerprint, facts: &Facts) -> Option<Succession> {
    let old = facts.certificate(pinned);
    if old.and_then(|old| old.report.revoked.as_ref()).is_some_and(|revoked| revoked.hard) {
        return None;
    }
    let signs = |signer: &Fingerprint| {
        facts.signatures.iter().any(|signature| proves_the_document(signature) && signature.report.signer.as_ref() == Some(signer))
    };
    if signs(pinned) && signs(key) {
        return Some(if old.is_some_and(is_in_use) { Succession::SignsToo } else { Succession::SignedWhileLive });
    }
    let certified = facts.certificate(key).is_some_and(|new| new.certified_by.contains(pinned));
    certified.then_some(Succession::Certifies)
}

fn is_in_use(certificate: &CertificateFacts) -> bool {
    certificate.live == Told::Yes && certificate.report.revoked.is_none()
}
