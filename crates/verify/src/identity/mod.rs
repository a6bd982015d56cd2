//! Which teams known to the user does this document claim to be?
//!
//! One question over everything by which a team is known: pins, certifications by trust roots,
//! directory snapshots and history. A document claims a team by printing one of its addresses or a
//! name that is the same or looks like it. Whose key it is signed with is then a second question,
//! and only the two answers together tell a team from somebody in its name.
//!
//! | The document claims another team than the key's | and no anchor for the key's own team counts | while one counts |
//! |---|---|---|
//! | by the same name | contradicted | none counts: the name is not the key's team's |
//! | by all incident addresses, or by one and a name like it | contradicted | said |
//! | by one address among others | disputed | not covered |
//! | by a name that looks like it, or has the same distinguishing words | disputed | none counts, unless the own name fits as well |
//!
//! Contradicted is what is confirmed: a pin, a certification or a snapshot that is in force and
//! accepted. What is not (history, an old snapshot, one that contradicts itself) disputes, unless
//! the key is known to be another team's. The words are those of ADR 013.

mod conflict;
mod known;
mod look;
#[cfg(test)]
mod matrix;
mod name;
mod names;
pub(crate) mod near;
mod scope;
mod team;
mod user_id;
mod words;
#[cfg(test)]
mod worlds;

use bonafide_model::Timestamp;
use bonafide_model::claims::{Fingerprint, Profile};
use bonafide_model::evidence::{Pin, Trust};
use bonafide_model::judgement::{Past, Policy};

use crate::facts::Facts;
use known::Sources;

pub(crate) use conflict::{Accepted, Answer, KeyConflict, succession};
pub(crate) use known::{Known, Source, is_fresh};
pub(crate) use name::{Fit, Form, Name};
pub use names::Names;
pub(crate) use scope::{Reach, reach};
pub(crate) use team::{Cover, Team, parts};
pub(crate) use user_id::{addresses_in, name_in};

/// The teams that the document claims to be, and those whose keys appear in it.
#[derive(Debug)]
pub(crate) struct Identities<'a> {
    /// What the document prints of itself.
    pub team: Team,
    /// The teams, in the order of trust: pins, trust roots, directories, history.
    pub known: Vec<Known<'a>>,
    /// The team that the user says it is of.
    pub named: Option<Name>,
    facts: &'a Facts,
}

/// A pin that has to be heard.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PinUse<'a> {
    pub pin: &'a Pin,
    is_for_team: bool,
}

impl PinUse<'_> {
    /// Whether it is for the team that the document (or the user) says it is of. Else only its key
    /// appears here.
    pub fn is_for_team(&self) -> bool {
        self.is_for_team
    }
}

/// Somebody in whose name an anchor speaks.
pub(crate) struct Bearer<'i, 'a> {
    /// The known team, where there is one.
    pub known: Option<&'i Known<'a>>,
    /// Its names.
    pub names: Vec<&'i Name>,
    /// The printed addresses that are its.
    pub cover: &'i Cover,
    /// Whether the user says that the document is of this team.
    pub selected: bool,
}

impl<'a> Identities<'a> {
    /// Looks for every team that the profile claims to be, and for those whose key `appears` in it.
    pub fn of(
        profile: Option<&Profile>,
        (trust, past, policy, now): (&'a Trust, &'a Past, &'a Policy, Timestamp),
        facts: &'a Facts,
        appears: impl Fn(&Fingerprint) -> bool,
    ) -> Self {
        let team = profile.map(Team::of).unwrap_or_default();
        let known = known::all(
            &Sources {
                trust,
                past,
                policy,
                now,
                facts,
            },
            &team,
            appears,
        );
        Self {
            team,
            known,
            named: trust.team.as_deref().map(Name::new),
            facts,
        }
    }

    /// The pins that have to be heard. With `--team` those of that team; else those that name a
    /// printed or signing key, that cover a printed address, or whose team has the printed name.
    pub fn pins(&self) -> impl Iterator<Item = (&Known<'a>, PinUse<'a>)> {
        self.known.iter().filter_map(|known| {
            let Source::Pin(pin) = known.source else {
                return None;
            };
            let by_name = self.named.is_none() && known.fit() == Fit::Same;
            let is_for_team = known.selected || by_name || !known.cover.covered.is_empty();
            let is_heard = if self.named.is_some() {
                known.selected
            } else {
                is_for_team || known.has_key_here
            };
            is_heard.then_some((known, PinUse { pin, is_for_team }))
        })
    }

    /// The known teams with this key.
    pub fn own(&self, key: &Fingerprint) -> impl Iterator<Item = &Known<'a>> {
        self.known.iter().filter(move |known| known.has_key(key))
    }

    /// The known teams with other keys. Who names a subkey of this key names no other one.
    pub fn others(&self, key: &Fingerprint) -> impl Iterator<Item = &Known<'a>> {
        self.without(key).filter(|known| !known.keys.is_empty())
    }

    /// The known teams whose key this is not, among them those of whom no key is known.
    fn without(&self, key: &Fingerprint) -> impl Iterator<Item = &Known<'a>> {
        let is_own = move |known: &Known| {
            known
                .keys
                .iter()
                .any(|named| *named == key || self.facts.own_subkey(named, key).is_some())
        };
        self.known.iter().filter(move |known| !is_own(known))
    }

    /// Whether the document prints a name of the team that the user named; where none was named, any
    /// will do. Asked for what has no name of its own to compare.
    ///
    /// Else another team that is known for itself could put its own profile in the place of the one
    /// that was asked about.
    pub fn is_of_named_team(&self) -> bool {
        self.named.as_ref().is_none_or(|wanted| {
            self.team
                .names
                .iter()
                .any(|name| wanted.fit(name) > Fit::None)
        })
    }

    /// The other teams whose names the document bears rather than this one's: then this one does
    /// not vouch for it, whichever addresses stand beside the name. A printed name that is the
    /// bearer's own makes up for another one only where it looks like nobody's, and its contacts
    /// are all the bearer's own.
    pub fn rivals<'s>(&'s self, bearer: &Bearer<'s, 'a>, key: &Fingerprint) -> Vec<&'s Known<'a>> {
        let own_fits = self.team.fits(&bearer.names);
        let complete = bearer.cover.is_complete();
        let at_home = complete && own_fits.contains(&Fit::Same);
        let has_own_name = own_fits.contains(&Fit::Same);
        let own_parts = self.team.parts_like(&bearer.names);
        let is_rival = |other: &&Known| {
            let fits = other.fits.iter().zip(&own_fits).zip(&self.team.names);
            let by_name = fits.into_iter().any(|((other, own), printed)| match other {
                Fit::None => false,
                // What many teams are called like is nobody's name in particular.
                _ if at_home && (*other == Fit::Words || printed.is_generic()) => false,
                // A second name of which no more is known than of the other's.
                _ => other > own || other == own && !has_own_name && !complete,
            });
            let others: Vec<&Name> = other.names.iter().collect();
            let is_neighbour = bearer.known.is_some_and(|own| own.is_neighbour(other));
            let in_part = || {
                let mut parts = self.team.parts_like(&others).into_iter();
                parts.any(|(part, _)| own_parts.iter().all(|(own, _)| *own != part))
            };
            by_name || !is_neighbour && in_part()
        };
        let kin = |other: &&Known| bearer.known.is_some_and(|own| own.is_kin(other));
        // Who gives the fingerprint for one document has looked up what no list has.
        let is_known = |other: &&Known| !other.keys.is_empty() || bearer.known.is_some();
        self.without(key)
            .filter(is_known)
            .filter(|other| !kin(other))
            .filter(is_rival)
            .collect()
    }
}
