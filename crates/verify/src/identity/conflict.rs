//! Whether a team that the document claims to be has another key.

use bonafide_model::claims::Fingerprint;
use bonafide_model::judgement::{AnchorKind, Succession};

use super::{Fit, Identities, Known, Source};
use crate::facts::proves_the_document;
use crate::facts::{CertificateFacts, Facts, Told};

/// Another key is confirmed for a team that the document claims to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyConflict {
    /// What confirms it.
    pub kind: AnchorKind,
    /// The team as it is known.
    pub team: String,
    /// Its keys.
    pub known: Vec<Fingerprint>,
    /// A pinned key that vouches for the judged one.
    pub succession: Option<(Fingerprint, Succession)>,
}

/// What teams with other keys mean for the judged one.
#[derive(Debug, Default)]
pub(crate) struct Answer<'s, 'a> {
    /// Something confirmed contradicts the key.
    pub conflict: Option<KeyConflict>,
    /// What does.
    contradicting: Vec<&'s Known<'a>>,
    /// They have another key, and that decides nothing by itself.
    pub differing: Vec<&'s Known<'a>>,
    /// They only have a name that looks like a printed one, and no anchor counts.
    pub look_alikes: Vec<&'s Known<'a>>,
}

/// Kinds of the anchors for the judged key that count.
pub(crate) struct Accepted<'k>(pub &'k [AnchorKind]);

impl Accepted<'_> {
    fn a_pin(&self) -> bool {
        self.0.contains(&AnchorKind::Pin)
    }

    /// Whether there is one.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether nothing but the user's word for this one subject confirms the key.
    fn only_expected(&self) -> bool {
        self.any() && self.0.iter().all(|kind| *kind == AnchorKind::Expected)
    }
}

impl<'s, 'a> Answer<'s, 'a> {
    /// Teams of this kind that the document claims to be and that have another key.
    pub fn with_other_key(&self, kind: AnchorKind) -> impl Iterator<Item = &'s Known<'a>> {
        self.contradicting
            .iter()
            .chain(&self.differing)
            .copied()
            .filter(move |known| known.kind() == kind)
    }

    /// Whether this is one of them.
    pub fn has(&self, known: &Known) -> bool {
        self.contradicting
            .iter()
            .chain(&self.differing)
            .any(|other| std::ptr::eq(*other, known))
    }
}

impl<'a> Identities<'a> {
    /// Asks every team that the document claims to be and that has another key.
    pub fn answer(&self, key: &Fingerprint, accepted: &Accepted) -> Answer<'_, 'a> {
        let facts = self.facts;
        let mut answer = Answer::default();
        for other in self
            .others(key)
            .filter(|other| !self.is_settled(other))
            .filter(|other| !self.is_further_pin(other, key))
        {
            let by_address = !other.cover.covered.is_empty();
            let selected_pin = other.selected && matches!(other.source, Source::Pin(_));
            let fit = other.fit();
            if !by_address && !selected_pin && fit < Fit::Same {
                if (fit > Fit::None || other.in_part) && !accepted.any() {
                    answer.look_alikes.push(other);
                }
                continue;
            }
            let is_whole = selected_pin
                || fit == Fit::Same
                || other.cover.whole
                || by_address && fit > Fit::None;
            let is_elsewhere = || {
                self.own(key)
                    .any(|own| own.kind() != AnchorKind::History && !own.is_kin(other))
            };
            let is_overruled = match other.kind() {
                AnchorKind::Pin => accepted.a_pin() || accepted.any() && !is_whole,
                _ => accepted.any() && !(is_whole && accepted.only_expected() && is_elsewhere()),
            };
            if is_overruled {
                // A partner's address that is printed too says nothing about the key.
                let same_team = fit == Fit::Same
                    || other.cover.whole
                    || self.own(key).any(|own| own.is_kin(other));
                if same_team && other.kind() != AnchorKind::Pin {
                    answer.differing.push(other);
                }
            } else if is_whole
                && (other.firm || is_elsewhere())
                && !self.is_at_home_elsewhere(other, key)
                && !is_succeeded(other, key, facts)
            {
                answer.contradicting.push(other);
            } else {
                answer.differing.push(other);
            }
        }
        answer.conflict = self.conflict(&answer.contradicting, key, facts);
        answer
    }

    /// Whether the user has said that another team is meant. That settles names: an address stays that
    /// of whom it is pinned for, and of who lists it, where the named team does not list it too. Sister
    /// teams at one domain, "Alpha PSIRT" and "Alpha CERT", are two teams if the user says so.
    fn is_settled(&self, other: &Known) -> bool {
        if self.named.is_none() || other.selected {
            return false;
        }
        let is_named = |address: &String| {
            let mut named = self.known.iter().filter(|known| known.selected);
            named.any(|known| known.cover.covered.contains(address))
        };
        match other.source {
            Source::Pin(_) => {
                other.cover.covered.is_empty()
                    || other.fit() == Fit::Words && self.is_of_named_team()
            }
            _ => other.cover.covered.iter().all(is_named),
        }
    }

    /// Whether it is a further pin of a team for which this key is pinned too: a team may have two
    /// keys, and neither speaks against the other.
    fn is_further_pin(&self, other: &Known, key: &Fingerprint) -> bool {
        let is_pin = |known: &Known| known.kind() == AnchorKind::Pin;
        is_pin(other)
            && self
                .own(key)
                .any(|own| is_pin(own) && own.has_name_of(other))
    }

    /// Whether the document prints the name of the key's own team too and only its contacts: then a
    /// second name, which several teams may have, contradicts nothing. Where it is the same name, a
    /// list does not outweigh a pin.
    fn is_at_home_elsewhere(&self, other: &Known, key: &Fingerprint) -> bool {
        let has_name_of_its_own = |own: &Known| {
            let mut fits = own.fits.iter().zip(&other.fits);
            fits.any(|(own, other)| *own == Fit::Same && *other < Fit::Same)
        };
        let may_outweigh = |own: &Known| {
            !matches!(other.source, Source::Pin(_))
                || matches!(own.source, Source::Pin(_))
                || has_name_of_its_own(own)
        };
        let at_home = |own: &Known| {
            own.firm && own.fit() == Fit::Same && own.cover.is_complete() && may_outweigh(own)
        };
        other.cover.covered.is_empty() && !other.selected && self.own(key).any(at_home)
    }

    /// Pins go before all others; then the team that the user chose, one whose name the document
    /// prints, one whose address it prints.
    fn conflict(
        &self,
        contradicting: &[&Known<'a>],
        key: &Fingerprint,
        facts: &Facts,
    ) -> Option<KeyConflict> {
        let rank = |other: &&&Known| {
            (
                other.kind(),
                !other.selected,
                other.fit() < Fit::Same,
                other.name().map(str::to_owned),
            )
        };
        let first = contradicting.iter().min_by_key(rank)?;
        let (kind, team) = (first.kind(), first.name().unwrap_or_default().to_owned());
        let mut known: Vec<Fingerprint> = contradicting
            .iter()
            .filter(|other| other.is_called(kind, &team))
            .flat_map(|other| &other.keys)
            .map(|key| (*key).clone())
            .collect();
        known.sort();
        known.dedup();
        let vouching = |known: &Fingerprint| Some((succession(known, key, facts)?, known.clone()));
        let succession = match kind {
            AnchorKind::Pin => known
                .iter()
                .filter_map(vouching)
                .min()
                .map(|(by, known)| (known, by)),
            _ => None,
        };
        Some(KeyConflict {
            kind,
            team,
            known,
            succession,
        })
    }
}

impl Known<'_> {
    /// Whether it is known by this kind of anchor as this team.
    pub fn is_called(&self, kind: AnchorKind, team: &str) -> bool {
        let same = || {
            self.name().is_some_and(|name| {
                super::Name::new(name).fit(&super::Name::new(team)) == Fit::Same || name == team
            })
        };
        self.kind() == kind && same()
    }
}

/// Whether a key that is only listed somewhere vouches for the judged one. A pinned one has an
/// outcome of its own.
fn is_succeeded(other: &Known, key: &Fingerprint, facts: &Facts) -> bool {
    other.kind() != AnchorKind::Pin
        && other
            .keys
            .iter()
            .any(|known| succession(known, key, facts).is_some())
}

/// How the known key vouches for the other one. A key that is revoked as compromised vouches for
/// nothing.
pub(crate) fn succession(
    known: &Fingerprint,
    key: &Fingerprint,
    facts: &Facts,
) -> Option<Succession> {
    let old = facts.certificate(known);
    if old
        .and_then(|old| old.report.revoked.as_ref())
        .is_some_and(|revoked| revoked.hard)
    {
        return None;
    }
    let signs = |signer: &Fingerprint| {
        facts.signatures.iter().any(|signature| {
            proves_the_document(signature) && signature.report.signer.as_ref() == Some(signer)
        })
    };
    if signs(known) && signs(key) {
        return Some(if old.is_some_and(is_in_use) {
            Succession::SignsToo
        } else {
            Succession::SignedWhileLive
        });
    }
    let certified = facts
        .certificate(key)
        .is_some_and(|new| new.certified_by.contains(known));
    certified.then_some(Succession::Certifies)
}

fn is_in_use(certificate: &CertificateFacts) -> bool {
    certificate.live == Told::Yes && certificate.report.revoked.is_none()
}
