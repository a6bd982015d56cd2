//! Dates: a day is told only where there is one reading.
#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let document = [b"1.1 Date of Last Update\n\nThis version was published on ", bytes, b"\n"].concat();
    let Some(profile) = common::read(&document, "profile.txt") else { return };
    for claim in &profile.claims.dates {
        assert_eq!(
            claim.value.date,
            match claim.value.candidates.as_slice() {
                [only] => Some(*only),
                _ => None,
            }
        );
    }
});
