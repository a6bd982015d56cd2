//! What may stand in a trust file: one function a kind of value, used for reading and for writing.

use bonafide_model::claims::Fingerprint;
use bonafide_model::evidence::registrable_domain;
use jiff::civil::Date;
use toml::value::Datetime;

use crate::error::Problem;

/// Longest name, reason or other free text, in characters: a paragraph; what is longer belongs into
/// a file beside it.
pub(crate) const MAX_TEXT: usize = 1_000;

/// Domains under which anybody gets an address, one a line.
const FREE_MAIL: &str = include_str!("free_mail.txt");

/// A free text that a person will read in a report.
pub(crate) fn text(what: &'static str, value: &str) -> Result<String, Problem> {
    let value = value.trim();
    if value.is_empty() {
        return Err(Problem::Empty(what));
    }
    if value.chars().count() > MAX_TEXT {
        return Err(Problem::TooLong {
            what,
            max: MAX_TEXT,
        });
    }
    match value.chars().find(|c| is_invisible(*c)) {
        Some(c) => Err(Problem::InvisibleCharacter {
            what,
            code: u32::from(c),
        }),
        None => Ok(value.to_owned()),
    }
}

/// A full fingerprint.
pub(crate) fn fingerprint(value: &str) -> Result<Fingerprint, Problem> {
    value.parse().map_err(|error| Problem::Fingerprint {
        text: shortened(value),
        error,
    })
}

/// A domain that a pin may vouch for: the team's own, so neither a public suffix nor a free-mail
/// domain.
pub(crate) fn own_domain(value: &str) -> Result<String, Problem> {
    let domain = domain(value)?;
    let registrable =
        registrable_domain(&domain).ok_or_else(|| Problem::PublicSuffix(domain.clone()))?;
    if FREE_MAIL.lines().any(|free| free == registrable) {
        return Err(Problem::FreeMail(domain));
    }
    Ok(domain)
}

/// An address as `local@domain` in lower case.
pub(crate) fn email(value: &str) -> Result<String, Problem> {
    let wrong = || Problem::NotAnEmail(shortened(value));
    let (local, host) = value.trim().rsplit_once('@').ok_or_else(wrong)?;
    let local_is_plain = !local.is_empty()
        // RFC 5321, "Local-part": 64 octets.
        && local.len() <= 64
        && !local.chars().any(|c| c.is_whitespace() || is_invisible(c) || "@<>()[],;:\\\"".contains(c));
    if !local_is_plain {
        return Err(wrong());
    }
    let host = domain(host).map_err(|_| wrong())?;
    Ok(format!("{}@{host}", local.to_lowercase()))
}

/// Longest URL: what browsers and servers take.
const MAX_URL: usize = 2_000;

/// Where a profile is on the web. What a URL hides (a user name, a password, an invisible
/// character) is refused and not repeated.
pub(crate) fn profile_url(value: &str) -> Result<String, Problem> {
    let value = value.trim();
    // What stands in front of an at sign may be a password.
    let shown = || match value.rsplit_once('@') {
        Some((_, rest)) => format!("…@{}", shortened(rest)),
        None => shortened(value),
    };
    let wrong = || Problem::NotAUrl(shown());
    // A parser drops line breaks and tabs inside, so that a reviewer would see another URL.
    if value.chars().any(|c| c.is_whitespace() || is_invisible(c)) || value.len() > MAX_URL {
        return Err(wrong());
    }
    let url = url::Url::parse(value).map_err(|_| wrong())?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Problem::UrlWithPassword);
    }
    match url.scheme() {
        "https" | "http" if url.host().is_some() => Ok(url.into()),
        _ => Err(wrong()),
    }
}

/// Where a directory is fetched that may confirm keys: whoever sits on the way must not be able to
/// write it.
pub(crate) fn secure_url(value: &str) -> Result<String, Problem> {
    let url = profile_url(value)?;
    if url.starts_with("https://") {
        Ok(url)
    } else {
        Err(Problem::NotSecure(shortened(&url)))
    }
}

/// A calendar day as ISO 8601 writes it.
pub(crate) fn iso_day(value: &str) -> Result<Date, Problem> {
    let value = value.trim();
    value
        .parse()
        .map_err(|_| Problem::NotADate(shortened(value)))
}

/// A calendar day from a TOML date.
pub(crate) fn day(value: &Datetime) -> Result<Date, Problem> {
    let wrong = || Problem::NotADate(value.to_string());
    let (Some(date), None) = (value.date, value.time) else {
        return Err(wrong());
    };
    let year = i16::try_from(date.year).map_err(|_| wrong())?;
    let month = i8::try_from(date.month).map_err(|_| wrong())?;
    let day = i8::try_from(date.day).map_err(|_| wrong())?;
    Date::new(year, month, day).map_err(|_| wrong())
}

/// A domain name with at least two labels, in lower case and ASCII form (IDNA), without a final
/// dot.
fn domain(value: &str) -> Result<String, Problem> {
    let wrong = || Problem::NotADomain(shortened(value));
    let Ok(url::Host::Domain(ascii)) = url::Host::parse(value.trim().trim_end_matches('.')) else {
        return Err(wrong());
    };
    let labels_are_plain = ascii.split('.').all(|label| {
        !label.is_empty()
            && label.len() <= 63
            && label
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
    });
    // RFC 1035, "Size limits": 255 octets with length bytes, so 253 characters.
    if labels_are_plain && ascii.contains('.') && ascii.len() <= 253 {
        Ok(ascii)
    } else {
        Err(wrong())
    }
}

/// Control, zero-width and direction-changing characters: they make a reviewer see another text
/// than a program.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Enough of a wrong value to find it again.
fn shortened(value: &str) -> String {
    value.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn domains_that_anybody_can_live_under_are_refused() {
        for suffix in ["example", "fr", "co.uk", "gouv.fr", "github.io", "CO.UK."] {
            assert!(
                matches!(
                    own_domain(suffix),
                    Err(Problem::PublicSuffix(_) | Problem::NotADomain(_))
                ),
                "{suffix}"
            );
        }
        for free in [
            "gmail.com",
            "GMail.com",
            "mail.gmail.com",
            "outlook.com",
            "proton.me",
            "orange.fr",
        ] {
            assert!(
                matches!(own_domain(free), Err(Problem::FreeMail(_))),
                "{free}"
            );
        }
    }

    #[test]
    fn domains_are_normalised_and_everything_else_is_refused() {
        assert_eq!(own_domain("CERT.Example.").unwrap(), "cert.example");
        assert_eq!(
            own_domain("münchen-cert.de").unwrap(),
            "xn--mnchen-cert-thb.de"
        );
        for wrong in [
            "",
            ".",
            "localhost",
            "*.example",
            "a..example",
            "192.0.2.1",
            "[2001:db8::1]",
            "a b.example",
            "a/b.example",
            "-a.example",
            "a@b.example",
        ] {
            assert!(own_domain(wrong).is_err(), "{wrong}");
        }
        assert!(own_domain(&format!("{}.example", "a".repeat(64))).is_err());
    }

    #[test]
    fn addresses_need_a_local_part_and_a_domain() {
        assert_eq!(email(" CERT@Team.Example ").unwrap(), "cert@team.example");
        for wrong in [
            "",
            "cert",
            "cert@",
            "@team.example",
            "cert(at)team.example",
            "a b@team.example",
            "x@y@z.example",
            "<a@b.example>",
            "a@b",
            "a@192.0.2.1",
            "a\u{200b}b@c.example",
        ] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn urls_are_whole_and_hide_nothing() {
        assert_eq!(
            profile_url(" HTTPS://WWW.Oak.Example/a b".trim_end_matches(" b")).unwrap(),
            "https://www.oak.example/a"
        );
        for wrong in [
            "",
            "www.oak.example/rfc2350.pdf",
            "oak.example:8080/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "ftp://oak.example/",
            "https://",
            "https://oak.example/a\nb",
            "https://oak.example/a b",
            "https://oak.example/\u{202e}fdp",
        ] {
            assert!(profile_url(wrong).is_err(), "{wrong}");
        }
        for secret in [
            "https://me:hunter2@oak.example/",
            "https://me@oak.example/",
            "https://me:hunter2@oak.example:x/",
            "https://me:hunter2@oak.example/ x",
        ] {
            let told = profile_url(secret).unwrap_err().to_string();
            assert!(!told.contains("hunter2") && !told.contains("me@"), "{told}");
        }
        assert!(profile_url(&format!("https://oak.example/{}", "a".repeat(3000))).is_err());
    }

    #[test]
    fn texts_that_hide_something_are_refused() {
        assert_eq!(text("how", "  by phone ").unwrap(), "by phone");
        assert_eq!(text("how", " \t"), Err(Problem::Empty("how")));
        for c in ['\u{1b}', '\n', '\u{202e}', '\u{200b}', '\u{feff}', '\u{85}'] {
            assert!(text("how", &format!("by{c}phone")).is_err(), "{c:?}");
        }
        assert!(text("how", &"x".repeat(MAX_TEXT + 1)).is_err());
    }

    #[test]
    fn every_listed_free_mail_domain_is_a_registrable_domain_in_lower_case() {
        for free in FREE_MAIL.lines() {
            assert_eq!(
                registrable_domain(free).as_deref(),
                Some(free),
                "{free:?} would never be matched"
            );
        }
    }
}
