//! The teams that the user knows, from every kind of evidence, each with what the document claims
//! of it.

use bonafide_model::Timestamp;
use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{DirectoryEntry, DirectorySnapshot, Pin, Trust};
use bonafide_model::judgement::{AnchorKind, Past, Policy, Sight};

use super::name::{Fit, Name};
use super::scope::{Reach, reach};
use super::team::{Cover, Team, best};
use super::user_id::name_in;
use crate::facts::{CertificateFacts, Facts, Told, UserIdFacts};
use crate::sights::last_signed;

/// Where a team is known from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    Pin(&'a Pin),
    /// A User ID that trust roots certified. Its address and its name are one claim: neither is
    /// vouched for without the other.
    Root(&'a CertificateFacts, &'a UserIdFacts),
    /// An entry of the snapshot at this place in the list of snapshots.
    Directory(usize, &'a DirectoryEntry),
    /// What was seen at the same place before, under the names by which the user knew it.
    History(&'a Sight),
}

/// A team that the user knows, and what the document claims of it.
#[derive(Debug, Clone)]
pub(crate) struct Known<'a> {
    pub source: Source<'a>,
    pub names: Vec<Name>,
    domains: &'a [String],
    emails: Vec<&'a str>,
    pub keys: Vec<&'a Fingerprint>,
    /// How well each printed name fits its names.
    pub fits: Vec<Fit>,
    /// How well the best fitting one does that is not of generic words alone.
    claimed: Fit,
    /// Whether a part of a printed name, or a printed User ID, has its name or one that looks like
    /// it.
    pub in_part: bool,
    /// Which printed addresses are its.
    pub cover: Cover,
    /// Whether it is the team that the user named (`--team`); nobody is where none was named.
    pub selected: bool,
    /// Whether another key than its own contradicts something confirmed: it is of a kind that
    /// policy accepts, in force today, and its source does not contradict itself.
    pub firm: bool,
    /// Whether its source lists another key under the same name or address.
    pub contradicted: bool,
    /// Whether one of its keys appears in the document.
    pub has_key_here: bool,
}

impl<'a> Known<'a> {
    fn new(source: Source<'a>, names: Vec<Name>, team: &Team, named: Option<&Name>) -> Self {
        let (domains, emails, keys): (&[String], Vec<&str>, Vec<&Fingerprint>) = match source {
            Source::Pin(pin) => (
                &pin.domains,
                pin.emails.iter().map(String::as_str).collect(),
                vec![&pin.fingerprint],
            ),
            Source::Root(certificate, user_id) => (
                &[],
                user_id.email.as_deref().into_iter().collect(),
                vec![&certificate.report.fingerprint],
            ),
            Source::Directory(_, entry) => (
                &[],
                entry.emails.iter().map(String::as_str).collect(),
                entry.fingerprints.iter().collect(),
            ),
            Source::History(sight) => (
                &[],
                sight.emails.iter().map(String::as_str).collect(),
                sight.fingerprint.iter().collect(),
            ),
        };
        let all_names: Vec<&Name> = names.iter().collect();
        let fits = team.fits(&all_names);
        let claimed = team.claimed(&fits);
        let in_part = !team.parts_like(&all_names).is_empty();
        let cover = team.cover(|address| reach(domains, &emails, address));
        let least = if matches!(source, Source::Pin(_)) {
            Fit::Same
        } else {
            Fit::Words
        };
        let selected = named.is_some_and(|named| names.iter().any(|name| name.fit(named) >= least));
        Self {
            source,
            names,
            domains,
            emails,
            keys,
            fits,
            claimed,
            in_part,
            cover,
            selected,
            firm: false,
            contradicted: false,
            has_key_here: false,
        }
    }

    pub fn kind(&self) -> AnchorKind {
        match self.source {
            Source::Pin(_) => AnchorKind::Pin,
            Source::Root(..) => AnchorKind::TrustRoot,
            Source::Directory(..) => AnchorKind::Directory,
            Source::History(_) => AnchorKind::History,
        }
    }

    /// How the user knows it.
    pub fn name(&self) -> Option<&str> {
        match self.source {
            Source::Root(_, user_id) => Some(&user_id.text),
            _ => self
                .names
                .first()
                .map(|name| name.text.as_str())
                .or_else(|| self.emails.first().copied()),
        }
    }

    pub fn has_key(&self, key: &Fingerprint) -> bool {
        self.keys.contains(&key)
    }

    /// How well the document claims its name.
    pub fn fit(&self) -> Fit {
        self.claimed
    }

    /// Whether the document claims to be this team: by a printed address, or by a name that is the
    /// same or looks like it.
    pub fn is_claimed(&self) -> bool {
        best(self.fits.iter().copied()) > Fit::None
            || self.in_part
            || !self.cover.covered.is_empty()
    }

    /// Whether both are known by the same name, spelling aside.
    pub fn has_name_of(&self, other: &Self) -> bool {
        self.names
            .iter()
            .any(|one| other.names.iter().any(|name| one.fit(name) == Fit::Same))
    }

    /// Whether nothing but its names is known of it.
    fn is_bare(&self) -> bool {
        self.keys.is_empty() && self.emails.is_empty() && self.domains.is_empty()
    }

    /// Whether an address of the one is of the other, too.
    fn shares_address(&self, other: &Self) -> bool {
        let shares = |one: &Self, other: &Self| {
            one.emails
                .iter()
                .any(|email| reach(other.domains, &other.emails, email) > Reach::None)
        };
        shares(self, other) || shares(other, self)
    }

    /// Whether both may be of one house: then a name of the other one beside its own is no disguise.
    pub fn is_neighbour(&self, other: &Self) -> bool {
        self.shares_address(other) || self.domains.iter().any(|own| other.domains.contains(own))
    }

    /// Whether both are the same team, as far as their own words go: one key, one address, or a
    /// fitting name with an address of the one at a domain of the other, or with nothing else known.
    pub fn is_kin(&self, other: &Self) -> bool {
        let names_fit = || {
            self.names
                .iter()
                .any(|one| other.names.iter().any(|name| one.fit(name) >= Fit::Words))
        };
        // A file of pins is one team's, and a directory lists each team once.
        let one_source = match (self.source, other.source) {
            (Source::Pin(_), Source::Pin(_)) => true,
            (Source::Directory(one, _), Source::Directory(other, _)) => one == other,
            _ => false,
        };
        // Some sights and User IDs have no name to compare.
        let nameless = self.names.is_empty() || other.names.is_empty();
        self.keys.iter().any(|key| other.keys.contains(key))
            || self.emails.iter().any(|email| {
                other
                    .emails
                    .iter()
                    .any(|one| one.eq_ignore_ascii_case(email))
            })
            || one_source && self.has_name_of(other)
            || (nameless || names_fit()) && self.shares_address(other)
            || (self.is_bare() || other.is_bare()) && names_fit()
    }
}

/// What is asked.
pub(super) struct Sources<'a> {
    pub trust: &'a Trust,
    pub past: &'a Past,
    pub policy: &'a Policy,
    pub now: Timestamp,
    pub facts: &'a Facts,
}

/// Every team that the document claims to be, that the user named, or whose key `appears` in the
/// document.
pub(super) fn all<'a>(
    sources: &Sources<'a>,
    team: &Team,
    appears: impl Fn(&Fingerprint) -> bool,
) -> Vec<Known<'a>> {
    let named = sources.trust.team.as_deref().map(Name::new);
    let named = named.as_ref();
    let accepts = |kind| sources.policy.accept_anchors.contains(&kind);
    let mut all = Vec::new();
    for pin in &sources.trust.pins {
        let known = Known::new(Source::Pin(pin), vec![Name::new(&pin.team)], team, named);
        all.push(Known {
            firm: true,
            ..known
        });
    }
    for certificate in &sources.facts.certificates {
        let in_force = certificate.live == Told::Yes && certificate.report.revoked.is_none();
        for user_id in certificate
            .user_ids
            .iter()
            .filter(|user_id| is_certified(user_id, certificate, sources.trust))
        {
            let name = Name::new(name_in(&user_id.text));
            let names = if name.text.is_empty() {
                Vec::new()
            } else {
                vec![name]
            };
            let known = Known::new(Source::Root(certificate, user_id), names, team, named);
            all.push(Known {
                firm: in_force && accepts(AnchorKind::TrustRoot),
                ..known
            });
        }
    }
    for (at, snapshot) in sources.trust.directories.iter().enumerate() {
        let of = |entry: &'a DirectoryEntry| {
            let names = entry.names.iter().map(|name| Name::new(name)).collect();
            Known::new(Source::Directory(at, entry), names, team, named)
        };
        let listed: Vec<Known> = snapshot.entries.iter().map(of).collect();
        let firm =
            accepts(AnchorKind::Directory) && is_fresh(snapshot, sources.policy, sources.now);
        // Who bears the name that the user gave is compared with those of a like one.
        let matters = |known: &&Known| {
            known.selected || known.is_claimed() || known.keys.iter().any(|key| appears(key))
        };
        all.extend(listed.iter().filter(matters).map(|known| {
            let contradicted = listed.iter().any(|other| contradicts(known, other));
            Known {
                firm: firm && !contradicted,
                contradicted,
                ..known.clone()
            }
        }));
    }
    if let Past::Seen(sights) = sources.past {
        let last = last_signed(sights, sources.now, sources.policy);
        let names = |sight: &Sight| sight.teams.iter().map(|name| Name::new(name)).collect();
        all.extend(last.map(|sight| Known::new(Source::History(sight), names(sight), team, named)));
    }
    for known in &mut all {
        known.has_key_here = known.keys.iter().any(|key| appears(key));
    }
    if let Some(named) = named {
        select_exactly(&mut all, named);
    }
    all.retain(|known| known.is_claimed() || known.selected || known.has_key_here);
    all
}

/// Where somebody is known by the very name that the user gave, that team is meant, and nobody of a
/// like name.
fn select_exactly(all: &mut [Known], named: &Name) {
    let is_called = |known: &&Known| known.names.iter().any(|name| name.fit(named) == Fit::Same);
    let meant: Vec<Known> = all.iter().filter(is_called).cloned().collect();
    if meant.is_empty() {
        return;
    }
    for known in all {
        known.selected &= meant.iter().any(|one| one.is_kin(known));
    }
}

pub(super) fn is_certified(
    user_id: &UserIdFacts,
    certificate: &CertificateFacts,
    trust: &Trust,
) -> bool {
    let by_root = |by: &Fingerprint| {
        *by != certificate.report.fingerprint
            && trust.roots.iter().any(|root| root.fingerprint == *by)
    };
    user_id.bound == Told::Yes && user_id.certified_by_roots.iter().any(|(by, _)| by_root(by))
}

/// Whether two entries of one snapshot list different keys for the same name or address.
fn contradicts(one: &Known, other: &Known) -> bool {
    let same_team = || {
        one.has_name_of(other)
            || one.emails.iter().any(|email| {
                other
                    .emails
                    .iter()
                    .any(|known| known.eq_ignore_ascii_case(email))
            })
    };
    !other.keys.is_empty() && !same_keys(&one.keys, &other.keys) && same_team()
}

fn same_keys(one: &[&Fingerprint], other: &[&Fingerprint]) -> bool {
    one.iter().all(|key| other.contains(key)) && other.iter().all(|key| one.contains(key))
}

/// Not older than policy allows, and not from the future but for time zones.
pub(crate) fn is_fresh(snapshot: &DirectorySnapshot, policy: &Policy, now: Timestamp) -> bool {
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let days = (today - snapshot.taken).get_days();
    (-1..=i32::try_from(policy.directory_max_age_days).unwrap_or(i32::MAX)).contains(&days)
}
