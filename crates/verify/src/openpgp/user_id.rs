//! The address in a User ID.
//!
//! Sequoia finds it with a regular expression, and building that costs more than verifying a
//! signature. Nearly all User IDs have a form that can be read without it; all others are left to
//! sequoia, so that both always say the same.

use openpgp::packet::UserID;
use sequoia_openpgp as openpgp;

/// The address by sequoia's conventions (`UserID::email`), as it stands there.
pub(super) fn address(id: &UserID) -> Option<&str> {
    let plain = std::str::from_utf8(id.value()).ok().and_then(plain);
    plain.or_else(|| id.email().ok().flatten())
}

/// The address of `Name (Comment) <local@domain>` and `local@domain`; `None` where only sequoia can
/// tell.
///
/// With one pair of angle brackets, and nothing but what a name may hold before it, no other
/// reading of sequoia's grammar fits.
fn plain(text: &str) -> Option<&str> {
    let address = match text.strip_suffix('>') {
        Some(rest) => {
            let (name, address) = rest.split_once('<')?;
            name.chars().all(is_name).then_some(address)?
        }
        None => text,
    };
    let (local, domain) = address.split_once('@')?;
    (is_dotted(local) && is_dotted(domain)).then_some(address)
}

/// Words with single dots between them.
fn is_dotted(text: &str) -> bool {
    text.split('.')
        .all(|word| !word.is_empty() && word.chars().all(is_word))
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || c >= '\u{80}'
}

fn is_name(c: char) -> bool {
    is_word(c) || " ()[]:;@\\,.\"".contains(c)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_usual_forms_are_read_without_sequoia() {
        for (text, address) in [
            ("M-CERT <contact@m-cert.example>", "contact@m-cert.example"),
            (
                "Équipe \"M, CERT\" (24/7) [x]: <a.b+c@M-cert.example>",
                "a.b+c@M-cert.example",
            ),
            ("<a@b>", "a@b"),
            ("a@b.example", "a@b.example"),
        ] {
            assert_eq!(plain(text), Some(address));
            assert_eq!(UserID::from(text).email().unwrap(), Some(address));
        }
    }

    #[test]
    fn other_forms_are_left_to_sequoia() {
        for text in [
            "M-CERT",
            "a@b <c@d> ",
            "a <b> <c@d>",
            "x <mailto:c@d>",
            "a b@c",
            "a..b@c",
            "a@b@c",
            "a\t<b@c>",
            "(<) <b@c>",
            "",
        ] {
            assert_eq!(plain(text), None, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// What is read without sequoia is what sequoia reads.
        #[test]
        fn sequoia_says_the_same(text in "[-a-zA.@:;,()\\[\\]<>/\\\\\"'+ é\u{a0}\t\u{80}ß]{0,14}|[a-z .:@(]{0,6}(\\([a-z<> ]{0,4}\\))?[ <]{0,2}[a-z:.]{0,4}@[a-z.]{0,4}[> ]{0,2}") {
            if let Some(address) = plain(&text) {
                let id = UserID::from(text.as_str());
                prop_assert_eq!(id.email().ok().flatten(), Some(address));
            }
        }
    }
}
