//! Entries by what they can be met by: a name, an address, a domain, a key.

use std::collections::{BTreeSet, HashMap, HashSet};

use bonafide_model::claims::{Fingerprint, Profile};

use crate::identity::near::{Trace, Value};
use crate::identity::{Form, Name, parts};

/// One thing by which an entry and a subject can meet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Term {
    /// A form of a name: what it is, what it looks like, or its distinguishing words.
    Name(Form),
    /// An address in lower case.
    Address(String),
    /// A domain in lower case.
    Domain(String),
    /// A fingerprint or 64-bit Key ID, upper-case hexadecimal.
    Key(String),
    /// Something by which two are near, which is no reason to take them for one.
    Near(Trace),
}

/// What an entry or a subject is known by.
#[derive(Debug, Default)]
pub(super) struct Terms(HashSet<Term>);

impl Terms {
    pub(super) fn of_profile(&mut self, profile: &Profile) {
        for name in profile.names() {
            self.of_name(Some(&name.value));
        }
        parts(profile).for_each(|part| self.of_name(Some(&part)));
        let claims = &profile.claims;
        for email in &claims.emails {
            self.of_address(&email.value.address);
            // A domain vouches for its sub-domains, so that each part of the host is asked for.
            let mut host = email
                .value
                .address
                .rsplit('@')
                .next()
                .unwrap_or_default()
                .trim_end_matches('.');
            loop {
                self.of_domain(host);
                let Some((_, parent)) = host.split_once('.') else {
                    break;
                };
                host = parent;
            }
        }
        claims
            .fingerprints
            .iter()
            .filter_map(|claim| claim.value.fingerprint.as_ref())
            .for_each(|one| self.of_fingerprint(one));
        claims
            .key_ids
            .iter()
            .for_each(|claim| self.of_key(&claim.value.digits));
    }

    pub(super) fn of_name(&mut self, name: Option<&str>) {
        self.0.extend(
            name.into_iter()
                .flat_map(|name| Name::new(name).forms())
                .map(Term::Name),
        );
    }

    pub(super) fn of_address(&mut self, address: &str) {
        self.0
            .insert(Term::Address(address.trim().to_ascii_lowercase()));
    }

    pub(super) fn of_domain(&mut self, domain: &str) {
        self.0.insert(Term::Domain(
            domain.trim().trim_matches('.').to_ascii_lowercase(),
        ));
    }

    /// By what these values are near to others.
    pub(super) fn of_values(values: Vec<Value>) -> Self {
        let traces = values.into_iter().flat_map(|value| value.traces);
        Self(traces.map(Term::Near).collect())
    }

    pub(super) fn of_fingerprint(&mut self, fingerprint: &Fingerprint) {
        self.of_key(fingerprint.as_str());
        self.of_key(fingerprint.key_id());
    }

    pub(super) fn of_key(&mut self, handle: &str) {
        self.0.insert(Term::Key(handle.to_owned()));
    }

    /// The fingerprints and Key IDs.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|term| {
            if let Term::Key(key) = term {
                Some(key.as_str())
            } else {
                None
            }
        })
    }
}

/// Entries, by number, under each of their terms.
#[derive(Debug, Default)]
pub(super) struct Register(HashMap<Term, Vec<usize>>);

impl Register {
    pub(super) fn new(entries: impl Iterator<Item = Terms>) -> Self {
        let mut all: HashMap<Term, Vec<usize>> = HashMap::new();
        for (at, terms) in entries.enumerate() {
            terms
                .0
                .into_iter()
                .for_each(|term| all.entry(term).or_default().push(at));
        }
        Self(all)
    }

    /// The entries that meet a subject in at least one term.
    pub(super) fn matching(&self, subject: &Terms) -> BTreeSet<usize> {
        subject
            .0
            .iter()
            .filter_map(|term| self.0.get(term))
            .flatten()
            .copied()
            .collect()
    }
}
