//! What stands around a signed text: nobody signed it, and a person may take it for part of the profile.

use bonafide_cleartext::Signed;

/// What was found outside.
#[derive(Default)]
pub(super) struct Outside {
    /// Anything but blank space.
    pub text: bool,
    /// Something that reads like a contact or a key.
    pub claims: bool,
}

/// Looks in front of the text, behind the signature, and at the headers of the signature block.
pub(super) fn look(bytes: &[u8], signed: &Signed) -> Outside {
    let part = |range: &std::ops::Range<usize>| String::from_utf8_lossy(bytes.get(range.clone()).unwrap_or_default()).into_owned();
    let around = format!("{}\n{}", part(&signed.before), part(&signed.after));
    // `Version: GnuPG v2` and a comment with the URL of a mail program are what programs write there by themselves.
    let headers = part(&signed.armor_headers);
    let headers_claim = has_contact(&headers);
    Outside { text: !around.trim().is_empty() || headers_claim, claims: has_contact(&around) || has_url(&around) || headers_claim }
}

fn has_url(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["://", "www.", "hxxp"].iter().any(|mark| text.contains(mark))
}

/// An address, a telephone number or a fingerprint, however it is spelt. Generous: what is refused here is at worst a false alarm
/// about text that has no business there.
fn has_contact(text: &str) -> bool {
    let lower = text.to_lowercase();
    let address = ["@", "(at)", "[at]", "{at}", "＠"].iter().any(|mark| lower.contains(mark));
    let run = |is_digit: fn(char) -> bool, is_separator: fn(char) -> bool, least: usize| {
        let mut digits = 0;
        lower.chars().any(|c| {
            if is_digit(c) {
                digits += 1;
            } else if !is_separator(c) {
                digits = 0;
            }
            digits >= least
        })
    };
    let telephone = run(char::is_numeric, |c| matches!(c, ' ' | '-' | '.' | '/' | '(' | ')' | '+' | '\u{a0}'), 7);
    let fingerprint = run(|c| c.is_ascii_hexdigit(), |c| c.is_whitespace() || c == ':', 16);
    address || telephone || fingerprint
}
