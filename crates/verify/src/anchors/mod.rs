//! Evidence about the key that does not come from the document, and what it counts for.
//!
//! An attacker controls the document, its signatures, checksums and certificates, the web key directory of its own domain and what
//! key servers say. So an anchor counts only if it names exactly the judged key, is not controlled by the publisher, speaks of this
//! team, is fresh, and is of a kind that policy accepts. What the document prints can only take from that, never add to it.

mod corroborate;
mod directory;
mod expected;
mod history;
mod pin;
mod trust_root;

use std::collections::BTreeSet;

use bonafide_model::{
    Anchor, AnchorKind, AnchorSays, AnchorWhy, Dossier, Fingerprint, Origin, Past, Policy, Succession, Timestamp, Trust, host_of,
    registrable_domain,
};

use crate::facts::Facts;
use crate::team::{Cover, Fit, Team, fit};

pub(crate) use pin::{PinUse, applicable as applicable_pins};

/// What is asked of every source.
pub(crate) struct Question<'a> {
    pub dossier: &'a Dossier,
    pub trust: &'a Trust,
    pub past: &'a Past,
    pub policy: &'a Policy,
    pub now: Timestamp,
    pub facts: &'a Facts,
    pub team: &'a Team,
    pub pins: &'a [PinUse<'a>],
    /// The key that is judged.
    pub key: Option<&'a Fingerprint>,
}

impl Question<'_> {
    /// Whether one of these names is that of the team that the user named; where none was named, any is.
    ///
    /// Else another team that is trusted for itself could put its own profile in the place of the one that was asked about.
    fn is_of_named_team(&self, names: &[&str]) -> bool {
        self.trust.team.as_deref().is_none_or(|wanted| names.iter().any(|name| fit(wanted, name) > Fit::None))
    }
}

/// All answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anchors {
    /// Every anchor.
    pub list: Vec<Anchor>,
    /// A pin for this team names another key.
    pub conflict: Option<PinConflict>,
    /// The fingerprint that the user gave is another one.
    pub expected_conflict: bool,
}

/// A pin for this team names another key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PinConflict {
    /// The team as the pin names it.
    pub team: String,
    /// What is pinned for it.
    pub pinned: Vec<Fingerprint>,
    /// A pinned key that vouches for the judged one.
    pub succession: Option<(Fingerprint, Succession)>,
}

impl Anchors {
    /// The anchors that make a document authentic.
    pub fn accepted(&self) -> impl Iterator<Item = &Anchor> {
        self.list.iter().filter(|anchor| anchor.accepted)
    }
}

/// Asks every source.
pub(crate) fn weigh(question: &Question) -> Anchors {
    let mut list = expected::weigh(question);
    list.extend(trust_root::weigh(question));
    list.extend(directory::weigh(question));
    list.extend(corroborate::weigh(question));
    list.extend(history::weigh(question));
    for anchor in &mut list {
        settle(anchor, question.policy);
    }
    let expected_conflict = list.iter().any(|anchor| anchor.kind == AnchorKind::Expected && anchor.says == AnchorSays::Disagrees);
    let (mut pins, conflict) = pin::weigh(question);
    pins.append(&mut list);
    Anchors { list: pins, conflict, expected_conflict }
}

/// Decides whether the anchor counts. `why` holds the source's own objection, or that it has none.
fn settle(anchor: &mut Anchor, policy: &Policy) {
    let no_objection = matches!(anchor.why, AnchorWhy::Counts | AnchorWhy::VouchesForNewKey);
    let holds = anchor.says == AnchorSays::Agrees && anchor.independent && anchor.names_team && no_objection;
    anchor.accepted = holds && policy.accept_anchors.contains(&anchor.kind);
    if holds && !anchor.accepted {
        anchor.why = match anchor.kind {
            AnchorKind::Wkd | AnchorKind::Keyserver | AnchorKind::History => AnchorWhy::OnlyCorroborates,
            AnchorKind::Pin | AnchorKind::Expected | AnchorKind::TrustRoot | AnchorKind::Directory => AnchorWhy::NotAccepted,
        };
    }
}

/// An anchor that does not count yet; [`settle`] decides.
fn anchor(kind: AnchorKind, says: AnchorSays, fingerprint: Option<&Fingerprint>, why: AnchorWhy) -> Anchor {
    Anchor {
        kind,
        says,
        independent: true,
        accepted: false,
        names_team: false,
        fingerprint: fingerprint.cloned(),
        team: None,
        covered: Vec::new(),
        not_covered: Vec::new(),
        confirmed: None,
        why,
    }
}

fn with_cover(mut anchor: Anchor, cover: Cover) -> Anchor {
    anchor.covered = cover.covered;
    anchor.not_covered = cover.not_covered;
    anchor
}

/// Everybody who could have changed what came from there: the registrable domains (hosts, where there is none) of the final URL and
/// of every hop. Addresses are left out: sharing one is not sharing control, and another one is not independence.
pub(crate) fn controllers(origin: &Origin) -> BTreeSet<String> {
    let urls = origin.url.iter().chain(origin.chain.iter().map(|hop| &hop.url));
    let hosts = urls.filter_map(|url| host_of(url));
    hosts.map(|host| registrable_domain(&host).unwrap_or(host)).collect()
}

/// Why two places may have the same controller; `None` where none was found.
fn shared_controller(document: Option<&Origin>, other: &Origin) -> Option<String> {
    let document = document.map(controllers).unwrap_or_default();
    let other = controllers(other);
    if document.is_empty() || other.is_empty() {
        return Some("unknown".to_owned());
    }
    document.intersection(&other).next().cloned()
}

#[cfg(test)]
mod tests;
