//! `security.txt` (RFC 9116, "The Specification").

use bonafide_cleartext::{Framing, find};

use super::{MAX_VALUES, Written, email, place};

/// RFC 9116, "Encryption": a key named by its fingerprint.
const BY_FINGERPRINT: &str = "openpgp4fpr:";

/// What is written there; of a signed file only what is signed. `None` where it is no such file: one
/// needs exactly one time until when it holds.
pub(super) fn written(bytes: &[u8]) -> Option<Written> {
    let signed = match find(bytes) {
        Framing::Sound(signed) => Some(signed.payload),
        Framing::Unsound { .. } => return None,
        Framing::None => None,
    };
    let text = str::from_utf8(signed.as_deref().unwrap_or(bytes)).ok()?;
    let mut found = Written::default();
    let mut expires = Vec::new();
    for line in text.trim_start_matches('\u{feff}').lines() {
        let Some((field, value)) = line.split_once(':').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let value = value.trim();
        match field.trim_end().to_ascii_lowercase().as_str() {
            "contact" => found.emails.extend(email(value)),
            "encryption" => match value.get(..BY_FINGERPRINT.len()) {
                Some(scheme) if scheme.eq_ignore_ascii_case(BY_FINGERPRINT) => {
                    let digits = value.get(BY_FINGERPRINT.len()..).unwrap_or_default();
                    found.keys.extend(digits.parse());
                }
                _ => found.key_places.extend(place(value)),
            },
            "canonical" => found.own_places.extend(place(value)),
            "expires" => expires.push(value.parse().ok()?),
            _ => {}
        }
    }
    let [expires] = expires[..] else { return None };
    found.expires = Some(expires);
    for list in [
        &mut found.emails,
        &mut found.key_places,
        &mut found.own_places,
    ] {
        list.truncate(MAX_VALUES);
    }
    found.keys.truncate(MAX_VALUES);
    Some(found)
}
