//! Evidence about the key that does not come from the document, and what it counts for.
//!
//! An attacker controls the document, its signatures, checksums and certificates, the web key
//! directory of its own domain and what key servers say. So an anchor counts only if it names
//! exactly the judged key, is not controlled by the publisher, speaks of this team, is fresh, and
//! is of a kind that policy accepts. What the document prints can only take from that, never add to
//! it.

pub(crate) mod archive;
mod corroborate;
mod directory;
mod expected;
mod history;
mod pin;
mod publisher;
mod trust_root;

use std::collections::BTreeSet;

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{Dossier, Origin, Trust, host_of, registrable_domain};
use bonafide_model::judgement::{Anchor, AnchorKind, AnchorSays, AnchorWhy, Past, Policy};

use crate::facts::Facts;
use crate::identity::{Accepted, Answer, Bearer, Cover, Fit, Identities, KeyConflict, Known};
use crate::statements::Statement;

/// What is asked of every source.
pub(crate) struct Question<'a> {
    pub dossier: &'a Dossier,
    pub trust: &'a Trust,
    pub past: &'a Past,
    pub policy: &'a Policy,
    pub now: Timestamp,
    pub facts: &'a Facts,
    /// Who the document claims to be.
    pub identities: &'a Identities<'a>,
    /// What the document's host says elsewhere.
    pub statements: &'a [Statement<'a>],
    /// The key that is judged.
    pub key: Option<&'a Fingerprint>,
}

impl<'a> Question<'a> {
    /// The other teams in whose name the document is rather than in the bearer's.
    ///
    /// Who says which team is meant has said that another team of a like name is not, as long as
    /// all contacts are of the one meant.
    fn rivals<'s>(&'s self, bearer: &Bearer<'s, 'a>, key: &Fingerprint) -> Vec<&'s Known<'a>> {
        if bearer.selected && bearer.cover.is_complete() {
            Vec::new()
        } else {
            self.identities.rivals(bearer, key)
        }
    }

    fn has_rival<'s>(&'s self, bearer: &Bearer<'s, 'a>, key: &Fingerprint) -> bool {
        !self.rivals(bearer, key).is_empty()
    }
}

/// All answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anchors {
    /// Every anchor.
    pub list: Vec<Anchor>,
    /// Another key is confirmed for a team that the document claims to be.
    pub conflict: Option<KeyConflict>,
    /// The fingerprint that the user gave is another one.
    pub expected_conflict: bool,
    /// Other teams that are known by a name like a printed one.
    pub look_alikes: Vec<LookAlike>,
}

/// A known team with another key and a name like a printed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LookAlike {
    /// What knows it.
    pub kind: AnchorKind,
    /// How it is known.
    pub team: String,
    /// The printed name.
    pub printed: String,
    /// Whether it is the same name.
    pub same: bool,
}

impl Anchors {
    /// The anchors that make a document authentic.
    pub fn accepted(&self) -> impl Iterator<Item = &Anchor> {
        self.list.iter().filter(|anchor| anchor.accepted)
    }
}

/// Asks every source: first those that name the judged key, and then, knowing which of them count,
/// those that name another one.
pub(crate) fn weigh(question: &Question) -> Anchors {
    let mut pins = pin::agreeing(question);
    let expected = expected::weigh(question);
    let mut roots = trust_root::agreeing(question);
    let directories = directory::agreeing(question);
    let mut looked_up = corroborate::weigh(question);
    looked_up.extend(history::weigh(question));
    looked_up.extend(archive::weigh(question));
    looked_up.extend(publisher::weigh(question));
    looked_up
        .iter_mut()
        .for_each(|anchor| settle(anchor, question.policy));
    let expected_conflict = expected
        .iter()
        .any(|anchor| anchor.says == AnchorSays::Disagrees);

    let all = [&pins, &expected, &roots, &directories, &looked_up];
    let accepted: Vec<AnchorKind> = all
        .into_iter()
        .flatten()
        .filter(|anchor| anchor.accepted)
        .map(|anchor| anchor.kind)
        .collect();
    let accepted = Accepted(&accepted);
    let answer = question
        .key
        .map(|key| question.identities.answer(key, &accepted))
        .unwrap_or_default();
    let look_alikes = look_alikes(question, &answer, &accepted);

    pins.extend(pin::others(question, &answer));
    roots.extend(trust_root::others(&answer));
    let directories = directory::others(question, &answer, directories);
    let list = [pins, expected, roots, directories, looked_up]
        .into_iter()
        .flatten()
        .collect();
    Anchors {
        list,
        conflict: answer.conflict,
        expected_conflict,
        look_alikes,
    }
}

/// Where nothing counts, what may be the reason; where something does, what a person should know
/// all the same.
fn look_alikes(question: &Question, answer: &Answer, accepted: &Accepted) -> Vec<LookAlike> {
    let Some(key) = question.key.filter(|_| answer.conflict.is_none()) else {
        return Vec::new();
    };
    let identities = question.identities;
    let mut found: Vec<&Known> = answer.look_alikes.clone();
    for own in identities
        .own(key)
        .filter(|own| own.is_claimed() && (!accepted.any() || own.selected))
    {
        let bearer = Bearer {
            known: Some(own),
            names: own.names.iter().collect(),
            cover: &own.cover,
            selected: own.selected,
        };
        found.extend(identities.rivals(&bearer, key));
    }
    let mut all: Vec<LookAlike> = Vec::new();
    for known in found {
        let names = identities.team.names.iter().zip(known.fits.iter().copied());
        let known_names: Vec<_> = known.names.iter().collect();
        let parts = identities.team.parts_like(&known_names);
        // Where both fit as well, a whole name is told.
        let printed = parts.into_iter().chain(names).max_by_key(|(_, fit)| *fit);
        let Some(((printed, fit), team)) = printed.zip(known.name()) else {
            continue;
        };
        let (team, printed) = (team.to_owned(), printed.text.clone());
        let one = LookAlike {
            kind: known.kind(),
            team,
            printed,
            same: fit == Fit::Same,
        };
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all
}

/// Decides whether the anchor counts. `why` holds the source's own objection, or that it has none.
fn settle(anchor: &mut Anchor, policy: &Policy) {
    let no_objection = matches!(anchor.why, AnchorWhy::Counts | AnchorWhy::VouchesForNewKey);
    let holds = anchor.says == AnchorSays::Agrees
        && anchor.independent
        && anchor.names_team
        && no_objection;
    anchor.accepted =
        holds && anchor.kind.may_be_accepted() && policy.accept_anchors.contains(&anchor.kind);
    if holds && !anchor.accepted {
        anchor.why = match anchor.kind {
            AnchorKind::Wkd
            | AnchorKind::Keyserver
            | AnchorKind::History
            | AnchorKind::Archive
            | AnchorKind::SecurityTxt
            | AnchorKind::Csaf => AnchorWhy::OnlyCorroborates,
            AnchorKind::Pin
            | AnchorKind::Expected
            | AnchorKind::TrustRoot
            | AnchorKind::Directory => AnchorWhy::NotAccepted,
        };
    }
}

/// An anchor that does not count yet; [`settle`] decides.
fn anchor(
    kind: AnchorKind,
    says: AnchorSays,
    fingerprint: Option<&Fingerprint>,
    why: AnchorWhy,
) -> Anchor {
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
        archived: None,
    }
}

fn with_cover(mut anchor: Anchor, cover: &Cover) -> Anchor {
    anchor.covered.clone_from(&cover.covered);
    anchor.not_covered.clone_from(&cover.not_covered);
    anchor
}

/// Everybody who could have changed what came from there: the registrable domains (hosts, where
/// there is none) of the final URL and of every hop. Addresses are left out: sharing one is not
/// sharing control, and another one is not independence.
pub(crate) fn controllers(origin: &Origin) -> BTreeSet<String> {
    let urls = origin
        .url
        .iter()
        .chain(origin.chain.iter().map(|hop| &hop.url));
    let hosts = urls.filter_map(|url| host_of(url));
    hosts
        .map(|host| registrable_domain(&host).unwrap_or(host))
        .collect()
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
