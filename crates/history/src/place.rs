//! One name for one place on the web.

use url::Url;

/// The URL by which history knows a place: the same one for every spelling that leads to it.
///
/// `http` and `https` count as one, for a document that moves to `https` is the same document, and so do upper and lower case of the
/// host, a final dot of it, the usual port, an empty path, the order of the query's parts,
/// percent-encoding that changes nothing, and a fragment. `None` where it is no such URL.
#[must_use]
pub fn place(url: &str) -> Option<String> {
    let mut url = Url::parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    let port = url
        .port()
        .filter(|port| !matches!(port, 80 | 443))
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    url.set_fragment(None);
    let path = usual_escapes(url.path());
    let mut parts: Vec<String> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|part| !part.is_empty())
        .map(usual_escapes)
        .collect();
    parts.sort();
    let query = if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    };
    Some(format!("https://{host}{port}{path}{query}"))
}

/// RFC 3986, "Percent-Encoding Normalization": unreserved characters are written as they are, the
/// hexadecimal digits of the others in upper case.
fn usual_escapes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let byte = from
            .get(1..3)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => {
                let c = char::from(byte);
                if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~') {
                    out.push(c);
                } else {
                    out.push_str(&from.get(..3).unwrap_or_default().to_ascii_uppercase());
                }
                rest = from.get(3..).unwrap_or_default();
            }
            None => {
                out.push('%');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_place_is_one() {
        let one = place("https://www.elm.example/a%20b/rfc2350.txt?b=2&a=1");
        assert_eq!(
            one.as_deref(),
            Some("https://www.elm.example/a%20b/rfc2350.txt?a=1&b=2")
        );
        for same in [
            "HTTPS://WWW.Elm.Example/a%20b/rfc2350.txt?b=2&a=1",
            "https://www.elm.example.:443/a%20b/rfc2350.txt?a=1&b=2#page=3",
            "http://www.elm.example/a%20b/rfc2350.txt?a=1&b=2",
            "http://www.elm.example:80/a%20b/rfc2350.txt?a=1&&b=2&",
            "https://www.elm.example/%61%20b/rfc2350%2Etxt?%61=1&b=2",
            "https://www.elm.example/x/../a%20b/./rfc2350.txt?b=2&a=1",
            " https://www.elm.example/a b/rfc2350.txt?a=1&b=2",
        ] {
            assert_eq!(place(same), one, "{same}");
        }
        assert_eq!(
            place("https://elm.example"),
            place("https://ELM.example./?")
        );
        assert_eq!(
            place("https://bücher.example/%c3%bc"),
            place("https://xn--bcher-kva.example/ü")
        );
        assert_eq!(
            place("https://[2001:DB8::1]:443/"),
            place("https://[2001:db8:0::1]")
        );
    }

    #[test]
    fn other_places_stay_others() {
        let one = place("https://www.elm.example/rfc2350.txt");
        for other in [
            "https://elm.example/rfc2350.txt",
            "https://www.elm.example/RFC2350.txt",
            "https://www.elm.example:8443/rfc2350.txt",
            "https://www.elm.example/rfc2350.txt?a=1",
            "https://www.elm.example/rfc2350.txt/",
            "https://www.elm.example/rfc2350%2Ftxt",
            "https://www.elm.example/rfc2350.txt%",
        ] {
            assert!(place(other).is_some() && place(other) != one, "{other}");
        }
        for none in [
            "",
            "rfc2350.txt",
            "file:///rfc2350.txt",
            "mailto:cert@elm.example",
            "https://",
        ] {
            assert_eq!(place(none), None, "{none}");
        }
    }
}
