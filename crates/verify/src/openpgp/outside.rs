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

/// Looks in front of the text and behind the signature. In the headers of the signature block programs write their version and their
/// URL by themselves; that is no contact. An address there is text that nobody signed, but no proof of anything: it never rejects.
pub(super) fn look(bytes: &[u8], signed: &Signed) -> Outside {
    let part = |range: &std::ops::Range<usize>| String::from_utf8_lossy(bytes.get(range.clone()).unwrap_or_default()).into_owned();
    let around = format!("{}\n{}", part(&signed.before), part(&signed.after));
    let is_text = !around.trim().is_empty() || has_address(&part(&signed.armor_headers));
    Outside { text: is_text, claims: has_contact(&around) || has_url(&around) }
}

/// An e-mail address, or a number with its country's code.
fn has_address(headers: &str) -> bool {
    let is_number =
        |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'(' | b')' | b'-' | b'.'));
    headers.contains('@') || headers.split_whitespace().any(|word| word.strip_prefix('+').is_some_and(is_number))
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
