//! Who the document says it is of, and whether a trusted entry speaks of the same team.
//!
//! Everything printed is the author's own word. It is used only to *limit* what an anchor vouches for, never to widen it.

use bonafide_model::{Claims, EmailRole, PrintedUserId, Profile, registrable_domain};

/// The names and addresses that the document prints where a person sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Team {
    /// Official and short name.
    pub names: Vec<String>,
    /// Addresses at which incidents are reported.
    pub incident: Vec<String>,
    /// These and the addresses printed beside the key.
    pub addresses: Vec<String>,
}

/// Which of the printed addresses something vouches for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cover {
    /// Those it vouches for.
    pub covered: Vec<String>,
    /// Those it does not.
    pub not_covered: Vec<String>,
    /// Whether an incident address is among those it vouches for (any address, where no incident address is printed).
    pub incident: bool,
}

impl Team {
    /// What the profile prints.
    pub fn of(profile: &Profile) -> Self {
        let names = [&profile.team_name, &profile.team_short_name];
        let names = names.into_iter().flatten().filter(|claim| claim.is_visible()).map(|claim| claim.value.clone()).collect();
        let incident = addresses(&profile.claims, &[EmailRole::Contact]);
        let mut addresses = addresses(&profile.claims, &[EmailRole::Contact, EmailRole::Key]);
        let user_ids = profile.claims.user_ids.iter().filter(|claim| claim.is_visible());
        addresses.extend(user_ids.filter_map(|claim| unread_address(&claim.value)));
        Self { names, incident, addresses }
    }

    /// Splits the printed addresses by what `vouches` says of each.
    pub fn cover(&self, vouches: impl Fn(&str) -> bool) -> Cover {
        let (covered, not_covered): (Vec<_>, Vec<_>) = self.addresses.iter().cloned().partition(|address| vouches(address));
        let incident = if self.incident.is_empty() {
            !covered.is_empty()
        } else {
            self.incident.iter().any(|address| covered.contains(address))
        };
        Cover { covered, not_covered, incident }
    }

    /// Whether a printed name is this one, spelling aside.
    pub fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|printed| same_name(printed, name))
    }

    /// Whether a printed name has the same distinguishing words as this one.
    pub fn is_called_like(&self, name: &str) -> bool {
        self.names.iter().any(|printed| fit(printed, name) > Fit::None)
    }

    /// Whether a printed name fits one of the `others` better than it fits one of `own`.
    ///
    /// A document that bears the name of another known team is not vouched for by this one, whichever addresses it prints beside it.
    pub fn is_rather_called<'n>(&self, others: impl Iterator<Item = &'n str>, own: &[&str]) -> bool {
        let fits = |name: &str| -> Vec<Fit> { self.names.iter().map(|printed| fit(printed, name)).collect() };
        let mut own_fits = vec![Fit::None; self.names.len()];
        for name in own {
            own_fits = own_fits.into_iter().zip(fits(name)).map(|(one, other)| one.max(other)).collect();
        }
        others.into_iter().any(|other| fits(other).iter().zip(&own_fits).any(|(other, own)| other > own))
    }

    /// Whether an entry that covers these addresses under one of these names is about this team.
    ///
    /// An incident address must be covered. Where others are not, the name must fit too: a pinned team that signs a profile in
    /// another team's name could print an address of its own beside the other's. Where no address is printed at all, the name decides.
    pub fn is_named_by(&self, cover: &Cover, names: &[&str]) -> bool {
        if self.addresses.is_empty() {
            return names.iter().any(|name| self.is_called(name));
        }
        cover.incident && (cover.not_covered.is_empty() || names.iter().any(|name| self.is_called_like(name)))
    }
}

/// What stands in a User ID like an address but is none that can be written to, such as one with a look-alike letter in its domain.
/// A person reads an address there, so the document does not print none.
fn unread_address(user_id: &PrintedUserId) -> Option<String> {
    let mut words = user_id.text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')' | '"'));
    let word = words.find(|word| word.contains('@'))?;
    user_id.email.is_none().then(|| word.to_lowercase())
}

fn addresses(claims: &Claims, roles: &[EmailRole]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for claim in claims.emails.iter().filter(|claim| claim.is_visible() && roles.contains(&claim.value.role)) {
        let address = claim.value.address.to_ascii_lowercase();
        if !found.contains(&address) {
            found.push(address);
        }
    }
    found
}

/// How well two names fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// They are different names.
    None,
    /// They have the same distinguishing words.
    Like,
    /// They are the same, spelling aside.
    Same,
}

/// How well two names fit.
pub(crate) fn fit(one: &str, other: &str) -> Fit {
    match (same_name(one, other), like_name(one, other)) {
        (true, _) => Fit::Same,
        (false, true) => Fit::Like,
        (false, false) => Fit::None,
    }
}

/// Whether two names are the same but for case, spaces and punctuation.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    let one = squeezed(one);
    !one.is_empty() && one == squeezed(other)
}

/// A name without case, spaces and punctuation.
pub(crate) fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two names have the same words, those left aside that every such team has in its name.
fn like_name(one: &str, other: &str) -> bool {
    let one = distinguishing_words(one);
    !one.is_empty() && one == distinguishing_words(other)
}

/// The words of a name, in order, without those that every such team has in its name.
pub(crate) fn distinguishing_words(name: &str) -> Vec<String> {
    const GENERIC: &[&str] = &[
        "cert",
        "csirt",
        "cirt",
        "psirt",
        "irt",
        "soc",
        "team",
        "computer",
        "cyber",
        "emergency",
        "security",
        "incident",
        "response",
        "readiness",
        "the",
        "of",
        "for",
        "and",
        "de",
        "du",
        "des",
        "la",
        "le",
        "et",
    ];
    let lower = name.to_lowercase();
    let mut words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !GENERIC.contains(word))
        .map(str::to_owned)
        .collect();
    words.sort();
    words.dedup();
    words
}

/// Whether these domains or single addresses vouch for the address. Sub-domains of a domain count; public suffixes and domains at
/// which anybody gets an address never do.
pub(crate) fn vouches_for(domains: &[String], emails: &[String], address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    if emails.iter().any(|email| email.trim().eq_ignore_ascii_case(&address)) {
        return true;
    }
    let Some((_, host)) = address.rsplit_once('@') else { return false };
    let host = host.trim_end_matches('.');
    domains.iter().any(|domain| {
        let domain = domain.trim().trim_matches('.').to_ascii_lowercase();
        names_somebody(&domain) && (host == domain || host.strip_suffix(&domain).is_some_and(|front| front.ends_with('.')))
    })
}

/// Whether an address at this domain says who its owner is: neither a public suffix nor a domain of a mail provider for everybody.
fn names_somebody(domain: &str) -> bool {
    registrable_domain(domain).is_some() && !is_free_mail(domain)
}

/// Whether anybody gets an address at this domain. A list of the large ones; it can never be complete, so a pin shows its domains.
fn is_free_mail(domain: &str) -> bool {
    const EXACT: &[&str] = &[
        "126.com",
        "163.com",
        "aol.com",
        "fastmail.com",
        "free.fr",
        "googlemail.com",
        "hushmail.com",
        "icloud.com",
        "laposte.net",
        "libero.it",
        "mac.com",
        "mail.com",
        "mail.ru",
        "mailbox.org",
        "me.com",
        "msn.com",
        "naver.com",
        "o2.pl",
        "orange.fr",
        "pm.me",
        "posteo.de",
        "proton.me",
        "qq.com",
        "rediffmail.com",
        "riseup.net",
        "seznam.cz",
        "t-online.de",
        "tuta.com",
        "tuta.io",
        "tutanota.com",
        "ukr.net",
        "wanadoo.fr",
        "web.de",
        "wp.pl",
        "zoho.com",
    ];
    // These have one domain per country, such as yahoo.co.jp.
    const EVERYWHERE: &[&str] = &["gmail", "gmx", "hotmail", "live", "outlook", "protonmail", "yahoo", "yandex"];
    let registrable = registrable_domain(domain);
    let Some(registrable) = registrable.as_deref() else { return false };
    EXACT.contains(&registrable) || registrable.split('.').next().is_some_and(|label| EVERYWHERE.contains(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domains(list: &[&str]) -> Vec<String> {
        list.iter().map(|domain| (*domain).to_owned()).collect()
    }

    fn team(names: &[&str], incident: &[&str], beside_key: &[&str]) -> Team {
        let incident = domains(incident);
        let addresses = incident.iter().cloned().chain(domains(beside_key)).collect();
        Team { names: domains(names), incident, addresses }
    }

    #[test]
    fn an_address_with_a_look_alike_letter_is_one_that_nobody_vouches_for() {
        let printed = |text: &str, email: Option<&str>| {
            unread_address(&PrintedUserId { text: text.to_owned(), email: email.map(str::to_owned) })
        };
        let strange = printed("Alpha CERT <team@\u{430}lpha.example>", None).unwrap_or_default();
        assert_eq!(strange, "team@\u{430}lpha.example");
        let team = Team { addresses: vec![strange], ..team(&["Alpha CERT"], &[], &[]) };
        let cover = team.cover(|address| vouches_for(&["alpha.example".to_owned()], &[], address));
        assert!(!team.is_named_by(&cover, &["Alpha CERT"]), "the name alone decides only where no address stands");
        assert_eq!(printed("Alpha CERT <team@alpha.example>", Some("team@alpha.example")), None);
        assert_eq!(printed("Alpha CERT", None), None);
    }

    #[test]
    fn sub_domains_count_and_look_alike_domains_do_not() {
        let pinned = domains(&["alpha.example"]);
        assert!(vouches_for(&pinned, &[], "cert@alpha.example"));
        assert!(vouches_for(&pinned, &[], "cert@soc.Alpha.example"));
        for other in
            ["cert@evilalpha.example", "cert@alpha.example.evil.example", "cert@alpha.example@evil.example", "alpha.example"]
        {
            assert!(!vouches_for(&pinned, &[], other), "{other}");
        }
    }

    #[test]
    fn a_public_suffix_or_free_mail_domain_names_nobody() {
        for everybody in ["example", "co.uk", "github.io", "gmail.com", "yahoo.co.jp", "proton.me", ""] {
            assert!(!vouches_for(&domains(&[everybody]), &[], &format!("cert@{everybody}")), "{everybody}");
            assert!(!vouches_for(&domains(&[everybody]), &[], &format!("cert@alpha.{everybody}")), "{everybody}");
        }
        assert!(vouches_for(&[], &domains(&["alpha.cert@gmail.com"]), "Alpha.CERT@gmail.com"), "a single address does");
    }

    #[test]
    fn an_incident_address_must_be_covered_and_with_others_beside_it_the_name_must_fit() {
        let alpha = domains(&["alpha.example"]);
        let vouches = |address: &str| vouches_for(&alpha, &[], address);
        let own = team(&["Whatever"], &["cert@alpha.example"], &[]);
        assert!(own.is_named_by(&own.cover(vouches), &["Alpha CERT"]), "all its addresses are covered");
        let mixed = team(&["CERT Alpha"], &["cert@alpha.example", "help@parent.example"], &[]);
        assert!(mixed.is_named_by(&mixed.cover(vouches), &["Alpha CERT"]));
        let impostor = team(&["Beta CERT"], &["cert@alpha.example", "cert@beta.example"], &[]);
        assert!(!impostor.is_named_by(&impostor.cover(vouches), &["Alpha CERT"]));
        let beside = team(&["Alpha CERT"], &["cert@beta.example"], &["cert@alpha.example"]);
        assert!(!beside.is_named_by(&beside.cover(vouches), &["Alpha CERT"]), "the incident address is another team's");
        let silent = team(&["Alpha-CERT"], &[], &[]);
        assert!(silent.is_named_by(&silent.cover(vouches), &["Alpha CERT"]), "without addresses the name decides");
        assert!(!silent.is_named_by(&silent.cover(vouches), &["CSIRT Alpha"]));
    }

    #[test]
    fn a_name_that_fits_another_team_better_is_that_teams() {
        let rather =
            |printed: &[&str], own: &str| team(printed, &[], &[]).is_rather_called(["Alpha CERT", "Bank SOC"].into_iter(), &[own]);
        assert!(rather(&["Alpha CERT"], "Mallory CERT"));
        assert!(rather(&["CSIRT Alpha", "Mallory CERT"], "Mallory CERT"), "one name of its own does not make up for it");
        assert!(!rather(&["Bank CERT"], "Bank CERT"), "a team of the same house is not rather meant");
        assert!(rather(&["Bank CERT", "Bank SOC"], "Bank CERT"));
        assert!(!rather(&["Gamma CERT"], "Mallory CERT"), "a name that nobody is known by says nothing");
        assert!(!rather(&[], "Mallory CERT"));
    }

    #[test]
    fn names_compare_without_spelling_and_never_by_generic_words_alone() {
        assert!(same_name("M-CERT", "m cert"));
        assert!(!same_name("-", " "));
        assert!(team(&["CSIRT Alpha"], &[], &[]).is_called_like("Alpha CERT"));
        assert!(!team(&["CSIRT"], &[], &[]).is_called_like("CERT"));
        assert!(!team(&["Beta CERT, formerly Alpha"], &[], &[]).is_called_like("Alpha CERT"));
    }
}
