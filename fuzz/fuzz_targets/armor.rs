//! The repair of keys printed in a document: whatever is kept is a whole public block, and no line
//! of a private one is kept.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let head = b"2.8 Public Keys and Encryption Information\n\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n";
    let document = [&head[..], bytes, b"\n-----END PGP PUBLIC KEY BLOCK-----\n"].concat();
    let Some(profile) = common::read(&document, "profile.txt") else { return };
    for key in &profile.claims.embedded_keys {
        let armor = &key.value.armor;
        assert_eq!(armor.is_empty(), key.value.broken.is_some());
        assert!(armor.is_empty() || armor.starts_with("-----BEGIN PGP PUBLIC KEY BLOCK-----"));
        assert!(!armor.contains("PRIVATE KEY"));
    }
});
