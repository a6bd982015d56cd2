//! Who else could it be? The teams that the user knows and that are nearest to what a document says
//! of itself.
//!
//! It is asked where nothing confirms the document, and answers no question of trust: neighbours at
//! one domain and teams of like names are honest ones most of the time. A person who sees
//! `cert-tide.example` beside the known `tide-cert.example` looks twice; that is all it is for.

use std::collections::BTreeMap;

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::{
    DirectoryEntry, Dossier, Pin, Trust, bare_name, host_of, registrable_domain,
};
use bonafide_model::judgement::{AnchorKind, Near, Nearness, Past, Sight};

use super::known::is_certified;
use super::name::{Form, Name};
use super::scope::names_somebody;
use super::team::Team;
use super::user_id::{addresses_in, name_in};
use crate::facts::Facts;

/// The most teams that are named.
const MAX_NEAREST: usize = 3;

/// Shorter words are a letter apart by chance; longer ones are of nobody's name.
const LETTERS: std::ops::RangeInclusive<usize> = 5..=40;

/// A name, address or domain with everything by which it is found near to another one: two are
/// near if and only if they have a trace in common.
#[derive(Debug, Clone)]
pub(crate) struct Value {
    text: String,
    pub traces: Vec<Trace>,
}

/// Something by which two values are near.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Trace {
    /// An address in lower case.
    Address(String),
    /// A registrable domain.
    Domain(String),
    /// A form of a name, or of the label of a domain.
    Form(Form),
    /// The distinguishing words, whole or without one letter: two words that have one of these in
    /// common differ in one letter, or one stands elsewhere.
    Letters(String),
}

impl Trace {
    fn nearness(&self) -> Nearness {
        match self {
            Self::Address(_) => Nearness::Address,
            Self::Domain(_) => Nearness::Domain,
            Self::Form(Form::Same(_)) => Nearness::Same,
            Self::Form(Form::Look(_)) => Nearness::Look,
            Self::Form(Form::Words(_)) => Nearness::Words,
            Self::Letters(_) => Nearness::Letter,
        }
    }
}

impl Value {
    fn address(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        let traces = vec![Trace::Address(text.clone())];
        Self { text, traces }
    }

    fn name(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            traces: like_name(text),
        }
    }

    /// `None` for a public suffix, and for a domain at which anybody gets an address.
    fn domain(host: &str) -> Option<Self> {
        let domain = registrable_domain(host).filter(|domain| names_somebody(domain))?;
        let label = domain.split('.').next().unwrap_or_default();
        let (label, _) = idna::domain_to_unicode(label);
        let mut traces = vec![Trace::Domain(domain.clone())];
        traces.extend(like_name(&label));
        Some(Self {
            text: domain,
            traces,
        })
    }

    /// How near the other one is.
    fn nearness(&self, other: &Self) -> Option<Nearness> {
        let common = self
            .traces
            .iter()
            .filter(|trace| other.traces.contains(trace));
        common.map(Trace::nearness).min()
    }
}

/// None where no word tells the name from those of other such teams.
fn like_name(text: &str) -> Vec<Trace> {
    let name = Name::new(text);
    if name.is_generic() {
        return Vec::new();
    }
    let word: Vec<char> = name.condensed().chars().collect();
    let mut traces: Vec<Trace> = name.forms().map(Trace::Form).collect();
    if LETTERS.contains(&word.len()) {
        traces.push(Trace::Letters(word.iter().collect()));
        traces.extend((0..word.len()).map(|left_out| {
            let letters = word.iter().enumerate().filter(|(at, _)| *at != left_out);
            Trace::Letters(letters.map(|(_, letter)| letter).collect())
        }));
    }
    traces
}

fn values<'a>(
    names: impl Iterator<Item = &'a str>,
    emails: impl Iterator<Item = &'a str>,
    domains: impl Iterator<Item = &'a str>,
) -> Vec<Value> {
    let mut all: Vec<Value> = names.map(Value::name).collect();
    for email in emails {
        all.push(Value::address(email));
        let host = email.rsplit_once('@').map(|(_, host)| host);
        all.extend(host.and_then(Value::domain));
    }
    all.extend(domains.filter_map(Value::domain));
    all
}

fn texts(all: &[String]) -> impl Iterator<Item = &str> {
    all.iter().map(String::as_str)
}

/// What a document says of itself: the names and contacts that a person sees, and where it lies.
pub(crate) fn of_subject(dossier: &Dossier) -> Vec<Value> {
    let team = match &dossier.reading {
        Some(Ok(profile)) => Team::of(profile),
        _ => Team::default(),
    };
    let origin = dossier.document.iter().map(|document| &document.origin);
    let urls = origin.flat_map(|origin| {
        let hops = origin.chain.iter().map(|hop| &hop.url);
        origin.url.iter().chain(hops)
    });
    let hosts: Vec<String> = urls.filter_map(|url| host_of(url)).collect();
    let names = team.names.iter().map(|name| name.text.as_str());
    values(names, texts(&team.addresses), texts(&hosts))
}

pub(crate) fn of_pin(pin: &Pin) -> Vec<Value> {
    values(
        std::iter::once(pin.team.as_str()),
        texts(&pin.emails),
        texts(&pin.domains),
    )
}

pub(crate) fn of_entry(entry: &DirectoryEntry) -> Vec<Value> {
    let none = std::iter::empty();
    values(texts(&entry.names), texts(&entry.emails), none)
}

/// Of a User ID that somebody certified.
pub(crate) fn of_user_id(user_id: &str) -> Vec<Value> {
    let name = Some(name_in(user_id)).filter(|name| !name.is_empty());
    values(name.into_iter(), addresses_in(user_id), std::iter::empty())
}

fn of_sight(sight: &Sight) -> Vec<Value> {
    let none = std::iter::empty();
    values(texts(&sight.teams), texts(&sight.emails), none)
}

/// The known teams that are nearest, each once, without those that are known by the judged key.
pub(crate) fn nearest(
    dossier: &Dossier,
    trust: &Trust,
    past: &Past,
    facts: &Facts,
    key: Option<&Fingerprint>,
) -> Vec<Near> {
    let here = of_subject(dossier);
    let mut found: BTreeMap<String, Near> = BTreeMap::new();
    let mut ask = |kind, team: &str, keys: &[Fingerprint], known: Vec<Value>| {
        if key.is_some_and(|key| keys.contains(key)) {
            return;
        }
        let Some((how, here, known)) = closest(&here, &known) else {
            return;
        };
        let near = Near {
            kind,
            team: team.to_owned(),
            how,
            here: here.to_owned(),
            known: known.to_owned(),
        };
        let other = found.entry(bare_name(team)).or_insert_with(|| near.clone());
        if (near.how, near.kind) < (other.how, other.kind) {
            *other = near;
        }
    };
    for pin in &trust.pins {
        let keys = std::slice::from_ref(&pin.fingerprint);
        ask(AnchorKind::Pin, &pin.team, keys, of_pin(pin));
    }
    for certificate in &facts.certificates {
        let keys = std::slice::from_ref(&certificate.report.fingerprint);
        for user_id in &certificate.user_ids {
            if is_certified(user_id, certificate, trust) {
                let text = &user_id.text;
                ask(AnchorKind::TrustRoot, text, keys, of_user_id(text));
            }
        }
    }
    for entry in trust.directories.iter().flat_map(|list| &list.entries) {
        let name = entry.names.first().or(entry.emails.first());
        let name = name.map_or("", String::as_str);
        ask(
            AnchorKind::Directory,
            name,
            &entry.fingerprints,
            of_entry(entry),
        );
    }
    if let Past::Seen(sights) = past {
        for sight in sights {
            let name = sight.teams.first().or(sight.emails.first());
            let (name, keys) = (
                name.map_or("", String::as_str),
                sight.fingerprint.as_slice(),
            );
            ask(AnchorKind::History, name, keys, of_sight(sight));
        }
    }
    let mut all: Vec<Near> = found.into_values().collect();
    all.sort_by_key(|near| (near.how, near.kind));
    all.truncate(MAX_NEAREST);
    all
}

/// The nearest two of these.
fn closest<'v>(here: &'v [Value], known: &'v [Value]) -> Option<(Nearness, &'v str, &'v str)> {
    let pairs = here
        .iter()
        .flat_map(|one| known.iter().map(move |other| (one, other)));
    pairs
        .filter_map(|(one, other)| Some((one.nearness(other)?, &*one.text, &*other.text)))
        .min_by_key(|(how, ..)| *how)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use bonafide_model::evidence::*;
    use bonafide_model::judgement::*;

    use super::*;
    use crate::fixture::{Case, KEY, OTHER, pin, web};

    fn domains(one: &str, other: &str) -> Option<Nearness> {
        Value::domain(one)?.nearness(&Value::domain(other)?)
    }

    #[test]
    fn domains_are_near_by_what_a_person_reads_in_them() {
        for (one, other, how) in [
            (
                "www.tide-cert.example",
                "tide-cert.example",
                Nearness::Domain,
            ),
            ("tide-cert.example", "tide-cert.test", Nearness::Same),
            ("tlde-cert.example", "tide-cert.example", Nearness::Look),
            (
                "xn--tde-cert-thh.example",
                "tide-cert.example",
                Nearness::Look,
            ),
            ("cert-tide.example", "tide-cert.example", Nearness::Words),
            ("tidecert.example", "tide-csirt.test", Nearness::Words),
            ("harbour.example", "harbor.test", Nearness::Letter),
            ("habror.example", "harbor.test", Nearness::Letter),
        ] {
            assert_eq!(domains(one, other), Some(how), "{one} {other}");
            assert_eq!(domains(other, one), Some(how), "{other} {one}");
        }
        for (one, other) in [
            ("tide.example", "oak.example"),
            ("cert.example", "cert.test"),
            ("tide.example", "ride.example"),
            ("example", "example"),
            ("gmail.com", "gmail.com"),
        ] {
            assert_eq!(domains(one, other), None, "{one} {other}");
        }
    }

    #[test]
    fn a_value_without_end_is_compared_in_bounded_time() {
        let long = "x".repeat(1_000_000);
        assert!(Value::name(&long).traces.len() < 10);
    }

    /// A sound document of nobody who is known, at that place.
    fn unknown(url: &str) -> Case {
        let mut case = Case::sound();
        case.dossier.document.as_mut().unwrap().origin = web(OriginKind::Flag, url);
        case
    }

    #[test]
    fn a_known_team_at_a_look_alike_domain_is_named_and_the_verdict_stays() {
        let mut case = unknown("https://cert-tide.example/rfc2350.txt");
        let before = case.assess();
        assert_eq!(before.nearest, []);
        case.trust.pins = vec![pin("Ebb and Flow", OTHER, "tide-cert.example")];
        let after = case.assess();
        let near = Near {
            kind: AnchorKind::Pin,
            team: "Ebb and Flow".to_owned(),
            how: Nearness::Words,
            here: "cert-tide.example".to_owned(),
            known: "tide-cert.example".to_owned(),
        };
        assert_eq!(after.nearest, [near]);
        assert_eq!(before.verdict, Verdict::Unanchored);
        let judged = |one: &Assessment| (one.verdict, one.why, one.leaf.clone(), one.key.clone());
        assert_eq!(judged(&before), judged(&after));
    }

    #[test]
    fn the_nearest_come_first_and_no_team_twice() {
        let mut case = unknown("https://cert-tide.example/rfc2350.txt");
        case.trust.pins = vec![
            pin("Low", OTHER, "tide-cert.example"),
            pin("Sea", OTHER, "sea.cert-tide.example"),
        ];
        let entry = |name: &str, email: &str| DirectoryEntry {
            names: vec![name.to_owned()],
            emails: vec![email.to_owned()],
            phones: Vec::new(),
            fingerprints: Vec::new(),
        };
        case.trust.directories = vec![DirectorySnapshot {
            name: "list".to_owned(),
            taken: "2026-10-20".parse().unwrap(),
            entries: vec![
                entry("LOW", "x@tide-cert.example"),
                entry("High", "x@cert-tide.test"),
                entry("Moon", "x@tidecert.test"),
                entry("Far", "x@elsewhere.example"),
            ],
            source: String::new(),
        }];
        let nearest = case.assess().nearest;
        let found: Vec<_> = nearest
            .iter()
            .map(|near| (near.team.as_str(), near.kind, near.how))
            .collect();
        assert_eq!(
            found,
            [
                ("Sea", AnchorKind::Pin, Nearness::Domain),
                ("High", AnchorKind::Directory, Nearness::Same),
                ("Low", AnchorKind::Pin, Nearness::Words),
            ]
        );
    }

    #[test]
    fn nobody_is_named_beside_an_authentic_document_nor_a_team_beside_itself() {
        let mut case = Case::pinned();
        let own = case.trust.pins[0].clone();
        case.trust.pins.push(pin("Other", OTHER, &own.domains[0]));
        let assessment = case.assess();
        assert_eq!(assessment.verdict, Verdict::Authentic);
        assert_eq!(assessment.nearest, []);
        let mut alone = unknown("https://cert-tide.example/rfc2350.txt");
        alone.trust.pins = vec![pin("Tide", KEY, "cert-tide.example")];
        let assessment = alone.assess();
        assert_ne!(assessment.verdict, Verdict::Authentic);
        assert_eq!(assessment.nearest, []);
    }
}
