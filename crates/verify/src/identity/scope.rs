//! Which addresses domains and single addresses speak for.

use bonafide_model::evidence::registrable_domain;

/// How an address is spoken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reach {
    /// Not at all.
    None,
    /// It is at a domain below one that is named: that of a part of the house, perhaps with a team
    /// of its own.
    Below,
    /// It is at a domain that is named.
    Domain,
    /// It is itself named.
    Named,
}

/// How these domains and single addresses speak for the address. Public suffixes and domains at
/// which anybody gets an address never do.
pub(crate) fn reach(domains: &[String], emails: &[&str], address: &str) -> Reach {
    if emails
        .iter()
        .any(|email| email.trim().eq_ignore_ascii_case(address))
    {
        return Reach::Named;
    }
    let Some((_, host)) = address.rsplit_once('@') else {
        return Reach::None;
    };
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let of = |domain: &String| {
        let domain = domain.trim().trim_matches('.').to_ascii_lowercase();
        match host.strip_suffix(domain.as_str()) {
            Some("") if names_somebody(&domain) => Reach::Domain,
            Some(front) if front.ends_with('.') && names_somebody(&domain) => Reach::Below,
            _ => Reach::None,
        }
    };
    domains.iter().map(of).max().unwrap_or(Reach::None)
}

/// Whether an address at this domain says who its owner is: neither a public suffix nor a domain of
/// a mail provider for everybody.
pub(super) fn names_somebody(domain: &str) -> bool {
    registrable_domain(domain).is_some() && !is_free_mail(domain)
}

/// Whether anybody gets an address at this domain. A list of the large ones; it can never be
/// complete, so a pin shows its domains.
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
    const EVERYWHERE: &[&str] = &[
        "gmail",
        "gmx",
        "hotmail",
        "live",
        "outlook",
        "protonmail",
        "yahoo",
        "yandex",
    ];
    let registrable = registrable_domain(domain);
    let Some(registrable) = registrable.as_deref() else {
        return false;
    };
    EXACT.contains(&registrable)
        || registrable
            .split('.')
            .next()
            .is_some_and(|label| EVERYWHERE.contains(&label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(all: &[&str]) -> Vec<String> {
        all.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn sub_domains_count_and_look_alike_domains_do_not() {
        let pinned = list(&["alpha.example"]);
        assert_eq!(reach(&pinned, &[], "cert@alpha.example"), Reach::Domain);
        assert_eq!(reach(&pinned, &[], "cert@soc.Alpha.example"), Reach::Below);
        assert_eq!(
            reach(&pinned, &["CERT@Alpha.example"], "cert@alpha.example"),
            Reach::Named
        );
        for other in [
            "cert@evilalpha.example",
            "cert@alpha.example.evil.example",
            "cert@alpha.example@evil.example",
            "alpha.example",
        ] {
            assert_eq!(reach(&pinned, &[], other), Reach::None, "{other}");
        }
    }

    #[test]
    fn a_public_suffix_or_free_mail_domain_names_nobody() {
        for everybody in [
            "example",
            "co.uk",
            "github.io",
            "gmail.com",
            "yahoo.co.jp",
            "proton.me",
            "",
        ] {
            assert_eq!(
                reach(&list(&[everybody]), &[], &format!("cert@{everybody}")),
                Reach::None,
                "{everybody}"
            );
            assert_eq!(
                reach(&list(&[everybody]), &[], &format!("cert@alpha.{everybody}")),
                Reach::None,
                "{everybody}"
            );
        }
        assert_eq!(
            reach(&[], &["alpha.cert@gmail.com"], "Alpha.CERT@gmail.com"),
            Reach::Named,
            "a single address does"
        );
    }
}
