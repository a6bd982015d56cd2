//! What of a large trust directory can matter for one subject, found without looking at every
//! entry.
//!
//! A scheduled run judges a thousand profiles by a thousand pins. What is left out here changes no
//! assessment: it names neither a key, nor an address, nor the team of the subject. So the
//! selection is generous, and a test holds the assessments equal.

mod register;

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use bonafide_model::claims::{Fingerprint, Profile};
use bonafide_model::evidence::{Artifact, DirectoryEntry, DirectorySnapshot, Dossier, Pin, Trust};

use crate::identity::{addresses_in, name_in, near};
use crate::openpgp::{Keyring, certificates, handles_of_signatures};
use register::{Register, Terms};

/// The trust directory, indexed once for many subjects.
#[derive(Debug, Default)]
pub struct TrustIndex {
    trust: Trust,
    keyring: Keyring,
    /// By what a subject can be theirs.
    known: Registers,
    /// By what it can be near to theirs, made when it is first asked: most subjects are a team's that
    /// is pinned, and one run judges one of them.
    near: OnceLock<Registers>,
}

/// What the user trusts, indexed.
#[derive(Debug, Default)]
struct Registers {
    pins: Register,
    /// One entry for each User ID in the keyring on which a trust root or a pinned key says to have
    /// signed.
    vouched: Register,
    /// One for each directory snapshot.
    directories: Vec<Register>,
}

impl Registers {
    fn new(
        trust: &Trust,
        keyring: &Keyring,
        of_pin: fn(&Pin) -> Terms,
        of_user_id: fn(&str) -> Terms,
        of_entry: fn(&DirectoryEntry) -> Terms,
    ) -> Self {
        let vouched = keyring.vouched().iter();
        let directories = trust.directories.iter();
        Self {
            pins: Register::new(trust.pins.iter().map(of_pin)),
            vouched: Register::new(vouched.map(|(_, user_id)| of_user_id(user_id))),
            directories: directories
                .map(|list| Register::new(list.entries.iter().map(of_entry)))
                .collect(),
        }
    }
}

impl TrustIndex {
    /// Indexes what the user trusts and the certificates of the trust directory, which are material
    /// like any other.
    #[must_use]
    pub fn new(trust: Trust, certificates: Vec<Artifact>) -> Self {
        let vouching = trust
            .roots
            .iter()
            .map(|root| &root.fingerprint)
            .chain(trust.pins.iter().map(|pin| &pin.fingerprint));
        let keyring = Keyring::new(certificates, vouching);
        let known = Registers::new(&trust, &keyring, of_pin, of_user_id, of_entry);
        Self {
            trust,
            keyring,
            known,
            near: OnceLock::new(),
        }
    }

    fn near(&self) -> &Registers {
        self.near.get_or_init(|| {
            Registers::new(
                &self.trust,
                &self.keyring,
                |pin| Terms::of_values(near::of_pin(pin)),
                |user_id| Terms::of_values(near::of_user_id(user_id)),
                |entry| Terms::of_values(near::of_entry(entry)),
            )
        })
    }

    /// All that the user trusts.
    #[must_use]
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// Whether the trust directory has the certificate of one of these primary keys.
    #[must_use]
    pub fn has_certificate(&self, fingerprints: &[Fingerprint]) -> bool {
        fingerprints
            .iter()
            .any(|fingerprint| self.keyring.has_primary(fingerprint))
    }

    /// Of an answer with several certificates those with these primary keys, and on them the
    /// signatures by trust roots and pinned keys;
    /// `None` where there are none.
    #[must_use]
    pub fn only(&self, bytes: &[u8], wanted: &HashSet<Fingerprint>) -> Option<Vec<u8>> {
        self.keyring.only(bytes, wanted)
    }

    /// Fingerprints that the user trusts for a profile that prints this: those given for it, and
    /// the pinned ones of its team.
    #[must_use]
    pub fn fingerprints(&self, profile: &Profile, team: Option<&str>) -> Vec<Fingerprint> {
        let mut terms = Terms::default();
        terms.of_profile(profile);
        terms.of_name(team);
        let pinned = self
            .known
            .pins
            .matching(&terms)
            .into_iter()
            .filter_map(|at| self.trust.pins.get(at));
        self.trust
            .expected
            .iter()
            .cloned()
            .chain(pinned.map(|pin| pin.fingerprint.clone()))
            .collect()
    }

    /// What can matter for this subject: the trust to judge it by, and certificates to be added to
    /// the dossier.
    ///
    /// `team` is the team that the user says the subject is of.
    #[must_use]
    pub fn select(&self, dossier: &Dossier, team: Option<&str>) -> (Trust, Vec<Artifact>) {
        let mut terms = Terms::default();
        if let Some(Ok(profile)) = &dossier.reading {
            terms.of_profile(profile);
        }
        terms.of_name(team);
        self.trust
            .expected
            .iter()
            .for_each(|fingerprint| terms.of_key(fingerprint.as_str()));
        handles_of_signatures(dossier)
            .iter()
            .for_each(|handle| terms.of_key(handle));
        let gathered = dossier
            .certificates
            .iter()
            .filter_map(|artifact| certificates(&artifact.bytes).ok())
            .flatten();
        gathered.for_each(|(fingerprint, _)| terms.of_fingerprint(&fingerprint));
        // A pin's certificate is wanted for its team; and a certificate that a subkey names brings
        // its primary key, which may be pinned.
        let mut pins = self.known.pins.matching(&terms);
        // Who else it could be is part of the report where nothing confirms the document. Where a
        // pinned key is met, it seldom is, and a list of a thousand teams has many that are near.
        let is_pinned = pins
            .iter()
            .filter_map(|at| self.trust.pins.get(*at))
            .any(|pin| terms.keys().any(|key| key == pin.fingerprint.as_str()));
        let near = (!is_pinned).then(|| (self.near(), Terms::of_values(near::of_subject(dossier))));
        let pinned = pins.iter().filter_map(|at| self.trust.pins.get(*at));
        pinned.for_each(|pin| terms.of_fingerprint(&pin.fingerprint));
        // So is that of a team which the document claims to be and a trust root vouches for, though
        // nothing else names its key.
        let mut vouched = self.known.vouched.matching(&terms);
        if let Some((near, values)) = &near {
            vouched.extend(near.vouched.matching(values));
        }
        let vouched = vouched
            .into_iter()
            .filter_map(|at| self.keyring.vouched().get(at));
        vouched.for_each(|(fingerprint, _)| terms.of_fingerprint(fingerprint));
        let (certificates, primaries) = self.keyring.select(terms.keys());
        primaries
            .iter()
            .for_each(|fingerprint| terms.of_fingerprint(fingerprint));
        pins.extend(self.known.pins.matching(&terms));
        if let Some((near, values)) = &near {
            pins.extend(near.pins.matching(values));
        }
        let entries = |at: usize, list: &DirectorySnapshot, register: &Register| {
            let mut all = with_namesakes(&list.entries, register, register.matching(&terms));
            if let Some((near, values)) = &near
                && let Some(near) = near.directories.get(at)
            {
                all.extend(near.matching(values));
            }
            chosen(&list.entries, &all)
        };
        let lists = self.trust.directories.iter().zip(&self.known.directories);
        let directories = lists
            .enumerate()
            .map(|(at, (list, register))| DirectorySnapshot {
                name: list.name.clone(),
                taken: list.taken,
                entries: entries(at, list, register),
                source: list.source.clone(),
            });
        // That pins are there, though none speaks of this subject, is part of the report.
        if pins.is_empty() && !self.trust.pins.is_empty() {
            pins.insert(0);
        }
        let trust = Trust {
            team: team.map(str::to_owned),
            pins: chosen(&self.trust.pins, &pins),
            expected: self.trust.expected.clone(),
            roots: self.trust.roots.clone(),
            directories: directories.collect(),
        };
        (trust, certificates)
    }
}

fn chosen<T: Clone>(all: &[T], which: &BTreeSet<usize>) -> Vec<T> {
    which
        .iter()
        .filter_map(|at| all.get(*at))
        .cloned()
        .collect()
}

/// These entries and those that may contradict them: entries under the same name or address confirm
/// nothing if their keys differ.
fn with_namesakes(
    entries: &[DirectoryEntry],
    register: &Register,
    which: BTreeSet<usize>,
) -> BTreeSet<usize> {
    let mut terms = Terms::default();
    for entry in which.iter().filter_map(|at| entries.get(*at)) {
        add_claims_of(&mut terms, entry);
    }
    let mut all = register.matching(&terms);
    all.extend(which);
    all
}

fn of_pin(pin: &Pin) -> Terms {
    let mut terms = Terms::default();
    terms.of_name(Some(&pin.team));
    terms.of_fingerprint(&pin.fingerprint);
    pin.domains
        .iter()
        .for_each(|domain| terms.of_domain(domain));
    pin.emails.iter().for_each(|email| terms.of_address(email));
    terms
}

fn of_user_id(user_id: &str) -> Terms {
    let mut terms = Terms::default();
    terms.of_name(Some(name_in(user_id)));
    addresses_in(user_id).for_each(|address| terms.of_address(address));
    terms
}

/// The names and addresses under which an entry is listed.
fn add_claims_of(terms: &mut Terms, entry: &DirectoryEntry) {
    entry
        .names
        .iter()
        .for_each(|name| terms.of_name(Some(name)));
    entry
        .emails
        .iter()
        .for_each(|email| terms.of_address(email));
}

fn of_entry(entry: &DirectoryEntry) -> Terms {
    let mut terms = Terms::default();
    add_claims_of(&mut terms, entry);
    entry
        .fingerprints
        .iter()
        .for_each(|fingerprint| terms.of_fingerprint(fingerprint));
    terms
}
