//! Who the document says it is of.
//!
//! Everything printed is the author's own word. It is used only to *limit* what an anchor vouches
//! for, never to widen it.

use bonafide_model::claims::{Claims, ContactKind, EmailRole, PrintedUserId, Profile};

use super::name::{Fit, Name};
use super::scope::Reach;
use super::user_id::name_in;

/// The names and contacts that the document prints where a person sees them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Team {
    /// Official and short name.
    pub names: Vec<Name>,
    /// Names inside these ("GROVE-CERT (MALLORY-CERT)", "A / B"), those of the title, and those of
    /// printed User IDs: a person may read any of them as the team's.
    pub parts: Vec<Name>,
    /// Addresses at which incidents are reported.
    pub incident: Vec<String>,
    /// These, the addresses printed beside the key, and those of named persons: whoever writes to
    /// them takes them for the team.
    pub addresses: Vec<String>,
    /// What a person reads as such an address and this program cannot: nobody vouches for it.
    pub unread: Vec<Unread>,
}

/// A contact that a person reads and this program cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// As a person reads it.
    pub text: String,
    /// Whether incidents are reported there.
    pub incident: bool,
}

/// Which of the printed addresses something vouches for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cover {
    /// Those it vouches for.
    pub covered: Vec<String>,
    /// Those it does not, and what cannot be read.
    pub not_covered: Vec<String>,
    /// Whether an incident address is among those it vouches for (any address, where no incident
    /// address is printed).
    pub incident: bool,
    /// Whether that are all of them, and not only by a domain above theirs, at which a part of the
    /// house may have its own team.
    pub whole: bool,
}

impl Cover {
    /// Whether it vouches for every contact, and there is one.
    pub fn is_complete(&self) -> bool {
        !self.covered.is_empty() && self.not_covered.is_empty()
    }
}

impl Team {
    /// What the profile prints.
    pub fn of(profile: &Profile) -> Self {
        let names = profile
            .names()
            .filter(|claim| claim.is_visible())
            .map(|claim| Name::new(&claim.value))
            .collect();
        let parts = parts(profile).map(|part| Name::new(&part)).collect();
        let incident = addresses(&profile.claims, &[EmailRole::Contact]);
        let addresses = addresses(
            &profile.claims,
            &[EmailRole::Contact, EmailRole::Key, EmailRole::Member],
        );
        Self {
            names,
            parts,
            incident,
            addresses,
            unread: unread(&profile.claims),
        }
    }

    /// Whether it prints nothing by which it could be reached.
    pub fn has_no_contacts(&self) -> bool {
        self.addresses.is_empty() && self.unread.is_empty()
    }

    /// Splits the printed addresses by how something speaks for each.
    pub fn cover(&self, reach: impl Fn(&str) -> Reach) -> Cover {
        let (covered, mut not_covered): (Vec<_>, Vec<_>) = self
            .addresses
            .iter()
            .cloned()
            .partition(|address| reach(address) > Reach::None);
        let no_incident =
            self.incident.is_empty() && !self.unread.iter().any(|unread| unread.incident);
        let (asked, incident) = match no_incident {
            true => (&self.addresses, !covered.is_empty()),
            false => (
                &self.incident,
                self.incident
                    .iter()
                    .any(|address| covered.contains(address)),
            ),
        };
        let whole = asked.iter().all(|address| reach(address) > Reach::None)
            && asked.iter().any(|address| reach(address) > Reach::Below);
        not_covered.extend(self.unread.iter().map(|unread| unread.text.clone()));
        Cover {
            covered,
            not_covered,
            incident,
            whole,
        }
    }

    /// How well each printed name fits the best of these.
    pub fn fits(&self, names: &[&Name]) -> Vec<Fit> {
        self.names
            .iter()
            .map(|printed| best(names.iter().map(|name| printed.fit(name))))
            .collect()
    }

    /// The best of these fits of the printed names. A name of generic words alone, such as "CSIRT",
    /// is every such team's and claims nobody's.
    pub fn claimed(&self, fits: &[Fit]) -> Fit {
        let own = fits.iter().zip(&self.names);
        best(
            own.filter(|(_, printed)| !printed.is_generic())
                .map(|(fit, _)| *fit),
        )
    }

    /// The parts of names that are one of these or look like it. They only make another team of the
    /// document: nobody is named by a part.
    pub fn parts_like<'a>(&'a self, names: &[&Name]) -> Vec<(&'a Name, Fit)> {
        let fit = |part: &Name| best(names.iter().map(|name| part.fit(name)));
        let parts = self.parts.iter().map(|part| (part, fit(part)));
        parts
            .filter(|(part, fit)| *fit >= Fit::Look && !part.is_generic())
            .collect()
    }

    /// Whether an entry that covers these addresses under one of these names is about this team.
    ///
    /// An incident address must be covered. Where others are not, the name must fit too: a pinned
    /// team that signs a profile in another team's name could print an address of its own beside
    /// the other's. Where no address is printed at all, the name decides.
    pub fn is_named_by(&self, cover: &Cover, names: &[&Name]) -> bool {
        let fit = best(self.fits(names).into_iter());
        if self.has_no_contacts() {
            return fit == Fit::Same;
        }
        cover.incident && (cover.not_covered.is_empty() || fit > Fit::None)
    }
}

pub(super) fn best(fits: impl Iterator<Item = Fit>) -> Fit {
    fits.max().unwrap_or(Fit::None)
}

/// Signs between names that stand side by side. A hyphen is part of many a name.
const BETWEEN: [char; 14] = [
    '（', '）', '(', ')', '[', ']', '/', '|', ',', ';', '–', '—', '·', '•',
];

/// More parts than this are no names.
const MAX_PARTS: usize = 96;

/// The kinds of teams, as they stand in names.
const KINDS: [&str; 7] = ["CERT", "CSIRT", "CIRT", "SIRT", "PSIRT", "SOC", "NCSC"];

/// The names inside the printed names, those that the title page carries and those inside them, and
/// those of the printed User IDs.
pub(crate) fn parts(profile: &Profile) -> impl Iterator<Item = String> {
    let titles = profile.titles.iter().filter(|claim| claim.is_visible());
    let names = profile.names().filter(|claim| claim.is_visible());
    let user_ids = profile.claims.user_ids.iter();
    let user_ids: Vec<&str> = user_ids
        .filter(|claim| claim.is_visible())
        .map(|claim| name_in(&claim.value.text))
        .collect();
    let mut all: Vec<String> = Vec::new();
    let mut add = |part: &str| {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        if !part.is_empty() && all.len() < MAX_PARTS && all.iter().all(|known| known != part) {
            all.push(part.to_owned());
        }
    };
    titles.clone().for_each(|title| add(&title.value));
    user_ids.iter().for_each(|name| add(name));
    let whole = names.chain(titles).map(|claim| claim.value.as_str());
    // With the remark in brackets: "ALDER-CERT (BIRCH-CERT) <cert@alder.example>".
    let remarked = profile
        .claims
        .user_ids
        .iter()
        .filter(|claim| claim.is_visible());
    let remarked = remarked.map(|claim| claim.value.text.split('<').next().unwrap_or_default());
    for text in whole.chain(remarked) {
        let within = || text.split(BETWEEN).flat_map(|part| part.split(" - "));
        if within().count() > 1 {
            within().for_each(&mut add);
        }
        beside_kinds(text, &mut add);
    }
    all.into_iter()
}

/// The names that end or begin with the kind of a team, in whatever words they stand: "ALDER-CERT on
/// behalf of BIRCH-CERT", "profile of CERT Birch".
fn beside_kinds(text: &str, add: &mut impl FnMut(&str)) {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || BETWEEN.contains(&c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let is_kind = |word: &str| KINDS.iter().any(|kind| word.eq_ignore_ascii_case(kind));
    let has_kind = |word: &&str| {
        let upper = word.to_uppercase();
        KINDS.iter().any(|kind| upper.contains(kind))
    };
    for (at, word) in words.iter().enumerate().filter(|(_, word)| has_kind(word)) {
        if !is_kind(word) {
            add(word);
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        for beside in before.into_iter().chain(words.get(at + 1)) {
            add(&format!("{beside} {word}"));
            add(&format!("{word} {beside}"));
        }
    }
}

fn addresses(claims: &Claims, roles: &[EmailRole]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for claim in claims
        .emails
        .iter()
        .filter(|claim| claim.is_visible() && roles.contains(&claim.value.role))
    {
        let address = claim.value.address.to_ascii_lowercase();
        if !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// What a person reads as an address among the contacts or beside the key and this program cannot.
/// Elsewhere it is only reported, as addresses of other bodies are; and so are numbers, for no
/// anchor vouches for a number.
fn unread(claims: &Claims) -> Vec<Unread> {
    let contacts = claims
        .unread_contacts
        .iter()
        .filter(|claim| claim.is_visible());
    let addresses = contacts.filter(|claim| {
        claim.value.kind == ContactKind::Email && claim.value.role != EmailRole::Other
    });
    let mut found: Vec<Unread> = Vec::new();
    for claim in addresses {
        let text = claim.value.text.to_lowercase();
        match found.iter_mut().find(|known| known.text == text) {
            Some(known) => known.incident |= claim.value.role == EmailRole::Contact,
            None => found.push(Unread {
                text,
                incident: claim.value.role == EmailRole::Contact,
            }),
        }
    }
    let user_ids = claims.user_ids.iter().filter(|claim| claim.is_visible());
    for text in user_ids.filter_map(|claim| unread_address(&claim.value)) {
        if !found.iter().any(|known| known.text == text) {
            found.push(Unread {
                text,
                incident: false,
            });
        }
    }
    found
}

/// What stands in a User ID like an address but is none that can be written to, such as one with a
/// look-alike letter in its domain.
fn unread_address(user_id: &PrintedUserId) -> Option<String> {
    let mut words = user_id
        .text
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"'));
    let word = words.find(|word| word.contains('@'))?;
    user_id.email.is_none().then(|| word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::scope::reach;
    use super::*;

    fn list(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    fn team(names: &[&str], incident: &[&str], beside_key: &[&str]) -> Team {
        let incident = list(incident);
        let addresses = incident.iter().cloned().chain(list(beside_key)).collect();
        Team {
            names: names.iter().map(|name| Name::new(name)).collect(),
            parts: Vec::new(),
            incident,
            addresses,
            unread: Vec::new(),
        }
    }

    fn is_named(team: &Team, domain: &str, name: &str) -> bool {
        let domains = list(&[domain]);
        team.is_named_by(
            &team.cover(|address| reach(&domains, &[], address)),
            &[&Name::new(name)],
        )
    }

    #[test]
    fn an_address_with_a_look_alike_letter_is_one_that_nobody_vouches_for() {
        let printed = |text: &str, email: Option<&str>| {
            unread_address(&PrintedUserId {
                text: text.to_owned(),
                email: email.map(str::to_owned),
            })
        };
        let text = printed("Alpha CERT <team@\u{430}lpha.example>", None).unwrap_or_default();
        assert_eq!(text, "team@\u{430}lpha.example");
        let unread = vec![Unread {
            text,
            incident: false,
        }];
        let team = Team {
            unread,
            ..team(&["Alpha CERT"], &[], &[])
        };
        assert!(
            !is_named(&team, "alpha.example", "Alpha CERT"),
            "the name alone decides only where no address stands"
        );
        assert_eq!(
            printed(
                "Alpha CERT <team@alpha.example>",
                Some("team@alpha.example")
            ),
            None
        );
        assert_eq!(printed("Alpha CERT", None), None);
    }

    #[test]
    fn what_cannot_be_read_is_never_covered_and_stands_for_an_incident_address() {
        let unread = |incident| {
            vec![Unread {
                text: "cert＠beta．example".to_owned(),
                incident,
            }]
        };
        let beside = Team {
            unread: unread(true),
            ..team(&["Beta CERT"], &["cert@alpha.example"], &[])
        };
        assert!(!is_named(&beside, "alpha.example", "Alpha CERT"));
        assert!(
            is_named(&beside, "alpha.example", "CSIRT Beta"),
            "in its own name it is only not covered"
        );
        let alone = Team {
            unread: unread(true),
            ..team(&["Alpha CERT"], &[], &["cert@alpha.example"])
        };
        assert!(
            !is_named(&alone, "alpha.example", "Alpha CERT"),
            "incidents are reported there, and nobody knows where that is"
        );
    }

    #[test]
    fn an_incident_address_must_be_covered_and_with_others_beside_it_the_name_must_fit() {
        let own = team(&["Whatever"], &["cert@alpha.example"], &[]);
        assert!(
            is_named(&own, "alpha.example", "Alpha CERT"),
            "all its addresses are covered"
        );
        let mixed = team(
            &["CERT Alpha"],
            &["cert@alpha.example", "help@parent.example"],
            &[],
        );
        assert!(is_named(&mixed, "alpha.example", "Alpha CERT"));
        let impostor = team(
            &["Beta CERT"],
            &["cert@alpha.example", "cert@beta.example"],
            &[],
        );
        assert!(!is_named(&impostor, "alpha.example", "Alpha CERT"));
        let beside = team(
            &["Alpha CERT"],
            &["cert@beta.example"],
            &["cert@alpha.example"],
        );
        assert!(
            !is_named(&beside, "alpha.example", "Alpha CERT"),
            "the incident address is another team's"
        );
        let silent = team(&["Alpha-CERT"], &[], &[]);
        assert!(
            is_named(&silent, "alpha.example", "Alpha CERT"),
            "without addresses the name decides"
        );
        assert!(!is_named(&silent, "alpha.example", "CSIRT Alpha"));
    }
}
