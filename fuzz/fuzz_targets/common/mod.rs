//! What holds for every document that can be read.

use bonafide_model::claims::Profile;
use bonafide_profile::Hint;

/// Reads a document by its name, and checks what every answer promises.
pub fn read(bytes: &[u8], name: &str) -> Option<Profile> {
    let profile = bonafide_profile::read(bytes, &Hint { file_name: Some(name.to_owned()), ..Hint::default() }).ok()?;
    let claims = &profile.claims;
    for claim in &claims.fingerprints {
        assert!(claim.value.digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'A'..=b'F')), "{claim:?}");
        assert!(claim.value.fingerprint.is_some() || claim.value.problem.is_some(), "{claim:?}");
        assert!(claim.place.line > 0, "{claim:?}");
    }
    for claim in &claims.emails {
        assert!(claim.value.address.contains('@') && claim.value.address == claim.value.address.to_lowercase(), "{claim:?}");
    }
    for claim in &claims.urls {
        assert!(!claim.value.url.contains(char::is_whitespace), "{claim:?}");
    }
    Some(profile)
}
